"""UTF-8 that was read as GBK: 鍚堟睙鍘 is 合江县.

Three bytes of UTF-8 make one and a half characters of GBK. A byte is lost where a pair is none of GBK; it shows as `?` or U+FFFD, or not at
all, and is told by what is left of the character, by the words around it, or by the date or place that it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product

from gongbao.normalize.lost import CONTINUING, LOST, UNKNOWN, guessed, is_usual, pair
from gongbao.normalize.tables import is_common, simplified
from gongbao.offsets import Edit

FIRST = (*product(range(0xE4, 0xEA), CONTINUING), (0xE3, 0x80), (0xE2, 0x80), (0xEF, 0xBC), (0xEF, 0xBD))
LETTERS = range(0x40, 0x7F)  # a letter behind half a character was taken for its other half
SECOND = (*product(range(0x81, 0xC0), (*LETTERS, *range(0xE2, 0xF0))),)
LATER = (*product((*range(0x81, 0xC0), *range(0xE2, 0xF0)), (*LETTERS, *CONTINUING, *range(0xE2, 0xF0))),)
GONE = "\ufffd?"
FEWEST, SURE, RARE = 2, 0.75, 0.5  # everyday characters that must come out, their share, and the share of rare ones in the damage
TRIED = 3  # how many sound characters may follow a run


def mojibake(text: str) -> list[Edit]:
    """What was read as GBK as the UTF-8 it is, where everyday characters come out; a character that cannot be told becomes U+FFFD."""
    found = []
    for hit in _damaged().finditer(text):
        start, end = hit.start(), _end(hit.group()) + hit.start()
        if end > start and _is_rare(text[start:end]) and (repaired := _repaired(text, start, end)):
            found.append(Edit(start, end, repaired, "mojibake"))
    return found


def _end(run: str) -> int:
    """How much of a run is damaged: sound Chinese behind it shows by a byte that continues nothing, and a `?` of its own is a mark."""
    end, wrong = len(run), 0
    while end and wrong < TRIED:
        last = list(_pieces(b"".join(map(_bytes, run[max(0, end - 8) : end]))))[-2:]
        if last[-1] != bytes([LOST]) and not any(piece[0] in CONTINUING for piece in last):
            return end
        wrong += last[-1] != bytes([LOST])
        end -= 1
    return 0


@cache
def _damaged() -> re.Pattern[str]:
    """A run of characters whose GBK bytes may be UTF-8: it starts with two bytes of a Chinese character, ASCII may stand within."""
    first = _any_of(FIRST)
    return re.compile(f"[{first}](?:[{first}{_any_of(SECOND)}{GONE}€]|(?=\n)|$)(?:[{_any_of(LATER)}{GONE}€]|[ -~]{{1,16}}(?=[{first}]))*")


def _any_of(pairs: Iterable[tuple[int, int]]) -> str:
    return "".join(sorted(one for pair in pairs if len(one := bytes(pair).decode("gb18030", "ignore")) == 1 and one > "\x7f"))


def _is_rare(run: str) -> bool:
    """Whether half of the characters are none that anybody uses, in either script."""
    written = [one for one in run if one > "\x7f" and one not in GONE]
    return sum(not is_common(simplified(one)) for one in written) >= max(1, RARE * len(written))


def _repaired(text: str, start: int, end: int) -> str:
    """What stood there; empty where that is no Chinese."""
    behind = text[end : end + 1]
    pieces = [b"", *_pieces(b"".join(map(_bytes, text[start:end]))), behind.encode("ascii", "ignore")]
    told = [text[max(0, start - 6) : start], *map(_whole, pieces[1:-1]), behind]
    if 2 * told.count(UNKNOWN) > len(pieces) - 1:  # a word such as 涓涓, of which nothing is whole
        return ""
    for _ in range(2):  # what was told helps to tell its neighbours
        for k in range(1, len(pieces) - 1):
            if told[k] == UNKNOWN:
                before = "".join(told[max(0, k - 6) : k])[-6:]
                told[k] = guessed(pieces[k], pieces[k + 1][:1], before, told[k + 1])
    for k in range(1, len(pieces) - 2):
        if told[k] == told[k + 1] == UNKNOWN:
            told[k : k + 2] = pair(pieces[k], pieces[k + 1], pieces[k + 2][:1])
    after = "".join(told[1:-1]).replace("\u3000", " ")
    sure, beyond = sum(map(is_usual, after)), sum(one > "\x7f" for one in after)
    return after if sure >= FEWEST and sure >= SURE * (beyond - 1) else ""


def _bytes(one: str) -> bytes:
    return b"\x80" if one == "€" else bytes([LOST]) if one in GONE else one.encode("gb18030")


def _pieces(data: bytes) -> Iterator[bytes]:
    """The bytes of one character after the other, a lost byte as LOST or not at all."""
    at = 0
    while at < len(data):
        end = at + 1
        while 0x80 <= data[at] < LOST and end < min(at + 3, len(data)) and (data[end] in CONTINUING or data[end] == LOST):
            end += 1
        yield data[at:end]
        at = end


def _whole(piece: bytes) -> str:
    """The character of a piece, UNKNOWN where a byte of it is lost; nothing for a lost byte between two characters."""
    return "" if piece == bytes([LOST]) else piece.decode("utf-8", "replace")[:1]
