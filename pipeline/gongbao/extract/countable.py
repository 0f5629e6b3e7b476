"""Whether a unit or a counter belongs to the number before it: the guards against 个体, 2021年, 2.3本项目."""

from __future__ import annotations

import re

from gongbao import numerals
from gongbao.extract import lookalikes
from gongbao.extract.numbers import Number
from gongbao.extract.units import Unit

SHAPED = frozenset(numerals.TIMES + "点點.．又半个")
ZERO = frozenset(numerals.ZEROS)
YEAR = "年"
MULTIPLIERS = frozenset("十百千万亿")
RENMINBI = "人民币"  # behind one digit that is a part of a name: 李四人民币
WHOLE, MEASURING, TELLING = ("bare", "noun"), ("unit", "limited"), ("any", "many")
CONVENED, CONVENING = frozenset("会全"), frozenset("届大协会委代")  # 十四届二次会议
LETTER = re.compile("[A-Za-z0-9²³]")
HAN = re.compile("[㐀-鿿]")


def counts(text: str, number: Number, end: int, unit: Unit) -> bool:
    """True where this unit or counter, which ends at `end`, belongs to the number."""
    following = text[end : end + 1]
    if not number.arabic and names(text, number, end, unit):
        return False
    if text[end - 1].isascii() and following and text[end - 1].isalpha() and LETTER.match(following):
        return False
    if unit.class_ in MEASURING:
        if following and (following in unit.stop or (text[end - 1] == "%" and following.isdigit())):
            return False
        return unit.symbol != YEAR or not is_year(text, number)
    if unit.kind == "count" and (number.unit or (not number.tail and parted(text, number, unit))):
        return False
    return told(text, number, unit, following)


def names(text: str, number: Number, end: int, unit: Unit) -> bool:
    """True for 零 and for digits in a row, which name something."""
    if number.single:
        return (not number.low and len(text) > end) or (number.start > 0 and text[number.end : end] == RENMINBI)
    return unit.symbol != "折" and by_digits(text, number)


def parted(text: str, number: Number, unit: Unit) -> bool:
    """True for 2.3 before a counter of whole things, and at the beginning of a line."""
    return number.low % 1 != 0 and (unit.class_ in WHOLE or numbers_a_section(text, number))


def told(text: str, number: Number, unit: Unit, following: str) -> bool:
    """True where the class of a counter lets it count here."""
    class_ = unit.class_
    guarded = bool(following) and following in unit.stop
    if unit.symbol == "次" and number.single and following in CONVENED and text[number.start - 1 : number.start] in CONVENING:
        return False
    if class_ in TELLING:
        return not (guarded and short(text, number)) and not (class_ == "many" and number.single and number.low == 1)
    if class_ == "bare" and number.low >= 1000:
        return False
    return not guarded and (number.arabic or (long(number) and (class_ == "digit" or written_out(text, number))))


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


def is_year(text: str, number: Number) -> bool:
    """True for 2021年, 884年, 光绪十年."""
    if number.bound != "=":
        return False
    if number.arabic and (1000 <= number.low <= 2999 or (number.low > 100 and number.low % 10)):
        return True
    return lookalikes.follows(lookalikes.ERA, text, number.start)


def numbers_a_section(text: str, number: Number) -> bool:
    """True for 2.3 at the beginning of a line."""
    return (number.start == 0 or text[number.start - 1] == "\n") and number.arabic and number.low < 20


def opens_line(text: str, number: Number) -> bool:
    """True where a small whole number and a blank begin a line of Chinese: a heading's number."""
    if number.start and text[number.start - 1] != "\n":
        return False
    following = text[number.end + 1 : number.end + 3]
    return number.low < 100 and not number.tail and len(following) > 1 and all(map(HAN.match, following))
