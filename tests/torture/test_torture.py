#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Import and extract over make_torture.py's folder: what becomes of each input, and of us."""
import json
import os
import pty
import re
import subprocess
import sys
import unittest

import imports
from imports import PROGRAM, Scratch
from kompass import ROOT

import make_reports
import make_torture

# Writes to a file without end.
WRITER = """
import sys
with open(sys.argv[1], "r+b", buffering=0) as file:
    for i in range(1 << 62):
        file.seek(10)
        file.write(b"%09d" % i)
"""
ENDED = ("timeout_cpu", "timeout_wall", "oom", "crash")


def in_terminal(*arguments, environment):
    """What the program writes to a terminal, as bytes, and its status."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen([PROGRAM, *arguments], stdin=subprocess.DEVNULL, stdout=theirs,
                             stderr=theirs, env=environment)
    os.close(theirs)
    output = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        output += part
    os.close(ours)
    return output, child.wait()


class Torture(unittest.TestCase):
    """One import of the folder, looked at from all sides."""

    @classmethod
    def setUpClass(cls):
        cls.scratch = Scratch()
        cls.folder = cls.scratch.join("in")
        cls.archive = cls.scratch.join("out", "kk.sqlite")
        os.mkdir(cls.scratch.join("out"))
        cls.cases = make_torture.make(cls.folder)
        cls.done = cls.import_again()
        cls.documents = imports.documents_of(cls.archive)

    @classmethod
    def tearDownClass(cls):
        cls.scratch.remove()

    @classmethod
    def import_again(cls, *options):
        return cls.scratch.run("import", cls.folder, "--archive", cls.archive, "--jobs", "2",
                               *options)

    def full(self, case):
        return os.path.join(os.fsencode(self.folder), case.path)

    def test_there_is_exactly_one_record_for_each_input(self):
        self.assertEqual(sorted(self.documents), sorted(self.full(case) for case in self.cases))
        self.assertEqual({len(rows) for rows in self.documents.values()}, {1})

    def test_each_has_the_right_status(self):
        for case in self.cases:
            with self.subTest(case.path):
                row, = self.documents[self.full(case)]
                self.assertIn(row["status"], case.statuses, row["message"])

    def test_every_good_one_is_read_right(self):
        good = [case for case in self.cases if case.report is not None]
        self.assertGreater(len(good), 25)
        for case in good:
            with self.subTest(case.path):
                row, = self.documents[self.full(case)]
                self.assertEqual(imports.as_told(json.loads(row["json"])),
                                 imports.expected(case.report))

    def test_what_is_cut_off_is_never_ok_unless_all_is_there(self):
        for case in self.cases:
            row, = self.documents[self.full(case)]
            if case.whole is not None and row["status"] == "ok":
                whole, = self.documents[os.path.join(os.fsencode(self.folder), case.whole)]
                with self.subTest(case.path):
                    self.assertEqual(imports.as_told(json.loads(row["json"])),
                                     imports.as_told(json.loads(whole["json"])))

    def test_failures_have_a_reason_in_words(self):
        for rows in self.documents.values():
            if rows[0]["status"] not in imports.REPORTED:
                self.assertRegex(rows[0]["message"], r"\w+ \w+")
                self.assertNotRegex(rows[0]["message"], r"[\x00-\x1f]")

    def test_the_status_says_that_some_could_not_be_read(self):
        self.assertEqual(self.done.returncode, 3, self.done.stderr)
        self.assertEqual(self.done.stdout, b"")

    def test_the_archive_is_sound_and_alone(self):
        self.assertEqual(imports.faults_of(self.archive), [])
        self.assertEqual(os.listdir(self.scratch.join("out")), ["kk.sqlite"])

    def test_nothing_stays_behind(self):
        self.assertTrue(self.scratch.wait_for_none(), self.scratch.processes())
        self.assertEqual(os.listdir(self.scratch.tmp), [])

    def test_what_is_printed_holds_no_control_characters(self):
        self.assertEqual(imports.unsound_characters(self.done.stderr), [])


class Again(unittest.TestCase):
    """A second, a third and a fourth run over the same folder."""

    @classmethod
    def setUpClass(cls):
        cls.scratch = Scratch()
        cls.archive = cls.scratch.join("kk.sqlite")
        cls.folder = make_torture.Folder(cls.scratch.join("in"))
        for _ in range(6):
            cls.folder.add_good()
        for name, data, statuses in (*make_torture.texts(), *make_torture.allocations()):
            cls.folder.add(name, data, statuses)
        cls.folder.add("laughs.pdf", make_torture.laughs(), make_torture.STOPPED)
        make_torture.odd_entries(cls.folder)

    @classmethod
    def tearDownClass(cls):
        cls.scratch.remove()

    def import_again(self, *options):
        done = self.scratch.run("import", self.scratch.join("in"), "--archive", self.archive,
                                "--quiet", *options)
        self.assertEqual(done.returncode, 3, done.stderr)
        return imports.rows_of(self.archive)

    def statuses(self):
        return {path: rows[0]["status"] for path, rows in
                imports.documents_of(self.archive).items()}

    def test_only_what_may_fare_better_is_tried_again_and_no_third_time(self):
        first = self.import_again()
        ended = [path for path, status in self.statuses().items() if status in ENDED]
        self.assertGreater(len(ended), 1)
        second = self.import_again()
        self.assertEqual({t: r for t, r in first.items() if t != "document"},
                         {t: r for t, r in second.items() if t != "document"})
        self.assertEqual(without_attempts(first, ended), without_attempts(second, ended))
        self.import_again()
        third = self.import_again()
        gave_up = [path for path, status in self.statuses().items() if status == "gave_up"]
        self.assertEqual(sorted(gave_up), sorted(ended))
        self.assertEqual(self.import_again(), third)
        self.import_again("--retry")
        self.assertEqual([path for path, status in self.statuses().items()
                          if status == "gave_up"], [])


def without_attempts(rows, ended):
    """The rows of documents but of those that ended their reader."""
    ended = {os.fsdecode(path) for path in ended}
    return [row for row in rows["document"] if row[0] not in ended]


class Extract(unittest.TestCase):
    """The same machinery without an archive."""

    @classmethod
    def setUpClass(cls):
        cls.scratch = Scratch()
        cls.folder = make_torture.Folder(cls.scratch.join("in"))
        for _ in range(12):
            cls.folder.add_good()
        for name, data, statuses in (*make_torture.texts(), *make_torture.pages(),
                                     *make_torture.texts_in_fonts()):
            cls.folder.add("hostile/" + name, data, statuses)
        make_torture.odd_entries(cls.folder)
        cls.scratch.run("import", cls.scratch.join("in"), "--archive",
                        cls.scratch.join("kk.sqlite"))
        cls.documents = imports.documents_of(cls.scratch.join("kk.sqlite"))
        # links out of the folder are followed when they are named
        cls.paths = [path for path in sorted(cls.documents) if not os.path.islink(path)]
        cls.list = cls.scratch.join("list")
        with open(cls.list, "wb") as file:
            file.write(b"".join(path + b"\0" for path in cls.paths))

    @classmethod
    def tearDownClass(cls):
        cls.scratch.remove()

    def lines(self, *arguments, **options):
        done = self.scratch.run("extract", *arguments, **options)
        self.assertEqual(done.returncode, 3, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()], done

    def test_a_list_gives_a_line_for_each_in_order_and_with_the_same_answers(self):
        lines, done = self.lines("--files0-from", self.list, "--jobs", "3")
        self.assertEqual(len(lines), len(self.paths))
        with open(os.path.join(ROOT, "pipeline/write/schema/failure.schema.json"),
                  encoding="utf8") as file:
            schema = json.load(file)
        import jsonschema
        for path, line in zip(self.paths, lines):
            row, = self.documents[path]
            with self.subTest(path):
                if row["json"] is None:
                    jsonschema.validate(line, schema)
                    # how far it comes before its time is out is a matter of speed
                    if row["status"] not in ENDED and line["status"] not in ENDED:
                        self.assertEqual(line["status"], row["status"])
                    self.assertEqual(line["source"]["sha256"] or "", row["sha256"])
                else:
                    self.assertEqual(without_name(line), without_name(json.loads(row["json"])))
        self.assertEqual(imports.unsound_characters(done.stdout), [])
        self.assertEqual(imports.unsound_characters(done.stderr), [])

    def test_how_many_at_a_time_makes_no_difference(self):
        runs = [self.lines("--files0-from", self.list, "--jobs", jobs)[0]
                for jobs in ("1", "2", "7")]
        self.assertEqual({len(lines) for lines in runs}, {len(self.paths)})
        for path, *lines in zip(self.paths, *runs):
            # how far a hostile one comes before a limit ends it is a matter of speed
            if not any(line.get("status") in ENDED for line in lines):
                with self.subTest(path):
                    self.assertEqual(lines, lines[:1] * len(lines))

    def test_the_list_may_come_from_standard_input(self):
        with open(self.list, "rb") as list_:
            lines, _ = self.lines("--files0-from", "-", stdin=list_)
        self.assertEqual(len(lines), len(self.paths))

    def test_a_folder_gives_its_reports_and_the_rest_on_standard_error(self):
        lines, done = self.lines(self.scratch.join("in"))
        good = [rows[0] for rows in self.documents.values() if rows[0]["json"] is not None]
        self.assertEqual(sorted(line["source"]["sha256"] for line in lines),
                         sorted(row["sha256"] for row in good))
        self.assertEqual(done.stderr.count(b"kompass: "), len(self.documents) - len(good))

    def test_a_folder_of_files_holds_one_for_each_report(self):
        out = self.scratch.join("json")
        done = self.scratch.run("extract", self.scratch.join("in"), "--out", out)
        self.assertEqual(done.returncode, 3)
        self.assertEqual(done.stdout, b"")
        good = {rows[0]["sha256"] for rows in self.documents.values() if rows[0]["json"]}
        found = set()
        for name in os.listdir(out):
            self.assertRegex(name, r"^[A-Za-z0-9._-]+\.json$")
            with open(os.path.join(out, name), encoding="utf8") as file:
                found.add(json.load(file)["source"]["sha256"])
        self.assertEqual(found, good)


def without_name(report):
    return {**report, "source": {m: v for m, v in report["source"].items() if m != "name"}}


class EveryCommand(unittest.TestCase):
    """Whatever reads documents reads them apart, and says what became of one that ends its reader."""

    PAGE = os.path.join(ROOT, "fixtures/claims/huddinge-2017.txt")

    @classmethod
    def setUpClass(cls):
        cls.scratch = Scratch()
        folder = make_torture.Folder(cls.scratch.join("in"))
        folder.add_good("good.pdf")
        cls.good = cls.scratch.join("in", "good.pdf")
        folder.add("laughs.pdf", make_torture.laughs(), make_torture.STOPPED)
        cls.hostile = [cls.scratch.join("in", "laughs.pdf")]
        for name, data, statuses in make_torture.allocations():
            if statuses == ("oom",):
                folder.add(name, data, statuses)
                cls.hostile.append(cls.scratch.join("in", name))

    @classmethod
    def tearDownClass(cls):
        cls.scratch.remove()

    def test_a_hostile_document_ends_its_reader_alone(self):
        self.assertGreater(len(self.hostile), 1)
        for path in self.hostile:
            for command in (["validate", "--format", "ndjson", path], ["claims", path],
                            ["show", path], ["dump", "--stage", "draft", path],
                            ["audit", "--force", path, "--out", self.scratch.join("audit")],
                            ["reconcile", "--format", "json", path, "--claims", self.PAGE],
                            ["reconcile", "--format", "json", self.good, "--claims", path]):
                with self.subTest(command):
                    done = self.scratch.run(*command)
                    self.assertEqual(done.returncode, 3, done.stderr)
                    self.assertRegex(done.stderr.decode(),
                                     rf"^kompass: {re.escape(path)}: .*(took|asked for|needed) more than")
                    self.assertEqual(done.stderr.count(b"\n"), 1, done.stderr)
                    if command[0] != "reconcile":
                        self.assertEqual(done.stdout, b"")
        self.assertFalse(os.path.exists(self.scratch.join("audit")))
        self.assertTrue(self.scratch.wait_for_none(), self.scratch.processes())

    def test_those_beside_it_are_read(self):
        done = self.scratch.run("validate", "--format", "ndjson", *self.hostile, self.good)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertEqual(json.loads(done.stdout)["validation"]["status"], "consistent")
        done = self.scratch.run("claims", *self.hostile, self.PAGE, self.PAGE)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertEqual([json.loads(line)["source"]["name"] for line in done.stdout.splitlines()],
                         ["huddinge-2017.txt"] * 2)

    def test_limits_are_those_that_were_asked_for(self):
        done = self.scratch.run("show", "--page-cpu", "0.1", self.hostile[0])
        self.assertIn(b"0.1 s", done.stderr)
        done = self.scratch.run("show", "--memory", "1", self.good)
        self.assertEqual(done.returncode, 2, done.stderr)


class Odd(unittest.TestCase):
    """What does not fit into a folder."""

    def setUp(self):
        self.scratch = Scratch()
        self.addCleanup(self.scratch.remove)
        self.archive = self.scratch.join("kk.sqlite")

    def test_a_file_that_changes_while_it_is_read(self):
        path = self.scratch.join("growing.pdf")
        with open(path, "wb") as file:
            file.write(b"%PDF-1.7\n" + b"%" * (60 << 20))
        writer = subprocess.Popen([sys.executable, "-c", WRITER, path])
        try:
            done = self.scratch.run("import", path, "--archive", self.archive)
        finally:
            writer.kill()
            writer.wait()
        self.assertEqual(done.returncode, 3, done.stderr)
        (row,), = imports.documents_of(self.archive).values()
        self.assertEqual(row["status"], "changed")

    def test_a_terminal_gets_no_control_characters(self):
        folder = make_torture.Folder(self.scratch.join("in"))
        make_torture.odd_entries(folder)
        for name, data, statuses in make_torture.texts_in_fonts():
            folder.add(name, data, statuses)
        for command, *options in (("import", "--archive", self.archive), ("extract",)):
            output, status = in_terminal(command, self.scratch.join("in"), *options,
                                         environment={**self.scratch.environment, "TERM": "xterm"})
            self.assertEqual(status, 3, output[-300:])
            # a line of progress is written anew: from its beginning, cleared to its end
            plain = output.replace(b"\r\n", b"\n").replace(b"\r", b"").replace(b"\x1b[K", b"")
            self.assertEqual(imports.unsound_characters(plain), [], command)
            self.assertIn(rb"\u001b", plain)
            self.assertIn(rb"\u202e", plain)

    def test_names_that_look_like_options(self):
        folder = self.scratch.join("in")
        make_reports.write_reports(folder, 2)
        one, two = sorted(os.listdir(folder))
        os.rename(os.path.join(folder, one), os.path.join(folder, "-rf.pdf"))
        os.rename(os.path.join(folder, two), os.path.join(folder, "--retry"))
        done = self.scratch.run("import", "--archive", self.archive, "--", "-rf.pdf", "--retry",
                                cwd=folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(sorted(imports.documents_of(self.archive)), [b"--retry", b"-rf.pdf"])

    def test_what_is_not_permitted(self):
        """Run as somebody for whom permissions hold."""
        folder = self.scratch.join("in")
        make_reports.write_reports(folder, 2)
        one, two = (os.path.join(folder, name) for name in sorted(os.listdir(folder)))
        os.mkdir(os.path.join(folder, "closed"))
        os.chmod(one, 0)
        os.chmod(os.path.join(folder, "closed"), 0)
        command = [PROGRAM, "import", folder, "--archive", self.archive]
        if os.getuid() == 0:
            os.chmod(self.scratch.path, 0o777)
            os.chmod(self.scratch.tmp, 0o777)
            command[:0] = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        done = self.scratch.run(*command[1:], program=command[0])
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertEqual({path: rows[0]["status"] for path, rows in
                          imports.documents_of(self.archive).items()},
                         {os.fsencode(one): "unreadable", os.fsencode(two): "ok",
                          os.fsencode(os.path.join(folder, "closed")): "unreadable"})

    def test_a_document_twice_and_a_second_version(self):
        folder = self.scratch.join("in")
        first, = make_reports.write_reports(folder, 1)
        again, = make_reports.write_reports(folder, 1, first=len(make_reports.read_register()) * 16)
        self.assertEqual((first["code"], first["year"]), (again["code"], again["year"]))
        os.link(os.path.join(folder, first["file"]), os.path.join(folder, "zz-copy.pdf"))
        done = self.scratch.run("import", folder, "--archive", self.archive)
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = imports.rows_of(self.archive)
        self.assertEqual((len(rows["document"]), len(rows["report"])), (3, 2))
        with imports.open_archive(self.archive) as archive:
            self.assertEqual(archive.execute("SELECT sum(current) FROM report").fetchall(), [(1,)])


if __name__ == "__main__":
    unittest.main()
