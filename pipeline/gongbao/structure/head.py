"""What a bulletin says of itself in its title and byline lines."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from gongbao.mentions import Paragraph
from gongbao.numerals import small
from gongbao.structure.roles import MASTHEAD, SIGNED_DATE, SPEAKER, broken

DAY = re.compile(r"((?:19|20)\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})")
MONTH = re.compile(r"((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月[）)]?$")
CHINESE_DAY = re.compile(r"([一二][〇○ＯOo零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})日)?")
MINGUO_DAY = re.compile(
    r"民国\s*([\d一二三四五六七八九十百〇○零]{1,5})年\s*([\d一二三四五六七八九十]{1,2})月\s*(?:([\d一二三四五六七八九十]{1,3})日)?"
)
REPUBLIC_DAY = re.compile(r"(?<!\d)(\d{2,3})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)")
SECTION = re.compile("[^局府厅委]{2,8}[科组股]$")  # a part of a body, named where its whole stands above
OF_DATA = re.compile("数据|截[至止]|有效期|实施|施行")
BODY_END = re.compile("(?:[局厅委部署处院办室]|政府|中心|[协商学总联]会|公司|大学)$")
MINGUO = 1911  # 民国 1 is 1912
ZERO = str.maketrans("○ＯOo零", "〇〇〇〇〇")
ISSUER = re.compile(r"(?:来源|信息来源|发布机[构关]|供稿单位|供稿|发[布稿]单位|作者单位|发文机关)\s*[:：]\s*([^\s:：|（(]{2,30})")
GIVEN_BY = re.compile(r"[（(]([^\s（()）]{2,30}?)供稿[)）]$")
SIGNED = re.compile(r"[（(]?([^\s\d:：（()），。、【】]{3,30})(?:\s[^\d]{0,30}|\s[二〇一].*)?[)）]?$")
PERIODICAL = re.compile(r"第[\d一二三四五六七八九十百〇]+期")


@dataclass(frozen=True, slots=True)
class Head:
    """What the text says of itself: its title, who issued it, and the day it was published; empty or None where it does not."""

    title: str = ""
    issuer: str = ""
    published: date | None = None
    occasion: str = field(default="", compare=False)  # where and when it was read out


def head(text: str, found: Sequence[Paragraph], *, republic: bool = False) -> Head:
    """Title, issuer and day of publication, from title and byline lines; a month without a day counts as its last day.

    `republic` says that years are those of the Republic of China: 113年7月5日 is in 2024.
    """
    titles = [text[one.start : one.end].strip() for one in found if one.role == "title"]
    bylines = [text[one.start : one.end].strip() for one in found if one.role == "byline"]
    title = "".join([*titles[:1], *(line for line in titles[1:2] if line.startswith("关于") or broken(titles[0], line))])
    issuer = next(_issuers(bylines), "")
    dated = [line for line in (*bylines, *titles[1:]) if not OF_DATA.search(line)]
    published = next((day for line in dated if (day := day_of(line, republic=republic))), None)
    return Head(title, issuer, published, next(iter(titles[1:2]), ""))


def _issuers(bylines: Sequence[str]) -> Iterator[str]:
    """Who issued the text: a named source first, then who signs."""
    named = [hit[1] for line in bylines if (hit := ISSUER.search(line) or GIVEN_BY.search(line))]
    yield from (name for name in named if not SECTION.match(name))
    yield from (hit[1] for line in bylines if (hit := SIGNED_DATE.match(line)))
    yield from (hit[1] for line in bylines if (hit := SPEAKER.match(line)) and BODY_END.search(hit[1]))
    bylines = [line for line in bylines if not SPEAKER.match(line)]
    yield from (hit[1].strip() for line in bylines if (hit := MASTHEAD.match(line)) and hit[1] and BODY_END.search(hit[1].strip()))
    yield from named
    bylines = [line for line in bylines if not MASTHEAD.match(line)]
    yield from (hit[1] for line in bylines if not PERIODICAL.search(line) and not day_of(hit_text(line)) and (hit := SIGNED.match(line)))


def hit_text(line: str) -> str:
    """The line up to its first blank: a signature may be followed by a date."""
    return line.split(" ", 1)[0]


def day_of(line: str, *, republic: bool = False) -> date | None:
    """The first date of a line that exists: 2022-03-01, 二〇二二年三月一日, 民国111年3月1日; None where there is none."""
    return next((day for parts in _dates(line, republic) if (day := _day(*parts))), None)


def _dates(line: str, republic: bool) -> Iterator[tuple[int | None, int | None, int | None]]:
    yield from ((int(hit[1]), int(hit[2]), int(hit[3])) for hit in DAY.finditer(line))
    for hit in CHINESE_DAY.finditer(line):
        yield small(hit[1].translate(ZERO)), small(hit[2]), small(hit[3]) if hit[3] else 0
    for hit in MINGUO_DAY.finditer(line):
        year = small(hit[1].translate(ZERO))
        yield year + MINGUO if year else None, small(hit[2]), small(hit[3]) if hit[3] else 0
    if republic:
        yield from ((int(hit[1]) + MINGUO, int(hit[2]), int(hit[3])) for hit in REPUBLIC_DAY.finditer(line))
    yield from ((int(hit[1]), int(hit[2]), 0) for hit in MONTH.finditer(line))


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    """A day, day 0 for the last one of its month; None where it does not exist."""
    try:
        return date(year or 0, month or 0, day or (monthrange(year or 0, month or 0)[1] if day == 0 else 0))
    except ValueError:
        return None
