"""Characters of UTF-8 of which GBK lost a byte or two, told by the bytes that are left and by the words, dates and places around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from gongbao.normalize.tables import EVERY_HAN, is_common, simplified
from gongbao.resources import lexicon, rows

CONTINUING = range(0x80, 0xC0)
LOST = 0xFF  # stands for a lost byte; no byte of UTF-8
UNKNOWN = "\ufffd"
PUNCTUATION = frozenset("，。、；：！？“”‘’（）《》〈〉「」『』【】〔〕—…·％～\u3000")
YEAR, MONTH_OR_DAY, NUMBER = re.compile(r"(?:19|20)\d\d$"), re.compile(r"(?<!\d)\d{1,2}$"), re.compile(r"\d$")
VOCABULARY = (("words", "word"), ("verbs", "verb"), ("indicators", "written"), ("divisions", "name"), ("repairs", "word"))
Known = tuple[int, int | None, int | None]


def guessed(piece: bytes, following: bytes, before: str, behind: str) -> str:
    """The one character that fits the bytes and the text around it, UNKNOWN where there is none or several."""
    fitting = _fitting(piece, following)
    if "年" in fitting and YEAR.search(before):
        return "年"
    if MONTH_OR_DAY.search(before) and (day := fitting & {"月", "日"}):
        return next(iter(day))
    if "个" in fitting and NUMBER.search(before):
        return "个"
    if "。" in fitting and behind in ("", "\n"):
        return "。"
    if len(fitting) > 1:
        known = {one: ((before[-1:] + one) in _neighbours()) + ((one + behind[:1]) in _neighbours()) for one in fitting}
        best = max(known.values())
        fitting = frozenset(one for one in fitting if known[one] == best) if best else frozenset()
    return next(iter(fitting)) if len(fitting) == 1 else UNKNOWN


def pair(one: bytes, other: bytes, following: bytes) -> tuple[str, str]:
    """Two damaged characters beside each other that are a word; UNKNOWN where none or several fit."""
    seconds = _fitting(other, following)
    known = {(a, b) for a in _fitting(one, other[:1]) for b in seconds if a + b in _neighbours()}
    return known.pop() if len(known) == 1 else (UNKNOWN, UNKNOWN)


def is_usual(one: str) -> bool:
    """Whether official texts use a character."""
    return one in PUNCTUATION or "！" <= one <= "～" or is_common(simplified(one))


@lru_cache(maxsize=1 << 14)
def _fitting(piece: bytes, following: bytes) -> frozenset[str]:
    """The usual characters that a piece may be: a byte was lost where it makes no pair of GBK with the one behind it."""
    return frozenset(_completed(piece, following))


def _completed(piece: bytes, following: bytes) -> Iterator[str]:
    known = piece.replace(bytes([LOST]), b"")
    lead, other = known[0], known[1] if len(known) > 1 else None
    anywhere = len(piece) < 3
    if other is None:
        yield from (one for one in _by_bytes().get((lead, None, None), "") if not _is_pair(one.encode()[1:]))
        return
    if anywhere or piece[1] == LOST:
        yield from (one for one in _by_bytes().get((lead, None, other), "") if not _is_pair(one.encode()[1:]))
    if anywhere or piece[2] == LOST:
        yield from (one for one in _by_bytes().get((lead, other, None), "") if not _is_pair(one.encode()[2:] + following))


@cache
def _by_bytes() -> dict[Known, str]:
    """The usual characters by the bytes that are left of them in UTF-8."""
    found: dict[Known, list[str]] = {}
    for one in (*filter(is_usual, EVERY_HAN), *sorted(PUNCTUATION), *map(chr, range(ord("！"), ord("～") + 1))):
        code = one.encode()
        if len(code) == 3:
            for key in ((code[0], None, None), (code[0], None, code[2]), (code[0], code[1], None)):
                found.setdefault(key, []).append(one)
    return {key: "".join(some) for key, some in found.items()}


@cache
def _is_pair(code: bytes) -> bool:
    try:
        return len(code.decode("gbk")) == 1
    except UnicodeDecodeError:
        return False


@cache
def _neighbours() -> frozenset[str]:
    """Pairs of characters that stand beside each other in words of official texts and in names of divisions."""
    words = [row[column] for name, column in VOCABULARY for row in rows(lexicon(name))]
    return frozenset(word[k : k + 2] for word in words for k in range(len(word) - 1))
