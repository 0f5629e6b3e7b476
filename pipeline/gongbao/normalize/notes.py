"""Pinyin notes that a converter of web pages wrote behind traditional characters: 統(tǒng)一 is 統一."""

from __future__ import annotations

import re
from functools import cache

from gongbao.normalize.tables import is_common, simplified
from gongbao.offsets import Edit

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
NOTE = re.compile(rf"(?<=[㐀-鿿])[(（][ɡa-zü]{{0,4}}[{TONED}ê][ɡa-zü]{{0,4}}[)）]")
TONELESS = re.compile(r"(?<=[㐀-鿿])[(（](?:me|men|ge|de|le|ne|ma|ba|zi|tou|li|shang|xia)[)）]")
ENOUGH = 3  # notes behind everyday characters that prove the converter's hand in a document


@cache
def _everyday(character: str) -> bool:
    """Whether a character is traditional and nobody would need its reading."""
    plain = simplified(character)
    return plain != character and is_common(plain)


def notes(text: str) -> list[Edit]:
    """The notes go; a real gloss (东虢(guó)人, 鄺(kuàng)) stands behind a rare character or in simplified script, and stays."""
    hits = list(NOTE.finditer(text))
    if not hits:
        return []
    sure = [hit for hit in hits if _everyday(text[hit.start() - 1])]
    if len(sure) >= ENOUGH:  # the converter's text: it glossed rarer characters too
        sure = [hit for hit in hits if simplified(text[hit.start() - 1]) != text[hit.start() - 1]]
        sure += [hit for hit in TONELESS.finditer(text) if _everyday(text[hit.start() - 1])]
    return [Edit(*span, "", "pinyin_note") for span in sorted(hit.span() for hit in sure)]
