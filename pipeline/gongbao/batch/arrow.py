"""The pipeline as a function of Arrow data, for engines that call one: Spark (`mapInArrow`), Ray (`map_batches`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from gongbao.batch.worker import Job, read, work
from gongbao.sources import Options, tables

if TYPE_CHECKING:
    import pyarrow as pa


def reader(table: str = "indicators", options: Options | None = None, config: str = "") -> partial[Iterator[pa.RecordBatch]]:
    """A function that can be sent to workers: record batches with a column of text in, record batches of one of our tables out.

    Columns are named or guessed as by `gongbao run`. The schema of what comes out is `gongbao.records.arrow_schema(table)`.
    Spark: `frame.mapInArrow(reader("quantities"), schema)`; Ray: `data.map_batches(whole_table, batch_format="pyarrow")`.
    """
    return partial(read_batches, table=table, options=options or Options(), config=config)


def read_batches(batches: Iterable[pa.RecordBatch], *, table: str, options: Options, config: str) -> Iterator[pa.RecordBatch]:
    """One batch of rows of a table for each batch of texts."""
    for number, batch in enumerate(batches):
        yield from rows(batch, f"batch-{number}", table, options, config).to_batches()


def whole_table(given: pa.Table, *, table: str = "indicators", options: Options | None = None, config: str = "") -> pa.Table:
    """The rows of one of our tables for a table of texts."""
    return rows(given, "table", table, options or Options(), config)


def rows(given: pa.RecordBatch | pa.Table, name: str, table: str, options: Options, config: str) -> pa.Table:
    """Reads the texts of some rows; what cannot be read is in the table `rejects`, named by its id or ordinal."""
    import pyarrow as pa
    from pyarrow.parquet import read_table

    from gongbao.records import arrow_schema
    from gongbao.resources import stamp

    items = tuple(tables.documents(iter(given.to_pylist()), name, options))
    result = work(Job(name, (items,), config, stamp(config), read, options.max_seconds))
    return read_table(pa.BufferReader(result.tables[table]), schema=arrow_schema(table))
