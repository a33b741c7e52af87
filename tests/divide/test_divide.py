#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Reports bound in other papers, and several in one file: each is as if it were read by itself."""
import json
import multiprocessing
import os
import re
import tempfile
import unittest

import fitz

from bundles import PROSE, agenda, annual_report, bind, kkik, letter, paper
from folders import Folder, lines
from kompass import ARJANG, HUDDINGE, HUDDINGE_TRANSCRIPT, extract, more_reports, run, without

AREAS = ["Offentlighet och demokrati", "Tillgänglighet och brukarorientering", "Politisk styrning och kontroll",
         "Ledarskap, ansvar och delegation", "Resultat och effektivitet", "Kommunen som arbetsgivare",
         "Verksamhetsutveckling", "Kommunen som samhällsbyggare"]
CHAPTERS = [[f"{n}. {name}", "Styrkor", "– Medborgarna bjuds in till dialog varje termin", "Förbättringsområden",
             "– Gör målen kända i hela organisationen"] for n, name in enumerate(AREAS, 1)]
ALONE = {path: extract(path) for path in (ARJANG, HUDDINGE)}


def moved(value, pages):
    """A copy in which all that has a place stands so many pages further on."""
    if isinstance(value, dict):
        return {k: v + pages if k == "page" else moved(v, pages) for k, v in value.items()}
    if isinstance(value, list):
        return [moved(v, pages) for v in value]
    return value


def read_alone(path):
    done = run("extract", path)
    return path, json.loads(done.stdout) if done.returncode == 0 else None


def expect(places, alone):
    """What is to be read of reports in a file, without the file."""
    return [({"index": i, "of": len(places), "first_page": first, "last_page": last},
             moved(without(alone[path], "source", "message"), first - 1))
            for i, (path, first, last) in enumerate(places, 1)]


def told(found):
    return [(one["source"]["report"], without(one, "source", "message")) for one in found]


def read_bundle(parts):
    """Parts as bind() takes them; the places of the reports, and what is read of them."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "bundle.pdf")
        places = bind([part if isinstance(part, str) else part() for part in parts], path)
        done = run("extract", path)
        assert done.returncode == 0, f"{parts}: {done.stderr}"
        output = done.stdout if len(places) == 1 else "[" + ",".join(done.stdout.splitlines()) + "]"
        found = json.loads(output)
        return parts, places, told(found if isinstance(found, list) else [found])


class Bundles(Folder):
    def check(self, *parts):
        """Each report, given by its path, is found, with nothing of its neighbours."""
        self.maxDiff = 4000
        expected = expect(bind(parts, self.path), ALONE)
        self.assertEqual(told(lines(self.path)), expected)
        if os.path.exists(self.archive):
            os.unlink(self.archive)
        self.run_well("import", self.path, "--archive", self.archive)
        exported = json.loads(self.run_well("export", "--archive", self.archive, "--to", "json",
                                            "--all-versions").stdout)
        exported.sort(key=lambda one: one["source"]["report"]["index"])
        self.assertEqual(told(exported), expected)

    def test_first_in_the_middle_and_last(self):
        for path in ALONE:
            for others in ([path, annual_report(), kkik()], [kkik(), path, annual_report()],
                           [annual_report(), kkik(), path], [letter(), path]):
                with self.subTest(path=path):
                    self.check(*others)

    def test_several(self):
        self.check(ARJANG, HUDDINGE)
        self.check(HUDDINGE, ARJANG)
        self.check(ARJANG, HUDDINGE, ARJANG, ARJANG, HUDDINGE)

    def test_of_one_municipality(self):
        self.check(HUDDINGE, HUDDINGE)

    def test_other_papers_between(self):
        self.check(HUDDINGE, kkik(), ARJANG)
        self.check(annual_report(), ARJANG, annual_report(), HUDDINGE, annual_report())

    def test_bundles_of_many_reports(self):
        with multiprocessing.Pool() as pool:
            alone = {path: one for path, one in pool.imap(read_alone, more_reports()) if one is not None}
            paths = sorted(alone)
            bundles = [parts for path, other in zip(paths, paths[7:] + paths[:7])
                       for parts in ([annual_report, path, annual_report, other, annual_report],
                                     [path, kkik, other], [path, other], [letter, path])]
            for parts, places, found in pool.imap(read_bundle, bundles):
                with self.subTest(parts=[getattr(part, "__name__", part) for part in parts]):
                    self.assertEqual(found, expect(places, alone))

    def test_other_paper_behind_a_report_without_tables(self):
        """KKiK's tables are not those that the report lacks."""
        path = self.join("cut.pdf")
        with fitz.open(HUDDINGE) as report:
            report.select(range(14))
            report.save(path)
        for parts in [path, kkik], [path, kkik, ARJANG]:
            _, places, found = read_bundle(parts)
            self.assertEqual(found, expect(places, {**ALONE, path: extract(path)}))

    def test_report_whose_sheets_are_counted(self):
        """The first sheet's number is that of the second page, and it alone says what is evaluated."""
        path = self.join("sheets.pdf")
        with paper([["Utvärdering 2017", "Huddinge kommun utvärderades enligt Kommunkompassen i mars 2017."]], "") as pdf:
            pdf.insert_pdf(paper(CHAPTERS, "Faktablad sida {} av {}"))
            pdf.save(path)
        alone = {**ALONE, path: extract(path)}
        bare = self.join("bare.pdf")
        with paper([["Kommunkompassen", "Solna kommun", "Mars 2017"], ["Bakgrund", *PROSE], *CHAPTERS], "") as pdf:
            pdf.save(bare)
        alone[bare] = extract(bare)
        for parts in [path, ARJANG], [kkik, path], [ARJANG, path, HUDDINGE], [bare, path]:
            with self.subTest(parts=[getattr(part, "__name__", part) for part in parts]):
                _, places, found = read_bundle(parts)
                self.assertEqual(found, expect(places, alone))

    def test_reports_without_numbers(self):
        """Nothing parts them but the cover of the second, which bears more than the title."""
        paths = [self.join(f"{name}.pdf") for name in ("Huddinge", "Solna")]
        for path in paths:
            name = os.path.basename(path)[:-4]
            with paper([[f"{name} kommun", "i Kommunkompassen", "Mars 2017"]], "", size=20) as pdf:
                pdf.insert_pdf(paper([["Bakgrund", *PROSE], *CHAPTERS], ""))
                pdf.save(path)
        _, places, found = read_bundle(paths)
        self.assertEqual(found, expect(places, {path: extract(path) for path in paths}))

    def test_appendix_of_an_agenda(self):
        self.check(agenda(40), HUDDINGE, agenda(20))

    def test_whole_file(self):
        for one in ALONE.values():
            self.assertEqual(one["source"]["report"], {"index": 1, "of": 1, "first_page": 1,
                                                       "last_page": one["source"]["pages"]})

    def test_front_that_is_another_paper(self):
        """It bears the title as a report's cover does, but would make an annual report of it."""
        front = [["Kommunkompassen", "Årsredovisning 2017", "Bilaga"]]
        for path in ALONE:
            self.check(paper(front), path)
            self.check(paper(front), path, ARJANG)

    def test_transcript(self):
        with open(HUDDINGE_TRANSCRIPT, encoding="utf8") as file:
            text = file.read()
        path = self.path.replace(".pdf", ".txt")
        with open(path, "w", encoding="utf8") as file:
            file.write(text + "\n\f" + text)
        alone = extract(HUDDINGE_TRANSCRIPT)
        pages = 1 + text.count("\f")
        found = lines(path)
        self.assertEqual(len(found), 2)
        for i, one in enumerate(found):
            self.assertEqual(without(one, "source", "message"),
                             moved(without(alone, "source", "message"), i * pages))

    def test_no_report_among_papers(self):
        bind([annual_report(), kkik()], self.path)
        done = run("extract", self.path)
        self.assertEqual((done.returncode, done.stdout), (3, ""))
        self.assertIn("an annual report", done.stderr)


class Commands(Folder):
    """Two reports and a paper in one file, and a file with one."""

    def setUp(self):
        super().setUp()
        bind([HUDDINGE, kkik(), ARJANG], self.path)
        self.found = lines(self.path)

    def assert_archive_holds_both(self):
        self.assertEqual(self.rows("SELECT municipality, report_index, reports, first_page, last_page, current "
                                   "FROM report ORDER BY report_index"),
                         [("Huddinge", 1, 2, 1, 24, 1), ("Årjäng", 2, 2, 27, 36, 1)])
        self.assertEqual(self.rows("SELECT count(*), min(d.report = r.id) FROM document AS d "
                                   "JOIN report AS r ON r.sha256 = d.sha256 AND r.report_index = 1"), [(1, 1)])
        self.assertEqual(self.rows("SELECT count(DISTINCT report) FROM question"), [(2,)])
        exported = json.loads(self.run_well("export", "--archive", self.archive, "--to", "json").stdout)
        self.assertEqual(without(exported, "name"), without(self.found, "name"))

    def test_pages_that_are_named(self):
        one = json.loads(self.run_well("extract", self.path, "--pages", "27-36").stdout)
        self.assertEqual(one["source"]["report"], {"index": 1, "of": 1, "first_page": 27, "last_page": 36})
        self.assertEqual(without(one, "source"), without(self.found[1], "source"))
        done = run("extract", self.path, "--pages", "25-26")
        self.assertEqual((done.returncode, done.stdout), (3, ""))
        done = run("extract", self.path, "--pages", "40-50")
        self.assertEqual((done.returncode, "no page 40" in done.stderr), (3, True))
        for wrong in (["--pages", "9-3"], ["--pages", "x"], ["--pages", "3-9", ARJANG],
                      ["--pages", "3-9", "--out", self.folder]):
            self.assertEqual(run("extract", self.path, *wrong).returncode, 2)

    def test_extract_among_others(self):
        output = self.run_well("extract", ARJANG, self.path).stdout
        self.assertEqual([json.loads(line)["source"]["report"]["index"] for line in output.splitlines()],
                         [1, 1, 2])

    def test_extract_into_files(self):
        self.run_well("extract", self.path, "--out", self.join("out"))
        sha = self.found[0]["source"]["sha256"][:12]
        names = [f"bundle-{sha}.{i}.json" for i in (1, 2)]
        self.assertEqual(sorted(os.listdir(self.join("out"))), names)
        for name, one in zip(names, self.found):
            with open(os.path.join(self.join("out"), name), encoding="utf8") as file:
                self.assertEqual(json.load(file), one)

    def test_import(self):
        done = self.run_well("import", self.path, "--archive", self.archive)
        self.assertIn("1 document in", done.stderr)
        self.assertIn("2 reports", done.stderr)
        self.assert_archive_holds_both()
        self.run_well("import", self.path, "--archive", self.archive)
        self.assert_archive_holds_both()
        self.run_well("import", "--again", "older", "--archive", self.archive)
        self.assert_archive_holds_both()

    def test_import_under_another_name(self):
        self.run_well("import", self.path, "--archive", self.archive)
        os.rename(self.path, self.join("a.pdf"))
        self.run_well("import", self.join("a.pdf"), "--archive", self.archive)
        self.assertEqual(self.rows("SELECT name, report_index FROM report ORDER BY report_index"),
                         [("a.pdf", 1), ("a.pdf", 2)])
        self.assertEqual(self.rows("SELECT count(*) FROM document WHERE report IN "
                                   "(SELECT id FROM report WHERE report_index = 1)"), [(2,)])

    def test_merged_lines(self):
        text = self.run_well("extract", ARJANG, self.path).stdout.splitlines(keepends=True)[1:]
        with open(self.join("lines"), "w", encoding="utf8") as file:
            file.writelines(text)
        for _ in range(2):
            done = self.run_well("import", "--ndjson", self.join("lines"), "--archive", self.archive)
            self.assertIn("1 document in", done.stderr)
            self.assertIn("2 reports in 1 of them", done.stderr)
            self.assert_archive_holds_both()

    def test_show_and_validate_say_which(self):
        shown = self.run_well("show", self.path).stdout
        for extent in "report 1 of 2, pages 1–24 of 36", "report 2 of 2, pages 27–36 of 36":
            self.assertIn(extent, " ".join(shown.split()))
            self.assertIn(extent, self.run_well("validate", self.path).stdout)

    def test_reconcile_knows_both(self):
        page = self.join("page.txt")
        with open(page, "w", encoding="utf8") as file:
            file.write("Årjängs kommun fick 64,5 poäng för området Samhällsutveckling i Kommunkompassen 2021.\n")
        self.assertIn("Årjäng", self.run_well("reconcile", self.path, "--claims", page).stdout)

    def test_audit_makes_a_folder_each(self):
        self.run_well("audit", self.path, "--out", self.join("audit"))
        for i, pages in (1, range(1, 25)), (2, range(27, 37)):
            with open(self.join(f"audit.{i}/index.html"), encoding="utf8") as file:
                text = file.read()
            self.assertEqual([int(n) for n in re.findall(r'class="page" id="p(\d+)"', text)], list(pages))

    def test_dump_of_each(self):
        for stage in "draft", "account":
            first, second = (self.run_well("dump", "--stage", stage, path).stdout for path in (HUDDINGE, ARJANG))
            behind = re.sub(r"(?<=@)\d+(?=\[)|(?<=^page )\d+", lambda page: str(int(page[0]) + 26), second,
                            flags=re.MULTILINE)
            self.assertEqual(self.run_well("dump", "--stage", stage, self.path).stdout, first + behind)


if __name__ == "__main__":
    unittest.main()
