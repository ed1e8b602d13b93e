"""The labelled sets: which videos, which truth, which tolerance."""

import dataclasses
import json
import pathlib

from places import CACHE, DATA


@dataclasses.dataclass
class Set:
    name: str
    title: str
    videos: list
    truth: pathlib.Path
    tolerance: str
    group: str  # the folder of cached predictions
    shows_kinds: bool = False  # also scored with `--kind shot`
    is_single_skill: bool = False


def all_sets(quick):
    """Every set, in the order of the report."""
    films = DATA / "videos"

    def videos(folder, *patterns):
        return sorted(path for pattern in patterns for path in folder.glob(pattern))

    shots = videos(films / "shots", "*.mp4", "*.webm")
    cuts = films / "shots/cuts.json"
    clips = videos(films / "single-skill", "*.mp4")
    sets = [
        Set("minecraft", "Minecraft runs, sub-goals as the agent gave them, within 1 s",
            videos(films / "minecraft", "*.mp4"), films / "minecraft/segments.json", "1s",
            "minecraft"),
        Set("shots", "Films, hard cuts, within 0.15 s", shots, cuts, "0.15s", "shots", True),
        Set("shots-exact", "Films, hard cuts, exact to the frame", shots, cuts, "0", "shots", True),
        Set("single-skill", "Clips of one skill each: every cut is false", clips,
            CACHE / "single-skill.json", "1s", "single-skill", is_single_skill=True),
    ]
    for domain, title, tolerance in [
            ("crafter", "Crafter, skills, within 5 frames (0.25 s)", "5"),
            ("metaworld", "Meta-World, skills, within 10 frames (0.4 s)", "10")]:
        folder = DATA / "sim" / domain / "videos"
        episodes = videos(folder, "*.mp4")
        for part, chosen, note in [
                ("first", episodes[:-8], "first 32 episodes"),
                ("last", episodes[-8:], "last 8 episodes, used for choosing settings")]:
            sets.append(Set(
                f"{domain}-{part}", f"{title}: {note}", chosen, folder, tolerance, domain))
    sets.append(Set(
        "reels", "Minecraft reels, another program's cuts, within 1 s (for information)",
        videos(films / "minecraft-reels", "*.mp4"), films / "minecraft-reels/segments.json",
        "1s", "reels"))
    if quick:
        for entry in sets:
            entry.videos = entry.videos[:2]
    return sets


def write_single_skill_truth(entry, documents):
    """One segment a clip, with its length and rate: scores as `--truth none` does, and lets files
    that state no frame rate be scored too."""
    truth = {}
    for video, path in zip(entry.videos, documents):
        facts = json.loads((path / "segments.json").read_text())["video"]
        top, bottom = facts["averageFrameRate"].split("/")
        truth[video.stem] = {
            "frames": facts["frames"], "fps": int(top) / int(bottom),
            "segments": [{"start": 0, "end": facts["frames"]}]}
    entry.truth.parent.mkdir(parents=True, exist_ok=True)
    entry.truth.write_text(json.dumps(truth, indent=1))
