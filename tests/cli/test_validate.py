#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""kompass validate from outside: what it takes, what it prints, how it ends."""
import csv
import io
import json
import os
import pty
import shutil
import signal
import subprocess
import tempfile
import unittest

from kompass import ARJANG, HUDDINGE, HUDDINGE_TRANSCRIPT, PROGRAM, extract, fixture, run

ESCAPE = "\x1b"


def make_inconsistent(report):
    """Area 3's total, misprinted in its table alone."""
    report["areas"][2]["score"]["achieved"] += 20
    return report


def make_incomplete(report):
    report["areas"][2]["questions"][1]["percent"] = None
    return report


def on_terminal(*arguments, **environment):
    """Status and output of the program at a terminal."""
    here, there = pty.openpty()
    keep = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM")}
    child = subprocess.Popen([PROGRAM, *arguments], stdin=subprocess.DEVNULL, stdout=there,
                             stderr=subprocess.DEVNULL, env={**keep, "TERM": "xterm", **environment})
    os.close(there)
    shown = b""
    while True:
        try:
            part = os.read(here, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(here)
    return child.wait(), shown.decode("utf8")


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.huddinge = extract(HUDDINGE)

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def put(self, name, *documents, indent=None):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf8") as file:
            for document in documents:
                file.write(json.dumps(document, ensure_ascii=False, indent=indent) + "\n")
        return path

    def report(self, change=None):
        copy = json.loads(json.dumps(self.huddinge))
        return change(copy) if change else copy


class Status(Case):
    def status(self, *arguments):
        return run("validate", *arguments).returncode

    def test_consistent_is_0(self):
        for path in (HUDDINGE, HUDDINGE_TRANSCRIPT, ARJANG):
            self.assertEqual(self.status(path), 0)

    def test_failed_check_is_1(self):
        self.assertEqual(self.status(self.put("a.json", self.report(make_inconsistent))), 1)

    def test_incomplete_is_0_and_1_when_strict(self):
        path = self.put("a.json", self.report(make_incomplete))
        self.assertEqual(self.status(path), 0)
        self.assertEqual(self.status("--strict", path), 1)
        self.assertEqual(self.status("--strict", HUDDINGE), 0)

    def test_unread_is_3_and_wins(self):
        bad = self.put("a.json", self.report(make_inconsistent))
        done = run("validate", bad, fixture("broken", "scan.pdf"), HUDDINGE)
        self.assertEqual(done.returncode, 3)
        self.assertRegex(done.stderr, r"\Akompass: [^\n]*scan\.pdf: [^\n]+\n\Z")
        self.assertIn("3 documents: 1 consistent, 1 inconsistent, 0 incomplete, 1 not read",
                      done.stdout)

    def test_wrong_usage_is_2(self):
        for arguments in ([], ["--format", "xml", HUDDINGE], ["--no-such", HUDDINGE]):
            with self.subTest(arguments):
                done = run("validate", *arguments)
                self.assertEqual((done.returncode, done.stdout), (2, ""))

    def test_full_disk_is_4(self):
        for form in ("table", "json", "ndjson"):
            with self.subTest(form), open("/dev/full", "w", encoding="utf8") as full:
                self.assertEqual(run("validate", "--format", form, HUDDINGE, stdout=full).returncode, 4)

    def test_password_opens_what_is_encrypted(self):
        path = fixture("broken", "encrypted.pdf")
        self.assertEqual(self.status(path), 3)
        self.assertNotEqual(self.status("--password", "hemligt", path), 3)


class Table(Case):
    def test_row_gives_printed_interval_elsewhere_and_verdict(self):
        done = run("validate", self.put("a.json", self.report(make_inconsistent)))
        lines = done.stdout.splitlines()
        area = self.report(make_inconsistent)["areas"][2]
        rows = [line.split() for line in lines if line.startswith("   3  ")]
        self.assertEqual(len(rows), 1)
        self.assertEqual(rows[0][-1], "FAILED")
        self.assertIn(str(area["score"]["achieved"]), rows[0])
        self.assertTrue(lines[0].startswith("Huddinge 2017, edition 2016 – "), lines[0])
        self.assertRegex(done.stdout, r"(?m)^  FAILED area-total 3, page \d+: .+ would explain it\.$")
        self.assertRegex(done.stdout, r"(?m)^  inconsistent: \d+ exact, \d+ by rounding, 1 failed, 0 skipped$")
        self.assertEqual(lines[-1],
                         "1 document: 0 consistent, 1 inconsistent, 0 incomplete, 0 not read")

    def test_table_fits_eighty_columns(self):
        for path in (HUDDINGE, ARJANG):
            for line in run("validate", path).stdout.splitlines():
                self.assertLessEqual(len(line), 80, line)

    def test_colour_is_for_terminals_that_want_it(self):
        path = self.put("a.json", self.report(make_inconsistent))
        status, shown = on_terminal("validate", path)
        self.assertEqual(status, 1)
        self.assertIn(ESCAPE + "[1;31mFAILED" + ESCAPE + "[0m", shown)
        for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            with self.subTest(environment):
                self.assertNotIn(ESCAPE, on_terminal("validate", path, **environment)[1])
        self.assertIn(ESCAPE, on_terminal("validate", path, NO_COLOR="")[1])
        self.assertNotIn(ESCAPE, run("validate", path).stdout)
        self.assertNotIn(ESCAPE, on_terminal("validate", "--format", "json", path)[1])

    def test_texts_of_documents_are_shown_escaped(self):
        report = self.report(make_inconsistent)
        report["areas"][0]["name"] = "a\x1b[31mb\u202ec"
        report["source"]["name"] = "d\x07\n.pdf"
        report["municipality"]["name"] = "e\u0085f"
        shown = on_terminal("validate", self.put("a.json", report), NO_COLOR="1")[1]
        for text in ("a\\u001b[31mb\\u202ec", "d\\u0007\\u000a.pdf", "e\\u0085f"):
            self.assertIn(text, shown)
        self.assertNotIn(ESCAPE, shown)

    def test_unlikely_total_is_told(self):
        report = self.report()
        total = sum(a["score"]["achieved"] for a in report["areas"])
        report["total"]["published"] = [{"where": "summary", "score": total - 4,
                                         "at": [{"page": 4, "bbox": None}]}]
        done = run("validate", self.put("a.json", report))
        self.assertEqual(done.returncode, 0)
        self.assertRegex(done.stdout, r"(?m)^  doubt total-unlikely, page 4: ")


class Narrow(Case):
    def test_tables_fit_the_terminal(self):
        bad, page = self.put("a.json", self.report(make_inconsistent)), fixture("claims", "huddinge-2017.txt")
        archive = os.path.join(self.folder, "a.sqlite")
        run("import", "-q", "--sandbox=off", HUDDINGE, ARJANG, "--archive", archive)
        for width in (60, 80, 110):
            for arguments in (["validate", bad, ARJANG], ["validate", "--summary", bad],
                              ["status", "--archive", archive], ["show", "--all", HUDDINGE],
                              ["reconcile", bad, "--claims", page]):
                with self.subTest(width=width, arguments=arguments):
                    shown = on_terminal(*arguments, COLUMNS=str(width), NO_COLOR="1", PAGER="")[1]
                    lines = shown.splitlines()
                    self.assertGreater(len(lines), 0)
                    self.assertEqual([line for line in lines if len(line) > width], [])

    def test_names_are_whole_where_they_have_lines_of_their_own(self):
        shown = on_terminal("validate", HUDDINGE, COLUMNS="60", NO_COLOR="1")[1]
        for area in self.report()["areas"]:
            self.assertIn(area["name"], shown)

    def test_lines_for_programs_are_whole(self):
        bad = self.put("a.json", self.report(make_inconsistent))
        wide = on_terminal("validate", bad, COLUMNS="110", NO_COLOR="1")[1]
        self.assertRegex(wide, r"\r\n {9}\S.* would explain it\.")
        self.assertRegex(run("validate", bad).stdout, r"(?m)^  FAILED area-total 3, .+ would explain it\.$")


class Chosen(Case):
    """Of many reports those that are wrong."""
    HEAD = ["municipality", "code", "year", "edition", "outcome", "rule", "subject", "found", "least",
            "greatest", "page", "name", "sha256", "message"]

    def setUp(self):
        super().setUp()
        bad = self.report(make_inconsistent)
        bad["source"].update(sha256="1" * 64, name="=bad.pdf")
        bad["municipality"] = {"name": "Botkyrka", "code": "0127", "county": "Stockholms län"}
        self.bad = bad
        self.lines = self.put("a.ndjson", bad, extract(ARJANG), self.report(make_incomplete))

    def archive(self):
        path = os.path.join(self.folder, "a.sqlite")
        run("import", "-q", "--ndjson", self.lines, "--archive", path)
        return ("--archive", path)

    def test_failed_prints_those_alone(self):
        done = run("validate", "--failed", self.lines)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stdout.count("edition"), 1)
        self.assertNotIn("Årjäng", done.stdout)
        self.assertTrue(done.stdout.endswith(
            "3 documents: 1 consistent, 1 inconsistent, 1 incomplete, 0 not read\n"), done.stdout)
        self.assertEqual(run("validate", "--failed", "--strict", self.lines).stdout.count("edition"), 2)
        documents = run("validate", "--failed", "--format", "ndjson", self.lines).stdout.splitlines()
        self.assertEqual([json.loads(one)["source"]["sha256"] for one in documents], ["1" * 64])

    def test_summary_is_a_line_a_finding(self):
        done = run("validate", "--summary", self.lines)
        lines = done.stdout.splitlines()
        self.assertEqual(sorted(line.split()[0] for line in lines), ["FAILED", "skipped"])
        self.assertRegex(lines[0], r"^FAILED   Botkyrka +2017  area-total +3 +\d+ .* =bad\.pdf$")
        self.assertEqual(done.stderr, "kompass: validate: 3 documents: 1 consistent, 1 inconsistent, "
                                      "1 incomplete, 0 not read\n")
        self.assertEqual(run("validate", "--summary", "--failed", self.lines).stdout, lines[0] + "\n")

    def test_csv_holds_each_finding_whole(self):
        done = run("validate", "--format", "csv", self.lines)
        rows = list(csv.reader(io.StringIO(done.stdout, newline="")))
        self.assertEqual(rows[0], self.HEAD)
        row = dict(zip(rows[0], rows[1]))
        found = json.loads(run("validate", "--format", "json", "--failed", self.lines).stdout)
        finding = found["validation"]["findings"][0]
        self.assertEqual(len(rows), 3)
        self.assertEqual((row["municipality"], row["code"], row["year"], row["name"], row["sha256"]),
                         ("Botkyrka", "0127", "2017", "'=bad.pdf", "1" * 64))
        self.assertEqual((row["rule"], row["subject"], row["message"], float(row["found"]), int(row["page"])),
                         (finding["rule"], finding["subject"], finding["message"], finding["found"],
                          finding["at"][0]["page"]))
        self.assertEqual([float(row["least"]), float(row["greatest"])], finding["expected"])

    def test_archive_answers_as_its_documents_do(self):
        archive = self.archive()
        for options in (["--summary"], ["--failed", "--format", "csv"], ["--format", "ndjson"], []):
            with self.subTest(options):
                by_name = run("validate", *options, self.lines)
                stored = run("validate", *options, *archive)
                self.assertEqual(stored.returncode, by_name.returncode)
                self.assertEqual(sorted(stored.stdout.splitlines()), sorted(by_name.stdout.splitlines()))

    def test_archive_is_filtered(self):
        archive = self.archive()
        done = run("validate", *archive, "--municipality", "årjäng")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("1 document: 1 consistent", done.stdout)
        self.assertEqual(run("show", *archive, "--county", "Värmland").stdout, run("show", ARJANG).stdout)
        nothing = run("show", *archive, "--year", "2003")
        self.assertEqual((nothing.returncode, nothing.stdout), (0, ""))
        self.assertIn("holds no such report", nothing.stderr)
        for arguments in (["validate", ARJANG], ["show", ARJANG]):
            self.assertEqual(run(*arguments, *archive).returncode, 2)
            self.assertEqual(run(*arguments, "--year", "2017").returncode, 2)  # of no archive


class Interrupted(Case):
    """The last line of a command that reads many tells how far it came."""
    def assert_stops(self, child):
        child.stdout.readline()
        child.send_signal(signal.SIGINT)
        err = child.communicate()[1]
        self.assertEqual(child.returncode, 130, err)
        self.assertRegex(err, rb"kompass: \w+: stopped after \d+ documents? in [^\n]+\n\Z")

    def start(self, *arguments, **options):
        return subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                **options)

    def test_validate(self):
        self.assert_stops(self.start("validate", "--format", "csv", *[HUDDINGE] * 2000))

    def test_extract_and_claims(self):
        child = self.start("extract", "--files0-from", "-", stdin=subprocess.PIPE)
        child.stdin.write(HUDDINGE.encode() + b"\0")
        child.stdin.flush()
        self.assert_stops(child)
        self.assert_stops(self.start("claims", *[fixture("claims", "tyreso.html")] * 2000))


class Json(Case):
    def test_one_document_is_pretty_and_as_extract_gives_it(self):
        self.assertEqual(run("validate", "--format", "json", HUDDINGE).stdout,
                         run("extract", HUDDINGE).stdout)

    def test_several_are_a_line_each(self):
        for form in ("json", "ndjson"):
            done = run("validate", "--format", form, HUDDINGE, ARJANG)
            self.assertEqual(done.stdout, run("extract", HUDDINGE, ARJANG).stdout)

    def test_ndjson_is_a_line_for_one_too(self):
        done = run("validate", "--format", "ndjson", HUDDINGE)
        self.assertEqual(done.stdout.count("\n"), 1)
        self.assertEqual(json.loads(done.stdout), self.huddinge)

    def test_what_extract_wrote_comes_back(self):
        path = os.path.join(self.folder, "a.json")
        with open(path, "w", encoding="utf8") as file:
            file.write(run("extract", HUDDINGE).stdout)
        with open(path, encoding="utf8") as file:
            self.assertEqual(run("validate", "--format", "json", path).stdout, file.read())

    def test_old_validation_is_not_believed(self):
        path = self.put("a.json", self.report(make_inconsistent))
        found = json.loads(run("validate", "--format", "json", path).stdout)["validation"]
        self.assertEqual([(f["rule"], f["subject"]) for f in found["findings"]], [("area-total", "3")])
        self.assertEqual(found["status"], "inconsistent")

    def test_json_is_told_by_content(self):
        path = self.put("a.pdf", self.report())
        self.assertEqual(run("validate", path).returncode, 0)
        with open(path, encoding="utf8") as file:
            document = file.read()
        for blanks in ("\n \t", "\n\n", "\ufeff"):
            with open(path, "w", encoding="utf8") as file:
                file.write(blanks + document)
            self.assertEqual(run("validate", path).returncode, 0)


class Streams(Case):
    def assert_stream(self, path, status, *years):
        done = run("validate", "--format", "json", path)
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertEqual([json.loads(line)["year"] for line in done.stdout.splitlines()], list(years))
        return done

    def test_lines_are_documents(self):
        path = self.put("a.ndjson", self.report(), extract(ARJANG), self.report(make_inconsistent))
        self.assert_stream(path, 1, 2017, 2021, 2017)

    def test_pretty_documents_may_follow_each_other(self):
        self.assert_stream(self.put("a.json", self.report(), extract(ARJANG), indent=2), 0, 2017, 2021)

    def test_damaged_line_stops_no_other(self):
        path = self.put("a.ndjson", self.report())
        with open(path, "a", encoding="utf8") as file:
            file.write('{"schema": "kommunkompassen-report/1", "sou\n')
            file.write(json.dumps(extract(ARJANG)) + "\n")
        done = self.assert_stream(path, 3, 2017, 2021)
        self.assertRegex(done.stderr, r"\Akompass: [^\n]*a\.ndjson, document 2: [^\n]+\n\Z")

    def test_failure_and_other_json_are_not_read(self):
        path = self.put("a.ndjson", {"schema": "kommunkompassen-failure/1"}, self.report())
        self.assert_stream(path, 3, 2017)
        self.assertEqual(run("validate", self.put("b.json", {"a": 1})).returncode, 3)

    def test_wrong_member_is_named(self):
        report = self.report()
        report["areas"][1]["number"] = "2"
        done = run("validate", self.put("a.json", report))
        self.assertEqual(done.returncode, 3)
        self.assertIn("areas[1].number", done.stderr)


class Lists(Case):
    def write(self, text):
        path = os.path.join(self.folder, "a.json")
        with open(path, "w", encoding="utf8") as file:
            file.write(text)
        return path

    def assert_list(self, text, status, *years):
        done = run("validate", "--format", "json", self.write(text))
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertEqual([json.loads(line)["year"] for line in done.stdout.splitlines()], list(years))
        return done.stderr

    def test_what_export_writes_is_read(self):
        done = run("extract", "--to", "json", HUDDINGE, ARJANG)
        years = [report["year"] for report in json.loads(done.stdout)]
        self.assertEqual(sorted(years), [2017, 2021])
        self.assert_list(done.stdout, 0, *years)

    def test_spaces_and_brackets_in_texts_do_not_matter(self):
        report = self.report()
        report["areas"][0]["strengths"][0]["text"] = 'a } ] \\ " { ['
        for indent in (None, 2):
            self.assert_list(json.dumps([report, extract(ARJANG)], indent=indent), 0, 2017, 2021)

    def test_one_in_a_list_is_as_one_alone(self):
        path = self.write(json.dumps([self.report()]))
        self.assertEqual(run("validate", "--format", "json", path).stdout, run("extract", HUDDINGE).stdout)

    def test_list_that_is_cut_off_or_empty_is_told(self):
        whole = json.dumps([self.report(), self.report()])
        for cut in (whole[:-1], whole[:-9], whole[:-1] + ",]", whole + "x"):
            self.assertIn("a.json, document ", self.assert_list(cut, 3, *[2017] * (1 if cut == whole[:-9] else 2)))
        self.assertIn("the JSON list is empty", self.assert_list("[]\n", 3))

    def test_what_is_wrong_in_it_stops_no_other(self):
        self.assertIn("a.json, document 1: ", self.assert_list(json.dumps([{"a": 1}, self.report()]), 3, 2017))


class Folders(Case):
    def test_regular_files_at_any_depth_by_name(self):
        shutil.copy(ARJANG, os.path.join(self.folder, "b.pdf"))
        self.put("a.json", self.report())
        self.put(".hidden", {"a": 1})
        os.makedirs(os.path.join(self.folder, "folder", "within"))
        shutil.copy(ARJANG, os.path.join(self.folder, "folder", "within", "c.pdf"))
        os.symlink(self.folder, os.path.join(self.folder, "folder", "circle"))
        done = run("validate", "--format", "json", self.folder)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual([json.loads(line)["year"] for line in done.stdout.splitlines()], [2017, 2021, 2021])

    def test_link_out_of_the_folder_is_told(self):
        self.put("a.json", self.report())
        os.symlink(ARJANG, os.path.join(self.folder, "link.pdf"))
        done = run("validate", self.folder)
        self.assertEqual(done.returncode, 3)
        self.assertRegex(done.stderr, r"\Akompass: [^\n]+/link\.pdf: symbolic link to a file outside [^\n]+\n\Z")

    def test_folder_and_files_together(self):
        self.put("a.json", self.report(make_inconsistent))
        done = run("validate", self.folder, ARJANG)
        self.assertEqual(done.returncode, 1)
        self.assertIn("2 documents: 1 consistent, 1 inconsistent", done.stdout)

    def test_folder_without_files_is_told(self):
        os.mkdir(os.path.join(self.folder, "folder"))
        done = run("validate", self.folder)
        self.assertEqual(done.returncode, 3)
        self.assertRegex(done.stderr, r"\Akompass: [^\n]+: the folder has no files\n\Z")


if __name__ == "__main__":
    unittest.main()
