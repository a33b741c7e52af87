#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The archive from outside: what stands in the file is read with Python's sqlite3, never with our
own code. scribe.c writes it as it is told."""
import contextlib
import copy
import hashlib
import itertools
import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

from kompass import (ARJANG, HUDDINGE, HUDDINGE_TRANSCRIPT, PROGRAM, READER, ROOT, extract, fixture,
                     run)

SCRIBE = os.path.join(os.path.dirname(PROGRAM), "tests", "scribe")
WRITE = "11"  # KK_ERROR_WRITE
TIMES = {"finished", "cpu_seconds", "wall_seconds"}
RELATIONS = ("area", "question", "item", "published", "comparison", "finding", "diagnostic", "evaluator")

REPORTS = {path: extract(path) for path in (HUDDINGE, HUDDINGE_TRANSCRIPT, ARJANG)}


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def line(document):
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def changed(document, content, name, **members):
    """A copy of a report as if of another content and name."""
    document = copy.deepcopy(document)
    document["source"].update(sha256=sha256(content), name=name)
    document.update(members)
    return document


class Scribe:
    """A process that writes an archive; each command waits for its answer."""

    def __init__(self, path, *options, **process):
        self.process = subprocess.Popen([SCRIBE, path, *options], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, **process)

    def answer(self):
        return self.process.stdout.readline().decode().rstrip("\n")

    def send(self, *cells):
        cells = [cell if isinstance(cell, bytes) else cell.encode() for cell in cells]
        self.process.stdin.write(b"\t".join(cells) + b"\n")
        self.process.stdin.flush()

    def tell(self, *cells):
        self.send(*cells)
        return self.answer()

    def report(self, path, document):
        return self.tell("report", path, line(document))

    def end(self):
        self.process.stdin.close()
        self.process.stdout.read()
        self.process.stdout.close()
        return self.process.wait()

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


class Archive(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="kompass-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.path = os.path.join(self.folder, "a.sqlite")

    def scribe(self, path=None, *options, **process):
        scribe = Scribe(path or self.path, *options, **process)
        self.addCleanup(scribe.process.stdout.close)
        self.addCleanup(lambda: scribe.process.poll() is None and scribe.kill())
        self.assertEqual(scribe.answer(), "ok")
        return scribe

    def write(self, *commands, path=None):
        """Each a tuple of cells; all must do."""
        scribe = self.scribe(path)
        for cells in commands:
            self.assertEqual(scribe.tell(*cells), "ok", cells)
        self.assertEqual(scribe.end(), 0)

    def connect(self, path=None):
        connection = sqlite3.connect(path or self.path)
        self.addCleanup(connection.close)
        return connection

    def rows(self, sql, *values, path=None):
        with contextlib.closing(self.connect(path)) as connection:
            return connection.execute(sql, values).fetchall()

    def records(self, sql, *values):
        with contextlib.closing(self.connect()) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql, values)]

    def everything(self, path=None):
        """All rows of all tables, but times and runs."""
        with contextlib.closing(self.connect(path)) as connection:
            connection.row_factory = sqlite3.Row
            return {table: sorted(repr([(key, row[key]) for key in row.keys() if key not in TIMES])
                                  for row in connection.execute(f"SELECT * FROM {table}"))
                    for table in ("report", "document", *RELATIONS)}

    def assert_sound(self, path=None):
        self.assertEqual(self.rows("PRAGMA integrity_check", path=path), [("ok",)])
        self.assertEqual(self.rows("PRAGMA foreign_key_check", path=path), [])

    def assert_whole(self):
        """Every report has all its parts, and every document its report."""
        for text, report in self.rows("SELECT json, id FROM report"):
            document = json.loads(text)
            for table, count in counts(document).items():
                got, = self.rows(f"SELECT count(*) FROM {table} WHERE report = ?", report)[0]
                self.assertEqual(got, count, table)
        self.assertEqual(self.rows("SELECT * FROM document WHERE status = 'ok' AND report IS NULL"), [])


def counts(document):
    """How many rows a report has in each relation."""
    areas, total = document["areas"], document["total"]
    each = areas + [total]
    return {"area": len(areas), "question": sum(len(a["questions"]) for a in areas),
            "item": sum(len(a["strengths"]) + len(a["improvements"]) for a in areas),
            "published": sum(len(a["published"]) for a in each),
            "comparison": sum(len(a["comparisons"]) for a in each),
            "finding": len(document["validation"]["findings"]),
            "diagnostic": len(document["diagnostics"]),
            "evaluator": len(document["evaluation"]["evaluators"])}


class Rows(Archive):
    """What is in a report is in its rows, each value with its place."""

    def setUp(self):
        super().setUp()
        self.write(*(("report", path, line(document)) for path, document in REPORTS.items()))
        self.ids = {sha: report for sha, report in self.rows("SELECT sha256, id FROM report")}

    def part(self, table, document, **where):
        tests = "".join(f" AND {key} = ?" for key in where)
        return self.records(f"SELECT * FROM {table} WHERE report = ?{tests} ORDER BY position",
                            self.ids[document["source"]["sha256"]], *where.values())

    def assert_rows(self, rows, expected, columns):
        """columns: of the table, and the member of the contract or a function of the entry."""
        self.assertEqual(len(rows), len(expected))
        for row, entry in zip(rows, expected):
            for column, member in columns.items():
                value = member(entry) if callable(member) else entry[member]
                self.assertEqual(row[column], value, column)
            self.assert_place(row, entry["at"])

    def assert_place(self, row, at):
        first = at[0] if at else {"page": None, "bbox": None}
        self.assertEqual(row["page"], first["page"])
        self.assertEqual([row[key] for key in ("x0", "y0", "x1", "y1")], first["bbox"] or [None] * 4)
        self.assertEqual(json.loads(row["places"]) if row["places"] else None, at if len(at) > 1 else None)

    def test_report(self):
        for document in REPORTS.values():
            row, = self.records("SELECT * FROM report WHERE sha256 = ?", document["source"]["sha256"])
            self.assertEqual(row["id"], int(row["sha256"][:13], 16))
            self.assertEqual(json.loads(row["json"]), document)
            for column in ("name", "bytes", "pages", "media_type", "text_origin", "title", "producer",
                           "created"):
                self.assertEqual(row[column], document["source"][column])
            for column in ("year", "edition", "publisher"):
                self.assertEqual(row[column], document[column])
            for column in ("report_date", "period", "ordinal"):
                self.assertEqual(row[column], document["evaluation"][column])
            for column in ("achieved", "max"):
                self.assertEqual(row[column], document["total"][column])
            self.assertEqual((row["municipality"], row["code"], row["county"]),
                             tuple(document["municipality"].values()))
            self.assertEqual([int(y) for y in (row["previous"] or "").split()],
                             document["evaluation"]["previous"])
            self.assertEqual([row[f"n_{key}"] for key in ("exact", "rounding", "failed", "skipped")],
                             list(document["validation"]["counts"].values()))
            self.assertEqual(row["status"], document["validation"]["status"])
            published = document["total"]["published"]
            self.assertEqual(row["published"], published[0]["score"] if published else None)

    def test_areas_and_their_parts(self):
        score = {key: key for key in ("achieved", "max", "percent")}
        for document in REPORTS.values():
            for area in document["areas"]:
                row, = self.part("area", document, area=area["number"])
                total = area["score"] or {"achieved": None, "max": None, "percent": None, "at": []}
                self.assert_rows([row], [total], score)
                self.assertEqual([row["id"], row["name"], row["overview"], row["topics"]],
                                 [area["id"], area["name"], area["overview"], "\n".join(area["topics"])])
                number = {"area": area["number"]}
                self.assert_rows(self.part("question", document, **number), area["questions"],
                                 {"code": "code", "text": "text", **score})
                for kind in ("strength", "improvement"):
                    self.assert_rows(self.part("item", document, kind=kind, **number),
                                     area[kind + "s"], {"text": "text"})

    def test_scores_elsewhere(self):
        for document in REPORTS.values():
            for number, area in [(a["number"], a) for a in document["areas"]] + [(0, document["total"])]:
                self.assert_rows(self.part("published", document, area=number), area["published"],
                                 {"place": "where", "score": "score"})
                self.assert_rows(self.part("comparison", document, area=number), area["comparisons"],
                                 {key: key for key in ("label", "kind", "year", "score")})

    def test_findings_doubts_and_evaluators(self):
        for document in REPORTS.values():
            self.assert_rows(self.part("finding", document), document["validation"]["findings"],
                             {"rule": "rule", "subject": "subject", "outcome": "outcome",
                              "least": lambda f: f["expected"] and f["expected"][0],
                              "greatest": lambda f: f["expected"] and f["expected"][1],
                              "found": "found", "message": "message"})
            self.assert_rows(self.part("diagnostic", document), document["diagnostics"],
                             {key: key for key in ("severity", "code", "message")})
            self.assertEqual([[row["name"], row["role"], row["organisation"]]
                              for row in self.part("evaluator", document)],
                             [list(e.values()) for e in document["evaluation"]["evaluators"]])

    def test_sound(self):
        self.assert_sound()
        self.assert_whole()
        self.assertEqual(os.listdir(self.folder), ["a.sqlite"])


class Documents(Archive):
    """What stands there at the end, whatever came first."""

    def test_order_makes_no_difference(self):
        """As an import does it: a content that is known gets another name."""
        huddinge, arjang = REPORTS[HUDDINGE], REPORTS[ARJANG]
        contents = {"one": huddinge, "two": changed(huddinge, "two", "x"),  # versions of one report
                    "three": changed(huddinge, "three", "x", year=2014), "four": arjang}
        names = [("b/one.pdf", "one"), ("a/uno.pdf", "one"), ("c/ett.pdf", "one"), ("two.pdf", "two"),
                 ("three.pdf", "three"), ("four.pdf", "four"), ("4.pdf", "four"), ("bad", None),
                 (b"bad \xff", None), ("worse", None)]
        shuffle, expected = random.Random(4), None
        for turn in range(8):
            path, known = os.path.join(self.folder, f"{turn}.sqlite"), {}
            scribe = self.scribe(path)
            for name, content in names:
                base = os.path.basename(name)
                if content is None:
                    answer = scribe.tell("failure", name, sha256(repr(name)), "damaged", "why")
                elif content in known and turn % 2 == 0:
                    answer = scribe.tell("name", name, *known[content])
                else:  # two processes may read the same at a time
                    document = changed(contents[content], content, base)
                    known[content] = document["source"]["sha256"], str(document["source"]["bytes"])
                    answer = scribe.report(name, document)
                self.assertEqual(answer, "ok")
            self.assertEqual(scribe.end(), 0)
            expected = expected or self.everything(path)
            self.assertEqual(self.everything(path), expected)
            shuffle.shuffle(names)
        self.assertIn("ett.pdf", self.rows("SELECT name FROM report ORDER BY name", path=path)[1])
        self.assert_sound(path)

    def test_content_has_one_report_whatever_its_names(self):
        report = changed(REPORTS[ARJANG], "one", "b.pdf")
        self.write(("report", "f/b.pdf", line(report)), ("name", "f/a.pdf", sha256("one"), "7"))
        self.assertEqual(self.rows("SELECT count(*) FROM report"), [(1,)])
        self.assertEqual(self.rows("SELECT path, report IS NOT NULL FROM document ORDER BY path"),
                         [("f/a.pdf", 1), ("f/b.pdf", 1)])
        (name, text), = self.rows("SELECT name, json FROM report")
        self.assertEqual((name, json.loads(text)["source"]["name"]), ("a.pdf", "a.pdf"))
        self.assert_sound()
        self.assert_whole()

    def test_path_with_a_new_content(self):
        """Failures give way; a report stays beside its second version."""
        first = changed(REPORTS[ARJANG], "first", "a.pdf")
        second = changed(REPORTS[ARJANG], "second", "a.pdf")
        self.write(("failure", "a.pdf", sha256("cut"), "damaged", "why"),
                   ("failure", "a.pdf", "-", "unreadable", "why"))
        self.assertEqual(self.rows("SELECT status, sha256 FROM document"), [("unreadable", "")])
        self.write(("report", "a.pdf", line(first)))
        self.assertEqual(self.rows("SELECT status FROM document"), [("ok",)])
        self.write(("failure", "a.pdf", sha256("cut"), "damaged", "why"))
        self.assertEqual(self.rows("SELECT status FROM document ORDER BY status"), [("damaged",), ("ok",)])
        self.write(("report", "a.pdf", line(second)))
        self.assertEqual(self.rows("SELECT status FROM document"), [("ok",), ("ok",)])
        self.assertEqual(self.rows("SELECT current FROM report ORDER BY current"), [(0,), (1,)])

    def test_newer_reader_reads_anew(self):
        report = changed(REPORTS[ARJANG], "one", "a.pdf")
        less = copy.deepcopy(report)
        less["areas"][0]["questions"].pop()
        less["year"] = 2020
        other = changed(REPORTS[ARJANG], "other", "o.pdf", year=2020)
        self.write(("report", "a.pdf", line(report)), ("name", "b.pdf", sha256("one"), "7"),
                   ("report", "o.pdf", line(other)))
        with contextlib.closing(self.connect()) as connection, connection:
            connection.execute("UPDATE document SET reader = reader - 1")
        self.write(("failure", "a.pdf", sha256("one"), "timeout_cpu", "why"))
        self.assertEqual(  # a slow day takes no report away
            self.rows("SELECT path, status, attempts, report IS NULL FROM document WHERE path <> 'o.pdf'"),
            [("a.pdf", "timeout_cpu", 1, 0), ("b.pdf", "timeout_cpu", 1, 0)])
        self.write(("report", "b.pdf", line(less)))
        self.assert_sound()
        self.assert_whole()
        self.assertEqual(self.rows("SELECT DISTINCT status, attempts, reader FROM document "
                                   "WHERE path <> 'o.pdf'"), [("ok", 0, READER)])
        self.assertEqual(self.rows("SELECT count(*) FROM report WHERE current"), [(1,)])
        self.write(("failure", "a.pdf", sha256("one"), "not_a_report", "why"))
        self.assertEqual(self.rows("SELECT name, current FROM report"), [("o.pdf", 1)])
        for table in RELATIONS:
            self.assertEqual(self.rows(f"SELECT count(DISTINCT report) FROM {table}")[0][0] <= 1, True)
        self.assert_sound()

    def test_path_that_is_no_text_is_bytes(self):
        self.write(("failure", b"a\xff.pdf", "-", "unreadable", "why"),
                   ("failure", "å.pdf", "-", "unreadable", "why"))
        self.assertEqual(self.rows("SELECT path FROM document ORDER BY path"), [("å.pdf",), (b"a\xff.pdf",)])

    def test_trouble_of_libraries_is_text(self):
        self.write(("failure", "a", "-", "unreadable", b"why \xff"))
        self.assertEqual(self.rows("SELECT message FROM document"), [("why \ufffd",)])

    def test_two_contents_whose_ids_are_the_same(self):
        for ending in "0", "1":
            report = changed(REPORTS[ARJANG], ending, ending)
            report["source"]["sha256"] = "f" * 13 + ending * 51
            self.write(("report", ending, line(report)))
        self.assertEqual(self.rows("SELECT id FROM report ORDER BY sha256"), [(2**52 - 1,), (2**52,)])
        self.assert_whole()

    def test_result_that_does_not_fit_leaves_nothing(self):
        scribe = self.scribe()
        self.assertRegex(scribe.tell("report", "a", '{"schema":"kommunkompassen-report/1"}'), "missing")
        self.assertEqual(scribe.report("b", REPORTS[ARJANG]), "ok")
        self.assertEqual(scribe.end(), 0)
        self.assertEqual(self.rows("SELECT path FROM document"), [("b",)])


class Older(Archive):
    """An archive that the first version of the schema left, made by the program of that time."""

    def setUp(self):
        super().setUp()
        shutil.copy(fixture("archives", "version-1.sqlite"), self.path)

    def run_import(self, *arguments):
        return run("import", "--archive", self.path, *arguments, cwd=ROOT)  # where its paths begin

    def older(self):
        return json.loads(run("status", "--archive", self.path, "--format", "json").stdout)["older"]

    def readers(self):
        return self.rows("SELECT path, reader FROM document ORDER BY path")

    def test_it_is_brought_up_to_date_and_keeps_what_it_held(self):
        def held():
            return self.rows("SELECT path, sha256, status, report FROM document ORDER BY path"), \
                self.rows(f"SELECT {', '.join(columns)} FROM report ORDER BY id")

        columns = [name for _, name, *_ in self.rows("PRAGMA table_info(report)")]
        fresh = os.path.join(self.folder, "fresh.sqlite")
        self.write(path=fresh)
        for version, reader in (1, 0), (2, 4), (3, 5), (4, 7):
            with self.subTest(version=version):
                shutil.copy(fixture("archives", f"version-{version}.sqlite"), self.path)
                before = held()
                self.write()
                self.assertEqual(held(), before)
                self.assertEqual({of for _, of in self.readers()}, {reader})
                self.assertEqual(self.rows("SELECT DISTINCT words FROM document"), [("",)])
                self.assertEqual(self.rows("PRAGMA user_version"), [(5,)])
                self.assert_sound()
                self.assert_whole()
                self.assertEqual(self.rows("SELECT DISTINCT report_index, reports, coalesce(first_page, 1), "
                                           "coalesce(last_page, 1) = coalesce(pages, 1) FROM report"),
                                 [(1, 1, 1, 1)])
                tables = ("SELECT t.name, c.* FROM sqlite_schema AS t, pragma_table_info(t.name) AS c "
                          "WHERE t.type = 'table' ORDER BY t.name, c.cid")
                self.assertEqual(self.rows(tables), self.rows(tables, path=fresh))
                views = "SELECT name, sql FROM sqlite_schema WHERE type = 'view' ORDER BY name"
                self.assertEqual(self.rows(views), self.rows(views, path=fresh))

    def test_what_an_older_reader_read_is_read_anew(self):
        self.write()
        self.assertEqual(self.older(), 3)
        self.assertIn("3 documents were read by an older version", run("status", "--archive", self.path).stdout)
        self.assertEqual(self.run_import("--again", "older").returncode, 3)  # one is damaged still
        self.assertEqual(self.older(), 0)
        self.assertEqual({reader for _, reader in self.readers()}, {READER})
        self.assertNotIn("older", run("status", "--archive", self.path).stdout)
        self.assertIn("0 documents", self.run_import("--again", "older").stderr)
        self.assert_sound()

    def test_plain_import_compares_the_reader(self):
        self.assertNotIn("read before", self.run_import("fixtures/reports/2020/arjang-2021/source.pdf").stderr)
        self.assertIn("read before", self.run_import("fixtures/reports/2020/arjang-2021/source.pdf").stderr)
        self.assertEqual(self.older(), 2)

    def test_again_takes_what_it_says(self):
        self.assertEqual(self.run_import("--again", "older").returncode, 3)
        for which, condition in (
                ("failed", "report IS NULL"),
                ("doubtful", "report IN (SELECT report FROM diagnostic WHERE severity <> 'info')")):
            with contextlib.closing(self.connect()) as connection, connection:
                connection.execute("UPDATE document SET finished = ''")
            chosen = self.rows(f"SELECT path FROM document WHERE {condition} ORDER BY path")
            self.run_import("--again", which)
            self.assertEqual(self.rows("SELECT path FROM document WHERE finished <> '' ORDER BY path"), chosen)
        self.assertEqual(run("import", "--again", "all", "--archive", self.path).returncode, 2)
        self.assertEqual(run("import", "--again", "older", "--archive", self.path, ARJANG).returncode, 2)

    def test_document_that_is_gone_keeps_its_record(self):
        self.write()
        before = self.rows("SELECT path, status, report FROM document ORDER BY path")
        done = run("import", "--again", "older", "--archive", self.path, cwd=self.folder)
        self.assertEqual(done.returncode, 3)
        self.assertEqual(done.stderr.count("cannot read it"), 3)
        self.assertEqual(self.rows("SELECT path, status, report FROM document ORDER BY path"), before)
        self.assertEqual(self.older(), 3)


class Merging(Archive):
    LINES = [line(REPORTS[HUDDINGE]), line(REPORTS[ARJANG]), line(REPORTS[HUDDINGE_TRANSCRIPT])] + [
        line({"schema": "kommunkompassen-failure/1", "status": status, "message": "why",
              "source": {"name": name, "path": f"f/{name}", "sha256": sha, "bytes": size}})
        for name, sha, size, status in (("a", sha256("a"), 7, "crash"), ("å\u0007", None, None, "unreadable"),
                                        ("c", REPORTS[ARJANG]["source"]["sha256"], 9, "timeout_wall"))]

    def merge(self, lines, path):
        self.write(*(("merge", text) for text in lines), path=path)
        return self.everything(path)

    def test_twice_is_once_in_any_order(self):
        expected = None
        for turn, lines in enumerate(itertools.islice(itertools.permutations(self.LINES), 0, 720, 103)):
            path = os.path.join(self.folder, f"{turn}.sqlite")
            once = self.merge(lines, path)
            expected = expected or once
            self.assertEqual(once, expected)
            self.assertEqual(self.merge(lines, path), expected)
            self.assert_sound(path)

    def test_rows_of_a_merged_report_are_those_of_an_import(self):
        direct = os.path.join(self.folder, "direct.sqlite")
        self.write(*(("report", json.loads(text)["source"]["name"], text) for text in self.LINES[:3]), path=direct)
        self.assertEqual(self.merge(self.LINES[:3], self.path), self.everything(direct))

    def test_line_that_is_not_to_be_believed_is_named(self):
        failure = json.loads(self.LINES[3])
        scribe = self.scribe()
        for member, value, words in (
                ("status", "ok", "status: is not a failure's status"), ("status", "fine", "status: is unknown"),
                ("message", "", "message: must not be empty"), ("message", "x" * 20000, "too long"),
                ("message", 7, "message: must be a string"), ("more", 1, "more: is not in the schema"),
                ("source", {"path": "a"}, "source.name: is missing"),
                ("source", {**failure["source"], "sha256": "ab"}, "source.sha256: must be 64"),
                ("source", {**failure["source"], "bytes": -1}, "source.bytes: is out of range"),
                ("source", {**failure["source"], "path": ""}, "source.path: must not be empty")):
            with self.subTest(member=member, value=value):
                self.assertIn(words, scribe.tell("merge", line({**failure, member: value})))
        self.assertIn("UTF-8", scribe.tell("merge", b'{"schema":"\xff"}'))
        self.assertEqual(scribe.end(), 0)
        self.assertEqual(self.rows("SELECT * FROM document"), [])


class Views(Archive):
    """What analysts ask, computed here from the documents themselves."""

    def setUp(self):
        super().setUp()
        huddinge = REPORTS[HUDDINGE]
        before = changed(huddinge, "before", "before.pdf", year=2012)
        before["total"]["achieved"] -= 30
        before["areas"][0]["score"]["achieved"] -= 5
        self.other = changed(huddinge, "other", "other.pdf", municipality=REPORTS[ARJANG]["municipality"])
        self.other["areas"][0]["questions"][0].update(percent=1, achieved=0)
        older = changed(huddinge, "older", "older.pdf")  # not the current one
        older["evaluation"]["report_date"] = "2001-01-01"
        self.documents = [huddinge, before, self.other, REPORTS[ARJANG]]
        self.before = before
        self.write(*(("report", d["source"]["name"], line(d)) for d in self.documents + [older]))

    def test_totals(self):
        self.assertEqual(
            sorted(self.rows("SELECT municipality, code, county, year, edition, achieved, max, status, total "
                             "FROM totals")),
            sorted((*d["municipality"].values(), d["year"], d["edition"], d["total"]["achieved"],
                    d["total"]["max"], d["validation"]["status"],
                    d["total"]["achieved"] if d["total"]["achieved"] is not None
                    else d["total"]["published"][0]["score"]) for d in self.documents))

    def test_area_scores(self):
        expected = []
        for document in self.documents:
            for area in document["areas"]:
                score = area["score"] or {"achieved": None, "max": None, "percent": None}
                published = area["published"][0]["score"] if area["published"] else None
                points = score["achieved"] if score["achieved"] is not None else published
                percent = score["percent"]
                if percent is None and points is not None and score["max"]:
                    percent = round(100 * points / score["max"], 1)
                expected.append((document["municipality"]["code"], document["year"], area["number"],
                                 area["id"], score["achieved"], score["max"], published, points, percent))
        self.assertEqual(sorted(map(str, self.rows(
            "SELECT code, year, area, area_id, achieved, max, published, points, percent FROM area_scores"))),
            sorted(self.floats(expected)))

    @staticmethod
    def floats(rows):
        """As SQLite gives columns of real numbers."""
        return [str(row[:4] + tuple(float(v) if v is not None else None for v in row[4:])) for row in rows]

    def test_weakest_questions(self):
        percents = {}
        for document in self.documents:
            for area in document["areas"]:
                for question in area["questions"]:
                    percent = question["percent"]
                    if percent is None and question["achieved"] is not None and question["max"]:
                        percent = round(100 * question["achieved"] / question["max"], 1)
                    if percent is not None:
                        percents.setdefault((document["edition"], question["code"]), []).append(percent)
        expected = {key: (len(p), round(sum(p) / len(p), 1), min(p), max(p)) for key, p in percents.items()}
        rows = self.rows("SELECT * FROM weakest_questions")
        self.assertEqual({(row[0], row[1]): row[3:] for row in rows}, expected)
        self.assertEqual([(row[0], row[4]) for row in rows], sorted((row[0], row[4]) for row in rows))
        self.assertTrue(any(least != most for _, _, least, most in expected.values()))

    def test_changes_are_within_an_edition(self):
        total = REPORTS[HUDDINGE]["total"]["achieved"]
        self.assertEqual(self.rows("SELECT * FROM changes"),
                         [("Huddinge", "0126", "2016", 2012, 2017, total - 30, total, 30, "table", "table")])
        changes = self.records("SELECT * FROM area_changes")
        self.assertEqual(len(changes), 8)
        self.assertEqual({(c["area_id"], c["change"]) for c in changes},
                         {(a["id"], 5 if a["number"] == 1 else 0) for a in self.before["areas"]})

    def test_failures(self):
        self.write(("failure", "bad", sha256("bad"), "damaged", "cut off"))
        self.assertEqual(self.rows("SELECT path, status, message FROM failures"), [("bad", "damaged", "cut off")])


class Files(Archive):
    """Whose file it is, who writes it, and what is left of it."""

    @staticmethod
    def bytes(path):
        with open(path, "rb") as file:
            return file.read()

    def refused(self, words, path=None):
        scribe = Scribe(path or self.path)
        self.assertRegex(scribe.answer(), words)
        self.assertEqual(scribe.end(), 4)
        done = run("status", "--archive", path or self.path)
        self.assertEqual(done.returncode, 4)
        self.assertRegex(done.stderr, r"\Akompass: [^\n]+\n\Z")

    def test_schema_is_the_one_that_is_printed(self):
        self.write()
        printed = os.path.join(self.folder, "printed.sqlite")
        connection = self.connect(printed)
        connection.executescript(run("schema", "archive").stdout)
        query = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name"
        self.assertEqual(self.rows(query), connection.execute(query).fetchall())
        self.assertEqual(self.rows("PRAGMA application_id"), [(1263231346,)])
        self.assertEqual(self.rows("PRAGMA user_version"), [(5,)])

    def test_schema_explains_every_table_and_view(self):
        lines = run("schema", "archive").stdout.splitlines()
        for before, text in zip(lines, lines[1:]):
            if text.startswith(("CREATE TABLE", "CREATE VIEW")):
                self.assertRegex(before, r"^-- .", text)

    def test_file_of_something_else_is_refused_and_untouched(self):
        others = {"text": b"no database\n" * 100, "pdf": self.bytes(ARJANG)}
        foreign = sqlite3.connect(os.path.join(self.folder, "foreign"))
        foreign.execute("PRAGMA journal_mode=WAL")
        foreign.execute("CREATE TABLE mine (a)")
        foreign.close()
        for name, content in others.items():
            with open(os.path.join(self.folder, name), "wb") as file:
                file.write(content)
        for name in [*others, "foreign"]:
            path = os.path.join(self.folder, name)
            before = self.bytes(path)
            self.refused("choose another file", path)
            self.assertEqual(self.bytes(path), before)

    def test_newer_schema_is_refused(self):
        self.write()
        with contextlib.closing(self.connect()) as connection, connection:
            connection.execute("PRAGMA user_version = 6")
        self.refused("newer version")

    def test_empty_file_becomes_an_archive(self):
        open(self.path, "wb").close()
        done = run("status", "--archive", self.path)
        self.assertEqual((done.returncode, "the archive is empty" in done.stderr), (4, True))
        self.write(("report", "a", line(REPORTS[ARJANG])))
        self.assert_whole()

    def test_damaged_archive_is_no_crash(self):
        self.write(("report", "a", line(REPORTS[ARJANG])), ("report", "b", line(REPORTS[HUDDINGE])))
        whole = self.bytes(self.path)
        damage = random.Random(4)
        for _ in range(40):
            content = bytearray(whole)
            for _ in range(30):
                content[damage.randrange(len(content))] = damage.randrange(256)
            with open(self.path, "wb") as file:
                file.write(content)
            self.assertIn(run("status", "--archive", self.path).returncode, (0, 4))
            scribe = Scribe(self.path)
            if scribe.answer() == "ok":
                scribe.report("c", REPORTS[HUDDINGE_TRANSCRIPT])
            self.assertIn(scribe.end(), (0, 4))

    def test_second_writer_says_so_or_waits(self):
        first = self.scribe()
        second = Scribe(self.path)
        self.assertRegex(second.answer(), "another import is using it")
        self.assertEqual(second.end(), 4)
        waiting = Scribe(self.path, "wait")
        self.addCleanup(waiting.process.stdout.close)
        waiting.send("report", "b", line(REPORTS[ARJANG]))
        self.assertEqual(first.report("a", REPORTS[HUDDINGE]), "ok")
        self.assertEqual(self.rows("SELECT path FROM document"), [("a",)])
        self.assertEqual(first.end(), 0)
        self.assertEqual([waiting.answer(), waiting.answer()], ["ok", "ok"])
        self.assertEqual(waiting.end(), 0)
        self.assertEqual(self.rows("SELECT path FROM document ORDER BY path"), [("a",), ("b",)])
        self.assertEqual(os.listdir(self.folder), ["a.sqlite"])

    def test_reader_does_not_stop_a_writer(self):
        self.write(("report", "a", line(REPORTS[HUDDINGE])))
        scribe = self.scribe()
        reader = self.connect()
        rows = reader.execute("SELECT * FROM question")
        rows.fetchone()
        self.assertEqual(scribe.report("b", REPORTS[ARJANG]), "ok")
        self.assertEqual(scribe.end(), 0)
        self.assertEqual(len(rows.fetchall()), counts(REPORTS[HUDDINGE])["question"] - 1)
        reader.close()
        self.write()
        self.assertEqual(os.listdir(self.folder), ["a.sqlite"])

    def test_full_disk_is_told_and_nothing_half_stays(self):
        limit = 1_500_000

        def tight():
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        scribe = self.scribe(preexec_fn=tight)
        kept, answer = 0, "ok"
        while answer == "ok" and kept < 100:
            answer = scribe.report(f"{kept}.pdf", changed(REPORTS[HUDDINGE], f"{kept}", f"{kept}.pdf"))
            kept += answer == "ok"
        self.assertRegex(answer, f"^{WRITE} the disk ")
        self.assertGreater(kept, 2)
        again = scribe.report("x", REPORTS[ARJANG])  # it goes on, or says so once more
        self.assertTrue(again == "ok" or again.startswith(WRITE), again)
        self.assertEqual(scribe.end(), 0)
        self.assert_sound()
        self.assert_whole()
        self.assertEqual(self.rows("SELECT count(*) FROM document"), [(kept + (again == "ok"),)])
        self.write(("report", "last", line(changed(REPORTS[ARJANG], "last", "last"))))
        self.assert_whole()

    def test_disk_too_full_to_begin(self):
        def tight():
            resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))

        scribe = Scribe(self.path, preexec_fn=tight)
        self.assertRegex(scribe.answer(), "the disk ")
        self.assertEqual(scribe.end(), 4)
        self.write(("report", "a", line(REPORTS[ARJANG])))
        self.assert_whole()

    def test_kill_leaves_whole_documents(self):
        """At any moment: what was answered is there, what was not is there whole or not at all."""
        shuffle, done = random.Random(9), 0
        for turn in range(12):
            scribe = self.scribe()
            for _ in range(shuffle.randrange(4)):
                name = f"{done:03}.pdf"
                self.assertEqual(scribe.report(name, changed(REPORTS[HUDDINGE], name, name)), "ok")
                done += 1
            name = f"{done:03}.pdf"
            scribe.send("report", name, line(changed(REPORTS[HUDDINGE], name, name)))
            if turn % 3 > 0:
                shuffle_wait(shuffle)
            scribe.kill()
            self.assert_sound()
            self.assert_whole()
            count, = self.rows("SELECT count(*) FROM document")[0]
            self.assertIn(count, (done, done + 1))
            done = count
        self.write()
        self.assertEqual(os.listdir(self.folder), ["a.sqlite"])
        self.assertEqual(run("status", "--archive", self.path).returncode, 0)

    def test_kill_while_it_is_made(self):
        shuffle = random.Random(3)
        for turn in range(20):
            path = os.path.join(self.folder, f"{turn}.sqlite")
            scribe = Scribe(path)
            shuffle_wait(shuffle)
            scribe.kill()
            self.write(("report", "a", line(REPORTS[ARJANG])), path=path)
            self.assert_sound(path)

    def test_folder_that_cannot_be_written_can_be_read(self):
        """At rest, and after a kill left the log beside it."""
        program = os.path.join(self.folder, "kompass")
        shutil.copy(PROGRAM, program)
        for killed in (False, True):
            folder = os.path.join(self.folder, f"killed-{killed}")
            os.mkdir(folder)
            path = os.path.join(folder, "a.sqlite")
            scribe = self.scribe(path)
            self.assertEqual(scribe.report("a", REPORTS[ARJANG]), "ok")
            scribe.kill() if killed else scribe.end()
            files = sorted(os.listdir(folder))
            self.assertEqual(len(files), 3 if killed else 1)
            os.chmod(self.folder, 0o755)
            os.chmod(folder, 0o555)
            self.addCleanup(os.chmod, folder, 0o755)
            # the other user may not read the suppressions, nor a clone in root's home
            done = subprocess.run([program, "status", "--archive", path], stdout=subprocess.PIPE,
                                  env=dict(os.environ, LOCPATH="", LSAN_OPTIONS=""), preexec_fn=lambda: os.geteuid() or os.setuid(65534), encoding="utf8")
            self.assertEqual((done.returncode, done.stdout.splitlines()[0]),
                             (0, "1 document, 1 report of 1 municipality in 2021"))
            self.assertEqual(sorted(os.listdir(folder)), files)


def shuffle_wait(shuffle):
    """Some work of this process's own, so that the other comes to another point each time."""
    for _ in range(shuffle.randrange(200)):
        os.stat("/")


class Status(Archive):
    def setUp(self):
        super().setUp()
        report = changed(REPORTS[ARJANG], "a", "a.pdf")
        partial = changed(REPORTS[HUDDINGE], "p", "p.pdf")
        partial["diagnostics"].append({"severity": "warning", "code": "page-missing", "message": "m", "at": []})
        self.write(("run",), ("report", "a.pdf", line(report)), ("report", "p.pdf", line(partial)),
                   ("failure", "b\x1b[31m.pdf", sha256("b"), "damaged", "cut\x07 off"),
                   ("failure", b"c\xff.pdf", "-", "unreadable", "no permission"), ("end",))

    def status(self, *options, **process):
        return run("status", "--archive", self.path, *options, **process)

    def test_text(self):
        done = self.status()
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertRegex(done.stdout, r"\A4 documents, 2 reports of 2 municipalities in 2 years, 2017 to 2021\n"
                         r" +1  ok +read completely\n +1  partial .*\n +1  damaged .*\n +1  unreadable .*\n"
                         r"1 import, the last from [-0-9:TZ]+ to [-0-9:TZ]+\n"
                         r"  kompass [0-9.]+, poppler [0-9.]+, sandbox: off, 1 job\n")
        self.assertIn("b\\u001b[31m.pdf: damaged: cut\\u0007 off\n", done.stdout)
        self.assertIn("c\ufffd.pdf: unreadable: no permission\n", done.stdout)
        self.assertIn("p.pdf: partial: m\n", done.stdout)
        self.assertNotIn("a.pdf", done.stdout)

    def test_paths_for_a_next_import(self):
        for options, end in ((["--failed"], b"\n"), (["--failed", "-0"], b"\0"), (["--print0"], b"\0")):
            done = subprocess.run([PROGRAM, "status", "--archive", self.path, *options],
                                  stdout=subprocess.PIPE, check=True)
            self.assertEqual(done.stdout, end.join([b"b\x1b[31m.pdf", b"p.pdf", b"c\xff.pdf", b""]))

    def test_paths_send_nothing_to_a_terminal(self):
        ours, theirs = os.openpty()
        subprocess.run([PROGRAM, "status", "--archive", self.path, "--failed"], stdout=theirs,
                       check=True)
        os.close(theirs)
        self.assertIn(b"b\\u001b[31m.pdf\r\n", os.read(ours, 1000))
        os.close(ours)

    def test_json(self):
        told = json.loads(self.status("--format", "json").stdout)
        self.assertEqual(told["documents"]["damaged"], 1)
        self.assertEqual(sum(told["documents"].values()), 4)
        self.assertEqual((told["reports"], told["municipalities"], told["first_year"]), (2, 2, 2017))
        self.assertEqual(told["last_run"]["sandbox"], "off")
        self.assertEqual([f["path"] for f in told["failures"]], ["b\x1b[31m.pdf", "p.pdf", "c\\xff.pdf"])
        self.assertEqual(told["failures"][0]["words"], "the PDF is damaged or incomplete")

    def test_wrong_usage_and_full_disk(self):
        for options in (["--format", "xml"], ["more"], ["--none"]):
            self.assertEqual(self.status(*options).returncode, 2)
        self.assertEqual(run("status").returncode, 2)
        for options in ([], ["--failed"], ["--format", "json"]):
            with open("/dev/full", "w", encoding="utf8") as full:
                self.assertEqual(self.status(*options, stdout=full).returncode, 4)


if __name__ == "__main__":
    unittest.main()
