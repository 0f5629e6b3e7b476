"""Taiwan, Hong Kong and Macao, told by the words of their administrations."""

from __future__ import annotations

import re
from functools import cache

from gongbao.resources import lexicon, rows

NAMES = {"71": "台湾省", "81": "香港特别行政区", "82": "澳门特别行政区"}
MAINLAND, STRONG, ENOUGH = "00", 2, 2


@cache
def _words() -> dict[str, tuple[str, int]]:
    """The telling words: code of the region, and how much a word counts."""
    return {row["word"]: (row["code"], STRONG if row["strong"] else 1) for row in rows(lexicon("regions"))}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_words(), key=lambda one: (-len(one), one)))))


def region(text: str) -> str:
    """The region of a text that was written in traditional script; empty where its words tell none, or two alike, or most tell the mainland."""
    counts = dict.fromkeys((MAINLAND, *NAMES), 0)
    for word in set(_pattern().findall(text)):
        code, weight = _words()[word]
        counts[code] += weight
    best, second = sorted(counts.items(), key=lambda item: -item[1])[:2]
    return NAMES.get(best[0], "") if best[1] >= ENOUGH and best[1] > second[1] else ""
