"""What may stand before the place or the known words that a name begins with: a brand, a country, the name of a zone."""

from __future__ import annotations

import re

from gongbao.extract.org_lexicon import Lexicon, Role
from gongbao.extract.org_settlements import BARRIERS, HAN, OPENERS, TOWN, fresh, role_before

BRAND = 2
YEAR = re.compile(r"[0-9〇一二三四五六七八九]{4}")  # 九龙巴士(一九三三)有限公司
LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9&·.\-]*$")
LONGEST_LATIN = 16
GROUPS = frozenset({"集团", "控股"})  # in brackets inside a company's name
MEASURES = frozenset("年月日号个名家位户所次届项批期座条处间栋台辆场人张份件类种级")  # after a numeral they end a walk: 3家
UNITS = MEASURES | frozenset("亿万元学%吨亩")  # behind digits that are no part of a name: 113学年度国小


def foreign(text: str, before: int, floor: int, words: Lexicon) -> int:
    """Where the country begins whose town, of no known word, stands before a level word: 法国尼姆市; `before` where there is none."""
    at = before
    while floor < at and before - at <= TOWN and HAN.match(text[at - 1]):
        word, role = words.before(text, at, floor)
        if role:
            return at - len(word) if role & Role.REGION and not role & Role.PLACE and at < before else before
        at -= 1
    return before


def brand_start(text: str, sure: int, floor: int, words: Lexicon, home: frozenset[str]) -> int:
    """Where the brand of two characters before the place of a company begins, or the place before it: 国电新疆电力有限公司, 江苏苏垦新疆公司.

    `sure` where there is no brand.
    """
    at = sure - BRAND
    if at < floor or not all(HAN.match(text[k]) and not role_before(text, k + 1, floor, words) for k in (at, at + 1)):
        return sure
    word, role = words.before(text, at, floor) if at > floor else ("", 0)
    if role & Role.PLACE and word not in home:
        return at - len(word)
    return at if at == floor or not HAN.match(text[at - 1]) or role & BARRIERS else sure


def near_place(text: str, at: int, floor: int, words: Lexicon) -> bool:
    """True where a place stands at most two characters of no known word further left: 广东圣都 is no 广东圣 and 都."""
    for _ in range(3):
        role = role_before(text, at, floor, words)
        if role or at <= floor:
            return bool(role & Role.PLACE)
        at -= 1
    return False


def zone_start(text: str, before: int, floor: int, words: Lexicon) -> int:
    """Where the name of two to four characters of no known word before a word for a zone begins: 屈原管理区; `before` where there is none."""
    at = before
    while at > floor and before - at < TOWN and HAN.match(text[at - 1]) and not role_before(text, at, floor, words):
        at -= 1
    return at if before - at >= BRAND and fresh(text, at, floor, words) else before


def bracket_start(text: str, at: int, floor: int, words: Lexicon) -> int:
    """Where the bracket begins that ends at a place of the text and holds a place, 集团 or a year: 国浩律师（上海）事务所; `at` for others."""
    opening = max(text.rfind("(", floor, at), text.rfind("（", floor, at))
    inner = text[opening + 1 : at - 1]
    return opening if opening >= 0 and (words.roles.get(inner, 0) & OPENERS or inner in GROUPS or YEAR.fullmatch(inner)) else at


def latin_start(text: str, at: int, floor: int) -> int:
    """Where the Latin letters and digits begin that end at a place of the text; `at` where there are none, or digits before a unit."""
    run = LATIN.search(text, max(floor, at - LONGEST_LATIN), at)
    return at if run is None or (run.group().replace(".", "").isdigit() and text[at] in UNITS) else run.start()
