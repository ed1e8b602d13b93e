"""A folder of annotated videos to review: frames that carry their index, samples, and troubles."""

import json
import os
import shutil
import subprocess

import marked_video

MARKED = {
    "bframes.mp4": dict(
        frames=300, options=["-c:v", "libx264", "-bf", "3", "-g", "48", "-x264-params", "b-adapt=0"]
    ),
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
    subprocess.run(
        [skillet, "annotate", source, "--out", place, "--signals", "-q"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    os.remove(os.path.join(source, "moved.mp4"))
    with open(os.path.join(source, "changed.mp4"), "ab") as video:
        video.write(b"more")
    newer = os.path.join(place, "documents", "newer.json")
    with open(newer) as file:
        text = file.read()
    with open(newer, "w") as file:
        file.write(text.replace("skillet.segments/1", "skillet.segments/2"))
    return place, len(MARKED) + 7


def make_data_set(folder, skillet):
    """Two episodes in one file, as LeRobot keeps them: frames 0 to 99, and 100 to 239."""
    camera = "videos/observation.images.top"
    videos = os.path.join(folder, "set", camera, "chunk-000")
    os.makedirs(videos)
    os.mkdir(os.path.join(folder, "set", "meta"))
    marked_video.write(os.path.join(videos, "file-000.mp4"), **MARKED["bframes.mp4"])
    info = {
        "codebase_version": "v3.0",
        "fps": 25,
        "video_path": "videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4",
        "features": {"observation.images.top": {"dtype": "video", "shape": [64, 256, 3]}},
    }
    episodes = [(0, 0.0, 4.0, 100), (1, 4.0, 9.6, 140)]
    with open(os.path.join(folder, "set", "meta", "info.json"), "w") as file:
        json.dump(info, file)
    with open(os.path.join(folder, "set", "meta", "episodes.jsonl"), "w") as file:
        for index, start, end, length in episodes:
            place = {"chunk_index": 0, "file_index": 0, "from_timestamp": start, "to_timestamp": end}
            episode = {"episode_index": index, "tasks": ["x"], "length": length}
            file.write(
                json.dumps(episode | {f"{camera}/{key}": value for key, value in place.items()}) + "\n"
            )
    place = os.path.join(folder, "episodes")
    command = [skillet, "annotate", os.path.join(folder, "set"), "--out", place, "-q"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return place
