"""Roles of lines, nesting of sections, and what a bulletin says of itself."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import lines
from gongbao.mentions import Paragraph
from gongbao.resources import lexicon, rows
from gongbao.structure import Head, breaks, head, paragraphs, region, seat
from gongbao.structure.head import day_of
from gongbao.structure.roles import PLAIN, level

Document = tuple[str, list[list[str]]]


def documents() -> list[Document]:
    """(what it shows, its lines as cells) of every document in the cases."""
    found: list[Document] = []
    for line in lines("structure"):
        if line.startswith("== "):
            found.append((line[3:], []))
        else:
            found[-1][1].append(line.split("\t"))
    return found


def named(document: Document) -> str:
    return document[0]


def read(text: str) -> list[Paragraph]:
    return paragraphs(text)


@pytest.mark.parametrize("document", documents(), ids=named)
def test_roles_of_all_lines(document: Document) -> None:
    text = "\n".join(cells[1] for cells in document[1])
    assert [[one.role, text[one.start : one.end]] for one in read(text)] == [cells[:2] for cells in document[1]]


@pytest.mark.parametrize("document", documents(), ids=named)
def test_sections_above_the_lines(document: Document) -> None:
    text = "\n".join(cells[1] for cells in document[1])
    told = [("· " + " > ".join(one.section)).strip() for one in read(text)]
    expected = [cells[2] if len(cells) > 2 else shown for cells, shown in zip(document[1], told, strict=True)]
    assert told == expected


def told(*written: str) -> Head:
    text = "\n".join(written)
    return head(text, read(text))


BODY = "全年完成投资3.5亿元，建成项目12个，带动就业860人，各项工作取得了新的成效。"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (("工作总结", BODY, "青溪县人民政府", "2022年1月12日"), Head("工作总结", "青溪县人民政府", date(2022, 1, 12))),
        (("工作总结", "（县教育局）", BODY), Head("工作总结", "县教育局")),
        (("全市会议召开", "来源：市农业农村局 发布时间：2023-03-09", BODY), Head("全市会议召开", "市农业农村局", date(2023, 3, 9))),
        (("统计公报", "市统计局 国家统计局调查队", "2020年3月", BODY), Head("统计公报", "市统计局", date(2020, 3, 31))),
        (("工作简报", "第八期", BODY, "县委办公室", "一九九七年一月十五日"), Head("工作简报", "县委办公室", date(1997, 1, 15))),
        (("施政报告", BODY, "中华民国99年9月14日"), Head("施政报告", "", date(2010, 9, 14))),
        (("政府工作报告", "——2024年1月23日在省人民代表大会上", BODY), Head("政府工作报告", "", date(2024, 1, 23))),
        (("市政府办公室", "关于做好防汛工作的通知", BODY), Head("市政府办公室关于做好防汛工作的通知")),
        ((BODY, "（县委统战部供稿）"), Head("", "县委统战部")),
        ((BODY,), Head()),
    ],
)
def test_title_issuer_and_day(written: tuple[str, ...], expected: Head) -> None:
    assert told(*written) == expected


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2021-02-30 2021-02-28", date(2021, 2, 28)),
        ("二〇二〇年十二月二十日", date(2020, 12, 20)),
        ("二○○三年十二月", date(2003, 12, 31)),
        ("二OO三年六月三十日", date(2003, 6, 30)),
        ("民国一百一十年五月一日", date(2021, 5, 1)),
        ("2024年2月", date(2024, 2, 29)),
        ("2024年13月", None),
        ("今年3月", None),
    ],
)
def test_days_of_byline_lines(line: str, day: date | None) -> None:
    assert day_of(line) == day


@pytest.mark.parametrize(
    ("line", "depth"),
    [
        ("PART 02", 0), ("第三章 附则", 0), ("叁、农业", 0), ("四、农业", 1), ("四. 农业", 1), ("（五）农业", 2), ("6. 农业", 3), ("6 农业", 3),
        ("（7）农业", 4), ("⑧农业", 4), ("九是农业", 4), ("3.5亿元投资", PLAIN), ("2021年", PLAIN), ("一方面加强", PLAIN), ("Party", PLAIN),
    ],
)
def test_numberings_and_their_depth(line: str, depth: int) -> None:
    assert level(line) == depth


def test_sections_begin_where_the_first_of_their_headings_stands() -> None:
    text = "总结\n一、成效\n（一）经济\n增长很快，效益较好。\n二、打算\n继续努力，再创佳绩。"
    assert breaks(read(text)) == [text.index("一、"), text.index("二、")]


LINES = ("", " ", "一、成效", "（一）经济", "PART", "01", "全年完成投资3亿元，增长5%。", "2021年3月1日", "END", "（供稿）", "工作简报")
HOSTILE = ("\n", " \n", "一、\n", "（一）工作\n", "工作简报\n", "x", "2021年3月1日\n", "（", "第", "第一", "——\n", "0", " | \n", "民国1")


@given(st.lists(st.sampled_from(LINES), max_size=14))
def test_the_whole_text_is_held_line_by_line(written: list[str]) -> None:
    text = "\n".join(written)
    found = read(text)
    assert [text[one.start : one.end] for one in found] == [line for line in written if line.strip()]
    assert {one.role for one in found} <= {"title", "heading", "body", "caption", "abstract", "byline", "list", "other"}


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    start = time.perf_counter()
    text = piece * (60_000 // len(piece))
    found = read(text)
    assert len(head(text, found).title) <= 60
    assert time.perf_counter() - start < 2


def test_the_table_of_first_words_is_sorted_and_names_roles() -> None:
    table = rows(lexicon("structure"))
    starts = [row["start"] for row in table]
    assert starts == sorted(set(starts))
    assert {row["role"] for row in table} == {"other", "byline"}


def test_the_title_under_the_head_of_a_periodical_and_its_issuer() -> None:
    one = told("某某县人民政府公报", "1997年第5期", "关于春旱情况的报告", BODY)
    assert (one.title, one.issuer) == ("关于春旱情况的报告", "某某县人民政府")


def test_issuer_and_day_on_one_line() -> None:
    one = told("石桥镇开展防汛演练", BODY, "石桥镇人民政府2017年6月9日")
    assert (one.issuer, one.published) == ("石桥镇人民政府", date(2017, 6, 9))


def test_day_and_source_on_the_line_under_the_title() -> None:
    one = told("区妇联走访困难家庭", "2021-05-28来源：区妇联 浏览次数：88", BODY)
    assert (one.issuer, one.published) == ("区妇联", date(2021, 5, 28))


def test_the_day_until_which_data_run_is_not_that_of_publication() -> None:
    assert told("学校简介", BODY, "（数据截至2020年9月）").published is None


def test_a_title_in_two_lines_is_one() -> None:
    assert told("关于2018年农村饮水安全工程建设情", "况的通报", BODY).title == "关于2018年农村饮水安全工程建设情况的通报"


def test_years_of_the_republic_where_they_are_meant() -> None:
    assert day_of("发布日期：113年7月5日", republic=True) == date(2024, 7, 5)
    assert day_of("发布日期：113年7月5日") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("行政院核定补助，新台币3亿元。", "台湾省"),
        ("本港去年公屋轮候册有申请者8万人。", "香港特别行政区"),
        ("旅客消费为12亿澳门元。", "澳门特别行政区"),
        ("县委统战部赴台北市政府交流，新台币汇率上升。", ""),
        ("教育部公布数据。", ""),
        ("县侨联接待台胞，签约新台币三亿元。", ""),
        ("本港与广东省人民政府合作，特区政府房屋署落实，涉及十亿港元。", "香港特别行政区"),
    ],
)
def test_the_region_by_the_words_of_its_administration(text: str, expected: str) -> None:
    assert region(text) == expected


def test_a_section_of_a_body_is_the_issuer_only_where_no_body_is_named() -> None:
    lines = ("某某市政府农业局 新闻稿", "发稿日期：2023年10月18日", "发稿单位：农务管理科", "农产外销前三季再创新高", BODY)
    assert told(*lines) == Head("农产外销前三季再创新高", "某某市政府农业局", date(2023, 10, 18))
    assert told(*lines[1:]).issuer == "农务管理科"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("合江县委召开会议。合江县人民政府印发通知。", "合江县"),
        ("泸州市合江县委召开会议，合江县政府落实，泸州市委指导。", "合江县"),
        ("合江县委召开会议。", None),
        ("我市代表团赴苏州市人民政府学习，到苏州市政协座谈。", None),
        ("合江县委、合江县政府与成都市委、成都市政府、成都市人大签约。", None),
        ("合江县委、合江县政府与苏州市委、苏州市政府签约。", None),
        ("全县政府系统，各县委，市人大。", None),
        ("", None),
    ],
)
def test_the_seat_is_the_division_whose_offices_are_named_again_and_again(text: str, expected: str | None) -> None:
    found = seat(text)
    assert (found.own if found else None) == expected


def test_the_occasion_of_a_report_is_kept_for_its_place() -> None:
    assert told("政府工作报告", "2024年1月9日在泸州市第九届人民代表大会上", BODY).occasion == "2024年1月9日在泸州市第九届人民代表大会上"
