"""Plain tables for terminals and pipes: columns aligned by the width that characters have on screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width

WIDEST = 40
GAP = "  "


def width(text: str) -> int:
    """The columns that a text takes on screen."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def fitted(text: str, limit: int) -> str:
    """A text of no more than a width, cut with … where it is longer."""
    if width(text) <= limit:
        return text
    used, kept = 0, []
    for one in text:
        used += width(one)
        if used > limit - 1:
            break
        kept.append(one)
    return "".join(kept) + "…"


def table(header: Sequence[str], rows: Iterable[Sequence[object]], widest: int = WIDEST) -> str:
    """Rows below a header and a rule; numbers are set right."""
    cells = [[fitted(shown(cell), widest) for cell in row] for row in rows]
    right = [bool(cells) and all(is_number(row[k]) for row in cells) for k in range(len(header))]
    widths = [max(map(width, column)) for column in zip(header, *cells, strict=True)]
    lines = [list(header), ["-" * one for one in widths], *cells]
    return "\n".join(GAP.join(padded(*cell) for cell in zip(line, widths, right, strict=True)).rstrip() for line in lines)


def padded(text: str, columns: int, right: bool) -> str:
    blank = " " * (columns - width(text))
    return blank + text if right else text + blank


def shown(cell: object) -> str:
    """A cell on one line; nothing for None."""
    return "" if cell is None else " ".join(str(cell).split())


def is_number(text: str) -> bool:
    return not text or text.lstrip("-").replace(".", "", 1).replace(",", "").rstrip("%").isdigit()
