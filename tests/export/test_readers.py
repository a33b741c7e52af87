#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""kompass export --to csv, loaded by what its readers use: pandas, R, and the JavaScript library of
the standard (datapackage.json's), each held against the JSON of the reports. None of them may take a
package that is broken."""
import csv
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

import pandas

import flatten
import package
import test_export
from kompass import NODE_MODULES, fixture, reports, run

HERE = os.path.dirname(os.path.abspath(__file__))
TYPES = {"string": "string", "integer": "Int64", "number": "float64", "boolean": "boolean"}
NO_ROW = 77  # the number of an area that no report has


def read_json(*path):
    with open(os.path.join(*path), encoding="utf8") as file:
        return json.load(file)


def rows_of(columns):
    """The rows of a table that is told by columns."""
    return [dict(zip(columns, values)) for values in zip(*columns.values())]


def in_pandas(folder):
    """{table: rows} of a package; raises ValueError where a cell is not of its column's type."""
    tables = {}
    for resource in read_json(folder, "datapackage.json")["resources"]:
        schema = resource["schema"]
        frame = pandas.read_csv(os.path.join(folder, resource["path"]), encoding=resource["encoding"],
                                dtype={f["name"]: TYPES[f["type"]] for f in schema["fields"]},
                                keep_default_na=False, na_values=schema["missingValues"])
        found = {f["name"]: TYPES[f["type"]] for f in schema["fields"]}
        assert {name: str(kind) for name, kind in frame.dtypes.items()} == found, resource["name"]
        frame = frame.astype(object).where(frame.notna(), None)
        tables[resource["name"]] = rows_of({name: list(frame[name]) for name in frame})
    return tables


def in_r(*folders):
    """{folder: {"tables": {table: rows}, "means": {edition: of the questions' percents}}}"""
    done = subprocess.run(["Rscript", "--vanilla", os.path.join(HERE, "readers.R"), *folders],
                          stdout=subprocess.PIPE, check=True, encoding="utf8")
    found = json.loads(done.stdout)
    for one in found.values():
        one["tables"] = {name: rows_of(columns) for name, columns in one["tables"].items()}
    return found


def in_javascript(*folders):
    """{folder: {"errors": of the descriptor, "tables": {table: {"rows": …} or {"error": …}}}}"""
    done = subprocess.run(["node", os.path.join(HERE, "readers.js"), *folders], stdout=subprocess.PIPE,
                          check=True, encoding="utf8", env={**os.environ, "NODE_PATH": NODE_MODULES})
    return json.loads(done.stdout)


class Readers(unittest.TestCase):
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        folder = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, folder)
        archive, cls.folder = os.path.join(folder, "kk.sqlite"), os.path.join(folder, "csv")
        test_export.HostileTexts.fill(archive)
        # of the transcript checks fail: each table must have rows
        test_export.import_into(archive, *reports(), fixture("transcripts", "chapter-scores.txt"))
        done = run("export", "--archive", archive, "--to", "csv", "--out", cls.folder, "--publisher",
                   "SKR", "--homepage", "https://example.se/", "--contact", "data@example.se",
                   "--licence", "CC BY 4.0")
        assert done.returncode == 0, done.stderr
        done = run("export", "--archive", archive, "--to", "ndjson")
        cls.contract = [json.loads(line) for line in done.stdout.splitlines()]
        told = package.read(cls.folder)
        keys = {row["sha256"]: row["report"] for row in told["reports"]}
        cls.expected = {name: [{key: test_export.harmless(value) if isinstance(value, str) else value
                                for key, value in row.items()} for row in rows]
                        for name, rows in flatten.tables_of(cls.contract, keys,
                                                            dict.fromkeys(keys, True)).items()}
        cls.expected["editions"] = told["editions"]
        cls.broken = cls.break_it(folder)
        cls.javascript = in_javascript(cls.folder, *cls.broken.values())
        cls.r = in_r(cls.folder, cls.broken["a row twice"])

    @classmethod
    def break_it(cls, folder):
        """{what is wrong: a copy of the package}"""
        broken = {}

        def copy(name):
            broken[name] = os.path.join(folder, f"broken-{len(broken)}")
            return shutil.copytree(cls.folder, broken[name])

        for resource in read_json(cls.folder, "datapackage.json")["resources"]:
            for key in resource["schema"].get("foreignKeys", []):
                with open(os.path.join(copy(resource["name"]), resource["path"]), "r+",
                          encoding="utf8", newline="") as file:
                    head, *rows = csv.reader(file)
                    rows[-1][head.index(key["fields"][-1])] = (
                        NO_ROW if key["fields"][-1] == "area" else "no-such-report")
                    file.seek(0)
                    file.truncate()
                    csv.writer(file).writerows([head, *rows])
        with open(os.path.join(copy("a row twice"), "items.csv"), "r+b") as file:
            file.write(file.read().rsplit(b"\r\n", 2)[1] + b"\r\n")
        descriptor = read_json(cls.folder, "datapackage.json")
        descriptor["resources"][0]["schema"]["fields"][0]["type"] = "strng"
        with open(os.path.join(copy("a type"), "datapackage.json"), "w", encoding="utf8") as file:
            json.dump(descriptor, file)
        return broken

    def compare(self, tables):
        self.assertEqual(set(tables), set(self.expected))
        for name, rows in tables.items():
            self.assertEqual(len(rows), len(self.expected[name]), name)
            for row, expected in zip(rows, self.expected[name]):
                self.assertEqual(row, expected)

    def test_each_table_has_rows(self):
        for name, rows in self.expected.items():
            self.assertTrue(rows, name)
        self.assertTrue(any("å" in row["text"] for row in self.expected["items"]))

    def test_pandas_reads_what_the_reports_say(self):
        self.compare(in_pandas(self.folder))

    def test_r_reads_what_the_reports_say(self):
        self.compare(self.r[self.folder]["tables"])

    def test_r_computes_what_the_reports_say(self):
        percents = {}
        for document in self.contract:
            for area in document["areas"]:
                percents.setdefault(document["edition"], []).extend(
                    q["percent"] for q in area["questions"] if q["percent"] is not None)
        means = {edition: sum(found) / len(found) for edition, found in percents.items() if found}
        self.assertEqual(set(self.r[self.folder]["means"]), set(means))
        for edition, mean in means.items():
            self.assertAlmostEqual(self.r[self.folder]["means"][edition], mean)

    def test_the_library_of_the_standard_finds_nothing_wrong(self):
        found = self.javascript[self.folder]
        self.assertEqual(found["errors"], [])
        self.assertEqual({name: table.get("rows", table) for name, table in found["tables"].items()},
                         {name: len(rows) for name, rows in self.expected.items()})
        self.assertEqual(sum(table["relations"] for table in found["tables"].values()), 9)

    def test_it_finds_each_relation_that_leads_nowhere(self):
        for name in set(self.expected) - {"reports", "editions"}:
            tables = self.javascript[self.broken[name]]["tables"]
            self.assertIn("Foreign key", tables[name].get("error", ""), name)

    def test_it_finds_a_type_that_is_none(self):
        self.assertTrue(self.javascript[self.broken["a type"]]["errors"])

    def test_what_its_readme_tells_each_of_them_works(self):
        with open(os.path.join(self.folder, "README.md"), encoding="utf8") as file:
            told = dict(re.findall(r"```(\w+)\n(.*?)```", file.read(), re.DOTALL))
        rows = self.expected["scores"]
        expected = [str(len(rows)), str(sum(row["code"] == "0126" for row in rows))]
        for language, command in (("python", ["/usr/bin/python3", "-c"]), ("r", ["Rscript", "--vanilla", "-e"]),
                                  ("js", ["node", "-e"])):
            done = subprocess.run([*command, told.pop(language)], stdout=subprocess.PIPE, check=True, cwd=self.folder,
                                  encoding="utf8", env={**os.environ, "NODE_PATH": NODE_MODULES})
            self.assertEqual(done.stdout.split(), expected, language)
        self.assertEqual(told, {})

    def test_all_find_a_row_too_many(self):
        """Of the checks above: they are no use if they take everything."""
        folder = self.broken["a row twice"]
        for tables in (in_pandas(folder), self.r[folder]["tables"]):
            with self.assertRaisesRegex(AssertionError, "items"):
                self.compare(tables)
        self.assertIn("unique", self.javascript[folder]["tables"]["items"].get("error", ""))


if __name__ == "__main__":
    unittest.main()
