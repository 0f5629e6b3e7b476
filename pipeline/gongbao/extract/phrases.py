"""A sentence as units (words and mentions), and the noun phrases and verbs in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from gongbao.resources import lexicon, rows

Tag = Callable[[str], str]
PAUSES = frozenset("，,;；:：")
QUOTES = frozenset("“”‘’「」『』《》\"")
OPENING, CLOSING = frozenset("（("), frozenset("）)")
CONJUNCTION_MARK = "、"
OF = "的"
MOST = 200_000
SETTLED = "VBP"
MARGIN = "," * 8  # behind the classes of a sentence; in Python that is also what stands before the first
# classes of units: V verb, B verb that is a noun as often, N noun, F filler, P preposition, C conjunction, D 的, "," pause,
# q quotation mark, "(" and ")" brackets, x other; of mentions: Q quantity, T date, O organization
NOUNLIKE = frozenset("NBOq")
VERBLIKE = frozenset("VB")


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


@cache
def verbs() -> dict[str, tuple[str, str]]:
    """Each verb of the lexicon -> (change: up, down or empty; class: verb, noun_too, compare or level)."""
    return {row["verb"]: (row["change"], row["class"]) for row in rows(lexicon("verbs"))}


@cache
def linkwords() -> dict[str, frozenset[str]]:
    """Each function word -> its classes: filler, preposition, conjunction, measure, shared."""
    return {row["word"]: frozenset(row["classes"].split()) for row in rows(lexicon("linkwords"))}


def is_linkword(word: str, class_: str) -> bool:
    return class_ in linkwords().get(word, frozenset())


class Classes:
    """The class of every word, told once a word; MOST words are kept, so that memory stays bounded however much is read."""

    def __init__(self, tag: Tag) -> None:
        self.tag = tag
        self.known: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        found = self.known.get(word)
        if found is None:
            if len(self.known) >= MOST:
                self.known.clear()
            found = self.known[word] = self.tell(word)
        return found

    def tell(self, word: str) -> str:
        """The class of a word, from the lexicons first, then from its part of speech."""
        for marks, class_ in ((PAUSES, ","), (QUOTES, "q"), (OPENING, "("), (CLOSING, ")")):
            if word in marks:
                return class_
        if word == OF:
            return "D"
        if word == CONJUNCTION_MARK:
            return "C"
        if word.isspace():
            return "F"
        classes = linkwords().get(word, frozenset())
        for name, class_ in (("conjunction", "C"), ("preposition", "P"), ("filler", "F"), ("attributive", "N")):
            if name in classes:
                return class_
        if word in verbs():
            return "B" if verbs()[word][1] == "noun_too" else "V"
        return self.by_tag(word)

    def by_tag(self, word: str) -> str:
        tag = self.tag(word)
        if tag.startswith("v"):
            return "B"
        if tag[0] in "dyu":
            return "F"
        if tag[0] in "pc":
            return tag[0].upper()
        if tag == "x" and not word.isalnum():
            return "x"
        return "N"


@cache
def classes(tag: Tag) -> Classes:
    """The classes of words by one dictionary."""
    return Classes(tag)


def units(
    words: Sequence[str], starts: Sequence[int], first: int, last: int, mentions: Sequence[tuple[int, int, str, int]], class_of: Classes
) -> list[Unit]:
    """The units of text[first:last]; `mentions` are sorted (start, end, class, ordinal) in it, and words inside them vanish."""
    found: list[Unit] = []
    k = bisect_left(starts, first)
    for start, end, kind, ordinal in [*mentions, (last, last, "", -1)]:
        while k < len(words) and starts[k] < start:
            word = words[k] if starts[k] + len(words[k]) <= start else words[k][: start - starts[k]]
            found.append(Unit(starts[k], starts[k] + len(word), word, class_of(word)))
            k += 1
        if kind:
            found.append(Unit(start, end, "", kind, ordinal))
        while k < len(words) and starts[k] < end:
            rest = words[k][end - starts[k] :] if starts[k] + len(words[k]) > end else ""
            if rest:
                found.append(Unit(end, end + len(rest), rest, class_of(rest)))
            k += 1
    return found


def settled(sentence: Sequence[Unit], k: int) -> Unit:
    """Unit k; a preposition that is a filler as often (为) is one right before an amount, a verb before 率 or 额 is part of the noun."""
    unit = sentence[k]
    if unit.kind in VERBLIKE and k + 1 < len(sentence) and len(sentence[k + 1].word) == 1 and is_linkword(sentence[k + 1].word, "measure"):
        return unit._replace(kind="N")
    if unit.kind == "V" and len(unit.word) == 1 and verbs()[unit.word][1] == "compare" and sentence[k + 1 : k + 2] and sentence[k + 1].kind != "Q":
        return unit._replace(kind="N")
    if unit.kind == "P" and k + 1 < len(sentence) and sentence[k + 1].kind == "Q" and is_linkword(unit.word, "filler"):
        return unit._replace(kind="F")
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
        end = start + (self.kind(start) == "V" and self.kind(self.left(k)) in VERBLIKE and self.kind(start + 1) in NOUNLIKE)
        while self.kind(end) in NOUNLIKE:
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
