#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Which constants of the page model does no test hold?

  mutate.py [--stages layout,blocks] [--factor 1.5] [--only NAME] [--jobs N]

Moves every number that the stages name by #define, one at a time, up by the factor and down by
it (a whole number by one at least), builds the unit tests of layout, blocks, read and parse in a
copy of the repository, and runs them. Prints a line a constant: "up" and "down" are held when a
test fails. Exits with 1 if one is not held. A constant takes some ten seconds: run it by hand or
at night."""
import argparse
import math
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DEFINE = re.compile(r"^(#define ([A-Z][A-Z0-9_]*) +)(-?\d+(?:\.\d+)?)(?=[\s)]|$)", re.M)
TESTED = ("layout", "blocks", "read", "parse")
# Room that a container has at first, and the geometry that transcripts are given: any will do.
FREE = {"USUAL_WORDS", "USUAL_BYTES", "CHARACTER_WIDTH", "LINE_HEIGHT", "TEXT_SIZE"}


def constants(root, stages):
    """(file, name, start, end, text) of every number that a stage names."""
    for stage in stages:
        folder = os.path.join(root, "pipeline", stage)
        for name in sorted(os.listdir(folder)):
            if not name.endswith((".c", ".h")):
                continue
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                text = file.read()
            for match in DEFINE.finditer(text):
                if match[2] not in FREE:
                    yield os.path.join(folder, name), match[2], match.start(3), match.end(3), text


def moved(number, factor):
    if "." in number:
        return repr(float(number) * factor)
    value = int(number) * factor
    return str(max(math.ceil(value), int(number) + 1) if factor > 1
               else min(math.floor(value), int(number) - 1))


def targets(root):
    return [f"test_{name[5:-2]}" for stage in TESTED
            for name in os.listdir(os.path.join(root, "tests", stage))
            if name.startswith("test_") and name.endswith(".c")]


def run(command, root):
    return subprocess.run(command, cwd=root, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL).returncode == 0


def passes(root, jobs):
    """Whether all tests pass; a change that does not compile, or that turns on a warning, is held."""
    build = ["cmake", "--build", "--preset", "release", "-j", jobs, "--target", *targets(root)]
    tests = ["ctest", "--preset", "release", "-j", jobs, "--stop-on-failure", "-L", "unit",
             "-R", f"^({'|'.join(TESTED)})/"]
    return run(build, root) and run(tests, root)


def held(root, jobs, constant, factor):
    path, _, start, end, text = constant
    with open(path, "w", encoding="utf-8") as file:
        file.write(text[:start] + moved(text[start:end], factor) + text[end:])
    try:
        return not passes(root, jobs)
    finally:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def main():
    parser = argparse.ArgumentParser(description="Which constants does no test hold?")
    parser.add_argument("--stages", default="layout,blocks,read")
    parser.add_argument("--factor", type=float, default=1.5)
    parser.add_argument("--only", help="a constant's name")
    parser.add_argument("--jobs", default=str(os.cpu_count()))
    arguments = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        root = os.path.join(folder, "kompass")
        subprocess.run(["git", "clone", "-q", ROOT, root], check=True)
        subprocess.run(["cmake", "--preset", "release"], cwd=root, stdout=subprocess.DEVNULL,
                       check=True)
        if not passes(root, arguments.jobs):
            sys.exit("mutate.py: the tests fail before anything is moved")
        total = loose = 0
        for constant in list(constants(root, arguments.stages.split(","))):
            path, name, start, end, text = constant
            if arguments.only not in (None, name):
                continue
            up = held(root, arguments.jobs, constant, arguments.factor)
            down = held(root, arguments.jobs, constant, 1 / arguments.factor)
            total += 1
            loose += not (up and down)
            print(f"{os.path.relpath(path, root)}: {name} {text[start:end]}: "
                  f"up {'held' if up else 'NOT HELD'}, down {'held' if down else 'NOT HELD'}",
                  flush=True)
        print(f"{total - loose} of {total} constants are held both ways")
        sys.exit(loose > 0)


if __name__ == "__main__":
    main()
