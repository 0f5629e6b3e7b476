"""Figures in the cells of tables: lines of cells parted by ` | ` or by two blanks, read with the heads of their columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gongbao.extract.cell_units import UNKNOWN, class_of, is_unit, named_above, own, unit_for
from gongbao.mentions import Quantity

Find = Callable[[str], list[Quantity]]
BAR, GAP = " | ", "  "
BARRED, SPACED = re.compile(r"[^|]+"), re.compile(r"\S+(?: \S+)*")
FIGURE = re.compile(r"[-−+]?(?:[0-9]{1,3}(?:,[0-9]{3}){1,6}|[0-9]{1,16})(?:\.[0-9]{1,8})?")
GLUED = re.compile(rf"(.*[㐀-鿿）)])({FIGURE.pattern})")
DATED = re.compile(r"(?:19|20)\d\d(?:年.*|[-—/.]\d.*)?|\d{1,2}(?:月|季度).*")
NAMING = re.compile(r"(?:19|20)\d\d|0\d+|\d{8,}")  # years, codes, telephone numbers
DASHES = frozenset("-—–－/…\\.·")
STARTS = re.compile(r"[0-9一二两三四五六七八九十百千万亿兆]")
LONG, ABOVE = 30, 400  # characters of a line between two rows; of what stands above a table
PAUSE = re.compile("。|\n\n")
WIDEST = 100  # cells of a row; the cost of a cell grows with those beside it


class Cell(NamedTuple):
    """A cell without the blanks around it."""

    start: int
    text: str

    @property
    def value(self) -> bool:
        """True where a figure stands in it, or a dash in the place of one."""
        return DASHES.issuperset(self.text) if self.text[:1] in DASHES else self.text[:1].isdigit() and not DATED.fullmatch(self.text)


@dataclass(slots=True)
class Table:
    """What the lines of a table read so far say of the figures below."""

    above: tuple[str, ...] = ()
    heads: list[list[str]] = field(default_factory=list)
    begun: bool = False  # a row of figures was read

    def column(self, k: int, row: Sequence[Cell]) -> str | None:
        """The head of a column; None where the row has other columns than the heads."""
        found = [head[k] for head in self.heads if len(head) == len(row)]
        shifted = [head[k - 1] for head in self.heads if k and len(head) == len(row) - 1]
        return " ".join(found).strip() if found else shifted[-1] if shifted else None

    def head(self, row: Sequence[Cell]) -> None:
        """Takes a row of heads; one that follows figures begins a new table."""
        if self.begun:
            self.heads, self.begun = [], False
        self.heads.append([one.text for one in row])

    def between(self, line: str) -> None:
        """Takes a line between two rows."""
        self.above = named_above(line) or self.above
        self.begun = True


def figures(text: str, find: Find) -> dict[int, tuple[int, Quantity | None]]:
    """Start of the first numeral of a cell -> (end of the cell, its quantity, None for none), for cells that a table tells the unit of."""
    if BAR not in text and GAP not in text:
        return {}
    found: dict[int, tuple[int, Quantity | None]] = {}
    for table, row in all_rows(text):
        for k in range(len(row)):
            read(table, row, k, find, found)
    return found


def all_rows(text: str) -> Iterator[tuple[Table, list[Cell]]]:
    """Every row of figures or units with its table."""
    table, at, previous = Table(), 0, -LONG
    lines = text.split("\n")
    for k, line in enumerate(lines):
        row = cells_of(line, at) if BAR in line or GAP in line else []
        if 1 < len(row) <= WIDEST:
            if k - previous > 2 or (k - previous == 2 and not continues(lines[k - 1])):
                table = Table(above_of(text, at))
            elif k - previous == 2:
                table.between(lines[k - 1])
            previous = k
            table.above = named_above(line) or table.above
            row = row if BAR in line else parted(table, row)
            if heads(table, row):
                table.head(row)
            else:
                table.begun = True
            yield table, row
        at += len(line) + 1


def continues(line: str) -> bool:
    """True for a short line that may stand between the rows of a table."""
    return 0 < len(line) <= LONG and not line.endswith("。")


def above_of(text: str, start: int) -> tuple[str, ...]:
    """The units of the last 单位： before a table, without a full stop or an empty line between."""
    before = text[max(0, start - ABOVE) : start]
    last = max((hit.end() for hit in PAUSE.finditer(before)), default=0)
    return next((units for line in reversed(before[last:].splitlines()) if (units := named_above(line))), ())


def cells_of(line: str, at: int) -> list[Cell]:
    """The cells of a line that begins at `at`; an empty one stays where bars part them."""
    if BAR not in line:
        return [Cell(at + hit.start(), hit.group()) for hit in SPACED.finditer(line)]
    found, start = [], at
    for part in line.split("|"):
        found.append(Cell(start + len(part) - len(part.lstrip()), part.strip()))
        start += len(part) + 1
    return found


def parted(table: Table, row: list[Cell]) -> list[Cell]:
    """The row with its label and its first figure apart (税收12.3), where the heads have one column more."""
    hit = GLUED.fullmatch(row[0].text) if any(len(head) == len(row) + 1 for head in table.heads) else None
    return [Cell(row[0].start, hit[1]), Cell(row[0].start + hit.start(2), hit[2]), *row[1:]] if hit else row


def heads(table: Table, row: Sequence[Cell]) -> bool:
    """True for a row of heads: no figures in it, and no text of a table that has heads already."""
    if any(one.value for one in row[1:]) or (row[0].value and row[0].text[:1].isdigit()):
        return False
    named = any(own(one.text) or class_of(one.text) or DATED.fullmatch(one.text) for one in row[1:])
    return named or not table.begun


def read(table: Table, row: Sequence[Cell], k: int, find: Find, found: dict[int, tuple[int, Quantity | None]]) -> None:
    """Adds what one cell holds: a figure with the unit of its place, or a unit alone, which is no quantity."""
    start, text = row[k]
    if is_unit(text):
        if hit := STARTS.search(text):
            found[start + hit.start()] = start + len(text), None
        return
    if FIGURE.fullmatch(text) and (table.heads or table.above or any(is_unit(one.text) for one in row)):
        found[start + (text[0] in "-−+")] = start + len(text), amount(text, start, unit_at(table, row, k), find)


def unit_at(table: Table, row: Sequence[Cell], k: int) -> str | None:
    """The unit of the figure in a cell; None where it counts nothing."""
    label, beside, column = label_of(row, k), unit_beside(row, k), table.column(k, row)
    if not label and not own(column or "") and any(one.text and not one.value and not is_unit(one.text) for one in row[k:]):
        return None
    if column is not None:
        unit = unit_for(column, label, beside, table.above)
    elif table.heads:
        units = {unit_for(head, label, beside, table.above) for head in table.heads[-1][1:]}
        unit = units.pop() if len(units) == 1 else UNKNOWN
    else:
        unit = unit_for("", label, beside, in_order(table.above, row, k))
    return None if unit == UNKNOWN and not (label and (table.heads or table.above)) else unit


def label_of(row: Sequence[Cell], k: int) -> str:
    """The nearest text before a cell that is neither figure nor unit."""
    return next((one.text for one in reversed(row[:k]) if one.text and not one.value and not is_unit(one.text)), "")


def unit_beside(row: Sequence[Cell], k: int) -> str:
    """The nearest cell of the row that is only a unit, those before first."""
    return next((one.text for one in (*reversed(row[:k]), *row[k + 1 :]) if is_unit(one.text)), "")


def in_order(above: tuple[str, ...], row: Sequence[Cell], k: int) -> tuple[str, ...]:
    """亿元、% above two figures without heads are the units of the first and of the second; above three they fit none."""
    values = [place for place, one in enumerate(row) if one.value]
    if len(above) < 2:
        return above
    return (above[values.index(k)],) if len(values) == len(above) and k in values else ()


def amount(text: str, start: int, unit: str | None, find: Find) -> Quantity | None:
    """The quantity of a figure with that unit."""
    plain = text.lstrip("+")
    if unit is None or (unit == UNKNOWN and NAMING.fullmatch(plain)):
        return None
    whole = find(plain + unit)
    if len(whole) != 1 or whole[0].start or whole[0].end != len(plain + unit):
        return None
    return whole[0]._replace(start=start + len(text) - len(plain), end=start + len(text))
