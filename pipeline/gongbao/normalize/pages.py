"""What a page adds to a text: its number, its running head and foot."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from gongbao.offsets import Edit

BREAK = "\f"
NUMBER = re.compile(r"[-—–·•~\s]*(?:第\s*)?[\dIVXivx]{1,4}(?:\s*页)?[-—–·•~\s]*(?:(?:[/／,，]|of|共)\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–·•~\s]*$")
LINE = re.compile(r"[^\n\f]+")
DIGITS = re.compile(r"[\d０-９]+")
EDGE, OFTEN, SELDOM = 2, 0.5, 2  # lines at either edge of a page; on what share of pages, and on how many at least, a running line stands
SHORT = 40  # characters of a title


@dataclass(frozen=True, slots=True)
class Line:
    """A line at the edge of a page: `place` is 0 or 1 from the top, -1 or -2 from the bottom."""

    start: int
    end: int
    place: int


def pages(text: str) -> list[Edit]:
    """Page numbers and lines that stand at the same edge of most pages go, but for the first page's head; a form feed ends a line."""
    if BREAK not in text:
        return []
    edges = [_edges(text, start, end) for start, end in _spans(text)]
    often = Counter(key for page in edges for key in {_key(text, one) for one in page})
    least = max(SELDOM, OFTEN * len(edges))
    found, at = [], 0
    for number, page in enumerate(edges):
        for one in page:
            running = often[_key(text, one)] >= least and (number or one.place < 0 or _stands_over_title(text, one))
            if running or (one.place in (0, -1) and NUMBER.match(text, one.start, one.end)):
                start, end = _with_break(text, one)
                found.append(Edit(max(at, start), end, "", "page_furniture"))
                at = end
    found += [Edit(hit.start(), hit.end(), "\n", "page_break") for hit in re.finditer(BREAK, text)]
    return sorted(found, key=lambda edit: edit.start)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for page in text.split(BREAK):
        yield start, start + len(page)
        start += len(page) + 1


def _edges(text: str, start: int, end: int) -> list[Line]:
    """The outermost lines of a page."""
    spans = [hit.span() for hit in LINE.finditer(text, start, end) if not hit.group().isspace()]
    count = len(spans)
    places = [k - count if k >= max(count - EDGE, count / 2) else k for k in range(count)]
    return [Line(*span, place) for span, place in zip(spans, places, strict=True) if place < EDGE]


def _stands_over_title(text: str, one: Line) -> bool:
    """Whether the first page's running head is not itself the title: the next line is a short one, too."""
    following = text[one.end : one.end + 4 * SHORT].strip().split("\n")[0].strip()
    return len(following) <= SHORT and not following.endswith("。")


def _key(text: str, one: Line) -> tuple[str, bool]:
    """What makes two lines the same running line: their text but for numbers, and the edge they stand at."""
    return DIGITS.sub("#", "".join(text[one.start : one.end].split())), one.place >= 0


def _with_break(text: str, one: Line) -> tuple[int, int]:
    """The line with its end, at the bottom of a page with the end of the line before."""
    if one.place >= 0:
        return one.start, one.end + (text[one.end : one.end + 1] == "\n")
    return one.start - (text[one.start - 1 : one.start] == "\n"), one.end
