"""Where a date begins: with its own year, with the date before it, or with the day of publication."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from gongbao.extract import date_narrow, days
from gongbao.extract.date_context import NOW, SPRING, Context
from gongbao.extract.date_steps import BARE
from gongbao.extract.date_tokens import Side
from gongbao.extract.date_words import relative
from gongbao.extract.date_years import part_of_years
from gongbao.extract.days import Span

AHEAD = timedelta(days=240)  # a month without year that would lie farther ahead is one of the year before
NONE = timedelta(0)
SETTLING = timedelta(days=10)  # so long after its end a bulletin still calls a quarter 本季度
RECENT = timedelta(days=31)
SEASON = timedelta(days=92)
SOON = 20  # years ahead that two digits may mean
SCHOOL = {"1": (9, 1), "2": (2, 7), "": (9, 8)}  # first and last month of the terms of a school year, and of the whole
TAIWAN_SCHOOL = {"1": (8, 1), "2": (2, 7), "": (8, 7)}

Origin = tuple[Span | None, str]


def from_years(side: Side, _: Context) -> Origin:
    found = days.years(side[0].a, side[0].b, side[0].word)
    return (days.some_of(found, (days.years(one, one) for one in side[0].each)) if side[0].each else found), "explicit"


def from_short(side: Side, context: Context) -> Origin:
    """98年: the latest year with these last two digits that has begun, or is near."""
    latest = (context.published.year if context.published else NOW) + SOON
    year = latest - (latest - side[0].a) % 100
    return days.years(year, year), "explicit"


def from_decade(side: Side, context: Context) -> Origin:
    """九十年代: the latest decade of that name that has begun; 上世纪, 本世纪: of the century before, or this one."""
    now = context.published.year if context.published else NOW
    step, century = side[0], side[0].word[:1]
    last = (now - step.b) // 100 * 100 + step.b
    if century and century in "上本":
        last = now // 100 * 100 - 100 * (century == "上") + step.b
    return days.years(*part_of_years(last - step.b + step.a, last + 9, step.word.lstrip("上本")), "decade"), "explicit"


def from_century(side: Side, context: Context) -> Origin:
    """本世纪, 上世纪末: the century of publication, or the one before."""
    first = (context.published.year if context.published else NOW) // 100 * 100 + 100 * side[0].a
    return days.years(*part_of_years(first, first + 99, side[0].word), "century"), "explicit"


def from_yms(side: Side, _: Context) -> Origin:
    start, end = (days.months(number // 12, number % 12 + 1, number % 12 + 1) for number in (side[0].a, side[0].b))
    return days.joined(start, end), "explicit"


def from_ymd(side: Side, _: Context) -> Origin:
    year, month, day = side[0].a // 10000, side[0].a // 100 % 100, side[0].a % 100
    return days.joined(days.day(year, month, day), days.day(year, month, side[0].b)), "explicit"


def from_ym(side: Side, _: Context) -> Origin:
    return days.months(side[0].a, side[0].b, side[0].b), "explicit"


def from_school(side: Side, _: Context) -> Origin:
    """A school year, or one of its terms, that begins in September; in August where its year is one of the Republic."""
    step = side[0]
    part = "1" if step.word[:1] in tuple("一上秋") else "2" if step.word else ""
    first, last = (TAIWAN_SCHOOL if step.b else SCHOOL)[part]
    start, end = days.months(step.a + (part == "2"), first, first), days.months(step.a + 1, last, last)
    return days.joined(replace(start, grain="school"), replace(end, grain="school")), "explicit"


def from_relative(side: Side, context: Context) -> Origin:
    """去年, 上月, 次日: so many units from the day of publication, or from the date before."""
    row, shift = relative()[side[0].word], side[0].a
    before = antecedent(row["grain"], row["base"], context)
    if row["grain"] == "quarter" and row["base"] == "nearest" and not shift and before is None and context.published:
        return days.unit_at(context.published - SETTLING, "quarter"), "published"
    if before is not None and row["base"] != "published":
        return days.moved(before, row["grain"], shift), "antecedent"
    today = context.today() if row["grain"] == "year" and (context.published or row["base"] == "published") else context.published
    if today is None:
        return None, "published"
    return days.moved(today, row["grain"], shift), "published" if context.published else "antecedent"


def antecedent(grain: str, base: str, context: Context) -> date | None:
    """The last day of the date before, where it is as fine as the unit; of years also that of the title."""
    if grain == "year":
        year = context.year()
        return date(year, 12, 31) if year else None
    fine = {"quarter": ("quarter", "month", "day"), "month": ("month", "day"), "day": ("day",)}[grain]
    if context.last is None or context.last.grain not in fine or (context.stale and context.published and base != "antecedent"):
        return None
    return context.last.last if base != "nearest" or context.near or grain == "quarter" or grain == context.last.grain == "month" else None


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
    """A festival of the section's year, else the last one of a month ago, where its days off are meant of a season ago, else the next."""
    year = context.year()
    if year is not None:
        return date_narrow.festival(side[0], days.years(year, year), context.taiwan), "antecedent"
    today = context.published
    if today is None:
        return None, "published"
    around_today = (date_narrow.festival(side[0], days.years(one, one), context.taiwan) for one in range(today.year - 1, today.year + 3))
    return next(span for span in around_today if span.last >= today - (SEASON if side[0].b else RECENT)), "published"


ORIGINS: dict[str, Callable[[Side, Context], Origin]] = {
    "years": from_years, "short": from_short, "decade": from_decade, "century": from_century, "yms": from_yms,
    "ymd": from_ymd, "ym": from_ym, "school": from_school,
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
    if year is not None and not (published and context.deadline and year < published.year):
        return days.years(year, year), "antecedent"
    if published is None:
        return None, "published"
    past = published.year
    if side[0].kind == "whole":
        past -= published.month <= SPRING
    elif side[0].kind == "part":
        past -= published.month <= SPRING and (context.asof or side[0].word.startswith("年末"))
    elif context.last and not context.seen and not context.stale and context.last.last.year < past and date(past, month, 1) > published:
        return days.years(context.last.last.year, context.last.last.year), "antecedent"
    elif date(past, month, 1) - published > (NONE if context.since else AHEAD) and side[0].kind != "lunar" and not context.deadline:
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
