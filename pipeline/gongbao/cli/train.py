"""gongbao train: a work-area model of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


@click.command()
@click.option("--areas", type=click.Path(path_type=Path), default=None, help="Taxonomy (TOML): names and seed words of areas.")
@click.option("--data", multiple=True, type=click.Path(path_type=Path), help="Labelled paragraphs: CSV, TSV, annotated bulletins, or a folder.")
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="Folder for the model.")
def command(areas: Path | None, data: tuple[Path, ...], out: Path) -> int:
    """Train a work-area model on labelled paragraphs, or on the seed words of the taxonomy alone.

    The model is used with `model = "DIR"` under [components.areas] of a configuration.
    """
    from gongbao.labelled import labelled_files
    from gongbao.resources import folder
    from gongbao.train import train

    card = train(labelled_files(data), areas or folder("configs") / "areas" / "default.toml", out)
    click.echo(f"{out}: {told(card)}")
    return 0


def told(card: dict[str, Any]) -> str:
    """What a card says, in a sentence."""
    head = f"{len(card['areas'])} areas from {card['examples']} examples{' with seed words' if card['seeds'] else ''}"
    if "macro_f1" not in card:
        return f"{head}; not measured, since there are no labelled paragraphs"
    return (
        f"{head}; by cross-validation macro-F1 {card['macro_f1']}, accuracy {card['accuracy']}, "
        f"calibration error {card['calibration_error']}, {card['kept']:.0%} kept at precision {card['kept_precision']}"
    )
