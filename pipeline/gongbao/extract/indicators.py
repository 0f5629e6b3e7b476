"""Links a quantity to what is counted, what was done, when, by whom, and against what base."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import accumulate

from gongbao.extract import bases
from gongbao.extract.links import UNLINKED, Link, Reader
from gongbao.extract.phrases import Phrases, units
from gongbao.extract.wordclasses import Tag, classes
from gongbao.mentions import Indicator, Organization, Period, Quantity
from gongbao.resources import lexicon, rows

ENDS = "。！？!?\n；;"
SENTENCE = re.compile(f"[^{ENDS}]+")
LONGEST = 800  # characters of a sentence before a quantity that are looked at
FARTHEST = 20_000  # characters of a paragraph in which a period holds on
NO_BASE: tuple[str, date | None, date | None] = ("", None, None)
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
    linker = Linker(text, quantities, dates, [one.start for one in dates], published)
    for start, end in sentences(text, quantities):
        mine = mentions[bisect_left(places, start) : bisect_left(places, end)]
        mine = [one for k, one in enumerate(mine) if one[1] <= end and (not k or mine[k - 1][1] <= one[0])]
        linker.read(Phrases(text, units(words, starts, start, end, mine, class_of)), start)
    return linker.found


def sentences(text: str, quantities: Sequence[Quantity]) -> Iterator[tuple[int, int]]:
    """The sentences that hold a quantity; one of more than LONGEST characters in pieces, so that the cost of each is bounded."""
    at = 0
    for one in quantities:
        if one.start < at:
            continue
        at = max(at, one.start - LONGEST)
        start = max((text.rfind(mark, at, one.start) for mark in ENDS), default=-1) + 1
        start = max(start, at)
        match = SENTENCE.match(text, start, start + 2 * LONGEST)
        end = max(match.end() if match else one.end, one.end)
        yield start, end
        at = end


@dataclass(slots=True)
class Linker:
    """Makes indicators of the links of one sentence after the other; what holds on over sentences is kept in between."""

    text: str
    quantities: Sequence[Quantity]
    dates: Sequence[Period]
    date_starts: Sequence[int]
    published: date | None
    hedged: str = ""
    found: list[Indicator] = field(default_factory=list)

    def read(self, sentence: Phrases, start: int) -> None:
        """Adds the indicators of a sentence; a word that tells a target or a plan holds on behind a semicolon only."""
        if self.text[start - 1 : start] not in SEMICOLONS:
            self.hedged = ""
        for link in Reader(self.text, sentence, self.quantities).read():
            if self.quantities[link.quantity].kind not in UNLINKED:
                self.found.append(self.indicator(sentence, link, start))

    def indicator(self, sentence: Phrases, link: Link, start: int) -> Indicator:
        """The indicator of one link, with its period, base, status and actor."""
        quantity = self.quantities[link.quantity]
        when = self.period(start, quantity.start)
        first, last = (self.dates[when].first, self.dates[when].last) if when is not None else (None, None)
        base = NO_BASE
        if link.change != "none" or quantity.kind == "percentage_point":
            base = self.base(start, quantity.start, (first, last))
        clause = sentence.clause(link.at)
        clause_start, clause_end = sentence.units[clause[0]].start, sentence.units[clause[1] - 1].end
        self.hedge(sentence, link.at)
        return Indicator(
            clause_start, clause_end, link.quantity, self.name(link, clause_start),
            link.action or self.hedged, link.object, link.change, *base, self.status(first), first, last, "", when,
            next((u.mention for u in reversed(sentence.units[: link.at]) if u.kind == "O"), None),
        )

    def name(self, link: Link, start: int) -> str:
        """The canonical name of what is measured; a bare 降幅 is that of what fell before."""
        name = canonical().get(link.object, link.object)
        if name in CHANGES and self.found and self.found[-1].start <= start and self.found[-1].name not in CHANGES:
            return self.found[-1].name + name
        return name

    def hedge(self, sentence: Phrases, k: int) -> None:
        """Takes up the last word before place k that tells a target, a plan, or that something is done."""
        for unit in reversed(sentence.units[:k]):
            if unit.word in DONE:
                self.hedged = ""
                return
            if unit.word in statuses():
                self.hedged = unit.word
                return

    def status(self, first: date | None) -> str:
        """achieved, target or plan; a period that is yet to come is a target."""
        status = statuses().get(self.hedged, "achieved")
        return "target" if status == "achieved" and first and self.published and first > self.published else status

    def period(self, start: int, place: int) -> int | None:
        """The nearest date before a place in its paragraph that is no base of comparison."""
        paragraph = self.text.rfind("\n", max(0, start - FARTHEST), start) + 1 or max(0, start - FARTHEST)
        for k in range(bisect_right(self.date_starts, place) - 1, -1, -1):
            one = self.dates[k]
            if one.start < paragraph:
                return None
            if not one.vague and one.first and self.text[one.start - 1 : one.start] not in COMPARING:
                return k
        return None

    def base(self, start: int, end: int, own: bases.Days) -> tuple[str, date | None, date | None]:
        """The comparison named last in text[start:end]: a set phrase, or a date behind 比 or 较; of a period of years, the year before it."""
        phrase = bases.last_base(self.text, start, end)
        here = self.dates[bisect_left(self.date_starts, start) : bisect_left(self.date_starts, end)]
        named = next((one for one in reversed(here) if self.text[one.start - 1] in COMPARING), None)
        if named and named.first and (phrase is None or phrase.start() < named.start - 1) and not bases.BASE.match(self.text, named.start - 1):
            return named.edtf, named.first, named.last
        if phrase:
            name, base_first, base_last = bases.base_of(phrase, *own)
            stated = next((one for one in reversed(here) if phrase.start() <= one.start < phrase.end()), None)
            return (name, stated.first, stated.last) if stated and base_first is None else (name, base_first, base_last)
        first, last = own
        if first and last and last.year > first.year and (first.month, first.day) == (1, 1):
            return str(first.year - 1), date(first.year - 1, 1, 1), date(first.year - 1, 12, 31)
        return NO_BASE
