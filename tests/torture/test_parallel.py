#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""README's recipe for more machines than one, with GNU parallel and this machine in their place."""
import contextlib
import os
import shlex
import stat
import subprocess
import sys
import unittest

import imports
from imports import PROGRAM, Scratch

import make_torture

# In place of ssh: passes over options and the host's name, and runs the command here, with the shell
# named as sshd names it (GNU parallel's far end runs nothing without). The host "breaks" breaks off
# in the middle of its first answer.
STAND_IN = """#!/bin/sh
while [ $# -gt 0 ]; do
    case $1 in
    -l | -p | -i | -o | -F) shift 2 ;;
    -*) shift ;;
    *) host=$1; echo "$host" >> {hosts}; shift; break ;;
    esac
done
[ "$1" != -- ] || shift
[ "$host" != breaks ] || {{ env SHELL=/bin/sh sh -c "$*" | head -c 50000; exit 255; }}
exec env SHELL=/bin/sh sh -c "$*"
"""

RECIPE = r"""
find {folder} -name '*.pdf' -print0 |
    parallel -0 --pipe --recend '\0' -N 10 -S {hosts} --ssh {stand_in} \
        {program} extract --jobs 1 --files0-from - |
    {program} import --ndjson - --archive {archive}
"""


def contents_of(path):
    """{SHA-256: (how many names, when it was read)} of an archive."""
    with contextlib.closing(imports.open_archive(path)) as archive:
        return {sha256: (n, when) for sha256, n, when in archive.execute(
            "SELECT sha256, count(*), min(finished || run) FROM document GROUP BY sha256")}


class Parallel(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = Scratch()
        cls.folder = make_torture.Folder(cls.scratch.join("in"))
        for _ in range(25):
            cls.folder.add_good()
        for i, name in enumerate(make_torture.ODD_NAMES[:3]):
            cls.folder.add_good(name)
            cls.folder.add(b"bad-" + name, b"%%PDF-1.7\n%d" % i, ())
        for name, data, statuses in make_torture.pages():
            cls.folder.add(name, data, statuses)
        make_torture.copies(cls.folder)
        cls.hosts = cls.scratch.join("hosts")
        cls.stand_in = cls.scratch.join("ssh")
        with open(cls.stand_in, "w", encoding="ascii") as file:
            file.write(STAND_IN.format(hosts=shlex.quote(cls.hosts)))
        os.chmod(cls.stand_in, stat.S_IRWXU)
        cls.direct = cls.scratch.join("direct.sqlite")
        cls.scratch.run("import", cls.scratch.join("in"), "--archive", cls.direct)
        cls.merged = cls.scratch.join("merged.sqlite")
        cls.done = cls.distribute(cls.merged)

    @classmethod
    def tearDownClass(cls):
        cls.scratch.remove()

    @classmethod
    def distribute(cls, archive, hosts="1/a,1/b"):
        names = {"folder": cls.scratch.join("in"), "stand_in": cls.stand_in, "program": PROGRAM,
                 "archive": archive, "hosts": hosts}
        return subprocess.run(
            ["sh", "-c", RECIPE.format(**{n: shlex.quote(v) for n, v in names.items()})],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**cls.scratch.environment, "HOME": cls.scratch.path})

    def test_it_ends_in_the_archive_of_a_direct_import(self):
        self.assertEqual(self.done.returncode, 3, self.done.stderr)
        self.assertEqual(imports.faults_of(self.merged), [])
        without = ("document.path", "report.name")
        merged = imports.rows_of(self.merged, without)
        self.assertEqual(merged, imports.rows_of(self.direct, without))
        self.assertEqual(len(merged["document"]), len(self.folder.cases))

    def test_every_host_had_its_share(self):
        with open(self.hosts, encoding="ascii") as file:
            self.assertLessEqual({"a", "b"}, set(file.read().split()))

    def test_merging_again_changes_nothing(self):
        before = imports.rows_of(self.merged)
        self.assertEqual(self.distribute(self.merged).returncode, 3)
        self.assertEqual(imports.rows_of(self.merged), before)

    def test_what_no_host_answered_a_direct_import_reads_and_nothing_else(self):
        """As README says of a host that fails."""
        archive = self.scratch.join("gaps.sqlite")
        self.distribute(archive, "1/a,1/breaks")
        answered = contents_of(archive)
        done = self.scratch.run("import", self.scratch.join("in"), "--archive", archive)
        after, direct = contents_of(archive), contents_of(self.direct)
        known = sum(n for sha256, (n, _) in direct.items() if sha256 in answered)
        self.assertTrue(0 < known < len(self.folder.cases), known)
        self.assertIn(f"{len(self.folder.cases)} documents", done.stderr.decode())
        self.assertIn(f"; {known} read before", done.stderr.decode())
        self.assertEqual({c: when for c, (_, when) in answered.items()},
                         {c: after[c][1] for c in answered})
        self.assertEqual(imports.rows_of(archive), imports.rows_of(self.direct))
        self.distribute(archive)
        self.assertEqual(imports.rows_of(archive), imports.rows_of(self.direct))

    def test_every_name_arrives(self):
        """Line ends and all; but a report's without what the contract allows in no text."""
        def legible(names):
            return sorted(os.path.basename(name).translate(None, b"\x1b\x07") for name in names)

        self.assertEqual(legible(imports.documents_of(self.merged)),
                         legible(case.path for case in self.folder.cases))


if __name__ == "__main__":
    unittest.main()
