"""Annotated text: `选派⟦39家|Q 39 家 object=民营企业⟧民营企业`, in gold files, in test cases and in what `gongbao show` prints.

A mention is `⟦surface|TYPE value… key=value…⟧` with TYPE Q (quantity: VALUE UNIT), D (date: EDTF) or O (organization: canonical
name, may be left out); `?` before TYPE marks an optional mention. Mentions do not nest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from gongbao.mentions import Organization, Period, Quantity

MENTION = re.compile(r"⟦([^⟦⟧|]+)\|(\??)([QDO])(?: ([^⟦⟧]*))?⟧")
ATTRIBUTE = re.compile(r"([a-z]+)=(.*)")


@dataclass(frozen=True, slots=True)
class Marked:
    """One annotated span: code-point offsets into the plain text, its reading as words, and its attributes."""

    start: int
    end: int
    text: str
    type: str
    value: tuple[str, ...] = ()
    optional: bool = False
    attributes: dict[str, str] = field(default_factory=dict, compare=False)


def parse(line: str) -> tuple[str, list[Marked]]:
    """The plain text of an annotated line and its mentions; raises ValueError on a stray bracket."""
    plain, found, at = "", [], 0
    for match in MENTION.finditer(line):
        plain += line[at : match.start()]
        surface, optional, type_, rest = match.groups()
        words = (rest or "").split(" ") if rest else []
        pairs = [(hit[1], hit[2]) for word in words if (hit := ATTRIBUTE.fullmatch(word))]
        value = tuple(word for word in words if not ATTRIBUTE.fullmatch(word))
        found.append(Marked(len(plain), len(plain) + len(surface), surface, type_, value, bool(optional), dict(pairs)))
        plain += surface
        at = match.end()
    plain += line[at:]
    if "⟦" in plain or "⟧" in plain:
        raise ValueError(f"malformed mention: {line}")
    return plain, found


def mark(text: str, mentions: Iterable[tuple[int, int, str]]) -> str:
    """The text with each (start, end, label) written into it as ⟦surface|label⟧; sorted, without overlaps."""
    pieces, at = [], 0
    for start, end, label in sorted(mentions):
        pieces += [text[at:start], f"⟦{text[start:end]}|{label}⟧"]
        at = end
    return "".join([*pieces, text[at:]])


def plain_number(number: Decimal) -> str:
    """A decimal without exponent and without trailing zeros after the point: 2.20E+8 -> 220000000."""
    written = f"{number:f}"
    return (written.rstrip("0").rstrip(".") or "0") if "." in written else written


class Amount(Protocol):
    """What a label tells of an amount: a find has it, and a row of the table quantities."""

    @property
    def value(self) -> Decimal | None: ...
    @property
    def low(self) -> Decimal | None: ...
    @property
    def high(self) -> Decimal | None: ...
    @property
    def bound(self) -> str: ...
    @property
    def unit(self) -> str: ...


def quantity_label(one: Amount) -> str:
    """`≈700 m2`, `10..15 %`, `39 家`."""
    if one.bound == "..":
        value = "..".join(plain_number(side) if side is not None else "" for side in (one.low, one.high))
    else:
        value = ("" if one.bound == "=" else one.bound) + plain_number(one.value if one.value is not None else Decimal(0))
    return f"{value} {one.unit}"


def period_label(one: Period) -> str:
    """`2021-07`, `2018 open=from`, `2024-09 anchor=published`."""
    extra = [f"open={one.open}"] if one.open != "none" else []
    extra += [f"anchor={one.anchor}"] if one.anchor != "explicit" else []
    return " ".join([one.edtf, *extra])


def label(one: Quantity | Period | Organization) -> str:
    """The whole label of a find, with its type: `Q 39 家`, `D 2021-07`, `O 中共合江县委`."""
    if isinstance(one, Quantity):
        return f"Q {quantity_label(one)}"
    return f"D {period_label(one)}" if isinstance(one, Period) else f"O {one.name}"
