#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Each call of the system fails once, and for ever from then on: what is told, what is left.

faults.c makes the N-th call fail. After each run: the status is one that the manual names, a failure is told in words, nothing stays behind, the archive is
sound and holds whole documents only, and the same command undisturbed ends in the same archive as
if nothing had happened.

KK_TORTURE=full tries every N; else N grows by a stride, and all kinds of calls are met."""
import concurrent.futures
import json
import os
import sys
import unittest
import zipfile

import imports
from imports import Scratch

import make_torture

SHIM = os.environ["KK_FAULTS"]
FULL = os.environ.get("KK_TORTURE") == "full"
CALLS = ("open", "write", "sync", "truncate", "rename", "unlink")


class Faults(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.inputs = Scratch()
        folder = make_torture.Folder(cls.inputs.join("in"))
        folder.add_good("a.pdf")
        folder.add_good("c.pdf")
        folder.add("b.pdf", make_torture.small_report()[:3000], ())
        os.link(folder.join(b"a.pdf"), folder.join(b"d.pdf"))
        folder.add("e.pdf", b"", ())
        cls.folder = cls.inputs.join("in")
        cls.line = cls.inputs.join("line.ndjson")
        done = cls.inputs.run("extract", os.path.join(cls.folder, "a.pdf"))
        with open(cls.line, "w", encoding="utf8") as file:
            json.dump(json.loads(done.stdout), file, ensure_ascii=False)

    @classmethod
    def tearDownClass(cls):
        cls.inputs.remove()

    def faulty(self, scratch, call, nth, lasting, command):
        """The finished run, and how many such calls it made; None: it did not come so far."""
        count = scratch.join("count")
        environment = {"LD_PRELOAD": SHIM, "KK_FAULT_CALL": call, "KK_FAULT_NTH": str(nth),
                       "KK_FAULT_COUNT": count}
        if lasting:
            environment["KK_FAULT_LASTING"] = "1"
        done = scratch.run(*command, environment=environment)
        try:
            with open(count, encoding="ascii") as file:
                return done, int(file.read())
        except FileNotFoundError:
            return done, None

    def number_of_calls(self, call, command):
        scratch = Scratch()
        try:
            done, calls = self.faulty(scratch, call, 0, False, command(scratch))
            self.assertIn(done.returncode, (0, 3), done.stderr)
            return calls
        finally:
            scratch.remove()

    def each_fails(self, call, command, check, stride, modes=(False, True)):
        """Lets each call fail, once and lasting, and lets @check look at what came of it."""
        calls = self.number_of_calls(call, command)
        tries = [(nth, lasting) for nth in range(1, calls + 1, 1 if FULL else stride)
                 for lasting in modes]

        def attempt(nth_lasting):
            scratch = Scratch()
            try:
                done, _ = self.faulty(scratch, call, *nth_lasting, command(scratch))
                return nth_lasting, check(scratch, done)
            finally:
                scratch.remove()

        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for (nth, lasting), faults in pool.map(attempt, tries):
                with self.subTest(call=call, nth=nth, lasting=lasting):
                    self.assertEqual(faults, [])
        print(f"{call}: {calls} calls, {len(tries)} runs", file=sys.stderr)
        return calls

    # ---- import ----

    def import_command(self, scratch):
        os.makedirs(scratch.join("out"), exist_ok=True)
        return ("import", self.folder, "--archive", scratch.join("out", "kk.sqlite"), "--jobs", "2")

    def undisturbed(self, command):
        scratch = Scratch()
        try:
            scratch.run(*command(scratch))
            return imports.rows_of(scratch.join("out", "kk.sqlite"))
        finally:
            scratch.remove()

    def check_import(self, command, whole):
        def check(scratch, done):
            archive, faults = scratch.join("out", "kk.sqlite"), []
            if done.returncode not in (0, 3, 4):
                faults.append(f"status {done.returncode}: {done.stderr[-500:]}")
            if done.returncode == 4 and b"kompass: " not in done.stderr:
                faults.append(f"not told: {done.stderr}")
            if not scratch.wait_for_none():
                faults.append("processes stay behind")
            if os.listdir(scratch.tmp):
                faults.append(f"temporary files stay behind: {os.listdir(scratch.tmp)}")
            if os.path.exists(archive):
                faults += imports.faults_of(archive)
            if done.returncode == 0 and imports.rows_of(archive) != whole:
                faults.append("all well, it says, and something is missing")
            again = scratch.run(*command(scratch))
            if again.returncode not in (0, 3):
                faults.append(f"the next run: {again.returncode}: {again.stderr[-500:]}")
            elif imports.rows_of(archive) != whole:
                faults.append(f"the next run ends otherwise: {done.returncode} {done.stderr}")
            if os.listdir(scratch.join("out")) != ["kk.sqlite"]:
                faults.append(f"files stay behind: {os.listdir(scratch.join('out'))}")
            return faults
        return check

    def test_import_survives_the_failure_of_each_call_on_files(self):
        check = self.check_import(self.import_command, self.undisturbed(self.import_command))
        calls = {call: self.each_fails(call, self.import_command, check, 7) for call in CALLS}
        self.assertGreater(calls["open"], 5)
        self.assertGreater(calls["write"], 5)
        self.assertGreater(calls["sync"], 1)

    def merge_command(self, scratch):
        os.makedirs(scratch.join("out"), exist_ok=True)
        return ("import", "--ndjson", self.line, "--archive", scratch.join("out", "kk.sqlite"))

    def test_a_merge_survives_the_failure_of_each_allocation(self):
        check = self.check_import(self.merge_command, self.undisturbed(self.merge_command))
        # the first that fails ends the process: there are none from then on
        calls = self.each_fails("allocation", self.merge_command, check, 211, (False,))
        self.assertGreater(calls, 500)

    # ---- extract ----

    def extract_command(self, scratch):
        return ("extract", self.folder, "--out", scratch.join("out"), "--jobs", "2")

    def check_extract(self, whole):
        def check(scratch, done):
            found = contents(scratch.join("out"))
            faults = [] if done.returncode in (3, 4) else [f"status {done.returncode}"]
            if b"kompass: " not in done.stderr and found != whole:
                faults.append("not told")
            if not set(found.items()) <= set(whole.items()):
                faults.append(f"what is left is not whole: {sorted(found)}")
            if not scratch.wait_for_none():
                faults.append("processes stay behind")
            return faults
        return check

    def test_extract_leaves_whole_files_or_none(self):
        scratch = Scratch()
        self.addCleanup(scratch.remove)
        scratch.run(*self.extract_command(scratch))
        whole = contents(scratch.join("out"))
        self.assertEqual(len(whole), 3)
        calls = {call: self.each_fails(call, self.extract_command, self.check_extract(whole), 2)
                 for call in CALLS}
        self.assertGreater(calls["rename"], 1)


    # ---- export ----

    def export_command(self, scratch):
        archive = scratch.join("kk.sqlite")
        scratch.run("import", self.folder, "--archive", archive)
        os.makedirs(scratch.join("out"), exist_ok=True)
        return ("export", "--archive", archive, "--to", "xlsx", "--out", scratch.join("out", "o"))

    @staticmethod
    def check_export(scratch, done):
        faults = [] if done.returncode in (0, 4) else [f"status {done.returncode}"]
        if bool(done.returncode) != bool(done.stderr):
            faults.append(f"status {done.returncode}, and told: {done.stderr}")
        faults += [f"not our words: {line}" for line in done.stderr.splitlines()
                   if not line.startswith(b"kompass: ")]
        left = os.listdir(scratch.join("out"))
        placed = not done.returncode or b"is written, but may be lost" in done.stderr
        if left != (["o"] if placed else []):
            faults.append(f"status {done.returncode}, left: {left}, told: {done.stderr}")
        elif placed:
            with zipfile.ZipFile(scratch.join("out", "o")) as workbook:
                faults += [f"damaged: {workbook.testzip()}"] if workbook.testzip() else []
        return faults

    def test_a_workbook_is_whole_or_told_of_in_our_words(self):
        calls = {call: self.each_fails(call, self.export_command, self.check_export, stride)
                 for call, stride in (("open", 3), ("sync", 1), ("rename", 1))}
        self.assertGreater(calls["open"], 20)


def contents(folder):
    """{name: bytes} of the files in a folder; none where there is no folder."""
    found = {}
    for name in os.listdir(folder) if os.path.isdir(folder) else ():
        with open(os.path.join(folder, name), "rb") as file:
            found[name] = file.read()
    return found


if __name__ == "__main__":
    unittest.main()
