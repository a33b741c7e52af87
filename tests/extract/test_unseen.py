#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Text that a page does not show changes nothing of what is read; what it shows is read."""
import os
import tempfile
import unittest

import fitz

from kompass import extract, fixture, run, without

REPORT = fixture("reports/2016/huddinge-2017/source.pdf")
FONT = fitz.Font("helv").buffer
PATIENT = ("--cpu", "600", "--page-cpu", "60", "--wall", "3600")  # with sanitizers all is slower
AT = (40, 30)  # nothing stands there on a page


def write(page, at, text, **options):
    """In a font of which the file holds a part, as its tag says."""
    font = page.insert_font(fontname="F0", fontbuffer=FONT)
    page.parent.xref_set_key(font, "BaseFont", "/AAAAAA+Sans")
    page.insert_text(at, text, fontname="F0", **options)


class Unseen(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "changed.pdf")

    def change(self, draw):
        with fitz.open(REPORT) as pdf:
            changed = fitz.open()
            for page in pdf:
                draw(changed.new_page(width=page.rect.width, height=page.rect.height), page)
            changed.save(self.path, deflate=True)
            changed.close()

    def dump(self, stage):
        done = run("dump", *PATIENT, "--stage", stage, self.path)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def check_unseen(self, draw):
        """The report is read as it is, and its pages say that they hold more."""
        self.change(lambda new, page: new.show_pdf_page(page.rect, page.parent, page.number))
        plain = extract(self.path, *PATIENT)
        self.change(draw)
        report = extract(self.path, *PATIENT)
        told = [doubt for doubt in report["diagnostics"] if doubt["code"] == "text-unseen"]
        report["diagnostics"] = [doubt for doubt in report["diagnostics"] if doubt not in told]
        self.assertEqual(without(report, "source"), without(plain, "source"))
        self.assertGreater(len(told), plain["source"]["pages"] / 2)

    def test_white_on_white_invisible_and_transparent(self):
        for options in ({"color": (1, 1, 1)}, {"render_mode": 3}, {"fill_opacity": 0}):
            def draw(new, page):
                new.show_pdf_page(page.rect, page.parent, page.number)
                write(new, AT, "9.9 Dold fråga 99 100 99 %", **options)
            with self.subTest(options):
                self.check_unseen(draw)

    def test_layer_that_is_off(self):
        for on in True, False:
            def draw(new, page):
                new.show_pdf_page(page.rect, page.parent, page.number)
                write(new, AT, "9.9 Dold fråga 99 100 99 %", oc=new.parent.add_ocg("dold", on=on))
            with self.subTest(on=on):
                self.change(draw)
                self.assertEqual("9.9 Dold fråga" in self.dump("layout"), on)

    @staticmethod
    def write_older(page):
        for y in range(180, 750, 200):
            write(page, (133, y), "ÄLDRE LYDELSE")

    def test_older_text_beneath_a_sheet(self):
        def draw(new, page):
            self.write_older(new)
            new.draw_rect(page.rect, color=None, fill=(1, 1, 1))
            new.show_pdf_page(page.rect, page.parent, page.number)
        self.check_unseen(draw)

    def test_older_text_cut_off(self):
        def draw(new, page):
            new.show_pdf_page(page.rect, page.parent, page.number)
            corner = fitz.Rect(0, 0, 20, 20)
            older = fitz.open()
            self.write_older(older.new_page(width=page.rect.width, height=page.rect.height))
            new.show_pdf_page(corner, older, 0, clip=corner)
        self.check_unseen(draw)

    def draw_page_four(self, draw):
        def change(new, page):
            if page.number == 3:
                draw(new, page)
            else:
                new.show_pdf_page(page.rect, page.parent, page.number)
        self.change(change)

    def assert_seen(self, draw):
        self.draw_page_four(draw)
        self.assertIn("Synlig text", self.dump("lines"))

    def test_white_on_a_dark_band_is_seen(self):
        def draw(new, page):
            new.draw_rect(fitz.Rect(20, 10, 200, 40), color=None, fill=(0, .2, .4))
            write(new, AT, "Synlig text", color=(1, 1, 1))
        self.assert_seen(draw)

    def test_text_behind_the_picture_of_a_scan_is_read(self):
        def draw(new, page):
            write(new, AT, "Synlig text", render_mode=3)
            new.insert_image(page.rect, pixmap=page.get_pixmap(dpi=30))
        self.assert_seen(draw)

    def test_turned_text_among_what_hides_is_seen(self):
        def draw(new, page):
            write(new, (50, 50), "ÖÖÖÖ", render_mode=3)
            write(new, AT, "Text som står rakt, och som syns")
            write(new, (100, 500), "ÄÄÄÄ", rotate=90)
        self.change(draw)
        glyphs = self.dump("glyphs")
        self.assertIn("Ä", glyphs)
        self.assertNotIn("Ö", glyphs)

    def test_full_stop_in_a_clip_that_fits_it_is_seen(self):
        """The middle of its line lies outside of the clip."""
        def draw(new, page):
            write(new, (50, 50), "ÖÖÖÖ", render_mode=3)
            write(new, (50, 80), "Text som står rakt, och som syns")
            corner = fitz.Rect(40, 28.7, 44, 31)
            stop = fitz.open()
            write(stop.new_page(width=page.rect.width, height=page.rect.height), AT, ".")
            new.show_pdf_page(corner, stop, 0, clip=corner)
        self.draw_page_four(draw)
        page = self.dump("glyphs").partition("page 4:")[2].partition("page 5:")[0]
        self.assertEqual([mark in page for mark in (" _.\n", "Ö")], [True, False])

    def test_words_with_a_rule_through_them_are_seen(self):
        def draw(new, page):
            write(new, (50, 50), "ÖÖÖÖ", render_mode=3)
            new.draw_rect(fitz.Rect(20, 95, 200, 97), color=None, fill=(0, 0, 0))
            write(new, (40, 100), "ÄÄÄÄ med en linje under sig")
            write(new, (40, 200), "ÜÜÜÜ som ströks")
            new.draw_rect(fitz.Rect(20, 195, 200, 197), color=None, fill=(0, 0, 0))
        self.change(draw)
        glyphs = self.dump("glyphs")
        self.assertIn("Ä", glyphs)
        self.assertIn("Ü", glyphs)
        self.assertNotIn("Ö", glyphs)


if __name__ == "__main__":
    unittest.main()
