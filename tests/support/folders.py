# SPDX-License-Identifier: GPL-2.0-or-later
"""What tests of files with several reports share: a folder with one, and an archive beside it."""
import contextlib
import json
import os
import sqlite3
import tempfile
import unittest

from kompass import run


def lines(path, *options):
    """What extract prints of a file: a document, or a line for each."""
    done = run("extract", path, *options)
    assert done.returncode == 0, done.stderr
    return [json.loads(done.stdout)] if done.stdout.startswith("{\n") else \
        [json.loads(line) for line in done.stdout.splitlines()]


class Folder(unittest.TestCase):
    NAME = "bundle.pdf"

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.path = self.join(self.NAME)
        self.archive = self.join("archive.sqlite")

    def join(self, name):
        return os.path.join(self.folder, name)

    def run_well(self, *arguments, **options):
        done = run(*arguments, **options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def rows(self, sql):
        with contextlib.closing(sqlite3.connect(self.archive)) as archive:
            return archive.execute(sql).fetchall()
