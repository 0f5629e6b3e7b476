"""Raw text to clean text: every repair as an example, and the way back to the source for every kind of edit."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import lines as cases
from gongbao.decode import PDF
from gongbao.normalize import blanks, damage, normalize
from gongbao.normalize.latin import latin
from gongbao.normalize.lines import lines
from gongbao.normalize.markings import entities, tags
from gongbao.normalize.mojibake import mojibake
from gongbao.normalize.notes import notes
from gongbao.normalize.pages import pages
from gongbao.normalize.script import judge, script
from gongbao.normalize.shifts import shifts
from gongbao.normalize.width import width
from gongbao.offsets import Edit, OffsetMap, apply

SHOWN = str.maketrans({"⏎": "\n", "␍": "\r", "␌": "\f", "␣": "\u3000", "⇥": "\t"})
STEPS = (latin, tags, entities, blanks.layout, pages, mojibake, lines, shifts, notes, damage, blanks.spare, width, script)
# what the steps react to, so that random texts hold damage of every kind
PIECES = (
    "全县", "完成", "投资", "亿元", "，", "。", "、", "1", "23", "4.5", "２０", "％", " ", "  ", "\u3000", "\t", "\n", "\r\n", "\r", "\f",
    "\u200b", "\ufeff", "統(tǒng)", "戰(zhàn)線", "(guó)", "??h", "總?cè)蝿?wù)", "?", "縣", "乾县", "於潛鎮", "「", "」", "鍚堟睙鍘",
    "鏈�", "�", "ＧＤＰ", "．", "|", "（", "PART", "一、", "衞生", "規畫", "x", "é", "&nbsp;", "&amp;", "<br>", "<", "ºÏ½\xadÏØ", "⽉",
)  # fmt: skip
PLAIN = "的一是在了和有大这主中人上为们地个用工时要动国产以我到他会作来分生对于学下级就年阶义发成部民可出能方进同，。0123456789"
texts = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


def counted(words: str) -> dict[str, int]:
    return {} if words == "·" else {kind: int(count) for kind, count in (word.split("=") for word in words.split())}


@pytest.mark.parametrize("case", cases("normalize"))
def test_a_text_is_put_in_order_and_its_repairs_are_counted(case: str) -> None:
    raw, expected, repairs = case.split("\t")
    normal = normalize(raw.translate(SHOWN))
    assert normal.text == expected.translate(SHOWN)
    assert normal.repairs == counted(repairs)


@pytest.mark.xfail(strict=True, raises=AssertionError)
@pytest.mark.parametrize("case", cases("normalize_known_failures"))
def test_known_failures(case: str) -> None:
    raw, expected = case.split("\t")
    assert normalize(raw).text == expected


@pytest.mark.parametrize("case", cases("normalize"))
def test_what_is_clean_stays_clean(case: str) -> None:
    clean = case.split("\t")[1].translate(SHOWN)
    assert normalize(clean).text == clean


@settings(derandomize=True, max_examples=400)
@given(texts)
def test_normalizing_twice_changes_nothing_more(raw: str) -> None:
    once = normalize(raw).text
    assert normalize(once).text == once


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.__module__}.{step.__name__}")
@given(text=texts)
def test_edits_of_a_step_are_in_order_and_lead_back(step: Callable[[str], list[Edit]], text: str) -> None:
    edits = step(text)
    after, offsets = apply(text, edits), OffsetMap.of(len(text), edits)
    assert all(edit.text != text[edit.start : edit.end] for edit in edits)
    at = source = 0
    for edit in [*edits, Edit(len(text), len(text), "", "end")]:
        kept = text[source : edit.start]
        assert after[at : at + len(kept)] == kept
        assert not kept or text[slice(*offsets.span(at, at + len(kept)))] == kept
        at += len(kept)
        assert not edit.text or offsets.span(at, at + len(edit.text)) == (edit.start, edit.end)
        at, source = at + len(edit.text), edit.end
    assert at == len(after) == offsets.length


@given(texts)
def test_kept_characters_are_found_at_their_place_in_the_source(raw: str) -> None:
    normal = normalize(raw)
    assert normal.offsets.length == len(normal.text)
    for k, one in enumerate(normal.text):
        start, end = normal.offsets.span(k, k + 1)
        assert 0 <= start <= end <= len(raw)
        if one in "县委" and end - start == 1:
            assert raw[start:end] in "县縣委"


@given(st.text(PLAIN, max_size=60))
def test_plain_simplified_text_is_not_touched(text: str) -> None:
    normal = normalize(text)
    assert (normal.text, normal.repairs, normal.script) == (text, {}, "hans")


@pytest.mark.parametrize(
    ("raw", "surface", "source"),
    [
        ("堅持統(tǒng)一領(lǐng)導(dǎo)", "统一", "統(tǒng)一"),
        ("完成了??h委的工作", "。县", "??h"),
        ("完成總?cè)蝿?wù)的八成", "总任务", "總?cè)蝿?wù)"),
        ("在鍚堟睙鍘开会", "合江县", "鍚堟睙鍘"),
        ("增长１２．５％以上", "12.5%", "１２．５％"),
        ("共有 3.2 万名", "3.2万", "3.2 万"),
        ("投资完成情况良好，达到12\n3.5亿元，增长8%", "123.5亿元", "12\n3.5亿元"),
        ("第一\u200b季度", "一季", "一\u200b季"),
        ("甲\r\n乙", "甲\n乙", "甲\r\n乙"),
        ("辦理乾縣農業", "乾县农业", "乾縣農業"),
        ("全县&nbsp;共有&ldquo;两新&rdquo;组织", "“两新”", "&ldquo;两新&rdquo;"),
        ("党员36名<br/>干部", "36名\n干", "36名<br/>干"),
        ("在ºÏ½\xadÏØ开会", "合江县", "ºÏ½\xadÏØ"),
        ("⼆⽉增⻓", "二月", "⼆⽉"),
    ],
)
def test_a_span_shows_the_source_as_it_was(raw: str, surface: str, source: str) -> None:
    normal = normalize(raw)
    start = normal.text.index(surface)
    first, last = normal.offsets.span(start, start + len(surface))
    assert raw[first:last] == source


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("全县经济", "hans"), ("全縣經濟", "hant"), ("全县經濟", "mixed"), ("2021", "hans"), ("乾县", "hans"), ("台北市中山公共中心", "hans")],
)
def test_the_script_is_judged_by_characters_that_only_one_has(text: str, verdict: str) -> None:
    assert judge(text) == verdict


PAGES = (
    "东岭区统计公报\n东岭区2015年统计公报\n全区实现地区生产总值三百五十六亿八千万元，按可比价格计算比上\n"
    "年增长百分之八。第二产业增加值达到一百亿元，第三产业则增加到\n143.0762亿元。\n— 1 —\f"
    "东岭区统计公报\n二、城市建设\n全年新建、改建道路二十三条共三十公里，铺设管网四十八公里，新增绿\n地八十五万平方米。\n— 2 —"
)


def test_pages_of_a_pdf_become_paragraphs() -> None:
    normal = normalize(PAGES, media_type=PDF)
    assert normal.text.strip().split("\n") == [
        "东岭区2015年统计公报",
        "全区实现地区生产总值三百五十六亿八千万元，按可比价格计算比上年增长百分之八。第二产业增加值达到一百亿元，第三产业则增加到143.0762亿元。",
        "二、城市建设",
        "全年新建、改建道路二十三条共三十公里，铺设管网四十八公里，新增绿地八十五万平方米。",
    ]
    assert {kind: normal.repairs[kind] for kind in ("page_furniture", "page_break", "line_join")} == {
        "page_furniture": 4, "page_break": 1, "line_join": 3,
    }  # fmt: skip


def test_a_title_that_is_the_running_head_of_later_pages_stays_once() -> None:
    body = "全年各项工作进展顺利，完成了年初确定的目标任务，群众满意度有了较大的提高。"
    normal = normalize(f"某某县工作报告\n{body}\f某某县工作报告\n{body}\f某某县工作报告\n{body}", media_type=PDF)
    assert normal.text.count("某某县工作报告") == 1
    assert normal.text.startswith("某某县工作报告")


def test_hard_wrapped_text_is_joined_and_other_text_is_not() -> None:
    sentence = "今年以来我县认真贯彻上级会议精神，抓住机遇加快发展，各项经济指标都有较大幅度的提高，群众收入继续增加。"
    paragraph = "　　" + sentence * 3
    wrapped = "\n".join(paragraph[at : at + 30] for at in range(0, len(paragraph), 30))
    assert normalize(f"{wrapped}\n{wrapped}").text == f"{sentence * 3}\n{sentence * 3}"
    titles = "\n".join(f"关于第{k}号提案的答复意见和办理情况的说明" for k in "一二三四五六七八九十")
    assert normalize(titles).text == titles


def test_rows_of_cells_are_never_joined() -> None:
    rows = "\n".join(f"项目{k} | {k}00,000 | 12,345 | 67,890 | 增长百分之十以上的项目" for k in range(10))
    assert normalize(rows, media_type=PDF).text == rows


HOSTILE = (
    "１",
    "(",
    "?",
    " ",
    "\n",
    "統(",
    "??",
    "鍚",
    "１．",
    "\f",
    "一 ",
    "縣 ",
    "|\n",
    "12\n",
    "鍚 ",
    "�",
    "「",
    "。",
    "1，\n",
    "鍚�",
    "\r",
    "\u3000",
)


@pytest.mark.parametrize(
    "text",
    [piece * (60_000 // len(piece)) for piece in HOSTILE],
    ids=lambda text: repr(text[:2]),
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    start = time.perf_counter()
    assert re.sub(r"\s", "", normalize(text, media_type=PDF).text) is not None
    assert time.perf_counter() - start < 2


def test_half_a_character_goes_and_the_rest_leads_back() -> None:
    found = normalize("2021年\ud800新增39家")
    assert found.text == "2021年新增39家"
    assert found.offsets.span(7, 10) == (8, 11)
