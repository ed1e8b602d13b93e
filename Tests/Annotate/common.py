"""What the checks of `skillet annotate` share: small videos, runs, and what a run left behind."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile

# What decides what a run found; ledgers hold times, and run.json the command.
RESULTS = ("documents", "thumbnails", "signals", "exports", "failed.csv", "index.html")


class Place:
    """A folder that is removed at the end."""

    def __init__(self):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="skillet-annotate-"))

    def __enter__(self):
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


def make_clips(folder, count, frames=20, size="64x36"):
    """So many clips that all differ, made once."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        subprocess.run(
            ["ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", f"testsrc2=s={size}:r=25",
             "-frames:v", str(frames + number), "-c:v", "mpeg4", "-q:v", "5", "-bitexact",
             str(folder / f"clip{number:02}.mp4")], check=True)


def results(out):
    """{name: bytes} of everything a run found."""
    out, found = pathlib.Path(out), {}
    for name in RESULTS:
        place = out / name
        for file in [place] if place.is_file() else sorted(place.rglob("*")) if place.is_dir() else []:
            if file.is_file() and not file.name.startswith("."):
                found[str(file.relative_to(out))] = file.read_bytes()
    return found


def hidden(out):
    """Temporary files that a run left behind."""
    return [str(file) for file in pathlib.Path(out).rglob(".*")]


def ledger(out):
    """The whole lines of all ledgers."""
    lines = []
    for file in sorted((pathlib.Path(out) / "ledger").glob("*.jsonl")):
        text = file.read_bytes()
        lines += [json.loads(line) for line in text[:text.rfind(b"\n") + 1].splitlines()]
    return lines


def outcomes(out):
    """{id: (outcome, frames, error)} by the last line on each video, without times."""
    last = {}
    for line in ledger(out):
        if line["id"] not in last or line["attempt"] >= last[line["id"]]["attempt"]:
            last[line["id"]] = line
    return {name: (line["outcome"], line.get("frames"), line.get("segments"), line.get("sha256"),
                   line.get("error")) for name, line in last.items()}


def children(parent):
    """The processes that another one started."""
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                fields = pathlib.Path("/proc", entry, "stat").read_text().rsplit(")", 1)[1].split()
            except (OSError, IndexError):
                continue
            if fields[1] == str(parent) and fields[0] != "Z":
                found.append(int(entry))
    return found


def kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
        return True
    except ProcessLookupError:
        return False


def peak_memory(pid):
    """VmHWM in bytes; 0 where the process is gone."""
    try:
        for line in pathlib.Path("/proc", str(pid), "status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def fail(text):
    print(text, file=sys.stderr)
    sys.exit(1)


def compare(got, wanted, what):
    """Ends the check where two sets of results differ."""
    if got == wanted:
        return
    for name in sorted(set(got) | set(wanted)):
        if got.get(name) != wanted.get(name):
            state = "is missing" if name not in got else "is too much" if name not in wanted else "differs"
            fail(f"{what}: {name} {state}")
