"""Dates and periods of a bulletin, as days and as EDTF values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongbao.extract.date_patterns import scanner
from gongbao.extract.date_resolve import Context, Found, resolve
from gongbao.extract.date_tokens import Item, read
from gongbao.mentions import Period

UNTIL_BEFORE = ("截至", "截止", "截止到", "直至", "直到", "至")
FROM_AFTER = ("起", "以来", "开始", "之后", "以后", "及以后", "或之后")
UNTIL_AFTER = ("之前", "以前", "为止", "及以前", "或之前")
COMPARING = ("比", "较", "于", "与")
SENTENCE = "。！？\n"


def find(text: str, published: date | None, *, place: str = "", breaks: Sequence[int] = ()) -> list[Period]:
    """Every date and period of a text, sorted, without overlaps; at each of `breaks` the date before is forgotten."""
    taiwan = "台湾" in place
    context, found = Context(published), []
    borders, k = [*breaks, len(text) + 1], 0
    title, at = text.find("\n"), 0
    for hit in scanner(taiwan).finditer(text):
        start = hit.start()
        while borders[k] <= start:
            k += 1
            context.last = None
        for item in read(hit.group(), taiwan):
            first, last = start + item.start, start + item.end
            context.near = not any(text.find(mark, at, first) >= 0 for mark in SENTENCE)
            one = resolve(item, context)
            if one is None:
                continue
            found.append(period(text, first, last, one, item))
            if one.span and item.sides[0][0].finest < 9 and not text.startswith(COMPARING, max(first - 1, 0)):
                context.last, at = one.span, last
                if first < title and one.anchor == "explicit" and context.title is None:
                    context.title = one.span.last.year
    return found


def period(text: str, start: int, end: int, one: Found, item: Item) -> Period:
    """A find as a mention, with the open side that the words around it tell."""
    span = one.span
    edtf = one.edtf or (span.edtf if span else "X")
    open_ = "none" if item.sides[0][0].finest == 9 else open_side(text, start, end)
    first = span.first if span and open_ != "until" else None
    last = span.last if span and open_ != "from" else None
    return Period(start, end, edtf, first, last, open_, span.grain if span else "", one.anchor, one.vague)


def open_side(text: str, start: int, end: int) -> str:
    """`from` before 起 and 以来, `until` behind 截至 or before 以前."""
    if text.startswith(FROM_AFTER, end):
        return "from"
    if text.endswith(UNTIL_BEFORE, max(0, start - 3), start) or text.startswith(UNTIL_AFTER, end):
        return "until"
    if text.startswith("前", end) and not text.startswith(("前往", "前后", "前期", "前夕", "前来", "前列"), end):
        return "until"
    return "none"
