"""Links a quantity to what is counted, what was done, when, by whom, and against what base."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import accumulate

from gongbao.extract import bases
from gongbao.extract.links import UNLINKED, Link, Reader
from gongbao.extract.phrases import Phrases, Tag, classes, units
from gongbao.mentions import Indicator, Organization, Period, Quantity
from gongbao.resources import lexicon, rows

SENTENCE = re.compile(r"[^。！？!?\n；;]+")
COMPARING = ("比", "较", "与")
SEMICOLONS = ("；", ";")
DONE = frozenset({"已", "已经"})
CHANGES = frozenset({"降幅", "增幅", "涨幅", "跌幅", "增速"})


@cache
def canonical() -> dict[str, str]:
    """Writings of an indicator's name -> its canonical name."""
    return {row["written"]: row["name"] for row in rows(lexicon("indicators"))}


@cache
def statuses() -> dict[str, str]:
    """Words that tell a target or a plan."""
    return {row["word"]: row["status"] for row in rows(lexicon("status"))}


def find(
    text: str,
    words: Sequence[str],
    quantities: Sequence[Quantity],
    dates: Sequence[Period] = (),
    organizations: Sequence[Organization] = (),
    *,
    tag: Tag,
    published: date | None = None,
) -> list[Indicator]:
    """One indicator for each quantity but ranks, in the order of the text; `words` joined are the text, `tag` tells a word's class."""
    starts = [0, *accumulate(map(len, words))][:-1]
    mentions = sorted(
        [(one.start, one.end, "Q", k) for k, one in enumerate(quantities)]
        + [(one.start, one.end, "T", k) for k, one in enumerate(dates)]
        + [(one.start, one.end, "O", k) for k, one in enumerate(organizations)]
    )
    places = [one[0] for one in mentions]
    class_of = classes(tag)
    found: list[Indicator] = []
    carried = Carried()
    for start, end in sentences(text, quantities):
        mine = mentions[bisect_left(places, start) : bisect_left(places, end)]
        mine = [one for k, one in enumerate(mine) if one[1] <= end and (not k or mine[k - 1][1] <= one[0])]
        sentence = Phrases(text, units(words, starts, start, end, mine, class_of))
        carried.enter(text, start)
        for link in Reader(text, sentence, quantities).read():
            if quantities[link.quantity].kind not in UNLINKED:
                found.append(indicator(text, sentence, link, quantities, dates, (start, end)))
                hedged = carried.status(sentence, link.at)
                found[-1] = told(found[-1], hedged, published, found[-2] if len(found) > 1 else None)
    return found


@dataclass(slots=True)
class Carried:
    """The word that tells a target or a plan, which holds on over the clauses of a sentence and over semicolons."""

    word: str = ""

    def enter(self, text: str, start: int) -> None:
        """A new sentence begins, also where only blanks stand after the full stop."""
        if text[:start][-1:] not in SEMICOLONS:
            self.word = ""

    def status(self, sentence: Phrases, k: int) -> str:
        """The word that holds for the quantity at place k."""
        for j in range(k - 1, -1, -1):
            word = sentence.units[j].word
            if word in DONE:
                self.word = ""
                break
            if word in statuses():
                self.word = word
                break
        return self.word


def told(one: Indicator, hedged: str, published: date | None, before: Indicator | None) -> Indicator:
    """The indicator with its status (a period yet to come is a target) and, of a bare 降幅, with the name of what fell."""
    status = statuses().get(hedged, "achieved")
    if status == "achieved" and one.first and published and one.first > published:
        status = "target"
    name = one.name
    if before and name in CHANGES and before.start <= one.start and before.name not in CHANGES:
        name = before.name + name
    return replace(one, status=status, action=one.action or hedged, name=name)


def sentences(text: str, quantities: Sequence[Quantity]) -> Iterator[tuple[int, int]]:
    """The sentences that hold a quantity."""
    at = 0
    for one in quantities:
        if one.start < at:
            continue
        start = max((text.rfind(mark, at, one.start) for mark in "。！？!?\n；;"), default=-1) + 1
        match = SENTENCE.match(text, max(start, at))
        end = max(match.end() if match else one.end, one.end)
        yield max(start, at), end
        at = end


def indicator(
    text: str,
    sentence: Phrases,
    link: Link,
    quantities: Sequence[Quantity],
    dates: Sequence[Period],
    span: tuple[int, int],
) -> Indicator:
    """The indicator of one link, with its period, base, status and actor."""
    quantity = quantities[link.quantity]
    when = period_before(text, dates, span, quantity.start)
    who = next((u.mention for u in reversed(sentence.units[: link.at]) if u.kind == "O"), None)
    first, last = (dates[when].first, dates[when].last) if when is not None else (None, None)
    clause_start, clause_end = sentence.clause(link.at)
    result = Indicator(
        sentence.units[clause_start].start, sentence.units[clause_end - 1].end, link.quantity,
        canonical().get(link.object, link.object), link.action, link.object, link.change,
        first=first, last=last, date=when, organization=who,
    )
    if link.change == "none" and quantity.kind != "percentage_point":
        return result
    name, base_first, base_last = base_before(text, dates, span[0], quantity.start, (first, last))
    return replace(result, change_base=name, base_first=base_first, base_last=base_last)


def base_before(text: str, dates: Sequence[Period], start: int, end: int, own: bases.Days) -> tuple[str, date | None, date | None]:
    """The comparison named last in text[start:end]: a set phrase, or a date behind 比 or 较; of a period of years, the year before it."""
    phrase = bases.last_base(text, start, end)
    named = next((one for one in reversed(dates) if start <= one.start < end and text[one.start - 1] in COMPARING), None)
    if named and named.first and (phrase is None or phrase.start() < named.start - 1) and not bases.BASE.match(text, named.start - 1):
        return named.edtf, named.first, named.last
    if phrase:
        name, base_first, base_last = bases.base_of(phrase, *own)
        stated = next((one for one in reversed(dates) if phrase.start() <= one.start < phrase.end()), None)
        return (name, stated.first, stated.last) if stated and base_first is None else (name, base_first, base_last)
    first, last = own
    if first and last and last.year > first.year and (first.month, first.day) == (1, 1):
        return str(first.year - 1), date(first.year - 1, 1, 1), date(first.year - 1, 12, 31)
    return "", None, None


def period_before(text: str, dates: Sequence[Period], span: tuple[int, int], place: int) -> int | None:
    """The nearest date before a place in its sentence that is no base of comparison, else the last one of the paragraph before."""
    k = bisect_right(dates, place, key=lambda one: one.start) - 1
    paragraph = text.rfind("\n", 0, span[0]) + 1
    while k >= 0 and dates[k].start >= paragraph:
        if not dates[k].vague and dates[k].first and text[dates[k].start - 1 : dates[k].start] not in COMPARING:
            return k
        k -= 1
    return None
