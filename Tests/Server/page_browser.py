"""A headless Chromium and a Skillet server for checks of pages; exits with 77 where one is absent."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time

try:
    from selenium import webdriver
    from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.chrome.service import Service
except ImportError:
    print("skipped: selenium is not installed")
    sys.exit(77)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver") or "/usr/bin/chromedriver"
if not CHROMIUM or not os.path.exists(DRIVER):
    print("skipped: chromium or chromedriver is not installed")
    sys.exit(77)


class Failure(Exception):
    """What a check found wrong."""


def wait_for(find, words, seconds=20):
    """Waits until `find` gives something true, and gives that."""
    end = time.monotonic() + seconds
    while True:
        try:
            found = find()
        except (StaleElementReferenceException, WebDriverException):
            found = None
        if found:
            return found
        if time.monotonic() > end:
            raise Failure(f"waited {seconds} s in vain: {words}")
        time.sleep(0.05)


class Server:
    """A server on a place, started on a free port and again on the same one."""

    def __init__(self, program, place):
        self.program, self.place = program, place
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [self.program, self.place, "--port", str(self.port)], stdout=subprocess.PIPE, text=True
        )
        for line in self.process.stdout:
            found = re.search(r"http://\S+", line)
            if found:
                self.address = found[0]
                return
        raise Failure(f"{self.program} printed no address")

    @property
    def root(self):
        return re.match(r"http://[^/]+", self.address)[0]

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()


class Window:
    """A browser of its own: its cookies are those of one person."""

    def __init__(self, width=1360, height=860, dark=False, downloads=None):
        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM
        for argument in (
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--autoplay-policy=no-user-gesture-required",
            f"--window-size={width},{height}",
        ):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        if downloads:
            options.add_experimental_option("prefs", {"download.default_directory": downloads})
        self.driver = webdriver.Chrome(options=options, service=Service(DRIVER))
        self.size(width, height)
        if dark:
            self.driver.execute_cdp_cmd(
                "Emulation.setEmulatedMedia",
                {"features": [{"name": "prefers-color-scheme", "value": "dark"}]},
            )

    def size(self, width, height):
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
        )

    def open(self, address):
        self.driver.get(address)

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def ask(self, path):
        """What the server answers to this window."""
        return self.driver.execute_async_script(
            "const done = arguments[1]; fetch(arguments[0]).then((r) => r.json()).then(done, (e) => done(String(e)));",
            path,
        )

    def post(self, path, body):
        return self.driver.execute_async_script(
            "const done = arguments[2]; fetch(arguments[0], {method: 'POST', headers: {'Content-Type': 'application/json'},"
            " body: JSON.stringify(arguments[1])}).then((r) => r.json()).then(done, (e) => done(String(e)));",
            path,
            body,
        )

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def text(self, selector):
        return self.run("return document.querySelector(arguments[0])?.textContent ?? ''", selector)

    def click(self, selector):
        self.find(selector).click()

    def keys(self, *keys):
        """Presses keys one after another, wherever the focus is."""
        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    def with_shift(self, key):
        ActionChains(self.driver).key_down(Keys.SHIFT).send_keys(key).key_up(Keys.SHIFT).perform()

    def drag(self, selector, start, end, shift=False):
        """Drags within an element, from one place to another, in pixels from its left top."""
        element = self.find(selector)
        box = element.rect
        at = lambda place: (int(place[0] - box["width"] / 2), int(place[1] - box["height"] / 2))
        chain = ActionChains(self.driver).move_to_element_with_offset(element, *at(start)).click_and_hold()
        if shift:
            chain = chain.key_down(Keys.SHIFT)
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        chain = (
            chain.move_to_element_with_offset(element, *at(middle))
            .move_to_element_with_offset(element, *at(end))
            .release()
        )
        if shift:
            chain = chain.key_up(Keys.SHIFT)
        chain.perform()

    def hover(self, selector, place):
        element = self.find(selector)
        box = element.rect
        ActionChains(self.driver).move_to_element_with_offset(
            element, int(place[0] - box["width"] / 2), int(place[1] - box["height"] / 2)
        ).perform()

    def picture(self, folder, name):
        if folder:
            self.driver.save_screenshot(os.path.join(folder, f"{name}.png"))

    def errors(self, allowed=()):
        """What the console complained of, save lines that hold one of `allowed`."""
        return [
            entry["message"]
            for entry in self.driver.get_log("browser")
            if entry["level"] in ("SEVERE", "WARNING") and not any(a in entry["message"] for a in allowed)
        ]

    def close(self):
        self.driver.quit()
