"""Reads a token as a step: one narrowing on the way from a year, or a relative word, down to days."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from gongbao.extract.date_words import eras, events, feast_rows, plans, relative, short_holidays
from gongbao.numerals import small

NUMBER = re.compile(r"\d+|[〇○零一二三四五六七八九十百千两廿卅]+|元")
FIRST_OF_REPUBLIC = 1911
LETTERS = {"年": "Y", "月": "M", "季": "Q", "周": "W", "星": "W", "礼": "W", "天": "D", "日": "D"}
GRAINS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
WEEKDAYS = {"日": 7, "天": 7}
BARE = 99  # a weekday without 上, 这, 下
ALONE = 9  # the rank of what nothing narrows
REPEATED = re.compile("每隔?([^年月季周星天日个]*)个?([年月季周星天日])")
ABOUT = re.compile("[一二两三四五六七八九]{2}(?![〇○零一二三四五六七八九])")  # 两三年前
DAYS_OFF = re.compile("(?:期间|假期|小?长假|黄金周)$")
CLOSING = "”\"」』’》"


class Step(NamedTuple):
    """`a` to `b` are its numbers; `rank` and `finest` how coarse it begins and ends: 1 plan, 2 year, 3 half, 4 month, 5 week, 6 day."""

    kind: str
    rank: int
    finest: int
    a: int = 0
    b: int = 0
    word: str = ""


def numbers(text: str) -> list[int]:
    """The numerals of a token in their order; 元 is one."""
    found = (1 if hit == "元" else small(hit) for hit in NUMBER.findall(text))
    return [one for one in found if one is not None]


def count(text: str) -> int:
    """The first numeral of a token, 1 where it has none."""
    return (numbers(text) or [1])[0]


def letter(text: str) -> str:
    """Y, M, Q, W or D for the last unit that a token names."""
    return LETTERS[max(LETTERS, key=text.rfind)]


def full_year(number: int, before: int) -> int:
    """The second year of 2016-20 in full."""
    return number if number > 99 else before // 100 * 100 + number


def year_step(first: int, last: int, grain: str = "year", rank: int = 2) -> Step | None:
    """A span of years; None where it runs backwards or is no year of a calendar."""
    return Step("years", rank, rank, first, last, grain) if 0 < first <= last < 9999 else None


def read_years(text: str) -> Step | None:
    found = numbers(text.removeprefix("公元").removeprefix("西元"))
    return year_step(found[0], full_year(found[-1], found[0])) if found else None


def read_fiscal(text: str) -> Step | None:
    found = numbers(text)
    return year_step(found[-1] if found[-1] > 99 else full_year(found[-1], found[0]), full_year(found[-1], found[0]), "fiscal")


def read_school(text: str) -> Step | None:
    year, _, half = text.partition("学年")
    found = numbers(year)
    return Step("school", 2, 4, found[0], word=half.strip("度第"))


def read_short(text: str) -> Step | None:
    return Step("short", 2, 2, count(text))


def read_republic(text: str) -> Step | None:
    found = numbers(text)
    if not found or not 0 < found[0] < 200:
        return None
    year = found[0] + FIRST_OF_REPUBLIC
    if "." in text:
        return Step("ymd", 2, 6, year * 10000 + found[1] * 100 + found[2], found[-1])
    return year_step(year, found[-1] + FIRST_OF_REPUBLIC)


def read_era(text: str) -> Step | None:
    name = max((era for era in eras() if text.startswith(era)), key=len)
    return year_step(*[eras()[name] + count(text[len(name) :]) - 1] * 2)


def read_ymd(text: str) -> Step | None:
    found = numbers(text)
    if len(found) == 1:  # 20210701, too large for a numeral of a year
        return None
    year, month, day, *more = found
    return Step("ymd", 2, 6, year * 10000 + month * 100 + day, more[-1] if more else day)


def read_compact(text: str) -> Step | None:
    return Step("ymd", 2, 6, int(text), int(text[6:]))


def read_dmy(text: str) -> Step | None:
    day, month, year = (int(part) for part in re.split(r"\D", text))
    if month > 12:
        day, month = month, day
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    return Step("ymd", 2, 6, year * 10000 + month * 100 + day, day)


def read_ym(text: str) -> Step | None:
    year, month = numbers(text)
    return Step("ym", 2, 4, year, month)


def read_md(text: str) -> Step | None:
    month, day = numbers(text)
    return Step("md", 4, 6, month, day)


def read_decade(text: str) -> Step | None:
    century, _, rest = text.rpartition("世纪")
    written, part = rest.split("年代")
    tens = [10 * one for one in numbers(written.replace("十", "、"))] if "十" in written else numbers(written)
    tens = [10 * int(digit) for one in tens for digit in str(one // 10)]
    if not century:
        return Step("decade", 1, 2, tens[0], tens[-1], part)
    first = century_start(century)
    return year_step(*part_of_years(first + tens[0], first + tens[-1] + 9, part), "decade", 1)


def century_start(name: str) -> int:
    """The first year of a century, counted by hundreds."""
    return 1900 if name[0] == "上" else 2000 if name[0] == "本" else 100 * numbers(name)[-1] - 100


def read_century(text: str) -> Step | None:
    name, _, part = text.partition("世纪")
    last = century_start(name)
    first = 100 * count(name) - 100 if name[0] not in "上本" else last
    return year_step(*part_of_years(first, last + 99, part), "century", 1)


def part_of_years(first: int, last: int, part: str) -> tuple[int, int]:
    """The beginning, the middle or the end of a decade or a century: three years, or twenty."""
    size = (last - first + 1) * 3 // 10 if last - first < 10 else 20
    if part.startswith(("初", "前")):
        return first, first + size - 1
    if part.startswith(("末", "后")):
        return last - size + 1, last
    if part.startswith("中"):
        return first + (last - first + 1 - size) // 2, first + (last - first + 1 + size) // 2 - 1
    half = (last - first + 1) // 2
    return (first, first + half - 1) if part.startswith("上") else (first + half, last) if part.startswith("下") else (first, last)


def read_plan(text: str) -> Step | None:
    number = text.removeprefix("第").removesuffix("规划").removesuffix("计划")
    if text.startswith("第"):
        first, last = plans()[number.replace("个", "").removesuffix("五年") + "五"]
        return Step("plan", 0, ALONE, first, last, "plan")
    word = next(word for word in sorted(plans(), key=len, reverse=True) if word in text)
    first, last = plans()[word]
    first, last = years_of_plan(first, last, text.split(word, 1)[1].lstrip(CLOSING))
    return Step("plan", 0, ALONE, first, last, "plan" if last - first == 4 else "year")


def years_of_plan(first: int, last: int, tail: str) -> tuple[int, int]:
    """The years of a plan that 末, 开局之年, 前四年 … behind its name pick out."""
    if tail.startswith(("末", "收官")):
        return last, last
    if tail.startswith(("初", "开局", "首年")):
        return first, first
    if tail.startswith("中期"):
        return first + 2, first + 2
    if tail.startswith("前"):
        return first, first + count(tail) - 1
    if tail.startswith("后"):
        return last - count(tail) + 1, last
    return (first + count(tail) - 1,) * 2 if tail.startswith("第") else (first, last)


def event_of(text: str) -> str:
    """The event that a text begins with."""
    return max((event for event in events() if text.startswith(event)), key=len)


def read_anchor(text: str) -> Step | None:
    name = event_of(text)
    tail = text[len(name) :]
    years = count(tail) if "周年" in tail else 0
    side = 0 if years else -1 if tail.endswith("前") else 1
    return Step("anchor", 0, ALONE, side, years, events()[name])


def read_relative(text: str) -> Step | None:
    row = relative()[text]
    rank = {"year": 2, "quarter": 3, "month": 4, "day": 6}[row["grain"]]
    return Step("relative", rank, rank, int(row["shift"]), 0, text)


def read_repeat(text: str) -> Step | None:
    hit = REPEATED.match(text)
    if hit is None:
        return None
    size, unit = count(hit[1]), LETTERS[hit[2]]
    return Step("repeat", 0, ALONE, word=f"R/P{3 * size}M" if unit == "Q" else f"R/P{size}{unit}")


def read_since(text: str) -> Step | None:
    if ABOUT.search(text):
        return Step("vague", 0, ALONE, word=text)
    if "半年" in text:
        return Step("since", 0, ALONE, 6, 1 if text.startswith("未来") else -1, "M")
    unit = letter(text)
    forward = text.startswith(("未来", "今后", "将来"))
    size = count(text)
    return Step("since", 0, ALONE, size * 3 if unit == "Q" else size, 1 if forward else -1, "M" if unit == "Q" else unit)


def read_these(text: str) -> Step | None:
    if text.startswith("今明"):
        return Step("units", 0, ALONE, 0, 1, GRAINS[letter(text)])
    return Step("these", 0, ALONE, count(text))


def read_whole_units(text: str) -> Step | None:
    size, grain = count(text), GRAINS[letter(text)]
    return Step("units", 0, ALONE, -size, -1, grain) if text[0] in "上前" else Step("units", 0, ALONE, 1, size, grain)


def read_ago(text: str) -> Step | None:
    if ABOUT.search(text):
        return Step("vague", 0, ALONE, word=text)
    ahead = 1 if text.endswith("后") else -1
    unit = letter(text.removesuffix("之前"))
    if unit == "Y" and "半" in text:
        return Step("ago", 0, ALONE, ahead * (6 if text[0] == "半" else 12 * count(text) + 6), word="M")
    if "半" in text:
        return Step("ago", 0, ALONE, ahead * (15 if text[0] == "半" else 30 * count(text) + 15), word="D")
    return Step("ago", 0, ALONE, ahead * count(text), word=unit)


def read_months(text: str) -> Step | None:
    found = numbers(text)
    return Step("months", 4, 4, found[0], found[-1], "month")


def read_first_months(text: str) -> Step | None:
    return Step("months", 4, 4, 1, count(text), "month")


def read_quarters(text: str) -> Step | None:
    found = numbers(text)
    if text.startswith("后"):
        return Step("months", 3, 3, 13 - 3 * found[0], 12, "quarter")
    first = 1 if text.startswith(("前", "头")) else found[0]
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
    name = DAYS_OFF.sub("", text).strip("“”\"").removeprefix("下一个").removeprefix("下个")
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
    return Step("days", 6, 6, found[0], found[-1])


def read_part(text: str) -> Step | None:
    return Step("part", 4 if text[0] in "年岁" else 5, 5, word=text)


READERS: dict[str, Callable[[str], Step | None]] = {
    "years": read_years, "year": read_years, "plain": read_years, "gloss": read_years, "fiscal": read_fiscal, "school": read_school,
    "short": read_short, "republic": read_republic, "era": read_era, "ymd": read_ymd, "compact": read_compact, "dmy": read_dmy,
    "ym": read_ym, "md": read_md, "decade": read_decade, "century": read_century, "plan": read_plan, "anchor": read_anchor,
    "relative": read_relative, "repeat": read_repeat, "since": read_since, "these": read_these, "whole_units": read_whole_units,
    "ago": read_ago, "months": read_months, "month": read_months, "first_months": read_first_months, "quarters": read_quarters,
    "quarter": read_quarter, "half": read_half, "season": read_season, "holiday": read_holiday, "lunar": read_lunar, "term": read_term,
    "festival": read_festival, "week": read_week, "weekday": read_weekday, "nth_weekday": read_nth_weekday, "nth": read_nth,
    "ends": read_ends, "offset": read_offset, "days": read_days, "day": read_days, "part": read_part,
    "skip": lambda _: None,
    "vague": lambda text: Step("vague", 0, ALONE, word=text),
    "today": lambda text: Step("today", 6, 6, word=text),
    "same": lambda text: Step("same", 8, ALONE, word=text),
    "weekday_gloss": lambda text: Step("aside", ALONE, ALONE, word=text),
}  # fmt: skip


@lru_cache(maxsize=8192)
def step_of(kind: str, text: str) -> Step | None:
    """The step that a token of a kind stands for; None where it is no date."""
    return READERS[kind](text)
