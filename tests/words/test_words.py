#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Words that files add: which files are read, which refused; what an archive knows of them; and how
words that nobody knew are found there and learnt."""
import contextlib
import json
import multiprocessing
import os
import re
import shutil
import sqlite3
import sys
import tempfile
import unittest

from kompass import ARJANG, HUDDINGE, ROOT, extract, reports, run

sys.path.insert(0, os.path.join(ROOT, "tests", "bench"))

import make_reports

MINE = "[column.earlier]\nwords=Medel\n"  # an average, unless told otherwise
ODD = "[strengths]\nwords=Xylofonspel;Goda exempel på annat\n[column.points]\nwords=Qvot\n"


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="kk-test-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.archive = self.join("kk.sqlite")

    def join(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.join(name)), exist_ok=True)
        with open(self.join(name), "w", encoding="utf8") as file:
            file.write(text)
        return self.join(name)

    def rows(self, query):
        with contextlib.closing(sqlite3.connect(self.archive)) as connection:
            return connection.execute(query).fetchall()


class Files(Folder):
    COMMANDS = (("extract", ARJANG), ("extract", ARJANG, HUDDINGE), ("show", ARJANG), ("validate", ARJANG),
                ("claims", ARJANG), ("dump", "--stage", "draft", ARJANG), ("audit", ARJANG, "--out", "audit"),
                ("reconcile", ARJANG, "--claims", ARJANG), ("import", ARJANG, "--archive", "a.sqlite"),
                ("status", "--archive", "a.sqlite"))

    def user(self, text):
        """The environment of a user with a file of words of his own."""
        self.write("config/kompass/words", text)
        return {**os.environ, "XDG_CONFIG_HOME": self.join("config")}

    def assert_refused(self, done, said):
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertRegex(done.stderr, r"\Akompass: [^\n]+\n\Z")
        self.assertIn(said, done.stderr)

    def test_every_command_that_reads_refuses_what_is_none(self):
        words = self.write("words", "[strenghts]\n")
        for command in self.COMMANDS:
            with self.subTest(command):
                self.assert_refused(run(*command, "--words", words, cwd=self.folder),
                                    f"{words}: line 1: unknown group [strenghts]; the groups are [strengths], ")
        self.assertEqual(os.listdir(self.folder), ["words"])

    def test_hostile_files_are_refused(self):
        with open(self.join("huge"), "wb") as file:
            file.truncate(1 << 30)
        with open(self.join("zero"), "wb") as file:
            file.write(b"[strengths]\nwords=a\0b\n")
        with open(self.join("latin"), "wb") as file:
            file.write("[strengths]\nwords=Förtjänster\n".encode("latin1"))
        self.write("many", "[strengths]\n" + "".join(f"words=w{i}\n" for i in range(1000000)))
        self.write("dense", "[strengths]\nwords=" + ";".join(f"{i}" for i in range(20000)))
        for name, said in (("huge", "larger than 1 MB"), ("zero", "line 2: contains a zero byte"),
                           ("latin", "line 2: not UTF-8"), ("many", "larger than 1 MB"),
                           ("dense", "more than 10000 wordings"), ("gone", "No such file"), (".", "directory")):
            with self.subTest(name):
                self.assert_refused(run("extract", "--words", self.join(name), ARJANG), said)

    def test_words_that_no_report_has_change_none(self):
        words = self.write("words", ODD)
        for report in reports():
            self.assertEqual(extract(report, "--words", words), extract(report))

    def test_user_has_a_file_of_his_own(self):
        mine, plain = self.user(MINE), run("extract", ARJANG).stdout
        more = self.write("words", "[end]\nword=Effektivitet\n")

        self.assertEqual(run("extract", ARJANG, env=mine).stdout, run("extract", ARJANG, "--words",
                                                                      self.join("config/kompass/words")).stdout)
        self.assertNotEqual(run("extract", ARJANG, env=mine).stdout, plain)
        self.assertEqual(run("extract", "--no-user-words", ARJANG, env=mine).stdout, plain)
        self.assert_refused(run("extract", ARJANG, "--words", more, env=mine), "line 2: [end] has no \"word\"")
        mine = self.user("nothing")
        self.assert_refused(run("extract", ARJANG, env=mine), "config/kompass/words: line 1: words before the first group")
        self.assertEqual(run("extract", "--no-user-words", ARJANG, env=mine).stdout, plain)

    def test_children_have_the_words_too(self):
        """Of one document, read in this process or a child's, and of many."""
        words = self.write("words", MINE)
        one = extract(ARJANG, "--words", words)
        self.assertNotEqual(one, extract(ARJANG))
        many = run("extract", "--words", words, ARJANG, HUDDINGE)
        self.assertEqual(json.loads(many.stdout.splitlines()[0]), one)
        self.assertEqual(run("import", "-q", ARJANG, "--archive", self.archive, "--words", words).returncode, 0)
        self.assertEqual([json.loads(text) for text, in self.rows("SELECT json FROM report")], [one])


class Archive(Folder):
    def run_import(self, *arguments):
        done = run("import", "--archive", self.archive, *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stderr

    def older(self, *words):
        done = run("status", "--archive", self.archive, "--format", "json", *words)
        return json.loads(done.stdout)["older"]

    def words(self):
        return self.rows("SELECT words FROM document")[0][0]

    def test_what_other_words_read_is_read_anew(self):
        some = "--words", self.write("some", "[end]\nwords=Xylofoner;Qvot\n")
        same = "--words", self.write("same", "# the same\n[end]\nwords=qvot\nwords=XYLOFONER\n")
        other = "--words", self.write("other", "[end]\nwords=Xylofoner\n")

        self.assertNotIn("read before", self.run_import(ARJANG))
        self.assertEqual(self.words(), "")
        self.assertEqual((self.older(), self.older(*some)), (0, 1))
        self.assertNotIn("read before", self.run_import(ARJANG, *some))
        digest = self.words()
        self.assertRegex(digest, r"\A[0-9a-f]{64}\Z")
        self.assertIn("read before", self.run_import(ARJANG, *same))
        self.assertEqual((self.older(*same), self.older(*other), self.older()), (0, 1, 1))
        self.assertIn("1 document", self.run_import("--again", "older", *other))
        self.assertNotIn(self.words(), (digest, ""))
        self.assertIn("0 documents", self.run_import("--again", "older", *other))
        self.assertIn("with other words", run("status", "--archive", self.archive).stdout)
        self.assertNotIn("read before", self.run_import(ARJANG))
        self.assertEqual(self.words(), "")


class Unknown(make_reports.Report):
    """A short report with wordings that no program knows: each has one of the three."""

    def many(self, templates, least, most):
        return super().many(templates, *((least, most) if templates is make_reports.QUESTIONS else (2, 3)))

    def area(self, number, name):
        renamed = self.k % 3 == 2 and number == 6
        return super().area(number, "Xylofoner i vardagen" if renamed else name)

    def heads(self, area):
        strengths, improvements = super().heads(area)
        if self.k % 3 == 0 and area["number"] in (2, 5):
            strengths = "Det här gör kommunen; alltid"
        if self.k % 3 == 1 and area["number"] == 4:
            improvements = "Qvar på bänken"
        return strengths, improvements


class Headed(Unknown):
    """With the heads that are told for areas 2 and 5, and the program's own elsewhere."""
    OTHERS = "STYRKOR", "FÖRBÄTTRINGSOMRÅDEN"

    def __init__(self, *told):
        self.told = told
        super().__init__(0, 1, make_reports.read_register())

    def heads(self, area):
        return self.told if area["number"] in (2, 5) else self.OTHERS


class Swapped(Headed):
    OTHERS = "FÖRBÄTTRINGSOMRÅDEN", "STYRKOR"


def write_unknown(work):
    k, folder, register = work
    report = Unknown(k, 1, register)
    with open(os.path.join(folder, report.file_name()), "wb") as file:
        file.write(report.pdf())
    return report.expected()


class Headings(Folder):
    def told(self, report):
        """The doubts of headings, with the words that they are of."""
        with open(self.join("report.pdf"), "wb") as file:
            file.write(report.pdf())
        read = extract(self.join("report.pdf"))
        unread = {one["at"][0]["bbox"][1]: one["text"] for one in read["unread"] if one["kind"] == "heading"}
        return [(one["code"], unread[one["at"][0]["bbox"][1]]) for one in read["diagnostics"]
                if one["code"] in ("heading-unread", "strengths-unread", "improvements-unread")]

    def test_both_lists_under_heads_that_are_not_known(self):
        self.assertEqual(self.told(Headed("Qvar att göra", "Xylofoner")),
                         2 * [("strengths-unread", "Qvar att göra"), ("improvements-unread", "Xylofoner")])

    def test_the_report_has_its_lists_the_other_way_round(self):
        self.assertEqual(self.told(Swapped("Qvar att göra", "Xylofoner")),
                         2 * [("improvements-unread", "Qvar att göra"), ("strengths-unread", "Xylofoner")])
        self.assertEqual(self.told(Swapped("FÖRBÄTTRINGSOMRÅDEN", "Xylofoner")), 2 * [("strengths-unread", "Xylofoner")])

    def test_heads_that_are_known_are_no_doubt(self):
        self.assertEqual(self.told(Headed("Styrkor", "Förslag till utveckling")), [])


class Loop(Folder):
    COUNT = 20 if os.environ.get("KK_SANITIZED") == "1" else 200

    def doubtful(self):
        return self.rows("SELECT count(DISTINCT report) FROM diagnostic WHERE severity <> 'info'")[0][0]

    def unread(self):
        done = run("status", "--archive", self.archive, "--unread")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def test_from_unknown_words_to_none_in_doubt(self):
        os.mkdir(self.join("reports"))
        register = make_reports.read_register()
        with multiprocessing.Pool() as pool:
            expected = pool.map(write_unknown, [(k, self.join("reports"), register) for k in range(self.COUNT)])
        every = "import", "-q", "--archive", self.archive
        self.assertEqual(run(*every, self.join("reports")).returncode, 0)
        self.assertEqual(self.doubtful(), self.COUNT)

        first, second, third = (len(range(k, self.COUNT, 3)) for k in range(3))
        told = self.unread()
        self.assertIn(f'[strengths]\n# heading "Det här gör kommunen; alltid", {2 * first} times in {first} reports, '
                      "where other reports have strengths\n#words=Det här gör kommunen\\;\\salltid;\n", told)
        self.assertIn(f'[improvements]\n# heading "Qvar på bänken", {second} times in {second} reports, '
                      "where other reports have areas for improvement\n#words=Qvar på bänken;\n", told)
        self.assertIn(f'[area.6]\n# heading "Xylofoner i vardagen", {third} times in {third} reports, '
                      "an area's name in no known edition\n#words=Xylofoner i vardagen;\n", told)
        self.assertEqual(told.count("#words="), 3)
        self.assertIn(f"\n# Without a suggested group:\n# list, {second} times in {second} reports\n", told)

        # as it is it adds nothing; with what it suggests nothing is left to doubt
        self.assertEqual(extract(ARJANG, "--words", self.write("words", told)), extract(ARJANG))
        words = self.write("words", re.sub("^#words=", "words=", told, flags=re.MULTILINE))
        self.assertEqual(run(*every, "--words", words, "--again", "doubtful").returncode, 0)
        self.assertEqual(self.doubtful(), 0)
        self.assertNotIn("#words=", self.unread())
        read = {json.loads(text)["source"]["name"]: json.loads(text)
                for text, in self.rows("SELECT json FROM report")}
        for one in expected:
            for area, of in zip(read[one["file"]]["areas"], one["areas"], strict=True):
                self.assertEqual([item["text"] for item in area["strengths"]], of["strengths"])
                self.assertEqual([item["text"] for item in area["improvements"]], of["improvements"])
                self.assertEqual(area["name"], of["name"])
                self.assertIsNotNone(area["id"])

    def test_nothing_is_asked_of_an_archive_that_was_understood(self):
        self.assertEqual(run("import", "-q", "--archive", self.archive, ARJANG).returncode, 0)
        self.assertEqual(self.unread(), "# All headings, rows and names are known.\n")
        for other in ("--failed",), ("--print0",), ("--format", "json"):
            done = run("status", "--archive", self.archive, "--unread", *other)
            self.assertEqual((done.returncode, done.stdout), (2, ""))


if __name__ == "__main__":
    unittest.main()
