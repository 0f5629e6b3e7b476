"""Line endings and blanks: what a layout or an editor left in the text."""

from __future__ import annotations

import re

from gongbao.offsets import Edit

HAN = "〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# control characters, soft hyphens, fillers, zero-width and direction marks, variation selectors, byte order marks, halves of surrogate pairs
INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
)
ENDINGS = "\r\x0b\x85\u2028\u2029"
WIDE = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
LAYOUT = re.compile(f"[{ENDINGS}{WIDE}{INVISIBLE}]+")
PART = re.compile(f"(?P<ending>\r\n?|[{ENDINGS}])|(?P<wide>[{WIDE}]+)|[{INVISIBLE}]+")

RUN = re.compile(" +")
LETTER = f"(?:[{HAN}]|[{HAN}]?[0-9０-９]{{1,4}}[{HAN}]?)"
SPACED = re.compile(rf" *{LETTER}(?: {{1,4}}{LETTER}){{2,79}} *")
LONGEST_SPACED = 160
GAP, SENTENCE = re.compile(r"(?<=[^ \n]) {2,}(?=[^ \n])"), re.compile("[，。；]")
AMOUNT = re.compile(r"\S {2,}[-+]?[0-9０-９][0-9０-９,，.．]*[%％]?\s*$")
COLUMNS = 2  # blanks between two columns
NUMBER = re.compile(r"[0-9０-９]{1,2}")
PUNCTUATION = frozenset("，。、；：！？“”‘’（）《》〈〉「」『』【】〔〕％")
OPENING = frozenset("“‘（《〈「『【〔")
DIGITS = frozenset("0123456789０１２３４５６７８９")
# a blank between a number and these is never that of a heading: 5 月 6 日
CALENDAR = frozenset("年月日号时分秒万亿％")


def layout(text: str) -> list[Edit]:
    """Every line ending becomes `\\n`; no-break and ideographic spaces as many spaces, a tab at least two; characters that are not seen go."""
    found: list[Edit] = []
    for hit in LAYOUT.finditer(text):
        stop = hit.end() + (text[hit.end() - 1] == "\r" and text[hit.end() : hit.end() + 1] == "\n")
        found += [_part(part) for part in PART.finditer(text, hit.start(), stop)]
    return found


def _part(part: re.Match[str]) -> Edit:
    start, end = part.span()
    if part.lastgroup == "ending":
        return Edit(start, end, "\n", "line_ending")
    if part.lastgroup == "wide":
        return Edit(start, end, " " * max(end - start, COLUMNS if "\t" in part.group() else 1), "blank")
    return Edit(start, end, "", "invisible")


def spare(text: str) -> list[Edit]:
    """Blanks go at both ends of a line, between Chinese and digits, beside Chinese punctuation, and in a spaced-out title (工 作 总 结).

    Two blanks stay between the columns of a row.
    """
    found, line, spaced, row = [], 0, False, False
    for hit in RUN.finditer(text):
        start, end = hit.span()
        if end > line:
            line, spaced, row = _line(text, start)
        between = COLUMNS if row and end - start > 1 and not _is_edge(text, start, end) else 0
        keep = between or int(not (spaced or _is_spare(text, start, end)))
        if end - start > keep:
            found.append(Edit(start + keep, end, "", "blank"))
    return found


def _line(text: str, at: int) -> tuple[int, bool, bool]:
    """Where the line ends, whether all of its characters are spaced out, and whether it is a row of columns."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    end = len(text) if end < 0 else end
    if end - start > LONGEST_SPACED:
        return end, False, False
    spaced = bool(SPACED.fullmatch(text, start, end))
    gaps = 0 if spaced else len(GAP.findall(text, start, end))
    return end, spaced, gaps > 0 and (gaps > 1 or AMOUNT.search(text, start, end) is not None) and not SENTENCE.search(text, start, end)


def _is_edge(text: str, start: int, end: int) -> bool:
    return start == 0 or end == len(text) or text[start - 1] == "\n" or text[end] == "\n"


def _is_spare(text: str, start: int, end: int) -> bool:
    if _is_edge(text, start, end):
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
