# SPDX-License-Identifier: GPL-2.0-or-later
"""A headless Chromium for tests of pages, driven through chromedriver (WebDriver over HTTP).

    with Browser() as browser:
        browser.open(path)
        browser.click("a.value")
        assert browser.run("return location.hash") == "#f1"
        assert browser.console() == []

Elements are named by CSS selectors. The browser has no network; files are all it opens."""
import base64
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

from kompass import NODE_MODULES, PATIENCE

AXE = os.path.join(NODE_MODULES, "axe-core", "axe.min.js")
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # WebDriver's name for a reference
KEYS = {"tab": "\ue004", "enter": "\ue007", "escape": "\ue00c", "shift": "\ue008",
        "left": "\ue012", "up": "\ue013", "right": "\ue014", "down": "\ue015", "space": " "}
ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--disable-dev-shm-usage", "--hide-scrollbars", "--force-color-profile=srgb",
             "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")


class Browser:
    def __init__(self, width=1280, height=900, dark=False):
        self.profile = tempfile.mkdtemp(prefix="kk-browser-")
        self.port_file = os.path.join(self.profile, "port.log")
        with open(self.port_file, "wb") as log:
            self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=log, stderr=log,
                                           stdin=subprocess.DEVNULL)
        try:
            self.address = f"http://127.0.0.1:{self.wait_for_port()}"
            options = {"args": [*ARGUMENTS, f"--user-data-dir={self.profile}/data",
                                f"--window-size={width},{height}"]}
            answer = self.send("POST", "/session", {"capabilities": {"alwaysMatch": {
                "browserName": "chrome", "goog:chromeOptions": options,
                "goog:loggingPrefs": {"browser": "ALL"}, "timeouts": {
                    "script": 1000 * PATIENCE, "pageLoad": 1000 * PATIENCE}}}})
            self.address += "/session/" + answer["sessionId"]
            self.size(width, height)
            self.media(dark=dark)
        except BaseException:
            self.close()
            raise

    def wait_for_port(self):
        for _ in range(20 * PATIENCE):
            with open(self.port_file, encoding="utf8", errors="replace") as log:
                words = log.read().split("successfully on port ")
            if len(words) > 1 and words[1].split(".")[0].isdigit():
                return int(words[1].split(".")[0])
            if self.driver.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError("chromedriver does not start")

    def send(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode("utf8")
        request = urllib.request.Request(self.address + path, data, method=method,
                                         headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"]) from None

    def close(self):
        try:
            if "/session/" in getattr(self, "address", ""):
                self.send("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait()
            shutil.rmtree(self.profile, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # ---- pages -------------------------------------------------------------------------------

    def open(self, path):
        """A file's path, or an address."""
        address = path if ":" in path.split("/")[0] else pathlib.Path(path).absolute().as_uri()
        self.send("POST", "/url", {"url": address})

    def run(self, script, *arguments):
        """What a script's `return` gives; it is not held to the page's own policy."""
        return self.send("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def wait(self, script, *arguments):
        """As run(), again and again until it gives what is true, with patience."""
        until = time.monotonic() + PATIENCE
        while not (answer := self.run(script, *arguments)) and time.monotonic() < until:
            time.sleep(0.02)
        return answer

    def find(self, selector):
        found = self.send("POST", "/element", {"using": "css selector", "value": selector})
        return found[ELEMENT]

    def click(self, selector):
        self.send("POST", f"/element/{self.find(selector)}/click", {})

    def press(self, *keys):
        """Keys one after the other: names of KEYS, or characters; "shift+tab" holds the first."""
        actions = []
        for key in keys:
            held = [KEYS.get(k, k) for k in (key.split("+") if len(key) > 1 else [key])]
            actions += [{"type": "keyDown", "value": k} for k in held]
            actions += [{"type": "keyUp", "value": k} for k in reversed(held)]
        self.send("POST", "/actions", {"actions": [{"type": "key", "id": "keys",
                                                    "actions": actions}]})

    def console(self):
        """What was written to the console since the last call: errors of scripts, of the policy,
        of the network."""
        return [entry["message"] for entry in self.send("POST", "/se/log", {"type": "browser"})]

    # ---- how it is looked at -----------------------------------------------------------------

    def devtools(self, command, **parameters):
        return self.send("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def size(self, width, height):
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height,
                      deviceScaleFactor=1, mobile=width < 600)

    def media(self, dark=False, media=""):
        """@media: "print" shows the page as it is printed."""
        self.devtools("Emulation.setEmulatedMedia", media=media, features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"}])

    def scripts(self, on):
        """Whether the pages opened from now on may run scripts of their own."""
        self.devtools("Emulation.setScriptExecutionDisabled", value=not on)

    def screenshot(self, path, whole=False):
        picture = self.devtools("Page.captureScreenshot", captureBeyondViewport=whole)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(picture))

    def print_pdf(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.send("POST", "/print", {"background": True})))

    # ---- can everybody use it? ---------------------------------------------------------------

    def axe(self):
        """axe-core's violations on the page as it stands: (rule, what is wrong, where)."""
        with open(AXE, encoding="utf8") as file:
            self.run(file.read())
        found = self.send("POST", "/execute/async", {"args": [], "script":
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {resultTypes: ['violations']})"
            ".then(r => done(r.violations), e => done([{id: String(e), nodes: []}]));"})
        return [(v["id"], node.get("failureSummary", ""), node.get("html", "")[:200])
                for v in found for node in v["nodes"] or [{}]]
