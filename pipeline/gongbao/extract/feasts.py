"""Days of festivals by rule: fixed days, lunar days, solar terms, nth weekdays, Easter and its relatives, the Islamic and the Hebrew calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from gongbao.extract import hebrew

ISLAMIC_EPOCH = date(622, 7, 19).toordinal() - 1  # civil epoch in the proleptic Gregorian calendar


def solar(year: int, month: int, day: int) -> date:
    """A fixed day of the solar year."""
    return date(year, month, day)


def nth_weekday(year: int, month: int, count: int, weekday: int) -> date:
    """The nth Monday (1) … Sunday (7) of a month; raises ValueError where the month has no such day."""
    first = date(year, month, 1)
    found = first + timedelta(days=(weekday - 1 - first.weekday()) % 7 + 7 * (count - 1))
    if found.month != month:
        raise ValueError(f"no weekday {count} in month {month}")
    return found


def easter(year: int, offset: int = 0) -> date:
    """Easter Sunday of the Western churches, by the anonymous Gregorian computus."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, left = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - shift + 15) % 30
    four, four_left = divmod(rest, 4)
    week = (32 + 2 * left + 2 * four - moon - four_left) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1) + timedelta(days=offset)


def orthodox(year: int, offset: int = 0) -> date:
    """Easter Sunday of the Eastern churches, by Meeus's Julian computus, as a Gregorian day."""
    moon = (19 * (year % 19) + 15) % 30
    week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + week + 114, 31)
    lag = year // 100 - year // 400 - 2
    return date(year, month, day + 1) + timedelta(days=lag + offset)


def islamic(year: int, month: int, day: int) -> date:
    """The first day that falls into a solar year, by the tabular calendar."""
    hijri = (year - 622) * 33 // 32
    for one in (hijri - 1, hijri, hijri + 1, hijri + 2):
        found = islamic_day(one, month, day)
        if found.year == year:
            return found
    raise ValueError(f"no {month}-{day} of the Islamic calendar in {year}")


def islamic_day(hijri: int, month: int, day: int) -> date:
    """A day of the tabular Islamic calendar with leap years 2 5 7 10 13 16 18 21 24 26 29 of thirty."""
    days = day + (59 * (month - 1) + 1) // 2 + (hijri - 1) * 354 + (3 + 11 * hijri) // 30
    return date.fromordinal(ISLAMIC_EPOCH + days)


@lru_cache(maxsize=4096)
def lunar(year: int, month: int, day: int, leap: bool = False) -> date:
    """A day of the Chinese lunar year, day 0 for the last of its month; raises ValueError where there is none."""
    from lunar_python import LunarMonth

    found = LunarMonth.fromYm(year, -month if leap else month)
    if found is None or day > found.getDayCount():
        raise ValueError(f"no {month}-{day} in the lunar year {year}")
    first = solar_day(found.getFirstJulianDay())
    return first + timedelta(days=(day or found.getDayCount()) - 1)


def solar_day(julian: float) -> date:
    """The day of a Julian day number."""
    return date.fromordinal(int(julian + 0.5) - 1721425)


@lru_cache(maxsize=1024)
def term(year: int, name: str) -> date:
    """The day of a solar term in a solar year."""
    from lunar_python import Solar

    found = Solar.fromYmd(year, 6, 15).getLunar().getJieQiTable()
    # the table of a year runs from the winter solstice before it; terms of January stand under their own names
    days = [date(one.getYear(), one.getMonth(), one.getDay()) for key, one in found.items() if key == name or NAMES.get(key) == name]
    return next(one for one in days if one.year == year)


NAMES = {"DONG_ZHI": "冬至", "DA_HAN": "大寒", "XIAO_HAN": "小寒", "LI_CHUN": "立春", "YU_SHUI": "雨水", "JING_ZHE": "惊蛰", "DA_XUE": "大雪"}
RULES: dict[str, Callable[..., date]] = {
    "solar": solar, "nth": nth_weekday, "easter": easter, "orthodox": orthodox, "islamic": islamic, "lunar": lunar, "hebrew": hebrew.eve,
}  # fmt: skip


def by_rule(rule: str, year: int) -> date:
    """The day of a rule of configs/lexicon/festivals.tsv in a year; raises ValueError where it has none."""
    kind, *words = rule.split(" ")
    if kind == "term":
        return term(year, words[0])
    numbers = [int(part) for word in words for part in (word.split("-") if word[0] != "-" else [word])]
    return RULES[kind](year, *numbers)
