#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The count of instructions, which callgrind cannot do of a program with sanitizers."""
import os
import re
import subprocess
import sys
import tempfile
import unittest

import bench_growth
from kompass import ARJANG, PROGRAM, fixture

HERE = os.path.dirname(os.path.abspath(__file__))
BENCH, GROWTH = (os.path.join(HERE, name) for name in ("bench_instructions.py", "bench_growth.py"))


def bench(*arguments, of=BENCH):
    return subprocess.run([sys.executable, of, "--build", os.path.dirname(PROGRAM), *arguments],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf8")


class Instructions(unittest.TestCase):
    def test_two_counts_tell_the_same(self):
        counts = []
        for _ in range(2):
            done = bench(ARJANG, fixture("broken", "scan.pdf"))
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertNotIn("scan", done.stdout)
            row = re.search(r"(?m)^arjang-2021 +([\d.]+) +([\d.]+) +([\d.]+) +[\d.]+ +(-?[\d.]+) "
                            r"+([\d.]+) %$", done.stdout)
            counts.append([float(figure) for figure in row.groups()])
        for first, second in zip(*counts):
            self.assertAlmostEqual(first, second, delta=0.01 * max(first, second) + 0.2)
        extract, chain, _, isolation, own = counts[0]
        self.assertAlmostEqual(extract - chain, isolation, delta=0.11)
        self.assertTrue(0 < own < 100)

    def test_nothing_to_count_is_a_failure(self):
        self.assertNotEqual(bench(fixture("broken", "scan.pdf")).returncode, 0)

    def test_what_strays_from_the_record_fails_the_check(self):
        with tempfile.TemporaryDirectory() as folder:
            record = os.path.join(folder, "record")

            def check(mode="--check"):
                return bench(mode, "--record-file", record, ARJANG)

            write_text(record, "# no rows\n")
            self.assertIn("nothing is recorded for poppler", check().stderr)
            told = check("--record").stdout
            self.assertEqual(re.findall(r"(?m)^(\w+) .* [+-]0\.\d %$", told),
                             ["chain", "extract", "own"])
            recorded = read_text(record)
            self.assertEqual(check().returncode, 0)
            own = re.search(r"own (\S+)", recorded).group(1)
            for factor in (0.95, 1.05):
                with self.subTest(factor=factor):
                    write_text(record, recorded.replace(f"own {own}", f"own {factor * float(own)}"))
                    self.assertIn("not within 3 % of the record: own;", check().stderr)


class Growth(unittest.TestCase):
    def test_the_exponent_is_told_without_what_does_not_grow(self):
        for power in (1, 1.5, 2):
            costs = [1000 + 3 * n ** power for n in (10, 20, 40)]
            self.assertAlmostEqual(bench_growth.exponent(costs), power)
        self.assertEqual(bench_growth.exponent([1000, 1000, 1001]), 0)

    def test_a_curve_of_a_document_and_one_of_an_archive_are_drawn(self):
        done = bench("--scale", "0.1", "items", "status", of=GROWTH)
        self.assertRegex(done.stdout, r"(?m)^items " + r" +\d+ +[\d.]+ +[\d.]+" * 3
                         + r" +-?[\d.]+ +-?[\d.]+$")
        self.assertRegex(done.stdout, r"(?m)^status +10 ")


def read_text(path):
    with open(path, encoding="utf8") as file:
        return file.read()


def write_text(path, text):
    with open(path, "w", encoding="utf8") as file:
        file.write(text)


if __name__ == "__main__":
    unittest.main()
