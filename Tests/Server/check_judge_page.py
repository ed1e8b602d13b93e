#!/usr/bin/env python3
"""Three judges in three browser windows judge a whole small tournament while its organiser watches.

usage: check_judge_page.py SERVER SKILLET [--pictures DIR] [--port 8492]

One judge uses the keyboard only, one the mouse, one a narrow window in the dark. Exits with 77 where
Selenium, chromium or chromedriver is missing.
"""

import argparse
import os
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from judged_tournament import JudgedTournament, media_name  # noqa: E402
from page_browser import Failure, Keys, Window, wait_for  # noqa: E402
from serving import Server  # noqa: E402

# Notes every frame that is shown while a clip plays, and when each was started.
WATCH = """
window.shownFrames = []; window.started = [];
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
  window.started.push([this.currentSrc, performance.now()]);
  if (!this.isWatched && this.requestVideoFrameCallback) {
    this.isWatched = true;
    const see = (_, facts) => {
      window.shownFrames.push([this.currentSrc, this.closest('.clip')?.className ?? '', facts.mediaTime]);
      this.requestVideoFrameCallback(see);
    };
    this.requestVideoFrameCallback(see);
  }
  return play.call(this);
};
"""
KEYS = {"left": Keys.ARROW_LEFT, "right": Keys.ARROW_RIGHT}


def check(holds, words):
    if not holds:
        raise Failure(words)


class JudgeWindow:
    def __init__(self, name, link, tournament, width=1280, height=800, dark=False, uses_keys=False):
        self.name, self.tournament, self.uses_keys = name, tournament, uses_keys
        self.window = Window(width, height, dark)
        self.window.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
        self.window.open(link)
        self.seen, self.fallbacks = [], 0

    def state(self):
        return self.window.ask("/api/judge/next")

    def answered(self):
        return int(self.window.text("#progress").split(" ")[0] or 0)

    def is_ready(self):
        return self.window.run(
            "return !document.querySelector('#answers').hidden && !document.querySelector('[data-verdict=left]').disabled")

    def wait(self):
        """The pair that is on the screen and can be answered; None where there is none."""
        wait_for(lambda: self.window.run("return !document.querySelector('#rest').hidden") or self.is_ready(),
                 f"{self.name}: a pair or a note", 40)
        if self.window.run("return !document.querySelector('#rest').hidden"):
            return None
        return self.state()["pair"]

    def answer(self, verdict=None):
        pair = self.wait()
        if pair is None:
            return False
        self.look_for_names()
        self.seen.append(frozenset((pair[side]["media"], pair[side]["start"]) for side in ("left", "right")))
        self.fallbacks += self.window.run("return document.querySelector('#stage').innerText.includes('Re-encoded')")
        before = self.answered()
        verdict = verdict or self.tournament.verdict(pair)
        if self.uses_keys:
            self.window.keys(KEYS[verdict])
        else:
            self.window.click(f"[data-verdict={verdict}]")
        wait_for(lambda: self.answered() == before + 1, f"{self.name}: the answer is recorded")
        return True

    def look_for_names(self):
        page = self.window.run("return document.documentElement.outerHTML + document.title + location.href"
                               " + performance.getEntriesByType('resource').map((one) => one.name).join()")
        told = [name for name in self.tournament.names if name in page + str(self.state())]
        check(not told, f"{self.name} can read {told}")

    def check_spans(self):
        """Every frame that was shown lies within the span of a clip of its file."""
        frames = self.window.run("return window.shownFrames.splice(0)")
        spans = {}
        for (path, begin), (skill, _, _) in self.tournament.clips.items():
            spans.setdefault(media_name(path), []).append(begin)
        outside, counted = [], 0
        for source, _, moment in frames:
            begins = spans.get(source.rsplit("/", 1)[-1])
            if begins is None:
                continue
            counted += 1
            if not any(begin - 0.001 <= moment < begin + 1.6 - 0.001 for begin in begins):
                outside.append((source, moment))
        check(not outside, f"{self.name} was shown {len(outside)} frames outside of the spans: {outside[:3]}")
        return counted

    def check_together(self):
        """The two clips of a pair are started in one moment."""
        started = self.window.run("return window.started.splice(0).map(([, when]) => when)")
        check(len(started) >= 2 and started[1] - started[0] < 100, f"{self.name}: clips started at {started[:2]}")

    def check_width(self):
        width = self.window.run("return [document.documentElement.scrollWidth, innerWidth]")
        check(width[0] <= width[1], f"{self.name}: the page is {width[0]} wide in a window of {width[1]}")


def take_back(judge):
    """The last answer, taken back by a key: its pair is there again."""
    pair = judge.wait()
    before = judge.answered()
    judge.window.keys(KEYS["left"] if judge.tournament.verdict(pair) == "right" else KEYS["right"])  # the wrong one
    wait_for(lambda: judge.answered() == before + 1, "the answer that will be taken back")
    judge.window.keys("z")
    wait_for(lambda: judge.answered() == before, "the answer is taken back")
    check(judge.wait()["id"] == pair["id"], "after taking back another pair is shown")


def die_meanwhile(judge, server, serve):
    """The server is killed, an answer is given, and recorded once the server is there again."""
    pair, before = judge.wait(), judge.answered()
    server.kill()
    judge.window.click(f"[data-verdict={judge.tournament.verdict(pair)}]")
    wait_for(lambda: not judge.window.run("return document.querySelector('#lost').hidden"), "the page says that the server is gone")
    server = serve()
    wait_for(lambda: judge.answered() == before + 1, "the answer is sent again")
    check(judge.window.run("return document.querySelector('#lost').hidden"), "the page still says that the server is gone")
    return server


def play_round(judges):
    going = list(judges)
    while going:
        going = [judge for judge in going if judge.answer()]


def watch_controls(judge):
    """Frame steps, loop, speed, and the list of keys."""
    window = judge.window
    at = "return [...document.querySelectorAll('.clip video')].map((one) => one.currentTime)"
    wait_for(lambda: window.run("return [...document.querySelectorAll('.clip video')].every((one) => one.paused)"),
             "both clips end")
    window.keys("r")
    wait_for(lambda: window.run("return [...document.querySelectorAll('.clip video')].some((one) => !one.paused)"), "r plays")
    window.keys(",")
    before = window.run(at)
    window.keys(",")
    time.sleep(0.3)
    after = window.run(at)
    check(all(0 < b - a < 0.2 for a, b in zip(after, before)), f"a frame back went from {before} to {after}")
    window.keys("-")
    check(window.run("return document.querySelector('.clip video').playbackRate") == 0.5, "the minus key slows nothing")
    window.keys("+", "l", " ")
    check(window.run("return document.querySelector('#loop').getAttribute('aria-pressed')") == "true", "l does not repeat")
    # Both are a second and a half long: after two seconds at least one has begun anew.
    time.sleep(2.5)
    check(window.run("return [...document.querySelectorAll('.clip video')].some((one) => !one.paused)"), "nothing repeats")
    window.keys("l", "?")
    wait_for(lambda: window.run("return document.querySelector('dialog[open] .keys') !== null"), "? shows the keys")


def judge_it(arguments, folder):
    pictures = arguments.pictures
    tournament = JudgedTournament(folder, arguments.skillet)
    def serve():
        return Server(arguments.server, tournament.file, arguments.port, "--practice",
                      os.path.join(folder, "practice.csv"), "--practice-every", "3")
    server = serve()
    windows = []
    try:
        host = server.person("Olga")
        links = {name: host.post("/api/board/invitations", {"name": name}).json["link"] for name in ("Ann", "Ben", "Cem")}
        root = f"http://127.0.0.1:{arguments.port}"
        board = Window(1280, 1000)
        windows.append(board)
        board.open(f"{root}/?token={server.token}")
        wait_for(lambda: "of 12" in board.text("#summary") or "of 18" in board.text("#summary"), "the board")
        ann = JudgeWindow("Ann", root + links["Ann"], tournament, uses_keys=True)
        ben = JudgeWindow("Ben", root + links["Ben"], tournament)
        cem = JudgeWindow("Cem", root + links["Cem"], tournament, 400, 780, dark=True)
        judges = [ann, ben, cem]
        windows += [judge.window for judge in judges]
        for judge in judges:
            wait_for(judge.is_ready, f"{judge.name}: the first pair", 40)
            judge.check_width()
            check("Practice 1 of 2" in judge.window.text("#practice"), f"{judge.name} does not practise first")
        ann.check_together()
        ahead = ann.state()["ahead"]
        wait_for(lambda: ann.window.run(
            "return performance.getEntriesByType('resource').some((one) => one.name.includes(arguments[0]))",
            ahead["left"]["media"]), "the next pair is loaded before it is needed")
        cem.window.picture(pictures, "judge-narrow-dark")
        watch_controls(ann)
        ann.window.picture(pictures, "judge-keys")
        ann.window.keys(Keys.ESCAPE)
        for judge in judges:
            judge.answer()
            judge.answer()
            check(judge.state()["qualified"] is True, f"{judge.name} is not let in")
        server = die_meanwhile(ben, server, serve)
        board.open(f"{root}/?token={server.token}")
        for judge in (ann, cem):
            judge.window.driver.refresh()  # what was in hand is handed out anew
        take_back(ann)
        ann.window.keys("r")
        time.sleep(1)
        ann.window.picture(pictures, "judge")
        play_round(judges)
        wait_for(lambda: not board.run("return document.querySelector('#open-rounds').disabled"), "the next round is due")
        wait_for(lambda: "gain" in board.text("#skill-table"), "the gain of one more round", 40)
        board.picture(pictures, "board")
        check("0 of 18" not in board.text("#summary"), "the board shows no votes")
        board.click("#open-rounds")
        wait_for(lambda: "of 36" in board.text("#summary"), "the second round is on the board")
        for judge in judges:
            wait_for(judge.is_ready, f"{judge.name}: the second round comes by itself", 40)
        play_round(judges)
        wait_for(lambda: "36 of 36" in board.text("#summary").replace("votes", "36", 0), "all votes are on the board")
        look_at_board(board, pictures)
        frames = sum(judge.check_spans() for judge in judges)
        check(frames > 100, f"only {frames} frames were seen")
        votes = check_file(tournament, judges)
        # While the server was dead, the browser said that it did not answer.
        dead = ("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE", "ERR_INCOMPLETE_CHUNKED_ENCODING",
                "401 (Unauthorized)", "403 (Forbidden)")
        errors = [line for window in windows for line in window.errors(dead)]
        check(not errors, f"the console complains: {errors[:3]}")
        fallbacks = sum(judge.fallbacks for judge in judges)
        if os.path.exists(os.path.join(folder, "odd.mp4")):
            check(fallbacks > 0, "the clip in another codec was never re-encoded")
        return f"{votes} votes of {len(judges)} judges in 2 rounds; {frames} frames shown, none outside its span; " \
               f"{fallbacks} clips re-encoded; no console error"
    finally:
        for window in windows:
            window.close()
        server.stop()


def look_at_board(board, pictures):
    board.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
        "features": [{"name": "prefers-color-scheme", "value": "dark"}]})
    time.sleep(0.5)
    board.picture(pictures, "board-dark")
    board.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    board.size(400, 1600)
    time.sleep(0.5)
    board.picture(pictures, "board-narrow")
    width = board.run("return document.documentElement.scrollWidth")
    check(width <= 400, f"the board is {width} wide in a window of 400")
    for name in ("Ann", "Ben", "Cem"):
        check(name in board.text("#judge-table"), f"the board does not show {name}")
    check("of 3" in board.text("#judge-table"), "the board does not report practice pairs")


def check_file(tournament, judges):
    standing, pairs, practice = tournament.votes()
    check(len(standing) == pairs, f"{len(standing)} of {pairs} pairs were judged")
    good = {name: number for _, name, number in tournament.clips.values()}
    for clips, said in standing.values():
        check(set(said) == {judge.name for judge in judges}, f"{clips} was judged by {sorted(said)}")
        better = max(clips, key=good.get)
        check(all(winner == better for winner in said.values()), f"{clips}: {said}, better is {better}")
    check(practice >= 2 * len(judges), f"{practice} answers to practice pairs")
    for judge in judges:
        check(len(set(judge.seen)) == len(judge.seen), f"{judge.name} saw a pair twice")
    return sum(len(said) for _, said in standing.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("server")
    parser.add_argument("skillet")
    parser.add_argument("--pictures", help="save pictures of the pages in this folder")
    parser.add_argument("--port", type=int, default=8492)
    arguments = parser.parse_args()
    if arguments.pictures:
        os.makedirs(arguments.pictures, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="skillet-judge-") as folder:
        try:
            print(judge_it(arguments, os.path.realpath(folder)))
        except Failure as failure:
            print(f"failed: {failure}", file=sys.stderr)
            sys.exit(1)


main()
