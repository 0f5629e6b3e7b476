"""The tables: Arrow and JSON Schema follow from the rows; decimals stay exact."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest

from gongbao.records import TABLES, QuantityRow, Records, RejectRow, arrow_schema, arrow_table, as_dict, columns, json_schema, plain

ROW = QuantityRow("0123456789abcdef", 0, 0, "2.2亿元", 3, 8, "money", Decimal("2.2E+8"), Decimal("2.2E+8"), Decimal("2.2E+8"), "=", "", "CNY",
                  Decimal("2.2E+8"), "CNY")  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_arrow_and_json_have_the_columns_of_the_rows(table: str) -> None:
    names = list(columns(table))
    assert arrow_schema(table).names == names
    schema = json_schema(table)
    assert list(schema["properties"]) == names == schema["required"]
    json.dumps(schema)


def test_only_columns_that_may_be_none_are_nullable() -> None:
    nullable = [one.name for one in arrow_schema("quantities") if one.nullable]
    assert nullable == ["value", "low", "high", "base_value"]
    assert json_schema("quantities")["properties"]["value"]["type"] == ["string", "null"]


def test_decimals_go_through_arrow_exactly() -> None:
    table = arrow_table("quantities", [ROW])
    assert table.column("value").to_pylist() == [Decimal(220000000)]
    assert table.schema.field("value").type == pa.decimal128(38, 12)


def test_more_places_than_the_column_has_are_rounded() -> None:
    fine = ROW._replace(value=Decimal("0.12345678901234567"), low=None, base_value=Decimal("1e-20"))
    read = arrow_table("quantities", [ROW, fine]).to_pylist()
    assert [(row["value"], row["low"], row["base_value"]) for row in read] == [
        (Decimal("2.2E+8"), Decimal("2.2E+8"), Decimal("2.2E+8")), (Decimal("0.123456789012"), None, 0),
    ]  # fmt: skip


def test_a_row_as_json_holds_no_exponent_and_no_float() -> None:
    assert as_dict(ROW)["value"] == "220000000"
    assert [plain(one) for one in (Decimal("1.50"), Decimal("0.000"), Decimal("1E+3"), date(2021, 7, 1), ("一", "二"))] == [
        "1.5", "0", "1000", "2021-07-01", ["一", "二"],
    ]  # fmt: skip


def test_records_add_up_table_by_table() -> None:
    one, other = Records(quantities=[ROW]), Records(quantities=[ROW], rejects=[RejectRow("a", "empty", "a is empty")])
    one.add(other)
    assert [(name, len(rows)) for name, rows in one.tables() if rows] == [("quantities", 2), ("rejects", 1)]


def test_every_table_starts_with_the_key_of_its_bulletin_but_rejects() -> None:
    assert {name: next(iter(columns(name))) for name in TABLES} == {**dict.fromkeys(TABLES, "bulletin_id"), "rejects": "source"}
