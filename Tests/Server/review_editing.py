"""Checks of what is changed: by mouse, by keys, by two people; re-cut, compared, exported."""

import os

from page_browser import Keys, wait_for
from review_window import Review, name_person, prove


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
    review.changed(
        lambda: window.drag("#timeline", (review.x_of(60), y), (review.x_of(80), y)), "the drag is saved"
    )
    moved = next(f for f in review.boundaries() if f not in first)
    prove(abs(moved - 80) <= 1, f"dragged from 60 to 80, it is at {moved}")
    prove(window.text("#at-frame") == str(moved), "the video shows the boundary's frame")
    # With Shift it goes to a peak of the signal.
    peaks = [p for p in review.document["signal"]["peaks"] if 50 < p < 130 and p != moved]
    prove(peaks, "the signal has peaks")
    peak = min(peaks, key=lambda p: abs(p - 100))
    review.changed(
        lambda: window.drag("#timeline", (review.x_of(moved), y), (review.x_of(peak) + 3, y), shift=True),
        "the drag to a peak is saved",
    )
    prove(peak in review.boundaries(), f"dragged with Shift near {peak}: {review.boundaries()}")
    window.picture(pictures, "review-dragged")
    review.changed(lambda: window.keys("m"), "the merge is saved")
    prove(review.boundaries() == first, f"merged: {review.boundaries()}")
    window.find("#segments").click()
    review.changed(
        lambda: (window.click("#relabel"), window.keys("goal shown", Keys.ENTER)), "the label is saved"
    )
    prove("goal shown" in review.labels(), f"labels: {review.labels()}")
    # Completion: what is known is offered after a letter or two.
    window.keys(Keys.ARROW_DOWN, "e")
    window.keys("go")
    wait_for(lambda: window.text("#label-list").strip() == "goal shown", "the known label is offered")
    window.picture(pictures, "review-label")
    review.changed(lambda: window.keys(Keys.ARROW_DOWN, Keys.ENTER), "the completed label is saved")
    prove(review.labels().count("goal shown") == 2, f"labels: {review.labels()}")
    # A label is text, whatever it looks like.
    markup = '<img src=x onerror="document.title=1"> & "x"'
    review.changed(lambda: (window.keys("e"), window.keys(markup, Keys.ENTER)), "the odd label is saved")
    wait_for(lambda: markup in window.text("#segments"), "it is shown as it is")
    prove(
        markup in review.labels()
        and window.run("return document.querySelectorAll('#segments img').length") == 0,
        "a label is no markup",
    )
    review.changed(lambda: window.keys("z"), "the odd label is undone")
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
    prove(
        window.run("return document.querySelectorAll('#history li').length") >= 10,
        "the history holds every entry",
    )
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
        prove(
            boundary + 3 in theirs.boundaries() and boundary - 2 not in theirs.boundaries(),
            "nothing was overwritten before the answer",
        )
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
    wait_for(
        lambda: f"boundary 1 of {len(first)}, frame {first[0]}" in said(),
        f"the boundary is read out: {said()}",
    )
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
    part = window.ask(f"/api/videos/{review.id}/signal?from=100&to=140")
    prove([frame for frame, _ in part["points"]] == list(range(100, 140)), f"a part of the signal: {part}")
    prove(all(100 <= frame < 140 for frame in part["peaks"]), f"its peaks: {part['peaks']}")
    window.click("#tab-recut")
    window.run(
        "const s = document.getElementById('sensitivity'); s.value = 80; s.dispatchEvent(new Event('input'))"
    )
    wait_for(
        lambda: window.text("#recut-added").startswith("+")
        and not window.find("#recut-take").get_attribute("disabled"),
        "what would change is shown",
    )
    prove(review.boundaries() == before, "nothing changes before it is taken")
    window.picture(pictures, "review-recut")
    count = int(window.text("#recut-count"))
    review.changed(lambda: window.click("#recut-take"), "the re-cut is taken")
    prove(
        len(review.boundaries()) + 1 == count, f"{len(review.boundaries()) + 1} segments, {count} were shown"
    )
    window.keys("o")
    wait_for(lambda: window.find("#compare-figures").is_displayed(), "the comparison is shown")
    f1 = float(window.text("#compare-f1"))
    prove(0 < f1 < 100, f"F1 {f1}")
    window.picture(pictures, "review-compare")
    review.changed(lambda: window.keys("z"), "the re-cut is undone")
    prove(review.boundaries() == before, "undone")
    wait_for(lambda: float(window.text("#compare-f1")) == 100, "what the machine cut agrees with itself")
    window.keys("p")
    wait_for(
        lambda: window.run("return document.querySelectorAll('[data-format]').length") >= 5,
        "the formats are there",
    )
    names = window.run("return [...document.querySelectorAll('[data-format]')].map((b) => b.dataset.format)")
    for name in [n for n in ("otio", "csv", "vtt") if n in names]:
        had = set(os.listdir(downloads))
        window.click(f"[data-format={name}]")
        wait_for(lambda: "is saved" in window.text(".told"), f"{name} is saved")
        new = lambda: [
            f
            for f in set(os.listdir(downloads)) - had
            if not f.endswith(".crdownload") and not f.startswith(".")
        ]
        wait_for(new, f"{name} is on the disk")
        prove(os.path.getsize(os.path.join(downloads, new()[0])) > 0, f"{name} is empty")
    window.picture(pictures, "review-export")
    window.keys(Keys.ESCAPE)
    return names
