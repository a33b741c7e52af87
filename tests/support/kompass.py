# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tests from outside share: the program, the fixtures, how to run the one on the other."""
import glob
import json
import os
import re
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FIXTURES = os.path.join(ROOT, "fixtures")
NODE_MODULES = os.path.join(ROOT, ".build", "node", "node_modules")  # tests/setup puts them there
PROGRAM = os.environ["KK_PROGRAM"]
PATIENCE = 1200  # seconds until what does not come is a failure; no busy machine needs them

HUDDINGE = os.path.join(FIXTURES, "reports/2016/huddinge-2017/source.pdf")
HUDDINGE_TRANSCRIPT = os.path.join(FIXTURES, "reports/2016/huddinge-2017/source.txt")
ARJANG = os.path.join(FIXTURES, "reports/2020/arjang-2021/source.pdf")


# Of include/kk/process.h.
READER_LINE = re.compile(r"^#define KK_READER (\d+)$", re.MULTILINE)
with open(os.path.join(ROOT, "include/kk/process.h"), encoding="utf8") as header:
    READER = int(READER_LINE.search(header.read()).group(1))


def fixture(*path):
    return os.path.join(FIXTURES, *path)


def reports():
    """The PDFs that are read from outside: the fixtures', or those of the folder KK_REPORTS."""
    others = os.environ.get("KK_REPORTS")
    return sorted(glob.glob(os.path.join(others, "*.pdf") if others is not None
                            else fixture("reports/*/*/source.pdf")))


def more_reports():
    """The PDFs of the folder KK_REPORTS, or of the folders ../shared/reports*, where these are."""
    if "KK_REPORTS" in os.environ:
        return reports()
    return sorted(glob.glob(os.path.join(ROOT, "../shared/reports*/*.pdf")))


def read(*path):
    """The text of a file of the project."""
    with open(os.path.join(ROOT, *path), encoding="utf8") as file:
        return file.read()


def run(*arguments, **options):
    """The finished process, its output as text."""
    options.setdefault("stdin", subprocess.DEVNULL)
    options.setdefault("stdout", subprocess.PIPE)
    return subprocess.run([PROGRAM, *arguments], stderr=subprocess.PIPE,
                          encoding="utf8", **options)


def extract(path, *options):
    """A document's JSON; the program must be all well."""
    done = run("extract", *options, path)
    assert done.returncode == 0, f"{path}: status {done.returncode}: {done.stderr}"
    return json.loads(done.stdout)


def without(value, *members):
    """A copy of JSON without the members so called, at any depth."""
    if isinstance(value, dict):
        return {k: without(v, *members) for k, v in value.items() if k not in members}
    if isinstance(value, list):
        return [without(v, *members) for v in value]
    return value


def fixtures_of_claims():
    """(page, its truth) of every page in fixtures/claims."""
    folder = fixture("claims")
    pages = {os.path.splitext(name)[0]: name for name in sorted(os.listdir(folder))
             if name != "README.md" and not name.endswith(".json")}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".truth.json"):
            page = pages[name[:-len(".truth.json")]]
            yield os.path.join(folder, page), json.loads(read(folder, name))
