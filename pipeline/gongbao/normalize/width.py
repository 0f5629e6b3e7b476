"""Full-width digits, letters, percent signs and points in half width, radicals as characters; punctuation stays as it is."""

from __future__ import annotations

import re
from unicodedata import normalize

from gongbao.offsets import Edit

RADICALS = "\u2e80-\u2fdf\uf900-\ufad9"  # in the text of PDF files: ⼀⽉⼗⽇ for 一月十日
WIDE = re.compile(f"[０-９Ａ-Ｚａ-ｚ％．{RADICALS}]+")
POINT = re.compile("(?<=[0-9０-９])．(?=[0-9０-９])")
OFFSET = ord("０") - ord("0")
TO_HALF = {code: code - OFFSET for code in range(ord("！"), ord("～") + 1) if chr(code) != "．"}
TO_CHARACTER = {code: normalize("NFKC", chr(code)) for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFADA))}
FOLDED = TO_HALF | TO_CHARACTER


def width(text: str) -> list[Edit]:
    """`２０２１年`, `１２．５％`, `ＧＤＰ` as `2021年`, `12.5%`, `GDP`, and radicals as the characters they stand for; lengths stay."""
    found = []
    for hit in WIDE.finditer(text):
        before = POINT.sub(".", text[max(0, hit.start() - 1) : hit.end() + 1])[hit.start() > 0 :][: hit.end() - hit.start()]
        if (after := before.translate(FOLDED)) != hit.group():
            found.append(Edit(*hit.span(), after, "width"))
    return found
