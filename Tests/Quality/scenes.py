"""PySceneDetect as a peer: each video is decoded once, then cut at any threshold.

The frame scores of its ContentDetector are kept, and fed again to its own detectors; so the cuts
are those of its own code at each threshold. All else is as its command line ships it (minimum
scene length 0.6 s, automatic downscaling). It reads the first video stream only: of a file with
several, it is given the largest, which is the one that the truth is about.
"""

import json
import subprocess

import scenedetect
from scenedetect.detectors import AdaptiveDetector, ContentDetector

from places import CACHE

VERSION = scenedetect.__version__
FOLDER = CACHE / f"scenedetect-{VERSION}"
CONTENT_DEFAULT = 27.0
ADAPTIVE_DEFAULT = (3.0, 15.0)  # ratio, least content
CONTENT_GRID = [2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 21, 24, 27, 30, 35, 40, 50]
ADAPTIVE_GRID = [
    (ratio, least) for least in (15, 5, 1) for ratio in (1.2, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5, 7)]


class Recorder(ContentDetector):
    """Keeps the score of every frame."""

    def __init__(self):
        super().__init__(min_scene_len="0.6s")
        self.scores = []

    def _calculate_frame_score(self, timecode, frame_img):
        self.scores.append(super()._calculate_frame_score(timecode, frame_img))
        return self.scores[-1]


def replayed(detector):
    """A detector whose frame scores are given to it instead of a picture."""
    class Replayed(detector):
        def _calculate_frame_score(self, timecode, score):
            return score
    return Replayed


def detector(kind, threshold, wrap=lambda it: it):
    """One of its detectors at a threshold."""
    if kind == "content":
        return wrap(ContentDetector)(threshold=threshold, min_scene_len="0.6s")
    ratio, least = threshold
    return wrap(AdaptiveDetector)(
        adaptive_threshold=ratio, min_content_val=least, min_scene_len="0.6s")


def largest_stream(video):
    """The video itself, or a copy of its largest stream where it has several."""
    probe = subprocess.run(
        ["ffprobe", "-v", "error", "-select_streams", "v", "-show_entries", "stream=index,width",
         "-of", "json", str(video)], capture_output=True, text=True, check=True)
    streams = {entry["index"]: entry["width"] for entry in json.loads(probe.stdout)["streams"]}
    if len(streams) < 2:
        return video
    copy = FOLDER / "streams" / video.name
    copy.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-i", str(video), "-map",
         f"0:{max(streams, key=streams.get)}", "-c", "copy", str(copy)], check=True)
    return copy


def scores(group, video):
    """Frame rate and frame scores of a video, decoded once."""
    path = FOLDER / "scores" / group / f"{video.stem}.json"
    if not path.exists():
        manager, recorder = scenedetect.SceneManager(), Recorder()
        manager.add_detector(recorder)
        stream = scenedetect.open_video(str(largest_stream(video)))
        manager.detect_scenes(stream)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"rate": float(stream.frame_rate), "scores": recorder.scores}))
    kept = json.loads(path.read_text())
    return kept["rate"], kept["scores"]


def cuts(rate, values, kind, threshold):
    """The frames at which it cuts."""
    replay = detector(kind, threshold, replayed)
    found = []
    for frame, score in enumerate(values):
        timecode = scenedetect.FrameTimecode(frame, rate)
        found += replay.process_frame(timecode, score)
    found += replay.post_process(scenedetect.FrameTimecode(len(values) - 1, rate))
    return sorted({timecode.frame_num for timecode in found})


def predict(entry, kind, threshold):
    """Writes its scene lists for a set; returns the folder's files."""
    name = f"{kind}-{threshold}".replace(" ", "")
    files = []
    for video in entry.videos:
        path = FOLDER / entry.group / name / f"{video.stem}-Scenes.csv"
        if not path.exists():
            rate, values = scores(entry.group, video)
            bounds = [0, *cuts(rate, values, kind, threshold), len(values)]
            path.parent.mkdir(parents=True, exist_ok=True)
            times = [scenedetect.FrameTimecode(frame, rate) for frame in bounds]
            with open(path, "w") as file:
                scenedetect.output.write_scene_list(
                    file, list(zip(times, times[1:])), include_cut_list=False)
        files.append(path)
    return files
