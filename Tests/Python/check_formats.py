#!/usr/bin/env python3
"""Reads what `skillet convert` writes with the readers that the formats are written for.

  check_formats.py SKILLET BRIDGE

A video of 270 frames at 30000/1001 a second is made, and a document with three segments of it; each
format is written from that, read by its own reader, and compared: names, frames, times.
A format is skipped, by name, where its reader is not installed.
Exit codes: 0 all is well; 1 something is wrong, said in plain sentences.
"""
import csv
import fractions
import html
import importlib
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.sax.saxutils

RATE = fractions.Fraction(30000, 1001)
FRAMES = 270
# What trips writers: commas, quotes, an arrow, markup, a line break, other scripts, emoji.
SEGMENTS = [(0, 120, "fill kettle, \"slowly\"", 0.83), (120, 121, "a --> b & <c>\nd", 0.5),
            (121, 270, "\u0644\u0635\u0628 \u0627\u0644\u0645\u0627\u0621 \U0001fad6", 0.75)]
complaints, skipped, checked = [], [], []


def seconds(frame):
    return frame / RATE


def run(*command, **options):
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                            encoding="utf-8", **options)
    if result.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command[:4]))} ended with {result.returncode}: "
                             f"{result.stderr.strip()[-400:]}")
    return result.stdout


def make_video(folder):
    run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=s=64x48:r=30000/1001", "-frames:v",
        FRAMES, "-c:v", "mpeg4", "-video_track_timescale", "30000", folder / "tea.mp4")


def make_document(path):
    def time(frame):
        return {"frame": frame, "pts": frame * 1001, "seconds": round(float(seconds(frame)), 6)}

    document = {
        "schema": "skillet.segments/1",
        "video": {"path": "tea.mp4", "sha256": None, "width": 64, "height": 48, "rotation": 0,
                  "frames": FRAMES, "framesInHeader": FRAMES, "timeBase": "1/30000",
                  "averageFrameRate": "30000/1001", "variableFrameRate": False,
                  "duration": round(float(seconds(FRAMES)), 6), "corruptFrames": 0},
        "method": {"name": "made", "predictor": "", "features": "",
                   "threshold": {"kind": "count", "value": 2}, "sampleRate": 5.0, "minLength": 0.0,
                   "maxLength": 120.0, "seed": 0, "version": "0.1.0"},
        "segments": [{"index": i, "start": time(start), "end": time(end), "skill": i + 1,
                      "label": label, "confidence": score, "surprise": None, "kind": None}
                     for i, (start, end, label, score) in enumerate(SEGMENTS)]}
    path.write_text(json.dumps(document), encoding="utf-8")


def same(what, found, wanted):
    if found != wanted:
        raise AssertionError(f"{what} is {found!r}, not {wanted!r}")


def near(what, found, wanted, tolerance):
    if abs(fractions.Fraction(found) - wanted) > tolerance:
        raise AssertionError(f"{what} is {float(found)}, not {float(wanted)}")


def needs(name):
    """A module, or a skip by name."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise LookupError(f"{name} is not installed ({error})") from None


# A check a format: it takes the file and the folder with the video.


def check_otio(path, _):
    otio = needs("opentimelineio")
    timeline = otio.adapters.read_from_file(str(path))
    clips = list(timeline.find_clips())
    for clip, (start, end, label, _) in zip(clips, SEGMENTS, strict=True):
        same("the clip's name", clip.name, label)
        same("its first frame", clip.source_range.start_time.value, start)
        same("its length", clip.source_range.duration.value, end - start)
        near("its rate", clip.source_range.duration.rate, RATE, 1e-6)
        same("its place in the track",
             clip.trimmed_range_in_parent().start_time.value, start)
        same("its medium", clip.media_reference.target_url, "tea.mp4")


def check_edl(path, _):
    otio = needs("opentimelineio")
    if "cmx_3600" not in otio.adapters.available_adapter_names():
        raise LookupError("otio-cmx3600-adapter is not installed")
    timeline = otio.adapters.read_from_file(str(path), "cmx_3600", rate=30)
    for clip, (start, end, label, _) in zip(timeline.find_clips(), SEGMENTS, strict=True):
        same("the event's name", clip.name, " ".join(label.split()))
        same("its first frame", clip.source_range.start_time.value, start)
        same("its length", clip.source_range.duration.value, end - start)


def check_vtt(path, _):
    webvtt = needs("webvtt")
    captions = webvtt.read(str(path)).captions
    for caption, (start, end, label, _) in zip(captions, SEGMENTS, strict=True):
        same("the cue's text", html.unescape(caption.raw_text), label)
        near("its start", stamp(caption.start), seconds(start), 0.0005)
        near("its end", stamp(caption.end), seconds(end), 0.0005)


def stamp(text):
    hours, minutes, rest = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + fractions.Fraction(rest)


def check_ffmetadata(path, folder):
    run("ffmpeg", "-v", "error", "-y", "-i", folder / "tea.mp4", "-f", "ffmetadata", "-i", path,
        "-map_metadata", "1", "-map_chapters", "1", "-c", "copy", folder / "chapters.mkv")
    shown = json.loads(run("ffprobe", "-v", "error", "-show_chapters", "-of", "json",
                           folder / "chapters.mkv"))
    for chapter, (start, end, label, _) in zip(shown["chapters"], SEGMENTS, strict=True):
        same("the chapter's title", chapter["tags"]["title"], label)
        near("its start", chapter["start_time"], seconds(start), 1e-6)
        near("its end", chapter["end_time"], seconds(end), 1e-6)


def check_csv(path, folder):
    """PySceneDetect loads the list, and writes the same frames again."""
    needs("scenedetect")
    command = pathlib.Path(sys.executable).with_name("scenedetect")
    if not command.exists():
        raise LookupError("the command scenedetect is not installed")
    run(command, "-i", folder / "tea.mp4", "load-scenes", "-i", path, "list-scenes", "-o", folder,
        "-f", "again.csv", "-q")

    def frames(name):
        rows = list(csv.reader(open(name, encoding="utf-8", newline="")))
        head = next(i for i, row in enumerate(rows) if "Start Frame" in row)
        columns = [rows[head].index(key) for key in ["Start Frame", "End Frame", "Length (frames)"]]
        return [[int(row[column]) for column in columns] for row in rows[head + 1:]]

    same("the list's frames", frames(path), [[s + 1, e, e - s] for s, e, _, _ in SEGMENTS])
    same("the frames that PySceneDetect read", frames(folder / "again.csv"), frames(path))


def check_mstcn(path, _):
    # MS-TCN's reader: the text split at line ends, the last element dropped.
    lines = path.read_text(encoding="utf-8").split("\n")[:-1]
    same("the number of labels", len(lines), FRAMES)
    for start, end, _, _ in SEGMENTS:
        same(f"the labels of {start} to {end}", len(set(lines[start:end])), 1)
    same("the number of different labels", len(set(lines)), 3)


def check_transnetv2(path, _):
    numpy = needs("numpy")
    same("the scenes", numpy.loadtxt(path, dtype=int, ndmin=2).tolist(),
         [[s, e - 1] for s, e, _, _ in SEGMENTS])


def check_losslesscut(path, _):
    rows = list(csv.reader(open(path, encoding="utf-8", newline="")))
    for row, (start, end, label, _) in zip(rows, SEGMENTS, strict=True):
        same("the label", row[2], label)
        near("the start", row[0] or 0, seconds(start), 1e-6)
        near("the end", row[1], seconds(end), 1e-6)


def check_skilldiscovery(path, _):
    (row,) = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    same("the file", row["file"], "tea.mp4")
    same("the boundaries", row["boundaries"], [[s, e - 1] for s, e, _, _ in SEGMENTS])


def check_gebd(path, _):
    document = json.loads(path.read_text(encoding="utf-8"))
    video = document["tea"]
    times = video if isinstance(video, list) else video["substages_timestamps"][0]
    for time, (start, _, _, _) in zip(times, SEGMENTS[1:], strict=True):
        near("a boundary", time, seconds(start), 1e-6)


def check_activitynet(path, _):
    # As ActivityNet's evaluator takes it apart.
    data = json.loads(path.read_text(encoding="utf-8"))
    if not all(field in data for field in ["database", "taxonomy", "version"]):
        raise AssertionError(f"the keys are {list(data)}")
    segments = []
    for video in data["database"].values():
        same("the subset's kind", type(video["subset"]), str)
        segments += [(float(a["segment"][0]), float(a["segment"][1]), a["label"])
                     for a in video["annotations"]]
    check_seconds(segments)


def check_detections(path, _):
    data = json.loads(path.read_text(encoding="utf-8"))
    if not all(field in data for field in ["results", "version", "external_data"]):
        raise AssertionError(f"the keys are {list(data)}")
    found = data["results"]["tea"]
    check_seconds([(*map(float, r["segment"]), r["label"]) for r in found])
    same("the scores", [r["score"] for r in found], [score for _, _, _, score in SEGMENTS])


def check_coin(path, _):
    video = json.loads(path.read_text(encoding="utf-8"))["database"]["tea"]
    check_seconds([(*a["segment"], a["label"]) for a in video["annotation"]])
    same("the ids", [a["id"] for a in video["annotation"]], ["1", "2", "3"])


def check_refiner(path, _):
    check_seconds([(s["start_sec"], s["end_sec"], s["subtask"])
                   for s in json.loads(path.read_text(encoding="utf-8"))])


def check_seconds(found):
    for (start, end, label), (first, last, name, _) in zip(found, SEGMENTS, strict=True):
        same("the label", label, name)
        near("the start", start, seconds(first), 1e-9)
        near("the end", end, seconds(last), 1e-9)


def check_elan(path, _):
    pympi = needs("pympi")
    document = pympi.Eaf(str(path))
    (tier,) = document.get_tier_names()
    found = sorted(document.get_annotation_data_for_tier(tier))
    for (start, end, text), (first, last, label, _) in zip(found, SEGMENTS, strict=True):
        same("the annotation's text", text, label)
        same("its start in ms", start, round(seconds(first) * 1000))
        same("its end in ms", end, round(seconds(last) * 1000))
    check_elan_shape(path)
    # What pympi writes is read back by Skillet.
    document.to_file(str(path.with_name("pympi.eaf")))
    read_back("elan", path.with_name("pympi.eaf"))


def check_elan_shape(path):
    """The order of elements and the attributes that EAF 3.0's schema requires."""
    lxml = needs("lxml.etree")
    root = lxml.parse(str(path)).getroot()
    order = ["LICENSE", "HEADER", "TIME_ORDER", "TIER", "LINGUISTIC_TYPE", "LOCALE", "LANGUAGE",
             "CONSTRAINT", "CONTROLLED_VOCABULARY", "LEXICON_REF", "REF_LINK_SET", "EXTERNAL_REF"]
    places = [order.index(child.tag) for child in root]
    same("the order of elements", places, sorted(places))
    needed = {"ANNOTATION_DOCUMENT": {"DATE", "AUTHOR", "VERSION"}, "TIME_SLOT": {"TIME_SLOT_ID"},
              "MEDIA_DESCRIPTOR": {"MEDIA_URL", "MIME_TYPE"},
              "TIER": {"TIER_ID", "LINGUISTIC_TYPE_REF"}, "LINGUISTIC_TYPE": {"LINGUISTIC_TYPE_ID"},
              "CONSTRAINT": {"STEREOTYPE"},
              "ALIGNABLE_ANNOTATION": {"ANNOTATION_ID", "TIME_SLOT_REF1", "TIME_SLOT_REF2"}}
    for element in root.iter():
        if not needed.get(element.tag, set()) <= set(element.attrib):
            raise AssertionError(f"{element.tag} lacks one of {needed[element.tag]}")
    types = {e.get("LINGUISTIC_TYPE_ID") for e in root.iter("LINGUISTIC_TYPE")}
    same("the types that tiers name", {e.get("LINGUISTIC_TYPE_REF") for e in root.iter("TIER")} - types, set())


def check_via(path, _):
    lines = path.read_text(encoding="utf-8").splitlines()
    head = next(line for line in lines if line.startswith("# CSV_HEADER = "))
    names = head.removeprefix("# CSV_HEADER = ").split(",")
    rows = [dict(zip(names, row)) for row in csv.reader(line for line in lines if line[:1] != "#")]
    check_seconds([(*json.loads(row["temporal_coordinates"]), json.loads(row["metadata"])["1"])
                   for row in rows])
    same("the files", {row["file_list"] for row in rows}, {'["tea.mp4"]'})


def check_cvat(path, _):
    lxml = needs("lxml.etree")
    tracks = lxml.parse(str(path)).getroot().findall("track")
    for track, (start, end, label, _) in zip(tracks, SEGMENTS, strict=True):
        same("the track's label", track.get("label"), label)
        boxes = [(int(b.get("frame")), b.get("outside"), b.get("xbr"), b.get("ybr"))
                 for b in track.findall("box")]
        wanted = [(start, "0", "63", "47")] + ([(end, "1", "63", "47")] if end < FRAMES else [])
        same("its boxes", boxes, wanted)
    datumaro = needs("datumaro")
    own = path.with_name("cvat")
    own.mkdir(exist_ok=True)
    shutil.copy(path, own / "annotations.xml")
    found = datumaro.Dataset.import_from(str(own), "cvat")
    names = found.categories()[datumaro.AnnotationType.label]
    boxes = sorted((a.attributes["track_id"], item.attributes["frame"], names[a.label].name,
                    a.attributes["outside"]) for item in found for a in item.annotations)
    wanted = [(i, start, label, False) for i, (start, _, label, _) in enumerate(SEGMENTS)]
    wanted += [(i, end, label, True) for i, (_, end, label, _) in enumerate(SEGMENTS) if end < FRAMES]
    same("the boxes that Datumaro reads", boxes, sorted(wanted))


def check_label_studio(path, _):
    sdk = needs("label_studio_sdk.label_interface")
    labels = "".join(f"<Label value={quoted(label)}/>" for _, _, label, _ in SEGMENTS)
    config = ('<View><Video name="video" value="$video" framerate="$frameRate"/>'
              f'<TimelineLabels name="timelineLabels" toName="video">{labels}</TimelineLabels></View>')
    interface = sdk.LabelInterface(config)
    (task,) = json.loads(path.read_text(encoding="utf-8"))
    near("the task's rate", task["data"]["frameRate"], RATE, 1e-9)
    (prediction,) = task["predictions"]
    same("what the SDK says of the prediction",
         interface.validate_prediction(prediction, return_errors=True), [])
    for region, (start, end, label, score) in zip(prediction["result"], SEGMENTS, strict=True):
        same("the region", (region["value"], region["score"]),
             ({"ranges": [{"start": start + 1, "end": end}], "timelinelabels": [label]}, score))
    convert_tasks(config, task, path)


def quoted(text):
    return xml.sax.saxutils.quoteattr(text, {"\n": "&#10;"})


def convert_tasks(config, task, path):
    """The SDK's converter takes the prediction as the annotation of a person."""
    converter = needs("label_studio_sdk.converter")
    task = {"id": 1, "data": task["data"],
            "annotations": [{"id": 1, "result": task["predictions"][0]["result"]}]}
    source, out = path.with_name("ls.json"), path.with_name("ls-out")
    source.write_text(json.dumps([task]), encoding="utf-8")
    converter.Converter(config=config, project_dir=str(out)).convert_to_json_min(
        str(source), str(out), is_dir=False)
    (row,) = json.loads((out / "result.json").read_text(encoding="utf-8"))
    same("the labels that the converter gives",
         [region["timelinelabels"] for region in row["timelineLabels"]],
         [[label] for _, _, label, _ in SEGMENTS])


def check_fiftyone(path, _):
    # As FiftyOne's parser takes it apart; FiftyOne itself wants a database.
    data = json.loads(path.read_text(encoding="utf-8"))
    same("the classes", data["classes"], None)
    for entry, (start, end, label, score) in zip(data["labels"]["tea"], SEGMENTS, strict=True):
        same("the detection", (str(entry["label"]), entry["support"], entry.get("confidence")),
             (label, [start + 1, end], score))
        if {"label", "support", "confidence"} & set(entry.get("attributes", {})):
            raise AssertionError("an attribute has the name of an argument")


def check_staging(path, _):
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row, (start, _, label, _) in zip(rows, SEGMENTS, strict=True):
        same("the row's keys", list(row),
             ["camera", "content", "role", "style", "timestamp", "tool_calls"])
        same("the row", (row["content"], row["style"], row["role"]), (label, "subtask", "assistant"))
        near("its time", row["timestamp"], seconds(start), 1e-9)


def check_lerobot(path, _):
    needs("pyarrow")
    run(sys.executable, pathlib.Path(__file__).with_name("check_lerobot_bridge.py"), bridge, skillet)
    (episode,) = json.loads(path.read_text(encoding="utf-8"))["episodes"]
    same("the subtasks", [(s["start_frame"], s["end_frame"], s["label"]) for s in episode["subtasks"]],
         [(s, e, label) for s, e, label, _ in SEGMENTS])


def read_back(name, path):
    """What another program wrote gives the same WebVTT as the document does."""
    found = run(skillet, "convert", path, "--from", name, "--to", "vtt", "--quiet")
    wanted = run(skillet, "convert", path.parent / "tea.json", "--to", "vtt", "--quiet")
    same(f"the WebVTT of {path.name}", found, wanted)


CHECKS = {
    "otio": check_otio, "edl": check_edl, "vtt": check_vtt, "ffmetadata": check_ffmetadata,
    "csv": check_csv, "mstcn": check_mstcn, "transnetv2": check_transnetv2,
    "losslesscut": check_losslesscut, "skilldiscovery": check_skilldiscovery, "gebd": check_gebd,
    "activitynet": check_activitynet, "activitynet-detections": check_detections,
    "coin": check_coin, "refiner": check_refiner, "elan": check_elan, "via": check_via,
    "cvat": check_cvat, "label-studio": check_label_studio, "fiftyone": check_fiftyone,
    "lerobot-staging": check_staging, "lerobot": check_lerobot,
}


def check(name, folder):
    out = folder / f"out-{name}"
    run(skillet, "convert", folder / "tea.json", "--to", name, "--out", f"{out}/", "--quiet")
    (path,) = [path for path in sorted(out.rglob("*")) if path.is_file()][:1]
    target = folder / f"{name}-{path.name}"
    shutil.copy(path, target)
    CHECKS[name](target, folder)


def main():
    global skillet, bridge
    skillet, bridge = pathlib.Path(sys.argv[1]).absolute(), pathlib.Path(sys.argv[2]).absolute()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        make_video(folder)
        make_document(folder / "tea.json")
        for name in sys.argv[3:] or CHECKS:
            try:
                check(name, folder)
                checked.append(name)
            except LookupError as missing:
                skipped.append(name)
                print(f"check_formats: SKIPPED {name}: {missing}")
            except Exception as fault:
                complaints.append(name)
                kind = "" if isinstance(fault, AssertionError) else f"{type(fault).__name__}: "
                print(f"check_formats: {name}: {kind}{fault}", file=sys.stderr)
    print(f"check_formats: {len(checked)} formats read by their readers, {len(complaints)} wrong, "
          f"{len(skipped)} skipped.")
    return 1 if complaints or not checked else 0


if __name__ == "__main__":
    sys.exit(main())
