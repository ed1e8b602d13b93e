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
    narrow: str = None  # a second tolerance, for a column of its own
    level: str = "skill"
    has_models: bool = False  # trained predictors are scored too
    tutor: str = None  # the set on which penalties are chosen where this one is too small for it
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
        Set("minecraft", "Minecraft runs, sub-goals as the agent gave them",
            videos(films / "minecraft", "*.mp4"), films / "minecraft/segments.json", "1s",
            "minecraft", narrow="0.5s"),
        Set("reels", "Minecraft reels, another program's cuts (for information)",
            videos(films / "minecraft-reels", "*.mp4"), films / "minecraft-reels/segments.json",
            "1s", "reels", narrow="0.5s", tutor="minecraft"),
        Set("shots", "Films, hard cuts", shots, cuts, "0.15s", "shots", narrow="0",
            shows_kinds=True),
        Set("single-skill", "Clips of one skill each: every cut is false", clips,
            CACHE / "single-skill.json", "1s", "single-skill", is_single_skill=True,
            tutor="minecraft"),
    ]
    for domain, title, tolerance, narrow in [
            ("crafter", "Crafter, skills", "5", None), ("metaworld", "Meta-World, skills", "10", "5")]:
        folder = DATA / "sim" / domain / "videos"
        episodes = videos(folder, "*.mp4")
        last = "last 8 episodes, which settings were chosen on"
        sets.append(Set(f"{domain}-first", f"{title}: first 32 episodes", episodes[:-8], folder,
                        tolerance, domain, narrow=narrow))
        sets.append(Set(f"{domain}-last", f"{title}: {last}", episodes[-8:], folder, tolerance,
                        domain, narrow=narrow, has_models=True))
    sets.append(dataclasses.replace(
        sets[-1], name="metaworld-stages", title=f"Meta-World, stages: {last}", tolerance="5",
        narrow="2", level="stage"))
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
