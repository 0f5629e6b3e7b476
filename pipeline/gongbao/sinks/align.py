"""Mentions told by offsets of the raw text, found again in the normalized text of their paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Path = tuple[int, "Path | None"]  # the place of a mention, and the path that leads to it
Way = tuple[int, float, "Path | None"]  # the place of the last mention, what the way to it costs, its path


def located(text: str, length: int, mentions: Sequence[tuple[int, str]]) -> list[tuple[int, int]]:
    """(start, end) in a text of mentions told by their offset in its raw form, of that length, and their words; sorted.

    Where nothing was added or taken away the offsets are the same. Else mentions are given places where their words stand, in
    their order, as near as can be to where even shrinking of the text would put them. Raises ValueError where there are none.
    """
    if length == len(text) and all(text.startswith(words, start) for start, words in mentions):
        return [(start, start + len(words)) for start, words in mentions]
    best: list[Way] = [(-1, 0.0, None)]  # by place, cost falling
    for k, (start, words) in enumerate(mentions):
        inside = k > 0 and words != mentions[k - 1][1]  # a date may stand at the start of a name
        best = list(_next(text, words, start * len(text) / length, best, inside))
        if not best:
            raise ValueError(f"{words!r} is not in its paragraph: {text[:40]!r}")
    path, places = best[-1][2], []
    while path is not None:
        places.append(path[0])
        path = path[1]
    return [(place, place + len(words)) for place, (_, words) in zip(reversed(places), mentions, strict=True)]


def _next(text: str, words: str, expected: float, before: Sequence[Way], inside: bool) -> Iterator[Way]:
    """The ways on to each place of some words, behind (or at) the last one, that are worth keeping: a later one must cost less."""
    k, cheapest = 0, float("inf")
    place = text.find(words)
    while place >= 0:
        while k + 1 < len(before) and before[k + 1][0] < place + inside:
            k += 1
        last, cost, path = before[k]
        cost += abs(place - expected)
        if last < place + inside and cost < cheapest:
            cheapest = cost
            yield place, cost, (place, path)
        place = text.find(words, place + 1)
