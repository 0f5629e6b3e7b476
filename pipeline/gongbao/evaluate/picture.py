"""A confusion matrix as a picture: SVG of our own making, or PNG and others through matplotlib (extra `plot`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from gongbao.errors import UsageError

CELL, MARGIN, FONT = 26, 130, 11
RIGHT, WRONG = (8, 81, 156), (165, 15, 21)  # red, green and blue of a full cell


def draw(path: Path, labels: Sequence[str], confusion: Sequence[Sequence[int]]) -> None:
    """Writes the picture in the format of the file's suffix."""
    if path.suffix.lower() == ".svg":
        path.write_text(svg(labels, confusion), encoding="utf-8")
    else:
        _plot(path, labels, confusion)


def svg(labels: Sequence[str], confusion: Sequence[Sequence[int]]) -> str:
    """Expected areas downwards, found ones to the right; a cell is as dark as its share of the row."""
    size = MARGIN + CELL * len(labels) + 10
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" font-family="sans-serif" font-size="{FONT}">',
        f'<rect width="{size}" height="{size}" fill="white"/>',
        *_names(labels), *(cell for k, row in enumerate(confusion) for cell in _row(k, row)), "</svg>\n",
    ])  # fmt: skip


def _names(labels: Sequence[str]) -> Iterator[str]:
    for k, label in enumerate(labels):
        at = MARGIN + CELL * k + CELL // 2
        yield f'<text x="{MARGIN - 6}" y="{at + 4}" text-anchor="end">{escape(label)}</text>'
        yield f'<text transform="translate({at + 4},{MARGIN - 6}) rotate(-60)">{escape(label)}</text>'


def _row(k: int, row: Sequence[int]) -> Iterator[str]:
    whole = sum(row) or 1
    for j, count in enumerate(row):
        x, y, share = MARGIN + CELL * j, MARGIN + CELL * k, count / whole
        colour = "#" + "".join(f"{round(255 - share * (255 - dark)):02x}" for dark in (RIGHT if j == k else WRONG))
        yield f'<rect x="{x}" y="{y}" width="{CELL}" height="{CELL}" fill="{colour}" stroke="#ddd"/>'
        if count:
            ink = "white" if share > 0.5 else "black"
            yield f'<text x="{x + CELL // 2}" y="{y + CELL // 2 + 4}" text-anchor="middle" fill="{ink}">{count}</text>'


def _plot(path: Path, labels: Sequence[str], confusion: Sequence[Sequence[int]]) -> None:
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise UsageError(f"{path}: only SVG can be drawn without matplotlib: name a .svg file, or pip install 'gongbao[plot]'") from error

    figure = Figure(figsize=(2 + 0.4 * len(labels), 2 + 0.4 * len(labels)))
    axes = figure.add_subplot()
    axes.imshow(confusion, cmap="Blues")
    axes.set_xticks(range(len(labels)), labels, rotation=60, ha="right")
    axes.set_yticks(range(len(labels)), labels)
    for k, row in enumerate(confusion):
        for j, count in enumerate(row):
            if count:
                axes.text(j, k, count, ha="center", va="center")
    figure.tight_layout()
    figure.savefig(path)
