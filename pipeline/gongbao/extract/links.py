"""Reads the quantities of one sentence: what each counts or measures, and the verb that governs it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongbao.extract.lists import distribute
from gongbao.extract.phrases import VERBLIKE, Phrases, Unit, is_linkword, linkwords, verbs
from gongbao.mentions import Quantity

RATIOS = frozenset({"percent", "percentage_point", "multiple", "ratio"})
UNLINKED = frozenset({"rank"})
LEVEL = re.compile(r"^[到至]|[到至为成]了?\s*$")
REACHED = re.compile(r"达|为|至")
SHARE, SHARE_NOUN = "占", "占比"
AND_OTHERS = "等"


@dataclass(slots=True)
class Link:
    """What is known of one quantity while its sentence is read; `at` is its place among the units."""

    at: int
    quantity: int
    action: str = ""
    object: str = ""
    change: str = "none"
    subject: tuple[int, int] = (0, 0)
    follows: bool = False


@dataclass(slots=True)
class Reader:
    """Reads the quantities of one sentence from left to right; each may take over what an earlier one said."""

    text: str
    sentence: Phrases
    quantities: Sequence[Quantity]
    links: list[Link] = field(default_factory=list)

    def read(self) -> list[Link]:
        """One link for each quantity of the sentence."""
        for k, unit in enumerate(self.sentence.units):
            if unit.kind == "Q":
                self.links.append(self.link(k, unit))
        self.join_neighbours()
        distribute(self.sentence, self.links, self.quantities)
        return self.links

    def link(self, k: int, unit: Unit) -> Link:
        """The object and action of the quantity at place k."""
        quantity, phrases = self.quantities[unit.mention], self.sentence
        link = Link(k, unit.mention)
        left = phrases.left(k)
        ratio = quantity.kind in RATIOS
        if ratio and self.share(link, k):
            return link
        if self.changed(link, k, left, quantity):
            return link
        before = phrases.noun_before(k)
        after = phrases.noun_after(k, bare=self.counts(quantity, before))
        if after[0] < after[1] and (phrases.kind(k + 1) == "D" or before[0] == before[1] or self.counts(quantity, before)):
            link.object = phrases.words(*after)
            link.action = self.action_around(link, k, left, after)
        elif before[0] < before[1]:
            self.named_before(link, k, before)
        else:
            self.bare(link, k, left)
        if ratio and not link.object:
            self.inherit(link)
        return link

    @staticmethod
    def counts(quantity: Quantity, before: tuple[int, int]) -> bool:
        """True where a noun that follows directly is what is counted."""
        return quantity.kind == "ratio" or (quantity.kind not in RATIOS and (quantity.kind == "count" or before[0] == before[1]))

    def share(self, link: Link, k: int) -> bool:
        """A占B的比重为X%: the object is A."""
        start = self.reach(k)
        place = next((j for j in range(k - 1, start - 1, -1) if self.sentence.units[j].word == SHARE), None)
        if place is None:
            return False
        link.action = SHARE
        link.object = self.sentence.words(*self.sentence.noun_before(place))
        if not link.object:
            self.inherit(link)
        return True

    def reach(self, k: int) -> int:
        """How far to the left of place k its own words go: to the pause or to the quantity before."""
        j = k
        while j > 0 and self.sentence.kind(j - 1) not in ",Q":
            j -= 1
        return j

    def changed(self, link: Link, k: int, left: int, quantity: Quantity) -> bool:
        """A verb of change or comparison stands before the quantity: the object is its subject."""
        place = self.change_verb(left, quantity)
        if place is None:
            return self.starts_level(link, k, left)
        verb = self.sentence.units[place].word
        direction, class_ = verbs()[verb]
        tail = self.text[self.sentence.units[place].end : self.sentence.units[k].start]
        level = class_ == "level" or bool(LEVEL.search(tail)) or self.text[self.sentence.units[k].start] in "达至到"
        link.action = verb
        link.change = "none" if level or class_ != "verb" else direction
        link.subject = self.subject(place)
        link.object = self.sentence.words(*link.subject)
        if not link.object:
            after = self.sentence.noun_after(k, bare=quantity.kind == "count")
            link.object = self.sentence.words(*after)
        if not link.object:
            self.inherit(link)
        return True

    def change_verb(self, left: int, quantity: Quantity) -> int | None:
        """The place of the verb of change, `left` of a quantity, that governs it."""
        j = left
        if quantity.kind == "percentage_point":
            while j > 0 and self.sentence.kind(j) in "NPT" and self.sentence.units[j].word not in verbs():
                j -= 1
        unit = self.sentence.units[j] if j >= 0 else None
        if unit is None or unit.word not in verbs():
            return None
        direction, class_ = verbs()[unit.word]
        return j if direction or class_ in ("compare", "level") else None

    def starts_level(self, link: Link, k: int, left: int) -> bool:
        """由A增加到B: A is a level too, with the same object and action as B."""
        if left < 0 or self.sentence.units[left].word not in ("由", "从"):
            return False
        right = k + 1
        if self.sentence.kind(right) not in VERBLIKE or not verbs().get(self.sentence.units[right].word, ("", ""))[0]:
            return False
        link.action = self.sentence.units[right].word
        link.subject = self.sentence.noun_before(left)
        link.object = self.sentence.words(*link.subject)
        if not link.object:
            self.inherit(link)
        return True

    def subject(self, verb: int) -> tuple[int, int]:
        """The noun phrase before a verb of change; a comparison (比上年, 比去年同期, 较…) between them is passed over."""
        phrases, start = self.sentence, self.reach(verb)
        place = next((j for j in range(verb - 1, start - 1, -1) if phrases.units[j].word in ("比", "较", "与", "同比", "环比")), verb)
        while phrases.kind(place - 1) in "TF":
            place -= 1
        found = phrases.noun_before(place)
        while found[1] - found[0] > 1 and phrases.units[found[0]].word in verbs() and not self.measured(found):
            found = (found[0] + 1, found[1])
        return found

    def measured(self, span: tuple[int, int]) -> bool:
        """True where a phrase ends with the name of a measure (余额, 面积): its verbs belong to the name."""
        last = self.sentence.units[span[1] - 1].word
        return is_linkword(last, "measure") or is_linkword(last[-1:], "measure")

    def named_before(self, link: Link, k: int, before: tuple[int, int]) -> None:
        """吸纳会员649人: the noun before the quantity is the object, the verb before that the action."""
        phrases = self.sentence
        start, end = before
        if self.bare_measure(link, phrases.words(start, end)):
            return
        verb = phrases.left(start)
        split = self.verb_inside(start, end, verb)
        if split is not None:
            link.action = phrases.units[split].word
            start, end = (split + 1, end) if split + 1 < end else (start, split)
        elif phrases.kind(verb) == "V":
            link.action = phrases.units[verb].word
        elif (place := self.verb_left(verb)) is not None:
            link.action = phrases.units[place].word
        elif self.links and self.continues(link, before):
            link.action = self.links[-1].action
        if split is not None or phrases.kind(verb) == "V":
            link.change = self.change_of(link.action, k)
        link.object = phrases.words(start, end)
        link.subject = (start, end)
        if self.links and (not link.object or is_linkword(link.object, "generic")):
            self.inherit(link)
        link.object = link.object or link.action

    def bare_measure(self, link: Link, noun: str) -> bool:
        """占比37%, 增幅26%: a share or a change of what was named before."""
        classes = linkwords().get(noun, frozenset())
        if noun == SHARE_NOUN:
            link.action = SHARE
        elif not classes & {"rise", "fall"} or not self.links:
            return False
        link.change = "up" if "rise" in classes else "down" if "fall" in classes else "none"
        self.inherit(link)
        return True

    def verb_inside(self, start: int, end: int, verb: int) -> int | None:
        """The place of the verb in a phrase of nouns that holds one: behind an organization, at its end (生猪出栏78万头), or at its start."""
        phrases = self.sentence
        if self.measured((start, end)):
            return None
        actor = next((j for j in range(start, end - 1) if phrases.kind(j) == "O"), None)
        inside = None if actor is None else next((j for j in range(actor + 1, end - 1) if phrases.kind(j) == "B"), None)
        if inside is not None or phrases.kind(verb) == "V":
            return inside
        if phrases.kind(end - 1) == "B" and (end - start > 1 or phrases.kind(verb) == ","):
            return end - 1
        opens = phrases.kind(start) == "B" and end - start > 1
        return start if opens and (phrases.kind(verb) == "," or phrases.units[start].word in verbs()) else None

    def continues(self, link: Link, before: tuple[int, int]) -> bool:
        """True where the action of the quantity before goes on: in the same list, or in a clause of the same unit that names no measure."""
        last, phrases = self.links[-1], self.sentence
        if last.change != "none" or REACHED.match(self.text[phrases.units[link.at].start]):
            return False
        if phrases.kind(before[0] - 1) == "C" and self.joined(last.at, before[0]):
            return True
        if is_linkword(phrases.units[before[0]].word, "funds"):
            return self.quantities[last.quantity].kind == "count"
        return self.quantities[last.quantity].unit == self.quantities[link.quantity].unit and not self.measured(before)

    def change_of(self, verb: str, k: int) -> str:
        """The change that a verb tells of an amount, none where a level stands behind it."""
        direction, class_ = verbs().get(verb, ("", ""))
        tail = self.text[max(0, self.sentence.units[k].start - 2) : self.sentence.units[k].start]
        return direction if direction and class_ == "verb" and not LEVEL.search(tail) else "none"

    def action_around(self, link: Link, k: int, left: int, after: tuple[int, int]) -> str:
        """The verb that governs 39家民营企业: before it, or behind it where a preposition or nothing stands before."""
        phrases = self.sentence
        if phrases.kind(left) in VERBLIKE:
            link.change = self.change_of(phrases.units[left].word, k)
            return phrases.units[left].word
        taken_over = self.links[-1].action if self.links else ""
        if taken_over and phrases.kind(left) in "CNQ" and self.joined(self.links[-1].at, left):
            return taken_over
        governed = phrases.kind(left) == "P" or (left >= 0 and phrases.units[left].word == AND_OTHERS)
        behind = self.verb_right(after[1], past=governed)
        if behind and (governed or phrases.kind(left) == ","):
            return behind
        place = self.verb_left(left)
        if place is not None:
            return phrases.units[place].word
        return behind or (taken_over if phrases.kind(left) == "," else self.verb_right(after[1], past=True))

    def joined(self, start: int, end: int) -> bool:
        """True where nothing but nouns and conjunctions stands between two places."""
        return all(self.sentence.kind(j) in "NBOCqDF" for j in range(start + 1, end))

    def verb_right(self, k: int, *, past: bool = False) -> str:
        """The first verb of the clause from place k on, an auxiliary passed over; `past` looks behind further quantities too."""
        phrases, j = self.sentence, k
        while phrases.kind(j) not in (",", "" if past else "Q"):
            if phrases.kind(j) in VERBLIKE:
                return phrases.units[self.helped(j)].word
            j += 1
        return ""

    def helped(self, k: int) -> int:
        """The place of the verb that an auxiliary at place k gives way to (进行了审计), else k."""
        after = k + 1
        while self.sentence.kind(after) == "F":
            after += 1
        gives_way = is_linkword(self.sentence.units[k].word, "auxiliary") and self.sentence.kind(after) in VERBLIKE
        return after if gives_way else k

    def verb_left(self, k: int) -> int | None:
        """The place of the nearest verb to the left in the clause, no quantity between."""
        j = k
        while j >= 0 and self.sentence.kind(j) not in ",Q":
            if self.sentence.kind(j) == "V":
                return j
            j -= 1
        return None

    def bare(self, link: Link, k: int, left: int) -> None:
        """授信5100万元: a verb stands directly before, no noun beside; the object is the one of the quantity before."""
        phrases = self.sentence
        if phrases.kind(left) in VERBLIKE:
            link.action = phrases.units[left].word
            link.change = self.change_of(link.action, k)
            link.object = phrases.words(*phrases.noun_before(left))
        else:
            link.action = self.verb_right(k + 1)
        if not link.object:
            self.inherit(link)

    def inherit(self, link: Link) -> None:
        """Takes over the object of the quantity before, where there is one in the sentence."""
        if self.links:
            link.object = self.links[-1].object
            link.subject = self.links[-1].subject

    def join_neighbours(self) -> None:
        """2批次7人次新阶代表人士: a quantity right before another shares its object and action."""
        for one, other in zip(reversed(self.links[:-1]), reversed(self.links[1:]), strict=True):
            if other.at == one.at + 1 and self.quantities[one.quantity].kind not in RATIOS | UNLINKED:
                one.object, one.action = other.object or one.object, one.action or other.action
                other.action = other.action or one.action
