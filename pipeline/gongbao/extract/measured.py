"""A number with what was read around it: its unit, what it is per, its bound words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from gongbao.extract.hedges import Hedge
from gongbao.extract.numbers import Number
from gongbao.extract.units import Unit


@dataclass(slots=True)
class Measured:
    """A number with its unit; `start` and `end` are those of the surface so far, `bare` tells that no unit was found."""

    start: int
    end: int
    number: Number
    unit: Unit
    low: Decimal
    high: Decimal
    below: str = ""
    bare: bool = False
    before: tuple[Hedge, ...] = ()
    after: tuple[Hedge, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of the quantity."""
        if self.below:
            return "speed" if self.unit.kind == "length" else "rate"
        return "ratio" if self.number.unit == "1" and self.unit.symbol == "1" else self.unit.kind

    @property
    def symbol(self) -> str:
        """The unit, with what it is per: CNY/亩."""
        return f"{self.unit.symbol}/{self.below}" if self.below else self.unit.symbol

    def scaled(self, factor: Decimal) -> Measured:
        """The same with its limits multiplied."""
        return replace(self, low=self.low * factor, high=self.high * factor)
