"""gongbao schema: the tables as JSON Schema and SQL."""

from __future__ import annotations

import json

import click

DIALECTS = ("postgresql", "duckdb", "sqlite")


@click.command()
@click.option("--sql", "dialect", type=click.Choice(DIALECTS), default=None, help="SQL for this database only.")
@click.option("--json", "as_json", is_flag=True, help="JSON Schema only: an object with a schema for each table.")
def command(dialect: str | None, as_json: bool) -> int:
    """Print the JSON Schema of all tables, then their SQL (for PostgreSQL)."""
    from gongbao.records import TABLES
    from gongbao.sinks.schema import ddl, described

    if not dialect:
        click.echo(json.dumps({table: described(table) for table in TABLES}, ensure_ascii=False, indent=1))
    if not as_json:
        click.echo(ddl(dialect or "postgresql"), nl=False)
    return 0
