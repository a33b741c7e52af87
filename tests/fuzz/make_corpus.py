#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""make_corpus.py OUT: writes the first inputs of every target to OUT/TARGET, from fixtures/.

Whole reports are cut to pieces, for small inputs are tried more often: each keeps the title
page and two areas, by which it is known as a report."""
import collections
import copy
import glob
import json
import os
import random
import re
import struct
import sys

import fitz

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(HERE, "..", "..", "fixtures")
sys.path.insert(0, FIXTURES)
import make_pdf  # noqa: E402

# A page about a report that the claims target knows, with a claim of each kind.
CLAIMS = """Årjängs kommun fick 542,5 poäng av 800 i Kommunkompassen 2021. Resultatet har ökat med
27,5 poäng sedan 2018. Lägst poäng fick området Effektivitet, 52 poäng. Högst poäng fick området
Styrning och kontroll, 81 poäng. Arbetsliv fick 73 poäng av 100.
"""
TITLE_LINES = 20  # of a transcript, up to its contents


def fixtures(pattern):
    return sorted(glob.glob(os.path.join(FIXTURES, pattern), recursive=True))


def read(path):
    with open(path, "rb") as file:
        return file.read()


def name_of(path):
    return os.path.relpath(path, FIXTURES).replace(os.sep, "-")


def write(out, target, name, content):
    folder = os.path.join(out, target)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(content)


def pages_cut(text):
    """Each page of a hand-written report behind its first one, by which it is known."""
    first, *others = re.split(rb"^(?=page [2-9]|page 1\d)", text, flags=re.MULTILINE)
    return [first + page for page in others]


def totals_of(text):
    """The pages of a hand-written report with its title, its summary and its score tables."""
    title, *others = re.split(rb"^(?=page [2-9]|page 1\d)", text, flags=re.MULTILINE)
    return title + b"".join(p for p in others if b"Resultat" in p or "Uppnått".encode() in p)


def abreast_of(text):
    """Two chapters of a hand-written report, their lists side by side, and a date in words."""
    parts = re.split(rb"^(?=page \d)", text, flags=re.MULTILINE)
    text = (parts[1] + parts[3]).replace(b"2021-11-15", b"15 november 2021")
    both = "\\g<0>\nb 310 \\1 12 FÖRBÄTTRINGSOMRÅDEN".encode()
    return re.sub(rb"b 72 (\d+) 12 STYRKOR", both, text)


def as_transcript(text):
    """Rows of one height become a line, their texts its cells."""
    lines, last = [], None
    for row in text.split(b"\n"):
        match = re.match(rb"(b )?\d+ (\d+) (\d+) (.*)", row)
        if match and match[2] == last:
            lines[-1] += b"\t" + match[4]
        elif match:
            lines.append((b"\n# " if match[1] and int(match[3]) > 12 else b"") + match[4])
        last = match and match[2]
    return b"\n".join(lines)


def write_pdf_of(out, path):
    """Of a hand-written page that holds nothing that make_pdf.py does not know."""
    if b"\nturn" in read(path) or b"\\u" in read(path):
        return
    pdf = os.path.join(out, "pdf", os.path.basename(path).replace(".page", "") + ".pdf")
    os.makedirs(os.path.dirname(pdf), exist_ok=True)
    make_pdf.write(make_pdf.pages_of(path), pdf, "Hand-written page")


TEXTS = ("Tabell", "1.1", "11", "15", "Styrkor", "Dialog med alla", "Goda tider")
TREE = {20: "/S/Document/P 6 0 R/K[21 0 R 22 0 R 23 0 R 26 0 R]", 21: "/S/H1/P 20 0 R/K 0", 22: "/S/H2/P 20 0 R/K[4]",
        23: "/S/Table/P 20 0 R/K[24 0 R]", 24: "/S/TR/P 23 0 R/K[25 0 R 30 0 R 31 0 R]", 25: "/S/TD/P 24 0 R/K 1",
        26: "/S/L/P 20 0 R/K[27 0 R 28 0 R]", 27: "/S/LI/P 26 0 R/K[29 0 R]", 28: "/S/LI/P 26 0 R/K[6]",
        29: "/S/LBody/P 27 0 R/K[5]", 30: "/S/TD/P 24 0 R/K[2]",
        31: "/S/TH/P 24 0 R/K<</Type/MCR/Pg 3 0 R/MCID 3>>"}
LEVELS = "Table", "TR", "TD", "L", "LI"


def write_tagged(out):
    """Structure trees: one with all that is looked for, one that goes in a circle, one of many levels."""
    drawn = " ".join(f"/P<</MCID {i}>>BDC BT/F 9 Tf 9 {99 - 9 * i} Td({text})Tj ET EMC" for i, text in enumerate(TEXTS))
    file = {1: "/Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R",
            2: "/Type/Pages/Kids[3 0 R]/Count 1",
            3: "/Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 5 0 R/StructParents 0/Resources<</Font<</F 4 0 R>>>>",
            4: "/Type/Font/Subtype/Type1/BaseFont/Helvetica", 5: f"/Length {len(drawn)}",
            6: "/Type/StructTreeRoot/K[20 0 R]/RoleMap<</Foo/P>>"}
    circle = {**TREE, 29: "/S/LBody/P 27 0 R/K[26 0 R 5 20 0 R]", 24: "/S/TR/P 23 0 R/K[23 0 R 25 0 R 24 0 R]"}
    levels = {20 + i: f"/S/{LEVELS[i % 5]}/P {19 + i if i else 6} 0 R/K[{i % 7} {21 + i} 0 R]" for i in range(150)}
    levels[170] = "/S/P/P 169 0 R/K 0"
    for name, tree in ("tagged", TREE), ("tagged-in-a-circle", circle), ("tagged-deep", levels):
        pdf, offsets = b"%PDF-1.7\n", {}
        for number, text in sorted({**file, **{one: "/Pg 3 0 R" + text for one, text in tree.items()}}.items()):
            offsets[number] = len(pdf)
            pdf += f"{number} 0 obj<<{text}>>".encode()
            pdf += f"stream\n{drawn}\nendstream".encode() if number == 5 else b""
            pdf += b"endobj\n"
        table = f"xref\n0 {max(offsets) + 1}\n" + "".join(
            f"{offsets[n]:010} 00000 n \n" if n in offsets else "0000000000 65535 f \n"
            for n in range(max(offsets) + 1))
        end = f"trailer<</Root 1 0 R/Size {max(offsets) + 1}>>\nstartxref\n{len(pdf)}\n%%EOF\n"
        write(out, "pdf", name + ".pdf", pdf + (table + end).encode())


def write_pages(out):
    for path in fixtures("pages/*.page"):
        for target in ("layout", "draft"):
            write(out, target, os.path.basename(path), read(path))
        write_pdf_of(out, path)
    for path in fixtures("reports/*/*/source.page"):
        write(out, "draft", name_of(path), read(path))
        write(out, "draft", name_of(path) + "-abreast", abreast_of(read(path)))
        write(out, "draft", name_of(path) + "-totals", totals_of(read(path)))
        write(out, "transcript", name_of(path) + "-totals", as_transcript(totals_of(read(path))))
        for i, pages in enumerate(pages_cut(read(path))):
            name = "%s-%d" % (name_of(path), i + 2)
            write(out, "draft", name, pages)
            write_pdf_of(out, os.path.join(out, "draft", name))


def write_choices(out):
    for seed in range(8):
        write(out, "columns", "random-%d" % seed, random.Random(seed).randbytes(900))


def rows_of(pdf_page):
    """The spans of a real page as rows of a hand-written one."""
    for block in pdf_page.get_text("dict")["blocks"]:
        for line in block.get("lines", []):
            for span in line["spans"]:
                if span["text"].strip():
                    bold = "b " if "Bold" in span["font"] else ""
                    yield "%s%.0f %.0f %.1f %s" % (bold, *span["origin"], span["size"],
                                                   span["text"].strip())


def write_real_pages(out):
    for path in fixtures("reports/2016/*/source.pdf"):
        report = fitz.open(path)
        title = list(rows_of(report[0]))
        for i in range(1, len(report) - 2):  # a chapter has two pages
            text = "\n".join(["page 1", *title, "page 2", *rows_of(report[i]),
                              "page 3", *rows_of(report[i + 2])])
            write(out, "draft", "%s-%d" % (name_of(path), i + 1), text.encode())


def parts_by_number(text):
    """{number: what stands under headings of that number: an area's chapter and its table}"""
    parts = re.split(rb"^(?=#+ (?:Omr\S+ )?\d|<b>\d)", text, flags=re.MULTILINE)
    numbered = collections.defaultdict(bytes)
    for part in parts[1:]:
        numbered[int(re.search(rb"\d", part).group())] += part
    return numbered


def write_texts(out):
    for path in fixtures("reports/*/*/source.txt"):
        title = b"\n".join(read(path).split(b"\n")[:TITLE_LINES]) + b"\n"
        parts = parts_by_number(read(path))
        for number, part in parts.items():
            write(out, "transcript", "%s-%d" % (name_of(path), number),
                  title + part + parts.get(number + 1, b""))
    write(out, "claims", "every-kind.txt", CLAIMS.encode())


def compact(report):
    return json.dumps(report, ensure_ascii=False, separators=(",", ":")).encode()


def answer(code, payload):
    """As a child writes it (pipeline/isolate/answer.c)."""
    return struct.pack("<4siQ7d", b"KKA1", code, len(payload), *[0.001] * 7) + payload


def thinned(report):
    """All its numbers, little of its text, and of what it seldom holds one each."""
    at = [{"page": 3, "bbox": [72, 90.5, 520, 104]}]
    thin = copy.deepcopy(report)
    for area in thin["areas"]:
        area.update(overview=None, strengths=area["strengths"][:1], improvements=[])
        for question in area["questions"]:
            question.update(text="Finns det en plan?", at=[])
    thin["validation"]["findings"].append({
        "rule": "row-percent", "subject": "1.1", "outcome": "failed", "expected": [69, 71],
        "found": 80.5, "message": "28 of 40 points cannot be 80.5 %.", "at": at})
    thin["diagnostics"].append({"severity": "warning", "code": "page-missing",
                                "message": "Page 4 cannot be read.", "at": []})
    return thin


def claimed():
    """A page's claims, with a finding and a doubt."""
    at = [{"page": 1, "bbox": None}]
    claim = {"municipality": {"name": "Huddinge", "code": "0126"}, "year": 2017, "kind": "change",
             "since": 2014, "area": None, "value": -12.5, "max": None,
             "text": "Det \u00e4r 12,5 po\u00e4ng f\u00e4rre \u00e4n 2014.", "at": at}
    return {"schema": "kommunkompassen-claims/1",
            "source": {"name": "source.pdf", "sha256": 64 * "0", "bytes": 1, "pages": None,
                       "media_type": "text/html", "text_origin": "transcript",
                       "published": "2017-11-20"},
            "claims": [claim, dict(claim, kind="area", area="arbetsliv", since=None, value=70,
                                   max=100)],
            "validation": {"status": "inconsistent",
                           "counts": {"exact": 0, "rounding": 0, "failed": 1, "skipped": 0},
                           "findings": [{"rule": "claims-change", "subject": "total",
                                         "outcome": "failed", "expected": [-11.5, -10.5],
                                         "found": -12.5, "message": "No two totals give it.",
                                         "at": at}]},
            "diagnostics": [{"severity": "warning", "code": "claims-passed-over",
                             "message": "A table was too long.", "at": []}]}


def write_json(out):
    for path in fixtures("reports/*/*/expected.json"):
        report = json.loads(read(path))
        pieces = [dict(report, areas=report["areas"][i:i + 1]) for i in (8, 1, 4)]
        for i, piece in enumerate([*pieces, thinned(report)]):
            name = "%s-%d" % (name_of(path), i)
            write(out, "json", name, compact(piece))
            piece["source"].update(name="source.pdf", sha256=64 * "0", bytes=1)
            write(out, "answer", name, answer(-1, compact(piece)))
    write(out, "answer", "claims", answer(-1, compact(claimed())))
    for code in range(12):
        write(out, "answer", "error-%d" % code, answer(code, b"the file is empty"))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for make in (write_pages, write_tagged, write_choices, write_real_pages, write_texts, write_json):
        make(sys.argv[1])
