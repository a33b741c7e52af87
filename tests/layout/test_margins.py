#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Margins that are mirrored, as a book's, change nothing but the places."""
import os
import tempfile
import unittest

import fitz

from kompass import HUDDINGE, extract, without

BINDING = 26  # points


def bind(path, out, first):
    """Writes the pages of PATH to OUT, every other of which, from FIRST on, is moved to the right."""
    with fitz.open(path) as report, fitz.open() as pdf:
        for i, page in enumerate(report):
            moved = page.rect + (BINDING, 0, BINDING, 0) if i % 2 == first else page.rect
            pdf.new_page(width=page.rect.width, height=page.rect.height).show_pdf_page(moved, report, i)
        pdf.save(out, deflate=True)


class Margins(unittest.TestCase):
    def check(self, first):
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "bound.pdf")
            bind(HUDDINGE, out, first)
            alone, found = extract(HUDDINGE), extract(out)
        self.assertEqual(without(found, "source", "at"), without(alone, "source", "at"))
        for area, same in zip(found["areas"], alone["areas"]):
            for question, one in zip(area["questions"], same["questions"]):
                at, before = question["at"][0], one["at"][0]
                by = BINDING if before["page"] % 2 != first else 0
                self.assertAlmostEqual(at["bbox"][0], before["bbox"][0] + by, delta=0.1)

    def test_left_pages_stand_further_right(self):
        self.check(1)

    def test_right_pages_stand_further_right(self):
        self.check(0)


if __name__ == "__main__":
    unittest.main()
