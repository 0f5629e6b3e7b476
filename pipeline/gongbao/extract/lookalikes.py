"""What looks like a number and is none: codes (C919, 4/5G), clock times, document and telephone numbers, set phrases, slogans in quotes."""

from __future__ import annotations

import re
from functools import cache

from gongbao.lexicon import Phrases, Words
from gongbao.numerals import CHARACTERS
from gongbao.resources import lexicon, rows

LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_@#&\\")
JOINTS = frozenset("-–.·:：∶/／+×*－‐")
CODING = LETTERS | JOINTS | frozenset("—–-~～至到、")  # what stands before a numeral that may be a part of a code
POINTS = frozenset(".·:：∶×")
ERA, LABEL, TAIL = "era", "label", "tail"
LINKS, NUMBERED = frozenset("—–-~～至到、"), re.compile(r"第[0-9]{1,6}[—–\-~～至到、]$")
OPENING, CLOSING = frozenset("“‘「『\"《〈"), frozenset("”’」』\"》〉")
DIGITS = frozenset("0123456789０１２３４５６７８９")
NUMERIC = frozenset(CHARACTERS + "半") | DIGITS
ADDRESS = re.compile(r"(?:[A-Za-z]{2,8}://|www\.)[^\s　-〿㐀-鿿＀-￯]+|(?<![\w.+-])[\w.+-]{1,64}+@[\w-]{1,64}\.[\w.-]+")
ACRONYM = re.compile("(?<![A-Za-z0-9-])[A-Z]{3,5}$")
COUNTED = frozenset("个台家项万亿件套辆元%％美港吨亩人户千")
TITLE = re.compile(r"《[^《》\n]{1,80}》")
TABLE = re.compile(r"(?:^|[^㐀-鿿]|[附见如下上])[表图]$")
MINUTES, HOURS = re.compile(r"[0-9一二三四五六七八九十]{1,3}分"), re.compile(r"(?<![0-9])(?:[01]?[0-9]|2[0-4])[时時点點]$")
DAYTIME, PAUSED = frozenset("日号天早晚午晨夜"), ("，", ",", "一个")
QUOTED = 12  # characters within which a quoted slogan closes


@cache
def set_phrases() -> Phrases:
    """configs/lexicon/setphrases.tsv, each phrase found from its numerals."""
    phrases = [row["phrase"] for row in rows(lexicon("setphrases")) if row["class"] not in (ERA, LABEL, TAIL)]
    return Phrases({one: frozenset(k for k, sign in enumerate(one) if begins_numeral(one, k, sign)) for one in phrases})


@cache
def words_of(class_: str) -> Words[str]:
    """Names of eras (光绪, 民国), whose years are dates; labels (附件, 编号), whose numbers are names; tails of slogans (四个坚持)."""
    return Words({row["phrase"]: row["phrase"] for row in rows(lexicon("setphrases")) if row["class"] == class_})


def follows(class_: str, text: str, place: int) -> bool:
    """True where a word of that class ends at a place."""
    return words_of(class_).until(text, place) is not None


def leads_to(class_: str, text: str, place: int) -> bool:
    """True where a word of that class begins at a place."""
    return words_of(class_).at(text, place) is not None


def begins_numeral(phrase: str, place: int, sign: str) -> bool:
    """True where a numeral begins at that place of the phrase."""
    return sign in NUMERIC and not (sign in DIGITS and place and phrase[place - 1] in DIGITS)


def in_set_phrase(text: str, place: int, start: int, end: int) -> bool:
    """True where the numeral at `place` stands in a set phrase that the surface text[start:end] does not hold with more around it."""
    covering = set_phrases().covering(text, place)
    return bool(covering) and any(not (start <= first and last < end) for first, last in covering)


def addresses(text: str) -> list[tuple[int, int]]:
    """Spans of web and mail addresses, and of titles in 《》."""
    found = [hit.span() for hit in TITLE.finditer(text)] if "《" in text else []
    if "://" not in text and "www." not in text and "@" not in text:
        return found
    return [*found, *(hit.span() for hit in ADDRESS.finditer(text))]


def of_clock(text: str, start: int, end: int, unit: str) -> bool:
    """True for the hours and minutes of a time of day: 8日9点, ，9点; 15时30分."""
    if unit == "分":
        return HOURS.search(text, max(0, start - 4), start) is not None
    if unit != "点":
        return False
    if text[start - 1 : start] in DAYTIME or MINUTES.match(text, end):
        return True
    return text.endswith(PAUSED, 0, start) and not "㐀" <= text[end : end + 1] <= "鿿"


def of_table(text: str, start: int) -> bool:
    """True for the number of a table or a figure: 表1, 见图2."""
    return text[start - 1 : start] in ("表", "图") and TABLE.search(text, max(0, start - 2), start) is not None


def in_code(text: str, start: int, end: int) -> bool:
    """True where the Arabic numeral text[start:end] is a part of a code, a clock time, a score or a number with several points."""
    left, right = text[start - 1 : start], text[end : end + 1]
    if left in LETTERS and left:
        return not (ACRONYM.search(text, max(0, start - 6), start) and right in COUNTED)
    if left in LINKS and left and NUMBERED.search(text, max(0, start - 8), start):
        return True
    if left in JOINTS and left and start > 1 and (text[start - 2] in DIGITS or text[start - 2] in LETTERS):
        return True
    return bool(right) and right in POINTS and text[end + 1 : end + 2] in DIGITS


def in_slogan(text: str, start: int, end: int, chinese: bool) -> bool:
    """True where the number opens a quoted name: “1146”战略, “两个健康”, “3+2”模式."""
    if start == 0 or text[start - 1] not in OPENING:
        return False
    if text[end : end + 1] in CLOSING or text[end : end + 1] == "+":
        return True
    closes = next((k for k in range(end, min(end + QUOTED, len(text))) if text[k] in CLOSING), None)
    return closes is not None and (chinese or closes - end < 3)
