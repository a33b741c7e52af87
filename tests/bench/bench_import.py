#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""bench_import.py [--count N] [--many N] [--repeats N] [--build FOLDER]: what a bulk import costs.

Makes N reports (make_reports.py) and measures, taking turns, as medians of the repeats and, of the
runs that stood side by side, the median of what is compared with its quartiles in brackets:

    kompass import with one worker and with two, archive and isolation included
    pdftotext -bbox-layout, one process a file, under GNU parallel with two at a time
    a bare process that asks poppler for all text, boxes and attributes (bare_poppler.c)
    kompass extract, and the same chain without isolation (in_process.c), into nothing
    kompass import where one file in a hundred hangs
    the greatest memory of the importing process itself, with N reports and with --many

and prints each figure beside its goal. CPU is user and system time of all processes. Throughput
depends on what else the machine does; measure on a quiet one, with a release build."""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "tests", "torture"))
import make_reports  # noqa: E402
import make_torture  # noqa: E402


class Finished:
    """Of one run: wall and CPU seconds, greatest memory in MB of the process itself."""

    def __init__(self, command, stdin=os.devnull, statuses=(0,)):
        since = time.monotonic()
        with open(stdin, "rb") as names, open(os.devnull, "wb") as null:
            child = subprocess.Popen(command, stdin=names, stdout=null, stderr=null)
            self.megabytes = 0
            while True:
                self.megabytes = max(self.megabytes, peak(child.pid))
                pid, status, usage = os.wait4(child.pid, os.WNOHANG)
                if pid != 0:
                    break
                time.sleep(0.005)
        child.returncode = os.waitstatus_to_exitcode(status)
        self.wall = time.monotonic() - since
        self.cpu = usage.ru_utime + usage.ru_stime
        if child.returncode not in statuses:
            sys.exit(f"{command}: status {child.returncode}")


def peak(pid):
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as file:
            return next((int(line.split()[1]) / 1024 for line in file
                         if line.startswith("VmHWM:")), 0)
    except OSError:
        return 0


class Bench:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.program = os.path.join(options.build, "kompass")

    def join(self, name):
        return os.path.join(self.folder, name)

    def names(self, name, folder):
        """A list of the files of @folder, each ended by a zero byte."""
        path = self.join(name)
        with open(path, "w", encoding="utf8") as file:
            file.write("".join(os.path.join(folder, one) + "\0"
                               for one in sorted(os.listdir(folder))))
        return path

    def imported(self, folder, jobs, statuses=(0,)):
        for name in os.listdir(self.folder):
            if name.startswith("kk.sqlite"):
                os.remove(self.join(name))
        return Finished([self.program, "import", folder, "--quiet", "--jobs", str(jobs),
                         "--archive", self.join("kk.sqlite")], statuses=statuses)

    def take_turns(self, runs):
        """{name: [Finished]} of the runs, each in its turn, so often as wanted."""
        done = {name: [] for name in runs}
        for _ in range(self.options.repeats):
            for name, run in runs.items():
                done[name].append(run())
        return done

    def measure(self):
        reports, hanging, count = self.join("reports"), self.join("hanging"), self.options.count
        make_reports.write_reports(reports, count)
        names = self.names("names", reports)
        os.mkdir(hanging)
        for one in os.listdir(reports):
            os.link(os.path.join(reports, one), os.path.join(hanging, one))
        n_hanging = max(count // 100, 1)
        for i in range(n_hanging):
            with open(os.path.join(hanging, f"{i * 100:05}-hangs.pdf"), "wb") as file:
                file.write(make_torture.laughs() + b"%% %d\n" % i)
        bare = os.path.join(self.options.build, "tests", "bare_poppler")
        chain = os.path.join(self.options.build, "tests", "in_process")
        done = self.take_turns({
            "import": lambda: self.imported(reports, 2),
            "pdftotext": lambda: Finished(["parallel", "-0", "-j2", "pdftotext -bbox-layout {} "
                                           "/dev/null"], names),
            "one": lambda: self.imported(reports, 1),
            "bare": lambda: Finished([bare], names),
            "extract": lambda: Finished([self.program, "extract", "--jobs", "1",
                                         "--files0-from", "-"], names),
            "off": lambda: Finished([self.program, "extract", "--jobs", "1", "--sandbox", "off",
                                     "--files0-from", "-"], names),
            "chain": lambda: Finished([chain], names),
            "hanging": lambda: self.imported(hanging, 2, (3,)),
        })
        self.tell(done, count)
        if self.options.many > count:
            make_reports.write_reports(reports, self.options.many - count, first=count)
            self.tell_memory(done["import"], self.imported(reports, 2))

    def tell(self, done, count):
        wall = {name: statistics.median(run.wall for run in runs) for name, runs in done.items()}
        cpu = {name: statistics.median(run.cpu for run in runs) for name, runs in done.items()}

        def ratios(a, b, what):
            """Of runs that stood side by side."""
            return [getattr(x, what) / getattr(y, what) for x, y in zip(done[a], done[b])]

        def milliseconds_more(a, b):
            """Of CPU a file, of runs that stood side by side."""
            return [1000 * (x.cpu - y.cpu) / count for x, y in zip(done[a], done[b])]

        for name in done:
            print(f"{name:<10} {count / wall[name]:8.1f} files/s {wall[name]:8.2f} s "
                  f"{1000 * cpu[name] / count:8.2f} ms CPU a file")
        print()
        goal("files a second of pdftotext under parallel", ratios("pdftotext", "import", "wall"),
             ">=", 1.5)
        goal("two workers of one", ratios("one", "import", "wall"), ">=", 1.8)
        goal("CPU of bare poppler", ratios("import", "bare", "cpu"), "<=", 1.3)
        goal("CPU of pdftotext under parallel", ratios("import", "pdftotext", "cpu"), "<=", 1)
        goal("ms CPU a file that isolation costs", milliseconds_more("extract", "chain"), "<=", 2)
        goal("ms of these that the sandbox costs", milliseconds_more("extract", "off"), "<=", 2)
        goal("throughput with 1 % of hanging files", ratios("import", "hanging", "wall"), ">=", 0.7)
        goal(f"MB of the importing process, {count} reports",
             [run.megabytes for run in done["import"]], "<", 64)

    def tell_memory(self, few, many):
        goal(f"MB of the importing process, {self.options.many} reports", [many.megabytes], "<", 64)
        goal(f"of that with {self.options.count}",
             [many.megabytes / max(run.megabytes for run in few)], "<", 1.1)


def goal(what, values, relation, limit):
    """Missed where the median is; where the quartiles hold the limit, nothing is known."""
    low, value, high = statistics.quantiles(values, n=4, method="inclusive") \
        if len(values) > 1 else values * 3
    met = {"<=": value <= limit, ">=": value >= limit, "<": value < limit}[relation]
    verdict = "   not told apart" if low < limit < high else "" if met else "   MISSED"
    print(f"{what:<52} {value:8.2f} [{low:.2f} {high:.2f}]   goal {relation} {limit:g}{verdict}")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--many", type=int, default=10000)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--build", default=os.path.join(ROOT, ".build", "release"))
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="kk-bench-")
    try:
        Bench(options, folder).measure()
    finally:
        shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
