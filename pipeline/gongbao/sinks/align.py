"""Mentions told by offsets of the raw text, found again in the normalized text of their paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Path = tuple[int, int, "Path | None"]  # the ordinal of a mention, its place, and the path that leads to it
Way = tuple[int, float, "Path | None"]  # the place of the last mention, what the way to it costs, its path


def located(text: str, length: int, mentions: Sequence[tuple[int, str]]) -> list[tuple[int, int] | None]:
    """(start, end) in a text of the mentions of one table, told by their offset in its raw form, of that length, and their words.

    Where nothing was added or taken away the offsets are the same. Else mentions are given places where their words stand, in
    their order, as near as can be to where even shrinking of the text would put them; None for one that has no place behind the others.
    """
    if length == len(text) and all(text.startswith(words, start) for start, words in mentions):
        return [(start, start + len(words)) for start, words in mentions]
    best: list[Way] = [(-1, 0.0, None)]  # by place, cost falling
    for k, (start, words) in enumerate(mentions):
        best = list(_next(text, k, words, start * len(text) / length, best)) or best
    places: dict[int, int] = {}
    path = best[-1][2]
    while path is not None:
        k, places[k], path = path
    return [(places[k], places[k] + len(words)) if k in places else None for k, (_, words) in enumerate(mentions)]


def _next(text: str, ordinal: int, words: str, expected: float, before: Sequence[Way]) -> Iterator[Way]:
    """The ways on to each place of some words behind the last ones that are worth keeping: a later one must cost less."""
    k, cheapest = 0, float("inf")
    place = text.find(words)
    while place >= 0:
        while k + 1 < len(before) and before[k + 1][0] < place:
            k += 1
        last, cost, path = before[k]
        cost += abs(place - expected)
        if last < place and cost < cheapest:
            cheapest = cost
            yield place, cost, (ordinal, place, path)
        place = text.find(words, place + 1)
