"""gongbao explore: what is in an output folder, at a glance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import pyarrow as pa

    from gongbao.sinks.folder import Folder

COUNTS: tuple[tuple[str, str, str], ...] = (  # heading, table, column
    ("indicators by name", "indicators", "name"), ("indicators by action", "indicators", "action"),
    ("indicators by object", "indicators", "object"), ("indicators by organization", "indicators", "organization_name"),
    ("indicators by period", "indicators", "year"), ("indicators by change", "indicators", "change"),
    ("paragraphs by work area", "paragraphs", "work_area"), ("quantities by kind", "quantities", "kind"),
    ("quantities by unit", "quantities", "base_unit"), ("organizations by name", "organizations", "name"),
    ("organizations by kind", "organizations", "kind"), ("dates by grain", "dates", "grain"), ("bulletins by place", "bulletins", "place"),
    ("rejects by reason", "rejects", "reason"),
)  # fmt: skip


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--top", default=10, type=click.IntRange(1), show_default=True, help="Rows of each table.")
def command(folder: Path, top: int) -> int:
    """Sum up an output folder: what is counted most, by work area, kind, period, organization and place."""
    from gongbao.sinks.folder import opened

    click.echo(overview(opened(folder), top))
    return 0


def overview(folder: Folder, top: int) -> str:
    """The numbers of rows, then the most frequent values of the telling columns."""
    from gongbao.cli.tables import table
    from gongbao.records import TABLES

    blocks = [table(("table", "rows"), [(name, folder.count(name)) for name in TABLES])]
    for heading, name, column in COUNTS:
        rows = frequent(folder, name, column, top)
        if rows:
            blocks.append(table((heading, "rows"), rows))
    return "\n\n".join(blocks)


def frequent(folder: Folder, table: str, column: str, top: int) -> list[tuple[Any, int]]:
    """The most frequent values of a column with their counts; `year` is the year of a period's first day."""
    import pyarrow as pa

    from gongbao.records import arrow_schema

    batches = list(folder.batches(table))
    whole = pa.Table.from_batches(batches, arrow_schema(table))
    counted = years(whole) if column == "year" else whole.select([column])
    groups = counted.group_by(column).aggregate([([], "count_all")]).to_pylist()
    pairs = [(row[column], row["count_all"]) for row in groups if row[column] not in ("", None)]
    return sorted(pairs, key=lambda pair: (-pair[1], str(pair[0])))[:top]


def years(indicators: pa.Table) -> pa.Table:
    import pyarrow as pa
    import pyarrow.compute as pc

    return pa.table({"year": pc.year(indicators.column("first"))})
