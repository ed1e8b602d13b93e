#!/usr/bin/env python3
"""The list of 20,000 videos: check_review_list.py SKILLET-SERVER SKILLET [PORT].

Makes one real document, copies it 20,000 times under other names with a ledger that knows them, and
states how long the first list, a search, a sort and the first document take, and the memory.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from serving import Server

SERVER, SKILLET = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
PORT = int(sys.argv[3]) if len(sys.argv) > 3 else 8260
COUNT = 20_000


def timed(action):
    start = time.monotonic()
    result = action()
    return result, 1000 * (time.monotonic() - start)


def make(folder):
    os.makedirs(os.path.join(folder, "videos"))
    video = os.path.join(folder, "videos", "one.mp4")
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i",
                    "testsrc2=size=160x120:rate=25:duration=6", "-pix_fmt", "yuv420p", video],
                   check=True)
    out = os.path.join(folder, "out")
    subprocess.run([SKILLET, "annotate", "videos", "--out", out], cwd=folder, check=True,
                   capture_output=True)
    text = open(os.path.join(out, "documents", "one.json"), encoding="utf-8").read()
    ledger = os.path.join(out, "ledger", sorted(os.listdir(os.path.join(out, "ledger")))[0])
    line = json.loads(open(ledger, encoding="utf-8").readline())
    with open(ledger, "a", encoding="utf-8") as file:
        for number in range(1, COUNT):
            name = f"kitchen-{number:05d}"
            with open(os.path.join(out, "documents", name + ".json"), "w", encoding="utf-8") as copy:
                copy.write(text)
            line.update({"id": name, "duration": 6 + number / 100, "segments": 1 + number % 40,
                         "warnings": ["strange"] if number % 50 == 0 else []})
            file.write(json.dumps(line, separators=(",", ":")) + "\n")
    return out


def main():
    folder = tempfile.mkdtemp(prefix="skillet-list-")
    server = None
    try:
        out = make(folder)
        server, start = timed(lambda: Server(SERVER, out, PORT, folder=folder))
        ann = server.person("Ann")
        found, first = timed(lambda: ann.get("/api/videos").json)
        assert found["total"] == COUNT and len(found["rows"]) == 100, found["total"]
        _, page = timed(lambda: ann.get("/"))
        rows, search = timed(lambda: ann.get("/api/videos?search=kitchen-1999").json)
        assert rows["matching"] == 10, rows["matching"]
        rows, filtered = timed(lambda: ann.get("/api/videos?warnings=yes&minSegments=2").json)
        assert rows["matching"] == 300, rows["matching"]
        rows, sort = timed(lambda: ann.get("/api/videos?sort=seconds&descending=1&limit=3").json)
        assert rows["rows"][0]["name"] == "kitchen-19999", rows["rows"]
        last, document = timed(lambda: ann.get(f"/api/videos/{rows['rows'][0]['id']}"))
        assert last.status == 200
        answer, save = timed(lambda: ann.post(f"/api/videos/{rows['rows'][0]['id']}/edits", {
            "base": 0, "edits": [{"kind": "split", "level": 0, "at": 7}]}))
        assert answer.status == 200, answer.body
        time.sleep(3)
        memory = server.memory()
        print(f"check_review_list: {COUNT} videos: ready after {start:.0f} ms, first page {page:.0f} ms,"
              f" first list {first:.0f} ms, search {search:.0f} ms, filters {filtered:.0f} ms, sort"
              f" {sort:.0f} ms, a document {document:.0f} ms, an edit {save:.0f} ms,"
              f" memory {memory:.0f} MB")
        if first > 300 or page > 300 or memory > 200:
            sys.exit("FAILED: over 300 ms or 200 MB")
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


main()
