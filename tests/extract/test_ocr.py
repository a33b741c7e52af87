#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Scanned pages: pictures of a fixture's pages, as a scanner would leave them."""
import json
import os
import subprocess
import tempfile
import unittest

import fitz

from kompass import ARJANG, PROGRAM

HAS_OCR = "tesseract" in subprocess.run([PROGRAM, "--version"], stdout=subprocess.PIPE,
                                        encoding="utf8").stdout
COVER, TABLE = 0, 6  # pages of Årjäng's report, the second with a score table


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          encoding="utf8")


def extract(*arguments):
    done = run("extract", *arguments)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def cells(report):
    return [(question["code"], question["achieved"], question["max"], question["percent"])
            for area in report["areas"] for question in area["questions"]]


def codes(report):
    return [diagnostic["code"] for diagnostic in report["diagnostics"]]


@unittest.skipUnless(HAS_OCR, "the program is built without text recognition")
class Scans(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="kk-ocr-")
        cls.text = cls.path("text.pdf")
        cls.scan = cls.path("scan.pdf")
        cls.pages(cls.text, [(COVER, False), (TABLE, False)])
        cls.pages(cls.scan, [(COVER, True), (TABLE, True)])
        cls.expected = extract(cls.text)
        cls.read = extract(cls.scan)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder.name, name)

    @staticmethod
    def pages(path, wanted, change=None):
        """Writes some of the report's pages, as they are or as pictures of 200 dots an inch."""
        with fitz.open(ARJANG) as report, fitz.open() as made:
            for number, pictured in wanted:
                page = report[number]
                if change is not None and number == TABLE:
                    change(page)
                if pictured:
                    picture = page.get_pixmap(dpi=200, colorspace=fitz.csGRAY)
                    made.new_page(width=page.rect.width, height=page.rect.height).insert_image(
                        page.rect, stream=picture.tobytes("jpeg"))
                else:
                    made.insert_pdf(report, from_page=number, to_page=number)
            made.save(path)

    def test_the_numbers_of_a_table_come_out_as_from_its_text(self):
        self.assertGreater(len(cells(self.expected)), 3)
        self.assertEqual(cells(self.read), cells(self.expected))
        self.assertEqual(self.read["municipality"], self.expected["municipality"])
        self.assertNotIn("number-doubtful", codes(self.read))

    def test_the_source_tells_which_pages_were_recognised(self):
        self.assertEqual(self.read["source"]["text_origin"], "ocr")
        self.assertEqual(self.read["source"]["ocr_pages"], [1, 2])
        self.assertEqual(self.expected["source"]["text_origin"], "embedded")
        self.assertNotIn("ocr_pages", self.expected["source"])

    def test_one_pictured_page_among_others_is_recognised_alone(self):
        path = self.path("mixed.pdf")
        self.pages(path, [(COVER, False), (TABLE, True)])
        mixed = extract(path)
        self.assertEqual(mixed["source"]["text_origin"], "mixed")
        self.assertEqual(mixed["source"]["ocr_pages"], [2])
        self.assertEqual(cells(mixed), cells(self.expected))

    def test_a_page_upside_down_is_turned(self):
        path = self.path("turned.pdf")
        with fitz.open(self.scan) as scan, fitz.open() as made:
            for page in scan:
                picture = page.get_pixmap(dpi=200, colorspace=fitz.csGRAY)
                made.new_page(width=page.rect.width, height=page.rect.height).insert_image(
                    page.rect, stream=picture.tobytes("png"), rotate=180)
            made.save(path)
        self.assertEqual(cells(extract(path)), cells(self.expected))

    def picture(self, name, draw, size=(595, 842), dpi=200):
        """A PDF of the table's page as a picture of what @draw makes of it on a page of @size."""
        path = self.path(name)
        with fitz.open(self.text) as text, fitz.open() as drawn, fitz.open() as made:
            made.insert_pdf(text, from_page=0, to_page=0)
            page = drawn.new_page(width=size[0], height=size[1])
            draw(page, text)
            picture = page.get_pixmap(dpi=dpi, colorspace=fitz.csGRAY)
            made.new_page(width=size[0], height=size[1]).insert_image(
                page.rect, stream=picture.tobytes("png"))
            made.save(path)
        return path

    def test_a_page_on_its_side_is_turned(self):
        for angle in (90, 270):
            path = self.picture("side.pdf", lambda page, text: page.show_pdf_page(
                page.rect, text, 1, rotate=angle), size=(842, 595))
            self.assertEqual(cells(extract(path)), cells(self.expected), angle)

    def test_a_photographed_page_is_made_level(self):
        def askew(page, text):
            """The lines run together to the right: by 20 points at either edge."""
            width, height = page.rect.width, page.rect.height
            for x in range(0, int(width), 3):
                off = 40 * (x / width - 0.5)
                page.show_pdf_page(fitz.Rect(x, off, x + 3, height - off), text, 1,
                                   keep_proportion=False, clip=fitz.Rect(x, 0, x + 3, height))

        path = self.picture("photographed.pdf", askew)
        self.assertEqual(cells(extract(path)), cells(self.expected))

    def test_faded_print_is_read(self):
        path = self.path("faded.pdf")
        with fitz.open(self.text) as text, fitz.open() as made:
            for page in text:
                picture = page.get_pixmap(dpi=200, colorspace=fitz.csRGB)
                picture.tint_with(0x9b9b9b, 0xe1e1e1)
                made.new_page(width=page.rect.width, height=page.rect.height).insert_image(
                    page.rect, stream=picture.tobytes("png"))
            made.save(path)
        self.assertEqual(cells(extract(path)), cells(self.expected))

    def lines(self, *lines, font="tiro"):
        """What is read of such lines, typeset and pictured."""
        path = self.path("lines.pdf")
        with fitz.open() as drawn, fitz.open() as made:
            page = drawn.new_page()
            for number, line in enumerate(lines):
                page.insert_text((72, 100 + 20 * number), line, fontname=font, fontsize=11)
            picture = page.get_pixmap(dpi=200, colorspace=fitz.csGRAY)
            made.new_page().insert_image(page.rect, stream=picture.tobytes("jpeg"))
            made.save(path)
        done = run("dump", "--stage", "layout", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [line.split("| ", 1)[1] for line in done.stdout.splitlines()]

    def test_dots_that_lead_to_a_number_are_no_letters(self):
        texts = ["Information till medborgarna", "Politiska mål", "Extern samverkan", "Mångfald"]
        read = self.lines(*[f"{text} {'.' * (90 - 2 * len(text))} {15 + i}  20"
                            for i, text in enumerate(texts)])
        for i, (text, line) in enumerate(zip(texts, read)):
            words = line.split()
            self.assertEqual(" ".join(words[:-3]), text)
            self.assertEqual(set(words[-3]), {"."})
            self.assertEqual(words[-2:], [str(15 + i), "20"])

    def test_a_typed_semicolon_is_no_bullet(self):
        (line,) = self.lines("Märit Melbi (SKL); Lena Ehrnlund (Marks kommun)", font="cour")
        self.assertNotIn("•", line)

    def test_percentages_and_points_of_a_text_are_read_as_printed(self):
        lines = ["58 % av de tillfrågade känner till policyn, fler än 2009",
                 "Stödet till KF, KS, nämnder och bolag, t.ex. i budget, är gott (se avsnitt 2).",
                 "91 % av alla känner till målen; 30 enheter redovisar dem, 3 av 12 sent."]
        self.assertEqual(self.lines(*lines), lines)

    def test_a_layer_of_a_bad_recogniser_gives_way_to_the_picture(self):
        path = self.path("misread.pdf")
        with fitz.open(self.scan) as scan:
            for page in scan:
                for line in range(20):
                    page.insert_text((72, 100 + 20 * line), "Komm8nens styrn1ng och utveckling",
                                     render_mode=3)
            scan.save(path)
        read = extract(path)
        self.assertEqual(read["source"]["ocr_pages"], [1, 2])
        self.assertEqual(cells(read), cells(self.expected))

    def test_a_layer_that_is_no_language_gives_way_to_the_picture(self):
        path = self.path("layer.pdf")
        with fitz.open(self.scan) as scan:
            for page in scan:
                for line in range(20):
                    page.insert_text((72, 100 + 20 * line), "xqzt ;:#% wrtk zzx vbnm kdfg",
                                     render_mode=3)
            scan.save(path)
        read = extract(path)
        self.assertEqual(read["source"]["ocr_pages"], [1, 2])
        self.assertEqual(cells(read), cells(self.expected))

    def test_the_pages_can_be_chosen(self):
        done = run("extract", "--ocr", "never", self.scan)
        self.assertEqual(done.returncode, 3)
        self.assertRegex(done.stderr, "no text layer.*--ocr")
        self.assertEqual(extract("--ocr", "never", self.text)["source"]["text_origin"], "embedded")
        one = extract("--ocr", "2", self.text)
        self.assertEqual(one["source"]["ocr_pages"], [2])
        self.assertEqual(cells(one), cells(self.expected))
        for wrong in ("sometimes", "0", "3-2", "1,", ""):
            self.assertEqual(run("extract", "--ocr", wrong, self.scan).returncode, 2, wrong)

    def test_a_number_printed_wrong_is_found_not_mended(self):
        def misprint(page):
            (word,) = [word for word in page.get_text("words") if word[4] == "64"]
            page.add_redact_annot(fitz.Rect(word[:4]))
            page.apply_redactions()
            page.insert_text((word[0], word[3] - 3), "46", fontsize=10)

        path = self.path("misprint.pdf")
        self.pages(path, [(COVER, True), (TABLE, True)], misprint)
        report = extract(path)
        (row,) = [row for row in cells(report) if row[0] == "2.2"]
        self.assertEqual(row, ("2.2", 25.5, 40, 46))
        self.assertIn("row-percent", [finding["rule"] for finding in report["validation"]["findings"]])

    def test_a_pool_reads_scans_too(self):
        archive = self.path("archive.sqlite")
        done = run("import", self.scan, "--archive", archive)
        self.assertEqual(done.returncode, 0, done.stderr)
        (report,) = json.loads(run("export", "--archive", archive, "--to", "json").stdout)
        self.assertEqual(report["source"]["ocr_pages"], [1, 2])
        self.assertEqual(cells(report), cells(self.expected))

    def test_scans_that_are_attached_are_read(self):
        path, archive = self.path("attached.pdf"), self.path("attached.sqlite")
        with fitz.open() as letter, open(self.scan, "rb") as scan:
            letter.new_page().insert_text((72, 72), "Bilaga: se rapporten")
            letter.embfile_add("1", scan.read(), filename="bilaga.pdf")
            letter.save(path, deflate=True)
        read = extract(path)
        self.assertEqual((read["source"]["attachment"], read["source"]["text_origin"], read["source"]["ocr_pages"]),
                         ("bilaga.pdf", "ocr", [1, 2]))
        self.assertEqual(cells(read), cells(self.expected))
        self.assertEqual(run("import", path, "--archive", archive).returncode, 0)
        (report,) = json.loads(run("export", "--archive", archive, "--to", "json").stdout)
        self.assertEqual(cells(report), cells(self.expected))
        for choice in "never", "1":
            done = run("extract", "--ocr", choice, path)
            self.assertEqual(done.returncode, 3)
            self.assertIn("no text layer", done.stderr)

    def test_pictures_that_nobody_recognises_are_told(self):
        path = self.path("behind.pdf")
        with fitz.open(ARJANG) as report, fitz.open(self.scan) as scan:
            report.insert_pdf(scan)
            report.save(path)
        told = [doubt for doubt in extract("--ocr", "never", path)["diagnostics"] if doubt["code"] == "pictures-unread"]
        self.assertEqual(len(told), 1)
        self.assertIn("2 of the file's pages, the first of them page 11", told[0]["message"])
        self.assertEqual(codes(extract(ARJANG)), codes(extract("--ocr", "never", ARJANG)))
        with fitz.open() as papers, fitz.open(self.scan) as scan:
            for _ in range(230):
                papers.new_page().insert_text((72, 72), "Kallelse")
            papers.insert_pdf(scan)
            papers.save(path)
        done = run("extract", "--ocr", "never", path)
        self.assertEqual(done.returncode, 3)
        self.assertIn("2 of its pages, the first of them page 231", done.stderr)
        self.assertEqual(extract(path)["source"]["report"],
                         {"index": 1, "of": 1, "first_page": 231, "last_page": 232})

    def test_an_empty_picture_has_no_text(self):
        path = self.path("empty.pdf")
        with fitz.open() as made:
            page = made.new_page()
            blank = fitz.Pixmap(fitz.csGRAY, fitz.IRect(0, 0, 1000, 1400))
            blank.clear_with(255)
            page.insert_image(page.rect, stream=blank.tobytes("png"))
            made.save(path)
        self.assertEqual(run("extract", path).returncode, 3)

    def test_a_picture_larger_than_any_memory_is_out_of_it(self):
        path, archive = self.path("giant.pdf"), self.path("giant.sqlite")
        with fitz.open(self.scan) as scan:
            for (xref, *_) in scan.get_page_images(0):
                scan.xref_set_key(xref, "Width", "2000000000")
                scan.xref_set_key(xref, "Height", "2000000000")
            scan.save(path)
        self.assertEqual(run("import", path, "--archive", archive).returncode, 3)
        status = run("status", "--archive", archive)
        self.assertRegex(status.stdout + status.stderr, r"\boom\b")

    def test_a_damaged_picture_is_survived(self):
        with open(self.scan, "rb") as file:
            whole = file.read()
        at = whole.rindex(b"stream\n", 0, whole.rindex(b"endstream")) + 5000
        path = self.path("damaged.pdf")
        with open(path, "wb") as file:
            file.write(whole[:at] + bytes(20000) + whole[at + 20000:])
        done = run("extract", path)
        self.assertIn(done.returncode, (0, 3), done.stderr)
        self.assertRegex(done.stderr, r"\A(kompass: .*\n)?\Z")


if __name__ == "__main__":
    unittest.main()
