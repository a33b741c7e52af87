#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Completions, as the shells themselves make them, held against what the program says it takes."""
import os
import pty
import re
import select
import shlex
import signal
import subprocess
import tempfile
import time
import unittest

from kompass import ARJANG, PATIENCE, PROGRAM, ROOT, run

SCRIPTS = os.path.join(ROOT, "cmd", "completions")

# What an option takes, as the program tells it, where it is not one of a few words.
FILES = ("A", "F", "FILE", "MAP", "DIR", "PATH", "PAGE…")
ANYTHING = ("N", "MB", "SECONDS", "PASSWORD", "M", "COUNTY", "YEAR", "TEXT", "URL",
            "FIRST-LAST")


def commands():
    return re.findall(r"^  ([a-z]+) ", run("--help").stdout, flags=re.M)


def options(command):
    """(short or "", long, what it takes or "") of each option that the program tells."""
    told = run(command, "--help-all").stdout
    return re.findall(r"^  (?:(-\w), )?(--[a-z0-9-]+)(?:=(\S+))? ", told, flags=re.M)


def option_names(command):
    return sorted(name for short, long, _ in options(command) for name in (short, long) if name)


def choices():
    """{(command, option): its values}, from the program's own words."""
    with tempfile.TemporaryDirectory() as folder:
        archive = ("--archive", os.path.join(folder, "a.sqlite"))
        assert run("import", "-q", "--sandbox=off", *archive, ARJANG).returncode == 0
        formats = re.findall(r"^(\w+)  ", run("export", *archive).stdout, flags=re.M)
        refused = {
            ("validate", "--format"): run("validate", "--format", "?", "?"),
            ("reconcile", "--format"): run("reconcile", "--format", "?", "?", "--claims", "?"),
            ("status", "--format"): run("status", "--format", "?", *archive),
            ("import", "--again"): run("import", "--again", "?", *archive),
            ("import", "--sandbox"): run("import", "--sandbox", "?", *archive, ARJANG),
            ("audit", "--sandbox"): run("audit", "--sandbox", "?", ARJANG, "--out", "?"),
            ("dump", "--sandbox"): run("dump", "--sandbox", "?", "--stage", "draft", ARJANG),
            ("reconcile", "--sandbox"): run("reconcile", "--sandbox", "?", "?", "--claims", "?"),
            **{(command, "--sandbox"): run(command, "--sandbox", "?", ARJANG)
               for command in ("extract", "validate", "show", "claims")},
            ("export", "--status"): run("export", *archive, "--to", "json", "--status", "?"),
            ("export", "--language"): run("export", *archive, "--to", "json", "--language", "?"),
            ("export", "--with"): run("export", *archive, "--to", "html", "--out", "?", "--with", "?"),
            ("extract", "--with"): run("extract", "--to", "html", "--out", "?", "--with", "?", ARJANG),
            ("audit", "--language"): run("audit", "--language", "?", ARJANG, "--out", "?"),
            ("extract", "--language"): run("extract", "--language", "?", ARJANG),
            **{(command, "--status"): run(command, *archive, "--status", "?")
               for command in ("validate", "show")}}
    said = {key: re.sub(r".*(: |takes )", "", done.stderr.strip())
            for key, done in refused.items()}
    said["dump", "--stage"] = re.search(r"--stage=\S+ +.*: (.*)", run("dump", "--help").stdout).group(1)
    found = {key: sorted(re.split(r", | or ", words)) for key, words in said.items()}
    modes = re.search(r"takes (.*), or page numbers", run("extract", "--ocr", "?", ARJANG).stderr).group(1)
    found.update({(command, "--ocr"): sorted(modes.split(", "))
                  for command, option in list(found) if option == "--sandbox"})
    found["extract", "--to"] = found["export", "--to"] = sorted(formats)
    editions = sorted(re.findall(
        r"edition_(\d+)\.c", " ".join(os.listdir(f"{ROOT}/pipeline/words/editions"))))
    for command in ("export", "validate", "show"):
        found[command, "--edition"] = editions
    return found


class Terminal:
    """An interactive shell in a terminal of its own."""
    def __init__(self, *shell, env):
        self.shown = ""
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(os.path.join(ROOT, "fixtures"))
            os.execvpe(shell[0], shell, dict(env, TERM="dumb", COLUMNS="200", HISTFILE="/dev/null"))

    def type(self, keys, expected):
        """Waits until what is shown after @keys matches @expected."""
        until = time.monotonic() + PATIENCE
        self.shown = ""
        os.write(self.terminal, keys.encode())
        while not re.search(expected, self.shown):
            assert time.monotonic() < until, f"{expected} is not in {self.shown!r}"
            if select.select([self.terminal], [], [], 0.1)[0]:
                self.shown += os.read(self.terminal, 4096).decode("utf8", "replace")

    def close(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


class Completions:
    """What holds in each shell; complete(words) gives the candidates for the last of them."""
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        os.symlink(PROGRAM, os.path.join(folder.name, "kompass"))
        cls.env = dict(os.environ, PATH=f"{folder.name}:{os.environ['PATH']}")
        cls.folder = folder.name

    def ask(self, *command):
        """The lines that a shell prints for a script; it must not complain."""
        done = subprocess.run(command, env=self.env, cwd=os.path.join(ROOT, "fixtures"),
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, encoding="utf8")
        self.assertEqual((done.returncode, done.stderr), (0, ""), command)
        return done.stdout.splitlines()

    def test_commands(self):
        self.assertGreater(len(commands()), 8)
        self.assertEqual(sorted(self.complete("")), sorted(commands() + ["--help", "--version"]))

    def test_options_of_each_command(self):
        for command in commands():
            with self.subTest(command):
                self.assertIn("--help", option_names(command))
                self.assertEqual(sorted(self.complete(command, "-")), option_names(command))

    def test_values_of_options(self):
        found = choices()
        few = {(command, long) for command in commands() for _, long, takes in options(command)
               if takes and takes not in FILES + ANYTHING}
        self.assertEqual(set(found), few)
        for (command, option), values in found.items():
            with self.subTest(command=command, option=option):
                self.assertTrue(all(values), values)
                self.assertEqual(sorted(self.complete(command, option, "")), values)

    def test_what_takes_anything_is_offered_nothing(self):
        for command in commands():
            for short, long, takes in options(command):
                for option in filter(None, (short, long)) if takes in ANYTHING else ():
                    with self.subTest(command=command, option=option):
                        self.assertEqual(self.complete(command, option, ""), [])

    def test_names_of_schemas(self):
        names = run("schema", "?").stderr.rstrip("\n").split("one of ")[1]
        self.assertEqual(sorted(self.complete("schema", "")), sorted(re.split(r", | or ", names)))

    def test_files_where_files_are_taken(self):
        taken = [(command, option) for command in commands()
                 for short, long, takes in options(command) if takes in FILES and takes != "DIR"
                 for option in filter(None, (short, long))]
        self.assertGreater(len(taken), 5)
        for words in [("extract",), ("show", "--items"), ("audit",)] + taken:
            with self.subTest(words):
                self.assertEqual(self.complete(*words, "READ"), ["README.md"])

    def test_folders_where_folders_are_taken(self):
        found = [name.rstrip("/") for name in self.complete("audit", "--out", "")]
        self.assertEqual(sorted(found), sorted(
            entry.name for entry in os.scandir(os.path.join(ROOT, "fixtures")) if entry.is_dir()))

    def test_no_files_where_none_are_taken(self):
        for command in ("status", "export", "doctor"):
            with self.subTest(command):
                self.assertFalse(set(self.complete(command, "")) - set(option_names(command)))


class Bash(Completions, unittest.TestCase):
    SCRIPT = os.path.join(SCRIPTS, "kompass.bash")

    def complete(self, *words):
        """By the function that is registered; what it leaves to readline by compgen."""
        words = ["kompass", *words]
        return [line for line in self.ask("bash", "--norc", "-c", f"""
            source {shlex.quote(self.SCRIPT)}
            compopt() {{ left=$2; }}
            [[ $(complete -p kompass) =~ -F\\ ([^ ]+) ]] && function=${{BASH_REMATCH[1]}}
            COMP_WORDS=({shlex.join(words)}) COMP_CWORD={len(words) - 1}
            $function
            printf '%s\\n' "${{COMPREPLY[@]}}"
            case $left in
            default) compgen -f -- {shlex.quote(words[-1])} ;;
            dirnames) compgen -d -S / -- {shlex.quote(words[-1])} | sort ;;
            esac""") if line]

    def test_value_after_an_equals_sign(self):
        self.assertEqual(self.complete("export", "--to", "=", "xl"), ["xlsx"])
        self.assertEqual(len(self.complete("export", "--to", "=")), 9)

    def test_typed(self):
        terminal = Terminal("bash", "--norc", "--noprofile", "-i", env=self.env)
        self.addCleanup(terminal.close)
        terminal.type(f"source {shlex.quote(self.SCRIPT)}; echo read''y\n", "ready")
        terminal.type("kompass extr\t--files\tclai\t", "kompass extract --files0-from claims/$")
        terminal.type("\x15kompass export --to=xl\t--muni\t", "export --to=xlsx --municipality $")

    def test_syntax(self):
        self.ask("bash", "-n", self.SCRIPT)


class Zsh(Completions, unittest.TestCase):
    SCRIPT = os.path.join(SCRIPTS, "_kompass")

    @classmethod
    def setUpClass(cls):
        """A zsh that writes down what its completion system is offered for each line typed."""
        super().setUpClass()
        cls.offers = os.path.join(cls.folder, "offers")
        cls.zsh = Terminal("zsh", "-f", "-i",
                           env=dict(cls.env, OFFERS=cls.offers, COMPLETIONS=SCRIPTS))
        cls.addClassCleanup(cls.zsh.close)
        script = os.path.join(ROOT, "tests", "install", "offers.zsh")
        cls.zsh.type(f"source {shlex.quote(script)}; echo read''y\n", "ready\r")

    def complete(self, *words):
        with open(self.offers, "w", encoding="utf8"):
            pass
        line = shlex.join(["kompass", *words[:-1]]) + " " + words[-1]
        self.zsh.type(f"\x15{line}\t", "offered") # a line's start clears what stood there
        with open(self.offers, encoding="utf8") as file:
            return sorted(set(file.read().split("\n")) - {""})

    def test_syntax(self):
        self.ask("zsh", "-n", self.SCRIPT)


class Fish(Completions, unittest.TestCase):
    SCRIPT = os.path.join(SCRIPTS, "kompass.fish")

    def complete(self, *words):
        line = shlex.join(["kompass", *words[:-1]]) + " " + words[-1]
        lines = self.ask("fish", "--no-config", "-c",
                         f"source {shlex.quote(self.SCRIPT)}; complete -C {shlex.quote(line)}")
        return [line.split("\t")[0] for line in lines]

    def test_value_after_an_equals_sign(self):
        self.assertEqual(self.complete("export", "--to=xl"), ["--to=xlsx"])

    def test_syntax(self):
        self.ask("fish", "--no-execute", self.SCRIPT)


if __name__ == "__main__":
    unittest.main()
