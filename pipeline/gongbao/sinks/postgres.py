"""PostgreSQL: bulk load through ADBC into temporary tables, then one transaction (extra `postgres`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from gongbao.errors import ConfigError, UsageError
from gongbao.records import TABLES, arrow_schema, columns
from gongbao.sinks import sql
from gongbao.sinks.schema import quoted, shape, sql_type, statements
from gongbao.sinks.text import Batches, cells, flat

SCHEMES = ("postgresql://", "postgres://")
LISTS = "ARRAY(SELECT jsonb_array_elements_text({column}::jsonb))"


def load_postgres(batches: Batches, uri: str, *, prune: bool = False) -> sql.Loaded:
    """Loads into a PostgreSQL database, all or nothing; raises UsageError where the server cannot be reached."""
    try:
        from adbc_driver_manager import Error
        from adbc_driver_postgresql import dbapi
    except ImportError as error:
        raise UsageError("a postgresql:// target needs ADBC: pip install 'gongbao[postgres]'") from error

    shown = without_password(uri)
    try:
        connection = dbapi.connect(uri)
    except Error as error:
        raise UsageError(f"{shown}: no connection ({first_line(error)}): check host, port, name of the database and password") from error
    with connection, connection.cursor() as cursor:
        try:
            loaded = _load(cursor, batches, shown, prune)
            connection.commit()
        except Error as error:
            connection.rollback()
            raise ConfigError(f"{shown} cannot be loaded ({first_line(error)}): check your rights, or load into a new database") from error
    return loaded


def _load(cursor: Any, batches: Batches, target: str, prune: bool) -> sql.Loaded:
    def execute(statement: str) -> list[tuple[object, ...]]:
        cursor.execute(statement)
        return list(cursor.fetchall()) if cursor.description else []

    execute("SELECT pg_advisory_xact_lock(7301920)")  # two loads at once would make the tables twice
    execute("SET LOCAL client_min_messages = warning")
    sql.run_all(execute, statements("postgresql"))
    sql.check_version(execute, target)
    for table in TABLES:
        reader = pa.RecordBatchReader.from_batches(staged_schema(table), staged(batches, table))
        cursor.adbc_ingest(sql.STAGE + table, reader, mode="create", temporary=True)
    return sql.merge(execute, "IS NOT DISTINCT FROM", _take, prune)


def staged_schema(table: str) -> pa.Schema:
    """Columns as they wait in the stage tables: what ADBC does not carry is text."""
    return pa.schema([pa.field(one.name, pa.string() if _as_text(one.type) else one.type) for one in arrow_schema(table)])


def _as_text(type_: pa.DataType) -> bool:
    return bool(pa.types.is_nested(type_) or pa.types.is_decimal(type_))


def staged(batches: Batches, table: str) -> Iterator[pa.RecordBatch]:
    """The rows for a stage table; PostgreSQL holds no NUL character in a text."""
    schema = staged_schema(table)
    for batch in batches(table):
        yield pa.RecordBatch.from_arrays([_staged_column(batch, name) for name in schema.names], schema=schema)


def _staged_column(batch: pa.RecordBatch, name: str) -> pa.Array:
    column = batch.column(name)
    if pa.types.is_nested(column.type):
        return pa.array([flat(row[name]) for row in cells(batch.select([name]))], pa.string())
    if pa.types.is_decimal(column.type):
        return column.cast(pa.string())
    return pc.replace_substring(column, "\0", "\ufffd") if pa.types.is_string(column.type) else column


def _take(table: str, column: str) -> str:
    type_ = columns(table)[column]
    if shape(type_)[0] is tuple:
        return LISTS.format(column=quoted(column))
    return f"{quoted(column)}::{sql_type(type_, 'postgresql')}"


def without_password(uri: str) -> str:
    """A connection URI that may be shown."""
    from urllib.parse import urlsplit

    parts = urlsplit(uri)
    return parts._replace(netloc=parts.netloc.rsplit("@", 1)[-1], query="").geturl()


def first_line(error: BaseException) -> str:
    """What a server says, without the rest."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
