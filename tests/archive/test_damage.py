#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Import into damaged archives: it never ends well where the archive is not sound afterwards, and
it leaves what is damaged as it found it."""
import contextlib
import os
import random
import shutil
import sqlite3
import unittest

from kompass import ARJANG, HUDDINGE, HUDDINGE_TRANSCRIPT, run

from test_archive import REPORTS, Archive, changed, line, sha256

PAGE = 8192


# ---- ways to damage a file: each takes its bytes and a source of chance ------------------------

def some_bytes(content, chance):
    for _ in range(chance.choice((1, 5, 30))):
        content[chance.randrange(len(content))] = chance.randrange(256)


def a_bit(content, chance):
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def a_sector(content, chance):
    start = chance.randrange(len(content) // 512) * 512
    content[start:start + 512] = chance.randbytes(512)


def a_page_of_zeros(content, chance):
    start = chance.randrange(1, len(content) // PAGE) * PAGE
    content[start:start + PAGE] = bytes(PAGE)


def two_pages_swapped(content, chance):
    a, b = (page * PAGE for page in chance.sample(range(1, len(content) // PAGE), 2))
    content[a:a + PAGE], content[b:b + PAGE] = content[b:b + PAGE], content[a:a + PAGE]


def a_page_of_before(content, chance):
    """As a disk does that lost a write."""
    a, b = (page * PAGE for page in chance.sample(range(1, len(content) // PAGE), 2))
    content[a:a + PAGE] = content[b:b + PAGE]


def cut_off(content, chance):
    del content[chance.randrange(100, len(content)):]


def cut_off_and_filled(content, chance):
    start = chance.randrange(PAGE, len(content))
    content[start:] = bytes(len(content) - start)


def the_header(content, chance):
    content[chance.randrange(100)] ^= 1 << chance.randrange(8)


def the_schema(content, chance):
    content[chance.randrange(100, PAGE)] ^= 1 << chance.randrange(8)


WAYS = (some_bytes, a_bit, a_sector, a_page_of_zeros, two_pages_swapped, a_page_of_before, cut_off,
        cut_off_and_filled, the_header, the_schema)


class Damage(Archive):
    COPIES = 60

    def setUp(self):
        super().setUp()
        self.write(("run",), *(("report", path, line(document)) for path, document in REPORTS.items()),
                   *(("report", f"{i}.pdf", line(changed(REPORTS[ARJANG], f"{i}", f"{i}.pdf", year=2000 + i)))
                     for i in range(2, 8)),
                   *(("failure", f"bad {i}", sha256(f"bad {i}"), "damaged", "why") for i in range(40)),
                   ("end",))
        with contextlib.closing(self.connect()) as connection, connection:
            # room that a deletion left, which an import fills
            connection.execute("PRAGMA foreign_keys=ON")
            connection.execute("UPDATE document SET report = NULL WHERE path = '3.pdf'")
            connection.execute("DELETE FROM report WHERE name = '3.pdf'")
        self.assert_sound()

    def is_sound(self, path):
        try:
            return self.rows("PRAGMA integrity_check", path=path) == [("ok",)]
        except (sqlite3.DatabaseError, UnicodeDecodeError):  # its words may hold bytes of the file
            return False

    @staticmethod
    def files(path):
        """What lies there under the archive's name; SQLite's index of the log is none of it."""
        found = {}
        for ending in "", "-wal", "-journal":
            if os.path.exists(path + ending):
                with open(path + ending, "rb") as file:
                    found[ending] = file.read()
        return found

    def copy(self, path):
        """For a look at it that may write."""
        other = os.path.join(self.folder, "look.sqlite")
        for ending, content in self.files(path).items():
            with open(other + ending, "wb") as file:
                file.write(content)
        return other

    def forget_copy(self, path):
        for ending in "", "-wal", "-shm", "-journal":
            with contextlib.suppress(FileNotFoundError):
                os.remove(path + ending)

    def try_import(self, path):
        """Whether the import refused the archive."""
        look = self.copy(path)
        sound = self.is_sound(look)
        self.forget_copy(look)
        before = self.files(path)
        done = run("import", "--quiet", "--archive", path, HUDDINGE, HUDDINGE_TRANSCRIPT, ARJANG)
        after = self.files(path)
        self.assertIn(done.returncode, (0, 4), done.stderr)
        if done.returncode == 4:
            self.assertTrue(after == before, done.stderr)
            self.assertRegex(done.stderr, r"\Akompass: [^\n]+: (the archive is damaged; import the "
                                          r"documents into a new one|not a kompass archive|a database of "
                                          r"another program|the archive is of a newer version)[^\n]*\n\Z")
        else:
            self.assertTrue(sound)
            self.assertTrue(self.is_sound(path))
        return done.returncode == 4

    def test_sixty_damaged_copies(self):
        with open(self.path, "rb") as file:
            whole = file.read()
        refused = 0
        for i in range(self.COPIES):
            chance, content = random.Random(i), bytearray(whole)
            way = WAYS[i % len(WAYS)]
            way(content, chance)
            path = os.path.join(self.folder, f"{i}.sqlite")
            with open(path, "wb") as file:
                file.write(content)
            with self.subTest(i, way=way.__name__):
                refused += self.try_import(path)
            self.forget_copy(path)
        self.assertGreater(refused, self.COPIES // 2)

    def change_schema(self, change, *values):
        with contextlib.closing(self.connect()) as connection:
            connection.execute("PRAGMA writable_schema=ON")
            connection.execute(change, values)
            connection.commit()

    def test_index_that_lacks_rows(self):
        """Which not every SQLite's quick check sees."""
        row, = self.rows("SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema "
                         "WHERE name = 'document_sha256'")
        self.change_schema("DELETE FROM sqlite_schema WHERE name = 'document_sha256'")
        with contextlib.closing(self.connect()) as connection, connection:
            connection.execute("DELETE FROM document WHERE path = 'bad 7'")
        self.change_schema("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", *row)
        self.assertNotEqual(self.rows("PRAGMA integrity_check"), [("ok",)])
        self.assertTrue(self.try_import(self.path))

    def test_columns_that_are_not_the_archives(self):
        """The file is sound, and cannot take what an import writes."""
        for before, after in (("cpu_seconds ", "cpv_seconds "), ("n_exact ", "n_exakt "),
                              ("CREATE TABLE item ", "CREATE TABLE itym ")):
            path = os.path.join(self.folder, "other.sqlite")
            shutil.copy(self.path, path)
            with self.subTest(after), contextlib.closing(self.connect(path)) as connection:
                connection.execute("PRAGMA writable_schema=ON")
                connection.execute("UPDATE sqlite_schema SET sql = replace(sql, ?1, ?2), "
                                   "name = iif(sql LIKE 'CREATE TABLE item%' AND ?2 LIKE '%itym %', 'itym', name), "
                                   "tbl_name = iif(sql LIKE 'CREATE TABLE item%' AND ?2 LIKE '%itym %', 'itym', tbl_name) "
                                   "WHERE type = 'table' AND sql LIKE '%' || ?1 || '%'", (before, after))
                connection.commit()
                self.assertTrue(self.is_sound(path))
                self.assertTrue(self.try_import(path))

    def test_version_that_is_not_its_schemas(self):
        with contextlib.closing(self.connect()) as connection:
            for version in 0, 1:
                connection.execute(f"PRAGMA user_version = {version}")
                with self.subTest(version):
                    self.assertTrue(self.try_import(self.path))

    def test_damaged_behind_a_log_that_was_left(self):
        """A killed import leaves its log; what is folded into a damaged file makes it no better."""
        scribe = self.scribe()
        self.assertEqual(scribe.report("new.pdf", changed(REPORTS[HUDDINGE], "new", "new.pdf", year=2009)), "ok")
        scribe.kill()
        with open(self.path, "r+b") as file:
            size = os.path.getsize(self.path)
            for page in range(size // PAGE // 2, size // PAGE):
                file.seek(page * PAGE)
                file.write(bytes(PAGE))
        self.assertTrue(self.try_import(self.path))

    def test_whole_archive_behind_a_log_goes_on(self):
        scribe = self.scribe()
        self.assertEqual(scribe.report("new.pdf", changed(REPORTS[HUDDINGE], "new", "new.pdf", year=2009)), "ok")
        scribe.kill()
        self.assertFalse(self.try_import(self.path))
        self.assertEqual(self.rows("SELECT count(*) FROM document WHERE path = 'new.pdf'"), [(1,)])


if __name__ == "__main__":
    unittest.main()
