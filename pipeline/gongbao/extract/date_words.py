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


@cache
def events() -> dict[str, str]:
    """Events that time is counted from, with the day, month or year of each."""
    return {row["event"]: row["date"] for row in rows(lexicon("anchors"))}


@cache
def eras() -> dict[str, int]:
    """Reign periods with the year of their first year."""
    return {row["era"]: int(row["first"]) for row in rows(lexicon("eras"))}


@cache
def terms() -> dict[str, int]:
    """The solar terms, with their place in the year from Lichun on."""
    return {row["term"]: int(row["place"]) for row in rows(lexicon("solar_terms"))}


@cache
def feast_rows() -> dict[str, Row]:
    """Festivals with the rule of their day."""
    return {row["name"]: row for row in rows(lexicon("festivals"))}


@cache
def short_holidays() -> dict[str, Row]:
    """五一, 十一 …: holidays named by month and day."""
    return {row["name"]: row for row in rows(lexicon("short_holidays"))}


@cache
def reviews() -> tuple[str, ...]:
    """Words of the title of a report on a year."""
    return _title_words("review")


@cache
def outlooks() -> tuple[str, ...]:
    """Words of the title of a plan for a year."""
    return _title_words("outlook")


def _title_words(kind: str) -> tuple[str, ...]:
    return tuple(row["word"] for row in rows(lexicon("reviews")) if row["kind"] == kind)


def names(table: str) -> str:
    """Any of the words of a table that has one column."""
    return any_of(row["word"] for row in rows(lexicon(table)))


def any_of(words: Iterable[str]) -> str:
    """Any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda one: (-len(one), one))))
