"""Where things are, and how the tool is called."""

import hashlib
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("SKILLET_SHARED", ROOT.parent / "shared"))
DATA = SHARED / "data"
SKILLET = ROOT / ".build/release/skillet"
CACHE = ROOT / ".build/quality"


def require():
    """Ends with a sentence where something is missing."""
    for path, advice in [(SKILLET, "run make build"), (DATA, "set SKILLET_SHARED")]:
        if not path.exists():
            sys.exit(f"quality: {path} is missing: {advice}")


def skillet(*arguments):
    """Runs the tool; returns what it prints."""
    run = subprocess.run([str(SKILLET), *map(str, arguments)], capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"quality: skillet {' '.join(map(str, arguments))} failed:\n{run.stderr}")
    return run.stdout


def digest():
    """A name for this very build, so that no cached prediction outlives it."""
    return hashlib.sha256(SKILLET.read_bytes()).hexdigest()[:12]


def commit():
    """The commit of the sources, marked where they were changed since."""
    def git(*arguments):
        return subprocess.run(
            ["git", "-C", str(ROOT), *arguments], capture_output=True, text=True).stdout.strip()
    changed = git("status", "--porcelain", "--untracked-files=no", "--", "Sources")
    return git("rev-parse", "--short", "HEAD") + (" with changes" if changed else "")
