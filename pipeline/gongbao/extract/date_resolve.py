"""Steps of a date made days: from the words themselves, from the date before them, or from the day of publication."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gongbao.extract import date_narrow, days
from gongbao.extract.date_narrow import NARROWING
from gongbao.extract.date_steps import ALONE, BARE, Step, part_of_years
from gongbao.extract.date_tokens import Item, Side
from gongbao.extract.date_words import relative
from gongbao.extract.days import Span

SPRING = 4  # until this month a bulletin speaks of the year before where it says 全年
AHEAD = timedelta(days=240)  # a month without year that would lie farther ahead is one of the year before
RECENT = timedelta(days=31)
NOW, SOON = 2020, 20  # the year of publication where it is not known; years ahead that two digits may mean
SCHOOL = {"1": (9, 1), "2": (2, 7), "": (9, 8)}  # first and last month of the terms of a school year, and of the whole


@dataclass(slots=True)
class Context:
    """What a date without year is read from: the day of publication, the year of the title, the date before it in the section."""

    published: date | None = None
    taiwan: bool = False
    title: int | None = None
    last: Span | None = None
    near: bool = False  # the date before stands in the same sentence
    deadline: bool = False  # 前 stands behind the date: it lies ahead
    years: tuple[int, ...] = ()  # the single years named in the section

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
    open: str = "none"


UNKNOWN = Found(None, vague=True, edtf="X")


def resolve(item: Item, context: Context) -> Found | None:
    """The days of an item; None where they do not exist (30 February)."""
    first = item.sides[0][0]
    try:
        return LONE[first.kind](first, context) if first.finest == ALONE else resolve_sides(item.sides, context)
    except (ValueError, OverflowError):
        return None


# what stands alone


def repeated(step: Step, _: Context) -> Found:
    return Found(None, edtf=step.word)


def length_of(step: Step, context: Context) -> Found:
    """近五年: the length up to the day before publication, or from the day after it."""
    edtf, today = f"P{step.a}{step.word}", context.published
    if not today or not step.a:
        return Found(None, edtf=edtf if step.a else "X", vague=not step.a)
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
    return Found(days.years(step.a, step.b, step.word))


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
    if len(sides) == 1 or start.span is None:
        return start
    until = sides[1][0]
    if until.kind == "weekday" and until.a == BARE:
        one = start.span.last + timedelta(days=(until.b - start.span.last.isoweekday()) % 7)
        return Found(days.joined(start.span, Span(one, one)), start.anchor)
    taken = tuple(step for step in sides[0] if step.rank < sides[1][0].rank)
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
        return Found(days.years_earlier(context.last, -side[0].a), "antecedent") if context.last else UNKNOWN
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


def same_period(span: Span, context: Context) -> Span:
    """上年同期: the period before, so many years earlier; raises ValueError where there is none."""
    if context.last is None:
        raise ValueError("no period before")
    return days.years_earlier(context.last, context.last.last.year - span.last.year)


def unplaced(side: Side) -> Found:
    """Months and days without a year: XXXX-07; X for what has no numbers."""
    named = {step.kind: step for step in side}
    month, day = named.get("months"), named.get("days")
    if side[0].kind == "relative" or not month or month.a != month.b:
        return UNKNOWN
    if day and day.a > monthrange(NOW, month.a)[1]:
        raise ValueError("no such day")
    return Found(None, edtf=f"XXXX-{month.a:02}" + (f"-{day.a:02}" if day and day.a == day.b else ""))


# where a side begins

Origin = tuple[Span | None, str]


def from_years(side: Side, _: Context) -> Origin:
    return days.years(side[0].a, side[0].b, side[0].word), "explicit"


def from_short(side: Side, context: Context) -> Origin:
    """98年: the latest year with these last two digits that has begun, or is near."""
    latest = (context.published.year if context.published else NOW) + SOON
    year = latest - (latest - side[0].a) % 100
    return days.years(year, year), "explicit"


def from_decade(side: Side, context: Context) -> Origin:
    """九十年代: the latest decade of that name that has begun."""
    now = context.published.year if context.published else NOW
    last = (now - side[0].b) // 100 * 100 + side[0].b
    return days.years(*part_of_years(last - side[0].b + side[0].a, last + 9, side[0].word), "decade"), "explicit"


def from_ymd(side: Side, _: Context) -> Origin:
    year, month, day = side[0].a // 10000, side[0].a // 100 % 100, side[0].a % 100
    return days.joined(days.day(year, month, day), days.day(year, month, side[0].b)), "explicit"


def from_ym(side: Side, _: Context) -> Origin:
    return days.months(side[0].a, side[0].b, side[0].b), "explicit"


def from_school(side: Side, _: Context) -> Origin:
    """A school year from September to August, or one of its terms."""
    word = side[0].word
    first, last = SCHOOL["1" if word[:1] in ("一", "上", "秋") and word else "2" if word else ""]
    year = side[0].a
    start, end = days.months(year + (first < 9), first, first), days.months(year + 1, last, last)
    return days.joined(replace(start, grain="school"), replace(end, grain="school")), "explicit"


def from_relative(side: Side, context: Context) -> Origin:
    """去年, 上月, 次日: so many units from the day of publication, or from the date before."""
    row, shift = relative()[side[0].word], side[0].a
    before = antecedent(row["grain"], row["base"], context)
    if before is not None and row["base"] != "published":
        return days.moved(before, row["grain"], shift), "antecedent"
    if context.published is not None:
        return days.moved(context.published, row["grain"], shift), "published"
    return (days.moved(before, row["grain"], shift), "antecedent") if before is not None and row["grain"] == "year" else (None, "published")


def antecedent(grain: str, base: str, context: Context) -> date | None:
    """The last day of the date before, where it is as fine as the unit; of years also that of the title."""
    if grain == "year":
        year = context.year()
        return date(year, 12, 31) if year else None
    fine = {"quarter": ("quarter", "month", "day"), "month": ("month", "day"), "day": ("day",)}[grain]
    if context.last is None or context.last.grain not in fine:
        return None
    return context.last.last if base != "nearest" or context.near or grain == "quarter" else None


def from_week(side: Side, context: Context) -> Origin:
    """上周, 周末: from the week of publication."""
    if context.published is None:
        return None, "published"
    found = days.moved(context.published, "week", side[0].a)
    return Span(found.first + timedelta(days=5), found.last) if side[0].b else found, "published"


def from_weekday(side: Side, context: Context) -> Origin:
    """下周三; a bare weekday is the next one, the day of publication included."""
    step, today = side[0], context.published
    if today is None:
        return None, "published"
    if step.a == BARE:
        one = today + timedelta(days=(step.b - today.isoweekday()) % 7)
    else:
        one = days.moved(today, "week", step.a).first + timedelta(days=step.b - 1)
    return Span(one, one), "published"


def from_half_week(side: Side, context: Context) -> Origin:
    if context.published is None:
        return None, "published"
    found = days.unit_at(context.published, "week")
    return Span(found.first + timedelta(days=3), found.last) if side[0].a else Span(found.first, found.first + timedelta(days=2)), "published"


def from_festival(side: Side, context: Context) -> Origin:
    """A festival of the section's year, else the last one of a month ago, else the next."""
    year = context.year()
    if year is not None:
        return date_narrow.festival(side[0], days.years(year, year), context.taiwan), "antecedent"
    today = context.published
    if today is None:
        return None, "published"
    around_today = (date_narrow.festival(side[0], days.years(one, one), context.taiwan) for one in range(today.year - 1, today.year + 3))
    return next(span for span in around_today if span.last >= today - RECENT), "published"


ORIGINS: dict[str, Callable[[Side, Context], Origin]] = {
    "years": from_years, "short": from_short, "decade": from_decade, "ymd": from_ymd, "ym": from_ym, "school": from_school,
    "relative": from_relative, "week": from_week, "weekday": from_weekday, "half_week": from_half_week, "festival": from_festival,
}  # fmt: skip


def around(side: Side, context: Context) -> Origin:
    """The year or the month that a side without one stands in."""
    return month_around(side, context) if side[0].rank >= 5 else year_around(side, context)


def year_around(side: Side, context: Context) -> Origin:
    """The year of a month, a quarter or 全年 that names none."""
    published, year = context.published, context.year()
    month, number = first_day(side)
    if published and number and not context.near and not context.deadline:
        for candidate in (published.year, published.year - 1):
            if number <= monthrange(candidate, month)[1] and timedelta(0) <= published - date(candidate, month, number) <= RECENT:
                return days.years(candidate, candidate), "published"
    if year is not None:
        return days.years(year, year), "antecedent"
    if published is None:
        return None, "published"
    past = published.year
    if side[0].kind == "whole":
        past -= published.month <= SPRING
    elif date(past, month, 1) - published > AHEAD and side[0].kind != "lunar" and not context.deadline:
        past -= 1
    elif (month, number) == (2, 29):
        past = next(one for one in range(past, past - 9, -1) if monthrange(one, 2)[1] == number)
    return days.years(past, past), "published"


def first_day(side: Side) -> tuple[int, int]:
    """Month and day that a side begins with, 0 for a day it does not name."""
    step = side[0]
    month = step.a if step.kind in ("months", "md") else 1
    number = step.b if step.kind == "md" else next((one.a for one in side if one.kind == "days"), 0)
    return month, number


def month_around(side: Side, context: Context) -> Origin:
    """The month of a day or of 月底 that names none."""
    fine = context.last and context.last.grain in ("day", "month")
    if context.last and fine and (context.near or not context.published):
        return days.unit_at(context.last.last, "month"), "antecedent"
    if context.published is None:
        return None, "published"
    number = side[0].a if side[0].kind == "days" else 0
    found = days.moved(context.published, "month", -1 if number > context.published.day + 7 else 0)
    return found if number <= found.last.day else days.moved(found.first, "month", -1), "published"
