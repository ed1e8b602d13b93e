"""Segmenters of other people, on the vectors of `skillet features`: KernelCPD and TW-FINCH.

KernelCPD is that of ruptures (C code; for rbf its default gamma, the median heuristic). TW-FINCH is
the plain NumPy of Tests/Bench/tw_finch.py. They see one vector every 0.1 s, as it is written, and
nothing else; a boundary of theirs lies half-way between two vectors.
"""

import functools
import json
import sys

import numpy
import ruptures
import scenedetect

import methods
from places import CACHE, ROOT, digest, skillet

sys.path.insert(0, str(ROOT / "Tests/Bench"))
import tw_finch  # noqa: E402

VERSION = ruptures.__version__
SHAPES = {"linear": "KernelCPD, linear", "rbf": "KernelCPD, rbf"}
TWFINCH = "TW-FINCH"
PENALTIES = {  # of a change, in the unit of each kernel's cost
    "linear": [10, 20, 40, 60, 80, 120, 160, 240, 320, 480, 640, 960, 1280, 1920, 2560],
    "rbf": [0.3, 0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6, 8, 11, 16, 22, 32]}


def folder():
    return CACHE / f"peers-{digest()}"


@functools.cache
def features(group, video):
    """Frame rate, frames of the video, frame of each vector, and the vectors."""
    path = folder() / "features" / group / f"{video.stem}.npy"
    facts = path.with_suffix(".json")
    if not facts.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        skillet("features", video, "--quiet", "--force", "--out", path)
    told = json.loads(facts.read_text())
    top, bottom = told["video"]["averageFrameRate"].split("/")
    return (int(top) / int(bottom), told["video"]["frames"], told["frames"],
            numpy.load(path).astype(float))


@functools.cache
def fitted(group, video, kernel):
    return ruptures.KernelCPD(kernel, min_size=2).fit(features(group, video)[3])


def changes(group, video, method, count=None, penalty=None):
    """The vectors at which something new begins."""
    values = features(group, video)[3]
    if method == TWFINCH:
        labels = tw_finch.tw_finch(values.astype("float32"), count + 1)
        return (numpy.flatnonzero(labels[1:] != labels[:-1]) + 1).tolist()
    if count == 0:
        return []
    found = fitted(group, video, method).predict(n_bkps=count, pen=penalty)
    return found[:-1]


def cut(entry, video, method, name, **settings):
    """A scene list of a video, kept from an earlier run of this build."""
    path = folder() / entry.group / f"{method}-{name}" / f"{video.stem}-Scenes.csv"
    if not path.exists():
        rate, frames, at, _ = features(entry.group, video)
        found = changes(entry.group, video, method, **settings)
        bounds = sorted({0, *((at[i - 1] + at[i] + 1) // 2 for i in found), frames})
        times = [scenedetect.FrameTimecode(frame, rate) for frame in bounds]
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "w") as file:
            scenedetect.output.write_scene_list(
                file, list(zip(times, times[1:])), include_cut_list=False)
    return path


def with_count(entry, method, counts):
    """Scene lists where each video's true number of boundaries is told."""
    return [cut(entry, video, method, f"count{counts[video.stem]}", count=counts[video.stem])
            for video in entry.videos]


def with_penalty(entry, kernel, penalty):
    return [cut(entry, video, kernel, f"penalty{penalty:g}", penalty=penalty)
            for video in entry.videos]


def scores(entry, predictions):
    """The mean of F1 and segmental F1 of each video."""
    report = methods.evaluate(entry, predictions, resamples=1)
    return {video["name"]: (video["boundaries"]["f1"] + video["segments"]["f1"]) / 2
            for video in report["videos"]}


def best_penalty(table, but=None):
    """The penalty with the highest mean score over all videos but one; of equals the middle."""
    means = {penalty: numpy.mean([score for name, score in values.items() if name != but])
             for penalty, values in table.items()}
    best = [penalty for penalty, mean in means.items() if mean > max(means.values()) - 1e-9]
    return best[len(best) // 2]


def with_chosen_penalty(entry, kernel, tutor=None):
    """Scene lists at penalties chosen on other videos (the rest of the set, or all of another set,
    the tutor), and these penalties."""
    table = {penalty: scores(tutor or entry, with_penalty(tutor or entry, kernel, penalty))
             for penalty in PENALTIES[kernel]}
    chosen = {video.stem: best_penalty(table, but=None if tutor else video.stem)
              for video in entry.videos}
    files = [cut(entry, video, kernel, f"penalty{chosen[video.stem]:g}",
                 penalty=chosen[video.stem]) for video in entry.videos]
    return files, sorted(set(chosen.values()))
