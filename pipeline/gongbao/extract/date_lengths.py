"""Reads what stands alone: lengths of time up to now or from now on, repetitions, times ago."""

from __future__ import annotations

import re

from gongbao.extract.date_steps import ALONE, GRAINS, LETTERS, Step, count, letter

REPEATED = re.compile("每隔?([^年月季周星天日个]*)个?([年月季周星天日])")
ABOUT = re.compile("[一二两三四五六七八九]{2}(?![〇○零一二三四五六七八九])")  # 两三年前


def read_repeat(text: str) -> Step | None:
    hit = REPEATED.match(text)
    if hit is None:
        return None
    size, unit = count(hit[1]), LETTERS[hit[2]]
    return Step("repeat", 0, ALONE, word=f"R/P{3 * size}M" if unit == "Q" else f"R/P{size}{unit}")


def read_since(text: str) -> Step | None:
    if ABOUT.search(text) or "几" in text:
        return Step("vague", 0, ALONE, word=text)
    forward = text.startswith(("未来", "今后", "将来"))
    if "半年" in text:
        return Step("since", 0, ALONE, 6, 1 if forward else -1, "M")
    size = count(text)
    if "年半" in text:
        return Step("since", 0, ALONE, 12 * size + 6, 1 if forward else -1, "M")
    unit = letter(text)
    return Step("since", 0, ALONE, size * 3 if unit == "Q" else size, 1 if forward else -1, "M" if unit == "Q" else unit)


def read_these(text: str) -> Step | None:
    if text.startswith(("今明", "明后")):
        shift = int(text[0] == "明")
        return Step("units", 0, ALONE, shift, shift + 1, GRAINS[letter(text)])
    return Step("these", 0, ALONE, count(text))


def read_whole_units(text: str) -> Step | None:
    size, grain = count(text), GRAINS[letter(text)]
    return Step("units", 0, ALONE, -size, -1, grain) if text[0] in "上前" else Step("units", 0, ALONE, 1, size, grain)


def read_ago(text: str) -> Step | None:
    if ABOUT.search(text) or "几" in text:
        return Step("vague", 0, ALONE, word=text)
    ahead = 1 if text.endswith("后") else -1
    unit = letter(text.removesuffix("之前"))
    if unit == "Y" and "半" in text:
        return Step("ago", 0, ALONE, ahead * (6 if text[0] == "半" else 12 * count(text) + 6), word="M")
    if "半" in text:
        return Step("ago", 0, ALONE, ahead * (15 if text[0] == "半" else 30 * count(text) + 15), word="D")
    return Step("ago", 0, ALONE, ahead * count(text), word=unit)
