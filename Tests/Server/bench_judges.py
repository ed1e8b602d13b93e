#!/usr/bin/env python3
"""Fifty judges at once while four videos stream, and a data set of 20,000 videos; fails over a limit.

    bench_judges.py SERVER [SKILLET] [--judges 50] [--seconds 30] [--videos 20000]

Limits: an answer is acknowledged (on the disk) within 50 ms at the 99th percentile, memory stays under
200 MB, the first page is there within 300 ms. SKILLET is the tool beside SERVER unless it is named.
Server and judges share the machine. Needs nothing but Python.
"""

import argparse
import asyncio
import concurrent.futures
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

from serving import Server

SAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../SampleVideos")
# Five votes a pair are asked for: rounds are large enough that nobody runs out of pairs.
CLIPS = 800


class Client:
    """One person's connection, which is kept open as a browser keeps it."""

    def __init__(self, server, cookie):
        self.server, self.cookie = server, cookie
        self.reader = self.writer = None

    async def ask(self, method, path, value=None, headers=()):
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.server.port, limit=1 << 22)
        body = b"" if value is None else json.dumps(value).encode()
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.server.port}", f"Cookie: {self.cookie}", *headers]
        if value is not None:
            lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        self.writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        status = int(head.split(" ", 2)[1])
        found = re.search(r"content-length: (\d+)", head, re.I)
        content = await self.reader.readexactly(int(found[1])) if found and method != "HEAD" else b""
        return status, content


async def judge(client, generator, until, waits, counts):
    """Looks at a pair, answers, and asks for the next, as often as a person in a hurry would."""
    await asyncio.sleep(generator.random())
    while time.monotonic() < until:
        began = time.monotonic()
        status, content = await client.ask("GET", "/api/judge/next")
        counts["next"].append(time.monotonic() - began)
        pair = json.loads(content).get("pair") if status == 200 else None
        if pair is None:
            counts["idle"] += 1
            await asyncio.sleep(0.5)
            continue
        await asyncio.sleep(generator.uniform(0.4, 1.2))
        answer = {"pair": pair["id"], "verdict": generator.choice(["left", "right", "left", "tie"]), "seconds": 1.5}
        began = time.monotonic()
        status, content = await client.ask("POST", "/api/judge/answers", answer)
        waits.append(time.monotonic() - began)
        if status != 200:
            counts["refused"] += 1
            counts["reason"] = content[:200]


async def stream(client, media, until, rate, counts):
    """A player: parts of a video, as fast as a video of `rate` bytes a second needs them."""
    size = 1 << 18
    place, began, done = 0, time.monotonic(), 0
    while time.monotonic() < until:
        status, content = await client.ask("GET", f"/media/{media}", headers=[f"Range: bytes={place}-{place + size - 1}"])
        if status != 206:
            counts["broken"] += 1
            return
        done += len(content)
        place = place + len(content) if len(content) == size else 0
        await asyncio.sleep(max(0, began + done / rate - time.monotonic()))
    counts["streamed"] += done


def processor_seconds(server):
    """Seconds of processor time that the server took so far; 0 where the system does not say."""
    try:
        with open(f"/proc/{server.process.pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


def make_tournament(skillet, folder):
    for name in ["crafter.mp4", "metaworld.mp4", "shots.mp4"]:
        shutil.copy(os.path.join(SAMPLES, name), folder)
    with open(os.path.join(folder, "clips.csv"), "w", encoding="ascii") as file:
        file.write("clip,path,skill,start,end\n")
        for number in range(CLIPS):
            name = ["crafter", "metaworld", "shots"][number % 3]
            start = number % 10
            file.write(f"c{number},{name}.mp4,play,{start},{start + 2}\n")
    place = os.path.join(folder, "t.skillet")
    subprocess.run([skillet, "rate", "start", "clips.csv", "--out", place, "--quiet"], check=True, cwd=folder)
    return place


def bench_judges(options, skillet, folder):
    place = make_tournament(skillet, folder)
    names = [f"judge {number}" for number in range(options.judges)]
    with open(os.path.join(folder, "names.txt"), "w", encoding="ascii") as file:
        file.write("\n".join(names) + "\n")
    server = Server(options.server, place, options.port, "--invitations", os.path.join(folder, "names.txt"))
    try:
        people = [server.person(name=None) for _ in range(4)]
        with open(os.path.join(folder, ".t.skillet.invitations.json"), encoding="utf-8") as file:
            cookies = [entry["session"] for entry in json.load(file)["invitations"]]
        prefix = people[0].cookie.split("=")[0]
        people[0].post("/api/me", {"name": "organiser"})
        pair = people[0].get("/api/judge/next")["pair"]
        media = [pair[side]["media"] for side in ("left", "right")]
        waits, counts = [], {"idle": 0, "refused": 0, "broken": 0, "streamed": 0, "next": []}

        async def run():
            until = time.monotonic() + options.seconds
            tasks = [judge(Client(server, f"{prefix}={cookie}"), random.Random(number), until, waits, counts)
                     for number, cookie in enumerate(cookies)]
            tasks += [stream(Client(server, people[number].cookie), media[number % 2], until, options.rate * 125_000, counts)
                      for number in range(4)]
            await asyncio.gather(*tasks)

        before = processor_seconds(server)
        asyncio.run(run())
        busy = processor_seconds(server) - before
        memory = server.memory()
    finally:
        server.stop()
    faults = []
    if counts["refused"] or counts["broken"] or not waits:
        faults.append(f"{counts['refused']} answers refused ({counts.get('reason')}), {counts['broken']} streams broken")
    late = percentile(waits, 0.99) if waits else 0
    print(f"{options.judges} judges, 4 videos of {options.rate} Mbit/s, {options.seconds} s: {len(waits)} answers "
          f"({len(waits) / options.seconds:.0f} a second), acknowledged in {percentile(waits, 0.5):.1f} ms (median), "
          f"{late:.1f} ms (99th percentile), {max(waits) * 1000:.1f} ms (longest); next pair in "
          f"{percentile(counts['next'], 0.5):.1f} and {percentile(counts['next'], 0.99):.1f} ms; "
          f"{counts['streamed'] / 1e6:.0f} MB streamed; {counts['idle']} waits for a pair; {busy:.1f} s of processor; {memory:.0f} MB")
    if late > 50:
        faults.append(f"answers take {late:.1f} ms at the 99th percentile, 50 at most")
    if memory > 200:
        faults.append(f"{memory:.0f} MB, 200 at most")
    return faults


def make_data_set(skillet, folder, videos):
    """One video annotated, then as many copies of its document and of its row as are wanted."""
    os.mkdir(os.path.join(folder, "one"))
    shutil.copy(os.path.join(SAMPLES, "shots.mp4"), os.path.join(folder, "one"))
    place = os.path.join(folder, "annotated")
    subprocess.run([skillet, "annotate", "one", "--out", place, "--signals", "--quiet"], check=True, cwd=folder,
                   stdout=subprocess.DEVNULL)
    with open(os.path.join(place, "documents/shots.json"), encoding="utf-8") as file:
        document = file.read().replace("one/shots.mp4", os.path.join(folder, "one/shots.mp4"))
    with open(os.path.join(place, "signals/shots.csv"), encoding="utf-8") as file:
        signal = file.read()
    ledger = os.path.join(place, "ledger", os.listdir(os.path.join(place, "ledger"))[0])
    with open(ledger, encoding="utf-8") as file:
        row = file.readline()
    with open(ledger, "a", encoding="utf-8") as file:
        for number in range(videos - 1):
            name = f"shots-{number:05d}"
            file.write(row.replace('"shots"', f'"{name}"', 1))
            with open(os.path.join(place, f"documents/{name}.json"), "w", encoding="utf-8") as copy:
                copy.write(document)
            if number < 200:
                with open(os.path.join(place, f"signals/{name}.csv"), "w", encoding="utf-8") as copy:
                    copy.write(signal)
    return place


def first_page(server):
    """Seconds from the first request to the last answer that the first page needs, as a browser asks."""
    person = server.person()
    began = time.monotonic()
    page = person.get("/").body.decode()
    parts = set(re.findall(r'(?:src|href)="([\w./-]+\.(?:js|css))"', page))
    asked = set()
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        while parts - asked:
            fresh = sorted(parts - asked)
            asked |= set(fresh)
            for answer in pool.map(person.get, ["/" + part.lstrip("./") for part in fresh]):
                assert answer.status == 200, answer.body
                text = answer.body.decode()
                parts |= {found.lstrip("./") for found in re.findall(r'(?:from|import) "\./([\w./-]+\.js)"', text)}
            parts = {part.lstrip("./") for part in parts}
            asked = {part.lstrip("./") for part in asked}
        rows = list(pool.map(person.get, ["/api/me", "/api/videos?offset=0&limit=100"]))[1]
    assert rows.status == 200 and len(rows["rows"]) == 100, rows.body[:200]
    return time.monotonic() - began, len(asked), rows["total"]


def bench_data_set(options, skillet, folder):
    place = make_data_set(skillet, folder, options.videos)
    began = time.monotonic()
    server = Server(options.server, place, options.port)
    start = time.monotonic() - began
    try:
        seconds, files, total = first_page(server)
        times = []
        person = server.person()
        for number in range(200):
            began = time.monotonic()
            word = f"search=shots-{number:03d}" if number % 2 else f"offset={number * 97}&sort=segments"
            rows = person.get(f"/api/videos?{word}&limit=100")["rows"]
            times.append(time.monotonic() - began)
        for row in rows[:40]:
            assert person.get(f"/api/videos/{row['id']}").status == 200
        memory = server.memory()
    finally:
        server.stop()
    print(f"{total} videos: started in {start:.2f} s; first page ({files} files and 100 rows) in {seconds * 1000:.0f} ms; "
          f"other rows in {percentile(times, 0.5):.1f} ms (median), {percentile(times, 0.99):.1f} ms (99th percentile); "
          f"{memory:.0f} MB after 200 searches and 40 documents")
    faults = []
    if total != options.videos:
        faults.append(f"{total} of {options.videos} videos are listed")
    if seconds > 0.3:
        faults.append(f"the first page takes {seconds * 1000:.0f} ms, 300 at most")
    if memory > 200:
        faults.append(f"{memory:.0f} MB, 200 at most")
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("server")
    parser.add_argument("skillet", nargs="?")
    parser.add_argument("--judges", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--videos", type=int, default=20_000)
    parser.add_argument("--rate", type=int, default=8, help="Mbit a second of each video")
    parser.add_argument("--port", type=int, default=8192)
    parser.add_argument("--only", choices=["judges", "videos"])
    options = parser.parse_args()
    options.server = os.path.abspath(options.server)
    skillet = os.path.abspath(options.skillet or os.path.join(os.path.dirname(options.server), "skillet"))
    faults = []
    for name, bench in [("judges", bench_judges), ("videos", bench_data_set)]:
        if options.only in (None, name):
            with tempfile.TemporaryDirectory() as folder:
                faults += bench(options, skillet, os.path.realpath(folder))
    if faults:
        sys.exit("over the limits: " + "; ".join(faults))


if __name__ == "__main__":
    main()
