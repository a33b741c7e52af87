#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What every golden output must hold, and what is known of the reports apart from any program."""
import glob
import json
import subprocess
import unittest

import jsonschema

from kompass import (ARJANG, FIXTURES, HUDDINGE, HUDDINGE_TRANSCRIPT, extract, fixture, run,
                     without)


class Schema(unittest.TestCase):
    def setUp(self):
        self.schema = json.loads(run("schema", "report").stdout)

    def test_schema_is_a_schema(self):
        jsonschema.Draft202012Validator.check_schema(self.schema)

    def test_every_golden_output_is_of_the_schema(self):
        goldens = glob.glob(f"{FIXTURES}/reports/*/*/expected.json")
        self.assertGreaterEqual(len(goldens), 2)
        for path in goldens:
            with self.subTest(path), open(path, encoding="utf8") as file:
                jsonschema.Draft202012Validator(self.schema).validate(json.load(file))

    def test_other_outputs_are_of_the_schema(self):
        for path in HUDDINGE_TRANSCRIPT, fixture("broken", "cut-off.pdf"):
            with self.subTest(path):
                jsonschema.Draft202012Validator(self.schema).validate(extract(path))


class Order(unittest.TestCase):
    def assert_order(self, value, schema, root, path="$"):
        """Members stand as the schema lists them."""
        while "$ref" in schema:
            schema = root["$defs"][schema["$ref"].rsplit("/", 1)[1]]
        for choice in schema.get("anyOf", []) + schema.get("oneOf", []):
            if choice.get("type") != "null" and value is not None:
                self.assert_order(value, choice, root, path)
        if isinstance(value, dict) and "properties" in schema:
            known = [name for name in schema["properties"] if name in value]
            self.assertEqual(list(value), known, path)
            for name in known:
                self.assert_order(value[name], schema["properties"][name], root, f"{path}.{name}")
        if isinstance(value, list) and isinstance(schema.get("items"), dict):
            for i, item in enumerate(value):
                self.assert_order(item, schema["items"], root, f"{path}[{i}]")

    def test_members_stand_in_the_schemas_order(self):
        schema = json.loads(run("schema", "report").stdout)
        for path in HUDDINGE, ARJANG:
            self.assert_order(extract(path), schema, schema)

    def test_same_document_gives_the_same_bytes(self):
        self.assertEqual(run("extract", HUDDINGE).stdout, run("extract", HUDDINGE).stdout)


class Huddinge(unittest.TestCase):
    """The seed's facts: counted by hand in the printed report."""

    def setUp(self):
        self.reports = [extract(HUDDINGE), extract(HUDDINGE_TRANSCRIPT)]

    def test_eight_areas_and_their_totals(self):
        for report in self.reports:
            self.assertEqual([a["number"] for a in report["areas"]], list(range(1, 9)))
            self.assertEqual([a["score"]["percent"] for a in report["areas"]],
                             [79, 68, 64, 73, 64, 71, 59, 83])

    def test_forty_five_questions(self):
        for report in self.reports:
            self.assertEqual(sum(len(a["questions"]) for a in report["areas"]), 45)
            for area in report["areas"]:
                codes = [q["code"] for q in area["questions"]]
                self.assertEqual(codes, [f"{area['number']}.{i + 1}" for i in range(len(codes))])

    def test_every_number_is_there(self):
        for report in self.reports:
            for question in (q for a in report["areas"] for q in a["questions"]):
                with self.subTest(question["code"]):
                    self.assertNotIn(None, [question[k] for k in ("achieved", "max", "percent")])

    def test_head(self):
        for report in self.reports:
            self.assertEqual(report["municipality"], {"name": "Huddinge", "code": "0126",
                                                      "county": "Stockholms län"})
            self.assertEqual((report["year"], report["edition"], report["publisher"]),
                             (2017, "2016", "SKL"))
            self.assertEqual((report["evaluation"]["ordinal"], report["evaluation"]["previous"]),
                             (2, [2006]))
            self.assertEqual([e["name"] for e in report["evaluation"]["evaluators"]],
                             ["Lars Strid", "Anna Eklöf", "Leif Eldås"])

    def test_pdf_and_transcript_give_the_same_report(self):
        pdf, transcript = (without(r, "at", "source", "report_date") for r in self.reports)
        text = json.dumps(transcript, ensure_ascii=False)
        self.assertEqual(text.count("Brandför-svar"), 1)  # the transcription's own noise
        transcript = json.loads(text.replace("Brandför-svar", "Brandförsvar"))
        self.maxDiff = None
        self.assertEqual(pdf, transcript)


class Arjang(unittest.TestCase):
    """The made-up report: what its source.page says."""

    def test_comparisons_are_not_the_municipalitys_own(self):
        report = extract(ARJANG)
        first = report["areas"][0]
        self.assertEqual([(c["label"], c["kind"], c["year"], c["score"])
                          for c in first["comparisons"]],
                         [("Resultat 2018", "previous", 2018, 62), ("Medel", "average", None, 58)])
        self.assertEqual([(p["where"], p["score"]) for p in first["published"]],
                         [("chapter", 70), ("summary", 70)])
        self.assertEqual([c["score"] for c in report["total"]["comparisons"]], [515, 455])

    def test_evaluators_own_municipality_is_a_trap(self):
        report = extract(ARJANG)
        self.assertEqual(report["municipality"]["name"], "Årjäng")
        self.assertEqual(report["evaluation"]["evaluators"][1],
                         {"name": "Per Holm", "role": "kvalitetschef",
                          "organisation": "Falu kommun"})

    def test_short_facts_behind_the_tables_are_no_rows(self):
        report = extract(ARJANG)
        self.assertEqual([len(a["questions"]) for a in report["areas"]], [2] * 8)

    def test_pdf_is_what_its_source_makes(self):
        made = subprocess.run(["/usr/bin/env", "python3", fixture("make_pdf.py"),
                               ARJANG.replace(".pdf", ".page"), "/dev/stdout"],
                              stdout=subprocess.PIPE, check=True).stdout
        with open(ARJANG, "rb") as file:
            self.assertEqual(made, file.read())


if __name__ == "__main__":
    unittest.main()
