# SPDX-License-Identifier: GPL-2.0-or-later
"""What extract does with many documents, and with one that means harm."""
import json
import os
import subprocess
import tempfile
import unittest

import jsonschema

from kompass import ARJANG, HUDDINGE, HUDDINGE_TRANSCRIPT, PROGRAM, fixture, read, run

with open(ARJANG, "rb") as report:
    CONTENT = report.read()

# No sandbox and no limit of memory holds with AddressSanitizer, which needs its own.
CONFINED = os.environ["KK_SANITIZED"] == "0"

BROKEN = [fixture("broken", name) for name in
          ("cut-off.pdf", "empty.pdf", "encrypted.pdf", "garbage.pdf", "no-pages.pdf", "scan.pdf",
           "truncated.pdf", "web-page.pdf")]
STATUSES = {"empty.pdf": "not_pdf", "encrypted.pdf": "encrypted", "garbage.pdf": "damaged",
            "no-pages.pdf": "no_pages", "scan.pdf": "no_text", "web-page.pdf": "not_pdf"}


def nested_forms(depth):
    """A PDF of some kB whose page shows a form ten times, which shows a form ten times …"""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
               b"/Resources<</XObject<</X 5 0 R>>>>>>",
               b"<</Length 5>>\nstream\n/X Do\nendstream"]
    for i in range(depth):
        body = b"/X Do " * 10
        objects.append(b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R"
                       b">>>>/Length %d>>\nstream\n%s\nendstream" % (6 + i, len(body), body))
    objects.append(b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 1>>\nstream\n \nendstream")
    pdf, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return pdf + (b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Root 1 0 R/Size %d>>\nstartxref\n"
                  b"%d\n%%%%EOF\n" % (len(objects) + 1, table, len(objects) + 1, len(pdf)))


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def put(self, name, data):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(data)
        return path


class Many(Case):
    def test_order_is_that_of_the_names(self):
        paths = [ARJANG, HUDDINGE_TRANSCRIPT, HUDDINGE] * 9
        done = run("extract", "-j5", *paths)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(done.stdout, "".join(run("extract", p, p).stdout.splitlines(True)[0]
                                              for p in paths[:3]) * 9)

    def test_folder_gives_a_line_for_each_file(self):
        for name in ("b.pdf", "a.pdf"):
            self.put(name, CONTENT)
        done = run("extract", self.folder)
        self.assertEqual([json.loads(line)["source"]["name"] for line in done.stdout.splitlines()],
                         ["a.pdf", "b.pdf"])

    def test_out_writes_a_file_for_each_under_harmless_names(self):
        paths = [self.put(name, CONTENT + b"\n" * i) for i, name in
                 enumerate(("....\n;$(x).pdf", ".pdf", "å" * 100))]
        out = os.path.join(self.folder, "out", "json")
        done = run("extract", "--out", out, *paths)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        names = os.listdir(out)
        self.assertEqual(len(names), 3)
        for name in names:
            self.assertRegex(name, r"\A[A-Za-z0-9_-][A-Za-z0-9._-]*-[0-9a-f]{12}\.json\Z")
            self.assertEqual(json.loads(read(out, name))["municipality"]["name"], "Årjäng")


class Filter(Case):
    """--files0-from: names in, a line out for each, whatever becomes of it."""

    def lines(self, names, *options):
        done = subprocess.run([PROGRAM, "extract", "--files0-from", "-", *options],
                              input=b"".join(os.fsencode(n) + b"\0" for n in names),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        return done.returncode, [json.loads(line) for line in done.stdout.decode("utf8").splitlines()]

    def test_each_document_gives_a_line_of_a_schema(self):
        names = [ARJANG, *BROKEN, "/no/such\nfile.pdf", self.folder, HUDDINGE]
        status, lines = self.lines(names)
        self.assertEqual((status, len(lines)), (3, len(names)))
        schemas = {kind: json.loads(run("schema", kind).stdout) for kind in ("report", "failure")}
        statuses = {}
        for name, line in zip(names, lines):
            kind = line["schema"].split("-")[1].split("/")[0]
            jsonschema.validate(line, schemas[kind])
            self.assertEqual(line["source"]["name"], os.path.basename(name))
            if kind == "failure":
                statuses[os.path.basename(name)] = line["status"]
        for name, expected in STATUSES.items():
            self.assertEqual(statuses[name], expected, name)
        self.assertEqual(statuses["such\nfile.pdf"], "unreadable")
        self.assertEqual(statuses[os.path.basename(self.folder)], "not_regular")

    def test_list_from_a_file(self):
        names = self.put("names", os.fsencode(ARJANG) + b"\0" + os.fsencode(HUDDINGE))
        done = run("extract", "--files0-from", names)
        self.assertEqual([json.loads(line)["year"] for line in done.stdout.splitlines()], [2021, 2017])
        self.assertEqual(run("extract", "--files0-from", names, ARJANG).returncode, 2)
        self.assertEqual(run("extract", "--files0-from", "/no/list").returncode, 4)


class Harm(Case):
    """One document that hangs or eats memory ends its reader, and nothing else."""

    def assert_stopped(self, done, *words):
        self.assertEqual((done.returncode, done.stdout), (3, ""))
        self.assertRegex(done.stderr, r"\A(?:kompass: [^\n]+\n)+\Z")
        for word in words:
            self.assertIn(word, done.stderr)

    def test_page_without_end_is_stopped(self):
        path = self.put("forms.pdf", nested_forms(11))
        for paths in ([path], [path, path]):
            with self.subTest(paths):
                self.assert_stopped(run("extract", "--page-cpu", "0.2", *paths),
                                    "a page took more than 0.2 s of processor time")

    def test_others_are_not_in_its_way(self):
        path = self.put("forms.pdf", nested_forms(11))
        done = run("extract", "--page-cpu", "0.5", path, ARJANG, path, HUDDINGE)
        self.assertEqual(done.returncode, 3)
        self.assertEqual([json.loads(line)["year"] for line in done.stdout.splitlines()], [2021, 2017])

    if CONFINED:
        def test_too_much_memory_is_never_a_short_page(self):
            path = self.put("big.pdf", CONTENT + b"%" * (190 << 20))
            for paths in ([path], [path, path]):
                with self.subTest(paths):
                    self.assert_stopped(run("extract", "--memory", "200", *paths), "MB of memory")

        def test_machine_that_cannot_confine_is_told(self):
            self.assertEqual(run("doctor").returncode, 0)

    def test_without_a_sandbox_the_same(self):
        self.assertEqual(run("extract", "--sandbox=off", ARJANG, HUDDINGE).stdout,
                         run("extract", ARJANG, HUDDINGE).stdout)



class Dialogue(unittest.TestCase):
    def test_each_name_is_answered_before_the_next_comes(self):
        for jobs in "1", "4":
            with subprocess.Popen([PROGRAM, "extract", "--jobs", jobs, "--files0-from", "-"], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE) as process:
                for path in ARJANG, HUDDINGE, ARJANG:
                    process.stdin.write(path.encode() + b"\0")
                    process.stdin.flush()
                    self.assertIn("report", json.loads(process.stdout.readline())["schema"])
                process.stdin.close()
                self.assertEqual(process.stdout.read(), b"")


if __name__ == "__main__":
    unittest.main()
