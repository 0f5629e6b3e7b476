"""Conversion between scripts: examples of each configuration, both engines, and what the engines get wrong put right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gongbao
from examples import lines
from gongbao.errors import UsageError
from gongbao.normalize import engines as engines_module
from gongbao.normalize.convert import convert, differences
from gongbao.normalize.engines import CONFIGS, PYO3, PYTHON, converter, engines, offers
from gongbao.normalize.tables import simplified
from gongbao.resources import lexicon, rows


@pytest.mark.parametrize("case", lines("convert"))
def test_a_text_is_converted(case: str) -> None:
    config, text, expected = case.split("\t")
    assert gongbao.convert(text, config) == expected


@pytest.mark.parametrize("case", [case for case in lines("convert") if case.startswith("t2s\t")])
def test_simplified_text_stays_as_it_is(case: str) -> None:
    expected = case.split("\t")[2]
    assert convert(expected, "t2s") == expected


@pytest.mark.parametrize("config", CONFIGS)
def test_every_configuration_of_opencc_is_offered(config: str) -> None:
    assert convert("2021年GDP", config) == "2021年GDP"
    assert offers(PYO3, config)


@pytest.mark.parametrize("engine", [PYO3, PYTHON])
def test_both_engines_keep_the_guarded_words(engine: str) -> None:
    assert convert("陝西省乾縣的都市計畫", "t2s", engine) == "陕西省乾县的都市计划"


def test_both_engines_are_installed_and_the_fast_one_comes_first() -> None:
    assert engines() == (PYO3, PYTHON)


def test_the_engines_differ_where_they_differ() -> None:
    assert differences("看著計畫") == [(1, "着", "著")]
    assert differences("統一戰線") == []


def test_differences_of_texts_of_unequal_length_are_found() -> None:
    found = differences("软件的硬盘\n博客里的信息", "s2twp")
    assert all(one != other for _, one, other in found)


def test_quotation_marks_stay_where_that_is_asked() -> None:
    assert convert("「統一」", "t2s", quotes=False) == "「统一」"
    assert convert("“统一”", "s2t", quotes=False) == "“統一”"


@pytest.mark.parametrize(("config", "engine"), [("t2x", None), ("t2s", "other"), ("hk2tp", PYTHON)])
def test_what_is_not_offered_is_refused_with_the_remedy(config: str, engine: str | None) -> None:
    with pytest.raises(UsageError, match=r"choose one of|install opencc-pyo3"):
        convert("統一", config, engine)


@given(st.text("統一戰線乾縣於潛鎮衞規畫計參萬元「」『』，。abc12\n", max_size=40))
def test_conversion_to_simplified_keeps_the_length_and_is_stable(text: str) -> None:
    once = convert(text, "t2s")
    assert len(once) == len(text)
    assert convert(once, "t2s") == once


def test_variants_lead_to_characters_that_the_engine_simplifies_or_keeps() -> None:
    for row in rows(lexicon("variants")):
        assert simplified(row["character"]) == convert(row["standard"], "t2s") != row["character"]


@pytest.mark.parametrize(("name", "keys"), [("convert", ("written", "configs")), ("variants", ("character",)), ("repairs", ("word",))])
def test_tables_are_sorted_and_their_keys_unique(name: str, keys: tuple[str, ...]) -> None:
    found = [tuple(row[key] for key in keys) for row in rows(lexicon(name))]
    assert found == sorted(set(found))
    assert lexicon(name).read_text(encoding="utf-8").startswith("# source: ")


def test_the_second_engine_serves_where_the_first_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engines_module.MODULES, PYO3, "a_module_that_is_not_installed")
    converter.cache_clear()
    try:
        assert engines() == (PYTHON,)
        assert convert("陝西省乾縣的計畫", "t2s") == "陕西省乾县的计划"
        with pytest.raises(UsageError, match="install opencc-pyo3"):
            convert("計畫", "tw2tp")
    finally:
        converter.cache_clear()


def test_half_a_character_stays_and_stops_nothing() -> None:
    assert convert("統\ud800戰線", "t2s") == "统\ud800战线"
