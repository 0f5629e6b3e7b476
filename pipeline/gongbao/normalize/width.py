"""Full-width digits, letters, percent signs and points in half width; punctuation stays as it is."""

from __future__ import annotations

import re

from gongbao.offsets import Edit

WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％．]+")
POINT = re.compile("(?<=[0-9０-９])．(?=[0-9０-９])")
OFFSET = ord("０") - ord("0")
TO_HALF = {code: code - OFFSET for code in range(ord("！"), ord("～") + 1) if chr(code) != "．"}


def width(text: str) -> list[Edit]:
    """`２０２１年`, `１２．５％`, `ＧＤＰ` as `2021年`, `12.5%`, `GDP`; lengths stay."""
    found = []
    for hit in WIDE.finditer(text):
        before = POINT.sub(".", text[max(0, hit.start() - 1) : hit.end() + 1])[hit.start() > 0 :][: hit.end() - hit.start()]
        if (after := before.translate(TO_HALF)) != hit.group():
            found.append(Edit(*hit.span(), after, "width"))
    return found
