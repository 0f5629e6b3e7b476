"""The verb that governs an amount: where it stands in the clause, before, inside or behind the noun phrase."""

from __future__ import annotations

from gongbao.extract.phrases import Phrases
from gongbao.extract.wordclasses import NO_VERB, NONE, NOUNLIKE, VERBLIKE, is_linkword, linkwords, verbs

STARTS = frozenset(",QTFO")  # a verb behind one of these opens its clause
HELD = frozenset("NBVOqFC")


def measured(phrases: Phrases, end: int) -> bool:
    """True where a phrase that ends at `end` ends with the name of a measure (余额, 面积): its verbs belong to the name."""
    last = phrases.forms[end - 1]
    return is_linkword(last, "measure") or is_linkword(last[-1:], "measure")


def light(phrases: Phrases, end: int) -> int | None:
    """The first verb of the clause that takes what follows as its noun, verbs too: 开展 of 开展应急疏散演练; places before `end` are looked at."""
    found = None
    j = end - 1
    while j >= 0 and phrases.kind(j) in HELD:
        if phrases.kind(j) in VERBLIKE and is_linkword(phrases.forms[j], "light"):
            found = j
        j -= 1
    return found


def inside(phrases: Phrases, start: int, end: int, verb: int) -> int | None:
    """The place of the verb in a phrase of nouns that holds one: behind an organization, at its start, or at its end (生猪出栏78万头)."""
    kinds = phrases.kinds
    if kinds.find("B", start, end) < 0:
        return None
    if measured(phrases, end):
        alone = kinds[verb] in ",QT" if end - start == 1 else kinds[end - 2] == "O" and kinds[verb] != "V"
        return end - 1 if alone and kinds[end - 1] == "B" and phrases.forms[end - 1] in verbs() else None
    actor = kinds.find("O", start, end - 1)
    behind = kinds.find("B", actor, end - 1) if actor >= 0 else -1
    if behind >= 0:
        return behind
    if kinds[verb] == "V":
        return passed_on(phrases, start, end, verb)
    if kinds[start] == "B" and end - start > 1 and (kinds[verb] in ",QT" or (kinds[verb] != "P" and phrases.forms[start] in verbs())):
        return start
    return end - 1 if kinds[end - 1] == "B" and (end - start > 1 or kinds[verb] in ",Q") else None


def passed_on(phrases: Phrases, start: int, end: int, verb: int) -> int | None:
    """The place of the verb that a verb of causing hands the amount on to: 带动出栏黑山羊, 督促恢复林地."""
    causes = phrases.kind(start) == "B" and end - start > 1 and is_linkword(phrases.forms[verb], "causing")
    return start if causes else None


def left_of(phrases: Phrases, k: int) -> int | None:
    """The nearest sure verb to the left in the clause, no quantity between; else the verb that is a noun as often and opens the clause.

    A verb of a relative clause (查处的, 检查提出的) governs only where no other does.
    """
    j, opening, relative = k, None, 0
    while j >= 0 and phrases.kind(j) not in ",Q":
        kind = phrases.kind(j)
        if kind == "V":
            if phrases.kind(j + 1) != "D" and relative != j + 1:
                return first_of(phrases, j)
            opening = relative = j
        if kind == "B" and opening is None and j < k and phrases.kind(j - 1) in STARTS:
            opening = j
        j -= 1
    return opening


def first_of(phrases: Phrases, k: int) -> int:
    """The first of the sure verbs that end at place k; one that gives way to the next, or causes it, is passed over."""
    while phrases.kind(k - 1) == "V" and not linkwords().get(phrases.forms[k - 1], NONE) & {"auxiliary", "causing"}:
        k -= 1
    return k


def paired(phrases: Phrases, k: int) -> str:
    """The verb at place k, with the one behind it where the two are said together: 走访慰问, 牵头组建."""
    word = phrases.forms[k]
    if phrases.kind(k + 1) == "V" and is_linkword(word, "paired"):
        return word + phrases.forms[k + 1]
    return word


def named(phrases: Phrases, start: int, end: int) -> str:
    """The verb that is a part of a name: 领取 of 领取人数, 到位 of 到位资金, 投入 of 财政投入; empty where there is none."""
    whole = measured(phrases, end) and not is_linkword(phrases.forms[end - 1], "tail")
    inner = next((word for word in phrases.forms[start:end] if word in verbs()), "")
    if inner and not whole:
        return inner
    word = phrases.forms[start]
    opening = next((word[:k] for k in (4, 2) if len(word) > k and verbs().get(word[:k], NO_VERB)[1] == "verb"), "")
    last = phrases.forms[end - 1][-2:]
    return opening or (last if last != phrases.forms[end - 1] and verbs().get(last, NO_VERB)[1] == "verb" else "")


def right_of(phrases: Phrases, k: int, *, past: bool = False) -> str:
    """The first verb of the clause from place k on, an auxiliary passed over; `past` looks behind further quantities too."""
    j = k
    while phrases.kind(j) not in (",", "" if past else "Q"):
        if phrases.kind(j) in VERBLIKE:
            return phrases.forms[helped(phrases, j)]
        j += 1
    return ""


def helped(phrases: Phrases, k: int) -> int:
    """The place of the verb that an auxiliary at place k gives way to (进行了审计), else k."""
    after = k + 1
    while phrases.kind(after) == "F":
        after += 1
    gives_way = is_linkword(phrases.forms[k], "auxiliary") and phrases.kind(after) in VERBLIKE
    return after if gives_way else k


def having(phrases: Phrases, k: int) -> str:
    """The word for 有 (共有, 现有) before place k in its clause, empty where there is none."""
    j = k - 1
    while j >= 0 and phrases.kind(j) not in ",Q":
        if phrases.kind(j) == "F" and is_linkword(phrases.forms[j], "having"):
            return phrases.forms[j]
        j -= 1
    return ""


def being(phrases: Phrases, k: int) -> str:
    """The verb of being in 是2011年的1.8倍, 为上年的两倍; empty where the amount at place k has none."""
    if phrases.kind(k - 1) != "D":
        return ""
    start = phrases.reach(k)
    return next((word for word in phrases.forms[start:k] if is_linkword(word, "being")), "")


def joined(phrases: Phrases, start: int, end: int) -> bool:
    """True where nothing but nouns and conjunctions stands between two places."""
    return all(phrases.kind(j) in NOUNLIKE or phrases.kind(j) in "CDF" for j in range(start + 1, end))
