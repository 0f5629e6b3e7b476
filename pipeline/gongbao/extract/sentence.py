"""A sentence as units: its words with their classes, and its mentions as wholes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, partial
from itertools import repeat
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


def units(words: list[str], starts: Sequence[int], first: int, last: int, mentions: Sequence[Mention], class_of: Classes) -> list[Unit]:
    """The units of text[first:last]; `starts` has the start of each word and the end of the last, `mentions` are sorted.

    Words inside mentions vanish; a verb and its noun in one word (审理案件) are two units.
    """
    found: list[Unit] = []
    k = bisect_left(starts, first, 0, len(words))
    for start, end, kind, ordinal in mentions:
        k = add_words(found, words, starts, k, start, class_of)
        found.append(made((start, end, "", kind, ordinal)))
        while k < len(words) and starts[k] < end:
            if starts[k + 1] > end:
                rest = words[k][end - starts[k] :]
                found.append(made((end, starts[k + 1], rest, class_of[rest][0], -1)))
            k += 1
    add_words(found, words, starts, k, last, class_of)
    return found


def add_words(found: list[Unit], words: list[str], starts: Sequence[int], k: int, end: int, class_of: Classes) -> int:
    """Adds the words from the k-th on that start before `end`, the last one cut there; gives the place behind them."""
    stop = bisect_left(starts, end, k, len(words))
    if stop == k:
        return k
    here = words[k:stop]
    if starts[stop] > end:
        here[-1] = here[-1][: end - starts[stop - 1]]
    kinds = list(map(class_of.__getitem__, here))
    ends = [*starts[k + 1 : stop], min(end, starts[stop])]
    made_units = map(made, zip(starts[k:stop], ends, here, kinds, repeat(-1)))
    if sum(map(len, kinds)) == len(kinds):
        found += made_units
    else:
        for unit in made_units:
            found += [unit] if len(unit.kind) == 1 else parts(unit)
    return stop


def parts(unit: Unit) -> list[Unit]:
    """A word of two classes as two units."""
    cut = divide(unit.word, unit.kind)
    middle = unit.start + cut
    return [made((unit.start, middle, unit.word[:cut], unit.kind[0], -1)), made((middle, unit.end, unit.word[cut:], unit.kind[1], -1))]


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
