"""Predictors that were trained: the models of a folder, by what their cards say of them."""

import hashlib
import json

import methods


def card(path):
    """The settings that `skillet train predictor` wrote into a model, or None."""
    with open(path, "rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if length > 10_000_000:
            return None
        facts = json.loads(file.read(length))
    text = facts.get("__metadata__", {}).get("skillet")
    return json.loads(text) if text else None


def fits(settings, entry):
    """Whether a model was made for the videos of a set and for its level."""
    training = settings["training"]
    names = {name.rsplit("_", 1)[0] for name in training["validation"]}
    return (entry.has_models and training["level"] == entry.level
            and names == {video.stem.rsplit("_", 1)[0] for video in entry.videos})


def models_of(folder, entries):
    """Models a set, and sentences on those that are left out."""
    found, left_out = {entry.name: [] for entry in entries}, []
    for path in sorted(folder.glob("*.safetensors")):
        settings = card(path)
        if settings is None or "level" not in settings.get("training", {}):
            left_out.append(f"{path.name}: skipped, it is no trained predictor.")
            continue
        chosen = [entry for entry in entries if fits(settings, entry)]
        for entry in chosen:
            found[entry.name].append((path, settings))
        if not chosen:
            training = settings["training"]
            left_out.append(
                f"{path.name}: skipped, no set here has its videos ({training['validation'][:1]}) "
                f"and its level ({training['level']}).")
    return found, left_out


def ways(entry, path, settings, counts):
    """Name and predictions of each way to use a model; and a sentence on it."""
    def predict(name, *options, told=None):
        return methods.predict(
            entry, ["--predictor", path, *options], told,
            f"{path.stem}-{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}-{name}")

    try:
        whole = predict("whole")
        rows = [
            (path.stem, whole),
            (f"{path.stem}, streaming, {settings['lookAhead']} frames ahead",
             predict("streaming", "--streaming")),
        ]
        told = predict("whole", told=counts)
    except SystemExit as failure:
        reason = " ".join(str(failure).split("\n", 1)[-1].split()).split(f"{path}: ", 1)[-1]
        return [], f"`{path.name}`: skipped, this build does not take it: {reason[:100]}"
    text = note(entry, path, settings, whole)
    if any(len(document(folder)["segments"]) - 1 > counts[folder.stem] for folder in told):
        text += " It does not heed `--count`."
    else:
        rows.append((f"{path.stem}, count {methods.TOLD}", told))
    return rows, text


def document(folder):
    return json.loads((folder / "segments.json").read_text())


def note(entry, path, settings, whole):
    """What a model is, and whether its card's figures are those found here."""
    training = settings["training"]
    text = (f"`{path.name}`: {settings['kind']}, {max(1, settings['members'])} "
            f"member{'s' if settings['members'] > 1 else ''}, sees {document(whole[0])['method']['features']}; learned from "
            f"{training['demonstrations']} episodes; weights and threshold chosen on "
            f"{len(training['validation'])}")
    chosen_here = set(training["validation"]) >= {video.stem for video in entry.videos}
    text += ", the ones of this table." if chosen_here else ", not all of this table."
    figures = training.get("figures")
    if figures and set(training["validation"]) == {video.stem for video in entry.videos}:
        mean = methods.evaluate(entry, whole, resamples=1, tolerance="5")["mean"]
        here = mean["f1"]["mean"], mean["segmentalF1"]["mean"]
        card_says = figures["f1Within5"], figures["segmentalF1"]
        text += " Its card says {:.3f} / {:.3f} within 5 frames".format(*card_says)
        differs = max(abs(a - b) for a, b in zip(here, card_says)) > 0.001
        text += "; found here {:.3f} / {:.3f}.".format(*here) if differs else ", as found here."
    return text
