#!/usr/bin/env python3
"""Annotates a LeRobot data set of version 3: Parquet, and two episodes in one file.

    Tests/Annotate/check_lerobot.py SKILLET

The Python that runs this needs pyarrow; ends with 77 where it has none. Each episode must get its own
frames, counted from 0, at the times of the file.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True
from common import Place, fail

try:
    import pyarrow
    import pyarrow.parquet
except ImportError:
    print("pyarrow is not installed")
    sys.exit(77)

parser = argparse.ArgumentParser()
parser.add_argument("skillet")
skillet = str(pathlib.Path(parser.parse_args().skillet).resolve())
FPS, LENGTHS, CAMERA = 30, [40, 25, 50], "observation.images.top"
# Episodes 0 and 1 lie in file 0, one after the other; episode 2 is file 1.
FILES = [(0, 0), (0, LENGTHS[0]), (1, 0)]


def write(path, columns):
    path.parent.mkdir(parents=True, exist_ok=True)
    pyarrow.parquet.write_table(pyarrow.table(columns), path)


with Place() as work:
    root = work / "set"
    (root / "meta").mkdir(parents=True)
    (root / "meta/info.json").write_text(json.dumps({
        "codebase_version": "v3.0", "fps": FPS, "total_episodes": 3,
        "video_path": "videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4",
        "features": {CAMERA: {"dtype": "video", "shape": [36, 64, 3]},
                     "action": {"dtype": "float32", "shape": [2]}}}))
    for number, frames in enumerate([LENGTHS[0] + LENGTHS[1], LENGTHS[2]]):
        file = root / f"videos/{CAMERA}/chunk-000/file-{number:03}.mp4"
        file.parent.mkdir(parents=True, exist_ok=True)
        # Two pictures between key frames, as LeRobot encodes.
        subprocess.run(
            ["ffmpeg", "-v", "error", "-nostdin", "-f", "lavfi", "-i", f"testsrc2=s=64x36:r={FPS}",
             "-frames:v", str(frames), "-c:v", "libx264", "-g", "2", "-pix_fmt", "yuv420p", str(file)],
            check=True)
    prefix = f"videos/{CAMERA}/"
    write(root / "meta/episodes/chunk-000/file-000.parquet", {
        "episode_index": list(range(3)), "length": LENGTHS, "tasks": [["pour"], ["pour"], ["wipe"]],
        prefix + "chunk_index": [0, 0, 0], prefix + "file_index": [file for file, _ in FILES],
        prefix + "from_timestamp": [first / FPS for _, first in FILES],
        prefix + "to_timestamp": [(first + length) / FPS for (_, first), length in zip(FILES, LENGTHS)]})
    write(root / "data/chunk-000/file-000.parquet", {
        "episode_index": [e for e in range(3) for _ in range(LENGTHS[e])],
        "frame_index": [f for e in range(3) for f in range(LENGTHS[e])],
        "timestamp": pyarrow.array([f / FPS for e in range(3) for f in range(LENGTHS[e])],
                                   type=pyarrow.float32())})
    path = f"{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}"
    run = subprocess.run([skillet, "annotate", "set", "--out", "out"], cwd=work, capture_output=True,
                         text=True, env=dict(os.environ, PATH=path))
    if run.returncode != 0:
        fail(f"it ends with {run.returncode}: {run.stdout}{run.stderr}")
    for episode, ((_, first), length) in enumerate(zip(FILES, LENGTHS)):
        document = json.loads((work / f"out/documents/episode_{episode:06}.json").read_text())
        begin, end = document["segments"][0]["start"], document["segments"][-1]["end"]
        if document["video"]["frames"] != length or begin["frame"] != 0 or end["frame"] != length:
            fail(f"episode {episode} has {document['video']['frames']} frames, {length} are its own")
        if abs(begin["seconds"] - first / FPS) > 1e-4 or abs(end["seconds"] - (first + length) / FPS) > 1e-4:
            fail(f"episode {episode} lies at {begin['seconds']} to {end['seconds']} s")
        if document["dataset"]["tasks"] != (["wipe"] if episode == 2 else ["pour"]):
            fail(f"episode {episode} has the tasks {document['dataset']['tasks']}")
    print("three episodes of a data set of version 3, two of them in one file: each has its own frames")
