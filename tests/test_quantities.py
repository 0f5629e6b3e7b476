"""Quantities against the annotated lines of tests/cases, against lines that hold none, and on hostile input."""

from __future__ import annotations

from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import lines
from gongbao import markup
from gongbao.extract import hedges, quantities
from gongbao.extract.units import tables
from gongbao.mentions import Quantity

FILES = ("numerals", "bounds", "ranges", "money", "units", "counters", "clauses", "context", "tables")
CASES = [(name, line.replace("⏎", "\n")) for name in FILES for line in lines(f"quantities_{name}")]


def labels(found: list[Quantity]) -> list[tuple[int, int, str]]:
    return [(one.start, one.end, markup.quantity_label(one)) for one in found]


@pytest.mark.parametrize(("name", "line"), CASES, ids=[line for _, line in CASES])
def test_every_quantity_of_a_line_is_found_and_nothing_else(name: str, line: str) -> None:
    text, marked = markup.parse(line)
    assert labels(quantities.find(text)) == [(one.start, one.end, " ".join(one.value)) for one in marked], name


@pytest.mark.parametrize("line", lines("not_quantities"))
def test_look_alikes_are_no_quantities(line: str) -> None:
    assert labels(quantities.find(line)) == []


@pytest.mark.parametrize("line", lines("quantities_known_failures"))
@pytest.mark.xfail
def test_known_failures(line: str) -> None:
    text, marked = markup.parse(line)
    assert labels(quantities.find(text)) == [(one.start, one.end, " ".join(one.value)) for one in marked]


HEDGES = {
    "近3000人": "近", "3000余人": "余", "3000人以上": "以上", "约3000人左右": "约左右", "不少于3000人": "不少于", "达到3000人": "", "3000人": "",
    "数十家": "数", "二百三十余万元": "余", "超过3000余人": "超过余", "上千户": "上", "5年有余": "有余", "大于10人小于20人": "大于 小于",
}


@pytest.mark.parametrize(("text", "hedge"), HEDGES.items())
def test_the_bound_words_are_kept(text: str, hedge: str) -> None:
    assert [one.hedge for one in quantities.find(text)] == [hedge]


READINGS = {  # text -> kind, base value, base unit
    "39家": ("count", "39", "1"),
    "2.2亿元": ("money", "220000000", "CNY"),
    "300万美元": ("money", "3000000", "USD"),
    "15亩": ("area", "10000", "m2"),
    "2公顷": ("area", "20000", "m2"),
    "3.2平方公里": ("area", "3200000", "m2"),
    "45.3公里": ("length", "45300", "m"),
    "六斤8两": ("mass", "3.4", "kg"),
    "1.2万吨": ("mass", "12000000", "kg"),
    "500升": ("volume", "0.5", "m3"),
    "2000度电": ("energy", "7200000000", "J"),
    "3千瓦时": ("energy", "10800000", "J"),
    "120万千瓦": ("power", "1200000000", "W"),
    "90分钟": ("duration", "5400", "s"),
    "3天": ("duration", "259200", "s"),
    "60周岁": ("age", "1893456000", "s"),
    "25℃": ("temperature", "298.15", "K"),
    "50华氏度": ("temperature", "283.15", "K"),
    "36公里/小时": ("speed", "10", "m/s"),
    "每小时36公里": ("speed", "36000", "m/h"),
    "800元/亩": ("rate", "800", "CNY/亩"),
    "3095万吨/年": ("rate", "30950000000", "kg/年"),
    "80%": ("percent", "0.8", "1"),
    "1.7个百分点": ("percentage_point", "0.017", "1"),
    "6.5‰": ("permille", "0.0065", "1"),
    "三分之一": ("ratio", "0.3333333333", "1"),
    "八折": ("ratio", "0.8", "1"),
    "3倍": ("multiple", "3", "1"),
    "翻两番": ("multiple", "4", "1"),
    "第26届": ("rank", "26", "1"),
}


@pytest.mark.parametrize(("text", "reading"), READINGS.items())
def test_kind_and_base_unit(text: str, reading: tuple[str, str, str]) -> None:
    found = quantities.find(text)
    kind, value, unit = reading
    assert [(one.kind, one.base_value, one.base_unit) for one in found] == [(kind, Decimal(value), unit)]


def test_a_limit_has_one_side() -> None:
    found = quantities.find("超过5家，至少6家，不足7家，不超过8家，约9家，5至10家")
    assert [(one.bound, one.value, one.low, one.high) for one in found] == [
        (">", 5, 5, None), ("≥", 6, 6, None), ("<", 7, None, 7), ("≤", 8, None, 8), ("≈", 9, 9, 9), ("..", None, 5, 10),
    ]


@pytest.mark.parametrize("text", ["76064159809分之八九", "万万万万百分之六七"])
def test_limits_that_rounding_makes_one_are_no_range(text: str) -> None:
    assert [(one.bound, one.low == one.high == one.value) for one in quantities.find(text)] == [("=", True)]


CURRENCIES = [("拨款500万元", "HKD"), ("拨款人民币500万元", "CNY"), ("拨款500万美元", "USD"), ("拨款500万元人民币", "CNY")]


@pytest.mark.parametrize(("text", "unit"), CURRENCIES)
def test_a_bare_yuan_is_money_of_the_place(text: str, unit: str) -> None:
    assert [one.unit for one in quantities.find(text, currency="HKD")] == [unit]


def test_nothing_overlaps_a_blocked_span() -> None:
    text = "近五年投入3亿元，2021年培训5000人"
    assert [text[one.start : one.end] for one in quantities.find(text, blocked=[(0, 3), (10, 15)])] == ["3亿元", "5000人"]
    assert [(one.start, one.end, one.bound) for one in quantities.find("超过3家", blocked=[(0, 1)])] == [(2, 4, "=")]
    assert quantities.find("超过3家", blocked=[(3, 4)]) == []


def test_the_unit_of_a_header_counts_below_it() -> None:
    found = quantities.find("单位：万元\n财政收入 3,456\n财政支出 5,120.5\n\n人口 3,000,000")
    assert [(one.value, one.unit) for one in found] == [(34560000, "CNY"), (51205000, "CNY"), (3000000, "1")]


class Nothing:
    """Stands in for the reader of plain amounts: everything is read in full."""

    def amount_at(self, *_: object) -> None:
        return None


def in_full(text: str) -> list[Quantity]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quantities, "plain", Nothing)
        return quantities.find(text)


def test_plain_amounts_are_what_the_full_way_reads() -> None:
    texts = [*(markup.parse(line)[0] for _, line in CASES), *lines("not_quantities")]
    assert [text for text in texts if quantities.find(text) != in_full(text)] == []
    together = "本月情况如下。".join(texts)
    assert quantities.find(together) == in_full(together)


SIGNS_AROUND = "一二两三十百千万亿半零约近超至到和、，。\n（）“”第0125"
FRAGMENTS = [*SIGNS_AROUND, "3.5", "1,200", *tables().after.entries, *hedges.hedges()[0].entries]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12), st.sampled_from(["", "全市各地认真落实会议精神，" * 9]))
def test_plain_amounts_of_any_text_are_what_the_full_way_reads(fragments: list[str], before: str) -> None:
    text = before + "".join(fragments)
    assert quantities.find(text) == in_full(text)


@pytest.mark.parametrize("text", ["9" * 24 + "日", "9" * 24 + "千米", "单位：亿元\n收入 " + "9" * 21, "万亿亿亿千二三元"])
def test_what_no_column_holds_is_no_quantity(text: str) -> None:
    assert quantities.find(text) == []


HOSTILE = {
    "digits": "1" * 10_000,
    "many digits": "1" * 300_000 + "家",
    "commas": "1," * 50_000,
    "groups": "123," * 50_000,
    "units": "亿" * 100_000,
    "multiplied": "1亿" * 50_000,
    "ranges": "1-" * 50_000,
    "nested ranges": "1亿至" * 30_000,
    "percents": "百分之" * 30_000,
    "fractions": "三分之一又" * 20_000,
    "bounds": "超过约" * 50_000,
    "bounded": "约5" * 30_000,
    "blanks": "一 " * 50_000,
    "groups by blanks": "1 234" * 30_000,
    "quotes": "“1" * 50_000,
    "a table": "单位：万元\n" + "支出 1,234\n" * 30_000,
    "a table of cells": "单位：万元\n项目 | 数额 | 增幅\n" + "契税 | 1,234 | 5.6\n" * 20_000,
    "cells without end": "1  " * 200_000,
    "bars": " | " * 200_000,
    "units in cells": "亿元 | " * 100_000,
    "implied once": "投资1亿。" + "又有2亿，" * 30_000,
    "headers": "单位：万元1" * 15_000,
    "brackets": "（亿）1" * 20_000,
    "strokes": "1元" + "/亩" * 50_000,
    "signs": "-" * 100_000,
    "halves": "半" * 100_000,
    "addresses": "a" * 100_000 + "@",
    "implied": "投资1亿，" * 20_000,
    "powers": "9^99" * 30_000,
    "ordinals": "第一" * 50_000,
    "without punctuation": "全市实现地区生产总值增长五个百分点以上" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_takes_linear_time(name: str) -> None:
    text = HOSTILE[name]
    start = process_time()
    found = quantities.find(text)
    assert process_time() - start < 5
    assert all(one.base_value is None or one.base_value.is_finite() for one in found)


SIGNS = (
    "零一二三四五六七八九十百千万亿两半壹拾点分之第约近超余多几上以下左右至到—-~,，.。、:：/（）“” 1234567890"
    "元个家人次亩吨年天岁度成折倍番%‰℃kmKMe^单位又每小时"
)


@settings(max_examples=300)
@given(st.text(SIGNS, max_size=60), st.lists(st.integers(0, 60), max_size=4))
def test_finds_are_sorted_apart_and_the_same_each_time(text: str, cuts: list[int]) -> None:
    places = sorted(min(cut, len(text)) for cut in cuts)
    blocked = [(start, end) for start, end in zip(places[::2], places[1::2], strict=False) if start < end]
    found = quantities.find(text, blocked=blocked)
    assert found == quantities.find(text, blocked=blocked)
    ends = [0, *(one.end for one in found)]
    assert all(end <= one.start < one.end <= len(text) for end, one in zip(ends, found, strict=False))
    assert not any(one.start < end and start < one.end for one in found for start, end in blocked)
    for one in found:
        assert (one.value is None) == (one.bound == "..") == (one.base_value is None)
        assert one.bound != ".." or (one.low is not None and one.high is not None and one.low < one.high)
