"""The number of a quantity, without its unit: numerals with 余 多 几, neighbouring digits (三五), fractions, percent in words (百分之五)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from gongbao import numerals
from gongbao.extract.units import tables

HUNDRED = Decimal(100)
HALF = Decimal("0.5")
D, C, T = numerals.D, numerals.CHARACTERS, numerals.TIMES
# the same as numerals.NUMERAL, but led by one set of characters, which makes the search fast
SCAN = re.compile(
    rf"[{D}{C}半](?:(?<=[{D}])[{D}]*+(?:(?<![{D}]{{4}})(?:[,，][{D}]{{3}}(?![{D}]))++)?+(?:[.．][{D}]++)?+)?"
    rf"(?:[{C}]++|(?<=[{T}]){numerals.ARABIC})*+(?:[点點](?=[{numerals.UNITS}{numerals.ZEROS}])[{numerals.UNITS}{numerals.ZEROS}]++[十百千万亿萬億]*+)?+"
)
SPACED = re.compile(rf"[{D}]{{1,3}}(?: [{D}]{{3}}(?![{D}]))+(?:\.[{D}]+)?[万亿]*")
VAGUE = re.compile(r"([多余几来])([十百千万亿]*)")
BELOW = re.compile(rf" ?分 ?之 ?(?P<above>[负負-]? ?{numerals.NUMERAL})")
MIXED = re.compile(rf" ?又 ?(?P<below>{numerals.NUMERAL}){BELOW.pattern}")
TAIL = re.compile(rf"[{T}]*$")
CONTINUATION = re.compile(rf" (?=[{C}])(?:{numerals.NUMERAL})")
EXPONENT = re.compile(r"[eE]([+-]?[0-9]{1,3})(?![0-9A-Za-z])")
THOUSANDS = re.compile(r"([kK])(?![A-Za-z0-9])")
POINT_BETWEEN = re.compile(rf"点([{D}]++)(?![{D}分钟整半许.:：])")
SIGN = frozenset("-−负負")
DOUBTFUL = frozenset("陆陸伍参參拾")  # also words of their own: 大陆, 队伍, 参加, 收拾
FORMAL = frozenset("拾佰仟萬万億亿圆元整分点點零")
PERCENTS = {"百": "%", "千": "‰"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text; a range has `high` > `low`; `bound` is > where 余 or the like stands in it; `tail` the multipliers at its end."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    bound: str = "="
    hedge: str = ""
    unit: str = ""
    arabic: bool = False
    tail: str = ""

    @property
    def single(self) -> bool:
        """True for one Chinese digit."""
        return self.end - self.start == 1 and not self.arabic

    def times(self, factor: Decimal) -> Number:
        return replace(self, low=self.low * factor, high=self.high * factor)


def number_at(text: str, start: int, end: int) -> Number | None:
    """The number whose numeral the search found at text[start:end]; its end may lie before or behind `end`; None where it is none."""
    first = text[start]
    if first == "半":
        return half_at(text, start)
    if first in DOUBTFUL and text[start + 1 : start + 2] not in FORMAL and not (end - start > 1 and text[start + 1] in C):
        return None
    end = settled_end(text, start, end)
    if end <= start:
        return None
    found = BELOW.match(text, end)
    if found:
        return fraction_at(text, start, end, found)
    mixed = MIXED.match(text, end) if text[end : end + 2].lstrip()[:1] == "又" else None
    if mixed:
        return mixed_at(text, start, end, mixed)
    return vague_at(text, plain_at(text, start, end))


def settled_end(text: str, start: int, end: int) -> int:
    """The end of the numeral, without characters that begin a unit (千 of 千米, 两 of weight), with pieces behind a blank (三千 九百)."""
    last = text[end - 1]
    if last in "千百兆" and (unit := tables().after.at(text, end - 1)) and unit[0] > end:
        return end - 1
    if last in "两兩" and end - start > 1 and not numerals.between(text[start:end]):
        return end - 1
    while text[end : end + 1] == " " and (more := CONTINUATION.match(text, end)):
        joined = text[start : more.end()]
        if not (text[end - 1] in T or more.group()[-1] in T or more.group()[1] in T or "点" in more.group()) or numerals.read(joined) is None:
            break
        end = more.end()
    return end


def plain_at(text: str, start: int, end: int) -> Number | None:
    """The number of a numeral without 分之."""
    raw = text[start:end]
    arabic = raw[0].isdigit()
    tail = TAIL.search(raw)
    times = tail.group() if tail else ""
    limits = None if arabic else numerals.between(raw)
    if limits:
        return Number(start, end, *limits, bound="..", tail=times)
    value = numerals.read(raw)
    if value is None and "点" in raw:
        end = start + raw.index("点")
        value = numerals.read(text[start:end])
    if value is None:
        return None
    if arabic:
        end, value = extended(text, end, value)
    if text.startswith("个亿", end):
        return Number(start, end + 2, value * 10**8, value * 10**8, arabic=arabic, tail="亿")
    return Number(start, end, value, value, arabic=arabic, tail=times)


def extended(text: str, end: int, value: Decimal) -> tuple[int, Decimal]:
    """(end, value) with what may follow Arabic digits: 8点5, 2e5, 15k."""
    following = text[end : end + 1]
    if following == "点" and (point := POINT_BETWEEN.match(text, end)):
        return point.end(), value + Decimal(f"0.{point[1]}")
    if following in ("e", "E") and (power := EXPONENT.match(text, end)):
        return power.end(), value.scaleb(int(power[1]))
    if following in ("k", "K") and (thousand := THOUSANDS.match(text, end)):
        return thousand.end(), value * 1000
    return end, value


def vague_at(text: str, number: Number | None) -> Number | None:
    """The number with 余, 多, 几, 来 behind it, and the multipliers behind those (二百三十余万)."""
    if number is None or number.bound == "..":
        return number
    found = VAGUE.match(text, number.end)
    if not found:
        return number
    word, times = found.groups()
    factor = numerals.read(times) if times else Decimal(1)
    if factor is None or not (times or word in "余多几" or tables().after.at(text, found.end())):
        return number
    if word in "来几" and (number.low % 10 or (number.arabic and word == "几")):
        return number
    if not times and (not tables().after.at(text, found.end()) if word != "余" else text.startswith(("额", "热", "粮", "生", "下"), found.end())):
        if word != "多" or text[found.end() : found.end() + 1] not in ("", "，", "。", "、", "；"):
            return number
    return replace(number.times(factor), end=found.end(), bound=">" if word != "来" else "≈", hedge=word, tail=times or number.tail)


def half_at(text: str, start: int) -> Number | None:
    """半 before a unit (半年, 半数), and 半百."""
    if text.startswith("半百", start):
        return Number(start, start + 2, Decimal(50), Decimal(50))
    return Number(start, start + 1, HALF, HALF)


def fraction_at(text: str, start: int, end: int, found: re.Match[str]) -> Number | None:
    """三分之二 as a number, 百分之五 as 5 %, 千分之三 as 3 ‰, 万分之四 as 0.04 %; 一百分之二 is a fraction too."""
    below = text[start:end].translate(numerals.FOLD)
    stop = settled_end(text, found.start("above"), found.end("above"))
    written = text[found.start("above") : stop]
    limits = numerals.between(written)
    above = limits or (numerals.read(written),) * 2
    low, high = above
    size = numerals.read(below)
    if low is None or high is None or not size:
        return None
    number = Number(start, stop, low, high, ".." if limits else "=", arabic=written[0].isdigit(), tail="")
    if any(character in numerals.DIGITS or character.isdigit() for character in below):
        return replace(number, low=numerals.divide(low, size), high=numerals.divide(high, size), unit="1")
    if low == high:
        number = vague_at(text, number) or number
    if below in PERCENTS:
        return thousandfold(text, replace(number, unit=PERCENTS[below]))
    return replace(number.times(numerals.divide(HUNDRED, size)), unit="%")


def thousandfold(text: str, number: Number) -> Number:
    """百分之15k."""
    end, value = extended(text, number.end, number.low) if number.low == number.high else (number.end, number.low)
    return number if end == number.end else replace(number, end=end, low=value, high=value)


def mixed_at(text: str, start: int, end: int, found: re.Match[str]) -> Number | None:
    """三又四分之一."""
    whole = numerals.read(text[start:end])
    below, above = numerals.read(found["below"]), numerals.read(found["above"])
    if whole is None or not below or above is None:
        return None
    value = whole + numerals.divide(above, below)
    return Number(start, found.end(), value, value, unit="1")
