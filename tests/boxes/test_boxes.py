#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Every box, against an independent witness: the words of `pdftotext -bbox`.

The words whose centre lies in the box of an item, question or score are the words of its value:
nothing is missing, nothing of a neighbour's is in it, and the box ends where they end. Compared
are their letters and digits after NFKC, whatever their order: hyphens at line ends come and go,
and the witness reads the cells of a row in an order of its own. Takes PDFs; without any, those
of fixtures/ or of the folder KK_REPORTS."""
import glob
import json
import os
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree

from kompass import FIXTURES, fixture, reports, run

SLACK = 0.5  # points: two programs round boxes differently
LOOSE = 3.0  # points by which a box may be wider or narrower than its words
XHTML = "{http://www.w3.org/1999/xhtml}"


def fold(text):
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


class Witness:
    """A PDF's pages and words, as poppler-utils tells them."""

    def __init__(self, path):
        out = subprocess.run(["pdftotext", "-bbox", path, "-"], stdout=subprocess.PIPE, check=True)
        text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", out.stdout.decode("utf8"))
        text = re.sub(r"<title>.*?</title>", "", text, flags=re.S)  # pdftotext does not escape it
        self.pages = [self.read(page) for page in ElementTree.fromstring(text).iter(XHTML + "page")]

    @staticmethod
    def read(page):
        words = [([float(word.get(k)) for k in ("xMin", "yMin", "xMax", "yMax")], word.text or "")
                 for word in page.iter(XHTML + "word")]
        return float(page.get("width")), float(page.get("height")), words

    def inside(self, place):
        """The words whose centre lies in the box, in the witness's own order."""
        x0, y0, x1, y1 = place["bbox"]
        for (a0, b0, a1, b1), word in self.pages[place["page"] - 1][2]:
            if x0 <= (a0 + a1) / 2 <= x1 and y0 <= (b0 + b1) / 2 <= y1:
                yield (a0, b0, a1, b1), word


def number(value):
    return f"{value:g}".replace(".", ",")


def same_letters(words, value):
    """Whether they have the letters and digits of @value, each as often."""
    return sorted(fold("".join(words))) == sorted(fold(value))


def values(report):
    """(what, value, places, how): all that has a text or number of its own and a place."""
    for area in report["areas"]:
        name = f"area {area['number']}"
        for kind in ("strengths", "improvements"):
            for i, item in enumerate(area[kind]):
                yield f"{name} {kind} {i + 1}", item["text"], item["at"], "text"
        for question in area["questions"]:
            numbers = [number(question[k]) for k in ("achieved", "max", "percent")
                       if question[k] is not None]
            yield (f"question {question['code']}",
                   " ".join([question["code"], question["text"], *numbers]), question["at"], "text")
        yield from scores(name, area)
    yield from scores("total", report["total"])


def scores(name, part):
    if part.get("score"):
        yield f"{name} score", part["score"], part["score"]["at"], "row"
    for i, published in enumerate(part["published"]):
        yield f"{name} published {i + 1}", number(published["score"]), published["at"], "number"
    for comparison in part["comparisons"]:
        yield (f"{name} {comparison['label']}", number(comparison["score"]), comparison["at"],
               "number")


def has_number(words, value):
    """Whether @value, as printed with comma or point, is all the digits that stand there."""
    text = " ".join(words).replace(".", ",")
    found = [re.sub(r",?0+$", "", n) if "," in n else n for n in re.findall(r"\d+(?:,\d+)?", text)]
    return value in found


def holds(words, value, how):
    if how == "text":
        return same_letters([re.sub(r"(\d)[,.]0\b", r"\1", w) for w in words], value)
    if how == "row":
        numbers = [number(value[k]) for k in ("achieved", "max", "percent") if value[k] is not None]
        return all(has_number(words, n) for n in numbers)
    return has_number(words, value) and len(words) <= 4


def is_tight(place, witness):
    """Whether the box ends where the words in it end."""
    boxes = [box for box, _ in witness.inside(place)]
    if not boxes:
        return False
    union = [f(box[i] for box in boxes) for i, f in enumerate((min, min, max, max))]
    return all(abs(a - b) <= LOOSE for a, b in zip(union, place["bbox"]))


def wrong_places(places, witness):
    if not places:
        return "no place"
    if len({place["page"] for place in places}) != len(places):
        return "two entries for one page"
    for place in places:
        if place["bbox"] is None:
            return f"page {place['page']}: no box"
        if not 1 <= place["page"] <= len(witness.pages):
            return f"page {place['page']} of {len(witness.pages)}"
        width, height, _ = witness.pages[place["page"] - 1]
        x0, y0, x1, y1 = place["bbox"]
        if not (-SLACK <= x0 < x1 <= width + SLACK and -SLACK <= y0 < y1 <= height + SLACK):
            return f"box {place['bbox']} is not on a page of {width} x {height}"
    return None


def check(path):
    """(number of values, mismatches) of one document; None: it is refused."""
    done = run("extract", path)
    if done.returncode != 0:
        return None
    report, witness = json.loads(done.stdout), Witness(path)
    n, wrong = 0, []
    for what, value, places, how in values(report):
        n += 1
        fault = wrong_places(places, witness)
        if fault is None:
            words = [word for place in places for _, word in witness.inside(place)]
            if not holds(words, value, how):
                fault = f"{' '.join(words)!r}, not {value!r}, in {places}"
            elif not all(is_tight(place, witness) for place in places):
                fault = f"the box is not that of its words: {places}"
        if fault is not None:
            wrong.append(f"{what}: {fault}")
    return n, wrong


def main(paths):
    found = paths or reports() + sorted(glob.glob(fixture("broken", "*.pdf")))
    n_read = n_wrong = 0
    for path in found:
        result = check(path)
        if result is None:
            continue
        n_read += 1
        n_wrong += len(result[1])
        print(f"{os.path.relpath(path, os.path.dirname(FIXTURES))}: {result[0]} values, "
              f"{len(result[1])} wrong")
        for fault in result[1]:
            print(f"  {fault}")
    return 0 if n_read >= min(3, len(found)) and n_wrong == 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
