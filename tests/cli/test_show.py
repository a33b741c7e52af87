#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""kompass show: one report in a terminal, in a pipe, through a pager."""
import fcntl
import json
import os
import pty
import re
import shutil
import struct
import subprocess
import tempfile
import termios
import unicodedata
import unittest

from kompass import (ARJANG, HUDDINGE, HUDDINGE_TRANSCRIPT, PROGRAM, extract, fixture, run)

HOSTILE = "a\x1b[31m\x07\x9b2J\u202eb\u2066<script>\tslut"


def environment(**settings):
    """UTF-8, no colours told, no pager; what is None is unset."""
    env = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm"}
    for name in ("NO_COLOR", "COLUMNS", "PAGER", "LESS"):
        env.pop(name, None)
    env.update({k: v for k, v in settings.items() if v is not None})
    return env


def show(*arguments, **settings):
    return run("show", *arguments, env=environment(**settings))


def in_terminal(*arguments, columns=80, **settings):
    """(status, output) in a pseudo-terminal; line ends as the program wrote them."""
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        os.execve(PROGRAM, [PROGRAM, "show", *arguments], environment(**settings))
    out = b""
    while True:
        try:
            read = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            break
        if not read:
            break
        out += read
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), out.decode("utf8").replace("\r\n", "\n")


def columns_of(line):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in line)


def document(**changes):
    """The JSON of a report, with texts changed: written, and its path."""
    report = extract(ARJANG)
    for change in changes.values():
        change(report)
    file = tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf8")
    json.dump(report, file)
    file.flush()
    return file


class Report(unittest.TestCase):
    def test_the_report_is_there(self):
        done = show(ARJANG)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        for words in ("Årjäng 2021", "edition 2020", "Värmlands län (1765)", "våren 2021",
                      "Maria Lindqvist, utredare, SKR", "64.5 of 100", "81 of 100", "542.5 of 800",
                      "(computed)", "542.5 in the summary, page 2", "Resultat", "consistent"):
            self.assertIn(words, done.stdout)
        self.assertRegex(done.stdout, r"2  Samhällsutveckling +█+[▏▎▍▌▋▊▉]?·+ +64.5 of 100")

    def test_items_and_questions_come_on_request(self):
        item, question = "Kommunen har en antagen plan", "Följs arbetet upp"
        self.assertNotIn(item, show(ARJANG).stdout)
        self.assertNotIn(question, show(ARJANG).stdout)
        self.assertIn(item, show("--items", ARJANG).stdout)
        self.assertIn(question, show("--questions", ARJANG).stdout)
        both = show("--all", ARJANG).stdout
        self.assertIn(item, both)
        self.assertIn(question, both)

    def test_every_item_and_question_is_shown_whole(self):
        words = " ".join(re.sub(r"[·█▏▎▍▌▋▊▉]", "", show("--all", HUDDINGE, COLUMNS="60").stdout).split())
        for area in extract(HUDDINGE)["areas"]:
            for item in area["strengths"] + area["improvements"]:
                self.assertIn(item["text"], words)
            for question in area["questions"]:
                self.assertIn(f"{question['code']} {question['text']} {question['achieved']:g} of "
                              f"{question['max']:g} {question['percent']:g} % p. ", words)

    def test_findings_and_doubts_tell_their_page(self):
        def misprint(report):
            report["areas"][2]["questions"][0]["achieved"] = 1
            report["diagnostics"] = [{"severity": "warning", "code": "page-incomplete",
                                      "message": "Page 4 came incomplete.",
                                      "at": [{"page": 4, "bbox": [1, 1, 2, 2]}]}]
        with document(a=misprint) as file:
            done = show(file.name)
        self.assertEqual(done.returncode, 0)
        self.assertRegex(done.stdout, r"inconsistent: \d+ checks passed")
        self.assertRegex(done.stdout, r"✗ 3\.1: .*\n?.*\[row-percent, page\s+\d+\]")
        self.assertIn("! Page 4 came incomplete. [page-incomplete, page 4]", done.stdout)

    def test_transcript_and_json_are_shown_too(self):
        self.assertIn("Huddinge 2017", show(HUDDINGE_TRANSCRIPT).stdout)
        with document() as file:
            same = show("--all", file.name).stdout
        self.assertEqual(same, show("--all", ARJANG).stdout)

    def test_several_documents_of_a_file_are_shown_in_turn(self):
        with tempfile.NamedTemporaryFile("w", suffix=".ndjson") as file:
            file.write(run("extract", ARJANG, HUDDINGE).stdout)
            file.flush()
            out = show(file.name).stdout
        self.assertLess(out.index("Årjäng 2021"), out.index("Huddinge 2017"))

    def test_what_is_no_report_is_refused(self):
        done = show(fixture("broken", "scan.pdf"))
        self.assertEqual((done.returncode, done.stdout), (3, ""))
        self.assertEqual(show().returncode, 2)
        self.assertEqual(show(ARJANG, HUDDINGE).returncode, 2)
        with open("/dev/full", "w", encoding="utf8") as full:
            self.assertEqual(run("show", ARJANG, stdout=full).returncode, 4)


class Width(unittest.TestCase):
    def assert_fits(self, text, width):
        for line in text.splitlines():
            self.assertLessEqual(columns_of(line), width, line)
            self.assertEqual(line, line.rstrip())

    def test_every_line_fits(self):
        for width in (40, 60, 80, 110):
            for path in (ARJANG, HUDDINGE):
                with self.subTest(width=width, path=path):
                    self.assert_fits(show("--all", path, COLUMNS=str(width)).stdout, width)

    def test_wide_and_combining_letters_are_counted_as_seen(self):
        def foreign(report):
            report["areas"][0]["name"] = "地方自治体の指針 " * 6
            report["areas"][1]["name"] = "e\u0301" * 70
        with document(a=foreign) as file:
            for width in (40, 80):
                self.assert_fits(show("--all", file.name, COLUMNS=str(width)).stdout, width)

    def test_a_terminal_tells_its_width(self):
        for columns in (60, 100):
            with self.subTest(columns):
                status, out = in_terminal(ARJANG, columns=columns, PAGER="", NO_COLOR="1")
                self.assertEqual(status, 0)
                self.assertEqual(out, show(ARJANG, COLUMNS=str(columns)).stdout)

    def test_bars_are_ascii_where_the_locale_is(self):
        out = show(ARJANG, LC_ALL="C").stdout
        self.assertRegex(out, r"#{8,}\.+ +64\.5 of 100")
        self.assertFalse(set("█▌·✗→") & set(show("--all", ARJANG, LC_ALL="C").stdout))


class Terminal(unittest.TestCase):
    def test_colours_are_for_terminals(self):
        self.assertNotIn("\x1b", show(ARJANG).stdout)
        self.assertIn("\x1b[1m", in_terminal(ARJANG, PAGER="")[1])
        self.assertNotIn("\x1b", in_terminal(ARJANG, PAGER="", NO_COLOR="1")[1])
        self.assertNotIn("\x1b", in_terminal(ARJANG, PAGER="", TERM="dumb")[1])

    def test_colours_change_no_text(self):
        coloured = in_terminal("--all", ARJANG, PAGER="")[1]
        self.assertEqual(re.sub(r"\x1b\[[0-9;]*m", "", coloured), show("--all", ARJANG).stdout)

    def test_a_pager_gets_all_of_it(self):
        with tempfile.TemporaryDirectory() as folder:
            taken = os.path.join(folder, "taken")
            status, out = in_terminal(ARJANG, PAGER=f"cat > {taken}", NO_COLOR="1")
            self.assertEqual((status, out), (0, ""))
            with open(taken, encoding="utf8") as file:
                self.assertEqual(file.read(), show(ARJANG).stdout)

    def test_a_pager_that_is_left_or_killed_is_no_error(self):
        for pager in ("head -n 1", "true", "false", "kill -9 $$", "kill -INT $$"):
            with self.subTest(pager):
                self.assertEqual(in_terminal("--all", HUDDINGE, PAGER=pager)[0], 0)

    def test_where_the_pager_is_missing_it_is_printed(self):
        status, out = in_terminal(ARJANG, PAGER="/no/such/pager", NO_COLOR="1")
        self.assertEqual(status, 0)
        self.assertTrue(out.endswith(show(ARJANG).stdout))

    def test_a_pipe_has_no_pager(self):
        self.assertIn("Årjäng 2021", show(ARJANG, PAGER="false").stdout)


class Archive(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, folder)
        cls.archive = os.path.join(folder, "kk.sqlite")
        done = run("import", "-q", HUDDINGE, ARJANG, "--archive", cls.archive)
        assert done.returncode == 0, done.stderr

    def shown(self, *options):
        done = show("--archive", self.archive, *options, COLUMNS="60")
        self.assertEqual(done.returncode, 0, done.stderr)
        for line in done.stdout.splitlines():
            self.assertLessEqual(columns_of(line), 60, line)
        return re.findall(r"(?m)^(?:Huddinge 2017|Årjäng 2021)$", done.stdout)

    def test_its_reports_follow_each_other(self):
        self.assertEqual(sorted(self.shown()), ["Huddinge 2017", "Årjäng 2021"])

    def test_reports_are_chosen_as_for_export(self):
        for options in (["--municipality", "arjang"], ["--municipality", "1765"], ["--county", "värmland"],
                        ["--year", "2021"], ["--edition", "2020"]):
            self.assertEqual(self.shown(*options), ["Årjäng 2021"], options)
        self.assertEqual(len(self.shown("--municipality", "1765", "--municipality", "huddinge")), 2)

    def test_one_is_shown_as_its_document_is(self):
        settings = {"COLUMNS": "60"}
        self.assertEqual(show("--archive", self.archive, "--year", "2021", **settings).stdout,
                         show(ARJANG, **settings).stdout)

    def test_near_misses_are_suggested(self):
        done = show("--archive", self.archive, "--municipality", "arjng")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertTrue(done.stderr.endswith("did you mean Årjäng?\n"), done.stderr)


class Hostile(unittest.TestCase):
    def test_no_control_character_reaches_the_terminal(self):
        def poison(report):
            area = report["areas"][0]
            report["municipality"]["name"] = report["publisher"] = HOSTILE
            report["evaluation"]["period"] = report["source"]["name"] = HOSTILE
            report["evaluation"]["evaluators"] = [{"name": HOSTILE, "role": HOSTILE,
                                                   "organisation": HOSTILE}]
            area["name"], area["overview"], area["topics"] = HOSTILE, HOSTILE, [HOSTILE]
            area["strengths"][0]["text"] = area["improvements"][0]["text"] = HOSTILE
            area["questions"][0]["text"] = area["comparisons"][0]["label"] = HOSTILE
            report["diagnostics"] = [{"severity": "warning", "code": "page-missing",
                                      "message": HOSTILE, "at": []}]
        with document(a=poison) as file:
            piped = show("--all", file.name).stdout
            status, terminal = in_terminal("--all", file.name, PAGER="")
        self.assertEqual(status, 0)
        self.assertGreater(piped.count("\\u001b"), 10)
        for text in (piped, re.sub(r"\x1b\[[0-9;]*m", "", terminal)):
            for c in text:
                self.assertFalse(c != "\n" and unicodedata.category(c) in ("Cc", "Cf"), repr(c))


if __name__ == "__main__":
    unittest.main()
