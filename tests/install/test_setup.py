#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""tests/setup beside another program that holds the package lock, as somebody's upgrade does."""
import os
import subprocess
import tempfile
import unittest

from kompass import ROOT

SETUP = os.path.join(ROOT, "tests", "setup")
NOTHING_INSTALLED = "#!/bin/sh\nexit 1\n"
ROOT_USER = "#!/bin/sh\necho 0\n"
# Refuses while its counter is not used up; says what it was asked.
APT_GET = """#!/bin/sh
echo "$*" >> "$FAKE/asked"
left=$(cat "$FAKE/left")
[ "$left" -gt 0 ] || exit 0
echo $((left - 1)) > "$FAKE/left"
echo "E: $REFUSAL" >&2
exit 100
"""
HELD = ("Could not get lock /var/lib/apt/lists/lock. It is held by process 1234 (apt-get)",
        "Could not get lock /var/cache/apt/archives/lock. It is held by process 1234 (apt-get)")


class Lock(unittest.TestCase):
    def set_up(self, refusal, times):
        """Of tests/setup build, where apt-get refuses so many times: (status, output, asked)."""
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (("dpkg-query", NOTHING_INSTALLED), ("apt-get", APT_GET),
                               ("id", ROOT_USER), ("sleep", "#!/bin/sh\n")):
                path = os.path.join(folder, name)
                with open(path, "w", encoding="utf8") as file:
                    file.write(text)
                os.chmod(path, 0o755)
            with open(os.path.join(folder, "left"), "w", encoding="utf8") as file:
                file.write(str(times))
            done = subprocess.run(["bash", SETUP, "build"], encoding="utf8",
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}",
                                       "FAKE": folder, "REFUSAL": refusal})
            with open(os.path.join(folder, "asked"), encoding="utf8") as file:
                return done.returncode, done.stdout, file.read().splitlines()

    def test_it_waits_until_the_lock_is_free(self):
        for refusal in HELD:
            status, output, asked = self.set_up(refusal, 3)
            self.assertEqual(status, 0, output)
            self.assertEqual(output.count("holds the package lock: waiting for it"), 3)
            self.assertEqual([line.count(" update") for line in asked], [1, 1, 1, 1, 0])
            self.assertIn(" install ", asked[-1])

    def test_dpkg_is_told_to_wait_itself(self):
        _, _, asked = self.set_up("", 0)
        for line in asked:
            self.assertRegex(line, r"DPkg::Lock::Timeout=\d\d")

    def test_another_failure_is_one_at_once(self):
        status, output, asked = self.set_up("Unable to locate package", 9)
        self.assertNotEqual(status, 0)
        self.assertIn("Unable to locate package", output)
        self.assertEqual(len(asked), 1)


if __name__ == "__main__":
    unittest.main()
