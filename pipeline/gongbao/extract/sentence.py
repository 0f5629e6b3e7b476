"""A sentence as units: its words with their classes, and its mentions as wholes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate

from gongbao.extract.wordclasses import EVERY, NO_VERB, NOUNLIKE, Classes, divide, is_linkword, linkwords, verbs

SETTLED = re.compile("[VBPq]")
PAUSE = ","  # what stands around a sentence
MORE, LESS = "多", "少"  # before a verb: 少死亡9人
MORE_OR_LESS = frozenset({MORE, LESS})
RATIO = "比"  # the last word of 存贷比
Mention = tuple[int, int, str, int]  # start, end, class and ordinal


@dataclass(slots=True)
class Units:
    """The words and mentions of a sentence as lists of equal length; a mention's form is empty, a word's ordinal is -1."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)

    def append(self, start: int, end: int, form: str, kind: str, mention: int = -1) -> None:
        """Adds one unit."""
        self.starts.append(start)
        self.ends.append(end)
        self.forms.append(form)
        self.kinds.append(kind)
        self.mentions.append(mention)


class Words:
    """The words of a text with their classes and offsets; a verb and its noun in one word (审理案件) are two words here."""

    def __init__(self, words: Sequence[str], class_of: Classes) -> None:
        self.class_of = class_of
        self.words, self.kinds = apart(words, list(map(class_of.__getitem__, words)))
        self.starts = [0, *accumulate(map(len, self.words))]

    def units(self, first: int, last: int, mentions: Sequence[Mention]) -> Units:
        """The units of text[first:last]: the sorted mentions, and the words outside of them."""
        found = Units()
        starts, count = self.starts, len(self.words)
        k = bisect_left(starts, first, 0, count)
        for start, end, kind, ordinal in mentions:
            k = self.add(found, k, start)
            found.append(start, end, "", kind, ordinal)
            while k < count and starts[k] < end:
                if starts[k + 1] > end:
                    rest = self.words[k][end - starts[k] :]
                    found.append(end, starts[k + 1], rest, self.class_of[rest][0])
                k += 1
        self.add(found, k, last)
        return found

    def add(self, found: Units, k: int, end: int) -> int:
        """Adds the words from the k-th on that start before `end`, the last one cut there; gives the place behind them."""
        starts, words = self.starts, self.words
        stop = bisect_left(starts, end, k, len(words))
        if stop > k:
            found.starts += starts[k:stop]
            found.ends += starts[k + 1 : stop + 1]
            found.forms += words[k:stop]
            found.kinds += self.kinds[k:stop]
            found.mentions += [-1] * (stop - k)
            if starts[stop] > end:
                word = words[stop - 1][: end - starts[stop - 1]]
                found.ends[-1], found.forms[-1], found.kinds[-1] = end, word, self.class_of[word][0]
        return stop


def apart(words: Sequence[str], kinds: list[str]) -> tuple[list[str], list[str]]:
    """The words and their classes with each word of two classes taken apart."""
    done_words: list[str] = []
    done_kinds: list[str] = []
    at = 0
    for k in [k for k, kind in enumerate(kinds) if len(kind) > 1]:
        cut = divide(words[k], kinds[k])
        done_words += [*words[at:k], words[k][:cut], words[k][cut:]]
        done_kinds += [*kinds[at:k], *kinds[k]]
        at = k + 1
    return [*done_words, *words[at:]], done_kinds + kinds[at:]


@cache
def tails() -> frozenset[str]:
    """Words that make a noun of the verb before them: 率, 额, 人数."""
    return frozenset(word for word, classes in linkwords().items() if ("measure" if len(word) == 1 else "tail") in classes)


def settle(sentence: Units) -> str:
    """The classes of the units in one string, those settled that hang on the next unit.

    A verb before 率 or 额 is part of the noun; a preposition that is a filler as often (为) is one right before an amount; so is a
    quotation mark beside a date (“十四五”).
    """
    forms, found = sentence.forms, list(sentence.kinds)
    kinds = "".join(found) + PAUSE
    for match in SETTLED.finditer(kinds):
        k = match.start()
        kind, next_kind = kinds[k], kinds[k + 1]
        next_form = forms[k + 1] if k + 1 < len(forms) else ""
        if kind == "q":
            found[k] = "F" if next_kind == "T" or kinds[k - 1] == "T" else "q"
        elif kind == "P":
            amount = next_kind == "Q" or next_form[:1] == EVERY or (next_kind == "P" and forms[k] == RATIO)
            found[k] = before_amount(forms[k], kinds[k - 1]) if amount else "P"
        elif next_form in tails() or (kind == "V" and next_kind != "Q" and compares(forms[k])):
            found[k] = "F" if kind == "V" and next_kind in "VB" and forms[k] in MORE_OR_LESS else "N"
    return "".join(found)


def compares(form: str) -> bool:
    """True for a single character that compares (高): before an amount it is a verb, elsewhere a part of a noun."""
    return len(form) == 1 and verbs().get(form, NO_VERB)[1] == "compare"


def before_amount(form: str, kind_before: str) -> str:
    """The class of a preposition right before an amount."""
    if is_linkword(form, "filler"):
        return "F"
    return "N" if form == RATIO and kind_before in NOUNLIKE else "P"
