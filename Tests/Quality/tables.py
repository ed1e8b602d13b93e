"""Markdown for people."""

import methods
import scenes


def head(results):
    """What was run, of what version, and how to read the tables."""
    published = results["published"]
    ratios = sorted({ratio for ratio, _ in scenes.ADAPTIVE_GRID})
    least = sorted({least for _, least in scenes.ADAPTIVE_GRID})
    return f"""\
# Which boundaries are found

Made by `{results['command']}` with skillet {results['skillet']} (commit {results['commit']}) and
PySceneDetect {results['scenedetect']}, both at their defaults where nothing else is said.

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
- *uniform* and *random* are given the true number of boundaries. A Crafter skill lasts 1.2 s in the
  mean, so that uniform cuts reach much of the score there.
"""


def list_of(numbers):
    return ", ".join(f"{number:g}" for number in numbers)


def table(entry, rows):
    """The table of a set."""
    count = len(entry.videos)
    lines = [f"## {entry.title}", "", f"{count} video{'s' if count > 1 else ''}.", ""]
    lines += single_skill(rows) if entry.is_single_skill else scored(rows, count)
    return "\n".join(lines) + "\n"


def scored(rows, count):
    lines = [
        "| method | F1 | segmental F1 | precision | recall | found / true | extra a minute |",
        "|---|---|---|---|---|---|---|"]
    for name, report in rows:
        mean, pooled = report["mean"], report["pooled"]
        counts = pooled["boundaries"]
        lines.append(
            f"| {name} | {interval(mean['f1'], count)} | {interval(mean['segmentalF1'], count)} "
            f"| {number(counts['precision']) if counts['predicted'] else '–'} | {number(counts['recall'])} "
            f"| {counts['matched']} / {counts['truth']} | {pooled['extraPerMinute']:.1f} |")
    for name in ("uniform", "random"):
        chance = rows[0][1]["baselines"][name]
        lines.append(
            f"| {name}, true count | {number(chance['f1'])} | {number(chance['segmentalF1'])} "
            "| | | | |")
    return lines


def single_skill(rows):
    lines = ["| method | false cuts | a minute | clips cut |", "|---|---|---|---|"]
    for name, report in rows:
        split = sum(video["boundaries"]["predicted"] > 0 for video in report["videos"])
        lines.append(
            f"| {name} | {report['pooled']['extra']} | {report['pooled']['extraPerMinute']:.1f} "
            f"| {split} of {len(report['videos'])} |")
    return lines


def interval(value, count):
    text = number(value["mean"])
    return text if count < 2 else f"{text} [{number(value['low'])}, {number(value['high'])}]"


def number(value):
    """0.713 as .71, 1 as 1.00."""
    text = f"{value:.2f}"
    return text[1:] if text.startswith("0") else text
