"""Text to measure on: our own corpus recombined into bulletins, or a file of the user's."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZE = 4000  # bytes of a bulletin, about


def paragraphs() -> list[str]:
    """Every paragraph of corpus/areas with its heading above it, in simplified script."""
    from gongbao.normalize import normalize

    found = []
    for path in sorted((ROOT / "corpus" / "areas").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        found += [normalize("\n".join(part for part in (row["heading"], row["text"]) if part)).text for row in rows]
    return found


def recombined(size: int) -> Iterator[str]:
    """Bulletins of about SIZE bytes from paragraphs in a fixed order of chance, `size` bytes in all."""
    chance, stock = random.Random(20220301), paragraphs()
    total = 0
    while total < size:
        lines, length = [], 0
        while length < min(SIZE, size - total):
            lines.append(chance.choice(stock))
            length += len(lines[-1].encode()) + 1
        total += length
        yield "\n".join(lines) + "\n"


def pieces(path: Path, size: int) -> Iterator[str]:
    """A file's text cut at line ends into bulletins of about SIZE bytes, repeated until there are `size` bytes."""
    lines = path.read_text(encoding="utf-8", errors="ignore").splitlines(keepends=True)
    total, batch, length = 0, [], 0
    while total < size and lines:
        for line in lines:
            batch.append(line)
            length += len(line.encode())
            if length >= SIZE:
                yield "".join(batch)
                total, batch, length = total + length, [], 0
            if total >= size:
                return
