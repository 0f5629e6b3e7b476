"""Numerals as numbers: 23,876 · 三百二十 · 一万五千亿 · 二〇二一 · 壹佰贰拾 · 3万4000 · 1.1万亿 · 一点五 · 三分之二, as exact decimals."""

from __future__ import annotations

import re
from decimal import Context, Decimal, Inexact
from functools import lru_cache

DIGITS = "零一二三四五六七八九"
WRITINGS = {  # other characters of a digit or a multiplier
    "〇": "零", "○": "零", "两": "二", "兩": "二", "壹": "一", "贰": "二", "貳": "二", "叁": "三", "參": "三", "参": "三",
    "肆": "四", "伍": "五", "陆": "六", "陸": "六", "柒": "七", "捌": "八", "玖": "九",
    "拾": "十", "佰": "百", "仟": "千", "萬": "万", "億": "亿",
    "廿": "二十", "卅": "三十", "卌": "四十", "點": "点", "負": "负", "．": ".", "－": "-", "−": "-", "﹣": "-",
}
SIGNS = {"-": -1, "负": -1, "+": 1}
FOLD = str.maketrans({**WRITINGS, **{chr(0xFF10 + k): str(k) for k in range(10)}, **dict.fromkeys(" \u00a0\u3000,，", "")})
SMALL = {"十": 10, "百": 100, "千": 1000}
BIG = (("兆", 10**12), ("亿", 10**8), ("万", 10**4))
LIMIT = 64  # characters; what is longer is no number that anybody reads
MAGNITUDE = 24  # powers of ten; nothing that a bulletin counts is larger
LARGEST = 10**MAGNITUDE
PLACES = Decimal("1e-10")  # fractions without end are rounded to it
TERMINATING, WIDE = Context(prec=28, traps=[Inexact]), Context(prec=100)

D = "0-9０-９"
UNITS = "一二三四五六七八九两兩壹贰貳叁參参肆伍陆陸柒捌玖"
ZEROS = "零〇○"
TIMES = "十百千万亿兆拾佰仟萬億廿卅卌"
CHARACTERS = UNITS + ZEROS + TIMES
ARABIC = rf"(?:[{D}]{{1,3}}(?:[,，][{D}]{{3}})++(?![{D}])|[{D}]++)(?:[.．][{D}]++)?+"
NUMERAL = (
    rf"(?:{ARABIC}|[{CHARACTERS}])(?:[{CHARACTERS}]++|(?<=[{TIMES}{ZEROS}]){ARABIC})*+"
    rf"(?:(?:[点點]|(?<![{D}])[.．])(?=[{UNITS}{ZEROS}])[{UNITS}{ZEROS}]++[十百千万亿萬億]*+)?+"
)
PLAIN = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
POINTED = re.compile(rf"([^点.]+)[点.]([{DIGITS}0-9]+)([十百千万亿兆]*)")
TOKEN = re.compile(rf"([0-9]+(?:\.[0-9]+)?)|([{DIGITS}])|([十百千])|(.)")
NEIGHBOURS = re.compile(r"(?<![零一二三四五六七八九])([一二三四五六七八九])([二三四五六七八九])(?![零一二三四五六七八九])")


def read(text: str) -> Decimal | None:
    """The number that a numeral of any notation writes, with or without a sign; None where it is none, or longer than LIMIT."""
    return signed(text) if len(text) <= LIMIT else None


@lru_cache(maxsize=8192)
def signed(text: str) -> Decimal | None:
    """A numeral of any notation, with or without a sign."""
    folded = text.translate(FOLD)
    sign = SIGNS.get(folded[:1])
    number = fraction(folded[1:] if sign else folded)
    if number is None or number.adjusted() >= MAGNITUDE:
        return None
    return number if sign is None else number * sign


def small(text: str) -> int | None:
    """The whole number up to 9999 of a day, a month, a year or an ordinal (十二, 廿一, 二〇二一, 07); None where it is something else."""
    number = read(text)
    return int(number) if number is not None and 0 <= number <= 9999 and number == int(number) else None


def between(text: str) -> tuple[Decimal, Decimal] | None:
    """The limits of a numeral with two neighbouring digits: 三五 is 3 to 5, 二三十 20 to 30, 十七八 17 to 18; None where it has none."""
    return limits(text) if len(text) <= LIMIT else None


@lru_cache(maxsize=1024)
def limits(text: str) -> tuple[Decimal, Decimal] | None:
    """What `between` gives for a numeral of usual length."""
    folded = text.translate(FOLD)
    if "点" in folded or "." in folded:
        return None
    hits = list(NEIGHBOURS.finditer(folded))
    if len(hits) != 1:
        return None
    hit = hits[0]
    first, second = (DIGITS.index(digit) for digit in hit.groups())
    if second - first != 1 and (first, second) != (3, 5):
        return None
    low, high = (fraction(folded[: hit.start()] + digit + folded[hit.end() :]) for digit in hit.groups())
    return (low, high) if low is not None and high is not None and low < high else None


def fraction(text: str) -> Decimal | None:
    """A folded numeral without sign that may be a fraction (三分之二, 一又二分之一)."""
    if "分之" not in text:
        return unsigned(text)
    whole, _, rest = text.rpartition("又")
    below, _, above = rest.partition("分之")
    parts = [unsigned(whole) if whole else Decimal(0), unsigned(below), read(above) if "分之" not in above else None]
    if parts[0] is None or parts[2] is None or not parts[1]:
        return None
    return parts[0] + divide(parts[2], parts[1])


def divide(above: Decimal, below: Decimal) -> Decimal:
    """The quotient, exact where it ends, else to ten decimal places."""
    try:
        return TERMINATING.divide(above, below)
    except Inexact:
        return WIDE.divide(above, below).quantize(PLACES, context=WIDE)


def unsigned(text: str) -> Decimal | None:
    """A folded numeral: a decimal in either notation, or a whole number."""
    if PLAIN.fullmatch(text):
        return Decimal(text)
    pointed = POINTED.fullmatch(text)
    if not pointed:
        return whole_number(text)
    whole, places, scale = pointed.groups()
    units, times = whole_number(whole), whole_number(scale) if scale else Decimal(1)
    if units is None or times is None:
        return None
    return (units + Decimal("0." + "".join(arabic(digit) for digit in places))) * times


def arabic(digit: str) -> str:
    """A digit of either kind as an Arabic one."""
    return str(DIGITS.index(digit)) if digit in DIGITS else digit


def whole_number(text: str) -> Decimal | None:
    """A numeral with 万, 亿, 兆, split at the last of the largest: 一万五千亿 is 一万五千 times 亿."""
    for sign, factor in BIG:
        left, found, right = text.rpartition(sign)
        if found:
            times = whole_number(left) if left else Decimal(1)
            rest = remainder(right, factor)
            if times is None or rest is None or times >= LARGEST or (right and times != int(times)):
                return None
            return times * factor + rest
    return below_ten_thousand(text)


def remainder(text: str, factor: int) -> Decimal | None:
    """What follows 万 or 亿: 三万五 is 35000, 三万零五 30005; None where it is too large to follow."""
    if not text:
        return Decimal(0)
    if len(text) == 1 and text != "零":
        digit = below_ten_thousand(text)
        return digit * factor / 10 if digit is not None and digit < 10 else digit
    rest = whole_number(text.lstrip("零") or "零")
    return rest if rest is not None and rest < factor else None


def below_ten_thousand(text: str) -> Decimal | None:
    """A numeral of 千, 百, 十 and digits; one of digits alone is read digit by digit (二〇二一)."""
    if text and all(sign in DIGITS for sign in text):
        return Decimal("".join(arabic(sign) for sign in text))
    total, number, last, zero = Decimal(0), None, 10000, False
    for plain, digit, unit, other in TOKEN.findall(text):
        if other or (number is not None and not unit):
            return None
        if unit:
            if SMALL[unit] >= last:
                return None
            last = SMALL[unit]
            total += (Decimal(1) if number is None else number) * last
            number, zero = None, False
        elif digit == "零":
            zero = True
        else:
            number = Decimal(plain) if plain else Decimal(DIGITS.index(digit))
            zero = zero or plain.startswith("0")
    if number is None:
        return total if text else None
    return total + (number * last / 10 if last in (100, 1000) and not zero and number < 10 else number)
