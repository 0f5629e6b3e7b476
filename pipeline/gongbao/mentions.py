"""What the extractors find: spans of the normalized text (code points, end exclusive) with their readings.

What a text has many of is a named tuple, made five times as fast as a frozen dataclass.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class Quantity(NamedTuple):
    """An amount. `bound` is one of = ≈ > ≥ < ≤ .. ; `value` is None for a range (..), which has `low` and `high`.

    `>` and `≥` have low = value and no high, `<` and `≤` high = value and no low; `=` and `≈` have low = high = value.
    `unit` is ISO 4217 for money, `%`, `pp`, an SI symbol, the Chinese counter otherwise, `1` for a bare number.
    `base_value` (None for a range) is in `base_unit`: a currency, m, m2, m3, kg, J, W, s, K …, 1.
    `hedge` holds the bound words as written (`近`, `余`, `以上`), empty where there are none.
    """

    start: int
    end: int
    kind: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: str
    unit: str
    base_value: Decimal | None
    base_unit: str
    hedge: str = ""


class Period(NamedTuple):
    """A date or period: its EDTF value (`X` for a vague one) and its first and last day, inclusive, None where they do not follow.

    `open` is from, until or none; `grain` day, week, month, quarter, half, year, plan, …; `anchor` explicit, published,
    antecedent or policy: what the value was resolved from.
    """

    start: int
    end: int
    edtf: str
    first: date | None
    last: date | None
    open: str = "none"
    grain: str = "day"
    anchor: str = "explicit"
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Organization:
    """A body with its canonical name, kind, level, and the place it belongs to (full name and GB/T 2260 code, empty if unknown)."""

    start: int
    end: int
    name: str
    kind: str
    level: str = ""
    place: str = ""
    place_code: str = ""


class Paragraph(NamedTuple):
    """A line of the text with its role (title heading body caption abstract byline list other) and the headings above it."""

    start: int
    end: int
    role: str
    section: tuple[str, ...] = ()


class Indicator(NamedTuple):
    """What one quantity says, in its clause `start`–`end`; `quantity`, `date`, `organization` are ordinals of mentions, None where there is none.

    `change` is up, down, flat or none; `change_base` yoy, mom, START (the start of the period), a year or an EDTF value;
    `base_first` and `base_last` its days. `status` is achieved, target or plan. `first` and `last` are the days of the indicator's own period.
    """

    start: int
    end: int
    quantity: int
    name: str = ""
    action: str = ""
    object: str = ""
    change: str = "none"
    change_base: str = ""
    base_first: date | None = None
    base_last: date | None = None
    status: str = "achieved"
    first: date | None = None
    last: date | None = None
    place: str = ""
    date: int | None = None
    organization: int | None = None


@dataclass(frozen=True, slots=True)
class WorkArea:
    """The work area of a paragraph: `area` is empty where the classifier abstains; scores add up to 1; `reasons` are the deciding words."""

    area: str = ""
    score: float = 0.0
    scores: dict[str, float] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
