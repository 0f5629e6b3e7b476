"""A step: one narrowing on the way from a year, or a relative word, down to days; and the numerals of its words."""

from __future__ import annotations

import re
from typing import NamedTuple

from gongbao.numerals import small

NUMBER = re.compile(r"\d+|[〇○零一二三四五六七八九十百千两廿卅]+|元")
LETTERS = {"年": "Y", "月": "M", "季": "Q", "周": "W", "星": "W", "礼": "W", "天": "D", "日": "D"}
GRAINS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
BARE = 99  # a weekday without 上, 这, 下
ALONE = 9  # the rank of what nothing narrows
CLOSING = '”"」』’》'


class Step(NamedTuple):
    """`a` to `b` are its numbers; `rank` and `finest` how coarse it begins and ends: 1 plan, 2 year, 3 half, 4 month, 5 week, 6 day."""

    kind: str
    rank: int
    finest: int
    a: int = 0
    b: int = 0
    word: str = ""
    each: tuple[int, ...] = ()  # the numbers of a list with gaps: 3、6、9月


def numbers(text: str) -> list[int]:
    """The numerals of a token in their order, 元 is one; raises ValueError where it has none, or one that cannot be read."""
    found = [1 if hit == "元" else small(hit) for hit in NUMBER.findall(text)]
    read = [one for one in found if one is not None]
    if not read or len(read) < len(found):
        raise ValueError(f"no numerals in {text}")
    return read


def count(text: str) -> int:
    """The first numeral of a token, 1 where it has none."""
    return numbers(text)[0] if NUMBER.search(text) else 1


def letter(text: str) -> str:
    """Y, M, Q, W or D for the last unit that a token names."""
    return LETTERS[max(LETTERS, key=text.rfind)]


def listed(text: str, found: list[int]) -> tuple[int, ...]:
    """The numbers of a list that leaves out some between the first and the last; empty for others."""
    gaps = len(found) > 1 and found != list(range(found[0], found[-1] + 1)) and not found[0] > found[-1]
    return tuple(found) if gaps and any(sign in text for sign in "、和及与") else ()


def full_year(number: int, before: int) -> int:
    """The second year of 2016-20 in full."""
    return number if number > 99 else before // 100 * 100 + number


def year_step(first: int, last: int, grain: str = "year", rank: int = 2) -> Step | None:
    """A span of years; None where it runs backwards or is no year of a calendar."""
    return Step("years", rank, rank, first, last, grain) if 0 < first <= last < 9999 else None
