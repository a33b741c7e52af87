# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tests of bulk import share: runs whose processes can be found, archives compared."""
import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unicodedata
import uuid

from kompass import PATIENCE, PROGRAM, ROOT

sys.path[:0] = [os.path.join(ROOT, "tests", "bench"), os.path.join(ROOT, "tests", "torture")]

# What differs between two runs that did the same.
VOLATILE = {"document": ("finished", "cpu_seconds", "wall_seconds", "peak_kib", "complaints", "run")}
REPORTED = ("ok", "partial", "regex_limit")


class Scratch:
    """A folder of its own, with a folder for temporary files in it, and a mark on its processes."""

    def __init__(self):
        self.path = tempfile.mkdtemp(prefix="kk-test-")
        self.tmp = self.join("tmp")
        os.mkdir(self.tmp)
        self.mark = str(uuid.uuid4())
        self.environment = {**os.environ, "KK_TEST_MARK": self.mark, "TMPDIR": self.tmp}

    def join(self, *names):
        return os.path.join(self.path, *names)

    def start(self, *arguments, environment=None, program=PROGRAM, **options):
        options.setdefault("stdin", subprocess.DEVNULL)
        options.setdefault("stdout", subprocess.PIPE)
        options.setdefault("stderr", subprocess.PIPE)
        return subprocess.Popen([program, *arguments], **options,
                                env={**self.environment, **(environment or {})})

    def run(self, *arguments, **options):
        """The finished process, its output as bytes."""
        child = self.start(*arguments, **options)
        out, err = child.communicate()
        return subprocess.CompletedProcess(child.args, child.returncode, out, err)

    def processes(self):
        """The processes that come of this scratch's runs."""
        mark, found = f"KK_TEST_MARK={self.mark}".encode(), []
        for name in os.listdir("/proc"):
            if name.isdigit():
                with contextlib.suppress(OSError), open(f"/proc/{name}/environ", "rb") as file:
                    if mark in file.read():
                        found.append(int(name))
        return found

    def wait_for_none(self):
        """Whether all of its processes come to an end."""
        until = time.monotonic() + PATIENCE
        while self.processes():
            if time.monotonic() > until:
                return False
            time.sleep(0.01)
        return True

    def kill_all(self):
        for pid in self.processes():
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)

    def remove(self):
        self.kill_all()
        shutil.rmtree(self.path)


def open_archive(path):
    """Read-only. A log that a killed run left is read with it."""
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def tables_of(archive):
    return [name for (name,) in archive.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name <> 'run' ORDER BY name")]


def rows_of(path, leave_out=()):
    """{table: sorted rows} of an archive, without what differs between runs."""
    rows = {}
    with contextlib.closing(open_archive(path)) as archive:
        for table in tables_of(archive):
            columns = [column for _, column, *_ in archive.execute(f"PRAGMA table_info({table})")
                       if column not in VOLATILE.get(table, ())
                       and f"{table}.{column}" not in leave_out]
            rows[table] = sorted(archive.execute(f"SELECT {', '.join(columns)} FROM {table}"),
                                 key=repr)
    return rows


def documents_of(path):
    """{path as bytes: its row} of an archive; more than one row of a path is a list."""
    documents = {}
    with contextlib.closing(open_archive(path)) as archive:
        archive.row_factory = sqlite3.Row
        for row in archive.execute("SELECT d.*, r.json FROM document AS d "
                                   "LEFT JOIN report AS r ON r.id = d.report"):
            name = os.fsencode(row["path"]) if isinstance(row["path"], str) else row["path"]
            documents.setdefault(name, []).append(row)
    return documents


def faults_of(path):
    """What is wrong with an archive as such: a list of sentences, empty if nothing."""
    with contextlib.closing(sqlite3.connect(path)) as archive:
        faults = [row[0] for row in archive.execute("PRAGMA integrity_check") if row[0] != "ok"]
        faults += [f"foreign key: {row}" for row in archive.execute("PRAGMA foreign_key_check")]
        if "document" not in tables_of(archive):
            return faults
        faults += [f"not whole: {row}" for row in archive.execute(
            "SELECT path, status FROM document WHERE status IN ('ok', 'partial', 'regex_limit') "
            "AND report IS NULL")]
        faults += [f"report without a document: {row}" for row in archive.execute(
            "SELECT sha256, report_index FROM report WHERE sha256 NOT IN "
            "(SELECT sha256 FROM document WHERE report IS NOT NULL)")]
    return faults


def unsound_characters(output):
    """Those that must not reach a terminal: controls but line ends, directions; invalid bytes."""
    text = output.decode("utf8", "surrogateescape")
    return sorted({character for character in text if character not in "\n" and
                   unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co")})


def as_told(report):
    """A report's JSON, cut down to what make_reports.Report.expected() says."""
    if report is None:
        return None
    places = ("number", "name", "strengths", "improvements")
    return {"municipality": report["municipality"]["name"], "code": report["municipality"]["code"],
            "year": report["year"], "edition": report["edition"],
            "total": report["total"]["achieved"], "max": report["total"]["max"],
            "areas": [{**{place: texts_of(area[place]) for place in places},
                       **{m: (area["score"] or {}).get(m) for m in ("achieved", "max", "percent")},
                       "questions": [{m: question[m] for m in
                                      ("code", "text", "achieved", "max", "percent")}
                                     for question in area["questions"]]}
                      for area in report["areas"]]}


def texts_of(value):
    return [item["text"] for item in value] if isinstance(value, list) else value


def expected(report):
    """What make_reports says, without the file's name."""
    return {member: value for member, value in report.items() if member != "file"}
