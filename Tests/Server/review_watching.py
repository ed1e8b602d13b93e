"""Checks of what is watched: every frame, loops, codecs a browser cannot play, videos gone or changed."""

import random

from page_browser import Keys, wait_for
from review_place import UNPLAYABLE
from review_window import Review, pictured, prove


def check_frames(window, root, name, frames, pictures):
    """The number shown is the number in the picture, wherever one goes and however."""
    review = Review(window, root, name.rsplit(".")[0])
    prove(
        window.text("#of-frames") == f" / {frames - 1}",
        f"{name}: {window.text('#of-frames')} of {frames} frames",
    )
    shown = 0

    def agree(words):
        nonlocal shown
        wait_for(
            lambda: pictured(window) == review.frame,
            f"{name}, {words}: the picture shows {pictured(window)}, the page says {review.frame}",
            8,
        )
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
    wait_for(
        lambda: not window.run("return document.getElementById('play').classList.contains('playing')"),
        "it pauses",
    )
    agree("paused")
    window.keys(Keys.ARROW_RIGHT)
    agree("a step on after playing")
    times = window.ask(f"/api/videos/{review.id}/times")
    prove(
        window.text("#at-pts") == f"pts {times['pts'][review.frame]}",
        f"{name}: {window.text('#at-pts')} at {review.frame}",
    )
    check_watching(window, review, name)
    window.picture(pictures, f"frames-{name.replace('.', '-')}")
    return shown


def check_watching(window, review, name):
    """The picture under the pointer, zoom, speed, and a loop that stays in its segment."""
    window.hover("#timeline", (review.x_of(70), 12))
    said = lambda: window.text(".surface .picture .figures").split(" ")[0]
    wait_for(
        lambda: said().isdigit() and pictured(window, ".surface .picture img") == int(said()),
        f"{name}: the picture under the pointer is frame {said()}",
    )
    prove(abs(int(said()) - 70) <= 8, f"{name}: hovering over 70 shows {said()}")
    window.keys("+", "+", "+")
    wait_for(
        lambda: window.find("#timeline-overview .window").is_displayed(),
        "zoomed in, the strip shows which part is in sight",
    )
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


def check_episodes(window, root):
    """A document about a part of a file shows that part, and stops where it ends."""
    for name, first, frames in (("episode_000000", 0, 100), ("episode_000001", 100, 140)):
        review = Review(window, root, name)
        agree = lambda: wait_for(
            lambda: pictured(window) == first + review.frame,
            f"{name}: frame {review.frame} shows {pictured(window)}",
        )
        agree()
        for frame in (1, 50, frames - 1, 0, frames - 12):
            review.go_to(frame)
            agree()
        window.hover("#timeline", (300, 12))
        said = lambda: window.text(".surface .picture .figures").split(" ")[0]
        wait_for(
            lambda: said().isdigit() and pictured(window, ".surface .picture img") == first + int(said()),
            "the picture under the pointer is of the part",
        )
        window.keys(" ")
        wait_for(
            lambda: review.frame == frames - 1
            and not window.run("return document.getElementById('play').classList.contains('playing')"),
            f"{name} ends with its part",
        )
        agree()


def check_unplayable(window, root, pictures):
    """A codec that the browser cannot play: exact pictures where it pauses, encoded anew while it plays."""
    review = Review(window, root, UNPLAYABLE.rsplit(".")[0])
    wait_for(lambda: "cannot play" in window.text("#video-notes"), "the page says so")
    for frame in (0, 7, 55, 119):
        if frame:
            review.go_to(frame)
        wait_for(
            lambda: window.run(
                "const s = document.getElementById('still'); return s.complete && s.naturalWidth > 0"
            ),
            "the picture is there",
        )
        wait_for(
            lambda: pictured(window, "#still") == frame,
            f"the picture shows {pictured(window, '#still')}, not {frame}",
            8,
        )
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
