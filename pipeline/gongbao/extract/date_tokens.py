"""Reads the words of one date into steps: from a year or a relative word down to days."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from gongbao.extract.date_patterns import TO, token
from gongbao.extract.date_words import plans, relative
from gongbao.numerals import small

NUMBER = re.compile(r"\d+|[〇○零一二三四五六七八九十百两廿卅元]+")
GAP = re.compile(r" ?的? ?")
CONNECTION = re.compile(rf"(?:起|开始)?{TO}")
FIRST_OF_REPUBLIC = 1911
GRAINS = {"年": "Y", "月": "M", "季": "Q", "周": "W", "星": "W", "天": "D", "日": "D"}
ORDINALS = {"首": 1, "头": 1}


class Step(NamedTuple):
    """One narrowing: `a` to `b` are its numbers, `rank` and `finest` how coarse it begins and ends (1 plan, 2 year … 6 day)."""

    kind: str
    rank: int
    finest: int
    a: int = 0
    b: int = 0
    word: str = ""


Side = tuple[Step, ...]


class Item(NamedTuple):
    """A date as written, offsets in its chunk: one side, or two for a range."""

    start: int
    end: int
    sides: tuple[Side, ...]


def numbers(text: str) -> list[int]:
    """The numerals of a token in their order; 元 is one."""
    found = (1 if hit == "元" else small(hit) for hit in NUMBER.findall(text))
    return [one for one in found if one is not None]


def full_year(number: int, before: int) -> int:
    """The second year of 2016-20 in full."""
    return number if number > 99 else before // 100 * 100 + number


def read_years(text: str) -> Step | None:
    found = numbers(text)
    if not found:
        return None
    return Step("years", 2, 2, found[0], full_year(found[-1], found[0]))


def read_short(text: str) -> Step | None:
    found = numbers(text)
    return Step("short", 2, 2, found[0]) if found else None


def read_republic(text: str) -> Step | None:
    found = numbers(text)
    if not found or found[0] > 200:
        return None
    if "." in text:
        return Step("ymd", 2, 6, (found[0] + FIRST_OF_REPUBLIC) * 10000 + found[1] * 100 + found[2], found[-1])
    return Step("years", 2, 2, found[0] + FIRST_OF_REPUBLIC, found[-1] + FIRST_OF_REPUBLIC)


def read_ymd(text: str) -> Step | None:
    year, month, day, *more = numbers(text)
    return Step("ymd", 2, 6, year * 10000 + month * 100 + day, more[-1] if more else day)


def read_plan(text: str) -> Step | None:
    word = next(word for word in sorted(plans(), key=len, reverse=True) if word in text)
    first, last = plans()[word]
    tail = text.split(word, 1)[1].lstrip("”\"」』’》")
    count = (numbers(tail) or [1])[0]
    if tail.startswith(("末", "收官")):
        first = last
    elif tail.startswith(("初", "开局", "首年")):
        last = first
    elif tail.startswith("中期"):
        first = last = first + 2
    elif tail.startswith("前"):
        last = first + count - 1
    elif tail.startswith("后"):
        first = last - count + 1
    elif tail.startswith("第"):
        first = last = first + count - 1
    return Step("plan" if last - first == 4 else "years", 1, 2, first, last)


def read_relative(text: str) -> Step | None:
    row = relative()[text]
    rank = {"year": 2, "quarter": 3, "month": 4, "day": 6}[row["grain"]]
    return Step("relative", rank, rank, int(row["shift"]), 0, text)


def read_repeat(text: str) -> Step | None:
    count = (numbers(text) or [1])[0]
    unit = next(mark for mark in GRAINS if mark in text)
    length = f"P{count * 3}M" if unit == "季" else f"P{count}{GRAINS[unit]}"
    return Step("repeat", 0, 9, word=f"R/{length}")


def read_since(text: str) -> Step | None:
    count = (numbers(text) or [0])[0]
    unit = next(mark for mark in GRAINS if mark in text)
    letter = "M" if unit == "季" else GRAINS[unit]
    forward = text.startswith(("未来", "今后"))
    return Step("since", 0, 9, count * (3 if unit == "季" else 1), 1 if forward else -1, letter)


def read_months(text: str) -> Step | None:
    found = numbers(text)
    return Step("months", 4, 4, found[0], found[-1], "month")


def read_first_months(text: str) -> Step | None:
    return Step("months", 4, 4, 1, numbers(text)[0], "month")


def read_quarters(text: str) -> Step | None:
    found = numbers(text)
    if text.startswith("后"):
        return Step("months", 3, 3, 13 - 3 * found[0], 12, "quarter")
    first = 1 if text.startswith(("前", "头")) else found[0]
    return Step("months", 3, 3, 3 * first - 2, 3 * found[-1], "quarter")


def read_quarter(text: str) -> Step | None:
    quarter = (numbers(text) or [1])[0]
    return Step("months", 3, 3, 3 * quarter - 2, 3 * quarter, "quarter")


def read_half(text: str) -> Step | None:
    if text.startswith("全"):
        return Step("whole", 3, 3, 1, 12, "year")
    first = 1 if text[0] in "上前" else 7
    return Step("months", 3, 3, first, first + 5, "half")


def read_days(text: str) -> Step | None:
    found = numbers(text)
    return Step("days", 6, 6, found[0], found[-1])


def read_gloss(text: str) -> Step | None:
    year = numbers(text)[0]
    return Step("years", 2, 2, year, year)


def read_part(text: str) -> Step | None:
    return Step("part", 4 if text[0] == "年" else 5, 5, word=text)


def read_same(text: str) -> Step | None:
    return Step("same", 8, 9, word=text)


def read_vague(text: str) -> Step | None:
    return Step("vague", 0, 9, word=text)


READERS: dict[str, Callable[[str], Step | None]] = {
    "years": read_years, "year": read_years, "short": read_short, "republic": read_republic, "ymd": read_ymd, "plan": read_plan,
    "relative": read_relative, "vague": read_vague, "repeat": read_repeat, "since": read_since, "months": read_months, "month": read_months,
    "quarters": read_quarters, "quarter": read_quarter, "half": read_half, "first_months": read_first_months, "days": read_days,
    "day": read_days, "gloss": read_gloss, "part": read_part, "same": read_same,
}  # fmt: skip


@lru_cache(maxsize=8192)
def read(chunk: str, taiwan: bool) -> tuple[Item, ...]:
    """The dates of a chunk that the scanner found, at most a few."""
    found: list[Item] = []
    sides: list[list[Step]] = [[]]
    start = end = at = 0
    pattern = token(taiwan)
    while at < len(chunk):
        gap = GAP.match(chunk, at).end() if sides[-1] else at  # type: ignore[union-attr]  # GAP matches everywhere
        hit = pattern.match(chunk, gap)
        step = READERS[hit.lastgroup or ""](hit.group()) if hit else None
        if hit and step:
            if not fits(sides, step):
                found.append(Item(start, end, tuple(map(tuple, filter(None, sides)))))
                sides, start = [[]], hit.start()
            start += leading(hit.lastgroup or "", hit.group()) if not any(sides) else 0
            sides[-1] = follow(sides[-1], step)
            at = end = hit.end()
            end -= trailing(hit.lastgroup or "", hit.group())
            continue
        link = CONNECTION.match(chunk, at)
        if not link or not sides[-1] or len(sides) > 1:
            break
        sides.append([])
        at = link.end()
    if any(sides):
        found.append(Item(start, end, tuple(map(tuple, filter(None, sides)))))
    return tuple(found)


def fits(sides: list[list[Step]], step: Step) -> bool:
    """True where a step narrows what stands before it, or begins a side."""
    side = sides[-1]
    if not side:
        return not (sides[0] and (step.finest == 9 or sides[0][0].finest == 9))
    return step.rank > side[-1].finest or (step.kind == "years" and side[-1].kind == "relative" and step.rank == side[-1].rank)


def follow(side: list[Step], step: Step) -> list[Step]:
    """The side with one more step; 去年(2023年) is what its brackets say."""
    if side and step.kind == "years" and side[-1].kind == "relative":
        return [step]
    return [*side, step]


def leading(kind: str, text: str) -> int:
    """How many characters at the start of a token are not part of the date: the quotation mark of a plan that stands alone."""
    return 1 if kind == "plan" and text[0] in QUOTES and trailing(kind, text) else 0


QUOTES = "“\"「『‘《"
PLAN_WORDS = re.compile(r"[”\"」』’》]?(?:发展)?(?:时期|期间|规划|计划|以来)$")


def trailing(kind: str, text: str) -> int:
    """How many characters at the end of a token are not part of the date: 期间, 规划 of a plan."""
    if kind != "plan":
        return 0
    hit = PLAN_WORDS.search(text)
    return len(hit.group()) if hit else (1 if text[-1] in "”\"」』’》" else 0)
