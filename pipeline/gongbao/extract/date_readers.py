"""Reads parts: quarters, months, weeks, days, festivals, and words like 年底; every kind of token has its reader here."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from gongbao.extract import date_lengths, date_years
from gongbao.extract.date_steps import ALONE, BARE, Step, count, letter, listed, numbers
from gongbao.extract.date_words import feast_rows, relative, short_holidays

BRACKETED = re.compile(r"[(（]\d{1,2}[)）]")
WEEKDAYS = {"日": 7, "天": 7}
QUOTED = re.compile('[“"](.+)[”"]')
DAYS_OFF = re.compile("(?:期间|假期|小?长假|黄金周)$")


def read_relative(text: str) -> Step | None:
    if BRACKETED.search(text):
        if text.endswith("月"):
            return read_months(text)  # 上（6）月
        text = BRACKETED.sub("", text)  # 今（5）日
    row = relative()[text]
    rank = {"year": 2, "quarter": 3, "month": 4, "day": 6}[row["grain"]]
    return Step("relative", rank, rank, int(row["shift"]), 0, text)


def read_months(text: str) -> Step | None:
    found = numbers(text)
    return Step("months", 4, 4, found[0], found[-1], "month", listed(text, found))


def read_first_months(text: str) -> Step | None:
    return Step("months", 4, 4, 1, count(text), "month")


def read_quarters(text: str) -> Step | None:
    found = numbers(text)
    if text.startswith("后"):
        return Step("months", 3, 3, 13 - 3 * found[0], 12, "quarter")
    first = 1 if text.startswith(("前", "头", "首")) else found[0]
    return Step("months", 3, 3, 3 * first - 2, 3 * found[-1], "quarter")


def read_quarter(text: str) -> Step | None:
    return Step("months", 3, 3, 3 * count(text) - 2, 3 * count(text), "quarter")


def read_half(text: str) -> Step | None:
    if text.startswith("全"):
        return Step("whole", 3, 3, 12, 12)
    if text.endswith("周"):
        return Step("half_week", 5, 5, text[0] == "下")
    first = 1 if text[0] in "上前" else 7
    return Step("months", 3, 3, first, first + 5, "half")


def read_season(text: str) -> Step | None:
    return Step("season", 3, 3, "春夏秋冬".index(text[0]))


def read_holiday(text: str) -> Step | None:
    return Step("months", 4, 4, *((7, 8) if text[0] == "暑" else (1, 2)), "holiday")


def read_lunar(text: str) -> Step | None:
    rest = re.sub("^(?:农历|阴历|旧历)(?:..年)?", "", text)
    leap, rest = rest.startswith("闰"), rest.removeprefix("闰").removesuffix("日")
    if rest.startswith("大年"):
        return Step("lunar", 4, 6, 12 if rest.endswith("三十") else 1, -1 if rest.endswith("三十") else count(rest[3:]))
    name, found, day = rest.partition("月")
    if not found:
        return None
    month = {"正": 1, "冬": 11, "腊": 12}.get(name) or count(name)
    number = count(day.removeprefix("初")) if day else 0
    return Step("lunar", 4, 6 if day else 4, month, number, "leap" if leap else "")


def read_term(text: str) -> Step | None:
    return Step("term", 4, 6, word=text)


def read_festival(text: str) -> Step | None:
    name = DAYS_OFF.sub("", text).removeprefix("下一个").removeprefix("下个")
    quoted = QUOTED.match(name)
    name = quoted[1] if quoted else name.strip('“”"')
    rule = feast_rows()[name]["rule"] if name in feast_rows() else f"solar {short_holidays()[name]['day']}"
    month = int(rule.split(" ")[1].split("-")[0]) if rule.startswith("solar") else 0
    return Step("festival", 4, 6, month, int(bool(DAYS_OFF.search(text))), name)


def read_week(text: str) -> Step | None:
    shift = text.count("下") - text.count("上")
    return Step("week", 5, 5, shift, int(text.endswith("末")))


def read_weekday(text: str) -> Step | None:
    placed = text[0] in "上下这本今"
    day = WEEKDAYS.get(text[-1]) or count(text[-1])
    return Step("weekday", 6, 6, text.count("下") - text.count("上") if placed else BARE, day)


def read_nth_weekday(text: str) -> Step | None:
    day = WEEKDAYS.get(text[-1]) or count(text[-1])
    return Step("nth_weekday", 5, 6, -1 if text[0] == "最" else count(text), day)


def read_nth(text: str) -> Step | None:
    size = -count(text) if text.startswith("倒") else count(text)
    unit = letter(text)
    if unit == "M":
        month = size if size > 0 else 13 + size
        return Step("months", 4, 4, month, month, "month")
    return Step("nth_week", 5, 5, size, size) if unit == "W" else Step("nth_day", 6, 6, size, size)


def read_ends(text: str) -> Step | None:
    unit, size = letter(text), count(text)
    ahead = text.startswith(("最初", "前"))
    if unit == "M":
        return Step("months", 4, 4, 1 if ahead else 13 - size, size if ahead else 12, "month")
    kind, rank = ("nth_week", 5) if unit == "W" else ("nth_day", 6)
    return Step(kind, rank, rank, 1, size) if ahead else Step(kind, rank, rank, -size, -1)


def read_offset(text: str) -> Step | None:
    if text.startswith("向后"):
        return Step("onward", 7, 7, count(text))
    sign = -1 if "前" in text else 1
    return Step("offset", 7, 7, sign * count(text), word=letter(text))


def read_days(text: str) -> Step | None:
    found = numbers(text)
    return Step("days", 6, 6, found[0], found[-1], each=listed(text, found))


def read_part(text: str) -> Step | None:
    return Step("part", 4 if text[0] in "年岁" else 5, 5, word=text)


READERS: dict[str, Callable[[str], Step | None]] = {
    "years": date_years.read_years, "year": date_years.read_years, "plain": date_years.read_years, "gloss": date_years.read_years,
    "fiscal": date_years.read_fiscal, "school": date_years.read_school, "short": date_years.read_short,
    "republic": date_years.read_republic, "era": date_years.read_era, "ymd": date_years.read_ymd, "compact": date_years.read_compact,
    "dmy": date_years.read_dmy, "ym": date_years.read_ym, "yms": date_years.read_yms, "md": date_years.read_md,
    "decade": date_years.read_decade, "century": date_years.read_century, "plan": date_years.read_plan, "anchor": date_years.read_anchor,
    "relative": read_relative, "repeat": date_lengths.read_repeat, "since": date_lengths.read_since, "these": date_lengths.read_these,
    "whole_units": date_lengths.read_whole_units, "ago": date_lengths.read_ago, "months": read_months, "month": read_months,
    "first_months": read_first_months, "quarters": read_quarters, "quarter": read_quarter, "half": read_half, "season": read_season,
    "holiday": read_holiday, "lunar": read_lunar, "term": read_term, "festival": read_festival, "week": read_week,
    "weekday": read_weekday, "nth_weekday": read_nth_weekday, "nth": read_nth, "ends": read_ends, "offset": read_offset,
    "days": read_days, "day": read_days, "part": read_part, "skip": lambda _: None,
    "vague": lambda text: Step("vague", 0, ALONE, word=text), "today": lambda text: Step("today", 6, 6, word=text),
    "same": lambda text: Step("same", 8, ALONE, word=text), "day_gloss": lambda text: Step("day_gloss", 6, 6, word=text),
    "weekday_gloss": lambda text: Step("aside", ALONE, ALONE, word=text),
}  # fmt: skip


@lru_cache(maxsize=8192)
def step_of(kind: str, text: str) -> Step | None:
    """The step that a token of a kind stands for; None where it is no date, or its numerals are none."""
    try:
        return READERS[kind](text)
    except ValueError:
        return None
