"""Records as Parquet files in memory: row groups of a fixed number of rows, so that the same records give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow.parquet import ParquetFile, ParquetWriter

from gongbao.records import TABLES, Records, arrow_schema, arrow_table

ROWS = 8192  # of a row group; bounds the rows that wait as Python objects


class Writer:
    """Takes records bit by bit; `finish` gives the bytes of a Parquet file for every table, also for those without rows."""

    def __init__(self) -> None:
        self.waiting: dict[str, list[Any]] = {name: [] for name in TABLES}
        self.counts = dict.fromkeys(TABLES, 0)
        self.sinks = {name: pa.BufferOutputStream() for name in TABLES}
        self.writers = {name: ParquetWriter(self.sinks[name], arrow_schema(name), compression="zstd") for name in TABLES}

    def add(self, records: Records) -> None:
        """The rows of these records behind those of earlier ones."""
        for name, rows in records.tables():
            self.counts[name] += len(rows)
            self.waiting[name] += rows
            while len(self.waiting[name]) >= ROWS:
                self.flush(name, ROWS)

    def append(self, files: Mapping[str, bytes]) -> None:
        """The rows of another writer's files behind those of earlier records."""
        for name, data in files.items():
            if self.waiting[name]:
                self.flush(name, ROWS)
            with ParquetFile(pa.BufferReader(data)) as file:
                self.counts[name] += file.metadata.num_rows
                for group in range(file.num_row_groups):
                    self.writers[name].write_table(file.read_row_group(group).cast(arrow_schema(name)))

    def flush(self, name: str, rows: int) -> None:
        """One row group of the rows that have waited longest."""
        self.writers[name].write_table(arrow_table(name, self.waiting[name][:rows]))
        del self.waiting[name][:rows]

    def finish(self) -> dict[str, bytes]:
        """The Parquet file of each table."""
        for name, waiting in self.waiting.items():
            if waiting:
                self.flush(name, ROWS)
            self.writers[name].close()
        return {name: sink.getvalue().to_pybytes() for name, sink in self.sinks.items()}


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
