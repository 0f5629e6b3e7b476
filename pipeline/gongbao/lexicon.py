"""Longest-match lookup of words at a place of a text: no scan of the whole text, a few slices for each place that is asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Words(Generic[T]):
    """Words with what they mean; finds the longest that begins, or that ends, at a place."""

    def __init__(self, entries: Mapping[str, T]) -> None:
        self.entries = dict(entries)
        self.lengths = _lengths(self.entries, 0, 1)
        self.tails = _lengths(self.entries, -1, None)
        self.longer = _lengths({word: meaning for word, meaning in self.entries.items() if len(word) > 1}, 0, 2)

    def at(self, text: str, start: int) -> tuple[int, T] | None:
        """(end, meaning) of the longest word that begins at `start`."""
        pair = text[start : start + 2]
        for length in self.longer.get(pair, ()):
            word = text[start : start + length]
            meaning = self.entries.get(word)
            if meaning is not None and len(word) == length:
                return start + length, meaning
        meaning = self.entries.get(pair[:1])
        return None if meaning is None else (start + 1, meaning)

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


def _lengths(entries: Iterable[str], first: int, last: int | None) -> dict[str, tuple[int, ...]]:
    """The lengths of the words by the slice of them from `first` to `last`, the longest first."""
    found: dict[str, set[int]] = defaultdict(set)
    for word in entries:
        found[word[first:last]].add(len(word))
    return {part: tuple(sorted(lengths, reverse=True)) for part, lengths in found.items()}


class Phrases:
    """Phrases of two characters and more, found from a character inside of them: a look-up by two characters, not a scan."""

    def __init__(self, phrases: Mapping[str, frozenset[int]]) -> None:
        """`phrases`: each phrase with the places in it from which it is looked up."""
        begun: dict[str, list[str]] = defaultdict(list)
        inner: dict[str, list[tuple[int, str]]] = defaultdict(list)
        endings: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for phrase, offset in ((phrase, offset) for phrase, offsets in phrases.items() for offset in offsets):
            if offset + 1 == len(phrase):
                endings[phrase[-2:]].append((offset, phrase))
            elif offset:
                inner[phrase[offset : offset + 2]].append((offset, phrase))
            else:
                begun[phrase[:2]].append(phrase)
        self.going_on = {pair: (tuple(begun[pair]), tuple(inner[pair])) for pair in {**begun, **inner}}
        self.endings = dict(endings)

    def covering(self, text: str, place: int) -> Sequence[tuple[int, int]]:
        """(start, end) of every phrase in which the character at `place` stands."""
        going_on, entries = self.going_on.get(text[place : place + 2]), self.endings.get(text[place - 1 : place + 1], ())
        found: Sequence[tuple[int, int]] = ()
        if going_on is not None:
            begun, inner = going_on
            if text.startswith(begun, place):
                found = [(place, place + len(phrase)) for phrase in begun if text.startswith(phrase, place)]
            entries = (*entries, *inner) if inner else entries
        if not entries:
            return found
        return [*found, *((place - at, place - at + len(phrase)) for at, phrase in entries if at <= place and text.startswith(phrase, place - at))]
