#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What form fields and free text annotations show is read, or told."""
import json
import os
import subprocess
import tempfile
import unittest

import fitz

from kompass import PROGRAM, fixture, without

REPORT = fixture("reports/2020/arjang-2021/source.pdf")
PAGE = 6  # from 0: a score table


def extract(path):
    return subprocess.run([PROGRAM, "extract", path], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True)


def codes(report):
    return [(doubt["code"], doubt["at"]) for doubt in report["diagnostics"]]


class Changed(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "changed.pdf")

    def read(self, change):
        with fitz.open(REPORT) as pdf:
            change(pdf)
            pdf.save(self.path, deflate=True)
        return extract(self.path)

    def read_report(self, change):
        done = self.read(change)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)


def add_field(page, box, text, hidden=False):
    field = fitz.Widget()
    field.field_type = fitz.PDF_WIDGET_TYPE_TEXT
    field.field_name = f"field {box.x0} {box.y0}"
    field.field_value, field.rect, field.text_fontsize = text, box, 9
    page.add_widget(field)
    if hidden:
        for one in page.widgets():
            page.parent.xref_set_key(one.xref, "F", "2")


def add_note(page, box, text, hidden=False):
    note = page.add_freetext_annot(box, text, fontsize=9)
    if hidden:
        note.set_flags(2)


class Notes(Changed):
    @classmethod
    def setUpClass(cls):
        cls.plain = json.loads(extract(REPORT).stdout)

    def test_short_text_of_either_is_read_in_its_line(self):
        for add in (add_field, add_note):
            with self.subTest(add.__name__):
                self.read_report(lambda pdf, add=add: add(pdf[PAGE], self.box_beside(pdf), "37,5"))
                lines = subprocess.run([PROGRAM, "dump", "--stage", "lines", self.path],
                                       stdout=subprocess.PIPE, text=True, check=True).stdout
                self.assertRegex(lines, r"Totalt område 3 81 100 81 % 37,5\n")

    @staticmethod
    def box_beside(pdf):
        """A box to the right of the last total."""
        total = pdf[PAGE].search_for("Totalt område 3")[0]
        return fitz.Rect(530, total.y0 - 1, 560, total.y1 + 1)

    def test_hidden_ones_are_no_content(self):
        for add in (add_field, add_note):
            with self.subTest(add.__name__):
                report = self.read_report(
                    lambda pdf, add=add: add(pdf[PAGE], fitz.Rect(300, 400, 330, 414), "77", True))
                self.assertEqual(without(report, "source", "at"), without(self.plain, "source", "at"))

    def test_long_ones_are_told_with_their_place(self):
        box = fitz.Rect(300, 600, 420, 700)
        for add in (add_field, add_note):
            with self.subTest(add.__name__):
                report = self.read_report(lambda pdf, add=add: add(
                    pdf[PAGE], box, "En lång anteckning, som bryts någonstans på vägen"))
                at = dict(codes(report)).get("notes-unread")
                self.assertEqual([place["page"] for place in at or []], [PAGE + 1])
                for got, wanted in zip(at[0]["bbox"], box):
                    self.assertAlmostEqual(got, wanted, delta=2)


if __name__ == "__main__":
    unittest.main()
