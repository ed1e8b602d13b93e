"""Works scores out anew in plain numpy, from the files alone, and ends badly where one differs.

Nothing of skillet's evaluation is used: boundaries are read from its documents and from scene
lists, truth from its JSON; pairs are found by dynamic programming over all pairings in order,
segments by comparing each with each. Intervals are drawn with other random numbers, so they agree
only roughly.
"""

import csv
import json
import pathlib
import sys

import numpy

import places
import sets

def true_boundaries(entry, video):
    """Frame rate, frames (or None), true boundaries and tolerated ranges of a video."""
    if entry.truth.is_dir():
        facts = json.loads((entry.truth / f"{video.stem}.json").read_text())
    else:
        named = json.loads(entry.truth.read_text())
        facts = named.get(video.stem) or named[video.name]
    if "hard_cuts" in facts:
        loose = facts["soft_transitions"] + facts["ambiguous"]
        loose = [(it, it) if isinstance(it, int) else tuple(it) for it in loose]
        return facts["fps"], None, facts["hard_cuts"], loose
    kept = facts["stages" if entry.level == "stage" else "segments"]
    starts = [it.get("start_frame", it.get("start")) for it in kept]
    return facts["fps"], facts["frames"], starts[1:], []


def predicted_boundaries(path, kind):
    """Frames and predicted boundaries in a document or a scene list."""
    if path.is_dir():
        document = json.loads((path / "segments.json").read_text())
        chosen = [it["start"]["frame"] for it in document["segments"][1:]
                  if kind in (None, it.get("kind"))]
        return document["video"]["frames"], chosen
    with open(path) as file:
        scenes_read = list(csv.DictReader(file))
    return int(scenes_read[-1]["End Frame"]), [
        int(it["Start Frame"]) - 1 for it in scenes_read[1:]]


def most_pairs(predicted, truth, tolerance):
    """The most pairs in order, each within the tolerance, of least distance together."""
    best = numpy.zeros((len(predicted) + 1, len(truth) + 1))
    for i, guess in enumerate(predicted):
        for j, frame in enumerate(truth):
            distance = abs(guess - frame)
            pair = best[i, j] + 1e6 - distance if distance <= tolerance + 1e-9 else -1
            best[i + 1, j + 1] = max(best[i, j + 1], best[i + 1, j], pair)
    matched, (i, j) = [], best.shape
    i, j = i - 1, j - 1
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            matched.append(i)
    return set(matched)


def f1(matched, predicted, truth):
    return 2 * matched / (predicted + truth) if predicted + truth else 1.0


def segmental(predicted, truth, frames):
    """F1 of segments whose overlap is at least half of their union."""
    def spans(cuts):
        edges = numpy.array([0, *cuts, frames])
        return edges[:-1], edges[1:]
    (left, right), (start, end) = spans(predicted), spans(truth)
    inside = numpy.minimum.outer(right, end) - numpy.maximum.outer(left, start)
    union = numpy.add.outer(right - left, end - start) - inside
    same = (inside > 0) & (2 * inside >= union)
    # At exactly one half a segment can have two partners: the longest chain of pairs counts.
    chain = numpy.zeros((same.shape[0] + 1, same.shape[1] + 1), int)
    for i, j in numpy.ndindex(same.shape):
        chain[i + 1, j + 1] = max(chain[i, j + 1], chain[i + 1, j], chain[i, j] + same[i, j])
    return f1(int(chain[-1, -1]), *same.shape)


def score(entry, predictions, kind, tolerated):
    """F1 and segmental F1 of each video."""
    values = []
    for video, path in zip(entry.videos, predictions):
        rate, frames, truth, loose = true_boundaries(entry, video)
        counted, predicted = predicted_boundaries(path, kind)
        frames = frames or counted
        number = float(tolerated.rstrip("s"))
        tolerance = number * rate if tolerated.endswith("s") else number
        matched = most_pairs(predicted, truth, tolerance)
        kept = [guess for i, guess in enumerate(predicted) if i in matched or not any(
            first - tolerance <= guess <= last + tolerance for first, last in loose)]
        values.append((f1(len(matched), len(kept), len(truth)),
                       segmental(predicted, truth, frames)))
    return numpy.array(values)


def check(entry, method, told, predictions, tolerated, generator):
    """Ends where a mean or an interval differs; returns how many were compared."""
    values = score(entry, predictions, "shot" if "--kind shot" in method else None, tolerated)
    draws = generator.integers(0, len(values), (4000, len(values)))
    means = values[draws].mean(axis=1)
    for column, key in enumerate(("f1", "segmentalF1")):
        mean, found = told["mean"][key], values[:, column].mean()
        # With few videos the means are a few numbers, so an end is looked for between quantiles.
        inside = len(values) < 2 or all(
            low - 0.01 <= end <= high + 0.01 for end, (low, high) in [
                (mean["low"], numpy.quantile(means[:, column], [0.015, 0.035])),
                (mean["high"], numpy.quantile(means[:, column], [0.965, 0.985]))])
        if abs(mean["mean"] - found) > 1e-9 or not inside:
            sys.exit(f"check: {entry.name}, {method}, {key}: {mean} but plain numpy has {found:.4f}")
    return 2


def main():
    is_quick = "--quick" in sys.argv
    results = json.loads(
        (places.CACHE / ("quick.json" if is_quick else "results.json")).read_text())
    generator = numpy.random.default_rng(1)
    checked = 0
    for entry in sets.all_sets(is_quick):
        kept = results["sets"].get(entry.name)
        if kept is None:
            continue
        for method, report in kept["methods"].items():
            paths = kept["predictions"][method.removesuffix(" --kind shot")]
            predictions = [pathlib.Path(path) for path in paths]
            checked += check(
                entry, method, report, predictions, entry.tolerance, generator)
            if entry.narrow:
                checked += check(entry, method, kept["narrowly"][method], predictions,
                                 entry.narrow, generator)
    print(f"check: {checked} scores agree with plain numpy")
    if checked == 0:
        sys.exit("check: nothing was checked")


if __name__ == "__main__":
    main()
