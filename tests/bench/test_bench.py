#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The bench runs and prints its ratios; how great they are is no test's business."""
import os
import re
import subprocess
import sys
import tempfile
import unittest

import imports
import make_reports
from kompass import ARJANG, PROGRAM, extract, fixture

HERE = os.path.dirname(os.path.abspath(__file__))
BENCH = os.path.join(HERE, "bench.py")


def bench(*arguments):
    return subprocess.run([sys.executable, BENCH, "--runs", "1", *arguments],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf8")


class Bench(unittest.TestCase):
    def test_ratios_are_printed(self):
        done = bench(ARJANG, fixture("broken", "scan.pdf"))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"(?m)^arjang-2021( +\d+\.\d+){8} +\d+\.\d %$")
        self.assertRegex(done.stdout, r"(?m)^sum of 1 ")
        self.assertFalse(re.search("scan", done.stdout))

    def test_nothing_to_measure_is_a_failure(self):
        self.assertNotEqual(bench(fixture("broken", "scan.pdf")).returncode, 0)


class BenchOfImport(unittest.TestCase):
    """Over a few files; how its figures are is a quiet machine's business."""

    def test_every_figure_is_printed(self):
        done = subprocess.run([sys.executable, os.path.join(HERE, "bench_import.py"), "--count", "8",
                               "--many", "12", "--repeats", "1", "--build",
                               os.path.dirname(PROGRAM)], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, encoding="utf8")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(re.findall(r"(?m) files/s .* ms CPU a file$", done.stdout)), 8)
        self.assertEqual(len(re.findall(r"(?m) goal [<>]=? [\d.]+", done.stdout)), 10)


class Reports(unittest.TestCase):
    def test_a_made_up_report_says_what_its_maker_says(self):
        with tempfile.TemporaryDirectory() as folder:
            for said in make_reports.write_reports(folder, 3):
                path = os.path.join(folder, said.pop("file"))
                report = extract(path)
                self.assertEqual(imports.as_told(report), said)
                self.assertEqual(report["validation"]["status"], "consistent")
                self.assertTrue(14 <= report["source"]["pages"] <= 26)

    def test_the_same_seed_gives_the_same_bytes(self):
        register = make_reports.read_register()
        self.assertEqual(make_reports.Report(5, 1, register).pdf(),
                         make_reports.Report(5, 1, register).pdf())
        self.assertNotEqual(make_reports.Report(5, 1, register).pdf(),
                            make_reports.Report(5, 2, register).pdf())


if __name__ == "__main__":
    unittest.main()
