#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A transcript that lost its form feeds, contents or marks of headings is read by its structure."""
import os
import re
import tempfile
import unittest

from kompass import HUDDINGE_TRANSCRIPT, extract, fixture, read, without

TEXTS = (HUDDINGE_TRANSCRIPT, fixture("transcripts/chapter-scores.txt"))


def without_form_feeds(text):
    return text.replace("\f", "\n")


def without_entries(text):
    """Of the contents the head alone stays, and an entry or two."""
    return re.sub(r"^.*\.{5}\t\d+\n", "", without_form_feeds(text), flags=re.MULTILINE)


def without_contents(text):
    text = re.sub(r"^.* \.\.\.\t\d+\n", "", without_entries(text), flags=re.MULTILINE)
    return text.replace("## Innehåll\n", "")


def without_headings(text):
    return re.sub(r"^#+ *", "", without_contents(text), flags=re.MULTILINE)


class Transcripts(unittest.TestCase):
    def test_each_is_as_it_was(self):
        for path in TEXTS:
            whole = without(extract(path), "source", "at")
            for change in without_form_feeds, without_entries, without_contents, without_headings:
                with self.subTest(path=path, change=change.__name__), tempfile.TemporaryDirectory() as folder:
                    changed = os.path.join(folder, "report.txt")
                    with open(changed, "w", encoding="utf8") as file:
                        file.write(change(read(path)))
                    self.assertEqual(without(extract(changed), "source", "at"), whole)

    def test_a_caption_is_no_part_of_an_item(self):
        whole = without(extract(TEXTS[1]), "source", "at")
        for words in "Figur 2. Bilden visar läget", "Källa: Kommunkompassen 2019", "Forts. från föregående sida":
            with self.subTest(words), tempfile.TemporaryDirectory() as folder:
                put = os.path.join(folder, "report.txt")
                with open(put, "w", encoding="utf8") as file:
                    file.write(re.sub(r"(?m)^- .*\n", r"\g<0>" + words + "\n", read(TEXTS[1])))
                self.assertEqual(without(extract(put), "source", "at"), whole)

    def test_scores_behind_the_lists_are_the_municipalitys_own(self):
        scores = [81, 66, 70, 72.5, 61, 74, 58, 84]
        for words, expected in (("Huddinges poäng i området: {}", scores),
                                ("Huddinge kommuns resultat: {} av 100", scores),
                                ("Huddinge: {} poäng", scores),
                                ("Botkyrkas poäng i området: {}", []),
                                ("Botkyrka: {} poäng", []),
                                ("Rikets poäng i området: {}", [])):
            with self.subTest(words), tempfile.TemporaryDirectory() as folder:
                moved = os.path.join(folder, "report.txt")
                with open(moved, "w", encoding="utf8") as file:
                    file.write(re.sub(r"(?s)(• Strategi)\t([\d,]+)(.*?\n- Resultaten [^\n]*\n)",
                                      lambda match: match[1] + match[3] + "\n" + words.format(match[2]) + "\n",
                                      read(TEXTS[1])))
                areas = extract(moved)["areas"]
                self.assertEqual([one["score"] for area in areas for one in area["published"]], expected)
                self.assertEqual({item["text"] for area in areas for item in area["improvements"]},
                                 {"Resultaten kan följas upp oftare."})


if __name__ == "__main__":
    unittest.main()
