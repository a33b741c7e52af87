#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Where reports were published: told when they are imported, kept, and found again in every output."""
import csv
import json
import os
import re
import shutil
import sqlite3
import tempfile
import unittest
import zipfile

from kompass import ARJANG, HUDDINGE, read, run

ADDRESS = "https://huddinge.se/rapport.pdf?a=1&b=2"
OTHER = "http://www.arjang.se/kompass/2021.pdf"


class Sources(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        os.mkdir(self.path("reports"))
        self.huddinge = shutil.copy(HUDDINGE, self.path("reports/huddinge.pdf"))
        self.arjang = shutil.copy(ARJANG, self.path("reports/årjäng 2021.pdf"))
        self.archive = self.path("a.sqlite")

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text, encoding="utf8"):
        with open(self.path(name), "w", encoding=encoding, newline="") as file:
            file.write(text)
        return self.path(name)

    def load(self, *arguments, status=0):
        done = run("import", "--sandbox=off", *arguments, "--archive", self.archive)
        self.assertEqual(done.returncode, status, done.stderr)
        return done

    def export(self, form, name=None):
        options = ["--out", self.path(name)] if name else []
        done = run("export", "--archive", self.archive, "--to", form, *options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def urls(self):
        """{municipality: url} of the archive."""
        return {one["municipality"]["name"]: one["source"].get("url")
                for one in map(json.loads, self.export("ndjson").splitlines())}

    def test_map_names_files_paths_and_hashes(self):
        self.load(self.path("reports"))
        self.assertEqual(self.urls(), {"Huddinge": None, "Årjäng": None})
        sha256 = json.loads(run("extract", ARJANG).stdout)["source"]["sha256"]
        for text in (f"fil,adress\r\nhuddinge.pdf,{ADDRESS}\r\n{sha256},{OTHER}\r\n",
                     f'"reports/huddinge.pdf";"{ADDRESS}"\nårjäng 2021.pdf;{OTHER};more\n',
                     f"\ufeff{self.huddinge}\t{ADDRESS}\n\n./årjäng 2021.pdf\t {OTHER} \n"):
            with self.subTest(text):
                os.remove(self.archive)
                self.load(self.path("reports"), "--sources", self.write("map.csv", text))
                self.assertEqual(self.urls(), {"Huddinge": ADDRESS, "Årjäng": OTHER})

    def test_map_tells_of_what_was_read_before(self):
        self.load(self.path("reports"))
        self.load("--sources", self.write("map.csv", f"huddinge.pdf,{ADDRESS}\n"))
        self.assertEqual(self.urls(), {"Huddinge": ADDRESS, "Årjäng": None})
        self.load("--sources", self.write("map.csv", f"huddinge.pdf,{OTHER}\n"))
        self.assertEqual(self.urls()["Huddinge"], OTHER)
        done = self.load("--sources", self.write("map.csv", f"huddinge.pdf,{ADDRESS}\n"))
        self.assertEqual(done.stderr, f"kompass: {self.archive}: 1 report got an address\n")

    def test_file_beside_a_document_tells_and_is_none(self):
        self.write("reports/huddinge.pdf.url", f"[InternetShortcut]\r\nURL={ADDRESS}\r\n")
        self.write("reports/årjäng 2021.pdf.url", OTHER + "\n")
        done = self.load(self.path("reports"))
        self.assertIn("2 documents", done.stderr)
        self.assertEqual(self.urls(), {"Huddinge": ADDRESS, "Årjäng": OTHER})
        self.load("--sources", self.write("map.csv", f"huddinge.pdf,{OTHER}\n"))
        self.assertEqual(self.urls()["Huddinge"], OTHER)

    def test_address_is_kept_when_a_document_is_read_anew(self):
        self.load(self.path("reports"), "--sources", self.write("map.csv", f"huddinge.pdf,{ADDRESS}\n"))
        base = sqlite3.connect(self.archive)
        base.execute("UPDATE document SET reader = reader - 1")
        base.commit()
        base.close()
        self.assertIn("2 documents", self.load("--again", "older").stderr)
        self.assertEqual(self.urls()["Huddinge"], ADDRESS)
        shutil.copy(self.huddinge, self.path("reports/a.pdf"))  # an earlier name: it is stored anew
        self.load(self.path("reports"))
        self.assertEqual(self.urls()["Huddinge"], ADDRESS)

    def test_what_is_no_address_is_refused(self):
        for line in ("huddinge.pdf,javascript:alert(1)", "huddinge.pdf,https://a.se/ b", "huddinge.pdf",
                     'huddinge.pdf,"https://a.se/""onload="', "huddinge.pdf,ftp://a.se/b.pdf"):
            with self.subTest(line):
                done = self.load(self.huddinge, "--sources",
                                 self.write("map.csv", f"file,url\n{line}\n"), status=2)
                self.assertRegex(done.stderr, r"\Akompass: [^\n]*map\.csv, line 2: [^\n]+\n\Z")
        self.assertFalse(os.path.exists(self.archive))
        self.write("reports/huddinge.pdf.url", "javascript:alert(1)\n")
        self.assertIn("huddinge.pdf.url: holds no address", self.load(self.huddinge).stderr)
        report = json.loads(run("extract", HUDDINGE).stdout)
        report["source"]["url"] = "javascript:alert(1)"
        done = self.load("--ndjson", self.write("a.ndjson", json.dumps(report) + "\n"), status=3)
        self.assertIn("source.url", done.stderr)

    def test_merged_lines_carry_it(self):
        self.load(self.path("reports"), "--sources", self.write("map.csv", f"huddinge.pdf,{ADDRESS}\n"))
        lines = self.export("ndjson")
        self.archive = self.path("b.sqlite")
        self.load("--ndjson", self.write("a.ndjson", lines))
        self.assertEqual(self.export("ndjson"), lines)

    def test_site_leads_to_the_page(self):
        self.load(self.huddinge, "--sources", self.write("map.csv", f"huddinge.pdf,{ADDRESS}\n"))
        self.export("html", "site")
        page = read(self.path("site/0126-huddinge.html"))
        address = ADDRESS.replace("&", "&amp;")
        self.assertIn(f'<a href="{address}">{address}</a>', page)
        report = json.loads(self.export("ndjson"))
        item = report["areas"][0]["strengths"][0]
        number = item["at"][0]["page"]
        self.assertRegex(page, re.escape(item["text"]) + r'&nbsp;<span class="page">s\.&nbsp;'
                         + re.escape(f'<a href="{address}#page={number}">{number}'))

    def test_tables_tell_it(self):
        self.load(self.path("reports"), "--sources", self.write("map.csv", f"huddinge.pdf,{ADDRESS}\n"))
        self.export("csv", "tables")
        with open(self.path("tables/reports.csv"), encoding="utf8", newline="") as file:
            self.assertEqual({row["municipality"]: row["url"] for row in csv.DictReader(file)},
                             {"Huddinge": ADDRESS, "Årjäng": ""})
        with open(self.path("tables/scores.csv"), encoding="utf8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["municipality"] == "Huddinge"]
        paged = [row for row in rows if row["page"]]
        self.assertGreater(len(paged), 30)
        self.assertEqual([row["url"] for row in paged], [f"{ADDRESS}#page={row['page']}" for row in paged])
        self.export("sqlite", "out.sqlite")
        base = sqlite3.connect(self.path("out.sqlite"))
        for view in "area_scores", "question_scores":
            told = base.execute(f"SELECT url, page, municipality FROM {view}").fetchall()
            self.assertEqual([url for url, page, _ in told],
                             [f"{ADDRESS}#page={page}" if name == "Huddinge" else None
                              for _, page, name in told])
        self.assertEqual(base.execute("SELECT url FROM report ORDER BY municipality").fetchall(),
                         [(ADDRESS,), (None,)])
        base.close()
        self.export("xlsx", "out.xlsx")
        with zipfile.ZipFile(self.path("out.xlsx")) as book:
            names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
            sheet = book.read(f"xl/worksheets/sheet{names.index('scores') + 1}.xml").decode()
        self.assertIn(ADDRESS.replace("&", "&amp;") + "#page=", sheet)


if __name__ == "__main__":
    unittest.main()
