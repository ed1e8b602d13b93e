"""Runs every method on every set and prints one Markdown table a set.

The figures are those of `skillet evaluate boundary`; check_scores.py works them out anew.
"""

import argparse
import json
import pathlib
import sys

import methods
import peers
import places
import scenes
import sets
import tables
import trained


def tell(text):
    print(f"quality: {text}", file=sys.stderr, flush=True)


def both_scores(entry, predictions):
    """F1, and segmental F1 where that is equal."""
    mean = methods.evaluate(entry, predictions, resamples=1)["mean"]
    return mean["f1"]["mean"], mean["segmentalF1"]["mean"]


def scene_ways(entry):
    """PySceneDetect at its defaults, and at the threshold that suits this very set best."""
    for kind, default, grid in [
            ("content", scenes.CONTENT_DEFAULT, scenes.CONTENT_GRID),
            ("adaptive", scenes.ADAPTIVE_DEFAULT, scenes.ADAPTIVE_GRID)]:
        name = f"PySceneDetect detect-{kind}"
        yield name, scenes.predict(entry, kind, default)
        if entry.is_single_skill:
            continue  # the best threshold in hindsight never cuts
        best = max(grid, key=lambda it: both_scores(entry, scenes.predict(entry, kind, it)))
        text = f"{best:g}" if kind == "content" else f"{best[0]:g}, content {best[1]:g}"
        yield f"{name}, best in hindsight ({text})", scenes.predict(entry, kind, best)


def peer_ways(entry, tutor):
    """KernelCPD with a penalty chosen on other videos."""
    for kernel, name in peers.SHAPES.items():
        files, penalties = peers.with_chosen_penalty(entry, kernel, tutor)
        ends = sorted({f"{penalties[0]:g}", f"{penalties[-1]:g}"}, key=float)
        yield f"{name}, penalty {' to '.join(ends)}", files


def told_ways(entry, counts):
    """What is told the true number of boundaries."""
    yield f"skillet, count {methods.TOLD}", methods.predict(entry, [], counts)
    for method, name in [*peers.SHAPES.items(), (peers.TWFINCH, peers.TWFINCH)]:
        yield f"{name} {methods.TOLD}", peers.with_count(entry, method, counts)


def ways_of(entry, gap, length, tutor, models):
    """Names and predictions of every method on a set, and sentences on the models."""
    ways, notes = [], []
    for name, options in methods.DEFAULTS.items():
        ways.append((name, methods.predict(entry, options)))
    if entry.is_single_skill:
        sets.write_single_skill_truth(entry, ways[0][1])
    ways.append((methods.PUBLISHED, methods.predict(entry, methods.published(gap, length))))
    ways += [*scene_ways(entry), *peer_ways(entry, tutor)]
    if entry.is_single_skill:
        return ways, notes  # whoever is told that there is no boundary makes no false one
    counts = methods.true_counts(methods.evaluate(entry, ways[0][1], resamples=1))
    ways += told_ways(entry, counts)
    for path, settings in reversed(models):
        own, note = trained.ways(entry, path, settings, counts)
        told = sum(name.endswith(methods.TOLD) for name, _ in ways)
        ways = [*own[:2], *ways[:len(ways) - told], *own[2:], *ways[len(ways) - told:]]
        notes.insert(0, note)
    return ways, notes


def scored(entry, ways):
    """Rows: name, report at the set's tolerance, report at the narrow one or None."""
    rows = []
    for name, predictions in ways:
        kinds = [("", None)]
        if entry.shows_kinds and name == "skillet":
            kinds.append((" --kind shot", "shot"))
        for suffix, kind in kinds:
            narrow = entry.narrow and methods.evaluate(
                entry, predictions, kind, tolerance=entry.narrow)
            rows.append((name + suffix, methods.evaluate(entry, predictions, kind), narrow))
    return rows


def main():
    parser = argparse.ArgumentParser(prog="Tests/Quality/run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two videos a set")
    parser.add_argument("--set", action="append", help="only the set of this name")
    parser.add_argument("--models", type=pathlib.Path, default=places.ROOT / "Models",
                        help="a folder of trained predictors; by default Models")
    parser.add_argument("--published", nargs=2, metavar=("GAP", "LENGTH"),
                        help="the published rule's numbers as an earlier run chose them")
    arguments = parser.parse_args()
    places.require()
    chosen = sets.all_sets(arguments.quick)
    known = {entry.name: entry for entry in chosen}
    validation = [entry for entry in chosen if entry.name.endswith("-last")]
    models, left_out = trained.models_of(
        arguments.models, [entry for entry in chosen if entry.has_models])
    if arguments.published:
        gap, length = float(arguments.published[0]), arguments.published[1]
        score, tried = None, []
    else:
        tell("choosing the gap of the published rule")
        (score, gap, length), tried = methods.choose_published(validation)
    results = {
        "command": " ".join(["Tests/Quality/run", *sys.argv[1:]]),
        "skillet": places.skillet("--version").strip(), "commit": places.commit(),
        "build": places.digest(), "scenedetect": scenes.VERSION, "ruptures": peers.VERSION,
        "published": {"gap": gap, "minLength": length, "score": score, "tried": tried},
        "sets": {},
    }
    print(tables.head(results))
    for entry in chosen:
        if arguments.set and entry.name not in arguments.set:
            continue
        tell(entry.name)
        ways, notes = ways_of(
            entry, gap, length, known.get(entry.tutor), models.get(entry.name, []))
        rows = scored(entry, ways)
        if entry.has_models and not models[entry.name]:
            notes = [f"Trained predictors: skipped, {arguments.models.name}/ holds none for this "
                     "set."]
        print(tables.table(entry, rows, notes), flush=True)
        results["sets"][entry.name] = {
            "title": entry.title, "tolerance": entry.tolerance, "narrow": entry.narrow,
            "truth": str(entry.truth), "notes": notes,
            "predictions": {name: [str(path) for path in paths] for name, paths in ways},
            "methods": {name: report for name, report, _ in rows},
            "narrowly": {name: report for name, _, report in rows if report}}
    print(tables.foot(left_out), flush=True)
    path = places.CACHE / ("quick.json" if arguments.quick else "results.json")
    path.write_text(json.dumps(results, indent=1))
    tell(f"wrote {path.relative_to(places.ROOT)}")


if __name__ == "__main__":
    main()
