#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Where every word of a report ended: the words of each page, once each.

The witness is `pdftotext -bbox`, as for the boxes: a page's words have the letters and digits that
it finds there, each as often."""
import re
import unittest

from kompass import ARJANG, HUDDINGE_TRANSCRIPT, extract, reports, run
from test_boxes import Witness, same_letters

ENDS = ("value", "heading", "text", "contents", "furniture", "cover", "annex", "unread")


def account(path):
    """Of each page: its head, and its words as pairs (where it ended, word)."""
    done = run("dump", "--stage", "account", path)
    assert done.returncode == 0, done.stderr
    parts = re.split(r"^page (\d+): (.*)\n", done.stdout, flags=re.MULTILINE)
    assert parts[0] == ""
    return {int(number): (head, [(line.split()[0], word) for line in lines.splitlines() for word in line.split()[1:]])
            for number, head, lines in zip(parts[1::3], parts[2::3], parts[3::3])}


class Account(unittest.TestCase):
    def test_the_words_of_every_page_add_up(self):
        for path in reports():
            pages = account(path)
            for number, (_, _, seen) in enumerate(Witness(path).pages, start=1):
                with self.subTest(path, page=number):
                    words = [word for _, word in pages[number][1]] if number in pages else []
                    self.assertTrue(same_letters(words, "".join(word for _, word in seen)), words)

    def test_the_counts_are_those_of_the_words(self):
        for path in (*reports(), HUDDINGE_TRANSCRIPT):
            for number, (head, words) in account(path).items():
                counts = {end: sum(of == end for of, _ in words) for end in ENDS}
                told = "".join(f", {end} {n}" for end, n in counts.items() if n > 0)
                self.assertEqual(head, f"{len(words)} words{told}", (path, number))

    def test_a_value_is_told_where_it_stands(self):
        pages = account(ARJANG)
        for area in extract(ARJANG)["areas"]:
            for item in area["strengths"]:
                values = " ".join(word for end, word in pages[item["at"][0]["page"]][1] if end == "value")
                self.assertIn(item["text"], values)
        self.assertEqual({end for end, _ in pages[1][1]}, {"cover"})


if __name__ == "__main__":
    unittest.main()
