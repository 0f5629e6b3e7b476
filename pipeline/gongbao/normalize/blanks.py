"""Line endings and blanks: what a layout or an editor left in the text."""

from __future__ import annotations

import re

from gongbao.offsets import Edit

HAN = "〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# control characters, soft hyphens, fillers, zero-width and direction marks, variation selectors, byte order marks
INVISIBLE = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
ENDINGS = "\r\x0b\x85\u2028\u2029"
WIDE = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
LAYOUT = re.compile(f"[{ENDINGS}{WIDE}{INVISIBLE}]+")
PART = re.compile(f"(?P<ending>\r\n?|[{ENDINGS}])|(?P<wide>[{WIDE}]+)|[{INVISIBLE}]+")

RUN = re.compile(" +")
LETTER = f"(?:[{HAN}]|[{HAN}]?[0-9０-９]{{1,4}}[{HAN}]?)"
SPACED = re.compile(rf" *{LETTER}(?: {{1,4}}{LETTER}){{2,79}} *")
LONGEST_SPACED = 160
NUMBER = re.compile(r"[0-9０-９]{1,2}")
PUNCTUATION = frozenset("，。、；：！？“”‘’（）《》〈〉「」『』【】〔〕％")
OPENING = frozenset("“‘（《〈「『【〔")
DIGITS = frozenset("0123456789０１２３４５６７８９")
# a blank between a number and these is never that of a heading: 5 月 6 日
CALENDAR = frozenset("年月日号时分秒万亿％")


def layout(text: str) -> list[Edit]:
    """Every line ending becomes `\\n`; tabs, no-break and ideographic spaces as many spaces; characters that are not seen go."""
    found: list[Edit] = []
    for hit in LAYOUT.finditer(text):
        stop = hit.end() + (text[hit.end() - 1] == "\r" and text[hit.end() : hit.end() + 1] == "\n")
        found += [_part(part) for part in PART.finditer(text, hit.start(), stop)]
    return found


def _part(part: re.Match[str]) -> Edit:
    start, end = part.span()
    if part.lastgroup == "ending":
        return Edit(start, end, "\n", "line_ending")
    return Edit(start, end, " " * (end - start), "blank") if part.lastgroup else Edit(start, end, "", "invisible")


def spare(text: str) -> list[Edit]:
    """Blanks go at both ends of a line, between Chinese and digits, beside Chinese punctuation, and in a spaced-out title (工 作 总 结)."""
    found, line, inside = [], 0, False
    for hit in RUN.finditer(text):
        start, end = hit.span()
        if end > line:
            line, inside = _line(text, start)
        keep = 0 if inside or _is_spare(text, start, end) else 1
        if end - start > keep:
            found.append(Edit(start + keep, end, "", "blank"))
    return found


def _line(text: str, at: int) -> tuple[int, bool]:
    """Where the line ends, and whether all of its characters are spaced out."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    end = len(text) if end < 0 else end
    return end, end - start <= LONGEST_SPACED and bool(SPACED.fullmatch(text, start, end))


def _is_spare(text: str, start: int, end: int) -> bool:
    if start == 0 or end == len(text) or text[start - 1] == "\n" or text[end] == "\n":
        return True
    left, right = text[start - 1], text[end]
    if left in PUNCTUATION or right in PUNCTUATION:
        return True
    if right in DIGITS:
        return _is_han(left)
    if right == "%":
        return left in DIGITS
    return (left in DIGITS or left == "%") and _is_han(right) and (right in CALENDAR or not _numbers_a_heading(text, start))


def _is_han(character: str) -> bool:
    return "㐀" <= character <= "鿿" or character == "〇"


def _numbers_a_heading(text: str, blank: int) -> bool:
    """Whether the number before the blank opens its line: `1 在脱贫攻坚战役中`."""
    line = text.rfind("\n", max(0, blank - 40), blank) + 1
    if not line and blank > 40:
        return False
    return bool(NUMBER.fullmatch(text[line:blank].strip()))
