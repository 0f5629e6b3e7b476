"""CSV that spreadsheets open safely, and JSON lines that lose nothing."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

from gongbao.records import columns, plain

Batches = Callable[[str], Iterator[pa.RecordBatch]]  # the rows of a table by its name
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # what a spreadsheet may take for the start of a formula


def cells(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    """The rows of a batch as values of JSON."""
    for row in values(batch):
        yield {name: plain(value) for name, value in row.items()}


def values(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    """The rows of a batch as Python values, maps as dicts."""
    maps = [one.name for one in batch.schema if pa.types.is_map(one.type)]
    for row in batch.to_pylist():
        yield row | {name: dict(row[name]) for name in maps}


@contextmanager
def written(path: Path, encoding: str = "utf-8") -> Iterator[IO[str]]:
    """A text file that is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")
    try:
        with draft.open("w", encoding=encoding, newline="", errors="replace") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def write_jsonl(batches: Iterable[pa.RecordBatch], path: Path) -> int:
    """One row a line, and how many they are."""
    count = 0
    with written(path) as file:
        for batch in batches:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in cells(batch))
            count += batch.num_rows
    return count


def write_csv(batches: Iterable[pa.RecordBatch], table: str, path: Path) -> int:
    """One row a line behind a header, with a byte order mark so that spreadsheets read UTF-8, and how many they are."""
    count = 0
    with written(path, "utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(columns(table))
        texts = {name for name, type_ in columns(table).items() if type_ is str}
        for batch in batches:
            writer.writerows([safe(cell) if name in texts else flat(cell) for name, cell in row.items()] for row in cells(batch))
            count += batch.num_rows
    return count


def safe(cell: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe before = + - @ and control characters (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def flat(cell: Any) -> Any:
    """A cell of a table: lists and maps as JSON, truth as JSON writes it."""
    if isinstance(cell, list | dict | bool):
        return json.dumps(cell, ensure_ascii=False)
    return cell
