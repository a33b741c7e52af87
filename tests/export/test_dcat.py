#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""kompass export --to dcat, and beside csv: the catalogue read by rdflib and held against the rules
of DCAT-AP-SE 3.0.1, which dcat-ap-se.ttl writes down as SHACL shapes."""
import json
import os
import shutil
import subprocess
import tempfile
import unittest

import rdflib
import rdflib.compare
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SH

from kompass import NODE_MODULES, reports, run

HERE = os.path.dirname(os.path.abspath(__file__))
SHAPES = os.path.join(HERE, "dcat-ap-se.ttl")
VCARD = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")


def breaches(*graphs):
    """Of each graph, what in it breaks a rule, a line each."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, f"{number}.nt") for number in range(len(graphs))]
        for path, graph in zip(paths, graphs):
            graph.serialize(path, format="nt", encoding="utf-8")
        done = subprocess.run(["node", os.path.join(HERE, "shapes.js"), SHAPES, *paths],
                              stdout=subprocess.PIPE, check=True, encoding="utf8",
                              env={**os.environ, "NODE_PATH": NODE_MODULES})
        told = json.loads(done.stdout)
    found = [told[path] for path in paths]
    for graph, lines in zip(graphs, found):
        if len(list(graph.subjects(RDF.type, DCAT.Catalog))) != 1:
            lines.append("it is not one catalogue")
    return found


def mandatory():
    """{(class, property)} that the shapes demand."""
    shapes = rdflib.Graph().parse(SHAPES, format="turtle")
    return {(kind, shapes.value(rule, SH.path)) for shape, kind in shapes.subject_objects(SH.targetClass)
            for rule in shapes.objects(shape, SH.property) if (rule, SH.minCount, None) in shapes}


def without(graph, node, name):
    poorer = rdflib.Graph()
    for triple in graph:
        if triple[:2] != (node, name):
            poorer.add(triple)
    return poorer


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
        self.assertEqual(breaches(graph, other), [[], []])
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

    def test_shapes_find_what_is_missing(self):
        """Of the checks above: they are no use if they take everything."""
        graph, _, _ = self.export("dcat")
        demanded = mandatory()
        self.assertEqual(len(demanded), 12)
        missing = sorted({(node, name) for node, name, _ in graph
                          if name == RDF.type or (graph.value(node, RDF.type), name) in demanded})
        told = {}
        for (node, name), lines in zip(missing, breaches(*(without(graph, *one) for one in missing))):
            self.assertNotEqual(lines, [], (node, name))
            told[graph.value(node, RDF.type), name] = lines
        for name in DCTERMS.title, DCTERMS.publisher:
            self.assertIn(f"{name} MinCountConstraintComponent", " ".join(told[DCAT.Catalog, name]))

    def test_shapes_find_what_is_wrong(self):
        graph, _, _ = self.export("dcat")
        catalog, dataset = (graph.value(None, RDF.type, kind) for kind in (DCAT.Catalog, DCAT.Dataset))
        distribution = graph.value(dataset, DCAT.distribution)
        wrong = []
        for node, name, value in (
                (catalog, DCTERMS.title, rdflib.Literal("utan språk")),
                (catalog, DCTERMS.license, rdflib.URIRef("http://creativecommons.org/licenses/by/4.0/")),
                (dataset, DCTERMS.publisher, rdflib.Literal("Region Skåne")),
                (dataset, DCTERMS.modified, rdflib.Literal("i går")),
                (dataset, DCTERMS.description, rdflib.Literal(" ", lang="sv")),
                (dataset, DCTERMS.abstract, rdflib.Literal("kort", lang="sv")),
                (distribution, DCAT.accessURL, rdflib.Literal("https://example.se/")),
                (distribution, RDF.type, FOAF.Document)):
            wrong.append(rdflib.Graph() + graph)
            wrong[-1].add((node, name, value))
        for number, lines in enumerate(breaches(*wrong)):
            self.assertNotEqual(lines, [], number)


if __name__ == "__main__":
    unittest.main()
