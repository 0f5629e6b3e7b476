"""Bytes of a text → characters: byte order marks, declared charsets, UTF-8, UTF-16, GB18030, Big5, chosen by validity and plausibility."""

from __future__ import annotations

import codecs
import re
from functools import cache
from itertools import product

from gongbao.errors import UnreadableError

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
LEGACY = ("gb18030", "cp950", "big5hkscs")
# a charset named in a page or by a user is often the subset of what is meant
WIDER = {"gb2312": ("gb18030",), "gbk": ("gb18030",), "cp936": ("gb18030",), "big5": ("cp950", "big5hkscs"), "ascii": ("utf-8",)}
SAMPLE, JUDGED = 1 << 16, 4096
HIGH = bytes([0x00, 0x20, 0x30, *range(0x4E, 0xA0), 0xFF])  # the high bytes of UTF-16
PUNCTUATION = frozenset("，。、；：！？“”‘’（）《》〈〉「」『』【】〔〕—…·％～　\n\r")
PLAUSIBLE = 0.8  # of the characters beyond ASCII, how many are everyday ones; a wrong encoding stays under 0.6
LOST = 0.01  # share of characters that may be unreadable in a damaged file
BEYOND = re.compile("[^\x00-\x7f]+")
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
KANA = re.compile("[ぁ-ゖァ-ヺ]+")
HANGUL = re.compile("[가-힣]+")
LETTERS = re.compile(r"[^\W\d_]+")
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]+")
UNDECLARED = "leave the encoding out to have it recognized"


def read(data: bytes, encoding: str = "", hint: str = "") -> tuple[str, str]:
    """(text, name of its encoding): by byte order mark, by `encoding`, which must fit, by `hint`, which may; raises UnreadableError."""
    for mark, name in BOMS:
        if data.startswith(mark):
            return _whole(data[len(mark) :], name), name
    if encoding:
        return _declared(data, encoding)
    for name in (*(_names(hint) if hint else ()), *(("utf-8",) if b"\0" not in data else ()), *_wide(data), "utf-8"):
        text = strictly(data, name)
        if text is not None and (name == "utf-8" or plausibility(text) >= PLAUSIBLE):
            return _printable(text), name
    return _legacy(data)


def strictly(data: bytes, encoding: str) -> str | None:
    """The text where every byte fits the encoding."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def plausibility(text: str) -> float:
    """How many of the first characters beyond ASCII are everyday Chinese ones, 0 to 1; 1 where there are none."""
    beyond, usual = "", everyday()
    for hit in BEYOND.finditer(text):
        beyond += hit.group()[:JUDGED]
        if len(beyond) >= JUDGED:
            break
    return sum(one in usual for one in beyond) / len(beyond) if beyond else 1.0


@cache
def everyday() -> frozenset[str]:
    """The characters of the first levels of GB/T 2312 (3755) and Big5 (5401), Chinese punctuation and full-width ASCII."""
    return frozenset({*_rows("gb2312", 0xB0, 0xD7), *_rows("big5", 0xA4, 0xC6), *PUNCTUATION, *map(chr, range(0xFF01, 0xFF5F))})


def _rows(encoding: str, first: int, last: int) -> set[str]:
    codes = (bytes(pair) for pair in product(range(first, last + 1), (*range(0x40, 0x7F), *range(0xA1, 0xFF))))
    return {one for code in codes if len(one := code.decode(encoding, "ignore")) == 1}


def _names(encoding: str) -> tuple[str, ...]:
    """The codecs to try for a charset's name, none where Python knows no such text encoding."""
    try:
        b"a".decode(encoding.strip(), "ignore")
        name = codecs.lookup(encoding.strip()).name
    except LookupError:
        return ()
    return WIDER.get(name, (name,))


def _wide(data: bytes) -> tuple[str, ...]:
    """UTF-16 by its high bytes: of Chinese text, nearly all are those of Han characters, ASCII or punctuation."""
    sample = data[:SAMPLE]
    if len(data) < 4 or len(data) % 2:
        return ()
    halves = (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2]))
    return tuple(name for name, high in halves if len(high.translate(None, HIGH)) <= 0.05 * len(high))


def _declared(data: bytes, encoding: str) -> tuple[str, str]:
    names = _names(encoding)
    if not names:
        raise UnreadableError("encoding", f"no encoding is named {encoding}: use utf-8, gb18030, big5 or utf-16, or {UNDECLARED}")
    for name in names:
        text = strictly(data, name)
        if text is not None and (name.startswith("utf-8") or plausibility(text) >= PLAUSIBLE):
            return _printable(text.removeprefix("\ufeff")), name
    try:
        better = f" (it reads as {_legacy(data)[1] if strictly(data, 'utf-8') is None else 'utf-8'})"
    except UnreadableError:
        better = ""
    raise UnreadableError("encoding", f"the bytes are not {encoding}, as was declared{better}: declare another encoding, or {UNDECLARED}")


def _whole(data: bytes, encoding: str) -> str:
    """The text behind a byte order mark; a damaged place becomes U+FFFD."""
    return _printable(data.decode(encoding, "replace"))


def _legacy(data: bytes) -> tuple[str, str]:
    """The most plausible of the encodings before Unicode, else the one that loses least of a damaged file."""
    valid = [(text, name) for name in LEGACY if (text := strictly(data, name)) is not None]
    best = max(valid, key=lambda one: plausibility(one[0]), default=None)
    if best and plausibility(best[0]) >= PLAUSIBLE:
        return _printable(best[0]), best[1]
    torn = [(data.decode(name, "replace"), name) for name in ("utf-8", *LEGACY)]
    text, name = max(torn, key=lambda one: plausibility(one[0]))
    if text.count("\ufffd") <= 2 + LOST * len(text) and plausibility(text) >= PLAUSIBLE:
        return _printable(text), name
    _printable(text)
    if best and len(HAN.sub("", best[0])) > len(best[0]) // 2:
        raise UnreadableError("not_chinese", "the text is not Chinese: leave the file out")
    raise UnreadableError("encoding", "the encoding is none of UTF-8, GB18030, Big5 and UTF-16: declare it, or convert the file to UTF-8")


def _printable(text: str) -> str:
    """The text; raises UnreadableError where too many control characters say that it is none."""
    sample = text[:SAMPLE]
    if sum(map(len, CONTROL.findall(sample))) > 2 + len(sample) // 100:
        raise UnreadableError("binary", "not a text but binary data: give a text, HTML, PDF or DOCX file")
    return text


def require_chinese(text: str) -> None:
    """Raises UnreadableError where the text is empty, or not Chinese: less than 5 % of its letters Han, much kana or hangul."""
    if not text.strip("\ufeff\x00 \t\r\n\f\u3000"):
        raise UnreadableError("empty", "the document holds no text: leave it out, or fetch it again")
    sample = text[: SAMPLE * 4]
    han, kana, hangul, letters = (sum(map(len, kind.findall(sample))) for kind in (HAN, KANA, HANGUL, LETTERS))
    if not han or han < 0.05 * letters or kana > 0.25 * han or hangul > han:
        raise UnreadableError("not_chinese", f"not Chinese ({han} Chinese characters among {letters} letters): leave the file out")
