"""Lists with 分别: 城镇、农村居民收入分别增长7.1%、9.3% gives each amount its own object."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Protocol

from gongbao.extract.phrases import Phrases
from gongbao.extract.wordclasses import is_linkword
from gongbao.mentions import Quantity
from gongbao.resources import lexicon, rows

EACH, EACH_REACH = "分别", 6


class Linked(Protocol):
    """A quantity's link, as far as a list concerns it."""

    at: int
    quantity: int
    action: str
    object: str
    change: str
    subject: tuple[int, int]


@cache
def splits() -> dict[str, tuple[str, ...]]:
    """Words that name several things at once -> their parts (牛羊 -> 牛, 羊), the longest first."""
    found = {row["word"]: tuple(row["parts"].split()) for row in rows(lexicon("splits"))}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def groups(phrases: Phrases, links: Sequence[Linked]) -> Iterator[Sequence[Linked]]:
    """Runs of two and more quantities with nothing but 、 和 between them."""
    start = 0
    for k in range(1, len(links) + 1):
        between = range(links[k - 1].at + 1, links[k].at) if k < len(links) else range(0)
        if k < len(links) and between and all(phrases.kind(j) == "C" for j in between):
            continue
        if k - start > 1:
            yield links[start:k]
        start = k


def distribute(phrases: Phrases, links: Sequence[Linked], quantities: Sequence[Quantity]) -> None:
    """Gives each quantity of a list its own member of the list of subjects before it."""
    for group in groups(phrases, links):
        first = group[0]
        if any(phrases.kind(one.at + 1) in "NB" for one in group[:-1]):
            continue
        members = subjects(phrases, first.subject, len(group)) if first.subject[0] < first.subject[1] else []
        members = members or counted_before(phrases, links, group)
        if not members and first.subject[0] == first.subject[1]:
            continue
        for place, one in enumerate(group):
            one.action, one.change = first.action, first.change
            if members:
                one.object = members[place]
            elif quantities[one.quantity].unit == quantities[first.quantity].unit:
                one.object = first.object


def counted_before(phrases: Phrases, links: Sequence[Linked], group: Sequence[Linked]) -> list[str]:
    """The objects of as many quantities before the list: 受理案件5.6万件，办结4.9万件，分别增长8%、7%."""
    at = group[0].at
    if not any(phrases.forms[j] == EACH for j in range(max(0, at - EACH_REACH), at)):
        return []
    before = [one for one in links if one.at < at][-len(group) :]
    named = [one.object for one in before]
    if len(set(named)) == 1 and len({one.action for one in before}) == len(named):  # 受理案件, 办结案件
        named = [one.object if one.object.startswith(one.action) else one.action + one.object for one in before]
    return named if len(named) == len(group) and all(named) else []


def subjects(phrases: Phrases, last: tuple[int, int], count: int) -> list[str]:
    """The members of the list that ends with the noun phrase `last`, completed with the measure they share; empty where their number differs."""
    spans = [last]
    while phrases.kind(spans[0][0] - 1) == "C":
        before = phrases.noun_before(spans[0][0] - 1)
        if before[0] == before[1]:
            break
        spans.insert(0, before)
    if len(spans) == count:
        head = shared(phrases, spans)
        named = [phrases.words(*span) for span in spans]
        return [name if name.endswith(head) else name + head for name in named]
    if len(spans) == 1:
        whole = phrases.words(*last)
        for word, parts in splits().items():
            if word in whole and len(parts) == count:
                return [whole.replace(word, part, 1) for part in parts]
    return []


def shared(phrases: Phrases, spans: Sequence[tuple[int, int]]) -> str:
    """The measure at the end of the last member that the others lack: 居民收入 of 城镇、农村居民收入."""
    start, end = spans[-1]
    place = end
    if not is_linkword(phrases.forms[end - 1], "measure"):
        return ""
    if any(is_linkword(phrases.forms[stop - 1], "measure") for _, stop in spans[:-1]):
        return ""
    place -= 1
    while place - 1 > start and is_linkword(phrases.forms[place - 1], "shared"):
        place -= 1
    head = phrases.words(place, end)
    before = phrases.forms[place - 1] if place > start else ""
    return next((tail + head for tail in (before[k:] for k in range(1, len(before))) if is_linkword(tail, "shared")), head)
