"""Parts of a span of days: a month of a year, a week of a month, 年底, the Mid-Autumn of a year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from gongbao.extract import days, feasts
from gongbao.extract.date_steps import Step
from gongbao.extract.date_words import feast_rows, short_holidays, terms
from gongbao.extract.days import Span

EARLY, HALF, MIDDLE = 10, 15, 20
SEASONS = ("立春", "立夏", "立秋", "立冬", "立春")
LONG = ("islamic", "hebrew")  # calendars of feasts that last for days
MIDDLES = {"year": 5, "half": 2, "quarter": 1}  # the middle month, counted from the first
FROM_LICHUN = 23  # 小寒 and 大寒 end a lunar year: those of 2017年大寒 lie in January 2018


def year_of(span: Span) -> int:
    """The year that holds a span; raises ValueError where it holds more than one."""
    if span.first.year != span.last.year:
        raise ValueError("a part of more than one year")
    return span.first.year


def in_month(span: Span, first: int, last: int) -> Span:
    """From one day of a month to another; raises ValueError where the span is no part of one month or the days do not exist."""
    if (span.first.year, span.first.month) != (span.last.year, span.last.month):
        raise ValueError("a day of more than one month")
    start, end = (days.day(span.first.year, span.first.month, number) for number in (first, last))
    return days.joined(start, end)


def months(step: Step, span: Span) -> Span:
    found = days.months(year_of(span), step.a, step.b, step.word)
    return days.some_of(found, (days.months(span.first.year, one, one) for one in step.each)) if step.each else found


def whole(_: Step, span: Span) -> Span:
    return days.years(year_of(span), year_of(span))


def some_days(step: Step, span: Span) -> Span:
    found = in_month(span, step.a, step.b)
    return days.some_of(found, (in_month(span, one, one) for one in step.each)) if step.each else found


def month_and_day(step: Step, span: Span) -> Span:
    return days.day(year_of(span), step.a, step.b)


def season(step: Step, span: Span) -> Span:
    """From the solar term that opens a season to the day before the next; EDTF numbers seasons from 21."""
    year = year_of(span)
    start, end = feasts.term(year, SEASONS[step.a]), feasts.term(year + (step.a == 3), SEASONS[step.a + 1])
    return Span(start, end - days.DAY, "season", f"{year:04}-{21 + step.a}")


def lunar(step: Step, span: Span) -> Span:
    """A day or a month of the lunar year that begins in a year."""
    leap, year = step.word == "leap", year_of(span)
    if step.b == 0:
        start, end = feasts.lunar(year, step.a, 1, leap), feasts.lunar(year, step.a, 0, leap)
        return Span(start, end, "lunar_month", days.between(start.isoformat(), end.isoformat()))
    one = feasts.lunar(year, step.a, max(step.b, 0), leap)
    return Span(one, one)


def term(step: Step, span: Span) -> Span:
    """A solar term; the last two of the year lie in the January after."""
    year = year_of(span) + (terms()[step.word] >= FROM_LICHUN)
    one = feasts.term(year, step.word)
    return Span(one, one)


def festival(step: Step, span: Span, taiwan: bool = False) -> Span:
    """A festival of a year: its day, of the religious ones all days, of 国庆假期 the days off."""
    rule, length = festival_rule(step.word, taiwan)
    start = feasts.by_rule(rule, year_of(span))
    return Span(start, start + timedelta(days=length - 1 if step.b or rule.startswith(LONG) else 0))


def festival_rule(name: str, taiwan: bool) -> tuple[str, int]:
    """The rule of a festival, that of Taiwan where it has its own there, and how many days it lasts."""
    row = feast_rows().get(name)
    if row is None:
        row = short_holidays()[name]
        return f"solar {row['day']}", int(row["days"])
    return row["taiwan"] if taiwan and row["taiwan"] else row["rule"], int(row["days"])


def nth_weekday(step: Step, span: Span) -> Span:
    """The first Monday, the last Friday of a month or a year."""
    if step.a < 0:
        one = span.last - timedelta(days=(span.last.isoweekday() - step.b) % 7)
    else:
        one = span.first + timedelta(days=(step.b - span.first.isoweekday()) % 7 + 7 * (step.a - 1))
    if not span.first <= one <= span.last:
        raise ValueError("no such weekday")
    return Span(one, one)


def nth_week(step: Step, span: Span) -> Span:
    """Weeks counted by their Mondays, from the first in the span or back from the last."""
    if step.a < 0:
        end = span.last - timedelta(days=span.last.isoweekday() % 7)
        return Span(end - timedelta(days=-7 * step.a - 1), end, "week")
    monday = span.first + timedelta(days=-span.first.weekday() % 7)
    return Span(monday + timedelta(days=7 * (step.a - 1)), monday + timedelta(days=7 * step.b - 1), "week")


def nth_day(step: Step, span: Span) -> Span:
    """Days counted from the first of a span, or back from the last."""
    base = span.first - days.DAY if step.a > 0 else span.last + days.DAY
    found = Span(base + timedelta(days=step.a), base + timedelta(days=step.b))
    if not span.first <= found.first <= found.last <= span.last:
        raise ValueError("no such day")
    return found


def weekday(step: Step, span: Span) -> Span:
    """A weekday of a week."""
    one = span.first + timedelta(days=step.b - span.first.isoweekday())
    return Span(one, one)


def offset(step: Step, span: Span) -> Span:
    """的前一天, 的一个月以前: one day so far from another."""
    one = days.later(span.first if step.a < 0 else span.last, step.a, step.word)
    return Span(one, one)


def onward(step: Step, span: Span) -> Span:
    """So many days from a day on."""
    return Span(span.first, span.first + timedelta(days=step.a - 1))


def part(step: Step, span: Span) -> Span:
    """年底 is the last month, 月底 the last day, 月初 and 上旬 the first ten days; of longer spans the first or last year."""
    word, start, end = step.word, span.first, span.last
    if word.endswith(("旬", "半月")) or span.grain == "month":
        return part_of_month(word, span)
    if span.grain in ("plan", "decade", "century"):
        year = end.year if word[-1] in "底末终" else start.year
        return days.years(year, year)
    if span.grain == "day":
        raise ValueError(f"no {word} of a day")
    if span.grain == "lunar_month":
        return Span(end, end) if word[-1] in "底末终" else Span(start, start + timedelta(days=EARLY - 1))
    month = end if word[-1] in "底末终" else start
    if word[-1] == "中" and span.grain in MIDDLES:
        month = start.replace(month=start.month + MIDDLES[span.grain])
    return days.months(month.year, month.month, month.month)


TEN_DAYS = {
    "上旬": (1, EARLY), "中旬": (EARLY + 1, MIDDLE), "中": (EARLY + 1, MIDDLE), "中上旬": (1, MIDDLE), "上中旬": (1, MIDDLE),
    "上半月": (1, HALF),
}  # fmt: skip


def part_of_month(word: str, span: Span) -> Span:
    """Ten days, or the last day, of a month."""
    last = span.last.day
    late = {"下旬": (MIDDLE + 1, last), "中下旬": (EARLY + 1, last), "下半月": (HALF + 1, last)}
    first, final = TEN_DAYS.get(word) or late.get(word) or ((last, last) if word[-1] in "底末终" else (1, EARLY))
    return in_month(span, first, final)


NARROWING: dict[str, Callable[[Step, Span], Span]] = {
    "months": months, "whole": whole, "days": some_days, "md": month_and_day, "season": season, "lunar": lunar, "term": term,
    "nth_weekday": nth_weekday, "nth_week": nth_week, "nth_day": nth_day, "weekday": weekday, "offset": offset, "onward": onward,
    "part": part,
}  # fmt: skip
