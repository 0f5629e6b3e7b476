"""Spans of days and how EDTF writes them: 2021, 2021-07, 2021-01/2021-06."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

DAY = timedelta(days=1)
BY_YEAR = frozenset({"year", "plan", "decade", "century", "fiscal"})
BY_MONTH = frozenset({"month", "quarter", "half", "school"})


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day, inclusive; `written` is its EDTF value where it does not follow from days and grain."""

    first: date
    last: date
    grain: str = "day"
    written: str = ""

    @property
    def edtf(self) -> str:
        """The EDTF value at the precision of the grain."""
        return self.written or between(edge(self.first, self.grain), edge(self.last, self.grain))


def edge(day: date, grain: str) -> str:
    """A day as EDTF at the precision of a grain."""
    length = 4 if grain in BY_YEAR else 7 if grain in BY_MONTH else 10
    return day.isoformat()[:length]


def between(start: str, end: str) -> str:
    """An EDTF interval, or the one value where both ends are the same."""
    return start if start == end else f"{start}/{end}"


def ends(span: Span) -> tuple[str, str]:
    """The EDTF values of both ends of a span."""
    start, _, end = span.edtf.partition("/")
    return start, end or start


def some_of(span: Span, each: Iterable[Span]) -> Span:
    """A span of which only some parts are meant, as an EDTF set."""
    return replace(span, written=f"{{{','.join(one.edtf for one in each)}}}")


def day(year: int, month: int, number: int) -> Span:
    """One day; raises ValueError where it does not exist."""
    one = date(year, month, number)
    return Span(one, one)


def months(year: int, first: int, last: int, grain: str = "month") -> Span:
    """From one month of a year to another."""
    if not 1 <= first <= last <= 12:
        raise ValueError(f"no months {first} to {last}")
    return Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]), grain)


def years(first: int, last: int, grain: str = "year") -> Span:
    """From one year to another."""
    if first > last:
        raise ValueError(f"no years {first} to {last}")
    return Span(date(first, 1, 1), date(last, 12, 31), grain)


def week(one: date, count: int = 1) -> Span:
    """`count` weeks from the Monday of a day's week."""
    monday = one - timedelta(days=one.weekday())
    return Span(monday, monday + timedelta(days=7 * count - 1), "week")


def shifted_month(one: date, count: int) -> tuple[int, int]:
    """(year, month) so many months later."""
    year, month = divmod(one.year * 12 + one.month - 1 + count, 12)
    return year, month + 1


def later(one: date, count: int, unit: str) -> date:
    """The day `count` years, months, weeks or days (Y M W D) later, or earlier; the last day of a shorter month stands for a missing one."""
    if unit in "WD":
        return one + timedelta(days=count * (7 if unit == "W" else 1))
    year, month = shifted_month(one, count * (12 if unit == "Y" else 1))
    return date(year, month, min(one.day, monthrange(year, month)[1]))


def unit_at(one: date, grain: str) -> Span:
    """The day, week, month, quarter, half or year that holds a day."""
    if grain == "day":
        return Span(one, one)
    if grain == "week":
        return week(one)
    size = {"month": 1, "quarter": 3, "half": 6, "year": 12}[grain]
    start = (one.month - 1) // size * size + 1
    return months(one.year, start, start + size - 1, grain)


def moved(one: date, grain: str, count: int) -> Span:
    """The unit that lies `count` units after the one that holds a day."""
    size = {"day": (1, "D"), "week": (1, "W"), "month": (1, "M"), "quarter": (3, "M"), "half": (6, "M"), "year": (1, "Y")}[grain]
    anchor = one.replace(day=1) if size[1] in "MY" else one
    return unit_at(later(anchor, count * size[0], size[1]), grain)


def years_earlier(span: Span, count: int) -> Span:
    """The matching span so many years earlier; what ends with a month still ends with it."""
    start, end = later(span.first, -count, "Y"), later(span.last, -count, "Y")
    if span.last.day == monthrange(span.last.year, span.last.month)[1]:
        end = end.replace(day=monthrange(end.year, end.month)[1])
    return Span(start, end, span.grain)


def joined(start: Span, end: Span) -> Span:
    """From the first day of one span to the last day of another; raises ValueError where that runs backwards."""
    if end.last < start.first:
        raise ValueError("a period that ends before it starts")
    return Span(start.first, end.last, end.grain if start.grain in BY_YEAR else start.grain, between(ends(start)[0], ends(end)[1]))
