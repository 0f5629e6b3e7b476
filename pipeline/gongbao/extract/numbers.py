"""The number of a quantity, without its unit: numerals with 余 多 几, neighbouring digits (三五), fractions, 百分之五."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gongbao import numerals
from gongbao.extract.units import tables

HUNDRED = Decimal(100)
HALF = Decimal("0.5")
D, C, T = numerals.D, numerals.CHARACTERS, numerals.TIMES
# the same as numerals.NUMERAL, but led by one set of characters, which makes the search fast
SCAN = re.compile(
    rf"[{D}{C}半](?:(?<=[{D}])[{D}]*+(?:(?<![{D}]{{4}})(?:[,，][{D}]{{3}}(?![{D}]))++)?+(?:[.．][{D}]++)?+)?"
    rf"(?:[{C}]++|(?<=[{T}{numerals.ZEROS}]){numerals.ARABIC})*+(?:(?:[点點]|(?<![{D}])[.．])(?=[{numerals.UNITS}{numerals.ZEROS}])[{numerals.UNITS}{numerals.ZEROS}]++[十百千万亿萬億]*+)?+"
)
GROUPED = re.compile(rf"[{D}]{{1,3}}(?: [{D}]{{3}}(?![{D}])){{1,5}}+(?:\.[{D}]++)?+[万亿]*+")
VAGUE = re.compile(r"([多余几来])([十百千万亿]*)")
BELOW = re.compile(rf" ?分 {{0,2}}之 ?(?P<above>[负負-]? ?{numerals.NUMERAL})")
MIXED = re.compile(rf" ?又 ?(?P<below>{numerals.NUMERAL}){BELOW.pattern}")
SPACED = re.compile(rf"(?:[{C}{D}点點]| (?=[{C}点點])){{1,40}}+")
POWER = re.compile(r"[eE^]([+-]?[0-9]{1,2})(?![0-9A-Za-z.])")
THOUSANDS = re.compile(r"([kKM])(?![A-Za-z0-9])")
POINT_BETWEEN = re.compile(rf"点([{D}]++)(?![{D}分钟整半许.:：])")
FRACTIONAL = frozenset(" 分又")
EXTENDING = frozenset("个点eE^kKM")
RESUMED = frozenset("万亿千百")
VAGUE_WORDS = frozenset(" 余多几来")
PAUSES = frozenset(["", *"，。、；,;）)\n 的"])
PARTED, WHOLES = frozenset("上下前后大多小对各参"), frozenset("年月场段程部期夜数生")
HALVED_WORDS = frozenset("径导岛")
DOUBTFUL = frozenset("陆陸伍参參拾")  # also words of their own: 大陆, 队伍, 参加, 收拾
UNSURE, OF_UNITS, GOING_ON = DOUBTFUL | {"半"}, frozenset("千百兆两兩"), frozenset(" 半点點分又/余多几来")
FORMAL = frozenset("拾佰仟萬万億亿圆元整分点點零")
SLASHED = re.compile(r"([1-9])/([2-9]|10|100)(?=[的以席强左多，。、；]|$)")
HAN = re.compile("[㐀-鿿]")
COUNTABLE = frozenset(numerals.DIGITS + "0123456789")
PERCENTS = {"百": "%", "千": "‰"}


@dataclass(slots=True)
class Number:
    """A number in the text; a range has `high` > `low`; `bound` is > where 余 stands in it; `tail` are the multipliers at its end."""

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

    def reads(self, low: Decimal, high: Decimal, unit: str) -> Number:
        """The same numeral with other limits, and what they are in; limits that rounding makes one are no range."""
        bound = "=" if self.bound == ".." and low == high else self.bound
        return Number(self.start, self.end, low, high, bound, self.hedge, unit, self.arabic, self.tail)


def number_at(text: str, start: int, end: int) -> Number | None:
    """The number whose numeral the search found at text[start:end]; its end may lie before or behind `end`; None where it is none."""
    if text[end : end + 1] in GOING_ON or text[start] in UNSURE or text[end - 1] in OF_UNITS:
        return involved_at(text, start, end)
    number = plain_at(text, start, end)
    return vague_at(text, number) if number and number.end > end else number


def involved_at(text: str, start: int, end: int) -> Number | None:
    """The number of a numeral that may end elsewhere, be a part of a fraction, or none."""
    first, following = text[start], text[end : end + 1]
    if first == "半" or (following == "半" and end - start == 1 and first in "一1"):
        return half_at(text, start)
    if first in DOUBTFUL and text[start + 1 : start + 2] not in FORMAL and not (end - start > 1 and text[start + 1] in C):
        return None
    end = settled_end(text, start, end)
    if end <= start:
        return None
    if text[end : end + 1] in FRACTIONAL:
        found = BELOW.match(text, end)
        if found:
            return fraction_at(text, start, end, found)
        mixed = MIXED.match(text, end)
        if mixed:
            return mixed_at(text, start, end, mixed)
    if text[end : end + 1] == "/" and (slashed := SLASHED.match(text, start)) and (not start or not text[start - 1].isascii()):
        value = numerals.divide(Decimal(slashed[1]), Decimal(slashed[2]))
        return Number(start, slashed.end(), value, value, unit="1") if value < 1 else None
    return vague_at(text, plain_at(text, start, end))


def settled_end(text: str, start: int, end: int) -> int:
    """The end of the numeral: without characters that begin a unit (千 of 千米, 两 of weight), with pieces behind a blank (三千 九百)."""
    last = text[end - 1]
    if last in "千百兆" and (unit := tables().after.at(text, end - 1)) and unit[0] > end:
        return end - 1
    if last in "两兩" and end - start > 1 and weighs(text, start, end):
        return end - 1
    following = text[end : end + 2]
    if following[:1] == " " or following in ("点 ", "點 "):
        more = GROUPED.match(text, start) or (SPACED.match(text, start) if following[-1] in RESUMED or not text[start].isdigit() else None)
        return spaced_end(start, end, more.group()) if more else end
    return end


def weighs(text: str, start: int, end: int) -> bool:
    """True where 两 behind a numeral is the unit: 三千两百两, 一两 unless something is counted (一两个)."""
    return not numerals.between(text[start:end]) or tables().after.at(text, end) is None


def spaced_end(start: int, end: int, joined: str) -> int:
    """The end of a numeral with blanks in it (1 200, 三千 九百 六十五), where they make one number."""
    joined = joined.rstrip("点點 ")
    if joined[0].isdigit() or any(sign in T or sign in "点點" for sign in joined):
        return start + len(joined) if len(joined) > end - start and numerals.read(joined) is not None else end
    return end


@lru_cache(maxsize=8192)
def reading(raw: str) -> tuple[Decimal, Decimal, str, bool, str] | None:
    """(low, high, bound, Arabic or not, multipliers at the end) of a numeral without 分之; None where it cannot be read."""
    arabic, times = raw[0].isdigit(), raw[len(raw.rstrip(T)) :]
    limits = None if arabic or len(raw) < 2 else numerals.between(raw)
    if limits:
        return *limits, "..", False, times
    value = numerals.read(raw)
    return None if value is None else (value, value, "=", arabic, times)


def plain_at(text: str, start: int, end: int) -> Number | None:
    """The number of a numeral without 分之."""
    raw = text[start:end]
    known = reading(raw) if len(raw) <= numerals.LIMIT else None
    if known is None:
        end = start + raw.find("点")
        value = numerals.read(text[start:end]) if end > start else None
        return Number(start, end, value, value, arabic=raw[0].isdigit()) if value is not None else None
    low, high, bound, arabic, times = known
    if text[end : end + 1] in EXTENDING and bound == "=":
        end, low, more = extended(text, end, low, raw)
        high, times = low, more or times
    return Number(start, end, low, high, bound, "", "", arabic, times)


def extended(text: str, end: int, value: Decimal, raw: str) -> tuple[int, Decimal, str]:
    """(end, value, multiplier) with what may follow digits: 8点5, 2e5, 15k, 1.2M, 10个亿."""
    following = text[end : end + 1]
    if following == "个" and text.startswith("个亿", end):
        return end + 2, value * 10**8, "亿"
    if following == "点" and "点" not in raw and (point := POINT_BETWEEN.match(text, end)):
        return point.end(), value + Decimal(f"0.{point[1]}"), ""
    if not raw[-1].isdigit() or not (following.isalpha() or following == "^"):
        return end, value, ""
    if following in "^eE" and value and (power := POWER.match(text, end)):
        exponent = int(power[1])
        found = value**exponent if following == "^" else value.scaleb(exponent)
        return (power.end(), found, "") if abs(found.adjusted()) < numerals.MAGNITUDE else (end, value, "")
    if following in "kKM" and (more := THOUSANDS.match(text, end)) and (following != "M" or "." in raw):
        return more.end(), value * (10**6 if following == "M" else 1000), more[1]
    return end, value, ""


def vague_at(text: str, number: Number | None) -> Number | None:
    """The number with 余, 多, 几, 来 behind it, and the multipliers behind those (二百三十余万)."""
    found = VAGUE.match(text, number.end) if number and text[number.end : number.end + 1] in VAGUE_WORDS else None
    if number is None or found is None or number.bound == "..":
        return number
    word, times = found.groups()
    value = numerals.read(text[number.start : number.end] + times) if times else number.low
    if value is None or not (times or vague(text, number, word, found.end())):
        return number
    if word in "来几" and number.low % 10:
        return number
    return Number(number.start, found.end(), value, value, "≈" if word == "来" else ">", word, number.unit, number.arabic, times or number.tail)


def vague(text: str, number: Number, word: str, end: int) -> bool:
    """True where 余, 多, 几, 来 that ends at `end` belongs to the number: before a unit; 余 and 多 also before a pause."""
    if word == "几" and number.arabic:
        return False
    if tables().after.at(text, end) is not None:
        return True
    return word != "来" and text[end : end + 1] in PAUSES


def half_at(text: str, start: int) -> Number | None:
    """半 before a unit (半年, 半数), 一半, 过半 and 半百."""
    if text[start - 1 : start] == "过" and not HAN.match(text[start + 1 : start + 2]):
        return Number(start - 1, start + 1, HALF, HALF, ">", "过", unit="1")
    if start and text[start - 1] in PARTED and text[start + 1 : start + 2] in WHOLES:
        return None
    if text.startswith("半百", start):
        return Number(start, start + 2, Decimal(50), Decimal(50), unit="1")
    if text.startswith("半数", start) or text[start] != "半":
        return None if text[start + 2 : start + 3] in HALVED_WORDS else Number(start, start + 2, HALF, HALF, unit="1")
    return Number(start, start + 1, HALF, HALF)


def fraction_at(text: str, start: int, end: int, found: re.Match[str]) -> Number | None:
    """三分之二 as a number, 百分之五 as 5 %, 千分之三 as 3 ‰, 万分之四 as 0.04 %; 一百分之二 is a fraction too."""
    below = text[start:end].translate(numerals.FOLD)
    stop = settled_end(text, found.start("above"), found.end("above"))
    written = text[found.start("above") : stop]
    limits = numerals.between(written)
    low, high = limits or (numerals.read(written),) * 2
    size = numerals.read(below)
    if low is None or high is None or not size:
        return None
    number = Number(start, stop, low, high, ".." if limits else "=", arabic=written[0].isdigit())
    if not COUNTABLE.isdisjoint(below):
        return number.reads(numerals.divide(low, size), numerals.divide(high, size), "1")
    if low == high:
        number = in_thousands(text, vague_at(text, number) or number, written)
    if below in PERCENTS:
        return number.reads(number.low, number.high, PERCENTS[below])
    times = numerals.divide(HUNDRED, size)
    return number.reads(number.low * times, number.high * times, "%")


def in_thousands(text: str, number: Number, written: str) -> Number:
    """百分之15k."""
    end, value, _ = extended(text, number.end, number.low, written)
    number.end = end
    return number.reads(value, value, number.unit)


def mixed_at(text: str, start: int, end: int, found: re.Match[str]) -> Number | None:
    """三又四分之一."""
    whole = numerals.read(text[start:end])
    below, above = numerals.read(found["below"]), numerals.read(found["above"])
    if whole is None or not below or above is None:
        return None
    value = whole + numerals.divide(above, below)
    return Number(start, found.end(), value, value, unit="1")
