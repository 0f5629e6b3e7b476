"""An output folder: one sub-folder for each table with one Parquet file for each part, and in parts/ what of it counts.

A part counts once parts/NAME.json is there: it is written last, after its tables. A part made from an older one names it and
takes its place in the same moment. Everything else that a stopped run left behind is swept away by the next one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from gongbao.errors import ConfigError, UsageError
from gongbao.records import TABLES, arrow_schema
from gongbao.sinks.parquet import ROWS

PLAN, LOCK, DRAFTS, PARTS, STDIN, PACKAGE = "plan.json", "run.lock", "drafts", "parts", "stdin", "datapackage.json"
OURS = frozenset({PLAN, LOCK, DRAFTS, PARTS, STDIN, PACKAGE, "jsonl", *TABLES})
Key = tuple[str, int]  # of a slice: the location of its input, the ordinal of its first document
Rows = list[dict[str, int]]  # of each slice of a part, the number of rows in each table


@dataclass(frozen=True, slots=True)
class Folder:
    """The parts in an output folder."""

    path: Path

    def check(self) -> None:
        """Raises UsageError where the folder is a file, or is none of ours and holds what no run has written."""
        if self.path.exists() and not self.path.is_dir():
            raise UsageError(f"{self.path} is a file: give --out a folder")
        foreign = sorted(one.name for one in self.path.iterdir() if one.name not in OURS) if self.path.is_dir() else []
        if foreign and not (self.path / PLAN).is_file():
            raise UsageError(f"{self.path} holds other things ({', '.join(foreign[:5])}): give --out a new or an empty folder")

    def make(self) -> None:
        """Makes the folder and its sub-folders."""
        for name in (DRAFTS, PARTS, *TABLES):
            (self.path / name).mkdir(parents=True, exist_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps other runs out; raises UsageError where one is at work in the folder."""
        from filelock import FileLock, Timeout

        lock = FileLock(self.path / LOCK, timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise UsageError(f"another run is at work in {self.path}: wait for its end, or give another --out") from None
        try:
            yield
        finally:
            lock.release()

    def table(self, part: str, table: str) -> Path:
        """Where a part's table is."""
        return self.path / table / f"part-{part}.parquet"

    def record(self, part: str) -> Path:
        return self.path / PARTS / f"{part}.json"

    def records(self) -> dict[str, dict[str, Any]]:
        """The record of every part that counts, in the order of their names."""
        found = {path.stem: read_json(path) for path in sorted((self.path / PARTS).glob("*.json"))}
        replaced = {record["carries"] for record in found.values()}
        return {name: record for name, record in found.items() if name not in replaced}

    def commit(self, part: str, tables: Mapping[str, bytes | Path], slices: Sequence[Key], rows: Rows, carries: str = "") -> None:
        """Writes a part: drafts, then their final names, then the record that makes it count."""
        for name, data in tables.items():
            if isinstance(data, Path):
                settle(data, self.table(part, name))
            else:
                self.write(self.table(part, name), data)
        record = json.dumps({"carries": carries, "slices": slices, "rows": rows}, ensure_ascii=False)
        self.write(self.record(part), record.encode("utf-8", "surrogatepass"))
        if carries:
            self.drop(carries)

    def write(self, path: Path, data: bytes) -> None:
        """A file that is there whole or not at all, also after a power cut."""
        draft = self.path / DRAFTS / f"{path.parent.name}-{path.name}"
        try:
            draft.write_bytes(data)
        except OSError:
            draft.unlink(missing_ok=True)
            raise
        settle(draft, path)

    def drop(self, part: str) -> None:
        """Removes a part, its record first."""
        self.record(part).unlink(missing_ok=True)
        for table in TABLES:
            self.table(part, table).unlink(missing_ok=True)

    def sweep(self, keep: Sequence[str]) -> None:
        """Removes drafts, and the files of parts that do not count or are not to be kept."""
        kept = self.records().keys() & set(keep)
        for path in [*(self.path / PARTS).glob("*.json"), *(self.path / DRAFTS).iterdir()]:
            if path.parent.name == DRAFTS or path.stem not in kept:
                path.unlink()
        for table in TABLES:
            for path in (self.path / table).glob("part-*.parquet"):
                if path.stem.removeprefix("part-") not in kept:
                    path.unlink()

    def carry(self, old: str, new: str, keys: Sequence[Key]) -> None:
        """A new part of some slices of an old one, whose place it takes."""
        record = read_json(self.record(old))
        rows: Rows = record["rows"]
        kept = [k for k, (location, first) in enumerate(record["slices"]) if (location, first) in keys]
        tables = {name: kept_rows(self.table(old, name), name, [one[name] for one in rows], kept) for name in TABLES}
        self.commit(new, tables, [record["slices"][k] for k in kept], [rows[k] for k in kept], old)

    def batches(self, table: str) -> Iterator[pa.RecordBatch]:
        """The rows of a table, part by part; raises ConfigError where a file is damaged."""
        for part in self.records():
            path = self.table(part, table)
            try:
                with parquet.ParquetFile(path) as file:
                    yield from file.iter_batches(ROWS)
            except (OSError, pa.ArrowException) as error:
                raise ConfigError(f"{path} cannot be read ({error}): make the folder again with `gongbao run --rebuild`") from error

    def count(self, table: str) -> int:
        """The number of rows of a table."""
        return sum(one[table] for record in self.records().values() for one in record["rows"])


def settle(draft: Path, path: Path) -> None:
    """Gives a finished draft its final name, once it is on the disk."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.replace(path)


def read_json(path: Path) -> dict[str, Any]:
    """The object in a JSON file; raises ConfigError where it holds none."""
    try:
        found: dict[str, Any] = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} cannot be read ({error}): remove the folder, or run with --rebuild") from error
    return found


def opened(path: Path) -> Folder:
    """The output folder of an earlier run; raises UsageError where there is none."""
    if not (path / PLAN).is_file():
        raise UsageError(f"{path} is no output folder of gongbao: give the folder named with --out of `gongbao run`")
    return Folder(path)


def kept_rows(path: Path, table: str, counts: Sequence[int], slices: Sequence[int]) -> bytes:
    """The Parquet file of some slices of another file, `counts` telling how many rows each slice has."""
    whole = parquet.read_table(path, schema=arrow_schema(table))
    pieces = [whole.slice(sum(counts[:k]), counts[k]) for k in slices]
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.concat_tables(pieces) if pieces else whole.slice(0, 0), sink, compression="zstd", row_group_size=ROWS)
    return bytes(sink.getvalue().to_pybytes())
