"""A small tournament of spans of the sample videos, of which it is known who is better."""

import hashlib
import os
import shutil
import sqlite3
import subprocess

SAMPLES = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../SampleVideos"))
RATES = {"metaworld": 25, "crafter": 20}


class JudgedTournament:
    """`T.skillet` in a folder: two skills of six clips, the later span the better one; and one clip
    in a codec that browsers do not play, where FFmpeg's tool is there to make it."""

    def __init__(self, folder, skillet):
        self.folder, self.file = folder, os.path.join(folder, "T.skillet")
        self.clips = {}  # (file, start): (skill, name, how good)
        rows = ["clip,path,skill,performer,start,end"]
        for skill, video in (("open the drawer", "metaworld"), ("gather", "crafter")):
            path = os.path.join(SAMPLES, f"{video}.mp4")
            for number in range(6):
                name, start = f"secret-{video}-{number}", 2.0 + 3 * number
                shown, begin, end = path, start, start + 1.6
                if video == "metaworld" and number == 0:
                    shown = self.odd_codec(path, start) or path
                    if shown != path:
                        begin, end = 0.4, 1.6
                self.clips[(shown, begin)] = (skill, name, number)
                rows.append(f"{name},{shown},{skill},nobody-{number},{begin},{end}")
        self.names = [name for _, name, _ in self.clips.values()] + [f"nobody-{n}" for n in range(6)]
        self.write("clips.csv", rows)
        self.write("practice.csv", ["skill,better,worse", "open the drawer,secret-metaworld-5,secret-metaworld-1",
                                    "gather,secret-crafter-4,secret-crafter-0", "gather,secret-crafter-5,secret-crafter-1"])
        subprocess.run([skillet, "rate", "start", os.path.join(folder, "clips.csv"), "--out", self.file,
                        "--votes", "3", "--extra-votes", "0", "--rounds", "2", "--seed", "3"],
                       check=True, stdout=subprocess.DEVNULL)

    def write(self, name, lines):
        with open(os.path.join(self.folder, name), "w", encoding="ascii") as file:
            file.write("\n".join(lines) + "\n")

    def odd_codec(self, path, start):
        """Two seconds in MPEG-4 part 2; None without the tool that makes it."""
        tool = shutil.which("ffmpeg")
        if tool is None:
            return None
        made = os.path.join(self.folder, "odd.mp4")
        subprocess.run([tool, "-v", "error", "-ss", str(start), "-t", "2", "-i", path, "-c:v", "mpeg4", "-q:v", "3", made],
                       check=True)
        return made

    def quality(self, media, start):
        """How good a clip is, by what the page was told of it."""
        for (path, begin), (_, _, number) in self.clips.items():
            if media == media_name(path) and abs((start or 0) - begin) < 1e-6:
                return number
        raise KeyError(f"{media} from {start} is no clip of the tournament")

    def verdict(self, pair):
        left, right = (self.quality(pair[side]["media"], pair[side]["start"]) for side in ("left", "right"))
        return "left" if left > right else "right"

    def votes(self):
        """What stands in the file: for each pair its clips and the winner of each judge's answer."""
        with sqlite3.connect(f"file:{self.file}?mode=rw", uri=True) as database:
            standing = {}
            for pair, left, right, judge, verdict in database.execute(
                "SELECT pair.id, l.name, r.name, judge.name, verdict FROM judgement JOIN pair ON pair.id = pair "
                "JOIN judge ON judge.id = judge JOIN clip l ON l.id = left_clip JOIN clip r ON r.id = right_clip "
                "ORDER BY judgement.id"):
                said = standing.setdefault(pair, ((left, right), {}))[1]
                said[judge] = {"left": left, "right": right}.get(verdict, verdict)
            pairs = database.execute("SELECT count(*) FROM pair").fetchone()[0]
            practice = database.execute("SELECT count(*) FROM practice_answer").fetchone()[0]
        return standing, pairs, practice


def media_name(path):
    """The name under which the server serves a file."""
    return hashlib.sha256(path.encode()).hexdigest()[:24]

