#!/usr/bin/env python3
"""What the shipped models' commands reach on demonstrations that nothing was chosen on.

  Tests/Quality/held_out.py [--new-scenes] [--retrain] [MODEL...]

Each domain's 40 episodes are split into five folds of eight. For each fold the command of
`Models/train` is run on the other 32, of which the fold before is what weights and threshold are
chosen on, and the model cuts the fold. So every episode is judged once, by a model that has not seen
it in any way. With --new-scenes the folds of Meta-World are those of its fixtures: no scene of a fold
is in what is learned from or chosen on. Needs the release build and ../shared/data (or
SKILLET_SHARED); models and cuts are kept in .build/quality/held-out.
"""
import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
from places import CACHE, DATA, ROOT, digest, require, skillet  # noqa: E402

FOLDS = 5


def episodes(domain):
    return sorted((DATA / "sim" / domain / "videos").glob("*.mp4"))


def fixtures(video):
    return tuple(sorted(json.loads(video.with_suffix(".json").read_text())["fixtures"]))


def folds(domain, by_scene):
    """The episodes of each fold; by scene two arrangements of fixtures a fold."""
    videos = episodes(domain)
    if not by_scene:
        size = len(videos) // FOLDS
        return [videos[i * size:(i + 1) * size] for i in range(FOLDS)]
    scenes = sorted({fixtures(video) for video in videos})
    return [[video for video in videos if fixtures(video) in scenes[i:i + 2]]
            for i in range(0, len(scenes), 2)]


def arrange(parts, fold, folder):
    """A folder of all but a fold; what is chosen on comes last by name."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    judge = (fold - 1) % len(parts)
    for i, part in enumerate(parts):
        if i == fold:
            continue
        # Eight are chosen on, as in Models/train; what a larger fold has beyond is learned from.
        for place, video in enumerate(part):
            name = f"{'z' if i == judge and place >= len(part) - 8 else 'a'}_{video.name}"
            (folder / name).symlink_to(video)
            facts = json.loads(video.with_suffix(".json").read_text())
            facts["video"] = name
            (folder / name).with_suffix(".json").write_text(json.dumps(facts))


def commands():
    """The line of Models/train that makes each model."""
    text = (ROOT / "Models/train").read_text().replace("\\\n", " ")
    return {line.split()[2]: line for line in text.splitlines()
            if line.startswith("train predictor ")}


def run_fold(model, line, parts, fold, kind, retrain):
    """Trains a model without a fold and cuts the fold; the folders of cuts for each way."""
    domain = model.split("-")[0]
    name = hashlib.sha256(f"{line} {digest() if retrain else ''}".encode()).hexdigest()[:8]
    home = CACHE / "held-out" / f"{model}-{name}-{kind}" / str(fold)
    path = home / f"{model}.safetensors"
    if not path.exists():
        data = home / "videos"
        arrange(parts, fold, data)
        subprocess.run(
            [ROOT / "Models/train", model], check=True, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, domain.upper(): str(data), "OUT": str(home)})
        shutil.rmtree(data)
    ways = {"whole": []} if "--kind action " in line else {"whole": [], "streaming": ["--streaming"]}
    found = {}
    for way, options in ways.items():
        def cut(video):
            folder = home / way / f"{video.stem}.skillet"
            if not (folder / "segments.json").exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.parent.mkdir(parents=True, exist_ok=True)
                skillet("segment", video, "--quiet", "--out", folder, "--predictor", path, *options)
            return folder
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            found[way] = list(pool.map(cut, parts[fold]))
    return found, path


def card_figures(path):
    with open(path, "rb") as file:
        facts = json.loads(file.read(int.from_bytes(file.read(8), "little")))
    return json.loads(facts["__metadata__"]["skillet"])["training"]


def evaluate(domain, predictions, tolerance, level):
    return json.loads(skillet(
        "evaluate", "boundary", *predictions, "--truth", DATA / "sim" / domain / "videos",
        "--tolerance", tolerance, "--level", level, "--json", "--quiet"))["mean"]


def shown(figure):
    low, high = figure["low"], figure["high"]
    return f"{figure['mean']:.3f} [{low:.2f}, {high:.2f}]".replace("0.", ".")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="*")
    parser.add_argument("--new-scenes", action="store_true", help="folds by fixtures (Meta-World)")
    parser.add_argument("--retrain", action="store_true", help="train anew for another build")
    arguments = parser.parse_args()
    require()
    lines = commands()
    print("| model | way | F1 within 3 frames | within 5 | segmental F1 | chosen on, within 5 / "
          "segmental |\n|---|---|---|---|---|---|", flush=True)
    for model in arguments.models or lines:
        domain = model.split("-")[0]
        if arguments.new_scenes and domain != "metaworld":
            continue
        line = lines[model]
        level = (re.search(r"--level (\w+)", line) or [None, "skill"])[1]
        parts = folds(domain, arguments.new_scenes)
        kind = "scenes" if arguments.new_scenes else "folds"
        ways, told = {}, []
        for fold in range(len(parts)):
            print(f"held-out: {model}, fold {fold + 1} of {len(parts)}", file=sys.stderr, flush=True)
            found, path = run_fold(model, line, parts, fold, kind, arguments.retrain)
            told.append(card_figures(path))
            for way, folders in found.items():
                ways.setdefault(way, []).extend(folders)
        for way, folders in ways.items():
            near, far = (evaluate(domain, folders, t, level) for t in ("3", "5"))
            figures = [t["figures" if way == "whole" else "streamingFigures"] for t in told]
            chosen = [sum(f[key] for f in figures) / len(figures)
                      for key in ("f1Within5", "segmentalF1")]
            print(f"| {model} | {way} | {shown(near['f1'])} | {shown(far['f1'])} | "
                  f"{shown(far['segmentalF1'])} | {chosen[0]:.3f} / {chosen[1]:.3f} |", flush=True)


if __name__ == "__main__":
    main()
