#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The memory of the process that gathers answers, whatever a child or a line says.

A child that was taken over is played by answers.c."""
import contextlib
import json
import os
import re
import subprocess
import sys
import unittest

import imports
from imports import Scratch

import make_torture

SHIM = os.environ["KK_ANSWERS"]
MOST = 64  # MiB
LONGEST = 2 << 20  # bytes of an answer, and of a line: KK_MAX_JSON_BYTES
MOST_VALUES = 200000  # KK_MAX_JSON_VALUES
FEW = 2 * (MOST_VALUES - 100)  # bytes in which that many find room


def hostile(size):
    """(name, JSON) of about @size bytes that cost a reader much."""
    for name, unit in (("numbers", b"0,"), ("objects", b"{},"), ("lists", b"[],"),
                       ("strings", b'"",'), ("texts", b'"a",')):
        yield name, b'{"a":[' + unit * (size // len(unit)) + b"0]}"
    yield "members", b"{" + b'"":0,' * (size // 5) + b'"":0}'
    yield "string", b'{"schema":"' + b"a" * size + b'"}'
    yield "escapes", b'{"schema":"' + rb"\u20ac" * (size // 6) + b'"}'
    yield "blanks", b" " * size + b"{}"


def large(report, size):
    """(name, JSON) of reports with @report's source that hold much, each of about @size bytes."""
    def with_member(place, members):
        grown = json.loads(report)
        place(grown, members)
        return json.dumps(grown, ensure_ascii=False, separators=(",", ":")).encode()

    def set_overview(grown, text):
        grown["areas"][0]["overview"] = text

    def set_doubts(grown, doubts):
        grown["diagnostics"] = doubts

    def set_strengths(grown, items):
        for area in grown["areas"]:
            area["strengths"] = items

    doubt = {"severity": "info", "code": "a", "message": "", "at": []}
    places = [{"page": 1, "bbox": None}] * 2000
    yield "a text", with_member(set_overview, "å" * (size // 2))
    yield "doubts", with_member(set_doubts, [doubt] * min(10000, size // 53))
    yield "codes", with_member(set_doubts, [{**doubt, "code": f"a{i}"}
                                            for i in range(min(10000, size // 60))])
    yield "places", with_member(set_doubts, [{**doubt, "at": places}] *
                                (MOST_VALUES // 6500))
    yield "items", with_member(set_strengths, [{"text": "a", "at": []}] *
                               (MOST_VALUES // 8 // 5))


class Case(unittest.TestCase):
    greatest = 0

    @classmethod
    def tearDownClass(cls):
        print(f"{cls.__name__}: at most {cls.greatest:.0f} MiB", file=sys.stderr)

    def setUp(self):
        self.scratch = Scratch()
        self.addCleanup(self.scratch.remove)
        self.folder = make_torture.Folder(self.scratch.join("in"))
        self.folder.add_good("good.pdf")
        self.good = self.scratch.join("in", "good.pdf")
        self.report = self.scratch.run("extract", "--files0-from", self.list_of(self.good)).stdout

    def list_of(self, *paths):
        name = self.scratch.join("list")
        with open(name, "wb") as file:
            file.write(b"".join(os.fsencode(path) + b"\0" for path in paths))
        return name

    def peak(self, command, words, last, **options):
        """The greatest memory, in MiB, of a command that gets @words and then @last on standard
        input, once it has said that @last is nothing; and what it said."""
        child = self.scratch.start(*command, stdin=subprocess.PIPE, **options)
        child.stdin.write(words + last)
        child.stdin.flush()
        said = []
        while not said or not re.search(rb"missing|, line \d+: the JSON is not", said[-1]):
            said.append(child.stderr.readline())
            self.assertNotEqual(said[-1], b"", (command, said))
        peak = self.peak_of(child)
        child.communicate()
        return peak, b"".join(said)

    def peak_of(self, child):
        with open(f"/proc/{child.pid}/status", encoding="ascii") as status:
            peak = int(re.search(r"VmHWM:\s*(\d+)", status.read())[1]) / 1024
        type(self).greatest = max(self.greatest, peak)
        return peak

    def answering(self, answer):
        """The environment in which each child gives that answer."""
        path = self.scratch.join("answer")
        with open(path, "wb") as file:
            file.write(answer)
        return {"LD_PRELOAD": SHIM, "KK_ANSWER": path}

    def answered(self, command, answer):
        return self.peak(command, os.fsencode(self.good) + b"\0", b"missing\0",
                         stdout=subprocess.DEVNULL, environment=self.answering(answer))


class Answers(Case):
    def setUp(self):
        super().setUp()
        self.importing = ("import", "--files0-from", "-", "--jobs", "1", "--archive",
                          self.scratch.join("kk.sqlite"))
        self.extracting = ("extract", "--files0-from", "-", "--jobs", "1")

    def forget(self):
        """What was read before is not read again, or is given up."""
        with contextlib.suppress(FileNotFoundError):
            os.remove(self.scratch.join("kk.sqlite"))

    def test_a_true_one(self):
        for command in (self.importing, self.extracting):
            peak, _ = self.peak(command, os.fsencode(self.good) + b"\0", b"missing\0",
                                stdout=subprocess.DEVNULL)
            self.assertLess(peak, MOST)

    def test_hostile_ones(self):
        for size in (FEW, LONGEST - 100, 4 * LONGEST):
            for name, answer in hostile(size):
                for command in (self.importing, self.extracting):
                    with self.subTest(name, size=size, command=command[0]):
                        self.forget()
                        peak, said = self.answered(command, answer)
                        self.assertLess(peak, MOST)
                        self.assertIn(b"good.pdf: the process that read it", said)

    def test_large_ones(self):
        for name, answer in large(self.report, LONGEST - 50000):
            for command in (self.importing, self.extracting):
                with self.subTest(name, command=command[0]):
                    self.forget()
                    peak, said = self.answered(command, answer)
                    self.assertLess(peak, MOST)
                    self.assertNotIn(b"good.pdf", said)

    def test_those_that_wait_for_their_turn(self):
        """One is slow; those behind it are as large as may be."""
        self.folder.add("laughs.pdf", make_torture.laughs(), make_torture.STOPPED)
        names = [self.scratch.join("in", "laughs.pdf")]
        for i in range(30):
            os.mkdir(self.scratch.join(f"in{i}"))
            names.append(self.scratch.join(f"in{i}", "good.pdf"))
            os.link(self.good, names[-1])
        for name, answer in large(self.report, LONGEST - 50000):
            with self.subTest(name):
                child = self.scratch.start(
                    "extract", "--files0-from", self.list_of(*names), "--jobs", "2", "--cpu", "3",
                    "--page-cpu", "3", environment=self.answering(answer))
                os.read(child.stdout.fileno(), 1)  # the first's turn; now it waits for its reader
                self.assertLess(self.peak_of(child), MOST)
                out, err = child.communicate()
                self.assertEqual((err.count(b"\n"), out.count(b"\n")), (1, len(names)))


class Lines(Case):
    def merged(self, *lines):
        archive = self.scratch.join("kk.sqlite")
        peak, said = self.peak(("import", "--ndjson", "-", "--archive", archive),
                               b"".join(line + b"\n" for line in lines), b"no JSON\n")
        with imports.open_archive(archive) as rows:
            n_documents, = rows.execute("SELECT count(*) FROM document").fetchone()
        os.remove(archive)
        return peak, said, n_documents

    def test_hostile_ones_are_passed_over(self):
        for size in (FEW, LONGEST - 100, 8 * LONGEST):
            for name, line in hostile(size):
                with self.subTest(name, size=size):
                    peak, said, n_documents = self.merged(line, self.report.strip())
                    self.assertLess(peak, MOST)
                    self.assertIn(b", line 1: ", said)
                    self.assertEqual(n_documents, 1)

    def test_large_ones(self):
        for name, line in large(self.report, LONGEST - 50000):
            with self.subTest(name):
                peak, said, n_documents = self.merged(line)
                self.assertLess(peak, MOST)
                self.assertEqual((said.count(b"\n"), n_documents), (1, 1))

    def test_many_with_words_of_their_own(self):
        """What was read of a line is forgotten with it."""
        report = json.loads(self.report)
        lines = []
        for n in range(60):
            report["source"]["sha256"] = f"{n:064x}"
            report["diagnostics"] = [{"severity": "info", "code": f"{'a' * 50}-{n}-{i}",
                                      "message": "", "at": []} for i in range(10000)]
            lines.append(json.dumps(report, separators=(",", ":")).encode())
        peak, said, n_documents = self.merged(*lines)
        self.assertLess(peak, MOST)
        self.assertEqual((said.count(b"\n"), n_documents), (1, len(lines)))


if __name__ == "__main__":
    unittest.main()
