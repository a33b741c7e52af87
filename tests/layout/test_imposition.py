#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Reports printed with two or four pages on a sheet are read as pages; places name the sheet.

Those of the folder KK_REPORTS are, too, or of the folders ../shared/reports*, where these are."""
import json
import multiprocessing
import os
import tempfile
import unittest

import fitz

from bundles import agenda, bind, letter
from kompass import ARJANG, HUDDINGE, extract, more_reports, run, without

A4 = fitz.paper_rect("a4")
LANDSCAPE = fitz.Rect(0, 0, A4.height, A4.width)
A3 = fitz.paper_rect("a3")
A3_LANDSCAPE = fitz.Rect(0, 0, A3.height, A3.width)
SHEETS = ((LANDSCAPE, 2, 1), (A3_LANDSCAPE, 2, 1), (A4, 2, 2), (A3, 2, 2))


def impose(path, out, sheet, columns, rows):
    """Writes the pages of PATH to OUT, so many on each SHEET, row by row."""
    width, height = sheet.width / columns, sheet.height / rows
    with fitz.open(path) as report, fitz.open() as pdf:
        for first in range(0, report.page_count, columns * rows):
            page = pdf.new_page(width=sheet.width, height=sheet.height)
            for i in range(min(columns * rows, report.page_count - first)):
                x, y = i % columns * width, i // columns * height
                turned = report[first + i].rotation
                report[first + i].set_rotation(0)
                page.show_pdf_page(fitz.Rect(x, y, x + width, y + height), report, first + i, rotate=-turned)
        pdf.save(out, deflate=True)


def turn(path, out, degrees):
    """Writes to OUT the pages of PATH, set on sheets that lie on their sides."""
    with fitz.open(path) as sheets, fitz.open() as pdf:
        for sheet in sheets:
            page = pdf.new_page(width=sheet.rect.height, height=sheet.rect.width)
            page.show_pdf_page(page.rect, sheets, sheet.number, rotate=degrees)
        pdf.save(out, deflate=True)


def said(report):
    return without(report, "source", "at", "message")


def compare(path):
    """How the report at PATH reads by itself, and what each of its SHEETS says; nothing of no report."""
    alone = run("extract", path)
    if alone.returncode != 0:
        return path, None, []
    with tempfile.TemporaryDirectory() as folder:
        out, found = os.path.join(folder, "sheets.pdf"), []
        for sheet in SHEETS:
            impose(path, out, *sheet)
            found.append(said(extract(out)))
    return path, said(json.loads(alone.stdout)), found


def compare_bound(args):
    """What the report at a path says on sheets by itself, and what behind a letter and before an agenda."""
    path, sheet = args
    if run("extract", path).returncode != 0:
        return args, None, None
    with tempfile.TemporaryDirectory() as folder:
        sheets, out = os.path.join(folder, "sheets.pdf"), os.path.join(folder, "bundle.pdf")
        impose(path, sheets, *sheet)
        bind([letter(), sheets, agenda(6)], out)
        return args, said(extract(sheets)), said(extract(out))


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

    def test_reports(self):
        with multiprocessing.Pool() as pool:
            for path, alone, found in pool.imap(compare, [HUDDINGE, *more_reports()]):
                for sheet, one in zip(SHEETS, found):
                    with self.subTest(path=path, sheet=sheet):
                        self.assertEqual(one, alone)

    def test_among_other_papers(self):
        """Those are upright, and of the sheets' size or of half of it."""
        jobs = [(HUDDINGE, sheet) for sheet in SHEETS]
        jobs += [(path, SHEETS[i % 4]) for i, path in enumerate(more_reports())]
        with multiprocessing.Pool() as pool:
            for job, alone, found in pool.imap(compare_bound, jobs):
                with self.subTest(job=job):
                    self.assertEqual(found, alone)

    def test_blank_page_behind(self):
        """It is no page that the sheets would be turned from."""
        with tempfile.TemporaryDirectory() as folder:
            sheets, out = (os.path.join(folder, name) for name in ("sheets.pdf", "behind.pdf"))
            impose(HUDDINGE, sheets, LANDSCAPE, 2, 1)
            with fitz.open(sheets) as pdf:
                pdf.new_page(width=A4.width, height=A4.height)
                pdf.save(out)
            self.assertEqual(said(extract(out)), said(extract(HUDDINGE)))

    def test_sheets_on_their_sides(self):
        for sheet in (LANDSCAPE, 2, 1), (A4, 2, 2):
            for degrees in 90, 270:
                with tempfile.TemporaryDirectory() as folder, self.subTest(sheet=sheet, degrees=degrees):
                    upright, out = (os.path.join(folder, name) for name in ("upright.pdf", "turned.pdf"))
                    impose(HUDDINGE, upright, *sheet)
                    turn(upright, out, degrees)
                    self.assertEqual(said(extract(out)), said(extract(HUDDINGE)))

    def test_sheets_on_sheets(self):
        """Sheets of two are printed two on a sheet again, or four, though /Rotate turns them."""
        for sheet in SHEETS:
            with tempfile.TemporaryDirectory() as folder, self.subTest(sheet=sheet):
                upright, turned, out = (os.path.join(folder, name) for name in ("a.pdf", "b.pdf", "c.pdf"))
                impose(HUDDINGE, upright, LANDSCAPE, 2, 1)
                turn(upright, turned, 90)
                with fitz.open(turned) as pdf:
                    for page in pdf:
                        page.set_rotation(90)
                    pdf.saveIncr()
                impose(turned, out, *sheet)
                self.assertEqual(said(extract(out)), said(extract(HUDDINGE)))

    def test_single_sheet(self):
        """Type that is too small for a page tells four on one sheet."""
        with tempfile.TemporaryDirectory() as folder, fitz.open(HUDDINGE) as report:
            path, out = (os.path.join(folder, name) for name in ("report.pdf", "sheet.pdf"))
            report.select([0, *range(7, 10)])
            report.save(path)
            impose(path, out, A4, 2, 2)
            self.assertEqual(said(extract(out)), said(extract(path)))

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
            for sheet in LANDSCAPE, A3_LANDSCAPE:
                self.check(path, sheet, 2, 1)

    def test_line_that_runs_over_its_page(self):
        """Headings and texts of this one do, and are cut off there; its tables are as they were."""
        for sheet, columns, rows in (LANDSCAPE, 2, 1), (A4, 2, 2):
            alone, found = self.read(ARJANG, sheet, columns, rows)
            self.assertEqual(*([without(area["questions"], "at") for area in one["areas"]]
                               for one in (alone, found)))


if __name__ == "__main__":
    unittest.main()
