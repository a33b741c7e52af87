#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""bench.py [--program FILE] [--runs N] [FOLDER|PDF …]: what the chain costs beside pdftotext.

For each PDF that kompass reads (default: those of fixtures/reports), the CPU time (user and
system; the two take turns, A B A B) and the peak memory of

    kompass extract FILE              and of
    pdftotext -bbox-layout FILE       (the text with its boxes, and nothing more)

each the median of N runs, and of the runs that stood side by side the ratio: its median and its
quartiles, between which half of the pairs lie. A difference that is less than they are apart is
none. Of the chain's time, the share of layout, parse, normalise and write. Measures on a quiet
machine with a release build."""
import argparse
import glob
import json
import os
import statistics
import subprocess
import sys

OWN_STAGES = ("layout", "parse", "normalise", "write")


def measure(command):
    """(status, CPU seconds, peak memory in kB) of one run; its output goes nowhere."""
    with open(os.devnull, "wb") as null:
        child = subprocess.Popen(command, stdout=null, stderr=null)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def own_share(program, path):
    """Seconds in our own stages, and in the whole chain, as --timings tells them."""
    done = subprocess.run([program, "extract", "--timings", path], stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, check=True)
    times = json.loads(done.stderr)
    return sum(times[stage] for stage in OWN_STAGES), sum(times.values())


def compare(program, path, runs):
    """The medians of both programs on one file, and the ratio of each pair of runs; None: kompass
    does not read it."""
    ours, theirs = [], []
    if measure([program, "extract", path])[0] != 0:
        return None
    for _ in range(runs):
        ours.append(measure([program, "extract", path])[1:])
        theirs.append(measure(["pdftotext", "-bbox-layout", path, os.devnull])[1:])
    shares = [own_share(program, path) for _ in range(runs)]
    medians = [statistics.median(column) for column in zip(*ours)] + \
        [statistics.median(column) for column in zip(*theirs)] + \
        [statistics.median(column) for column in zip(*shares)]
    return medians, [mine[0] / text[0] for mine, text in zip(ours, theirs)]


def quartiles(values):
    return statistics.quantiles(values, n=4, method="inclusive") if len(values) > 1 else values * 3


def show(name, figures, ratios):
    cpu, memory, cpu_text, memory_text, own, chain = figures
    low, middle, high = quartiles(ratios)
    print(f"{name:<32} {1000 * cpu:8.1f} {1000 * cpu_text:8.1f} {low:6.2f} {middle:6.2f} {high:6.2f} "
          f"{memory / 1024:7.1f} {memory_text / 1024:7.1f} {memory / memory_text:6.2f} "
          f"{100 * own / chain:6.1f} %")


def name_of(path):
    folder, file = os.path.split(path)
    return os.path.basename(folder) if file == "source.pdf" else file


def pdfs_of(arguments):
    paths = []
    for argument in arguments:
        paths += sorted(glob.glob(f"{argument}/**/*.pdf", recursive=True)) \
            if os.path.isdir(argument) else [argument]
    return paths


def main():
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=os.environ.get("KK_PROGRAM")
                        or os.path.join(root, ".build", "release", "kompass"))
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("paths", nargs="*", default=[os.path.join(root, "fixtures", "reports")])
    options = parser.parse_args()
    rows, ratios = [], []
    print(f"{'':<32} {'CPU ms':>8} {'pdftotext':>9} {'q1':>5} {'ratio':>6} {'q3':>6} {'MB':>7} {'pdftotext':>9} "
          f"{'ratio':>4} {'own':>6}")
    for path in pdfs_of(options.paths):
        compared = compare(options.program, path, options.runs)
        if compared is not None:
            rows.append(compared[0])
            ratios.append(compared[1])
            show(name_of(path), *compared)
    if not rows:
        return "no PDF that kompass reads"
    show(f"sum of {len(rows)}", [sum(column) for column in zip(*rows)],
         [statistics.fmean(turn) for turn in zip(*ratios)])
    worst = max(row[1] / row[3] for row in rows)
    text = sum(row[2] for row in rows)
    print(f"greatest memory ratio {worst:.2f}; own stages {100 * sum(r[4] for r in rows) / text:.1f} % "
          f"of pdftotext's CPU")
    return 0


if __name__ == "__main__":
    sys.exit(main())
