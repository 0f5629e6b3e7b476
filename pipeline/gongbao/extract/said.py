"""What is said of the quantities of a sentence so far; each may take over the object of an earlier one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongbao.extract import objects
from gongbao.extract.objects import RATIOS
from gongbao.extract.phrases import Phrases
from gongbao.extract.sentence import PAUSE
from gongbao.mentions import Quantity

UNLINKED = frozenset({"rank"})
BY = "由"
CHANGES = frozenset({"降幅", "增幅", "涨幅", "跌幅", "增速"})  # say of what they are by what was named before


@dataclass(slots=True)
class Link:
    """What is known of one quantity while its sentence is read; `at` is its place among the units.

    `subject` is the noun phrase before the verb, `rising` marks the level from which something rises or falls.
    """

    at: int
    quantity: int
    action: str = ""
    object: str = ""
    change: str = "none"
    subject: tuple[int, int] = (0, 0)
    rising: bool = False


@dataclass(slots=True)
class Said:
    """The links of a sentence so far; `before` is the last object of the sentence before in the same paragraph."""

    sentence: Phrases
    quantities: Sequence[Quantity]
    before: str = ""
    links: list[Link] = field(default_factory=list)

    def take(self, link: Link, subject: tuple[int, int]) -> None:
        """Gives a link its subject as object; where there is none, or one that says nothing by itself, the object before is taken over."""
        subject = objects.without_place_word(self.sentence, *subject)
        link.subject = subject
        link.object = self.sentence.words(*subject)
        if not link.object or objects.generic(self.sentence, *subject):
            self.inherit(link)
            if not self.links and link.change != "none":
                link.object = self.before or link.object

    def before_verb(self, link: Link, start: int, place: int) -> None:
        """Gives a link the noun phrase between `start` and its verb at a place; an actor there is no object.

        Where nothing is left, the verb is the object if it is a noun too (罚款, 结余), or if a new actor does it to something of another unit.
        """
        phrases = self.sentence
        actor = objects.actor_before(phrases, start, place)
        if actor >= 0 and phrases.forms[start - 1] == BY and start:
            self.take(link, phrases.noun_before(start - 1))  # 经费由县财政拨付15万元
            return
        start = start if actor < 0 else actor
        if self.links and objects.basis(phrases, start, place):
            self.inherit(link)
            return
        goes_on = phrases.kinds[start - 1] == PAUSE and self.goes_on(link)
        noun_too = start == place and not goes_on and phrases.kind(place + 1) == "Q" and objects.noun_too(phrases.forms[place])
        other = start == place and actor >= 0 and not (self.links and self.unit(self.links[-1]) == self.unit(link))
        self.take(link, (place, place + 1) if noun_too or other else (start, place))
        link.object = link.object or objects.topic(phrases, place) or link.action

    def goes_on(self, link: Link) -> bool:
        """True for a count of what the quantity before counts, something that has a noun: 生猪存栏18万头，出栏24万头."""
        if not self.links or self.quantities[link.quantity].kind != "count":
            return False
        last = self.links[-1]
        return bool(last.action) and last.object != last.action and self.unit(last) == self.unit(link)

    def unit(self, link: Link) -> str:
        return self.quantities[link.quantity].unit

    def inherit(self, link: Link) -> None:
        """Takes over the object of a quantity before, where there is one in the sentence."""
        one = self.antecedent(link)
        if one is not None:
            link.object, link.subject = one.object, one.subject

    def antecedent(self, link: Link) -> Link | None:
        """The quantity before that a clause goes on with: of a counter the last counted so, none in brackets that are closed since.

        Nor is it that of a bare 降幅 where something else rises.
        """
        if not self.links:
            return None
        last, kinds = self.links[-1], self.sentence.kinds
        if self.unit(last) != self.unit(link) and self.quantities[link.quantity].kind == "count" and kinds.find(PAUSE, last.at, link.at) >= 0:
            like = next((one for one in reversed(self.links) if self.unit(one) == self.unit(link) and not self.closed(one.at, link.at)), None)
            if like is not None:
                return like
        if ")" not in kinds and last.object not in CHANGES:
            return last
        rises = link.change != "none" and self.quantities[link.quantity].kind != "percentage_point"
        for one in reversed(self.links):
            if not (self.closed(one.at, link.at) or (rises and one.object in CHANGES)):
                return one
        return None

    def closed(self, place: int, later: int) -> bool:
        """True where a bracket that holds a place is closed before a later one."""
        end = self.sentence.kinds.find(")", place, later)
        return end >= 0 and self.sentence.kinds.find("(", place, end) < 0

    def join_neighbours(self) -> None:
        """2批次7人次新阶代表人士: a quantity right before another shares its object and action."""
        for one, other in zip(reversed(self.links[:-1]), reversed(self.links[1:]), strict=True):
            if other.at == one.at + 1 and self.quantities[one.quantity].kind not in RATIOS | UNLINKED:
                one.object, one.action = other.object or one.object, one.action or other.action
                other.action = other.action or one.action
