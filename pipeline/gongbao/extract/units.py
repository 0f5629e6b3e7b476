"""Units and counters: what may follow a number, what it measures, and how much of the base unit it is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal, Inexact
from functools import cache

from gongbao.lexicon import Words
from gongbao.numerals import TERMINATING, WIDE, divide
from gongbao.records import DIGITS, PLACES
from gongbao.resources import lexicon, rows

ONE = Decimal(1)
LARGEST = ONE.scaleb(DIGITS - PLACES)
CONTINUED, LIMITED, BELOW = "+", "~", "below"


@dataclass(frozen=True, slots=True)
class Unit:
    """One writing of a unit or counter: a number before it times `times` is in `symbol`; that plus `offset` times factor/over in `base`.

    `class_` of a counter: any, many (一 does not count), digit (after Arabic or longer numerals), noun (after Arabic), bare (after Arabic,
    left out of the surface), below (only below a stroke); of a unit: unit, or
    limited (counts only with a bound word). `stop`: characters that may not follow.
    """

    symbol: str
    kind: str
    base: str
    factor: Decimal = ONE
    over: Decimal = ONE
    offset: Decimal = Decimal(0)
    times: Decimal = ONE
    class_: str = "unit"
    stop: str = ""

    def in_base(self, value: Decimal) -> Decimal:
        """A value of this unit in its base unit."""
        if self.factor == self.over and not self.offset:
            return value
        if self.over == ONE:
            try:
                return TERMINATING.multiply(value + self.offset, self.factor)
            except Inexact:
                pass
        return divide(WIDE.multiply(value + self.offset, self.factor), self.over)


BARE = Unit("1", "count", "1", class_="bare")
MULTIPLE = Unit("番", "multiple", "1")


@dataclass(frozen=True, slots=True)
class Tables:
    """All writings by their place: after a number, before it (人民币, ￥), after a larger unit (角 分 两), below a stroke (元/亩)."""

    after: Words[Unit]
    before: Words[Unit]
    continued: dict[str, Words[Unit]]
    below: Words[str]
    symbols: dict[str, Unit]


def holds(value: Decimal) -> bool:
    """True where a column of amounts has room for the value."""
    return -LARGEST < value < LARGEST


def ratio(text: str) -> Decimal:
    """A number of the tables, which may be a fraction: 1000/15."""
    above, _, below = text.partition("/")
    return divide(Decimal(above), Decimal(below or 1))


def unit_of(row: dict[str, str]) -> Unit:
    """A row of units.tsv."""
    above, _, below = row["factor"].partition("/")
    return Unit(
        row["unit"], row["kind"], row["base"], Decimal(above), Decimal(below or 1), Decimal(row["offset"] or 0), stop=row["stop"],
    )


def writing_of(unit: Unit, written: str) -> tuple[str, Unit]:
    """`角*0.1` is the word 角, one of which is 0.1 of the unit; `~日` one that counts only with a bound word."""
    word, _, times = written.partition("*")
    limited = word.startswith(LIMITED)
    return word.strip(LIMITED + CONTINUED), replace(unit, times=ratio(times or "1"), class_="limited" if limited else "unit")


def counter_of(row: dict[str, str]) -> Unit:
    """A row of counters.tsv."""
    return Unit("1" if row["class"] == "bare" else row["counter"], "count", "1", class_=row["class"], stop=row["stop"])


@cache
def tables() -> Tables:
    """The tables of configs/lexicon/units.tsv and counters.tsv."""
    counters = {row["counter"]: counter_of(row) for row in rows(lexicon("counters"))}
    after = {word: one for word, one in counters.items() if one.class_ != BELOW}
    before: dict[str, Unit] = {}
    continued: defaultdict[str, dict[str, Unit]] = defaultdict(dict)
    symbols: dict[str, Unit] = {"1": BARE}
    for row in rows(lexicon("units")):
        unit = symbols[row["unit"]] = unit_of(row)
        for written in row["writings"].split():
            word, one = writing_of(unit, written)
            (continued[unit.kind] if written.startswith(CONTINUED) else after)[word] = one
        before.update(dict.fromkeys(row["before"].split(), unit))
    symbols.update({word: one for word, one in after.items() if word not in symbols})
    below = {word: one.symbol for word, one in {**counters, **after}.items() if one.class_ != "bare"}
    return Tables(Words(after), Words(before), {kind: Words(words) for kind, words in continued.items()}, Words(below), symbols)
