"""Indicators: each case line marks every amount of a sentence with what the indicator behind it must say; ⏎ is a line end."""

from __future__ import annotations

import pytest

import examples
import gongbao
from gongbao import markup

PLACE = "四川省泸州市合江县"
PUBLISHED = "2022-03-01"
FILES = sorted(path.stem for path in examples.CASES.glob("indicators*.txt") if not path.stem.endswith("known_failures"))
SAID = ("object", "action", "change", "base", "status", "name", "first", "last", "basefirst", "baselast", "who")
SILENT = {"change": "none", "base": "", "status": "achieved"}


def expected(attributes: dict[str, str]) -> dict[str, str]:
    """What a line wants of one amount; change, base and status are none, none and achieved where it is silent."""
    return {key: attributes.get(key, SILENT.get(key, "")) for key in SAID if key in attributes or key in SILENT}


def read(line: str) -> tuple[list[tuple[int, int, dict[str, str]]], list[tuple[int, int, dict[str, str]]]]:
    """(what the pipeline says, what the line says) of every amount, over the attributes that the line gives."""
    text, marked = markup.parse(line.replace("⏎", "\n"))
    records = gongbao.extract(text, published=PUBLISHED, place=PLACE)
    rows = {row.quantity: row for row in records.indicators}
    found = []
    for amount in records.quantities:
        row = rows.get(amount.mention)
        says = {} if row is None else {
            "object": row.object, "action": row.action, "change": row.change, "base": row.change_base, "status": row.status, "name": row.name,
            "first": str(row.first), "last": str(row.last), "basefirst": str(row.base_first), "baselast": str(row.base_last),
            "who": row.organization_name,
        }  # fmt: skip
        given = next((one.attributes for one in marked if one.start == amount.start), {})
        found.append((amount.start, amount.end, {key: says.get(key, "") for key in SAID if key in given or (says and key in SILENT)}))
    wanted = [(one.start, one.end, {} if "unlinked" in one.attributes else expected(one.attributes)) for one in marked]
    return found, wanted


@pytest.mark.parametrize("line", [line for name in FILES for line in examples.lines(name)])
def test_an_indicator_says_what_the_sentence_says(line: str) -> None:
    found, wanted = read(line)
    assert found == wanted


@pytest.mark.parametrize(
    "line", [pytest.param(line, marks=pytest.mark.xfail(strict=True, reason="known failure")) for line in examples.lines("indicators_known_failures")]
)
def test_known_failures_still_fail(line: str) -> None:
    found, wanted = read(line)
    assert found == wanted
