"""Annotated text: parsing and writing are inverse."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongbao.markup import mark, parse, quantity_label
from gongbao.mentions import Quantity


def amount(value: str | None, low: str | None, high: str | None, bound: str, unit: str) -> Quantity:
    numbers = [None if one is None else Decimal(one) for one in (value, low, high)]
    return Quantity(0, 1, "count", numbers[0], numbers[1], numbers[2], bound, unit, None, "1")


def test_parse_gives_the_plain_text_and_offsets() -> None:
    text, found = parse("建成⟦12个|Q 12 个 object=粮仓⟧粮仓，⟦近年来|?D X⟧由⟦市供销社|O⟧管理")
    assert text == "建成12个粮仓，近年来由市供销社管理"
    assert [(one.start, one.end, one.type, one.value, one.optional) for one in found] == [
        (2, 5, "Q", ("12", "个"), False), (8, 11, "D", ("X",), True), (12, 16, "O", (), False),
    ]  # fmt: skip
    assert found[0].attributes == {"object": "粮仓"}


def test_mark_writes_what_parse_reads() -> None:
    line = "建成⟦12个|Q 12 个⟧粮仓，⟦2021年|D 2021⟧验收"
    text, found = parse(line)
    assert mark(text, [(one.start, one.end, " ".join((one.type, *one.value))) for one in found]) == line


def test_a_stray_bracket_is_refused() -> None:
    with pytest.raises(ValueError, match="malformed"):
        parse("建成⟦12个粮仓")


@pytest.mark.parametrize(
    ("quantity", "label"),
    [
        (amount("2.20E+8", "2.2E+8", "2.2E+8", "=", "CNY"), "220000000 CNY"),
        (amount("40", "40", None, ">", "名"), ">40 名"),
        (amount(None, "10", "15", "..", "%"), "10..15 %"),
        (amount("700", "700", "700", "≈", "m2"), "≈700 m2"),
    ],
)
def test_labels(quantity: Quantity, label: str) -> None:
    assert quantity_label(quantity) == label
