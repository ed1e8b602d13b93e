#!/usr/bin/env python3
"""Kills runs of `skillet annotate` at random moments until enough were hit, and resumes each time.

    Tests/Annotate/check_kill.py SKILLET [--kills 200] [--seed 1]

Each kill is a `kill -9`, of the parent or of one of its workers, a random moment after a random number
of further documents is there: time alone would hit nothing on a machine faster than expected. After each, every document and
picture that is there must be whole, and every video that the ledger calls done must have its own. A
run that gets through must have found exactly what an uninterrupted run finds; then the next one
begins from nothing.
"""
import argparse
import pathlib
import random
import shutil
import subprocess
import sys
import time

sys.dont_write_bytecode = True
from common import (Place, children, compare, fail, hidden, kill, ledger, make_clips, outcomes,
                    results)

parser = argparse.ArgumentParser()
parser.add_argument("skillet")
parser.add_argument("--kills", type=int, default=200)
parser.add_argument("--seed", type=int, default=1)
options = parser.parse_args()
skillet, rng = str(pathlib.Path(options.skillet).resolve()), random.Random(options.seed)

with Place() as work:
    make_clips(work / "in", 20)
    (work / "in/bad.mp4").write_bytes(b"no video")
    (work / "list.csv").write_text(
        "path,id,split\n" + "".join(
            f"in/{file.name},set/{file.stem},{'train' if number % 2 else 'val'}\n"
            for number, file in enumerate(sorted((work / "in").iterdir()))))

    def start(out):
        return subprocess.Popen(
            [skillet, "annotate", "list.csv", "--out", out, "--jobs", "2", "--signals"], cwd=work,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    whole = start("whole")
    _, complaint = whole.communicate()
    if whole.returncode != 2:
        fail(f"the uninterrupted run ended with {whole.returncode}: {complaint}")
    wanted, wanted_outcomes = results(work / "whole"), outcomes(work / "whole")

    def check_state():
        """Nothing that is there may be in pieces."""
        there = results(work / "out")
        for name, data in there.items():
            if name.startswith(("documents", "thumbnails", "signals")) and data != wanted.get(name):
                fail(f"seed {options.seed}: {name} is in pieces after kill {kills}")
        for line in ledger(work / "out"):
            name = "documents/" + line["id"].replace("/", "%2F") + ".json"
            if line["outcome"] == "done" and name not in there:
                fail(f"seed {options.seed}: {line['id']} is called done, but {name} is not there")
        return sum(name.startswith("documents") for name in there)

    def documents():
        return len(list((work / "out/documents").glob("*.json")))

    def wait_for_a_moment(run):
        """Until some of the documents that are missing are there, and a little longer."""
        there = documents()
        goal = there + rng.randint(0, min(6, max(0, len(wanted_outcomes) - 2 - there)))
        while run.poll() is None and documents() < goal:
            time.sleep(0.002)
        time.sleep(rng.uniform(0, 0.02))

    kills = parents = workers = rounds = partial = 0
    while kills < options.kills:
        shutil.rmtree(work / "out", ignore_errors=True)
        rounds += 1
        for attempt in range(1000):
            run = start("out")
            wait_for_a_moment(run)
            if kills < options.kills and rng.random() < 0.9:
                victims = children(run.pid) if rng.random() < 0.5 else []
                if victims and run.poll() is None and kill(rng.choice(victims)):
                    kills, workers = kills + 1, workers + 1
                elif run.poll() is None:
                    run.kill()
                    kills, parents = kills + 1, parents + 1
            _, complaint = run.communicate()
            done = check_state() if (work / "out/documents").is_dir() else 0
            partial += 0 < done < len(wanted_outcomes) - 1
            if run.returncode not in (2, -9):
                fail(f"seed {options.seed}: a run ended with {run.returncode}: {complaint}")
            # Of a video whose worker was killed twice the next run makes another attempt.
            if run.returncode == 2 and outcomes(work / "out") == wanted_outcomes:
                break
        compare(results(work / "out"), wanted, f"seed {options.seed}, round {rounds}")
        if hidden(work / "out"):
            fail(f"seed {options.seed}: left behind: {hidden(work / 'out')}")
    print(f"{kills} kills ({parents} of the parent, {workers} of workers) in {rounds} rounds, "
          f"{partial} with the work half done: every round ends with the uninterrupted result")
    if partial < options.kills / 10:
        fail("hardly any kill hit a run in the middle; this proves nothing")
