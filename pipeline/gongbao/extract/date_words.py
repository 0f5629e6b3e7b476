"""Words for times from the lexicons, as patterns that tell them from other words with the same characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from gongbao.resources import lexicon, rows

Row = dict[str, str]


@cache
def relative() -> dict[str, Row]:
    """今年, 上月, 次日 …: grain, shift and what it is seen from."""
    return {row["word"]: row for row in rows(lexicon("relative"))}


@cache
def vague() -> dict[str, Row]:
    """近年来, 目前 …: times without dates."""
    return {row["word"]: row for row in rows(lexicon("vague"))}


@cache
def plans() -> dict[str, tuple[int, int]]:
    """The first and the last year of each five-year plan."""
    return {row["plan"]: (int(row["first"]), int(row["last"])) for row in rows(lexicon("plans"))}


def guarded(row: Row) -> str:
    """A word as a pattern that starts with it and refuses the neighbours that make another word of it."""
    word = re.escape(row["word"])
    before, after = row.get("not_after", ""), row.get("not_before", "")
    return word + (f"(?<![{before}]{word})" if before else "") + (f"(?![{after}])" if after else "")


def guarded_words(table: Iterable[Row]) -> str:
    """Any of the words of a table, the longest first, those with the same first character together."""
    groups: dict[str, list[str]] = {}
    for row in sorted(table, key=lambda one: (-len(one["word"]), one["word"])):
        groups.setdefault(row["word"][0], []).append(guarded(row))
    return "|".join(f"(?:{'|'.join(some)})" for some in groups.values())


def any_of(words: Iterable[str]) -> str:
    """Any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda one: (-len(one), one))))
