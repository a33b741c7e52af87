#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""kompass export --to html --with audit: does every number lead to the frame around it?"""
import html
import os
import re
import shutil
import tempfile
import unittest

from kompass import ARJANG, HUDDINGE, HUDDINGE_TRANSCRIPT, fixture, run

LINK = re.compile(r'href="(audit/[^"#]+)(?:#([^"]*))?"')
ROW = re.compile(r"<tr>(?:(?!</tr>).)*</tr>", re.S)
ITEM = re.compile(r"<li>(?:(?!</li>).)*</li>", re.S)
FRAME = re.compile(r'<a class="frame ([a-z-]+)" id="(f[^"]+)"[^>]*aria-label="([^"]*)"')


def plain(markup):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


class Audited(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="kk-audited-")
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.archive = os.path.join(cls.folder, "kk.sqlite")
        shutil.copy(ARJANG, os.path.join(cls.folder, "arjang.pdf"))
        done = run("import", HUDDINGE, os.path.join(cls.folder, "arjang.pdf"), "--archive", cls.archive)
        assert done.returncode == 0, done.stderr
        cls.site, said = cls.export("site")
        assert said == "", said

    @classmethod
    def export(cls, name, *options, archive=None):
        """(its folder, standard error)"""
        site = os.path.join(cls.folder, name)
        done = run("export", "--archive", archive or cls.archive, "--to", "html", "--with", "audit",
                   "--out", site, *options)
        assert done.returncode == 0, done.stderr
        return site, done.stderr

    @staticmethod
    def read(site, name):
        with open(os.path.join(site, name), encoding="utf8") as file:
            return file.read()

    def frames(self, name):
        """{id: (kind, label)} of a page of the audit."""
        return {found[2]: (found[1], html.unescape(found[3]))
                for found in FRAME.finditer(self.read(self.site, name))}

    def pages(self):
        return sorted(name for name in os.listdir(self.site) if re.match(r"\d{4}-.*\.html$", name))

    def test_every_row_of_numbers_leads_to_its_frame(self):
        for name in self.pages():
            page = self.read(self.site, name)
            rows = [row for row in ROW.findall(page) if '<td class="n page">' in row]
            self.assertGreater(len(rows), 20, name)
            for row in rows:
                links = LINK.findall(row)
                self.assertTrue(links, row)
                audit, anchor = links[0]
                kind, label = self.frames(audit)[anchor]
                cells = [plain(cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.S)]
                if kind == "question":
                    self.assertTrue(label.startswith(f"Fråga {cells[0]}: "), (label, cells))
                    self.assertTrue(label.endswith(f" – {cells[2]} av {cells[3]}, {cells[4]}"), (label, cells))
                elif kind == "area-total" and "Summa" in row:
                    self.assertEqual(label, f"Områdets summa – {cells[2]} av {cells[3]}, {cells[4]}")
                else:  # the profile
                    points = next(cell for cell in cells if " av " in cell)
                    self.assertIn(f" – {points.split()[0]}", label)

    def test_strengths_and_scores_elsewhere_lead_to_theirs(self):
        kinds = set()
        for name in self.pages():
            for item in ITEM.findall(self.read(self.site, name)):
                for audit, anchor in LINK.findall(item)[:1]:
                    kind, label = self.frames(audit)[anchor]
                    kinds.add(kind)
                    said = plain(item).rsplit(" s. ", 1)[0]
                    if kind in ("strength", "improvement"):
                        self.assertTrue(said.startswith(label.split(": ", 1)[1].rstrip("…")), (said, label))
                    elif kind in ("published", "comparison"):
                        self.assertTrue(label.endswith(" – " + said.split()[-1]), (said, label))
        self.assertLessEqual({"strength", "improvement", "published", "comparison"}, kinds)

    def test_every_link_leads_somewhere(self):
        targets = {}
        for name in os.listdir(self.site):
            if not name.endswith(".html"):
                continue
            for audit, anchor in LINK.findall(self.read(self.site, name)):
                if audit not in targets:
                    targets[audit] = set(re.findall(r' id="([^"]+)"', self.read(self.site, audit)))
                self.assertIn(anchor or "pages", targets[audit], name)
        self.assertEqual(sorted(targets), sorted("audit/" + name for name in
                                                 os.listdir(os.path.join(self.site, "audit"))))

    def test_audits_are_swedish(self):
        for name in os.listdir(os.path.join(self.site, "audit")):
            self.assertIn('<html lang="sv">', self.read(self.site, "audit/" + name))

    def test_contradictions_lead_to_the_audit(self):
        pages = self.read(self.site, "motsagelser.html")
        for row in ROW.findall(pages):
            if 'class="n page"' in row:
                self.assertRegex(row, LINK)

    def test_what_cannot_be_drawn_is_said_and_has_no_links(self):
        archive = os.path.join(self.folder, "gone.sqlite")
        document = os.path.join(self.folder, "gone.pdf")
        shutil.copy(ARJANG, document)
        encrypted = fixture("broken", "encrypted.pdf")
        self.assertEqual(run("import", document, HUDDINGE_TRANSCRIPT, "--archive", archive).returncode, 0)
        self.assertEqual(run("import", encrypted, "--password", "hemligt", "--archive", archive).returncode, 0)
        os.remove(document)
        site, said = self.export("gone", "--all-versions", archive=archive)
        self.assertRegex(said, r"(?m)^kompass: html: no audit of Årjäng 2021: .*gone\.pdf is not there any more")
        self.assertRegex(said, r"(?m)^kompass: html: no audit of Huddinge 2017: a text file has no pages")
        self.assertRegex(said, r"(?m)^kompass: html: no audit of .*could not be opened a second time$")
        self.assertEqual(said.count("\n"), 3)
        for name in os.listdir(site):
            if name.endswith(".html"):
                self.assertNotRegex(self.read(site, name), LINK)
        _, said = self.export("opened", "--all-versions", "--password", "hemligt", archive=archive)
        self.assertEqual(said.count("no audit of"), 2)

    def test_reports_of_a_directory_are_audited_at_once(self):
        site = os.path.join(self.folder, "at-once")
        done = run("extract", ARJANG, "--to", "html", "--with", "audit", "--out", site)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(os.listdir(os.path.join(site, "audit")), ["1765-arjang-2021.html"])

    def test_it_replaces_itself_with_force(self):
        site, _ = self.export("again")
        self.export("again", "--force")
        self.assertEqual(sorted(os.listdir(os.path.join(site, "audit"))),
                         sorted(os.listdir(os.path.join(self.site, "audit"))))

    def test_wrong_usage(self):
        for options, words in ((["--to", "csv", "--with", "audit"], "it goes with --to html"),
                               (["--to", "html", "--with", "film"], "takes audit")):
            done = run("export", "--archive", self.archive, "--out", os.path.join(self.folder, "no"), *options)
            self.assertEqual(done.returncode, 2)
            self.assertIn(words, done.stderr)


if __name__ == "__main__":
    unittest.main()
