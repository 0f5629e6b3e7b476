"""The tables for others: JSON Schema, SQL in three dialects, Table Schema (Frictionless), all from the fields of the records."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, get_args, get_origin

from gongbao.records import DIGITS, PLACES, TABLES, bare, columns, json_schema
from gongbao.resources import lexicon, rows

VERSION = 1  # of the tables in a database; goes up where a column changes
DIALECTS = ("postgresql", "duckdb", "sqlite")
MENTION = ("bulletin_id", "mention")
KEYS: dict[str, tuple[str, ...]] = {
    "bulletins": ("bulletin_id",), "paragraphs": ("bulletin_id", "paragraph"), "quantities": MENTION, "dates": MENTION,
    "organizations": MENTION, "indicators": ("bulletin_id", "quantity"), "rejects": (),
}  # fmt: skip
PARENTS: dict[str, tuple[str, ...]] = {
    "paragraphs": ("bulletins",), "quantities": ("paragraphs",), "dates": ("paragraphs",), "organizations": ("paragraphs",),
    "indicators": ("paragraphs", "quantities"),
}  # fmt: skip
INDEXED = (
    ("quantities", ("kind", "unit")), ("organizations", ("name",)), ("indicators", ("name",)), ("paragraphs", ("work_area",)),
    ("rejects", ("source",)),
)  # fmt: skip
NUMERIC = f"DECIMAL({DIGITS}, {PLACES})"
TYPES: dict[str, dict[Any, str]] = {
    "postgresql": {
        str: "TEXT", int: "INTEGER", float: "DOUBLE PRECISION", bool: "BOOLEAN", date: "DATE", Decimal: NUMERIC, tuple: "TEXT[]",
        dict: "JSONB",
    },
    "duckdb": {str: "VARCHAR", int: "INTEGER", float: "DOUBLE", bool: "BOOLEAN", date: "DATE", Decimal: NUMERIC, tuple: "VARCHAR[]"},
    "sqlite": {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER", date: "TEXT", Decimal: "TEXT", tuple: "TEXT", dict: "TEXT"},
}  # fmt: skip
FRICTIONLESS: dict[Any, dict[str, str]] = {
    str: {"type": "string"}, int: {"type": "integer"}, float: {"type": "number"}, bool: {"type": "boolean"}, date: {"type": "date"},
    Decimal: {"type": "number"}, tuple: {"type": "array"}, dict: {"type": "object"},
}  # fmt: skip


@cache
def descriptions() -> dict[str, str]:
    """What COLUMN or TABLE.COLUMN holds."""
    return {row["name"]: row["description"] for row in rows(lexicon("fields"))}


def description(table: str, column: str) -> str:
    """What a column of a table holds."""
    known = descriptions()
    return known.get(f"{table}.{column}") or known[column]


def summary(table: str) -> str:
    """What a row of a table is."""
    return (TABLES[table].__doc__ or "").strip()


def quoted(name: str) -> str:
    """An identifier for SQL: `end`, `first` and others are words of the language."""
    return f'"{name}"'


def shape(type_: Any) -> tuple[Any, bool]:
    """(str, int, float, bool, date, Decimal, tuple or dict; whether a cell may be empty) of a column's type."""
    inner, nullable = bare(type_)
    return get_origin(inner) or inner, nullable


def sql_type(type_: Any, dialect: str) -> str:
    """The SQL type of a column's type."""
    kind, _ = shape(type_)
    if dialect == "duckdb" and kind is dict:
        return f"MAP(VARCHAR, {TYPES[dialect][get_args(bare(type_)[0])[1]]})"
    return TYPES[dialect][kind]


def create(table: str, dialect: str) -> str:
    """The statement that makes a table with its keys where it is missing."""
    lines = [
        f"{quoted(name)} {sql_type(type_, dialect)}{'' if shape(type_)[1] else ' NOT NULL'}" for name, type_ in columns(table).items()
    ]
    if KEYS[table]:
        lines.append(f"PRIMARY KEY ({listed(KEYS[table])})")
    if dialect != "duckdb":  # DuckDB refuses to replace the rows of a table that others refer to within a transaction
        for parent in PARENTS.get(table, ()):
            mine = [{"mention": "quantity"}.get(name, name) for name in KEYS[parent]]
            lines.append(f"FOREIGN KEY ({listed(mine)}) REFERENCES {quoted(parent)} ({listed(KEYS[parent])})")
    body = ",\n  ".join(lines)
    return f"CREATE TABLE IF NOT EXISTS {quoted(table)} (\n  {body}\n)"


def listed(names: Any) -> str:
    return ", ".join(map(quoted, names))


def comments(table: str) -> list[str]:
    """The statements that describe a table and its columns, where the database keeps comments."""
    told = [f"COMMENT ON TABLE {quoted(table)} IS {literal(summary(table))}"]
    return told + [
        f"COMMENT ON COLUMN {quoted(table)}.{quoted(name)} IS {literal(description(table, name))}" for name in columns(table)
    ]


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def indexes() -> list[str]:
    """The statements that make the usual questions fast."""
    return [f"CREATE INDEX IF NOT EXISTS {quoted(f'{table}_{names[0]}')} ON {quoted(table)} ({listed(names)})" for table, names in INDEXED]


def statements(dialect: str) -> list[str]:
    """Everything that makes the schema of a database, in order."""
    made = [create(table, dialect) for table in TABLES]
    told = [] if dialect == "sqlite" else [one for table in TABLES for one in comments(table)]
    return [*made, *indexes(), *told, 'CREATE TABLE IF NOT EXISTS "gongbao_schema" ("version" INTEGER NOT NULL)']


def ddl(dialect: str) -> str:
    """The schema of a database as one SQL script."""
    return "".join(f"{one};\n" for one in [*statements(dialect), f'INSERT INTO "gongbao_schema" VALUES ({VERSION})'])


def described(table: str) -> dict[str, Any]:
    """The JSON Schema of a row, its columns described."""
    found = json_schema(table)
    for name, one in found["properties"].items():
        one["description"] = description(table, name)
    return found


def table_schema(table: str) -> dict[str, Any]:
    """The Table Schema (Frictionless) of a table."""
    fields = [
        {"name": name, **FRICTIONLESS[shape(type_)[0]], "description": description(table, name)} for name, type_ in columns(table).items()
    ]
    found: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if KEYS[table]:
        found["primaryKey"] = list(KEYS[table])
    return found
