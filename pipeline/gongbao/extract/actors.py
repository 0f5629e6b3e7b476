"""Who did what a sentence tells: the body that is the subject, not the one that reports it, is a partner in it, or gets it."""

from __future__ import annotations

from collections.abc import Iterator

from gongbao.extract.phrases import Phrases
from gongbao.extract.wordclasses import NONE, VERBLIKE, is_linkword, linkwords, verbs

OTHERS = frozenset({"preposition", "locative"})  # classes of words before a body that is not who acts
MANY = 6  # words between a body and the verb that tells it reports: 县统计局发布的最新数据显示


def actors(phrases: Phrases) -> list[int]:
    """The places of the bodies of a sentence that may have done what it tells, in order."""
    return list(found(phrases)) if "O" in phrases.kinds else []


def found(phrases: Phrases) -> Iterator[int]:
    """The bodies that are subjects; of several joined by 和 or 、 the first stands for all."""
    last, taken = -1, False
    place = phrases.kinds.find("O")
    while place >= 0:
        joined = last >= 0 and place == last + 2 and phrases.kind(place - 1) == "C"
        if not joined:
            taken = is_subject(phrases, place)
            if taken:
                yield place
        last = place
        place = phrases.kinds.find("O", place + 1)


def is_subject(phrases: Phrases, place: int) -> bool:
    """True for a body before which no preposition and no verb stands, and that does not only report."""
    before = phrases.forms[place - 1] if place else ""
    classes = linkwords().get(before, NONE)
    if "agent" in classes:
        return True
    kind = phrases.kind(place - 1)
    governed = kind == "P" or classes & OTHERS or (kind in VERBLIKE and before in verbs() and "causing" not in classes)
    return not governed and not reports(phrases, place)


def reports(phrases: Phrases, place: int) -> bool:
    """True for a body that a clause without an amount only names as the source: 省应急厅通报，数据显示，公布的数据中."""
    end = phrases.kinds.find(",", place)
    if end - place > MANY or phrases.kinds.find("Q", place, end) >= 0:
        return False
    return any(is_linkword(word, "reporting") for word in phrases.forms[max(place + 1, end - 2) : end])


def actor(phrases: Phrases, places: list[int], at: int) -> int | None:
    """The ordinal of the body that did what the amount at place `at` tells: the last subject before it that no bracket has closed off."""
    for place in reversed(places):
        if place < at:
            opened = phrases.kinds.find(")", place, at)
            if opened < 0 or phrases.kinds.find("(", place, opened) >= 0:
                return phrases.mentions[place]
    return None
