#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""kompass export: every format read back by something that is not written here, and all of them
held against the contract's JSON, cell by cell."""
import csv
import fcntl
import glob
import hashlib
import io
import json
import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import unittest
import zipfile

import flatten
import package
from kompass import HUDDINGE, PROGRAM, extract, fixture, reports, run

FORMATS = {"json": "file", "ndjson": "file", "csv": "folder", "xlsx": "file", "sqlite": "file",
           "kolada": "folder", "dcat": "folder", "datasette": "folder"}
DEMANDED = {"dcat": ("--publisher", "Region Skåne", "--homepage", "https://example.se/")}
HOSTILE = ['=HYPERLINK("http://x.example","klicka")', "+46 8 535", "-ett", "@SUM(A1:A9)",
           "'=1+1", "'Gott'", 'Det "goda", och mer', "a;b\tc", "'", '"', ",", "_x0041_ är _x000D_",
           "\u200f\u202eomvänt\u202c", "\x07pling\x9b", "<b>&amp;</b> ]]>", "\uffff\ufffe",
           "Å" * 32000, "\U0001f9ed kompass", "  blanka  ", "NULL", "0126", "1e5", "2017-01-01",
           "TRUE", "#REF!"]


def import_into(archive, *arguments):
    """An archive of what can be read; what cannot is others' business."""
    done = run("import", *arguments, "--archive", archive)
    assert done.returncode in (0, 3), done.stderr
    return archive


def export(archive, name, path, *options, **how):
    done = run("export", "--force", "--archive", archive, "--to", name, "--out", path,
               *DEMANDED.get(name, ()), *options, **how)
    assert done.returncode == 0, f"{name}: status {done.returncode}: {done.stderr}"
    return done


def contract(archive, *options):
    """The reports as extract would print them."""
    done = run("export", "--archive", archive, "--to", "ndjson", *options)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def bytes_of(path):
    """{name: bytes} of a file or of a folder's files."""
    paths = [path] if os.path.isfile(path) else sorted(glob.glob(os.path.join(path, "*")))
    found = {}
    for one in paths:
        with open(one, "rb") as file:
            found[os.path.basename(one) if one != path else ""] = file.read()
    return found


def convert_sheets(path, folder):
    """{sheet: rows of texts} of a workbook, as LibreOffice reads it."""
    done = subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
         "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,"
         "false,-1", "--outdir", folder, path],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True)
    stem = os.path.splitext(os.path.basename(path))[0]
    sheets = {}
    for name in glob.glob(os.path.join(folder, stem + "-*.csv")):
        with open(name, encoding="utf8", newline="") as file:
            rows = list(csv.reader(file))
        sheets[os.path.basename(name)[len(stem) + 1:-len(".csv")]] = rows
    assert sheets, done.stdout
    return sheets


def harmless(text):
    """As the data package says that csv holds a text."""
    return "'" + text if re.match(r"'*[=+\-@\t\r]", text) else text


class Exported(unittest.TestCase):
    """All formats of one archive; each test class with its own reports."""
    @classmethod
    def fill(cls, archive):
        import_into(archive, *reports())

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.archive = cls.path("kk.sqlite")
        cls.fill(cls.archive)
        for name in FORMATS:
            export(cls.archive, name, cls.path("out." + name))
        cls.contract = contract(cls.archive)
        cls.tables = package.read(cls.path("out.csv"))
        cls.editions = cls.tables.pop("editions")
        cls.keys = {row["sha256"]: row["report"] for row in cls.tables["reports"]}
        cls.expected = flatten.tables_of(cls.contract, cls.keys, dict.fromkeys(cls.keys, True))

    @classmethod
    def path(cls, *names):
        return os.path.join(cls.folder, *names)


class Agreement(Exported):
    maxDiff = 2000

    def compare(self, table, found):
        for number, (row, expected) in enumerate(zip(found, self.expected[table])):
            if row != expected:
                self.assertEqual(row, expected, f"{table}, row {number}")
        self.assertEqual(len(found), len(self.expected[table]), table)

    def test_there_are_reports(self):
        self.assertGreaterEqual(len(self.contract), 2)
        for name in ("areas", "questions", "items", "published", "evaluators"):
            self.assertTrue(self.expected[name], name)

    def test_json_is_the_array_of_the_contract(self):
        with open(self.path("out.json"), encoding="utf8") as file:
            self.assertEqual(json.load(file), self.contract)
        with open(self.path("out.ndjson"), encoding="utf8") as file:
            self.assertEqual([json.loads(line) for line in file], self.contract)

    def test_a_report_is_as_extract_prints_it(self):
        printed = {d["source"]["sha256"]: d for d in self.contract}
        for path in reports():
            done = run("extract", path)
            if done.returncode == 0:
                document = json.loads(done.stdout)
                self.assertEqual(printed.pop(document["source"]["sha256"]), document)
        self.assertEqual(printed, {})

    def test_csv(self):
        self.assertEqual(set(self.tables), set(self.expected))
        for table, rows in self.tables.items():
            for row, expected in zip(rows, self.expected[table]):
                for name, value in expected.items():
                    if isinstance(value, str):
                        expected = {**expected, name: harmless(value)}
                self.assertEqual(row, expected)
            self.assertEqual(len(rows), len(self.expected[table]), table)

    def test_sqlite(self):
        relations = {"reports": "report", "evaluators": "evaluator", "areas": "area",
                     "questions": "question", "items": "item", "published": "published",
                     "comparisons": "comparison", "findings": "finding",
                     "diagnostics": "diagnostic"}
        base = sqlite3.connect(self.path("out.sqlite"))
        base.row_factory = sqlite3.Row
        keys = {row["id"]: self.keys[row["sha256"]] for row in base.execute("SELECT * FROM report")}
        for table, relation in relations.items():
            found = {}
            rows = (f"SELECT * FROM {relation}" if relation != "report" else
                    "SELECT r.*, total, total_from "
                    "FROM report AS r JOIN totals ON report = id")
            if relation == "area":
                rows = "SELECT a.*, points, points_from FROM area AS a JOIN area_points USING (report, area)"
            for row in base.execute(rows):
                row = {name: None if row[name] == "" else row[name] for name in row.keys()}
                row["report"] = keys[row["id"] if relation == "report" else row["report"]]
                at = json.loads(row.get("places") or "[]")
                row.setdefault("last_page", at[-1]["page"] if at else row.get("page"))
                names = self.expected[table][0] if self.expected[table] else ()
                found[self.primary(table, row)] = {name: row[name] for name in names}
            self.assertEqual(len(found), len(self.expected[table]), table)
            for expected in self.expected[table]:
                self.assertEqual(found[self.primary(table, expected)], expected)
        base.close()

    def test_views_of_sqlite_and_scores(self):
        """What is told one observation a row is what the views tell."""
        base = sqlite3.connect(self.path("out.sqlite"))
        self.addCleanup(base.close)
        views = {"total": "SELECT sha256, 0, '', total, total_from, NULL, NULL, url FROM totals",
                 "area": "SELECT sha256, area, '', points, points_from, page, url, percent FROM area_scores",
                 "question": "SELECT sha256, area, question, achieved, iif(achieved IS NULL, NULL, 'table'), "
                             "page, url, percent FROM question_scores"}

        def in_order(rows):
            return sorted(rows, key=lambda row: [(cell is not None, cell) for cell in row])
        for level, view in views.items():
            found = in_order((self.keys[row[0]], *row[1:]) for row in base.execute(view).fetchall())
            told = in_order((row["report"], row["area"], row["question"] or "", row["points"],
                             row["points_from"], row["page"] if level != "total" else None, row["url"],
                             row["percent"] if level != "total" else None)
                            for row in self.tables["scores"] if row["level"] == level and row["current"])
            self.assertEqual(len(found), len(told), level)
            for one, other in zip(found, told):
                self.assertEqual(one[:-1], other[:-1])
                self.assertAlmostEqual(one[-1] or 0, other[-1] or 0, places=1)

    def test_editions_tell_the_areas_of_the_reports(self):
        self.assertEqual(len(self.editions), 32)
        names = {(row["edition"], row["id"]): row["area"] for row in self.editions}
        for document in self.contract:
            for area in document["areas"]:
                if area["id"]:
                    self.assertEqual(names[document["edition"], area["id"]], area["number"])

    @staticmethod
    def primary(table, row):
        names = {"reports": ["report"], "areas": ["report", "area"],
                 "items": ["report", "area", "kind", "position"]}
        part = ["report", "area", "position"] if "area" in row else ["report", "position"]
        return tuple(row[name] for name in names.get(table, part))

    def test_xlsx(self):
        sheets = convert_sheets(self.path("out.xlsx"), self.path("office"))
        reports = {row["report"]: row for row in self.expected["reports"]}
        for table, rows in self.expected.items():
            found = sheets[table]
            self.assertEqual(len(found) - 1, len(rows), table)
            for row, expected in zip(found[1:], rows):
                if "municipality" not in expected:  # each sheet tells whose it is
                    expected = [("comparison_year" if name == "year" else name, value)
                                for name, value in expected.items()]
                    report = reports[dict(expected)["report"]]
                    expected = dict([(name, report[name]) for name in ("municipality", "year", "edition")]
                                    + expected)
                self.assertEqual(found[0], list(expected))
                self.assertEqual(row, [self.shown(value) for value in expected.values()])

    @staticmethod
    def shown(value):
        if value is None:
            return ""
        if isinstance(value, bool):
            return str(value).upper()
        if isinstance(value, str):
            return value.replace("\uffff", "\ufffd").replace("\ufffe", "\ufffd")
        return f"{value:.2f}".rstrip("0").rstrip(".")

    def points(self):
        """{(edition, position of the area or "total", measure): …} as Kolada and the summary
        must have them."""
        for document in self.contract:
            yield document, "total", "", flatten.total(document)[0]
            yield document, "total", "-max", document["total"]["max"]
            for area in document["areas"]:
                score = area["score"] or {"achieved": None, "max": None, "percent": None}
                yield document, area["number"], "", flatten.points(area)[0]
                yield document, area["number"], "-max", score["max"]
                yield document, area["number"], "-percent", score["percent"]

    def test_kolada(self):
        expected = {(f"KK{d['edition']}-{of}{measure}", d["municipality"]["code"], d["year"]): value
                    for d, of, measure, value in self.points() if value is not None}
        with open(self.path("out.kolada/data.json"), encoding="utf8") as file:
            answer = json.load(file)
        found = {(one["kpi"], one["municipality"], one["period"]): one["values"][0]["value"]
                 for one in answer["values"]}
        self.assertEqual(found, expected)
        self.assertEqual(len(answer["values"]), len(expected))

    def test_kolada_as_csv_says_the_same(self):
        def read(name):
            with open(self.path("out.kolada", name), encoding="utf8") as file:
                return json.load(file)["values"]
        titles = {one["id"]: one["title"] for one in read("kpi.json")}
        names = {one["id"]: one["title"] for one in read("municipality.json")}
        expected = [{"kpi": one["kpi"], "titel": titles[one["kpi"]], "kommun-id": one["municipality"],
                     "kommun": names[one["municipality"]], "år": str(one["period"]),
                     "värde": f"{one['values'][0]['value']:g}"} for one in read("data.json")]
        with open(self.path("out.kolada", "data.csv"), encoding="utf8", newline="") as file:
            rows = csv.DictReader(file)
            self.assertEqual(rows.fieldnames, ["kpi", "titel", "kommun-id", "kommun", "år", "värde"])
            self.assertEqual(list(rows), expected)

    def test_site(self):
        """Side by side stand, of each edition, the newest evaluations, with the points of scores.csv."""
        export(self.archive, "html", self.path("agreement.html"))
        newest = {}
        for document in sorted(self.contract, key=lambda d: d["year"] or 0):
            code = document["municipality"]["code"]
            if code and document["year"] and document["edition"]:
                newest[document["edition"], code] = document
        expected, found = {}, {}
        for (edition, code), document in newest.items():
            key = self.keys[document["source"]["sha256"]]
            told = {row["area"]: row["points"] for row in self.tables["scores"]
                    if row["report"] == key and row["level"] == "area"}
            total = flatten.computed(document)[0]
            expected[edition, code] = [str(document["year"])] + [
                "–" if value is None else f"{value:g}".replace(".", ",")
                for value in (*(told.get(area) for area in range(1, 9)), total)]
        for path in glob.glob(self.path("agreement.html", "jamfor-*.html")):
            with open(path, encoding="utf8") as file:
                for row in re.findall(r'<tr data-more="(\d{4})">(.*?)</tr>', file.read(), re.DOTALL):
                    cells = re.findall(r"<td>(.*?)</td>", re.sub("<span.*?>(–).*?</span></span>", r"\1", row[1]))
                    found[path[-9:-5], row[0]] = [re.sub(r",0$", "", cell) for cell in cells if "län" not in cell]
        self.assertEqual(found, expected)

    def test_summary(self):
        found, names = {}, {(row["edition"], row["area"]): row["name"] for row in self.editions}
        for name, rows in convert_sheets(self.path("out.xlsx"), self.path("office")).items():
            for row in rows[1:] if name.startswith("summary") else ():
                row = dict(zip(rows[0], row))
                self.assertEqual(name, "summary " + (row["edition"] or "other"))
                found[row["report"]] = row
        for document, of, measure, value in self.points():
            row = found[self.keys[document["source"]["sha256"]]]
            if measure == "":
                column = "total" if of == "total" else names[document["edition"], of]
                self.assertEqual(row[column], self.shown(value))
            self.assertEqual(row["total from"], self.shown(flatten.total(document)[1]))
            self.assertEqual((row["municipality"], row["year"]),
                             (self.shown(document["municipality"]["name"]), str(document["year"])))
        self.assertEqual(len(found), len(self.contract))


class Totals(Agreement):
    """Reports whose areas' points stand elsewhere than in score tables."""
    EXPECTED = {2017: (561, "table"), 2018: (None, None), 2019: (566.5, "chapter"),
                2020: (562.5, "table chapter summary"), 2021: (400, "stated")}

    @classmethod
    def fill(cls, archive):
        chapters = fixture("transcripts", "chapter-scores.txt")
        documents = []
        for year in 2018, 2020, 2021:
            document = extract(chapters)
            document["source"]["sha256"] = f"{year:064}"
            document["year"] = year
            documents.append(document)
        neither, mixed, stated = documents
        neither["areas"][7]["published"] = []
        mixed["areas"][0]["score"] = {"achieved": 79, "max": 100, "percent": 79, "at": []}
        summary = {"where": "summary", "score": 64, "at": []}
        mixed["areas"][1]["published"] = [summary]
        mixed["areas"][2]["published"].insert(0, summary)  # the chapter counts before it
        mixed["total"]["published"] = [{"where": "prose", "score": 560, "at": []}]
        del stated["areas"][7]
        stated["total"]["published"] = [{"where": "summary", "score": 400, "at": []}]
        cls.paths = [os.path.join(cls.folder, f"{d['year']}.ndjson") for d in documents]
        for path, document in zip(cls.paths, documents):
            with open(path, "w", encoding="utf8") as file:
                file.write(json.dumps(document) + "\n")
            import_into(archive, "--ndjson", path)
        import_into(archive, HUDDINGE, chapters)

    def test_a_report_is_as_extract_prints_it(self):
        """It is not: it was changed."""

    def test_rule_is_the_one_of_the_expected(self):
        self.assertEqual({d["year"]: flatten.total(d) for d in self.contract}, self.EXPECTED)
        self.assertEqual({d["year"]: d["total"]["achieved"] for d in self.contract},
                         {2017: 561, 2018: None, 2019: None, 2020: None, 2021: None})

    def test_views_of_sqlite_and_archive(self):
        for path in self.path("out.sqlite"), self.archive:
            base = sqlite3.connect(path)
            self.addCleanup(base.close)
            self.assertEqual({row[0]: row[1:] for row in base.execute(
                "SELECT year, total, total_from FROM totals")}, self.EXPECTED)
            self.assertEqual(base.execute(
                "SELECT previous_year, year, change, previous_total_from, total_from FROM changes "
                "ORDER BY year").fetchall(),
                [(2017, 2019, 5.5, "table", "chapter"),
                 (2019, 2020, -4, "chapter", "table chapter summary"),
                 (2020, 2021, -162.5, "table chapter summary", "stated")])
            self.assertEqual(base.execute(
                "SELECT area, points, points_from FROM area_scores "
                "WHERE year = 2020 AND area <= 4 ORDER BY area").fetchall(),
                [(1, 79, "table"), (2, 64, "summary"), (3, 70, "chapter"), (4, 72.5, "chapter")])

    def test_pages(self):
        site = self.path("site")
        export(self.archive, "html", site)
        for year, total, words in (
                (2019, "566,5", "beräknad summa av områdenas tryckta poäng: i kapitlet"),
                (2020, "562,5", "beräknad summa av områdenas tryckta poäng: i poängtabellen, "
                                "i kapitlet, i sammanfattningen"),
                (2021, "400", "tryckt i rapporten; poäng saknas för något av de åtta områdena"),
                (2018, '<span class="none">–.*', "ingen total är tryckt, och poäng saknas för "
                                                 "något av de åtta områdena"),
                (2017, "561", "beräknad summa av områdenas tryckta poäng")):
            name = "0126-huddinge.html" if year == 2021 else f"0126-huddinge-{year}.html"
            with self.subTest(year), open(os.path.join(site, name), encoding="utf8") as file:
                head = re.search(r'<p class="big">(.*?)</p>', file.read(), re.DOTALL).group(1)
                self.assertRegex(head, rf"^<b[^>]*>{total}</b>")
                self.assertIn(f"<small>{words}</small>", head)
        with open(os.path.join(site, "index.html"), encoding="utf8") as file:
            cells = re.findall(r'class="year">(\d+)</td>.*?class="n total">(?:<[^>]*>)?([^<]+)<',
                               file.read(), re.DOTALL)
        self.assertEqual(dict(cells), {"2017": "561", "2018": "–", "2019": "566,5",
                                       "2020": "562,5", "2021": "–"})

    def test_terminal(self):
        for path, words in ((fixture("transcripts", "chapter-scores.txt"), "566.5 chapter"),
                            (self.paths[1], "562.5 table, chapter, summary"), (HUDDINGE, "561 ")):
            total, places = words.split(" ", 1)
            shown = run("show", path, env={**os.environ, "COLUMNS": "200"}).stdout
            label = f"(computed: {places})" if places else "(computed)"
            self.assertRegex(shown, rf"Sum of the areas {re.escape(label)} .*\b{total}\b")
        for path in self.paths[0], self.paths[2]:
            self.assertNotIn("Sum of the areas", run("show", path).stdout)


class HostileTexts(Agreement):
    @classmethod
    def fill(cls, archive):
        document = extract(HUDDINGE)
        document["areas"][0]["strengths"] = [{"text": text, "at": []} for text in HOSTILE]
        document["areas"][0]["name"] = HOSTILE[0]
        document["source"]["title"] = HOSTILE[0]
        document["evaluation"]["evaluators"] = [
            {"name": text, "role": HOSTILE[0], "organisation": None} for text in HOSTILE[:9]]
        other = extract(HUDDINGE)
        other["source"]["sha256"] = "0" * 64
        other["municipality"] = {"name": None, "code": None, "county": None}
        with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf8") as file:
            file.write(json.dumps(document) + "\n" + json.dumps(other) + "\n")
            file.flush()
            import_into(archive, "--ndjson", file.name)

    def test_a_report_is_as_extract_prints_it(self):
        """It is not: it was changed."""

    def test_kolada(self):
        self.contract = [d for d in self.contract if d["municipality"]["code"]]
        super().test_kolada()
        done = export(self.archive, "kolada", self.path("again"))
        self.assertRegex(done.stderr, r"\Akompass: kolada: reports left out: municipality[^\n]+: 1\n\Z")

    def test_no_text_is_a_formula_or_a_control(self):
        for row in self.tables["items"]:
            self.assertNotRegex(row["text"] or "", r"\A[=+\-@]|[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
        with zipfile.ZipFile(self.path("out.xlsx")) as book:
            for name in book.namelist():
                self.assertNotIn(b"<f>", book.read(name) if "sheets/" in name else b"")

    def test_texts_are_there_as_they_were(self):
        texts = [re.sub(r"\A'(?='*[=+\-@])", "", row["text"] or "")
                 for row in self.tables["items"] if row["kind"] == "strength"][:len(HOSTILE)]
        for text in ("+46 8 535", "'=1+1", "'Gott'", 'Det "goda", och mer', "0126",
                     "_x0041_ är _x000D_", "omvänt"):
            self.assertIn(text, texts)


class Csv(Exported):
    def test_it_is_rfc_4180(self):
        for path in glob.glob(self.path("out.csv", "*.csv")):
            with open(path, "rb") as file:
                content = file.read()
            self.assertFalse(content.startswith(b"\xef\xbb\xbf"), path)
            self.assertTrue(content.endswith(b"\r\n"), path)
            outside = re.sub(rb'"(?:[^"]|"")*"', b"", content)
            self.assertEqual(outside.count(b"\n"), outside.count(b"\r\n"), path)
            self.assertNotIn(b'"', outside)

    def test_sqlite_imports_it(self):
        commands = [".mode csv"]
        for name in self.tables:
            commands.append(f".import {self.path('out.csv', name + '.csv')} {name}")
        commands.append("SELECT code, typeof(code) FROM reports WHERE municipality = 'Huddinge';")
        commands.extend(f"SELECT count(*) FROM {name};" for name in self.tables)
        done = subprocess.run(["sqlite3", ":memory:"], input="\n".join(commands), encoding="utf8",
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True)
        self.assertEqual(done.stderr, "")
        lines = done.stdout.splitlines()
        self.assertEqual(lines[0], "0126,text")
        self.assertEqual(lines[1:], [str(len(rows)) for rows in self.tables.values()])

    def test_a_package_that_breaks_a_rule_is_told(self):
        """Of the validator above: it is no use if it takes everything."""
        broken = self.path("broken")
        for table, change in (("reports", lambda text: text.replace(",0126,", ",126,")),
                              ("reports", lambda text: text + text.splitlines()[1] + "\r\n"),
                              ("areas", lambda text: text.replace("\r\nhuddinge", "\r\nhudinge", 1)),
                              ("items", lambda text: text.replace(",strength,", ",good,", 1)),
                              ("questions", lambda text: re.sub(r",1\.1,", ",one,", text)),
                              ("findings", lambda text: text.replace("rule", "check", 1)),
                              ("areas", lambda text: text.split("\r\n", 2)[0] + "\r\n")):
            shutil.copytree(self.path("out.csv"), broken)
            path = os.path.join(broken, table + ".csv")
            with open(path, encoding="utf8", newline="") as file:
                text = file.read()
            with open(path, "w", encoding="utf8", newline="") as file:
                file.write(change(text))
            self.assertRaises(package.Invalid, package.read, broken)
            shutil.rmtree(broken)


class Xlsx(Exported):
    def sheet(self, book, name):
        """The XML of the sheet so called."""
        names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
        return book.read(f"xl/worksheets/sheet{names.index(name) + 1}.xml").decode()

    def test_summaries_come_first_then_a_sheet_a_table(self):
        with zipfile.ZipFile(self.path("out.xlsx")) as book:
            told = re.findall(r'<sheet name="([^"]+)" sheetId="\d+"( state="hidden")?',
                              book.read("xl/workbook.xml").decode())
        self.assertEqual([name for name, _ in told],
                         ["summary 2020", "summary 2016", "summary 2010", "summary 2002",
                          "summary other", *self.tables, "editions"])
        there = {f"summary {d['edition'] or 'other'}" for d in self.contract}
        self.assertEqual({name for name, hidden in told if not hidden}, there | set(self.tables) | {"editions"})

    def test_all_can_be_hidden_but_the_tables(self):
        export(self.archive, "xlsx", self.path("none.xlsx"), "--year", "1990")
        self.assertEqual(len(convert_sheets(self.path("none.xlsx"), self.path("o"))["reports"]), 1)
        with zipfile.ZipFile(self.path("none.xlsx")) as book:
            self.assertRegex(book.read("xl/workbook.xml").decode(), r'<workbookView[^>]* activeTab="5"')
            self.assertFalse([name for name in book.namelist() if "charts/" in name or "tables/" in name])

    def test_points_are_a_table(self):
        with zipfile.ZipFile(self.path("out.xlsx")) as book:
            table = book.read("xl/tables/table1.xml").decode()
        rows = self.tables["scores"]
        self.assertEqual(re.findall(r'displayName="(\w+)" ref="A1:U(\d+)"', table),
                         [("scores", str(len(rows) + 1))])
        self.assertEqual(re.findall(r'<tableColumn id="\d+" name="(\w+)"', table), list(rows[0]))

    def test_heads_in_swedish(self):
        export(self.archive, "xlsx", self.path("sv.xlsx"), "--language", "sv")
        english = convert_sheets(self.path("out.xlsx"), self.path("office"))
        swedish = convert_sheets(self.path("sv.xlsx"), self.path("office"))
        names = dict(zip(["reports", "scores", "areas", "questions", "items", "summary 2016"],
                         ["rapporter", "poäng", "områden", "frågor", "omdömen", "översikt 2016"]))
        for name, other in names.items():
            self.assertEqual(english[name][1:], swedish[other][1:], name)
        same = {"status", "organisation", "text", "period", "sha256", "id", "x0", "y0", "x1", "y1"}
        areas = {row["name"] for row in self.editions}
        self.assertEqual(len(english), len(swedish))
        heads = sorted({head for rows in english.values() for head in rows[0]} - areas - same)
        told = {head for rows in swedish.values() for head in rows[0]}
        self.assertEqual([head for head in heads if head in told and head != "max"], [])
        for rows in swedish.values():
            self.assertEqual(len(set(rows[0])), len(rows[0]))  # as a table demands
        done = run("export", "--archive", self.archive, "--to", "json", "--language", "no")
        self.assertEqual((done.returncode, done.stdout), (2, ""))

    def test_pages_are_a4_and_texts_are_wrapped(self):
        with zipfile.ZipFile(self.path("out.xlsx")) as book:
            for name in ("summary 2016", *self.tables):
                self.assertRegex(self.sheet(book, name),
                                 r'<pageSetup paperSize="9"[^>]* fitToHeight="0" orientation="landscape"')
            styles = re.search("<cellXfs.*</cellXfs>", book.read("xl/styles.xml").decode()).group()
            of_text = int(re.search(r'<c r="H2" s="(\d+)"', self.sheet(book, "questions")).group(1))
            self.assertIn('<alignment vertical="top" wrapText="1"/>', styles.split("<xf ")[of_text + 1])
            self.assertRegex(self.sheet(book, "items"), r'<row r="\d+"[^>]* ht="30" customHeight="1"')

    def test_heads_are_frozen_filtered_and_on_each_printed_page(self):
        with zipfile.ZipFile(self.path("out.xlsx")) as book:
            workbook = book.read("xl/workbook.xml").decode()
            titles = re.findall(r'"_xlnm.Print_Titles"[^>]*>([^!]+)!\$A:\$A,\1!\$1:\$1<', workbook)
            self.assertEqual(len(titles), len(re.findall("<sheet ", workbook)))
            for name in ("summary 2016", "summary 2020", *self.tables):
                sheet = self.sheet(book, name)
                self.assertIn('state="frozen"', sheet)
                if name != "scores":
                    self.assertRegex(sheet, '<autoFilter ref="A1:[A-Z]+[0-9]+"/>')

    def test_codes_are_texts_and_numbers_are_numbers(self):
        with zipfile.ZipFile(self.path("out.xlsx")) as book:
            sheet = self.sheet(book, "reports")
            self.assertRegex(sheet, r'<c r="C\d+" s="\d" t="inlineStr"><is><t>0126</t></is></c>')
            self.assertRegex(sheet, r'<c r="E\d+" s="\d"><v>2017</v></c>')
            self.assertIn("<v>", self.sheet(book, "questions"))

    def test_each_edition_has_a_chart_of_its_reports(self):
        editions = sorted({d["edition"] for d in self.contract if d["edition"]}, reverse=True)
        with zipfile.ZipFile(self.path("out.xlsx")) as book:
            charts = [name for name in book.namelist() if "charts/chart" in name]
            self.assertEqual(len(charts), len(editions))
            for number, edition in enumerate(editions, 1):
                chart = book.read(f"xl/charts/chart{number}.xml").decode()
                last = 1 + sum(d["edition"] == edition for d in self.contract)
                self.assertEqual(chart.count("<c:ser>"), 8)
                rows = "$D$2" if last == 2 else f"$D$2:$D${last}"
                self.assertIn(f"<c:f>'summary {edition}'!{rows}</c:f>", chart)

    def test_no_time_of_now_is_in_it(self):
        with zipfile.ZipFile(self.path("out.xlsx")) as book:
            self.assertEqual({info.date_time for info in book.infolist()}, {(1980, 1, 1, 0, 0, 0)})
            self.assertIn(b"1980-01-01T00:00:00Z", book.read("docProps/core.xml"))


class Sqlite(Exported):
    def test_it_holds_the_relations_alone(self):
        base = sqlite3.connect(self.path("out.sqlite"))
        names = {name for (name,) in base.execute("SELECT name FROM sqlite_schema "
                                                  "WHERE type IN ('table', 'view')")}
        columns = {row[1] for row in base.execute("PRAGMA table_info(report)")}
        self.assertEqual(base.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
        self.assertEqual(base.execute("PRAGMA foreign_key_check").fetchall(), [])
        self.assertLessEqual({"report", "area", "question", "item", "totals", "changes"}, names)
        self.assertFalse({"document", "run", "failures"} & names)
        self.assertNotIn("json", columns)
        for view in ("totals", "area_scores", "weakest_questions", "changes"):
            base.execute(f"SELECT * FROM {view}").fetchall()
        base.close()
        with open(self.path("out.sqlite"), "rb") as file:
            self.assertNotIn(b"kommunkompassen-report/1", file.read())


class Datasette(Exported):
    def test_its_metadata_names_what_is_there(self):
        with open(self.path("out.datasette", "metadata.json"), encoding="utf8") as file:
            metadata = json.load(file)
        self.assertEqual(sorted(os.listdir(self.path("out.datasette"))),
                         [".kompass", "kompass.db", "metadata.json"])
        base = sqlite3.connect(self.path("out.datasette", "kompass.db"))
        self.addCleanup(base.close)
        there = {name for (name,) in base.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")}
        told = metadata["databases"]["kompass"]["tables"]
        self.assertEqual(there - set(told), {"area_points"})
        for table, about in told.items():
            columns = {row[1] for row in base.execute(f"PRAGMA table_info({table})")}
            named = about["facets"] + [about[key] for key in ("label_column", "sort", "sort_desc") if key in about]
            self.assertLessEqual(set(named), columns, table)

    def test_its_metadata_is_as_datasette_documents_it(self):
        """https://docs.datasette.io/en/stable/metadata.html: members that are not known are not shown."""
        with open(self.path("out.datasette", "metadata.json"), encoding="utf8") as file:
            metadata = json.load(file)
        base = sqlite3.connect(self.path("out.datasette", "kompass.db"))
        self.addCleanup(base.close)
        anywhere = {"title", "description", "license", "license_url", "source", "source_url", "about", "about_url"}
        self.assertLessEqual(set(metadata), anywhere | {"databases"})
        for name, about in metadata["databases"].items():
            self.assertTrue(os.path.exists(self.path("out.datasette", name + ".db")), name)
            self.assertLessEqual(set(about), anywhere | {"tables"})
        for table, about in metadata["databases"]["kompass"]["tables"].items():
            with self.subTest(table):
                self.assertLessEqual(set(about), anywhere | {"facets", "sort", "sort_desc", "label_column"})
                self.assertFalse({"sort", "sort_desc"} <= set(about))
                self.assertTrue(about["description"])
                for column in about["facets"]:  # as it counts a facet's values
                    base.execute(f"SELECT {column} AS value, count(*) AS count FROM (SELECT * FROM {table}) "
                                 f"WHERE {column} IS NOT NULL GROUP BY {column} ORDER BY count DESC, value LIMIT 31")

    def test_a_number_that_leads_to_a_report_has_its_label(self):
        """Datasette shows a foreign key as the label_column of what it leads to."""
        with open(self.path("out.datasette", "metadata.json"), encoding="utf8") as file:
            tables = json.load(file)["databases"]["kompass"]["tables"]
        base = sqlite3.connect(self.path("out.datasette", "kompass.db"))
        self.addCleanup(base.close)
        parts = {name for (name,) in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")} - {"report"}
        labels = [name for name, about in tables.items() if "label_column" in about]
        self.assertEqual(labels, ["report"])
        for part in parts:
            self.assertIn("report", [row[2] for row in base.execute(f"PRAGMA foreign_key_list({part})")], part)

    def test_its_database_is_that_of_sqlite(self):
        self.assertEqual(bytes_of(self.path("out.datasette"))["kompass.db"], bytes_of(self.path("out.sqlite"))[""])

    def test_it_tells_who_publishes_it(self):
        export(self.archive, "datasette", self.path("told"), *Published.OPTIONS)
        with open(self.path("told", "metadata.json"), encoding="utf8") as file:
            told = json.load(file)
        self.assertEqual([told[name] for name in ("title", "source", "source_url", "license", "about")],
                         Published.OPTIONS[1::2])


class Kolada(Exported):
    def jq(self, name, query):
        done = subprocess.run(["jq", "-r", query, self.path("out.kolada", name)], check=True,
                              stdout=subprocess.PIPE, encoding="utf8")
        return done.stdout.splitlines()

    def test_jq_reads_it(self):
        lines = self.jq("data.json", '.values[] | select(.kpi == "KK2016-total") | '
                                     '[.municipality, .period, .values[0].value] | @tsv')
        self.assertIn("0126\t2017\t561", lines)
        self.assertEqual(self.jq("data.json", ".count == (.values | length)"), ["true"])
        self.assertEqual(self.jq("data.json", ".next_page"), ["null"])

    def test_its_members_are_those_of_the_api(self):
        self.assertEqual(self.jq("data.json", '[.values[] | keys] | unique | .[] | join(" ")'),
                         ["kpi municipality period values"])
        self.assertEqual(self.jq("data.json",
                                 '[.values[].values[] | keys] | unique | .[] | join(" ")'),
                         ["count gender status value"])

    def test_each_figure_and_municipality_is_told(self):
        told = self.jq("kpi.json", ".values[].id")
        self.assertEqual(sorted(told), self.jq("data.json", "[.values[].kpi] | unique[]"))
        self.assertEqual(self.jq("municipality.json", ".values[].id"),
                         self.jq("data.json", "[.values[].municipality] | unique[]"))

    def test_ids_cannot_be_koladas(self):
        for name in self.jq("kpi.json", ".values[].id"):
            self.assertRegex(name, r"\AKK(2002|2010|2016|2020)-([1-8]|total)(-max|-percent)?\Z")
            self.assertNotRegex(name, r"\A[A-Z][0-9]{5}\Z")


class SameBytes(Exported):
    def assert_same(self, archive, **how):
        for name in FORMATS:
            with self.subTest(name):
                export(archive, name, self.path("again." + name), **how)
                again, out = (bytes_of(self.path(path + name)) for path in ("again.", "out."))
                if archive != self.archive:  # another time at which it was filled
                    for found in again, out:
                        for file in {"README.md", "datapackage.json", "catalog.ttl", "catalog.jsonld"} & set(found):
                            found[file] = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"", found[file])
                self.assertEqual(again, out)

    def test_of_the_same_archive(self):
        self.assert_same(self.archive)

    def test_elsewhere(self):
        kept = {name: os.environ[name] for name in ("LOCPATH", "LSAN_OPTIONS")}
        self.assert_same(self.archive, env={"LC_ALL": "sv_SE.UTF-8", "TZ": "Asia/Tokyo",
                                            "PATH": os.defpath, **kept})

    def test_of_an_archive_that_was_filled_in_another_order(self):
        other = self.path("other.sqlite")
        paths = reports()
        import_into(other, *reversed(paths[:len(paths) // 2]))
        import_into(other, *reversed(paths))
        self.assert_same(other)


class Filters(Exported):
    def years(self, *options):
        return [(d["municipality"]["name"], d["year"]) for d in contract(self.archive, *options)]

    def test_of_municipality_by_name_and_code(self):
        self.assertEqual(self.years("--municipality", "Huddinge"), [("Huddinge", 2017)])
        self.assertEqual(self.years("--municipality", "0126"), [("Huddinge", 2017)])
        self.assertEqual(self.years("--municipality", "Huddinge kommun"), [("Huddinge", 2017)])

    @unittest.skipIf("KK_REPORTS" in os.environ, "names the municipalities of the fixtures")
    def test_of_several_municipalities_in_every_way(self):
        path = self.path("mine.txt")
        with open(path, "w", encoding="utf8") as file:
            file.write("# mine, and my neighbours\r\nARJANG\r\n0126\r\n")
        both = sorted(self.years("--municipality", "Huddinge") + self.years("--municipality", "Årjäng"))
        self.assertEqual(len(both), 2)
        for options in (["huddinge,arjang"], ["Huddinge", "1765"], [f"@{path}"], ["0126; Årjängs kommun"],
                        ["126", "--county", "varmland"]):
            with self.subTest(options):
                named = [options[0]] if len(options) != 2 else [options[0], "--municipality", options[1]]
                named += options[1:] if len(options) > 2 else []
                found = self.years("--municipality", *named)
                self.assertEqual([one for one in sorted(found) if one in both], both)

    def test_of_county(self):
        for county in ("Stockholms län", "stockholm", "01"):
            with self.subTest(county):
                self.assertEqual(contract(self.archive, "--county", county),
                                 [d for d in self.contract
                                  if d["municipality"]["county"] == "Stockholms län"])

    def test_near_misses_are_suggested(self):
        for options, meant in ((["--municipality", "Hudinge"], "did you mean Huddinge?"),
                               (["--municipality", "goinge"], "did you mean Östra Göinge?"),
                               (["--municipality", "Årjäng,Botkyrk"], "did you mean Botkyrka?"),
                               (["--county", "Varmlnd"], "did you mean Värmlands län?"),
                               (["--munincipality", "Årjäng"], "did you mean --municipality?"),
                               (["--to", "cvs"], "did you mean csv?"),
                               (["--to", "xslx"], "did you mean xlsx?")):
            with self.subTest(options):
                done = run("export", "--archive", self.archive, "--to", "json", *options)
                self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
                self.assertTrue(done.stderr.endswith(meant + "\n"), done.stderr)
                self.assertEqual(done.stderr.count("\n"), 1)
        self.assertNotIn("mean", run("export", "--archive", self.archive, "--to", "json",
                                     "--municipality", "Atlantis").stderr)

    def test_of_year_edition_and_status(self):
        for option, value, of in (("--year", "2017", lambda d: d["year"] == 2017),
                                  ("--edition", "2016", lambda d: d["edition"] == "2016"),
                                  ("--status", "consistent",
                                   lambda d: d["validation"]["status"] == "consistent")):
            with self.subTest(option):
                chosen = [d for d in self.contract if of(d)]
                self.assertTrue(chosen)
                self.assertEqual(contract(self.archive, option, value), chosen)

    def test_hold_for_every_format(self):
        for name, path in (("csv", "few.csv"), ("xlsx", "few.xlsx"), ("sqlite", "few.sqlite"),
                           ("kolada", "few.kolada"), ("json", "few.json")):
            export(self.archive, name, self.path(path), "--year", "2017", "--municipality", "0126")
        self.assertEqual(len(package.read(self.path("few.csv"))["reports"]), 1)
        self.assertEqual(len(convert_sheets(self.path("few.xlsx"), self.path("o"))["reports"]), 2)
        base = sqlite3.connect(self.path("few.sqlite"))
        self.assertEqual(base.execute("SELECT code FROM report").fetchall(), [("0126",)])
        base.close()
        with open(self.path("few.kolada/municipality.json"), encoding="utf8") as file:
            self.assertEqual([one["id"] for one in json.load(file)["values"]], ["0126"])
        with open(self.path("few.json"), encoding="utf8") as file:
            self.assertEqual(len(json.load(file)), 1)

    def test_that_choose_nothing_give_an_empty_output(self):
        self.assertEqual(self.years("--year", "2003"), [])
        export(self.archive, "csv", self.path("none.csv"), "--year", "2003")
        self.assertEqual(package.read(self.path("none.csv"))["reports"], [])

    def test_that_are_misspelt_are_refused(self):
        for option, value in (("--municipality", "Huddingge"), ("--municipality", ""),
                              ("--municipality", "@none"), ("--county", "Norge"), ("--edition", "2017"),
                              ("--status", "fine"), ("--year", "x")):
            with self.subTest(option):
                done = run("export", "--archive", self.archive, "--to", "json", option, value)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertEqual(done.stdout, "")


class Versions(Exported):
    """Two versions of one report: the current one counts."""
    @classmethod
    def fill(cls, archive):
        first, second = extract(HUDDINGE), extract(HUDDINGE)
        first["evaluation"]["report_date"] = "2017-03-01"
        first["source"]["sha256"] = "1" * 64
        second["evaluation"]["report_date"] = "2017-06-01"
        second["source"]["sha256"] = "2" * 64
        with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf8") as file:
            file.write(json.dumps(second) + "\n" + json.dumps(first) + "\n")
            file.flush()
            import_into(archive, "--ndjson", file.name)

    def test_the_current_one_alone_is_exported(self):
        self.assertEqual(list(self.keys), ["2" * 64])

    def test_all_are_on_demand(self):
        export(self.archive, "csv", self.path("all"), "--all-versions")
        rows = package.read(self.path("all"))["reports"]
        self.assertEqual([(row["sha256"][0], row["current"]) for row in rows],
                         [("1", False), ("2", True)])
        export(self.archive, "sqlite", self.path("all.sqlite"), "--all-versions")
        base = sqlite3.connect(self.path("all.sqlite"))
        self.assertEqual(base.execute("SELECT substr(sha256, 1, 1), current FROM report "
                                      "ORDER BY 1").fetchall(), [("1", 0), ("2", 1)])
        base.close()

    def test_kolada_has_one_value_and_says_so(self):
        done = export(self.archive, "kolada", self.path("all.kolada"), "--all-versions")
        self.assertIn("newer version", done.stderr)
        with open(self.path("all.kolada/data.json"), encoding="utf8") as file:
            values = [(one["kpi"], one["period"]) for one in json.load(file)["values"]]
        self.assertEqual(len(set(values)), len(values))


class Published(Exported):
    """What an output says of itself."""
    OPTIONS = ["--title", "Kompassen i Skåne", "--publisher", "Region <A>", "--homepage",
               "https://example.se/data", "--licence", "CC0-1.0", "--contact", "data@example.se"]

    def descriptor(self, folder):
        with open(os.path.join(folder, "datapackage.json"), encoding="utf8") as file:
            return json.load(file)

    def test_every_file_is_told_with_its_bytes_and_hash(self):
        for resource in self.descriptor(self.path("out.csv"))["resources"]:
            with open(self.path("out.csv", resource["path"]), "rb") as file:
                data = file.read()
            self.assertEqual(resource["bytes"], len(data), resource["name"])
            self.assertEqual(resource["hash"], "sha256:" + hashlib.sha256(data).hexdigest())

    def test_time_is_the_archives(self):
        base = sqlite3.connect(self.archive)
        last = base.execute("SELECT max(finished) FROM document WHERE report IS NOT NULL").fetchone()[0]
        base.close()
        self.assertEqual(self.descriptor(self.path("out.csv"))["created"], last)

    def test_csv_tells_who_publishes_it(self):
        export(self.archive, "csv", self.path("told.csv"), *self.OPTIONS)
        told = self.descriptor(self.path("told.csv"))
        self.assertEqual((told["title"], told["homepage"]), (self.OPTIONS[1], self.OPTIONS[5]))
        self.assertEqual(told["licenses"], [{"name": "CC0-1.0", "title": "CC0-1.0"}])
        self.assertEqual([(one["title"], one["role"]) for one in told["contributors"]],
                         [("Region <A>", "publisher"), ("data@example.se", "maintainer")])
        package.read(self.path("told.csv"))
        with open(self.path("told.csv", "README.md"), encoding="utf8") as file:
            text = file.read()
        for word in self.OPTIONS[1::2]:
            self.assertIn(word, text)

    def test_codebook_tells_every_column_in_both_languages(self):
        with open(self.path("out.csv", "README.md"), encoding="utf8") as file:
            text = file.read()
        for resource in self.descriptor(self.path("out.csv"))["resources"]:
            part = text.split(f"## {resource['path']}\n", 1)[1].split("\n## ", 1)[0]
            rows = [[cell.replace("\\|", "|") for cell in re.split(r"(?<!\\) \| ", line[2:-2])]
                    for line in part.splitlines() if line.startswith("| `")]
            told = [[f"`{field['name']}`", field["description"], field["beskrivning"]]
                    for field in resource["schema"]["fields"]]
            self.assertEqual([[row[0], *row[2:]] for row in rows], told)

    def test_the_other_formats_do_too(self):
        export(self.archive, "xlsx", self.path("told.xlsx"), *self.OPTIONS)
        with zipfile.ZipFile(self.path("told.xlsx")) as book:
            properties = (book.read("docProps/core.xml") + book.read("docProps/app.xml")).decode()
        for word in ("Kompassen i Skåne", "Region &lt;A&gt;", "CC0-1.0", "data@example.se"):
            self.assertIn(word, properties)
        export(self.archive, "kolada", self.path("told.kolada"), *self.OPTIONS)
        with open(self.path("told.kolada", "about.json"), encoding="utf8") as file:
            self.assertEqual(json.load(file), dict(zip(("title", "publisher", "homepage", "licence",
                                                        "contact"), self.OPTIONS[1::2])))
        export(self.archive, "html", self.path("told.html"), *self.OPTIONS)
        with open(self.path("told.html", "om.html"), encoding="utf8") as file:
            page = file.read()
        for word in ("Kompassen i Skåne", "Region &lt;A&gt;", "CC0-1.0", "data@example.se",
                     '<a href="https://example.se/data">'):
            self.assertIn(word, page)

    def test_homepage_is_an_address(self):
        done = run("export", "--archive", self.archive, "--to", "json", "--homepage", "javascript:1")
        self.assertEqual((done.returncode, done.stdout), (2, ""))


class Replacing(Exported):
    def test_what_is_there_stays_without_force(self):
        for name in FORMATS:
            with self.subTest(name):
                before = bytes_of(self.path("out." + name))
                arguments = ("export", "--archive", self.archive, "--to", name, "--year", "2017",
                             "--out", self.path("out." + name), *DEMANDED.get(name, ()))
                done = run(*arguments)
                self.assertEqual(done.returncode, 4)
                self.assertRegex(done.stderr, r"\Akompass: [^\n]*is there already; --force replaces it\n\Z")
                self.assertEqual(bytes_of(self.path("out." + name)), before)
                self.assertEqual(run(*arguments, "--force").returncode, 0)
                self.assertNotEqual(bytes_of(self.path("out." + name)), before)

    def test_empty_places_are_free(self):
        os.mkdir(self.path("empty"))
        with open(self.path("empty.json"), "wb"):
            pass
        for name, path in (("csv", self.path("empty")), ("json", self.path("empty.json"))):
            done = run("export", "--archive", self.archive, "--to", name, "--out", path)
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_extract_too(self):
        one = self.path("one")
        for status, options in ((0, []), (0, []), (4, []), (0, ["--force"])):
            if status == 4:  # the same again is no harm, another is
                file, = glob.glob(os.path.join(one, "*.json"))
                with open(file, "w", encoding="utf8") as other:
                    other.write("mine\n")
            done = run("extract", HUDDINGE, "--out", one, *options)
            self.assertEqual(done.returncode, status, done.stderr)
            self.assertEqual(bytes_of(file)[""] == b"mine\n" if status == 4 else False, status == 4)
        for status, options in ((0, []), (4, []), (0, ["--force"])):
            self.assertEqual(run("extract", HUDDINGE, "--to", "json", "--out", self.path("to.json"),
                                 *options).returncode, status)


class Refused(Exported):
    def assert_refused(self, status, words, *arguments, **how):
        done = run("export", *arguments, **how)
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertIn(words, done.stderr)
        self.assertRegex(done.stderr, r"\Akompass: [^\n]+\n\Z")

    def test_formats_are_listed_without_one(self):
        done = run("export")
        self.assertEqual(done.returncode, 0)
        for name in FORMATS:
            self.assertRegex(done.stdout, rf"(?m)^{name} +\w")

    def test_wrong_usage(self):
        self.assert_refused(2, "unknown format", "--archive", self.archive, "--to", "xml")
        self.assert_refused(2, "the folder to write", "--archive", self.archive, "--to", "csv")
        self.assert_refused(2, "the file to write", "--archive", self.archive, "--to", "xlsx")
        self.assert_refused(2, "give an archive", "--to", "json")

    def test_no_report_is_told(self):
        """An empty output may be a surprise."""
        done = run("export", "--archive", self.archive, "--to", "json", "--year", "1990")
        self.assertEqual((done.returncode, done.stdout), (0, "[]\n"))
        self.assertRegex(done.stderr, r"\Akompass: [^\n]*: no report matches\n\Z")

    def test_trouble_with_the_place_names_it_once(self):
        for place in ("/proc/none", self.archive + "/none", self.folder):
            done = run("export", "--archive", self.archive, "--to", "csv", "--out", place)
            self.assertEqual(done.returncode, 4)
            self.assertEqual(done.stderr.count(place), 1, done.stderr)

    def test_what_is_no_archive(self):
        self.assert_refused(4, "none.sqlite", "--archive", self.path("none.sqlite"), "--to", "json")
        self.assert_refused(4, "source.pdf", "--archive", HUDDINGE, "--to", "json")

    def test_the_archive_is_not_replaced(self):
        before = bytes_of(self.archive)
        for name in ("json", "xlsx", "sqlite"):
            self.assert_refused(2, "the archive itself", "--archive", self.archive, "--to", name,
                                "--out", self.archive)
        self.assertEqual(bytes_of(self.archive), before)

    def test_full_disk_and_closed_pipe(self):
        with open("/dev/full", "w", encoding="utf8") as full:
            self.assert_refused(4, "standard output", "--archive", self.archive, "--to", "ndjson",
                                stdout=full)
        reader, writer = os.pipe()
        os.close(reader)
        self.assert_refused(4, "standard output", "--archive", self.archive, "--to", "json",
                            stdout=writer)
        os.close(writer)

    def test_whatever_does_not_fit_leaves_nothing_or_all(self):
        """A limit on files' sizes fails as a full disk does, wherever it is met."""
        def limited(size):
            def limit():
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            return limit
        with zipfile.ZipFile(self.path("out.xlsx")) as book:
            largest = max(info.file_size for info in book.infolist())
        edges = [largest + n for n in (-3000, -900, -300, -100, -1, 0, 4096)]
        for name in FORMATS:
            there, statuses = self.path("full"), set()
            os.mkdir(there)
            for size in (0, 1000, 5000, 20000, 50000, 100000, 200000, *edges, 1 << 26):
                path = os.path.join(there, "out." + name)
                done = run("export", "--archive", self.archive, "--to", name, "--out", path,
                           *DEMANDED.get(name, ()), preexec_fn=limited(size))
                statuses.add(done.returncode)
                with self.subTest(name=name, size=size):
                    self.assertIn(done.returncode, (0, 4), done.stderr)
                    self.assertNotIn("generic error", done.stderr)
                    if done.returncode == 0:
                        self.assertEqual(bytes_of(path), bytes_of(self.path("out." + name)))
                        (shutil.rmtree if os.path.isdir(path) else os.remove)(path)
                    self.assertEqual(os.listdir(there), [])
            self.assertEqual(statuses, {0, 4}, name)
            shutil.rmtree(there)

    def test_an_interrupt_leaves_nothing(self):
        there = self.path("interrupted")
        os.mkdir(there)
        for number in (signal.SIGINT, signal.SIGTERM):
            reader, writer = os.pipe()
            # it must still have something to write when the signal comes
            fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
            with subprocess.Popen([PROGRAM, "export", "--archive", self.archive, "--to", "ndjson"],
                                  stdout=writer, stderr=subprocess.PIPE, encoding="utf8") as child:
                os.close(writer)
                os.read(reader, 1)
                child.send_signal(number)
                while os.read(reader, 1 << 16):
                    pass
                self.assertIn("interrupted", child.stderr.read())
                self.assertEqual(child.wait(), 130)
            os.close(reader)
        self.assertEqual(os.listdir(there), [])


if __name__ == "__main__":
    unittest.main()
