"""gongbao export: an output folder into other stores."""

from __future__ import annotations

from pathlib import Path

import click

FORMATS = ("csv", "jsonl", "parquet", "xlsx", "sqlite", "duckdb", "docbin", "label-studio", "doccano")
TABLES = ("bulletins", "paragraphs", "quantities", "dates", "organizations", "indicators", "rejects")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("target", metavar="TARGET")
@click.option("--format", "format_", type=click.Choice(FORMATS), default=None, help="Format, where TARGET's suffix does not tell it.")
@click.option("--table", type=click.Choice(TABLES), default="indicators", show_default=True, help="Table for a file that holds one.")
@click.option("--prune", is_flag=True, help="Remove from a database the bulletins that DIR does not hold.")
def command(folder: Path, target: str, format_: str | None, table: str, prune: bool) -> int:
    """Write the tables in DIR (made by gongbao run) to TARGET.

    TARGET is a folder (a CSV file for each table), a file whose suffix tells the format (.csv .jsonl .parquet .xlsx .sqlite .duckdb
    .spacy .json for Label Studio), or postgresql://user@host/database. Loading into a database again changes only what has changed.
    """
    from gongbao.sinks.export import export
    from gongbao.sinks.folder import opened

    click.echo(export(opened(folder), target, format=format_ or "", table=table, prune=prune))
    return 0
