"""Runs every method on every set and prints one Markdown table a set.

The figures are those of `skillet evaluate boundary`; check_scores.py works some of them out anew.
"""

import argparse
import json
import sys

import methods
import places
import scenes
import sets
import tables


def tell(text):
    print(f"quality: {text}", file=sys.stderr, flush=True)


def both_scores(entry, predictions):
    """F1, and segmental F1 where that is equal."""
    mean = methods.evaluate(entry, predictions, resamples=1)["mean"]
    return mean["f1"]["mean"], mean["segmentalF1"]["mean"]


def scene_rows(entry):
    """PySceneDetect at its defaults, and at the threshold that suits this very set best."""
    rows = []
    for kind, default, grid in [
            ("content", scenes.CONTENT_DEFAULT, scenes.CONTENT_GRID),
            ("adaptive", scenes.ADAPTIVE_DEFAULT, scenes.ADAPTIVE_GRID)]:
        name = f"PySceneDetect detect-{kind}"
        rows.append((name, methods.evaluate(entry, scenes.predict(entry, kind, default))))
        if entry.is_single_skill:
            continue  # the best threshold in hindsight never cuts
        best = max(grid, key=lambda it: both_scores(entry, scenes.predict(entry, kind, it)))
        text = f"{best:g}" if kind == "content" else f"{best[0]:g}, content {best[1]:g}"
        report = methods.evaluate(entry, scenes.predict(entry, kind, best))
        rows.append((f"{name}, best in hindsight ({text})", report))
    return rows


def rows_of(entry, gap, length):
    """Every method's report on a set."""
    rows = []
    for name, options in methods.DEFAULTS.items():
        predictions = methods.predict(entry, options)
        if entry.is_single_skill and not rows:
            sets.write_single_skill_truth(entry, predictions)
        rows.append((name, methods.evaluate(entry, predictions)))
        if entry.shows_kinds and not options:
            rows.append((f"{name} --kind shot", methods.evaluate(entry, predictions, "shot")))
    predictions = methods.predict(entry, methods.published(gap, length))
    rows.append((methods.PUBLISHED, methods.evaluate(entry, predictions)))
    return rows + scene_rows(entry)


def main():
    parser = argparse.ArgumentParser(prog="Tests/Quality/run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two videos a set")
    parser.add_argument("--set", action="append", help="only the set of this name")
    arguments = parser.parse_args()
    places.require()
    chosen = sets.all_sets(arguments.quick)
    validation = [entry for entry in chosen if entry.name.endswith("-last")]
    tell("choosing the gap of the published rule")
    (score, gap, length), tried = methods.choose_published(validation)
    results = {
        "command": " ".join(["Tests/Quality/run", *sys.argv[1:]]),
        "skillet": places.skillet("--version").strip(), "commit": places.commit(),
        "build": places.digest(), "scenedetect": scenes.VERSION,
        "published": {"gap": gap, "minLength": length, "score": score, "tried": tried},
        "sets": {},
    }
    print(tables.head(results))
    for entry in chosen:
        if arguments.set and entry.name not in arguments.set:
            continue
        tell(entry.name)
        rows = rows_of(entry, gap, length)
        print(tables.table(entry, rows), flush=True)
        results["sets"][entry.name] = {
            "title": entry.title, "tolerance": entry.tolerance, "truth": str(entry.truth),
            "methods": dict(rows)}
    path = places.CACHE / ("quick.json" if arguments.quick else "results.json")
    path.write_text(json.dumps(results, indent=1))
    tell(f"wrote {path.relative_to(places.ROOT)}")


if __name__ == "__main__":
    main()
