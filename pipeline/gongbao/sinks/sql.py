"""What the databases share: rows wait in stage tables, then those of new and changed bulletins take the place of the old ones.

A bulletin is known by its id, which is a hash of its content; its rows are the same as before unless gongbao, its configuration
or what was told of the bulletin has changed. So a second load of the same folder changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongbao.errors import ConfigError
from gongbao.records import TABLES, columns
from gongbao.sinks.schema import VERSION, listed, quoted

STAGE = "stage_"
DECIDING = ("bulletin_id", "gongbao", "source", "place", "published", "title")
CHILDREN = tuple(table for table in TABLES if table not in ("bulletins", "rejects"))


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load has changed."""

    bulletins: int
    removed: int


Execute = Callable[[str], list[tuple[object, ...]]]


def check_version(execute: Execute, target: str) -> None:
    """Writes the version of the schema into a new database; raises ConfigError where the tables are of another one."""
    found = execute('SELECT "version" FROM "gongbao_schema"')
    if not found:
        execute(f'INSERT INTO "gongbao_schema" VALUES ({VERSION})')
    elif found[0][0] != VERSION:
        raise ConfigError(f"{target} holds tables of version {found[0][0]}, this gongbao writes {VERSION}: load into a new database")


def merge(execute: Execute, same: str, take: Callable[[str, str], str], prune: bool) -> Loaded:
    """Brings the tables in line with the stage tables; `same` is the equality of what may be NULL, `take` reads a stage column."""
    equal = " AND ".join(f"b.{quoted(name)} {same} s.{quoted(name)}" for name in DECIDING)
    execute(f'CREATE TEMP TABLE "fresh" AS SELECT "bulletin_id" FROM {quoted(STAGE + "bulletins")} s '
            f'WHERE NOT EXISTS (SELECT 1 FROM "bulletins" b WHERE {equal})')
    fresh = count(execute, "fresh")
    removed = 0
    if prune:
        gone = f'SELECT "bulletin_id" FROM "bulletins" WHERE "bulletin_id" NOT IN (SELECT "bulletin_id" FROM {quoted(STAGE + "bulletins")})'
        execute(f'CREATE TEMP TABLE "gone" AS {gone}')
        removed = count(execute, "gone")
        remove(execute, "gone")
    if fresh:
        remove(execute, "fresh")
        for table in ("bulletins", *CHILDREN):
            names = list(columns(table))
            chosen = ", ".join(take(table, name) for name in names)
            execute(f'INSERT INTO {quoted(table)} ({listed(names)}) SELECT {chosen} FROM {quoted(STAGE + table)} '
                    'WHERE "bulletin_id" IN (SELECT "bulletin_id" FROM "fresh")')
    rejects(execute, prune)
    return Loaded(fresh, removed)


def count(execute: Execute, table: str) -> int:
    return int(str(execute(f"SELECT COUNT(*) FROM {quoted(table)}")[0][0]))


def remove(execute: Execute, which: str) -> None:
    """Deletes the rows of some bulletins, those that refer to others first."""
    for table in (*reversed(CHILDREN), "bulletins"):
        execute(f'DELETE FROM {quoted(table)} WHERE "bulletin_id" IN (SELECT "bulletin_id" FROM {quoted(which)})')


def rejects(execute: Execute, prune: bool) -> None:
    """Rejects that are told anew take the place of older ones; an input that could be read after all is none any more."""
    stage, names = quoted(STAGE + "rejects"), list(columns("rejects"))
    known = " AND ".join(f"r.{quoted(name)} = s.{quoted(name)}" for name in names)
    touched = "TRUE" if prune else (
        f'"source" IN (SELECT "source" FROM {stage}) OR "source" IN (SELECT "source" FROM {quoted(STAGE + "bulletins")})'
    )
    execute(f'DELETE FROM "rejects" AS r WHERE ({touched}) AND NOT EXISTS (SELECT 1 FROM {stage} s WHERE {known})')
    execute(f'INSERT INTO "rejects" ({listed(names)}) SELECT DISTINCT {listed(names)} FROM {stage} s '
            f'WHERE NOT EXISTS (SELECT 1 FROM "rejects" r WHERE {known})')


def plainly(table: str, column: str) -> str:  # noqa: ARG001  the call of `take`
    """A stage column as it is."""
    return quoted(column)


def run_all(execute: Execute, statements: Sequence[str]) -> None:
    """Statements one after the other."""
    for one in statements:
        execute(one)
