#!/usr/bin/env python3
"""Carries skills between a LeRobot dataset (v3, Parquet) and Skillet. Needs Python 3.9 and pyarrow.

  lerobot_bridge.py read DATASET [--out EPISODES.json]
  lerobot_bridge.py write-sarm DATASET EPISODES.json [--level sparse|dense] [--force]
  lerobot_bridge.py write-language DATASET EPISODES.json [--level NAME] [--force]
  lerobot_bridge.py stage DATASET EPISODES.json [--level NAME] [--out FOLDER]

EPISODES.json is what `skillet convert ... --to lerobot` writes and reads: for each episode its
number, length and subtasks as half-open frames, `{"level", "label", "start_frame", "end_frame"}`.

read            writes the episodes with the subtasks that they have already (SARM's columns, and
                rows of style `subtask` in `language_persistent`).
write-sarm      writes SARM's columns into meta/episodes (`{sparse,dense}_subtask_names`,
                `_start_times`, `_end_times`, `_start_frames`, `_end_frames`; those of sparse without
                prefix, too) and meta/temporal_proportions_{sparse,dense}.json. `_end_frames` are
                the last frames of their subtasks, as SARM's reader has it (start <= frame <= end).
write-language  writes one row of style `subtask` a subtask into `language_persistent`, the same on
                every frame of its episode, beside an (empty) `language_events`, and names both in
                the features of meta/info.json. Rows of other styles are kept.
stage           writes .annotate_staging/episode_XXXXXX/plan.jsonl for LeRobot's own writer.

Times are never computed: each is the `timestamp` (float32) of the frame at which the subtask starts;
the last end time is that of the last frame, since none follows. The subtasks of a level must tile
their episode. What is there already is replaced only with --force. Every file is written beside its
place and renamed when all are complete; where anything is wrong, nothing is changed.

Exit codes: 0 done; 1 failed; 64 usage; 65 bad data; 66 not found; 73 cannot be written.
"""
import argparse
import json
import math
import os
import pathlib
import sys

USAGE, BAD_DATA, NOT_FOUND, NOT_WRITTEN = 64, 65, 66, 73
SCHEMA = "skillet.lerobot/1"
SUFFIXES = ["names", "start_times", "end_times", "start_frames", "end_frames"]
PERSISTENT, EVENTS = "language_persistent", "language_events"

try:
    import pyarrow
    import pyarrow.parquet
except ImportError:
    sys.exit("lerobot_bridge: pyarrow is not installed; install it with: pip install pyarrow")


class Fault(Exception):
    """What went wrong, for the person who meets it, with the exit code."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def bad(place, reason):
    return Fault(BAD_DATA, f"{place}: {reason}")


# Reading


def read_json(path):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        raise Fault(NOT_FOUND, f"{path}: there is no such file") from None
    except IsADirectoryError:
        raise Fault(NOT_FOUND, f"{path}: is a folder, not a file") from None
    except json.JSONDecodeError as error:
        raise bad(f"{path}: line {error.lineno}, column {error.colno}", error.msg) from None
    except (UnicodeDecodeError, RecursionError) as error:
        raise bad(path, f"is not JSON in UTF-8 ({error})") from None


def open_parquet(path):
    try:
        return pyarrow.parquet.ParquetFile(path)
    except (pyarrow.ArrowException, OSError) as error:
        raise bad(path, f"cannot be read as Parquet ({str(error).splitlines()[0]})") from None


def columns(file, path, names):
    """Columns of a Parquet file as lists, with the missing ones named."""
    there = file.schema_arrow.names
    missing = [name for name in names if name not in there]
    if missing:
        raise bad(path, f"has no column {', '.join(missing)}")
    try:
        table = file.read(columns=names)
    except (pyarrow.ArrowException, OSError) as error:
        raise bad(path, f"cannot be read as Parquet ({str(error).splitlines()[0]})") from None
    return [table.column(name).to_pylist() for name in names]


class Dataset:
    """A LeRobot dataset of version 3: its facts and the places of its files."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        if not self.root.is_dir():
            raise Fault(NOT_FOUND, f"{root}: there is no such folder")
        self.info_path = self.root / "meta" / "info.json"
        self.info = read_json(self.info_path)
        if not isinstance(self.info, dict):
            raise bad(self.info_path, "should be an object")
        version = self.info.get("codebase_version")
        if not isinstance(version, str) or not version.startswith("v3."):
            raise bad(
                self.info_path,
                f"codebase_version is {json.dumps(version)}; v3 is wanted (skillet convert reads "
                "v2.1 itself; LeRobot converts datasets to v3)")
        self.fps = self.info.get("fps")
        if isinstance(self.fps, bool) or not isinstance(self.fps, (int, float)) \
                or not math.isfinite(self.fps) or self.fps <= 0:
            raise bad(self.info_path, f"fps should be above 0, not {json.dumps(self.fps)}")
        if not isinstance(self.info.get("features"), dict):
            raise bad(self.info_path, "features should be an object")
        self.episode_files = sorted(self.root.glob("meta/episodes/*/*.parquet"))
        self.data_files = sorted(self.root.glob("data/*/*.parquet"))
        for found, place in [(self.episode_files, "meta/episodes"), (self.data_files, "data")]:
            if not found:
                raise Fault(NOT_FOUND, f"{self.root / place}: there is no Parquet file")

    def episodes(self):
        """{number: {length, tasks, ...}} in order, from meta/episodes."""
        found = {}
        for path in self.episode_files:
            file = open_parquet(path)
            there = file.schema_arrow.names
            names = ["episode_index", "length"]
            names += [name for name in there if name == "tasks" or "subtask_" in name
                      or (name.startswith("videos/")
                          and name.endswith(("_timestamp", "chunk_index", "file_index")))]
            for row in zip(*columns(file, path, names)):
                episode = dict(zip(names, row))
                number, length = episode.pop("episode_index"), episode["length"]
                for name, value in [("episode_index", number), ("length", length)]:
                    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
                        raise bad(path, f"{name} should be a whole number, not {value!r}")
                if number in found:
                    raise bad(path, f"the episode {number} appears twice")
                found[number] = episode
        return dict(sorted(found.items()))

    def times(self, episodes):
        """{number: [timestamp of each frame]}, copied from the data, checked against the lengths."""
        times = {number: [None] * episode["length"] for number, episode in episodes.items()}
        for path in self.data_files:
            rows = columns(open_parquet(path), path, ["episode_index", "frame_index", "timestamp"])
            for number, frame, time in zip(*rows):
                if number not in times:
                    raise bad(path, f"the episode {number} is not in meta/episodes")
                if not isinstance(frame, int) or not 0 <= frame < len(times[number]):
                    raise bad(path, f"episode {number} has a frame {frame} but is "
                                    f"{len(times[number])} frames long")
                if times[number][frame] is not None:
                    raise bad(path, f"frame {frame} of episode {number} appears twice")
                if not isinstance(time, float) or not math.isfinite(time):
                    raise bad(path, f"the timestamp of frame {frame} of episode {number} is {time}")
                times[number][frame] = time
        for number, stamps in times.items():
            if None in stamps:
                raise bad(self.root / "data", f"episode {number} lacks its frame "
                                              f"{stamps.index(None)}")
            for frame in range(1, len(stamps)):
                if stamps[frame] <= stamps[frame - 1]:
                    raise bad(self.root / "data", f"the timestamps of episode {number} do not rise "
                                                  f"at frame {frame}")
        return times


def sarm_subtasks(number, episode):
    """The subtasks that SARM's columns of an episode name."""
    subtasks = []
    levels = [("sparse", "sparse_subtask_"), ("dense", "dense_subtask_")]
    if episode.get("sparse_subtask_names") is None:
        levels[0] = ("sparse", "subtask_")
    for level, prefix in levels:
        names = episode.get(prefix + "names")
        if names is None:
            continue
        starts, ends = episode.get(prefix + "start_frames"), episode.get(prefix + "end_frames")
        if starts is None or ends is None or not len(names) == len(starts) == len(ends):
            raise bad(f"meta/episodes: episode {number}",
                      f"{prefix}names, start_frames and end_frames differ in length")
        for index, (name, start, end) in enumerate(zip(names, starts, ends)):
            # The last frame, or (as LeRobot's own writer has it) the first of the next subtask.
            following = starts[index + 1] if index + 1 < len(starts) else episode["length"]
            end = following if end in (following, following - 1) else end + 1
            if not 0 <= start <= end <= episode["length"]:
                raise bad(f"meta/episodes: episode {number}",
                          f"the {level} subtask {index} is {start} to {end} of "
                          f"{episode['length']} frames")
            subtasks.append({"level": level, "label": name, "start_frame": start, "end_frame": end})
    return subtasks


def language_rows(dataset):
    """{number: rows of language_persistent on its first frame}."""
    found = {}
    for path in dataset.data_files:
        file = open_parquet(path)
        if PERSISTENT not in file.schema_arrow.names:
            continue
        for batch in range(file.num_row_groups):
            table = file.read_row_group(batch, columns=["episode_index", "frame_index", PERSISTENT])
            numbers, frames = (table.column(i).to_pylist() for i in range(2))
            firsts = [row for row, frame in enumerate(frames) if frame == 0]
            for row in firsts:
                found[numbers[row]] = table.column(2)[row].as_py() or []
    return found


def language_subtasks(number, rows, times):
    """Subtasks from rows of style `subtask`: each is active until the next begins."""
    rows = sorted((row for row in rows if row.get("style") == "subtask"),
                  key=lambda row: row["timestamp"])
    starts = []
    for row in rows:
        start = next((frame for frame, time in enumerate(times) if time >= row["timestamp"]), None)
        if start is None:
            raise bad(f"{PERSISTENT}: episode {number}",
                      f"a row at {row['timestamp']} s is behind the last frame")
        starts.append(start)
    return [{"level": "subtask", "label": row.get("content"), "start_frame": start, "end_frame": end}
            for row, start, end in zip(rows, starts, starts[1:] + [len(times)])]


def read(dataset, arguments):
    episodes = dataset.episodes()
    times = dataset.times(episodes)
    rows = language_rows(dataset)
    listed = []
    for number, episode in episodes.items():
        videos = {}
        for name, value in episode.items():
            if name.startswith("videos/") and value is not None:
                key, fact = name[len("videos/"):].rsplit("/", 1)
                videos.setdefault(key, {})[fact] = value
        listed.append({
            "episode_index": number, "length": episode["length"],
            "tasks": episode.get("tasks") or [],
            **({"videos": videos} if videos else {}),
            "subtasks": sarm_subtasks(number, episode)
            + language_subtasks(number, rows.get(number, []), times[number])})
    text = json.dumps({"schema": SCHEMA, "fps": dataset.fps, "episodes": listed},
                      ensure_ascii=False, indent=1) + "\n"
    if arguments.out is None:
        sys.stdout.write(text)
        return
    out = pathlib.Path(arguments.out)
    if out.exists() and not arguments.force:
        raise Fault(NOT_WRITTEN, f"{out}: the file exists already; --force replaces it")
    with Replacements() as files:
        files.text(out, text)


# What Skillet found


def found_subtasks(path, level, episodes):
    """{number: [(label, start, end)]} of one level from Skillet's file, checked to tile."""
    document = read_json(path)
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise bad(path, f"is no {SCHEMA}; write one with: skillet convert IN --to lerobot")
    if not isinstance(document.get("episodes"), list) or not document["episodes"]:
        raise bad(path, "episodes should be a list that is not empty")
    levels = {subtask.get("level", "") for episode in document["episodes"]
              if isinstance(episode, dict) and isinstance(episode.get("subtasks"), list)
              for subtask in episode["subtasks"] if isinstance(subtask, dict)}
    if level not in levels:
        if len(levels) > 1:
            names = ", ".join(json.dumps(name, ensure_ascii=False) for name in sorted(map(str, levels)))
            raise bad(path, f"has the levels {names}; choose one with --level")
        level = next(iter(levels), level)
    result = {}
    for position, episode in enumerate(document["episodes"]):
        place = f"{path}: episodes[{position}]"
        number = episode.get("episode_index") if isinstance(episode, dict) else None
        if isinstance(number, bool) or not isinstance(number, int):
            raise bad(place, "episode_index should be a whole number")
        if number not in episodes:
            raise bad(place, f"the dataset has no episode {number}")
        if number in result:
            raise bad(place, f"the episode {number} appears twice")
        subtasks = episode.get("subtasks")
        if not isinstance(subtasks, list):
            raise bad(place, "subtasks should be a list")
        rows, at = [], 0
        for index, subtask in enumerate(subtasks):
            here = f"{place}.subtasks[{index}]"
            if not isinstance(subtask, dict):
                raise bad(here, "should be an object")
            if subtask.get("level", "") != level:
                continue
            label, start, end = (subtask.get(k) for k in ["label", "start_frame", "end_frame"])
            if not isinstance(label, str) or not label:
                raise bad(here, "label should be a string that is not empty")
            if any(isinstance(v, bool) or not isinstance(v, int) for v in (start, end)):
                raise bad(here, "start_frame and end_frame should be whole numbers")
            if start != at:
                raise bad(here, f"starts at frame {start}, where {at} is wanted: subtasks tile")
            if end <= start:
                raise bad(here, f"ends at frame {end}, not behind its start {start}")
            rows.append((label, start, end))
            at = end
        length = episodes[number]["length"]
        if rows and at != length:
            raise bad(place, f"the subtasks end at frame {at}, the episode has {length} frames")
        if rows:
            result[number] = rows
    if not result:
        raise bad(path, "there is no subtask")
    return result


# Writing


class Replacements:
    """Files that are written beside their places and renamed when all are complete."""

    def __init__(self):
        self.parts = []

    def __enter__(self):
        return self

    def part(self, path):
        part = path.with_name(f".{path.name}.part-{os.getpid()}")
        self.parts.append((part, path))
        return part

    def text(self, path, text):
        with open(self.part(path), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)

    def __exit__(self, kind, error, trace):
        try:
            if kind is None:
                for part, _ in self.parts:
                    with open(part, "rb") as file:
                        os.fsync(file.fileno())
                for part, path in self.parts:
                    os.replace(part, path)
        finally:
            for part, _ in self.parts:
                part.unlink(missing_ok=True)


def with_columns(table, added):
    """The table with columns added, or put in the place of those of the same name."""
    for name, column in added.items():
        if name in table.column_names:
            table = table.set_column(table.column_names.index(name), name, column)
        else:
            table = table.append_column(name, column)
    return table


def proportions(episodes):
    """SARM's formula 1: the mean share of its episode that each subtask takes; in usual order.

    Takes (length, [(label, start, end)]) of each episode.
    """
    shares, positions = {}, {}
    for length, subtasks in episodes:
        first = {}
        for label, start, end in subtasks:
            shares[label] = shares.get(label, 0) + (end - start) / length / len(episodes)
            first.setdefault(label, start / length)
        for label, position in first.items():
            positions.setdefault(label, []).append(position)
    order = sorted(shares, key=lambda label: sum(positions[label]) / len(positions[label]))
    return {label: shares[label] for label in order}


def write_sarm(dataset, arguments):
    level = arguments.level or "sparse"
    if level not in ("sparse", "dense"):
        raise Fault(USAGE, f"--level: SARM knows sparse and dense, not {level}")
    episodes = dataset.episodes()
    times = dataset.times(episodes)
    found = found_subtasks(arguments.episodes, level, episodes)
    prefixes = [level + "_subtask_"] + (["subtask_"] if level == "sparse" else [])
    kinds = [pyarrow.string(), pyarrow.float32(), pyarrow.float32(), pyarrow.int64(),
             pyarrow.int64()]
    annotated = []
    with Replacements() as files:
        for path in dataset.episode_files:
            file = open_parquet(path)
            table = file.read()
            numbers = table.column("episode_index").to_pylist()
            added = {}
            for prefix in prefixes:
                old = [table.column(prefix + s).to_pylist() if prefix + s in table.column_names
                       else [None] * len(numbers) for s in SUFFIXES]
                new = [list(column) for column in old]
                for row, number in enumerate(numbers):
                    if number not in found:
                        continue
                    if old[0][row] is not None and not arguments.force:
                        raise Fault(NOT_WRITTEN, f"{path}: episode {number} has {prefix}names "
                                                 "already; --force replaces them")
                    stamps, subtasks = times[number], found[number]
                    starts = [stamps[start] for _, start, _ in subtasks]
                    values = [[label for label, _, _ in subtasks], starts,
                              starts[1:] + [stamps[-1]], [start for _, start, _ in subtasks],
                              [end - 1 for _, _, end in subtasks]]
                    for column, value in zip(new, values):
                        column[row] = value
                for suffix, column, kind in zip(SUFFIXES, new, kinds):
                    added[prefix + suffix] = pyarrow.array(column, pyarrow.list_(kind))
            for row, number in enumerate(numbers):
                facts = {"length": episodes[number]["length"]}
                facts.update({n: added[n][row].as_py() for n in added})
                listed = [s for s in sarm_subtasks(number, facts) if s["level"] == level]
                if listed:
                    annotated.append((facts["length"], [
                        (s["label"], s["start_frame"], s["end_frame"]) for s in listed]))
            write_table(files.part(path), [with_columns(table, added)], file)
        files.text(dataset.root / "meta" / f"temporal_proportions_{level}.json",
                   json.dumps(proportions(annotated), ensure_ascii=False, indent=2) + "\n")
    print(f"{len(found)} episodes, {sum(map(len, found.values()))} {level} subtasks written")


def write_table(part, tables, file):
    """Writes tables of one schema as row groups, packed like the file that they replace."""
    packing = "snappy"
    if file.metadata.num_row_groups and file.metadata.num_columns:
        packing = file.metadata.row_group(0).column(0).compression.lower()
    writer = None
    try:
        for table in tables:
            if writer is None:
                writer = pyarrow.parquet.ParquetWriter(
                    part, table.schema, compression="none" if packing == "uncompressed" else packing)
            writer.write_table(table)
    finally:
        if writer is not None:
            writer.close()


def json_kind():
    return pyarrow.json_() if hasattr(pyarrow, "json_") else pyarrow.string()


def row_kind(has_timestamp):
    """The struct of a row of `language_persistent`, or of `language_events`."""
    fields = [pyarrow.field("role", pyarrow.string(), nullable=False),
              pyarrow.field("content", pyarrow.string()), pyarrow.field("style", pyarrow.string())]
    if has_timestamp:
        fields.append(pyarrow.field("timestamp", pyarrow.float32(), nullable=False))
    return fields + [pyarrow.field("camera", pyarrow.string()),
                     pyarrow.field("tool_calls", pyarrow.list_(json_kind()))]


def row_array(rows, has_timestamp):
    """Rows as an array of that struct; tool calls as JSON texts."""
    calls = [row.get("tool_calls") for row in rows]
    offsets, texts = [0], []
    for call in calls:
        texts += [c if isinstance(c, str) else json.dumps(c, ensure_ascii=False) for c in call or []]
        offsets.append(len(texts))
    texts = pyarrow.array(texts, pyarrow.string())
    if hasattr(pyarrow, "json_"):
        texts = pyarrow.ExtensionArray.from_storage(pyarrow.json_(), texts)
    missing = pyarrow.array([call is None for call in calls], pyarrow.bool_())
    lists = pyarrow.ListArray.from_arrays(pyarrow.array(offsets, pyarrow.int32()), texts, mask=missing)
    fields = row_kind(has_timestamp)
    arrays = [lists if field.name == "tool_calls"
              else pyarrow.array([row.get(field.name) for row in rows], field.type)
              for field in fields]
    return pyarrow.StructArray.from_arrays(arrays, fields=fields)


def subtask_row(label, time):
    return {"role": "assistant", "content": label, "style": "subtask", "timestamp": time,
            "camera": None, "tool_calls": None}


def persistent_rows(dataset, found, times, force):
    """{number: rows}: the new ones in the place of old ones of style `subtask`, the rest kept."""
    rows = language_rows(dataset)
    for number, subtasks in found.items():
        kept = [row for row in rows.get(number, []) if row.get("style") != "subtask"]
        if len(kept) != len(rows.get(number, [])) and not force:
            raise Fault(NOT_WRITTEN, f"{dataset.root}: episode {number} has rows of style subtask "
                                     "already; --force replaces them")
        kept += [subtask_row(label, times[number][start]) for label, start, _ in subtasks]
        rows[number] = sorted(kept, key=lambda row: (row["timestamp"], row.get("style") or "",
                                                     row.get("role") or ""))
    return rows


def with_language(file, ranges, rows):
    """The row groups of a data file with both language columns."""
    has_events = EVENTS in file.schema_arrow.names
    for group in range(max(1, file.num_row_groups)):
        table = file.read_row_group(group) if file.num_row_groups else file.read()
        indices, offsets = [], [0]
        for number in table.column("episode_index").to_pylist():
            indices.extend(ranges.get(number, ()))
            offsets.append(len(indices))
        added = {PERSISTENT: pyarrow.ListArray.from_arrays(
            pyarrow.array(offsets, pyarrow.int32()), rows.take(pyarrow.array(indices, pyarrow.int64())))}
        if not has_events:
            empty = row_array([], has_timestamp=False)
            none = pyarrow.array([0] * (table.num_rows + 1), pyarrow.int32())
            added[EVENTS] = pyarrow.ListArray.from_arrays(none, empty)
        yield with_columns(table, added)


def write_language(dataset, arguments):
    episodes = dataset.episodes()
    times = dataset.times(episodes)
    found = found_subtasks(arguments.episodes, arguments.level or "subtask", episodes)
    rows = persistent_rows(dataset, found, times, arguments.force)
    ranges, listed = {}, []
    for number, own in rows.items():
        ranges[number] = range(len(listed), len(listed) + len(own))
        listed += own
    array = row_array(listed, has_timestamp=True)
    with Replacements() as files:
        for path in dataset.data_files:
            file = open_parquet(path)
            write_table(files.part(path), with_language(file, ranges, array), file)
        for name in (PERSISTENT, EVENTS):
            dataset.info["features"][name] = {"dtype": "language", "shape": [1], "names": None}
        files.text(dataset.info_path, json.dumps(dataset.info, ensure_ascii=False, indent=4) + "\n")
    print(f"{len(found)} episodes, {sum(map(len, found.values()))} rows of style subtask written")


def stage(dataset, arguments):
    episodes = dataset.episodes()
    times = dataset.times(episodes)
    found = found_subtasks(arguments.episodes, arguments.level or "subtask", episodes)
    folder = pathlib.Path(arguments.out) if arguments.out else dataset.root / ".annotate_staging"
    with Replacements() as files:
        for number, subtasks in found.items():
            path = folder / f"episode_{number:06d}" / "plan.jsonl"
            if path.exists() and not arguments.force:
                raise Fault(NOT_WRITTEN, f"{path}: the file exists already; --force replaces it")
            path.parent.mkdir(parents=True, exist_ok=True)
            files.text(path, "".join(
                json.dumps(subtask_row(label, times[number][start]), ensure_ascii=False,
                           sort_keys=True) + "\n" for label, start, _ in subtasks))
    print(f"{len(found)} episodes staged in {folder}")


class Parser(argparse.ArgumentParser):
    def error(self, message):
        self.print_usage(sys.stderr)
        sys.stderr.write(f"lerobot_bridge: {message}\n")
        sys.exit(USAGE)


def main(words=None):
    parser = Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
    for name, work in [("read", read), ("write-sarm", write_sarm),
                       ("write-language", write_language), ("stage", stage)]:
        command = commands.add_parser(name)
        command.set_defaults(work=work)
        command.add_argument("dataset", metavar="DATASET")
        if name != "read":
            command.add_argument("episodes", metavar="EPISODES.json")
            command.add_argument("--level")
        if name in ("read", "stage"):
            command.add_argument("--out")
        command.add_argument("--force", action="store_true")
    arguments = parser.parse_args(words)
    try:
        arguments.work(Dataset(arguments.dataset), arguments)
    except Fault as fault:
        print(f"lerobot_bridge: {fault}", file=sys.stderr)
        return fault.code
    except (pyarrow.ArrowException, OSError) as error:
        print(f"lerobot_bridge: {error}", file=sys.stderr)
        return NOT_WRITTEN if isinstance(error, OSError) else BAD_DATA
    return 0


if __name__ == "__main__":
    sys.exit(main())
