#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Reports of an archive that differ from the others of their edition and template: a maximum, the number
of an area's questions, a wording. Each report is Huddinge's under another municipality's name."""
import copy
import csv
import hashlib
import json
import os
import shutil
import tempfile
import unittest

from kompass import HUDDINGE, ROOT, extract, run

REPORT = extract(HUDDINGE)
with open(os.path.join(ROOT, "pipeline", "words", "municipalities.csv"), encoding="utf8") as register:
    MUNICIPALITIES = [(row["code"], row["name"]) for row in csv.DictReader(register)]
OTHERS = " of 12 other reports of its edition and template "


def report(k, change=lambda areas: None):
    """The k-th report, as @change leaves its areas."""
    changed = copy.deepcopy(REPORT)
    code, name = MUNICIPALITIES[k]
    changed["source"].update(sha256=hashlib.sha256(b"%d" % k).hexdigest(), name=f"{k:03}.pdf")
    changed["municipality"].update(code=code, name=name)
    change(changed["areas"])
    return changed


def maximum(areas):
    areas[2]["questions"][1]["max"] = 22.5


def shorter(areas):
    """Without its third question: those that follow take its code, as in a table of which a row was lost."""
    questions = areas[3]["questions"]
    for before, question in zip(questions[2:], questions[3:]):
        question["code"] = before["code"]
    del questions[2]


def reworded(areas):
    areas[0]["questions"][0]["text"] = "Finns en plan för xylofoner?"


def punctuated(areas):
    for question in areas[0]["questions"]:
        question["text"] = question["text"].upper().replace("?", "").replace(" ", "  ")


def of_another_template(areas):
    for area in areas:
        del area["questions"][3:]
        for question in area["questions"]:
            question.update(text="Xylofoner " + question["code"], max=30)


def page(area, question):
    return REPORT["areas"][area]["questions"][question]["at"][0]["page"]


class Outliers(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="kk-test-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.archive = os.path.join(self.folder, "kk.sqlite")
        self.n = 0

    def add(self, *changes, options=()):
        """Imports a report of each change; what import says of each of them."""
        lines = os.path.join(self.folder, "lines")
        with open(lines, "w", encoding="utf8") as file:
            for change in changes:
                file.write(json.dumps(report(self.n, change)) + "\n")
                self.n += 1
        done = run("import", *options, "--archive", self.archive, "--ndjson", lines)
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        return [line for line in done.stderr.splitlines() if OTHERS[7:] in line]

    def usual(self, n):
        return self.add(*n * [lambda areas: None])

    def told(self):
        done = run("status", "--archive", self.archive, "--outliers")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout.splitlines()

    def test_each_kind_is_told_where_it_stands(self):
        self.assertEqual(self.usual(10), [])
        imported = self.add(maximum, shorter, reworded)
        told = self.told()

        self.assertEqual(imported, ["kompass: " + line for line in told])
        self.assertEqual(told, [
            f"010.pdf: page {page(2, 1)}: question 3.2 has the maximum 22.5; 12{OTHERS}have 25",
            f"011.pdf: page {page(3, 0)}: area 4 has 5 questions; 12{OTHERS}have 6",
            f'012.pdf: page {page(0, 0)}: question 1.1 reads "Finns en plan för xylofoner?"; 12{OTHERS}read '
            '"Finns en plan/strategi för demokratiutveckling och information?"',
        ])

    def test_import_tells_only_of_what_it_adds(self):
        self.usual(9)
        self.assertEqual(len(self.add(maximum)), 1)
        self.assertEqual(self.usual(1), [])
        self.assertEqual(self.add(shorter, options=["--quiet"]), [])
        self.assertEqual(len(self.told()), 2)

    def test_few_others_are_no_custom(self):
        self.usual(7)
        self.assertEqual(self.add(maximum), [])
        self.assertEqual(self.told(), [])
        self.usual(1)
        self.assertEqual(len(self.told()), 1)

    def test_what_several_reports_have_is_a_variant(self):
        self.usual(20)
        self.add(maximum, maximum, maximum)
        self.assertEqual(self.told(), [])

    def test_case_blanks_and_punctuation_make_no_wording(self):
        self.usual(10)
        self.assertEqual(self.add(punctuated), [])

    def test_reports_of_another_template_are_not_compared(self):
        self.usual(10)
        self.assertEqual(self.add(of_another_template), [])
        self.add(*9 * [of_another_template])
        self.assertEqual(self.told(), [])

    def test_they_are_no_failure_and_no_repair(self):
        self.usual(10)
        self.add(maximum)
        exported = run("export", "--archive", self.archive, "--to", "json", "--municipality", MUNICIPALITIES[10][0])
        one, = json.loads(exported.stdout)
        self.assertEqual(one, report(10, maximum))

    def test_it_is_printed_alone(self):
        self.usual(1)
        for other in ("--failed",), ("--print0",), ("--format", "json"), ("--unread",):
            done = run("status", "--archive", self.archive, "--outliers", *other)
            self.assertEqual((done.returncode, done.stdout), (2, ""))


if __name__ == "__main__":
    unittest.main()
