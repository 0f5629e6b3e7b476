"""Ranks: 第三名, 第26届, 位居第二; numbered chapters, articles and set phrases (第三产业) are none."""

from __future__ import annotations

from decimal import Decimal

from gongbao.extract import lookalikes
from gongbao.extract.numbers import number_at
from gongbao.extract.units import tables
from gongbao.mentions import Quantity

RANKED = frozenset("届代期次批名位个轮季场站回座")
MEETING = frozenset("党代全会常人团工理")
PLACED = frozenset("列居位获排省国市县区界球名内行得")


def ordinal_at(text: str, start: int, end: int) -> Quantity | None:
    """The rank whose numeral, after 第, is text[start:end]; None for a numbered part of a document and the like."""
    number = number_at(text, start, end)
    if number is None or number.low != number.high or number.bound != "=" or lookalikes.in_set_phrase(text, start, start, end):
        return None
    following = text[number.end : number.end + 1]
    hit = tables().after.at(text, number.end)
    if following == "次" and text[number.end + 1 : number.end + 2] in MEETING:
        return None
    if following in RANKED and following and (hit is None or len(hit[1].symbol) == 1):
        return rank(start - 1, number.end + 1, number.low, following)
    before = text[start - 2 : start - 1]
    if (before in PLACED and before and not following.isalnum()) or (start == 1 and number.end == len(text)):
        return rank(start - 1, number.end, number.low, "1")
    return None


def rank(start: int, end: int, value: Decimal, unit: str) -> Quantity:
    """The quantity of a rank."""
    return Quantity(start, end, "rank", value, value, value, "=", unit, value, "1")
