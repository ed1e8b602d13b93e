#!/usr/bin/env python3
"""A document of two hours: check_review_long.py SKILLET-SERVER SKILLET [PORT].

Cuts a short video, stretches its document and its signal to two hours at 30 frames a second, and states
how long the document, a re-cut, an edit and the time stamps take, and the memory.
"""

import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from serving import Server

SERVER, SKILLET = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
PORT = int(sys.argv[3]) if len(sys.argv) > 3 else 8270
FRAMES, RATE, TICKS = 216_000, 30, 512


def timed(action):
    start = time.monotonic()
    result = action()
    return result, 1000 * (time.monotonic() - start)


def make(folder):
    video = os.path.join(folder, "one.mp4")
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i",
                    "testsrc2=size=160x120:rate=30:duration=4", "-pix_fmt", "yuv420p", video],
                   check=True)
    out = os.path.join(folder, "one.skillet")
    subprocess.run([SKILLET, "segment", video, "--out", out], check=True, capture_output=True)
    path = os.path.join(out, "segments.json")
    document = json.load(open(path, encoding="utf-8"))
    base = int(document["video"]["timeBase"].split("/")[1])
    ticks = base // RATE
    document["video"].update({"frames": FRAMES, "duration": FRAMES / RATE})

    def moment(frame):
        return {"frame": frame, "pts": frame * ticks, "seconds": round(frame * ticks / base, 6)}

    with open(os.path.join(out, "signal.csv"), "w", encoding="utf-8") as file:
        file.write("frame,pts,seconds,surprise,threshold,boundary,burst,start,leave,turn\n")
        for frame in range(FRAMES):
            score = 2 + math.sin(frame / 7) + 0.5 * math.sin(frame / 311)
            file.write(f"{frame},{frame * ticks},{round(frame * ticks / base, 6)},{score:.6g},99,0,"
                       f"{score * 1.4 / 3:.6g},0,0,0\n")
    # At a threshold that nothing reaches only the longest length cuts.
    document["method"]["threshold"] = {"kind": "sigma", "value": 99}
    document["method"]["maxLength"] = 1e6
    document["segments"] = [{"index": 0, "start": moment(0), "end": moment(FRAMES), "skill": None,
                             "label": None, "confidence": None, "surprise": None, "kind": None}]
    json.dump(document, open(path, "w", encoding="utf-8"))
    return out


def main():
    folder = tempfile.mkdtemp(prefix="skillet-long-")
    server = None
    try:
        server = Server(SERVER, make(folder), PORT, folder=folder)
        ann = server.person("Ann")
        video = ann.get("/api/videos").json["rows"][0]["id"]
        view, opened = timed(lambda: ann.get(f"/api/videos/{video}"))
        assert view.status == 200 and len(view["signal"]["points"]) <= 4000, view.body[:300]
        _, again = timed(lambda: ann.get(f"/api/videos/{video}"))
        times, stamps = timed(lambda: ann.get(f"/api/videos/{video}/times"))
        assert len(times["pts"]) == FRAMES and times["exact"]
        own, first = timed(lambda: ann.get(f"/api/videos/{video}/recut?sensitivity=50"))
        assert own.status == 200 and own["boundaries"] == [], own.body[:300]
        cut, recut = timed(lambda: ann.get(f"/api/videos/{video}/recut?threshold=3.2"))
        assert len(cut["boundaries"]) > 500, len(cut["boundaries"])
        taken, replaced = timed(lambda: ann.post(f"/api/videos/{video}/edits", {
            "base": 0, "edits": [{"kind": "replace", "level": 0, "boundaries": cut["boundaries"]}]}))
        assert taken.status == 200, taken.body[:300]
        moved, edit = timed(lambda: ann.post(f"/api/videos/{video}/edits", {
            "base": 1, "edits": [{"kind": "move", "level": 0, "boundary": cut["boundaries"][7],
                                  "to": cut["boundaries"][7] + 1}]}))
        assert moved.status == 200, moved.body[:300]
        _, compared = timed(lambda: ann.get(f"/api/videos/{video}/compare?with=machine"))
        print(f"check_review_long: two hours, {FRAMES} frames, {len(cut['boundaries'])} boundaries: opened"
              f" in {opened:.0f} ms, again {again:.0f} ms, time stamps {stamps:.0f} ms, first re-cut"
              f" {first:.0f} ms, next {recut:.0f} ms, taken {replaced:.0f} ms, an edit {edit:.0f} ms, a"
              f" comparison {compared:.0f} ms, memory {server.memory():.0f} MB")
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


main()
