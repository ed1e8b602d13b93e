#!/usr/bin/env python3
"""Fills the disk under `skillet annotate` at many points, gives it room again, and resumes.

    Tests/Annotate/check_full_disk.py SKILLET

The disk is a tmpfs that is mounted for this check, which root alone can do: ends with 77 where it
cannot be mounted.
"""
import argparse
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True
from common import Place, compare, fail, hidden, ledger, make_clips, outcomes, results

parser = argparse.ArgumentParser()
parser.add_argument("skillet")
skillet = str(pathlib.Path(parser.parse_args().skillet).resolve())

with Place() as work:
    make_clips(work / "in", 6)
    command = [skillet, "annotate", "in", "--jobs", "2", "--signals"]
    subprocess.run(command + ["--out", "whole"], cwd=work, check=True, stdout=subprocess.DEVNULL)
    wanted, wanted_outcomes = results(work / "whole"), outcomes(work / "whole")
    disk = work / "disk"
    disk.mkdir()
    full, stages = 0, set()
    for kilobytes in list(range(16, 160, 4)):
        mount = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(disk)],
            capture_output=True, text=True)
        if mount.returncode != 0:
            print(f"no tmpfs can be mounted: {mount.stderr.strip()}")
            sys.exit(77)
        try:
            def run():
                return subprocess.run(command + ["--out", "disk/out"], cwd=work, capture_output=True,
                                      text=True)

            first = run()
            if first.returncode == 0:
                continue
            full += 1
            if first.returncode != 73 or "the disk is full" not in first.stderr:
                fail(f"{kilobytes} KB: {first.returncode}: {first.stderr}")
            there = results(disk / "out")
            for name, data in there.items():
                if data != wanted[name]:
                    fail(f"{kilobytes} KB: {name} is in pieces")
            for line in ledger(disk / "out"):
                if line["outcome"] != "done" or f"documents/{line['id']}.json" not in there:
                    fail(f"{kilobytes} KB: the ledger says {line}")
            stages.add(len(ledger(disk / "out")))
            # Still full: the same answer, and still nothing lost.
            again = run()
            if again.returncode != 73 or not results(disk / "out").keys() >= {
                    name for name in there if name.startswith("documents")}:
                fail(f"{kilobytes} KB, again: {again.returncode}: {again.stderr}")
            subprocess.run(["mount", "-o", "remount,size=16m", str(disk)], check=True)
            last = run()
            if last.returncode != 0:
                fail(f"{kilobytes} KB, with room again: {last.returncode}: {last.stderr}")
            compare(results(disk / "out"), wanted, f"{kilobytes} KB, with room again")
            if outcomes(disk / "out") != wanted_outcomes or hidden(disk / "out"):
                fail(f"{kilobytes} KB: {outcomes(disk / 'out')} {hidden(disk / 'out')}")
        finally:
            subprocess.run(["umount", str(disk)], check=True)
    print(f"the disk was full {full} times, after {sorted(stages)} videos: every run ended with code 73, "
          "and with room again with the uninterrupted result")
    if full < 10 or len(stages) < 3:
        fail("the disk was hardly ever full in the middle; this proves nothing")
