"""Segmentation: both engines cut alike, frozen spans stay whole, the tokenizer survives disk, bytes and pickling."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.zh import Chinese
from spacy.vocab import Vocab

from gongbao.errors import ConfigError
from gongbao.tokenizer import Tokenizer, engine, frozen, own_words, segment, tag

PIECES = (
    "全县", "统一战线", "乡村振兴", "工作", "领导小组", "人民政府", "招商引资",
    "增长", "同比", "完成", "村级集体经济", "下降", "的", "和", "了", "在",
    "，", "。", "、", "（", "）", "“", "”", "2021年7月", "12.5%", "3万4000", "GDP", "PM2.5", "三百二十", "百分之五", "一", "个", "万元", "\n", " ",
)  # fmt: skip
PROSE = st.lists(st.one_of(st.sampled_from(PIECES), st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=4)), max_size=40)


@given(PROSE)
@settings(max_examples=300, deadline=None)
def test_both_engines_cut_alike_and_lose_nothing(pieces: list[str]) -> None:
    text = "".join(pieces)
    spans = frozen(text)
    fast, reference = (segment(text, spans, engine(name).cut) for name in ("rjieba", "jieba"))
    assert fast == reference
    assert "".join(fast) == text


@given(PROSE)
@settings(max_examples=100, deadline=None)
def test_a_doc_holds_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert Tokenizer(Vocab())(text).text == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2021年7月组织12.5%的党员", ["2021年7月", "组织", "12.5%", "的", "党员"]),
        ("一九七七年增长百分之十四点三", ["一九七七年", "增长", "百分之", "十四点三"]),
        ("投资3,541.07万元", ["投资", "3,541.07", "万元"]),
        ("PM2.5浓度下降", ["PM2.5", "浓度", "下降"]),
        ("下设36个办公室", ["下设", "36", "个", "办公室"]),
    ],
)
def test_numbers_and_dates_are_never_cut(text: str, words: list[str]) -> None:
    assert segment(text, frozen(text), engine("rjieba").cut) == words


def test_our_words_have_our_tags_with_both_engines() -> None:
    for word, expected in own_words():
        assert (tag("rjieba", word), tag("jieba", word)) == (expected, expected)


def test_tags_of_the_dictionary_agree() -> None:
    for word in ("增长", "企业", "认真", "被", "全国", "鐵鏽鐵"):
        assert tag("rjieba", word) == tag("jieba", word)


def test_the_tokenizer_survives_disk_bytes_and_pickling(tmp_path: Path) -> None:
    text = "全市2021年完成投资3万4000元。"
    made = Tokenizer(Vocab(), "jieba")
    made.to_disk(tmp_path / "tokenizer")
    copies = [
        Tokenizer(Vocab()).from_disk(tmp_path / "tokenizer"),
        Tokenizer(Vocab()).from_bytes(made.to_bytes()),
        pickle.loads(pickle.dumps(made)),  # noqa: S301  our own object, as a worker process gets it
    ]
    assert [one.engine_name for one in copies] == ["jieba"] * 3
    assert [[token.text for token in one(text)] for one in copies] == [[token.text for token in made(text)]] * 3


def test_an_unknown_engine_is_refused_by_name() -> None:
    with pytest.raises(ConfigError, match="pkuseg"):
        Tokenizer(Chinese().vocab, "pkuseg")
