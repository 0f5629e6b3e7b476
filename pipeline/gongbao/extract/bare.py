"""Numbers without a unit of their own: 投资10亿, 总人次36.74亿, 6600多万纳税人, figures below 单位：万元 and behind （亿）."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import cache

from gongbao import numerals
from gongbao.extract.amounts import with_unit
from gongbao.extract.lookalikes import DIGITS
from gongbao.extract.measured import Measured
from gongbao.extract.numbers import SCAN, number_at
from gongbao.extract.units import BARE, Unit, tables
from gongbao.lexicon import Words
from gongbao.resources import lexicon, rows

HAN = re.compile("[㐀-鿿]")
CLAUSE = re.compile(r"[，。；！？,;!?\n（(]")
CLOSED = re.compile("的|大关|台阶|门槛|关口")
STEP = re.compile("大关|台阶|门槛")
UNLIKE = frozenset("比级")  # 6比4, 千亿级
LISTING = frozenset("及和与、")
SHARES = frozenset({"percent", "percentage_point"})
REACHED = re.compile("(?:增|降|升|减|提高|增加|减少|扩大|缩小)[至到]$")
LEAVING, MOVING = frozenset("由从"), re.compile("(?:增|降|升|减|提高|增加|减少|扩大|缩小)[至到][0-9]")
HEADER = re.compile(r"单位 ?[:：] ?([千百十万亿]*)([^\s，。；、,;）)\]】/／]{1,6})")
BRACKET = re.compile(r"[（(]([千百十万亿]*)([^（()）\d]{0,6})[)）][:：]? ?$")
SENTENCE = re.compile("[。\n；;！!]")
STOP = re.compile("。|\n\n")
LONGEST_LIST = 6
REACH = 24  # characters before the number within which its noun stands
ROUNDED, MULTIPLIERS, TIMES = frozenset("万亿kK"), frozenset("百千万亿"), frozenset(numerals.TIMES)
COUNTABLE = frozenset(numerals.UNITS) | DIGITS


@cache
def nouns() -> Words[str]:
    """configs/lexicon/unitnouns.tsv: nouns whose figure may leave out its unit."""
    return Words({row["noun"]: row["unit"] for row in rows(lexicon("unitnouns"))})


class Context:
    """What the text says about units of figures that stand without one."""

    def __init__(self, text: str) -> None:
        self.text = text
        headers = HEADER.finditer(text) if "单位" in text else ()
        self.headers = [(hit.end(), *unit) for hit in headers if (unit := unit_named(hit[1], hit[2]))]
        self.starts = [end for end, *_ in self.headers]
        self.stops = [hit.start() for hit in STOP.finditer(text)] if self.headers else []
        self.last: tuple[int, Unit] | None = None

    def of_header(self, place: int) -> tuple[Unit, str] | None:
        """The unit of the last header before a place, as (unit, multiplier), while lines of figures follow."""
        k = bisect_right(self.starts, place)
        if not k:
            return None
        end, unit, times = self.headers[k - 1]
        return (unit, times) if bisect_right(self.stops, end) == bisect_right(self.stops, place) else None

    def of_bracket(self, start: int) -> tuple[Unit, str] | None:
        """发行总额（亿）10.00."""
        hit = BRACKET.search(self.text, max(0, start - 14), start) if self.text[start - 1 : start] in tuple(")）:： ") else None
        return unit_named(hit[1], hit[2]) if hit else None

    def of_noun(self, start: int) -> Unit | None:
        """The unit that a noun of the same clause implies (投资10亿), or else that of the last such figure of the sentence."""
        text = self.text
        begin = max(0, start - REACH)
        for k in range(start, begin, -1):
            if CLAUSE.match(text[k - 1]):
                break
            hit = nouns().until(text, k)
            if hit:
                unit = tables().symbols[hit[1]]
                self.last = (start, unit)
                return unit
        if self.last and SENTENCE.search(text, self.last[0], start):
            self.last = None
        elif self.last:
            self.last = start, self.last[1]
        return self.last[1] if self.last else None


def unit_named(times: str, name: str) -> tuple[Unit, str] | None:
    """The unit of a header like 万元, 亿, 家, with its multiplier; None where that is none."""
    hit = tables().after.at(name, 0) if name else None
    if hit and hit[0] == len(name) and hit[1].class_ != "bare":
        return hit[1], times
    return (BARE, times) if times and not name else None


def stands_bare(context: Context, found: Measured, alone: bool) -> Measured | None:
    """The number with the unit that its surroundings give, or as a bare number; None where it counts nothing."""
    number, text = found.number, context.text
    given = context.of_bracket(found.start) or (context.of_header(found.start) if number.arabic else None)
    following = text[found.end : found.end + 1]
    if given and not HAN.match(following):
        unit, times = given
        factor = (numerals.read(times) or 1) if times else 1
        if unit is BARE and number.tail == "" and (money := context.of_noun(found.start - len(times) - 2)):
            unit = money
        return replace(found.scaled(unit.times * factor), unit=unit, bare=False)
    if following in LISTING and number.arabic and (shared := unit_behind(text, found)):
        return replace(found.scaled(shared.times), unit=shared, bare=False)
    if not accepted(text, found, alone):
        return None
    closed = not HAN.match(following) or bool(found.after) or CLOSED.match(text, found.end) is not None
    implied = context.of_noun(number.start) if closed and ROUNDED.intersection(number.tail) else None
    return replace(found, unit=implied or BARE, bare=False)


def unit_behind(text: str, found: Measured) -> Unit | None:
    """The unit of the next figure of a list, for one that leaves it out: 下降0.5及0.6个百分点."""
    at = found.end
    for _ in range(LONGEST_LIST):
        hit = SCAN.match(text, at + 1) if text[at : at + 1] in LISTING else None
        number = number_at(text, *hit.span()) if hit and hit.group()[0].isdigit() else None
        if number is None:
            return None
        second = with_unit(text, number)
        if second is not None:
            return second.unit if second.unit.kind in SHARES and not second.below else None
        at = number.end
    return None


def accepted(text: str, found: Measured, alone: bool) -> bool:
    """True where a number without unit is a figure all the same."""
    number = found.number
    raw = text[number.start : number.end]
    following = text[number.end : number.end + 1]
    if alone:
        return True
    if following in UNLIKE or (following.isascii() and following.isalpha()):
        return False
    digits = not COUNTABLE.isdisjoint(raw)
    if any(one.multiplier for one in found.before):
        return not MULTIPLIERS.isdisjoint(raw)
    if found.before or found.after:
        return number.arabic or (not TIMES.isdisjoint(raw) and (digits or (len(raw) > 1 and ROUNDED.issuperset(raw[-1]))))
    if number.tail and (number.hedge or STEP.match(text, number.end)):
        return True
    if not digits or (number.arabic and opens(text, number.start)):
        return False
    if ROUNDED.intersection(number.tail):
        return True
    if HAN.match(following):
        leaving = number.arabic and text[found.start - 1] in LEAVING and MOVING.match(text, found.end) is not None
        return leaving or (bool(number.hedge) and bool(number.tail))
    if number.arabic:
        return figure(text, found)
    return number.low >= 100 and not TIMES.isdisjoint(raw)


def opens(text: str, start: int) -> bool:
    """True at the beginning of a line, where section numbers stand."""
    return start == 0 or text[start - 1] == "\n"


def figure(text: str, found: Measured) -> bool:
    """True for an Arabic number with grouped digits or a decimal that ends its clause."""
    raw = text[found.number.start : found.number.end]
    if REACHED.search(text, max(0, found.start - 3), found.start):
        return True
    return "," in raw or "，" in raw or ("." in raw and not raw.endswith(".0") and bool(HAN.match(text[found.start - 1])))
