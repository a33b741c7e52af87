#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""One table of eight areas, however its cells are written and set: in a transcript of a report and
on a page that publishes results, all of its scores are read."""
import itertools
import json
import os
import tempfile
import unittest

from kompass import extract, run

NAMES = ("Offentlighet och demokrati", "Tillgänglighet och brukarorientering",
         "Politisk styrning och kontroll", "Ledarskap, ansvar och delegation",
         "Resultat och effektivitet", "Kommunen som arbetsgivare – personalpolitik",
         "Verksamhetsutveckling", "Kommunen som samhällsbyggare")
NOW = (79, 62, 71, 58, 66, 74, 53, 69)
BEFORE = (70, 61, 64, 60, 57, 72, 44, 63)
CELLS = ("{}", "{} av 100", "{}/100", "{} poäng", "{} p", "{}*")


def padded(rows):
    return "\n".join(f"{row[0]:<48}" + "".join(f"{cell:<16}" for cell in row[1:]) for row in rows)


def html(rows):
    return "<table>%s</table>" % "".join(
        "<tr>%s</tr>" % "".join(f"<td>{cell}</td>" for cell in row) for row in rows)


def blocks(rows):
    return "".join(f"<p>{cell}</p>" for row in rows for cell in row)


TEXTS = {"tabs": lambda rows: "\n".join("\t".join(row) for row in rows),
         "pipes": lambda rows: "\n".join("| " + " | ".join(row) + " |" for row in rows),
         "gaps": lambda rows: "\n".join("  ".join(row) for row in rows),
         "columns": padded,
         "one cell a line": lambda rows: "\n".join("\n".join(row) for row in rows)}
PAGES = {"a table": html, "blocks": blocks}


def rows_of(cell):
    return [("Område", "Resultat 2017", "Resultat 2013")] + [
        (name, cell.format(now), cell.format(before))
        for name, now, before in zip(NAMES, NOW, BEFORE)]


def numbered(rows):
    return rows[:1] + [(f"{n}. {row[0]}", *row[1:]) for n, row in enumerate(rows[1:], 1)]


def with_maxima(rows):
    return [(rows[0][0], "Maxpoäng", *rows[0][1:])] + [
        (row[0], "100", *row[1:]) for row in rows[1:]]


TABLES = (list, numbered, with_maxima)


def read(command, text, suffix):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "page" + suffix)
        with open(path, "w", encoding="utf8") as file:
            file.write(text)
        return command(path)


class Cells(unittest.TestCase):
    def test_a_report_is_read(self):
        chapters = "\n".join(
            f"#### Område {number} {name}\n\n#### STYRKOR\n\n- Det finns en strategi som är känd.\n\n"
            "#### FÖRBÄTTRINGSOMRÅDEN\n\n- Resultaten kan följas upp oftare.\n"
            for number, name in enumerate(NAMES, 1))
        for table, form, cell in itertools.product(TABLES, TEXTS, CELLS):
            text = ("KommunKompassen\n\nANALYS AV\n\nVARA KOMMUN\n\n2017\n\n"
                    "## 1 Vad är Kommunkompassen?\n\nEtt verktyg för utvärdering.\n\n"
                    "## 2 Sammanfattning\n\nVara kommun utvärderades i mars 2017.\n\n"
                    + TEXTS[form](table(rows_of(cell))) +
                    "\n\n## 3 Detaljerad genomgång\n\n" + chapters)
            with self.subTest(table=table.__name__, form=form, cell=cell):
                areas = read(extract, text, ".txt")["areas"]
                self.assertEqual([[p["score"] for p in a["published"]] for a in areas],
                                 [[n] for n in NOW])
                self.assertEqual([[c["score"] for c in a["comparisons"]] for a in areas],
                                 [[n] for n in BEFORE])

    def test_a_page_is_read(self):
        head = "Kommunkompassen i Vara kommun"
        pages = [(f"{head}\n\n{{}}\n", ".txt", form, TEXTS[form]) for form in TEXTS]
        pages += [(f"<!DOCTYPE html><h1>{head}</h1>{{}}", ".html", form, PAGES[form])
                  for form in PAGES]
        for table, cell, page in itertools.product(TABLES, CELLS, pages):
            frame, suffix, form, write = page
            with self.subTest(table=table.__name__, form=form, cell=cell):
                done = read(lambda path: run("claims", path),
                            frame.format(write(table(rows_of(cell)))), suffix)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                claims = json.loads(done.stdout)["claims"]
                self.assertEqual(
                    sorted((c["year"], c["value"], c["area"] is not None) for c in claims),
                    sorted([(2017, n, True) for n in NOW] + [(2013, n, True) for n in BEFORE]))


if __name__ == "__main__":
    unittest.main()
