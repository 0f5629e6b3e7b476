"""The unit of a figure in a table: by the head of its column, the label and the unit cell of its row, and the line 单位：万元 above."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from gongbao.extract.bare import nouns
from gongbao.extract.units import tables
from gongbao.resources import lexicon, rows

PERCENT, SHARES = "%", frozenset({"percent", "percentage_point", "permille"})
TIMES = frozenset("百千万亿")
NAMED = re.compile(r"单位 ?[:：] ?([^\s，。；;）)\]】|]{1,24}(?: ?[%％‰])?)")
BETWEEN = re.compile("[、，,；;和及 ]")
BRACKETED = re.compile(r"[（(\[]([^（()）\[\]]{1,12})[)）\]]")
SIGNED = "±+-－﹢﹣ "
TRAILING = re.compile(r"[±+\-/／]?([%％‰])$|[/／]([^/／]{1,6})$")
COUNTED = re.compile("([人户家个件次台辆宗项座套])数$")
SHARE, DOUBTFUL, NAME, NAMING, AMOUNT = "share", "doubtful", "name", "naming", "amount"
UNKNOWN = ""


@cache
def words() -> dict[str, tuple[str, ...]]:
    """configs/lexicon/cellwords.tsv by class."""
    found: dict[str, list[str]] = {}
    for row in rows(lexicon("cellwords")):
        found.setdefault(row["class"], []).append(row["word"])
    return {class_: tuple(some) for class_, some in found.items()}


@lru_cache(maxsize=4096)
def is_unit(written: str) -> bool:
    """True for a unit and nothing else: 万元, %, 元/人, 千瓦时, 亿."""
    head, stroke, below = written.lstrip(SIGNED).replace("／", "/").partition("/")
    hit = tables().below.at(below, 0) if stroke else None
    if stroke and (hit is None or hit[0] < len(below)):
        return False
    for k in range(len(head) + 1):
        named = tables().after.at(head, k)
        if named and named[0] == len(head) and named[1].class_ != "bare":
            return True
        if head[k : k + 1] not in TIMES or not head[k : k + 1]:
            return k == len(head) > 0
    return False


@lru_cache(maxsize=4096)
def own(cell: str) -> str:
    """The unit that a cell names itself: 金额（万元）, 增幅%, 产值/万元; empty where it names none."""
    if is_unit(cell):
        return cell.lstrip(SIGNED)
    bracketed = [hit[1].rpartition("：")[2].strip() for hit in BRACKETED.finditer(cell)]
    hit = TRAILING.search(cell)
    named = [*bracketed, *((hit[1] or hit[2],) if hit else ()), cell.rpartition(" ")[2]]
    return next((one.lstrip(SIGNED) for one in named if is_unit(one)), UNKNOWN)


def named_above(line: str) -> tuple[str, ...]:
    """The units of 单位：亿元、%; empty where the line names none."""
    units = [one for hit in NAMED.finditer(line) for one in BETWEEN.split(hit[1]) if one]
    return tuple(one for one in units if is_unit(one))


@lru_cache(maxsize=4096)
def class_of(cell: str) -> str:
    """What the words of a head or a label say of the figures: share, doubtful, name, amount; empty where nothing."""
    bare = BRACKETED.sub("", cell).strip().rstrip("：:")
    if bare in words()[NAME] or bare.endswith(words()[NAMING]):
        return NAME
    if bare.endswith(words()[AMOUNT]):
        return AMOUNT
    return SHARE if bare.endswith(words()[SHARE]) else DOUBTFUL if bare.endswith(words()[DOUBTFUL]) else ""


def is_share(unit: str) -> bool:
    """True for %, ‰ and 个百分点."""
    hit = tables().after.at(unit, 0) if unit else None
    return hit is not None and hit[1].kind in SHARES


@lru_cache(maxsize=4096)
def unit_for(column: str, label: str, cell: str, above: tuple[str, ...]) -> str | None:
    """The unit of a figure, as written; empty where none can be told, None where the figure counts nothing."""
    head, side = own(column), own(label)
    if (class_of(column) == NAME and not head) or (class_of(label) == NAME and not side):
        return None
    if is_share(head):
        return head
    if class_of(column) in (SHARE, DOUBTFUL) and not head:
        return PERCENT if class_of(column) == SHARE or PERCENT in (cell, *above) else UNKNOWN
    if named := side or cell or head:
        return completed(named, column, label)
    if class_of(label) in (SHARE, DOUBTFUL):
        return PERCENT if class_of(label) == SHARE or PERCENT in above else UNKNOWN
    counted = COUNTED.search(label) or COUNTED.search(column)
    return counted[1] if counted else completed(fitting(above, column, label), column, label)


def fitting(above: tuple[str, ...], column: str, label: str) -> str:
    """The one of the units above that fits what the head or the label names; empty where that cannot be told."""
    amounts = [one for one in above if not is_share(one)] or list(above)
    if len(amounts) == 1:
        return amounts[0]
    symbols = {symbol for name in (label, column) if (symbol := symbol_of(name))}
    fits = [one for one in amounts if (hit := tables().after.at(one.lstrip("百千万亿") or one, 0)) and hit[1].symbol in symbols]
    return fits[0] if len(fits) == 1 else UNKNOWN


def symbol_of(name: str) -> str:
    """The unit that the noun at the end of a head or a label implies."""
    bare = BRACKETED.sub("", name).strip()
    hit = nouns().until(bare, len(bare))
    return hit[1] if hit else ""


def completed(unit: str, column: str, label: str) -> str:
    """亿 as 亿元 where money is told of."""
    if unit and TIMES.issuperset(unit) and "CNY" in (symbol_of(label), symbol_of(column)):
        return f"{unit}元"
    return unit
