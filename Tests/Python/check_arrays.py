#!/usr/bin/env python3
"""Lets Skillet read the arrays that NumPy and safetensors write, and reads what it writes.

  check_arrays.py EXCHANGE

EXCHANGE is the program exchange-arrays, which writes all it reads as safetensors.
Exit codes: 0 all is well; 1 something is wrong, said in plain sentences.
"""
import pathlib
import subprocess
import sys
import tempfile

import numpy
import safetensors
import safetensors.numpy

SHAPES = [(), (0,), (1,), (7,), (3, 5), (2, 0, 3), (2, 3, 4)]
KINDS = ["float64", "float32", "float16", "int64", "int32", "int16", "int8", "uint8", "bool"]
METADATA = {"plain": "text", "all": 'quotes " and \\, a line\nbreak, \u00fc \U0001f600', "": ""}


def made(kind, shape, random):
    """An array with the extreme values of its kind among random ones."""
    if kind == "bool":
        return random.integers(0, 2, shape).astype(bool)
    if kind.startswith("float"):
        values = (random.standard_normal(shape) * 10).astype(kind)
        ends = [numpy.inf, -numpy.inf, numpy.nan, -0.0, numpy.finfo(kind).tiny / 2]
    else:
        limits = numpy.iinfo(kind)
        values = random.integers(limits.min, limits.max, shape, kind, endpoint=True)
        ends = [limits.min, limits.max]
    values = numpy.asarray(values)
    values.reshape(-1)[:len(ends)] = ends[:values.size]
    return values


def widened(kind):
    """The kind in which Skillet holds numbers of a kind."""
    if kind == "float64":
        return kind
    return "float32" if kind.startswith("float") else "int64"


def exchanged(exchange, source, folder):
    """What Skillet made of a file, its metadata too; or a complaint."""
    target = folder / "out.safetensors"
    target.unlink(missing_ok=True)
    result = subprocess.run([exchange, source, target], capture_output=True, text=True)
    if result.returncode != 0:
        return f"{source.name} was refused: {result.stdout.strip()}", {}
    with safetensors.safe_open(target, framework="numpy") as file:
        return safetensors.numpy.load_file(target), file.metadata() or {}


def same(found, expected, kind):
    return (found is not None and found.dtype == kind and found.shape == expected.shape
            and numpy.array_equal(found, expected.astype(kind), equal_nan=kind.startswith("f")))


def faults(exchange, folder):
    """Sentences on what is wrong."""
    random = numpy.random.default_rng(1)
    arrays = {f"{kind}{shape}": made(kind, shape, random) for kind in KINDS for shape in SHAPES}
    source = folder / "python.safetensors"
    safetensors.numpy.save_file(arrays, source, metadata=METADATA)
    found, metadata = exchanged(exchange, source, folder)
    if isinstance(found, str):
        yield found
        return
    if metadata != METADATA:
        yield f"the metadata became {metadata}."
    singles = [name for name, array in arrays.items() if widened(str(array.dtype)) == "float32"]
    if len(found) != len(arrays) + len(singles):
        yield f"{len(found)} tensors came back, not {len(arrays) + len(singles)}."
    for name, array in arrays.items():
        if not same(found.get(name), array, widened(str(array.dtype))):
            yield f"the tensor {name} came back changed."
    with numpy.errstate(over="ignore"):
        for name in singles:
            if not same(found.get(f"{name}.half"), arrays[name], "float16"):
                yield f"the tensor {name} came back changed in half precision."

    for version in [(1, 0), (2, 0), (3, 0)]:
        for order in "CF":
            for name, array in arrays.items():
                source = folder / "python.npy"
                with open(source, "wb") as file:
                    numpy.lib.format.write_array(file, numpy.asarray(array, order=order), version)
                found, _ = exchanged(exchange, source, folder)
                if isinstance(found, str):
                    yield found
                elif not same(found.get("array"), array, widened(str(array.dtype))):
                    yield f".npy {version} in order {order}: {name} came back changed."


def main():
    (exchange,) = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        found = list(faults(exchange, pathlib.Path(folder)))
    for fault in found:
        print(f"check_arrays: {fault}", file=sys.stderr)
    if not found:
        print(f"check_arrays: NumPy {numpy.__version__} and safetensors {safetensors.__version__} "
              "give and get the same arrays.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
