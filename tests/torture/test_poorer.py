#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""An environment that lacks what others have, or interferes: what is said, and of whom.

poorer.c takes it away. The document is never blamed for it, and nothing stays behind."""
import contextlib
import os
import re
import signal
import time
import unittest

import imports
from imports import Scratch

import make_torture

SHIM = os.environ["KK_POORER"]
PAGE = os.path.join(imports.ROOT, "fixtures/claims/huddinge-2017.txt")


class Case(unittest.TestCase):
    def setUp(self):
        self.scratch = Scratch()
        self.addCleanup(self.scratch.remove)
        self.folder = make_torture.Folder(self.scratch.join("in"))
        os.mkdir(self.scratch.join("out"))
        self.archive = self.scratch.join("out", "kk.sqlite")
        self.importing = ("import", self.scratch.join("in"), "--archive", self.archive)

    def lacking(self, words, *command, **options):
        return self.scratch.run(*command, environment={"LD_PRELOAD": SHIM, "KK_LACKS": words},
                                **options)

    def in_out(self):
        return sorted(os.listdir(self.scratch.join("out")))

    def statuses(self):
        return {(rows[0]["status"], rows[0]["attempts"])
                for rows in imports.documents_of(self.archive).values()}


class Confinement(Case):
    def test_whatever_landlock_does_not_know_is_refused_all_the_same(self):
        newest = re.search(rb" version (\d+)\n", self.scratch.run("doctor").stdout)
        for version in range(1, int(newest[1]) + 1):
            with self.subTest(version):
                done = self.lacking(f"landlock={version}", "doctor")
                self.assertEqual(done.returncode, 0, done.stdout)
                self.assertIn(b" version %d\n" % version, done.stdout)
                self.assertGreater(done.stdout.count(b"is refused"), 20)
                self.assertNotIn(b"SUCCEEDS", done.stdout)

    def test_nothing_is_read_where_nothing_confines_it(self):
        self.folder.add_good("good.pdf")
        good = self.scratch.join("in", "good.pdf")
        commands = (self.importing, ("extract", good), ("extract", good, good), ("show", good),
                    ("validate", good), ("claims", PAGE), ("dump", "--stage", "lines", good),
                    ("reconcile", good, "--claims", PAGE),
                    ("audit", good, "--out", self.scratch.join("out", "audit")))
        for words in ("landlock", "restrict", "filters"):
            for command in commands:
                with self.subTest(words, command=command[0]):
                    done = self.lacking(words, *command)
                    self.assertEqual(done.returncode, 4, done.stderr)
                    self.assertEqual(done.stdout, b"")
                    self.assertRegex(done.stderr, rb"\Akompass: [^\n]*the sandbox is not available here "
                                     rb"\((Landlock|seccomp) is (missing|refused)\)[^\n]*\n\Z")
                    self.assertEqual(self.in_out(), [])
            self.assertEqual(self.lacking(words, "doctor").returncode, 4)
        done = self.lacking("landlock", *self.importing, "--sandbox=off")
        self.assertEqual(done.returncode, 0, done.stderr)


class Files(Case):
    """What the archive's file system cannot do."""

    def setUp(self):
        super().setUp()
        for _ in range(6):
            self.folder.add_good()
        self.assertEqual(self.scratch.run(*self.importing).returncode, 0)
        self.whole = imports.rows_of(self.archive)
        os.remove(self.archive)

    def check_whole(self):
        self.assertEqual(imports.faults_of(self.archive), [])
        self.assertEqual(imports.rows_of(self.archive), self.whole)
        self.assertEqual(self.in_out(), ["kk.sqlite"])

    def test_no_shared_memory_is_no_trouble(self):
        for _ in range(2):
            done = self.lacking("maps", *self.importing)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.check_whole()
        for command in ("status", "export"):
            done = self.lacking("maps", command, "--archive", self.archive,
                                *(("--to", "ndjson") if command == "export" else ()))
            self.assertEqual((done.returncode, done.stderr), (0, b""))

    def kill_one_beside(self, ending, words):
        """Kills an import while such a file stands beside the archive."""
        environment = {"LD_PRELOAD": SHIM, "KK_LACKS": words} if words else {}
        returncode = 0
        while returncode != -signal.SIGKILL: # or it was done before
            child = self.scratch.start(*self.importing, "--jobs", "1", environment=environment)
            while child.poll() is None and not os.path.exists(self.archive + ending):
                pass
            child.kill()
            child.communicate()
            returncode = child.returncode
            self.assertIn(returncode, (0, -signal.SIGKILL))
            if returncode == 0:
                os.remove(self.archive)

    def test_what_a_killed_import_left_is_taken_up(self):
        for ending, words, later in (("-wal", "", "maps"), ("-journal", "maps", "maps"),
                                     ("-journal", "maps", "")):
            with self.subTest(ending, later=later):
                self.kill_one_beside(ending, words)
                done = self.lacking(later, *self.importing)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.check_whole()
                os.remove(self.archive)

    def test_no_locks_is_what_is_said(self):
        for words in ("locks", "flocks", "maps locks"):
            with self.subTest(words):
                done = self.lacking(words, *self.importing)
                self.assertEqual(done.returncode, 4, done.stderr)
                self.assertIn(b"lock", done.stderr)
                self.assertNotIn(b"another program", done.stderr)
                self.assertEqual(self.in_out(), [])

    def test_an_archive_that_is_there_stays_as_it_is(self):
        self.scratch.run(*self.importing)
        with open(self.archive, "rb") as file:
            before = file.read()
        self.assertEqual(self.lacking("locks", *self.importing).returncode, 4)
        with open(self.archive, "rb") as file:
            self.assertEqual(file.read(), before)

    def test_who_waits_for_an_archive_that_is_taken_away_makes_a_new_one(self):
        """One holds the lock of a file that it removes; the other waits for it."""
        import fcntl
        with open(self.archive, "wb") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            child = self.scratch.start(*self.importing, "--wait")
            while not self.waits_for_lock(child.pid):
                self.assertIsNone(child.poll())
            os.remove(self.archive)
        _, err = child.communicate(timeout=300)
        self.assertEqual(child.returncode, 0, err)
        self.check_whole()

    @staticmethod
    def waits_for_lock(pid):
        with open("/proc/locks", encoding="ascii") as locks:
            return any("->" in line and f" {pid} " in line for line in locks)


class Killed(Case):
    """Children that are killed from outside."""

    LONG = ("--cpu", "600", "--page-cpu", "600", "--wall", "600")

    @staticmethod
    def parent_of(pid):
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            return int(file.read().rsplit(")", 1)[1].split()[1])

    def kill_children(self, child, number):
        """Kills whatever reads a document until the import is done."""
        while child.poll() is None:
            for pid in self.scratch.processes():
                with contextlib.suppress(OSError):
                    if self.parent_of(self.parent_of(pid)) == child.pid:
                        os.kill(pid, number)
            time.sleep(0.01)

    def test_the_document_is_not_blamed_and_is_read_the_next_time(self):
        self.folder.add("laughs.pdf", make_torture.laughs(), make_torture.STOPPED)
        for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGKILL):
            child = self.scratch.start(*self.importing, *self.LONG)
            self.kill_children(child, number)
            _, err = child.communicate()
            self.assertEqual(child.returncode, 3, err)
            self.assertIn(b"was killed", err)
            self.assertEqual(self.statuses(), {("killed", 0)})
        done = self.scratch.run(*self.importing)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertEqual(self.statuses(), {("timeout_cpu", 1)})


if __name__ == "__main__":
    unittest.main()
