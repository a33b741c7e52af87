#!/usr/bin/python3
"""The bench runs and prints its ratios; how great they are is no test's business."""
import os
import re
import subprocess
import sys
import unittest

from kompass import ARJANG, fixture

BENCH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bench.py")


def bench(*arguments):
    return subprocess.run([sys.executable, BENCH, "--runs", "1", *arguments], timeout=120,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf8")


class Bench(unittest.TestCase):
    def test_ratios_are_printed(self):
        done = bench(ARJANG, fixture("broken", "scan.pdf"))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"(?m)^arjang-2021( +\d+\.\d+){6} +\d+\.\d %$")
        self.assertRegex(done.stdout, r"(?m)^sum of 1 ")
        self.assertFalse(re.search("scan", done.stdout))

    def test_nothing_to_measure_is_a_failure(self):
        self.assertNotEqual(bench(fixture("broken", "scan.pdf")).returncode, 0)


if __name__ == "__main__":
    unittest.main()
