#!/usr/bin/env python3
"""Reviews videos in a real browser: every frame, every edit, two people, keys only, a phone, the dark.

    check_review_page.py SERVER SKILLET [--pictures DIR]

Needs ffmpeg, Debian's chromium and chromium-driver, and Selenium; exits with 77 where one is absent.
"""

import argparse
import os
import sys
import tempfile

from page_browser import Failure, Keys, Server, Window, wait_for
from review_editing import check_edits, check_keys, check_recut_compare_export, check_two_people
from review_place import MARKED, make_data_set, make_place
from review_watching import check_episodes, check_frames, check_notes, check_unplayable
from review_window import Review, name_person, prove

CONFLICT = "status of 409"


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


def check_looks(server, pictures):
    for name, width, height, dark in (
        ("narrow", 400, 820, False),
        ("narrow-dark", 400, 820, True),
        ("dark", 1360, 860, True),
    ):
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
                over = window.run(
                    "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
                )
                prove(over <= 0, f"{page}, {name}: {over} pixels too wide")
                window.picture(pictures, f"{page}-{name}")
            prove(not window.errors(), f"{name}: {window.errors()}")
        finally:
            window.close()


def check(server, count, pictures, downloads, windows, parts):
    ann, ben = windows
    name_person(ann, server, "Ann")
    name_person(ben, server, "Ben")
    shown = 0
    if "list" in parts:
        check_list(ann, server.root, pictures, count)
    if "frames" in parts:
        shown = sum(
            check_frames(ann, server.root, name, members["frames"], pictures)
            for name, members in MARKED.items()
        )
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


def check_data_set(window, given, folder):
    server = Server(os.path.abspath(given.server), make_data_set(folder, os.path.abspath(given.skillet)))
    try:
        window.errors()
        window.open(server.address)
        check_episodes(window, server.root)
        prove(not (errors := window.errors()), f"console: {errors}")
    finally:
        server.stop()


PARTS = ["list", "frames", "people", "keys", "recut", "unplayable", "episodes", "notes", "looks", "edits"]


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
            if "episodes" in given.parts:
                check_data_set(windows[1], given, folder)
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
    print(
        f"review page: {shown} frames of {len(MARKED)} videos shown as numbered, and parts of a file and a "
        "codec the browser cannot play as well; edits by mouse and by keys, undone and redone across a "
        "restart; two people merged and asked; re-cut, compared, exported; narrow and dark; no console error"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
