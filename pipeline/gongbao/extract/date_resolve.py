"""Steps of a date made days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from gongbao.extract import date_narrow, days
from gongbao.extract.date_context import NOW, UNKNOWN, Context, Found
from gongbao.extract.date_narrow import NARROWING
from gongbao.extract.date_origins import ORIGINS, around
from gongbao.extract.date_steps import ALONE, BARE, Step
from gongbao.extract.date_tokens import Item, Side
from gongbao.extract.date_words import relative
from gongbao.extract.days import Span

FIXED = frozenset({"years", "ymd", "ym", "yms", "school", "plan", "vague", "repeat"})
PARTS = frozenset({"months", "whole", "days", "season", "lunar", "term", "nth_weekday", "nth_week", "nth_day", "part", "offset", "onward"})
NOWHERE = Context()
SOME_YEAR = "XXXX"


def resolve(item: Item, context: Context) -> Found | None:
    """The days of an item; None where they do not exist (30 February)."""
    if explicit(item.sides):
        return resolve_explicit(item.sides)
    first = item.sides[0][0]
    try:
        return LONE[first.kind](first, context) if first.finest == ALONE else resolve_sides(item.sides, context)
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=8192)
def explicit(sides: Sequence[Side]) -> bool:
    """True for a date that means the same days wherever it stands."""
    return sides[0][0].kind in FIXED and all(step.kind in FIXED | PARTS for side in sides for step in side)


@lru_cache(maxsize=8192)
def resolve_explicit(sides: Sequence[Side]) -> Found | None:
    """The days of a date that needs no context."""
    try:
        found = LONE[sides[0][0].kind](sides[0][0], NOWHERE) if sides[0][0].finest == ALONE else resolve_sides(sides, NOWHERE)
    except (ValueError, OverflowError):
        return None
    return replace(found, edtf=found.edtf or found.span.edtf) if found.span else found


# what stands alone


def repeated(step: Step, _: Context) -> Found:
    return Found(None, edtf=step.word)


def length_of(step: Step, context: Context) -> Found:
    """近五年: the length up to the day before publication, or from the day after it."""
    edtf, today = f"P{step.a}{step.word}", context.published
    if not today or not step.a:
        return Found(None, edtf=edtf if step.a else "X", vague=not step.a)
    if (step.a, step.word) == (1, "Y") and step.b <= 0 and today.year - 1 == (context.heading or context.title):
        return Found(days.years(today.year - 1, today.year - 1), "published", edtf)  # 过去一年 of a report on that year
    if step.b > 0:
        return Found(Span(today + days.DAY, days.later(today, step.a, step.word)), "published", edtf)
    return Found(Span(days.later(today, -step.a, step.word), today - days.DAY), "published", edtf)


def these_years(step: Step, context: Context) -> Found:
    """这两年: the last years that the section has named, else a length up to publication."""
    named = sorted(context.years)[-step.a :]
    if step.a > 1 and named and named == list(range(named[0], named[0] + step.a)):
        return Found(days.years(named[0], named[-1]), "antecedent")
    return length_of(step._replace(b=-1, word="Y"), context)


def units(step: Step, context: Context) -> Found:
    """上两个月: whole months before, or after, that of publication."""
    if context.published is None:
        return UNKNOWN
    start, end = (days.moved(context.published, step.word, shift) for shift in (step.a, step.b))
    return Found(days.joined(start, end), "published")


def ago(step: Step, context: Context) -> Found:
    """三年前: the year, the month, the week or the day that lies so far back."""
    if context.published is None:
        return UNKNOWN
    grain = {"Y": "year", "M": "month", "W": "week", "D": "day"}[step.word]
    return Found(days.moved(context.published, grain, step.a), "published")


def plan(step: Step, _: Context) -> Found:
    """The years of a plan; its end is a December, as that of a year."""
    return Found(days.months(step.b, 12, 12) if step.word == "month" else days.years(step.a, step.b, step.word))


def event(step: Step, _: Context) -> Found:
    """An event that time is counted from, or its anniversary."""
    year, month, day = (*map(int, step.word.split("-")), 0, 0)[:3]
    year += step.b
    span = days.day(year, month, day) if day else days.months(year, month, month) if month and not step.b else days.years(year, year)
    return Found(span, "policy", open={1: "from", 0: "none", -1: "until"}[step.a])


LONE: dict[str, Callable[[Step, Context], Found]] = {
    "vague": lambda _, __: UNKNOWN, "repeat": repeated, "since": length_of, "these": these_years, "units": units, "ago": ago,
    "plan": plan, "anchor": event,
}  # fmt: skip


# one side, two sides


def resolve_sides(sides: Sequence[Side], context: Context) -> Found:
    """One side, or a range whose second side takes over what it does not say from the first."""
    start = resolve_side(sides[0], context)
    if len(sides) == 1:
        return start
    if start.span is None:
        return unplaced_range(sides, start)
    until = sides[1][0]
    if until.kind == "weekday" and until.a == BARE:
        one = start.span.last + timedelta(days=(until.b - start.span.last.isoweekday()) % 7)
        return Found(days.joined(start.span, Span(one, one)), start.anchor)
    placed = until.kind in ORIGINS and until.kind != "festival"
    taken = () if placed else tuple(step for step in sides[0] if step.rank < until.rank)
    own = taken or (until.kind == "relative" and relative()[until.word]["base"] != "antecedent")
    inner = context if own else replace(context, last=start.span, near=True)
    end = resolve_side((*taken, *sides[1]), inner)
    if end.span is None:
        return start
    last = end.span
    if last.last < start.span.first and until.rank > 2:
        last = days.years_earlier(last, -1)
    if start.span.grain in days.BY_MONTH and sides[1][-1].kind == "festival":
        last = days.unit_at(last.first, "month")
    return Found(days.joined(start.span, last), start.anchor)


def resolve_side(side: Side, context: Context) -> Found:
    """Narrows from the first step, or from what it stands in, to the last."""
    if side[0].kind == "relative" and side[-1].kind == "same":
        return same_of_earlier(-side[0].a, context)
    origin = ORIGINS.get(side[0].kind)
    span, anchor = origin(side, context) if origin else around(side, context)
    for step in side[1:] if origin else side:
        if span is None:
            break
        span = days.years(step.a, step.b) if step.kind == "years" else narrow(step, span, context)
    return Found(span, anchor) if span else unplaced(side)


def narrow(step: Step, span: Span, context: Context) -> Span:
    """A part of a span; raises ValueError where the span has no such part."""
    if step.kind == "festival":
        return date_narrow.festival(step, span, context.taiwan)
    if step.kind == "same":
        return same_period(span, context)
    if step.kind == "today":
        if context.published is None:
            raise ValueError("no day of publication")
        return days.day(span.first.year, context.published.month, context.published.day)
    if step.kind == "relative":
        return Span(span.first, span.last, span.grain)
    return NARROWING[step.kind](step, span)


def same_of_earlier(years: int, context: Context) -> Found:
    """去年同期: the period before so many years earlier; where it is not over, or there is none, the month of publication."""
    span, today = context.last, context.published
    if span is None or (today and span.grain == "year" and span.last > today):
        return Found(days.years_earlier(days.unit_at(today, "month"), years), "published") if today else UNKNOWN
    return Found(days.years_earlier(whole_month(span, context), years), "antecedent")


def whole_month(span: Span, context: Context) -> Span:
    """The month of a day that a count runs to, or from; other spans as they are."""
    return days.unit_at(span.last, "month") if span.grain == "day" and span.first == span.last and context.open != "none" else span


def same_period(span: Span, context: Context) -> Span:
    """上年同期: the period before, so many years earlier; the whole year where there is none."""
    if context.last is None:
        return span
    return days.years_earlier(whole_month(context.last, context), context.last.last.year - span.last.year)


def unplaced(side: Side) -> Found:
    """Months and days without a year: XXXX-07; X for what has no numbers."""
    named = {step.kind: step for step in side}
    month, day = named.get("months"), named.get("days")
    if side[0].kind == "relative" or not month or month.each or (day and day.each):
        return UNKNOWN
    if day and not day.a <= day.b <= monthrange(NOW, month.b)[1]:
        raise ValueError("no such day")
    start, end = (f"{SOME_YEAR}-{one:02}" for one in (month.a, month.b))
    return Found(None, edtf=days.between(f"{start}-{day.a:02}", f"{end}-{day.b:02}") if day else days.between(start, end))


def unplaced_range(sides: Sequence[Side], start: Found) -> Found:
    """6月6日—9日 without a year: XXXX-06-06/XXXX-06-09."""
    end = unplaced((*(step for step in sides[0] if step.rank < sides[1][0].rank), *sides[1]))
    if not (start.edtf.startswith(SOME_YEAR) and end.edtf.startswith(SOME_YEAR)):
        return start
    return replace(start, edtf=days.between(start.edtf.partition("/")[0], end.edtf.partition("/")[2] or end.edtf))
