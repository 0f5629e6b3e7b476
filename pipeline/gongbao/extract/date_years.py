"""Reads years: of either calendar, of a reign, of a plan, in full dates, decades and centuries."""

from __future__ import annotations

import re

from gongbao.extract.date_steps import ALONE, CLOSING, Step, count, full_year, listed, numbers, year_step
from gongbao.extract.date_words import eras, events, plans

FIRST_OF_REPUBLIC = 1911
LAST_OF_REPUBLIC = 200  # what is larger is no year of it
HOW_MANY = re.compile("(?<=[〇○零一二三四五六七八九0-9]{4})[两三四五六]年$")  # 2018、2019两年
FIRST_FULL = 999  # smaller numbers are years of the Republic


def read_years(text: str) -> Step | None:
    found = numbers(HOW_MANY.sub("", text.removeprefix("公元").removeprefix("西元")))
    step = year_step(found[0], full_year(found[-1], found[0]))
    return step._replace(each=listed(text, [full_year(one, found[0]) for one in found])) if step else None


def read_fiscal(text: str) -> Step | None:
    found = numbers(text)
    return year_step(found[-1] if found[-1] > 99 else full_year(found[-1], found[0]), full_year(found[-1], found[0]), "fiscal")


def read_school(text: str) -> Step | None:
    year, _, half = text.partition("学年")
    found = numbers(year)
    first = found[0] if found[0] > FIRST_FULL else found[0] + FIRST_OF_REPUBLIC
    return Step("school", 2, 4, first, int(first != found[0]), half.strip("度第"))


def read_short(text: str) -> Step | None:
    return Step("short", 2, 2, count(text))


def read_republic(text: str) -> Step | None:
    found = numbers(text)
    if not 0 < found[0] < LAST_OF_REPUBLIC:
        return None
    year = found[0] + FIRST_OF_REPUBLIC
    if "." in text:
        return Step("ymd", 2, 6, year * 10000 + found[1] * 100 + found[2], found[-1])
    return year_step(year, found[-1] + FIRST_OF_REPUBLIC)


def read_era(text: str) -> Step | None:
    name = max((era for era in eras() if text.startswith(era)), key=len)
    year = eras()[name] + count(text[len(name) :]) - 1
    return year_step(year, year)


def read_ymd(text: str) -> Step | None:
    found = numbers(text)
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


def read_yms(text: str) -> Step | None:
    first_year, first_month, last_year, last_month = numbers(text)
    return Step("yms", 2, 4, first_year * 12 + first_month - 1, last_year * 12 + last_month - 1)


def read_md(text: str) -> Step | None:
    month, day = numbers(text)
    return Step("md", 4, 6, month, day)


def read_decade(text: str) -> Step | None:
    century, _, rest = text.rpartition("世纪")
    written, part = rest.split("年代")
    if not century and written.strip().isdecimal() and int(written) > LAST_OF_REPUBLIC:
        return year_step(*part_of_years(int(written), int(written) + 9, part), "decade", 1)
    tens = [10 * one for one in numbers(written.replace("十", "、"))] if "十" in written else numbers(written)
    tens = [10 * int(digit) for one in tens for digit in str(one // 10)]
    if not century:
        return Step("decade", 1, 2, tens[0], tens[-1], part)
    if century[0] in "上本":
        return Step("decade", 1, 2, tens[0], tens[-1], century[0] + part)
    first = century_start(century)
    return year_step(*part_of_years(first + tens[0], first + tens[-1] + 9, part), "decade", 1)


def century_start(name: str) -> int:
    """The first year of a century, counted by hundreds."""
    return 100 * numbers(name)[-1] - 100


def read_century(text: str) -> Step | None:
    name, _, part = text.partition("世纪")
    if name[0] in "上本":
        return Step("century", 1, 1, -1 if name[0] == "上" else 0, word=part)
    return year_step(*part_of_years(100 * count(name) - 100, century_start(name) + 99, part), "century", 1)


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
    if text.startswith("第"):
        number = text[1 : text.index("个五年")]
        first, last = plans()[f"{number}五"]
        return Step("plan", 0, ALONE, first, last, "plan")
    word = next(word for word in sorted(plans(), key=len, reverse=True) if word in text)
    tail = text.split(word, 1)[1].lstrip(CLOSING)
    first, last = years_of_plan(*plans()[word], tail)
    return Step("plan", 0, ALONE, first, last, "month" if tail.startswith("末") else "plan" if last - first == 4 else "year")


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
