"""A sentence as units: its words with their classes, and its mentions as wholes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, partial
from itertools import accumulate, repeat
from typing import NamedTuple

from gongbao.extract.wordclasses import EVERY, NO_VERB, NOUNLIKE, Classes, divide, is_linkword, linkwords, verbs

SETTLED = re.compile("[VBPq]")
RATIO = "比"  # the last word of 存贷比
Mention = tuple[int, int, str, int]  # start, end, class and ordinal


class Unit(NamedTuple):
    """A word or a whole mention; `mention` is its ordinal among the mentions of its class."""

    start: int
    end: int
    word: str
    kind: str
    mention: int = -1


PAUSE = Unit(0, 0, "", ",")
made = partial(tuple.__new__, Unit)  # half the time of Unit(…), which is called for every word


class Words:
    """The words of a text with their classes and offsets; a verb and its noun in one word (审理案件) are two words here."""

    def __init__(self, words: Sequence[str], class_of: Classes) -> None:
        self.class_of = class_of
        self.words, self.kinds = apart(words, list(map(class_of.__getitem__, words)))
        self.starts = [0, *accumulate(map(len, self.words))]

    def units(self, first: int, last: int, mentions: Sequence[Mention]) -> list[Unit]:
        """The units of text[first:last]: the sorted mentions, and the words outside of them."""
        found: list[Unit] = []
        starts, count = self.starts, len(self.words)
        k = bisect_left(starts, first, 0, count)
        for start, end, kind, ordinal in mentions:
            k = self.add(found, k, start)
            found.append(made((start, end, "", kind, ordinal)))
            while k < count and starts[k] < end:
                if starts[k + 1] > end:
                    rest = self.words[k][end - starts[k] :]
                    found.append(made((end, starts[k + 1], rest, self.class_of[rest][0], -1)))
                k += 1
        self.add(found, k, last)
        return found

    def add(self, found: list[Unit], k: int, end: int) -> int:
        """Adds the words from the k-th on that start before `end`, the last one cut there; gives the place behind them."""
        starts, words = self.starts, self.words
        stop = bisect_left(starts, end, k, len(words))
        if stop > k:
            found += map(made, zip(starts[k:stop], starts[k + 1 : stop + 1], words[k:stop], self.kinds[k:stop], repeat(-1)))
            if starts[stop] > end:
                word = words[stop - 1][: end - starts[stop - 1]]
                found[-1] = made((starts[stop - 1], end, word, self.class_of[word][0], -1))
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


def settle(sentence: list[Unit]) -> str:
    """The classes of the units in one string, those settled that hang on the next unit.

    A verb before 率 or 额 is part of the noun; a preposition that is a filler as often (为) is one right before an amount; so is a
    quotation mark beside a date (“十四五”).
    """
    kinds = "".join([unit.kind for unit in sentence])
    found = list(kinds)
    last = len(sentence) - 1
    for match in SETTLED.finditer(kinds):
        k = match.start()
        unit, after = sentence[k], sentence[k + 1] if k < last else PAUSE
        if unit.kind == "q":
            found[k] = "F" if "T" in (after.kind, kinds[k - 1 : k]) else "q"
        elif unit.kind == "P":
            found[k] = before_amount(sentence, k) if after.kind == "Q" or after.word[:1] == EVERY else "P"
        else:
            found[k] = as_noun(unit, after)
    return "".join(found)


def as_noun(unit: Unit, after: Unit) -> str:
    """The class of a verb before another unit: N in 发病率, 领取人数, and of a single comparing character (高) but before an amount."""
    if after.word in tails():
        return "N"
    compares = unit.kind == "V" and len(unit.word) == 1 and after.kind != "Q" and verbs().get(unit.word, NO_VERB)[1] == "compare"
    return "N" if compares else unit.kind


def before_amount(sentence: Sequence[Unit], k: int) -> str:
    """The class of a preposition right before an amount."""
    word = sentence[k].word
    if is_linkword(word, "filler"):
        return "F"
    return "N" if word == RATIO and k and sentence[k - 1].kind in NOUNLIKE else "P"
