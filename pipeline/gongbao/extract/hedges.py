"""Bound words at a number: 约 近 超过 不少于 before it, 以上 左右 以内 behind it, and what they make of it together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gongbao.lexicon import Words
from gongbao.numerals import TIMES
from gongbao.resources import lexicon, rows

APART = re.compile(r"(超过|超|逾|不足|不到|近|约)(?:了|占)?(?:(?:全[球国省市县区州乡镇村校]|世界|总[量数额])的?|(?<=占))$")
WHOLES = frozenset("球国省市县区州乡镇村校界量数额的占\n")  # how the whole ends
BEHIND = ("after", "within", "share")
ONLY_BEHIND = {"within": ("duration",), "share": ("ratio",)}
BIG = "百千万亿"
STRICT = ("≥", "≤", ">", "<")


@dataclass(frozen=True, slots=True)
class Hedge:
    """A bound word; `guard` are characters that may not stand on its far side, `needs` characters one of which must."""

    word: str
    bound: str
    guard: str
    needs: str
    place: str

    @property
    def multiplier(self) -> bool:
        """True for 上 and 数, which stand before a multiplier only."""
        return self.place == "times"

    def stands(self, far: str, near: str) -> bool:
        """True where it is a bound word between these two characters."""
        if self.place == "times" and not (near and near in TIMES):
            return False
        if far and far in self.guard:
            return False
        return not self.needs or (bool(far) and far in self.needs) or (bool(near) and near in BIG)


@cache
def hedges() -> tuple[Words[Hedge], Words[Hedge]]:
    """The words before a number and the words behind it (configs/lexicon/hedges.tsv)."""
    found: dict[bool, dict[str, Hedge]] = {True: {}, False: {}}
    for row in rows(lexicon("hedges")):
        hedge = Hedge(row["word"], row["bound"], row["guard"], row["needs"], row["place"])
        found[row["place"] in BEHIND][row["word"]] = hedge
    return Words(found[False]), Words(found[True])


@cache
def edges() -> tuple[frozenset[str], frozenset[str]]:
    """(what may stand right before a number with a bound word there, what may stand right behind)."""
    before, after = hedges()
    return frozenset(before.tails) | {" "}, frozenset(after.lengths) | {" "}


def before(text: str, start: int, floor: int = 0) -> tuple[int, list[Hedge]]:
    """(start, bound words) with up to two bound words that end at `start`, none begins before `floor`; one blank may stand between."""
    found: list[Hedge] = []
    at, near = start, text[start : start + 1]
    while len(found) < 2:
        hit = standing(text, at - 1 if at and text[at - 1] == " " else at, near)
        if hit is None or hit[0] < floor:
            break
        at, near = hit[0], ""
        found.insert(0, hit[1])
    return at, found


def standing(text: str, end: int, near: str) -> tuple[int, Hedge] | None:
    """(start, bound word) of the longest one that ends at `end`, before the character `near`, and counts there."""
    table = hedges()[0]
    for length in table.tails.get(text[end - 1 : end], ()) if end else ():
        one = table.entries.get(text[end - length : end]) if length <= end else None
        if one is not None and one.stands(text[end - length - 1 : end - length], near):
            return end - length, one
    return None


def after(text: str, end: int, kind: str) -> tuple[int, list[Hedge]]:
    """(end, bound words) with up to two bound words that begin at `end`, behind a quantity of that kind."""
    found: list[Hedge] = []
    table, at = hedges()[1], end
    while len(found) < 2:
        place = at + 1 if text[at : at + 1] == " " else at
        if text[place : place + 1] not in table.lengths:
            break
        hit = table.at(text, place)
        if hit is None or not hit[1].stands(text[hit[0] : hit[0] + 1], "") or kind not in ONLY_BEHIND.get(hit[1].place, (kind,)):
            break
        at = hit[0]
        found.append(hit[1])
    return at, found


def apart(text: str, start: int) -> tuple[Hedge, ...]:
    """The bound word of a share that stands before the whole: 超过全球一半, 不足总量的三成."""
    if text[start - 1 : start] not in WHOLES:
        return ()
    hit = APART.search(text, max(0, start - 8), start)
    known = hedges()[0].entries.get(hit[1]) if hit else None
    return (known,) if known else ()


def together(bounds: Sequence[str]) -> str:
    """What several bounds say at once: the first limit, else about, else exactly."""
    for one in bounds:
        if one in STRICT:
            return one
    return "≈" if "≈" in bounds else "="
