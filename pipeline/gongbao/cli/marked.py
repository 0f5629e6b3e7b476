"""The text of a bulletin with its findings written into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from gongbao import markup
from gongbao.bulletin import Bulletin
from gongbao.records import ParagraphRow, Records

TABLES = ("quantities", "dates", "organizations")
Span = tuple[int, int, str]


def marked(bulletin: Bulletin, records: Records) -> str:
    """A line for each paragraph, every finding as ⟦words|reading⟧, titles and headings behind #."""
    found = {name: [(row.start, row.end, row.text, label(name, row)) for row in getattr(records, name)] for name in TABLES}
    spans = sorted(span for rows in found.values() for span in placed(bulletin, rows))
    return "\n".join(lines(bulletin.text, records.paragraphs, spans))


def placed(bulletin: Bulletin, rows: Iterable[tuple[int, int, str, str]]) -> Iterator[Span]:
    """Where the findings of one table, told by raw offsets, stand in the normalized text: there the offset map leads back to them.

    In text that was repaired as a whole all of them have the offsets of the whole; their order tells them apart.
    """
    at = 0
    for start, end, words, told in rows:
        place = bulletin.text.find(words, at)
        while place >= 0 and bulletin.offsets.span(place, place + len(words)) != (start, end):
            place = bulletin.text.find(words, place + 1)
        if place >= 0:
            at = place + len(words)
            yield place, at, told


def lines(text: str, paragraphs: Iterable[ParagraphRow], spans: list[Span]) -> Iterator[str]:
    """Each paragraph with its spans marked."""
    at = k = 0
    for one in paragraphs:
        begin = text.index(one.text, at)
        at, mine = begin + len(one.text), list[Span]()
        while k < len(spans) and spans[k][0] < at:
            start, end, told = spans[k]
            if not mine or start - begin >= mine[-1][1]:
                mine.append((start - begin, end - begin, told))
            k += 1
        yield prefix(one) + markup.mark(one.text, mine)


def prefix(paragraph: ParagraphRow) -> str:
    """# for a title, ## and more for headings, by their depth."""
    return {"title": "# ", "heading": "#" * (len(paragraph.section) + 2) + " "}.get(paragraph.role, "")


def label(table: str, row: Any) -> str:
    """The reading of a finding as markup writes it; rows have the fields that it looks at."""
    if table == "quantities":
        return f"Q {markup.quantity_label(row)}"
    return f"D {markup.period_label(row)}" if table == "dates" else f"O {row.name}"
