"""Long documents in pieces: memory is bounded by the piece, and the rows of all pieces together are those of one bulletin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from gongbao.records import BulletinRow, Records

PIECE = 100_000  # characters that go through the pipeline at once
MENTIONS = ("quantities", "dates", "organizations")
BEHIND = {"quantity": "quantities", "date": "dates", "organization": "organizations"}


def cuts(raw: str, size: int = PIECE) -> Iterator[tuple[int, int]]:
    """(start, end) of the pieces of a text, cut behind a line, else behind a sentence, else anywhere."""
    start = 0
    while len(raw) - start > size:
        low, high = start + size // 2, start + size
        end = next((at + 1 for mark in ("\n", "。") if (at := raw.rfind(mark, low, high)) >= 0), high)
        yield start, end
        start = end
    yield start, len(raw)


@dataclass(slots=True)
class Behind:
    """What lies before a piece: characters of the raw text, paragraphs, and mentions of each table."""

    characters: int
    paragraphs: int
    mentions: Counter[str]

    def pass_over(self, records: Records, characters: int) -> None:
        """This piece lies before the next one, too."""
        self.characters += characters
        self.paragraphs += len(records.paragraphs)
        self.mentions.update({name: len(getattr(records, name)) for name in MENTIONS})

    def shifted(self, records: Records) -> Records:
        """The rows of a piece as rows of the whole: offsets and ordinals count from the start of the bulletin."""
        together = Records(bulletins=list(records.bulletins))
        for name, rows in records.tables():
            if name not in ("bulletins", "rejects"):
                setattr(together, name, [self.row(name, row) for row in rows])
        return together

    def row(self, table: str, row: Any) -> Any:
        """One row, moved."""
        moved: dict[str, int] = {
            "start": row.start + self.characters, "end": row.end + self.characters, "paragraph": row.paragraph + self.paragraphs,
        }
        if table in MENTIONS:
            moved["mention"] = row.mention + self.mentions[table]
        if table == "indicators":
            moved |= {name: at + self.mentions[whole] for name, whole in BEHIND.items() if (at := getattr(row, name)) is not None}
        return row._replace(**moved)


def whole(rows: Sequence[BulletinRow]) -> BulletinRow:
    """The row of a bulletin from the rows of its pieces: the first one's head, sums of what is counted."""
    scripts = {row.script for row in rows if row.characters}
    repairs = Counter[str]()
    for row in rows:
        repairs.update(row.repairs)
    return rows[0]._replace(
        script=scripts.pop() if len(scripts) == 1 else "mixed", characters=sum(row.characters for row in rows),
        paragraphs=sum(row.paragraphs for row in rows), repairs=dict(repairs),
    )
