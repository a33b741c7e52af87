#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A file of other papers takes no more memory the more pages it has, nor does one around a report."""
import json
import os
import subprocess
import sys
import tempfile
import unittest
import zlib

import fitz

from kompass import ARJANG, PROGRAM, ROOT, extract, without

sys.path.insert(0, os.path.join(ROOT, "tests", "torture"))
import make_torture  # noqa: E402

FEW, MANY = 350, 1000
MOST_GROWTH_MB = 15  # 23 KB a page; with the glyphs of all it is 150
LIMITS = ["--cpu", "600", "--page-cpu", "60", "--wall", "3600", "--memory", "4096"]
# Freed memory is kept for reuse by a sanitizer: it must not count as growth.
ENVIRONMENT = {**os.environ, "ASAN_OPTIONS": "quarantine_size_mb=1:detect_leaks=0"}
LINE = b"Kommunen redovisar ett resultat som blev lite starkare an vad budgeten angav"


def papers(n_pages):
    """The bytes of a PDF of so many pages of text, each with its number."""
    pages = b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(n_pages))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (pages, n_pages),
               b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    for i in range(n_pages):
        text = b"BT /F 9 Tf 14 TL 72 770 Td %s(Kallelse %d) Tj ET" % (b"(%s) ' " % LINE * 48, i + 1)
        objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
                    b"/Resources<</Font<</F 3 0 R>>>>>>" % (5 + 2 * i),
                    make_torture.stream(zlib.compress(text), b"/Filter/FlateDecode")]
    return make_torture.file_of(objects)


class Memory(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "papers.pdf")

    def measure(self, status):
        """(peak memory in MB, output) of reading the file."""
        with tempfile.TemporaryFile() as output:
            child = subprocess.Popen([PROGRAM, "extract", *LIMITS, self.path], env=ENVIRONMENT, stdout=output,
                                     stderr=subprocess.DEVNULL)
            _, ended, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(ended)
            self.assertEqual(child.returncode, status)
            output.seek(0)
            return usage.ru_maxrss / 1024, output.read()

    def assert_flat(self, few, many):
        self.assertLess(many - few, MOST_GROWTH_MB, f"{few:.0f} MB for {FEW} pages, {many:.0f} MB for {MANY}")

    def test_other_papers(self):
        peaks = []
        for n in FEW, MANY:
            with open(self.path, "wb") as file:
                file.write(papers(n))
            peaks.append(self.measure(3)[0])
        self.assert_flat(*peaks)

    def test_other_papers_around_a_report(self):
        alone, peaks = extract(ARJANG), []
        for n in FEW, MANY:
            with fitz.open(stream=papers(n)) as pdf, fitz.open(ARJANG) as report:
                pdf.insert_pdf(report, start_at=n - 120)
                pdf.save(self.path)
            peak, output = self.measure(0)
            peaks.append(peak)
            found = json.loads(output)
            self.assertEqual(found["source"]["report"],
                             {"index": 1, "of": 1, "first_page": n - 119, "last_page": n - 110})
            self.assertEqual(without(found, "source", "message", "page"),
                             without(alone, "source", "message", "page"))
        self.assert_flat(*peaks)


if __name__ == "__main__":
    unittest.main()
