"""What can be computed about Chinese characters: script, commonness; from OpenCC's tables and the standards' code pages."""

from __future__ import annotations

from functools import cache

from gongbao.normalize.engines import converter
from gongbao.resources import lexicon, rows

NAMED = frozenset("後")  # GB/T 2312 has it for old names only; in a text it is traditional 后
EVERY_HAN = "".join(map(chr, [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)]))


def encodes(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@cache
def _pairs(config: str) -> dict[str, str]:
    """What each single Han character becomes, where it changes."""
    convert = converter(config)
    after = convert("\n".join(EVERY_HAN)).split("\n")
    return {one: other for one, other in zip(EVERY_HAN, after, strict=True) if one != other}


def simplified(character: str) -> str:
    """The simplified form of one character or of its variant (卫 of 衞); itself where it has none."""
    return _simple().get(character, character)


@cache
def _simple() -> dict[str, str]:
    pairs = _pairs("t2s")
    variants = {row["character"]: row["standard"] for row in rows(lexicon("variants"))}
    return pairs | {one: pairs.get(standard, standard) for one, standard in variants.items()}


@cache
def traditional_only() -> frozenset[str]:
    """Characters that occur in traditional script only: OpenCC simplifies them and GB/T 2312 lacks them (乾 著 於 are left out)."""
    return frozenset(one for one in _pairs("t2s") if one in NAMED or not encodes(one, "gb2312"))


@cache
def simplified_only() -> frozenset[str]:
    """Characters that occur in simplified script only: they have a traditional form and Big5 lacks them (后 里 台 are left out)."""
    return frozenset(one for one in _pairs("s2t") if not encodes(one, "cp950"))


@cache
def is_common(character: str) -> bool:
    """Whether a character is of the first level of GB/T 2312: the 3755 in everyday use."""
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and 0xB0 <= code[0] <= 0xD7
