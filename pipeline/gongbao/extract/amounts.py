"""A number with the unit around it: counters and units behind, currencies before (人民币, US$), 每小时3公里."""

from __future__ import annotations

import re
from dataclasses import replace

from gongbao import numerals
from gongbao.extract.compounds import compound, halved, rate
from gongbao.extract.countable import counts, opens_line
from gongbao.extract.measured import Measured
from gongbao.extract.numbers import Number
from gongbao.extract.specials import SPECIAL, special_at
from gongbao.extract.units import BARE, tables

SPEEDS = {"每小时": "h", "每秒": "s", "每分钟": "min", "每秒钟": "s", "每天": "天"}
A_SECOND, FLOWING = "每秒", ("length", "volume")
EXPLICIT = ("人民币", "RMB", "rmb", "￥", "¥", "CNY")
HAN = re.compile("[㐀-鿿]")
CONTINUING = frozenset(numerals.CHARACTERS + "0123456789又半/／")


def measured_at(text: str, number: Number, currency: str) -> Measured:
    """The number with the unit that stands at it, or `bare`."""
    found = with_unit(text, number)
    if found is None:
        given = tables().symbols[number.unit] if number.unit else BARE
        found = Measured(number.start, number.end, number, given, number.low, number.high, "", not number.unit)
    elif text[found.end : found.end + 1] in CONTINUING and not found.bare:
        found = rate(text, compound(text, halved(text, found)))
    left = text[found.start - 1 : found.start]
    if left in tables().before.tails or left == " " or found.unit.kind in FLOWING:
        found = prefixed(text, found)
    return in_currency(text, found, currency) if found.unit.symbol == "CNY" and not found.below else found


def with_unit(text: str, number: Number) -> Measured | None:
    """The number with the unit or counter behind it, if that counts there."""
    if number.unit not in ("", "1"):
        return None
    following = text[number.end : number.end + 1]
    special = special_at(text, number) if following in SPECIAL else None
    if special:
        return special
    at = number.end + (following == " " and not opens_line(text, number))
    hit = tables().after.at(text, at)
    if hit is None or not counts(text, number, *hit):
        return None
    end, unit = hit
    if unit.class_ == "bare":
        return Measured(number.start, number.end, number, BARE, number.low, number.high)
    return Measured(number.start, end, number, unit, number.low * unit.times, number.high * unit.times)


def prefixed(text: str, found: Measured) -> Measured:
    """人民币3.14, US$20, 摄氏25度, 每小时3千米: what stands before the number and belongs to its unit."""
    start = found.start - (text[found.start - 1 : found.start] == " ")
    if found.unit.kind == "volume" and not found.below and text.endswith(A_SECOND, 0, found.start):
        return replace(found, start=found.start - len(A_SECOND), below="s")
    if found.unit.kind == "length" and not found.below:
        for word, below in SPEEDS.items():
            if text.endswith(word, 0, found.start):
                return replace(found, start=found.start - len(word), below=below)
    hit = tables().before.until(text, start)
    if hit is None:
        return found
    at, unit = hit
    if text[at].isascii() and text[at].isalpha() and text[at - 1 : at].isalpha() and text[at - 1].isascii():
        return found
    same = unit.kind == found.unit.kind and (found.unit.symbol in ("CNY", unit.symbol) or unit.symbol == found.unit.symbol)
    named = found.bare and unit.kind == "money" and not (HAN.match(text[start - 1]) and HAN.match(text[found.end : found.end + 1]))
    if not (same or named):
        return found
    return replace(found, start=at, unit=replace(unit, times=found.unit.times if same else unit.times), bare=False)


def in_currency(text: str, found: Measured, currency: str) -> Measured:
    """Chinese money with the name of another currency behind it (3万元欧元), or in the currency of the bulletin."""
    named = tables().after.at(text, found.end) if text[found.end - 1] in "元圆" else None
    if named and named[1].kind == "money" and named[1].symbol != "CNY":
        return replace(found, end=named[0], unit=named[1])
    if currency == "CNY" or any(word in text[found.start : found.end] for word in EXPLICIT):
        return found
    return replace(found, unit=tables().symbols[currency])
