#!/usr/bin/env python3
"""Asks for videos in parts, for pictures of frames and for re-encoded clips; each frame must be the right one.

    check_media.py SERVER [SKILLET]

SKILLET is the tool beside SERVER unless it is named. Needs ffmpeg; exits with 77 where it is absent.
"""

import argparse
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

import marked_video
from raw_requests import Wire, request
from serving import Server

VIDEOS = {
    "plain.mp4": dict(frames=200, options=["-c:v", "libx264", "-bf", "3", "-g", "48"]),
    "variable.mp4": dict(frames=120, variable=True, options=["-c:v", "libx264", "-bf", "2", "-g", "60"]),
    "late.mp4": dict(frames=100, options=["-c:v", "libx264", "-bf", "2", "-output_ts_offset", "1.5"]),
    "old.avi": dict(frames=150, options=["-c:v", "mpeg4", "-q:v", "2", "-g", "30"]),
    "deep.mkv": dict(frames=150, options=["-c:v", "libx265", "-x265-params", "log-level=error", "-g", "40"]),
    "frames.mkv": dict(frames=80, options=["-c:v", "ffv1"]),
    "mjpeg.mov": dict(frames=90, options=["-c:v", "mjpeg", "-q:v", "3"]),
    "open.webm": dict(frames=120, options=["-c:v", "libvpx", "-b:v", "1M"]),
}
PLAYS = {"plain.mp4", "variable.mp4", "late.mp4", "open.webm"}


class Failure(Exception):
    """What a check found wrong."""


def prove(truth, words):
    if not truth:
        raise Failure(words)


def frames_in(data, folder):
    """The indices that the frames of a video or picture carry, in the order in which they are shown."""
    path = os.path.join(folder, "answer")
    with open(path, "wb") as file:
        file.write(data)
    width, height = marked_video.WIDTH, marked_video.HEIGHT
    command = ["ffmpeg", "-v", "error", "-i", path, "-fps_mode", "passthrough", "-vf", f"scale={width}:{height}",
               "-f", "rawvideo", "-pix_fmt", "gray", "-"]
    raw = subprocess.run(command, check=True, capture_output=True).stdout
    size = width * height
    found = []
    for start in range(0, len(raw), size):
        row = raw[start + 12 * width:start + 13 * width]
        bits = [row[bit * marked_video.BLOCK + marked_video.BLOCK // 2] > 120 for bit in range(marked_video.BITS)]
        found.append(sum(1 << bit for bit, is_set in enumerate(bits) if is_set))
    return found


def times_in(data, folder):
    """The seconds at which the frames of a clip are shown."""
    path = os.path.join(folder, "answer")
    with open(path, "wb") as file:
        file.write(data)
    command = ["ffprobe", "-v", "error", "-select_streams", "v", "-show_entries", "frame=pts_time", "-of", "csv=p=0", path]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [float(line.strip(",")) for line in text.split()]


def begin_of(name, frame):
    """Seconds from the first frame to another."""
    if name != "variable.mp4":
        return frame / 25
    return sum(0.04 * (1 + index // 3 % 2) for index in range(1, frame + 1))


def check_pictures(person, media, name, frames, generator, folder):
    asked = [0, frames - 1] + [generator.randrange(frames) for _ in range(10)]
    for frame in asked:
        answer = person.get(f"/media/{media}/picture?frame={frame}&width=256")
        prove(answer.status == 200, f"{name}, frame {frame}: {answer.status} {answer.body[:200]}")
        found = frames_in(answer.body, folder)
        prove(found == [frame], f"{name}: the picture of frame {frame} shows frame {found}")
    prove(person.get(f"/media/{media}/picture?frame={frames}").status == 404, f"{name}: a frame after the last")
    return len(asked)


def check_clips(person, media, name, frames, generator, folder):
    spans = [(0, frames), (frames - 1, frames), (0, 1)]
    for _ in range(4):
        first = generator.randrange(frames)
        spans.append((first, min(frames, first + generator.randint(1, 60))))
    for first, end in spans:
        address = f"/media/{media}/play?from={begin_of(name, first):.6f}"
        if end < frames:
            address += f"&to={begin_of(name, end):.6f}"
        answer = person.get(address)
        prove(answer.status == 200, f"{name}, {first} to {end}: {answer.status} {answer.body[:200]}")
        found = frames_in(answer.body, folder)
        prove(found == list(range(first, end)), f"{name}: frames {first} to {end} became {found[:5]} … {found[-3:]}")
        prove(answer.headers["x-skillet-frames"] == f"{first}-{end - 1}", f"{name}: {answer.headers}")
        for index, seconds in enumerate(times_in(answer.body, folder)):
            due = begin_of(name, first + index) - begin_of(name, first)
            prove(abs(seconds - due) < 0.0011, f"{name}: frame {first + index} of a clip is shown at {seconds}, not {due}")
    again = person.get(address)
    part = person.get(address, {"Range": "bytes=10-19"})
    prove(again.body == answer.body, f"{name}: a clip asked for again differs")
    prove(part.status == 206 and part.body == answer.body[10:20], f"{name}: a whole clip has no ranges")
    return len(spans)


def check_parts(person, media, path):
    with open(path, "rb") as file:
        whole = file.read()
    address, size = f"/media/{media}", len(whole)
    first = person.get(address)
    tag = first.headers["etag"]
    prove(first.status == 200 and first.body == whole and first.headers["accept-ranges"] == "bytes", "the whole")
    for wish, low, high in [("0-0", 0, 1), ("0-", 0, size), (f"{size - 1}-", size - 1, size), ("-1", size - 1, size),
                            ("-999999999", 0, size), (f"5-{size * 2}", 5, size), ("100-199", 100, 200)]:
        answer = person.get(address, {"Range": f"bytes={wish}", "If-Range": tag})
        prove(answer.status == 206 and answer.body == whole[low:high], f"bytes={wish}: {answer.status}")
        prove(answer.headers["content-range"] == f"bytes {low}-{high - 1}/{size}", f"bytes={wish}: {answer.headers}")
    for wish in [f"{size}-", "-0", f"{size * 3}-{size * 4}"]:
        answer = person.get(address, {"Range": f"bytes={wish}"})
        prove(answer.status == 416 and answer.headers["content-range"] == f"bytes */{size}", f"bytes={wish}")
    for wish in ["bytes=0-1,5-6", "bytes=9-3", "bytes=a-b", "lines=0-1"]:
        prove(person.get(address, {"Range": wish}).body == whole, f"{wish}: the whole is sent")
    stale = person.get(address, {"Range": "bytes=0-9", "If-Range": "\"other\""})
    prove(stale.status == 200 and stale.body == whole, "of another state the whole is sent")
    prove(person.get(address, {"If-None-Match": tag}).status == 304, "what is known is not sent again")
    head = person.ask("HEAD", address, None)
    prove(head.status == 200 and head.body == b"" and head.headers["content-length"] == str(size), f"HEAD: {head.headers}")
    part = person.ask("HEAD", address, None, {"Range": "bytes=0-9"})
    prove(part.status == 206 and part.headers["content-length"] == "10", f"HEAD of a part: {part.headers}")


def check_abandoned(server, person, media):
    """Clips that nobody waits for do not stand in the way of others."""
    wire = Wire(server.port)
    for start in range(12):
        address = f"/media/{media}/play?from={start * 0.04:.2f}"
        with wire.connect() as connection:
            connection.sendall(request("GET", address, f"127.0.0.1:{server.port}", [("Cookie", person.cookie)]))
            connection.recv(100)
    began = time.monotonic()
    while True:
        answer = person.get(f"/media/{media}/play?from=1&to=1.2")
        if answer.status == 200:
            break
        prove(answer.status == 429 and time.monotonic() - began < 60, f"after abandoned clips: {answer.status}")
        time.sleep(0.2)
    return time.monotonic() - began


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("server")
    parser.add_argument("skillet", nargs="?")
    parser.add_argument("--port", type=int, default=8191)
    options = parser.parse_args()
    if not shutil.which("ffmpeg") or not shutil.which("ffprobe"):
        print("skipped: ffmpeg is not installed")
        sys.exit(77)
    skillet = options.skillet or os.path.join(os.path.dirname(os.path.abspath(options.server)), "skillet")
    generator = random.Random(3)
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)
        for name, facts in VIDEOS.items():
            os.makedirs(os.path.join(folder, "clips"), exist_ok=True)
            marked_video.write(os.path.join(folder, "clips", name), **facts)
        place = os.path.join(folder, "t.skillet")
        subprocess.run([skillet, "rate", "start", os.path.join(folder, "clips"), "--out", place, "--quiet"], check=True)
        server = Server(os.path.abspath(options.server), place, options.port)
        try:
            check(server, folder, generator)
        except Failure as failure:
            sys.exit(f"failed: {failure}")
        finally:
            server.stop()


def check(server, folder, generator):
    people = [server.person(f"judge {number}") for number in range(8)]
    for person in people:
        person.get("/api/judge/next")
    person = people[0]
    pictures = clips = 0
    for name, facts in VIDEOS.items():
        path = os.path.join(folder, "clips", name)
        media = hashlib.sha256(path.encode()).hexdigest()[:24]
        told = person.get(f"/media/{media}/facts")
        prove(told.status == 200, f"{name} is not handed out to eight judges: {told.status}")
        prove(told["plays"] == (name in PLAYS), f"{name}: {told.json}")
        prove((told["note"] is None) == told["plays"], f"{name}: {told.json}")
        pictures += check_pictures(person, media, name, facts["frames"], generator, folder)
        clips += check_clips(person, media, name, facts["frames"], generator, folder)
        check_parts(person, media, path)
    media = hashlib.sha256(os.path.join(folder, "clips", "plain.mp4").encode()).hexdigest()[:24]
    seconds = check_abandoned(server, person, media)
    print(f"{len(VIDEOS)} videos: {pictures} pictures and {clips} re-encoded clips show exactly the frames asked for; "
          f"parts, tags and HEAD are right; {seconds:.1f} s after 12 abandoned clips the next is whole")


if __name__ == "__main__":
    main()
