"""Longest-match lookup of words at a place of a text: no scan of the whole text, a few slices for each place that is asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


class Words(Generic[T]):
    """Words with what they mean; finds the longest that begins, or that ends, at a place."""

    def __init__(self, entries: Mapping[str, T]) -> None:
        self.entries = dict(entries)
        self.lengths = _lengths(self.entries, 0)
        self.tails = _lengths(self.entries, -1)

    def at(self, text: str, start: int) -> tuple[int, T] | None:
        """(end, meaning) of the longest word that begins at `start`."""
        for length in self.lengths.get(text[start : start + 1], ()):
            meaning = self.entries.get(text[start : start + length])
            if meaning is not None and start + length <= len(text):
                return start + length, meaning
        return None

    def until(self, text: str, end: int) -> tuple[int, T] | None:
        """(start, meaning) of the longest word that ends at `end`."""
        if end <= 0:
            return None
        for length in self.tails.get(text[end - 1], ()):
            meaning = self.entries.get(text[end - length : end]) if length <= end else None
            if meaning is not None:
                return end - length, meaning
        return None

    def all_until(self, text: str, end: int) -> list[tuple[int, T]]:
        """Every (start, meaning) of words that end at `end`, the longest first."""
        lengths = self.tails.get(text[end - 1 : end], ()) if end > 0 else ()
        hits = ((end - length, self.entries.get(text[end - length : end])) for length in lengths if length <= end)
        return [(start, meaning) for start, meaning in hits if meaning is not None]


def _lengths(entries: Mapping[str, object], place: int) -> dict[str, tuple[int, ...]]:
    """The lengths of the words by their first (0) or last (-1) character, the longest first."""
    found: dict[str, set[int]] = defaultdict(set)
    for word in entries:
        found[word[place]].add(len(word))
    return {character: tuple(sorted(lengths, reverse=True)) for character, lengths in found.items()}


class Phrases:
    """Phrases found from a character inside of them: a look-up by two characters, not a scan."""

    def __init__(self, phrases: Mapping[str, frozenset[int]]) -> None:
        """`phrases`: each phrase with the places in it from which it is looked up."""
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for phrase, places in phrases.items():
            for place in places:
                found[phrase[place : place + 2]].append((place, phrase))
        self.places = dict(found)

    def covering(self, text: str, place: int) -> list[tuple[int, int]]:
        """(start, end) of every phrase in which the character at `place` stands."""
        pair, sign = text[place : place + 2], text[place : place + 1]
        entries = self.places.get(pair, ()) if pair == sign else (*self.places.get(pair, ()), *self.places.get(sign, ()))
        return [(place - offset, place - offset + len(phrase)) for offset, phrase in entries if self.stands(text, place - offset, phrase)]

    @staticmethod
    def stands(text: str, start: int, phrase: str) -> bool:
        """True where the phrase begins at a place."""
        return start >= 0 and text.startswith(phrase, start)
