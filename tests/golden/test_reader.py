#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""test_reader.py RECORD FOLDER…: what comes of every document in the folders is what RECORD holds
for the reader's number, KK_READER in include/kk/process.h.

RECORD is a line: the number, and the SHA-256 of all that came out. Where that is another and the
number the same, archives would keep what was read before: raise the number. raise_reader.py does
it. KK_UPDATE_GOLDEN=1 rewrites RECORD, for a number above the recorded one only."""
import hashlib
import json
import os
import subprocess
import sys

from kompass import PROGRAM, READER, ROOT


def list_documents(folders):
    return sorted(os.path.join(at, name) for folder in folders for at, _, names in os.walk(folder)
                  for name in names if name.endswith((".pdf", ".txt")))


def lines_of(paths):
    """What an archive would hold of each: its report, or what became of it."""
    done = subprocess.run([PROGRAM, "extract", "--files0-from", "-"], input="\0".join(paths).encode(),
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    for text in done.stdout.splitlines():
        document = json.loads(text)
        yield json.dumps(document.get("status")).encode() if "status" in document else text


def digest(folders):
    paths = list_documents(folders)
    lines = list(lines_of(paths))
    if not paths or len(lines) != len(paths):
        sys.exit(f"test_reader.py: {len(paths)} documents gave {len(lines)} lines")
    return hashlib.sha256(b"\n".join(lines)).hexdigest()


def read_record(path):
    """(number, digest)"""
    try:
        with open(path, encoding="utf8") as file:
            number, recorded = file.read().split()
    except FileNotFoundError:
        return 0, ""
    return int(number), recorded


def main(path, *folders):
    number, recorded = read_record(path)
    found = digest(folders)
    name = os.path.relpath(path, ROOT)
    if number == READER and found == recorded:
        return 0
    if number >= READER:
        return (f"{name}: reading gives another result than reader {number} gave: raise KK_READER "
                "(python3 tests/golden/raise_reader.py)")
    if not os.environ.get("KK_UPDATE_GOLDEN"):
        return (f"{name}: records reader {number}, this is {READER}: KK_UPDATE_GOLDEN=1 ctest "
                "--preset dev -L golden")
    with open(path, "w", encoding="utf8") as file:
        file.write(f"{READER} {found}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
