#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""bench_growth.py [--build FOLDER] [--scale N] [CURVE …]: how the cost grows with what a document or
an archive has more of.

Of each curve three sizes, each twice the one before, in millions of instructions as callgrind
counts them, so that they are the same on a busy machine; and the exponent of the growth: 1 where
twice as much costs twice as much. What does not depend on the size falls out of it:

    pages       of running text in a report        the chain in one process, and of that our own
    items       of one list                        stages, whose exponent counts: poppler's is
    rows        of one table, from 100 on            poppler's
    columns     of one table, 32 at most: shown, and not judged
    hyphens     at the ends of lines
    glyphs      on one page
    validate, status, reconcile, json, csv         a command over the reports of an archive

Of fewer than some hundred rows the text is shared in all ways, in a bounded number of steps.
--scale multiplies all sizes. Fails where an exponent is above 1.1: the aim is 1.05, and 0.05 are
for what grows by steps, as tables of hashes do."""
import argparse
import itertools
import math
import os
import sys
import tempfile

import bench_export
import bench_instructions
import make_reports

ROOT = bench_instructions.ROOT
MOST_EXPONENT = 1.1
NOISE = 0.002  # of a count: what a step must exceed
WORDS = ("kommunen arbetar med dialogen och budgeten enligt planen för hela organisationen under året "
         "tillsammans med nämnderna").split()


class Grown(make_reports.Report):
    """A report with @n more of one thing."""

    def __init__(self, what, n):
        super().__init__(7, 1, make_reports.read_register())
        self.what, self.n = what, n
        grow = getattr(self, f"grow_{what}", None)
        if grow is not None:
            grow(self.areas[3], n)

    def texts(self, n):
        words = itertools.cycle(WORDS)
        return [f"Område {i} {' '.join(itertools.islice(words, 7 + i % 3))}" for i in range(n)]

    def grow_items(self, area, n):
        area["strengths"] = self.texts(n)

    def grow_rows(self, area, n):
        area["questions"] = [{"code": f"4.{i + 1}", "text": text, "max": 20, "achieved": i % 21,
                              "percent": 5 * (i % 21)} for i, text in enumerate(self.texts(n))]

    def set(self):
        pages = super().set()
        font = make_reports.font(self.family[0])

        def put(page, x, y, text, size):
            codes = bytes(font.codes[c] for c in text).hex()
            page.append(f"BT\n/F1 {size:g} Tf 1 0 0 1 {x:g} {y:g} Tm <{codes}> Tj\nET\n")

        def fill(page, rows, text, size, leading):
            for row in range(rows):
                put(page, 72, 760 - row * leading, text(row), size)

        words = " ".join(WORDS[:9])
        texts = self.texts(40 * self.n) if self.what == "pages" else []
        if self.what == "pages":
            for i in range(self.n):
                pages.insert(-3, [])
                fill(pages[-4], 40, lambda row: texts[40 * i + row], 10, 14)
        elif self.what == "hyphens":
            for i in range(self.n // 40):
                pages.insert(3 + i, [])
                fill(pages[3 + i], 40, lambda row: f"ningen {words} kommu-", 10, 14)
        elif self.what == "glyphs":
            pages.insert(3, [])
            fill(pages[3], self.n, lambda row: words, 640 / self.n * 0.8, 640 / self.n)
        elif self.what == "columns":
            pages.insert(-3, [])
            for row in range(20):
                put(pages[-4], 20, 740 - 20 * row, f"{row + 1}. Fråga", 6)
                for column in range(self.n):
                    put(pages[-4], 80 + 480 / self.n * column, 740 - 20 * row,
                        f"{(7 * row + column) % 90 + 10}", 5)
        return pages


DOCUMENTS = {"pages": 20, "items": 100, "rows": 100, "columns": 6, "hyphens": 400, "glyphs": 40}
COMMANDS = {
    "validate": ["validate"],
    "status": ["status"],
    "reconcile": ["reconcile", *bench_instructions.NO_LIMITS, "--claims",
                  os.path.join(ROOT, "fixtures", "claims", "huddinge-2017.txt")],
    "json": ["export", "--to", "json", "--out", "{folder}/json", "--force"],
    "csv": ["export", "--to", "csv", "--out", "{folder}/csv", "--force"],
}
LEAST_REPORTS = 100


def of_document(build, what, n, folder):
    path = os.path.join(folder, f"{what}-{n}.pdf")
    with open(path, "wb") as file:
        file.write(Grown(what, n).pdf())
    return bench_instructions.count_in_process(build, "in_process", [path])


def of_command(build, what, n, folder):
    """A command has no stages: all is its own."""
    program, archive = os.path.join(build, "kompass"), os.path.join(folder, f"{n}.sqlite")
    if not os.path.exists(archive):
        bench_export.fill(program, archive, n)
    command = [word.format(folder=folder) for word in COMMANDS[what]]
    counted = bench_instructions.count([program, *command, "--archive", archive], statuses=(0, 1))
    if counted is None:
        sys.exit(f"{' '.join(command)}: failed")
    return counted[0], counted[0]


def exponent(costs):
    """Of three sizes, each twice the one before: a + b * n ** exponent; 0: it does not grow."""
    one, two, four = costs
    return math.log2((four - two) / (two - one)) if four > two > one * (1 + NOISE) else 0


def draw(build, what, scale, folder):
    """The exponent that counts."""
    count, least = (of_document, DOCUMENTS[what]) if what in DOCUMENTS \
        else (of_command, LEAST_REPORTS)
    sizes = [int(least * scale * factor) for factor in (1, 2, 4)]
    costs = [count(build, what, n, folder) for n in sizes]
    totals, own = zip(*costs)
    print(f"{what:<10}" + "".join(f"{n:6} {total / 1e6:9.1f} {mine / 1e6:9.1f}"
                                  for n, (total, mine) in zip(sizes, costs))
          + f" {exponent(totals):8.2f} {exponent(own):6.2f}", flush=True)
    return exponent(own) if what != "columns" else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=os.path.join(ROOT, ".build", "release"))
    parser.add_argument("--scale", type=float, default=1, help="of all sizes (default: 1)")
    parser.add_argument("curves", nargs="*", default=[*DOCUMENTS, *COMMANDS])
    options = parser.parse_args()
    print(f"{'':<10}" + f"{'size':>6} {'all':>9} {'own':>9}" * 3 + f" {'exponent':>8} {'own':>6}")
    with tempfile.TemporaryDirectory(prefix="kk-bench-") as folder:
        steep = [what for what in options.curves
                 if draw(options.build, what, options.scale, folder) > MOST_EXPONENT]
    return f"too steep: {', '.join(steep)}" if steep else 0


if __name__ == "__main__":
    sys.exit(main())
