"""What a change is measured against: 同比, 环比, 比上年, 比2019年同期, 较年初, and the days of it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date | None, date | None]
BASE = re.compile(
    r"(?P<yoy>同比|按年(?=[上下增减升降])|(?:[比较]|与|相比)(?:上年|去年|上一年|前一年|上年度)(?![末底])(?:同期|同月|同季)?(?:相比)?|[比较]同期)"
    r"|(?P<mom>环比|按[月季](?=[上下增减升降])|[比较](?:上月|上个月|上季度?|上一季度|上旬|前一?月))"
    r"|(?P<start>[比较](?:今年|本年|当年)?年?初(?:时)?)"
    r"|[比较与](?P<year>(?:19|20)\d\d)年(?P<same>同期)?(?P<end>[末底])?"
)
POINT = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?$")


def last_base(text: str, start: int, end: int) -> re.Match[str] | None:
    """The last comparison that text[start:end] names."""
    found = None
    for match in BASE.finditer(text, start, end):
        found = match
    return found


def years_before(day: date, years: int) -> date:
    """The same day of an earlier year; 29 February becomes 28 February, and the last day of a month stays the last."""
    year = day.year - years
    last = monthrange(year, day.month)[1]
    ends = day.day == monthrange(day.year, day.month)[1]
    return date(year, day.month, last if ends else min(day.day, last))


def base_of(match: re.Match[str], first: date | None, last: date | None) -> tuple[str, date | None, date | None]:
    """(change_base, first day, last day) of a comparison, for an indicator of the period `first`–`last`."""
    if match["yoy"]:
        return "yoy", *shifted(first, last, 1)
    if match["mom"]:
        return "mom", *previous(first, last)
    if match["start"]:
        end = date(first.year - 1, 12, 31) if first else None
        return "START", end, end
    year = int(match["year"])
    if match["end"]:
        return match["year"], date(year, 12, 31), date(year, 12, 31)
    if match["same"] and first:
        return match["year"], *shifted(first, last, first.year - year)
    return match["year"], date(year, 1, 1), date(year, 12, 31)


def shifted(first: date | None, last: date | None, years: int) -> Days:
    """The same sub-period so many years earlier."""
    if first is None or last is None or not 1 < first.year - years < 9999:
        return None, None
    return years_before(first, years), years_before(last, years)


def previous(first: date | None, last: date | None) -> Days:
    """The period of equal length just before; of whole months, as many whole months."""
    if first is None or last is None:
        return None, None
    end = first - timedelta(days=1)
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        year, month = divmod(first.year * 12 + first.month - 1 - months, 12)
        return date(year, month + 1, 1), end
    return end - (last - first), end
