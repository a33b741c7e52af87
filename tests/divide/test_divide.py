#!/usr/bin/python3
"""Reports bound in other papers, and several in one file: each is as if it were read by itself."""
import json
import os
import tempfile
import unittest

from bundles import agenda, annual_report, bind, kkik, letter
from kompass import ARJANG, HUDDINGE, HUDDINGE_TRANSCRIPT, extract, run, without

ALONE = {path: extract(path) for path in (ARJANG, HUDDINGE)}


def moved(value, pages):
    """A copy in which all that has a place stands so many pages further on."""
    if isinstance(value, dict):
        return {k: v + pages if k == "page" else moved(v, pages) for k, v in value.items()}
    if isinstance(value, list):
        return [moved(v, pages) for v in value]
    return value


def lines(path):
    """What extract prints of a file: a document, or a line for each."""
    done = run("extract", path)
    assert done.returncode == 0, done.stderr
    return [json.loads(done.stdout)] if done.stdout.startswith("{\n") else \
        [json.loads(line) for line in done.stdout.splitlines()]


class Bundles(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "bundle.pdf")

    def check(self, *parts):
        """Each report, given by its path, is found, with nothing of its neighbours."""
        self.maxDiff = 4000
        places = bind(parts, self.path)
        found = lines(self.path)
        self.assertEqual([one["source"]["report"] for one in found],
                         [{"index": i, "of": len(places), "first_page": first, "last_page": last}
                          for i, (_, first, last) in enumerate(places, 1)])
        for one, (path, first, _) in zip(found, places):
            self.assertEqual(without(one, "source", "message"),
                             moved(without(ALONE[path], "source", "message"), first - 1))

    def test_first_in_the_middle_and_last(self):
        for path in ALONE:
            for others in ([path, annual_report(), kkik()], [kkik(), path, annual_report()],
                           [annual_report(), kkik(), path], [letter(), path]):
                with self.subTest(path=path):
                    self.check(*others)

    def test_several(self):
        self.check(ARJANG, HUDDINGE)
        self.check(HUDDINGE, ARJANG)
        self.check(ARJANG, HUDDINGE, ARJANG, ARJANG, HUDDINGE)

    def test_of_one_municipality(self):
        self.check(HUDDINGE, HUDDINGE)

    def test_other_papers_between(self):
        self.check(HUDDINGE, kkik(), ARJANG)
        self.check(annual_report(), ARJANG, annual_report(), HUDDINGE, annual_report())

    def test_appendix_of_an_agenda(self):
        self.check(agenda(40), HUDDINGE, agenda(20))

    def test_whole_file(self):
        for one in ALONE.values():
            self.assertEqual(one["source"]["report"], {"index": 1, "of": 1, "first_page": 1,
                                                       "last_page": one["source"]["pages"]})

    def test_transcript(self):
        with open(HUDDINGE_TRANSCRIPT, encoding="utf8") as file:
            text = file.read()
        path = self.path.replace(".pdf", ".txt")
        with open(path, "w", encoding="utf8") as file:
            file.write(text + "\n\f" + text)
        alone = extract(HUDDINGE_TRANSCRIPT)
        pages = 1 + text.count("\f")
        found = lines(path)
        self.assertEqual(len(found), 2)
        for i, one in enumerate(found):
            self.assertEqual(without(one, "source", "message"),
                             moved(without(alone, "source", "message"), i * pages))

    def test_no_report_among_papers(self):
        bind([annual_report(), kkik()], self.path)
        done = run("extract", self.path)
        self.assertEqual((done.returncode, done.stdout), (3, ""))
        self.assertIn("an annual report", done.stderr)


if __name__ == "__main__":
    unittest.main()
