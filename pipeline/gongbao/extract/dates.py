"""Dates and periods of a bulletin, as days and as EDTF values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from gongbao.extract.date_context import Context, Found
from gongbao.extract.date_resolve import resolve
from gongbao.extract.date_scanner import trigger
from gongbao.extract.date_steps import ALONE
from gongbao.extract.date_tokens import Item, read_at
from gongbao.mentions import Period

AS_OF = ("截至", "截止")
UNTIL_BEFORE = ("截至", "截止", "截止到", "直至", "直到", "至")
FROM_AFTER = ("起", "以来", "开始", "之后", "以后", "及以后", "或之后", "至今")
UNTIL_AFTER = ("之前", "以前", "为止", "及以前", "或之前")
NOT_BEFORE = ("前往", "前后", "前期", "前夕", "前来", "前列", "前三", "前两", "前四", "前半")
BEFORE = (*UNTIL_AFTER, "前")
QUOTES = "”」』"
COMPARING = frozenset("比较与")
SENTENCE = "。！？\n"
LONGEST_TITLE = 61  # characters, with the line break


def find(text: str, published: date | None, *, place: str = "", breaks: Sequence[int] = ()) -> list[Period]:
    """Every date and period of a text, sorted, without overlaps; at each of `breaks` the date before is forgotten."""
    context = Context(published, "台湾" in place)
    found: list[Period] = []
    borders, k, seen, title = [*breaks, len(text) + 1], 0, 0, title_end(text)
    for item in items(text, context.taiwan):
        while borders[k] <= item.start:
            k += 1
            context.last, context.years = None, ()
        context.near = context.near and not any(text.find(mark, seen, item.start) >= 0 for mark in SENTENCE)
        seen = item.end
        open_ = open_side(text, item.start, item.end)
        context.deadline = open_ == "until" and text.startswith(BEFORE, item.end)
        context.asof = text.startswith(AS_OF, max(0, item.start - 2))
        one = resolve(item, context)
        if one is None:
            continue
        found.append(period(item, one, open_))
        if one.span and item.sides[0][0].finest != ALONE and text[item.start - 1 : item.start] not in COMPARING:
            remember(context, one, item.end <= title)
    return found


def items(text: str, taiwan: bool) -> Iterator[Item]:
    """The dates as they stand in the text."""
    search, at = trigger().search, 0
    while (hit := search(text, at)) is not None:
        item, at = read_at(text, hit.start(), taiwan)
        if item:
            yield item


def title_end(text: str) -> int:
    """Where the first line ends if it is a title: short, without a sentence; 0 where it is none."""
    end = text.find("\n", 0, LONGEST_TITLE)
    return end if end > 0 and not any(mark in text[:end] for mark in "。！？；") else 0


def remember(context: Context, one: Found, titled: bool) -> None:
    """Makes a date the one that later dates are read from; of one in the title only the year counts."""
    if one.span is None:
        return
    if titled:
        context.title = context.title or (one.span.last.year if one.anchor == "explicit" else None)
        return
    context.last, context.near = one.span, True
    if one.span.grain == "year":
        context.years = (*context.years, one.span.last.year)[-10:]


def period(item: Item, one: Found, open_: str) -> Period:
    """A find as a mention; `open_` is the side that the words around it tell."""
    span, lone = one.span, item.sides[0][0].finest == ALONE
    if lone:
        open_ = one.open if span is None or one.open != "none" else open_
    return Period(
        item.start, item.end, one.edtf or (span.edtf if span else "X"),
        span.first if span and open_ != "until" else None, span.last if span and open_ != "from" else None,
        open_, span.grain if span else "", one.anchor, one.vague,
    )  # fmt: skip


def open_side(text: str, start: int, end: int) -> str:
    """`from` before 起 and 以来, `until` behind 截至 or before 以前."""
    end += text[end : end + 1] in QUOTES and end < len(text)
    if text.startswith(FROM_AFTER, end):
        return "from"
    if text.endswith(UNTIL_BEFORE, max(0, start - 3), start) or text.startswith(UNTIL_AFTER, end):
        return "until"
    return "until" if text.startswith("前", end) and not text.startswith(NOT_BEFORE, end) else "none"
