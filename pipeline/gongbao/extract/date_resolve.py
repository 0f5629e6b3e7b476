"""Steps of a date made days: from the words themselves, from the date before them, or from the day of publication."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongbao.extract import days
from gongbao.extract.date_tokens import Item, Side, Step
from gongbao.extract.date_words import relative
from gongbao.extract.days import Span

SPRING = 4  # until this month a bulletin speaks of the year before where it says 全年
AHEAD = timedelta(days=245)  # a month without year that would lie farther ahead is one of the year before
RECENT = timedelta(days=31)


@dataclass(slots=True)
class Context:
    """What a date without year is read from: the day of publication, the year of the title, the date before it in the section."""

    published: date | None = None
    title: int | None = None
    last: Span | None = None
    near: bool = False  # the date before stands in the same sentence

    def year(self) -> int | None:
        """The year that the section, else the title speaks of."""
        if self.last:
            return self.last.last.year
        if self.title and self.published and self.title == self.published.year and self.published.month <= SPRING:
            return None
        return self.title


@dataclass(frozen=True, slots=True)
class Found:
    """What an item stands for; `span` is None where no days follow."""

    span: Span | None
    anchor: str = "explicit"
    edtf: str = ""
    vague: bool = False


UNKNOWN = Found(None, vague=True, edtf="X")
EARLY, MIDDLE, LATE = 10, 20, 31


def resolve(item: Item, context: Context) -> Found | None:
    """The days of an item; None where they do not exist (30 February)."""
    first = item.sides[0][0]
    if first.kind == "vague":
        return UNKNOWN
    if first.kind == "repeat":
        return Found(None, edtf=first.word)
    if first.kind == "since":
        return length_of(first, context)
    try:
        return resolve_sides(item.sides, context)
    except (ValueError, OverflowError):
        return None


def length_of(step: Step, context: Context) -> Found:
    """近五年: the length up to the day before publication, or from the day after it."""
    edtf, today = f"P{step.a}{step.word}", context.published
    if not today or not step.a:
        return Found(None, edtf=edtf if step.a else "X", vague=not step.a)
    try:
        if step.b > 0:
            span = Span(today + days.DAY, days.later(today, step.a, step.word))
        else:
            span = Span(days.later(today, -step.a, step.word), today - days.DAY)
    except (ValueError, OverflowError):
        return Found(None, edtf=edtf)
    return Found(span, "published", edtf)


def resolve_sides(sides: Sequence[Side], context: Context) -> Found:
    """One side, or a range whose second side takes over what it does not say from the first."""
    start = resolve_side(sides[0], context)
    if len(sides) == 1 or start.span is None:
        return start if len(sides) == 1 else Found(None, start.anchor, start.edtf, start.vague)
    taken = tuple(step for step in sides[0] if step.rank < sides[1][0].rank)
    inner = Context(context.published, context.title, start.span, True)
    end = resolve_side((*taken, *sides[1]), inner if not taken else context)
    if end.span is None:
        return start
    if end.span.last < start.span.first and sides[1][0].rank > 2:
        end = Found(days.years_earlier(end.span, -1))
    assert end.span is not None
    return Found(days.joined(start.span, end.span), start.anchor)


def resolve_side(side: Side, context: Context) -> Found:
    """Narrows from the first step, or from what it stands in, to the last."""
    span, anchor = origin(side, context)
    for step in side:
        if step.kind in ("years", "short", "ymd", "relative", "plan"):
            continue
        if span is None:
            return unplaced(side)
        span = narrow(step, span, context)
    if span is None:
        return unplaced(side)
    return Found(span, anchor)


def unplaced(side: Side) -> Found:
    """Months and days without a year: XXXX-07; X for what has no numbers."""
    named = {step.kind: step for step in side}
    month, day = named.get("months"), named.get("days")
    if side[0].kind == "relative" or not month or month.a != month.b:
        return UNKNOWN
    if day and day.a > monthrange(2020, month.a)[1]:
        raise ValueError("no such day")
    return Found(None, edtf=f"XXXX-{month.a:02}" + (f"-{day.a:02}" if day and day.a == day.b else ""))


def origin(side: Side, context: Context) -> tuple[Span | None, str]:
    """The span that the first step names, or that a side without year stands in, and what it is seen from."""
    step = side[0]
    if step.kind in ("years", "plan"):
        return days.years(step.a, step.b, "plan" if step.kind == "plan" else "year"), "explicit"
    if step.kind == "short":
        year = nearest_century(step.a, context.published.year if context.published else 2020)
        return days.years(year, year), "explicit"
    if step.kind == "ymd":
        one = days.day(step.a // 10000, step.a // 100 % 100, step.a % 100)
        return (one if step.b == step.a % 100 else days.joined(one, one_day(one.first, step.b))), "explicit"
    if step.kind == "relative":
        return from_relative(step, side, context)
    if step.rank >= 5:
        return month_around(side, context)
    return year_around(side, context)


def one_day(month: date, number: int) -> Span:
    """A day of the month of another."""
    return days.day(month.year, month.month, number)


def nearest_century(short: int, now: int) -> int:
    """The year with these last two digits that lies nearest to now."""
    return min((century + short for century in range(now // 100 * 100 - 100, now + 101, 100)), key=lambda year: abs(year - now))


def from_relative(step: Step, side: Side, context: Context) -> tuple[Span | None, str]:
    """去年, 上月, 次日: so many units from the day of publication, or from the date before."""
    row = relative()[step.word]
    grain, base = row["grain"], row["base"]
    before = context.last.last if context.last else None
    if grain == "year" and before is None and base != "published" and context.year():
        before = date(context.year() or 1, 12, 31)
    if grain in ("month", "day") and context.last and context.last.grain not in (grain, "day") and base != "published":
        before = None if base == "nearest" else before
    if grain == "quarter" and context.last and context.last.grain not in ("quarter", "month", "day"):
        before = None
    if base != "published" and before is not None:
        return days.moved(before, grain, step.a), "antecedent"
    if context.published is not None:
        return days.moved(context.published, grain, step.a), "published"
    if before is None and context.year():
        before = date(context.year() or 1, 12, 31)
    return (days.moved(before, grain, step.a), "antecedent") if before is not None and grain == "year" else (None, "published")


def year_around(side: Side, context: Context) -> tuple[Span | None, str]:
    """The year of a month, a quarter or 全年 that names none."""
    published, year = context.published, context.year()
    month = side[0].a or 12
    number = next((step.a for step in side if step.kind == "days"), 0)
    if published and number and not context.near:
        for candidate in (published.year, published.year - 1):
            if 0 <= (published - date(candidate, month, min(number, 28))).days <= RECENT.days:
                return days.years(candidate, candidate), "published"
    if year is not None:
        return days.years(year, year), "antecedent"
    if published is None:
        return None, "published"
    past = published.year - 1
    if side[0].kind == "whole":
        return (days.years(past, past) if published.month <= SPRING else days.years(past + 1, past + 1)), "published"
    if date(published.year, month, 1) - published > AHEAD:
        return days.years(past, past), "published"
    return days.years(published.year, published.year), "published"


def month_around(side: Side, context: Context) -> tuple[Span | None, str]:
    """The month of a day or of 月底 that names none."""
    if context.last and context.last.grain in ("day", "month") and context.near:
        return days.unit_at(context.last.last, "month"), "antecedent"
    if context.published:
        found = days.unit_at(context.published, "month")
        if side[0].kind == "days" and side[0].a > context.published.day + 7:
            found = days.moved(context.published, "month", -1)
        return found, "published"
    return (days.unit_at(context.last.last, "month"), "antecedent") if context.last and context.last.grain in ("day", "month") else (None, "published")


def narrow(step: Step, span: Span, context: Context) -> Span:
    """A part of a span; raises ValueError where the span has no such part."""
    if step.kind == "same":
        return same_period(span, context)
    if step.kind == "part":
        return part_of(step.word, span)
    if step.kind == "days":
        if (span.first.year, span.first.month) != (span.last.year, span.last.month):
            raise ValueError("a day of more than one month")
        return days.joined(one_day(span.first, step.a), one_day(span.first, step.b))
    if span.first.year != span.last.year:
        raise ValueError("a month of more than one year")
    if step.kind == "whole":
        return days.years(span.first.year, span.first.year)
    return days.months(span.first.year, step.a, step.b, step.word)


def same_period(span: Span, context: Context) -> Span:
    """上年同期: the period before, so many years earlier; raises ValueError where there is none."""
    if context.last is None:
        raise ValueError("no period before")
    return days.years_earlier(context.last, context.last.last.year - span.last.year)


def part_of(word: str, span: Span) -> Span:
    """年底 is the last month, 月底 the last day, 月初 and 上旬 the first ten days; of longer spans the first or last year."""
    start, end = span.first, span.last
    if word.endswith("旬") or span.grain == "month":
        return part_of_month(word, start, end)
    if span.grain in ("plan", "decade"):
        year = end.year if word[-1] in "底末终" else start.year
        return days.years(year, year)
    if word[-1] in "底末终":
        return days.months(end.year, end.month, end.month)
    if word[-1] in "初始":
        return days.months(start.year, start.month, start.month)
    if span.grain == "year":
        return days.months(start.year, 6, 6)
    raise ValueError(f"no {word} of a {span.grain}")


def part_of_month(word: str, start: date, end: date) -> Span:
    """Ten days, or the last day, of a month."""
    last = end.day
    first, final = {
        "上旬": (1, EARLY), "中旬": (EARLY + 1, MIDDLE), "下旬": (MIDDLE + 1, last), "中上旬": (1, MIDDLE), "上中旬": (1, MIDDLE),
        "中下旬": (EARLY + 1, last), "中": (EARLY + 1, MIDDLE),
    }.get(word) or ((last, last) if word[-1] in "底末终" else (1, EARLY))  # fmt: skip
    return days.joined(one_day(end, first), one_day(end, final))
