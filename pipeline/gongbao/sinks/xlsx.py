"""An Excel workbook: one sheet a table, headers frozen, text that stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from gongbao.records import TABLES, columns, plain
from gongbao.sinks.schema import description
from gongbao.sinks.text import Batches, flat, values

ROWS = 1_048_576  # of a sheet, with its header
LENGTH = 32_767  # of a cell
EXACT = 15  # digits of a number that Excel keeps
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
CUT = "…"


def write_xlsx(batches: Batches, path: Path, *, rows: int = ROWS) -> dict[str, int]:
    """Writes every table, a long one on several sheets, and tells how many rows each has; a cell beyond Excel's length ends in …"""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    counts = {}
    for table in TABLES:
        counts[table] = 0
        sheet = header(book, table, table)
        for row in listed(batches, table):
            if counts[table] and counts[table] % (rows - 1) == 0:
                sheet = header(book, f"{table}_{counts[table] // (rows - 1) + 1}", table)
            sheet.append([cell(sheet, one) for one in row])
            counts[table] += 1
    draft = path.with_name(f".{path.name}.draft")
    try:
        book.save(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return counts


def header(book: Any, title: str, table: str) -> Any:
    """A sheet with the names of the columns, what they hold as comments, and all of it in view while one scrolls."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.comments import Comment
    from openpyxl.styles import Font

    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    named = []
    for name in columns(table):
        one = WriteOnlyCell(sheet, name)
        one.font = Font(bold=True)
        one.comment = Comment(description(table, name), "gongbao")
        named.append(one)
    sheet.append(named)
    return sheet


def listed(batches: Batches, table: str) -> Iterator[list[Any]]:
    """The rows of a table as lists of Python values."""
    for batch in batches(table):
        for row in values(batch):
            yield list(row.values())


def cell(sheet: Any, value: Any) -> Any:
    """A value as a cell: numbers that Excel would round, and all text, as text."""
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) > EXACT:
        value = plain(value)
    value = flat(value) if isinstance(value, list | dict) else value
    if not isinstance(value, str):
        return value if value is None or isinstance(value, bool | int | float | date | Decimal) else str(value)
    text = ILLEGAL.sub("\ufffd", value)
    text = text if len(text) <= LENGTH else text[: LENGTH - 1] + CUT
    if not text.startswith(("=", "#")):
        return text
    made = WriteOnlyCell(sheet, text)
    made.data_type = "s"  # openpyxl takes what begins with = for a formula, and #N/A for an error
    return made
