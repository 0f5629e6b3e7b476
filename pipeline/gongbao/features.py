"""Features of paragraphs for classification: words of three characters and more, pairs of neighbouring characters, pairs of headings.

`features` gives them as strings, for training; a `Vocabulary` finds the known ones of a whole text at once, for prediction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gongbao.mentions import Paragraph

HEADING = "#"  # before a feature of the headings above a paragraph
HAN = re.compile(r"[一-鿿]+")
FIRST_HAN, LAST_HAN = ord("一"), ord("鿿")
LEVELS = 2  # of headings above a paragraph that count, the innermost
SHIFT = 21  # bits of a code point
Ordinals = NDArray[np.int64]
NOTHING = np.zeros(0, np.int64)


def features(words: Iterable[str], heading: str = "") -> list[str]:
    """The features of a paragraph, which is given as words, under the headings above it."""
    whole = list(words)
    return [*(word for word in whole if len(word) > 2), *pairs("".join(whole)), *(HEADING + pair for pair in pairs(heading))]


def pairs(text: str) -> list[str]:
    """Every two Chinese characters that stand side by side."""
    return [one + other for run in HAN.findall(text) for one, other in pairwise(run)]


def heading_text(section: Sequence[str]) -> str:
    """The headings that count, as one text."""
    return " ".join(section[-LEVELS:])


class Found(NamedTuple):
    """Known features: the paragraph of each, its ordinal, and where it stands (a place in the text, an index of words)."""

    owners: Ordinals
    ids: Ordinals
    at: Ordinals


@dataclass(frozen=True, slots=True)
class Located:
    """The known features of some paragraphs; `starts` and `ends` are the offsets of all words."""

    pairs: Found
    words: Found
    headings: Found
    starts: Ordinals
    ends: Ordinals


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Features by ordinal; `keys` are the pairs among them as numbers, sorted, `ordinals` theirs."""

    names: tuple[str, ...]
    ordinal: dict[str, int]
    keys: Ordinals
    ordinals: Ordinals

    @classmethod
    def of(cls, names: Sequence[str]) -> Vocabulary:
        """The vocabulary in which a feature's ordinal is its place."""
        two = sorted((ord(name[0]) << SHIFT | ord(name[1]), k) for k, name in enumerate(names) if len(name) == 2)
        keys, ordinals = zip(*two, strict=True) if two else ((), ())
        return cls(tuple(names), {name: k for k, name in enumerate(names)}, np.array(keys, np.int64), np.array(ordinals, np.int64))

    def locate(self, text: str, words: Sequence[str], paragraphs: Sequence[Paragraph]) -> Located:
        """The known features of paragraphs (sorted, without overlaps); `words` joined are the text."""
        bounds = np.fromiter(accumulate(map(len, words), initial=0), np.int64, len(words) + 1)
        longer = np.flatnonzero(np.diff(bounds) > 2).tolist()
        long = [(k, place) for k in longer if (place := self.ordinal.get(words[k])) is not None]
        at, ids = (np.array(column, np.int64) for column in zip(*long, strict=True)) if long else (NOTHING, NOTHING)
        sections = {section: self.heading(section) for section in {one.section for one in paragraphs}}
        headings = [(k, place) for k, one in enumerate(paragraphs) for place in sections[one.section]]
        owners, told = (np.array(column, np.int64) for column in zip(*headings, strict=True)) if headings else (NOTHING, NOTHING)
        return Located(
            owned(*self.text_pairs(text), paragraphs), owned(ids, at, paragraphs, bounds[at]), Found(owners, told, told), bounds[:-1], bounds[1:]
        )

    def text_pairs(self, text: str) -> tuple[Ordinals, Ordinals]:
        """(ordinals of the known pairs of a text, where they stand)."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
        han = (codes >= FIRST_HAN) & (codes <= LAST_HAN)
        at = np.flatnonzero(han[:-1] & han[1:])
        if not len(self.keys):
            return NOTHING, NOTHING
        wanted = codes[at] << SHIFT | codes[at + 1]
        found = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        known = self.keys[found] == wanted
        return self.ordinals[found[known]], at[known]

    def heading(self, section: Sequence[str]) -> list[int]:
        """Ordinals of the known features of the headings above a paragraph."""
        told = (self.ordinal.get(HEADING + pair) for pair in pairs(heading_text(section)))
        return [place for place in told if place is not None]


def owned(ids: Ordinals, at: Ordinals, paragraphs: Sequence[Paragraph], places: Ordinals | None = None) -> Found:
    """The features that lie in one of the paragraphs; `places` are their offsets where `at` is something else."""
    where = at if places is None else places
    starts = np.array([one.start for one in paragraphs], np.int64)
    ends = np.array([one.end for one in paragraphs], np.int64)
    owners = np.searchsorted(starts, where, side="right") - 1
    inside = (owners >= 0) & (where + (places is None) < ends[owners])
    return Found(owners[inside], ids[inside], at[inside])
