"""The benchmark: `python tests/bench/run.py [--text FILE] [--sizes 20000 2000000 …] [--peers PYTHON] [--json OUT]`.

Speed is MB of UTF-8 a second of processor time on one core; `of jieba` is the ratio to jieba.cut on the same text in the same run.
A line `run, N processes` is the command line from a folder of files to Parquet, start of the program included, by the wall clock.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any

from material import ROOT, pieces, recombined
from stages import hold_to_one_core, measure

SIZES = (20_000, 2_000_000, 50_000_000)
PEER_BYTES = 300_000
PACKAGES = ("gongbao", "jieba", "rjieba", "spacy", "scikit-learn", "opencc-pyo3", "pyarrow", "numpy")


def bulletins(options: argparse.Namespace, size: int) -> list[str]:
    return list(pieces(options.text, size) if options.text else recombined(size))


def isolated(options: argparse.Namespace, size: int) -> dict[str, Any]:
    """The stages at one size, measured in a process of its own, with the peak memory of that process in MB."""
    command = [sys.executable, __file__, "--stages", str(size), *(["--text", str(options.text)] if options.text else [])]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def stages(options: argparse.Namespace) -> None:
    """What `isolated` reads: the measures of one size as JSON."""
    hold_to_one_core()
    rows = measure(bulletins(options, options.stages))
    sys.stdout.write(json.dumps({"stages": rows, "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}) + "\n")


def command_line(texts: list[str], jobs: int) -> dict[str, float]:
    """`gongbao run` over the bulletins as files: wall seconds, MB/s, and peak memory of its largest process in MB."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in"
        source.mkdir()
        for k, text in enumerate(texts):
            (source / f"{k:06}.txt").write_text(text, encoding="utf-8")
        start = perf_counter()
        command = [sys.executable, "-m", "gongbao", "run", str(source), "--out", f"{folder}/out", "--jobs", str(jobs), "--quiet"]
        _, status, usage = os.wait4(subprocess.Popen(command, cwd=folder).pid, 0)
        spent = perf_counter() - start
    if status:
        raise SystemExit(f"{' '.join(command)} ended with status {status}")
    size = sum(len(text.encode()) for text in texts) / 1e6
    return {"seconds": spent, "MB/s": size / spent, "peak MB": usage.ru_maxrss / 1024}


def long_document(text: str) -> dict[str, float]:
    """One file that holds everything: peak memory and speed of `gongbao run`."""
    return command_line([text], 1)


def peers(python: Path, texts: list[str]) -> dict[str, Any]:
    """The peers that another environment has, on the first PEER_BYTES."""
    some, size = [], 0
    for text in texts:
        some.append(text)
        size += len(text.encode())
        if size >= PEER_BYTES:
            break
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write("\n".join(json.dumps(text, ensure_ascii=False) for text in some))
        file.flush()
        done = subprocess.run([str(python), str(Path(__file__).with_name("peers.py")), file.name], check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def machine() -> dict[str, Any]:
    return {
        "python": platform.python_version(), "system": platform.platform(), "cores": os.cpu_count(),
        "versions": {name: version(name) for name in PACKAGES},
    }  # fmt: skip


def table(rows: dict[str, dict[str, float]]) -> str:
    """A row a name, numbers with three digits."""
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    width = max(map(len, rows))
    lines = [" ".join([" " * width, *(f"{column:>10}" for column in columns)])]
    for name, row in rows.items():
        cells = [f"{row[column]:10.3f}" if isinstance(row.get(column), float | int) else f"{row.get(column, ''):>10}" for column in columns]
        lines.append(" ".join([name.ljust(width), *cells]))
    return "\n".join(lines)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, help="a file of your own instead of the corpus")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="bytes")
    parser.add_argument("--peers", type=Path, help="the Python of an environment that has peers")
    parser.add_argument("--json", type=Path, default=ROOT / "out" / "bench.json")
    parser.add_argument("--stages", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> None:
    options = arguments()
    if options.stages:
        stages(options)
        return
    result: dict[str, Any] = {"machine": machine(), "sizes": {}}
    for size in options.sizes:
        result["sizes"][size] = one = isolated(options, size)
        sys.stdout.write(f"\n{size / 1e6:g} MB, peak {one['peak MB']:.0f} MB\n{table(one['stages'])}\n")
    largest = bulletins(options, max(options.sizes))
    runs = {f"run, {jobs} process{'es' * (jobs > 1)}": command_line(largest, jobs) for jobs in (1, 2)}
    result["runs"] = runs | {"run, one document": long_document("".join(largest))}
    sys.stdout.write(f"\n{table(result['runs'])}\n")
    if options.peers:
        result["peers"] = peers(options.peers, largest)
        sys.stdout.write(f"\n{table(result['peers'])}\n")
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"\nwritten to {options.json}\n")


if __name__ == "__main__":
    main()
