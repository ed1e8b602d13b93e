"""What is compared: skillet's ways to cut, and the published rule with its one number chosen."""

import concurrent.futures
import json
import shutil

from places import CACHE, digest, skillet

DEFAULTS = {
    "skillet": [],
    "skillet, on-line predictor": ["--predictor", "online-predictor"],
    "skillet, change": ["--predictor", "change"],
}
PUBLISHED = "published rule"
TOLD = "†"  # marks what was told the true number of boundaries
GAPS = [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5]  # in the unit of the on-line predictor's score
LENGTHS = ["0.2s", "1s"]  # two samples, as published, and the predictor's default


def predict(entry, options, counts=None, name=None):
    """Cuts the videos of a set; returns a folder a video, kept from an earlier run of this build.
    With counts, each video's number of boundaries is told."""
    name = name or "_".join(option.lstrip("-") for option in options) or "defaults"
    parent = CACHE / f"skillet-{digest()}" / entry.group

    def cut(video):
        told = ["--count", counts[video.stem]] if counts else []
        kept = f"{name}_count{counts[video.stem]}" if counts else name
        folder = parent / kept / f"{video.stem}.skillet"
        if not (folder / "segments.json").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.parent.mkdir(parents=True, exist_ok=True)
            skillet("segment", video, "--quiet", "--out", folder, *options, *told)
        return folder

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(cut, entry.videos))


def evaluate(entry, predictions, kind=None, resamples=2000, tolerance=None):
    """The report of `skillet evaluate boundary`."""
    options = ["--kind", kind] if kind else []
    return json.loads(skillet(
        "evaluate", "boundary", *predictions, "--truth", entry.truth, "--tolerance",
        tolerance or entry.tolerance, "--level", entry.level, "--bootstrap", resamples, "--json",
        "--quiet", *options))


def true_counts(report):
    """How many boundaries each video has in truth."""
    return {video["name"]: video["boundaries"]["truth"] for video in report["videos"]}


def published(gap, length):
    """The options that give the published rule on the on-line predictor's error."""
    return ["--predictor", "online-predictor", "--threshold", f"{gap:g}nats",
            "--min-length", length]


def choose_published(sets):
    """The gap and the shortest segment with the highest mean of boundary F1 and segmental F1 over
    the validation episodes (the last 8 of each simulator), both simulators weighing the same."""
    tried = []
    for length in LENGTHS:
        for gap in GAPS:
            total = 0
            for entry in sets:
                mean = evaluate(entry, predict(entry, published(gap, length)), resamples=1)["mean"]
                total += (mean["f1"]["mean"] + mean["segmentalF1"]["mean"]) / 2
            tried.append((total / len(sets), gap, length))
    return max(tried, key=lambda it: it[0]), tried
