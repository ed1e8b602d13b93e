"""Markdown for people."""

import pathlib

import numpy

import methods
import peers
import scenes

FINDINGS = pathlib.Path(__file__).with_name("FINDINGS.md")


def head(results):
    """What was run, of what version, and how to read the tables."""
    published = results["published"]
    ratios = sorted({ratio for ratio, _ in scenes.ADAPTIVE_GRID})
    least = sorted({least for _, least in scenes.ADAPTIVE_GRID})
    return f"""\
# Which boundaries are found

Made by `{results['command']}` with skillet {results['skillet']} (commit {results['commit']}) and
PySceneDetect {results['scenedetect']}, both at their defaults where nothing else is said, beside
KernelCPD of ruptures {results['ruptures']} and TW-FINCH (plain NumPy, from its paper).

F1 and segmental F1 (overlap of at least 0.5) are means over videos, with 95 % bootstrap intervals
over videos; precision, recall and the counts add all videos up (no precision without a cut).
Boundaries match one to one; the start and the end of a video do not count. With few videos (three
Minecraft runs) an interval says little; with one there is none.

The simulators' last 8 episodes were used to choose settings. Their first 32, the Minecraft runs and
the films were looked at while the method was designed: none of them is unseen data.

- *published rule*: the on-line predictor's error cut by the rule of Skill Boundary Detection:
  `{" ".join(methods.published(published['gap'], published['minLength']))}`.
  Both numbers were chosen once, on the last 8 episodes of each simulator, by the mean of F1 and
  segmental F1, out of gaps of {list_of(methods.GAPS)} and of shortest segments of
  {" or ".join(methods.LENGTHS)} (two samples, as published, or the predictor's default).
- *best in hindsight*: the threshold with the highest F1 on that very table: what nobody could have
  known beforehand. Grid of detect-content:
  {list_of(scenes.CONTENT_GRID)}.
  Grid of detect-adaptive: {list_of(ratios)},
  each with a least content of {list_of(least)}.
- *KernelCPD* and *TW-FINCH* see what `skillet features` writes: a vector of 68 values every 0.1 s.
  Standardised within the video, they were worse on the Minecraft runs, the films and Meta-World, and
  better on Crafter (rbf, told the count: .55 / .50 on its last 8 episodes). *Penalty*: chosen on other videos by
  the mean of F1 and segmental F1: on the rest of the set for each video in turn, or on the Minecraft
  runs for the reel and the clips of one skill. Grids:
  {list_of(peers.PENALTIES["linear"])} (linear);
  {list_of(peers.PENALTIES["rbf"])} (rbf).
  TW-FINCH is told the number of clusters; a cluster that comes back gives more boundaries.
- {methods.TOLD}: told each video's true number of boundaries, which nobody knows beforehand: to be
  compared with each other, not with the rest. Uniform and random cuts are told it too. A Crafter
  skill lasts 1.2 s in the mean, so that uniform cuts reach much of the score there.
- *Trained predictors* learned from the first 32 episodes of a simulator; weights and thresholds were
  chosen on its last 8, on which they are scored here: that flatters them. Most see the actions
  (the line below the table says it), which no other row does.
"""


def list_of(numbers):
    return ", ".join(f"{number:g}" for number in numbers)


def table(entry, rows, notes):
    """The table of a set."""
    count = len(entry.videos)
    lines = [f"## {entry.title}", "", f"{count} video{'s' if count > 1 else ''}.", ""]
    lines += single_skill(rows) if entry.is_single_skill else scored(entry, rows)
    lines += ["", *(f"- {note}" for note in notes)] if notes else []
    return "\n".join(lines) + "\n"


def foot(left_out):
    """The models that no table shows, and what a person found in the figures."""
    lines = ["## Trained predictors left out", "", *(f"- {note}" for note in left_out), ""]
    return "\n".join(lines if left_out else []) + FINDINGS.read_text().rstrip()


def within(tolerance):
    """A tolerance in words."""
    if tolerance == "0":
        return "exact"
    return f"within {tolerance.replace('s', ' s') if 's' in tolerance else tolerance + ' frames'}"


def scored(entry, rows):
    count, narrow = len(entry.videos), entry.narrow
    extra = [f"F1 {within(narrow)}"] if narrow else []
    heads = ["method", *extra, f"F1 {within(entry.tolerance)}", "segmental F1", "precision",
             "recall", "found / true", "extra a minute"]
    lines = [line(heads), "|---" * len(heads) + "|"]
    for name, report, narrowly in rows:
        mean, pooled = report["mean"], report["pooled"]
        counts = pooled["boundaries"]
        first = [interval(narrowly["mean"]["f1"], count)] if narrow else []
        lines.append(line([
            name, *first, interval(mean["f1"], count), interval(mean["segmentalF1"], count),
            number(counts["precision"]) if counts["predicted"] else "–", number(counts["recall"]),
            f"{counts['matched']} / {counts['truth']}", f"{pooled['extraPerMinute']:.1f}"]))
    for name in ("uniform", "random"):
        _, report, narrowly = rows[0]
        chance = report["baselines"][name]
        first = [number(narrowly["baselines"][name]["f1"])] if narrow else []
        lines.append(line([f"{name} {methods.TOLD}", *first, number(chance["f1"]),
                           number(chance["segmentalF1"]), "", "", "", ""]))
    return lines


def line(cells):
    return f"| {' | '.join(cells)} |"


def single_skill(rows):
    lines = ["| method | false cuts | a minute | clips cut |", "|---|---|---|---|"]
    for name, report, _ in rows:
        split = sum(video["boundaries"]["predicted"] > 0 for video in report["videos"])
        extra = report["videos"]
        lines.append(
            f"| {name} | {report['pooled']['extra']} "
            f"| {interval(rate_a_minute(extra), len(extra), '{:.1f}'.format)} "
            f"| {split} of {len(extra)} |")
    return lines


def rate_a_minute(videos):
    """False cuts a minute over all videos, with a 95 % bootstrap interval over videos."""
    cuts = numpy.array([video["boundaries"]["predicted"] for video in videos])
    minutes = numpy.array([video["minutes"] for video in videos])
    draws = numpy.random.default_rng(0).integers(0, len(cuts), (2000, len(cuts)))
    low, high = numpy.quantile(cuts[draws].sum(axis=1) / minutes[draws].sum(axis=1), [0.025, 0.975])
    return {"mean": cuts.sum() / minutes.sum(), "low": low, "high": high}


def interval(value, count, text_of=None):
    text_of = text_of or number
    text = text_of(value["mean"])
    return text if count < 2 else f"{text} [{text_of(value['low'])}, {text_of(value['high'])}]"


def number(value):
    """0.713 as .71, 1 as 1.00."""
    text = f"{value:.2f}"
    return text[1:] if text.startswith("0") else text
