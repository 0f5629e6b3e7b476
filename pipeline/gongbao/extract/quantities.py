"""Quantities: numbers with their units and bounds, found on the characters of the text before anything cuts it into words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, partial

from gongbao import numerals
from gongbao.extract import cells, hedges, lookalikes, ordinals
from gongbao.extract.amounts import measured_at
from gongbao.extract.bare import Context, stands_bare
from gongbao.extract.measured import Measured
from gongbao.extract.numbers import SCAN, Number, number_at
from gongbao.extract.plain import plain
from gongbao.extract.ranges import LINKING, LOWER, UPPER, joined, merged
from gongbao.extract.units import Unit, holds, tables
from gongbao.mentions import Quantity

Span = tuple[int, int]
INSIDE = frozenset("分之个半多余几来点又番折度°块数百 ％%")  # what else may follow a numeral that counts
LEVEL = "="
SIGNED = frozenset("-−负下")
BELOW_ZERO = "零下"
LONE = 100  # characters
NUMBERS = re.compile(rf"(?:[0-9{numerals.CHARACTERS},，、. ]|(?<=[{numerals.CHARACTERS}])点(?=[{numerals.CHARACTERS}]))*+")
MULTIPLIERS = frozenset("百千万亿")
NAMING = frozenset("（(：:/每")
BARE_MULTIPLIERS = frozenset("万亿兆 ")


def find(text: str, *, currency: str = "CNY", blocked: Sequence[Span] = ()) -> list[Quantity]:
    """The quantities of a text, sorted, without overlaps; `currency` is that of a bare 元, none overlaps a span of `blocked` (sorted)."""
    found: list[Quantity] = []
    for one in Reader(text, currency, blocked).all():
        pair = merged(text, found[-1], one) if found and one.start - found[-1].end < 6 else None
        if pair:
            found[-1] = pair
        else:
            found.append(one)
    return found


@cache
def followers() -> frozenset[str]:
    """Characters that may follow a single Chinese digit where it counts something."""
    after = hedges.hedges()[1]
    return frozenset(tables().after.lengths) | frozenset(after.lengths) | INSIDE | frozenset("-—–~～至到、")


class Reader:
    """Reads the numerals of a text from left to right."""

    def __init__(self, text: str, currency: str, blocked: Sequence[Span]) -> None:
        self.text, self.currency = text, currency
        self.blocked = sorted([*blocked, *lookalikes.addresses(text)])
        self.starts = [start for start, _ in self.blocked]
        self.at = self.floor = 0
        self.context = Context(text)
        self.cells = cells.figures(text, partial(find, currency=currency))

    def all(self) -> Iterator[Quantity]:
        """Every quantity in its order."""
        text, currency, follow, plain_at = self.text, self.currency, followers(), plain().amount_at
        length, digits, known = len(text), lookalikes.DIGITS, self.cells
        spans = iter([*self.blocked, (length + 1, length + 1)])
        block_start, block_end = next(spans)
        for hit in SCAN.finditer(text):
            start, end = hit.span()
            while block_end <= start:
                self.floor = block_end
                block_start, block_end = next(spans)
            if start < self.at or block_start <= start:
                continue
            if known and start in known and known[start][0] <= block_start:
                self.at, found = known[start]
                if found is not None:
                    yield found
                continue
            if end - start == 1 and end < length and text[end] not in follow and text[start] not in digits and text[start] != "半":
                continue
            found = plain_at(text, start, end, currency)
            if found is None:
                found = self.quantity(start, end)
            elif found.end > block_start:
                continue
            if found is not None:
                self.at = found.end
                yield found

    def quantity(self, start: int, end: int) -> Quantity | None:
        """The quantity whose first numeral is text[start:end], if it is one."""
        text = self.text
        left = text[start - 1 : start]
        if left == "第":
            return self.free(ordinals.ordinal_at(text, start, end))
        if (left in lookalikes.CODING or text[end : end + 1] in lookalikes.POINTS or text[start] == "0") and self.codes(start, end):
            return None
        number = number_at(text, start, end)
        if number is None:
            return None
        found = self.measured(signed(text, number) if left in SIGNED else number)
        return None if found is None else self.free(quantity_of(found))

    def codes(self, start: int, end: int) -> bool:
        """True for a part of a code; 007 is one unless nothing else stands in the text, the number of USD100 is none."""
        text = self.text
        if text[start] not in lookalikes.DIGITS:
            return False
        if lookalikes.in_code(text, start, end):
            return tables().before.until(text, start) is None
        return text[start] == "0" and text[start + 1 : end][:1].isdigit() and not self.alone(start, end)

    def measured(self, number: Number) -> Measured | None:
        """The number with its unit, its second limit and its bound words; None where it counts nothing."""
        text = self.text
        found = measured_at(text, number, self.currency)
        if text[found.end : found.end + 1] in LINKING:
            found = joined(text, found, self.currency) or found
        elif found.bare and number.single and len(text) > LONE:
            return None
        self.bound(found)
        if found.bare:
            found = stands_bare(self.context, found, self.alone(found.start, found.end)) or found
        if found.bare or self.names(found):
            return None
        return found if found.unit.class_ != "limited" or self.limits(found) else None

    def bound(self, found: Measured) -> None:
        """Adds the bound words before and behind to the surface."""
        text, (leading, trailing) = self.text, hedges.edges()
        if text[found.start - 1 : found.start] in leading:
            start, before = hedges.before(text, found.start, max(self.at, self.floor))
            if before:
                found.start, found.before = start, tuple(before)
        if text[found.end : found.end + 1] in trailing and (found.bare or found.unit.class_ != "bare" or found.before or found.number.unit):
            end, after = hedges.after(text, found.end, found.kind)
            if after:
                found.end, found.after = end, tuple(after)
        if not found.before and (found.unit.kind == "percent" or found.number.unit):
            found.before = hedges.apart(text, found.start)

    def names(self, found: Measured) -> bool:
        """True where the number belongs to a set phrase or a slogan."""
        number, text = found.number, self.text
        if found.unit.kind == "count" and found.low <= 60 and lookalikes.of_clock(text, found.start, found.end, found.unit.symbol):
            return True
        lone = not number.arabic and MULTIPLIERS.issuperset(text[number.start : number.end])
        if found.before and (lone or found.before[0].multiplier or found.before[-1].multiplier):
            return lookalikes.in_set_phrase(text, number.start, number.start, len(text) + 1)
        if number.arabic:
            if not found.before and (lookalikes.follows(lookalikes.LABEL, text, found.start) or lookalikes.of_table(text, found.start)):
                return True
        elif (lone and self.unnumbered(found)) or (number.single and lookalikes.leads_to(lookalikes.TAIL, text, found.end)):
            return True
        if text[found.start - 1 : found.start] in lookalikes.OPENING and lookalikes.in_slogan(text, found.start, found.end, not number.arabic):
            return True
        return lookalikes.in_set_phrase(text, number.start, found.start, found.end)

    def limits(self, found: Measured) -> bool:
        """True where 日 is a length of time (with a bound word, beyond the days of a month) and 方 a volume (of many)."""
        if found.unit.kind == "volume":
            return bool(found.number.tail)
        hedged = found.before or found.after or found.number.hedge
        return bool(hedged) or found.low != found.high or found.low > 31 or found.low % 1 > 0

    def unnumbered(self, found: Measured) -> bool:
        """True where 万元, 千人 and the like count nothing: in brackets, behind 每, and one multiplier with a counter (百年)."""
        if self.text[found.start - 1 : found.start] in NAMING or self.text[found.end : found.end + 1] == "级":
            return True
        hedged = found.before or found.after or found.number.hedge
        return found.unit.kind in ("count", "duration") and not hedged and found.number.end - found.number.start == 1

    def alone(self, start: int, end: int) -> bool:
        """True where the text is this number and nothing else, or a list of numbers."""
        text = self.text
        if len(text) > LONE or not set(text[start:end]) - BARE_MULTIPLIERS:
            return False
        return NUMBERS.fullmatch(text, 0, start) is not None and NUMBERS.fullmatch(text, end) is not None

    def free(self, found: Quantity | None) -> Quantity | None:
        """The quantity, if it touches neither a blocked span nor what was found before."""
        if found is None or found.start < self.at:
            return None
        k = bisect_right(self.starts, found.end - 1)
        return None if k and self.blocked[k - 1][1] > found.start else found


def signed(text: str, number: Number) -> Number:
    """The number with its sign: 负二, -3.2, 零下5."""
    if text.endswith(BELOW_ZERO, 0, number.start):
        return replace(number, start=number.start - len(BELOW_ZERO), low=-number.high, high=-number.low)
    sign = text[number.start - 1 : number.start]
    if sign not in ("-", "−", "负") or not sign:
        return number
    before = text[number.start - 2 : number.start - 1] if number.start > 1 else ""
    if before.isascii() and (before.isalnum() or before in ")-/") and before:
        return number
    if sign == "负" and before in ("减", "担", "肩", "抱", "胜", "欺", "自"):
        return number
    return replace(number, start=number.start - 1, low=-number.high, high=-number.low)


def quantity_of(found: Measured) -> Quantity | None:
    """The quantity as a record; None where it is too large for one."""
    number, unit = found.number, found.unit
    hedge, bound = hedged(found) if found.before or found.after else (number.hedge, number.bound)
    low, high = found.low, found.high
    base = in_base(unit, low)
    if not (holds(low) and holds(high) and holds(base)):
        return None
    if found.below or number.unit:
        kind, symbol, base_unit = found.kind, found.symbol, f"{unit.base}/{found.below}" if found.below else unit.base
    else:
        kind, symbol, base_unit = unit.kind, unit.symbol, unit.base
    if low != high:
        return Quantity(found.start, found.end, kind, None, low, high, "..", symbol, None, base_unit, hedge)
    return Quantity(
        found.start, found.end, kind, low, None if bound in UPPER else low, None if bound in LOWER else low, bound, symbol,
        base, base_unit, hedge,
    )


def hedged(found: Measured) -> tuple[str, str]:
    """(bound words as written, bound) of a number with bound words around it."""
    number, before, after = found.number, found.before, found.after
    bounds = [one.bound for one in before + after]
    return words(before) + number.hedge + words(after), hedges.together([*bounds, number.bound])


def words(side: tuple[hedges.Hedge, ...]) -> str:
    """The bound words on one side as written, without those that only name a level."""
    return "".join([one.word for one in side if one.bound != LEVEL])


def in_base(unit: Unit, value: Decimal) -> Decimal:
    """The value in the base unit; 翻 n 番 is 2 to the n times."""
    if unit.symbol == "番":
        return Decimal(2) ** value if value < numerals.LIMIT else value
    return unit.in_base(value)
