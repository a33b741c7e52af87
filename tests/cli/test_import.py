"""What import makes of the surroundings it is started in."""
import os
import signal
import sqlite3
import subprocess
import time
import unittest

from imports import Scratch
from kompass import ARJANG, HUDDINGE, HUDDINGE_TRANSCRIPT, PROGRAM, fixture


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
        child.communicate(os.fsencode(HUDDINGE) + b"\0", timeout=60)
        self.assertEqual(child.returncode, 0)
        self.assertEqual([status for _, status, _ in self.documents()], ["ok", "ok"])

    def wait_until_it_runs(self):
        """Until the first document is recorded: the archive's log is there."""
        for _ in range(600):
            try:
                if self.documents():
                    return
            except sqlite3.Error:
                pass
            time.sleep(0.05)
        self.fail("nothing was recorded")


if __name__ == "__main__":
    unittest.main()
