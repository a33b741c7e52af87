# SPDX-License-Identifier: GPL-2.0-or-later
"""What import makes of the environment it is started in."""
import os
import shutil
import signal
import sqlite3
import subprocess
import time
import unittest

from imports import Scratch
from kompass import ARJANG, HUDDINGE, HUDDINGE_TRANSCRIPT, PATIENCE, PROGRAM, fixture


class Case(unittest.TestCase):
    def setUp(self):
        self.scratch = Scratch()
        self.addCleanup(self.scratch.remove)
        self.archive = self.scratch.join("archive.sqlite")

    def rows(self, sql):
        archive = sqlite3.connect(self.archive)
        try:
            return archive.execute(sql).fetchall()
        finally:
            archive.close()

    def documents(self):
        return self.rows("SELECT path, status, attempts FROM document ORDER BY path")

    def wait_until_it_runs(self):
        """Until the first document is recorded: the archive's log is there."""
        for _ in range(20 * PATIENCE):
            try:
                if self.documents():
                    return
            except sqlite3.Error:
                pass
            time.sleep(0.05)
        self.fail("nothing was recorded")


class Closed(Case):
    """Standard input, output or error closed by whoever started us."""

    def assert_imports(self, redirections, arguments, status):
        command = f'exec "$0" import "$@" {redirections}'
        done = self.scratch.run("-c", command, PROGRAM, *arguments, "--archive", self.archive,
                                program="/bin/sh")
        self.assertEqual((done.returncode, done.stdout), (status, b""))
        self.assertEqual(self.rows("PRAGMA integrity_check"), [("ok",)])

    def test_an_archive_is_not_written_over_by_complaints(self):
        good = self.scratch.run("extract", ARJANG, HUDDINGE).stdout
        with open(self.scratch.join("lines"), "wb") as lines:
            lines.write(b"no line of ours\n" + good)
        for redirections in ("2>&-", "<&- >&- 2>&-"):
            self.assert_imports(redirections, ["--ndjson", self.scratch.join("lines")], 3)

    def test_documents_are_read_as_ever(self):
        paths = [HUDDINGE, fixture("broken", "garbage.pdf"), ARJANG, HUDDINGE_TRANSCRIPT]
        for redirections in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
            self.assert_imports(redirections, paths, 3)
            self.assertEqual([status for _, status, _ in self.documents()],
                             ["damaged", "ok", "ok", "ok"])
            os.remove(self.archive)

    def test_an_answer_that_goes_nowhere_is_trouble(self):
        done = self.scratch.run("-c", 'exec "$0" extract "$1" >&-', PROGRAM, ARJANG,
                                program="/bin/sh")
        self.assertEqual((done.returncode, done.stderr.count(b"\n")), (4, 1))


class Signals(Case):
    def test_what_was_to_be_ignored_is(self):
        """As nohup starts us."""
        child = self.scratch.start("import", "-j", "1", "--files0-from", "-", "--archive",
                                   self.archive, stdin=subprocess.PIPE,
                                   preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        child.stdin.write(os.fsencode(ARJANG) + b"\0")
        child.stdin.flush()
        self.wait_until_it_runs()
        child.send_signal(signal.SIGHUP)
        child.communicate(os.fsencode(HUDDINGE) + b"\0")
        self.assertEqual(child.returncode, 0)
        self.assertEqual([status for _, status, _ in self.documents()], ["ok", "ok"])


class Lists(Case):
    def test_list_that_cannot_be_read_is_not_an_empty_one(self):
        for option in ("--files0-from", "--ndjson"):
            done = self.scratch.run("import", option, self.scratch.path, "--archive", self.archive)
            self.assertEqual((done.returncode, b"directory" in done.stderr), (4, True), done)
        done = self.scratch.run("extract", "--files0-from", self.scratch.path)
        self.assertEqual((done.returncode, b"directory" in done.stderr), (4, True), done)

    def test_copies_are_not_known_before_the_run(self):
        for name in ("a.pdf", "b.pdf"):
            shutil.copy(ARJANG, self.scratch.join(name))
        names = [self.scratch.join(name) for name in ("a.pdf", "b.pdf")]
        done = self.scratch.run("import", *names, "--archive", self.archive)
        self.assertIn(b": 2 ok\n", done.stderr)
        done = self.scratch.run("import", *names, "--archive", self.archive)
        self.assertIn(b": 2 ok; 2 read before\n", done.stderr)

    def test_lines_that_are_none_of_ours_are_passed_over_and_no_documents(self):
        """There is no path to record them under: status could tell nothing of them."""
        lines = self.scratch.join("lines")
        with open(lines, "wb") as file:
            file.write(b"no JSON\n" + self.scratch.run("extract", ARJANG, HUDDINGE).stdout + b"{}\n")
        done = self.scratch.run("import", "--ndjson", lines, "--archive", self.archive)
        self.assertEqual(done.returncode, 3)
        self.assertRegex(done.stderr.decode(), r"lines, line 1: [^\n]+\n.*lines, line 4: [^\n]+\n"
                         r"kompass: [^\n]*: 2 documents in [^;\n]*: 2 ok; 2 lines skipped\n\Z")

    def assert_half_is_nothing(self, option, whole, half):
        """Stopped while the other half of a name, or a line, is awaited."""
        child = self.scratch.start("import", "-j", "1", option, "-", "--archive", self.archive,
                                   stdin=subprocess.PIPE)
        child.stdin.write(whole + half)
        child.stdin.flush()
        self.wait_until_it_runs()
        child.send_signal(signal.SIGINT)
        _, err = child.communicate()
        self.assertEqual((child.returncode, err.count(b"\n")), (130, 1), err)
        self.assertEqual([status for _, status, _ in self.documents()], ["ok"])
        os.remove(self.archive)

    def test_half_a_name_is_none(self):
        self.assert_half_is_nothing("--files0-from", os.fsencode(ARJANG) + b"\0",
                                    os.fsencode(HUDDINGE)[:-5])

    def test_half_a_line_is_none(self):
        lines = self.scratch.run("extract", ARJANG, HUDDINGE).stdout.splitlines(keepends=True)
        self.assert_half_is_nothing("--ndjson", lines[0], lines[1][:500])


if __name__ == "__main__":
    unittest.main()
