"""SQLite and DuckDB files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa

from gongbao.errors import ConfigError, UsageError
from gongbao.records import TABLES, arrow_schema, columns
from gongbao.sinks import sql
from gongbao.sinks.schema import listed, quoted, sql_type, statements
from gongbao.sinks.text import Batches, cells, flat


def load_sqlite(batches: Batches, path: Path, *, prune: bool = False) -> sql.Loaded:
    """Loads into an SQLite file, all or nothing; amounts are exact decimals as text, lists and maps JSON."""
    import sqlite3

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
            sql.run_all(lambda one: connection.execute(one).fetchall(), statements("sqlite"))
            sql.check_version(lambda one: connection.execute(one).fetchall(), str(path))
            for table in TABLES:
                _stage_sqlite(connection, batches, table)
            loaded = sql.merge(lambda one: connection.execute(one).fetchall(), "IS", sql.plainly, prune)
            connection.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            raise ConfigError(f"{path} cannot be loaded ({error}): give a new file, or close what uses it") from error
    return loaded


def _stage_sqlite(connection: Any, batches: Batches, table: str) -> None:
    names = list(columns(table))
    connection.execute(f"CREATE TEMP TABLE {quoted(sql.STAGE + table)} ({listed(names)})")
    insert = f"INSERT INTO {quoted(sql.STAGE + table)} VALUES ({', '.join('?' * len(names))})"
    connection.executemany(insert, _tuples(batches, table))


def _tuples(batches: Batches, table: str) -> Iterator[tuple[Any, ...]]:
    for batch in batches(table):
        for row in cells(batch):
            yield tuple(int(cell) if isinstance(cell, bool) else flat(cell) for cell in row.values())


def load_duckdb(batches: Batches, path: Path, *, prune: bool = False) -> sql.Loaded:
    """Loads into a DuckDB file, all or nothing."""
    try:
        import duckdb
    except ImportError as error:
        raise UsageError("a .duckdb target needs DuckDB: pip install 'gongbao[duckdb]'") from error

    try:
        with duckdb.connect(str(path)) as connection:
            connection.execute("BEGIN TRANSACTION")
            sql.run_all(lambda one: connection.execute(one).fetchall(), statements("duckdb"))
            sql.check_version(lambda one: connection.execute(one).fetchall(), str(path))
            for table in TABLES:
                _stage_duckdb(connection, batches, table)
            loaded = sql.merge(lambda one: connection.execute(one).fetchall(), "IS NOT DISTINCT FROM", _take_duckdb, prune)
            connection.execute("COMMIT")
    except duckdb.Error as error:
        raise ConfigError(f"{path} cannot be loaded ({error}): give a new file, or close what uses it") from error
    return loaded


def _stage_duckdb(connection: Any, batches: Batches, table: str) -> None:
    reader = pa.RecordBatchReader.from_batches(arrow_schema(table), batches(table))
    connection.register("incoming", reader)
    connection.execute(f"CREATE TEMP TABLE {quoted(sql.STAGE + table)} AS SELECT * FROM incoming")
    connection.unregister("incoming")


def _take_duckdb(table: str, column: str) -> str:
    return f"CAST({quoted(column)} AS {sql_type(columns(table)[column], 'duckdb')})"
