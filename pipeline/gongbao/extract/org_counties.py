"""Counties, cities and districts that the table of divisions does not know, told by how they stand: 青禾县 in 青禾县发展和改革局."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cache

from gongbao.extract.org_found import Found
from gongbao.extract.org_lexicon import Lexicon, Role, prefixes
from gongbao.extract.org_settlements import BARRIERS, DETERMINERS, HAN
from gongbao.resources import lexicon, rows

ENDS = ("自治县", "县", "市", "区")
SHORTEST, LONGEST = 2, 3  # characters of a name without its last word
PEOPLES = 8  # of a name that holds that of a people: 云岭苗族自治县
NOT_LAST = DETERMINERS | frozenset("一二三四五六七八九十百两几多余数首")
OFFICIAL = frozenset({"party", "government", "congress", "consultative", "court", "mass_organization", "military"})
TRADING = frozenset({"enterprise", "bank"})
CITY, NOUN, LEAD = "市", "noun", "lead"
SELVES = "全我本"  # 全县 speaks of the county of the bulletin
WITHIN = 40  # characters of a title in which its place stands
TITLED = re.compile(r"(?:自治县|县|市|区)(?![城级域场民区容值镇乡内外里间位])")


@cache
def common_words() -> dict[str, str]:
    """Words that stand before 县, 市 or 区 without being a name (百强), such that end with them (城市), and verbs before names -> class."""
    return {row["word"]: row["class"] for row in rows(lexicon("org_noplaces"))}


def may_name(level: str, kind: str) -> bool:
    """True where a body of a kind may bear the name of an unknown place of a level: 超市公司 and 城区学校 are common nouns."""
    return level in ENDS and (level not in "市区" or (kind in OFFICIAL if level == "区" else kind not in TRADING))


def county_start(text: str, before: int, floor: int, words: Lexicon) -> int:
    """Where a name of no known word begins that ends before a level word; `before` where none stands there."""
    if before <= floor or text[before - 1] in NOT_LAST or text[before - 1 : before + 1] in common_words():
        return before
    at = before
    longest = PEOPLES if text.startswith(ENDS[0], before) else LONGEST
    while at > floor and before - at < longest and HAN.match(text[at - 1]):
        word, role = words.before(text, at, floor)
        if len(word) > 1 or role & BARRIERS:
            return before
        if before - at >= SHORTEST and common_words().get(word or text[at - 1]) == LEAD:
            return at
        at -= 1
        if before - at >= SHORTEST and begins(text, at, floor, words):
            return before if text[at:before] in common_words() else at
    return before


def common_before(text: str, before: int) -> bool:
    """True where a word before a level makes a common noun of it: 百强县, 邻县."""
    known = common_words()
    if known.get(text[before - 1 : before + 1]) == NOUN or known.get(text[before - SHORTEST : before]) == NOUN:
        return True
    return known.get(text[before - LONGEST : before]) == NOUN


def begins(text: str, at: int, floor: int, words: Lexicon) -> bool:
    """True where the name of a place may begin: behind a mark, a known word, a party, a place above it."""
    if at <= floor or not HAN.match(text[at - 1]):
        return True
    word, role = words.before(text, at, floor)
    if len(word) > 1 or role & Role.STOP or text.endswith(prefixes(), floor, at):
        return True
    return text[at - 1] == CITY and county_start(text, at - 1, floor, words) < at - 1


def county_in(opener: str, words: Lexicon) -> str:
    """The unknown place that the place of a name ends with: 青禾县 of 四川省青禾县, or a known one in an unknown city; empty where there is none."""
    level = next((end for end in ENDS if opener.endswith(end)), "")
    if not level or words.region or words.roles.get(opener, 0) & Role.PLACE:
        return ""
    start = county_start(opener, len(opener) - len(level), 0, words)
    if start < len(opener) - len(level):
        abroad = start > 0 and words.before(opener, start, 0)[1] & (Role.REGION | Role.PLACE) == Role.REGION
        return "" if abroad else opener[start:]
    above, _, rest = opener.partition(CITY)
    return rest if rest and county_in(above + CITY, words) else ""


def own_county(text: str, found: Sequence[Found], words: Lexicon) -> str:
    """The unknown place that a bulletin names as its own, by its title or by 全县 beside the one such place among its bodies."""
    if words.region:
        return ""
    openers = {text[slice(*one.opener)] for one in found}
    in_title = titled(text, words, openers)
    if in_title:
        return in_title
    named = {county_in(opener, words) for opener in openers if len(opener) > SHORTEST} - {""}
    own = [name for name in named if any(one + name[-1] in text for one in SELVES)]
    return own[0] if len(own) == 1 else ""


def titled(text: str, words: Lexicon, openers: Set[str]) -> str:
    """The unknown place in the title, where the text speaks of itself as such a place (全县) or of a body of it by its level alone (县财政局,
    `openers` are the places and levels of the bodies); empty where there is none.
    """
    end = text.find("\n")
    end = min(len(text) if end < 0 else end, WITHIN)
    for match in TITLED.finditer(text, 0, end):
        start = county_start(text, match.start(), 0, words)
        level = match.group()[-1]
        if start < match.start() and (level in openers or any(one + level in text for one in SELVES)):
            return text[start : match.end()]
    return ""
