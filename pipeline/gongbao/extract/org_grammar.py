"""Where organizations stand in a text: a scan for heads and known names, and from each head a walk to the left to where its name begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from gongbao.extract.org_lexicon import LEVELS, SETTLEMENTS, Head, Lexicon, Name, Role, followers

HAN = re.compile(r"[㐀-鿿〇]")
LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9&·.\-]*$")
NUMERALS = frozenset(">0123456789一二三四五六七八九十百千万亿几两多数余半各每这那该首")
MEASURES = frozenset("年月日号个名家位户所次届项批期名座条处间栋台辆场人张份件类种级")
SELF = frozenset("我本该贵")  # before a level: 我县 speaks of the county of the bulletin
LONE_LEVELS = frozenset("州盟旗")  # levels only where no unknown word ends with them: 联盟, 红旗
NOT_AFTER = {"部": "门分件落位首族类长队", "军": "政务事人官属", "委": "员", "会": "员议", "局": "面势", "府": "性采债", "院": "士", "行": "业长动", "学": "府生"}
CONNECTIVES = frozenset({"和", "与", "及", "暨"})
SOUTHERN = frozenset({"及", "暨"})  # and, inside names of Hong Kong, Macao and Taiwan
PREFIXES = ("中共", "中国共产党", "共青团", "政协", "团", "中国人民政治协商会议", "民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟", "武警")
MEETING = re.compile(r"长(?:会议|会|联席会|座谈会|论坛)")
COMMITTEE = frozenset({"委", "委员会"})
LOCAL = frozenset({"government", "village"})
STATIONED = "驻"  # 省政府驻北京办事处
BRANCH = "委会"  # 民革泸州市委会, but 县委会同财政局
GOVERNMENT = "政府"
GROUPS = ("等群团", "等人民团体", "等群众")  # after a list of bodies without a place
PARTIES = "民主党派、"  # after it 工商联 is one of the four of a set phrase
OPENERS = Role.PLACE | Role.REGION | Role.NATION | Role.LEVEL | Role.SETTLEMENT
BARRIERS = Role.STOP | Role.GENERIC | Role.NONHEAD
UNPLACED = frozenset({"enterprise", "school", "hospital", "association", "other", "government", "religious"})  # 社区服务中心 is no name
SHORT_BRAND, LONG_BRAND = 7, 14
LONGEST = 60  # characters of a name with the parts of the body
BEFORE_HEAD = 32  # characters that a walk covers at most


@dataclass(frozen=True, slots=True)
class Found:
    """A name in the text: `opener` is where its level or place begins and ends (equal where it has none).

    `body` is the body that this one is a part of (the find before its last part was taken in), `whole` the find that a short form stands for.
    """

    start: int
    end: int
    kind: str
    opener: tuple[int, int] = (0, 0)
    name: Name | None = None
    head: str = ""
    body: Found | None = None
    whole: Found | None = None

    @property
    def placed(self) -> bool:
        """True where the name begins with a place or level, or belongs to the nation."""
        return self.opener[1] > self.opener[0] or (self.name is not None and self.name.level == "national")


@dataclass(slots=True)
class Walk:
    """The state of a walk to the left: `at` is how far it came, `sure` how far the name certainly reaches."""

    start: int
    at: int
    sure: int
    opener: tuple[int, int] = (0, 0)
    parts: int = 0
    strong: int = 0
    unknown: int = 0
    generic: bool = False
    tentative: bool = False
    region: bool = False
    bare: bool = False
    each: bool = False


def scan(text: str, words: Lexicon, *, home: str = "") -> list[Found]:
    """Every organization, sorted, without overlaps, the outermost of nested ones."""
    found: list[Found] = []
    for index, start, end in words.automaton.find_matches_as_indexes(text):
        word = words.patterns[index]
        one = None
        head = words.heads.get(word)
        if head:
            one = headed(text, start, end, head, found[-1] if found else None, words, home)
        if one is None and word in words.names and not goes_on(text, end):
            one = named(text, start, end, words.names[word], found[-1] if found else None, words)
        if one:
            while found and found[-1].end > one.start:
                found.pop()
            found.append(one)
    return found


def named(text: str, start: int, end: int, name: Name, last: Found | None, words: Lexicon) -> Found | None:
    """A known name, unless a word before it makes it a common noun (县级工商联); with the body or the place right before it."""
    if last and last.end == start and (name.canonical == text[last.start : end] or (words.region and last.name and last.kind == name.kind)):
        return Found(last.start, end, name.kind, (start, start), last.name, name.word, last)
    if start and len(name.word) < 4 and words.before(text, start + 1, max(0, start - 4))[1] & (Role.PLACE | Role.REGION | Role.NATION):
        return None
    word, role = words.before(text, start, max(0, start - 8)) if start else ("", 0)
    if role & Role.GENERIC or text.endswith(PARTIES, 0, start) or any(text.find(group, end, end + 14) > 0 for group in GROUPS) or (name.word == GOVERNMENT and text.startswith(followers(), end)):
        return None
    if role & Role.PLACE and not name.level or role & Role.NATION and name.level == "national":
        return Found(start - len(word), end, name.kind, (start - len(word), start), name, name.word)
    return Found(start, end, name.kind, (start, start), name, name.word)


def goes_on(text: str, end: int) -> bool:
    """True where the last character of a head begins another word with what follows: 部门, or 部长会议."""
    follower = text[end : end + 1]
    return bool(follower) and follower in NOT_AFTER.get(text[end - 1], "") or follower == "长" and MEETING.match(text, end) is not None


def headed(text: str, start: int, end: int, head: Head, last: Found | None, words: Lexicon, home: str) -> Found | None:
    """The name that ends with a head, None where nothing before it makes it a name."""
    if goes_on(text, end):
        return None
    floor = last.end if last else 0
    walk = Walk(start, start, start)
    settlement = next((word for word in SETTLEMENTS if head.word.startswith(word) and head.kind in LOCAL), "")
    if settlement:
        walk.opener = (start, start + len(settlement))
        settle(text, walk, max(floor, start - 8), words)
        walk.bare = walk.sure == start
    else:
        go_left(text, walk, head, max(floor, start - BEFORE_HEAD), words, home)
    if head.word == BRANCH and not prefixed(text, walk) < walk.opener[0]:
        head, end = words.heads[BRANCH[0]], end - 1
    if last and last.name and last.kind == head.kind == "party" and walk.at == last.end == walk.opener[0] and head.word in COMMITTEE:
        return Found(last.start, end, "party", walk.opener, None, head.word)
    if last and walk.at == last.end and end - last.start <= LONGEST and (walk.sure == walk.at or "tail" in head.classes or (words.region and last.name)) and joins(text, last, head, walk):
        return replace(last, end=end, kind=joined_kind(last, head), head=head.word, body=last)
    if last and text.startswith(STATIONED, last.end) and walk.sure == last.end + 1:
        return replace(last, end=end, head=head.word, body=last)
    if not holds(text, walk, head, start, is_open(head, words)):
        return None
    first = prefixed(text, walk)
    kind = "party" if first < walk.opener[0] and head.word in COMMITTEE and walk.opener[1] == start else head.kind
    return Found(first, end, kind, walk.opener, None, head.word)


def joined_kind(last: Found, head: Head) -> str:
    """The kind of a body with a part of its own: that of the whole for its offices, that of the part for a school or hospital."""
    return head.kind if head.kind in ("school", "hospital", "bank", "other") or last.kind in ("party",) and head.kind == "party" else last.kind


def joins(text: str, last: Found, head: Head, walk: Walk) -> bool:
    """True where the head names a part of the body right before it."""
    if walk.at == walk.start and "open" in head.classes and last.kind != "party":
        return True
    if walk.opener[0] == walk.opener[1]:
        return "tail" in head.classes or (walk.parts + walk.unknown > 0 and "closed" in head.classes) or ("open" in head.classes and walk.parts + walk.unknown > 0)
    if text[walk.opener[0] : walk.opener[1]] in {*LEVELS, *SETTLEMENTS}:
        return False
    if last.kind == head.kind == "enterprise":
        return True
    return "tail" in head.classes and (last.kind != "party" or last.name is not None)


def prefixed(text: str, walk: Walk) -> int:
    """Where the name begins with the party or league before its place: 中共合江县委, 团县委."""
    start = walk.sure
    if walk.opener[0] == start and walk.opener[1] > start:
        for prefix in PREFIXES:
            if text.endswith(prefix, 0, start):
                return start - len(prefix)
    return start


def holds(text: str, walk: Walk, head: Head, start: int, open_: bool) -> bool:
    """True where what the walk met makes the head a name."""
    if walk.opener[1] > walk.opener[0]:
        if walk.each or (walk.bare and head.kind in UNPLACED):
            return False
        placed = head.classes != {"tail"} and not (walk.region and (GOVERNMENT in head.word or (head.kind == "enterprise" and walk.opener == (walk.sure, start))))
        return placed and not (walk.region and walk.generic)
    if walk.generic and walk.unknown == 0:
        return False
    if "bare" in head.classes and walk.sure == start:
        return not text.endswith(PARTIES, 0, start) and not any(text.find(word, start, start + 16) > 0 for word in GROUPS)
    if "closed" in head.classes and walk.unknown == 0 and walk.strong > 0:
        return True
    if not open_:
        return False
    if head.kind == "association" and (walk.strong or walk.unknown):
        return start - walk.sure > 1
    return walk.unknown > 1 or (walk.unknown == 1 and start - walk.sure > 1)


def is_open(head: Head, words: Lexicon) -> bool:
    """True where any words may stand before a head; in Taiwan, Hong Kong and Macao also before committees."""
    return "open" in head.classes or (bool(words.region) and "abroad" in head.classes)


def go_left(text: str, walk: Walk, head: Head, floor: int, words: Lexicon, home: str) -> None:
    """Walks to the left from a head over the words of its name."""
    open_ = is_open(head, words)
    limit = LONG_BRAND if len(head.word) > 3 else SHORT_BRAND
    while walk.at > floor:
        word, role = words.before(text, walk.at, floor)
        if role & Role.PLACE and word[-1] in LEVELS and word != home and words.roles.get(word[:-1], 0) & Role.STOP:
            word, role = apart(text, walk.at, len(word), floor, words)
        if role & Role.SHORT and walk.at - len(word) > floor and dirty(text, walk.at - len(word), floor, words):
            word, role = words.before(text, walk.at, walk.at - 1)
        if word:
            if not known(text, walk, word, role, floor, words):
                return
        elif not HAN.match(text[walk.at - 1]):
            if not (open_ and foreign(text, walk, floor, words)):
                return
        elif not guess(text, walk, open_, limit):
            return


def dirty(text: str, at: int, floor: int, words: Lexicon) -> bool:
    """True where a character of no known word stands before a place: the short name of a county found there (江源 in 三江源) is chance."""
    return HAN.match(text[at - 1]) is not None and not words.before(text, at, floor)[1]


def apart(text: str, at: int, length: int, floor: int, words: Lexicon) -> tuple[str, int]:
    """和县 is 和 and 县, 会同县 is 会同 and 县, unless the province or city before it says otherwise."""
    if at - length > floor and words.before(text, at - length, floor)[1] & Role.PLACE:
        return text[at - length : at], Role.PLACE
    return text[at - 1], Role.LEVEL


def known(text: str, walk: Walk, word: str, role: int, floor: int, words: Lexicon) -> bool:
    """Takes a known word into the name; False where the walk ends."""
    size = len(word)
    before = walk.at - size
    if role & OPENERS and not (role & Role.SETTLEMENT and walk.opener[1] > walk.opener[0]):
        return opened(text, walk, word, role, floor, words)
    if walk.opener[1] > walk.opener[0]:
        return False
    if role & Role.PART:
        walk.sure = before if walk.sure in (walk.at, walk.at + 1) and not walk.tentative and not (walk.unknown and walk.sure != walk.at) else walk.sure
        walk.at, walk.parts = before, walk.parts + 1
        walk.strong += not role & Role.WEAK
        return True
    if word in CONNECTIVES and not walk.unknown and before > floor and words.before(text, before, floor)[1] & Role.PART:
        walk.at, walk.tentative = before, not (words.region and word in SOUTHERN)
        return True
    if size == 2 and word[0] in SELF and word[1] in "省市县区州旗镇乡":
        walk.opener, walk.sure, walk.at = (walk.at - 1, walk.at), walk.at - 1, walk.at - 1
        return False
    walk.generic = bool(role & (Role.GENERIC | Role.NONHEAD))
    return False


def opened(text: str, walk: Walk, word: str, role: int, floor: int, words: Lexicon) -> bool:
    """Takes a level or a place at the front of the name."""
    before = walk.at - len(word)
    if word in LONE_LEVELS and before > floor and HAN.match(text[before - 1]) and not words.before(text, before, floor)[1]:
        return False
    end = walk.opener[1] or walk.at
    walk.region = bool(role & Role.REGION) and not role & Role.PLACE
    walk.each = bool(role & Role.LEVEL and before > floor and words.before(text, before, floor)[1] & Role.GENERIC)
    if walk.opener[1] and not role & (Role.PLACE | Role.NATION | Role.REGION):
        return False
    walk.at = walk.sure = before
    if text.startswith(STATIONED, before - 1) and before - 1 > floor and words.before(text, before - 1, floor)[1] & (Role.PLACE | Role.LEVEL):
        walk.at = walk.sure = before - 1
    walk.opener = (walk.sure, end)
    if role & Role.SETTLEMENT:
        settle(text, walk, floor, words)
        walk.bare = walk.sure == before and word in ("村", "社区", "街道")
    return True


def settle(text: str, walk: Walk, floor: int, words: Lexicon) -> None:
    """Takes the name of a town or village, and of the town above a village: 法王寺镇, 鹅公镇大风村."""
    for _ in range(2):
        end = walk.sure
        for size in range(1, 5):
            at = end - size
            if at < floor or not HAN.match(text[at]) or barred(text, at, end, floor, words):
                break
            walk.sure = at
        above = next((word for word in SETTLEMENTS if text.endswith(word, floor, walk.sure)), "")
        if walk.sure == end or not above or above == text[end : walk.opener[1]]:
            break
        walk.sure -= len(above)
    walk.at = walk.sure
    walk.opener = (walk.sure, walk.opener[1])


def barred(text: str, at: int, end: int, floor: int, words: Lexicon) -> bool:
    """True where a character cannot be of a town's name: a word that no name holds, a place, or a level but in 先市镇."""
    role = words.before(text, at + 1, floor)[1]
    return bool(role & (BARRIERS | OPENERS)) and not (role & Role.LEVEL and at == end - 1)


def foreign(text: str, walk: Walk, floor: int, words: Lexicon) -> bool:
    """Takes a run of Latin letters, or a place in brackets, into an open name."""
    if text[walk.at - 1] in ")）":
        opening = max(text.rfind("(", floor, walk.at), text.rfind("（", floor, walk.at))
        inner = text[opening + 1 : walk.at - 1]
        if opening >= 0 and words.roles.get(inner, 0) & OPENERS or inner in ("集团", "控股"):
            walk.at = walk.sure = opening
            walk.unknown += 1
            return True
        return False
    run = LATIN.search(text, max(floor, walk.at - 16), walk.at)
    if run is None:
        return False
    walk.at = walk.sure = run.start()
    walk.unknown += 2
    return True


def guess(text: str, walk: Walk, open_: bool, limit: int) -> bool:
    """Takes a character of no known word: into an open name at once, into others where a level or place turns up before it."""
    char = text[walk.at - 1]
    if char in MEASURES and text[walk.at - 2 : walk.at - 1] in NUMERALS or walk.opener[1] > walk.opener[0]:
        return False
    walk.at -= 1
    walk.unknown += 1
    if open_ and not walk.tentative:
        walk.sure = walk.at
    return walk.unknown <= (limit if open_ else 4)
