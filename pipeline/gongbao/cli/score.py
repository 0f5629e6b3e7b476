"""gongbao score: the extractors against annotated bulletins."""

from __future__ import annotations

import json
from pathlib import Path

import click

from gongbao.cli.tables import table


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--errors", is_flag=True, help="List every difference with its place.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def command(gold: tuple[Path, ...], errors: bool, as_json: bool) -> int:
    """Score quantities, dates, organizations, indicators and areas on GOLD: annotated bulletins (*.gold.txt) or folders of them."""
    import gongbao
    from gongbao.evaluate.annotated import bulletins, score
    from gongbao.gold import fingerprint, gold_files

    files = gold_files(gold)
    found = score(bulletins(files), gongbao.extract)
    summary = found.summary()
    if as_json:
        click.echo(json.dumps({"corpus": fingerprint(files), "files": len(files), **summary}, ensure_ascii=False, indent=1))
        return 0
    click.echo(f"{len(files)} bulletins, corpus {fingerprint(files)}\n")
    click.echo(table(("measure", "percent"), summary.items()))
    if errors:
        click.echo("\n" + "\n".join(found.differences))
    return 0
