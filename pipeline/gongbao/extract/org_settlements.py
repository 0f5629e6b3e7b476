"""Where the names of towns and villages begin: 法王寺镇, 双河口村, 伊和乌素苏木."""

from __future__ import annotations

import re

from gongbao.extract.org_lexicon import SETTLEMENTS, Lexicon, Role
from gongbao.gazetteer import GENERIC_ENDS

HAN = re.compile(r"[㐀-鿿〇]")
AND = frozenset("和与及暨")
CHARACTERS = frozenset("都如也之同才但为非再此")  # adverbs that are as often characters of a brand
DETERMINERS = frozenset("个各某该本每我贵全")  # before a settlement without a name: 各村
OPENERS = Role.PLACE | Role.REGION | Role.NATION | Role.LEVEL | Role.SETTLEMENT
BARRIERS = Role.STOP | Role.GENERIC | Role.NONHEAD
PEOPLE = "族"  # 三台山德昂族乡
STEPPE = ("苏木", "嘎查")  # settlements with longer names
TOWN = 4  # characters of a town's name without its last


def fresh(text: str, at: int, floor: int, words: Lexicon) -> bool:
    """True where no letter stands before a place of the text, or a word that no name reaches across."""
    return at <= floor or not HAN.match(text[at - 1]) or bool(words.before(text, at, floor)[1] & Role.STOP)


def role_before(text: str, at: int, floor: int, words: Lexicon) -> int:
    """The roles of the word that ends at a place of the text."""
    return words.before(text, at, floor)[1] if at > floor else 0


def settled(text: str, sure: int, floor: int, words: Lexicon) -> int:
    """Where the name of a town or village begins whose last word begins at `sure`, with the town above a village: 鹅公镇大风村."""
    for _ in range(2):
        end = sure
        sure = own_start(text, end, floor, words)
        above = next((word for word in SETTLEMENTS if text.endswith(word, floor, sure)), "")
        if sure == end or not above or text.startswith(above, end):
            break
        sure -= len(above)
    return sure


def own_start(text: str, end: int, floor: int, words: Lexicon) -> int:
    """Where the name of one settlement begins; `end` where it has none."""
    at = end - chance_place(text, end, floor, words)
    steppe = text.startswith(STEPPE, end)
    longest = TOWN * 2 if steppe or text.startswith(PEOPLE, end - 1) else TOWN
    while at > max(floor, end - longest) and not barred(text, at - 1, end, floor, words, steppe=steppe):
        at -= 1
    return end if at > floor and text[at - 1].isdigit() else at


def chance_place(text: str, end: int, floor: int, words: Lexicon) -> int:
    """The length of the short name of a county that the name of a town ends with or has before its last character: 双河口村, 昆明路街道."""
    if end - 1 > floor and HAN.match(text[end - 1]) and not role_before(text, end, floor, words):
        word, role = words.before(text, end - 1, floor)
        return 1 + len(word) if role & Role.PLACE and word[-1] not in GENERIC_ENDS else 0
    word, role = words.before(text, end, floor) if end > floor else ("", 0)
    at = end - len(word)
    if not role & (Role.PLACE | Role.REGION) or word[-1] in GENERIC_ENDS:
        return 0
    before = role_before(text, at, floor, words)
    start = fresh(text, at, floor, words)
    lone = role & Role.SHORT and at > floor and not start and not before
    return len(word) if lone or start or before & Role.PLACE else 0


def barred(text: str, at: int, end: int, floor: int, words: Lexicon, *, steppe: bool) -> bool:
    """True where a character cannot be of a town's name: no Han, a word that no name holds, a place, a level but in 先市镇."""
    if not HAN.match(text[at]) or (at == end - 1 and text[at] in DETERMINERS):
        return True
    word, role = words.before(text, at + 1, floor)
    if not role & (BARRIERS | OPENERS):
        return False
    if role & Role.STOP and len(word) > 1 and role_before(text, at, floor, words) & Role.PLACE:  # 碑林区长安路街道
        return False
    unknown = not fresh(text, at, floor, words) and not role_before(text, at, floor, words)
    if unknown and ((steppe and text[at] in AND) or text[at] in CHARACTERS):  # 伊和乌素苏木, 四都乡
        return False
    if unknown and role == Role.STOP and len(word) == 1 and at == end - 1 and fresh(text, at - 1, floor, words):  # 武原街道
        return False
    return not (role & (Role.LEVEL | Role.SETTLEMENT) and at == end - 1)
