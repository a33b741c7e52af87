#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What cmake --install puts in place, as somebody finds it who has nothing of the source."""
import glob
import os
import re
import shlex
import subprocess
import tempfile
import unittest

from kompass import ARJANG, ROOT, fixture, read

BUILD = os.path.join(os.environ["KK_BUILD"], "install")
EXAMPLE = os.path.join(ROOT, "tests", "install", "example.c")
WARNINGS = ["-Wall", "-Wextra", "-pedantic", "-Werror"]
LIBRARIES = "lib/somewhere" # as a distribution has them, by architecture

IN_PLACE = """bin/kompass
lib/somewhere/libkompass.a
lib/somewhere/libkompass.so
lib/somewhere/libkompass.so.0
lib/somewhere/libkompass.so.VERSION
lib/somewhere/pkgconfig/kompass.pc
share/bash-completion/completions/kompass
share/doc/kompass/CHANGELOG.md
share/doc/kompass/CITATION.cff
share/doc/kompass/LICENSE
share/fish/vendor_completions.d/kompass.fish
share/kompass/archive.sql
share/kompass/claims.schema.json
share/kompass/failure.schema.json
share/kompass/report.schema.json
share/man/man1/kompass.1
share/zsh/site-functions/_kompass""".split()


def call(*command, **options):
    """What a command prints; it must be all well, and complain of nothing."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, encoding="utf8", **options)
    assert done.returncode == 0, f"{command}: status {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def files_in(folder):
    return sorted(os.path.relpath(os.path.join(where, name), folder)
                  for where, _, names in os.walk(folder) for name in names)


def headers():
    return [os.path.basename(path) for path in sorted(glob.glob(f"{ROOT}/include/kk/*.h"))]


def setUpModule():
    """A release build of its own, without tests: what sanitizers make is not for others."""
    call("cmake", "-S", ROOT, "-B", BUILD, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=RelWithDebInfo",
         "-DBUILD_TESTING=OFF", f"-DCMAKE_INSTALL_LIBDIR={LIBRARIES}")
    call("cmake", "--build", BUILD)


class Installed(unittest.TestCase):
    """Installed by --prefix, and then moved away."""
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        first, cls.prefix = (os.path.join(cls.folder.name, name) for name in ("first", "moved to"))
        call("cmake", "--install", BUILD, "--prefix", first)
        os.rename(first, cls.prefix)
        cls.libraries = os.path.join(cls.prefix, LIBRARIES)
        cls.program = os.path.join(cls.prefix, "bin", "kompass")
        cls.version = call(cls.program, "--version").split()[1]

    @classmethod
    def pkg_config(cls, *arguments):
        path = os.path.join(cls.libraries, "pkgconfig")
        return shlex.split(call("pkg-config", *arguments, "kompass",
                                env=dict(os.environ, PKG_CONFIG_PATH=path)))

    def compile(self, *arguments):
        program = os.path.join(self.folder.name, "example")
        call("cc", "-std=c11", *WARNINGS, EXAMPLE, *arguments, "-o", program, cwd=self.folder.name)
        return program

    @staticmethod
    def needs(binary):
        """The shared libraries that it is linked with."""
        return re.findall(r"NEEDED +(\S+)", call("objdump", "-p", binary))


class Layout(Installed):
    def test_everything_is_in_its_place_and_nothing_else(self):
        expected = [path.replace("VERSION", self.version) for path in IN_PLACE]
        expected += [f"include/kk/{name}" for name in headers()]
        self.assertEqual(files_in(self.prefix), sorted(expected))

    def test_staged_in_a_folder_for_packagers(self):
        with tempfile.TemporaryDirectory() as stage:
            call("cmake", "--install", BUILD, env=dict(os.environ, DESTDIR=stage))
            self.assertEqual(files_in(os.path.join(stage, "usr/local")), files_in(self.prefix))
            self.assertEqual(os.listdir(stage), ["usr"])

    def test_program_runs_and_needs_no_library_of_ours(self):
        self.assertEqual(call(self.program, "--version").splitlines()[0], f"kompass {self.version}")
        self.assertNotIn("libkompass.so.0", self.needs(self.program))
        self.assertNotRegex(call("objdump", "-p", self.program), "RPATH|RUNPATH")

    def test_version_is_the_same_wherever_it_stands(self):
        for name, pattern in (("cmd/kompass.1", r'^\.TH KOMPASS 1 "[-0-9]+" "kompass (\S+)"'),
                              ("CITATION.cff", r"^version: (\S+)$"),
                              ("CHANGELOG.md", r"^## (\S+) \([-0-9]+\)$")):
            with self.subTest(name):
                found = re.search(pattern, read(ROOT, name), re.MULTILINE)
                self.assertEqual(found[1], self.version)

    def test_schemas_are_those_that_the_program_prints(self):
        for name in ("report.schema.json", "claims.schema.json", "failure.schema.json",
                     "archive.sql"):
            with self.subTest(name):
                self.assertEqual(read(self.prefix, "share/kompass", name),
                                 call(self.program, "schema", name.split(".", maxsplit=1)[0]))

    def test_manual_is_set_without_a_warning(self):
        manual = os.path.join(self.prefix, "share/man/man1/kompass.1")
        done = subprocess.run(["groff", "-ww", "-man", "-Tutf8", "-Kutf8", "-P-cbou", manual], encoding="utf8",
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True)
        self.assertEqual(done.stderr, "")
        self.assertIn("KOMPASS(1)", done.stdout)
        self.assertEqual(call("mandoc", "-T", "lint", "-W", "warning", manual), "")


class Package(unittest.TestCase):
    """The Debian package: what is in it, and what it depends on. That it installs on a bare
    Debian is tried by hand."""
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            call("cpack", "-G", "DEB", "-B", folder, cwd=BUILD)
            (cls.path,) = glob.glob(f"{folder}/kompass_*.deb")
            cls.files = call("dpkg-deb", "--contents", cls.path)
            cls.depends = call("dpkg-deb", "--field", cls.path, "Depends")

    def test_program_manual_and_completions_are_where_debian_looks(self):
        files = re.findall(r"^-\S+ root/root .* \./usr/(\S+)$", self.files, re.MULTILINE)
        expected = [path for path in IN_PLACE if not path.startswith(("lib/", "share/zsh/"))]
        self.assertEqual(sorted(files),
                         sorted(expected + ["share/doc/kompass/copyright",
                                            "share/zsh/vendor-completions/_kompass"]))

    def test_what_is_loaded_later_is_depended_on_too(self):
        for name in ("libpoppler-glib", "libxlsxwriter", "libxml2", "poppler-data"):
            self.assertIn(name, self.depends)


class Library(Installed):
    def assert_reads_a_report(self, example, **env):
        expected = call(self.program, "extract", ARJANG)
        for locale in ("C", "sv_SE.UTF-8"): # with a decimal comma
            done = subprocess.run([example, ARJANG], env=dict(os.environ, LC_ALL=locale, **env),
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True)
            self.assertEqual(done.stdout.decode("utf8"), expected)
            self.assertEqual(done.stderr.decode("utf8"), "Årjäng 2021: 8 areas, 0 findings\n")
        done = subprocess.run([example, fixture("broken", "garbage.pdf")], check=False,
                              env=dict(os.environ, **env), stderr=subprocess.PIPE)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"damaged", done.stderr)

    def test_example_with_the_shared_library(self):
        example = self.compile(*self.pkg_config("--cflags", "--libs"))
        self.assertIn("libkompass.so.0", self.needs(example))
        self.assert_reads_a_report(example, LD_LIBRARY_PATH=self.libraries)

    def test_example_with_the_static_library(self):
        options = self.pkg_config("--static", "--cflags", "--libs")
        example = self.compile(*("-l:libkompass.a" if option == "-lkompass" else option
                                 for option in options))
        self.assertNotIn("libkompass.so.0", self.needs(example))
        self.assert_reads_a_report(example)

    def test_package_tells_the_programs_version(self):
        self.pkg_config("--validate")
        self.assertEqual(self.pkg_config("--modversion"), [self.version])

    def test_each_header_stands_alone_in_c_and_in_cplusplus(self):
        options = self.pkg_config("--cflags")
        for compiler in (["gcc", "-x", "c", "-std=c11"], ["g++", "-x", "c++", "-std=c++11"]):
            for name in headers():
                with self.subTest(compiler=compiler[0], header=name):
                    source = os.path.join(self.folder.name, "alone.c")
                    with open(source, "w", encoding="utf8") as file:
                        file.write(f"#include <kk/{name}>\n#include <kk/{name}>\n")
                    call(*compiler, *WARNINGS, *options, "-fsyntax-only", source)

    def declared(self):
        """The functions and variables that the headers promise."""
        text = ""
        for name in headers():
            text += re.sub(r"/\*.*?\*/", " ", read(self.prefix, "include/kk", name), flags=re.S)
        inline = set(re.findall(r"static inline[^(]*?(\w+)\(", text))
        functions = set(re.findall(r"^\w[^(=;{}#]*?\b(kk_\w+)\(", text, flags=re.M))
        declared = re.findall(r"^extern ([^;]*);", text, flags=re.M)
        variables = {name for line in declared for name in re.findall(r"\bkk_\w+", line)}
        self.assertGreater(len(functions), 100)
        self.assertGreater(len(variables), 5)
        return sorted((functions | variables) - inline)

    def test_what_the_headers_declare_is_all_that_is_exported(self):
        """Of the static library, too: no malloc(), and no name that could be another's."""
        for name, option in (("libkompass.so.0", "-D"), ("libkompass.a", "-g")):
            listed = call("nm", option, "--defined-only", os.path.join(self.libraries, name))
            with self.subTest(name):
                self.assertEqual(sorted(re.findall(r" [TDRB] ([^@\s]+)", listed)), self.declared())

    def test_library_knows_its_own_name(self):
        shared = os.path.join(self.libraries, "libkompass.so.0")
        self.assertRegex(call("objdump", "-p", shared), r"SONAME +libkompass\.so\.0\n")


if __name__ == "__main__":
    unittest.main()
