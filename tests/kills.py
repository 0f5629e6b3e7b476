"""Kills runs at random moments: `python tests/kills.py [KILLS] [SEED]`; afterwards nothing may be lost or doubled.

A child runs gongbao on a folder that grows; after a random time it is ended with SIGKILL. At last a run is left to its end, and
what is in the output folder is compared with a run that nobody has disturbed. By hand it uses the real pipeline, in the tests a light one.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import light
from gongbao.batch import Settings, run, worker
from gongbao.records import TABLES
from gongbao.sinks.folder import Folder

PACES = {"read": light.read, "slow": light.slow, "real": worker.read}


def child(folder: str, out: str, pace: str) -> None:
    """One run with two processes."""
    run([folder], Path(out), Settings(read=PACES[pace], jobs=2, prune=True))


def bulletin(k: int, chance: random.Random) -> str:
    """A small bulletin that is like no other."""
    lines = [f"全县第{k}次统计：新增就业{chance.randint(100, 9000)}人，完成投资{chance.randint(1, 90)}.{k % 10}亿元。" for _ in range(30)]
    return f"第{k}号公报\n" + "\n".join(lines)


def change(folder: Path, documents: int, chance: random.Random) -> None:
    """Adds, changes and removes some inputs, so that every run has something to do."""
    for k in chance.sample(range(documents), documents // 3):
        path = folder / f"{k:04}.txt"
        if path.exists() and chance.random() < 0.3:
            path.unlink()
        else:
            path.write_text(bulletin(k, chance), encoding="utf-8")


def rounds(work: Path, *, kills: int, seed: int, pace: str, documents: int) -> dict[str, int]:
    """Ends so many runs at random moments; raises AssertionError where the end result is not that of an undisturbed run."""
    chance, folder, out = random.Random(seed), work / "in", work / "out"
    folder.mkdir(parents=True)
    counts, longest = {"killed": 0, "finished": 0}, 8.0 if pace == "real" else 3.0
    while counts["killed"] < kills:
        change(folder, documents, chance)
        begun = time.monotonic()
        process = subprocess.Popen([sys.executable, __file__, "child", folder, out, pace])
        try:
            status = process.wait(chance.uniform(0.0, longest))
            assert status == 0, f"a run failed with status {status}"
            counts["finished"] += 1
            longest = time.monotonic() - begun
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            counts["killed"] += 1
    for k in range(documents):
        (folder / f"{k:04}.txt").write_text(bulletin(k, random.Random(k)), encoding="utf-8")
    child(str(folder), str(out), pace)
    compare(folder, out, work / "undisturbed", pace)
    return counts


def compare(folder: Path, out: Path, fresh: Path, pace: str) -> None:
    """The same rows in every table, whatever parts they are in."""
    child(str(folder), str(fresh), pace)
    for table in TABLES:
        mine, theirs = ([str(row) for batch in Folder(one).batches(table) for row in batch.to_pylist()] for one in (out, fresh))
        assert sorted(mine) == sorted(theirs), f"{table} differs"
    leftovers = [path.name for path in (out / "drafts").iterdir()]
    assert not leftovers, f"drafts are left over: {leftovers}"


def main() -> None:
    """By hand: KILLS (60) rounds with the real pipeline."""
    if sys.argv[1:2] == ["child"]:
        child(*sys.argv[2:5])
        return
    kills, seed = (int(one) for one in (*sys.argv[1:], "60", "1")[:2]) if len(sys.argv) != 2 else (int(sys.argv[1]), 1)
    work = Path(tempfile.mkdtemp(prefix="gongbao-kills-"))
    counts = rounds(work, kills=kills, seed=seed, pace="real", documents=200)
    shutil.rmtree(work)
    sys.stdout.write(f"{counts['killed']} runs killed, {counts['finished']} finished: nothing lost, nothing doubled\n")


if __name__ == "__main__":
    main()
