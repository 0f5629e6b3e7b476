"""Amounts behind a verb of change or a share: what grows, falls, reaches a level, or makes up a part."""

from __future__ import annotations

from gongbao.extract import changes
from gongbao.extract.phrases import Phrases
from gongbao.extract.said import Link, Said
from gongbao.extract.wordclasses import NOUNLIKE, VERBLIKE, verbs
from gongbao.mentions import Quantity

SHARE = "占"


def share(said: Said, link: Link, k: int) -> bool:
    """A占B的比重为X%: the object is A."""
    phrases = said.sentence
    start = phrases.reach(k)
    if SHARE not in phrases.text[phrases.starts[start] : phrases.starts[k]]:
        return False
    place = next((j for j in range(k - 1, start - 1, -1) if phrases.forms[j] == SHARE), None)
    if place is None:
        return False
    rise = changes.first_level(phrases, k)
    verb = changes.change_verb(phrases, phrases.left(k), said.quantities[link.quantity].kind == "percentage_point")
    link.rising = rise is not None
    link.action = SHARE if rise is None else phrases.forms[rise[1]]
    if verb is not None and verb > place:
        told_by(phrases, link, verb, k)
    said.take(link, changes.nominal(phrases, place))
    return True


def changed(said: Said, link: Link, k: int, left: int, quantity: Quantity) -> bool:
    """A verb of change or comparison stands before the quantity: the object is its subject."""
    phrases = said.sentence
    place = changes.change_verb(phrases, left, quantity.kind == "percentage_point")
    if place is None:
        if phrases.kinds[k + 1] in VERBLIKE and starts_level(said, link, k):
            return True
        return phrases.kinds[left] in VERBLIKE and reached(said, link, k, left)
    told_by(said.sentence, link, place, k)
    subject = changes.subject(phrases, place)
    if subject[0] == subject[1]:
        subject = phrases.noun_after(k, bare=quantity.kind == "count")
    said.take(link, subject)
    return True


def reached(said: Said, link: Link, k: int, left: int) -> bool:
    """10月底恢复到51.4万头: any verb, here at place `left`, with 到 tells a level, where nothing is counted behind the quantity."""
    phrases = said.sentence
    if phrases.kind(k + 1) in NOUNLIKE or phrases.forms[left + 1] not in changes.UP_TO:
        return False
    link.action = phrases.forms[left]
    said.take(link, changes.subject(phrases, left))
    return True


def told_by(phrases: Phrases, link: Link, place: int, k: int) -> None:
    """The action and the change that the verb at a place tells of the quantity at place k."""
    link.action = phrases.forms[place]
    direction, class_ = verbs()[link.action]
    level = class_ == "level" or changes.is_level(phrases, place, k)
    told = class_ == "verb" or (class_ == "compare" and changes.in_time(phrases, place))
    link.change = direction if direction and told and not level else "none"


def starts_level(said: Said, link: Link, k: int) -> bool:
    """由A增加到B: A is a level too, with the same object and action as B."""
    found = changes.first_level(said.sentence, k)
    if found is None:
        return False
    link.action, link.rising = said.sentence.forms[found[1]], True
    said.take(link, changes.nominal(said.sentence, found[0]))
    return True
