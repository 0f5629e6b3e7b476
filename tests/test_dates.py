"""Dates: annotated lines by day of publication and place, look-alikes, properties of any text, and time on hostile input."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import CASES
from gongbao.extract import date_words, dates, feasts, hebrew
from gongbao.markup import parse, period_label
from gongbao.mentions import Period
from gongbao.resources import lexicon, rows

TODAY = date(2022, 3, 1)
TABLES = ("anchors", "eras", "festivals", "not_dates", "plans", "relative", "reviews", "short_holidays", "solar_terms", "vague")


def cases(name: str) -> Iterator[tuple[date | None, str, str]]:
    """(published, place, line) of each case; `# published:` (a day or none) and `# place:` hold for the lines below them, ⏎ is a line break."""
    published, place = None, ""
    for line in (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        key, _, value = line.removeprefix("# ").partition(": ")
        if line.startswith("# published"):
            published, place = None if value == "none" else date.fromisoformat(value), ""
        elif line.startswith("# place"):
            place = value
        elif line.startswith("# "):
            raise ValueError(f"{name}: unknown header {key}")
        elif line:
            yield published, place, line.replace("⏎", "\n")


def every(*names: str) -> list[tuple[date | None, str, str]]:
    return [case for name in names for case in cases(name)]


def labelled(found: list[Period]) -> list[tuple[int, int, str]]:
    return [(one.start, one.end, f"D {period_label(one)}") for one in found]


def check(published: date | None, place: str, line: str) -> None:
    """The whole line: every date of it and no other."""
    text, marked = parse(line)
    expected = [(m.start, m.end, " ".join([m.type, *m.value, *(f"{k}={v}" for k, v in m.attributes.items())])) for m in marked]
    assert labelled(dates.find(text, published, place=place)) == expected


POSITIVE = sorted(path.stem for path in CASES.glob("dates_*.txt") if path.stem != "dates_known")


@pytest.mark.parametrize(("published", "place", "line"), every(*POSITIVE))
def test_case(published: date | None, place: str, line: str) -> None:
    check(published, place, line)


@pytest.mark.parametrize(("published", "place", "line"), every("not_dates"))
def test_look_alike(published: date | None, place: str, line: str) -> None:
    assert "⟦" not in line
    check(published, place, line)


@pytest.mark.xfail(strict=True, reason="known: seasons of a year without number, weekdays of the past, lists with gaps")
@pytest.mark.parametrize(("published", "place", "line"), every("dates_known"))
def test_known_failure(published: date | None, place: str, line: str) -> None:
    check(published, place, line)


def test_enough_cases() -> None:
    assert len(every(*POSITIVE)) >= 500
    assert len(every("not_dates")) >= 200


def only(text: str, published: date | None = TODAY, **given: object) -> Period:
    found = dates.find(text, published, **given)  # type: ignore[arg-type]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("text", "first", "last", "open_", "grain"),
    [
        ("2021年2月", date(2021, 2, 1), date(2021, 2, 28), "none", "month"),
        ("2021年三季度", date(2021, 7, 1), date(2021, 9, 30), "none", "quarter"),
        ("“十四五”期间", date(2021, 1, 1), date(2025, 12, 31), "none", "plan"),
        ("2018年起", date(2018, 1, 1), None, "from", "year"),
        ("截至2021年6月底", None, date(2021, 6, 30), "until", "day"),
        ("近五年", date(2017, 3, 1), date(2022, 2, 28), "none", "day"),
        ("未来7天", date(2022, 3, 2), date(2022, 3, 8), "none", "day"),
        ("2021年秋季", date(2021, 8, 7), date(2021, 11, 6), "none", "season"),
        ("目前", None, None, "none", ""),
        ("每年", None, None, "none", ""),
    ],
)
def test_days(text: str, first: date | None, last: date | None, open_: str, grain: str) -> None:
    one = only(text)
    assert (one.first, one.last, one.open, one.grain) == (first, last, open_, grain)


def test_vague_says_so() -> None:
    assert [(one.edtf, one.vague) for one in dates.find("近年来、今年、7月", None)] == [("X", True), ("X", True), ("XXXX-07", False)]


def test_a_section_forgets_the_date_before() -> None:
    text = "2015年5月立项。次年动工。\n二、进展\n当年完工"
    assert [one.edtf for one in dates.find(text, None)] == ["2015-05", "2016", "2016"]
    assert [one.edtf for one in dates.find(text, None, breaks=[text.index("二")])] == ["2015-05", "2016", "X"]


def test_a_paragraph_is_read_from_its_own_dates() -> None:
    assert [one.edtf for one in dates.find("2015年立项，7月动工。\n9月完工", TODAY)] == ["2015", "2015-07", "2022-09"]


def test_a_heading_gives_its_year_to_the_lines_below() -> None:
    text = "大事记\n2015年\n3月5日，动工。\n9月，完工。\n2016年\n1月，验收。"
    assert [one.edtf for one in dates.find(text, TODAY)] == ["2015", "2015-03-05", "2015-09", "2016", "2016-01"]


def test_a_report_on_a_year_calls_it_this_year() -> None:
    body = "\n今年新建两所学校，去年一所，明年三所。"
    found = dates.find("全县2021年教育工作总结" + body, date(2022, 1, 10))
    assert [one.edtf for one in found] == ["2021", "2021", "2020", "2022"]
    found = dates.find("2021年工作总结和2022年工作计划" + body, date(2022, 1, 10))
    assert [one.edtf for one in found] == ["2021", "2022", "2022", "2021", "2023"]


def test_last_year_is_background() -> None:
    assert [one.edtf for one in dates.find("去年修路百里；一季度修路十里。", TODAY)] == ["2021", "2022-01/2022-03"]
    assert [one.edtf for one in dates.find("去年修路百里。12月通车。", TODAY)] == ["2021", "2021-12"]


def test_a_deadline_lies_ahead() -> None:
    assert [one.edtf for one in dates.find("2019年立项，5月底前完工", TODAY)] == ["2019", "2022-05-31"]


def test_the_year_of_the_title_outlives_sections() -> None:
    text = "2020年统计公报\n一、综合\n全年粮食增产\n二、工业\n一季度停工"
    found = dates.find(text, TODAY, breaks=[text.index("一、"), text.index("二、")])
    assert [(one.edtf, one.anchor) for one in found[1:]] == [("2020", "antecedent"), ("2020-01/2020-03", "antecedent")]


def test_a_base_of_comparison_is_no_antecedent() -> None:
    assert [one.edtf for one in dates.find("2021年比2019年多，7月更多", TODAY)] == ["2021", "2019", "2021-07"]


def test_years_of_the_republic_need_their_place() -> None:
    assert only("99年8月31日", place="台湾").edtf == "2010-08-31"
    assert only("99年8月31日").edtf == "1999-08-31"


PIECES = [
    "2021年", "７月", "7月", "31日", "13月", "二〇二一年", "去年", "同期", "上旬", "底", "至", "—", "、", "“十四五”", "末", "近", "五年", "来",
    "每", "周一", "春节", "农历", "正月", "初一", "民国", "110", "年度", "。", "\n", " ", "的", "第", "个",
    "前", "后", "半年", "2021-02-30", "9999年", "0",
]  # fmt: skip
DAYS = st.sampled_from([None, TODAY, date(1, 1, 1), date(9999, 12, 31)])
EDTF = re.compile(
    r"X|R?/?P\d+[YMWD]|(\d{4}|XXXX)(-\d\d){0,2}(/(\d{4}|XXXX)(-\d\d){0,2})?|\{\d{4}(-\d\d){0,2}(,\d{4}(-\d\d){0,2})+\}"
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), DAYS, st.sampled_from(["", "台湾"]))
def test_any_text(text: str, published: date | None, place: str) -> None:
    found = dates.find(text, published, place=place)
    assert all(one.start < other.start and one.end <= other.start for one, other in pairwise(found))
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        assert EDTF.fullmatch(one.edtf)
        assert one.open in ("from", "until", "none")
        assert one.anchor in ("explicit", "published", "antecedent", "policy")
        assert not (one.first and one.last) or one.first <= one.last
    assert dates.find(text, published, place=place) == found


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_characters(text: str) -> None:
    for one in dates.find(text, TODAY):
        assert text[one.start : one.end]


@settings(max_examples=200, deadline=None)
@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)))
def test_every_day_in_every_writing(day: date) -> None:
    digits = "".join("〇一二三四五六七八九"[int(one)] for one in str(day.year))
    monthly = f"{day.month}月{day.day}日"
    for text in (f"{day.year}年{monthly}", f"{digits}年{monthly}", day.isoformat(), f"{day.year}/{day.month}/{day.day}"):
        one = only(text)
        assert (one.start, one.end, one.edtf, one.first, one.last) == (0, len(text), day.isoformat(), day, day)


HOSTILE = [
    "7", "一", "年月", "2021年", "十四五", "2021-", "1、", "1月", "至", "今年", "7月1日至", "2021 ", "上", "近1", "“", "第一", "1.2.", "农历正月",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_linear_time(piece: str) -> None:
    """Eight times the text takes about eight times as long, never sixty-four."""
    dates.find(piece * 50, TODAY)
    small, large = (spent(piece * (size // len(piece))) for size in (5_000, 40_000))
    assert large < 30 * max(small, 0.004)


def spent(text: str) -> float:
    start = time.process_time()
    dates.find(text, TODAY)
    return time.process_time() - start


def test_a_numeral_of_ten_thousand_digits() -> None:
    for numeral in ("1" * 10_000, "一" * 10_000, "十" * 10_000):
        assert dates.find(f"{numeral}年{numeral}月{numeral}日", TODAY) == []


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("solar 10-1", 2021, date(2021, 10, 1)),
        ("lunar 1-1", 2024, date(2024, 2, 10)),
        ("lunar 12-0", 2021, date(2022, 1, 31)),
        ("lunar 8-15", 2020, date(2020, 10, 1)),
        ("term 清明", 2021, date(2021, 4, 4)),
        ("term 小寒", 2022, date(2022, 1, 5)),
        ("nth 5 2 7", 2021, date(2021, 5, 9)),
        ("easter 0", 2024, date(2024, 3, 31)),
        ("orthodox 0", 2024, date(2024, 5, 5)),
        ("islamic 10-1", 2021, date(2021, 5, 13)),
        ("islamic 12-10", 2022, date(2022, 7, 10)),
        ("hebrew 1-15", 2022, date(2022, 4, 15)),
    ],
)
def test_feast(rule: str, year: int, day: date) -> None:
    assert feasts.by_rule(rule, year) == day


def test_leap_months() -> None:
    assert feasts.lunar(2020, 4, 1, leap=True) == date(2020, 5, 23)
    with pytest.raises(ValueError, match="no 4-1"):
        feasts.lunar(2021, 4, 1, leap=True)


def test_hebrew_years_are_whole() -> None:
    assert {hebrew.new_year(year + 1) - hebrew.new_year(year) for year in range(5700, 5800)} == {353, 354, 355, 383, 384, 385}


def test_every_festival_has_a_day() -> None:
    for row in rows(lexicon("festivals")):
        for rule in filter(None, (row["rule"], row["taiwan"])):
            assert abs(feasts.by_rule(rule, 2023).year - 2023) <= 1


@pytest.mark.parametrize("name", TABLES)
def test_lexicon(name: str) -> None:
    lines = Path(lexicon(name)).read_text(encoding="utf-8").splitlines()
    keys = [next(iter(row.values())) for row in rows(lexicon(name))]
    assert lines[0].startswith("# source: ")
    assert keys == sorted(set(keys))


def test_plans_follow_each_other() -> None:
    spans = sorted(date_words.plans().values())
    assert all(last - first == 4 for first, last in spans)
    gaps = {later[0] - before[1] for before, later in pairwise(spans)}
    assert gaps == {1, 4}  # 1963 to 1965 had no plan


def test_the_year_past_of_a_report_on_a_year_is_that_year() -> None:
    [_, one] = dates.find("2023年工作总结\n过去一年，稳中有进。", date(2024, 1, 9))
    assert (one.edtf, one.first, one.last) == ("P1Y", date(2023, 1, 1), date(2023, 12, 31))
