#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""bench_instructions.py [--check | --record] [--build FOLDER] [FOLDER|PDF …]: what the chain costs in
instructions, as callgrind counts them: the same in every run with the same libraries.

For each PDF that kompass reads (default: those of fixtures/reports), in millions:

    extract     kompass extract FILE, without the sandbox, which callgrind cannot enter
    chain       the same chain in one process (in_process.c)
    pdftotext   pdftotext -bbox-layout, the text with its boxes, and nothing more

the ratio of extract to pdftotext, what isolation adds to the chain, and the share of our own
stages, layout to write, of the chain.

--check: what must not rise unseen, each over what poppler alone needs for the same PDFs
(bare_poppler.c): the chain and our own stages, of all PDFs in one process (default: those of
fixtures/reports, and made-up ones to make ten), and extract, of the first. Fails where one is not
within 3 % of what instructions.txt records for this version of poppler. As ratios they hardly
depend on the processor.

--record: writes them there. Say in the commit why they changed."""
import argparse
import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile

import make_reports
from bench import name_of, pdfs_of

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
RECORD = os.path.join(HERE, "instructions.txt")
OWN_STAGES = ("kk_layout", "kk_parse", "kk_normalise", "kk_write_json")
NO_LIMITS = ["--sandbox=off", "--cpu=3600", "--page-cpu=3600", "--wall=3600", "--memory=16000"]
N_CHECKED = 10
TOLERANCE = 0.03


def count(command, given=b"", statuses=(0,)):
    """The instructions of a command, without its children, and of those the ones of our own stages;
    None: it failed."""
    with tempfile.TemporaryDirectory(prefix="kk-bench-") as folder:
        child = subprocess.Popen(["valgrind", "-q", "--tool=callgrind",
                                  f"--callgrind-out-file={folder}/%p", *command],
                                 stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)
        child.communicate(given)
        return read_profile(f"{folder}/{child.pid}") if child.returncode in statuses else None


def read_profile(path):
    """All instructions, and those of our own stages with all that they call."""
    own, total, counts, names = 0, 0, False, {}
    with open(path, encoding="utf8", errors="replace") as file:
        for line in file:
            named = re.match(r"(c?fn)=(\(\d+\))(?: (.*))?", line)  # the name only the first time
            if named is not None:
                kind, number, name = named.groups()
                names.setdefault(number, name)
                counts = counts if kind == "cfn" else names[number] in OWN_STAGES
            elif counts and line[0] in "0123456789+-*":
                own += int(line.split()[1])
            elif line.startswith("totals:"):
                total = int(line.split()[1])
    return total, own


def count_extract(build, path):
    return count([os.path.join(build, "kompass"), "extract", *NO_LIMITS, path])


def count_in_process(build, program, paths):
    return count([os.path.join(build, "tests", program)],
                 b"".join(os.fsencode(path) + b"\0" for path in paths))


def measure(build, path):
    extract = count_extract(build, path)
    if extract is None:
        return None
    chain, own = count_in_process(build, "in_process", [path])
    return extract[0], chain, count(["pdftotext", "-bbox-layout", path, os.devnull])[0], own


def show(name, extract, chain, text, own):
    print(f"{name:<32} {extract / 1e6:8.1f} {chain / 1e6:8.1f} {text / 1e6:9.1f} "
          f"{extract / text:6.3f} {(extract - chain) / 1e6:9.1f} {100 * own / chain:6.1f} %",
          flush=True)


def tell_each(build, paths):
    rows = []
    print(f"{'':<32} {'extract':>8} {'chain':>8} {'pdftotext':>9} {'ratio':>6} {'isolation':>9} "
          f"{'own':>8}")
    for path in paths:
        measured = measure(build, path)
        if measured is not None:
            rows.append(measured)
            show(name_of(path), *measured)
    if not rows:
        return "no PDF that kompass reads"
    show(f"sum of {len(rows)}", *(sum(column) for column in zip(*rows)))
    return 0


def ratios(build, paths):
    """{name: ratio to poppler alone} of what is checked; the counts run side by side."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        chain = pool.submit(count_in_process, build, "in_process", paths)
        bare = pool.submit(count_in_process, build, "bare_poppler", paths)
        extract = pool.submit(count_extract, build, paths[0])
        bare_first = pool.submit(count_in_process, build, "bare_poppler", paths[:1])
    if extract.result() is None:
        sys.exit(f"{paths[0]}: kompass does not read it")
    return {"chain": chain.result()[0] / bare.result()[0],
            "own": chain.result()[1] / bare.result()[0],
            "extract": extract.result()[0] / bare_first.result()[0]}


def poppler_version():
    told = subprocess.run(["pdftotext", "-v"], stderr=subprocess.PIPE, encoding="utf8")
    return re.search(r"version (\S+)", told.stderr).group(1)


def read_record(path):
    """{version: {name: ratio}}"""
    with open(path, encoding="utf8") as file:
        rows = [line.split() for line in file if not line.startswith("#")]
    return {row[0]: dict(zip(row[1::2], map(float, row[2::2]))) for row in rows}


def write_record(path, found):
    with open(path, encoding="utf8") as file:
        head = [line for line in file if line.startswith("#")]
    recorded = read_record(path)
    recorded[poppler_version()] = found
    with open(path, "w", encoding="utf8") as file:
        file.writelines(head)
        for version, row in sorted(recorded.items()):
            file.write(" ".join([version, *(f"{name} {row[name]:.3f}" for name in sorted(row))])
                       + "\n")


def check(path, found):
    recorded = read_record(path).get(poppler_version())
    if recorded is None:
        return f"nothing is recorded for poppler {poppler_version()}: --record"
    strayed = []
    for name, ratio in sorted(found.items()):
        change = ratio / recorded[name] - 1
        print(f"{name:<8} {ratio:.3f} times poppler alone, recorded {recorded[name]:.3f}: "
              f"{100 * change:+.1f} %")
        if abs(change) > TOLERANCE:
            strayed.append(name)
    if strayed:
        return f"not within 3 % of the record: {', '.join(strayed)}; if that is meant: --record"
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=os.path.join(ROOT, ".build", "release"))
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--record-file", default=RECORD)
    parser.add_argument("paths", nargs="*")
    options = parser.parse_args()
    paths = pdfs_of(options.paths or [os.path.join(ROOT, "fixtures", "reports")])
    if not options.check and not options.record:
        return tell_each(options.build, paths)
    with tempfile.TemporaryDirectory(prefix="kk-bench-") as folder:
        if not options.paths:
            make_reports.write_reports(folder, N_CHECKED - len(paths))
        found = ratios(options.build, paths + pdfs_of([folder]))
    if options.record:
        write_record(options.record_file, found)
    return check(options.record_file, found)


if __name__ == "__main__":
    sys.exit(main())
