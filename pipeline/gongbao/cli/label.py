"""gongbao label: paragraphs out to be labelled, and back."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("source", metavar="FROM", type=click.Path(path_type=Path))
@click.argument("target", metavar="TO", type=click.Path(path_type=Path))
@click.option("--count", default=100, type=click.IntRange(1), show_default=True, help="Paragraphs to label.")
@click.option("--model", default="areas", show_default=True, metavar="DIR", help="Model whose areas can be chosen; areas is our own.")
def command(source: Path, target: Path, count: int, model: str) -> int:
    """Write the paragraphs in an output folder on which the model is least sure, to be labelled; or read labelled ones back.

    Where FROM is a folder of gongbao run, TO is a .csv file (fill in the column area), a .json file for Label Studio, or a .jsonl file
    for doccano. Where FROM is such a file, labelled, TO is a .csv file for gongbao train --data.
    """
    from gongbao.evaluate import labels

    if source.is_dir():
        from gongbao.areas import load
        from gongbao.sinks.folder import opened

        tasks = labels.least_sure(opened(source), count)
        labels.write(tasks, target, load(model).labels)
        click.echo(f"{target}: {len(tasks)} paragraphs to label")
    else:
        found, missing = labels.read(source)
        labels.write_examples(found, target)
        click.echo(f"{target}: {len(found)} labelled paragraphs" + (f"; {missing} in {source} carry no label" if missing else ""))
    return 0
