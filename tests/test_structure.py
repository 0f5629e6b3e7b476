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
from gongbao.structure import Head, breaks, head, paragraphs
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
