"""The Hebrew calendar, by the arithmetic of Dershowitz and Reingold: the day on whose evening a feast begins."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

EPOCH = -1373427  # the day number of the first Tishri 1
LAST_ADAR = 14  # stands for the last Adar, of which a leap year has two
TISHRI, HESHVAN, KISLEV, ADAR = 7, 8, 9, 12
SHORT = frozenset({2, 4, 6, 10, 13})


def leap(year: int) -> bool:
    """True for a year of thirteen months."""
    return (7 * year + 1) % 19 < 7


@lru_cache(maxsize=256)
def elapsed(year: int) -> int:
    """Days from the epoch to a new year, put off so that it falls on no Sunday, Wednesday or Friday."""
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    days = months * 29 + parts // 25920
    return days + 1 if 3 * (days + 1) % 7 < 3 else days


def new_year(year: int) -> int:
    """The day number of Tishri 1."""
    before, here, after = (elapsed(one) for one in (year - 1, year, year + 1))
    late = 2 if after - here == 356 else 1 if here - before == 382 else 0
    return EPOCH + here + late


def month_length(year: int, month: int) -> int:
    """The days of a month, Nisan being 1."""
    length = new_year(year + 1) - new_year(year)
    if month == HESHVAN:
        return 30 if length % 10 == 5 else 29
    if month == KISLEV:
        return 29 if length % 10 == 3 else 30
    if month == ADAR:
        return 30 if leap(year) else 29
    return 29 if month in SHORT else 30


def eve(year: int, month: int, day: int) -> date:
    """The day of a solar year on whose evening a Hebrew day begins; raises ValueError where there is none."""
    for one in (year + 3760, year + 3761):
        last = 13 if leap(one) else 12
        wanted = last if month == LAST_ADAR else month
        order = [*range(TISHRI, last + 1), *range(1, TISHRI)]
        before = sum(month_length(one, each) for each in order[: order.index(wanted)])
        found = date.fromordinal(new_year(one) + before + day - 2)
        if found.year == year:
            return found
    raise ValueError(f"no {month}-{day} of the Hebrew calendar in {year}")
