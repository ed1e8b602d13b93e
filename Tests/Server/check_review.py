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
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from review_bench import SKILLET, check, run, make_video, starts, edit, split, Bench, shown
from review_cutting import check_recuts, check_settings, check_compare, check_exports
from review_damage import check_damage, check_videos, check_one_video


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
