#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A stamp on a report's pages changes nothing of what is read, whatever it says and wherever."""
import json
import os
import subprocess
import tempfile
import unittest

import fitz

from kompass import PROGRAM, fixture

REPORTS = ["reports/2020/arjang-2021/source.pdf", "reports/2016/huddinge-2017/source.pdf"]
STAMPS = [
    "Dnr KS 2018/0312", "Diarienr: 2018-00312", "Ärendenr KS 2018/45", "Handling nr 7",
    "D-nr 2018/312-3", "Inkom 2018-11-04", "INKOM TILL KOMMUNEN 4 november 2018",
    "Ankomststämpel", "Ank. 2018-11-04", "Mottaget 2018-11-04 KS 2018/312", "Bilaga 3, KS 2018-12-04 § 123",
    "Bilaga 2 till KS § 45", "KS 2018-12-04 § 123", "Justerare ................",
    "Utdragsbestyrkande", "Justerandes signatur", "Dnr KS 2018/0312 Sida 1 (3)",
    "Kommunstyrelsen\nInkom 2018-11-04\nDnr 2018/312", "EDA KOMMUN\nInkom\n2018-11-04\nKS 2018/312",
]
PLACES = {"top": (300, 22), "foot": (60, 825), "cover": (330, 330)}


def read(path):
    done = subprocess.run([PROGRAM, "extract", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          check=True)
    return without_places(json.loads(done.stdout))


def without_places(value):
    if isinstance(value, dict):
        return {key: without_places(one) for key, one in value.items()
                if key not in ("at", "source")}
    return [without_places(one) for one in value] if isinstance(value, list) else value


class Stamps(unittest.TestCase):
    maxDiff = None

    def check(self, path, draw, what):
        with tempfile.TemporaryDirectory() as folder:
            stamped = os.path.join(folder, "stamped.pdf")
            with fitz.open(path) as pdf:
                draw(pdf)
                pdf.save(stamped)
            with self.subTest(what):
                self.assertEqual(read(stamped), self.plain[path])

    @classmethod
    def setUpClass(cls):
        cls.paths = [path for path in map(fixture, REPORTS) if os.path.exists(path)]
        cls.plain = {path: read(path) for path in cls.paths}
        assert cls.paths

    def test_every_wording_in_every_place(self):
        for path in self.paths:
            for i, text in enumerate(STAMPS):
                for name, at in PLACES.items():
                    first_only = name == "cover" or "\n" in text

                    def draw(pdf):
                        for page in list(pdf)[:1 if first_only else None]:
                            page.insert_text(at, text.split("\n"), fontsize=8 + i % 3)
                    self.check(path, draw, f"{os.path.basename(os.path.dirname(path))}: "
                                           f"{text!r}, {name}")

    def test_askew(self):
        for path in self.paths:
            for degrees in (-8, -3, 2, 5):
                for text in ("Inkom till kommunen 2018-11-04", "Dnr KS 2018/0312"):
                    def draw(pdf):
                        for page in pdf:
                            at = fitz.Point(340, 60)
                            page.insert_text(at, text, fontsize=11,
                                             morph=(at, fitz.Matrix(degrees)))
                    self.check(path, draw, f"{path}: {text!r} {degrees}")

    def test_aside_and_aslant(self):
        for path in self.paths:
            for degrees in (30, 90, 270):
                def draw(pdf):
                    for page in pdf:
                        at = fitz.Point(150, 500)
                        page.insert_text(at, "UTKAST Dnr KS 2018/0312" if degrees % 90 == 0
                                         else "UTKAST", fontsize=60 if degrees % 90 else 9,
                                         morph=(at, fitz.Matrix(degrees)), color=(.8, .8, .8))
                self.check(path, draw, f"{path} {degrees}")


if __name__ == "__main__":
    unittest.main()
