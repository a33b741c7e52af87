#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""coverage.py TARGET FILE|DIR…: the lines of each stage that a target reaches with these inputs.

Stands on a build for gcov: cmake --preset coverage && cmake --build --preset coverage -t fuzz
With KK_UNREACHED=1 file by file, and with the functions that are never entered."""
import collections
import glob
import gzip
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
BUILD = os.path.join(ROOT, ".build", "coverage")


def counted():
    return glob.glob(os.path.join(BUILD, "**", "*.gcda"), recursive=True)


def files_read():
    """{source: {line: times}}, and the functions as (source, name, times), by gcov."""
    lines, functions = collections.defaultdict(collections.Counter), set()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["gcov", "--json-format", *counted()], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL)
        for path in glob.glob(os.path.join(folder, "*.json.gz")):
            for file in json.load(gzip.open(path))["files"]:
                source = os.path.relpath(os.path.join(ROOT, file["file"]), ROOT)
                for line in file["lines"]:
                    lines[source][line["line_number"]] += line["count"]
                functions.update((source, f["name"], f["execution_count"])
                                 for f in file["functions"])
    return lines, functions


def main(target, inputs):
    for path in counted():
        os.remove(path)
    program = os.path.join(BUILD, "tests", "fuzz", "fuzz_" + target)
    subprocess.run([program, *inputs], check=True, stderr=subprocess.DEVNULL)
    lines, functions = files_read()
    whole = os.getenv("KK_UNREACHED")
    totals = collections.defaultdict(lambda: [0, 0])
    for source, times in lines.items():
        if source.startswith("pipeline/"):
            total = totals[source if whole else os.path.dirname(source)]
            total[0] += sum(1 for n in times.values() if n > 0)
            total[1] += len(times)
    for part, (reached, all_lines) in sorted(totals.items()):
        print("%-36s %5d of %5d lines  %3d %%"
              % (part, reached, all_lines, 100 * reached // all_lines))
    for source, name, times in sorted(functions) if whole else []:
        if times == 0 and source.startswith("pipeline/"):
            print("never entered: %s %s" % (source, name))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
