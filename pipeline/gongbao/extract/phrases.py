"""A sentence as units (words and mentions), and the noun phrases and verbs in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from gongbao.extract.wordclasses import EVERY, NOUNLIKE, VERBLIKE, Classes, divide, is_linkword, verbs

RATIO = "比"  # the last word of 存贷比
SETTLED = "VBP"
MARGIN = "," * 8  # behind the classes of a sentence; in Python that is also what stands before the first
PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》"}


QUOTED = re.compile(f"[{''.join([*PAIRS, *PAIRS.values()])}\"]")


def unquoted(words: str) -> str:
    """A phrase without quotation marks around the whole, and without one at its end whose other half lies outside."""
    if not QUOTED.search(words):
        return words
    while words and words[-1] in PAIRS:
        words = words[:-1]
    while words and words[0] in PAIRS.values():
        words = words[1:]
    for opening, closing in PAIRS.items():
        missing = words.count(opening) - words.count(closing)
        if missing > 0 and words.startswith(opening):
            words = words[1:]
        elif missing < 0 and words.endswith(closing):
            words = words[:-1]
    if words and PAIRS.get(words[0]) == words[-1] and words.count(words[-1]) == 1:
        words = words[1:-1]
    return words.strip('"')


class Unit(NamedTuple):
    """A word or a whole mention; `mention` is its ordinal among the mentions of its class."""

    start: int
    end: int
    word: str
    kind: str
    mention: int = -1


def units(
    words: Sequence[str], starts: Sequence[int], first: int, last: int, mentions: Sequence[tuple[int, int, str, int]], class_of: Classes
) -> list[Unit]:
    """The units of text[first:last], a verb and its noun in one word (审理案件) apart; `mentions` are sorted (start, end, class, ordinal) in it, and words inside them vanish."""
    found: list[Unit] = []
    k = bisect_left(starts, first)
    for start, end, kind, ordinal in [*mentions, (last, last, "", -1)]:
        while k < len(words) and starts[k] < start:
            word = words[k] if starts[k] + len(words[k]) <= start else words[k][: start - starts[k]]
            class_ = class_of(word)
            if len(class_) == 1:
                found.append(Unit(starts[k], starts[k] + len(word), word, class_))
            else:
                cut, middle = divide(word, class_), starts[k] + divide(word, class_)
                found += [Unit(starts[k], middle, word[:cut], class_[0]), Unit(middle, starts[k] + len(word), word[cut:], class_[1])]
            k += 1
        if kind:
            found.append(Unit(start, end, "", kind, ordinal))
        while k < len(words) and starts[k] < end:
            rest = words[k][end - starts[k] :] if starts[k] + len(words[k]) > end else ""
            if rest:
                found.append(Unit(end, end + len(rest), rest, class_of(rest)[0]))
            k += 1
    return found


def settled(sentence: Sequence[Unit], k: int) -> Unit:
    """Unit k; a preposition that is a filler as often (为) is one right before an amount, a verb before 率 or 额 is part of the noun."""
    unit = sentence[k]
    after = sentence[k + 1].word if k + 1 < len(sentence) else ""
    if unit.kind in VERBLIKE and is_linkword(after, "measure" if len(after) == 1 else "tail"):
        return unit._replace(kind="N")
    if unit.kind == "V" and len(unit.word) == 1 and verbs()[unit.word][1] == "compare" and sentence[k + 1 : k + 2] and sentence[k + 1].kind != "Q":
        return unit._replace(kind="N")
    if unit.kind == "P" and k + 1 < len(sentence) and sentence[k + 1].kind == "Q":
        if is_linkword(unit.word, "filler"):
            return unit._replace(kind="F")
        return unit._replace(kind="N") if unit.word == RATIO and k and sentence[k - 1].kind in NOUNLIKE else unit
    return unit


class Phrases:
    """Looks for noun phrases and verbs around places in the units of a sentence."""

    def __init__(self, text: str, sentence: Sequence[Unit]) -> None:
        self.text = text
        self.units = [settled(sentence, k) if unit.kind in SETTLED else unit for k, unit in enumerate(sentence)]
        self.kinds = "".join([unit.kind for unit in self.units]) + MARGIN

    def kind(self, k: int) -> str:
        """The class of unit k, "," outside of the sentence."""
        return self.kinds[k]

    def left(self, k: int) -> int:
        """The first place left of k that is no filler; brackets with what they hold, and the date of 2020年的35万吨, are passed over."""
        if self.kind(k) == "Q" and self.kind(k - 1) == "D" and self.kind(k - 2) == "T":
            k -= 2
        k -= 1
        while k >= 0 and self.kind(k) in "F)":
            k = self.before_bracket(k) if self.kind(k) == ")" else k - 1
        return k

    def reach(self, k: int) -> int:
        """How far to the left of place k its own words go: to the pause or to the quantity before."""
        return max(self.kinds.rfind(",", 0, k), self.kinds.rfind("Q", 0, k)) + 1

    def before_bracket(self, k: int) -> int:
        while k >= 0 and self.kind(k) != "(":
            k -= 1
        return k - 1

    def noun_before(self, k: int) -> tuple[int, int]:
        """(from, to) of the noun phrase that ends before place k, fillers passed over; from == to where there is none."""
        end = self.left(k)
        at = end
        while at >= 0 and (self.kind(at) in NOUNLIKE or self.inside(at, end)):
            if self.kind(at) == "q" and self.units[at].word in "“‘「『《" and at < end and self.closing(at) > end:
                break
            at -= 1
        if 0 <= at < end and self.units[at].word == EVERY:  # 每 with the noun behind it is no part of the phrase
            return (at + 2, end + 1) if at + 1 < end else self.noun_before(at)
        return at + 1, end + 1

    def inside(self, k: int, end: int) -> bool:
        """True for a filler that stands inside of a noun phrase: 居民人均收入."""
        return k < end and self.kind(k - 1) in NOUNLIKE and self.kind(k) == "F" and is_linkword(self.units[k].word, "shared")

    def closing(self, k: int) -> int:
        """The place of the next quotation mark behind k."""
        return next((j for j in range(k + 1, len(self.units)) if self.kind(j) == "q"), len(self.units))

    def noun_after(self, k: int, bare: bool) -> tuple[int, int]:
        """(from, to) of the noun phrase that follows place k; with `bare` also without 的 between; a relative clause is passed over."""
        start = k + 1
        of = self.kind(start) == "D"
        if not of and not bare:
            return start, start
        start += of
        whole = of or self.kind(start) == "q"  # what follows is a noun phrase to its end, no clause begins in it
        end = start + (self.kind(start) == "V" and self.kind(self.left(k)) in VERBLIKE and self.kind(start + 1) in NOUNLIKE)
        while self.kind(end) in NOUNLIKE and (whole or end == start or self.kind(end) != "B" or self.units[end].word in verbs()):
            end += 1
        ahead = next((j for j in range(end, min(end + 5, len(self.units))) if self.kind(j) in "DQ,C"), end)
        if self.kind(ahead) == "D" and self.kind(ahead + 1) in NOUNLIKE and self.kind(end) in VERBLIKE and not of:
            start = end = ahead + 1
            while self.kind(end) in NOUNLIKE:
                end += 1
        return start, end

    def words(self, start: int, end: int) -> str:
        """The text of units start to end, without quotation marks around the whole or without their other half."""
        return unquoted(self.text[self.units[start].start : self.units[end - 1].end]) if start < end else ""

    def clause(self, k: int) -> tuple[int, int]:
        """(from, to) of the units between the pauses around place k."""
        start = end = k
        while start > 0 and self.kind(start - 1) != ",":
            start -= 1
        while end < len(self.units) and self.kind(end) != ",":
            end += 1
        return start, end
