#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""After a change of what reading gives: raises KK_READER, builds the release, and rewrites the goldens
and the records of what the reader gives. Does nothing where they hold, unless with --anyway: the
change shows in other documents alone. Read the diff line by line.

It takes the place of every conflict in those files, too: take either side, and run it."""
import glob
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HEADER = os.path.join(ROOT, "include", "kk", "process.h")
RECORDS = [("tests/golden/reader.txt", "fixtures/reports", "fixtures/broken")]
if os.path.isdir(os.path.join(ROOT, "../shared/reports")):
    RECORDS.append((".ci/reader.txt", "../shared/reports"))


def build():
    subprocess.run(["cmake", "--build", "--preset", "release", "--target", "kompass"], cwd=ROOT,
                   stdout=subprocess.DEVNULL, check=True)


def python(script, *arguments, update=False):
    environment = dict(os.environ, KK_PROGRAM=os.path.join(ROOT, ".build/release/kompass"),
                       PYTHONPATH=os.path.join(ROOT, "tests/support"), PYTHONDONTWRITEBYTECODE="1")
    environment.pop("KK_UPDATE_GOLDEN", None)
    if update:
        environment["KK_UPDATE_GOLDEN"] = "1"
    return subprocess.run([sys.executable, f"tests/golden/{script}", *arguments], cwd=ROOT,
                          env=environment, check=update, capture_output=not update).returncode


def raise_number():
    with open(HEADER, encoding="utf8") as file:
        text = file.read()
    text = re.sub(r"(?<=#define KK_READER )\d+", lambda number: str(int(number.group()) + 1), text)
    with open(HEADER, "w", encoding="utf8") as file:
        file.write(text)


def main():
    build()
    if "--anyway" not in sys.argv[1:] and not any(python("test_reader.py", *record) for record in RECORDS):
        return "raise_reader.py: the records hold: nothing to raise"
    raise_number()
    build()
    for folder in glob.glob(os.path.join(ROOT, "fixtures/reports/*/*/")):
        python("test_golden.py", folder, update=True)
    for record in RECORDS:
        python("test_reader.py", *record, update=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
