"""The tables: one named tuple each (made five times as fast as a frozen dataclass); Arrow and JSON Schema are derived from the fields.

Offsets `start` and `end` are code points of the bulletin's raw decoded text, end exclusive; `text` is the same in normalized
simplified script. Amounts are exact decimals with 38 digits, 12 of them behind the point.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Context, Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    import pyarrow as pa

DIGITS, PLACES = 38, 12
PLACE, EXACT = Decimal(1).scaleb(-PLACES), Context(prec=DIGITS)


class BulletinRow(NamedTuple):
    """One input that was read."""

    bulletin_id: str
    source: str
    media_type: str
    encoding: str
    script: str
    title: str
    issuer: str
    place: str
    place_code: str
    published: date | None
    characters: int
    paragraphs: int
    repairs: dict[str, int]
    gongbao: str


class ParagraphRow(NamedTuple):
    """One line of a bulletin; together they hold the whole text."""

    bulletin_id: str
    paragraph: int
    role: str
    section: tuple[str, ...]
    text: str
    start: int
    end: int
    work_area: str
    work_area_score: float
    work_areas: dict[str, float]
    reasons: tuple[str, ...]


class QuantityRow(NamedTuple):
    """One measured or counted amount."""

    bulletin_id: str
    paragraph: int
    mention: int
    text: str
    start: int
    end: int
    kind: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: str
    hedge: str
    unit: str
    base_value: Decimal | None
    base_unit: str


class DateRow(NamedTuple):
    """One date or period; `first` and `last` are inclusive days."""

    bulletin_id: str
    paragraph: int
    mention: int
    text: str
    start: int
    end: int
    edtf: str
    first: date | None
    last: date | None
    open: str
    grain: str
    anchor: str
    vague: bool


class OrganizationRow(NamedTuple):
    """One body that is named."""

    bulletin_id: str
    paragraph: int
    mention: int
    text: str
    start: int
    end: int
    name: str
    kind: str
    level: str
    place: str
    place_code: str


class IndicatorRow(NamedTuple):
    """One linked indicator: who, what, how much, when, against what base."""

    bulletin_id: str
    paragraph: int
    start: int
    end: int
    name: str
    action: str
    object: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: str
    unit: str
    base_value: Decimal | None
    base_unit: str
    change: str
    change_base: str
    base_first: date | None
    base_last: date | None
    status: str
    first: date | None
    last: date | None
    organization_name: str
    place: str
    work_area: str
    quantity: int
    date: int | None
    organization: int | None


class RejectRow(NamedTuple):
    """One input that could not be read: a stable reason code, and a sentence with the remedy."""

    source: str
    reason: str
    detail: str


TABLES: dict[str, type] = {
    "bulletins": BulletinRow,
    "paragraphs": ParagraphRow,
    "quantities": QuantityRow,
    "dates": DateRow,
    "organizations": OrganizationRow,
    "indicators": IndicatorRow,
    "rejects": RejectRow,
}


@dataclass(slots=True)
class Records:
    """A list of rows per table."""

    bulletins: list[BulletinRow] = field(default_factory=list)
    paragraphs: list[ParagraphRow] = field(default_factory=list)
    quantities: list[QuantityRow] = field(default_factory=list)
    dates: list[DateRow] = field(default_factory=list)
    organizations: list[OrganizationRow] = field(default_factory=list)
    indicators: list[IndicatorRow] = field(default_factory=list)
    rejects: list[RejectRow] = field(default_factory=list)

    def tables(self) -> Iterator[tuple[str, list[Any]]]:
        """Each table's name and rows, in the order of TABLES."""
        for name in TABLES:
            yield name, getattr(self, name)

    def add(self, other: Records) -> None:
        """The other's rows behind these."""
        for name, rows in other.tables():
            getattr(self, name).extend(rows)


@cache
def columns(table: str) -> dict[str, Any]:
    """The columns of a table and their Python types, in order."""
    return get_type_hints(TABLES[table])


def bare(type_: Any) -> tuple[Any, bool]:
    """(type without None, whether None is allowed)."""
    if get_origin(type_) in (Union, types.UnionType):
        members = [one for one in get_args(type_) if one is not type(None)]
        return members[0], True
    return type_, False


def arrow_type(type_: Any) -> pa.DataType:
    """The Arrow type of a column's Python type; raises TypeError for one that no table uses."""
    import pyarrow as pa

    simple = {
        str: pa.string(), int: pa.int32(), float: pa.float64(), bool: pa.bool_(), date: pa.date32(), Decimal: pa.decimal128(DIGITS, PLACES),
    }
    if type_ in simple:
        return simple[type_]
    members = get_args(type_)
    if get_origin(type_) is tuple:
        return pa.list_(arrow_type(members[0]))
    if get_origin(type_) is dict:
        return pa.map_(arrow_type(members[0]), arrow_type(members[1]))
    raise TypeError(f"no Arrow type for {type_}")


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of a table."""
    import pyarrow as pa

    parts = [(name, *bare(type_)) for name, type_ in columns(table).items()]
    return pa.schema([pa.field(name, arrow_type(type_), nullable=nullable) for name, type_, nullable in parts])


def json_type(type_: Any) -> dict[str, Any]:
    """The JSON Schema of a column's Python type; decimals and days are strings."""
    simple: dict[Any, dict[str, Any]] = {
        str: {"type": "string"}, int: {"type": "integer"}, float: {"type": "number"}, bool: {"type": "boolean"},
        date: {"type": "string", "format": "date"}, Decimal: {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
    }
    if type_ in simple:
        return simple[type_]
    members = get_args(type_)
    if get_origin(type_) is tuple:
        return {"type": "array", "items": json_type(members[0])}
    return {"type": "object", "additionalProperties": json_type(members[1])}


def json_schema(table: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one row of a table."""
    properties: dict[str, Any] = {}
    for name, type_ in columns(table).items():
        inner, nullable = bare(type_)
        shape = json_type(inner)
        properties[name] = {**shape, "type": [shape["type"], "null"]} if nullable else shape
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table,
        "description": (TABLES[table].__doc__ or "").strip(),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def plain(value: object) -> Any:
    """A cell as JSON can hold it: decimals without exponent and days in ISO form as strings, tuples as lists."""
    if isinstance(value, Decimal):
        written = f"{value:f}"
        return (written.rstrip("0").rstrip(".") or "0") if "." in written else written
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return value


def as_dict(row: Any) -> dict[str, Any]:
    """A row with cells as JSON can hold them."""
    return {name: plain(cell) for name, cell in zip(row._fields, row, strict=True)}


def arrow_table(name: str, rows: Iterable[Any]) -> pa.Table:
    """The rows as an Arrow table with the schema of that table."""
    import pyarrow as pa

    schema = arrow_schema(name)
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = []
    for one, cells in zip(schema, columns, strict=True):
        if pa.types.is_map(one.type):
            cells = tuple(list(cell.items()) for cell in cells)
        arrays.append(column(cells, one.type))
    return pa.Table.from_arrays(arrays, schema=schema)


def column(cells: Sequence[Any], type_: pa.DataType) -> pa.Array:
    """The cells as one Arrow column; amounts with more than PLACES places, which Arrow refuses, are rounded."""
    import pyarrow as pa

    try:
        return pa.array(cells, type_)
    except pa.ArrowInvalid:
        if not pa.types.is_decimal(type_):
            raise
        return pa.array([None if cell is None else cell.quantize(PLACE, context=EXACT) for cell in cells], type_)
