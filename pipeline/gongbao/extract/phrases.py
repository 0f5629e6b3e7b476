"""Noun phrases and clauses in the units of a sentence."""

from __future__ import annotations

import re

from gongbao.extract.sentence import Units, settle
from gongbao.extract.wordclasses import EVERY, NONE, NOUNLIKE, VERBLIKE, is_linkword, linkwords, verbs

OPENING_QUOTES = frozenset("“‘「『《")
OPENS = frozenset("NBOqV")
MARGIN = "," * 8  # behind the classes of a sentence; in Python that is also what stands before the first
PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》"}


QUOTED = re.compile(f'[{"".join([*PAIRS, *PAIRS.values()])}"]')


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


class Phrases:
    """Looks for noun phrases and verbs around places in the units of a sentence."""

    def __init__(self, text: str, sentence: Units) -> None:
        self.text = text
        self.starts, self.ends, self.forms, self.mentions = sentence.starts, sentence.ends, sentence.forms, sentence.mentions
        self.kinds = settle(sentence) + MARGIN

    def kind(self, k: int) -> str:
        """The class of unit k, "," outside of the sentence."""
        return self.kinds[k]

    def left(self, k: int) -> int:
        """The first place left of k that is no filler; brackets with what they hold, and the date of 2020年的35万吨, are passed over."""
        kinds = self.kinds
        if kinds[k] == "Q" and kinds[k - 1] == "D" and kinds[k - 2] == "T":
            k -= 2
            k -= kinds[k - 1] == "P" and is_linkword(self.forms[k - 1], "being")
        k -= 1
        while k >= 0 and kinds[k] in "F)":
            k = kinds.rfind("(", 0, k) - 1 if kinds[k] == ")" else k - 1
        return k if k >= 0 else -1

    def reach(self, k: int) -> int:
        """How far to the left of place k its own words go: to the pause or to the quantity before."""
        return max(self.kinds.rfind(",", 0, k), self.kinds.rfind("Q", 0, k)) + 1

    def noun_before(self, k: int) -> tuple[int, int]:
        """(from, to) of the noun phrase that ends before place k, fillers passed over; from == to where there is none."""
        return self.noun_up_to(self.left(k))

    def noun_up_to(self, end: int) -> tuple[int, int]:
        """(from, to) of the noun phrase whose last unit is at place `end`."""
        kinds, at = self.kinds, end
        while at >= 0 and (kinds[at] in NOUNLIKE or (kinds[at] == "F" and self.inside(at, end))):
            if kinds[at] == "q" and self.forms[at] in OPENING_QUOTES and at < end and self.closing(at) > end:
                break
            at -= 1
        if 0 <= at < end and self.forms[at] == EVERY:  # 每 with the noun behind it is no part of the phrase
            return (at + 2, end + 1) if at + 1 < end else self.noun_before(at)
        return at + 1, end + 1

    def inside(self, k: int, end: int) -> bool:
        """True for a filler that is part of a noun phrase: 居民人均收入, 人均收入, 平均浓度."""
        if k >= end:
            return False
        classes = linkwords().get(self.forms[k], NONE)
        return "shared" in classes or ("averaging" in classes and is_linkword(self.forms[k + 1], "measure"))

    def closing(self, k: int) -> int:
        """The place of the next quotation mark behind k."""
        found = self.kinds.find("q", k + 1)
        return found if found >= 0 else len(self.forms)

    def noun_after(self, k: int, bare: bool) -> tuple[int, int]:
        """(from, to) of the noun phrase that follows place k; with `bare` also without 的 between; a relative clause is passed over."""
        kinds, start = self.kinds, k + 1
        of = kinds[start] == "D"
        if not of and (not bare or kinds[start] not in OPENS):
            return start, start
        start += of
        whole = of or kinds[start] == "q"  # what follows is a noun phrase to its end, no clause begins in it
        end = start + (kinds[start] == "V" and kinds[start + 1] in NOUNLIKE and kinds[self.left(k)] in VERBLIKE)
        while kinds[end] in NOUNLIKE and (whole or end == start or kinds[end] != "B" or self.forms[end] in verbs()):
            end += 1
        if end - start > 1 and not whole and kinds[end] == "Q" and self.forms[end - 1] in verbs():  # 40名会员联系39个村
            return start, end - 1
        if not of and kinds[end] in VERBLIKE:
            ahead = next((j for j in range(end, min(end + 5, len(self.forms))) if kinds[j] in "DQ,C"), end)
            if kinds[ahead] == "D" and kinds[ahead + 1] in NOUNLIKE:
                start = end = ahead + 1
                while kinds[end] in NOUNLIKE:
                    end += 1
        return start, end

    def words(self, start: int, end: int) -> str:
        """The text of units start to end, without quotation marks around the whole or without their other half."""
        return unquoted(self.text[self.starts[start] : self.ends[end - 1]]) if start < end else ""

    def clause(self, k: int) -> tuple[int, int]:
        """(from, to) of the units between the pauses around place k."""
        return self.kinds.rfind(",", 0, k) + 1, min(self.kinds.find(",", k), len(self.forms))
