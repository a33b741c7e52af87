#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""bench_export.py [--program FILE] [--reports N]: what each format of kompass export costs.

Fills an archive with N reports (default 2,000: the fixtures', each under another municipality and
year) and another with a tenth of them, exports both in every format, and prints seconds, peak
memory and what was written. Fails when the memory grows with the number of reports. Measures on a
quiet machine with a release build."""
import argparse
import csv
import hashlib
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SOURCES = ("fixtures/reports/2016/huddinge-2017/source.pdf",
           "fixtures/reports/2020/arjang-2021/source.pdf")
MOST_GROWTH_MB = 12
# Freed memory is kept for reuse by a sanitizer: it must not count as growth.
ENVIRONMENT = {**os.environ, "ASAN_OPTIONS": "quarantine_size_mb=1:detect_leaks=0"}


def originals(program):
    for source in SOURCES:
        done = subprocess.run([program, "extract", os.path.join(ROOT, source)], check=True,
                              stdout=subprocess.PIPE, encoding="utf8")
        yield json.loads(done.stdout)


def lines(program, n):
    """@n reports, a line each; no two of the same municipality and year."""
    with open(os.path.join(ROOT, "pipeline/words/municipalities.csv"), encoding="utf8") as file:
        municipalities = list(csv.DictReader(file))
    years = itertools.product(range(2002, 2101), municipalities)
    for number, document, (year, one) in zip(range(n), itertools.cycle(originals(program)), years):
        document["source"]["sha256"] = hashlib.sha256(str(number).encode()).hexdigest()
        document["year"] = year
        document["municipality"] = {name: one[name] for name in ("name", "code", "county")}
        yield json.dumps(document, ensure_ascii=False) + "\n"


def fill(program, archive, n):
    with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf8") as file:
        file.writelines(lines(program, n))
        file.flush()
        subprocess.run([program, "import", "--quiet", "--ndjson", file.name, "--archive", archive],
                       check=True)


def measure(command):
    """(seconds by the clock, of CPU, peak memory in MB) of a command that must be all well."""
    start = time.monotonic()
    child = subprocess.Popen(command, env=ENVIRONMENT)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{' '.join(command)}: status {child.returncode}")
    return (time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def size(path):
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(entry.stat().st_size for entry in os.scandir(path))


# What a format may demand to be told, and the others take.
DEMANDED = ("--publisher", "SKR", "--homepage", "https://example.se/")


def formats(program):
    done = subprocess.run([program, "export"], check=True, stdout=subprocess.PIPE, encoding="utf8")
    return [line.split()[0] for line in done.stdout.splitlines()]


def compare(program, folder, archives):
    """Whether no format needs more memory for more reports."""
    flat = True
    print(f"{'format':8} {'reports':>8} {'seconds':>8} {'CPU':>7} {'peak MB':>8} {'MB written':>11}")
    for name in formats(program):
        peaks = []
        for n, archive in archives:
            path = os.path.join(folder, f"{n}.{name}")
            seconds, cpu, peak = measure([program, "export", "--archive", archive, *DEMANDED, "--to", name,
                                          "--out", path])
            print(f"{name:8} {n:8} {seconds:8.1f} {cpu:7.1f} {peak:8.1f} {size(path) / 1e6:11.1f}")
            peaks.append(peak)
        flat = flat and peaks[-1] - peaks[0] <= MOST_GROWTH_MB
    return flat


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=os.environ.get(
        "KK_PROGRAM", os.path.join(ROOT, ".build/release/kompass")))
    parser.add_argument("--reports", type=int, default=2000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archives = []
        for n in (options.reports // 10, options.reports):
            archives.append((n, os.path.join(folder, f"{n}.sqlite3")))
            fill(options.program, archives[-1][1], n)
        return 0 if compare(options.program, folder, archives) else "memory grows with the reports"


if __name__ == "__main__":
    sys.exit(main())
