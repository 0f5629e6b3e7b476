"""Links a quantity to what is counted, what was done, when, by whom, and against what base."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from gongbao.extract.actors import actor, actors
from gongbao.extract.bases import NO_BASE, Base, Comparisons
from gongbao.extract.headings import Headings, Said, heading_words
from gongbao.extract.links import Reader
from gongbao.extract.names import canonical, known
from gongbao.extract.phrases import Phrases
from gongbao.extract.said import CHANGES, UNLINKED, Link
from gongbao.extract.sentence import Words
from gongbao.extract.wordclasses import NO_VERB, PAUSES, Tag, classes, is_linkword, verbs
from gongbao.mentions import Indicator, Organization, Paragraph, Period, Quantity
from gongbao.resources import lexicon, rows

ENDS = "。！？!?\n；;"
END = re.compile(f"[{ENDS}]")
PAUSE = re.compile(f"[{''.join(PAUSES)}]")
LONGEST = 800  # characters of a sentence before a quantity that are looked at
FARTHEST = 20_000  # characters of a paragraph in which a period holds on
EARLIER = 4  # amounts before a sentence that are looked at
BESIDE = 4  # characters between the date of a level and the level: 2015年底的30.2万吨
FROM = "由"  # before the date of a level that is left: 由上月下降2%转为增长1%
COLONS = ("：", ":")
SEMICOLONS = ("；", ";")
IN_NAMES = "NBVFDCqx()"  # classes of units that a name may hold
MULTIPLES = frozenset({"multiple", "percent", "ratio"})
OPPOSITE = {"up": "down", "down": "up"}


@cache
def statuses() -> dict[str, str]:
    """Words of a clause that tell a target or a plan, or that something is done -> target, plan or achieved."""
    return {row["word"]: row["status"] for row in rows(lexicon("status")) if row["where"] != "heading"}


def find(
    text: str,
    words: Sequence[str],
    quantities: Sequence[Quantity],
    dates: Sequence[Period] = (),
    organizations: Sequence[Organization] = (),
    *,
    tag: Tag,
    published: date | None = None,
    paragraphs: Sequence[Paragraph] = (),
) -> list[Indicator]:
    """One indicator for each quantity but ranks, in the order of the text; `words` joined are the text, `tag` tells a word's class.

    The headings of `paragraphs` give the period and the status of amounts below them whose own paragraph says nothing of it.
    """
    mentions = sorted(
        [(one.start, one.end, "Q", k) for k, one in enumerate(quantities)]
        + [(one.start, one.end, "T", k) for k, one in enumerate(dates)]
        + [(one.start, one.end, "O", k) for k, one in enumerate(organizations)]
    )
    places = [one[0] for one in mentions]
    if not quantities:
        return []
    wording = Words(words, classes(tag))
    date_starts = [one.start for one in dates]
    linker = Linker(
        text, quantities, dates, date_starts, published,
        Headings(text, paragraphs, dates, date_starts), Comparisons(text, dates, date_starts),
    )  # fmt: skip
    for start, end in sentences(text, quantities):
        mine = mentions[bisect_left(places, start) : bisect_left(places, end)]
        mine = [one for k, one in enumerate(mine) if one[1] <= end and (not k or mine[k - 1][1] <= one[0])]
        linker.read(Phrases(text, wording.units(start, end, mine)), start)
    return linker.found


def sentences(text: str, quantities: Sequence[Quantity]) -> Iterator[tuple[int, int]]:
    """The sentences that hold a quantity, up to the pause behind their last one.

    One of more than LONGEST characters comes in pieces, so that the cost of each is bounded.
    """
    ends = [match.start() for match in END.finditer(text)] if quantities else []
    starts = [one.start for one in quantities]
    at = 0
    for one in quantities:
        if one.start < at:
            continue
        k = bisect_left(ends, one.start)
        start = max(at, one.start - LONGEST, ends[k - 1] + 1 if k else 0)
        end = min(start + 2 * LONGEST, ends[k] if k < len(ends) else len(text))
        at = max(end, one.end)
        pause = PAUSE.search(text, quantities[bisect_left(starts, at) - 1].end, at)
        yield start, pause.start() if pause else at


def ends_clause(sentence: Phrases, j: int) -> bool:
    """True for a word with nothing behind it in its clause, which is a noun there: 经过全镇努力，"""
    after = j + 1 + (sentence.kinds[j + 1] != "," and is_linkword(sentence.forms[j + 1], "place"))
    return sentence.kinds[after] == "," and (after >= len(sentence.forms) or sentence.forms[after] not in COLONS)


def compared_with(sentence: Phrases, j: int) -> bool:
    """True for a target that a comparing verb stands before: 低于年初预期目标."""
    first = j
    while sentence.kinds[first - 1] in "TN" or sentence.forms[first - 1] in statuses():
        first -= 1
    return first > 0 and verbs().get(sentence.forms[first - 1], NO_VERB)[1] == "compare"


@dataclass(slots=True)
class Linker:
    """Makes indicators of the links of one sentence after the other; what holds on over sentences is kept in between.

    `step` is the date of the level that something rises from, `spent` holds the dates that belong to such levels and to comparisons,
    `below` for a date that is no period the next one before it that may be.
    """

    text: str
    quantities: Sequence[Quantity]
    dates: Sequence[Period]
    date_starts: Sequence[int]
    published: date | None
    headings: Headings
    comparisons: Comparisons
    hedged: str = ""
    step: Base = NO_BASE
    spent: set[int] = field(default_factory=set)
    below: dict[int, int] = field(default_factory=dict)
    found: list[Indicator] = field(default_factory=list)

    def read(self, sentence: Phrases, start: int) -> None:
        """Adds the indicators of a sentence; a word that tells a target or a plan holds on behind a semicolon only."""
        if self.text[start - 1 : start] not in SEMICOLONS:
            self.hedged = ""
        self.step = NO_BASE
        paragraph = self.text.rfind("\n", max(0, start - FARTHEST), start) + 1 or max(0, start - FARTHEST)
        told = statuses()
        words = [] if told.keys().isdisjoint(sentence.forms) else [(j, word) for j, word in enumerate(sentence.forms) if word in told]
        hedges = [one for one in words if not self.measured_by(sentence, one[0])]
        above, bodies = self.headings.above(start), actors(sentence)
        for link in Reader(self.text, sentence, self.quantities, self.before(paragraph)).read():
            while hedges and hedges[0][0] < link.at:
                self.hedged = hedges.pop(0)[1]
            if self.quantities[link.quantity].kind not in UNLINKED:
                who = actor(sentence, bodies, link.at) if bodies else None
                self.found.append(self.indicator(sentence, link, (start, paragraph), above, who))

    def before(self, paragraph: int) -> str:
        """The last object of a paragraph so far that is no bare 降幅, empty where there is none."""
        k = len(self.found) - 1
        first = max(0, k - EARLIER)
        while k > first and self.found[k].object in CHANGES:
            k -= 1
        return self.found[k].object if k >= 0 and self.found[k].start >= paragraph else ""

    @staticmethod
    def measured_by(sentence: Phrases, j: int) -> bool:
        """True where a target or a plan at place j is what a result is measured by (完成年度目标的59%), or a part of a name (“雨露计划”)."""
        if sentence.kinds[j + 1] in "Dq" or sentence.kinds[j - 1] == "P":
            return True
        if sentence.forms[j] not in heading_words():
            return ends_clause(sentence, j)
        beside = [*sentence.forms[j - 1 : j], *sentence.forms[j + 1 : j + 2]]
        return any(is_linkword(word[:2], "fulfilling") for word in beside) or compared_with(sentence, j)

    def indicator(self, sentence: Phrases, link: Link, starts: tuple[int, int], above: Said, who: int | None) -> Indicator:
        """The indicator of one link, with its period, base, status and actor; `starts` are those of its sentence and its paragraph."""
        start, paragraph = starts
        quantity = self.quantities[link.quantity]
        compared = None if link.rising or quantity.kind not in MULTIPLES else self.compared(sentence, link)
        if compared is not None:
            self.spent.add(compared)
        when = self.period(paragraph, quantity.start)
        if when is not None and self.text.startswith(FROM, self.dates[when].start - 1):
            self.spent.add(when)
        when = above.date if when is None else when
        first, last = (self.dates[when].first, self.dates[when].last) if when is not None else (None, None)
        base = self.base(link, quantity, start, (first, last)) if compared is None else self.comparisons.multiple_of(self.dates[compared])
        if link.rising:
            beside = when is not None and quantity.start - BESIDE <= self.dates[when].end <= quantity.start
            self.step = Base(self.dates[when].edtf, first, last) if when is not None and beside else NO_BASE
            self.spent |= {when} if when is not None and beside else set()
        clause = sentence.clause(link.at)
        clause_start, clause_end = sentence.starts[clause[0]], sentence.ends[clause[1] - 1]
        negative = link.change in OPPOSITE and quantity.value is not None and quantity.value < 0
        return Indicator(
            clause_start, clause_end, link.quantity, self.name(sentence, link, clause_start),
            link.action or self.hope(), link.object,
            OPPOSITE[link.change] if negative else link.change, *base, self.status(first, above.word), first, last, "", when, who,
        )  # fmt: skip

    @staticmethod
    def compared(sentence: Phrases, link: Link) -> int | None:
        """The ordinal of the date in 是2011年的1.8倍, with which an amount is compared; 提高到2021年的38% is no comparison."""
        k = link.at
        if k < 2 or not sentence.kinds.startswith("TDQ", k - 2) or verbs().get(link.action, NO_VERB)[0]:
            return None
        return sentence.mentions[k - 2]

    def base(self, link: Link, quantity: Quantity, start: int, own: tuple[date | None, date | None]) -> Base:
        """What a change is measured against: what its sentence names, or the level that it started from just before."""
        if link.change == "none" and (quantity.kind != "percentage_point" or verbs().get(link.action, NO_VERB)[1] == "compare"):
            return NO_BASE
        return self.comparisons.before(start, quantity.start, own) if self.step is NO_BASE else self.step

    def name(self, sentence: Phrases, link: Link, start: int) -> str:
        """The canonical name of what is measured: of all the words before the amount, else of the object; a bare 降幅 is that of what fell before."""
        first = len(sentence.kinds[: link.at].rstrip(IN_NAMES))
        said = known(self.text[sentence.starts[first] : sentence.starts[link.at]]) if first < link.at else None
        name = said or canonical(link.object)
        if name in CHANGES and self.found and self.found[-1].start <= start and not self.found[-1].name.endswith(name):
            return self.found[-1].name + name
        goes_on = name == link.object and self.found and self.found[-1].object == name
        return self.found[-1].name if goes_on else name

    def hope(self) -> str:
        """The word for a target or a plan that holds on, empty where something is done."""
        return "" if statuses().get(self.hedged) == "achieved" else self.hedged

    def status(self, first: date | None, heading: str) -> str:
        """achieved, target or plan: as the clause says, else the heading; a period that is yet to come is a target."""
        status = statuses()[self.hedged] if self.hedged else heading_words().get(heading, "achieved")
        return "target" if status == "achieved" and first and self.published and first > self.published else status

    def period(self, paragraph: int, place: int) -> int | None:
        """The nearest date before a place in its paragraph that is no base of comparison."""
        k, passed = bisect_left(self.date_starts, place) - 1, []
        while k >= 0 and self.date_starts[k] >= paragraph and not self.holds(k):
            passed.append(k)
            k = self.below.get(k, k - 1)
        if passed:
            self.below.update(dict.fromkeys(passed, k))
        return k if k >= 0 and self.date_starts[k] >= paragraph else None

    def holds(self, k: int) -> bool:
        """True for a date that may be the period of what follows."""
        one = self.dates[k]
        return not one.vague and one.first is not None and k not in self.spent and not self.comparisons.measures(k)
