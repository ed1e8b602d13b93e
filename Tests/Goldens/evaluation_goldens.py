"""Answers of other programs, and of plain Python frame by frame, to the questions of `evaluate`.

Partitions: ruptures' metrics, and covering from sets of samples. Assignments: SciPy's
linear_sum_assignment. Labels: MS-TCN's rules on one label a frame. Events: the rules of
Kinetics-GEBD's script on a matrix whose columns are deleted. Clusters: SciPy's assignment and
counts a frame. Nothing of skillet is used. With ../shared/data, also real labels, by file name.
"""

import json
import os
import pathlib
import sys

import numpy as np
import ruptures.metrics as metrics
import scipy
from scipy.optimize import linear_sum_assignment

RNG = np.random.default_rng(20240611)


def cuts(samples, most):
    count = int(RNG.integers(0, most + 1))
    return sorted(int(x) for x in RNG.choice(np.arange(1, samples), count, replace=False))


def pieces(points, samples):
    edges = [0, *points, samples]
    return [set(range(a, b)) for a, b in zip(edges, edges[1:])]


def covering(predicted, truth, samples):
    """Equation 8 of Arbelaez et al. (2011), with sets."""
    guess = pieces(predicted, samples)
    return sum(
        len(piece) * max(len(piece & other) / len(piece | other) for other in guess)
        for piece in pieces(truth, samples)) / samples


def partition(truth, predicted, samples):
    left, right = [*truth, samples], [*predicted, samples]
    both = bool(truth) and bool(predicted)
    return {
        "samples": samples, "truth": truth, "predicted": predicted,
        "randIndex": metrics.randindex(left, right),
        "hausdorff": float(metrics.hausdorff(left, right)) if both else None,
        "meanTimeError": float(metrics.meantime(left, right)) if both else None,
        "covering": covering(predicted, truth, samples)}


def partitions():
    # The case of ruptures' own tests, then random ones.
    cases = [partition([100, 200, 350, 400], [101, 201, 301, 401], 500)]
    for _ in range(30):
        samples = int(RNG.integers(20, 200))
        cases.append(partition(cuts(samples, 8), cuts(samples, 8), samples))
    return cases


def assignments():
    cases = []
    for _ in range(30):
        shape = RNG.integers(1, 12, 2)
        values = RNG.integers(-20, 100, shape) if len(cases) % 2 else RNG.integers(0, 4, shape)
        rows, columns = linear_sum_assignment(values, maximize=True)
        cases.append({"values": values.tolist(), "total": int(values[rows, columns].sum())})
    return cases


def runs(labels, background):
    """(label, start, end) of each run that is no background."""
    found, start = [], 0
    for frame in range(1, len(labels) + 1):
        if frame == len(labels) or labels[frame] != labels[start]:
            if labels[start] not in background:
                found.append((labels[start], start, frame))
            start = frame
    return found


def counts(predicted, truth, iou, background):
    """True positives, false positives and false negatives of MS-TCN's rule."""
    left, right = runs(predicted, background), runs(truth, background)
    hit = [False] * len(right)
    good = 0
    for label, start, end in left:
        overlaps = [
            max(0, min(end, stop) - max(start, begin)) / (max(end, stop) - min(start, begin))
            * (name == label) for name, begin, stop in right]
        best = int(np.argmax(overlaps)) if overlaps else -1
        if best >= 0 and overlaps[best] >= iou and not hit[best]:
            hit[best] = True
            good += 1
    return good, len(left) - good, len(right) - good


def edit(predicted, truth, background):
    left = [run[0] for run in runs(predicted, background)]
    right = [run[0] for run in runs(truth, background)]
    if not left and not right:
        return 100.0
    table = np.zeros((len(left) + 1, len(right) + 1))
    table[:, 0], table[0, :] = np.arange(len(left) + 1), np.arange(len(right) + 1)
    for i in range(1, len(left) + 1):
        for j in range(1, len(right) + 1):
            table[i, j] = min(
                table[i - 1, j] + 1, table[i, j - 1] + 1,
                table[i - 1, j - 1] + (left[i - 1] != right[j - 1]))
    return 100 * (1 - table[-1, -1] / max(len(left), len(right)))


def labelled(pairs, background):
    """The figures of some videos, each a pair (predicted, truth) of labels a frame."""
    figures = {}
    for iou in (0.1, 0.25, 0.5):
        good, extra, missed = np.sum(
            [counts(guess, truth, iou, background) for guess, truth in pairs], axis=0)
        total = 2 * good + extra + missed
        figures[f"f1At{100 * iou:g}"] = 100 * 2 * good / total if total else 100
    figures["edit"] = np.mean([edit(guess, truth, background) for guess, truth in pairs])
    equal = [[a == b for a, b in zip(guess, truth)] for guess, truth in pairs]
    figures["accuracy"] = 100 * np.mean([np.mean(video) for video in equal])
    figures["accuracyPooled"] = 100 * np.mean(np.concatenate(equal))
    inside = [
        [a == b for a, b in zip(guess, truth) if b not in background] for guess, truth in pairs]
    inside = [video for video in inside if video]
    if inside:
        figures["accuracyWithoutBackground"] = 100 * np.mean([np.mean(video) for video in inside])
        figures["accuracyWithoutBackgroundPooled"] = 100 * np.mean(np.concatenate(inside))
    return {key: float(value) for key, value in figures.items()}


def made_labels(length):
    """Labels that stay for a while."""
    text = ""
    while len(text) < length:
        text += str(RNG.choice(list("ABCD_"))) * int(RNG.integers(1, 25))
    return text[:length]


def disturbed(truth):
    """The truth some frames later, with some stretches overwritten."""
    shift = int(RNG.integers(0, 12))
    text = truth[:1] * shift + truth[: len(truth) - shift]
    for _ in range(int(RNG.integers(0, 4))):
        start, length = int(RNG.integers(0, len(text))), int(RNG.integers(1, 20))
        text = text[:start] + str(RNG.choice(list("ABCD_"))) * length + text[start + length:]
        text = text[: len(truth)]
    return text


def labels():
    cases = []
    for _ in range(12):
        truths = [made_labels(int(RNG.integers(30, 120))) for _ in range(3)]
        pairs = [(disturbed(truth), truth) for truth in truths]
        cases.append({
            "background": "_", "videos": [list(pair) for pair in pairs],
            "figures": labelled(pairs, {"_"})})
    return cases


def clusters():
    cases = []
    for number in range(12):
        truth = made_labels(300)
        guess = disturbed(truth) if number % 3 else made_labels(300)
        names, kinds = sorted(set(guess)), sorted(set(truth))
        table = np.array([
            [sum(a == name and b == kind for a, b in zip(guess, truth)) for kind in kinds]
            for name in names])
        rows, columns = linear_sum_assignment(table, maximize=True)
        both = table[rows, columns]
        sums = table.sum(axis=1)[rows] + table.sum(axis=0)[columns]
        greater = max(table.shape)
        cases.append({
            "predicted": guess, "truth": truth,
            "mof": 100 * float(both.sum() / len(truth)),
            "iou": 100 * float((both / (sums - both)).sum() / greater),
            "f1": 100 * float((2 * both / sums).sum() / greater)})
    return cases


def event_counts(raters, predicted, duration, threshold):
    """(found, to be found, predicted) of the best rater, as Kinetics-GEBD's script counts."""
    kept = [time for time in predicted if 0 <= time <= duration]
    if not kept:
        return 0, len(raters[0]), 0
    best = None
    for rater in raters:
        offsets = np.abs(np.subtract.outer(np.array(rater, float), np.array(kept, float)))
        found = 0
        for row in range(len(rater)):
            if offsets.shape[1] == 0:
                break
            column = int(np.argmin(offsets[row]))
            if offsets[row, column] <= threshold * duration:
                found += 1
                offsets = np.delete(offsets, column, 1)
        recall = found / len(rater) if rater else 1
        precision = found / len(kept)
        f1 = 2 * recall * precision / (recall + precision) if recall + precision else 0
        if best is None or f1 > best[0]:
            best = (f1, found, len(rater), len(kept))
    return best[1:]


def events():
    thresholds = [round(0.05 * step, 2) for step in range(1, 11)]
    cases = []
    for _ in range(8):
        videos, totals = [], np.zeros((len(thresholds), 3))
        for _ in range(4):
            duration = float(RNG.integers(5, 12))

            def times(most):
                count = int(RNG.integers(0, most))
                return [round(float(x), 2) for x in RNG.uniform(0, duration, count)]

            video = {
                "duration": duration, "raters": [sorted(times(7)) for _ in range(3)],
                "predicted": [*times(8), duration + 1],
                "consistency": round(float(RNG.uniform(0.1, 0.9)), 2)}
            videos.append(video)
            if video["consistency"] < 0.3:
                continue
            for place, threshold in enumerate(thresholds):
                totals[place] += event_counts(
                    video["raters"], video["predicted"], duration, threshold)
        f1 = [200 * found / (true + guessed) if true + guessed else 0
              for found, true, guessed in totals]
        cases.append({"videos": videos, "f1": f1})
    return {"thresholds": thresholds, "cases": cases}


def real_labels(folder):
    """Figures of real labels, by file, where the shared data lies beside the checkout."""
    def read(path):
        lines = path.read_text().split("\n")
        if lines[0].startswith("### "):
            return lines[1].split()
        return [line for line in lines if line]

    found = {}
    shifted = [
        ("50salads/groundTruth/rgb-01-1.txt", 60), ("50salads/groundTruth/rgb-11-2.txt", 300),
        ("breakfast/groundTruth/P36_cam01_P36_salat.txt", 60),
        ("breakfast/groundTruth/P36_cam01_P36_tea.txt", 15)]
    found["shifted"] = []
    for name, frames in shifted:
        truth = read(folder / name)
        late = truth[:1] * frames + truth[:-frames]
        found["shifted"].append(
            {"file": name, "frames": frames, "figures": labelled([(late, truth)], {"background"})})
    pairs = []
    for path in sorted((folder / "50salads/mstcn_recognition_split1").glob("*.txt")):
        guess, truth = read(path), read(folder / "50salads/groundTruth" / path.name)
        length = min(len(guess), len(truth))
        pairs.append((guess[:length], truth[:length]))
    found["mstcn"] = {"videos": len(pairs), "figures": labelled(pairs, {"background"})}
    return found


def main():
    here = pathlib.Path(__file__).resolve().parent
    shared = pathlib.Path(os.environ.get("SKILLET_SHARED", here / "../../../shared"))
    steps = shared / "data/steps"
    if not steps.exists():
        sys.exit(f"{steps}: there is no such folder; real labels are needed for these goldens")
    import ruptures
    goldens = {
        "madeWith": {"ruptures": ruptures.__version__, "scipy": scipy.__version__},
        "partitions": partitions(), "assignments": assignments(), "labels": labels(),
        "clusters": clusters(), "events": events(), "real": real_labels(steps)}
    lines = []
    for key, value in goldens.items():
        if isinstance(value, list):
            rows = ",\n  ".join(json.dumps(entry) for entry in value)
            lines.append(f'"{key}": [\n  {rows}]')
        else:
            lines.append(f'"{key}": {json.dumps(value)}')
    (here / "evaluation.json").write_text("{" + ",\n".join(lines) + "}\n")


main()
