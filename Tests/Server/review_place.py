"""A folder of annotated videos to review: frames that carry their index, samples, and troubles."""

import os
import shutil
import subprocess

import marked_video

MARKED = {
    "bframes.mp4": dict(frames=300, options=["-c:v", "libx264", "-bf", "3", "-g", "48", "-x264-params", "b-adapt=0"]),
    "variable.mp4": dict(frames=240, variable=True, options=["-c:v", "libx264", "-bf", "2", "-g", "60"]),
    "late.mp4": dict(frames=120, options=["-c:v", "libx264", "-bf", "2", "-output_ts_offset", "1.5"]),
    "plain.webm": dict(frames=150, options=["-c:v", "libvpx", "-b:v", "1M"]),
}
UNPLAYABLE = "unplayable.mp4"


def make_place(folder, skillet):
    """Videos whose frames are marked, and the project's samples, annotated."""
    source = os.path.join(folder, "videos")
    os.mkdir(source)
    for name, members in MARKED.items():
        marked_video.write(os.path.join(source, name), **members)
    marked_video.write(os.path.join(source, UNPLAYABLE), 120, options=["-c:v", "mpeg2video", "-q:v", "2"])
    samples = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "SampleVideos")
    for name in ("crafter", "metaworld", "shots"):
        shutil.copy(os.path.join(samples, f"{name}.mp4"), source)
    place = os.path.join(folder, "OUT")
    for name in ("moved", "changed", "newer"):
        marked_video.write(os.path.join(source, f"{name}.mp4"), 100 + len(name), options=["-c:v", "libx264"])
    subprocess.run([skillet, "annotate", source, "--out", place, "--signals", "-q"], check=True, stdout=subprocess.DEVNULL)
    os.remove(os.path.join(source, "moved.mp4"))
    with open(os.path.join(source, "changed.mp4"), "ab") as video:
        video.write(b"more")
    newer = os.path.join(place, "documents", "newer.json")
    with open(newer) as file:
        text = file.read()
    with open(newer, "w") as file:
        file.write(text.replace("skillet.segments/1", "skillet.segments/2"))
    return place, len(MARKED) + 7
