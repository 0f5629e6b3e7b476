"""Pinyin notes that a converter of web pages wrote behind traditional characters: 統(tǒng)一 is 統一."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from gongbao.normalize.tables import EVERY_HAN, is_common, simplified
from gongbao.offsets import Edit

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
NOTE = re.compile(rf"[(（]([ɡa-zü{TONED}ê]{{1,6}})[)）]")
TONELESS = frozenset({"me", "men", "ge", "de", "le", "ne", "ma", "ba", "zi", "tou", "li", "shang", "xia"})
ENOUGH = 3  # notes behind everyday characters that prove the converter's hand in a document


@cache
def _everyday() -> frozenset[str]:
    """The traditional characters of which nobody would need the reading."""
    return frozenset(one for one in EVERY_HAN if simplified(one) != one and is_common(simplified(one)))


@cache
def _traditional() -> frozenset[str]:
    return frozenset(one for one in EVERY_HAN if simplified(one) != one)


def notes(text: str) -> list[Edit]:
    """The notes go; a real gloss (东虢(guó)人, 鄺(kuàng)) stands behind a rare character or in simplified script, and stays."""
    if not any(vowel in text for vowel in TONED):
        return []
    everyday = _everyday()
    hits = [hit for hit in NOTE.finditer(text) if hit.start()]
    sure = list(islice((hit for hit in hits if text[hit.start() - 1] in everyday and hit[1] not in TONELESS), ENOUGH))
    if len(sure) == ENOUGH:  # the converter's text: it glossed rarer characters too
        glossed = _traditional()
        sure = [hit for hit in hits if text[hit.start() - 1] in (everyday if hit[1] in TONELESS else glossed)]
    return [Edit(hit.start(), hit.end(), "", "pinyin_note") for hit in sure]
