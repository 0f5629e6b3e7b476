"""From an output folder to any store: the target's name says which, or the format does."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gongbao.errors import UsageError
from gongbao.records import TABLES
from gongbao.sinks import databases, package, postgres, spans, text, xlsx
from gongbao.sinks.folder import PLAN, Folder, read_json
from gongbao.sinks.package import resource

SUFFIXES = {
    ".csv": "csv", ".jsonl": "jsonl", ".xlsx": "xlsx", ".sqlite": "sqlite", ".sqlite3": "sqlite", ".db": "sqlite", ".duckdb": "duckdb",
    ".spacy": "docbin", ".json": "label-studio", ".parquet": "parquet",
}  # fmt: skip
FORMATS = ("csv", "jsonl", "parquet", "xlsx", "sqlite", "duckdb", "docbin", "label-studio", "doccano")
ROWS = ("csv", "jsonl", "parquet")  # formats that hold one table a file
SUFFIX = {"csv": ".csv", "jsonl": ".jsonl", "parquet": ".parquet"}
SPANS: dict[str, Callable[[text.Batches, Path], tuple[int, int]]] = {
    "docbin": spans.write_docbin, "label-studio": spans.write_label_studio, "doccano": spans.write_doccano,
}  # fmt: skip


def export(folder: Folder, target: str, *, format: str = "", table: str = "indicators", prune: bool = False) -> str:
    """Writes tables to a file, a folder or a database, and says what was written; raises UsageError on a target of no known kind."""
    if target.startswith(postgres.SCHEMES):
        loaded = postgres.load_postgres(folder.batches, target, prune=prune)
        return sentence(postgres.without_password(target), loaded)
    path = Path(target)
    kind = format or SUFFIXES.get(path.suffix.lower(), "" if path.suffix and not path.is_dir() else "csv")
    if kind not in FORMATS:
        raise UsageError(f"{target}: no format has the suffix {path.suffix}: use one of {', '.join(SUFFIXES)}, a folder, or --format")
    if table not in TABLES:
        raise UsageError(f"no table {table}: choose one of {', '.join(TABLES)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind in ROWS:
        return write_files(folder, path, kind, [table] if path.suffix and not path.is_dir() else list(TABLES))
    if path.is_dir():
        raise UsageError(f"{target} is a folder: name a file for {kind}")
    return write_whole(folder, path, kind, prune)


def stamp_of(folder: Folder) -> str:
    """The version and configuration that a folder was made with."""
    return str(read_json(folder.path / PLAN)["gongbao"])


def write_files(folder: Folder, path: Path, kind: str, tables: list[str]) -> str:
    """One file for each table: the path itself for a single one, else in the folder at the path."""
    alone = len(tables) == 1
    counts = {}
    for table in tables:
        file = path if alone else path / f"{table}{SUFFIX[kind]}"
        file.parent.mkdir(parents=True, exist_ok=True)
        counts[table] = write_rows(folder, file, kind, table)
    above = path.parent if alone else path
    names = {table: path.name if alone else f"{table}{SUFFIX[kind]}" for table in tables}
    package.write(above, [resource(table, name, format=kind) for table, name in names.items()], stamp_of(folder))
    told = ", ".join(f"{count} {table}" for table, count in counts.items())
    return f"{path}: {told}" + (f" (other tables: --table {'|'.join(TABLES)}, or a folder for all)" if alone else "")


def write_rows(folder: Folder, path: Path, kind: str, table: str) -> int:
    """One table into one file, and the number of its rows."""
    if kind == "csv":
        return text.write_csv(folder.batches(table), table, path)
    if kind == "jsonl":
        return text.write_jsonl(folder.batches(table), path)
    from gongbao.sinks.parquet import write_parquet

    return write_parquet(folder.batches(table), table, path)


def write_whole(folder: Folder, path: Path, kind: str, prune: bool) -> str:
    """All tables into one file."""
    if kind in SPANS:
        count, lost = SPANS[kind](folder.batches, path)
        return f"{path}: {count} bulletins" + (f"; {lost} spans were not found again in repaired text and are left out" if lost else "")
    if kind == "xlsx":
        counts = xlsx.write_xlsx(folder.batches, path)
        describe(folder, path, "sheet")
        return f"{path}: " + ", ".join(f"{count} {table}" for table, count in counts.items())
    load = databases.load_sqlite if kind == "sqlite" else databases.load_duckdb
    loaded = load(folder.batches, path, prune=prune)
    describe(folder, path, "table")
    return sentence(str(path), loaded)


def describe(folder: Folder, path: Path, part: str) -> None:
    """The datapackage.json of a file that holds all tables, each in a sheet or table of its name."""
    how: list[dict[str, Any]] = [resource(table, path.name, dialect={part: table}) for table in TABLES]
    package.write(path.parent, how, stamp_of(folder))


def sentence(target: str, loaded: Any) -> str:
    removed = f", {loaded.removed} removed" if loaded.removed else ""
    return f"{target}: {loaded.bulletins} new or changed bulletins loaded{removed}"


def beside(folder: Folder) -> None:
    """The datapackage.json of an output folder itself."""
    parts = {table: [f"{table}/part-{part}.parquet" for part in folder.records()] for table in TABLES}
    package.write(folder.path, [resource(table, paths, format="parquet") for table, paths in parts.items() if paths], stamp_of(folder))


def as_jsonl(folder: Folder) -> None:
    """All tables as JSON lines in the folder `jsonl` of an output folder."""
    made = folder.path / "jsonl"
    for table in TABLES:
        text.write_jsonl(folder.batches(table), made / f"{table}.jsonl")
    for path in made.iterdir():
        if path.stem not in TABLES:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
