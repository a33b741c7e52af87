#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The program from outside: exit statuses, what goes where, what is refused and how."""
import glob
import json
import os
import re
import shlex
import shutil
import subprocess
import tempfile
import unittest

from kompass import ARJANG, FIXTURES, HUDDINGE, HUDDINGE_TRANSCRIPT, PROGRAM, ROOT, fixture, read, run

COMMANDS = ("extract", "import", "status", "export", "validate", "show", "audit", "claims", "reconcile",
            "schema", "doctor", "dump")


def table_of_broken():
    """The rows of broken/README.md: (file, status, words of the message)."""
    rows = []
    for line in read(fixture("broken", "README.md")).splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 4 and cells[2].isdigit():
            rows.append((cells[0], int(cells[2]), cells[3]))
    return rows


class Streams(unittest.TestCase):
    def assert_refused(self, done, status):
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertRegex(done.stderr, r"\Akompass: [^\n]+\n\Z")

    def test_result_goes_to_standard_output_and_nothing_else(self):
        done = run("extract", ARJANG)
        self.assertEqual(done.returncode, 0)
        self.assertEqual(done.stderr, "")
        self.assertEqual(json.loads(done.stdout)["municipality"]["name"], "Årjäng")
        self.assertTrue(done.stdout.endswith("}\n"))

    def test_wrong_usage_is_status_2(self):
        for arguments in ([], ["extract"], ["no-such-command"], ["extract", "--no-such-option", ARJANG],
                          ["dump", ARJANG], ["dump", "--stage", "none", ARJANG], ["schema"],
                          ["schema", "none"]):
            with self.subTest(arguments):
                self.assert_refused(run(*arguments), 2)

    def test_near_misses_are_suggested(self):
        for arguments, meant in ((["extrct"], "did you mean extract?"), (["sttus"], "did you mean status?"),
                                 (["extract", "--timing", ARJANG], "did you mean --timings?"),
                                 (["import", "--ndjsn=-"], "did you mean --ndjson?")):
            with self.subTest(arguments):
                done = run(*arguments)
                self.assert_refused(done, 2)
                self.assertTrue(done.stderr.endswith(meant + "\n"), done.stderr)
        self.assertNotIn("mean", run("no-such-command").stderr)

    def test_unreadable_file_is_status_3(self):
        for path in ("no/such/file.pdf", FIXTURES, "/dev/null"):
            for command in (["extract"], ["dump", "--stage", "lines"]):
                if (path, command) != (FIXTURES, ["extract"]): # which reads folders
                    with self.subTest(path=path, command=command):
                        self.assert_refused(run(*command, path), 3)

    def test_full_disk_is_status_4(self):
        for arguments in (["extract", ARJANG], ["extract", ARJANG, HUDDINGE],
                          ["dump", "--stage", "glyphs", ARJANG], ["schema", "report"], ["--help"]):
            with self.subTest(arguments), open("/dev/full", "w", encoding="utf8") as full:
                done = run(*arguments, stdout=full)
                self.assertEqual(done.returncode, 4)
                self.assertRegex(done.stderr, r"\Akompass: standard output: [^\n]+\n\Z")

    def test_closed_pipe_is_status_4_and_no_signal(self):
        reader, writer = os.pipe()
        os.close(reader)
        done = run("extract", HUDDINGE, stdout=writer)
        os.close(writer)
        self.assertEqual(done.returncode, 4)

    def test_locale_does_not_change_the_output(self):
        swedish = {"LC_ALL": "sv_SE.UTF-8", "LOCPATH": os.environ["LOCPATH"]}
        listed = subprocess.run(["/usr/bin/python3", "-c", "import locale; locale.setlocale("
                                 "locale.LC_ALL, ''); print(locale.localeconv()['decimal_point'])"],
                                env=swedish, stdout=subprocess.PIPE, check=True, encoding="utf8")
        self.assertEqual(listed.stdout, ",\n")
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf8") as page:
            page.write("Kommunkompassen 2019\n\nVara kommun fick 500,5 poäng.\n\n"
                       "Vara kommun fick 505,5 poäng.\n")
            page.flush()
            for arguments in (["extract", ARJANG], ["validate", ARJANG], ["claims", page.name],
                              ["reconcile", ARJANG, "--claims", page.name]):
                with self.subTest(arguments):
                    plain = run(*arguments, env={"LC_ALL": "C.UTF-8"})
                    self.assertEqual(plain.stdout, run(*arguments, env=swedish).stdout)
                    self.assertRegex(plain.stdout, r"\d\.5")


class StandardInput(unittest.TestCase):
    """A document that comes through a pipe."""

    def through_pipe(self, *arguments, path=ARJANG):
        with subprocess.Popen(["cat", path], stdout=subprocess.PIPE) as cat:
            return run(*arguments, stdin=cat.stdout)

    def test_document_is_read_under_each_name(self):
        year = json.loads(run("extract", ARJANG).stdout)["year"]
        for name in ("-", "/dev/stdin", "/dev/fd/0"):
            with self.subTest(name):
                done = self.through_pipe("extract", name)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertEqual(json.loads(done.stdout)["year"], year)

    def test_file_that_is_made_of_it_has_a_harmless_name(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(self.through_pipe("extract", "-", "--out", folder).returncode, 0)
            self.assertRegex(os.listdir(folder)[0], r"\Astdin-[0-9a-f]{12}\.json\Z")

    def test_name_given_again_is_the_same_document(self):
        done = self.through_pipe("extract", "-", HUDDINGE, "/dev/stdin", "-")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual([json.loads(line)["year"] for line in done.stdout.splitlines()],
                         [2021, 2017, 2021, 2021])

    def test_commands_that_take_a_file_take_it(self):
        with tempfile.TemporaryDirectory() as folder:
            out, archive = os.path.join(folder, "audit"), os.path.join(folder, "a.sqlite")
            for arguments in (["validate", "-"], ["show", "-"], ["dump", "--stage", "lines", "-"],
                              ["audit", "-", "--out", out], ["import", "-q", "-", "--archive", archive]):
                with self.subTest(arguments):
                    done = self.through_pipe(*arguments)
                    self.assertEqual(done.returncode, 0, done.stderr)

    def test_what_it_held_once_is_not_read_again(self):
        with tempfile.TemporaryDirectory() as folder:
            archive = os.path.join(folder, "a.sqlite")
            done = self.through_pipe("import", "-q", "-", "--archive", archive,
                                     path=fixture("broken", "scan.pdf"))
            self.assertEqual(done.returncode, 3)
            again = self.through_pipe("import", "-q", "--again", "failed", "--archive", archive)
            self.assertEqual(again.returncode, 0, again.stderr)
            self.assertEqual(run("export", "--to", "ndjson", "--archive", archive).stdout, "")

    def test_page_and_report_may_be_it(self):
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf8") as page:
            page.write("Kommunkompassen 2017\n\nHuddinge kommun fick 500 poäng.\n")
            page.flush()
            by_name = run("reconcile", HUDDINGE, "--claims", page.name)
            report = self.through_pipe("reconcile", "-", "--claims", page.name, path=HUDDINGE)
            claims = self.through_pipe("reconcile", HUDDINGE, "--claims", "-", path=page.name)
        for done in (report, claims):
            self.assertEqual((done.returncode, done.stderr), (by_name.returncode, ""))
            self.assertEqual(done.stdout.splitlines()[-1], by_name.stdout.splitlines()[-1])

    def test_json_is_read_as_from_a_file(self):
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf8") as file:
            file.write(run("extract", ARJANG).stdout)
            file.flush()
            done = self.through_pipe("validate", "-", path=file.name)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_file_and_nothing_are_read_too(self):
        with open(ARJANG, "rb") as file:
            self.assertEqual(run("extract", "-", stdin=file).returncode, 0)
        self.assertIn("the file is empty", run("extract", "-").stderr)

    def test_list_cannot_name_what_it_comes_through(self):
        with tempfile.NamedTemporaryFile() as names:
            names.write(b"-\0" + os.fsencode(ARJANG) + b"\0")
            names.flush()
            done = self.through_pipe("extract", "--files0-from", "-", path=names.name)
        self.assertEqual(done.returncode, 3)
        self.assertIn("standard input holds the list of files", done.stderr)
        self.assertEqual(json.loads(done.stdout.splitlines()[1])["year"], 2021)


class OwnOutput(unittest.TestCase):
    """What kompass wrote, where a document is wanted."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def put(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf8") as file:
            file.write(text)
        return path

    def assert_told(self, words, path, *commands):
        for command in commands:
            with self.subTest(command=command, path=path):
                done = run(*command, path)
                self.assertEqual((done.returncode, done.stdout), (3, ""))
                self.assertIn(words, done.stderr)
                self.assertNotIn("Korthet", done.stderr)

    def test_json_is_told_what_it_is(self):
        documents = (["extract"], ["dump", "--stage", "draft"],
                     ["claims"], ["audit", "--out", os.path.join(self.folder, "audit")])
        readers = (["validate", "--format", "json"], ["show"])
        pretty, lines = run("extract", ARJANG).stdout, run("extract", ARJANG, HUDDINGE).stdout
        array = run("extract", "--to", "json", ARJANG, HUDDINGE).stdout
        for i, text in enumerate((pretty, lines, array)):
            self.assert_told("this is JSON written by kompass: a report", self.put(f"{i}.json", text), *documents)
        page = self.put("page.txt", "Kommunkompassen 2019\n\nVara kommun fick 500 poäng.\n")
        claims = self.put("claims.json", run("claims", page).stdout)
        self.assert_told("this is JSON written by kompass: the claims of a page", claims, *documents, *readers)
        with tempfile.NamedTemporaryFile() as names:
            names.write(b"no-such-file\0")
            names.flush()
            failure = self.put("failure.json", run("extract", "--files0-from", names.name).stdout)
        self.assert_told("this is JSON written by kompass: lines about documents that could not be read", failure,
                         *documents, *readers)

    def test_archive_is_told_what_it_is(self):
        archive = os.path.join(self.folder, "a.sqlite")
        self.assertEqual(run("import", "-q", ARJANG, "--archive", archive).returncode, 0)
        self.assert_told("a kompass archive (SQLite)", archive, ["extract"], ["dump", "--stage", "lines"], ["show"])

    def test_import_records_it_as_no_document(self):
        path, archive = self.put("a.json", run("extract", ARJANG).stdout), os.path.join(self.folder, "a.sqlite")
        done = run("import", path, "--archive", archive)
        self.assertEqual(done.returncode, 3)
        self.assertIn("this is JSON written by kompass: a report", done.stderr)

    def test_show_and_reconcile_read_lists(self):
        path = self.put("a.json", run("extract", "--to", "json", ARJANG, HUDDINGE).stdout)
        self.assertRegex(run("show", path).stdout, r"(?s)Årjäng.*Huddinge|Huddinge.*Årjäng")
        page = self.put("page.txt", "Kommunkompassen 2017\n\nHuddinge kommun fick 500 poäng.\n")
        done = run("reconcile", path, "--claims", page)
        self.assertIn("0 without a report", done.stdout)


class Broken(unittest.TestCase):
    def test_table_names_every_file_there(self):
        there = sorted(set(os.listdir(fixture("broken"))) - {"README.md"})
        self.assertEqual(sorted(row[0] for row in table_of_broken()), there)

    def test_each_ends_as_the_table_says(self):
        for name, status, words in table_of_broken():
            with self.subTest(name):
                done = run("extract", fixture("broken", name))
                self.assertEqual(done.returncode, status, done.stderr)
                if status == 0:
                    severities = [d["severity"] for d in json.loads(done.stdout)["diagnostics"]]
                    self.assertEqual("warning" in severities, words == "warning")
                    continue
                self.assertEqual(done.stdout, "")
                self.assertRegex(done.stderr, r"\Akompass: [^\n]+\n\Z")
                self.assertIn(name, done.stderr)
                self.assertIn(words, done.stderr)

    def test_password_opens_what_is_encrypted(self):
        for name, password in (("encrypted.pdf", "hemligt"), ("encrypted-latin1.pdf", "räksmörgås"),
                               ("encrypted-utf8.pdf", "räksmörgås")):
            with self.subTest(name):
                done = run("extract", "--password", password, fixture("broken", name))
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(json.loads(done.stdout)["year"], 2021)
                dumped = run("dump", "--stage", "lines", "--password", password,
                             fixture("broken", name))
                self.assertIn("Kommunkompassen", dumped.stdout)

    def test_wrong_password_is_refused_and_not_repeated(self):
        for name in ("encrypted.pdf", "encrypted-latin1.pdf", "encrypted-utf8.pdf"):
            for password in ("fel-lösen", "wrong"):
                with self.subTest(name=name, password=password):
                    done = run("extract", "--password", password, fixture("broken", name))
                    self.assertEqual(done.returncode, 3)
                    self.assertNotIn(password, done.stderr)

    def test_password_does_no_harm_where_none_is_needed(self):
        self.assertEqual(run("extract", "--password", "x", ARJANG).returncode, 0)


class Several(unittest.TestCase):
    def test_several_files_give_a_line_each(self):
        done = run("extract", ARJANG, HUDDINGE)
        names = [json.loads(line)["municipality"]["name"] for line in done.stdout.splitlines()]
        self.assertEqual((done.returncode, names), (0, ["Årjäng", "Huddinge"]))

    def test_one_that_fails_does_not_stop_the_others(self):
        done = run("extract", fixture("broken", "scan.pdf"), ARJANG, "no-such-file", HUDDINGE)
        self.assertEqual(done.returncode, 3)
        self.assertEqual([json.loads(line)["year"] for line in done.stdout.splitlines()],
                         [2021, 2017])
        self.assertEqual(done.stderr.count("\n"), 2)

    def test_line_and_pretty_document_say_the_same(self):
        line = run("extract", ARJANG, HUDDINGE).stdout.splitlines()[0]
        self.assertEqual(json.loads(line), json.loads(run("extract", ARJANG).stdout))


class Kinds(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def copy(self, path, name):
        return shutil.copy(path, os.path.join(self.folder.name, name))

    def test_kind_is_told_by_content(self):
        for path, name, kind in ((ARJANG, "a.txt", "application/pdf"), (ARJANG, "b", "application/pdf"),
                                 (HUDDINGE_TRANSCRIPT, "c.pdf", "text/markdown")):
            with self.subTest(name):
                done = run("extract", self.copy(path, name))
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(json.loads(done.stdout)["source"]["media_type"], kind)

    def test_hostile_name_is_shown_escaped(self):
        path = self.copy(fixture("broken", "scan.pdf"), "a\x1b[31m\nb\u202e.pdf")
        done = run("extract", path)
        self.assertEqual(done.returncode, 3)
        self.assertIn("a\\u001b[31m\\u000ab\\u202e.pdf", done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1)

    def test_name_that_is_no_utf8_is_read(self):
        path = os.path.join(os.fsencode(self.folder.name), b"r\xe4ksm\xf6rg\xe5s.pdf")
        shutil.copy(ARJANG, path)
        done = subprocess.run([PROGRAM.encode(), b"extract", path], stdout=subprocess.PIPE)
        self.assertEqual(done.returncode, 0)
        self.assertEqual(json.loads(done.stdout.decode("utf8"))["year"], 2021)

    def test_name_that_begins_with_a_dash_is_a_file_after_two(self):
        self.copy(ARJANG, "-rapport.pdf")
        self.copy(HUDDINGE, "annan.pdf")
        for names in (["--", "-rapport.pdf"], ["--", "-rapport.pdf", "annan.pdf"],
                      ["annan.pdf", "--", "-rapport.pdf"]):
            with self.subTest(names):
                done = run("extract", *names, cwd=self.folder.name)
                self.assertEqual(done.returncode, 0, done.stderr)


class Help(unittest.TestCase):
    def test_program_names_its_commands(self):
        done = run("--help")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        for command in COMMANDS:
            self.assertRegex(done.stdout, rf"(?m)^  {command} ")

    def test_version(self):
        self.assertRegex(run("--version").stdout, r"\Akompass \d+\.\d+\.\d+\ntext recognition: (none|tesseract \S+)\n\Z")

    def test_each_command_shows_an_example(self):
        for command in COMMANDS:
            with self.subTest(command):
                done = run(command, "--help")
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertRegex(done.stdout, rf"Examples?:\n  kompass {command} ")

    def test_manual_tells_commands_options_and_codes(self):
        manual = read("cmd", "kompass.1")
        manual = manual.replace("\\-", "-")
        for command in COMMANDS:
            for option in re.findall(r"--[a-z0-9-]+", run(command, "--help").stdout):
                self.assertIn(option, manual)
            self.assertIn(f"kompass {command}", manual)
        for code in self.codes():
            self.assertIn(code, manual, f"{code} is not in the manual")

    @staticmethod
    def codes():
        """Every diagnostic's code in the sources."""
        rules = dict(re.findall(r'\[KK_SAYS_(\w+)\] = "([a-z-]+)"',
                                read("pipeline", "model", "message.c")))
        found = set()
        for folder, _, names in os.walk(os.path.join(ROOT, "pipeline")):
            for name in names:
                if name.endswith(".c"):
                    text = read(folder, name)
                    said = re.findall(r"(?:kk_diagnostics_add|parse_unread|doubt)\([^;]*?KK_SAYS_(\w+)", text)
                    found |= {rules[code] for code in said}
        assert len(found) > 10
        return found


class Stages(unittest.TestCase):
    def test_each_stage_is_shown(self):
        shown = {stage: run("dump", "--stage", stage, ARJANG) for stage in
                 ("glyphs", "lines", "layout", "draft", "account")}
        for stage, done in shown.items():
            self.assertEqual((done.returncode, done.stderr), (0, ""), stage)
        self.assertIn("page 1: 595.0 x 842.0", shown["glyphs"].stdout)
        self.assertIn("Område 1: Samspel mellan förtroendevalda", shown["lines"].stdout)
        self.assertNotIn("(10)", shown["lines"].stdout)
        self.assertRegex(shown["layout"].stdout, r"~ 2 \(10\)")
        self.assertIn("Finns det en plan som är beslutad av fullmäktige?", shown["draft"].stdout)

    def test_transcripts_have_stages_too(self):
        for stage in ("glyphs", "lines", "layout", "draft", "account"):
            done = run("dump", "--stage", stage, HUDDINGE_TRANSCRIPT)
            self.assertEqual(done.returncode, 0)
            self.assertTrue("Etisk kod som gäller" in done.stdout, stage)

    def test_timings_are_json_on_standard_error(self):
        done = run("extract", "--timings", ARJANG)
        times = json.loads(done.stderr)
        self.assertEqual(list(times), ["discover", "extract", "layout", "parse", "normalise",
                                       "validate", "write"])
        self.assertGreater(min(times.values()), 0, times)  # a clock that ticks shows nothing
        self.assertEqual(json.loads(done.stdout)["year"], 2021)


class Readme(unittest.TestCase):
    def commands(self):
        """Lines of README's code blocks that run the program on what is there."""
        text = read("README.md")
        blocks = re.findall(r"```(?:sh|console)\n(.*?)```", text, re.S)
        lines = [line.lstrip("$ ") for block in blocks for line in block.splitlines()]
        return [line for line in lines if re.search(r"(^|/)kompass ", line) and re.search(r"fixtures/|\.build/kk", line)]

    def test_example_commands_work(self):
        commands = self.commands()
        self.assertGreaterEqual(len(commands), 3)
        for command in commands:
            with self.subTest(command):
                runnable = re.sub(r"\S*/kompass (?=[a-z])|^kompass (?=[a-z])",
                                  lambda _: shlex.quote(PROGRAM) + " ", command)
                done = subprocess.run(["bash", "-o", "pipefail", "-c", runnable], cwd=ROOT,
                                      stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertTrue(done.stdout or re.search("--out|^kompass import", command))

    def test_example_output_is_what_comes_out(self):
        """What README shows of the made-up report is to be found in its output, in order."""
        text = read("README.md")
        shown = re.search(r"```json\n(.*?)```", text, re.S).group(1)
        out, at = run("extract", ARJANG).stdout.replace("\":\t", "\": "), 0
        for line in shown.splitlines():
            stripped = line.strip()
            if stripped in ("", "…"):
                continue
            at = out.find(stripped, at)
            self.assertNotEqual(at, -1, f"README shows {stripped}")

    def test_commands_told_in_swedish_work(self):
        """README.sv.md's table of questions, in its order, on files of the names that it uses."""
        commands = re.findall(r"(?m)^\| [^|]+ \| `kompass ([^`]+)`", read("README.sv.md"))
        self.assertGreater(len(commands), 10)
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(os.path.join(folder, "rapporter"))
            for name in ("rapport.pdf", "rapporter/rapport.pdf"):
                shutil.copy(ARJANG, os.path.join(folder, name))
            shutil.copy(fixture("claims", "tyreso.html"), os.path.join(folder, "sidan.html"))
            shutil.copy(fixture("classes.csv"), os.path.join(folder, "klasser.csv"))
            for command in commands:
                with self.subTest(command):
                    again = ["--force"] if " --out " in command else []  # some write what another wrote
                    done = run(*shlex.split(command), *again, cwd=folder)
                    self.assertEqual((done.returncode, done.stderr.count("usage")), (0, 0), done.stderr)
            self.assertLessEqual({"granskning", "kk.sqlite", "kk.xlsx", "tabeller", "kolada", "webb"},
                                 set(os.listdir(folder)))

    def test_messages_explained_in_swedish_are_the_programs(self):
        rows = re.findall(r"(?m)^\| (\w[^|]+?) \|", read("README.sv.md").split("## Felmeddelanden")[1])
        sources = [path for folder in ("pipeline", "cmd")
                   for path in glob.glob(os.path.join(ROOT, folder, "**", "*.[ch]"), recursive=True)]
        said = re.sub(r'"\s*\n\s*"', "", "".join(read(path) for path in sources))
        self.assertGreater(len(rows), 5)
        for message in rows[1:]:  # the first is the table's head
            self.assertTrue(message in said, message)  # not assertIn, which would print it all


if __name__ == "__main__":
    unittest.main()
