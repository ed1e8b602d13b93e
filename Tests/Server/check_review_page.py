#!/usr/bin/env python3
"""Reviews videos in a real browser: every frame, every edit, two people, keys only, a phone, the dark.

    check_review_page.py SERVER SKILLET [--pictures DIR]

Needs ffmpeg, Debian's chromium and chromium-driver, and Selenium; exits with 77 where one is absent.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile

import marked_video
from page_browser import Failure, Keys, Server, Window, wait_for

MARKED = {
    "bframes.mp4": dict(frames=300, options=["-c:v", "libx264", "-bf", "3", "-g", "48", "-x264-params", "b-adapt=0"]),
    "variable.mp4": dict(frames=240, variable=True, options=["-c:v", "libx264", "-bf", "2", "-g", "60"]),
    "late.mp4": dict(frames=120, options=["-c:v", "libx264", "-bf", "2", "-output_ts_offset", "1.5"]),
    "plain.webm": dict(frames=150, options=["-c:v", "libvpx", "-b:v", "1M"]),
}
UNPLAYABLE = "unplayable.mp4"
CONFLICT = "status of 409"


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


def check_frames(window, root, name, frames, pictures):
    """The number shown is the number in the picture, wherever one goes and however."""
    review = Review(window, root, name.rsplit(".")[0])
    prove(window.text("#of-frames") == f" / {frames - 1}", f"{name}: {window.text('#of-frames')} of {frames} frames")
    shown = 0

    def agree(words):
        nonlocal shown
        wait_for(lambda: pictured(window) == review.frame, f"{name}, {words}: the picture shows {pictured(window)}, the page says {review.frame}", 8)
        shown += 1

    agree("opened")
    for step in range(60):
        window.keys(Keys.ARROW_RIGHT)
        prove(review.frame == step + 1, f"{name}: step {step + 1} leads to frame {review.frame}")
        agree("a step on")
    for step in range(20):
        window.keys(Keys.ARROW_LEFT)
        prove(review.frame == 59 - step, f"{name}: a step back leads to frame {review.frame}")
        agree("a step back")
    drawn = random.Random(9)
    for frame in [frames - 1, 0, *(drawn.randrange(frames) for _ in range(15))]:
        review.go_to(frame)
        agree(f"gone to {frame}")
    window.keys(*[Keys.ARROW_LEFT] * 25)
    agree("25 steps back at once")
    # Playing: while it plays, and wherever it stops.
    review.go_to(0)
    window.keys(" ")
    wait_for(lambda: review.frame > 12, f"{name} plays")
    window.keys(" ")
    wait_for(lambda: not window.run("return document.getElementById('play').classList.contains('playing')"), "it pauses")
    agree("paused")
    window.keys(Keys.ARROW_RIGHT)
    agree("a step on after playing")
    times = window.ask(f"/api/videos/{review.id}/times")
    prove(window.text("#at-pts") == f"pts {times['pts'][review.frame]}", f"{name}: {window.text('#at-pts')} at {review.frame}")
    check_watching(window, review, name)
    window.picture(pictures, f"frames-{name.replace('.', '-')}")
    return shown


def check_watching(window, review, name):
    """The picture under the pointer, zoom, speed, and a loop that stays in its segment."""
    window.hover("#timeline", (review.x_of(70), 12))
    said = lambda: window.text(".surface .picture .figures").split(" ")[0]
    wait_for(lambda: said().isdigit() and pictured(window, ".surface .picture img") == int(said()), f"{name}: the picture under the pointer is frame {said()}")
    prove(abs(int(said()) - 70) <= 8, f"{name}: hovering over 70 shows {said()}")
    window.keys("+", "+", "+")
    wait_for(lambda: window.find("#timeline-overview .window").is_displayed(), "zoomed in, the strip shows which part is in sight")
    window.keys("0")
    wait_for(lambda: not window.find("#timeline-overview .window").is_displayed(), "0 shows all")
    window.keys(".")
    prove(window.run("return document.getElementById('video').playbackRate") == 1.5, "a key plays faster")
    review.go_to(40)
    segment = next(s for s in review.document["levels"][0]["segments"] if s["start"] <= 40 < s["end"])
    window.keys("l")
    seen = window.driver.execute_async_script("""
        const done = arguments[0], seen = [], read = () => Number(document.getElementById("at-frame").textContent);
        const every = setInterval(() => seen.push(read()), 15);
        setTimeout(() => { clearInterval(every); done(seen); }, 3500);""")
    window.keys("l", " ", ",")
    outside = sorted({f for f in seen if not segment["start"] <= f < segment["end"]})
    prove(not outside, f"{name}: the loop of {segment['start']} to {segment['end']} shows {outside}")
    back = sum(1 for a, b in zip(seen, seen[1:]) if b < a)
    prove(back >= 1, f"{name}: the loop begins anew {back} times")


def check_list(window, root, pictures, count):
    window.open(root)
    wait_for(lambda: f"of {count} reviewed" in window.text("#reviewed-of"), "the list is there")
    window.picture(pictures, "videos")
    window.keys("/", "shots")
    wait_for(lambda: "1 of" in window.text("#matching"), "the search matches one")
    window.keys(Keys.ESCAPE, Keys.ENTER)
    wait_for(lambda: window.text("#name") == "shots", "Enter opens the row")
    prove("search=shots" in window.driver.current_url, "the filters go along")
    window.keys("u")
    wait_for(lambda: "1 of" in window.text("#matching"), "going back shows the same list")
    window.find("#reset").click()
    wait_for(lambda: window.text("#matching") == "", "the filters are cleared")
    window.keys("n")
    wait_for(lambda: window.text("#name") not in ("", "…"), "N opens the next unreviewed")


def check_edits(window, server, pictures):
    """By mouse: cut, drag, merge, label, undo; the server restarts; redo."""
    review = Review(window, server.root, "shots")
    first = review.boundaries()
    machine = [(s["start"], s["end"]) for s in review.document["levels"][0]["segments"]]
    review.go_to(60)
    review.changed(lambda: window.click("#cut"), "the cut is saved")
    prove(review.boundaries() == sorted([*first, 60]), f"cut at 60: {review.boundaries()}")
    # Drag it by hand: the boundary goes where the pointer lets go, to a whole frame.
    y = review.lane_y()
    review.changed(lambda: window.drag("#timeline", (review.x_of(60), y), (review.x_of(80), y)), "the drag is saved")
    moved = next(f for f in review.boundaries() if f not in first)
    prove(abs(moved - 80) <= 1, f"dragged from 60 to 80, it is at {moved}")
    prove(window.text("#at-frame") == str(moved), "the video shows the boundary's frame")
    # With Shift it goes to a peak of the signal.
    peaks = [p for p in review.document["signal"]["peaks"] if 50 < p < 130 and p != moved]
    prove(peaks, "the signal has peaks")
    peak = min(peaks, key=lambda p: abs(p - 100))
    review.changed(lambda: window.drag("#timeline", (review.x_of(moved), y), (review.x_of(peak) + 3, y), shift=True), "the drag to a peak is saved")
    prove(peak in review.boundaries(), f"dragged with Shift near {peak}: {review.boundaries()}")
    window.picture(pictures, "review-dragged")
    review.changed(lambda: window.keys("m"), "the merge is saved")
    prove(review.boundaries() == first, f"merged: {review.boundaries()}")
    window.find("#segments").click()
    review.changed(lambda: (window.click("#relabel"), window.keys("goal shown", Keys.ENTER)), "the label is saved")
    prove("goal shown" in review.labels(), f"labels: {review.labels()}")
    # Completion: what is known is offered after a letter or two.
    window.keys(Keys.ARROW_DOWN, "e")
    window.keys("go")
    wait_for(lambda: window.text("#label-list") .strip() == "goal shown", "the known label is offered")
    window.picture(pictures, "review-label")
    review.changed(lambda: window.keys(Keys.ARROW_DOWN, Keys.ENTER), "the completed label is saved")
    prove(review.labels().count("goal shown") == 2, f"labels: {review.labels()}")
    review.changed(lambda: window.click("#undo"), "undo is saved")
    prove(review.labels().count("goal shown") == 1, f"undone: {review.labels()}")
    review.changed(lambda: window.keys("x"), "the deletion is saved")
    fewer = review.boundaries()
    prove(len(fewer) == len(first) - 1, f"deleted: {fewer}")
    review.changed(lambda: window.keys("z"), "undo by key is saved")
    prove(review.boundaries() == first, "the deletion is undone")

    server.stop()
    wait_for(lambda: window.find("#lost").is_displayed(), "the page says that the server is gone")
    window.errors()
    server.start()
    name_person(window, server, "Ann")
    review.open()
    prove(window.find("#redo").is_enabled(), "after a restart there is something to redo")
    review.changed(lambda: window.click("#redo"), "redo is saved")
    prove(review.boundaries() == fewer, f"redone after the restart: {review.boundaries()}")
    while review.document["canUndo"]:
        review.changed(lambda: window.keys("z"), "undo is saved")
    now = [(s["start"], s["end"]) for s in review.document["levels"][0]["segments"]]
    prove(now == machine, "all undone, the segments are the machine's")
    window.click("#tab-history")
    prove(window.run("return document.querySelectorAll('#history li').length") >= 10, "the history holds every entry")
    window.picture(pictures, "review-history")


def check_two_people(ann, ben, server, pictures):
    """Edits that do not touch are merged; those that do are asked about, and nothing is lost."""
    mine, theirs = (Review(w, server.root, "crafter") for w in (ann, ben))
    a, b, *_, z = mine.boundaries()
    mine.go_to((a + b) // 2)
    theirs.changed(lambda: (ben.keys("w"), ben.keys("m")), "Ben's merge is saved")
    prove(a not in theirs.boundaries(), "Ben merged the first boundary")
    mine.go_to(z + 20)
    mine.changed(lambda: ann.keys("c"), "Ann's cut is saved")
    both = mine.boundaries()
    prove(a not in both and z + 20 in both, f"merged: {both}")
    wait_for(lambda: "others changed" in ann.text(".notices"), "Ann is told that it was merged")
    # Ben sees that Ann saved, and takes it.
    wait_for(lambda: "Ann saved" in ben.text("#others-line"), "Ben is told that Ann saved", 15)
    ben.picture(pictures, "review-others")
    ben.keys("r")
    wait_for(lambda: not ben.find("#others").is_displayed(), "Ben sees Ann's change")
    # Both move the same boundary.
    for choice in ("theirs", "mine"):
        ann.open(mine.address)
        ben.open(theirs.address)
        for window in (ann, ben):
            wait_for(lambda: window.text("#name") not in ("", "…"), "the document is shown")
            wait_for(lambda: window.text("#at-frame") == "0", "frame 0 is shown")
            window.keys("w")
        boundary = mine.boundaries()[0]
        theirs.changed(lambda: (ben.keys("d", "d", "d"), ben.keys(Keys.ARROW_DOWN)), "Ben's move is saved")
        prove(boundary + 3 in theirs.boundaries(), "Ben moved it")
        ann.keys("a", "a", Keys.ARROW_DOWN)
        wait_for(lambda: ann.find("dialog.clash").is_displayed(), "Ann is asked")
        prove(boundary + 3 in theirs.boundaries() and boundary - 2 not in theirs.boundaries(), "nothing was overwritten before the answer")
        ann.keys(Keys.ESCAPE)
        prove(ann.find("dialog.clash").is_displayed(), "Escape is no answer")
        if choice == "mine":
            ann.picture(pictures, "review-clash")
        ann.click(f"dialog.clash [data-choice={choice}]")
        if choice == "mine":
            wait_for(lambda: boundary - 2 in mine.boundaries(), "mine is in place")
            prove(boundary + 3 not in mine.boundaries(), "theirs gave way")
        else:
            wait_for(lambda: "set aside" in ann.text(".notices"), "Ann is told that hers is set aside")
            prove(boundary + 3 in mine.boundaries(), "theirs is kept")
    history = " ".join(f"{e['by']}: {e['summary']}" for e in mine.document["history"])
    prove("Ann" in history and "Ben" in history, "both stand in the history")


def check_keys(window, server, pictures):
    """The same by keys alone, and read out."""
    review = Review(window, server.root, "metaworld")
    said = lambda: window.run("return document.querySelector('[role=status].unseen').textContent")
    first = review.boundaries()
    window.keys("?")
    wait_for(lambda: window.find("dialog.wide").is_displayed(), "? shows the keys")
    window.picture(pictures, "review-keys")
    window.keys(Keys.ESCAPE)
    window.keys("w")
    wait_for(lambda: f"boundary 1 of {len(first)}, frame {first[0]}" in said(), f"the boundary is read out: {said()}")
    review.changed(lambda: window.keys("d", "d", "d"), "moved by keys, it is saved")
    prove(first[0] + 3 in review.boundaries(), f"moved by 3: {review.boundaries()}")
    revision = review.document["revision"]
    window.keys("d", "d", Keys.ESCAPE)
    wait_for(lambda: "where it was" in said(), "Escape lets it go back")
    prove(review.document["revision"] == revision, "nothing was saved")
    window.with_shift("d")
    review.wait_revision(revision, "to the next peak by key")
    peaks = review.document["signal"]["peaks"]
    prove(any(f in peaks for f in review.boundaries() if f not in first), "it is on a peak")
    window.keys(*[Keys.ARROW_RIGHT] * 4)
    at = review.frame
    review.changed(lambda: window.keys("c"), "cut by key")
    prove(at in review.boundaries(), f"cut at {at}")
    review.changed(lambda: window.keys("m"), "merge by key")
    review.changed(lambda: (window.keys("e"), window.keys("reach", Keys.ENTER)), "label by key")
    prove("reach" in review.labels(), "labelled by key")
    with_level = lambda: (window.with_shift("l"), window.keys("phase", Keys.ENTER))
    review.changed(with_level, "a level is added by key")
    prove([level["name"] for level in review.document["levels"]][1:] == ["phase"], "the level is there")
    wait_for(lambda: "phase" in window.text("#levels [aria-checked=true]"), "it is the level in work")
    window.keys("1")
    wait_for(lambda: "phase" not in window.text("#levels [aria-checked=true]"), "1 switches back")
    window.picture(pictures, "review-levels")
    window.keys("2")
    review.changed(lambda: window.with_shift("k"), "the level is removed by key")
    prove(len(review.document["levels"]) == 1, "the level is gone")
    while review.document["canUndo"]:
        review.changed(lambda: window.keys("z"), "undo by key")
    prove(review.boundaries() == first, "all undone by keys")
    window.keys("v")
    wait_for(lambda: review.document["reviewed"], "V marks it as reviewed")
    window.keys("n")
    wait_for(lambda: window.text("#name") not in ("", "…", "metaworld"), "N leads on")


def check_recut_compare_export(window, server, pictures, downloads):
    review = Review(window, server.root, "shots")
    before = review.boundaries()
    window.click("#tab-recut")
    window.run("const s = document.getElementById('sensitivity'); s.value = 80; s.dispatchEvent(new Event('input'))")
    wait_for(lambda: window.text("#recut-added").startswith("+") and not window.find("#recut-take").get_attribute("disabled"), "what would change is shown")
    prove(review.boundaries() == before, "nothing changes before it is taken")
    window.picture(pictures, "review-recut")
    count = int(window.text("#recut-count"))
    review.changed(lambda: window.click("#recut-take"), "the re-cut is taken")
    prove(len(review.boundaries()) + 1 == count, f"{len(review.boundaries()) + 1} segments, {count} were shown")
    window.keys("o")
    wait_for(lambda: window.find("#compare-figures").is_displayed(), "the comparison is shown")
    f1 = float(window.text("#compare-f1"))
    prove(0 < f1 < 100, f"F1 {f1}")
    window.picture(pictures, "review-compare")
    review.changed(lambda: window.keys("z"), "the re-cut is undone")
    prove(review.boundaries() == before, "undone")
    wait_for(lambda: float(window.text("#compare-f1")) == 100, "what the machine cut agrees with itself")
    window.keys("p")
    wait_for(lambda: window.run("return document.querySelectorAll('[data-format]').length") >= 5, "the formats are there")
    names = window.run("return [...document.querySelectorAll('[data-format]')].map((b) => b.dataset.format)")
    for name in [n for n in ("otio", "csv", "vtt") if n in names]:
        had = set(os.listdir(downloads))
        window.click(f"[data-format={name}]")
        wait_for(lambda: "is saved" in window.text(".told"), f"{name} is saved")
        new = lambda: [f for f in set(os.listdir(downloads)) - had if not f.endswith(".crdownload") and not f.startswith(".")]
        wait_for(new, f"{name} is on the disk")
        prove(os.path.getsize(os.path.join(downloads, new()[0])) > 0, f"{name} is empty")
    window.picture(pictures, "review-export")
    window.keys(Keys.ESCAPE)
    return names


def check_unplayable(window, root, pictures):
    """A codec that the browser cannot play: exact pictures where it pauses, encoded anew while it plays."""
    review = Review(window, root, UNPLAYABLE.rsplit(".")[0])
    wait_for(lambda: "cannot play" in window.text("#video-notes"), "the page says so")
    for frame in (0, 7, 55, 119):
        if frame:
            review.go_to(frame)
        wait_for(lambda: window.run("const s = document.getElementById('still'); return s.complete && s.naturalWidth > 0"), "the picture is there")
        wait_for(lambda: pictured(window, "#still") == frame, f"the picture shows {pictured(window, '#still')}, not {frame}", 8)
    review.go_to(10)
    window.keys(" ")
    wait_for(lambda: review.frame > 20, "it plays, encoded anew", 30)
    window.keys(" ")
    wait_for(lambda: pictured(window, "#still") == review.frame, "paused, it shows the exact frame")
    window.picture(pictures, "review-unplayable")


def check_notes(window, root, pictures):
    """What is wrong with a video is said, and its segments are shown all the same."""
    for name, said in (("moved", "no video"), ("changed", "changed"), ("newer", "newer")):
        review = Review(window, root, name)
        wait_for(lambda: said in window.text("#video-notes"), f"{name}: {window.text('#video-notes')!r}")
        if name != "newer":
            prove(len(review.boundaries()) > 0, f"{name}: the segments are shown")
        window.picture(pictures, f"review-{name}")


def check_looks(server, pictures):
    for name, width, height, dark in (("narrow", 400, 820, False), ("narrow-dark", 400, 820, True), ("dark", 1360, 860, True)):
        window = Window(width, height, dark=dark)
        try:
            window.open(server.address)
            for page in ("videos", "review"):
                if page == "videos":
                    wait_for(lambda: "reviewed" in window.text("#reviewed-of"), "the list is there")
                else:
                    review = Review(window, server.root, "crafter")
                    window.keys("w", "w")
                    wait_for(lambda: review.frame > 0, "keys work here as well")
                over = window.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
                prove(over <= 0, f"{page}, {name}: {over} pixels too wide")
                window.picture(pictures, f"{page}-{name}")
            prove(not window.errors(), f"{name}: {window.errors()}")
        finally:
            window.close()


def name_person(window, server, name):
    window.open(server.address)
    window.post("/api/me", {"name": name})
    window.open(server.root)


def make_place(folder, skillet):
    """Videos whose frames are marked, and the project's samples, annotated."""
    source = os.path.join(folder, "videos")
    os.mkdir(source)
    for name, members in MARKED.items():
        marked_video.write(os.path.join(source, name), **members)
    marked_video.write(os.path.join(source, UNPLAYABLE), 120, options=["-c:v", "mpeg2video", "-q:v", "2"])
    samples = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "SampleVideos")
    for name in ("crafter", "metaworld", "shots"):
        shutil.copy(os.path.join(samples, f"{name}.mp4"), source)
    place = os.path.join(folder, "OUT")
    for name in ("moved", "changed", "newer"):
        marked_video.write(os.path.join(source, f"{name}.mp4"), 100 + len(name), options=["-c:v", "libx264"])
    subprocess.run([skillet, "annotate", source, "--out", place, "--signals", "-q"], check=True, stdout=subprocess.DEVNULL)
    os.remove(os.path.join(source, "moved.mp4"))
    with open(os.path.join(source, "changed.mp4"), "ab") as video:
        video.write(b"more")
    newer = os.path.join(place, "documents", "newer.json")
    with open(newer) as file:
        text = file.read()
    with open(newer, "w") as file:
        file.write(text.replace("skillet.segments/1", "skillet.segments/2"))
    return place, len(MARKED) + 7


def check(server, count, pictures, downloads, windows, parts):
    ann, ben = windows
    name_person(ann, server, "Ann")
    name_person(ben, server, "Ben")
    shown = 0
    if "list" in parts:
        check_list(ann, server.root, pictures, count)
    if "frames" in parts:
        shown = sum(check_frames(ann, server.root, name, members["frames"], pictures) for name, members in MARKED.items())
    if "people" in parts:
        check_two_people(ann, ben, server, pictures)
    if "keys" in parts:
        check_keys(ann, server, pictures)
    if "recut" in parts:
        check_recut_compare_export(ann, server, pictures, downloads)
    if "unplayable" in parts:
        check_unplayable(ann, server.root, pictures)
    if "notes" in parts:
        check_notes(ann, server.root, pictures)
    if "looks" in parts:
        check_looks(server, pictures)
    for window in windows:
        prove(not (errors := window.errors(allowed=(CONFLICT,))), f"console: {errors}")
    if "edits" in parts:
        check_edits(ann, server, pictures)
    prove(not (errors := ann.errors()), f"console: {errors}")
    return shown


PARTS = ["list", "frames", "people", "keys", "recut", "unplayable", "notes", "looks", "edits"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("server")
    parser.add_argument("skillet")
    parser.add_argument("--pictures", help="save a picture of each page in this folder")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="only these parts")
    given = parser.parse_args()
    if given.pictures:
        os.makedirs(given.pictures, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        downloads = os.path.join(folder, "downloads")
        os.mkdir(downloads)
        place, count = make_place(folder, os.path.abspath(given.skillet))
        server = Server(os.path.abspath(given.server), place)
        windows = []
        try:
            windows += [Window(downloads=downloads), Window()]
            shown = check(server, count, given.pictures, downloads, windows, given.parts)
        except Failure as failure:
            for number, window in enumerate(windows):
                window.picture(given.pictures, f"failure-{number}")
            print(f"check_review_page: {failure}", file=sys.stderr)
            return 1
        finally:
            for window in windows:
                window.close()
            server.stop()
    if given.parts != PARTS:
        print(f"review page: {', '.join(given.parts)} only; no console error")
        return 0
    print(f"review page: {shown} frames of {len(MARKED)} videos shown as numbered; edits by mouse and by keys, undone and redone "
          "across a restart; two people merged and asked; re-cut, compared, exported; narrow and dark; no console error")
    return 0


if __name__ == "__main__":
    sys.exit(main())
