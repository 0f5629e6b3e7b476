"""Where organizations stand in a text: a scan for heads and known names, and what makes a head with the words before it a name."""

from __future__ import annotations

import re
from dataclasses import replace

from gongbao.extract.org_forms import TERM
from gongbao.extract.org_found import Found
from gongbao.extract.org_fronts import LATIN
from gongbao.extract.org_joining import (
    ASSEMBLIES,
    BETWEEN,
    COMMITTEE,
    COMMITTEES,
    GOVERNMENT,
    LISTING,
    OF_THE_PART,
    OFFICE,
    below,
    beside,
    joined,
    prefixed,
    rooted,
)
from gongbao.extract.org_lexicon import TAIWAN, Head, Lexicon, Name, Role, departments, followers, is_open
from gongbao.extract.org_settlements import HAN
from gongbao.extract.org_walk import NUMERALS, STATIONED, Walk

COUNT = re.compile(r"[0-9０-９,，]*[0-9一二三四五六七八九十百千两]+余?[个家所支座处]")
COUNTERS = frozenset("个家所支座处间")
MEETING = re.compile(r"长(?:会议|会|联席会|座谈会|论坛)")
BRACKET = re.compile(r"[(（]([㐀-鿿]{2,5})[)）]")
LISTED = re.compile(r"[^，。；,;\n]{0,12}等(?:群团|人民团体|群众)")  # a list of bodies of no place
PARTIES = "民主党派、"  # after it 工商联 is one of the four of a set phrase
COUNTRY = "中国"  # 中国石油 names a company, 中国石油产量 does not
REST_OF_COMMITTEE = "员会"
PUBLIC = frozenset({"party", "government", "mass_organization", "court"})
LEGATION, SENDER, FARTHEST_POST = ("领事馆", "大使馆"), "中国驻", 12
SYSTEM = "系统"  # 外办系统 is no body
GENERATION = re.compile("[0-9]G[+＋]?")  # of radio: 5G
ROOM = "公室"  # of 办公室 behind a head that ends with 办
DEPARTMENT, PREFECTURES = "处", ("地区", "盟", "行署")  # 地区农业处; elsewhere 处 is a part of a department
BRANCH = "委会"  # 民革泸州市委会, but 县委会同财政局
CONSULTATIVE = frozenset({"政协", "中国人民政治协商会议"})
UNPLACED = frozenset({"enterprise", "school", "hospital", "other", "government", "religious"})  # 社区服务中心 is no name
OFFICIAL = frozenset({"government", "congress", "court"})
OF_OFFICES = frozenset({"government", "hospital", "congress", "court"})
INSPECTION = "纪检"  # 中央纪委国家监委驻财政部纪检监察组
TERM_END, LONGEST_TERM = "届", 6
SESSION = re.compile("第?[一二三四五六七八九十0-9]{1,3}次(?:全体)?(?:会议|全会)")  # an event, not a body
STANDING = ("常委会", "常务委员会")
SHORTEST = 2  # characters of a head that says enough for a name of unknown words: 管理局
LATIN_BEFORE = 8  # Latin letters before a name: SK海力士


def scan(text: str, words: Lexicon, *, home: frozenset[str] = frozenset()) -> list[Found]:
    """Every organization, sorted, without overlaps, the outermost of nested ones; `home` are the names of the bulletin's place and of the
    districts in it that are named by common words (城区).
    """
    found: list[Found] = []
    for index, start, end in words.automaton.find_matches_as_indexes(text):
        word = words.patterns[index]
        if word[-1] == COMMITTEE and text.startswith(REST_OF_COMMITTEE, end):
            word, start, end = committee_at(text, end - 1, words)
        if (word not in words.heads and word not in words.names) or goes_on(text, end, words):
            continue
        last = found[-1] if found else None
        one = None
        if found and end <= found[-1].end:
            continue
        if word in words.heads:
            one = headed(text, start, end, words.heads[word], last, words, home)
        if one is None and word in words.names:
            one = named(text, start, end, words.names[word], last, words)
        if one:
            one = campus(text, one, words)
            while found and found[-1].end > one.start:
                found.pop()
            found.append(one)
    return found


def committee_at(text: str, start: int, words: Lexicon) -> tuple[str, int, int]:
    """The longest head that begins with 委员会 at a place: 委员会办公室 of 审计委员会办公室, where the scan met 计委."""
    ends = [end for end in range(start + 3, min(len(text), start + 8) + 1) if text[start:end] in words.heads]
    return text[start : ends[-1]], start, ends[-1]


def campus(text: str, one: Found, words: Lexicon) -> Found:
    """The school with the place in brackets behind its name: 哈尔滨工业大学(深圳)."""
    match = BRACKET.match(text, one.end) if one.kind in ("school", "bank") else None
    return replace(one, end=match.end()) if match and words.roles.get(match.group(1), 0) & Role.PLACE else one


def goes_on(text: str, end: int, words: Lexicon) -> bool:
    """True where the last character of a head begins another word with what follows: 部门, or 部长会议, but not 水利部长江委员会, 党支部落实."""
    follower = text[end : end + 1]
    if words.roles.get(text[end : end + 2], 0) & (Role.PLACE | Role.REGION | Role.STOP):
        return False
    return text.startswith(followers().get(text[end - 1], ()), end) or (follower == "长" and MEETING.match(text, end) is not None)


def named(text: str, start: int, end: int, name: Name, last: Found | None, words: Lexicon) -> Found | None:
    """A known name, unless a word before it makes it a common noun (县级工商联); with the body or the place right before it."""
    if last and last.end == start and (name.canonical == text[last.start : end] or (words.region and of_office(last, name))):
        return Found(last.start, end, name.kind, (start, start), last.name, name.word, last)
    if last and start > last.end and text[last.end : start] in BETWEEN and (name.kind in OF_THE_PART or text.startswith(INSPECTION, end)):
        return replace(last, end=end, kind=name.kind, head=name.word, body=last)
    word, role = words.before(text, start, max(0, start - 8)) if start else ("", 0)
    if role & Role.GENERIC or common(text, start, end, name, words):
        return None
    firm = name.kind == "enterprise" and role & Role.REGION
    local = (role & Role.PLACE and not name.level) or (role & Role.LEVEL and (name.kind == "bank" or of_city(name, words)))
    taken = firm or local or (role & Role.NATION and name.level == "national")
    run = LATIN.search(text, max(0, start - LATIN_BEFORE), start) if name.kind == "enterprise" else None
    first = start - len(word) if taken else run.start() if run else start
    if taken and role & Role.PLACE:
        above, upper = words.before(text, first, max(0, first - 8)) if first else ("", 0)
        first -= len(above) if upper & Role.PLACE else 0
    return Found(first, end, name.kind, (first, start) if taken else (start, start), name, name.word)


def of_city(name: Name, words: Lexicon) -> bool:
    """True for the department of a city or county of Taiwan: 警局 in 市警局."""
    return words.region == TAIWAN and name.word in departments()


def of_office(last: Found, name: Name) -> bool:
    """True where a known name is that of a part of the known body right before it: 卫生局仁伯爵综合医院."""
    return (last.name is not None or name.word in departments()) and last.kind in OFFICIAL and name.kind in OF_OFFICES


def common(text: str, start: int, end: int, name: Name, words: Lexicon) -> bool:
    """True where a name is part of a set phrase or of a longer noun, of a list of bodies of no place, or begins in a place (港铁 in 香港铁路)."""
    if text.endswith(PARTIES, 0, start) or LISTED.match(text, end):
        return True
    if text.startswith(SYSTEM, end) and name.kind in PUBLIC:
        return True
    if name.word == GOVERNMENT and text.startswith(followers().get(GOVERNMENT, ()), end):
        return True
    if name.kind == "enterprise" and name.word.startswith(COUNTRY) and text.startswith(followers().get(COUNTRY, ()), end):
        return True
    inside = words.before(text, start + 1, max(0, start - 4))[1] if start and len(name.word) < 4 else 0
    return bool(inside & (Role.PLACE | Role.REGION | Role.NATION))


def headed(text: str, start: int, end: int, head: Head, last: Found | None, words: Lexicon, home: frozenset[str]) -> Found | None:
    """The name that ends with a head, None where nothing before it makes it a name."""
    if last and last.end == start and text[start - 1] == head.word:  # 卫生局局长
        return None
    if last and below(last, text, start, head):
        return Found(start, end, head.kind, (start, start), None, head.word, described=True)
    if last and beside(last, text, start, head):
        return Found(start, end, head.kind, (start, start), None, head.word, owner=rooted(last), inner=True)
    if head.word.endswith(OFFICE) and text.startswith(ROOM, end):
        end += len(ROOM)
    walk = walked(text, start, last.end if last else 0, head, words, home)
    if walk.start < start and SESSION.match(text, end) and not head.word.endswith(STANDING):
        return None
    if head.word == BRANCH and prefixed(walk) == walk.sure:
        head, end = words.heads[BRANCH[0]], end - 1
    if last and (head.word != DEPARTMENT or words.region):
        whole = joined(last, end, head, walk)
        if whole:
            sent = INSPECTION in head.word and text.endswith(STATIONED[0], 0, whole.start)
            return replace(whole, start=whole.start - 1) if sent else whole
    if not holds(head, walk):
        return None
    first = prefixed(walk)
    if not walk.placed and (counted(text, first, end) or text.startswith(SYSTEM, end) or nameless(text[first:start], head, words)):
        return None
    if head.word.endswith(LEGATION):
        first = legation_start(text, first, start)
    described = not walk.placed and walk.unknown == 0
    return Found(first, end, kind_of(head, walk, first), walk.opener, None, head.word, described=described)


def walked(text: str, start: int, floor: int, head: Head, words: Lexicon, home: frozenset[str]) -> Walk:
    """The walk from a head, of an assembly from the number of its term where a place stands before it: 县第十八届人民代表大会."""
    if text[start - 1] == TERM_END and (head.kind in ASSEMBLIES or head.word in COMMITTEES):
        term = next((at for at in range(max(floor, start - LONGEST_TERM), start) if TERM.fullmatch(text, at, start)), start)
        walk = Walk(text, term, floor, words)
        walk.go(head, home)
        if walk.opener[1] == term and walk.placed and (head.kind in ASSEMBLIES or prefixed(walk) < walk.sure):
            return walk
    walk = Walk(text, start, floor, words)
    walk.go(head, home)
    return walk


def legation_start(text: str, first: int, start: int) -> int:
    """Where the sending country of an embassy or consulate begins: 中国驻清迈总领事馆; `first` where none is named."""
    at = text.rfind(SENDER, max(0, start - FARTHEST_POST), start)
    return at if 0 <= at < first else first


def counted(text: str, first: int, end: int) -> bool:
    """True for a common noun of which a number tells how many there are: 合作社58个, 两座焚化厂."""
    before = first > 1 and text[first - 1] in COUNTERS and text[first - 2] in NUMERALS
    return before or COUNT.match(text, end) is not None


def nameless(front: str, head: Head, words: Lexicon) -> bool:
    """True for words that name no school or laboratory: 小学 of 小学小学, 6G of 6G实验室."""
    other = words.heads.get(front)
    return head.kind == "school" and (GENERATION.fullmatch(front) is not None or (other is not None and other.kind == "school"))


def kind_of(head: Head, walk: Walk, first: int) -> str:
    """The kind of a body: 县委 and 中共合江县委员会 are of the party, 县发展改革委 and 县委员会 are not."""
    if head.word not in COMMITTEES:
        return head.kind
    if walk.text[first : walk.opener[0]] in CONSULTATIVE:
        return "consultative"
    direct = walk.opener[1] == walk.start
    return "party" if direct and (first < walk.opener[0] or head.word == BRANCH[0]) else "government"


def holds(head: Head, walk: Walk) -> bool:
    """True where what the walk met makes the head a name."""
    if head.word == DEPARTMENT and not walk.words.region:
        return walk.placed and walk.open_words.endswith(PREFECTURES) and not walk.each
    if "lone" in head.classes and HAN.match(walk.text, walk.start + len(head.word)) and walk.text[walk.start + len(head.word)] not in LISTING:
        return False
    if walk.placed:
        return head.classes != {"tail"} and not walk.each and not (walk.bare and head.kind in UNPLACED) and in_region(head, walk)
    if walk.generic and walk.unknown == 0:
        return False
    if "bare" in head.classes and walk.sure == walk.start:
        return not walk.text.endswith(PARTIES, 0, walk.start) and not LISTED.match(walk.text, walk.start)
    if "closed" in head.classes and walk.unknown == 0 and walk.strong > 0:
        return True
    if "closed" in head.classes and walk.bounded() and walk.unknown > 1 and (walk.strong or len(head.word) > SHORTEST):
        return True
    if not is_open(head, walk.words):
        return False
    length = walk.start - walk.sure
    if head.kind == "association" and (walk.strong or walk.unknown):
        return length > 1
    return walk.unknown > 1 or (walk.unknown == 1 and length > 1)


def in_region(head: Head, walk: Walk) -> bool:
    """False for what a place that is no division makes no name: 美国政府, 日本公司."""
    alone = walk.opener == (walk.sure, walk.start)
    return not walk.region or not (walk.generic or GOVERNMENT in head.word or (head.kind == "enterprise" and alone))
