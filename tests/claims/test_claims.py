#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What pages claim: every fixture against its truth, and what users would ask of the answer."""
import json
import os
import re
import tempfile
import unittest

import fitz
import jsonschema

from kompass import fixture, fixtures_of_claims, read, run


def key(claim):
    """What tells one claim from another; the truth gives a municipality by its code."""
    municipality = claim["municipality"]
    if isinstance(municipality, dict):
        municipality = municipality["code"]
    return (municipality, claim["year"], claim["kind"],
            claim["area"] if claim["kind"] == "area" else None,
            claim["since"] if claim["kind"] == "change" else None, claim["value"])


def claims_of(path):
    done = run("claims", "--cpu", "600", "--wall", "3600", path)  # with sanitizers all is slower
    assert done.returncode == 0, f"{path}: status {done.returncode}: {done.stderr}"
    return json.loads(done.stdout)


class Pages(unittest.TestCase):
    def test_each_page_makes_the_claims_of_its_truth(self):
        for page, truth in fixtures_of_claims():
            with self.subTest(os.path.basename(page)):
                if truth["refuse"]:
                    done = run("claims", page)
                    self.assertEqual((done.returncode, done.stdout), (3, ""))
                    self.assertRegex(done.stderr, r"\Akompass: [^\n]+\n\Z")
                    continue
                got = claims_of(page)
                self.assertEqual(set(map(key, got["claims"])), set(map(key, truth["claims"])))
                if truth["validation_status"] is not None:
                    self.assertEqual(got["validation"]["status"], truth["validation_status"])

    def test_every_answer_is_of_the_schema(self):
        schema = json.loads(run("schema", "claims").stdout)
        self.assertEqual(schema, json.loads(read("pipeline/write/schema/claims.schema.json")))
        for page, truth in fixtures_of_claims():
            if not truth["refuse"]:
                jsonschema.validate(claims_of(page), schema)

    def test_every_claim_quotes_its_page(self):
        for page, truth in fixtures_of_claims():
            if truth["refuse"]:
                continue
            with open(page, encoding="utf8") as file:
                text = " ".join(re.sub(r"<sup>.*?</sup>|</?(?:b|strong|span)>|[*]", "",
                                       file.read()).split())
            for claim in claims_of(page)["claims"]:
                for part in claim["text"].split(" | "):
                    self.assertIn(part, text)
                self.assertTrue(claim["at"])


class Findings(unittest.TestCase):
    def findings(self, name):
        return [(f["rule"], f["expected"], f["found"])
                for f in claims_of(fixture("claims", name))["validation"]["findings"]]

    def test_areas_that_do_not_add_up_to_the_total(self):
        self.assertEqual(self.findings("alingsas-2018.txt"),
                         [("claims-total", [500, 508], 540)])

    def test_published_cases_are_told_apart(self):
        """Eight areas of 447, 454, 363 and 434 points under the totals that were published."""
        for areas, total, status, doubts in ((447, 448, "consistent", []),
                                             (454, 455, "consistent", []),
                                             (363, 359, "consistent", ["total-unlikely"]),
                                             (434, 447, "inconsistent", [])):
            with self.subTest(total):
                page = self.claims(self.table(areas, total))
                self.assertEqual(page["validation"]["status"], status)
                self.assertEqual([d["code"] for d in page["diagnostics"]], doubts)

    @staticmethod
    def table(areas, total):
        names = ("Offentlighet och demokrati", "Tillgänglighet och brukarorientering",
                 "Politisk styrning och kontroll", "Ledarskap, ansvar och delegation",
                 "Resultat och effektivitet", "Kommunen som arbetsgivare – personalpolitik",
                 "Ständiga förbättringar", "Kommunen som samhällsbyggare")
        scores = [areas // 8 + (i < areas % 8) for i in range(8)]
        rows = [f"{name}\t{score}" for name, score in zip(names, scores)]
        return "Resultat 2018\n\n" + "\n".join(rows + [f"Totalt\t{total}"])

    def test_change_that_the_totals_do_not_give(self):
        self.assertEqual(self.page("Vara kommun fick 500 poäng i Kommunkompassen 2019. Det är 80 "
                                   "poäng mer än 2016, då kommunen fick 450 poäng."),
                         [("claims-change", [49, 51], 80)])

    def test_one_score_stated_twice_and_not_alike(self):
        self.assertEqual(self.page("Vara kommun fick 500 poäng i Kommunkompassen 2019.\n\n"
                                   "I Kommunkompassen 2019 fick Vara kommun 505 poäng."),
                         [("claims-agree", [500, 500], 505)])

    def page(self, text):
        return [(f["rule"], f["expected"], f["found"])
                for f in self.claims(text)["validation"]["findings"]]

    @staticmethod
    def claims(text, head="Kommunkompassen i Vara kommun\n\n"):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "page.txt")
            with open(path, "w", encoding="utf8") as file:
                file.write(head + text + "\n")
            return claims_of(path)


class Maxima(unittest.TestCase):
    def test_maximum_is_the_pages_own_or_null(self):
        maxima = {claim["text"]: claim["max"]
                  for claim in claims_of(fixture("claims", "enkoping-2018.txt"))["claims"]}
        self.assertEqual(maxima["Vi får totalt 519 poäng av 800."], 800)
        self.assertIsNone(maxima["Totalpoäng | 434 | 519"])


class Encodings(unittest.TestCase):
    PAGE = ('<!DOCTYPE html><html><head><meta charset="%s"><title>Årsta%s</title></head><body>'
            "<p>Örebro kommun fick 500 poäng i Kommunkompassen 2019.</p></body></html>")

    def test_page_is_read_as_it_says_and_broken_bytes_do_no_harm(self):
        for page in ((self.PAGE % ("utf-8", "")).encode("utf8"),
                     (self.PAGE % ("iso-8859-1", "")).encode("latin-1"),
                     (self.PAGE % ("utf-8", "\0")).encode("utf8").replace(b"\0", b"\xff\xc3")):
            with self.subTest(page[:60]), tempfile.NamedTemporaryFile(suffix=".html") as file:
                file.write(page)
                file.flush()
                claim, = claims_of(file.name)["claims"]
                self.assertEqual((claim["municipality"]["name"], claim["year"], claim["value"]),
                                 ("Örebro", 2019, 500))


class Html(unittest.TestCase):
    """What the markup of a page must not change."""

    TABLE = ("<h1>Vara kommun i Kommunkompassen 2019</h1><table><tr><th>Område</th>"
             "<th>Resultat<br>2019</th></tr>"
             "<tr><td>Offentlighet och<br>demokrati</td><td>73%s</td></tr>"
             "<tr><td><p>Ständiga</p><p>förbättringar</p></td><td><p>55</p><p>poäng</p></td></tr>"
             "<tr><td>Resultat och effektivitet</td><td>60</td></tr></table>")
    AREAS = [("offentlighet-och-demokrati", 73), ("standiga-forbattringar", 55),
             ("resultat-och-effektivitet", 60)]

    def areas(self, body):
        with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf8") as file:
            file.write("<!DOCTYPE html><html><body>" + body + "</body></html>")
            file.flush()
            page = claims_of(file.name)
            self.assertEqual(page["source"]["media_type"], "text/html")
            self.assertEqual({c["year"] for c in page["claims"]}, {2019})
            return [(c["area"], c["value"]) for c in page["claims"]]

    def test_cells_of_several_lines_and_paragraphs(self):
        self.assertEqual(self.areas(self.TABLE % ""), self.AREAS)

    def test_marks_of_footnotes_and_scripts_in_cells(self):
        for more in ("<sup>1</sup>", "<sup><a href='#n'>2)</a></sup>",
                     "<script>var x='fick 600 poäng'</script>", "<style>p{width:8px}</style>"):
            self.assertEqual(self.areas(self.TABLE % more), self.AREAS)

    def test_table_that_lays_out_the_page(self):
        page = "<table><tr><td><ul><li>Start</li></ul></td><td>%s</td></tr></table>"
        self.assertEqual(self.areas(page % (self.TABLE % "")), self.AREAS)

    def test_preformatted_lines_and_thin_spaces(self):
        lines = ("<h1>Vara kommun i Kommunkompassen 2019</h1><pre>Arbetsliv: 79\u202fpoäng\n"
                 "Effektivitet: 61\u2009poäng\nKvalitetsutveckling: 60 poäng</pre>")
        self.assertEqual(self.areas(lines), [("arbetsliv", 79), ("effektivitet", 61),
                                             ("kvalitetsutveckling", 60)])


class Tables(unittest.TestCase):
    AREAS = ("Offentlighet och demokrati", "Politisk styrning och kontroll",
             "Resultat och effektivitet")

    def test_shares_are_points_where_there_are_none_else(self):
        rows = [(name, f"{n} %", f"{n + 20} %") for n, name in enumerate(self.AREAS, 51)]
        self.assertEqual(self.scores(("Område", "Resultat 2011", "Resultat 2013"), rows),
                         [(2011, 51), (2011, 52), (2011, 53), (2013, 71), (2013, 72), (2013, 73)])
        self.assertEqual(self.scores(("Område", "Andel av maxpoäng", "Snitt"), rows),
                         [(2019, 51), (2019, 52), (2019, 53)])

    def test_shares_beside_points_and_totals_of_shares_are_no_claims(self):
        rows = [(name, f"{n}", f"{n + 20} %") for n, name in enumerate(self.AREAS, 51)]
        for head in ("Procent", "2016"):
            self.assertEqual(self.scores(("Område", "2019", head), rows),
                             [(2019, 51), (2019, 52), (2019, 53)], head)
        rows = [(name, "51 %") for name in self.AREAS]
        self.assertEqual(self.scores(("Område", "Resultat"), rows + [("Totalt", "52 %")]),
                         [(2019, 51)] * 3)

    @staticmethod
    def scores(head, rows):
        table = "\n".join("\t".join(row) for row in (head, *rows))
        return [(c["year"], c["value"])
                for c in Findings.claims("Kommunkompassen 2019\n\n" + table)["claims"]]

    def test_pages_of_a_table_of_contents_are_no_scores(self):
        names = self.AREAS[:1] + ("Tillgänglighet och brukarorientering", self.AREAS[1],
                                  "Ledarskap, ansvar och delegation", self.AREAS[2])
        for pages in ((5, 6, 6, 8, 10), (12, 14, 17, 20, 23)):
            rows = [(f"{name} .......... {page}",) for name, page in zip(names, pages)]
            self.assertEqual(self.scores(("Innehåll",), rows + [("Vi fick 517 poäng.",)]),
                             [(2019, 517)], pages)
        rows = [(name, str(n)) for name, n in zip(names, (45, 52, 58, 61, 70))]
        self.assertEqual([n for _, n in self.scores(("Område", "Poäng"), rows)],
                         [45, 52, 58, 61, 70])

    def test_unit_in_the_cells(self):
        rows = [(name, "74 p", "+5") for name in self.AREAS]
        self.assertEqual(self.scores(("Område", "Poäng 2023", "Förändring sedan 2020"), rows),
                         [(2023, 74)] * 3)

    def test_municipalities_with_a_year_before_each_score(self):
        page = Findings.claims("Kommun\tSenaste utvärdering\tPoäng\tFöregående\tPoäng\n"
                               "Ale\t2019\t512\t2016\t488\nAlingsås\t2018\t540\t2015\t501\n"
                               "Mark\t2022\t438\t2018\t452")
        self.assertEqual({(c["municipality"]["name"], c["year"], c["value"])
                          for c in page["claims"]},
                         {("Ale", 2019, 512), ("Ale", 2016, 488), ("Alingsås", 2018, 540),
                          ("Alingsås", 2015, 501), ("Mark", 2022, 438), ("Mark", 2018, 452)})

    def test_heads_set_to_the_right_of_narrow_columns(self):
        """A head that is wider than its cells is theirs, not the column's before."""
        heads = ("2013", "2016", "Förändring", "Medelvärde")
        rights = (330, 370, 450, 530)
        with fitz.open() as pdf, tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            page = pdf.new_page()
            page.insert_text((40, 60), "Vara kommun i Kommunkompassen", fontsize=16)
            rows = [("Område", *heads)] + [(name, "55", "62", "+7", "57") for name in self.AREAS]
            for n, (name, *cells) in enumerate(rows):
                page.insert_text((40, 100 + 18 * n), name, fontsize=10)
                for right, cell in zip(rights, cells):
                    left = right - fitz.get_text_length(cell, fontsize=10)
                    page.insert_text((left, 100 + 18 * n), cell, fontsize=10)
            pdf.save(file.name)
            self.assertEqual([(c["year"], c["value"]) for c in claims_of(file.name)["claims"]],
                             [(2013, 55)] * 3 + [(2016, 62)] * 3)


class Columns(unittest.TestCase):
    """Text of a magazine or an annual report, in columns."""

    LEFT = ("Under 2012 har Vara kommun", "granskats i Kommunkompassen.", "Resultatet blev 495 poäng",
            "av 800 möjliga. Området", "Effektivitet fick 74 poäng", "och Arbetsliv stannade",
            "på 57 poäng.")
    RIGHT = ("Det nya badhuset lockade", "tolv tusen besökare under", "sommaren. Betyget i den",
             "egna enkäten blev högt och", "alla var nöjda med badet,", "bastun och kaféet som",
             "öppnade i somras.")

    def claims(self, columns, lowered=0):
        with fitz.open() as pdf, tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            page = pdf.new_page()
            page.insert_text((40, 60), "Bra betyg till kommunen, och ett nytt badhus i Vara kommun",
                             fontsize=16)
            for c, lines in enumerate(columns):
                for n, line in enumerate(lines):
                    page.insert_text((40 + 170 * c, 100 + 12 * n + c * lowered), line, fontsize=10)
            pdf.save(file.name)
            return [(c["kind"], c["year"], c["value"]) for c in claims_of(file.name)["claims"]]

    def test_columns_are_read_one_by_one(self):
        for columns in ((self.LEFT, self.RIGHT), (self.RIGHT, self.LEFT),
                        (self.RIGHT, self.LEFT, self.RIGHT)):
            for lowered in (0, 4):
                self.assertEqual(self.claims(columns, lowered),
                                 [("total", 2012, 495), ("area", 2012, 74), ("area", 2012, 57)])

    def test_tables_stay_as_they_are(self):
        names = ("Offentlighet och demokrati", "Politisk styrning", "Resultat och effektivitet",
                 "Ledarskap, ansvar och", "Ständiga förbättringar", "Kommunen som arbetsgivare")
        rows = (("Område i Kommunkompassen 2019",) + names, ("2019",) + ("61",) * 6)
        self.assertEqual(self.claims(rows), [("area", 2019, 61)] * 4)


class Words(unittest.TestCase):
    def claims(self, sentence):
        page = Findings.claims("Resultat 2019\n\n" + sentence)
        return [(c["kind"], c["year"], c["value"]) for c in page["claims"]]

    def test_losses_are_below_nought(self):
        for words in ("sjönk med 20", "föll med 20", "försämrades med 20", "backade med 20",
                      "minskade med 20", "är 20"):
            tail = " poäng lägre än 2016." if words == "är 20" else " poäng sedan 2016."
            self.assertEqual(self.claims("Resultatet " + words + tail), [("change", 2019, -20)], words)

    def test_year_of_the_next_clause_is_not_this_ones(self):
        for words in ("; 2015 var resultatet 497.", ", medan grannkommunen 2015 hade bekymmer."):
            self.assertEqual(self.claims("Kommunen fick 517 poäng" + words)[0], ("total", 2019, 517))

    def test_award_is_told_from_evaluation_wherever_it_stands(self):
        for n in range(4):
            sentence = "å" * 60 + "x" * n + " är kommunen som fick priset 2013, hela 517 poäng."
            self.assertEqual(self.claims(sentence), [("total", 2019, 517)])

    def test_name_of_another_clause_is_not_the_numbers(self):
        self.assertEqual(self.claims("Vi fick 41 poäng för annat och Effektivitet fick 82."),
                         [("area", 2019, 82)])


    def test_scores_that_are_not_called_points(self):
        for words in ("Motsvarande siffra 2016 var 512.", "2016 var den 512.",
                      "År 2016 blev resultatet 512."):
            self.assertEqual(self.claims("Vi fick 517 poäng. " + words),
                             [("total", 2019, 517), ("total", 2016, 512)], words)
        self.assertEqual(self.claims("Vi fick 517 av 800 poäng, mot 438 förra gången."),
                         [("total", 2019, 517), ("total", None, 438)])

    def test_number_that_ends_its_line(self):
        for words in ("Totalpoäng: 517", "Totalpoängen blev 517", "Resultat 2019: 517"):
            self.assertEqual(self.claims(words), [("total", 2019, 517)], words)

    def test_score_of_last_year(self):
        page = Findings.claims("Publicerad 2016-11-15\n\nVi fick 541 poäng. Aneby, som gjorde "
                               "mätningen i fjol, fick 462 poäng.")
        self.assertEqual([(c["year"], c["value"]) for c in page["claims"]],
                         [(2016, 541), (2015, 462)])

    def test_change_without_its_noun(self):
        self.assertEqual(self.claims("På tre år har vi gått framåt 35 poäng."), [("change", 2019, 35)])

    def test_change_that_a_noun_tells(self):
        self.assertEqual(self.claims("Den sammanlagda ökningen sedan 2016 är 24 poäng."),
                         [("change", 2019, 24)])
        self.assertEqual(self.claims("Det är en ökning till 560 poäng."), [("total", 2019, 560)])

    def test_municipality_behind_a_score_may_be_another(self):
        for words in ("Med 644 poäng passerar vi Örebro.", "Vi fick 644 poäng, mer än Örebro.",
                      "Vi fick 644 poäng och ligger före Örebro."):
            page = Findings.claims("Resultat 2019\n\n" + words)
            self.assertEqual([c["municipality"]["name"] for c in page["claims"]], ["Vara"], words)

    def test_area_behind_a_comma(self):
        self.assertEqual(self.claims("Betydligt färre, 61 poäng, blev det för Effektivitet. Vi fick "
                                     "83 poäng, inom Arbetsliv 59 poäng."),
                         [("area", 2019, 61), ("area", 2019, 59)])

    def test_average_that_a_clause_tells(self):
        self.assertEqual(self.claims("Vi fick 517 poäng. Målet bygger på rikssnittet, som är 530 "
                                     "poäng."), [("total", 2019, 517)])

    def test_year_before_a_colon_is_the_next_numbers(self):
        self.assertEqual(self.claims("Kommunen fick 473 poäng (2014: 428, 2011: 361)."),
                         [("total", 2019, 473), ("total", 2014, 428), ("total", 2011, 361)])

    def test_years_told_by_their_distance(self):
        for words in ("Slutsumman blev 541 poäng för tre år sedan.",
                      "För 3 år sedan fick vi 541 poäng."):
            self.assertEqual(self.claims(words), [("total", 2016, 541)], words)
        page = Findings.claims("Kramfors fick 359 poäng 2011. Redan två år senare hade kommunen "
                               "klättrat till 448!")
        self.assertEqual([(c["municipality"]["name"], c["year"], c["value"])
                          for c in page["claims"]],
                         [("Kramfors", 2011, 359), ("Kramfors", 2013, 448)])

    def test_year_beside_words_for_when_is_theirs(self):
        for words in ("Förra gången (2013) fick vi 448 poäng.", "Vid förra mätningen, 2013, fick vi "
                      "448 poäng.", "448 poäng fick vi förra gången (2013)."):
            self.assertEqual(self.claims(words), [("total", 2013, 448)], words)

    def test_total_between_commas(self):
        self.assertEqual(self.claims("Poängen, 404, är lägre än genomsnittet, som är 492."),
                         [("total", 2019, 404)])

    def test_same_year_is_the_one_told_before(self):
        page = Findings.claims("Kommunkompassen 2019\n\nUmeå fick 604 poäng 2016 och Kalix, som var "
                               "med samma år, fick 456.")
        self.assertEqual([(c["municipality"]["name"], c["year"], c["value"])
                          for c in page["claims"]], [("Umeå", 2016, 604), ("Kalix", 2016, 456)])

    def test_year_begins_a_sentence(self):
        self.assertEqual(self.claims("Resultatet blev 549 poäng. 2014, när vi var med förra gången, "
                                     "stannade vi på 511 poäng."),
                         [("total", 2019, 549), ("total", 2014, 511)])

    def test_area_of_the_sentence_before(self):
        page = Findings.claims("Resultat 2021\n\nFramsteg har gjorts inom Arbetsliv. Där gick vi "
                               "från 38 poäng 2018 till 59.")
        self.assertEqual([(c["year"], c["area"], c["value"]) for c in page["claims"]],
                         [(2018, "arbetsliv", 38), (2021, "arbetsliv", 59)])

    def test_area_far_from_its_number(self):
        for words, kinds in (("72 av 100 poäng fick kommunen i årets mätning inom Arbetsliv.", 1),
                             ("Lägst blev resultatet, 72 av 100 poäng, inom Arbetsliv.", 2)):
            page = Findings.claims("Resultat 2021\n\n" + words)
            self.assertEqual([(c["year"], c["area"], c["value"]) for c in page["claims"]],
                             [(2021, "arbetsliv", 72)] * kinds, words)

    def test_rows_of_scores_have_what_is_named_in_their_order(self):
        page = Findings.claims("Kommunkompassen 2021\n\nUmeå och Kalix fick 604 respektive 456 poäng.")
        self.assertEqual([(c["municipality"]["name"], c["value"]) for c in page["claims"]],
                         [("Umeå", 604), ("Kalix", 456)])
        self.assertEqual(self.claims("2014 och 2018 fick vi 512 respektive 540 poäng."),
                         [("total", 2014, 512), ("total", 2018, 540)])

    def test_bounds_and_records_of_others_are_no_scores(self):
        for words in ("Inget område får under 70 poäng.", "Toppnoteringen i landet är 644 poäng.",
                      "Vi fick drygt 500 poäng."):
            self.assertEqual(self.claims("Vi fick 517 poäng. " + words), [("total", 2019, 517)], words)

    def test_points_in_words(self):
        for words, points in (("fyra", 4), ("tjugofem", 25), ("tolv", 12), ("en", 1)):
            self.assertEqual(self.claims(f"Det är {words} poäng bättre än 2016."),
                             [("change", 2019, points)], words)
        self.assertEqual(self.claims("Vi fick 517 poäng, ett par poäng mer och inte femtiotolv poäng "
                                     "mer än 2016."), [("total", 2019, 517)])

    def test_points_that_were_not_given(self):
        for words in ("Vi nådde inte 500 poäng.", "Det sades att vi skulle ha fått 498 poäng.",
                      "I tidningen stod felaktigt 498 poäng.", "Vi kom inte ens upp till 400 poäng.",
                      "Med ett bättre ledarskap kunde vi ha fått 500 poäng."):
            self.assertEqual(self.claims("Kommunen fick 517 poäng. " + words),
                             [("total", 2019, 517)], words)
        for words in ("Vi är inte nöjda med 489 poäng.",
                      "Vi nådde inte målet om 500 poäng, men fick ändå 489 poäng."):
            self.assertEqual(self.claims(words), [("total", 2019, 489)], words)

    def test_earlier_evaluation_is_the_one_that_the_page_compares_with(self):
        change = " Det är 79 poäng bättre än 2016."
        for words in ("Vi fick 517 poäng, mot 438 poäng förra gången.",
                      "Vi fick 517 poäng. Vid förra mätningen var poängen 438.",
                      "Vi fick 517 poäng (förra gången 438)."):
            self.assertEqual(self.claims(words + change),
                             [("total", 2019, 517), ("total", 2016, 438), ("change", 2019, 79)])
            self.assertEqual(self.claims(words), [("total", 2019, 517), ("total", None, 438)])

    def test_earlier_evaluation_is_the_one_before_of_those_that_are_listed(self):
        for words in ("Vi har utvärderats 2016 och 2019. ", "Första gången vi deltog var 2016. "):
            self.assertEqual(self.claims(words + "Vi fick 450 poäng, 66 poäng mer än vid förra "
                                         "utvärderingen."),
                             [("total", 2019, 450), ("change", 2019, 66)])
            page = Findings.claims("Resultat 2019\n\n" + words + "Vi fick 450 poäng (förra gången "
                                   "384). Det är 66 poäng mer än vid förra utvärderingen.")
            self.assertEqual([(c["year"], c["since"]) for c in page["claims"]],
                             [(2019, None), (2016, None), (2019, 2016)])

    def test_year_behind_one_score_is_not_the_next_ones(self):
        self.assertEqual(self.claims("Från 438 poäng 2016 till 510 poäng i år, alltså 72 poäng "
                                     "bättre."),
                         [("total", 2016, 438), ("total", 2019, 510), ("change", 2019, 72)])

    def test_change_without_a_year_is_from_the_evaluation_before(self):
        page = Findings.claims("Resultat 2019\n\nVi fick 571 poäng. År 2016 fick vi 509 poäng. Det "
                               "betyder att vi har lyft oss 62 poäng på tre år.")
        self.assertEqual([(c["year"], c["since"], c["value"]) for c in page["claims"]
                          if c["kind"] == "change"], [(2019, 2016, 62)])

    def test_distance_to_another_municipality_is_no_change(self):
        self.assertEqual(self.claims("Vi fick 517 poäng. Det är 20 poäng högre än Eksjö kommun."),
                         [("total", 2019, 517)])

    def test_place_that_is_a_common_word_is_known_by_its_preposition(self):
        page = Findings.claims("Kommunalrådet i Mora är stolt. I Mora, i Mora och i Mora talas det "
                               "om 515 poäng 2020. Peter Berg håller med.")
        self.assertEqual({c["municipality"]["name"] for c in page["claims"]}, {"Mora"})


    def test_that_is_to_say_wishes_nothing(self):
        self.assertEqual(self.claims("Kommunen fick 521 poäng (489 poäng år 2016), det vill säga en "
                                     "förbättring med 32 poäng."),
                         [("total", 2019, 521), ("total", 2016, 489), ("change", 2019, 32)])

    def test_points_that_are_wished_for(self):
        for words in ("Nästa gång vill jag se minst 540 poäng.", "Vi siktar på över 560 poäng.",
                      "Då ska kommunen nå 520 poäng.", "Alla kommuner bör ha minst 400 poäng."):
            self.assertEqual(self.claims("Kommunen fick 517 poäng. " + words),
                             [("total", 2019, 517)], words)
        self.assertEqual(self.claims("Resultatet 517 poäng ska jämföras med 497 poäng 2016."),
                         [("total", 2019, 517), ("total", 2016, 497)])

    def test_bare_number_that_we_got(self):
        self.assertEqual(self.claims("Vi fick 505 poäng. Jämfört med de 432 vi fick 2011 är det "
                                     "bra. De 250 vi talar om är något annat."),
                         [("total", 2019, 505), ("total", 2011, 432)])


class NobodysPage(unittest.TestCase):
    """A page of many municipalities: its year holds for all, "kommunen" is the one before."""

    def test_each_score_is_of_the_municipality_beside_it(self):
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf8") as file:
            file.write("Åtta kommuner i Kommunkompassen 2022\n\nHögst fick Helsingborg med 661 "
                       "poäng, följt av Linköping med 611 och Umeå med 604 poäng. Lägst poäng, "
                       "447, fick Orsa kommun.\n\nStörst förbättring stod Säffle för. Kommunen "
                       "ökade från 421 poäng 2017 till 509 poäng 2022.\n")
            file.flush()
            self.assertEqual([(c["municipality"]["name"], c["year"], c["value"])
                              for c in claims_of(file.name)["claims"]],
                             [("Helsingborg", 2022, 661), ("Linköping", 2022, 611),
                              ("Umeå", 2022, 604), ("Orsa", 2022, 447), ("Säffle", 2017, 421),
                              ("Säffle", 2022, 509)])


    def test_a_title_says_whose_it_is_however_many_are_named(self):
        page = Findings.claims("Det finns mycket att lära av Borås, Orust, Katrineholm, Kalix och "
                               "Boden.\n\nVi fick 517 poäng.")
        self.assertEqual({c["municipality"]["name"] for c in page["claims"]}, {"Vara"})


class Sections(unittest.TestCase):
    """Headings part a page into evaluations, and from other surveys."""

    def claims(self, text):
        return [(c["year"], c["value"]) for c in Findings.claims(text)["claims"]]

    def test_evaluations_one_below_the_other(self):
        for mark in ("", "## "):
            self.assertEqual(self.claims(f"{mark}Kommunkompassen 2021\n\nResultat: 517 poäng\n\n"
                                         f"{mark}Kommunkompassen 2017\n\nResultat: 466 poäng"),
                             [(2021, 517), (2017, 466)])

    def test_links_are_no_headings(self):
        self.assertEqual(self.claims("Kommunkompassen 2021\n\nVi fick 517 poäng.\n\n"
                                     "Kommunkompassen 2017\n\nKommunkompassen 2013\n\nKontakt\n\n"
                                     "Resultatet 517 poäng är vi stolta över."),
                         [(2021, 517), (2021, 517)])

    def test_area_is_named_by_the_heading_above(self):
        for mark, score in (("", "Poäng: 58"), ("1. ", "Poäng: 58\nÅtgärd: se över policyn."),
                            ("## ", "Bilden är ljus.\n\nVi fick 58 poäng."), ("", "58 poäng (2017: 49)")):
            page = Findings.claims(f"Kommunkompassen 2021\n\n{mark}Arbetsliv\n{score}\n\n"
                                   f"{mark}Samhällsutveckling\nPoäng: 69\n\nVi har 12 poäng att hämta.")
            self.assertEqual([(c["area"], c["value"]) for c in page["claims"] if c["year"] == 2021],
                             [("arbetsliv", 58), ("samhallsutveckling", 69)], mark + score)

    def test_last_of_a_list_of_areas_is_no_heading(self):
        self.assertEqual(self.claims("Kommunkompassen 2021\n\nVi fick 517 poäng.\n\nArbetsliv\n\n"
                                     "Samhällsutveckling\n\nKommunen fick 58 poäng."), [(2021, 517)])

    def test_other_surveys_end_with_their_section_or_paragraph(self):
        score = "Vi fick 517 poäng i Kommunkompassen 2021."
        for other in ("## SCB:s medborgarundersökning\n\nBetyget blev 53 poäng i Arbetsliv.",
                      "I Öppna jämförelser om företagsklimat deltog vi. Arbetsliv fick 53 poäng.",
                      "Meritvärdet var 214 poäng i våras."):
            self.assertEqual(self.claims(f"{score}\n\n{other}"), [(2021, 517)], other)
            self.assertEqual(self.claims(f"{other}\n\n## Kommunkompassen\n\n{score}"),
                             [(2021, 517)], other)


class YearOfThePage(unittest.TestCase):
    """Which evaluation a page tells of, where no year stands beside the number."""

    def year(self, *paragraphs, score="Vi fick 542 poäng."):
        page = Findings.claims("\n\n".join((*paragraphs, score)))
        return [c["year"] for c in page["claims"] if c["value"] == 542]

    def test_it_is_the_one_in_which_a_sentence_says_that_it_was_made(self):
        filler = ["Texten handlar om annat än siffror, och den är lång."] * 12
        for words in ("Undersökningen gjordes i november 2015.",
                      "Hösten 2015 genomfördes den tredje mätningen.",
                      "Senaste granskningen gjordes 2015.",
                      "Under vecka 46 2015 var utvärderarna på plats.",
                      "Det offentliggjordes i februari 2016, efter intervjuer hösten 2015.",
                      "Vid den stora granskningen av kommunen, som gjordes i\nnovember 2015, "
                      "deltog 34 personer."):
            self.assertEqual(self.year("Publicerad 2016-03-04", *filler, words), [2015], words)

    def test_it_is_none_that_the_page_compares_with(self):
        for words in ("Det är 37 poäng bättre än vid mätningen 2015.",
                      "Resultatet är 37 poäng bättre än i den förra utvärderingen 2015."):
            self.assertEqual(self.year("Publicerad 2019-06-20", "Kommunkompassen 2015", words),
                             [2019], words)

    def test_it_is_none_to_come_nor_of_others_nor_of_a_footer(self):
        for words in ("Nästa utvärdering genomförs 2025.", "Kommunen ska utvärderas igen 2025.",
                      "Östersund, som granskades 2017, fick 543 poäng.",
                      "Sidan senast granskad: 2024-10-05"):
            self.assertEqual(self.year("Utvärderingen gjordes 2015.", words), [2015], words)

    def test_it_is_the_last_of_its_totals_where_all_are_dated(self):
        totals = "År 2015 fick vi 497 poäng och 2018 fick vi 520 poäng."
        page = Findings.claims("Uppdaterad 2021-02-03\n\nEffektivitet gav 54 poäng.\n\n" + totals)
        self.assertEqual([c["year"] for c in page["claims"] if c["kind"] == "area"], [2018])
        self.assertEqual(self.year("Publicerad 2021-02-03", totals), [2021])

    def test_it_is_the_last_of_its_areas_where_all_are_dated(self):
        table = ("Område\tVara 2014\tVara 2016\tMedel\n" +
                 "\n".join(f"{name}\t54\t63\t55" for name in Tables.AREAS))
        self.assertEqual(self.year("Publicerad 2017-04-21", table), [2016])

    def test_it_is_none_of_a_revision(self):
        self.assertEqual(self.year("Publicerad 2016-12-13", "Eftersom Kommunkompassen reviderades "
                                   "och uppdaterades 2015 kan resultat ej jämföras."), [2016])

    def test_this_years_evaluation_is_of_the_date_of_publication(self):
        self.assertEqual(self.year("Publicerad 2024-06-12", "Vi tar ett kliv i årets granskning.",
                                   "Från 438 poäng 2022."), [2024])

    def test_score_of_the_present_is_not_of_an_evaluation_told_before(self):
        for words, years in (("Mätningen för 2015 är nu klar. Denna gång blev det 542 poäng.", [2015]),
                             ("I år blev det 542 poäng.", [2015]),
                             ("Denna gång blev det 542 poäng.", [None])):
            self.assertEqual(self.year("29 oktober 2015", "Kommunen fick priset efter en utvärdering "
                                       "med Kommunkompassen som gjordes 2012.", score=words), years,
                             words)

    def test_it_is_the_later_of_those_that_sentences_tell(self):
        self.assertEqual(self.year("Publicerad 2024-01-22", "Hösten 2023 utvärderades kommunen med "
                                   "verktyget Kommunkompassen.", score="Vi fick 542 poäng. Vid "
                                   "utvärderingen 2019 var motsvarande siffra 462 poäng."), [2023])

    def test_it_is_that_of_a_sentence_before_in_the_paragraph(self):
        for words, year in (("År 2021 genomfördes en ny utvärdering. ", 2021),
                            ("Den gjordes hösten 2021. Intervjuerna var många. ", 2021),
                            ("Utvärderingen gjordes 2021. Vi var med även 2012. ", 2021),
                            ("2021 – andra Kommunkompassen. ", 2021),
                            ("Östersund utvärderades 2018. ", None)):
            self.assertEqual(self.year("Kommunen fick 421 poäng i Kommunkompassen 2016.",
                                       score=words + "Vi fick 542 poäng."), [year], words)

    def test_it_is_none_before_the_present(self):
        self.assertEqual(self.year("Publicerad 2018-05-04", "Kommunen utvärderades i Kommunkompassen "
                                   "2014.", "Den här gången fick kommunen 489 poäng.",
                                   score="Arbetsliv fick 61 poäng. Vi fick 542 poäng."), [None])
        self.assertEqual(self.year("Publicerad 2018-05-04", "Efter att ha utvärderats 2014 var det "
                                   "dags för Kommunkompassen igen."), [2018])

    def test_it_is_none_of_another_municipality_beside_it(self):
        page = Findings.claims("Kommunkompassen genomfördes i Piteå 2018 och i Luleå 2019. Piteå fick "
                               "544 poäng.", head="")
        self.assertEqual([c["year"] for c in page["claims"]], [2018])

    def test_it_is_none_of_which_the_page_dates_another_score(self):
        old = "Kommunen, som är stolt, fick redan 421 poäng i den utvärdering som gjordes 2013."
        self.assertEqual(self.year(old, score="Vi fick 542 poäng."), [None])
        self.assertEqual(self.year("Publicerad 2016-05-02", old), [2016])

    def test_it_is_none_of_another_survey(self):
        self.assertEqual(self.year("## Kommunkompassen", score="Vi fick 542 poäng.\n\n"
                                   "## Nöjd-Kund-Index\n\nResultat 2021: 71"), [None])

    def test_report_that_was_written_last_year(self):
        self.assertEqual(self.year("Publicerad 14 mars 2023", "SKR:s rapport är skriven i november "
                                   "förra året."), [2022])

    def test_last_year_is_counted_from_the_date_of_publication(self):
        for date, words, year in (("2016-02-26", "Under förra året utvärderades kommunen.", 2015),
                                  ("2016-02-26", "I höstas granskades kommunen.", 2015),
                                  ("2016-12-01", "I höstas granskades kommunen.", 2016),
                                  ("2016-02-26", "Under hösten har kommunen granskats.", 2015),
                                  ("2016-12-01", "Under hösten har kommunen granskats.", 2016),
                                  ("2016-12-01", "Under hösten 2014 granskades kommunen.", 2014),
                                  ("av kommunstyrelsens arbetsutskott 2016-02-26", "I höstas var "
                                   "det dags för Kommunkompassen igen.", 2015)):
            self.assertEqual(self.year("Publicerad " + date, words), [year], words)


class Hostile(unittest.TestCase):
    def test_endless_sentence_is_passed_over_and_said(self):
        page = Findings.claims("Vara kommun fick 500 poäng.\n\n" + "51 och " * 200000)
        self.assertEqual([c["value"] for c in page["claims"]], [500])
        self.assertEqual([d["code"] for d in page["diagnostics"]], ["claims-passed-over"])

    def test_table_with_more_columns_than_are_read_is_said(self):
        for n, codes in ((20, []), (40, ["claims-passed-over"])):
            table = "\n".join("\t".join([name] + n * ["54"]) for name in Tables.AREAS)
            page = Findings.claims(f"Vara kommun i Kommunkompassen 2016\n\n{table}")
            self.assertGreater(len(page["claims"]), 0)
            self.assertEqual([d["code"] for d in page["diagnostics"]], codes)

    def test_page_that_is_nested_too_deep_is_said(self):
        for n, codes in ((100, []), (300, ["page-incomplete"])):
            page = Findings.claims("<p>Vara kommun fick 500 poäng.</p>" + n * "<div>" + "Så gick det.",
                                   head="<!DOCTYPE html><h1>Kommunkompassen i Vara kommun</h1>")
            self.assertEqual([c["value"] for c in page["claims"]], [500])
            self.assertEqual([d["code"] for d in page["diagnostics"]], codes)

    def test_thousands_of_contradictions_are_bounded(self):
        page = Findings.claims("\n\n".join(f"Vara kommun fick {n} poäng." for n in
                                           range(101, 799) for _ in range(3)))
        self.assertLessEqual(len(page["validation"]["findings"]), len(page["claims"]))
        self.assertLessEqual(len(page["claims"]), 1001)


class Several(unittest.TestCase):
    def test_one_that_is_refused_does_not_stop_the_others(self):
        done = run("claims", fixture("claims", "job-advert.txt"),
                   fixture("claims", "tyreso.html"), fixture("claims", "mjolby.txt"))
        self.assertEqual(done.returncode, 3)
        self.assertEqual(done.stderr.count("\n"), 1)
        self.assertEqual([json.loads(line)["source"]["media_type"]
                          for line in done.stdout.splitlines()], ["text/html", "text/plain"])


if __name__ == "__main__":
    unittest.main()
