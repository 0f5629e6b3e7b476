"""Finds where a text may have dates, and the tokens there: a cheap look for how they begin, then one pattern for each way to begin."""

from __future__ import annotations

import re
from functools import cache

from gongbao.extract.date_patterns import ARABIC, CHINESE, LATER, NUMERAL, STANDS_ALONE, TAIWAN, TENS, TRIGGERS, WORD, filled
from gongbao.extract.date_words import any_of, eras, events, feast_rows, relative, short_holidays, terms, vague
from gongbao.resources import lexicon, rows

Patterns = dict[str, str]
PREFIX, GROUP = 3, 12  # characters of a word that are looked for; first characters told together
GUARDS = {"arabic": r"(?<!\d)(?:(?<!\d[.,])|(?<=\n\d\.)(?=\d{1,2}月(?!均))|(?<=\d\.)(?=(?:19|20)\d\d年))", "chinese": f"(?<![{TENS}])"}
LATER_STARTS = '0123456789第全底末终初伊上中下前后年月首头同今最倒向春夏秋冬暑寒去明本当次翌这元岁(（星礼周民农腊正闰“"'

TRIGGER_STARTS = '0123456789“"「『‘《第星礼周上下这本今西每最近过未将前后民中公农阴旧正腊冬闰大头首全半年月岁春夏秋初元'


def merged(groups: list[Patterns]) -> Patterns:
    """The patterns of all groups by kind; of a kind in several, the first is tried first."""
    found: Patterns = {}
    for group in groups:
        for kind, pattern in group.items():
            found[kind] = f"{found[kind]}|{pattern}" if kind in found else pattern
    return found


@cache
def numeral_tokens(style: str, taiwan: bool) -> Patterns:
    """The tokens that begin with a numeral of a style."""
    own = ARABIC if style == "arabic" else CHINESE
    ordered = [taiwan_tokens(style) if taiwan else {}, {kind: own[kind] for kind in own if kind != "day"}, NUMERAL, {"day": own["day"]}]
    return {kind: f"{GUARDS[style]}(?:{filled(pattern, style)})" for kind, pattern in merged(ordered).items()}


def taiwan_tokens(style: str) -> Patterns:
    """Years of the Republic without its name."""
    school = {"school": TAIWAN["school"]} if style == "arabic" else {}
    return {**school, "republic": TAIWAN[style]}


@cache
def word_tokens() -> Patterns:
    """The tokens that begin with a word."""
    return {kind: filled(pattern) for kind, pattern in WORD.items()}


@cache
def later_tokens(taiwan: bool) -> Patterns:
    """The tokens that continue a date, or begin the second side of a range."""
    only = {kind: filled(pattern) for kind, pattern in LATER.items()}
    return {
        kind: pattern
        for kind, pattern in merged([only, word_tokens(), numeral_tokens("arabic", taiwan), numeral_tokens("chinese", taiwan)]).items()
        if kind not in STANDS_ALONE
    }


@cache
def first(style: str, taiwan: bool) -> re.Pattern[str]:
    """A token that begins a date with a numeral of a style, or with a `word`; its kind is the name of the group."""
    return named(word_tokens() if style == "word" else numeral_tokens(style, taiwan))


@cache
def later(taiwan: bool) -> re.Pattern[str]:
    """A token that stands behind another, its kind the name of the group."""
    return named(later_tokens(taiwan))


@cache
def later_starts() -> frozenset[str]:
    """The characters that a token behind another begins with."""
    return frozenset(LATER_STARTS + TENS + "".join(word[0] for table in (terms(), feast_rows(), short_holidays()) for word in table))


def named(patterns: Patterns) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in patterns.items()))


@cache
def trigger() -> re.Pattern[str]:
    """What dates begin with."""
    tables = (relative(), vague(), events(), eras(), feast_rows(), [row["word"] for row in rows(lexicon("not_dates"))])
    rests: dict[str, set[str]] = {}
    for word in {word[:PREFIX] for table in tables for word in table}:
        rests.setdefault(word[0], set()).add(word[1:])
    firsts = "".join(sorted({*rests, *TRIGGER_STARTS, *TENS, *(word[0] for word in terms())}))
    starts = sorted(rests)
    groups = [prefixed({one: rests[one] for one in starts[k : k + GROUP]}) for k in range(0, len(starts), GROUP)]
    return re.compile(f"(?=[{firsts}])(?:{'|'.join([*map(filled, TRIGGERS.values()), *groups])})")


def prefixed(rests: dict[str, set[str]]) -> str:
    """Any of some words given by their first character, which is told first, once for the whole group."""
    each = [f"(?<={re.escape(one)})(?:{any_of(some)})" for one, some in rests.items()]
    return f"[{re.escape(''.join(rests))}](?:{'|'.join(each)})"
