#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The story that the three commands tell together: what was published about the results, whether
it adds up, and whether the reports say the same."""
import json
import tempfile
import unittest

from kompass import ARJANG, FIXTURES, HUDDINGE, HUDDINGE_TRANSCRIPT, fixture, run

PAGES = {name: fixture("claims", name + ".txt") for name in
         ("enkoping-2018", "osteraker-2020", "helsingborg-2017", "huddinge-2017",
          "huddinge-2017-changed")}


def stated(name):
    """(kind, year, value) of what a page claims."""
    page = json.loads(run("claims", PAGES[name]).stdout)
    return page, [(c["kind"], c["year"], c["value"]) for c in page["claims"]]


class Story(unittest.TestCase):
    def test_1_enkoping_tells_of_two_evaluations(self):
        page, claims = stated("enkoping-2018")
        self.assertIn(("total", 2016, 434), claims)
        self.assertIn(("total", 2018, 519), claims)
        self.assertIn(("change", 2018, 85), claims)
        self.assertEqual(len([c for c in claims if c[0] == "area"]), 16)
        # the areas of both years add up to their totals, and these give the change
        self.assertEqual(page["validation"]["status"], "consistent")
        self.assertEqual(page["validation"]["counts"]["failed"], 0)
        self.assertGreaterEqual(page["validation"]["counts"]["exact"], 3)

    def test_2_osteraker_and_helsingborg_tell_their_totals(self):
        self.assertEqual(stated("osteraker-2020")[1],
                         [("total", 2019, 517), ("total", 2020, 551)])
        self.assertEqual(set(stated("helsingborg-2017")[1]),
                         {("total", 2017, 668), ("lowest-area", 2017, 69),
                          ("highest-area", 2017, 92)})

    def test_3_huddinges_report_adds_up(self):
        done = run("validate", "--format", "json", HUDDINGE)
        self.assertEqual(done.returncode, 0, done.stderr)
        validation = json.loads(done.stdout)["validation"]
        self.assertEqual((validation["status"], validation["findings"]), ("consistent", []))

    def test_4_what_huddinge_published_is_what_the_report_says(self):
        with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf8") as archive:
            archive.write(run("extract", ARJANG, HUDDINGE).stdout)
            archive.flush()
            done = run("reconcile", archive.name, "--claims", PAGES["huddinge-2017"])
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("3 claims: 3 agree", done.stdout)
        for report in (HUDDINGE, HUDDINGE_TRANSCRIPT):
            done = run("reconcile", "--format", "json", report, "--claims", PAGES["huddinge-2017"])
            self.assertEqual(done.returncode, 0, done.stderr)
            answer = json.loads(done.stdout)
            self.assertEqual([c["verdict"] for c in answer["claims"]], ["agrees"] * 3)
            self.assertEqual(answer["reports_without_claims"], [])

    def test_4_an_archive_holds_the_reports_as_well(self):
        with tempfile.TemporaryDirectory() as folder:
            archive = f"{folder}/kk.sqlite"
            self.assertEqual(run("import", ARJANG, HUDDINGE, "--archive", archive).returncode, 0)
            for page, status in (("huddinge-2017", 0), ("huddinge-2017-changed", 1)):
                done = run("reconcile", "--format", "json", "--archive", archive, "--claims",
                           PAGES[page])
                self.assertEqual((done.returncode, done.stderr), (status, ""))
                self.assertEqual(done.stdout, run("reconcile", "--format", "json", HUDDINGE,
                                                  "--claims", PAGES[page]).stdout)
        for arguments in (["--archive", "/no/archive"], [HUDDINGE, "--archive", "/no/archive"]):
            done = run("reconcile", *arguments, "--claims", PAGES["huddinge-2017"])
            self.assertEqual(done.returncode, 4 if len(arguments) == 2 else 2)

    def test_5_a_changed_number_is_told_with_both_numbers_and_both_places(self):
        done = run("reconcile", "--format", "json", HUDDINGE, "--claims",
                   PAGES["huddinge-2017-changed"])
        self.assertEqual(done.returncode, 1)
        differs = [c for c in json.loads(done.stdout)["claims"] if c["verdict"] == "differs"]
        self.assertEqual(len(differs), 1)
        self.assertEqual(differs[0]["claim"]["value"], 516)
        self.assertIn("516 poäng av 800", differs[0]["claim"]["text"])
        self.assertEqual(differs[0]["page"], "huddinge-2017-changed.txt")
        low, high = differs[0]["report"]["expected"]
        self.assertTrue(low <= 561 <= high)
        self.assertTrue(all(place["bbox"] for place in differs[0]["report"]["at"]))
        table = run("reconcile", HUDDINGE, "--claims", PAGES["huddinge-2017-changed"])
        self.assertEqual(table.returncode, 1)
        self.assertRegex(table.stdout, r"(?m)^differs +Huddinge +2017 +total +516 ")
        self.assertRegex(table.stdout, r"gives 557 to 565, pages \d+")
        self.assertIn("516 poäng av 800", table.stdout)

    def test_6_all_together(self):
        done = run("reconcile", "--format", "json", HUDDINGE, ARJANG, "--claims", *PAGES.values())
        self.assertEqual(done.returncode, 1)
        answer = json.loads(done.stdout)
        verdicts = [c["verdict"] for c in answer["claims"]]
        self.assertEqual(verdicts.count("differs"), 1)
        self.assertEqual(verdicts.count("agrees"), 5)
        # of Enköping, Österåker and Helsingborg there is no report here
        self.assertEqual({c["claim"]["municipality"]["name"] for c in answer["claims"]
                          if c["verdict"] == "no-such-report"},
                         {"Enköping", "Österåker", "Helsingborg"})
        # and of Årjäng no page tells
        self.assertEqual([r["municipality"] for r in answer["reports_without_claims"]], ["Årjäng"])

    def claim(self, *sentences):
        """Verdicts on what a page of these sentences claims about Huddinge's report."""
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf8") as page:
            page.write("Huddinge i Kommunkompassen 2017\n\n" + "\n\n".join(sentences) + "\n")
            page.flush()
            done = run("reconcile", "--format", "json", HUDDINGE, HUDDINGE_TRANSCRIPT, "--claims",
                       page.name)
        answer = json.loads(done.stdout)
        self.assertEqual(answer["reports_without_claims"], [])
        return done.returncode, {(c["claim"]["kind"], c["verdict"]) for c in answer["claims"]}

    def test_extremes_are_of_the_area_that_is_named(self):
        self.assertEqual(self.claim("Lägst blev resultatet inom Ständiga förbättringar (59)."),
                         (0, {("lowest-area", "agrees"), ("area", "agrees")}))
        status, verdicts = self.claim("Lägst blev resultatet inom Resultat och effektivitet (59).")
        self.assertEqual(status, 1)
        self.assertIn(("lowest-area", "differs"), verdicts)

    def test_what_a_report_does_not_state_is_told_from_no_report(self):
        self.assertEqual(self.claim("Det är 20 poäng mer än 2014."),
                         (0, {("change", "not-stated")}))

    def test_a_change_says_with_which_year_it_compares(self):
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf8") as page:
            page.write("Huddinge kommun i Kommunkompassen 2017\n\nDet är 20 poäng mer än 2014.\n")
            page.flush()
            done = run("reconcile", HUDDINGE, "--claims", page.name)
        self.assertRegex(done.stdout, r"\Anot-stated .* 20 .*  since 2014\n")

    def test_7_what_cannot_be_read_is_said_and_wins(self):
        done = run("reconcile", HUDDINGE, "--claims", PAGES["huddinge-2017-changed"],
                   fixture("claims", "job-advert.txt"))
        self.assertEqual(done.returncode, 3)
        self.assertRegex(done.stderr, r"\Akompass: [^\n]*job-advert.txt[^\n]*\n\Z")
        self.assertIn("differs", done.stdout)

    def test_8_reports_and_pages_must_both_be_named(self):
        for arguments in ([HUDDINGE], ["--claims", PAGES["huddinge-2017"]],
                          [HUDDINGE, "--claims"], ["--format", "xml", HUDDINGE, "--claims", FIXTURES]):
            done = run("reconcile", *arguments)
            self.assertEqual((done.returncode, done.stdout), (2, ""), arguments)


if __name__ == "__main__":
    unittest.main()
