"""Every table of configs/lexicon is well formed; the tables of quantities agree with each other."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from gongbao.extract import hedges, quantities, units
from gongbao.lexicon import Phrases, Words
from gongbao.resources import folder, lexicon, rows

TABLES = sorted((folder("configs") / "lexicon").glob("*.tsv"))
# tables whose rows are told apart by more than their first column
KEYS = {"convert": ("written", "configs"), "divisions": ("code", "first", "name")}


def keys(path: Path) -> list[tuple[str, ...]]:
    table = rows(path)
    names = KEYS.get(path.stem, tuple(table[0])[:1])
    return [tuple(row[name] for name in names) for row in table]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_the_first_line_says_where_a_table_is_from(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# source: ")


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_rows_are_sorted_and_keys_unique(path: Path) -> None:
    found = keys(path)
    assert [key for key, count in Counter(found).items() if count > 1] == []
    assert found == sorted(found)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_cells_have_no_blanks_at_their_ends(path: Path) -> None:
    assert [cell for row in rows(path) for cell in row.values() if cell != cell.strip()] == []


def test_no_writing_is_both_a_unit_and_a_counter() -> None:
    writings = [written.strip("+~").partition("*")[0] for row in rows(lexicon("units")) for written in row["writings"].split() if written[0] != "+"]
    counters = [row["counter"] for row in rows(lexicon("counters")) if row["class"] != "below"]
    assert [word for word, count in Counter(writings + counters).items() if count > 1] == []


def test_there_are_counters_enough() -> None:
    assert sum(row["class"] != "below" for row in rows(lexicon("counters"))) >= 150
    assert {row["class"] for row in rows(lexicon("counters"))} == {"any", "many", "digit", "noun", "bare", "below"}


@pytest.mark.parametrize("row", rows(lexicon("units")), ids=lambda row: row["unit"])
def test_every_writing_of_a_unit_is_found_behind_a_number(row: dict[str, str]) -> None:
    unit = units.tables().symbols[row["unit"]]
    assert unit.factor > 0
    for written in row["writings"].split():
        if written[0] in "+~" or row["kind"] == "angle":
            continue
        word, _, times = written.partition("*")
        found = quantities.find(f"共3.5{word}。")
        assert [(one.unit, one.value) for one in found] == [(row["unit"], Decimal("3.5") * Decimal(times or 1))], word


@pytest.mark.parametrize("row", rows(lexicon("counters")), ids=lambda row: row["counter"])
def test_every_counter_is_found_behind_a_number(row: dict[str, str]) -> None:
    text = f"共有12{row['counter']}。"
    if row["class"] != "below":
        assert [one.unit for one in quantities.find(text)] == ["1" if row["class"] == "bare" else row["counter"]]


@pytest.mark.parametrize("row", rows(lexicon("hedges")), ids=lambda row: row["word"])
def test_every_bound_word_bounds(row: dict[str, str]) -> None:
    before = row["word"] if row["place"] in ("before", "times") else ""
    number = {"times": "百公里", "within": "30天", "share": "三分之一"}.get(row["place"], "30公里")
    found = quantities.find(f"{row['needs'][:1]}{before}{number}{'' if before else row['word']}。")
    assert [(one.bound, one.hedge) for one in found] == [(row["bound"], "" if row["bound"] == "=" else row["word"])]


@pytest.mark.parametrize("row", rows(lexicon("setphrases")), ids=lambda row: row["phrase"])
def test_no_set_phrase_holds_a_quantity(row: dict[str, str]) -> None:
    text = {"tail": "三个{}", "label": "见{}12项", "era": "{}十年"}.get(row["class"], "推进{}工作").format(row["phrase"])
    assert quantities.find(text) == []


def test_the_longest_word_wins() -> None:
    words = Words({"人": 1, "人次": 2, "次": 3})
    assert (words.at("5人次", 1), words.at("5人次", 0), words.at("人", 1)) == ((3, 2), None, None)
    assert (words.until("5人次", 3), words.until("5人", 2), words.until("5人", 0)) == ((1, 2), (1, 1), None)
    assert words.all_until("5人次", 3) == [(1, 2), (2, 3)]


def test_phrases_are_found_from_inside() -> None:
    phrases = Phrases({"一带一路": frozenset({0, 2}), "统一": frozenset({1})})
    assert list(phrases.covering("共建一带一路", 4)) == [(2, 6)]
    assert list(phrases.covering("统一", 1)) == [(0, 2)]
    assert list(phrases.covering("一带一", 0)) == []


def test_two_bounds_at_once() -> None:
    assert [hedges.together(bounds) for bounds in (["≈", "≥"], ["=", "≈"], ["="], [], [">", "≈"])] == ["≥", "≈", "=", "=", ">"]
