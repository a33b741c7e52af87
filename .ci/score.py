#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""score.py PROGRAM: the corpus beside the project, scored: every row complete, no complaint."""
import json
import os
import subprocess
import sys
import tempfile

SHARED = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))),
                      "shared")

# The scorer asks for most of an item's words in each of its boxes; of this report's items, one
# has a single word on its second page.
ARTEFACT = ("huddinge-2017", "boxes hold their text")
ARTEFACT_PROBLEM = "does not hold its text ('Tydligare kriterium kring tillgänglighet')"


def is_artefact(document, row, got, of):
    return (document, row) == ARTEFACT and of - got == 1


def short_rows(documents):
    """(document, row, got, of) of every row that falls short."""
    return [(document["name"], row, got, of) for document in documents
            for row, (got, of) in document["m"].items() if got < of]


def problems(documents):
    """What the scorer complains of beside its rows: too many areas, scores or people."""
    for document in documents:
        others = document["problems"]
        if document["name"] == ARTEFACT[0]:
            boxes = [p for p in others if p.endswith(ARTEFACT_PROBLEM)]
            others = [p for p in others if p not in boxes[:1]]
        for problem in others:
            yield f"{document['name']}: {problem}"


def judge(score):
    """What is wrong, a line each."""
    short = short_rows(score["documents"])
    wrong = [f"{name}: {row}: {got} of {of}" for name, row, got, of in short
             if not is_artefact(name, row, got, of)]
    wrong += problems(score["documents"])
    if not score["documents"]:
        wrong.append("no documents were scored")
    if not any(is_artefact(*row) for row in short):
        wrong.append(f"{ARTEFACT}: the known artefact is gone: take it out of score.py")
    n_short = len([s for s in short if s[1] == ARTEFACT[1]])
    for row, (got, of) in score["totals"]["all"].items():
        if of - got > (n_short if row == ARTEFACT[1] else 0):
            wrong.append(f"all: {row}: {got} of {of}")
    return wrong


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        rows = os.path.join(folder, "rows.json")
        done = subprocess.run(
            ["/usr/bin/python3", os.path.join(SHARED, "tools", "score_corpus.py"), "-v",
             "--program", f"{os.path.abspath(program)} extract {{}}",
             "--corpus", os.path.join(SHARED, "reports"), "--json", rows], check=False)
        with open(rows, encoding="utf8") as file:
            score = json.load(file)
    wrong = judge(score)
    if done.returncode != 0:
        wrong.append(f"score_corpus.py: status {done.returncode}")
    for line in wrong:
        print(f"score.py: {line}", file=sys.stderr)
    print(f"score.py: {len(score['documents'])} documents, {len(wrong)} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
