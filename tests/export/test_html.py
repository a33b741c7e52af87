# SPDX-License-Identifier: GPL-2.0-or-later
"""The site of pages: does a person find every number, whole and harmless, whatever the browser?

What ndjson gives of the same archive is the truth that the pages are held against."""
import copy
import csv
import filecmp
import functools
import glob
import hashlib
import json
import os
import re
import shutil
import tempfile
import unittest

import fitz

import flatten
from browser import Browser
from kompass import ROOT, reports, run

DASH = "–"
STATUSES = {"consistent": "Stämmer", "inconsistent": "Motsägelse", "incomplete": "Ofullständig"}
BAD = "document.title='x'"
HOSTILE = [f"<script>{BAD}</script>", f"\"><img src=x onerror=\"{BAD}\">", f"' onclick='{BAD}' \"x",
           "&lt;b&gt; &#60;", "</p></main></body>", "<style>*{display:none}</style>",
           "a\u00adb\u200bc"]


# ---- reports ---------------------------------------------------------------------------------

def real_reports():
    """Those that can be read."""
    done = [run("extract", path) for path in reports()]
    return [json.loads(one.stdout) for one in done if one.returncode == 0]


def another(report, year, mark="", **members):
    """A copy as another evaluation of the same municipality."""
    changed = copy.deepcopy(report)
    changed.update(year=year, **members)
    changed["source"]["sha256"] = hashlib.sha256(f"{year} {members} {mark}".encode()).hexdigest()
    return changed


def with_half_points(report):
    """What a report may print: in its first area, and so in its total; and a whole with a decimal."""
    area = report["areas"][0]
    area["questions"][1]["achieved"] = float(area["questions"][1]["achieved"])
    for numbers in (area["questions"][0], area["score"], report["total"]):
        numbers["achieved"] += 0.5
    return report


def hostile_report(report):
    """Of no known municipality, with hostile text wherever text can be."""
    report = another(report, 2018, "hostile", publisher=HOSTILE[0],
                     municipality=dict.fromkeys(("name", "code", "county")))
    area = report["areas"][0]
    area["name"], area["overview"], area["topics"] = HOSTILE[1], "\n".join(HOSTILE), list(HOSTILE)
    area["strengths"] = area["improvements"] = [{"text": t, "at": []} for t in HOSTILE]
    for question, text in zip(area["questions"], HOSTILE):
        question["text"] = text
    area["comparisons"] = [{"label": HOSTILE[0], "kind": "other", "year": None, "score": 1,
                            "at": []}]
    report["source"].update(name=HOSTILE[1], title=HOSTILE[0], producer=HOSTILE[2])
    report["evaluation"].update(period=HOSTILE[1], evaluators=[
        {"name": HOSTILE[0], "role": HOSTILE[1], "organisation": HOSTILE[2]}])
    report["diagnostics"] = [{"severity": "warning", "code": "value-missing", "at": [],
                              "message": HOSTILE[1]}]
    report["validation"].update(status="inconsistent", findings=[
        {"rule": "row-range", "subject": "1.1", "outcome": "failed", "expected": [0, 2.5],
         "found": 3, "message": HOSTILE[1], "at": [{"page": 2, "bbox": None}]}])
    report["validation"]["counts"]["failed"] = 1
    return report


# ---- what is expected on the pages -------------------------------------------------------------

def swedish(number):
    """Decimals with a comma, a minus that is one, a dash for nothing."""
    if number is None:
        return DASH
    return str(number).replace(".", ",").replace("-", "−")


def pages_of(at):
    """Page numbers as they are written: "6–7, 9"."""
    runs = []
    for page in (place["page"] for place in at):
        if runs and runs[-1][1] == page - 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)


def shown(text):
    """What cannot be seen stands there as an escape."""
    escaped = re.sub("[\u00ad\u200b]", lambda c: f"\\u{ord(c[0]):04x}", text or "")
    return " ".join(escaped.split())


def cells_of(score):
    percent = swedish(score["percent"])
    return [swedish(score["achieved"]), swedish(score["max"]),
            percent if percent == DASH else f"{percent} %", pages_of(score["at"])]


def names(reports):
    return [f"{r['municipality']['name'] or 'Okänd kommun'} {r['year']}" for r in reports]


# ---- what stands on the pages, as a person would read it ---------------------------------------

READ = """
const text = (e, but) => { const c = e.cloneNode(true);
    c.querySelectorAll('.vh, .flag, .unsure, svg' + (but || '')).forEach(x => x.remove());
    return c.textContent.replace(/\\s+/g, ' ').trim(); };
const texts = (e, s) => Array.from(e.querySelectorAll(s), x => text(x));
const rows = (e, s) => Array.from(e.querySelectorAll(s), r => Array.from(r.cells, x => text(x)));
"""

READ_REPORT = READ + """
return {
    title: document.title, h1: texts(document, 'h1'), big: texts(document, '.big b'),
    heads: texts(document, '.profile thead th'), profile: rows(document, '.profile tbody tr'),
    sum: rows(document, '.profile tfoot tr'), notes: texts(document, '.note, .warn'),
    published: texts(document, '.hero .published li'),
    comparisons: texts(document, '.hero .comparisons li'),
    findings: texts(document, '.findings .failed, .findings .skipped'),
    doubts: texts(document, '.findings .doubt'), source: texts(document, '#kalla + dl dd'),
    areas: Array.from(document.querySelectorAll('.area'), a => ({
        name: texts(a, 'h3')[0], topics: texts(a, '.topics li'), overview: texts(a, 'details p'),
        strengths: texts(a, '.strengths li'), improvements: texts(a, '.improvements li'),
        questions: rows(a, '.questions tbody tr'), sum: rows(a, '.questions tfoot tr'),
        published: texts(a, '.published li'), comparisons: texts(a, '.comparisons li')})),
};"""

READ_OVERVIEW = READ + """
return Array.from(document.querySelectorAll('.list tbody tr'), r => ({
    cells: Array.from(r.cells, c => text(c, ', small')),
    strip: r.querySelector('svg').getAttribute('aria-label'),
    page: r.querySelector('a').getAttribute('href')}));"""

READ_CONTRADICTIONS = READ + """
return ['failed', 'skipped'].map(kind =>
    Array.from(document.querySelectorAll(`table.${kind} tbody`), body => ({
        head: texts(body.rows[0], 'a')[0],
        rows: Array.from(body.rows).slice(1).map(r => Array.from(r.cells, x => text(x)))})));"""

VISIBLE = """
return Array.from(document.querySelectorAll('.list tbody tr')).filter(r => r.offsetParent)
    .map(r => r.cells[0].firstChild.textContent + ' ' + r.cells[1].textContent);"""

OVERLAPS = """
const all = Array.from(document.querySelectorAll('svg text'), e => [e.textContent,
                                                                    e.getBoundingClientRect()]);
return all.flatMap(([a, p], i) => all.slice(i + 1).filter(([b, q]) => p.left < q.right &&
    q.left < p.right && p.top < q.bottom && q.top < p.bottom).map(([b]) => `${a} on ${b}`));"""

LINKS = """
return Array.from(document.querySelectorAll('[href], [src]'),
                  e => e.getAttribute('href') || e.getAttribute('src'));"""


class Site(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="kk-html-")
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        real = real_reports()
        first = next(r for r in real if r["total"]["achieved"] is not None)
        cls.first, cls.edition = first, first["edition"]
        other = next(e for e in ("2002", "2010", "2016", "2020") if e != cls.edition)
        later = with_half_points(another(first, first["year"] + 2))
        newest = another(first, first["year"] + 4, edition=other)
        older = another(first, first["year"] + 2, "older")
        older["evaluation"]["report_date"] = "2001-01-01"
        later["evaluation"]["report_date"] = "2001-01-02"
        added = {"later": later, "newest": newest, "older": older, "hostile": hostile_report(first)}
        archive = cls.archive("all", [older, *real, later, newest, added["hostile"]])
        cls.site = cls.export(archive)
        lines = run("export", "--archive", archive, "--to", "ndjson", "--all-versions").stdout
        cls.reports = [json.loads(line) for line in lines.splitlines()]
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)
        cls.open("index.html")
        cls.rows = cls.browser.run(READ_OVERVIEW)
        for name, report in added.items():
            setattr(cls, name, next(r for r in cls.reports
                                    if r["source"]["sha256"] == report["source"]["sha256"]))

    @classmethod
    def archive(cls, name, reports):
        lines, archive = (os.path.join(cls.folder, f"{name}.{end}") for end in ("ndjson", "sqlite"))
        with open(lines, "w", encoding="utf8") as file:
            file.writelines(json.dumps(report) + "\n" for report in reports)
        done = run("import", "--ndjson", lines, "--archive", archive)
        assert done.returncode == 0, done.stderr
        return archive

    @classmethod
    def export(cls, archive, *options, **environment):
        site = tempfile.mkdtemp(prefix="site-", dir=cls.folder)
        done = run("export", "--archive", archive, "--to", "html", "--out", site, "--all-versions",
                   *options, env={**os.environ, **environment})
        assert done.returncode == 0, done.stderr
        return site

    @classmethod
    @functools.cache
    def many(cls):
        """Twenty evaluations, whose totals stand in two neighbouring bars of ten."""
        reports = [another(cls.first, 2005 + i) for i in range(20)]
        for i, report in enumerate(reports):
            for score in (report["areas"][0]["score"], report["total"]):
                score["achieved"] -= 25 * (i % 2)
        return cls.export(cls.archive("many", reports))

    @classmethod
    def open(cls, name, site=None):
        cls.browser.open(os.path.join(site or cls.site, name))

    def read(self, report):
        self.open(self.page_of(report))
        return self.browser.run(READ_REPORT)

    def pages(self):
        return sorted(n for n in os.listdir(self.site) if n.endswith(".html"))

    def page_of(self, report):
        return self.rows[self.reports.index(report)]["page"]

    def kinds(self):
        """A page of every kind."""
        reports = [self.first_with("failed"), self.first_with("skipped"), self.later, self.older,
                   self.hostile]
        edition = self.first["edition"]
        return ["index.html", "motsagelser.html", "om.html", "omraden.html",
                f"omrade-{edition}-1.html", f"fraga-{edition}-1-1.html",
                f"jamfor-{edition}.html", f"karta-{edition}.html",
                *dict.fromkeys(self.page_of(r) for r in reports)]

    def first_with(self, outcome):
        return max(self.reports, key=lambda r: r["validation"]["counts"][outcome])

    # ---- the pages ---------------------------------------------------------------------------

    def test_no_page_writes_to_the_console(self):
        self.browser.console()
        for name in self.pages():
            self.open(name)
            self.assertEqual(self.browser.console(), [], name)

    def test_everybody_can_use_every_kind_of_page_in_light_and_dark_and_on_a_phone(self):
        self.addCleanup(self.browser.console)
        self.addCleanup(self.browser.size, 1280, 900)
        self.addCleanup(self.browser.media)
        width_of = "return document.documentElement.scrollWidth"
        for name in self.kinds():
            for width, dark in ((1280, False), (1280, True), (390, False)):
                with self.subTest(page=name, width=width, dark=dark):
                    self.browser.size(width, 900)
                    self.browser.media(dark=dark)
                    self.open(name)
                    self.assertEqual(self.browser.axe(), [])
                    self.assertLessEqual(self.browser.run(width_of), width)

    def test_every_link_leads_somewhere_and_every_page_is_linked(self):
        ids_of = "return Array.from(document.querySelectorAll('[id]'), e => e.id)"
        targets, links = {}, set()
        for name in self.pages():
            self.open(name)
            ids = self.browser.run(ids_of)
            self.assertEqual(len(ids), len(set(ids)), name)
            targets[name] = set(ids)
            links |= {(name, href) for href in self.browser.run(LINKS)}
        for name, href in links:
            file, _, fragment = href.partition("#")
            self.assertTrue(os.path.isfile(os.path.join(self.site, file or name)), (name, href))
            if fragment and not fragment.startswith("q="):  # a search
                self.assertIn(fragment, targets[file or name], (name, href))
        linked = {href.partition("#")[0] for _, href in links}
        self.assertEqual(set(targets) - linked, set())

    def test_names_of_files_are_made_of_the_register_and_hashes_alone(self):
        for name in self.pages():
            self.assertRegex(name, r"^(index|motsagelser|om|omraden|omrade-\d{4}-[1-8]|fraga-\d{4}-\d+-\d+|(jamfor|karta)-\d{4}|okand-[0-9a-f]{16}|"
                                   r"\d{4}-[a-z-]+(-\d{4}(-[0-9a-f]{12})?)?)\.html$")

    def test_no_words_in_a_figure_stand_on_each_other(self):
        self.addCleanup(self.browser.console)
        for site in (self.site, self.many()):
            for name in os.listdir(site):
                if name.endswith(".html"):
                    self.open(name, site)
                    self.assertEqual(self.browser.run(OVERLAPS), [], name)

    def test_on_paper_the_head_of_the_list_stands_on_each_of_its_pages(self):
        path = os.path.join(self.folder, "index.pdf")
        self.addCleanup(self.browser.console)
        self.open("index.html", self.many())
        self.browser.print_pdf(path)
        with fitz.open(path) as pdf:
            texts = [text for text in (page.get_text() for page in pdf) if "Stämmer\n" in text]
        self.assertGreater(len(texts), 1)
        for text in texts:
            self.assertIn("Tryckt total", text)

    def test_the_same_archive_gives_the_same_bytes_whatever_the_locale(self):
        again = self.export(os.path.join(self.folder, "all.sqlite"), LC_ALL="sv_SE.UTF-8",
                            TZ="Asia/Tokyo")
        files, others = (sorted(os.path.relpath(os.path.join(folder, name), site)
                                for folder, _, names in os.walk(site) for name in names)
                         for site in (self.site, again))
        self.assertEqual(files, others)
        self.assertEqual(filecmp.cmpfiles(self.site, again, files, shallow=False)[0], files)

    def test_without_reports_there_is_a_site_that_says_so(self):
        empty = self.export(os.path.join(self.folder, "all.sqlite"), "--year", "2099")
        self.addCleanup(self.browser.console)
        self.open("index.html", empty)
        self.assertIn("0 utvärderingar", self.browser.run("return document.body.textContent"))
        self.assertEqual(self.browser.axe(), [])
        self.open("motsagelser.html", empty)
        self.assertEqual(self.browser.run(READ_CONTRADICTIONS), [[], []])
        self.assertEqual(self.browser.axe(), [])

    # ---- numbers -----------------------------------------------------------------------------

    def test_the_overview_has_every_report_with_its_numbers(self):
        self.assertEqual(len(self.rows), len(self.reports))
        for row, report in zip(self.rows, self.reports):
            total = report["total"]
            printed = total["published"][0]["score"] if total["published"] else None
            points = {area["number"]: flatten.points(area)[0] for area in report["areas"]}
            self.assertEqual(row["cells"], [
                report["municipality"]["name"] or "Okänd kommun", str(report["year"]),
                report["edition"], swedish(flatten.computed(report)[0]), swedish(printed), "",
                STATUSES[report["validation"]["status"]]])
            self.assertEqual(row["strip"], "Områdena 1 till 8: " + "; ".join(
                swedish(points[n]) if points.get(n) is not None else "saknas"
                for n in range(1, 9)))

    def test_every_number_and_text_of_every_report_stands_on_its_page(self):
        for report in self.reports:
            with self.subTest(page=self.page_of(report)):
                page = self.read(report)
                self.check_head(page, report)
                self.check_profile(page, report)
                self.check_checks(page, report)
                self.assertEqual(len(page["areas"]), len(report["areas"]))
                for seen, area in zip(page["areas"], report["areas"]):
                    self.check_area(seen, area)

    def check_head(self, page, report):
        total = report["total"]
        self.assertEqual(page["h1"], [report["municipality"]["name"] or "Okänd kommun"])
        self.assertIn(str(report["year"]), page["title"])
        self.assertEqual(page["big"], [swedish(flatten.total(report)[0])])
        self.check_elsewhere(page, total)
        for text in (report["source"]["name"], report["source"]["sha256"]):
            self.assertIn(shown(text), page["source"])

    def check_profile(self, page, report):
        column = page["heads"].index(str(report["year"]))
        self.assertEqual(len(page["profile"]), len(report["areas"]))
        for row, area in zip(page["profile"], report["areas"]):
            points, _, at = flatten.points(area)
            self.assertEqual(row[:2], [str(area["number"]), shown(area["name"])])
            self.assertEqual(row[column].split(" ")[0], swedish(points))
            self.assertEqual(row[-1], pages_of(at))
        self.assertEqual(page["sum"][0][column], swedish(flatten.computed(report)[0]))

    def check_checks(self, page, report):
        findings, doubts = report["validation"]["findings"], report["diagnostics"]
        self.assertEqual(len(page["findings"]), len(findings))
        for seen, finding in zip(page["findings"], findings):
            self.assertEqual(shown(finding["message"]) in seen, finding["message"] in HOSTILE)
            for number in [finding["found"], *(finding["expected"] or [])]:
                self.assertIn(swedish(number) if number is not None else "", seen)
        self.assertEqual(len(page["doubts"]), len(doubts))
        for seen, doubt in zip(page["doubts"], doubts):
            self.assertEqual(shown(doubt["message"]) in seen, doubt["message"] in HOSTILE)

    def check_elsewhere(self, seen, printed):
        self.assertEqual(len(seen["published"]), len(printed["published"]))
        for line, one in zip(seen["published"], printed["published"]):
            self.assertRegex(line, rf" {swedish(one['score'])} s\. {pages_of(one['at'])}$")
        self.assertEqual(len(seen["comparisons"]), len(printed["comparisons"]))
        for line, one in zip(seen["comparisons"], printed["comparisons"]):
            self.assertIn(f"”{shown(one['label'])}”" if one["label"] else "", line)
            self.assertIn(f" {swedish(one['score'])}", line)

    def check_area(self, seen, area):
        self.assertEqual(seen["name"], f"{area['number']} {shown(area['name'])}")
        self.assertEqual(seen["topics"], [shown(topic) for topic in area["topics"]])
        paragraphs = area["overview"].split("\n") if area["overview"] else []
        self.assertEqual(seen["overview"], [shown(one) for one in paragraphs])
        for kind in ("strengths", "improvements"):
            self.assertEqual(seen[kind], [
                " s. ".join(filter(None, (shown(item["text"]), pages_of(item["at"]))))
                for item in area[kind]])
        self.assertEqual(seen["questions"], [[q["code"], shown(q["text"]), *cells_of(q)]
                                             for q in area["questions"]])
        self.assertEqual(seen["sum"], [["", "Summa (tryckt)", *cells_of(area["score"])]]
                         if area["score"] else [])
        self.check_elsewhere(seen, area)

    def test_the_page_of_contradictions_has_every_failed_check_and_the_others_apart(self):
        self.open("motsagelser.html")
        seen = self.browser.run(READ_CONTRADICTIONS)
        for groups, outcome in zip(seen, ("failed", "skipped")):
            concerned = [r for r in self.reports if r["validation"]["counts"][outcome] > 0]
            self.assertEqual([group["head"] for group in groups], names(concerned))
            for group, report in zip(groups, concerned):
                findings = [f for f in report["validation"]["findings"] if f["outcome"] == outcome]
                if outcome == "failed":
                    self.check_failed(group["rows"], findings)
                else:
                    self.assertEqual(len(group["rows"]), len({f["rule"] for f in findings}))

    def check_failed(self, rows, findings):
        self.assertEqual(len(rows), len(findings))
        for row, finding in zip(rows, findings):
            least, greatest = finding["expected"] or (None, None)
            subject = finding["subject"].replace("total", "Totalpoängen")
            until = f"–{swedish(greatest)}" if greatest != least else ""
            self.assertIn(subject, row[0])
            self.assertEqual(shown(finding["message"]) in row[1], finding["message"] in HOSTILE)
            self.assertEqual(row[2].split(" ")[0], swedish(finding["found"]))
            self.assertEqual(row[3:], [swedish(least) + until, pages_of(finding["at"])])

    def test_swedish_sentences_keep_numbers_and_what_is_printed(self):
        cases = [
            ("value-missing", "The percentage in the total of area 6 is missing.",
             "Procenten i summan för område 6 saknas."),
            ("area-unknown", "Area 3, \"Fritid\", is not in the catalogue of edition 2016.",
             "Namnet på område 3, ”Fritid”, finns inte i förteckningen för utgåva 2016."),
            ("total-unlikely",
             "The areas add up to 363.5, the published total is 359: rounding can explain it only "
             "if nearly all areas were rounded the same way (4.5 standard deviations).",
             "Områdena ger tillsammans 363,5, den tryckta totalen är 359: avrundning kan förklara "
             "det bara om nästan alla områden har avrundats åt samma håll (4,5 standardavvikelser)."),
            ("year-missing", "Nobody says this.", "Nobody says this."),
        ]
        report = another(self.first, 2019, "cases")
        report["diagnostics"] = [{"severity": "info", "code": code, "message": message, "at": []}
                                 for code, message, _ in cases]
        site = self.export(self.archive("cases", [report]))
        self.addCleanup(self.browser.console)
        self.open("index.html", site)
        self.open(self.browser.run(READ_OVERVIEW)[0]["page"], site)
        seen = self.browser.run(READ_REPORT)["doubts"]
        self.assertEqual(seen, [f"Upplysning: {swedish}" for _, _, swedish in cases])

    # ---- evaluations of one municipality -------------------------------------------------------

    def test_a_change_is_told_within_an_edition_only(self):
        year = self.first["year"]
        page = self.read(self.later)
        self.assertEqual(page["heads"][2:5], [str(year), str(self.later["year"]),
                                              f"Ändring sedan {year}, beräknad"])
        self.assertEqual([row[4] for row in page["profile"][:2]], ["+0,5", "±0"])
        self.assertEqual(page["sum"][0][4], "+0,5")
        page = self.read(self.newest)
        self.assertEqual(page["heads"][2:], [str(self.newest["year"]), "Sida"])
        self.assertTrue(any(f"utgåva {self.edition}" in note and "inte att jämföra" in note
                            for note in page["notes"]))

    def test_the_newest_evaluation_has_the_municipality_s_page_and_leads_to_the_others(self):
        page = self.page_of(self.newest)
        self.assertRegex(page, r"^\d{4}-[a-z-]+\.html$")
        self.open(page)
        theirs = [r for r in self.reports if r["municipality"] == self.newest["municipality"]]
        self.assertEqual([href for href in self.browser.run(LINKS) if href.startswith(page[:4])],
                         [self.page_of(report) for report in theirs])
        for report in theirs[:-1]:
            self.open(self.page_of(report))
            self.assertIn(page, self.browser.run(LINKS))
        self.assertTrue(any("nyare" in note for note in self.read(self.older)["notes"]))

    # ---- what the script adds ------------------------------------------------------------------

    def visible(self):
        return self.browser.run(VISIBLE)

    def by_total(self, sign):
        totals = [flatten.computed(r)[0] for r in self.reports]
        order = sorted(range(len(totals)),
                       key=lambda i: (totals[i] is None, sign * (totals[i] or 0)))
        return names(self.reports[i] for i in order)

    def test_the_table_sorts_both_ways_and_back(self):
        head = ".list th:nth-child({}) button"
        self.open("index.html")
        self.assertEqual(self.visible(), names(self.reports))
        self.browser.click(head.format(4))
        self.assertEqual(self.visible(), self.by_total(-1))
        self.assertEqual(self.browser.run(
            "return Array.from(document.querySelectorAll('.list th'), h => h.ariaSort)"),
            [None, None, None, "descending", None, None, None] + [None] * len(self.reports))
        self.browser.click(head.format(4))
        self.assertEqual(self.visible(), self.by_total(1))
        self.browser.click(head.format(2))
        self.assertEqual(self.visible(), names(sorted(self.reports, key=lambda r: r["year"])))
        self.browser.click(head.format(1))
        self.assertEqual(self.visible(), names(self.reports))

    def choose(self, name, value):
        self.browser.run("""const one = document.querySelector(`select[data-for=${arguments[0]}]`);
            one.value = arguments[1]; one.dispatchEvent(new Event('change'));""", name, value)

    def test_the_table_is_searched_by_municipality_and_county_and_narrowed(self):
        county = self.first["municipality"]["county"]
        found = [r for r in self.reports if r["municipality"]["county"] == county]
        self.open("index.html")
        self.browser.run("document.querySelector('.tools input').focus()")
        self.browser.press(*county.upper())
        self.assertEqual(self.visible(), names(found))
        self.assertEqual(self.browser.run("return document.querySelector('.hits').textContent"),
                         f"{len(found)} av {len(self.reports)} rader")
        self.choose("edition", self.edition)
        self.assertEqual(self.visible(), names(r for r in found if r["edition"] == self.edition))
        self.open("index.html")
        self.choose("status", "inconsistent")
        self.assertEqual(self.visible(), names(r for r in self.reports if
                                               r["validation"]["status"] == "inconsistent"))

    # ---- area by area --------------------------------------------------------------------------

    @classmethod
    @functools.cache
    def standings(cls):
        """A site of five evaluations of one edition, by points of the first area and question."""
        huddinge, botkyrka, nynashamn, older = (
            {"name": name, "code": code, "county": "Stockholms län"} for name, code in
            (("Huddinge", "0126"), ("Botkyrka", "0127"), ("Nynäshamn", "0192"), ("Håbo", "0305")))
        older["county"] = "Uppsala län"
        reports = [another(cls.first, year, name, municipality=name) for name, year in
                   ((huddinge, 2015), (huddinge, 2018), (botkyrka, 2016), (nynashamn, 2017), (older, 2017))]
        for report, points in zip(reports, (90, 60, 50, 70, 20)):
            report["areas"][0]["score"]["achieved"] = points
            report["areas"][0]["questions"][0]["achieved"] = points // 10
            report["areas"][0]["questions"][0]["max"] = 10
            report["areas"][0]["strengths"] = [
                {"text": f"Styrka i {report['municipality']['name']} {report['year']} <b>", "at": []}]
        return cls.export(cls.archive("standings", reports))

    def read_standings(self, name):
        self.open(name, self.standings())
        return self.browser.run(READ + """
            return [...document.querySelectorAll('table')].map(table => rows(table, 'tbody tr'))""")

    def test_the_best_of_an_area_comes_first_with_its_change_and_the_counties_means(self):
        edition = self.first["edition"]
        ranking, counties = self.read_standings(f"omrade-{edition}-1.html")
        self.assertEqual([(row[0], row[1], row[3], row[4]) for row in ranking],
                         [("Nynäshamn", "2017", "70 av 100", ""), ("Huddinge", "2018", "60 av 100", "−30"),
                          ("Botkyrka", "2016", "50 av 100", ""), ("Håbo", "2017", "20 av 100", "")])
        self.assertEqual([[cell.replace("\xa0", " ") for cell in row] for row in counties],
                         [["Stockholms län", "3", "60 %"], ["Uppsala län", "1", "20 %"]])
        self.assertEqual(self.browser.run("return document.querySelector('.lead').textContent")
                         .replace("\xa0", " "),
                         f"4 kommuner, den senaste utvärderingen av var och en i utgåva {edition}. "
                         "Medelvärde 50 % av högsta poäng (beräknat).")

    def test_the_strengths_of_the_best_are_told(self):
        self.read_standings(f"omrade-{self.first['edition']}-1.html")
        told = self.browser.run("return Array.from(document.querySelectorAll('main li'), l => l.textContent)")
        self.assertEqual([text for text in told if text.startswith("Styrka")],
                         ["Styrka i Nynäshamn 2017 <b>", "Styrka i Huddinge 2018 <b>",
                          "Styrka i Botkyrka 2016 <b>"])

    def test_a_question_has_a_page_of_its_own(self):
        ranking = self.read_standings(f"fraga-{self.first['edition']}-1-1.html")[0]
        self.assertEqual([(row[0], row[3], row[4]) for row in ranking],
                         [("Nynäshamn", "7 av 10", ""), ("Huddinge", "6 av 10", "−3"),
                          ("Botkyrka", "5 av 10", ""), ("Håbo", "2 av 10", "")])

    def test_every_area_and_question_is_listed_and_every_link_leads_somewhere(self):
        site = self.standings()
        self.open("omraden.html", site)
        listed = self.browser.run("return Array.from(document.querySelectorAll('main li a'), "
                                  "a => a.getAttribute('href'))")
        there = {name for name in os.listdir(site) if name.startswith(("omrade-", "fraga-"))}
        self.assertEqual(set(listed) - {f"{name}-{self.first['edition']}.html" for name in ("jamfor", "karta")},
                         there)
        self.assertEqual(len(there), 8 + sum(len(area["questions"]) for area in self.first["areas"]))
        for name in os.listdir(site):
            if name.endswith(".html"):
                with open(os.path.join(site, name), encoding="utf8") as file:
                    for link in re.findall(r'href="([^"#]+)', file.read()):
                        if not link.startswith("http"):
                            self.assertTrue(os.path.exists(os.path.join(site, link)), (name, link))

    # ---- side by side --------------------------------------------------------------------------

    def read_comparison(self, fragment=""):
        """{part of the table: its rows that are shown}"""
        self.open(f"jamfor-{self.first['edition']}.html", self.standings())
        if fragment:
            self.browser.run("location.hash = arguments[0]; location.reload()", fragment)
        return self.browser.run(READ + """
            const shown = part => Array.from(part.rows).filter(r => r.offsetParent)
                .map(r => Array.from(r.cells, x => text(x)));
            const table = document.querySelector('.compare');
            return [...Array.from(table.tBodies, shown), shown(table.tFoot)]""")

    def test_municipalities_stand_beside_means_of_counties_and_of_all(self):
        rows, counties, every = self.read_comparison()
        others = [swedish(area["score"]["achieved"]) for area in self.first["areas"][1:]]
        self.assertEqual(
            [row[:4] for row in rows],
            [["Botkyrka", "2016", "Stockholms län", "50"], ["Huddinge", "2018", "Stockholms län", "60"],
             ["Håbo", "2017", "Uppsala län", "20"], ["Nynäshamn", "2017", "Stockholms län", "70"]])
        for row in rows:
            self.assertEqual(row[4:11], others)
            self.assertEqual(row[11], swedish(self.first["total"]["achieved"]))
        self.assertEqual([row[:2] for row in counties],
                         [["Uppsala län medelvärde av 1, beräknat", "20,0"],
                          ["Stockholms län medelvärde av 3, beräknat", "60,0"]])
        self.assertEqual([row[:2] for row in every], [["Alla medelvärde av 4, beräknat", "50,0"]])

    def test_municipalities_stand_beside_means_of_their_classes(self):
        self.standings()
        path = os.path.join(self.folder, "classes.csv")
        with open(path, "w", encoding="utf8") as file:
            file.write('\ufeffKommun;Klass\r\n0127;"Pendling <A>"\r\n0126;Stor\n\nHåbo kommun;Pendling <A>\n0180;Störst')
        site = self.export(os.path.join(self.folder, "standings.sqlite"), "--classes", path)
        self.open(f"jamfor-{self.first['edition']}.html", site)
        self.browser.run("location.hash = 'q=pendling'; location.reload()")
        self.assertEqual(self.browser.run(READ + """
            return Array.from(document.querySelectorAll('.compare tbody tr'), r => r).filter(r => r.offsetParent)
                .map(r => Array.from(r.cells, x => text(x)).slice(0, r.cells[0].colSpan === 4 ? 2 : 5))"""),
                         [["Botkyrka", "2016", "Stockholms län", "Pendling <A>", "50"],
                          ["Håbo", "2017", "Uppsala län", "Pendling <A>", "20"],
                          ["Uppsala län medelvärde av 1, beräknat", "20,0"],
                          ["Stockholms län medelvärde av 3, beräknat", "60,0"],
                          ["Pendling <A> medelvärde av 2, beräknat", "35,0"]])
        self.assertEqual(self.browser.console(), [])
        self.addCleanup(self.browser.console)
        self.assertEqual(self.browser.axe(), [])

    def test_classes_of_nothing_are_refused(self):
        self.standings()
        archive, path = os.path.join(self.folder, "standings.sqlite"), os.path.join(self.folder, "none.csv")
        for text, said in (("", "has no line of"), ("kommun;klass\n", "has no line of"),
                           ("0126;Stor\nAtlantis;Stor\n", "line 2 of"), ("0126;Stor\n0127\n", "line 2 of"),
                           ("0126;Stor\n0127; \n", "line 2 of")):
            with open(path, "w", encoding="utf8") as file:
                file.write(text)
            done = run("export", "--archive", archive, "--to", "html", "--out", os.path.join(self.folder, "none"),
                       "--classes", path)
            self.assertEqual(done.returncode, 4, text)
            self.assertRegex(done.stderr, rf"\Akompass: [^\n]*{said} [^\n]*class[^\n]*\n\Z")

    def test_two_municipalities_can_be_chosen_in_the_address(self):
        rows, counties, every = self.read_comparison("q=botkyrka, 0192")
        self.assertEqual([row[0] for row in rows], ["Botkyrka", "Nynäshamn"])
        self.assertEqual([row[0].split(" län")[0] for row in counties], ["Stockholms"])
        self.assertEqual(len(every), 1)

    def test_the_comparison_is_sorted_by_an_area(self):
        self.read_comparison()
        self.browser.click(".compare thead th:nth-child(4) button")
        self.assertEqual(self.browser.run("return Array.from(document.querySelectorAll('.compare tbody:not(.means)"
                                          " a'), a => a.textContent)"),
                         ["Nynäshamn", "Huddinge", "Botkyrka", "Håbo"])

    def test_the_map_has_a_tile_for_each_municipality(self):
        self.open(f"karta-{self.first['edition']}.html", self.standings())
        tiles = self.browser.run("return Array.from(document.querySelectorAll('.tiles li'), l => "
                                 "[l.textContent, l.querySelector('a')?.getAttribute('href'), l.className])")
        self.assertEqual(len(tiles), 290)
        told = [tile for tile in tiles if tile[1]]
        self.assertEqual([tile[:2] for tile in told],
                         [[f"{name} {swedish(self.first['total']['achieved'])}", file] for name, file in
                          (("Håbo", "0305-habo.html"), ("Huddinge", "0126-huddinge.html"),
                           ("Botkyrka", "0127-botkyrka.html"), ("Nynäshamn", "0192-nynashamn.html"))])
        self.assertEqual({tile[2] for tile in tiles if not tile[1]}, {""})
        self.assertTrue(all(re.fullmatch("s[0-7]", tile[2]) for tile in told), told)

    def with_boundaries(self, features):
        path = os.path.join(self.folder, "boundaries.json")
        with open(path, "w", encoding="utf8") as file:
            json.dump({"type": "FeatureCollection", "features": features}, file)
        return self.export(os.path.join(self.folder, "standings.sqlite"), "--boundaries", path)

    def test_boundaries_are_drawn_as_a_map(self):
        def feature(properties, *rings, **members):
            return {"type": "Feature", "properties": properties, **members,
                    "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}}

        def square(x, y, side=1):
            return [[x, y], [x + side, y], [x + side, y + 1e-9], [x + side, y + side], [x, y + side], [x, y]]
        self.standings()
        places = {"a": feature({"LnNamn": "Stockholm", "KnKod": "0126"}, square(18, 60), square(20, 60)),
                  "b": feature({"namn": "Botkyrka kommun"}, square(18, 59)),
                  "c": feature({"area": 3.5, "none": None}, square(18, 58), id="0305"),
                  "d": feature({"kod": "0180"}, square(19, 59)),
                  "e": feature({"namn": "Atlantis"}, square(60, 30)),
                  "f": {"type": "Feature", "properties": {"kod": "0192"}, "geometry": None}}
        site = self.with_boundaries(list(places.values()))
        self.open(f"karta-{self.first['edition']}.html", site)
        drawn = self.browser.run("return Array.from(document.querySelectorAll('.shapes path'), p => "
                                 "[p.parentElement.getAttribute('href'), p.getAttribute('d')])")
        self.assertEqual({href: path for href, path in drawn},
                         {"0126-huddinge.html": "M0 333l157 0 0 -333 -157 0 0 333 0 0zM313 333l157 0 0 -333 -157 0 0 333 0 0z",
                          "0127-botkyrka.html": "M0 667l157 0 0 -334 -157 0 0 334 0 0z",
                          "0305-habo.html": "M0 1000l157 0 0 -333 -157 0 0 333 0 0z",
                          None: "M157 667l156 0 0 -334 -156 0 0 334 0 0z"})
        self.assertEqual(self.browser.console(), [])
        self.addCleanup(self.browser.console)
        self.assertEqual(self.browser.axe(), [])

    def test_boundaries_of_nothing_are_refused(self):
        self.standings()
        archive, path = os.path.join(self.folder, "standings.sqlite"), os.path.join(self.folder, "none.json")
        for text in ("", "[]", '{"features": 3}', '{"features": [{"id": "0126"}, null, [[1]]]}', "[" * 5000,
                     '{"features": [{"id": "0126", "geometry": {"coordinates": [[[1, 1], ["x"], [], [2, 1]]]}}]}'):
            with open(path, "w", encoding="utf8") as file:
                file.write(text)
            done = run("export", "--archive", archive, "--to", "html", "--out", os.path.join(self.folder, "none"),
                       "--boundaries", path)
            self.assertEqual(done.returncode, 4, text)
            self.assertRegex(done.stderr, r"\Akompass: [^\n]*boundaries has no polygon[^\n]*\n\Z")
        done = run("export", "--archive", archive, "--to", "json", "--boundaries", path + "x")
        self.assertEqual((done.returncode, done.stdout), (2, ""))

    def test_pages_stay_small_with_every_municipality(self):
        with open(os.path.join(ROOT, "pipeline/words/municipalities.csv"), encoding="utf8") as file:
            register = list(csv.DictReader(file))
        reports = [another(self.first, year, one["code"],
                           municipality={name: one[name] for name in ("name", "code", "county")})
                   for one in register for year in ((2017, 2019) if one["code"] < "0140" else (2017,))]
        self.assertGreaterEqual(len(reports), 300)
        site = self.export(self.archive("every", reports))
        for name in os.listdir(site):
            if name.endswith(".html"):
                size = os.path.getsize(os.path.join(site, name))
                self.assertLess(size, 300_000 if name == "index.html" else 100_000, name)

    def search(self, *words):
        self.open("index.html")
        self.browser.run("document.querySelector('.tools input').focus()")
        self.browser.press(*" ".join(words))

    def test_code_and_parts_of_names_without_diacritics_find_rows(self):
        found = [r for r in self.reports if r["municipality"]["code"] == self.first["municipality"]["code"]]
        self.search(self.first["municipality"]["code"])
        self.assertEqual(self.visible(), names(found))
        self.search("varmland")
        self.assertEqual(self.visible(), names(r for r in self.reports if
                                               r["municipality"]["county"] == "Värmlands län"))

    def test_what_is_searched_stands_in_the_address(self):
        self.search("stockholm")
        self.choose("edition", self.edition)
        shown, hash = self.visible(), self.browser.run("return location.hash")
        self.assertIn("stockholm", hash)
        self.open("om.html")
        self.browser.run("location.href = 'index.html' + arguments[0]", hash)
        self.browser.run("location.reload()")
        self.assertEqual(self.visible(), shown)
        self.assertLess(len(shown), len(self.reports))

    def test_data_is_there_to_be_downloaded(self):
        self.open("index.html")
        links = self.browser.run("return Array.from(document.querySelectorAll('.downloads a'), "
                                 "a => a.getAttribute('href'))")
        self.assertGreater(len(links), 4)
        for link in links:
            self.assertGreater(os.path.getsize(os.path.join(self.site, link)), 0, link)
        with open(os.path.join(self.site, "data/kommunkompassen.json"), encoding="utf8") as file:
            self.assertEqual(len(json.load(file)), len(self.reports))
        data = json.loads(self.browser.run(
            "return document.querySelector('script[type=\"application/ld+json\"]').textContent"))
        self.assertEqual((data["@type"], [one["contentUrl"] for one in data["distribution"]]),
                         ("Dataset", links))

    def test_what_publishers_say_ends_no_script(self):
        site = self.export(self.archive("one", [self.first]), "--title", "</script><img src=x>")
        self.open("index.html", site)
        self.assertEqual(self.browser.run("return document.querySelectorAll('img').length"), 0)
        self.assertEqual(json.loads(self.browser.run(
            "return document.querySelector('script[type]').textContent"))["name"], "</script><img src=x>")

    def test_a_page_is_whole_without_scripts(self):
        self.addCleanup(self.browser.scripts, True)
        with_scripts = self.read(self.hostile)
        self.browser.scripts(False)
        self.assertEqual(self.read(self.hostile), with_scripts)
        self.open("index.html")
        self.assertEqual(self.browser.run(READ_OVERVIEW), self.rows)
        self.assertEqual(self.visible(), names(self.reports))
        self.assertFalse(self.browser.run("return !!document.querySelector('.tools').offsetParent"))

    # ---- hostile texts -------------------------------------------------------------------------

    def test_hostile_texts_are_texts(self):
        foreign = ("return Array.from(document.querySelectorAll("
                   "'script:not([type]), style, img, [onclick], [onerror], [style]'), e => e.outerHTML)")
        for name in ("index.html", "motsagelser.html", self.page_of(self.hostile)):
            self.open(name)
            self.assertEqual(self.browser.run(foreign),
                             ['<script src="site.js" defer=""></script>'])
            self.assertNotEqual(self.browser.run("return document.title"), "x")

    def test_the_policy_stops_what_slips_through(self):
        slipped = tempfile.mkdtemp(dir=self.folder)
        shutil.copytree(self.site, slipped, dirs_exist_ok=True)
        path = os.path.join(slipped, "om.html")
        with open(path, encoding="utf8") as file:
            text = file.read()
        with open(path, "w", encoding="utf8") as file:
            file.write(text.replace("<h1>", f"""
                <p id=slip style="color: rgb(1, 2, 3)" onclick="{BAD}">p</p>
                <style>#slip {{ color: rgb(1, 2, 3) }}</style><script>{BAD}</script>
                <img src=site.css onerror="{BAD}"><iframe src=om.html></iframe>
                <a id=js href="javascript:{BAD}">a</a><h1>""", 1))
        self.addCleanup(self.browser.console)
        self.open("om.html", slipped)
        self.browser.click("#slip")
        self.browser.click("#js")
        self.assertEqual(self.browser.run(
            "return [document.title === 'x', getComputedStyle(slip).color === 'rgb(1, 2, 3)']"),
            [False, False])


if __name__ == "__main__":
    unittest.main()
