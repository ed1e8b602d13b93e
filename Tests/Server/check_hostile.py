#!/usr/bin/env python3
"""Asks a server what an attacker would, 500 times: nothing opens, every refusal is one line.

    check_hostile.py SERVER [SKILLET] [--requests 500] [--seed 1]

SKILLET is the tool beside SERVER unless it is named. Needs nothing but Python.
"""

import argparse
import collections
import concurrent.futures
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from hostile_requests import Attacks, REFUSED, judge_changes, review_changes
from raw_requests import RawAnswer, Wire, request
from serving import Server

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES = os.path.join(HERE, "../../SampleVideos")
SECRET = b"SECRET-5f1c9e"
INSIDE = re.compile(rb"Fatal error|\.swift|stack|0x[0-9a-f]{8}|at line|/tmp/|/proc/|/home/|/root/", re.I)


class Opened(Exception):
    """Something that an attacker must not reach."""


def refuse(truth, words):
    if truth:
        raise Opened(words)


def fault_of(kind, data, answer, right):
    """What is wrong with an answer; None where all is well."""
    shown = f"{kind}: {data[:160]!r} -> {answer.data[:300]!r}"
    if SECRET in answer.data or b"root:x:" in answer.data:
        return f"a file was served: {shown}"
    if answer.status is None:
        return f"no answer: {shown}"
    if answer.status not in right:
        return f"status {answer.status}: {shown}"
    if answer.answers > 1:
        return f"{answer.answers} answers to one request: {shown}"
    if answer.status in REFUSED:
        line = answer.body.rstrip(b"\n")
        if b"\n" in line or len(line) > 300 or INSIDE.search(line):
            return f"no plain line: {shown}"
        if "default-src 'none'" not in answer.headers.get("content-security-policy", ""):
            return f"no content policy: {shown}"
    return None


def make_folder(skillet, folder):
    """A folder of one annotated video, with secrets beside it."""
    os.mkdir(os.path.join(folder, "clips"))
    shutil.copy(os.path.join(SAMPLES, "shots.mp4"), os.path.join(folder, "clips/crafter.mp4"))
    place = os.path.join(folder, "annotated")
    subprocess.run([skillet, "annotate", "clips", "--out", place, "--signals", "--quiet"], check=True, cwd=folder,
                   stdout=subprocess.DEVNULL)
    hide(folder)
    return place


def hide(folder):
    """Files that must not be served, within and beside what is."""
    for name in ["secret.txt", "clips/secret.mp4", "clips/.hidden.mp4"]:
        with open(os.path.join(folder, name), "wb") as file:
            file.write(SECRET * 1000)
    shutil.copy(os.path.join(SAMPLES, "metaworld.mp4"), os.path.join(folder, "private.mp4"))


def make_tournament(skillet, folder):
    """A tournament of two clips, with secrets beside them."""
    clips = os.path.join(folder, "clips")
    os.mkdir(clips)
    for name in ["crafter.mp4", "metaworld.mp4"]:
        shutil.copy(os.path.join(SAMPLES, name), clips)
    hide(folder)
    place = os.path.join(folder, "t.skillet")
    table = os.path.join(folder, "clips.csv")
    with open(table, "w", encoding="ascii") as file:
        file.write("path,skill\nclips/crafter.mp4,play\nclips/metaworld.mp4,play\n")
    subprocess.run([skillet, "rate", "start", table, "--out", place, "--quiet"], check=True, cwd=folder)
    return place


def media_of(path):
    """The name under which a file is served, which depends on its path alone."""
    return hashlib.sha256(os.path.realpath(path).encode()).hexdigest()[:24]


def slow_ones(wire, host, cookie):
    """Heads and bodies that come a byte at a time; what was answered, and after how long."""
    post = request("POST", "/api/me", host, [
        ("Cookie", cookie), ("Content-Type", "application/json"), ("Content-Length", "1000")])
    starts = [b"", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: " + host.encode() + b"\r\nX-A: ", post,
              post + b"{\"name\":"]

    def slow(start):
        began = time.monotonic()
        with wire.connect() as connection:
            connection.sendall(start)
            connection.settimeout(0.5)
            data = b""
            while time.monotonic() - began < 40:
                try:
                    connection.sendall(b"a")
                    piece = connection.recv(4096)
                    if not piece:
                        break
                    data += piece
                except TimeoutError:
                    continue
                except (BrokenPipeError, ConnectionResetError):
                    break
        return start, RawAnswer(data), time.monotonic() - began

    with concurrent.futures.ThreadPoolExecutor(len(starts) * 4) as pool:
        return list(pool.map(slow, starts * 4))


def check_slow(wire, host, cookie):
    for start, answer, seconds in slow_ones(wire, host, cookie):
        refuse(seconds > 30, f"a slow request was waited for {seconds:.0f} s: {start[:80]!r}")
        refuse(answer.status not in (400, 408), f"slow: {start[:80]!r} -> {answer.data[:200]!r}")


def check_many_connections(server, person):
    """More connections than are allowed, all idle."""
    held = []
    refused = 0
    try:
        for _ in range(700):
            wire = Wire(server.port)
            wire.sources = iter([2] * 2)
            held.append(wire.connect())
        time.sleep(0.5)
        for connection in held:
            connection.setblocking(False)
            try:
                refused += connection.recv(100).startswith(b"HTTP/1.1 429")
            except BlockingIOError:
                pass
        refuse(refused < 100, f"{refused} of 700 connections from one address were refused")
        refuse(person.get("/api/me").status != 200, "idle connections of one keep out another")
    finally:
        for connection in held:
            connection.close()
    return refused


def check_tricks(server, person, folder, media):
    """A file that is served is put aside for another: links lead nowhere else."""
    path = os.path.join(folder, "clips/crafter.mp4")
    with open(path, "rb") as file:
        whole = file.read()
    refuse(person.get(f"/media/{media}").body != whole, "the clip is served as it is")
    kept = path + ".kept"
    os.rename(path, kept)
    targets = ["secret.txt", "clips/secret.mp4", "private.mp4", "/etc/passwd", ".", "/dev/zero", "nowhere"]
    for target in targets:
        os.symlink(target if target.startswith("/") else os.path.join(folder, target), path)
        for address in [f"/media/{media}", f"/media/{media}/picture?frame=0", f"/media/{media}/play"]:
            answer = person.get(address)
            refuse(answer.status not in REFUSED, f"a link to {target} was followed: {answer.status}")
        os.remove(path)
    os.mkfifo(path)
    refuse(person.get(f"/media/{media}").status not in REFUSED, "a pipe was opened")
    os.remove(path)
    with open(path, "wb") as file:
        file.write(SECRET * 1000)
    refuse(person.get(f"/media/{media}").status not in REFUSED, "what is no video was served")
    os.remove(path)
    os.rename(kept, path)
    refuse(person.get(f"/media/{media}").body != whole, "the clip is served again")
    for part in [(0, 0), (100, 199), (len(whole) - 1, len(whole) - 1), (1 << 16, (1 << 18) + 7)]:
        answer = person.get(f"/media/{media}", {"Range": f"bytes={part[0]}-{part[1]}"})
        refuse(answer.status != 206 or answer.body != whole[part[0]:part[1] + 1], f"bytes {part} differ")
    return len(targets) * 3 + 2


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("server")
    parser.add_argument("skillet", nargs="?")
    parser.add_argument("--requests", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=8190)
    options = parser.parse_args()
    skillet = options.skillet or os.path.join(os.path.dirname(os.path.abspath(options.server)), "skillet")
    try:
        for make in [make_tournament, make_folder]:
            check(os.path.abspath(options.server), os.path.abspath(skillet), make, options)
    except (Opened, AssertionError) as fault:
        sys.exit(f"failed: {fault}")


def check(program, skillet, make, options):
    """Attacks one place."""
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)
        place = make(skillet, folder)
        with open(os.path.join(folder, "complaints"), "w+b") as complaints:
            server = Server(program, place, options.port, "--invite", "Ann", errors=complaints)
            try:
                attack(server, folder, make is make_tournament, options)
                refuse(server.process.poll() is not None, "the server ended")
            finally:
                server.stop()
            complaints.seek(0)
            said = complaints.read().replace(folder.encode(), b"")
            refuse(INSIDE.search(said) is not None, f"the terminal shows {said[-500:]!r}")


def knock(person, is_tournament):
    """Looks around as a person would; gives the changes that must not be taken."""
    if is_tournament:
        return judge_changes(person.get("/api/judge/next")["pair"]["id"])
    video = person.get("/api/videos")["rows"][0]["id"]
    refuse(person.get(f"/api/videos/{video}")["revision"] != 0, "nothing was edited yet")
    return review_changes(video)


def attack(server, folder, is_tournament, options):
    person = server.person("Eve's victim")
    changes = knock(person, is_tournament)
    host = f"127.0.0.1:{server.port}"
    media = media_of(os.path.join(folder, "clips/crafter.mp4"))
    refuse(person.get(f"/media/{media}", {"Range": "bytes=0-9"}).status != 206, "the clip is registered")
    names = ["secret.txt", "clips/secret.mp4", "clips/crafter.mp4", "t.skillet", "t.skillet-wal", "private.mp4",
             ".t.skillet.invitations.json", folder[1:] + "/secret.txt", "annotated/run.json", "documents/crafter.json"]
    wire = Wire(server.port)
    slow = []
    thread = threading.Thread(target=lambda: slow.append(caught(check_slow, wire, host, person.cookie)))
    thread.start()
    attacks = Attacks(options.seed, server.port, person.cookie, person.cookie.split("=")[0], media, names, changes)
    counts, faults = collections.Counter(), []
    for number in range(options.requests // 2):
        kind, data, right = attacks.draw(number)
        answer = wire.send(data, timeout=35)
        counts[kind] += 1
        fault = fault_of(kind, data, answer, right)
        if fault:
            faults.append(fault)
    refuse(faults, f"{len(faults)} of {options.requests // 2} (seed {options.seed}):\n" + "\n".join(faults[:20]))
    thread.join()
    refuse(slow[0], str(slow[0]))
    tricks = check_tricks(server, person, folder, media)
    refused = check_many_connections(server, person)
    me = person.get("/api/me")
    refuse(me.status != 200 or me["name"] != "Eve's victim", f"afterwards it answers {me.status}: {me.body!r}")
    refuse(server.memory() > 200, f"it holds {server.memory():.0f} MB afterwards")
    if is_tournament:
        refuse(person.get("/api/judge/next")["answered"] != 0, "an answer was taken that nobody gave")
    else:
        knock(person, False)
    kinds = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    print(f"{'tournament' if is_tournament else 'folder'}: {options.requests // 2} hostile requests (seed {options.seed}: {kinds}), 20 slow ones, {tricks} swapped files, "
          f"{refused} of 700 connections refused: nothing opened, every refusal one line, {server.memory():.0f} MB afterwards")


def caught(check, *arguments):
    """The fault of a check on another thread; None where all is well."""
    try:
        check(*arguments)
        return None
    except (Opened, OSError) as fault:
        return fault


if __name__ == "__main__":
    main()
