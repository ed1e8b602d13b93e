"""What is measured on: a realistic two-minute film, and one twenty times as long."""

import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("SKILLET_SHARED", ROOT.parent / "shared"))
FOLDER = ROOT / ".build/bench"
GAMEPLAY = SHARED / "data/videos/minecraft-reels/long_00_05.mp4"


def films():
    """The paths of both films, made once; and where the pictures come from."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    if GAMEPLAY.exists():
        name, origin = "gameplay", "gameplay, scaled up, looped"
        source = ["-r", "30", "-stream_loop", "-1", "-i", GAMEPLAY]
        pictures = "scale=1280:720:flags=bicubic,fps=30"
    else:
        name, origin = "fractal", "a fractal zoom with noise"
        source = ["-f", "lavfi", "-i", "mandelbrot=size=1280x720:rate=30"]
        pictures = "noise=alls=8:allf=t"
    short, long = FOLDER / f"{name}.mp4", FOLDER / f"{name}-20.mp4"
    if not short.exists():
        encode([*source, "-vf", pictures, "-frames:v", "3600", "-an", "-c:v", "libx264", "-preset",
                "medium", "-crf", "23", "-bf", "3", "-pix_fmt", "yuv420p"], short)
    if not long.exists():
        encode(["-stream_loop", "19", "-i", short, "-c", "copy"], long)
    return short, long, origin


def encode(arguments, target):
    """Runs ffmpeg; the file appears under its name only when it is whole."""
    part = target.with_suffix(".part.mp4")
    subprocess.run(["ffmpeg", "-v", "error", "-y", *map(str, arguments), str(part)], check=True)
    part.rename(target)
