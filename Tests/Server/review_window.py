"""The review page of one video, as a check drives it."""

import marked_video
from page_browser import Failure, Keys, wait_for


def prove(truth, words):
    if not truth:
        raise Failure(words)


class Review:
    """The review page of one video in one window."""

    def __init__(self, window, root, name):
        self.window = window
        rows = window.ask(f"/api/videos?search={name}")["rows"]
        prove(len(rows) == 1, f"the list has {len(rows)} videos named {name}")
        self.id = rows[0]["id"]
        self.address = f"{root}/review.html?video={self.id}"
        self.open()

    def open(self):
        self.window.open(self.address)
        wait_for(lambda: self.window.text("#name") not in ("", "…"), "the document is shown")
        wait_for(lambda: self.window.text("#at-frame") == "0", "frame 0 is shown")

    @property
    def document(self):
        return self.window.ask(f"/api/videos/{self.id}")

    def boundaries(self, level=0):
        return [s["start"] for s in self.document["levels"][level]["segments"][1:]]

    def labels(self):
        return [s["label"] for s in self.document["levels"][0]["segments"]]

    @property
    def frame(self):
        return int(self.window.text("#at-frame"))

    def go_to(self, frame):
        self.window.keys("g")
        self.window.keys(str(frame), Keys.ENTER)
        wait_for(lambda: self.frame == frame, f"frame {frame} is gone to")

    def x_of(self, frame):
        """Where a frame's edge lies on the timeline, all of which is in sight."""
        width = self.window.run("return document.getElementById('timeline').clientWidth")
        return frame * width / self.document["video"]["frames"]

    def lane_y(self):
        """The middle of the first level's lane."""
        return 20 + 3 + (77 if self.document["signal"] else 0) + 20

    def wait_revision(self, above, words):
        return wait_for(lambda: self.window.ask(f"/api/videos/{self.id}/revision")["revision"] > above, words)

    def changed(self, act, words):
        """Does something and waits until the server has it."""
        before = self.window.ask(f"/api/videos/{self.id}/revision")["revision"]
        act()
        self.wait_revision(before, words)


def pictured(window, selector="#video, #still"):
    return window.run(marked_video.READ, selector)


def name_person(window, server, name):
    window.open(server.address)
    window.post("/api/me", {"name": name})
    window.open(server.root)
