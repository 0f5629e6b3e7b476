"""A number with its unit: counters and their guards, 元角分 and 斤两, 半, rates (元/亩), currencies before the number, 度, 折, 番."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from gongbao import numerals
from gongbao.extract import lookalikes
from gongbao.extract.hedges import Hedge
from gongbao.extract.numbers import HALF, SCAN, Number, settled_end
from gongbao.extract.units import BARE, MULTIPLE, Unit, tables

STROKES, JOINED_STROKES = frozenset("/／"), frozenset("/／·")
LOOSE = frozenset({"money", "mass", "length", "duration", "area", "volume"})
SPEEDS = {"每小时": "h", "每秒": "s", "每分钟": "min", "每秒钟": "s", "每天": "天"}
EXPLICIT = ("人民币", "RMB", "rmb", "￥", "¥", "CNY")
ELECTRIC, THERMAL = re.compile("电"), re.compile("温|摄氏|℃|冷|热|暖")
FOLDED = re.compile(r"翻(?:了|上)?(?:近|约|超|超过|逾)?$")
SHAPED = frozenset(numerals.TIMES + "点點.．又半个")
ZERO = frozenset(numerals.ZEROS)
UNCOUNTED = frozenset(numerals.CHARACTERS + "0123456789.个家名人户成点")
HALVES = frozenset("径导岛决价成品径山坡点个封信夜票辈")
ROUNDED = frozenset("万亿")
MULTIPLIERS = frozenset("十百千万亿")
WHOLE = ("bare", "noun")
LETTER = re.compile("[A-Za-z0-9²³]")
TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")
JOINING = frozenset("零又")
HAN = re.compile("[㐀-鿿]")
CONTINUING = frozenset(numerals.CHARACTERS + "0123456789又半/／")
NUMERIC = frozenset(numerals.CHARACTERS + "0123456789又")


@dataclass(slots=True)
class Measured:
    """A number with its unit; `start` and `end` are those of the surface so far, `bare` tells that no unit was found."""

    start: int
    end: int
    number: Number
    unit: Unit
    low: Decimal
    high: Decimal
    below: str = ""
    bare: bool = False
    before: tuple[Hedge, ...] = ()
    after: tuple[Hedge, ...] = field(default=())

    @property
    def kind(self) -> str:
        """The kind of the quantity."""
        if self.below:
            return "speed" if self.unit.kind == "length" else "rate"
        return "ratio" if self.number.unit == "1" and self.unit.symbol == "1" else self.unit.kind

    @property
    def symbol(self) -> str:
        return f"{self.unit.symbol}/{self.below}" if self.below else self.unit.symbol

    def scaled(self, factor: Decimal) -> Measured:
        return replace(self, low=self.low * factor, high=self.high * factor)


def measured_at(text: str, number: Number, currency: str) -> Measured:
    """The number with the unit that stands at it, or `bare`."""
    found = with_unit(text, number)
    if found is None:
        given = tables().symbols[number.unit] if number.unit else BARE
        found = Measured(number.start, number.end, number, given, number.low, number.high, bare=not number.unit)
    elif not found.bare and text[found.end : found.end + 1] in CONTINUING:
        found = rate(text, compound(text, halved(text, found)))
    return in_currency(text, prefixed(text, found), currency)


def with_unit(text: str, number: Number) -> Measured | None:
    """The number with the unit or counter behind it, if that counts there."""
    if number.unit not in ("", "1"):
        return None
    special = special_at(text, number)
    if special:
        return special
    at = number.end + (text[number.end : number.end + 1] == " " and not opens_line(text, number))
    hit = tables().after.at(text, at)
    if hit is None or not counts(text, number, *hit):
        return None
    end, unit = hit
    if unit.class_ == "bare":
        return Measured(number.start, number.end, number, BARE, number.low, number.high)
    return Measured(number.start, end, number, unit, number.low * unit.times, number.high * unit.times)


def numbers_a_section(text: str, number: Number) -> bool:
    """True for 2.3 at the beginning of a line."""
    return (number.start == 0 or text[number.start - 1] == "\n") and number.arabic and number.end - number.start < 6


def opens_line(text: str, number: Number) -> bool:
    """True where a small whole number and a blank begin a line of Chinese: a heading's number."""
    if number.start and text[number.start - 1] != "\n":
        return False
    following = text[number.end + 1 : number.end + 3]
    return number.low < 100 and not number.tail and len(following) > 1 and all(map(HAN.match, following))


def counts(text: str, number: Number, end: int, unit: Unit) -> bool:
    """True where this unit or counter, which ends at `end`, belongs to the number."""
    following = text[end : end + 1]
    if number.single and not number.low and len(text) > end:
        return False
    if text[end - 1].isascii() and text[end - 1].isalpha() and following and LETTER.match(following):
        return False
    if not number.arabic and by_digits(text, number) and unit.symbol != "折":
        return False
    if unit.class_ in ("unit", "limited"):
        return not (following and following in unit.stop) and not (text[end - 1] == "%" and following.isdigit()) and not is_year(text, number, unit)
    if number.unit and unit.kind == "count":
        return False
    if number.low % 1 and not number.tail and unit.kind == "count" and (unit.class_ in WHOLE or numbers_a_section(text, number)):
        return False
    guarded = bool(following) and following in unit.stop
    if unit.class_ in ("any", "many"):
        return not (guarded and short(text, number)) and not (unit.class_ == "many" and number.single and number.low == 1)
    if unit.class_ == "bare" and number.low >= 1000:
        return False
    return not guarded and (number.arabic or (long(number) and (unit.class_ == "digit" or written_out(text, number))))


def written_out(text: str, number: Number) -> bool:
    """True for a Chinese numeral of ten and more that counts (二十六校)."""
    raw = text[number.start : number.end]
    return number.low >= 10 and any(sign in numerals.TIMES for sign in raw) and number.bound == "="


def short(text: str, number: Number) -> bool:
    """True for one Chinese digit, and for multipliers alone (上千万家庭)."""
    return number.single or (not number.arabic and MULTIPLIERS.issuperset(text[number.start : number.end]))


def long(number: Number) -> bool:
    """True for Arabic numerals, and for Chinese ones that say more than a digit."""
    return number.arabic or number.end - number.start > 1


def by_digits(text: str, number: Number) -> bool:
    """True for a Chinese numeral read digit by digit (二〇二一), which names something."""
    raw = text[number.start : number.end]
    if len(raw) < 2 or number.low < 0 or number.bound != "=" or number.unit or SHAPED.intersection(raw):
        return False
    return not (100 < number.low < 1900 and ZERO.intersection(raw[1:]))


def is_year(text: str, number: Number, unit: Unit) -> bool:
    """True for 2021年, 884年, 光绪十年."""
    if unit.symbol != "年" or number.bound != "=":
        return False
    if number.arabic and (1000 <= number.low <= 2999 or (number.low > 100 and number.low % 10)):
        return True
    return lookalikes.follows(lookalikes.ERA, text, number.start)


def special_at(text: str, number: Number) -> Measured | None:
    """个半小时, 番, 折, 度, and 块 as money."""
    following = text[number.end : number.end + 1]
    if following == "个":
        return and_a_half(text, number)
    if following == "番" and FOLDED.search(text[max(0, number.start - 4) : number.start]):
        return Measured(number.start, number.end + 1, number, MULTIPLE, number.low, number.high)
    if following == "折":
        return discount(text, number)
    if following in ("度", "°") and following:
        return degrees(text, number)
    if following == "块" and is_money(text, number):
        return Measured(number.start, number.end + 1, number, tables().symbols["CNY"], number.low, number.high)
    return None


def and_a_half(text: str, number: Number) -> Measured | None:
    """一个半小时, 两个多月."""
    word = text[number.end + 1 : number.end + 2]
    if word not in ("半", "多", "来") or not word:
        return None
    hit = tables().after.at("个" + text[number.end + 2 : number.end + 6], 0)
    if hit is None or hit[1].symbol == "个":
        return None
    end, unit = number.end + 1 + hit[0], hit[1]
    if word == "半":
        return Measured(number.start, end, number, unit, number.low + HALF, number.high + HALF)
    hedged = replace(number, bound=">" if word == "多" else "≈", hedge=word)
    return Measured(number.start, end, hedged, unit, number.low, number.high)


def discount(text: str, number: Number) -> Measured | None:
    """9折 and 75折 (7.5)."""
    unit = tables().symbols["折"]
    value = number.low / 10 if number.low > 10 else number.low
    if value >= 10 or text[number.end + 1 : number.end + 2] in tuple(unit.stop):
        return Measured(number.start, number.end, number, BARE, value, value, bare=True)
    return Measured(number.start, number.end + 1, number, unit, value, value)


def degrees(text: str, number: Number) -> Measured | None:
    """度 as electricity, temperature or angle, by what stands before it; 一度 is none of them."""
    plain = tables().symbols["度"]
    hit = tables().after.at(text, number.end)
    end = hit[0] if hit else number.end + 1
    if hit and hit[1].symbol != "度":
        return None
    if text[end : end + 1] in tuple(plain.stop):
        return None
    context = text[max(0, number.start - 12) : number.start]
    if prefix := tables().before.until(text, number.start):
        unit = prefix[1] if prefix[1].kind == "temperature" else plain
    elif ELECTRIC.search(context) or ROUNDED.intersection(number.tail):
        unit = tables().symbols["kWh"]
    else:
        unit = tables().symbols["℃"] if THERMAL.search(context) else plain
    if unit is plain and number.single and len(text) > end:
        return Measured(number.start, number.end, number, BARE, number.low, number.high, bare=True)
    return Measured(number.start, end, number, unit, number.low, number.high)


def is_money(text: str, number: Number) -> bool:
    """True where 块 behind the number is money: before digits (九块九), or with nothing else in the text."""
    rest = text[number.end + 1 :  number.end + 3]
    if not rest.strip() and not text[: number.start].strip():
        return True
    return bool(rest) and (rest[0] in numerals.CHARACTERS or rest[0].isdigit())


def halved(text: str, found: Measured) -> Measured:
    """三斤半, 五年半, 5成半, 九成五."""
    following = text[found.end : found.end + 1]
    if following == "半" and text[found.end + 1 : found.end + 2] not in HALVES and found.number.bound == "=":
        return more_by(found, HALF * found.unit.times)
    if text[found.end - 1] == "成" and following not in numerals.TIMES and text[found.end + 1 : found.end + 2] not in UNCOUNTED:
        return more_by(found, numerals.read(following) or Decimal(0))
    return found


def more_by(found: Measured, value: Decimal) -> Measured:
    """The amount with one more character that adds to it."""
    return replace(found, end=found.end + 1, low=found.low + value, high=found.high + value)


def compound(text: str, found: Measured) -> Measured:
    """50元6角三分, 六斤8两, 1小时30分: with smaller units of the same kind behind; the value stays in the first unit."""
    following = text[found.end : found.end + 1]
    if found.unit.kind not in LOOSE or following not in NUMERIC or found.low != found.high:
        return found
    last, total = found.unit, found.low
    for _ in range(3):
        more = smaller(text, found.end, last)
        if more is None:
            break
        end, value, last = more
        total += numerals.divide(value * last.times * last.factor * found.unit.over, last.over * found.unit.factor)
        found = replace(found, end=end, low=total, high=total)
    return found


def smaller(text: str, start: int, unit: Unit) -> tuple[int, Decimal, Unit] | None:
    """(end, value, unit) of the next part of a compound amount."""
    at = start + (text[start : start + 1] in JOINING)
    part = SCAN.match(text, at)
    if part is None or text[at] == "半":
        return None
    end = settled_end(text, at, part.end())
    value = numerals.read(text[at:end])
    if value is None:
        return None
    for table in (tables().continued.get(unit.kind), tables().after):
        hit = table.at(text, end) if table else None
        if hit and hit[1].base == unit.base and hit[1].kind == unit.kind and amount_of_one(hit[1]) < amount_of_one(unit):
            return hit[0], value, hit[1]
    following = text[end : end + 1]
    if unit.kind == "money" and end - at == 1 and text[start - 1] in "块毛角" and not HAN.match(following):
        return end, value, replace(unit, times=unit.times * (HUNDREDTH if at > start else TENTH))
    return None



def amount_of_one(unit: Unit) -> Decimal:
    return unit.times * unit.factor / unit.over


def rate(text: str, found: Measured) -> Measured:
    """元/亩, 万吨/年, 元/人·月."""
    parts: list[str] = []
    end = found.end
    while len(parts) < 3 and text[end : end + 1] in (JOINED_STROKES if parts else STROKES):
        hit = tables().below.at(text, end + 1)
        if hit is None:
            break
        end = hit[0]
        parts.append(hit[1])
    return replace(found, end=end, below="/".join(parts)) if parts else found


def prefixed(text: str, found: Measured) -> Measured:
    """人民币3.14, US$20, 摄氏25度, 每小时3千米: what stands before the number and belongs to its unit."""
    start = found.start - (text[found.start - 1 : found.start] == " ")
    if found.unit.kind == "length" and not found.below:
        for word, below in SPEEDS.items():
            if text.endswith(word, 0, found.start):
                return replace(found, start=found.start - len(word), below=below)
    hit = tables().before.until(text, start)
    if hit is None:
        return found
    at, unit = hit
    if text[at].isascii() and text[at].isalpha() and text[at - 1 : at].isalpha() and text[at - 1].isascii():
        return found
    same = unit.kind == found.unit.kind and (found.unit.symbol in ("CNY", unit.symbol) or unit.symbol == found.unit.symbol)
    if not (same or (found.bare and unit.kind == "money" and not HAN.match(text[found.end : found.end + 1] ))):
        return found
    return replace(found, start=at, unit=replace(unit, times=found.unit.times if same else unit.times), bare=False)


def in_currency(text: str, found: Measured, currency: str) -> Measured:
    """A bare 元 in the currency of the bulletin."""
    if currency == "CNY" or found.unit.symbol != "CNY" or any(word in text[found.start : found.end] for word in EXPLICIT):
        return found
    return replace(found, unit=tables().symbols[currency])
