"""Numerals against a table of writings, and against numbers written out by an independent writer."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao import numerals

WRITTEN = {
    "0": ["零", "〇", "○", "0", "零点零零"],
    "1": ["一", "壹", "1", "01"],
    "2": ["二", "两", "贰", "貳", "兩"],
    "10": ["十", "一十", "拾", "壹拾", "10"],
    "12": ["十二", "一十二", "拾贰", "12"],
    "20": ["二十", "廿", "贰拾"],
    "21": ["廿一", "二十一", "二一"],
    "35": ["卅五", "三十五", "叁拾伍"],
    "105": ["一百零五", "一〇五", "壹佰零伍", "壹佰零五", "1百05"],
    "116": ["一百一十六", "一百十六"],
    "150": ["一百五", "一百五十", "1百5"],
    "320": ["三百二十", "三百二", "叁佰贰拾"],
    "2021": ["二〇二一", "二零二一", "两千零二十一", "2021", "2,021", "2，021", "２０２１"],
    "2600": ["两千六", "二千六百", "2千6"],
    "1010": ["一千零十", "一千零一十"],
    "13000": ["一万三", "一万三千", "1万3", "1.3万", "一点三万"],
    "34000": ["3万4000", "3万4千", "三万四", "參萬肆仟", "参万肆仟"],
    "30005": ["三万零五", "3万零5", "叁万零伍"],
    "75400": ["7万5千4百", "七万五千四百", "7 万5 千4 百"],
    "100300": ["十万零三百", "10万零300", "100 300"],
    "1011000": ["一百零一万一千", "101.1万"],
    "400000000": ["四亿", "四万万", "4亿", "400000000"],
    "953000000": ["9亿5,300万", "九亿五千三百万"],
    "1500000000000": ["一万五千亿", "一点五万亿", "1.5万亿", "15000亿"],
    "1780000000000": ["一点七八万亿", "1.78万亿"],
    "1.1": ["一点一", "1.1", "１．１"],
    "1987.43": ["一千九百八十七点四三", "1,987.43"],
    "0.00285": ["零点零零二八五", "0.00285"],
    "-3.2": ["-3.2", "负三点二", "負3.2", "−3.2"],
    "0.5": ["二分之一", "四分之二"],
    "1.25": ["一又四分之一", "四分之五"],
    "0.6666666667": ["三分之二"],
    "3.023": ["3又一千分之23"],
}
NO_NUMERALS = ["", "点一", "百十百", "五六七百", "亿亿亿亿", "10.1万零100", "人", "一二百三四", "1" * 65, "一" * 65, "零分之一", "三分之"]
LIMITS = {
    "三五": (3, 5), "七八": (7, 8), "一两": (1, 2), "二三十": (20, 30), "十七八": (17, 18), "三四百": (300, 400), "一两千": (1000, 2000),
    "五六十万": (500000, 600000), "三五百万": (3000000, 5000000),
}
CHINESE = "零一二三四五六七八九"


@pytest.mark.parametrize(("number", "text"), [(number, text) for number, texts in WRITTEN.items() for text in texts])
def test_every_writing_of_a_number_is_read(number: str, text: str) -> None:
    assert numerals.read(text) == Decimal(number)


@pytest.mark.parametrize("text", NO_NUMERALS)
def test_what_is_no_numeral_is_not_read(text: str) -> None:
    assert numerals.read(text) is None


@pytest.mark.parametrize(("text", "limits"), LIMITS.items())
def test_neighbouring_digits_are_limits(text: str, limits: tuple[int, int]) -> None:
    assert numerals.between(text) == limits


@pytest.mark.parametrize("text", ["二〇二三", "三十五", "八六", "二四", "四点五六亿", "一二三", "12", "十"])
def test_other_digits_are_no_limits(text: str) -> None:
    assert numerals.between(text) is None


SMALL = [("廿一", 21), ("07", 7), ("○七", 7), ("二〇二一", 2021), ("十二", 12), ("1.5", None), ("一万", None), ("日", None)]


@pytest.mark.parametrize(("text", "number"), SMALL)
def test_small_numbers(text: str, number: int | None) -> None:
    assert numerals.small(text) == number


UNSIGNED = [text for texts in WRITTEN.values() for text in texts if "分之" not in text and " " not in text and text[0] not in "-负負−"]


@pytest.mark.parametrize("text", UNSIGNED)
def test_the_pattern_matches_whole_numerals(text: str) -> None:
    assert re.fullmatch(numerals.NUMERAL, text)


def section(number: int) -> str:
    """A number below 10,000 in characters."""
    text, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if gap and text else "") + CHINESE[digit] + sign
        gap = not digit
    return text


def written(number: int) -> str:
    """A number below 10^16 in characters, as school teaches it."""
    if not number:
        return CHINESE[0]
    text = ""
    for unit, sign in ((10**12, "万"), (10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // unit % 10**4
        if part:
            text += ("零" if text and part < 1000 else "") + section(part) + sign
        elif unit == 10**8 and text:
            text += sign
    return text


@given(st.integers(0, 10**16 - 1))
def test_written_numbers_are_read_back(number: int) -> None:
    assert numerals.read(written(number)) == number


@given(st.decimals(min_value=0, max_value=10**9, places=3), st.sampled_from(["", "万", "亿", "万亿"]))
def test_decimals_before_a_multiplier(number: Decimal, times: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[times]
    assert numerals.read(f"{number:,}{times}") == number * factor


@given(st.text(numerals.CHARACTERS + "0123456789点分之又负,. ", max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = numerals.read(text)
    assert found is None or (found.is_finite() and abs(found) < 10**24)


@pytest.mark.parametrize("text", ["9" * 200_000, "亿" * 200_000, "1,234" * 40_000, "一点" * 100_000, "1亿" * 100_000])
def test_the_pattern_is_linear(text: str) -> None:
    assert sum(len(hit.group()) for hit in re.finditer(numerals.NUMERAL, text)) <= len(text)
    assert numerals.read(text) is None
