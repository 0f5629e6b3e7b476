"""Verbs of change and comparison before an amount, and the noun phrase that changes."""

from __future__ import annotations

import re

from gongbao.extract.governors import measured
from gongbao.extract.phrases import Phrases
from gongbao.extract.sentence import MORE_OR_LESS
from gongbao.extract.wordclasses import NO_VERB, VERBLIKE, is_linkword, verbs

LEVEL = re.compile(r"^[到至]|[到至为成]了?\s*$")
COMPARISONS = frozenset({"比", "较", "与", "同比", "环比"})
SAME = frozenset({"同比", "环比"})
FROM, UP_TO = frozenset({"由", "从"}), frozenset({"到", "至"})
TO = UP_TO | {"为"}
PLAIN = ("", "verb")  # what the lexicon says of a verb that tells no change
FARTHEST = 6  # units between 由 and the amount


def change_of(phrases: Phrases, verb: str, k: int) -> str:
    """The change that a verb tells of the amount at place k, none where a level stands behind it."""
    direction, class_ = verbs().get(verb, NO_VERB)
    start = phrases.starts[k]
    tail = phrases.text[max(0, start - 2) : start]
    return direction if direction and class_ == "verb" and not LEVEL.search(tail) else "none"


def more_or_less(phrases: Phrases, k: int) -> str:
    """up or down where 多 or 少 before the verb of the amount at place k tells it: 少死亡9人."""
    start = phrases.reach(k)
    place = next((j for j in range(k - 1, start - 1, -1) if phrases.kinds[j] == "F" and phrases.forms[j] in MORE_OR_LESS), None)
    return verbs()[phrases.forms[place]][0] if place is not None else "none"


def change_verb(phrases: Phrases, left: int, points: bool) -> int | None:
    """The place of the verb of change, `left` of an amount, that governs it; a comparison or one in percentage points may stand off."""
    j, kinds, known = left, phrases.kinds, verbs()
    while j > 0 and kinds[j] in ("NPTB" if points else "NPT") and phrases.forms[j] not in known:
        j -= 1
    if j < 0 or phrases.forms[j] not in known:
        return None
    direction, class_ = known[phrases.forms[j]]
    near = j == left or points or class_ == "compare"
    return j if near and (direction or class_ in ("compare", "level")) else None


def in_time(phrases: Phrases, verb: int) -> bool:
    """True where the comparison before a verb is with another time: 比上年高, not 比全省高."""
    start = phrases.reach(verb)
    compared = next((j for j in range(verb - 1, start - 1, -1) if phrases.forms[j] in COMPARISONS), None)
    return compared is not None and (phrases.forms[compared] in SAME or phrases.kinds.find("T", compared, verb) >= 0)


def is_level(phrases: Phrases, verb: int, k: int) -> bool:
    """True where what stands between a verb and the amount at place k, or the amount itself, tells a level: 增长到, 降至."""
    tail = phrases.text[phrases.ends[verb] : phrases.starts[k]]
    return bool(LEVEL.search(tail)) or phrases.text[phrases.starts[k]] in "达至到"


def first_level(phrases: Phrases, k: int) -> tuple[int, int] | None:
    """(place of 由, place of the verb) where the amount at place k is what a level rises or falls from: 由A增加到B."""
    right = k + 1
    if phrases.kind(right) not in VERBLIKE:
        return None
    direction, class_ = verbs().get(phrases.forms[right], NO_VERB)
    if not direction and class_ != "level" and phrases.forms[min(right + 1, len(phrases.forms) - 1)] not in TO:
        return None
    for j in range(k - 1, max(-1, k - FARTHEST), -1):
        if phrases.forms[j] in FROM:
            return j, right
        if phrases.kind(j) in ",QV":
            return None
    return None


def subject(phrases: Phrases, verb: int) -> tuple[int, int]:
    """The noun phrase before a verb of change; a comparison (比上年, 比去年同期, 较…) between them is passed over."""
    start = phrases.reach(verb)
    place = next((j for j in range(verb - 1, start - 1, -1) if phrases.forms[j] in COMPARISONS), verb)
    while phrases.kind(place - 1) in "TF":
        place -= 1
    if phrases.forms[place - 1] in FROM and place < verb:  # 价格由上月下降2%转为增长1%
        place -= 1
    found = nominal(phrases, place)
    basis = phrases.kinds.find("P", start, found[0])
    if basis >= 0 and is_linkword(phrases.forms[basis], "basis"):
        return found[0], found[0]
    while found[1] - found[0] > 1 and phrases.forms[found[0]] in verbs() and not measured(phrases, found[1]):
        found = (found[0] + 1, found[1])
    return found


def nominal(phrases: Phrases, k: int) -> tuple[int, int]:
    """The noun phrase before place k; a verb that stands there as a noun is one too: 研发投入 before 占."""
    found = phrases.noun_before(k)
    share = found[1] - found[0] == 1 and is_linkword(phrases.forms[found[0]], "share")
    last = phrases.left(found[0]) if found[0] == found[1] else found[0] - 1
    if (share or found[0] == found[1]) and phrases.kind(last) == "V" and verbs()[phrases.forms[last]] == PLAIN:
        return phrases.noun_before(last)[0] if phrases.kind(last - 1) in "NBOq" else last, found[1] if share else last + 1
    return found
