"""Dates and periods of a bulletin, as days and as EDTF values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from gongbao.extract.date_context import Context, Found
from gongbao.extract.date_resolve import resolve
from gongbao.extract.date_scanner import trigger
from gongbao.extract.date_steps import ALONE
from gongbao.extract.date_tokens import Item, read_at
from gongbao.extract.date_words import outlooks, reviews
from gongbao.mentions import Period

AS_OF = ("截至", "截止")
UNTIL_BEFORE = ("截至", "截止", "截止到", "直至", "直到", "至")
FROM_AFTER = ("起", "以来", "开始", "之后", "以后", "及以后", "或之后", "至今")
SINCE = ("以来", "至今")
UNTIL_AFTER = ("之前", "以前", "为止", "及以前", "或之前")
NOT_BEFORE = ("前往", "前后", "前期", "前夕", "前来", "前列", "前三", "前两", "前四", "前半", "前移", "前进", "前茅", "前沿", "前景")
BEFORE = (*UNTIL_AFTER, "前")
QUOTES = "”」』"
COMPARING = ("比", "较", "与", "超过", "高于", "低于", "相当于", "恢复到", "恢复至")
REACHED = ("至", "到")  # 由一季度的45%升至二季度的78%
RECOVERED = ("恢复到", "恢复至")
BASE_BEFORE, BASE_AFTER = ("是", "为", "由", "从"), "的"  # 是2019年的2.6倍, 由2020年的61.3%提高到
AHEAD = ("到", "至", "力争", "确保", "预计", "计划")
PROMISE = re.compile("(?:预计|预期|力争|争取|确保|计划|有望)[^，。；：]{0,3}$")
SENTENCE = re.compile("[。！？；\n]")
PAUSE = re.compile("[，。；！？]")
LONGEST_TITLE, LONGEST_HEADING = 61, 30  # characters


def find(text: str, published: date | None, *, place: str = "", breaks: Sequence[int] = ()) -> list[Period]:
    """Every date and period of a text, sorted, without overlaps; at each of `breaks` the date before is forgotten."""
    context = Context(published, "台湾" in place)
    found: list[Period] = []
    borders, k, seen, title = [*breaks, len(text) + 1], 0, 0, title_end(text)
    for item in items(text, context.taiwan):
        while borders[k] <= item.start:
            k += 1
            context.last, context.heading, context.years = None, None, ()
        context.stale = context.stale or text.find("\n", seen, item.start) >= 0
        context.near = context.near and SENTENCE.search(text, seen, item.start) is None
        seen = item.end
        open_ = open_side(text, item.start, item.end)
        context.deadline = is_deadline(text, item, open_)
        context.since = open_ == "from" and text.startswith(SINCE, item.end)
        context.asof = text.startswith(AS_OF, max(0, item.start - 2))
        one = resolve(item, context)
        if one is None:
            continue
        found.append(period(item, one, open_))
        if one.span and leads(text, item) and not lies_ahead(context, one):
            remember(context, one, open_)
            if one.anchor == "explicit" and not text.endswith(AHEAD, max(0, item.start - 2), item.start):
                context.latest = max(context.latest or 0, one.span.last.year)
            if item.end <= title:
                entitle(context, text[:title], one.span.last.year)
            elif names_years(text, item, one):
                context.heading = one.span.last.year
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


def entitle(context: Context, title: str, year: int) -> None:
    """Takes the year of the title: of two the first, and then it is no report on one year."""
    context.review = context.title is None and any(word in title for word in reviews())
    context.outlook = context.title is None and any(word in title for word in outlooks())
    context.title, context.last = context.title or year, None


def leads(text: str, item: Item) -> bool:
    """True for a date that later ones may be read from: no base of comparison, no length of time."""
    first, last = item.sides[0][0], item.sides[-1][-1]
    if text.startswith(BASE_AFTER, item.end) and text.endswith(BASE_BEFORE, max(0, item.start - 1), item.start):
        return False
    return first.finest != ALONE and last.kind != "same" and not text.endswith(COMPARING, max(0, item.start - 3), item.start)


def is_deadline(text: str, item: Item, open_: str) -> bool:
    """True where 前 stands behind a date, or 预计, 力争 before it: it lies ahead."""
    promised = PROMISE.search(text, max(0, item.start - 5), item.start) is not None
    return promised or (open_ == "until" and text.startswith(BEFORE, item.end))


def lies_ahead(context: Context, one: Found) -> bool:
    """True for a term by which something is to be done, later than the year that the text is of: 2026年底前."""
    year = context.published.year if context.published else context.title
    return context.deadline and one.span is not None and year is not None and one.span.last.year > year


def names_years(text: str, item: Item, one: Found) -> bool:
    """True where a short line without a sentence names a year: a heading that holds for the lines below it."""
    if one.anchor != "explicit" or one.span is None:
        return False
    start = text.rfind("\n", max(0, item.start - LONGEST_HEADING), item.start)
    end = text.find("\n", item.end, item.end + LONGEST_HEADING)
    if end < 0 or (start < 0 and item.start):
        return False
    whole = start + 1 == item.start and end == item.end
    return whole or (one.span.grain not in ("day", "month") and PAUSE.search(text, start + 1, end) is None)


def remember(context: Context, one: Found, open_: str) -> None:
    """Makes a date the one that later dates are read from."""
    context.last, context.near, context.stale, context.open, context.seen = one.span, True, False, open_, one.anchor != "published"
    if one.span and one.span.grain == "year":
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
    if text.endswith(RECOVERED, max(0, start - 3), start) or (text.startswith(BASE_AFTER, end) and text.endswith(REACHED, max(0, start - 1), start)):
        return "none"
    if text.endswith(UNTIL_BEFORE, max(0, start - 3), start) or text.startswith(UNTIL_AFTER, end):
        return "until"
    return "until" if text.startswith("前", end) and not text.startswith(NOT_BEFORE, end) else "none"
