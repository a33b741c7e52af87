#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""An import is killed, interrupted, or stands in another's way; the next run goes on.

KK_TORTURE=full kills 200 times; else some 24 times."""
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import unittest

import imports
from imports import PATIENCE, PROGRAM, Scratch

import make_reports
import make_torture

FULL = os.environ.get("KK_TORTURE") == "full"
N_KILLS = 200 if FULL else 24
DONE = (0, 3)


class Kills(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.inputs = Scratch()
        cls.folder = make_torture.Folder(cls.inputs.join("in"))
        for _ in range(40):
            cls.folder.add_good()
        for name, data, statuses in make_torture.pages():
            cls.folder.add(name, data, statuses)
        make_torture.copies(cls.folder)
        whole = cls.inputs.join("whole.sqlite")
        since = time.monotonic()
        done = cls.inputs.run("import", cls.inputs.join("in"), "--archive", whole, "--jobs", "2")
        cls.seconds = time.monotonic() - since
        assert done.returncode == 3, done.stderr
        cls.whole = imports.rows_of(whole)

    @classmethod
    def tearDownClass(cls):
        cls.inputs.remove()

    def setUp(self):
        self.scratch = Scratch()
        self.addCleanup(self.scratch.remove)
        os.mkdir(self.scratch.join("out"))
        self.archive = self.scratch.join("out", "kk.sqlite")

    def command(self, *options):
        return ("import", self.inputs.join("in"), "--archive", self.archive, "--jobs", "2",
                "--quiet", *options)

    def check_whole(self):
        self.assertEqual(imports.faults_of(self.archive), [])
        self.assertEqual(imports.rows_of(self.archive), self.whole)
        self.assertEqual(os.listdir(self.scratch.join("out")), ["kk.sqlite"])
        self.assertEqual(os.listdir(self.scratch.tmp), [])

    def check_nothing_left(self):
        self.assertTrue(self.scratch.wait_for_none(), "processes stay behind")
        if os.path.exists(self.archive):
            self.assertEqual(imports.faults_of(self.archive), [])

    def test_killed_at_any_moment_it_ends_as_if_it_had_not_been(self):
        chance = random.Random(9)
        parents = children = 0
        while parents + children < N_KILLS:
            child = self.scratch.start(*self.command())
            time.sleep(chance.uniform(0, self.seconds / 2))
            if chance.random() < 0.5:
                parents += child.poll() is None
                child.kill()
            else:
                children += self.kill_a_child(child, chance)
            _, err = child.communicate()
            self.check_nothing_left()
            if child.returncode in DONE:
                self.check_whole()
                os.remove(self.archive)
            else:
                self.assertEqual(child.returncode, -signal.SIGKILL, err)
        self.assertIn(self.scratch.run(*self.command()).returncode, DONE)
        self.check_whole()
        print(f"{parents} parents and {children} children killed", file=sys.stderr)
        self.assertGreater(min(parents, children), N_KILLS // 5)

    def kill_a_child(self, child, chance):
        """Kills a process that @child started; whether there was one."""
        others = [pid for pid in self.scratch.processes() if pid != child.pid]
        if not others:
            return False
        try:
            os.kill(chance.choice(others), signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    def test_an_interrupted_import_says_so_and_goes_on(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(number):
                self.interrupt(number)
                self.check_nothing_left()
                n = len(imports.documents_of(self.archive))
                self.assertLess(n, len(self.whole["document"]))
                self.assertIn(self.scratch.run(*self.command()).returncode, DONE)
                self.check_whole()
                os.remove(self.archive)

    def interrupt(self, number):
        """Ends an import before its end; where it came first to its end, another."""
        for _ in range(20):
            if os.path.exists(self.archive):
                os.remove(self.archive)
            child = self.scratch.start(*self.command())
            self.wait_for_documents(3)
            child.send_signal(number)
            _, err = child.communicate()
            if child.returncode not in DONE:
                break
        self.assertEqual(child.returncode, 130, err)

    def wait_for_documents(self, n):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                if len(imports.documents_of(self.archive)) >= n:
                    return
            except Exception:  # no archive yet, or one without tables
                pass
            time.sleep(0.01)
        self.fail("nothing is imported")

    def test_two_at_once_take_turns(self):
        first = self.scratch.start(*self.command())
        self.wait_for_documents(1)
        first.send_signal(signal.SIGSTOP)  # it holds the archive for as long as we look
        refused = self.scratch.run(*self.command())
        self.assertEqual(refused.returncode, 4, refused.stderr)
        self.assertRegex(refused.stderr, rb"kompass: .*(in use|another)")
        waiting = self.scratch.start(*self.command("--wait"))
        first.send_signal(signal.SIGCONT)
        _, err = first.communicate()
        self.assertEqual(first.returncode, 3, err)
        _, err = waiting.communicate()
        self.assertIn(waiting.returncode, DONE, err)
        self.check_whole()

    def test_imports_of_parts_that_wait_for_each_other_make_the_whole(self):
        folder = self.inputs.join("in")
        names = sorted(os.path.join(folder, name) for name in os.listdir(folder))
        runs = [self.scratch.start("import", "--archive", self.archive, "--wait", "--quiet",
                                   *names[i::3]) for i in range(3)]
        for run in runs:
            _, err = run.communicate()
            self.assertIn(run.returncode, DONE, err)
        self.assertEqual(imports.faults_of(self.archive), [])
        self.assertEqual(imports.rows_of(self.archive), self.whole)

    def in_filesystem(self, options, then):
        """Runs a shell's command in a small file system of its own, at $HERE."""
        here = self.scratch.join("small")
        os.mkdir(here)
        script = f'mount -t tmpfs -o {options} none "$HERE" && {then}'
        return self.scratch.run("--map-root-user", "--mount", "sh", "-c", script, "sh",
                                PROGRAM, *self.command()[:-5], program="unshare",
                                environment={"HERE": here, "WHERE": self.scratch.join("out")})

    def test_a_full_disk_is_told_and_what_fitted_stays(self):
        done = self.in_filesystem(
            "size=700k", '"$@" --archive "$HERE/kk.sqlite" --quiet; status=$?; '
            'cp "$HERE"/* "$WHERE"; exit $status')
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn(b"full", done.stderr)
        n = len(imports.documents_of(self.archive))
        self.assertTrue(0 < n < len(self.whole["document"]), n)
        self.check_nothing_left()
        self.assertIn(self.scratch.run(*self.command()).returncode, DONE)
        self.check_whole()

    def test_a_folder_that_cannot_be_written(self):
        done = self.in_filesystem("ro", '"$@" --archive "$HERE/kk.sqlite" --quiet')
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertRegex(done.stderr, rb"kompass: .*kk\.sqlite: .*(write|open|Read-only)")

    def test_a_file_that_may_not_grow(self):
        limited = self.scratch.run("--fsize=400000", PROGRAM, *self.command(), program="prlimit")
        self.assertIn(limited.returncode, (4, -signal.SIGXFSZ), limited.stderr)
        self.check_nothing_left()
        self.assertIn(self.scratch.run(*self.command()).returncode, DONE)
        self.check_whole()

    def test_a_closed_pipe_ends_it_and_leaves_nothing(self):
        out, theirs = os.pipe()
        child = self.scratch.start("extract", self.inputs.join("in"), stdout=theirs)
        os.close(theirs)
        os.read(out, 1)
        os.close(out)
        _, err = child.communicate()
        self.assertIn(child.returncode, (4, -signal.SIGPIPE), err)
        self.check_nothing_left()

    def test_progress_into_a_closed_pipe_loses_nothing(self):
        ours, theirs = os.pipe()
        os.close(ours)
        child = self.scratch.start(*self.command()[:-1], stderr=theirs)
        os.close(theirs)
        child.wait()
        self.check_nothing_left()
        self.assertIn(self.scratch.run(*self.command()).returncode, DONE)
        self.check_whole()


if __name__ == "__main__":
    unittest.main()
