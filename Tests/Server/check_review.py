#!/usr/bin/env python3
"""The review behind the page: check_review.py SKILLET-SERVER SKILLET [FIRST-PORT].

Makes small videos with ffmpeg, cuts them with `skillet`, and drives the server's addresses as a page
does: edits of two people that touch and do not touch, kill -9 between edits, undo and redo after a
restart, damaged and torn histories, moved and changed videos, documents of newer versions, re-cuts
at the document's own setting and at others, comparisons and exports.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from serving import Server

SERVER, SKILLET = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
PORT = int(sys.argv[3]) if len(sys.argv) > 3 else 8210
shown = []


def check(holds, what):
    if not holds:
        print(f"FAILED: {what}", file=sys.stderr)
        sys.exit(1)
    shown.append(what)


def run(*words, folder=None):
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True)
    if done.returncode not in (0, 2):
        raise RuntimeError(f"{words}: {done.stderr}")
    return done.stdout


def make_video(path, seconds, rate=25, variable=False):
    """Three scenes; with a variable rate every seventh frame is missing."""
    select = ["-vf", "select='mod(n,7)',scale=320:180", "-fps_mode", "vfr"] if variable else []
    scenes = (
        f"testsrc2=size=320x180:rate={rate}:duration={seconds}[a];"
        f"mandelbrot=size=320x180:rate={rate}[m];[m]trim=duration={seconds},setpts=PTS-STARTPTS[b];"
        f"smptebars=size=320x180:rate={rate}:duration={seconds}[c];[a][b][c]concat=n=3:v=1[v]"
    )
    whole = path + ".whole.mp4"
    run("ffmpeg", "-v", "error", "-y", "-filter_complex", scenes, "-map", "[v]", "-c:v", "libx264",
        "-pix_fmt", "yuv420p", "-g", "25", "-bf", "2", whole)
    if variable:
        run("ffmpeg", "-v", "error", "-y", "-i", whole, *select, "-c:v", "libx264", path)
        os.remove(whole)
    else:
        os.rename(whole, path)


def starts(answer, level=0):
    return [s["start"] for s in answer["levels"][level]["segments"]]


def edit(person, video, base, *edits, **more):
    return person.post(f"/api/videos/{video}/edits", {"base": base, "edits": list(edits), **more})


def split(frame, level=0):
    return {"kind": "split", "level": level, "at": frame}


class Bench:
    def __init__(self, folder):
        self.folder = folder
        self.port = PORT
        self.servers = []

    def serve(self, place, folder=None):
        self.port += 1
        server = Server(SERVER, place, self.port, folder=folder or self.folder)
        self.servers.append(server)
        return server

    def stop(self):
        for server in self.servers:
            if server.process.poll() is None:
                server.stop()


def check_list(bench, out):
    server = bench.serve(out)
    ann = server.person("Ann")
    found = ann.get("/api/videos").json
    check(found["total"] == 4 and found["matching"] == 4, "the list has every video")
    check([r["name"] for r in found["rows"]] == ["a", "b", "c", "vfr"], "sorted by name")
    check(all(r["segments"] >= 1 and r["seconds"] > 5 for r in found["rows"]), "with figures")
    check(ann.get("/api/videos?search=vf").json["matching"] == 1, "searched")
    check(ann.get("/api/videos?minSeconds=1000").json["matching"] == 0, "filtered by length")
    check(ann.get("/api/videos?sort=seconds&descending=1").json["rows"][0]["seconds"]
          == max(r["seconds"] for r in found["rows"]), "sorted by length")
    for query in ("sort=x", "minSeconds=a", "warnings=perhaps", "offset=-1", "limit=1e30",
                  "minSeconds=9&maxSeconds=1"):
        answer = ann.get(f"/api/videos?{query}")
        check(answer.status == 400 and "\n" not in answer["error"] or query == "limit=1e30",
              f"{query} is a 400 in one line")
    check(ann.get("/api/videos/0000").status == 404, "an unknown video is a 404")
    check(ann.get("/api/videos/..%2f..%2fetc").status in (400, 404), "a path is no video")
    ids = {r["name"]: r["id"] for r in found["rows"]}
    server.stop()
    return ids


def check_times(bench, out, ids):
    server = bench.serve(out)
    ann = server.person("Ann")
    for name, video in ids.items():
        view = ann.get(f"/api/videos/{video}").json
        times = ann.get(f"/api/videos/{video}/times").json
        probe = json.loads(run("ffprobe", "-v", "error", "-select_streams", "v", "-show_frames",
                               "-show_entries", "frame=pts,best_effort_timestamp", "-of", "json",
                               os.path.join(bench.folder, "videos", name + ".mp4")))
        pts = [f.get("pts", f.get("best_effort_timestamp")) for f in probe["frames"]]
        check(times["exact"] and times["pts"] == pts, f"{name}: the times are the decoder's own")
        check(view["video"]["frames"] == len(pts), f"{name}: and as many")
        check(view["video"]["variableFrameRate"] == (name == "vfr"), f"{name}: its rate")
    server.stop()


def check_edits(bench, out, ids):
    video = ids["a"]
    machine = open(os.path.join(out, "documents", "a.json"), "rb").read()
    server = bench.serve(out)
    nobody = server.person()
    check(edit(nobody, video, 0, split(10)).status == 403, "who has no name cannot edit")
    ann, ben = server.person("Ann"), server.person("Ben")
    before = starts(ann.get(f"/api/videos/{video}").json)
    answer = edit(ann, video, 0, split(20))
    check(answer.status == 200 and answer["revision"] == 1, "an edit is taken")
    check(starts(answer["document"]) == sorted(before + [20]), "and made")
    answer = edit(ben, video, 0, split(before[1] + 30))
    check(answer.status == 200 and answer["merged"] is True, "what does not touch is merged")
    check(starts(answer["document"]) == sorted(before + [20, before[1] + 30]), "both stand")
    move = {"kind": "move", "level": 0, "boundary": before[1], "to": before[1] + 5}
    check(edit(ann, video, 2, move).status == 200, "a boundary moves")
    clash = edit(ben, video, 2, {**move, "to": before[1] + 9})
    check(clash.status == 409 and clash["conflicts"][0]["theirs"]["by"] == "Ann"
          and clash["conflicts"][0]["edit"] == 0 and clash["document"]["revision"] == 3,
          "what touches is asked about")
    mine = edit(ben, video, 2, {**move, "to": before[1] + 9}, resolve="mine")
    check(mine.status == 200 and before[1] + 9 in starts(mine["document"])
          and before[1] + 5 not in starts(mine["document"]), "and chosen over the other's")
    # Bad edits.
    for bad in ({"kind": "move", "level": 0, "boundary": 1, "to": 2}, {"kind": "split", "level": 0,
                "at": 0}, {"kind": "split", "level": 7, "at": 5}, {"kind": "x"}, {}, [], 3,
                {"kind": "split", "level": 0, "at": 10**9}, {"kind": "label", "level": 0,
                "segment": "s0", "label": "a\nb"}, {"kind": "label", "level": 0, "segment": "s0",
                "label": "x" * 999}, {"kind": "replace", "level": 0, "boundaries": [5, 5]},
                {"kind": "replace", "level": 0, "boundaries": [-(2**63), 5]},
                {"kind": "replace", "level": 0, "boundaries": [2**63 - 1]},
                {"kind": "move", "level": 0, "boundary": -(2**63), "to": 2**63 - 1},
                {"kind": "level-remove", "level": 0}):
        answer = edit(ann, video, 4, bad)
        check(answer.status == 400 and "\n" not in answer["error"], f"{bad} is a 400")
    check(edit(ann, video, 99, split(5)).status == 400, "a base that is not there is a 400")
    check(ann.get(f"/api/videos/{video}/revision")["revision"] == 4, "and none changed anything")
    # kill -9 between edits, restart, undo and redo.
    server.kill()
    server = bench.serve(out)
    ann, ben = server.person("Ann"), server.person("Ben")
    view = ann.get(f"/api/videos/{video}").json
    check(view["revision"] == 4 and starts(view) == starts(mine["document"]), "a kill loses nothing")
    undone = ben.post(f"/api/videos/{video}/undo", {"base": 4})
    check(undone.status == 200 and before[1] + 5 in starts(undone["document"]),
          "undo survives a restart, and is one's own")
    server.kill()
    server = bench.serve(out)
    ann, ben = server.person("Ann"), server.person("Ben")
    redone = ben.post(f"/api/videos/{video}/redo", {"base": 5})
    check(starts(redone["document"]) == starts(mine["document"]), "so does redo")
    clash = ann.post(f"/api/videos/{video}/undo", {"base": 6})
    check(clash.status == 409 and clash["conflicts"][0]["theirs"]["by"] == "Ben",
          "an undo that touches another's later edit is asked about")
    # Labels, levels, and the reviewed document.
    label = {"kind": "label", "level": 0, "segment": "s0", "label": "<b>pour</b> ü"}
    check(edit(ann, video, 6, label).status == 200, "a label is text")
    answer = edit(ann, video, 7, {"kind": "level-add", "name": "phase"}, split(60, 1))
    check(answer.status == 200 and starts(answer["document"], 1) == [0, 60], "a level is added")
    check(answer["document"]["labels"] == ["<b>pour</b> ü"], "labels are known")
    reviewed = os.path.join(out, "reviewed", "a.json")
    run(SKILLET, "validate", reviewed)
    document = json.load(open(reviewed, encoding="utf-8"))
    check([s["start"]["frame"] for s in document["segments"]] == starts(answer["document"]),
          "the reviewed document is written")
    pts = ann.get(f"/api/videos/{video}/times").json
    check(all(s["end"]["pts"] == (pts["pts"] + [pts["end"]])[s["end"]["frame"]]
              for s in document["segments"]), "with the video's own time stamps")
    check(document["levels"][0]["name"] == "phase" and document["review"]["edits"] == 7,
          "with its levels and whose it is")
    elan = ann.get(f"/api/videos/{video}/export?format=elan").body.decode()
    check('TIER_ID="phase"' in elan and 'TIER_ID="skill"' in elan, "levels become tiers")
    check(open(os.path.join(out, "documents", "a.json"), "rb").read() == machine,
          "the machine's document is as it was")
    answer = ann.post(f"/api/videos/{video}/reviewed", {"reviewed": True})
    check(answer["document"]["reviewed"]["by"] == "Ann", "it is called reviewed")
    found = ann.get("/api/videos?reviewed=yes").json
    check(found["reviewed"] == 1 and [r["id"] for r in found["rows"]] == [video], "and listed so")
    check(ann.get(f"/api/videos/next?after={video}")["id"] == ids["b"], "the next one is known")
    server.kill()
    server = bench.serve(out)
    row = server.person("Ann").get("/api/videos?reviewed=yes").json["rows"][0]
    check(row["id"] == video and row["edits"] == 7, "the list knows it after a restart")
    server.stop()


def check_acknowledged(bench, out, ids):
    """Every acknowledged edit is there after kills in the middle."""
    video = ids["c"]
    said = random.Random(7)
    taken = []
    server = bench.serve(out)
    ann = server.person("Ann")
    frames = ann.get(f"/api/videos/{video}").json["video"]["frames"]
    revision = ann.get(f"/api/videos/{video}/revision")["revision"]
    for _ in range(6):
        end = time.monotonic() + said.uniform(0.05, 0.4)
        child = None
        while time.monotonic() < end:
            present = starts(ann.get(f"/api/videos/{video}").json)
            frame = said.choice([f for f in range(1, frames) if f not in present])
            answer = edit(ann, video, revision, split(frame))
            if answer.status == 200:
                taken.append(frame)
                revision = answer["revision"]
        server.kill()
        server = bench.serve(out)
        ann = server.person("Ann")
        view = ann.get(f"/api/videos/{video}").json
        check(set(taken) <= set(starts(view)) and view["revision"] == revision,
              "every acknowledged edit is there after kill -9")
    server.stop()
    # Killed before the reviewed document was written: the next start writes it.
    reviewed = os.path.join(out, "reviewed", "c.json")
    os.remove(reviewed)
    server = bench.serve(out)
    for _ in range(200):
        if os.path.exists(reviewed):
            break
        time.sleep(0.05)
    check(json.load(open(reviewed, encoding="utf-8"))["review"]["revision"] == revision,
          "a reviewed document that was not written before a kill is written by the next start")
    server.stop()


def check_two_servers(bench, out, ids):
    video = ids["b"]
    first, second = bench.serve(out), bench.serve(out)
    ann, ben = first.person("Ann"), second.person("Ben")
    base = starts(ann.get(f"/api/videos/{video}").json)
    ben.get(f"/api/videos/{video}")
    check(edit(ann, video, 0, split(11)).status == 200, "one server takes an edit")
    answer = edit(ben, video, 0, split(base[1] + 12))
    check(answer.status == 200 and answer["merged"] and answer["revision"] == 2,
          "another one on the same folder merges with it")
    check(11 in starts(ann.get(f"/api/videos/{video}").json)
          and base[1] + 12 in starts(ann.get(f"/api/videos/{video}").json), "and both see both")
    first.stop()
    second.stop()


def check_damage(bench, out, ids):
    video = ids["b"]
    path = os.path.join(out, "history", "b.jsonl")
    whole = open(path, "rb").read()
    # A torn last line.
    with open(path, "ab") as file:
        file.write(b'{"revision":3,"by":"Ann","ti')
    server = bench.serve(out)
    ann = server.person("Ann")
    check(ann.get(f"/api/videos/{video}").json["revision"] == 2, "a torn line does not count")
    answer = edit(ann, video, 2, split(33))
    check(answer.status == 200 and "set aside" in answer["document"]["note"], "it is set aside")
    check(open(path + ".torn", "rb").read() == b'{"revision":3,"by":"Ann","ti', "and kept")
    server.stop()
    # A damaged line in the middle.
    lines = whole.split(b"\n")
    lines[1] = lines[1][: len(lines[1]) // 2]
    open(path, "wb").write(b"\n".join(lines))
    server = bench.serve(out)
    ann = server.person("Ann")
    view = ann.get(f"/api/videos/{video}").json
    check(view["revision"] == 0 and view["readOnly"] and "line 2" in view["note"],
          "a damaged line is named, and what came before it is shown")
    answer = edit(ann, video, 0, split(44))
    check(answer.status == 409 and "line 2" in answer["error"], "nothing is edited on top of it")
    check(open(path, "rb").read() == b"\n".join(lines), "and the file is left alone")
    server.stop()
    open(path, "wb").write(whole)
    # Entries and signals that no server wrote.
    signal = os.path.join(out, "signals", "b.csv")
    rows = open(signal, encoding="utf-8").read()
    head = whole.split(b"\n")[0] + b"\n"
    entry = {"revision": 1, "by": "x", "time": "x", "summary": "x",
             "edit": {"kind": "split", "level": "skill", "at": 1}}
    for change in ({"level": "skill", "frame": 10**9, "before": None, "after": {"id": "s1"}},
                   {"level": "skill", "frame": 0, "before": {"id": "s0"}, "after": None},
                   {"level": "x", "position": 0, "before": None, "after": [{"id": "s", "frame": 0}]},
                   {"level": "x", "position": 1, "before": None, "after": [{"id": "s", "frame": 10**7}]}):
        open(path, "wb").write(head + json.dumps({**entry, "changes": [change]}).encode() + b"\n")
        server = bench.serve(out)
        view = server.person("Ann").get(f"/api/videos/{video}").json
        check(view["readOnly"] and "line 2" in view["note"], "an entry that cannot be is named")
        server.stop()
    open(path, "wb").write(whole)
    for text in (rows.replace("\n1,", f"\n1,{2**63 - 1}"), rows + "99999999,99999999,1,1,3,0,0,0,0,0\n",
                 rows[: len(rows) // 2], "frame,pts\n", rows.replace(",", ";"), "\0" * 500, ""):
        open(signal, "w", encoding="utf-8").write(text)
        server = bench.serve(out)
        ann = server.person("Ann")
        view = ann.get(f"/api/videos/{video}")
        check(view.status == 200 and view["video"]["state"] == "ok", "a damaged signal is left out")
        check(ann.get(f"/api/videos/{video}/times")["exact"], "and the times are the video's")
        check(ann.get(f"/api/videos/{video}/recut").status in (200, 409), "a re-cut says so")
        server.stop()
    open(signal, "w", encoding="utf-8").write(rows)
    # A newer and a damaged document, one that does not tile.
    document = os.path.join(out, "documents", "c.json")
    text = open(document, encoding="utf-8").read()
    history = os.path.join(out, "history", "c.jsonl")
    os.rename(history, history + ".away")
    loose = json.loads(text)
    loose["segments"][1]["start"]["frame"] -= 3
    for content, state, word in (
            (text.replace("skillet.segments/1", "skillet.segments/2"), "newer", "newer version"),
            (text[: len(text) // 2], "unreadable", "JSON"),
            (json.dumps(loose), "unreadable", "overlaps")):
        open(document, "w", encoding="utf-8").write(content)
        server = bench.serve(out)
        ann = server.person("Ann")
        view = ann.get(f"/api/videos/{ids['c']}")
        check(view.status == 200 and view["video"]["state"] == state
              and word in view["video"]["note"], f"a document that is {state} says so ({word})")
        check(edit(ann, ids["c"], 0, split(5)).status == 409, "and is not edited")
        check(ann.get("/api/videos").json["total"] == 4, "and the list is whole")
        server.stop()
    open(document, "w", encoding="utf-8").write(text)
    os.rename(history + ".away", history)


def check_videos(bench, out, ids):
    path = os.path.join(bench.folder, "videos", "a.mp4")
    os.rename(path, path + ".away")
    server = bench.serve(out)
    ann = server.person("Ann")
    view = ann.get(f"/api/videos/{ids['a']}").json
    check(view["video"]["state"] == "missing" and view["video"]["media"] is None
          and len(view["levels"]) == 2, "a missing video says so, its segments are shown")
    check(edit(ann, ids["a"], view["revision"], split(77)).status == 200,
          "and can be edited where the signal tells the times")
    server.stop()
    shutil.copy(path + ".away", os.path.join(out, "a.mp4"))
    server = bench.serve(out)
    view = server.person("Ann").get(f"/api/videos/{ids['a']}").json
    check(view["video"]["state"] == "ok" and "not at" in view["video"]["note"],
          "a video that was moved beside the documents is found, and that is said")
    server.stop()
    os.remove(os.path.join(out, "a.mp4"))
    with open(path + ".away", "rb") as file:
        content = bytearray(file.read())
    for change in (content + b"x", content[:-9] + b"x" + content[-8:]):
        open(path, "wb").write(change)
        server = bench.serve(out)
        ann = server.person("Ann")
        for _ in range(100):
            video = ann.get(f"/api/videos/{ids['a']}").json["video"]
            if video["state"] != "ok":
                break
            time.sleep(0.05)
        check(video["state"] == "changed" and "changed since" in video["note"]
              and video["media"], "a changed video says so and is still shown")
        server.stop()
    os.remove(path)
    os.rename(path + ".away", path)


def check_recuts(bench, out, ids, folder):
    server = bench.serve(out)
    ann = server.person("Ann")
    for name, video in ids.items():
        document = json.load(open(os.path.join(out, "documents", name + ".json"), encoding="utf-8"))
        own = [s["start"]["frame"] for s in document["segments"][1:]]
        answer = ann.get(f"/api/videos/{video}/recut?sensitivity=50").json
        check(answer["boundaries"] == own and answer["threshold"] == 3,
              f"{name}: a re-cut at its own setting gives its own boundaries")
        for threshold in (2, 2.5, 4, 6):
            answer = ann.get(f"/api/videos/{video}/recut?threshold={threshold}").json
            fresh = json.loads(run(SKILLET, "segment", f"videos/{name}.mp4", "--threshold",
                                   f"{threshold}sigma", "--json", "--force", "--out",
                                   os.path.join(folder, "fresh"), folder=folder))
            check(answer["boundaries"] == [s["start"]["frame"] for s in fresh["segments"][1:]],
                  f"{name}: a re-cut at {threshold} sigma gives what `skillet segment` gives")
        now = starts(ann.get(f"/api/videos/{video}").json)[1:]
        answer = ann.get(f"/api/videos/{video}/recut?sensitivity=80").json
        check(sorted(set(now) - set(answer["removed"]) | set(answer["added"]))
              == answer["boundaries"], f"{name}: what would come and go adds up")
    for bad in ("sensitivity=101", "sensitivity=x", "threshold=nan", "threshold=1e308"):
        check(ann.get(f"/api/videos/{ids['a']}/recut?{bad}").status == 400, f"{bad} is a 400")
    video = ids["vfr"]
    revision = ann.get(f"/api/videos/{video}/revision")["revision"]
    answer = ann.get(f"/api/videos/{video}/recut?sensitivity=90").json
    taken = edit(ann, video, revision, {"kind": "replace", "level": 0,
                                        "boundaries": answer["boundaries"]})
    check(taken.status == 200 and starts(taken["document"])[1:] == answer["boundaries"],
          "a re-cut is taken")
    server.stop()


def check_settings(bench, folder):
    """Documents of other methods: each is found again in its own signal."""
    methods = (["--count", "4"], ["--threshold", "95%"], ["--predictor", "change"],
               ["--predictor", "online-predictor"], ["--threshold", "1nats", "--predictor",
               "online-predictor"], ["--max-length", "2s"], ["--min-length", "3s"],
               ["--sample-rate", "10"], ["--sensitivity", "fine"], ["--predictor", "change",
               "--count", "3"], ["--predictor", "online-predictor", "--count", "3"])
    for position, words in enumerate(methods):
        for name in ("a", "vfr"):
            place = os.path.join(folder, "methods", f"{name}{position}.skillet")
            run(SKILLET, "segment", f"videos/{name}.mp4", "--out", place, *words, folder=folder)
    server = bench.serve(os.path.join(folder, "methods"))
    ann = server.person("Ann")
    rows = ann.get("/api/videos").json["rows"]
    check(len(rows) == 2 * len(methods), "a folder of what `segment` wrote is listed")
    for row in rows:
        path = os.path.join(folder, "methods", row["name"] + ".skillet", "segments.json")
        document = json.load(open(path, encoding="utf-8"))
        answer = ann.get(f"/api/videos/{row['id']}/recut")
        words = " ".join(methods[int("".join(c for c in row["name"] if c.isdigit()))])
        check(answer.status == 200 and answer["boundaries"]
              == [s["start"]["frame"] for s in document["segments"][1:]],
              f"{row['name']} ({words}): its own boundaries")
    server.stop()


def check_compare(bench, out, ids):
    other = os.path.join(out, "ben")
    os.makedirs(other)
    shutil.copy(os.path.join(out, "documents", "a.json"), os.path.join(other, "a.json"))
    server = bench.serve(out)
    ann = server.person("Ann")
    view = ann.get(f"/api/videos/{ids['a']}").json
    check([d["name"] for d in view["documents"]] == ["machine", "ben"], "others are offered")
    answer = ann.get(f"/api/videos/{ids['a']}/compare?with=ben&tolerance=5").json
    mine, theirs = starts(view)[1:], [s["start"] for s in answer["segments"]][1:]
    check(all(a in mine and b in theirs and abs(a - b) <= 5 for a, b in answer["matched"]),
          "pairs are pairs")
    matched = len(answer["matched"])
    check(abs(answer["f1"] - 2 * matched / (len(mine) + len(theirs))) < 1e-6, "F1 is theirs")
    same = ann.get(f"/api/videos/{ids['c']}/compare?with=machine&tolerance=0")
    check(same.status == 200, "the machine's version is one")
    for bad, status in (("with=nobody", 404), ("with=../../etc", 404), ("tolerance=-1", 400),
                        ("tolerance=x", 400)):
        check(ann.get(f"/api/videos/{ids['a']}/compare?{bad}").status == status, f"{bad}: {status}")
    server.stop()


def check_exports(bench, out, ids):
    server = bench.serve(out)
    ann = server.person("Ann")
    formats = ann.get("/api/formats").json
    check(len(formats) > 15, "formats are listed")
    view = ann.get(f"/api/videos/{ids['a']}").json
    for format in formats:
        answer = ann.get(f"/api/videos/{ids['a']}/export?format={format['name']}")
        check(answer.status == 200 and answer.body
              and answer.headers["content-disposition"].startswith("attachment"),
              f"exported as {format['name']}: {answer.body[:200] if answer.status != 200 else ''}")
        if format["name"] == "csv":
            check("labels" in urllib.parse.unquote(answer.headers["x-skillet-losses"]),
                  "with what it cannot hold")
        if format["name"] == "segments":
            document = json.loads(answer.body)
            check([s["start"]["frame"] for s in document["segments"]] == starts(view),
                  "the document itself is the current version")
    check(ann.get(f"/api/videos/{ids['a']}/export?format=exe").status == 400, "no other format")
    server.stop()


def check_one_video(bench, folder):
    place = os.path.join(folder, "alone")
    os.makedirs(place)
    shutil.copy(os.path.join(folder, "videos", "a.mp4"), os.path.join(place, "one.mp4"))
    server = bench.serve(os.path.join(place, "one.mp4"), folder=place)
    ann = server.person("Ann")
    rows = ann.get("/api/videos").json["rows"]
    check(len(rows) == 1 and rows[0]["name"] == "one", "one video without a document is cut at once")
    check(edit(ann, rows[0]["id"], 0, split(9)).status == 200, "and edited")
    server.stop()
    names = sorted(os.listdir(os.path.join(place, "one.skillet")))
    check(names == ["segments.history.jsonl", "segments.json", "segments.reviewed.json",
                    "signal.csv"], f"with the history beside its document")
    server = bench.serve(os.path.join(place, "one.mp4"), folder=place)
    view = server.person("Ann").get(f"/api/videos/{rows[0]['id']}").json
    check(9 in starts(view), "and taken up again")
    server.stop()
    try:
        os.makedirs(os.path.join(folder, "empty"))
        bench.serve(os.path.join(folder, "empty"))
        check(False, "an empty folder is refused")
    except RuntimeError as error:
        check("there is no document" in str(error) and "\n" not in str(error),
              "a folder without documents is refused in one line")


def main():
    folder = tempfile.mkdtemp(prefix="skillet-review-")
    bench = Bench(folder)
    try:
        os.makedirs(os.path.join(folder, "videos"))
        for name, seconds in (("a", 4), ("b", 3), ("c", 5)):
            make_video(os.path.join(folder, "videos", name + ".mp4"), seconds)
        make_video(os.path.join(folder, "videos", "vfr.mp4"), 4, variable=True)
        out = os.path.join(folder, "out")
        run(SKILLET, "annotate", "videos", "--out", out, "--signals", folder=folder)
        ids = check_list(bench, out)
        check_times(bench, out, ids)
        check_recuts(bench, out, ids, folder)
        check_settings(bench, folder)
        check_edits(bench, out, ids)
        check_acknowledged(bench, out, ids)
        check_two_servers(bench, out, ids)
        check_damage(bench, out, ids)
        check_videos(bench, out, ids)
        check_compare(bench, out, ids)
        check_exports(bench, out, ids)
        check_one_video(bench, folder)
        print(f"check_review: {len(shown)} things hold of the review behind the page")
    finally:
        bench.stop()
        shutil.rmtree(folder, ignore_errors=True)


main()
