#!/usr/bin/env python3
"""Lets the LeRobot bridge read and write small data sets, and damaged ones.

  check_lerobot_bridge.py BRIDGE [SKILLET]

With SKILLET, what the bridge reads also goes through `skillet convert` and back.
Exit codes: 0 all is well; 1 something is wrong, said in plain sentences.
"""
import contextlib
import importlib.util
import io
import json
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile

import pyarrow
import pyarrow.parquet

LENGTHS = [7, 5, 9]
FPS = 30
# Timestamps that no formula gives: the true ones jitter.
TIMES = [[struct.unpack("f", struct.pack("f", frame / FPS + (frame % 3) * 0.0007))[0]
          for frame in range(length)] for length in LENGTHS]
SUBTASKS = {0: [("reach", 0, 3), ("grasp, \"fast\"\n", 3, 7)], 2: [("reach", 0, 1), ("lift \U0001f600", 1, 9)]}
bridge, skillet = None, None
complaints = []


def complain(text):
    complaints.append(text)


def run(*arguments, code=0, says=None):
    """Runs the bridge within this process; complains of another exit code or message."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            ended = bridge.main([str(word) for word in arguments])
        except SystemExit as end:
            ended = end.code
    err = err.getvalue().strip()
    if ended != code:
        complain(f"{arguments[0]} ended with {ended}, not {code}: {err}")
    if says is not None and says not in err:
        complain(f"{arguments[0]} should say {says!r}: {err}")
    if code not in (0, 64) and len(err.splitlines()) != 1:
        complain(f"{arguments[0]} should say one line: {err}")
    return out.getvalue()


def make(root, version="v3.0"):
    """A data set of three episodes in two data files and two files of episodes."""
    (root / "meta/episodes/chunk-000").mkdir(parents=True)
    (root / "data/chunk-000").mkdir(parents=True)
    info = {"codebase_version": version, "fps": FPS, "total_episodes": 3, "robot_type": "\u00fc",
            "features": {"action": {"dtype": "float32", "shape": [2], "names": None}}}
    (root / "meta/info.json").write_text(json.dumps(info, indent=4), encoding="utf-8")
    for file, episodes in enumerate([[0, 1], [2]]):
        rows = {
            "action": pyarrow.array([[float(e), float(f)] for e in episodes for f in range(LENGTHS[e])],
                                    pyarrow.list_(pyarrow.float32(), 2)),
            "timestamp": pyarrow.array([t for e in episodes for t in TIMES[e]], pyarrow.float32()),
            "frame_index": pyarrow.array([f for e in episodes for f in range(LENGTHS[e])]),
            "episode_index": pyarrow.array([e for e in episodes for _ in range(LENGTHS[e])]),
        }
        table = pyarrow.table(rows).replace_schema_metadata({"kept": "yes"})
        # Row groups that cut through an episode.
        pyarrow.parquet.write_table(table, root / f"data/chunk-000/file-00{file}.parquet",
                                    row_group_size=4, compression="zstd")
        pyarrow.parquet.write_table(pyarrow.table({
            "episode_index": pyarrow.array(episodes), "tasks": [["make tea"]] * len(episodes),
            "length": pyarrow.array([LENGTHS[e] for e in episodes]),
            "videos/cam/from_timestamp": [0.5 * e for e in episodes],
        }), root / f"meta/episodes/chunk-000/file-00{file}.parquet")
    return root


def found(path, subtasks=None, level="sparse"):
    """What Skillet found, as it writes it."""
    document = {"schema": "skillet.lerobot/1", "fps": FPS, "episodes": [
        {"episode_index": number, "subtasks": [
            {"level": level, "label": label, "start_frame": start, "end_frame": end}
            for label, start, end in rows]} for number, rows in (subtasks or SUBTASKS).items()]}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def state(root):
    """Every file below a folder with what it holds."""
    return {str(path.relative_to(root)): path.read_bytes()
            for path in sorted(root.rglob("*")) if path.is_file()}


def check_read(folder):
    root = make(folder / "set")
    document = json.loads(run("read", root))
    lengths = [(e["episode_index"], e["length"], e["tasks"]) for e in document["episodes"]]
    if lengths != [(e, n, ["make tea"]) for e, n in enumerate(LENGTHS)]:
        complain(f"read gives the episodes {lengths}.")
    if document["episodes"][2]["videos"] != {"cam": {"from_timestamp": 1.0}}:
        complain(f"read gives the videos {document['episodes'][2].get('videos')}.")
    run("read", root, "--out", folder / "x.json")
    run("read", root, "--out", folder / "x.json", code=73, says="exists already")
    if json.loads((folder / "x.json").read_text(encoding="utf-8")) != document:
        complain("read --out writes something else.")


def check_sarm(folder):
    root = make(folder / "set")
    before = state(root)
    run("write-sarm", root, found(folder / "found.json"))
    for file, episodes in enumerate([[0, 1], [2]]):
        table = pyarrow.parquet.read_table(root / f"meta/episodes/chunk-000/file-00{file}.parquet")
        for prefix in ["sparse_subtask_", "subtask_"]:
            for row, number in enumerate(episodes):
                values = [table[prefix + s][row].as_py()
                          for s in ["names", "start_times", "end_times", "start_frames", "end_frames"]]
                rows = SUBTASKS.get(number)
                wanted = [None] * 5 if rows is None else [
                    [label for label, _, _ in rows], [TIMES[number][s] for _, s, _ in rows],
                    [TIMES[number][s] for _, s, _ in rows[1:]] + [TIMES[number][-1]],
                    [s for _, s, _ in rows], [e - 1 for _, _, e in rows]]
                if values != wanted:
                    complain(f"{prefix}* of episode {number} are {values}, not {wanted}.")
        if table["videos/cam/from_timestamp"].to_pylist() != [0.5 * e for e in episodes]:
            complain("a column of the episodes changed.")
    shares = json.loads((root / "meta/temporal_proportions_sparse.json").read_text(encoding="utf-8"))
    wanted = {"reach": (3 / 7 + 1 / 9) / 2, "grasp, \"fast\"\n": 4 / 7 / 2, "lift \U0001f600": 8 / 9 / 2}
    if shares.keys() != wanted.keys() or any(abs(shares[k] - wanted[k]) > 1e-12 for k in wanted) \
            or next(iter(shares)) != "reach":
        complain(f"the proportions are {shares}, not {wanted}.")
    after = state(root)
    changed = {name for name in after if after[name] != before.get(name)}
    if changed != {"meta/episodes/chunk-000/file-000.parquet", "meta/episodes/chunk-000/file-001.parquet",
                   "meta/temporal_proportions_sparse.json"}:
        complain(f"write-sarm changed {sorted(changed)}.")
    run("write-sarm", root, folder / "found.json", code=73, says="--force")
    run("write-sarm", root, folder / "found.json", "--force")
    run("write-sarm", root, found(folder / "dense.json", level=""), "--level", "dense")
    back = json.loads(run("read", root))
    for episode in back["episodes"]:
        for level in ["sparse", "dense"]:
            rows = [(s["label"], s["start_frame"], s["end_frame"])
                    for s in episode["subtasks"] if s["level"] == level]
            if rows != SUBTASKS.get(episode["episode_index"], []):
                complain(f"read gives {level} subtasks {rows}.")


def check_language(folder):
    root = make(folder / "set")
    run("write-language", root, found(folder / "found.json"))
    info = json.loads((root / "meta/info.json").read_text(encoding="utf-8"))
    for name in ["language_persistent", "language_events"]:
        if info["features"].get(name) != {"dtype": "language", "shape": [1], "names": None}:
            complain(f"info.json names {name} as {info['features'].get(name)}.")
    if info["robot_type"] != "\u00fc" or list(info) != ["codebase_version", "fps", "total_episodes",
                                                         "robot_type", "features"]:
        complain("info.json changed beside the features.")
    for file in range(2):
        path = root / f"data/chunk-000/file-00{file}.parquet"
        table = pyarrow.parquet.read_table(path)
        kind = table.schema.field("language_persistent").type.value_type
        if kind.field("timestamp").type != pyarrow.float32() or kind.field("timestamp").nullable \
                or kind.field("role").nullable:
            complain(f"language_persistent is {kind}.")
        if table.schema.metadata.get(b"kept") != b"yes":
            complain("the schema's metadata is gone.")
        packing = pyarrow.parquet.ParquetFile(path).metadata.row_group(0).column(0).compression
        if packing != "ZSTD":
            complain(f"the data is packed with {packing}, not as it was.")
        numbers, frames = table["episode_index"].to_pylist(), table["frame_index"].to_pylist()
        for row, (number, frame) in enumerate(zip(numbers, frames)):
            wanted = [{"role": "assistant", "content": label, "style": "subtask",
                       "timestamp": TIMES[number][start], "camera": None, "tool_calls": None}
                      for label, start, _ in SUBTASKS.get(number, [])]
            if table["language_persistent"][row].as_py() != wanted:
                complain(f"frame {frame} of episode {number} has "
                         f"{table['language_persistent'][row].as_py()}.")
            if table["language_events"][row].as_py() != []:
                complain(f"frame {frame} of episode {number} has an event.")
            if table["timestamp"][row].as_py() != TIMES[number][frame] \
                    or table["action"][row].as_py() != [number, frame]:
                complain(f"the data of frame {frame} of episode {number} changed.")
    run("write-language", root, folder / "found.json", code=73, says="--force")
    keep_other_styles(root, folder)
    back = json.loads(run("read", root))
    rows = [(s["label"], s["start_frame"], s["end_frame"]) for s in back["episodes"][0]["subtasks"]]
    if rows != [("other", 0, 7)]:
        complain(f"read gives {rows} of the rows of style subtask.")


def keep_other_styles(root, folder):
    """Rows of style plan, with tool calls, stay when those of style subtask are replaced."""
    for path in sorted(root.glob("data/*/*.parquet")):
        table = pyarrow.parquet.read_table(path)
        plan = {"role": "assistant", "content": "p", "style": "plan", "timestamp": 0.0,
                "camera": None, "tool_calls": ['{"a": 1}']}
        column = pyarrow.array([[plan]] * table.num_rows)
        index = table.column_names.index("language_persistent")
        pyarrow.parquet.write_table(table.set_column(index, "language_persistent", column), path)
    run("write-language", root, found(folder / "other.json", {0: [("other", 0, 7)]}))
    table = pyarrow.parquet.read_table(root / "data/chunk-000/file-000.parquet")
    for row in range(LENGTHS[0]):
        rows = table["language_persistent"][row].as_py()
        if [r["content"] for r in rows] != ["p", "other"] or rows[0]["tool_calls"] != ['{"a": 1}']:
            complain(f"a row of style plan became {rows}.")
    if [r["content"] for r in table["language_persistent"][LENGTHS[0]].as_py()] != ["p"]:
        complain("an episode that was not named lost its rows.")


def check_stage(folder):
    root = make(folder / "set")
    run("stage", root, found(folder / "found.json"))
    text = (root / ".annotate_staging/episode_000002/plan.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    if [(r["content"], r["timestamp"]) for r in rows] != [
            (label, TIMES[2][start]) for label, start, _ in SUBTASKS[2]]:
        complain(f"stage writes {text}")
    if any(list(r) != sorted(r) for r in rows):
        complain("the keys of staged rows are not sorted.")
    run("stage", root, folder / "found.json", code=73, says="--force")


def rewritten(path, name, values):
    table = pyarrow.parquet.read_table(path)
    index = table.column_names.index(name)
    pyarrow.parquet.write_table(
        table.set_column(index, name, pyarrow.array(values(table[name].to_pylist()),
                                                    table.schema.field(name).type)), path)


def check_faults(folder):
    """Each damage is told in one line, and nothing is changed by it."""
    data, episodes = "data/chunk-000/file-000.parquet", "meta/episodes/chunk-000/file-000.parquet"

    def cut(root):
        (root / data).write_bytes((root / data).read_bytes()[:-20])

    def without(root):
        table = pyarrow.parquet.read_table(root / data)
        pyarrow.parquet.write_table(table.drop(["timestamp"]), root / data)

    damages = [
        (65, "cannot be read as Parquet", cut), (65, "has no column timestamp", without),
        (65, "do not rise", lambda r: rewritten(r / data, "timestamp", lambda v: v[:1] * len(v))),
        (65, "timestamp of frame", lambda r: rewritten(r / data, "timestamp", lambda v: [float("nan")] + v[1:])),
        (65, "appears twice", lambda r: rewritten(r / data, "frame_index", lambda v: [0, 0] + v[2:])),
        (65, "not in meta/episodes", lambda r: rewritten(r / data, "episode_index", lambda v: [9] + v[1:])),
        (65, "frames long", lambda r: rewritten(r / episodes, "length", lambda v: [2, 5])),
        (65, "lacks its frame", lambda r: rewritten(r / episodes, "length", lambda v: [9, 5])),
        (65, "appears twice", lambda r: rewritten(r / episodes, "episode_index", lambda v: [0, 0])),
        (65, "line 1, column 2", lambda r: (r / "meta/info.json").write_text("{")),
        (65, "v3 is wanted", lambda r: (r / "meta/info.json").write_text('{"codebase_version": "v2.1"}')),
        (65, "fps", lambda r: (r / "meta/info.json").write_text('{"codebase_version": "v3.0", "fps": 0}')),
        (66, "no such file", lambda r: (r / "meta/info.json").unlink()),
        (66, "no Parquet file", lambda r: shutil.rmtree(r / "data")),
    ]
    for number, (code, says, damage) in enumerate(damages):
        for command in ["write-sarm", "write-language"]:
            root = make(folder / f"{command}{number}")
            damage(root)
            before = state(root)
            run(command, root, found(folder / "found.json"), code=code, says=says)
            if state(root) != before:
                complain(f"{command} changed a data set that it refused ({says}).")
    root = make(folder / "whole")
    before = state(root)
    for says, subtasks in [
        ("where 3 is wanted", {0: [("a", 0, 3), ("b", 4, 7)]}), ("where 0 is wanted", {0: [("a", 1, 7)]}),
        ("the episode has 7 frames", {0: [("a", 0, 6)]}), ("not behind", {0: [("a", 0, 0), ("b", 0, 7)]}),
        ("no episode 5", {5: [("a", 0, 7)]}), ("not empty", {0: [("", 0, 7)]}),
    ]:
        run("write-sarm", root, found(folder / "wrong.json", subtasks), code=65, says=says)
    for says, text in [("skillet convert", "{}"), ("line 1, column 2", "{"), ("is no", "[]"),
                       ("episodes should be a list", '{"schema": "skillet.lerobot/1"}')]:
        (folder / "wrong.json").write_text(text)
        run("write-language", root, folder / "wrong.json", code=65, says=says)
    run("write-sarm", root, folder / "none.json", code=66, says="no such file")
    run("read", folder / "none", code=66, says="no such folder")
    run("dance", root, code=64)
    if state(root) != before:
        complain("a refused file of subtasks changed the data set.")


def check_skillet(folder):
    """What the bridge reads goes through skillet and back without a change."""
    root = make(folder / "set")
    run("write-sarm", root, found(folder / "found.json"))
    run("read", root, "--out", folder / "episodes.json")
    for step in [["episodes.json", "--to", "lerobot", "--out", "again.json"]]:
        result = subprocess.run([skillet, "convert", folder / step[0], *step[1:-1], folder / step[-1]],
                                capture_output=True, text=True)
        if result.returncode != 0:
            complain(f"skillet convert ended with {result.returncode}: {result.stderr.strip()}")
            return
    if json.loads((folder / "again.json").read_text(encoding="utf-8")) != json.loads(
            (folder / "episodes.json").read_text(encoding="utf-8")):
        complain("skillet convert changed the episodes.")
    run("write-sarm", root, folder / "again.json", "--force", "--level", "sparse")


def main():
    global bridge, skillet
    result = subprocess.run([sys.executable, sys.argv[1], "--help"], capture_output=True, text=True)
    if result.returncode != 0 or "EPISODES.json" not in result.stdout:
        complain(f"--help ended with {result.returncode}: {result.stderr.strip()}")
    specification = importlib.util.spec_from_file_location("lerobot_bridge", sys.argv[1])
    bridge = importlib.util.module_from_spec(specification)
    sys.dont_write_bytecode = True
    specification.loader.exec_module(bridge)
    skillet = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    checks = [check_read, check_sarm, check_language, check_stage, check_faults]
    for check in checks + ([check_skillet] if skillet else []):
        with tempfile.TemporaryDirectory() as folder:
            check(pathlib.Path(folder))
    for complaint in complaints:
        print(f"check_lerobot_bridge: {complaint}", file=sys.stderr)
    if not complaints:
        print(f"check_lerobot_bridge: pyarrow {pyarrow.__version__}: data sets are read, written and, "
              "where damaged, left alone.")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
