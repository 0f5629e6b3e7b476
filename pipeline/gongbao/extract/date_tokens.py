"""Reads the words of one date into steps: from a year or a relative word down to days."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from gongbao.extract.date_patterns import PARTS, TENS
from gongbao.extract.date_scanner import first, later, later_starts
from gongbao.extract.date_words import plans, relative
from gongbao.numerals import small

NUMBER = re.compile(r"\d+|[〇○零一二三四五六七八九十百两廿卅元]+")
GAP = re.compile(r" ?的? ?")
CONNECTION = re.compile(rf"(?:起|开始)?{PARTS['TO']}")
FIRST_OF_REPUBLIC = 1911
GRAINS = {"年": "Y", "月": "M", "季": "Q", "周": "W", "星": "W", "天": "D", "日": "D"}
ALONE = 9  # the rank of what nothing narrows
LONGEST = 8  # steps on each side of a range
BOUND = frozenset({"same", "aside", "offset"})  # steps that need one before them


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
def step_of(kind: str, text: str) -> Step | None:
    """The step that a token stands for; None where it is no date."""
    return READERS[kind](text)


def read_at(text: str, start: int, taiwan: bool) -> tuple[Item | None, int]:
    """The date or range that begins at an offset, and where to look on; no date where its words are a name."""
    sign = text[start]
    style = "arabic" if "0" <= sign <= "9" else "chinese" if sign in TENS else "word"
    hit = first(style, taiwan).match(text, start)
    if hit is None:
        return None, start + 1
    kind = hit.lastgroup or ""
    step = step_of(kind, hit.group())
    if step is None:
        return None, hit.end()
    start += leading(kind, hit.group())
    end, stop = hit.end() - trailing(kind, hit.group()), hit.end()
    if step.finest == ALONE:
        return Item(start, end, ((step,),)), stop
    side, end, stop = continued(text, [step], end, stop, taiwan)
    link = CONNECTION.match(text, stop)
    if link and text[link.end() : link.end() + 1] in later_starts():
        hit = later(taiwan).match(text, link.end())
        step = step_of(hit.lastgroup or "", hit.group()) if hit else None
        if hit and step and step.finest != ALONE and step.kind not in BOUND:
            other, last, stop = continued(text, [step], hit.end(), hit.end(), taiwan)
            return Item(start, last, (tuple(side), tuple(other))), stop
    return Item(start, end, (tuple(side),)), stop


def continued(text: str, side: list[Step], end: int, stop: int, taiwan: bool) -> tuple[list[Step], int, int]:
    """The side with the tokens that narrow it, where it ends, and where to look on."""
    while len(side) < LONGEST:
        gap = GAP.match(text, stop)
        at = gap.end() if gap else stop
        if text[at : at + 1] not in later_starts() or at == len(text):
            break
        hit = later(taiwan).match(text, at)
        step = step_of(hit.lastgroup or "", hit.group()) if hit else None
        if hit is None or step is None or not fits(side[-1], step):
            break
        if step.kind == "aside":
            stop = hit.end()
            continue
        side = follow(side, step)
        stop = hit.end()
        end = stop
    return side, end, stop


def fits(before: Step, step: Step) -> bool:
    """True where a step narrows the one before it."""
    return step.rank > before.finest or (step.kind == "years" and before.kind == "relative" and step.rank == before.rank)


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
