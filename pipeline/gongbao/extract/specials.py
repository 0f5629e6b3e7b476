"""Units that are read in a way of their own: 一个半小时, 翻一番, 打75折, 度, 三块五."""

from __future__ import annotations

import re
from dataclasses import replace

from gongbao import numerals
from gongbao.extract.measured import Measured
from gongbao.extract.numbers import HALF, Number
from gongbao.extract.units import BARE, MULTIPLE, tables

ELECTRIC, THERMAL = re.compile("电"), re.compile("温|摄氏|零下|℃|冷|热|暖")
TIMED = re.compile(rf"分([0-9]{{1,2}}|[{numerals.CHARACTERS}]{{1,3}})秒")
FOLDED = re.compile(r"(?:翻|增长|增加)(?:了|上)?(?:近|约|超|超过|逾)?$")
ROUNDED = frozenset("万亿")
HALVING = frozenset("半多来")
SPECIAL = frozenset("个分番折度°块")  # what follows the number of any of them


def special_at(text: str, number: Number) -> Measured | None:
    """个半小时, 2分40秒, 番, 折, 度, and 块 as money."""
    following = text[number.end : number.end + 1]
    if following == "个":
        return and_a_half(text, number)
    if following == "分" and (timed := TIMED.match(text, number.end)):
        return minutes(number, timed)
    if following == "番" and FOLDED.search(text[max(0, number.start - 4) : number.start]):
        return Measured(number.start, number.end + 1, number, MULTIPLE, number.low, number.high)
    if following == "折":
        return discount(text, number)
    if following in ("度", "°") and following:
        return degrees(text, number)
    if following == "块" and is_money(text, number):
        return Measured(number.start, number.end + 1, number, tables().symbols["CNY"], number.low, number.high)
    return None


def minutes(number: Number, timed: re.Match[str]) -> Measured | None:
    """2分40秒 in seconds."""
    seconds = numerals.read(timed[1])
    if seconds is None or seconds >= 60:
        return None
    value = number.low * 60 + seconds
    return Measured(number.start, timed.end(), number, tables().symbols["s"], value, value)


def and_a_half(text: str, number: Number) -> Measured | None:
    """一个半小时, 两个多月."""
    word = text[number.end + 1 : number.end + 2]
    if word not in HALVING:
        return None
    hit = tables().after.at("个" + text[number.end + 2 : number.end + 6], 0)
    if hit is None or hit[1].symbol == "个":
        return None
    end, unit = number.end + 1 + hit[0], hit[1]
    if word == "半":
        return Measured(number.start, end, number, unit, number.low + HALF, number.high + HALF)
    hedged = replace(number, bound=">" if word == "多" else "≈", hedge=word)
    return Measured(number.start, end, hedged, unit, number.low, number.high)


def discount(text: str, number: Number) -> Measured | None:
    """9折, 75折 (7.5) and 八九折."""
    unit = tables().symbols["折"]
    low, high = (value / 10 if value > 10 else value for value in (number.low, number.high))
    if low > high or high >= 10 or text[number.end + 1 : number.end + 2] in tuple(unit.stop):
        return Measured(number.start, number.end, number, BARE, number.low, number.high, bare=True)
    return Measured(number.start, number.end + 1, number, unit, low, high)


def degrees(text: str, number: Number) -> Measured | None:
    """度 as electricity, temperature or angle, by what stands before it; 一度 is none of them."""
    plain = tables().symbols["度"]
    hit = tables().after.at(text, number.end)
    end = hit[0] if hit else number.end + 1
    if hit and hit[1].symbol != "度":
        return None
    if text[end : end + 1] in tuple(plain.stop):
        return None
    context = text[max(0, number.start - 12) : number.end]
    if prefix := tables().before.until(text, number.start):
        unit = prefix[1] if prefix[1].kind == "temperature" else plain
    elif ELECTRIC.search(context) or ROUNDED.intersection(number.tail):
        unit = tables().symbols["kWh"]
    else:
        unit = tables().symbols["℃"] if THERMAL.search(context) else plain
    if unit is plain and number.single and len(text) > end:
        return Measured(number.start, number.end, number, BARE, number.low, number.high, bare=True)
    return Measured(number.start, end, number, unit, number.low, number.high)


def is_money(text: str, number: Number) -> bool:
    """True where 块 behind the number is money: before digits (九块九), or with nothing else in the text."""
    rest = text[number.end + 1 : number.end + 3]
    if not rest.strip() and not text[: number.start].strip():
        return True
    return bool(rest) and (rest[0] in numerals.CHARACTERS or rest[0].isdigit())
