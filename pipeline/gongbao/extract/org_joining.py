"""Which bodies a part belongs to: joined to the one right before it, or standing beside another part in a list."""

from __future__ import annotations

from dataclasses import replace

from gongbao.extract.org_found import Found
from gongbao.extract.org_lexicon import LEVELS, SETTLEMENTS, Head, prefixes
from gongbao.extract.org_walk import STATIONED, Walk

ASSEMBLIES = frozenset({"congress", "consultative"})
LISTING = "、和及与等"
GOVERNMENT = "政府"
OF_TOWNS = frozenset({"办事处", "街道办事处", "街道办", "团工委", "纪工委", "党工委", "人大工委", "武装部"})
COMMITTEE = "委"
WORKING = frozenset({"委", "工委", "委员会", "工作委员会"})
CONGRESSES = frozenset({"人大", "人大常委会", "人民代表大会常务委员会", "政协"})
OF_PARTY = frozenset({"办", "委", "委员会", "委员会办公室", "领导小组", "领导小组办公室"})
SHORT_OFFICE = 12  # characters of an office's name: 县委社建办, 县委全面依法治县委员会办公室
OFFICE = "办"  # a verb as often: 总会合办
BETWEEN = (*STATIONED, "附属")  # a body and its part in another place: 省政府驻北京办事处, 大学附属中山医院
COMMITTEES = frozenset({"委", "委员会"})
FIRMS = frozenset({"enterprise", "bank"})
SCHOOLS = frozenset({"school", "hospital"})
OFFICES = frozenset({"party", "government"})
OF_THE_PART = frozenset({"school", "hospital", "bank", "other"})  # kinds that a part has for itself: 大学附属医院
LONGEST = 60  # characters of a name with the parts of the body


def beside(last: Found, text: str, start: int, head: Head) -> bool:
    """True for a committee of a congress or conference that stands in a list behind another one: 人大常委会办公室、财经委."""
    return start - last.end == 1 and text[last.end] in LISTING and "tail" in head.classes and head.kind == last.kind and head.kind in ASSEMBLIES


def below(last: Found, text: str, start: int, head: Head) -> bool:
    """True for an office that stands in a list behind another one of the same town: 昆明路街道党工委、办事处."""
    listed = start - last.end == 1 and text[last.end] in LISTING and head.word in OF_TOWNS
    return listed and (last.described or text[slice(*last.opener)].endswith(tuple(SETTLEMENTS)))


def rooted(one: Found) -> Found:
    """The body that a part belongs to at last."""
    owner = one.owner if one.inner else None
    while one.body:
        one = one.body
    return owner or one


def joined(last: Found, end: int, head: Head, walk: Walk) -> Found | None:
    """The body before the head together with its part or committee, None where the head names no part of it."""
    if any(walk.text.startswith(word, last.end) and walk.sure == last.end + len(word) for word in BETWEEN):
        return replace(last, end=end, kind=head.kind, head=head.word, body=last)
    if walk.at != last.end or end - last.start > LONGEST:
        return None
    if last.opener[0] == last.opener[1] and last.head in prefixes() and head.word in COMMITTEES and walk.at == walk.opener[0]:
        return Found(last.start, end, "party", walk.opener, None, head.word)
    if office_of(last, head, walk):
        return replace(last, end=end, head=head.word, body=last)
    guessable = ("tail" in head.classes and head.word != OFFICE) or (walk.words.region and last.name)
    if walk.sure != walk.at and not guessable:
        return None
    if not is_part(last, head, walk):
        return None
    own_kind = head.kind in OF_THE_PART or last.kind == head.kind == "party" or (walk.at == walk.start and "open" in head.classes)
    own_kind = own_kind or (last.kind == "enterprise" and not walk.placed)
    return replace(last, end=end, kind=head.kind if own_kind else last.kind, head=head.word, body=last)


def office_of(last: Found, head: Head, walk: Walk) -> bool:
    """True where a short office or committee follows the body that it works for: 县委社建办, 县人大代表工委."""
    fits = (head.word in OF_PARTY and last.head == COMMITTEE) or (head.word in WORKING and last.head in CONGRESSES)
    between = walk.start - walk.at
    shortest = 2 if head.word == COMMITTEE else 1
    return fits and shortest <= between <= SHORT_OFFICE and not walk.placed and not walk.generic


def is_part(last: Found, head: Head, walk: Walk) -> bool:
    """True where the head names a part of the body right before it."""
    between = walk.parts + walk.unknown
    if walk.at == walk.start and ("open" in head.classes or head.kind in SCHOOLS) and last.kind != "party":
        return True
    office = "opener" in head.classes and head.kind in OFFICES and last.kind in OFFICES and GOVERNMENT not in head.word
    if walk.at == walk.start and office and len(head.word) > 1:
        return True
    if not walk.placed:
        return "tail" in head.classes or (between > 0 and bool(head.classes & {"closed", "open"}))
    if walk.open_words in LEVELS or walk.open_words in SETTLEMENTS:
        return False
    if last.kind == head.kind == "enterprise" or (last.kind in FIRMS and head.classes & {"tail", "opener"}):
        return True
    return "tail" in head.classes and (last.kind != "party" or last.name is not None)


def prefixed(walk: Walk) -> int:
    """Where the name begins with the party or league before its place: 中共合江县委, 团县委."""
    if walk.placed and walk.opener[0] == walk.sure:
        for prefix in prefixes():
            if walk.text.endswith(prefix, 0, walk.sure):
                return walk.sure - len(prefix)
    return walk.sure
