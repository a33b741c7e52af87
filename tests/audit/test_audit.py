#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""kompass audit: the page, looked at in a browser, against the JSON and the PDF's own words."""
import base64
import os
import re
import resource
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import unicodedata
import unittest

import fitz

from browser import Browser
from kompass import ARJANG, HUDDINGE, HUDDINGE_TRANSCRIPT, ROOT, extract, fixture, read, run

SOURCE = fixture("reports/2020/arjang-2021/source.page")
BOXES = """
    return [...document.querySelectorAll('.frame')].map(frame => {
        const box = frame.getBoundingClientRect(), sheet = frame.parentElement.getBoundingClientRect();
        const edge = parseFloat(getComputedStyle(frame).borderLeftWidth)
            + parseFloat(getComputedStyle(frame).paddingLeft);
        const part = (value, from, whole) => (value - from) / whole;
        return {id: frame.id, label: frame.getAttribute('aria-label'), value: frame.hash.slice(1),
            page: Number(frame.closest('.page').id.slice(1)), kind: frame.classList[1],
            box: [part(box.left + edge, sheet.left, sheet.width),
                  part(box.top + edge, sheet.top, sheet.height),
                  part(box.right - edge, sheet.left, sheet.width),
                  part(box.bottom - edge, sheet.top, sheet.height)]};
    });"""
SEEN = """
    const box = document.querySelector(arguments[0]).getBoundingClientRect();
    return box.height > 0 && box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight + 1
        && box.right <= innerWidth + 1;"""


def audit(path, folder, *options):
    """The page's path; the program must be all well."""
    done = run("audit", "--force", path, "--out", folder, *options)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), done.stderr
    return os.path.join(folder, "index.html")


def make_pdf(folder, change, name="report.pdf"):
    """The report that is written by hand, its source changed."""
    source, path = os.path.join(folder, "changed.page"), os.path.join(folder, name)
    with open(source, "w", encoding="utf8") as file:
        file.write(change(read(SOURCE)))
    subprocess.run([sys.executable, os.path.join(ROOT, "fixtures", "make_pdf.py"), source, path],
                   check=True)
    return path


def places(report):
    """(kind, page, box) of all that the JSON gives a place."""
    def of(kind, value):
        return [(kind, at["page"], at["bbox"]) for at in value["at"] if at["bbox"]]

    found = []
    for part in [report["total"], *report["areas"]]:
        for one in part["published"]:
            found += of("published", one)
        for one in part["comparisons"]:
            found += of("comparison", one)
    for area in report["areas"]:
        found += of("area-total", area["score"]) if area["score"] else []
        for kind, values in (("question", "questions"), ("strength", "strengths"),
                             ("improvement", "improvements")):
            for one in area[values]:
                found += of(kind, one)
    for one in report["validation"]["findings"]:
        found += of("finding", one)
    for one in report["unread"]:
        found += of("unread", one)
    for one in report["diagnostics"]:
        found += of("doubt", one)
    return found


def fold(text):
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


class Page(unittest.TestCase):
    """One browser, one page of each report, for all that follows."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.pages = {path: audit(path, os.path.join(cls.folder.name, name))
                     for name, path in (("arjang", ARJANG), ("huddinge", HUDDINGE))}
        cls.misprint = make_pdf(cls.folder.name, lambda s: s.replace("64 %", "46 %"))
        cls.pages[cls.misprint] = audit(cls.misprint, os.path.join(cls.folder.name, "misprint"))
        cls.unread = make_pdf(cls.folder.name, lambda s: s.replace("12 FÖRBÄTTRINGSOMRÅDEN", "13 NÄSTA STEG", 1),
                              "unread.pdf")
        cls.pages[cls.unread] = audit(cls.unread, os.path.join(cls.folder.name, "unread"))
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.browser.scripts(True)
        self.browser.size(1280, 900)
        self.browser.media()

    def open(self, path=ARJANG, where=""):
        self.browser.open("about:blank")
        self.browser.console()
        self.browser.open("file://" + self.pages[path] + where)

    def tearDown(self):
        self.assertEqual(self.browser.console(), [])

    def hash(self):
        return self.browser.run("return location.hash")

    def value_of(self, words):
        """The id of the value in whose text the words stand."""
        return self.browser.run("return [...document.querySelectorAll('a.value')]"
                                ".find(v => v.textContent.includes(arguments[0])).id", words)


class Frames(Page):
    def test_every_value_with_a_place_has_a_frame_there(self):
        for path in self.pages:
            with self.subTest(path), fitz.open(path) as pdf:
                self.open(path)
                frames = self.browser.run(BOXES)
                expected = places(extract(path))
                self.assertEqual(len(frames), len(expected))
                for kind, number, box in expected:
                    width, height = pdf[number - 1].rect.br
                    points = [box[0] / width, box[1] / height, box[2] / width, box[3] / height]
                    self.assertTrue(any(f["kind"] == kind and f["page"] == number and
                                        all(abs(a - b) < 0.0007 for a, b in zip(f["box"], points))
                                        for f in frames), (kind, number, box))

    def test_the_words_under_a_frame_are_its_value(self):
        for path in self.pages:
            with self.subTest(path), fitz.open(path) as pdf:
                self.open(path)
                under = {}
                for frame in self.browser.run(BOXES):
                    under.setdefault(frame["value"], []).extend(self.words(pdf, frame))
                values = self.browser.run(
                    "return [...document.querySelectorAll('a.value')].map(v => [v.id, v.closest("
                    "'li').classList[0], ...['.text', '.score'].map(s => "
                    "v.querySelector(s)?.textContent ?? '')])")
                self.assertEqual({value[0] for value in values}, set(under))
                for value, kind, text, score in values:
                    self.assert_same(kind, text, score, " ".join(under[value]))

    @staticmethod
    def words(pdf, frame):
        page = pdf[frame["page"] - 1]
        x0, y0, x1, y1 = (part * side for part, side in
                          zip(frame["box"], (page.rect.width, page.rect.height) * 2))
        return [w[4] for w in page.get_text("words")
                if x0 <= (w[0] + w[2]) / 2 <= x1 and y0 <= (w[1] + w[3]) / 2 <= y1]

    def assert_same(self, kind, text, score, under):
        if kind in ("question", "area-total", "published", "comparison"):
            for number in re.findall(r"[\d.]+", score):
                self.assertRegex(under.replace(",", "."),
                                 rf"(?<![\d.]){re.escape(number)}(?:\.0)?(?!\d)")
        if kind in ("strength", "improvement", "unread"):
            self.assertEqual(sorted(fold(text)), sorted(fold(under)))
        if kind == "question":
            for word in text.split():
                self.assertIn(fold(word.split("-")[0]), fold(under))

    def test_a_turned_and_cropped_page_has_its_frames_in_place(self):
        path = os.path.join(self.folder.name, "turned.pdf")
        with fitz.open(ARJANG) as pdf:
            for page in pdf:
                page.set_cropbox(fitz.Rect(40, 20, 580, 830))
                page.set_rotation(90)
            pdf.save(path)
        report = extract(path)
        self.pages[path] = audit(path, os.path.join(self.folder.name, "turned"))
        self.addCleanup(self.pages.pop, path)
        self.open(path)
        self.assertEqual(self.browser.run("const s = document.querySelector('.sheet');"
                                          "return s.clientWidth > s.clientHeight"), True)
        self.assertEqual(len(self.browser.run(BOXES)), len(places(report)))
        with fitz.open(path) as pdf:
            for frame in self.browser.run(BOXES):
                page = pdf[frame["page"] - 1]
                frame_words = [w for w in page.get_text("words")]
                box = fitz.Rect(*(p * s for p, s in zip(frame["box"], (page.rect.width,
                                                                       page.rect.height) * 2)))
                centres = [(fitz.Rect(w[:4]) * page.rotation_matrix) for w in frame_words]
                self.assertTrue(any((r.tl + r.br) / 2 in box for r in centres), frame["label"])

    def test_pictures_are_as_the_pages_are(self):
        self.open()
        shapes = self.browser.run(
            "return Promise.all([...document.images].map(i => i.decode().then(() =>"
            "[i.naturalWidth / i.naturalHeight, i.clientWidth / i.clientHeight])))")
        self.assertEqual(len(shapes), 10)
        for natural, shown in shapes:
            self.assertAlmostEqual(natural, 595 / 842, 2)
            self.assertAlmostEqual(shown, 595 / 842, 2)


class Ways(Page):
    def assert_there_and_back(self):
        value = self.value_of("Följs arbetet upp")
        self.browser.click("#" + value)
        frame = self.hash()
        self.assertEqual(frame, "#f" + value[1:])
        self.assertTrue(self.browser.wait(SEEN, frame))
        self.browser.run("document.querySelector('.pages').scrollBy(0, 40);")
        self.browser.click(frame)
        self.assertEqual(self.hash(), "#" + value)
        self.assertTrue(self.browser.wait(SEEN, "#" + value))
        return value, frame

    def test_a_click_leads_there_and_back(self):
        self.open()
        value, frame = self.assert_there_and_back()
        self.assertEqual(self.browser.run("return [...document.querySelectorAll('.current')]"
                                          ".map(e => e.id)"), [value, frame[1:]])
        self.assertEqual(self.browser.run("return document.querySelector('[aria-current]').id"), value)

    def test_it_does_without_scripts(self):
        self.browser.scripts(False)
        self.open()
        self.assertEqual(self.browser.run("return document.documentElement.className"), "")
        self.assert_there_and_back()
        self.browser.size(390, 844)
        self.open()
        self.browser.click("#v1")
        self.assertTrue(self.browser.wait(SEEN, "#f1"))
        self.browser.click("#f1")
        self.assertTrue(self.browser.wait(SEEN, "#v1"))

    def test_the_keyboard_does_it_too(self):
        self.open()
        active = "return document.activeElement.id"
        for _ in range(40):
            self.browser.press("tab")
            if self.browser.run(active) == "v1":
                break
        self.browser.press("enter")
        self.assertEqual(self.browser.run(active), "f1")
        self.browser.press("enter")
        self.assertEqual(self.browser.run(active), "v1")
        self.browser.press("j", "j")
        self.assertEqual(self.hash(), "#f3")
        self.assertTrue(self.browser.wait(SEEN, "#f3") and self.browser.wait(SEEN, "#v3"))
        self.browser.press("k")
        self.assertEqual(self.hash(), "#f2")
        self.browser.press("down")
        self.assertEqual(self.hash(), "#f3")

    def test_what_nobody_took_stands_first_under_a_pattern(self):
        self.open(self.unread)
        first = self.browser.run("return document.querySelector('.list .value').textContent")
        self.assertRegex(first, r"Unread list NÄSTA STEG • Utveckla arbetet med öppenhet")
        self.assertIn("repeating-linear-gradient", self.browser.run(
            "return getComputedStyle(document.querySelector('#f1')).backgroundImage"))

    def test_what_was_taken_as_text_is_grey_and_a_value_is_not(self):
        self.open()
        shot = os.path.join(self.folder.name, "shot.png")
        self.browser.run("document.querySelector('#p3').scrollIntoView({behavior: 'instant'});"
                         "return document.querySelector('#p3 img').decode()")
        sheet = self.browser.run("const b = document.querySelector('#p3 .sheet').getBoundingClientRect();"
                                 "return [b.left, b.top, b.width]")
        self.browser.screenshot(shot)
        with fitz.open(ARJANG) as pdf:
            page, scale = pdf[2], sheet[2] / pdf[2].rect.width
            text, value = (page.search_for(words)[0] * scale + (sheet[0], sheet[1], sheet[0], sheet[1])
                           for words in ("Bedömningen bygger", "nämnderna varje"))
        picture = fitz.Pixmap(fitz.csGRAY, fitz.Pixmap(shot))
        self.assertGreater(self.darkest(picture, text), 100)
        self.assertLess(self.darkest(picture, value), 60)

    @staticmethod
    def darkest(picture, box):
        return min(picture.pixel(x, y)[0] for x in range(int(box.x0), int(box.x1))
                   for y in range(int(box.y0), int(box.y1)))

    def test_what_is_doubtful_stands_first(self):
        self.open(self.misprint)
        first = self.browser.run("return document.querySelector('.list .value').textContent")
        self.assertRegex(first, r"Finding 2\.2 .*46 %")
        self.assertIn("contradicted", self.browser.run(
            "return document.getElementById(arguments[0]).textContent",
            self.value_of("2.2 Följs arbetet upp")))
        self.open()
        self.assertIn("Nothing:", self.browser.run(
            "return document.querySelector('.list section').textContent"))

    def test_a_frame_says_what_stands_in_it_cut_between_words_and_findings_whole(self):
        for path, shortest in ((self.misprint, "finding"), (HUDDINGE, "strength")):
            self.open(path)
            pairs = self.browser.run(
                "return [...document.querySelectorAll('.frame')].map(f => [f.className,"
                "f.getAttribute('aria-label'),"
                "document.querySelector(f.hash).querySelector('.text')?.textContent ?? ''])")
            self.assertIn(f"frame {shortest}", {kind for kind, _, _ in pairs})
            for kind, label, text in pairs:
                told, cut, _ = label.partition("…")
                if not cut or kind == "frame finding":
                    self.assertIn(text, label)
                else:
                    told = told.split(": ", 1)[1]
                    self.assertTrue(text.startswith(told + " "), label)

    def test_what_is_computed_says_so_and_shows_its_addends(self):
        self.open()
        text, links = self.browser.run(
            "const e = document.querySelector('.computed');"
            "return [e.textContent, [...e.querySelectorAll('a')].map(a => [a.textContent,"
            "document.querySelector(a.hash).getAttribute('aria-label')])]")
        self.assertIn("computed", text)
        self.assertIn("542.5", text)
        self.assertEqual(sum(float(number) for number, _ in links), 542.5)
        for number, label in links:
            self.assertIn(f"Area total – {number} of 100", label)

    def test_a_number_is_found_as_a_whole_number(self):
        self.open()
        shown = ("return [...document.querySelectorAll('.list li')].filter(l => !l.hidden)"
                 ".map(l => l.textContent)")
        for wanted in ("64.5", "64,5"):
            self.browser.click("#find")
            self.browser.run("document.querySelector('#find').value = ''")
            self.browser.press(*wanted)
            found = self.browser.run(shown)
            self.assertTrue(found)
            for text in found:
                self.assertRegex(text, r"(?<![\d.])64\.5(?!\d)")
        self.browser.press("x")
        self.assertEqual(self.browser.run(shown), [])

    def test_kinds_can_be_hidden(self):
        self.open()
        self.browser.click("#show-question")
        shown = self.browser.run("return [...document.querySelectorAll('.frame')]"
                                 ".filter(f => f.getClientRects().length).map(f => f.classList[1])")
        self.assertNotIn("question", shown)
        self.assertIn("strength", shown)

    def test_a_phone_scrolls_one_way(self):
        self.browser.size(390, 844)
        for path in self.pages:
            self.open(path, "#f1")
            self.assertLessEqual(self.browser.run("return document.documentElement.scrollWidth"), 390)
            self.assertTrue(self.browser.wait(SEEN, ".bar"))

    def test_on_a_desk_the_panes_scroll_and_the_page_does_not(self):
        for path in self.pages:
            self.open(path)
            page, window = self.browser.run(
                "return [document.documentElement.scrollHeight, innerHeight];")
            self.assertEqual(page, window)

    def test_it_is_accessible(self):
        for dark in (False, True):
            for width in (1280, 390):
                for path, where in ((ARJANG, ""), (ARJANG, "#f9"), (self.misprint, "#v1")):
                    with self.subTest(dark=dark, width=width, where=where):
                        self.browser.media(dark=dark)
                        self.browser.size(width, 900)
                        self.open(path, where)
                        self.assertEqual(self.browser.axe(), [])

    def test_it_speaks_swedish(self):
        """Whatever is not the document's differs from the English page, text by text."""
        every_text = """
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const found = [];
            for (let node; (node = walker.nextNode());)
                if (/\\p{L}{2}/u.test(node.data) && !node.parentElement.closest('script'))
                    found.push([node.data, node.parentElement.closest('[lang]').lang,
                                node.parentElement.matches('dd')]);
            for (const e of document.querySelectorAll('[alt], [placeholder], [aria-label]'))
                for (const name of ['alt', 'placeholder', 'aria-label'])
                    if (e.hasAttribute(name)) found.push([e.getAttribute(name), 'en', false]);
            return found;"""
        for path in (self.misprint, self.unread, HUDDINGE):
            self.open(path)
            english = self.browser.run(every_text)
            page = audit(path, os.path.join(self.folder.name, "svenska"), "--language", "sv")
            self.browser.open("file://" + page)
            self.assertEqual(self.browser.run("return document.documentElement.lang"), "sv")
            swedish = self.browser.run(every_text)
            self.assertEqual(len(swedish), len(english))
            same = {one for (one, lang, fact), (other, _, _) in zip(english, swedish)
                    if one == other and lang == "en" and not fact}
            same -= {"SHA-256"} | {one for one in same if re.fullmatch(r" ?[a-z]+-[a-z-]+", one)}
            self.assertEqual(same, set())
            self.assertEqual(self.browser.axe(), [])

    def test_paper_has_numbers_for_links(self):
        self.open()
        self.browser.media(media="print")
        self.assertEqual(self.browser.run(
            "return ['.legend', '.find', '.bar'].map(s => document.querySelector(s)"
            ".getClientRects().length)"), [0, 0, 0])
        self.assertEqual(self.browser.run(
            "return ['.frame', '.value'].map(s => getComputedStyle(document.querySelector("
            "s + '[data-n=\"7\"]'), '::before').content)"), ['"7"', '"7"'])


class Policy(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def test_nothing_is_asked_of_the_network(self):
        page = re.sub(r"base64,[^\"]+", "", read(audit(ARJANG, os.path.join(self.folder, "out"))))
        self.assertEqual(re.findall(r"https?:|//\w|@import|url\(|<link|<[^>]* (?:style|on\w+)=", page),
                         [])
        self.assertEqual({a[:1] if a[0] == "#" else a for a in
                          re.findall(r' (?:src|href)="([^"]+)"', page)}, {"#", "data:image/png;"})

    def test_a_script_that_slipped_in_does_not_run(self):
        path = audit(ARJANG, os.path.join(self.folder, "out"))
        with open(path, encoding="utf8") as file:
            page = file.read()
        with open(path, "w", encoding="utf8") as file:
            file.write(page.replace("<main>", "<main><script>document.title = 'owned'</script>"
                                    "<img src=x onerror=\"document.title = 'owned'\">"
                                    "<img src=\"https://example.org/x.png\">", 1))
        with Browser() as browser:
            browser.open(path)
            self.assertNotEqual(browser.run("return document.title"), "owned")
            self.assertEqual(len([m for m in browser.console() if "Content Security" in m]), 4)

    def test_hostile_texts_are_shown_and_not_obeyed(self):
        baits = ("<script>document.title='owned'</script>", "\"'><b id=owned onclick='alert(1)'>",
                 "<img src=x onerror=alert(1)>", "&lt;b&gt; ]]> <!-- </main>")
        name = "a\u202e\x1b[31m\"'><script>b&amp;.pdf"
        path = make_pdf(self.folder, lambda s: re.sub(r"(?m)Utveckla arbetet med .*",
                                                      lambda m: "Utveckla " + baits[len(m[0]) % 4], s),
                        name)
        page = audit(path, os.path.join(self.folder, "out"))
        with Browser() as browser:
            browser.open(page)
            self.assertEqual(browser.console(), [])
            self.assertNotEqual(browser.run("return document.title"), "owned")
            self.assertEqual(browser.run("return document.querySelectorAll("
                                         "'#owned, main img:not([alt])').length"), 0)
            text = browser.run("return document.querySelector('.list').textContent")
            for bait in baits:
                self.assertIn(bait, text)
            self.assertIn("a\\u202e\\u001b[31m\"'><script>b&amp;.pdf", text)
            labels = browser.run("return [...document.querySelectorAll('.frame')].map(f => "
                                 "f.getAttribute('aria-label')).join()")
            self.assertIn("<script>document.title", labels)
        with open(page, encoding="utf8") as file:
            for c in set(file.read()):
                self.assertFalse(c != "\n" and unicodedata.category(c) in ("Cc", "Cf"), repr(c))


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.out = os.path.join(self.folder, "out")

    def refused(self, status, *arguments, **options):
        done = run("audit", *arguments, **options)
        self.assertEqual((done.returncode, done.stdout), (status, ""))
        self.assertRegex(done.stderr, r"\Akompass: [^\n]+\n\Z")
        return done.stderr

    def test_the_same_report_gives_the_same_bytes(self):
        pages = [read(audit(ARJANG, os.path.join(self.folder, name))) for name in ("a", "b")]
        self.assertEqual(pages[0], pages[1])

    def test_a_page_of_ours_is_replaced_and_nothing_else(self):
        audit(ARJANG, self.out)
        note = os.path.join(self.out, "note.txt")
        with open(note, "w", encoding="utf8") as file:
            file.write("mine")
        self.assertIn("Huddinge", read(audit(HUDDINGE, self.out)))
        self.assertEqual(read(note), "mine")
        self.assertEqual(os.listdir(self.folder), ["out"])

    def test_an_empty_folder_will_do(self):
        os.mkdir(self.out)
        audit(ARJANG, self.out + "/")
        self.assertEqual(os.listdir(self.out), ["index.html"])

    def test_a_page_is_replaced_with_force_only(self):
        audit(ARJANG, self.out)
        before = read(os.path.join(self.out, "index.html"))
        self.assertIn("--force replaces it", self.refused(4, HUDDINGE, "--out", self.out))
        self.assertEqual(read(os.path.join(self.out, "index.html")), before)
        audit(HUDDINGE, self.out)
        self.assertNotEqual(read(os.path.join(self.out, "index.html")), before)

    def test_a_folder_of_others_is_left_alone(self):
        os.mkdir(self.out)
        page = os.path.join(self.out, "index.html")
        with open(page, "w", encoding="utf8") as file:
            file.write("<!DOCTYPE html>\n<p>mine")
        self.assertIn("not written by", self.refused(4, ARJANG, "--force", "--out", self.out))
        self.assertEqual(read(page), "<!DOCTYPE html>\n<p>mine")
        self.refused(4, ARJANG, "--out", page)
        self.assertEqual(os.listdir(self.folder), ["out"])

    def test_what_cannot_be_written_leaves_nothing(self):
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100000, 100000))
        self.refused(4, ARJANG, "--out", self.out, preexec_fn=limit)
        self.refused(4, ARJANG, "--out", "/no/such/folder/out")
        self.assertEqual(os.listdir(self.folder), [])

    def test_what_has_no_pages_is_refused(self):
        self.assertIn("give the PDF", self.refused(3, HUDDINGE_TRANSCRIPT, "--out", self.out))
        self.refused(3, fixture("broken", "scan.pdf"), "--out", self.out)
        self.refused(3, fixture("broken", "encrypted.pdf"), "--out", self.out)
        self.refused(2, ARJANG)
        self.refused(2, "--out", self.out)
        self.assertIn("en or sv", self.refused(2, ARJANG, "--out", self.out, "--language", "no"))
        self.assertEqual(os.listdir(self.folder), [])

    def test_a_password_opens_the_pages_too(self):
        page = read(audit(fixture("broken", "encrypted.pdf"), self.out, "--password", "hemligt"))
        self.assertIn("data:image/png;base64,", page)

    def test_a_huge_page_gives_no_huge_picture(self):
        # without "10 (10)", behind which nothing is the report's
        path = make_pdf(self.folder, lambda s: s.replace(" (10)", "") + "\npage\nsize 14400 14400\n100 100 11 stor\n"
                        "page\nsize 14400 3\n1 2 1 smal\npage\nsize 0.5 0.5\n0 0 1 liten\n")
        sizes = [struct.unpack(">II", base64.b64decode(start)[16:24]) for start in
                 re.findall(r"image/png;base64,(.{32})", read(audit(path, self.out)))]
        self.assertEqual(len(sizes), 13)
        self.assertEqual(sizes[0], (909, 1286))
        for width, height in sizes:
            self.assertLessEqual(width * height, 4_010_000)
            self.assertLessEqual(max(width, height), 8000)


if __name__ == "__main__":
    unittest.main()
