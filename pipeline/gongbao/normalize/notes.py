"""Pinyin notes that a converter of web pages wrote behind traditional characters: 統(tǒng)一 is 統一."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from gongbao.normalize.tables import EVERY_HAN, is_common, simplified
from gongbao.offsets import Edit

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
READING = rf"[ɡa-zü]{{0,4}}[{TONED}ê][ɡa-zü]{{0,4}}"
TONELESS = "me|men|ge|de|le|ne|ma|ba|zi|tou|li|shang|xia"
ENOUGH = 3  # notes behind everyday characters that prove the converter's hand in a document


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Notes that nobody would need, for their characters are everyday ones; and all that the converter writes."""
    glossed = [one for one in EVERY_HAN if simplified(one) != one]
    everyday = "".join(one for one in glossed if is_common(simplified(one)))
    sure = re.compile(rf"[(（](?<=[{everyday}][(（]){READING}[)）]")
    every = re.compile(rf"[(（](?:(?<=[{''.join(glossed)}][(（]){READING}|(?<=[{everyday}][(（])(?:{TONELESS}))[)）]")
    return sure, every


def notes(text: str) -> list[Edit]:
    """The notes go; a real gloss (东虢(guó)人, 鄺(kuàng)) stands behind a rare character or in simplified script, and stays."""
    if not any(vowel in text for vowel in TONED):
        return []
    sure, every = _patterns()
    proof = list(islice(sure.finditer(text), ENOUGH))
    hits = every.finditer(text) if len(proof) == ENOUGH else iter(proof)  # the converter's text: it glossed rarer characters too
    return [Edit(hit.start(), hit.end(), "", "pinyin_note") for hit in hits]
