"""Records as Parquet files: row groups of a fixed number of rows, so that the same records give the same bytes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow.parquet import ParquetFile, ParquetWriter

from gongbao.errors import GongbaoError
from gongbao.records import TABLES, Records, arrow_schema, arrow_table

ROWS = 8192  # of a row group; bounds the rows that wait as Python objects
Files = dict[str, "bytes | Path"]  # of each table the content of a file, or where it is


class StoppedError(GongbaoError):
    """A run that the system has stopped: a full disk, a lost cluster; what was done stays done."""


@contextmanager
def full_disk(place: Path | None) -> Iterator[None]:
    """Turns what the system says of a folder into a sentence."""
    try:
        yield
    except OSError as error:
        told = os.strerror(error.errno) if error.errno else str(error)
        raise StoppedError(f"{place or 'memory'} cannot be written ({told}): make room or change the folder, then run again to go on") from error


class Writer:
    """Takes records bit by bit; `finish` gives a Parquet file for every table, also for those without rows.

    Files are kept in memory, or are drafts in the folder `drafts`, under a name that no other process uses.
    """

    def __init__(self, drafts: Path | None = None, name: str = "") -> None:
        self.drafts = drafts
        self.waiting: dict[str, list[Any]] = {table: [] for table in TABLES}
        self.counts = dict.fromkeys(TABLES, 0)
        self.sinks = {table: drafts / f"{name}.{os.getpid()}.{table}" if drafts else pa.BufferOutputStream() for table in TABLES}
        with full_disk(drafts):
            self.writers = {table: ParquetWriter(sink, arrow_schema(table), compression="zstd") for table, sink in self.sinks.items()}

    def add(self, records: Records) -> None:
        """The rows of these records behind those of earlier ones."""
        for table, rows in records.tables():
            self.counts[table] += len(rows)
            self.waiting[table] += rows
            while len(self.waiting[table]) >= ROWS:
                self.flush(table)

    def append(self, files: Mapping[str, bytes | Path]) -> None:
        """The rows of another writer's files, which are used up, behind those of earlier records."""
        for table, data in files.items():
            self.flush(table)
            with ParquetFile(data if isinstance(data, Path) else pa.BufferReader(data)) as file:
                self.counts[table] += file.metadata.num_rows
                for group in range(file.num_row_groups):
                    self.write(table, file.read_row_group(group).cast(arrow_schema(table)))
            if isinstance(data, Path):
                data.unlink()

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Throws everything away where the block has failed."""
        if kind is not None:
            for table, sink in self.sinks.items():
                self.writers[table].close()
                if isinstance(sink, Path):
                    sink.unlink(missing_ok=True)

    def flush(self, table: str) -> None:
        """One row group of the rows that have waited longest."""
        if self.waiting[table]:
            self.write(table, arrow_table(table, self.waiting[table][:ROWS]))
            del self.waiting[table][:ROWS]

    def write(self, table: str, rows: pa.Table) -> None:
        """A row group; raises StoppedError where the disk is full."""
        with full_disk(self.drafts):
            self.writers[table].write_table(rows, row_group_size=ROWS)

    def finish(self) -> Files:
        """The Parquet file of each table."""
        for table in TABLES:
            self.flush(table)
            with full_disk(self.drafts):
                self.writers[table].close()
        return {table: sink if isinstance(sink, Path) else sink.getvalue().to_pybytes() for table, sink in self.sinks.items()}


def write_parquet(batches: Iterable[pa.RecordBatch], name: str, path: Path) -> int:
    """One table in one file, and the number of its rows."""
    draft, count = path.with_name(f".{path.name}.draft"), 0
    try:
        with ParquetWriter(draft, arrow_schema(name), compression="zstd") as writer:
            for batch in batches:
                writer.write_batch(batch)
                count += batch.num_rows
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return count
