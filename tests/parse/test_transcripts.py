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


if __name__ == "__main__":
    unittest.main()
