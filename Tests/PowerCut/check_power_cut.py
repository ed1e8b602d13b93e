#!/usr/bin/env python3
"""Cuts the power at every moment of a recording and looks for what was acknowledged.

    Tests/PowerCut/check_power_cut.py SKILLET [--answers 25] [--draws 4] [--seed 1]

`skillet rate record T -` runs with note_writes.c preloaded, which notes what it asks of the disk.
From the notes the disk is made anew as it may stand after a power cut at each moment: what was
synchronised is there; of what was not, any 512-byte sectors may be, and the last changes of the
folder may not. SQLite then opens the file. Every answer acknowledged before the cut must be in it.

The same is done to an SQLite connection with synchronous = OFF and = FULL: the first must lose
answers, else the check would prove nothing (FULL may, as the removal of its journal is not brought
to the disk; EXTRA, which the tool uses, does that).
"""
import argparse, os, pathlib, random, shutil, sqlite3, subprocess, sys, tempfile

SECTOR = 512
here = pathlib.Path(__file__).resolve().parent


class Inode:
    def __init__(self, durable=b""):
        self.durable, self.pending = bytearray(durable), []

    def sync(self):
        for change in self.pending:
            apply(self.durable, change)
        self.pending = []

    def after_cut(self, rng):
        content = bytearray(self.durable)
        for change in self.pending:
            if change[0] == "cut":
                if rng.random() < 0.5:
                    apply(content, change)
                continue
            _, offset, data = change
            first = offset // SECTOR
            for sector in range(first, (offset + len(data) - 1) // SECTOR + 1):
                if rng.random() < 0.5:
                    start, end = max(offset, sector * SECTOR), min(offset + len(data), (sector + 1) * SECTOR)
                    apply(content, ("write", start, data[start - offset:end - offset]))
        return bytes(content)


def apply(content, change):
    if change[0] == "cut":
        length = change[1]
        del content[length:]
        content.extend(bytes(length - len(content)))
        return
    _, offset, data = change
    if len(content) < offset + len(data):
        content.extend(bytes(offset + len(data) - len(content)))
    content[offset:offset + len(data)] = data


class Disk:
    """The folder: what is on the disk, and what is only on its way."""

    def __init__(self, files):
        self.durable = {name: Inode(data) for name, data in files.items()}
        self.now, self.pending = dict(self.durable), []
        self.handles, self.acknowledged = {}, 0

    def step(self, event):
        op, number, offset, name, data = event
        if op == "acknowledge":
            self.acknowledged += 1
        elif op == "opendir":
            self.handles[number] = None
        elif op in ("create", "open"):
            if name not in self.now:
                self.now[name] = Inode()
                self.pending.append((name, self.now[name]))
            self.handles[number] = self.now[name]
            if offset:
                self.now[name].pending.append(("cut", 0))
        elif op == "write":
            self.handles[number].pending.append(("write", offset, data))
        elif op == "cut":
            self.handles[number].pending.append(("cut", offset))
        elif op == "sync":
            if self.handles[number] is None:
                for name, inode in self.pending:
                    self.set(self.durable, name, inode)
                self.pending = []
            else:
                self.handles[number].sync()
        elif op == "unlink":
            self.now.pop(name, None)
            self.pending.append((name, None))

    @staticmethod
    def set(names, name, inode):
        if inode is None:
            names.pop(name, None)
        else:
            names[name] = inode

    def after_cut(self, rng):
        names = dict(self.durable)
        for name, inode in self.pending[:rng.randint(0, len(self.pending))]:
            self.set(names, name, inode)
        return {name: inode.after_cut(rng) for name, inode in names.items()}


def read_notes(path):
    data, place, events = path.read_bytes(), 0, []
    while place < len(data):
        end = data.index(b"\n", place)
        op, number, offset, length, name = data[place:end].decode().split(" ", 4)
        place, length = end + 1, int(length)
        events.append((op, int(number), int(offset), pathlib.Path(name).name, data[place:place + length]))
        place += length
    return events


def answers_in(folder, name, table):
    """The answers that SQLite finds, after it has set right what the cut left."""
    connection = sqlite3.connect(folder / name)
    try:
        rows = [row[0] for row in connection.execute(f"SELECT id FROM {table} ORDER BY id")]
        fault = connection.execute("PRAGMA integrity_check").fetchone()[0]
        return rows, fault
    finally:
        connection.close()


def cut_everywhere(start, notes, name, table, draws, seed, tool=None):
    """Cuts after each step; gives the states tried, those that lost, and the steps."""
    events, rng = read_notes(notes), random.Random(seed)
    disk, tried, losses, seen = Disk(start), 0, [], 0
    for place, event in enumerate(events):
        disk.step(event)
        for draw in range(draws):
            files = disk.after_cut(rng)
            tried += 1
            with tempfile.TemporaryDirectory() as folder:
                folder = pathlib.Path(folder)
                for entry, data in files.items():
                    (folder / entry).write_bytes(data)
                if tool and tried % 50 == 0:
                    run = subprocess.run([tool, "rate", "status", folder / name, "--no-forecast"],
                                         capture_output=True, text=True)
                    if run.returncode != 0:
                        losses.append(f"step {place}: the tool says {run.stderr.strip()}")
                try:
                    rows, fault = answers_in(folder, name, table)
                except sqlite3.DatabaseError as error:
                    losses.append(f"step {place} ({event[0]}): {error}")
                    continue
                wanted = min(disk.acknowledged, ANSWERS)
                seen = max(seen, len(rows))
                if rows[:wanted] != list(range(1, wanted + 1)) or fault != "ok":
                    losses.append(f"step {place} ({event[0]}): {wanted} acknowledged, {len(rows)} found, {fault}")
    return tried, losses, events, seen


def run_noted(command, folder, notes, shim, **rest):
    environment = dict(os.environ, LD_PRELOAD=str(shim), POWER_CUT_FOLDER=str(folder), POWER_CUT_NOTES=str(notes))
    run = subprocess.run(command, env=environment, capture_output=True, text=True, **rest)
    if run.returncode != 0:
        sys.exit(f"{command}: {run.stderr}")


def main():
    global ANSWERS
    parser = argparse.ArgumentParser()
    parser.add_argument("skillet")
    parser.add_argument("--answers", type=int, default=25)
    parser.add_argument("--draws", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    ANSWERS, tool = options.answers, str(pathlib.Path(options.skillet).resolve())
    work = pathlib.Path(tempfile.mkdtemp())
    failed = False
    try:
        shim = work / "note_writes.so"
        compiler = shutil.which("clang") or shutil.which("cc")
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-w", here / "note_writes.c", "-o", shim, "-ldl"], check=True)
        folder = work / "disk"
        folder.mkdir()
        file = folder / "T.skillet"
        (work / "clips.csv").write_text("clip,skill\n" + "".join(f"tie{i},tie\n" for i in range(8)))
        subprocess.run([tool, "rate", "start", work / "clips.csv", "--out", file], check=True, capture_output=True)
        subprocess.run([tool, "rate", "next", file], check=True, capture_output=True)
        before = {file.name: file.read_bytes()}
        lines = "".join(f"{i % 4 + 1},left,judge{i}\n" for i in range(ANSWERS))
        run_noted([tool, "rate", "record", file, "-"], folder, work / "tool.notes", shim, input=lines)
        tried, losses, events, seen = cut_everywhere(
            before, work / "tool.notes", file.name, "judgement", options.draws, options.seed, tool)
        kinds = {kind: sum(event[0] == kind for event in events) for kind in ("write", "sync", "unlink", "acknowledge")}
        print(f"skillet: {tried} power cuts over {len(events)} steps {kinds}, {len(losses)} lost an answer, {seen} answers at most")
        for loss in losses[:5]:
            print("  " + loss)
        # Every step counts; without these the notes missed what the tool did.
        failed = bool(losses) or seen < ANSWERS or kinds["acknowledge"] < ANSWERS or kinds["sync"] < 3 * ANSWERS

        for mode in ("OFF", "FULL", "EXTRA"):
            folder = work / mode
            folder.mkdir()
            file = folder / "plain.db"
            connection = sqlite3.connect(file)
            connection.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, judge TEXT)")
            connection.commit()
            connection.close()
            before = {file.name: file.read_bytes()}
            program = f"""
import ctypes, sqlite3
db, libc = sqlite3.connect({str(file)!r}, isolation_level=None), ctypes.CDLL(None)
db.execute("PRAGMA synchronous = {mode}")
for i in range({ANSWERS}):
    db.execute("INSERT INTO answer (judge) VALUES (?)", (f"judge{{i}}",))
    libc.fflush(None)
"""
            run_noted([sys.executable, "-c", program], folder, work / f"{mode}.notes", shim)
            tried, losses, _, _ = cut_everywhere(
                before, work / f"{mode}.notes", file.name, "answer", options.draws, options.seed)
            print(f"SQLite with synchronous = {mode}: {tried} power cuts, {len(losses)} lost an answer")
            if mode == "OFF" and not losses or mode == "EXTRA" and losses:
                failed = True
    finally:
        shutil.rmtree(work)
    sys.exit(1 if failed else 0)


main()
