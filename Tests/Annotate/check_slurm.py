#!/usr/bin/env python3
"""Annotates on a real Slurm of one node: three shards, one killed, one taken away, then merged.

    Tests/Annotate/check_slurm.py SKILLET

Starts munged, slurmctld and slurmd on loopback, all in a folder of this check (Debian's slurm-wlm and
munge), and ends them. The merged result must be that of one process, byte for byte, and the ledgers
alike but for times. Ends with 77 where Slurm is not installed or cannot start, as without root.
"""
import argparse
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True
from common import Place, compare, fail, hidden, kill, ledger, outcomes, results

parser = argparse.ArgumentParser()
parser.add_argument("skillet")
skillet = str(pathlib.Path(parser.parse_args().skillet).resolve())
samples = pathlib.Path(__file__).resolve().parents[2] / "SampleVideos"


def skip(text):
    print(text)
    sys.exit(77)


def call(*words, **rest):
    return subprocess.run(words, capture_output=True, text=True, **rest)


def wait(holds, seconds, what):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return
        time.sleep(0.1)
    fail(f"{what} did not come about within {seconds} s")


class Cluster:
    """munged, slurmctld and slurmd, each ended by its number."""

    def __init__(self, folder):
        self.folder, self.started = folder, []
        host = call("hostname", "-s").stdout.strip()
        self.config = folder / "slurm.conf"
        for name in ("state", "spool", "munge"):
            (folder / name).mkdir()
        # munge insists on folders that nobody else can write to.
        os.chmod(folder, 0o755)
        self.socket, key = folder / "munge/socket", folder / "munge/key"
        key.write_bytes(os.urandom(128))
        os.chmod(key, 0o600)
        os.chmod(folder / "munge", 0o755)
        self.munge = ["munged", "--foreground", "--force", f"--socket={self.socket}",
                      f"--key-file={key}", f"--pid-file={folder}/munge/pid",
                      f"--log-file={folder}/munge/log", f"--seed-file={folder}/munge/seed"]
        self.config.write_text(f"""\
ClusterName=skillet
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort=36817
SlurmdPort=36818
AuthType=auth/munge
AuthInfo=socket={self.socket},cred_expire=5
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
SlurmUser=root
MpiDefault=none
SchedulerParameters=sched_interval=5
NodeName={host} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
""")
        os.environ["SLURM_CONF"] = str(self.config)

    def __enter__(self):
        for command in (self.munge, ["slurmctld", "-D"], ["slurmd", "-D"]):
            log = open(self.folder / f"{command[0]}.out", "wb")
            self.started.append(subprocess.Popen(command, stdout=log, stderr=log))
            time.sleep(1)
            if self.started[-1].poll() is not None:
                text = (self.folder / f"{command[0]}.out").read_text(errors="replace")
                self.__exit__()
                skip(f"{command[0]} does not start here: {text.strip()[-300:]}")
        for _ in range(200):
            if "idle" in call("sinfo", "--noheader", "--format=%t").stdout:
                return self
            time.sleep(0.1)
        self.__exit__()
        skip("the node does not become idle")

    def __exit__(self, *_):
        for process in reversed(self.started):
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def shard_process(index):
    """The `skillet` of a shard, without its workers."""
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().decode().split("\0")
            except OSError:
                continue
            if words[0] == skillet and "--worker" not in words and f"{index}/3" in words:
                return int(entry.name)
    return None


for tool in ("munged", "slurmctld", "slurmd", "sbatch"):
    if shutil.which(tool, path=os.environ["PATH"] + ":/usr/sbin:/sbin") is None:
        skip(f"{tool} is not installed (make test-deps installs slurm-wlm and munge)")
os.environ["PATH"] += ":/usr/sbin:/sbin"
if os.getuid() != 0:
    skip("a Slurm for everybody is root's")

with Place() as work:
    (work / "in").mkdir()
    for video in sorted(samples.glob("*.mp4")):
        for number in range(8):
            shutil.copy(video, work / f"in/{video.stem}-{number}.mp4")
    (work / "in/broken.mp4").write_bytes(b"no video")
    one = call(skillet, "annotate", "in", "--out", "one", cwd=work)
    if one.returncode != 2:
        fail(f"one process ends with {one.returncode}: {one.stderr}")
    (work / "cluster").mkdir()
    with Cluster(work / "cluster"):
        command = [skillet, "annotate", "in", "--out", "out", "--jobs", "1", "--engine", "slurm",
                   "--shards", "3", "--sbatch", "--partition=main"]
        handed = call(*command, cwd=work)
        print(handed.stdout.strip())
        if handed.returncode != 0:
            fail(f"cannot hand in: {handed.stderr}")
        array = handed.stdout.split()[2].rstrip(",")

        def lines(index):
            file = work / f"out/ledger/{index}-of-3.jsonl"
            return file.read_bytes().count(b"\n") if file.exists() else 0

        wait(lambda: lines(0) >= 2 and lines(1) >= 2, 60, "the work of two shards")
        victim = shard_process(0)
        if victim is None or not kill(victim):
            fail("shard 0 is done already; it cannot be killed in the middle")
        before = lines(0)
        taken = call("scontrol", "requeue", f"{array}_1")
        print(f"killed shard 0 after {before} videos; took shard 1 away after {lines(1)}: "
              f"{taken.stderr.strip() or 'requeued'}")
        merged = work / "out/exports/segments.csv"
        wait(lambda: not call("squeue", "--noheader").stdout.strip(), 240, "an empty queue")
        log = "".join(file.read_text() for file in sorted((work / "out/slurm").glob("*.log")))
        if not merged.exists():
            fail(f"nothing was merged: {log}")
    if "Restarts" not in log and "requeue" not in log and lines(0) <= before:
        fail(f"shard 0 was not taken up again: {log}")
    compare(results(work / "out"), results(work / "one"), "three shards on Slurm")
    if outcomes(work / "out") != outcomes(work / "one"):
        fail("the ledgers differ in more than times")
    # The broken one is tried again by whoever takes its shard up.
    twice = [line["id"] for line in ledger(work / "out")
             if line["attempt"] > 1 and line["outcome"] == "done"]
    if twice or hidden(work / "out"):
        fail(f"done twice: {twice}; left behind: {hidden(work / 'out')}")
    print(f"{len(outcomes(work / 'out'))} videos in three shards, merged as one process finds them")
