#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The count of instructions, which callgrind cannot do of a program with sanitizers."""
import os
import re
import subprocess
import sys
import unittest

from kompass import ARJANG, PROGRAM, fixture

BENCH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bench_instructions.py")


def bench(*arguments):
    return subprocess.run([sys.executable, BENCH, "--build", os.path.dirname(PROGRAM), *arguments],
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


if __name__ == "__main__":
    unittest.main()
