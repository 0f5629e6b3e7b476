"""The whole way takes time in proportion to the text: a long document, and input that is made to hurt."""

from __future__ import annotations

import cProfile
from time import process_time

import pytest

import gongbao
from bench.material import recombined

HOSTILE = {
    "no punctuation": "全市实现地区生产总值增长五个百分点以上",
    "digits": "1234567890",
    "multipliers": "亿",
    "years and months": "年月",
    "months": "1月、",
    "dates": "2021年3月",
    "relative dates": "去年",
    "pauses": "、",
    "ranges": "1-",
    "lists": "1、2、3、",
    "amounts": "3亿元",
    "comparisons": "比上年增长5%",
    "brackets": "（",
    "nested brackets": "（“（",
    "quotation marks": "“",
    "heads of organizations": "局",
    "bodies": "市局",
    "names": "工商联",
    "companies": "有限公司",
    "places": "四川省泸州市",
    "lines": "\n",
    "blank lines": " \n",
    "headings": "一、\n",
    "a row of figures": "34  ",
    "rows of a table": "收入 | 34\n",
    "lost characters": "?h",
    "traditional": "統一",
    "markup": "<p>",
}
CALLS, BYTES = 6_000, 100_000
TWICE = 2.2
QUICK, FOUR_TIMES = 0.5, 9.0  # seconds; between the 4 of linear and the 16 of quadratic time, with room for a busy machine
INTRODUCTION = "全市各地认真落实会议精神，圆满完成各项工作任务。\n"  # a text without Chinese would be refused


def hostile(unit: str, size: int) -> str:
    """About `size` bytes of one unit behind as much of Chinese as a text must have."""
    return INTRODUCTION * (size // 300) + unit * (size // len(unit.encode()))


def calls(text: str) -> int:
    """The calls of functions that a text takes where all caches are filled."""
    gongbao.extract(text, published="2022-03-01")
    profile = cProfile.Profile()
    profile.runcall(gongbao.extract, text, published="2022-03-01")
    return sum(entry.callcount for entry in profile.getstats())


def seconds(text: str) -> float:
    start = process_time()
    gongbao.extract(text, published="2022-03-01")
    return process_time() - start


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    """Tables are loaded before anything is counted."""
    gongbao.extract("".join(recombined(20_000)), published="2022-03-01")


def test_calls_grow_with_a_long_document() -> None:
    once, twice = ("".join(recombined(size)) for size in (120_000, 240_000))
    assert calls(twice) < TWICE * calls(once)


@pytest.mark.parametrize("name", HOSTILE)
def test_calls_grow_with_hostile_input(name: str) -> None:
    once, twice = (hostile(HOSTILE[name], size) for size in (CALLS, 2 * CALLS))
    assert calls(twice) < TWICE * calls(once)


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_hostile_input(name: str) -> None:
    whole = seconds(hostile(HOSTILE[name], BYTES))
    assert whole < QUICK or whole < FOUR_TIMES * seconds(hostile(HOSTILE[name], BYTES // 4))
