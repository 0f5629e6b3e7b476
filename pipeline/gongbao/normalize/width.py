"""Full-width digits, letters, percent signs and points in half width; punctuation stays as it is."""

from __future__ import annotations

import re

from gongbao.offsets import Edit

WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％]+|(?<=[0-9０-９])．(?=[0-9０-９])")
OFFSET = ord("０") - ord("0")
TO_HALF = {code: code - OFFSET for code in range(ord("！"), ord("～") + 1)}


def width(text: str) -> list[Edit]:
    """`２０２１年`, `１２．５％`, `ＧＤＰ` as `2021年`, `12.5%`, `GDP`; lengths stay."""
    return [Edit(hit.start(), hit.end(), hit.group().translate(TO_HALF), "width") for hit in WIDE.finditer(text)]
