"""What continues an amount behind its unit: 三斤半, 九成五, 50元6角三分, 六斤8两, 800元/亩."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from gongbao import numerals
from gongbao.extract.measured import Measured
from gongbao.extract.numbers import HALF, SCAN, settled_end
from gongbao.extract.units import Unit, tables

STROKES, JOINED_STROKES = frozenset("/／"), frozenset("/／·")
LOOSE = frozenset({"money", "mass", "length", "duration", "area", "volume"})
UNCOUNTED = frozenset(numerals.CHARACTERS + "0123456789.个家名人户成点")
HALVES = frozenset("径导岛决价成品径山坡点个封信夜票辈")
TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")
JOINING = frozenset("零又")
HAN = re.compile("[㐀-鿿]")
NUMERIC = frozenset(numerals.CHARACTERS + "0123456789又")


def halved(text: str, found: Measured) -> Measured:
    """三斤半, 五年半, 5成半, 九成五."""
    following = text[found.end : found.end + 1]
    if following == "半" and text[found.end + 1 : found.end + 2] not in HALVES and found.number.bound == "=":
        return more_by(found, HALF * found.unit.times)
    if text[found.end - 1] == "成" and following not in numerals.TIMES and text[found.end + 1 : found.end + 2] not in UNCOUNTED:
        return more_by(found, numerals.read(following) or Decimal(0))
    return found


def more_by(found: Measured, value: Decimal) -> Measured:
    """The amount with one more character that adds to it."""
    found.end, found.low, found.high = found.end + 1, found.low + value, found.high + value
    return found


def compound(text: str, found: Measured) -> Measured:
    """50元6角三分, 六斤8两, 1小时30分: with smaller units of the same kind behind; the value stays in the first unit."""
    following = text[found.end : found.end + 1]
    if found.unit.kind not in LOOSE or following not in NUMERIC or found.low != found.high:
        return found
    last, total = found.unit, found.low
    for _ in range(3):
        more = smaller(text, found.end, last)
        if more is None:
            break
        end, value, last = more
        total += numerals.divide(value * last.times * last.factor * found.unit.over, last.over * found.unit.factor)
        found.end, found.low, found.high = end, total, total
    return found


def smaller(text: str, start: int, unit: Unit) -> tuple[int, Decimal, Unit] | None:
    """(end, value, unit) of the next part of a compound amount."""
    at = start + (text[start : start + 1] in JOINING)
    part = SCAN.match(text, at)
    if part is None or text[at] == "半":
        return None
    end = settled_end(text, at, part.end())
    value = numerals.read(text[at:end])
    if value is None:
        return None
    for table in (tables().continued.get(unit.kind), tables().after):
        hit = table.at(text, end) if table else None
        if hit and hit[1].base == unit.base and hit[1].kind == unit.kind and amount_of_one(hit[1]) < amount_of_one(unit):
            return hit[0], value, hit[1]
    following = text[end : end + 1]
    if unit.kind == "money" and end - at == 1 and text[start - 1] in "块毛角" and not HAN.match(following):
        return end, value, replace(unit, times=unit.times * (HUNDREDTH if at > start else TENTH))
    return None


def amount_of_one(unit: Unit) -> Decimal:
    """How many base units one of a writing is."""
    return unit.times * unit.factor / unit.over


def rate(text: str, found: Measured) -> Measured:
    """元/亩, 万吨/年, 元/人·月."""
    parts: list[str] = []
    end = found.end
    while len(parts) < 3 and text[end : end + 1] in (JOINED_STROKES if parts else STROKES):
        hit = tables().below.at(text, end + 1)
        if hit is None:
            break
        end = hit[0]
        parts.append(hit[1])
    if parts:
        found.end, found.below = end, "/".join(parts)
    return found
