#!/usr/bin/env python3
"""A manifest of 200,000 rows: how soon the first video begins, from nothing and with 199,990 done.

    Tests/Annotate/check_big_manifest.py SKILLET [--rows 200000]

The rows name 8 files that are linked so often that each row has its own; the documents of the resumed
run are links, too. Start < 5 s, resume < 10 s, the parent below 200 MB, until the end.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import threading
import time

sys.dont_write_bytecode = True
from common import Place, fail, ledger, make_clips, peak_memory

parser = argparse.ArgumentParser()
parser.add_argument("skillet")
parser.add_argument("--rows", type=int, default=200_000)
options = parser.parse_args()
skillet = str(pathlib.Path(options.skillet).resolve())
OPEN = 10


class Watched:
    """A run whose lines and whose parent's memory are looked at."""

    def __init__(self, work, out, arguments=()):
        self.began, self.first, self.peak = time.monotonic(), None, 0
        self.process = subprocess.Popen(
            [skillet, "annotate", "list.csv", "--out", out, "--jobs", "2", "--jsonl", *arguments],
            cwd=work, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        threading.Thread(target=self.watch, daemon=True).start()

    def watch(self):
        while self.process.poll() is None:
            self.peak = max(self.peak, peak_memory(self.process.pid))
            time.sleep(0.02)

    def line(self):
        text = self.process.stdout.readline()
        if self.first is None:
            self.first = time.monotonic() - self.began
        return text


with Place() as work:
    make_clips(work / "source", 8, frames=10)
    files = sorted((work / "source").iterdir())
    (work / "in").mkdir()
    with open(work / "list.csv", "w", encoding="utf-8") as table:
        table.write("path,id,split,operator,scene\n")
        for row in range(options.rows):
            os.link(files[row % 8], work / f"in/{row}.mp4")
            table.write(f"in/{row}.mp4,robot-a/session-{row // 100:05}/{row},"
                        f"{'train' if row % 10 else 'val'},operator {row % 7},kitchen {row % 31}\n")

    # The links are on the disk before the clock starts: else the first `fsync` waits for all of them.
    os.sync()
    fresh = Watched(work, "fresh")
    fresh.line()
    time.sleep(1)
    fresh.process.terminate()
    fresh.process.communicate()

    # The same folder with all but a few done: links to the documents of videos alike.
    template = {}
    for line in ledger(work / "fresh"):
        template.setdefault(int(line["id"].rsplit("/", 1)[1]) % 8, line)
    if len(template) < 8:
        fail(f"only {len(template)} of 8 kinds of videos were done")
    for folder, ending in [("documents", ".json"), ("thumbnails", ".jpg")]:
        bases = {kind: work / f"fresh/{folder}" / (line["id"].replace("/", "%2F") + ending)
                 for kind, line in template.items()}
        (work / "done" / folder).mkdir(parents=True)
        for row in range(options.rows - OPEN):
            name = f"robot-a%2Fsession-{row // 100:05}%2F{row}{ending}"
            os.link(bases[row % 8], work / "done" / folder / name)
    (work / "done/run.json").write_bytes((work / "fresh/run.json").read_bytes())
    (work / "done/ledger").mkdir()
    with open(work / "done/ledger/0-of-1.jsonl", "w", encoding="utf-8") as table:
        for row in range(options.rows - OPEN):
            line = dict(template[row % 8], id=f"robot-a/session-{row // 100:05}/{row}")
            table.write(json.dumps(line, separators=(",", ":")) + "\n")
    os.sync()
    resumed = Watched(work, "done")
    lines = [resumed.line() for _ in range(OPEN)]
    if not all('"outcome":"done"' in line for line in lines):
        fail(f"the last videos were not done: {lines} {resumed.process.stderr.read()}")
    summary = json.loads(resumed.process.stdout.readlines()[-1])["summary"]
    resumed.process.wait()
    took = time.monotonic() - resumed.began
    print(f"{options.rows} rows: first video done after {fresh.first:.2f} s (5 at most); with {OPEN} "
          f"left after {resumed.first:.2f} s (10 at most), all merged after {took:.0f} s; the parent's "
          f"peak memory {fresh.peak / 1e6:.0f} and {resumed.peak / 1e6:.0f} MB (200 at most)")
    if summary["doneBefore"] != options.rows - OPEN or summary["done"] != OPEN:
        fail(f"the summary says {summary}")
    if fresh.first > 5 or resumed.first > 10 or max(fresh.peak, resumed.peak) > 200e6:
        sys.exit(1)
