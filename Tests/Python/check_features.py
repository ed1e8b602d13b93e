#!/usr/bin/env python3
"""Loads what `skillet features` writes with NumPy and safetensors, the readers it is written for.

  check_features.py SKILLET VIDEO

Exit codes: 0 all is well; 1 something is wrong, said in plain sentences.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy
import safetensors.numpy


def faults(skillet, video, folder):
    """Sentences on what is wrong."""
    for name in ["x.npy", "x.safetensors"]:
        subprocess.run([skillet, "features", video, "--out", folder / name, "--quiet"],
                       check=True, stdout=subprocess.DEVNULL)
    values = numpy.load(folder / "x.npy", allow_pickle=False)
    times = numpy.load(folder / "x.times.npy", allow_pickle=False)
    facts = json.loads((folder / "x.json").read_text(encoding="utf-8"))
    count = len(facts["frames"])
    if count < 10:
        yield f"{video} gave {count} vectors only, too few to check anything."
    if values.dtype != numpy.float32 or values.shape != (count, 68):
        yield f"x.npy is {values.dtype} {values.shape}, not float32 ({count}, 68)."
    if not numpy.isfinite(values).all():
        yield "x.npy holds values that are no numbers."
    if times.dtype != numpy.float64 or times.shape != (count,):
        yield f"x.times.npy is {times.dtype} {times.shape}, not float64 ({count},)."
    if not (numpy.diff(times) > 0).all():
        yield "x.times.npy does not rise."
    if len(facts["pts"]) != count or not (numpy.diff(facts["frames"]) > 0).all():
        yield "x.json does not name one rising frame and time stamp a vector."
    numerator, denominator = map(int, facts["video"]["timeBase"].split("/"))
    stamps = numpy.array(facts["pts"]) * numerator / denominator
    if numpy.abs(stamps - times).max(initial=0) > 1e-9:
        yield "x.times.npy is not what the time stamps in x.json say."

    tensors = safetensors.numpy.load_file(folder / "x.safetensors")
    if sorted(tensors) != ["features", "frames", "seconds"]:
        yield f"x.safetensors holds {sorted(tensors)}."
        return
    for name, expected in [("features", values), ("seconds", times),
                           ("frames", numpy.array(facts["frames"]))]:
        if not numpy.array_equal(tensors[name], expected):
            yield f"{name} in x.safetensors is not what the NumPy files hold."
    if tensors["features"].dtype != numpy.float32:
        yield f"features in x.safetensors is {tensors['features'].dtype}, not float32."


def main():
    skillet, video = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        found = list(faults(skillet, video, pathlib.Path(folder)))
    for fault in found:
        print(f"check_features: {fault}", file=sys.stderr)
    if not found:
        print(f"check_features: NumPy {numpy.__version__} and safetensors read the features "
              "and agree.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
