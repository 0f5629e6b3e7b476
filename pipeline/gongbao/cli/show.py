"""gongbao show: one bulletin, its text marked and its tables."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gongbao.cli.base import about_options
from gongbao.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from gongbao.bulletin import Bulletin
    from gongbao.records import Records

TABLES: dict[str, tuple[str, ...]] = {
    "indicators": (
        "organization_name", "action", "object", "name", "bound", "value", "low", "high", "unit", "change", "change_base", "status",
        "first", "last", "work_area",
    ),
    "quantities": ("text", "kind", "bound", "value", "low", "high", "unit", "base_value", "base_unit"),
    "dates": ("text", "edtf", "first", "last", "open", "grain", "anchor"),
    "organizations": ("text", "name", "kind", "level", "place", "place_code"),
    "paragraphs": ("paragraph", "role", "work_area", "work_area_score", "reasons", "text"),
}  # fmt: skip
LIMITS = ("low", "high")  # told by value and bound but where there is a range
ROWS = frozenset({".csv", ".tsv", ".jsonl", ".ndjson"})
HEAD = (
    "title", "issuer", "place", "place_code", "published", "media_type", "encoding", "script", "characters", "paragraphs", "repairs",
    "gongbao",
)  # fmt: skip


@click.command()
@click.argument("file", metavar="FILE")
@about_options
@click.option("--encoding", default="", metavar="NAME", help="Encoding of the text, recognized by default.")
@click.option("--table", "tables", multiple=True, type=click.Choice(list(TABLES)), help="Only these tables; may be given several times.")
@click.option("--json", "as_json", is_flag=True, help="All rows of all tables as one JSON object.")
def command(file: str, published: str, place: str, encoding: str, tables: tuple[str, ...], as_json: bool) -> int:
    """Show the text of one bulletin with its findings marked, then its tables; FILE may be -."""
    bulletin, records = read(file, published, place, encoding)
    if as_json:
        from gongbao.records import as_dict

        click.echo(json.dumps({name: [as_dict(row) for row in rows] for name, rows in records.tables()}, ensure_ascii=False, indent=1))
    else:
        from gongbao.cli.marked import marked

        text = [] if tables else [marked(bulletin, records)]
        click.echo("\n\n".join([head(records), *text, *(shown(records, name) for name in tables or TABLES)]))
    return 0


def read(file: str, published: str, place: str, encoding: str = "") -> tuple[Bulletin, Records]:
    """The bulletin in a file or on standard input and its records; raises UnreadableError naming the file."""
    from gongbao import assemble
    from gongbao.resources import stamp

    if file != "-" and not Path(file).is_file():
        raise UsageError(f"no file {file}: give the path of a bulletin, or -")
    if Path(file).suffix.lower() in ROWS:
        raise UsageError(f"{file} holds a bulletin a row: read it with `gongbao run`")
    data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    try:
        bulletin = assemble.bulletin_of(data, source=file, published=published or None, place=place, encoding=encoding)
    except UnreadableError as error:
        raise UnreadableError(error.reason, f"{file}: {error.detail}") from error
    return bulletin, assemble.analyse(assemble.default_language(), bulletin, stamp())


def head(records: Records) -> str:
    """What is known of the bulletin."""
    row = records.bulletins[0]
    known = {name: getattr(row, name) for name in HEAD}
    known["repairs"] = ", ".join(f"{kind} {count}" for kind, count in row.repairs.items())
    return "\n".join(f"{name:<11} {value}" for name, value in known.items() if value not in ("", None))


def shown(records: Records, name: str) -> str:
    """One table with its most telling columns; columns that are empty throughout are left out."""
    from gongbao.cli.tables import table
    from gongbao.records import plain

    rows = getattr(records, name)
    names = [column for column in TABLES[name] if any(getattr(row, column) not in ("", None, ()) for row in rows)]
    if name == "indicators" and all(row.value is not None for row in rows):
        names = [column for column in names if column not in LIMITS]
    cells = [[written(plain(getattr(row, column))) for column in names] for row in rows]
    return f"{name}: {len(rows)}" + ("\n" + table(names, cells) if rows else "")


def written(cell: Any) -> Any:
    return " ".join(cell) if isinstance(cell, list) else cell
