"""Byte shifts: a converter of web pages searched GBK bytes for 。！？； and for characters to gloss, and hit the halves of two neighbours.

`。縣` is A1A3 BF68 and holds ？ (A3BF): cut there, it reads `?？h`. `總任務` holds 側 (82C8): glossed there, it reads `總?cè)蝿?wù)`.
The bytes between such a cut and the place where the reader fell into step again are all there but one, which follows from its neighbours.
"""

from __future__ import annotations

import re
from functools import cache

from gongbao.normalize.tables import is_common, simplified
from gongbao.offsets import Edit
from gongbao.resources import lexicon, rows

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
SYLLABLE = rf"[ɡa-zü]{{0,4}}[{TONED}][ɡa-zü]{{0,4}}"
# the cut, what was read out of step, and where the reader fell into step: a Latin letter that is half a character, or a gloss
CUT = re.compile(
    rf"\?(?:(?P<mark>[。！？；!?;])|(?P<gloss>{SYLLABLE})[)）])"
    r"(?P<body>[^\x00-\x7f\s，。！？；]{0,40})"
    rf"(?:(?P<half>[@-~])|\?(?P<note>{SYLLABLE})[)）])"
)
MARKS = {"。": b"\xa1\xa3", "！": b"\xa3\xa1", "？": b"\xa3\xbf", "；": b"\xa3\xbb", "!": b"\xa3\xa1", "?": b"\xa3\xbf", ";": b"\xa3\xbb"}
FULL_STOP = b"\xa1"  # with A3: 。


def shifts(text: str) -> list[Edit]:
    """The shifted characters as they were (`??h委` is 。縣委), where all of them turn out everyday ones."""
    found = []
    at = text.find("?")
    while at >= 0 and (hit := CUT.search(text, at)):
        if repaired := _repaired(hit, text):
            found.append(Edit(hit.start(), hit.end(), repaired, "byte_shift"))
        at = text.find("?", hit.end() if repaired else hit.start() + 1)
    return found


def _repaired(hit: re.Match[str], text: str) -> str:
    """What stood there, empty where that cannot be told."""
    before = text[hit.start() - 1] if hit.start() else ""
    try:
        lost = _lost(hit, before)
        body = hit["body"].encode("gbk")
        last = hit["half"].encode() if hit["half"] else b""
        if hit["note"]:
            whole = lost + body
            last = _second_half(whole[-1:], hit["note"]) if len(whole) % 2 else b""
        after = (lost + body + last).decode("gbk") if lost and last else ""
    except UnicodeError:
        return ""
    return after if after and all(one == "。" or is_common(simplified(one)) for one in after) else ""


def _lost(hit: re.Match[str], before: str) -> bytes:
    """The bytes up to the body: those of the mark with the byte that was lost before them, or the second half of the glossed pair."""
    if hit["mark"]:
        return FULL_STOP + MARKS[hit["mark"]] if MARKS[hit["mark"]][0] == 0xA3 else b""
    pair = before.encode("gbk")
    return _second_half(pair[1:], hit["gloss"]) if len(pair) == 2 else b""


def _second_half(first: bytes, reading: str) -> bytes:
    """The second byte of the one glossed character that starts with a byte and is read so; empty where there is none or several."""
    found = _glossed().get((first, reading.replace("ɡ", "g")), ())
    return found[0] if len(found) == 1 else b""


@cache
def _glossed() -> dict[tuple[bytes, str], tuple[bytes, ...]]:
    found: dict[tuple[bytes, str], tuple[bytes, ...]] = {}
    for row in rows(lexicon("pinyin")):
        code = row["character"].encode("gbk")
        for reading in row["readings"].split():
            key = code[:1], reading
            found[key] = (*found.get(key, ()), code[1:])
    return found
