"""Two numbers that are the limits of one quantity: 10—15%, 5万至10万元, 三到五个, 大于10小于20."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from gongbao import numerals
from gongbao.extract.amounts import measured_at
from gongbao.extract.measured import Measured
from gongbao.extract.numbers import SCAN, Number, number_at
from gongbao.mentions import Quantity

CONNECT = re.compile(r" ?(?:[-—–~～－―‐]{1,2}|[至到与和]) ?|、")
LINKING = frozenset("、 -—–~～－―‐至到与和（(")
SHARES = frozenset("%‰")
ALSO = frozenset("与和")
WITHIN = re.compile(r" ?之?间")
INCLUSIVE = re.compile(r"[（(]不?含[)）]")
BETWEEN = re.compile(r"(?: ?(?:[,，、]|并且?|且|同时|的同时|但是?|和) ?)*")
PAUSES = frozenset(",，、")
LISTED = frozenset("第、\n。；")
LOWER, UPPER = frozenset(">≥"), frozenset("<≤")


def joined(text: str, first: Measured, currency: str) -> Measured | None:
    """The range that begins with `first`; None where no second limit follows."""
    following = text[first.end : first.end + 1]
    if following not in LINKING:
        return None
    inclusive = INCLUSIVE.match(text, first.end)
    link = CONNECT.match(text, inclusive.end() if inclusive else first.end)
    hit = SCAN.match(text, link.end()) if link else None
    number = number_at(text, *hit.span()) if hit else None
    if number is None or link is None or moves(text, first):
        return None
    if link.group().strip() in ALSO:
        return inside(text, first, number)
    second = measured_at(text, number, currency)
    if link.group() == "、":
        return neighbours(text, first, second)
    if first.number.unit in SHARES and second.bare and not number.arabic:
        second = replace(second, unit=first.unit, bare=False)
    if first.bare and second.bare and first.low < number.high and (WITHIN.match(text, number.end) or text[first.start - 1 : first.start] == "从"):
        return replace(spread(first, second), end=number.end, high=number.high, bare=False)
    if not fits(first, second) or second.start != number.start:
        return None
    first = spread(first, second)
    if first.low >= second.high:
        return None
    return replace(second, start=first.start, low=first.low, high=second.high, before=first.before)


def neighbours(text: str, first: Measured, second: Measured) -> Measured | None:
    """三、四百人, 十七、八岁: two digits that follow each other, with a pause between."""
    if not first.bare or second.bare or first.number.arabic or second.number.arabic or begins_list(text, first.start):
        return None
    written = text[first.start : first.number.end] + text[second.start : second.number.end]
    limits = numerals.between(written)
    if limits is None or second.unit.class_ in ("bare", "noun"):
        return None
    return replace(second, start=first.start, low=limits[0] * second.unit.times, high=limits[1] * second.unit.times)


def begins_list(text: str, start: int) -> bool:
    """True for 第一、二期 and the numbers of headings."""
    return start == 0 or text[start - 1] in LISTED


def inside(text: str, first: Measured, number: Number) -> Measured | None:
    """10000与20000间, 5和10之间."""
    ending = WITHIN.match(text, number.end)
    if not first.bare or ending is None or first.low >= number.high:
        return None
    return replace(first, end=ending.end(), high=number.high, bare=False)


def moves(text: str, first: Measured) -> bool:
    """True for 由50家到80家 and 从10%到20%, which are two levels, not a range."""
    before = text[first.start - 1 : first.start]
    return before == "由" or (before == "从" and not first.bare)


def fits(first: Measured, second: Measured) -> bool:
    """True where both limits are of one unit, the first perhaps without it."""
    if first.bare:
        return not second.bare or bool(first.number.tail and second.number.tail) or second.number.tail != ""
    if first.symbol == "个" and second.unit.kind == "percentage_point":
        return True
    return first.symbol == second.symbol and not second.bare


def spread(first: Measured, second: Measured) -> Measured:
    """The first limit in the unit of the second: 10-15亿 and 五到十万 share the multiplier, 8500到3万 does not."""
    if not first.bare:
        return first if first.symbol == second.symbol else first.scaled(second.unit.times)
    return first.scaled(second.unit.times * shared(first, second))


def shared(first: Measured, second: Measured) -> Decimal:
    """The multiplier behind the second number that the first one leaves out."""
    tail = "" if first.number.tail else second.number.tail
    for k in range(len(tail)):
        times = numerals.read(tail[k:])
        if times and first.low < second.number.low / times:
            return times
    return Decimal(1)


def merged(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    """大于10小于20 as one quantity; None where the two do not make a range."""
    low, high = (first, second) if first.bound in LOWER and second.bound in UPPER else (second, first)
    if low.bound not in LOWER or high.bound not in UPPER or not same_unit(first, second):
        return None
    gap = BETWEEN.match(text, first.end)
    if gap is None or gap.end() != second.start or first.value is None or second.value is None:
        return None
    if not_ordered(low.value, high.value) or (PAUSES.intersection(gap.group()) and (first.unit != "1" or second.unit != "1")):
        return None
    unit = second if second.unit != "1" else first
    hedge = f"{first.hedge} {second.hedge}"
    return unit._replace(
        start=first.start, end=second.end, value=None, base_value=None, bound="..", low=low.value, high=high.value, hedge=hedge,
    )


def same_unit(first: Quantity, second: Quantity) -> bool:
    """True for one unit, or a unit that one of the two leaves out."""
    return first.unit == second.unit or first.unit == "1" or second.unit == "1"


def not_ordered(low: Decimal | None, high: Decimal | None) -> bool:
    """True where the limits enclose nothing."""
    return low is None or high is None or low >= high
