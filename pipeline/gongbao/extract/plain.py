"""Amounts with nothing beside them that another rule looks at: most of a text's, read in one step; the others are read in full.

What is given here is what the full way gives: every condition below leaves to it whatever it could read in another way.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from gongbao import numerals
from gongbao.extract import hedges, lookalikes
from gongbao.extract.amounts import CONTINUING
from gongbao.extract.countable import CONVENED, SHAPED, YEAR
from gongbao.extract.numbers import EXTENDING, GOING_ON, OF_UNITS, UNSURE, reading, settled_end
from gongbao.extract.ranges import LINKING
from gongbao.extract.specials import HALVING, SPECIAL
from gongbao.extract.units import ONE, Unit, holds, tables
from gongbao.lexicon import Words
from gongbao.mentions import Quantity

LONG, DIGIT = frozenset({"any", "many", "unit", "digit"}), frozenset({"any", "many", "unit"})  # classes behind long numerals, behind one digit
SIGNS = frozenset("第\n 时秒钟天点表图-−负下")
LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz²³")
UNTIL = frozenset("至到、")  # between the parts of a numbered list, behind a digit
YUAN, COUNTER, TIME, MANY, PERCENT = "CNY", "个", "次", "many", "percent"
CURRENCY = "币"  # 李四人民币
LAST_YEAR = 100  # what is more before 年 may be a year's number
LENGTH = 20  # characters of a numeral


@dataclass(slots=True)
class Fit:
    """What plain amounts of a unit need: `stop` may not follow; `itself`: values are those of the base; `doubtful`: more has to be looked at."""

    unit: Unit
    stop: frozenset[str]
    long: bool
    digit: bool
    itself: bool
    doubtful: bool


class Plain:
    """The signs and words that send an amount the full way, and the reading of those that have none of them."""

    def __init__(self) -> None:
        units, (before, after) = tables(), hedges.hedges()
        named = (lookalikes.words_of(lookalikes.LABEL), lookalikes.words_of(lookalikes.ERA))
        self.leading: Words[object] = Words({word: 1 for table in (units.before, before, *named) for word in table.entries})
        self.trailing, self.tails = after, lookalikes.words_of(lookalikes.TAIL)
        self.left = (lookalikes.CODING - UNTIL) | lookalikes.OPENING | SIGNS | {""}
        self.first = UNSURE | frozenset("0百千万亿")
        self.following = GOING_ON | (EXTENDING | SPECIAL) - {COUNTER} | lookalikes.POINTS
        self.before, self.behind = UNTIL | frozenset(self.leading.tails), LINKING | frozenset(after.lengths)
        self.beside = frozenset(numerals.CHARACTERS + " 含不") | lookalikes.DIGITS | LINKING
        self.phrases = lookalikes.set_phrases()
        money = frozenset(word[0] for word, unit in units.after.entries.items() if unit.kind == "money")
        self.units = Words({word: fit(unit, money) for word, unit in units.after.entries.items()})

    def amount_at(self, text: str, start: int, end: int, currency: str) -> Quantity | None:
        """The amount whose numeral the search found at text[start:end]; None where it has to be read in full, or is none."""
        left = text[start - 1 : start]
        if left in self.left or text[start] in self.first or text[end : end + 1] in self.following:
            return None
        hit = self.units.at(text, end)
        if hit is None or not hit[1].long or (left in self.before and self.led(text, start)):
            return None
        stop, fit = hit
        right = text[stop : stop + 1]
        if right in fit.stop or (right in self.behind and self.followed(text, stop)) or not self.counts(text, start, end, stop, fit):
            return None
        number = reading(text[start:end])
        if number is None or number[2] != "=" or self.phrases.covering(text, start):
            return None
        unit, value = fit.unit, number[0]
        if fit.doubtful and self.doubted(text, start, unit, value, currency):
            return None
        if fit.itself:
            return Quantity(start, stop, unit.kind, value, value, value, "=", unit.symbol, value, unit.base)
        value = value * unit.times
        base = unit.in_base(value)
        return Quantity(start, stop, unit.kind, value, value, value, "=", unit.symbol, base, unit.base) if holds(value) and holds(base) else None

    def counts(self, text: str, start: int, end: int, stop: int, fit: Fit) -> bool:
        """True for a numeral of usual length that names nothing and keeps its last character."""
        if text[end - 1] in OF_UNITS and settled_end(text, start, end) < end:
            return False
        if text[start] in lookalikes.DIGITS:
            return end - start < LENGTH
        if end - start > 1:
            return end - start < LENGTH and not SHAPED.isdisjoint(text[start:end])
        return self.digit(text, start, stop, fit)

    def doubted(self, text: str, start: int, unit: Unit, value: Decimal, currency: str) -> bool:
        """True for 元 of another place, a year's number, and a share whose bound word stands before the whole."""
        if unit.kind == PERCENT:
            return bool(hedges.apart(text, start))
        return currency != YUAN if unit.symbol == YUAN else value > LAST_YEAR

    def led(self, text: str, start: int) -> bool:
        """True where a word before the number belongs to it."""
        return self.leading.until(text, start) is not None or (text[start - 1] in UNTIL and text[start - 2 : start - 1] in lookalikes.DIGITS)

    def followed(self, text: str, stop: int) -> bool:
        """True where a word or a second limit behind the unit may belong to the amount."""
        return (text[stop] in LINKING and text[stop + 1 : stop + 2] in self.beside) or self.trailing.at(text, stop) is not None

    def digit(self, text: str, start: int, stop: int, fit: Fit) -> bool:
        """True for one Chinese digit that counts."""
        if not fit.digit or text[start] in numerals.ZEROS or (fit.unit.class_ == MANY and text[start] in "一壹"):
            return False
        if text[stop - 1] == CURRENCY:
            return False
        return not (fit.unit.symbol == TIME and text[stop : stop + 1] in CONVENED) and self.tails.at(text, stop) is None


def fit(unit: Unit, money: frozenset[str]) -> Fit:
    """The needs of a unit; `money` are the signs with which a currency begins."""
    stop = frozenset(unit.stop) | CONTINUING | LETTERS | HALVING | {" "} | (money if unit.symbol == YUAN else frozenset())
    itself = unit.times == ONE and unit.factor == unit.over and not unit.offset
    doubtful = unit.symbol in (YUAN, YEAR) or unit.kind == PERCENT
    return Fit(unit, stop, unit.class_ in LONG, unit.class_ in DIGIT, itself, doubtful)


@cache
def plain() -> Plain:
    """The reader of plain amounts, made once from the tables."""
    return Plain()
