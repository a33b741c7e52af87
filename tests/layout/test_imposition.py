#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Reports printed with two or four pages on a sheet are read as pages; places name the sheet."""
import os
import tempfile
import unittest

import fitz

from kompass import ARJANG, HUDDINGE, extract, without

A4 = fitz.paper_rect("a4")
LANDSCAPE = fitz.Rect(0, 0, A4.height, A4.width)
A3 = fitz.paper_rect("a3")


def impose(path, out, sheet, columns, rows):
    """Writes the pages of PATH to OUT, so many on each SHEET, row by row."""
    width, height = sheet.width / columns, sheet.height / rows
    with fitz.open(path) as report, fitz.open() as pdf:
        for first in range(0, report.page_count, columns * rows):
            page = pdf.new_page(width=sheet.width, height=sheet.height)
            for i in range(min(columns * rows, report.page_count - first)):
                x, y = i % columns * width, i // columns * height
                page.show_pdf_page(fitz.Rect(x, y, x + width, y + height), report, first + i)
        pdf.save(out, deflate=True)


class Sheets(unittest.TestCase):
    def read(self, path, sheet, columns, rows):
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "sheets.pdf")
            impose(path, out, sheet, columns, rows)
            return extract(path), extract(out)

    def check(self, path, sheet, columns, rows):
        alone, found = self.read(path, sheet, columns, rows)
        self.maxDiff = 4000
        self.assertEqual(without(found, "source", "at", "message"), without(alone, "source", "at", "message"))
        for area, same in zip(found["areas"], alone["areas"]):
            for question, one in zip(area["questions"], same["questions"]):
                at, before = question["at"][0], one["at"][0]
                n, i = divmod(before["page"] - 1, columns * rows)
                self.assertEqual(at["page"], n + 1)
                self.assertEqual(int(at["bbox"][0] // (sheet.width / columns)), i % columns)
                self.assertEqual(int(at["bbox"][1] // (sheet.height / rows)), i // columns)

    def test_two_on_a_sheet(self):
        self.check(HUDDINGE, LANDSCAPE, 2, 1)

    def test_four_on_a_sheet(self):
        for sheet in A4, A3:
            self.check(HUDDINGE, sheet, 2, 2)

    def test_cover_with_a_gap_of_its_own(self):
        """A sheet is parted where the others are, not where most of it is empty."""
        with tempfile.TemporaryDirectory() as folder, fitz.open(HUDDINGE) as report:
            path = os.path.join(folder, "cover.pdf")
            report.delete_page(0)
            cover = report.new_page(0, width=A4.width, height=A4.height)
            for x, y, size, text in ((480, 90, 11, "RAPPORT"), (480, 107, 11, "2017-04-20"),
                                     (68, 270, 30, "Kommunkompassen"), (68, 300, 18, "Analys av Huddinge kommun"),
                                     (68, 318, 14, "mars 2017")):
                cover.insert_text((x, y), text, fontsize=size)
            report.save(path)
            for sheet in LANDSCAPE, fitz.Rect(0, 0, A3.height, A3.width):
                self.check(path, sheet, 2, 1)

    def test_line_that_runs_over_its_page(self):
        """Headings and texts of this one do, and are cut off there; its tables are as they were."""
        for sheet, columns, rows in (LANDSCAPE, 2, 1), (A4, 2, 2):
            alone, found = self.read(ARJANG, sheet, columns, rows)
            self.assertEqual(*([without(area["questions"], "at") for area in one["areas"]]
                               for one in (alone, found)))


if __name__ == "__main__":
    unittest.main()
