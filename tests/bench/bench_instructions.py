#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""bench_instructions.py [--build FOLDER] [FOLDER|PDF …]: what the chain costs in instructions.

For each PDF that kompass reads (default: those of fixtures/reports), the millions of instructions
that callgrind counts, which are the same in every run and on every machine with the same libraries:

    extract     kompass extract, all its processes, without the sandbox, which callgrind cannot enter
    chain       the same chain in one process (in_process.c)
    pdftotext   pdftotext -bbox-layout, the text with its boxes, and nothing more

the ratio of extract to pdftotext, what isolation adds to the chain, and the share of our own
stages, layout to write, of the chain."""
import argparse
import glob
import os
import re
import subprocess
import sys
import tempfile

from bench import name_of, pdfs_of

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
OWN_STAGES = ("kk_layout", "kk_parse", "kk_normalise", "kk_write_json")
NO_LIMITS = ["--sandbox=off", "--cpu=3600", "--page-cpu=3600", "--wall=3600", "--memory=16000"]


def count(command, folder, given=b""):
    """The instructions of a command and all its children, in files of @folder; None: it failed."""
    for old in glob.glob(f"{folder}/*"):
        os.remove(old)
    done = subprocess.run(["valgrind", "-q", "--tool=callgrind",
                           f"--callgrind-out-file={folder}/%p", *command], input=given,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if done.returncode != 0:
        return None
    total = 0
    for path in glob.glob(f"{folder}/*"):
        with open(path, encoding="utf8", errors="replace") as file:
            total += int(re.search(r"(?m)^totals: (\d+)$", file.read()).group(1))
    return total


def own_stages(folder):
    """The instructions of our own stages, with all that they call, of the one run in @folder."""
    told = subprocess.run(["callgrind_annotate", "--inclusive=yes", "--threshold=100",
                           *glob.glob(f"{folder}/*")], stdout=subprocess.PIPE, encoding="utf8",
                          errors="replace", check=True).stdout
    total = 0
    for stage in OWN_STAGES:
        # The file is the stage's own: a header's inline functions are named after their callers.
        found = re.search(rf"(?m)^ *([\d,]+) .*\.c:{stage}(?: |$)", told)
        total += int(found.group(1).replace(",", ""))
    return total


def measure(build, path, folder):
    extract = count([os.path.join(build, "kompass"), "extract", *NO_LIMITS, path], folder)
    if extract is None:
        return None
    text = count(["pdftotext", "-bbox-layout", path, os.devnull], folder)
    chain = count([os.path.join(build, "tests", "in_process")], folder, os.fsencode(path) + b"\0")
    return extract, chain, text, own_stages(folder)


def show(name, extract, chain, text, own):
    print(f"{name:<32} {extract / 1e6:8.1f} {chain / 1e6:8.1f} {text / 1e6:9.1f} "
          f"{extract / text:6.3f} {(extract - chain) / 1e6:9.1f} {100 * own / chain:6.1f} %",
          flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=os.path.join(ROOT, ".build", "release"))
    parser.add_argument("paths", nargs="*", default=[os.path.join(ROOT, "fixtures", "reports")])
    options = parser.parse_args()
    rows = []
    print(f"{'':<32} {'extract':>8} {'chain':>8} {'pdftotext':>9} {'ratio':>6} {'isolation':>9} "
          f"{'own':>8}")
    with tempfile.TemporaryDirectory(prefix="kk-bench-") as folder:
        for path in pdfs_of(options.paths):
            measured = measure(options.build, path, folder)
            if measured is not None:
                rows.append(measured)
                show(name_of(path), *measured)
    if not rows:
        return "no PDF that kompass reads"
    show(f"sum of {len(rows)}", *(sum(column) for column in zip(*rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
