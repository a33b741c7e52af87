#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""kompass export --to dcat, and beside csv: the catalogue read by rdflib and held against the rules
of DCAT-AP-SE 3.0.1 (https://docs.dataportal.se/dcat/): for each class the properties it demands, how
often each may stand there, and of what kind the values are."""
import os
import shutil
import tempfile
import unittest

import rdflib
import rdflib.compare
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, XSD

from kompass import reports, run

VCARD = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")
CC0 = rdflib.URIRef("http://creativecommons.org/publicdomain/zero/1.0/")
EU = "http://publications.europa.eu/resource/authority/"
MANY = float("inf")


def is_text(value):
    return isinstance(value, rdflib.Literal) and bool(value.strip())


def is_told(value):
    return is_text(value) and value.language in ("sv", "en")


def is_address(value):
    return isinstance(value, rdflib.URIRef) and str(value).startswith(("http://", "https://"))


def is_of(listed):
    return lambda value: isinstance(value, rdflib.URIRef) and value.startswith(listed)


def is_time(value):
    return isinstance(value, rdflib.Literal) and value.value is not None and value.datatype in (
        XSD.date, XSD.dateTime, XSD.gYear, XSD.gYearMonth)


# {class: {property: (at least, at most, what a value is: a class or a test)}}
RULES = {
    DCAT.Catalog: {DCTERMS.title: (1, MANY, is_told), DCTERMS.description: (1, MANY, is_told),
                   DCTERMS.publisher: (1, 1, FOAF.Agent), DCTERMS.license: (1, 1, lambda v: v == CC0),
                   DCAT.dataset: (1, MANY, DCAT.Dataset), DCTERMS.modified: (0, 1, is_time),
                   DCTERMS.language: (0, MANY, is_of(EU + "language/")), FOAF.homepage: (0, 1, is_address),
                   DCAT.themeTaxonomy: (0, MANY, is_address)},
    DCAT.Dataset: {DCTERMS.title: (1, MANY, is_told), DCTERMS.description: (1, MANY, is_told),
                   DCTERMS.publisher: (1, 1, FOAF.Agent), DCAT.contactPoint: (0, MANY, VCARD.Organization),
                   DCAT.distribution: (0, MANY, DCAT.Distribution), DCAT.keyword: (0, MANY, is_told),
                   DCAT.theme: (0, MANY, is_of(EU + "data-theme/")), DCAT.landingPage: (0, MANY, is_address),
                   DCTERMS.accessRights: (0, 1, is_of(EU + "access-right/")),
                   DCTERMS.spatial: (0, MANY, is_address), DCTERMS.modified: (0, 1, is_time),
                   DCTERMS.temporal: (0, MANY, DCTERMS.PeriodOfTime),
                   DCTERMS.language: (0, MANY, is_of(EU + "language/"))},
    DCAT.Distribution: {DCAT.accessURL: (1, 1, is_address), DCAT.downloadURL: (0, MANY, is_address),
                        DCTERMS.license: (0, 1, is_address), DCTERMS["format"]: (0, 1, is_text)},
    FOAF.Agent: {FOAF.name: (1, MANY, is_text)},
    VCARD.Organization: {VCARD.fn: (1, MANY, is_text), VCARD.hasEmail: (1, MANY, is_of("mailto:"))},
    DCTERMS.PeriodOfTime: {DCAT.startDate: (0, 1, is_time), DCAT.endDate: (0, 1, is_time)},
}


def breaches(graph):
    """What in the catalogue breaks a rule, a line each."""
    found = []
    for node in set(graph.subjects()):
        kinds = [kind for kind in graph.objects(node, RDF.type) if kind in RULES]
        if len(kinds) != 1:
            found.append(f"{node} is of {len(kinds)} known classes")
            continue
        rules = RULES[kinds[0]]
        for name in set(graph.predicates(node)) - {RDF.type} - set(rules):
            found.append(f"{node} has {name}")
        for name, (least, most, kind) in rules.items():
            values = list(graph.objects(node, name))
            if not least <= len(values) <= most:
                found.append(f"{node} has {name} {len(values)} times")
            for value in values:
                if not (kind(value) if callable(kind)
                        else (value, RDF.type, kind) in graph):
                    found.append(f"{node} has as {name} {value}")
    if len(list(graph.subjects(RDF.type, DCAT.Catalog))) != 1:
        found.append("it is not one catalogue")
    return found


class Dcat(unittest.TestCase):
    OPTIONS = {"--publisher": 'Region "Å" \\ <län>\n', "--homepage": "https://example.se/kompass/",
               "--licence": "CC-BY-4.0", "--contact": "data@example.se", "--title": "Våra kompasser"}

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.archive = os.path.join(cls.folder, "kk.sqlite")
        done = run("import", *reports(), "--archive", cls.archive)
        assert done.returncode in (0, 3), done.stderr

    def export(self, name, *filters, **options):
        """(the catalogue, the folder, standard error)"""
        folder = tempfile.mkdtemp(dir=self.folder)
        options = {**self.OPTIONS, **{"--" + key: value for key, value in options.items()}}
        told = [word for pair in options.items() if pair[1] is not None for word in pair]
        done = run("export", "--archive", self.archive, "--to", name, "--out", folder, *told, *filters)
        self.assertEqual(done.returncode, 0, done.stderr)
        graph = rdflib.Graph().parse(os.path.join(folder, "catalog.ttl"), format="turtle")
        other = rdflib.Graph().parse(os.path.join(folder, "catalog.jsonld"), format="json-ld")
        self.assertTrue(rdflib.compare.isomorphic(graph, other))
        self.assertEqual(breaches(graph), [])
        return graph, folder, done.stderr

    def test_it_tells_who_publishes_what_under_which_licence(self):
        graph, _, said = self.export("dcat")
        self.assertEqual(said, "")
        dataset = graph.value(None, RDF.type, DCAT.Dataset)
        publisher = graph.value(dataset, DCTERMS.publisher)
        self.assertEqual(str(graph.value(publisher, FOAF.name)), self.OPTIONS["--publisher"])
        self.assertEqual(str(graph.value(dataset, DCTERMS.title)), "Våra kompasser")
        distribution = graph.value(dataset, DCAT.distribution)
        self.assertEqual(str(graph.value(distribution, DCTERMS.license)),
                         "http://creativecommons.org/licenses/by/4.0/")
        self.assertEqual(str(graph.value(distribution, DCAT.accessURL)), self.OPTIONS["--homepage"])
        contact = graph.value(dataset, DCAT.contactPoint)
        self.assertEqual(str(graph.value(contact, VCARD.hasEmail)), "mailto:data@example.se")

    def test_its_period_is_the_reports(self):
        for filters, years in ((("--year", "2017"), {"2017"}), (("--year", "1990"), set())):
            graph, _, _ = self.export("dcat", *filters)
            told = {str(value) for name in (DCAT.startDate, DCAT.endDate)
                    for value in graph.objects(None, name)}
            self.assertEqual(told, years)

    def test_beside_csv_it_tells_where_each_table_is(self):
        graph, folder, _ = self.export("csv")
        told = {str(address) for address in graph.objects(None, DCAT.downloadURL)}
        self.assertEqual(told, {self.OPTIONS["--homepage"] + name for name in os.listdir(folder)
                                if name.endswith(".csv")})

    def test_a_homepage_that_is_no_folder_has_no_tables_beside_it(self):
        graph, _, _ = self.export("csv", homepage="https://example.se/{om}|#data")
        self.assertEqual(list(graph.objects(None, DCAT.downloadURL)), [])
        self.assertEqual([str(address) for address in graph.objects(None, DCAT.accessURL)],
                         ["https://example.se/%7Bom%7D%7C"])

    def test_what_has_no_place_in_it_is_said(self):
        graph, _, said = self.export("dcat", contact="Anna Ek", licence="fri")
        self.assertEqual(list(graph.objects(None, DCAT.contactPoint)), [])
        self.assertEqual(len(list(graph.objects(None, DCTERMS.license))), 1)  # the catalogue's
        self.assertEqual(said.count("left out"), 2)
        graph, _, said = self.export("dcat", contact=None, licence="https://example.se/villkor")
        self.assertIn(rdflib.URIRef("https://example.se/villkor"), graph.objects(None, DCTERMS.license))
        self.assertEqual(said, "")

    def test_without_a_publisher_there_is_none(self):
        for missing in "--publisher", "--homepage":
            told = [word for pair in self.OPTIONS.items() if pair[0] != missing for word in pair]
            for name, status in (("dcat", 2), ("csv", 0)):
                folder = tempfile.mkdtemp(dir=self.folder)
                done = run("export", "--archive", self.archive, "--to", name, "--out", folder, *told)
                self.assertEqual(done.returncode, status, done.stderr)
                self.assertNotIn("catalog.ttl", os.listdir(folder))

    def test_data_of_a_site_has_none(self):
        """It lies below the homepage, not at it."""
        folder = tempfile.mkdtemp(dir=self.folder)
        told = [word for pair in self.OPTIONS.items() for word in pair]
        done = run("export", "--archive", self.archive, "--to", "html", "--out", folder, *told)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("scores.csv", os.listdir(os.path.join(folder, "data")))
        self.assertNotIn("catalog.ttl", os.listdir(os.path.join(folder, "data")))

    def test_rules_find_what_is_missing(self):
        """Of the checks above: they are no use if they take everything."""
        graph, _, _ = self.export("dcat")
        for node, name in {(node, name) for node, name, _ in graph}:
            kind = graph.value(node, RDF.type)
            if name == RDF.type or RULES[kind][name][0] > 0:
                poorer = rdflib.Graph()
                for triple in graph:
                    if triple[:2] != (node, name):
                        poorer.add(triple)
                self.assertNotEqual(breaches(poorer), [], (node, name))


if __name__ == "__main__":
    unittest.main()
