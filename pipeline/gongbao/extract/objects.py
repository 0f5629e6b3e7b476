"""The noun phrase that an amount counts or measures: what may be one, and what says nothing by itself."""

from __future__ import annotations

from gongbao.extract.governors import measured
from gongbao.extract.phrases import Phrases
from gongbao.extract.wordclasses import NO_VERB, NONE, NOUNLIKE, VERBLIKE, is_linkword, linkwords, verbs
from gongbao.mentions import Quantity

RATIOS = frozenset({"percent", "percentage_point", "multiple", "ratio"})
THRESHOLD = ("≥", "≤")
KIND = "类"
COLONS = ("：", ":")
LABEL = frozenset("NBVO")


def direction_of(noun: str) -> str:
    """up of 增幅, down of 降幅, none of any other noun."""
    classes = linkwords().get(noun, NONE)
    return "up" if "rise" in classes else "down" if "fall" in classes else "none"


def noun_too(word: str) -> bool:
    """True for a verb of the lexicon that is a noun as often."""
    return verbs().get(word, NO_VERB)[1] == "noun_too"


def generic(phrases: Phrases, start: int, end: int) -> bool:
    """True for a phrase that says nothing by itself: 省级, 金额, 单笔最高, 家政类."""
    last = phrases.forms[end - 1]
    if not is_linkword(last, "generic"):
        return last.endswith(KIND)
    return end - start == 1 or all(is_linkword(word, "generic") for word in phrases.forms[start:end])


def said_of(phrases: Phrases, start: int, end: int) -> bool:
    """True for a verb that is a noun too where an adverb parts it from its subject, no other verb in the clause: 中小学分别招生4200人."""
    if end - start > 1 or phrases.kinds[start - 1 : end] != "FB" or not noun_too(phrases.forms[start]):
        return False
    return phrases.kind(phrases.left(start)) in NOUNLIKE and phrases.kinds.find("V", phrases.reach(start), start) < 0


def without_place_word(phrases: Phrases, start: int, end: int) -> tuple[int, int]:
    """The phrase without 中 or 后 at its end, else only what stands behind one: 行业大类 of 行业大类中25个, 第三产业 of 产业结构中第三产业."""
    if end - start < 2:
        return start, end
    places = [j for j in range(start, end) if is_linkword(phrases.forms[j], "place")]
    if not places:
        return start, end
    return (places[-1] + 1, end) if places[-1] < end - 1 else (start, end - 1)


def counts(quantity: Quantity, before: tuple[int, int]) -> bool:
    """True where a noun that follows an amount directly is what is counted; `before` is the noun phrase before it."""
    if quantity.kind in RATIOS:
        return quantity.kind == "ratio"
    return quantity.kind == "count" or before[0] == before[1] or quantity.bound in THRESHOLD


def counted_behind(phrases: Phrases, k: int, quantity: Quantity, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """True where the phrase behind an amount is what is counted, no clause of its own: 选派骨干11人援藏, 投入3万元安装监控."""
    if after[0] == after[1] or phrases.kind(k + 1) == "D":
        return after[0] < after[1]
    verb = phrases.kind(after[0]) in VERBLIKE
    noun = noun_too(phrases.forms[after[0]])
    if quantity.kind == "money":
        return not verb or (noun and (after[1] - after[0] == 1 or measured(phrases, after[1])))
    if verb and before[0] < before[1] and phrases.kind(before[1] - 1) != "B" and not generic(phrases, *before):
        return noun and phrases.kind(phrases.left(before[0])) != "V"
    return True


def actor_before(phrases: Phrases, start: int, verb: int) -> int:
    """The place behind the actor before a verb: an organization, a word for one (财政), or what a preposition governs; -1: none."""
    found = phrases.kinds.rfind("O", start, verb) + 1
    if start < verb and phrases.kind(start - 1) != "Q":
        before = phrases.forms[start - 1] if start else ""
        if is_linkword(phrases.forms[verb - 1], "actor") or is_linkword(before, "receiving"):
            found = verb
    return found or -1


def over_time(phrases: Phrases, verb: int) -> tuple[int, int]:
    """The noun phrase before a verb; a date between is passed over where the verb tells a level: 养老金每月维持3450元."""
    found = phrases.noun_before(verb)
    level = found[0] == found[1] and is_linkword(phrases.forms[verb], "keeping") and phrases.kind(verb - 1) == "T"
    return phrases.noun_before(verb - 1) if level else found


def label(phrases: Phrases, k: int) -> tuple[int, int]:
    """The words before the colon that the amount at place k stands right behind, verbs too: 成交金额：245万元."""
    if not k or phrases.forms[k - 1] not in COLONS:
        return k, k
    start = k - 1
    while start and phrases.kind(start - 1) in LABEL:
        start -= 1
    return start, k - 1


def basis(phrases: Phrases, start: int, verb: int) -> bool:
    """True where the words from `start` to a verb are what is reckoned by: 按平均汇率折算."""
    place = phrases.kinds.rfind("P", phrases.reach(verb), start)
    return place >= 0 and start < verb and is_linkword(phrases.forms[place], "basis")


def topic(phrases: Phrases, k: int) -> str:
    """The noun phrase at the end of the clause before place k's, where that clause has no amount: 推出“专精特新贷”，累计投放19亿元."""
    pause = phrases.kinds.rfind(",", 0, k)
    if pause <= 0 or phrases.kinds.find("Q", 0, k) >= 0:
        return ""
    start, end = phrases.noun_before(pause)
    if start < end and is_linkword(phrases.forms[end - 1], "topic"):
        end -= 1
    return phrases.words(start, end) if start < end and "N" in phrases.kinds[start:end] else ""
