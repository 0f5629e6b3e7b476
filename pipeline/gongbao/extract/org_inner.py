"""Parts of a body that it names by a word for itself: 院党委 in a bulletin of a hospital, 局工会, 常委会党组."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from gongbao.extract.org_found import Found
from gongbao.extract.org_lexicon import Lexicon, Role
from gongbao.extract.org_settlements import HAN
from gongbao.resources import lexicon, rows

ISSUER = "issuer"


@dataclass(frozen=True, slots=True)
class Inner:
    """A word for oneself with a part: the ends of the names that the word stands for, and the part with its kind."""

    self: str
    ends: tuple[str, ...]
    part: str
    kind: str
    needs_issuer: bool


@cache
def table() -> tuple[AhoCorasick, list[Inner]]:
    """An automaton over every word for oneself with every part, and what each means."""
    parts = [(row["word"], row["kind"], row["class"] == ISSUER) for row in rows(lexicon("org_parts"))]
    known = [
        Inner(row["word"], tuple(row["ends"].split()), part, kind, issuer)
        for row in rows(lexicon("org_selves"))
        for part, kind, issuer in parts
    ]
    return AhoCorasick([one.self + one.part for one in known], matchkind=MatchKind.LeftmostLongest), known


def inner(text: str, found: Sequence[Found], words: Lexicon) -> list[Found]:
    """The finds, and the parts that bodies name by a word for themselves, each with the body it belongs to."""
    more = list(parts_in(text, found, words))
    if not more:
        return list(found)
    kept: list[Found] = []
    for one in sorted([*more, *found], key=lambda item: (item.start, -item.end)):
        if not kept or kept[-1].end <= one.start:
            kept.append(one)
    return kept


def parts_in(text: str, found: Sequence[Found], words: Lexicon) -> Iterator[Found]:
    """The parts outside of other names."""
    automaton, known = table()
    title = text.find("\n") if "\n" in text else 0
    latest: dict[str, Found] = {}  # by the ends of names: the body of that end that was named last
    titled: dict[str, Found] = {}
    k = 0
    for index, start, end in automaton.find_matches_as_indexes(text):
        one = known[index]
        while k < len(found) and found[k].start < start:
            for tail, body in tails(text, found[k]):
                latest[tail] = body
                if body.end <= title:
                    titled[tail] = body
            k += 1
        if (k and found[k - 1].end > start) or not begins(text, start, words):
            continue
        owner = body_of(one, titled) or body_of(one, latest)
        if owner or not one.needs_issuer:
            yield Found(start, end, one.kind, (start, start + len(one.self)), None, one.part, owner=owner, inner=True)


@cache
def self_ends() -> tuple[int, ...]:
    """The lengths of the ends of names that words for oneself stand for."""
    return tuple(sorted({len(end) for row in rows(lexicon("org_selves")) for end in row["ends"].split()}))


def tails(text: str, one: Found) -> Iterator[tuple[str, Found]]:
    """The ends of the name of a find, and of the bodies that it is a part of, that words for oneself may stand for."""
    body: Found | None = one
    while body:
        yield from ((text[max(body.start, body.end - size) : body.end], body) for size in self_ends())
        body = body.body


def body_of(one: Inner, named: dict[str, Found]) -> Found | None:
    """The body with an end that the word for itself stands for, the one named last."""
    owners = [named[end] for end in one.ends if end in named]
    return max(owners, key=lambda owner: owner.start, default=None)


def begins(text: str, at: int, words: Lexicon) -> bool:
    """True where a word may begin: no letter before, or a word that no name holds."""
    if at == 0 or not HAN.match(text[at - 1]):
        return True
    return bool(words.before(text, at, max(0, at - 4))[1] & Role.STOP)
