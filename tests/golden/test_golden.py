#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""test_golden.py REPORT: extract REPORT/source.pdf and compare with expected.json, byte for byte.

KK_UPDATE_GOLDEN=1 rewrites it: read that diff line by line and explain it in the commit."""
import difflib
import os
import sys

from kompass import read, run


def main(folder):
    path = os.path.join(folder, "expected.json")
    done = run("extract", os.path.join(folder, "source.pdf"))
    if done.returncode != 0:
        return f"status {done.returncode}: {done.stderr}"
    if os.environ.get("KK_UPDATE_GOLDEN"):
        with open(path, "w", encoding="utf8") as file:
            file.write(done.stdout)
        return 0
    expected = read(path) if os.path.exists(path) else ""
    if done.stdout == expected:
        return 0
    diff = difflib.unified_diff(expected.splitlines(), done.stdout.splitlines(), "expected", "got",
                                n=2, lineterm="")
    return "\n".join(list(diff)[:200])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
