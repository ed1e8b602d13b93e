"""Damaged histories, videos that are moved, changed or newer, and one video alone."""

import json
import os
import shutil
import time

from review_bench import check, edit, split, starts


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
                    "signal.csv"], "with the history beside its document")
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
