#!/usr/bin/env python3
"""Opens a predictor that `skillet train predictor` wrote with safetensors, and gives it back.

  check_models.py SKILLET

What safetensors reads is written anew by it; Skillet has to cut by the copy as by the original.
Exit codes: 0 all is well; 1 something is wrong, said in plain sentences.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy
import safetensors
import safetensors.numpy

FRAMES = [40, 44, 48, 52]
KINDS = {
    "skill-mixture": ["--skills", "3", "--members", "2", "--pictures", "--action-codes", "5"],
    "spread": ["--kind", "spread", "--members", "2", "--horizon", "8"],
    "action-change": ["--kind", "action-change"],
}


def run(*command):
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if result.returncode != 0:
        raise SystemExit(f"check_models: {' '.join(map(str, command))}: {result.stderr.strip()}")


def make_data(folder):
    """Four clips of moving cells, with numbers for actions that jump every eight frames."""
    folder.mkdir()
    for i, frames in enumerate(FRAMES):
        run("ffmpeg", "-v", "error", "-f", "lavfi", "-i",
            f"life=s=16x16:mold=10:r=25:ratio=0.3:seed={i + 1},scale=64:64:flags=neighbor",
            "-frames:v", frames, "-c:v", "mpeg4", "-q:v", "3", folder / f"d{i}.mp4")
        actions = [[float(row // 8 * 5 % 3 - 1), row % 8 / 10] for row in range(frames)]
        segments = [{"start_frame": start, "end_frame": min(frames, start + 8), "skill": "s"}
                    for start in range(0, frames, 8)]
        text = json.dumps({"fps": 25, "frames": frames, "actions": actions, "segments": segments})
        (folder / f"d{i}.json").write_text(text, encoding="utf-8")


def signal(skillet, folder, model):
    """The evidence of every frame, as text."""
    out = folder / f"{model.stem}.skillet"
    run(skillet, "segment", folder / "data" / "d3.mp4", "--predictor", model, "--out", out)
    return (out / "signal.csv").read_text(encoding="utf-8")


def faults(skillet, folder):
    """Sentences on what is wrong."""
    make_data(folder / "data")
    for kind, options in KINDS.items():
        model = folder / f"{kind}.safetensors"
        run(skillet, "train", "predictor", folder / "data", "--out", model, "--steps", "5",
            "--validation", "2", *options)
        with safetensors.safe_open(model, framework="numpy") as file:
            tensors = {name: file.get_tensor(name) for name in file.keys()}
            metadata = file.metadata()
        settings = json.loads(metadata["skillet"])
        if settings["schema"] != "skillet.predictor/1" or settings["kind"] != kind:
            yield f"{kind}: its settings say {settings['schema']} and {settings['kind']}."
        if not all(numpy.isfinite(tensor.astype("float64")).all() for tensor in tensors.values()):
            yield f"{kind}: a number is not finite."
        weights = [name for name in tensors if name.startswith("member")]
        if any(tensors[name].dtype != numpy.float16 for name in weights):
            yield f"{kind}: a weight is not of half precision."
        if len({name.split(".")[0] for name in weights}) != settings["members"]:
            yield f"{kind}: there are not {settings['members']} members."
        copy = folder / f"{kind}-copy.safetensors"
        safetensors.numpy.save_file(tensors, copy, metadata=metadata)
        if signal(skillet, folder, model) != signal(skillet, folder, copy):
            yield f"{kind}: what safetensors wrote anew cuts otherwise."


def main():
    skillet = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        found = list(faults(skillet, pathlib.Path(folder)))
    for fault in found:
        print(f"check_models: {fault}", file=sys.stderr)
    if not found:
        print(f"check_models: safetensors {safetensors.__version__} reads all kinds of models, "
              "and Skillet what it writes.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
