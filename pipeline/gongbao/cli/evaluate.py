"""gongbao evaluate: a work-area model against labelled paragraphs."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongbao.cli.tables import table

if TYPE_CHECKING:
    from gongbao.evaluate.judge import Judgement

SHORT = 6  # characters of an area's key above a column


@click.command()
@click.option("--data", multiple=True, required=True, type=click.Path(path_type=Path), help="Labelled paragraphs: CSV or TSV, or a folder.")
@click.option("--model", default="areas", show_default=True, metavar="DIR", help="Folder of the model; areas is our own.")
@click.option("--picture", type=click.Path(path_type=Path), default=None, help="Draw the confusion matrix: .svg, or .png with matplotlib.")
@click.option("--worst", default=10, type=click.IntRange(0), show_default=True, help="Wrong paragraphs to print.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def command(data: tuple[Path, ...], model: str, picture: Path | None, worst: int, as_json: bool) -> int:
    """Print precision, recall and F1 of every area, the confusion matrix, and the paragraphs that are most wrong."""
    from gongbao.evaluate.judge import evaluate
    from gongbao.labelled import labelled_files

    found = evaluate(labelled_files(data), model, worst=worst)
    if picture:
        from gongbao.evaluate.picture import draw

        draw(picture, found.labels, found.confusion)
    click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=1) if as_json else told(found))
    return 0


def told(found: Judgement) -> str:
    """The judgement for people."""
    sums = {name: value for name, value in found.summary.items() if not isinstance(value, dict)}
    blocks = [f"{found.items} paragraphs: " + ", ".join(f"{name} {value}" for name, value in sums.items()), areas(found), matrix(found)]
    return "\n\n".join([*blocks, misses(found)] if found.misses else blocks)


def areas(found: Judgement) -> str:
    """Measures of each area."""
    rows = [(name, *one.values()) for name, one in found.summary["per_area"].items()]
    return table(("area", "precision", "recall", "f1", "items"), rows)


def matrix(found: Judgement) -> str:
    """The confusion matrix: expected areas downwards, found ones to the right; nothing stands for 0."""
    used = [k for k, row in enumerate(found.confusion) if sum(row) or any(other[k] for other in found.confusion)]
    rows = [(found.labels[k], *(found.confusion[k][j] or "" for j in used)) for k in used]
    return table(("expected", *(found.labels[j][:SHORT] for j in used)), rows)


def misses(found: Judgement) -> str:
    """The paragraphs that are most wrong."""
    return table(("expected", "found", "score", "margin", "text"), [tuple(asdict(one).values()) for one in found.misses], widest=80)
