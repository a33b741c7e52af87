#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""PDFs attached to a PDF: each is as if it were read by itself, and nothing hidden in it does harm."""
import csv
import json
import os
import re
import unittest

import fitz

from bundles import annual_report, bind, letter
from folders import Folder, lines
from kompass import ARJANG, HUDDINGE, extract, fixture, run, without

MEGA = 1 << 20
ALONE = {path: extract(path) for path in (ARJANG, HUDDINGE)}
PLACE = {"source", "message"}


def content(file):
    """The bytes of a file, given by its path, as a PDF or as bytes."""
    if isinstance(file, bytes):
        return file
    if isinstance(file, str):
        with open(file, "rb") as opened:
            return opened.read()
    return file.tobytes(deflate=True)


def attach(outer, files, path):
    """Writes a PDF, or an empty page, with FILES attached: (name, path, PDF or bytes)."""
    pdf = fitz.open(outer) if isinstance(outer, str) else outer or fitz.open()
    if pdf.page_count == 0:
        pdf.new_page()
    for i, (name, file) in enumerate(files):
        pdf.embfile_add(str(i), content(file), filename=name, ufilename=name)
    pdf.save(path, deflate=True)


class Reading(Folder):
    def check(self, outer, files, *expected):
        """Each of EXPECTED, a report's path and the name under which it is attached, is found."""
        attach(outer, files, self.path)
        found = lines(self.path)
        self.assertEqual([one["source"].get("attachment") for one in found], [name for _, name in expected])
        for i, (one, (path, name)) in enumerate(zip(found, expected), 1):
            self.assertEqual(without(one, *PLACE), without(ALONE[path], *PLACE))
            source, alone = one["source"], ALONE[path]["source"]
            self.assertEqual(source["report"], {**alone["report"], "index": i, "of": len(expected)})
            self.assertEqual((source["name"], source["bytes"]), ("bundle.pdf", os.path.getsize(self.path)))
            self.assertEqual(source["sha256"], found[0]["source"]["sha256"])
            if name is not None:
                for member in "pages", "title", "producer", "created", "media_type", "text_origin":
                    self.assertEqual(source[member], alone[member])

    def test_of_a_portfolio(self):
        self.check(None, [("rapport.pdf", ARJANG)], (ARJANG, "rapport.pdf"))

    def test_several_of_a_letter(self):
        self.check(letter(), [("a.pdf", ARJANG), ("läs mig.txt", b"Hej"), ("b", HUDDINGE)],
                   (ARJANG, "a.pdf"), (HUDDINGE, "b"))

    def test_behind_a_report(self):
        self.check(HUDDINGE, [("års.pdf", annual_report()), ("Bilaga 1.pdf", ARJANG)],
                   (HUDDINGE, None), (ARJANG, "Bilaga 1.pdf"))

    def test_names_are_told_apart(self):
        self.check(None, [("a.pdf", ARJANG), ("a.pdf", HUDDINGE)], (ARJANG, "a.pdf"), (HUDDINGE, "a.pdf (2)"))

    def test_name_holds_no_control_characters(self):
        attach(None, [("ł\x1b]0;x\x07\n.pdf", ARJANG), ("b" * 500 + ".pdf", ARJANG)], self.path)
        first, second = [one["source"]["attachment"] for one in lines(self.path)]
        self.assertEqual(first, "ł]0;x .pdf")
        self.assertRegex(second, r"^b{10,200}$")

    def test_several_in_an_attached_bundle(self):
        places = bind([HUDDINGE, annual_report(), ARJANG], self.join("bundle.pdf"))
        attach(ARJANG, [("bunt.pdf", self.join("bundle.pdf"))], self.path)
        self.assertEqual([(one["source"].get("attachment"), one["source"]["report"]) for one in lines(self.path)],
                         [(None, {**ALONE[ARJANG]["source"]["report"], "of": 3})] +
                         [("bunt.pdf", {"index": i, "of": 3, "first_page": first, "last_page": last})
                          for i, (_, first, last) in enumerate(places, 2)])

    def test_named_pages_are_those_of_the_file(self):
        attach(HUDDINGE, [("a.pdf", ARJANG)], self.path)
        found = lines(self.path, "--pages", "1-24")
        self.assertEqual([one["source"].get("attachment") for one in found], [None])


class Refusing(Folder):
    def refuse(self, outer, files, fate, *words):
        """The file is no report: why, as extract and as an import say."""
        attach(outer, files, self.path)
        done = run("extract", self.path)
        self.assertEqual((done.returncode, done.stdout), (3, ""))
        for word in words:
            self.assertIn(word, done.stderr)
        done = run("extract", "--files0-from", "-", stdin=None, input=self.path)
        failure = json.loads(done.stdout)
        self.assertEqual(failure["status"], fate, failure)

    def test_other_papers(self):
        for outer, word in ((None, "no text"), (letter(), "not mention Kommunkompassen")):
            self.refuse(outer, [("års.pdf", annual_report())], "not_a_report", word, "års.pdf",
                        "an annual report")

    def test_files_that_are_no_pdfs(self):
        self.refuse(letter(), [("a.txt", b"Kommunkompassen")], "not_a_report", "attached")
        self.refuse(None, [("a.txt", b"Kommunkompassen")], "no_text", "attached")

    def test_depth_is_one(self):
        attach(letter(), [("inner.pdf", ARJANG)], self.join("inner"))
        self.refuse(letter(), [("outer.pdf", self.join("inner"))], "not_a_report", "attached")

    def test_encrypted_or_damaged(self):
        self.refuse(None, [("a.pdf", fixture("broken/encrypted.pdf"))], "encrypted", "a.pdf", "password")
        self.refuse(letter(), [("a.pdf", b"no PDF")], "damaged", "a.pdf")

    def test_bomb_is_too_big(self):
        bomb = b"%PDF-1.4\n" + bytes(100 * MEGA)
        for outer in None, letter():
            self.refuse(outer, [("bomb.pdf", bomb)], "too_big", "bomb.pdf", "32 MB")

    def test_too_many(self):
        self.refuse(letter(), [(f"{i}.pdf", letter()) for i in range(101)], "too_big", "100 attached")

    def test_a_report_is_not_lost_for_what_is_beside_it(self):
        files = [("bomb.pdf", b"%PDF-1.4\n" + bytes(100 * MEGA)), ("brev.pdf", letter()),
                 ("låst.pdf", fixture("broken/encrypted.pdf")), ("rapport.pdf", ARJANG)]
        for outer, name in ((None, "rapport.pdf"), (HUDDINGE, None)):
            attach(outer, files, self.path)
            first = lines(self.path)[0]
            self.assertEqual(first["source"].get("attachment"), name)
            doubts = [doubt for doubt in first["diagnostics"] if doubt["code"] == "attachment-unread"]
            self.assertEqual([(doubt["severity"], doubt["at"]) for doubt in doubts], [("warning", [])] * 2)
            for doubt, words in zip(doubts, ("bomb.pdf", "låst.pdf")):
                self.assertIn(words, doubt["message"])

    def test_password_opens_both(self):
        attach(None, [("a.pdf", fixture("broken/encrypted.pdf"))], self.path)
        self.assertEqual(lines(self.path, "--password", "hemligt")[0]["source"]["attachment"], "a.pdf")


class Commands(Folder):
    """A report, and another attached to it."""

    def setUp(self):
        super().setUp()
        attach(HUDDINGE, [("brev.pdf", letter()), ("Bilaga 1.pdf", ARJANG)], self.path)
        self.found = lines(self.path)

    def assert_archive_holds_both(self):
        self.assertEqual(self.rows("SELECT municipality, report_index, reports, attachment, first_page, last_page "
                                   "FROM report ORDER BY report_index"),
                         [("Huddinge", 1, 2, None, 1, 24), ("Årjäng", 2, 2, "Bilaga 1.pdf", 1, 10)])
        exported = json.loads(self.run_well("export", "--archive", self.archive, "--to", "json").stdout)
        self.assertEqual(without(exported, "name"), without(self.found, "name"))

    def test_import(self):
        done = self.run_well("import", self.path, "--archive", self.archive)
        self.assertIn("2 reports", done.stderr)
        self.assert_archive_holds_both()
        done = self.run_well("import", self.path, "--archive", self.archive)
        self.assertIn("1 read before", done.stderr)
        self.assert_archive_holds_both()

    def test_merged_lines(self):
        text = self.run_well("extract", ARJANG, self.path).stdout.splitlines(keepends=True)[1:]
        with open(self.join("lines"), "w", encoding="utf8") as file:
            file.writelines(text)
        for _ in range(2):
            self.run_well("import", "--ndjson", self.join("lines"), "--archive", self.archive)
            self.assert_archive_holds_both()

    def test_addresses_are_of_the_file(self):
        """A page of an attached file has no address of its own."""
        with open(self.join("map.csv"), "w", encoding="utf8") as file:
            file.write("document,address\nbundle.pdf,https://example.org/a.pdf\n")
        self.run_well("import", self.path, "--archive", self.archive, "--sources", self.join("map.csv"))
        self.run_well("export", "--archive", self.archive, "--to", "csv", "--out", self.join("tables"))
        with open(self.join("tables/scores.csv"), encoding="utf8") as file:
            addresses = {(row["municipality"], row["url"].partition("#page=")[0], "#page=" in row["url"])
                         for row in csv.DictReader(file)}
        self.assertEqual({address for _, address, _ in addresses}, {"https://example.org/a.pdf"})
        self.assertEqual({name for name, _, of_page in addresses if of_page}, {"Huddinge"})
        self.assertEqual({name for name, _, _ in addresses}, {"Huddinge", "Årjäng"})

    def test_dump_of_each(self):
        attach(None, [("brev.pdf", letter()), ("a.pdf", ARJANG)], self.join("portfolio.pdf"))
        for stage in "glyphs", "lines", "blocks", "draft", "account":
            own, other = (self.run_well("dump", "--stage", stage, path).stdout for path in (HUDDINGE, ARJANG))
            for path, before in (self.path, own), (self.join("portfolio.pdf"), ""):
                dump = self.run_well("dump", "--stage", stage, path).stdout
                self.assertTrue(dump.startswith(before))
                self.assertIn("\nattached file " if before else "attached file ", dump)
                self.assertTrue(dump.endswith(".pdf\n" + other))
            self.assertEqual("attached file brev.pdf\n" in dump, stage in ("glyphs", "lines", "blocks"))

    def test_claims_are_of_the_file(self):
        page = fitz.open()
        page.new_page().insert_text((72, 90), "Huddinge kommun fick 520 poäng i Kommunkompassen 2017.")
        attach(page, [("a.pdf", ARJANG)], self.path)
        told = json.loads(self.run_well("claims", self.path).stdout)
        self.assertEqual({claim["municipality"]["name"] for claim in told["claims"]}, {"Huddinge"})
        self.assertEqual([doubt["code"] for doubt in told["diagnostics"]], ["attachment-unread"])
        self.assertIn("a.pdf", told["diagnostics"][0]["message"])
        attach(letter(), [("a.pdf", ARJANG)], self.path)
        done = run("claims", self.path)
        self.assertEqual(done.returncode, 3)
        self.assertIn("attached to it were not read", done.stderr)

    def test_show_and_validate_say_which(self):
        extent = "report 2 of 2, attached file Bilaga 1.pdf, 10 pages"
        self.assertIn(extent, " ".join(self.run_well("show", self.path).stdout.split()))
        self.assertIn(extent, self.run_well("validate", self.path).stdout)

    def test_reconcile_says_which(self):
        page = self.join("page.txt")
        with open(page, "w", encoding="utf8") as file:
            file.write("Årjängs kommun fick 46,5 poäng för området Samhällsutveckling i Kommunkompassen 2021.\n")
        told = " ".join(run("reconcile", self.path, "--claims", page).stdout.split())
        self.assertIn("bundle.pdf, attached file Bilaga 1.pdf, gives 64.5, page 7", told)
        self.assertIn("no claims bundle.pdf, report 1 of 2, 24 pages", told)
        told = json.loads(run("reconcile", self.path, "--claims", page, "--format", "json").stdout)
        self.assertEqual([(one["name"], one.get("attachment")) for one in
                          (told["claims"][0]["report"], told["reports_without_claims"][0])],
                         [("bundle.pdf", "Bilaga 1.pdf"), ("bundle.pdf", None)])

    def test_audit_draws_the_pages_of_each(self):
        alone = self.join("alone")
        self.run_well("audit", ARJANG, "--out", alone)
        self.run_well("audit", self.path, "--out", self.join("audit"))
        pictures = []
        for folder in alone, self.join("audit.2"):
            with open(os.path.join(folder, "index.html"), encoding="utf8") as file:
                pictures.append(re.findall(r'src="data:image/png;base64,([^"]+)"', file.read()))
        self.assertEqual(len(pictures[0]), 10)
        self.assertEqual(*pictures)


if __name__ == "__main__":
    unittest.main()
