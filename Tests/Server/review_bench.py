"""What the checks of the review share: small videos, servers under test, and what was shown."""

import os
import subprocess
import sys

from serving import Server

SERVER, SKILLET = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
PORT = int(sys.argv[3]) if len(sys.argv) > 3 else 8210
shown = []


def check(holds, what):
    if not holds:
        print(f"FAILED: {what}", file=sys.stderr)
        sys.exit(1)
    shown.append(what)


def run(*words, folder=None):
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True)
    if done.returncode not in (0, 2):
        raise RuntimeError(f"{words}: {done.stderr}")
    return done.stdout


def make_video(path, seconds, rate=25, variable=False):
    """Three scenes; with a variable rate every seventh frame is missing."""
    select = ["-vf", "select='mod(n,7)',scale=320:180", "-fps_mode", "vfr"] if variable else []
    scenes = (
        f"testsrc2=size=320x180:rate={rate}:duration={seconds}[a];"
        f"mandelbrot=size=320x180:rate={rate}[m];[m]trim=duration={seconds},setpts=PTS-STARTPTS[b];"
        f"smptebars=size=320x180:rate={rate}:duration={seconds}[c];[a][b][c]concat=n=3:v=1[v]"
    )
    whole = path + ".whole.mp4"
    run("ffmpeg", "-v", "error", "-y", "-filter_complex", scenes, "-map", "[v]", "-c:v", "libx264",
        "-pix_fmt", "yuv420p", "-g", "25", "-bf", "2", whole)
    if variable:
        run("ffmpeg", "-v", "error", "-y", "-i", whole, *select, "-c:v", "libx264", path)
        os.remove(whole)
    else:
        os.rename(whole, path)


def starts(answer, level=0):
    return [s["start"] for s in answer["levels"][level]["segments"]]


def edit(person, video, base, *edits, **more):
    return person.post(f"/api/videos/{video}/edits", {"base": base, "edits": list(edits), **more})


def split(frame, level=0):
    return {"kind": "split", "level": level, "at": frame}


class Bench:
    def __init__(self, folder):
        self.folder = folder
        self.port = PORT
        self.servers = []

    def serve(self, place, folder=None):
        self.port += 1
        server = Server(SERVER, place, self.port, folder=folder or self.folder)
        self.servers.append(server)
        return server

    def stop(self):
        for server in self.servers:
            if server.process.poll() is None:
                server.stop()
