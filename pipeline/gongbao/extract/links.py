"""Reads the quantities of one sentence: what each counts or measures, and the verb that governs it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongbao.extract import changes, governors, objects
from gongbao.extract.lists import distribute
from gongbao.extract.objects import RATIOS
from gongbao.extract.phrases import Phrases
from gongbao.extract.said import Link, Said
from gongbao.extract.sentence import LESS, MORE
from gongbao.extract.shares import SHARE, changed, share
from gongbao.extract.wordclasses import VERBLIKE, is_linkword
from gongbao.mentions import Quantity

REACHED = re.compile(r"达|为|至")
PASSED = re.compile(r"达|为|至|突破|超|逾|接近")
LIST = re.compile("QC+Q")
SHARE_NOUN = "占比"
AND_OTHERS = "等"
WITHIN = frozenset({"在", "于"})


@dataclass(slots=True)
class Reader:
    """Reads the quantities of one sentence from left to right; `before` is the last object of the sentence before in the same paragraph."""

    text: str
    sentence: Phrases
    quantities: Sequence[Quantity]
    before: str = ""
    said: Said = field(init=False)
    compares: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self.said = Said(self.sentence, self.quantities, self.before)

    def read(self) -> list[Link]:
        """One link for each quantity of the sentence."""
        kinds = self.sentence.kinds
        self.compares = MORE in self.sentence.forms or LESS in self.sentence.forms
        k = kinds.find("Q")
        while k >= 0:
            link = self.link(k)
            if link.change == "none" and self.compares:
                link.change = changes.more_or_less(self.sentence, k)
            self.said.links.append(link)
            k = kinds.find("Q", k + 1)
        if "QQ" in kinds:
            self.said.join_neighbours()
        if LIST.search(kinds):
            distribute(self.sentence, self.said.links, self.quantities)
        return self.said.links

    def link(self, k: int) -> Link:
        """The object and action of the quantity at place k."""
        phrases = self.sentence
        link = Link(k, phrases.mentions[k])
        quantity = self.quantities[link.quantity]
        left = phrases.left(k)
        ratio = quantity.kind in RATIOS
        if (ratio and share(self.said, link, k)) or changed(self.said, link, k, left, quantity):
            return link
        before = phrases.noun_before(left) if phrases.kind(left) == "T" else phrases.noun_up_to(left)
        if ratio and phrases.kind(k - 1) == "D" and self.part_of(link, k):
            return link
        counts = objects.counts(quantity, before)
        after = phrases.noun_after(k, bare=counts)
        if objects.counted_behind(phrases, k, quantity, before, after) and (phrases.kind(k + 1) == "D" or before[0] == before[1] or counts):
            link.object = phrases.words(*after)
            link.action = self.action_around(link, k, left, after)
        elif before[0] < before[1]:
            self.named_before(link, k, before)
        else:
            self.bare(link, k, left)
        if ratio and not link.object:
            self.said.inherit(link)
        return link

    def part_of(self, link: Link, k: int) -> bool:
        """完成年度任务的59%, 新增财力的七成: the object is the whole, where a verb governs it or it opens the clause."""
        phrases = self.sentence
        start, end = changes.nominal(phrases, k - 1)
        verb = phrases.left(start)
        if start == end:
            place = governors.left_of(phrases, k - 1)
            if place is None:
                return False
            link.action = phrases.forms[place]
            self.said.take(link, phrases.noun_before(place))
            return True
        if phrases.kinds.find("P", phrases.reach(k), start) >= 0:
            return False
        if not (phrases.kind(verb) in VERBLIKE or (phrases.kind(verb) == "," and start == verb + 1)):
            return False
        split = governors.inside(phrases, start, end, verb) if phrases.kind(verb) == "," else None
        link.action = phrases.forms[verb] if phrases.kind(verb) in VERBLIKE else governors.right_of(phrases, k + 1)
        self.said.take(link, (start, end) if split is None else (split + 1, end))
        return True

    def named_before(self, link: Link, k: int, before: tuple[int, int]) -> None:
        """吸纳会员649人: the noun before the quantity is the object, the verb before that the action."""
        phrases = self.sentence
        start, end = before
        if objects.said_of(phrases, start, end):
            self.bare(link, k, start)
            return
        if self.bare_measure(link, phrases.words(start, end)):
            return
        verb = phrases.left(start)
        light = governors.light(phrases, end - 1) if phrases.kind(end - 1) == "B" and not governors.measured(phrases, end) else None
        split = light if light is not None else governors.inside(phrases, start, end, verb)
        if split is not None:
            link.action = phrases.forms[split]
        else:
            link.action = self.governing(link, before, verb)
        if split is not None or phrases.kind(verb) == "V":
            link.change = changes.change_of(phrases, link.action, k)
        elif self.said.links and phrases.kind(verb) == "C" and link.action and link.action == self.said.links[-1].action:
            link.change = self.said.links[-1].change
        else:
            link.change = objects.direction_of(phrases.forms[end - 1])
        if split == end - 1:
            self.said.before_verb(link, start, split)
        else:
            self.said.take(link, before if split is None else (split + 1, end))
            link.object = link.object or link.action

    def governing(self, link: Link, before: tuple[int, int], verb: int) -> str:
        """The verb outside of the noun phrase before a quantity: left of it, of the quantity before, or that there is something."""
        phrases = self.sentence
        if phrases.kind(verb) == "V":
            return governors.paired(phrases, governors.first_of(phrases, verb))
        if self.said.links and self.said.links[-1].at == before[0] - 1 and self.said.links[-1].action:
            return self.said.links[-1].action
        place = governors.left_of(phrases, verb) if verb >= 0 else None
        if place is not None:
            return governors.paired(phrases, place)
        if self.said.links and self.continues(link, before):
            return self.said.links[-1].action
        return governors.having(phrases, before[0]) or governors.named(phrases, *before) or governors.being(phrases, link.at)

    def bare_measure(self, link: Link, noun: str) -> bool:
        """占比37%, 增幅26%: a share or a change of what was named before."""
        link.change = objects.direction_of(noun)
        if noun == SHARE_NOUN:
            link.action = SHARE
        elif link.change == "none" or not self.said.links:
            return False
        self.said.inherit(link)
        return True

    def continues(self, link: Link, before: tuple[int, int]) -> bool:
        """True where the action of the quantity before goes on: in the same list, or in a clause of the same unit that names no measure."""
        last, phrases = self.said.links[-1], self.sentence
        if REACHED.match(self.text[phrases.starts[link.at]]):
            return False
        listed = phrases.kind(phrases.left(before[0])) == "C" and governors.joined(phrases, last.at, before[0])
        if listed and (last.change == "none" or self.said.unit(last) == self.said.unit(link)):
            return True
        if last.change != "none":
            return False
        if is_linkword(phrases.forms[before[0]], "funds"):
            return self.quantities[last.quantity].kind == "count"
        like = self.said.unit(last) == self.said.unit(link) or is_linkword(last.action, "having")
        return like and not governors.measured(phrases, before[1])

    def action_around(self, link: Link, k: int, left: int, after: tuple[int, int]) -> str:
        """The verb that governs 39家民营企业: before it, or behind it where a preposition or nothing stands before."""
        phrases = self.sentence
        if phrases.kind(left) in VERBLIKE:
            link.change = changes.change_of(phrases, phrases.forms[left], k)
            return phrases.forms[left]
        taken_over = self.said.links[-1].action if self.said.links else ""
        if taken_over and phrases.kind(left) in "CNQ" and governors.joined(phrases, self.said.links[-1].at, left):
            return taken_over
        governed = phrases.kind(left) == "P" or (left >= 0 and phrases.forms[left] == AND_OTHERS)
        behind = governors.right_of(phrases, after[1], past=governed)
        if behind and (governed or phrases.kind(left) == ","):
            return behind
        place = governors.left_of(phrases, left)
        if place is not None:
            return phrases.forms[place]
        return behind or (taken_over if phrases.kind(left) == "," else governors.right_of(phrases, after[1], past=True))

    def bare(self, link: Link, k: int, left: int) -> None:
        """授信5100万元: a verb stands directly before, no noun beside; the object is the one of the quantity before."""
        phrases = self.sentence
        if phrases.kind(left) not in VERBLIKE or (self.quantities[link.quantity].kind == "duration" and phrases.forms[k - 1] in WITHIN):
            self.verbless(link, k)
            return
        light = governors.light(phrases, left)
        place, subject = (left, objects.over_time(phrases, left)) if light is None else (light, (light + 1, left + 1))
        link.action = governors.paired(phrases, place if light is not None else governors.first_of(phrases, place))
        link.change = changes.change_of(phrases, phrases.forms[place], k)
        if subject[1] == place:
            self.said.before_verb(link, *subject)
        else:
            self.said.take(link, subject)

    def verbless(self, link: Link, k: int) -> None:
        """No verb stands before the quantity: one behind it governs it, else a verb of being before it, else what was done before goes on."""
        link.action = governors.right_of(self.sentence, k + 1, past=self.sentence.kind(k + 1) == "Q")
        being = "" if link.action else governors.being(self.sentence, k)
        passed = PASSED.match(self.text, self.sentence.starts[k])
        goes_on = not passed and self.said.links and self.said.links[-1].change == "none" and self.quantities[link.quantity].kind != "multiple"
        link.action = link.action or (goes_on and self.said.links[-1].action) or being
        label = objects.label(self.sentence, k)
        if label[0] < label[1]:
            self.said.take(link, label)
        else:
            self.said.inherit(link)
