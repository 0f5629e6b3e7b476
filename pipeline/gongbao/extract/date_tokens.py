"""Reads a date, or a range of dates, token by token."""

from __future__ import annotations

import re
from typing import NamedTuple

from gongbao.extract.date_patterns import PARTS, TENS
from gongbao.extract.date_readers import step_of
from gongbao.extract.date_scanner import first, later, later_starts
from gongbao.extract.date_steps import ALONE, CLOSING, Step
from gongbao.extract.date_years import event_of

GAP = re.compile(r" ?的? ?")
CONNECTION = re.compile(rf"(?:起|开始)?{PARTS['TO']}")
ALTERNATIVE = re.compile(PARTS["AND"])
AND = frozenset("、和及与")
BETWEEN = ("之间", "间")
LONGEST = 8  # steps on each side of a range
BOUND = frozenset({"same", "aside", "day_gloss", "offset", "onward"})  # steps that need one before them
DURING = "期间"
WHOLE = frozenset({"week", "half_week", "short", "decade", "century", "ymd", "ym", "yms", "school", "relative"})  # steps that only begin a date
OPENING = '“"「『‘《'
PLAN_WORDS = re.compile(rf"[{CLOSING}]?(?:发展)?(?:时期|期间|规划|计划|以来)$|[{CLOSING}]$")
Side = tuple[Step, ...]


class Item(NamedTuple):
    """A date as written: one side, or two for a range; `open` is from or until where its own words say so."""

    start: int
    end: int
    sides: tuple[Side, ...]


def read_at(text: str, start: int, taiwan: bool) -> tuple[Item | None, int]:
    """The date or range that begins at an offset, and where to look on; no date where its words are a name."""
    sign = text[start]
    style = "arabic" if "0" <= sign <= "9" else "chinese" if sign in TENS else "word"
    hit = first(style, taiwan).match(text, start)
    if hit is None:
        return None, start + 1
    kind, token = hit.lastgroup or "", hit.group()
    step = step_of(kind, token)
    if step is None:
        return None, hit.end()
    before, behind = outside(kind, token)
    start, end = start + before, hit.end() - behind
    if step.finest == ALONE:
        return Item(start, end, ((step,),)), hit.end()
    side, end, stop = continued(text, [step], end, hit.end(), taiwan)
    link = CONNECTION.match(text, stop) or ALTERNATIVE.match(text, stop)
    other = begun(text, link.end(), taiwan) if link else None
    if link and other:
        second, last, beyond = continued(text, [other[0]], other[1], other[1], taiwan)
        if text[link.start() : link.end()].strip() not in AND or text.startswith(BETWEEN, beyond):
            return Item(start, last, (tuple(side), tuple(second))), beyond
    return Item(start, end, (tuple(side),)), stop


def begun(text: str, at: int, taiwan: bool) -> tuple[Step, int] | None:
    """The first step of the second side of a range, and its end."""
    if at == len(text) or text[at] not in later_starts():
        return None
    hit = later(taiwan).match(text, at)
    step = step_of(hit.lastgroup or "", hit.group()) if hit else None
    return (step, hit.end()) if hit and step and step.finest != ALONE and step.kind not in BOUND else None


def continued(text: str, side: list[Step], end: int, stop: int, taiwan: bool) -> tuple[list[Step], int, int]:
    """The side with the tokens that narrow it, where it ends, and where to look on."""
    while len(side) < LONGEST:
        gap = GAP.match(text, stop)
        at = gap.end() if gap else stop
        if at == len(text) or text[at] not in later_starts():
            break
        hit = later(taiwan).match(text, at)
        step = step_of(hit.lastgroup or "", hit.group()) if hit else None
        if hit is None or step is None or not fits(side[-1], step):
            break
        stop = hit.end()
        if step.kind == "aside":
            break
        side, end = follow(side, step), stop - outside(hit.lastgroup or "", hit.group())[1]
    return side, end, stop


def fits(before: Step, step: Step) -> bool:
    """True where a step narrows the one before it, or says in brackets which one it is."""
    if step.kind in WHOLE:
        return False
    same = before.kind == "relative" and before.rank == step.rank
    return same if step.kind == "day_gloss" else step.rank > before.finest or (same and step.kind == "years")


def follow(side: list[Step], step: Step) -> list[Step]:
    """The side with one more step; 去年(2023年) is what its brackets say, 昨天（4日） what its word says."""
    if step.kind == "years" and side[-1].kind == "relative":
        return [*side[:-1], step]
    return side if step.kind == "day_gloss" else [*side, step]


def outside(kind: str, token: str) -> tuple[int, int]:
    """How many characters of a token in front and behind are not part of the date: 期间 of a plan with its quotation marks, 以来."""
    if kind == "plan":
        hit = PLAN_WORDS.search(token)
        return (int(token[0] in OPENING), len(hit.group())) if hit and not token.startswith("第") else (0, 0)
    if kind == "anchor":
        return 0, len(token) - (token.index("周年") + 2 if "周年" in token else len(event_of(token)))
    return 0, len(DURING) if kind == "festival" and token.endswith(DURING) else 0
