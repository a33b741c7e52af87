#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A report whose pages are turned, moved or cut says what it said, its boxes turned with it.

Each page is turned by /Rotate, given another origin, cropped, or told to be larger by /UserUnit;
nothing else in the file changes. Takes PDFs; without any, those of fixtures/."""
import glob
import os
import sys
import tempfile
import unittest

import fitz

from kompass import extract, fixture, run, without

SLACK = 0.1  # points: numbers are rounded before they are turned, and after
CUT = 12  # points at the left and the top of the page
ORIGIN = (100, -250)


def turn(page, quarters):
    page.set_rotation((page.rotation + 90 * quarters) % 360)


def set_box(pdf, page, key, box):
    pdf.xref_set_key(page.xref, key, "[%g %g %g %g]" % tuple(box))


def boxes_of(pdf, page):
    """The page's boxes in its own space, the crop box last."""
    def box(key):
        xref = page.xref
        while xref:
            kind, value = pdf.xref_get_key(xref, key)
            if kind == "xref":
                value = pdf.xref_object(int(value.split()[0]))
            if kind in ("array", "xref"):
                return [float(n) for n in value.strip("[] ").split()]
            kind, value = pdf.xref_get_key(xref, "Parent")
            xref = int(value.split()[0]) if kind == "xref" else 0
        return None

    media = box("MediaBox")
    return media, box("CropBox") or media


def move(pdf, page):
    """Another origin for all that is on the page: what is shown is as before."""
    for key, box in zip(("MediaBox", "CropBox"), boxes_of(pdf, page)):
        set_box(pdf, page, key, (a + b for a, b in zip(box, ORIGIN + ORIGIN)))
    before, after = pdf.get_new_xref(), pdf.get_new_xref()
    for xref, stream in ((before, b"q 1 0 0 1 %d %d cm\n" % ORIGIN), (after, b"\nQ\n")):
        pdf.update_object(xref, "<<>>")
        pdf.update_stream(xref, stream)
    contents = " ".join("%d 0 R" % xref for xref in (before, *page.get_contents(), after))
    pdf.xref_set_key(page.xref, "Contents", "[%s]" % contents)


def crop(pdf, page):
    """Cuts what is shown at the left and the top: of a page that is turned, other sides."""
    _, box = boxes_of(pdf, page)
    for turns in (0, 1):  # the left side, as /Rotate turns it, and the one next to it
        side = (page.rotation // 90 - turns) % 4
        box[side] += CUT if side < 2 else -CUT
    set_box(pdf, page, "CropBox", box)


def enlarge(pdf, page):
    pdf.xref_set_key(page.xref, "UserUnit", "2")


def quarters(n):
    """As /Rotate says it, clockwise; where a box on a page of that size comes to stand."""
    def turned(box, width, height):
        x0, y0, x1, y1 = box
        return [(x0, y0, x1, y1), (height - y1, x0, height - y0, x1),
                (width - x1, height - y1, width - x0, height - y0),
                (y0, width - x1, y1, width - x0)][n]

    return lambda pdf, page: turn(page, n), turned


def stays(box, width, height):
    return box


VARIANTS = {
    "turned by 90": quarters(1), "turned by 180": quarters(2), "turned by 270": quarters(3),
    "another origin": (move, stays),
    "another unit": (enlarge, stays),
    "cropped": (crop, lambda box, width, height: tuple(side - CUT for side in box)),
}


def write_variant(path, change, out):
    """Returns the size of each page as it was shown."""
    with fitz.open(path) as packed:
        plain = packed.tobytes(garbage=1)  # no page lies in an object stream, where it cannot change
    with fitz.open("pdf", plain) as pdf:
        sizes = [(page.rect.width, page.rect.height) for page in pdf]
        for page in pdf:
            change(pdf, page)
        pdf.save(out)
    return sizes


def places(value):
    """Every place in JSON, in the order in which it is written."""
    if isinstance(value, dict):
        if "bbox" in value:
            yield value
        for member in value.values():
            yield from places(member)
    elif isinstance(value, list):
        for member in value:
            yield from places(member)


def differences(value, other, path=""):
    """Where two JSON values differ."""
    if isinstance(value, dict) and isinstance(other, dict):
        for key in sorted({*value, *other}):
            yield from differences(value.get(key), other.get(key), f"{path}.{key}")
    elif isinstance(value, list) and isinstance(other, list) and len(value) == len(other):
        for i, (a, b) in enumerate(zip(value, other)):
            yield from differences(a, b, f"{path}[{i}]")
    elif value != other:
        yield f"{path}: {value!r:.200} became {other!r:.200}"


def trouble(path, change, turned):
    """What reads otherwise in a variant of @path."""
    before = extract(path)
    with tempfile.TemporaryDirectory() as folder:
        variant = os.path.join(folder, "variant.pdf")
        sizes = write_variant(path, change, variant)
        after = extract(variant)
    plain = [without(report, "source", "bbox") for report in (before, after)]
    found = list(differences(*plain))
    if found:
        return found
    for old, new in zip(places(before), places(after)):
        if old["bbox"] is None or new["bbox"] is None:
            same = old["bbox"] is new["bbox"]
        else:
            expected = turned(old["bbox"], *sizes[old["page"] - 1])
            same = all(abs(a - b) < SLACK for a, b in zip(expected, new["bbox"]))
        if not same:
            found.append(f"page {old['page']}: {old['bbox']} became {new['bbox']}")
    return found


class Turned(unittest.TestCase):
    paths = sorted(glob.glob(fixture("reports/*/*/source.pdf")))

    def test_says_the_same(self):
        reports = [path for path in self.paths if run("extract", path).returncode == 0]
        self.assertTrue(reports)
        for path in reports:
            for name, (change, turned) in VARIANTS.items():
                with self.subTest(path, variant=name):
                    self.assertEqual(trouble(path, change, turned)[:5], [])


if __name__ == "__main__":
    Turned.paths = [a for a in sys.argv[1:] if a.endswith(".pdf")] or Turned.paths
    unittest.main(argv=[a for a in sys.argv if not a.endswith(".pdf")])
