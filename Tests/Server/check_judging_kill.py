#!/usr/bin/env python3
"""The server is killed again and again while three judges answer: every answer that was acknowledged
is in the tournament's file, once, as it was given.

usage: check_judging_kill.py SERVER SKILLET [--kills 100] [--port 8490] [--seed 0]

Judges send an answer again when its acknowledgement was lost, or leave it and ask for the next pair;
now and then they take the last one back. Afterwards another program (SQLite of Python) reads the file.
"""

import argparse
import hashlib
import http.client
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from serving import Server  # noqa: E402

JUDGES = ["Ann", "Ben", "Cem"]
LOST = (OSError, http.client.HTTPException)


class Judge(threading.Thread):
    """Answers pair after pair on its own server, which may vanish at any moment."""

    def __init__(self, table, name, seed):
        super().__init__(daemon=True)
        self.table, self.name = table, name
        self.random = random.Random(f"{seed} {name}")
        self.standing = {}  # clips of a pair: the one that was said to be better, "tie" or "skipped"
        self.last = None  # the pair of the last acknowledged answer
        self.unsure = set()  # pairs of answers that were left without an acknowledgement
        self.acknowledged = self.repeated = self.taken_back = 0
        self.fault = None
        self.person = self.life = None
        self.skips = 1 if name == JUDGES[0] else 0

    def run(self):
        try:
            while not self.table.is_over:
                self.turn()
        except Exception as fault:  # a thread must not end silently
            self.fault = f"{self.name}: {fault!r}"

    def ask(self, path, value=None):
        """The server's answer; None where there was none."""
        server = self.table.server
        if server is None:
            time.sleep(0.01)
            return None
        try:
            if self.life is not server:
                self.person, self.life = server.person(self.name), server
            answer = self.person.get(path) if value is None else self.person.post(path, value)
            return answer
        except LOST + (KeyError, AttributeError, AssertionError):
            self.life = None
            time.sleep(0.005)
            return None

    def turn(self):
        answer = self.ask("/api/judge/next")
        if answer is None or answer.status != 200:
            return
        pair = answer["pair"]
        if pair is None:
            time.sleep(0.05)
            return
        clips = frozenset(self.table.clips[pair[side]["media"]] for side in ("left", "right"))
        if self.last is not None and self.random.random() < 0.05:
            self.take_back()
            return
        # One of the three alone skips, so that the others bring every pair to its two votes, and
        # rounds come to their end.
        verdict = self.random.choices(["left", "right", "tie", "skip"], [5, 5, 2, self.skips])[0]
        said = {"left": self.table.clips[pair["left"]["media"]],
                "right": self.table.clips[pair["right"]["media"]], "tie": "tie", "skip": "skipped"}[verdict]
        sent = {"pair": pair["id"], "verdict": verdict, "seconds": round(self.random.random(), 2)}
        while not self.table.is_over:
            answer = self.ask("/api/judge/answers", sent)
            if answer is not None:
                break
            self.unsure.add(clips)
            if self.random.random() < 0.3:
                return  # leaves it, and asks what is next
            self.repeated += 1
        if answer is None:
            return
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} {answer.body!r} to {sent}")
        self.acknowledged += 1
        self.unsure.discard(clips)
        self.standing[clips] = said
        self.last = clips

    def take_back(self):
        clips = self.last
        while not self.table.is_over:
            answer = self.ask("/api/judge/undo", {})
            if answer is not None:
                break
        else:
            self.unsure.add(clips)
            return
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} {answer.body!r} to taking back")
        # A pair left without an acknowledgement may have been the last one in the file.
        back = frozenset(self.table.clips[answer["pair"][side]["media"]] for side in ("left", "right"))
        self.standing.pop(back, None)
        self.unsure.discard(back)
        self.last = None
        self.taken_back += 1


class Table:
    """The tournament, its server, and what all judges share."""

    def __init__(self, folder, skillet):
        self.server, self.is_over, self.clips = None, False, {}
        names = [f"c{number:03}" for number in range(400)]
        for name in names:
            path = os.path.join(folder, f"{name}.mp4")
            with open(path, "wb") as file:
                file.write(b"no video; nobody looks")
            self.clips[hashlib.sha256(path.encode()).hexdigest()[:24]] = name
        with open(os.path.join(folder, "clips.csv"), "w", encoding="ascii") as file:
            file.write("clip,path,skill\n" + "".join(f"{n},{n}.mp4,tie\n" for n in names))
        self.file = os.path.join(folder, "T.skillet")
        subprocess.run([skillet, "rate", "start", os.path.join(folder, "clips.csv"), "--out", self.file,
                        "--votes", "2", "--extra-votes", "0", "--rounds", "60"],
                       check=True, stdout=subprocess.DEVNULL)

    def rows(self):
        """What stands in the file, by judge and pair of clips, each with its whole history."""
        with sqlite3.connect(f"file:{self.file}?mode=rw", uri=True) as database:  # a kill may have left a journal to undo
            found = {}
            for judge, left, right, verdict, row, replaces in database.execute(
                "SELECT judge.name, l.name, r.name, verdict, judgement.id, replaces FROM judgement "
                "JOIN judge ON judge.id = judge JOIN pair ON pair.id = pair "
                "JOIN clip l ON l.id = left_clip JOIN clip r ON r.id = right_clip ORDER BY judgement.id"):
                said = {"left": left, "right": right}.get(verdict, verdict)
                found.setdefault((judge, frozenset((left, right))), []).append((said, row, replaces))
            return found


def play(table, arguments, judges):
    kills = 0
    chance = random.Random(arguments.seed)
    for judge in judges:
        judge.start()
    while kills < arguments.kills:
        server = Server(arguments.server, table.file, arguments.port)
        organiser = server.person("organiser")
        organiser.post("/api/board/automatic", {"on": True})
        before = sum(judge.acknowledged for judge in judges)
        table.server = server
        enough = before + chance.randint(0, 25)
        end = time.monotonic() + 5
        while sum(judge.acknowledged for judge in judges) < enough and time.monotonic() < end:
            time.sleep(0.001)
            if any(judge.fault for judge in judges):
                break
        time.sleep(chance.random() * 0.03)
        table.server = None
        server.kill()
        kills += 1
        if any(judge.fault for judge in judges):
            break
    table.is_over = True
    for judge in judges:
        judge.join(30)
    return kills


def faults(table, judges):
    found = [judge.fault for judge in judges if judge.fault]
    rows = table.rows()
    for judge in judges:
        own = {clips: history for (name, clips), history in rows.items() if name == judge.name}
        for clips, said in judge.standing.items():
            stands = own.get(clips, [("nothing", None, None)])[-1][0]
            if stands != said and clips not in judge.unsure:
                found.append(f"{judge.name} on {sorted(clips)}: acknowledged {said}, in the file {stands}")
        for clips, history in own.items():
            for (said, row, replaces), earlier in zip(history, [None] + history):
                # An answer stands once: the next row of it is a withdrawal, the one after an answer.
                if replaces != (earlier[1] if earlier else None):
                    found.append(f"{judge.name} on {sorted(clips)}: row {row} does not follow the one before")
                if earlier and (said == "withdrawn") == (earlier[0] == "withdrawn"):
                    found.append(f"{judge.name} on {sorted(clips)}: {said} after {earlier[0]}")
            if history[-1][0] != "withdrawn" and clips not in judge.standing and clips not in judge.unsure:
                found.append(f"{judge.name} on {sorted(clips)}: nobody said {history[-1][0]}")
    return found, sum(len(history) for history in rows.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("server")
    parser.add_argument("skillet")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--port", type=int, default=8490)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="skillet-kill-") as folder:
        folder = os.path.realpath(folder)
        table = Table(folder, arguments.skillet)
        judges = [Judge(table, name, arguments.seed) for name in JUDGES]
        kills = play(table, arguments, judges)
        found, rows = faults(table, judges)
        for fault in found[:20]:
            print(fault, file=sys.stderr)
        acknowledged = sum(judge.acknowledged for judge in judges)
        if kills < arguments.kills or acknowledged < arguments.kills:
            print(f"only {kills} kills and {acknowledged} acknowledged answers", file=sys.stderr)
            found.append("too little")
        print(f"{kills} kills (seed {arguments.seed}): {acknowledged} answers of {len(judges)} judges acknowledged, "
              f"{sum(judge.taken_back for judge in judges)} taken back, "
              f"{sum(judge.repeated for judge in judges)} sent again; {rows} rows, {len(found)} faults")
        sys.exit(1 if found else 0)


main()
