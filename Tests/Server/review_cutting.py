"""Re-cuts at the document's own setting and at others, comparisons and exports."""

import json
import os
import shutil
import urllib.parse

from review_bench import SKILLET, check, run, starts, edit


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
