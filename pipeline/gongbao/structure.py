"""Roles of lines and nesting of sections: PART 01, 一、, （一）, 1 在…, short title lines, captions, bylines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from gongbao.mentions import Paragraph
from gongbao.resources import lexicon, rows

LINE = re.compile(r"[^\n]+")
SENTENCE_END = re.compile(r"[。！？!?；;][”』」）)\"]?$")
NUMBERINGS = (  # from the outermost to the innermost; a plain title line comes after them
    re.compile(r"(?:PART|Part)(?:\s*\d+)?(?![A-Za-z])|第[一二三四五六七八九十百\d]{1,4}(?:章|部分|篇|编)|0\d$"),
    re.compile(r"[一二三四五六七八九十]{1,3}(?:、|[.．](?!\d)|\s(?=\S)|是(?=\S))|第[一二三四五六七八九十]{1,3}节|[壹贰叁肆伍陆柒捌玖拾]、"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"\d{1,2}(?:、|[.．](?!\d)|\s(?=[^\d\s]))"),
    re.compile(r"[（(]\d{1,2}[)）]|\d{1,2}[)）]|[①-⑳]"),
)
PLAIN = len(NUMBERINGS)
ONLY_NUMBER = re.compile(r"(?:(?:PART|Part)\s*)?\d{0,2}$")
ABSTRACT = re.compile(r"(?:内容)?(?:摘要|提要|导读)\s*[:：]|【(?:摘要|导读)】")
DATE_LINE = re.compile(r"[（(]?\s*(?:19|20)\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?\s*[）)]?$")
CHINESE_DATE_LINE = re.compile(r"[（(]?[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?[）)]?$")
CREDIT = re.compile(r"[（(【].{0,40}(?:供稿|摄|文/|图/|撰稿|通讯员|记者|报道)[^。]{0,20}[)）】]$")
LISTED = re.compile(r"[·•●◆■▪○※★☆]|[-—–]{1,2}\s?(?=[^\s\d—])")
CAPTION_START = re.compile(r"(?:图为|图[:：\d]|上图|下图|左图|右图)|(?:19|20)\d\d年\d{1,2}月")
PORTRAIT = re.compile(r"[（(](?:后排|前排)?[左右中][一二三四五六七八九\d]?[)）]|[（(]资料图")
COMMA = re.compile(r"[，,；;]")
LONG_TITLE, LONG_HEADING, LONG_CAPTION = 60, 45, 160


@dataclass(frozen=True, slots=True)
class Head:
    """What the text says of itself: its title, who issued it, and the day it was published; empty or None where it does not."""

    title: str = ""
    issuer: str = ""
    published: date | None = None


@cache
def marks() -> dict[str, re.Pattern[str]]:
    """One pattern for each role of configs/lexicon/structure.tsv, of words with which a line of that role starts."""
    words: dict[str, list[str]] = {}
    for row in rows(lexicon("structure")):
        words.setdefault(row["role"], []).append(row["start"])
    return {role: re.compile("|".join(map(re.escape, sorted(some, key=len, reverse=True)))) for role, some in words.items()}


def level(line: str) -> int:
    """The depth of a line's numbering, PLAIN for a line without one."""
    return next((depth for depth, pattern in enumerate(NUMBERINGS) if pattern.match(line)), PLAIN)


def is_heading(line: str, depth: int) -> bool:
    """True for a short line that names what follows: numbered, or without a sentence in it."""
    if len(line) > LONG_HEADING:
        return False
    if depth < PLAIN:
        return not SENTENCE_END.search(line) or (line.endswith("。") and len(COMMA.findall(line)) < 2 and len(line) <= 32)
    return not (COMMA.search(line) or SENTENCE_END.search(line[:-1])) and (
        (not SENTENCE_END.search(line) and not line.endswith((":", "：", ",", "，"))) or (line.endswith("。") and len(line) <= 16)
    )


def role_of(line: str, depth: int) -> str:
    """The role of a line by itself."""
    if ABSTRACT.match(line):
        return "abstract"
    for role, pattern in marks().items():
        if pattern.match(line) and (role == "byline" or len(line) <= LONG_HEADING):
            return role
    if DATE_LINE.match(line) or CHINESE_DATE_LINE.match(line) or CREDIT.match(line):
        return "byline"
    ended = SENTENCE_END.search(line)
    if PORTRAIT.search(line) and len(line) <= LONG_CAPTION:
        return "caption"
    if not ended and CAPTION_START.match(line) and len(line) <= LONG_CAPTION:
        return "caption"
    if depth < PLAIN or not LISTED.match(line):
        if is_heading(line, depth):
            return "heading"
    elif len(line) <= LONG_HEADING:
        return "list"
    return "body"


def roles(lines: Sequence[str], depths: Sequence[int]) -> list[str]:
    """The role of every line, its neighbours considered: a title comes first, a caption stands unfinished between paragraphs."""
    found = [role_of(line, depth) for line, depth in zip(lines, depths, strict=True)]
    first = next((k for k, role in enumerate(found) if role not in ("other", "byline")), None)
    if first is not None and titled(lines[first], found[first], depths[first]):
        found[first] = "title"
        for k in range(first + 1, min(first + 3, len(lines))):
            if lines[k].startswith(("——", "—", "在")) and found[k] in ("heading", "list") and len(lines[k]) <= LONG_TITLE:
                found[k] = "title"
    for k, role in enumerate(found):
        if role == "body" and unfinished(lines[k]) and depths[k] == PLAIN and k + 1 < len(lines) and found[k + 1] != "body":
            found[k] = "caption"
        if role == "heading" and depths[k] == PLAIN and lines[k].endswith("。") and (k + 1 == len(lines) or len(lines[k + 1]) < 30):
            found[k] = "body"
    return found


def titled(line: str, role: str, depth: int) -> bool:
    return role == "heading" and depth == PLAIN and len(line) <= LONG_TITLE and not SENTENCE_END.search(line)


def unfinished(line: str) -> bool:
    """True for a line of a caption's length that ends without a full stop."""
    return LONG_HEADING // 2 < len(line) <= LONG_CAPTION and not line.endswith(
        ("。", "！", "？", "；", ";", ":", "：", "”", "」", "…", "...", "!", "?", "、", "，", ",", "）", ")")
    )


class Sections:
    """The headings above the line being read, innermost last; lines of heading that follow each other are one heading."""

    def __init__(self) -> None:
        self.open: list[tuple[int, str]] = []
        self.fresh = False

    def heading(self, line: str, depth: int) -> None:
        """Enter the section that a heading line begins, or lengthen the heading just begun."""
        if self.fresh and self.open and depth >= self.open[-1][0] and (depth == PLAIN or ONLY_NUMBER.match(self.open[-1][1])):
            above, text = self.open.pop()
            self.open.append((above, f"{text} {line}"))
        else:
            while self.open and self.open[-1][0] >= depth:
                self.open.pop()
            self.open.append((depth, line))
        self.fresh = True

    def above(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.open)


def paragraphs(text: str) -> list[Paragraph]:
    """Every line of the text that is not blank, with its role and the headings above it; spans are of `text`."""
    spans = [(match.start(), match.end(), match.group().strip()) for match in LINE.finditer(text)]
    spans = [(start, end, line) for start, end, line in spans if line]
    lines = [line for _, _, line in spans]
    depths = [level(line) for line in lines]
    sections, found = Sections(), []
    for (start, end, line), role, depth in zip(spans, roles(lines, depths), depths, strict=True):
        if role == "heading":
            found.append(Paragraph(start, end, role, tuple(text for above, text in sections.open if above < depth)))
            sections.heading(line, depth)
            continue
        if role in ("body", "list"):
            sections.fresh = False
        found.append(Paragraph(start, end, role, sections.above()))
    return found


def breaks(found: Iterable[Paragraph]) -> list[int]:
    """Where a new section begins, as offsets of its first heading: there the antecedent of a relative date is forgotten."""
    starts, before = [], ""
    for one in found:
        if one.role == "heading" and before != "heading":
            starts.append(one.start)
        before = one.role
    return starts


DAY = re.compile(r"((?:19|20)\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})")
ISSUER = re.compile(r"(?:来源|信息来源|发布机构|供稿单位|供稿|发布单位|作者单位|发文机关)\s*[:：]\s*([^\s:：|（(]{2,30})")
GIVEN_BY = re.compile(r"[（(]([^\s（()）]{2,30}?)供稿[)）]$")


def head(text: str, found: Sequence[Paragraph]) -> Head:
    """Title, issuer and day of publication, from title and byline lines."""
    title = next((text[one.start : one.end].strip() for one in found if one.role == "title"), "")
    bylines = [text[one.start : one.end].strip() for one in found if one.role == "byline"]
    issuer = next((hit[1] for line in bylines if (hit := ISSUER.search(line) or GIVEN_BY.search(line))), "")
    published = next((day for line in bylines if (day := day_of(line))), None)
    return Head(title, issuer, published)


def day_of(line: str) -> date | None:
    """The first full date of a line that exists; None where there is none."""
    for match in DAY.finditer(line):
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            continue
    return None
