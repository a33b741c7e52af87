#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The tags of a PDF as a second opinion. Huddinge's report is tagged by LibreOffice, whose structure
elements are plain objects: here they are changed, byte for byte, and what the page shows stays."""
import collections
import json
import os
import re
import shutil
import struct
import tempfile
import unittest
import zlib

from kompass import ARJANG, HUDDINGE, extract, run

with open(HUDDINGE, "rb") as report:
    PDF = report.read()
PAGE = extract(HUDDINGE)
OBJECT = re.compile(rb"(\d+) 0 obj\n<</Type/StructElem\n/S/(\w+)\n(?:(?!endobj).)*?/K\[([^\]]*)\]", re.DOTALL)


class Tags:
    """The file, whose structure elements can be changed without moving a byte."""

    def __init__(self):
        self.bytes = bytearray(PDF)
        self.elements = {int(m[1]): m for m in OBJECT.finditer(PDF)}

    def kids(self, number):
        return [int(kid) for kid in re.findall(rb"(\d+) 0 R", self.elements[number][3])]

    def of(self, name):
        return [number for number, m in self.elements.items() if m[2] == name]

    def set_kids(self, number, kids):
        start, end = self.elements[number].span(3)
        assert len(kids) <= end - start
        self.bytes[start:end] = kids.ljust(end - start)

    def rows(self):
        """The paragraphs of the cells of each row with five cells, which are the score tables', by table."""
        tables = []
        for table in self.of(b"Table"):
            rows = [self.kids(row) for row in self.kids(table)]
            rows = [[self.kids(cell)[0] for cell in row] for row in rows if len(row) == 5][1:]
            if len(rows) > 3:
                tables.append(rows)
        assert len(tables) == 8
        return tables

    def content(self, paragraph):
        """The numbers of what is drawn of it."""
        return self.elements[paragraph][3]

    def list_of(self, area):
        """The list of the area's strengths, of which no other has as many items."""
        count = len(PAGE["areas"][area]["strengths"])
        number, = (number for number in self.of(b"L") if len(self.kids(number)) == count)
        return number

    def lose_row(self, area):
        """The last but one of the area's score table, which is a question's."""
        tables = [number for number in self.of(b"Table") if len(self.kids(self.kids(number)[0])) == 5]
        kids = self.kids(tables[area])
        self.set_kids(tables[area], b" ".join(b"%d 0 R" % kid for kid in kids[:-2] + kids[-1:]))

    def items(self, area):
        return self.kids(self.list_of(area))

    def set_items(self, area, change):
        self.set_kids(self.list_of(area), b" ".join(b"%d 0 R" % kid for kid in change(self.items(area))))

    def rename_one(self, number, new):
        start, end = self.elements[number].span(2)
        self.bytes[start:end] = new.ljust(end - start)

    def rename(self, old, new):
        for number in self.of(old):
            self.rename_one(number, new)


def in_streams(content):
    """The same PDF as Word writes it: what is no stream itself is in streams of objects."""
    found = {int(m[1]): m[2] for m in re.finditer(rb"(?:^|\n)(\d+) 0 obj\s(.*?)\s*endobj", bytes(content), re.DOTALL)}
    packed = [number for number, text in found.items() if b"stream" not in text]
    root = re.findall(rb"/Root (\d+ 0 R)", bytes(content))[-1]
    pdf, entries = bytearray(b"%PDF-1.7\n"), {0: (0, 0, 255)}
    streams = {max(found) + 1 + i: packed[first:first + 100] for i, first in enumerate(range(0, len(packed), 100))}
    for stream, numbers in streams.items():
        head, body = b"", b""
        for i, number in enumerate(numbers):
            head += b"%d %d " % (number, len(body))
            body += found[number] + b"\n"
            entries[number] = (2, stream, i)
        data = zlib.compress(head + body)
        found[stream] = (b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n"
                         % (len(numbers), len(head), len(data)) + data + b"\nendstream")
    for number in sorted(set(found) - set(packed)):
        entries[number] = (1, len(pdf), 0)
        pdf += b"%d 0 obj\n" % number + found[number] + b"\nendobj\n"
    last = max(entries) + 1
    entries[last] = (1, len(pdf), 0)
    table = zlib.compress(b"".join(struct.pack(">BIH", *entries.get(i, (0, 0, 0))) for i in range(last + 1)))
    return (bytes(pdf) + b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Root %s/Filter/FlateDecode/Length %d>>\nstream\n"
            % (last, last + 1, root, len(table)) + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(pdf))


ITEMS = PAGE["areas"][0]["strengths"]
N_ITEMS = sum(1 for item in ITEMS if item["at"][0]["page"] == ITEMS[0]["at"][0]["page"])
LOST_ITEM = [(f"Area 1: {N_ITEMS} list items were read here, by the PDF's tags the list has {N_ITEMS - 1} on this page.",
              ITEMS[0]["at"])]


class Witness(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="kk-test-")
        self.addCleanup(shutil.rmtree, self.folder)

    def path(self, content):
        path = os.path.join(self.folder, "source.pdf")
        with open(path, "wb") as file:
            file.write(content)
        return path

    def assert_page_is_kept(self, content, in_full=True):
        """What the page gave is never changed; the diagnostics of the tags."""
        read = extract(*["--tags"] * in_full, self.path(content))
        told = [one for one in read["diagnostics"] if one["code"] == "tags-differ"]
        read["source"] = PAGE["source"]
        read["diagnostics"] = [one for one in read["diagnostics"] if one not in told]
        self.assertEqual(read, PAGE)
        return told

    def assert_counted(self, content, *expected):
        """The messages of what is compared without --tags."""
        doubts = self.assert_page_is_kept(content, in_full=False)
        self.assertEqual([(one["message"], one["at"]) for one in doubts], list(expected))

    def proven(self, path):
        done = run("validate", "--format", "json", "--proofs", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        proofs = json.loads(done.stdout)["validation"]["proofs"]
        return collections.Counter(by for proof in proofs for name, by in proof.items() if name != "subject" and by)

    def test_tags_that_agree_are_proof_and_no_doubt(self):
        self.assertEqual(self.assert_page_is_kept(PDF), [])
        self.assertEqual(self.proven(HUDDINGE), {"both": 53 * 3})
        self.assertIn("numbers proven by: arithmetic and tags 159, arithmetic 0, tags 0, nothing 0",
                      run("validate", "--proofs", HUDDINGE).stdout)

    def test_no_tags_are_no_proof(self):
        self.assertEqual(set(self.proven(ARJANG)), {"arithmetic"})

    def test_what_is_proven_goes_through_json(self):
        first = run("validate", "--format", "json", "--proofs", HUDDINGE).stdout
        path = os.path.join(self.folder, "report.json")
        with open(path, "w", encoding="utf8") as file:
            file.write(first)
        self.assertEqual(run("validate", "--format", "json", "--proofs", path).stdout, first)
        plain = run("extract", HUDDINGE).stdout
        self.assertEqual(run("validate", "--format", "json", path).stdout, plain)
        self.assertNotIn("proofs", plain)
        self.assertEqual(run("validate", "--proofs", "--format", "csv", HUDDINGE).returncode, 2)

    def test_one_cell_that_differs_is_a_doubt_of_its_row(self):
        tags = Tags()
        first, second = tags.rows()[0][1][2], tags.rows()[0][2][2]
        tags.set_kids(first, tags.content(second))
        doubt, = self.assert_page_is_kept(tags.bytes)
        row = PAGE["areas"][0]["questions"][1]

        other = PAGE["areas"][0]["questions"][2]["achieved"]
        self.assertEqual(doubt["message"], f"Row 1.2: the page has {row['achieved']}, the PDF's tags have {other}.")
        self.assertEqual((doubt["severity"], doubt["at"]), ("warning", row["at"]))
        self.assertEqual(self.proven(self.path(tags.bytes)), {"both": 53 * 3 - 1, "arithmetic": 1})

    def test_one_item_that_differs_is_a_doubt_of_it(self):
        tags = Tags()
        item = PAGE["areas"][0]["strengths"][1]
        tags.set_items(0, lambda kids: kids[:1] + kids[2:])
        doubt, = self.assert_page_is_kept(tags.bytes)

        self.assertIn("no list item that begins like this: " + item["text"].rstrip("."), doubt["message"])
        self.assertEqual(doubt["at"], item["at"])

    def test_an_item_that_only_the_tags_have_is_a_doubt_beside_it(self):
        """A heading in an item's place."""
        tags = Tags()
        heading = tags.of(b"H3")[-1]
        tags.rename_one(heading, b"LI")
        tags.set_items(0, lambda kids: kids[:1] + [heading] + kids[2:])
        missing, more = self.assert_page_is_kept(tags.bytes)

        self.assertIn("no list item that begins like this: ", missing["message"])
        self.assertIn("a list item that was not read as one: ", more["message"])
        self.assertEqual(more["at"], PAGE["areas"][0]["strengths"][0]["at"])

    def test_items_under_the_heading_of_another_area_are_doubted(self):
        tags = Tags()
        first, second = tags.items(0)[1], tags.items(3)[1]
        tags.set_items(0, lambda kids: kids[:1] + [second] + kids[2:])
        tags.set_items(3, lambda kids: kids[:1] + [first] + kids[2:])
        told = self.assert_page_is_kept(tags.bytes)

        self.assertEqual([one["message"].split(" has an item")[0] for one in told], ["Area 4", "Area 1"])
        self.assertEqual([one["at"] for one in told], [PAGE["areas"][i]["strengths"][1]["at"] for i in (3, 0)])

    def assert_nothing_is_compared(self, content):
        self.assertEqual(self.assert_page_is_kept(content), [])
        self.assertEqual(self.proven(self.path(content)), {"arithmetic": 53 * 3})

    def test_paragraphs_alone_are_not_compared(self):
        tags = Tags()
        for name in (b"Table", b"TR", b"TH", b"TD", b"L", b"LI", b"LBody", b"H1", b"H2", b"H3"):
            tags.rename(name, b"P")
        self.assert_nothing_is_compared(tags.bytes)

    def test_an_empty_tree_is_not_compared(self):
        tags = Tags()
        tags.set_kids(tags.of(b"Document")[0], b"")
        self.assert_nothing_is_compared(tags.bytes)

    def test_tags_that_are_wrong_throughout_are_no_doubt(self):
        """Each row has the numbers of the next."""
        tags = Tags()
        for rows in tags.rows():
            for row, following in zip(rows, rows[1:] + rows[:1]):
                for cell, other in zip(row[2:], following[2:]):
                    if len(tags.content(other)) <= len(tags.content(cell)):
                        tags.set_kids(cell, tags.content(other))
        self.assertEqual(self.assert_page_is_kept(tags.bytes), [])

    def test_columns_may_stand_in_another_order(self):
        tags = Tags()
        for row in tags.of(b"TR"):
            kids = tags.kids(row)
            if len(kids) == 5:
                tags.set_kids(row, b" ".join(b"%d 0 R" % kids[i] for i in (0, 1, 3, 2, 4)))
        self.assertEqual(self.assert_page_is_kept(tags.bytes), [])
        self.assertEqual(self.proven(self.path(tags.bytes))["both"], 53 * 3)

    def test_counts_that_agree_are_no_doubt(self):
        self.assert_counted(PDF)

    def test_a_lost_item_is_a_doubt_without_tags(self):
        tags = Tags()
        tags.set_items(0, lambda kids: kids[:1] + kids[2:])
        self.assert_counted(tags.bytes, *LOST_ITEM)
        self.assert_counted(in_streams(tags.bytes), *LOST_ITEM)

    def test_a_lost_row_is_a_doubt_without_tags_and_with_them(self):
        tags = Tags()
        tags.lose_row(1)
        area = PAGE["areas"][1]
        n = len(area["questions"])
        told = f"Area 2: {n} rows were read in its score table, by the PDF's tags there are {n - 1}."
        self.assert_counted(tags.bytes, (told, area["questions"][0]["at"]))
        self.assertEqual([one["message"] for one in self.assert_page_is_kept(tags.bytes)], [told])

    def test_counts_that_differ_often_are_no_doubt(self):
        tags = Tags()
        for area in 1, 3, 5:
            tags.lose_row(area)
        self.assert_counted(tags.bytes)
        tags = Tags()
        for element in tags.of(b"L"):
            tags.set_kids(element, b" ".join(b"%d 0 R" % kid for kid in tags.kids(element)[1:]))
        self.assert_counted(tags.bytes)

    def test_trees_without_an_end_are_not_counted(self):
        tags = Tags()
        whole, = tags.of(b"Document")
        tags.set_kids(whole, b"%d 0 R %d 0 R" % (whole, whole))
        self.assert_counted(tags.bytes)
        wide = Tags()
        wide.set_kids(whole, b" ".join(b"%d 0 R" % whole for _ in range(100)))
        self.assert_counted(wide.bytes)
        tags.set_kids(whole, b"[[[<<(")
        self.assert_counted(tags.bytes)

    def test_trees_that_would_end_poppler_are_left_alone(self):
        """Its parser calls itself for each level: some 30,000 of them end the process."""
        deep, objects = 60000, bytearray()
        first = 100000
        for i in range(deep):
            objects += b"%d 0 obj\n<</S/Div/K %d 0 R>>\nendobj\n" % (first + i, first + i + 1)
        tags = Tags()
        tags.set_kids(tags.of(b"Document")[0], b"%d 0 R" % first)
        # a second table of objects after the first
        start = len(tags.bytes)
        table, at = bytearray(b"xref\n%d %d\n" % (first, deep)), start + 1
        for part in objects.split(b"endobj\n")[:-1]:
            table += b"%010d 00000 n \n" % at
            at += len(part) + len(b"endobj\n")
        before = re.findall(rb"startxref\s+(\d+)", PDF)[-1]
        trailer = re.search(rb"trailer\s*<<(.*?)>>", PDF, re.DOTALL)[1]
        trailer = re.sub(rb"/Size \d+", b"/Size %d" % (first + deep), trailer)
        whole = (bytes(tags.bytes) + b"\n" + objects + table + b"trailer\n<<" + trailer + b"/Prev " + before
                 + b">>\nstartxref\n%d\n%%%%EOF\n" % (start + 1 + len(objects)))
        done = run("extract", "--tags", self.path(whole))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(json.loads(done.stdout)["areas"], PAGE["areas"])


if __name__ == "__main__":
    unittest.main()
