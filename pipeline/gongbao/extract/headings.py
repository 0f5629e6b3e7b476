"""What the title and the headings above a paragraph say of the amounts in it: their period, and whether they are targets or plans."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from gongbao.mentions import Paragraph, Period
from gongbao.resources import lexicon, rows

HEADS = ("title", "heading")


class Said(NamedTuple):
    """A word for a target or a plan, and the ordinal of a date; empty and None where the headings have none."""

    word: str = ""
    date: int | None = None


NOTHING = Said()


@cache
def heading_words() -> dict[str, str]:
    """Words of headings -> achieved, target or plan."""
    return {row["word"]: row["status"] for row in rows(lexicon("status")) if row["where"] != "clause"}


@lru_cache(maxsize=4096)
def word_of(heading: str) -> str:
    """The longest word of a heading that tells a target or a plan, empty where the heading tells of results (完成情况)."""
    found = [word for word in heading_words() if word in heading]
    if any(heading_words()[word] == "achieved" for word in found):
        return ""
    return max(found, key=len, default="")


class Headings:
    """The headings of a text, read when a paragraph below them is asked for."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], dates: Sequence[Period], date_starts: Sequence[int]) -> None:
        self.paragraphs = paragraphs
        self.starts = [one.start for one in paragraphs]
        self.dated: dict[str, int] = {}
        self.title = NOTHING
        self.known: dict[tuple[str, ...], Said] = {}
        for one in paragraphs:
            if one.role in HEADS:
                self.read(text, one, dates, date_starts)

    def read(self, text: str, one: Paragraph, dates: Sequence[Period], date_starts: Sequence[int]) -> None:
        """Keeps the first date of a heading, and what the title says."""
        first, last = bisect_left(date_starts, one.start), bisect_left(date_starts, one.end)
        date = next((k for k in range(first, last) if dates[k].first and not dates[k].vague), None)
        heading = text[one.start : one.end].strip()
        if one.role == "title" and self.title == NOTHING:
            self.title = Said(word_of(heading), date)
        elif one.role == "heading" and date is not None:
            self.dated[heading] = date

    def above(self, place: int) -> Said:
        """What the headings above the paragraph at a place say, the nearest first, then the title."""
        k = bisect_right(self.starts, place) - 1
        if k < 0:
            return NOTHING
        section = self.paragraphs[k].section
        said = self.known.get(section)
        if said is None:
            nearest = section[::-1]
            word = next((word for word in map(word_of, nearest) if word), "" if section else self.title.word)
            said = self.known[section] = Said(word, next((self.dated[one] for one in nearest if one in self.dated), self.title.date))
        return said
