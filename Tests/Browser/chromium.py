"""A headless Chromium that is driven over the DevTools pipe: no port, no package."""
import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time


class ChromiumError(Exception):
    """The browser did not start, answer or succeed."""


class Chromium:
    def __init__(self, program, patience=60):
        self.program, self.patience = program, patience
        self.console, self.requests = [], []
        self.number, self.events, self.buffer, self.session = 0, [], b"", None

    def __enter__(self):
        self.profile = tempfile.mkdtemp(prefix="chromium-")
        # The browser reads from descriptor 3 and writes to 4; both ends are moved out of the way.
        ends = [fcntl.fcntl(fd, fcntl.F_DUPFD, 10) for pair in (os.pipe(), os.pipe())
                for fd in self._closing(pair)]
        to_browser, self.writer, self.reader, from_browser = ends

        def place():
            os.dup2(to_browser, 3)
            os.dup2(from_browser, 4)

        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [self.program, "--headless=new", "--no-sandbox", "--disable-gpu",
             "--disable-dev-shm-usage", "--no-first-run", "--hide-scrollbars",
             f"--user-data-dir={self.profile}", "--remote-debugging-pipe", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
            preexec_fn=place, pass_fds=(3, 4))
        os.close(to_browser)
        os.close(from_browser)
        pages = [t for t in self.call("Target.getTargets")["targetInfos"] if t["type"] == "page"]
        target = pages[0]["targetId"] if pages else \
            self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target,
                                 flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")
        return self

    def _closing(self, pair):
        """Yields a pipe's ends and closes them after they were copied."""
        for fd in pair:
            yield fd
            os.close(fd)

    def __exit__(self, *_):
        try:
            self.session = None
            self.call("Browser.close")
        except (ChromiumError, OSError):
            self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.writer)
        os.close(self.reader)
        shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method, **params):
        """Sends a command and waits for its answer; events on the way are kept."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.writer, json.dumps(message).encode() + b"\0")
        deadline = time.monotonic() + self.patience
        while True:
            answer = self._read(deadline)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise ChromiumError(f"{method}: {answer['error'].get('message')}")
                return answer["result"]
            self._note(answer)

    def _read(self, deadline):
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.reader], [], [], max(0, deadline - time.monotonic()))
            chunk = os.read(self.reader, 1 << 20) if ready else b""
            if not chunk:
                self.log.seek(0)
                said = self.log.read().decode(errors="replace").strip().splitlines()[-3:]
                why = "closed its pipe" if ready else f"gave no answer in {self.patience} s"
                raise ChromiumError(f"Chromium {why}. It said: {' / '.join(said)}")
            self.buffer += chunk
        text, _, self.buffer = self.buffer.partition(b"\0")
        return json.loads(text)

    def _note(self, event):
        method, params = event.get("method"), event.get("params", {})
        if method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.console.append(params["entry"]["text"])
        elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning"):
            self.console.append(str([a.get("value") for a in params["args"]]))
        elif method == "Runtime.exceptionThrown":
            self.console.append(params["exceptionDetails"]["text"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        self.events.append(method)

    def resize(self, width, height, phone=False):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=phone)

    def emulate(self, media, scheme):
        self.call("Emulation.setEmulatedMedia", media=media,
                  features=[{"name": "prefers-color-scheme", "value": scheme}])

    def open(self, url):
        self.events.clear()
        answer = self.call("Page.navigate", url=url)
        if answer.get("errorText"):
            raise ChromiumError(f"{url}: {answer['errorText']}")
        deadline = time.monotonic() + self.patience
        while "Page.loadEventFired" not in self.events:
            self._note(self._read(deadline))

    def evaluate(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, awaitPromise=True,
                           returnByValue=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise ChromiumError(details.get("exception", {}).get("description", details["text"]))
        return answer["result"]["value"]

    def screenshot(self):
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 6000),
                "scale": 1}
        return base64.b64decode(self.call("Page.captureScreenshot", format="png", clip=clip,
                                          captureBeyondViewport=True)["data"])

    def pdf(self):
        return base64.b64decode(self.call("Page.printToPDF", printBackground=True,
                                          preferCSSPageSize=True, paperWidth=8.27,
                                          paperHeight=11.69)["data"])
