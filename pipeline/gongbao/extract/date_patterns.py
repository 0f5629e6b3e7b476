"""The pattern of one date: tokens for centuries, years, months, days … that stand next to each other, and ranges of them."""

from __future__ import annotations

import re
from functools import cache

from gongbao.extract.date_words import any_of, guarded_words, plans, relative, vague

N = "〇○零一二三四五六七八九"  # digits that are spoken one by one
TENS = f"{N}十百两"
TO = r" ?(?:——?|--?|[–－~～]|[至到](?![今于])) ?"
AND = r" ?[、和及与,，] ?"
MONTH_NUMBER = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|十[一二三四五六七八九]?|[一二三四五六七八九])"
YEAR_NUMBER = rf"(?:(?<![\d.,])(?:1\d|2[01])\d\d|(?<![{TENS}])[一二][{N}]{{3}}|两千[{TENS}]{{0,4}})"
COUNT = rf"(?:\d{{1,3}}|[{TENS}]{{1,4}})"
MONTH = rf"(?<![\d.,第]){MONTH_NUMBER} ?月(?:份)?(?![嫂薪租供饼亮球票刊])"
DAY = rf"(?<![\d.,]){DAY_NUMBER} ?[日号](?![线楼])"
NEXT = rf"(?= ?(?:的 ?)?(?:{MONTH_NUMBER} ?月|[上下前后]半年|第?[一二三四1-4] ?季度|[前头首][一二三两1-3]?个?季度|年?[底末]|年?初(?![步级中])))"
QUOTE, UNQUOTE = "[“\"「『‘《]", "[”\"」』’》]"
PLAN_TAIL = (
    r"(?:开局(?:之年|起步之年|第一年)?|收官(?:之年)?|末期?|初期?|[前后][一二三四两1-4]年|第[一二三四五1-5]年|中期|首年|(?:发展)?(?:时期|期间|规划|计划|以来))"
)

FIRST: dict[str, str] = {  # tokens that may begin a date, by kind
    "years": rf"{YEAR_NUMBER}(?: ?年度?)?(?:(?:{TO}|{AND})(?:{YEAR_NUMBER}|\d\d(?=年)))+ ?年度?(?!代)",
    "year": rf"(?:公元)?{YEAR_NUMBER} ?年度?(?![级代])",
    "short": rf"['’‘]?(?<![\d.,第近约余超过达满])\d\d ?年{NEXT}|(?<![\d.,第])0\d ?年|(?<![{TENS}第几数])(?!一二|二三|三四|四五|五六|六七|七八|八九|三五)[{N}]{{2}} ?年(?![级多来前后以之间代])",
    "republic": rf"(?:中华)?民国 ?(?:\d{{1,3}}|元|[{TENS}]{{1,5}}) ?年度?|(?<![{TENS}])一[{N}]{{2}} ?年度",
    "ymd": r"(?<![\d.,/-])(?:1[89]|2[01])\d\d([-./])(?:1[0-2]|0?[1-9])\1(?:3[01]|[12]\d|0?[1-9])(?:、\d{1,2}(?!\d))*(?![\d-]|\.\d)",
    "plan": rf"{QUOTE}(?:{{plans}}){UNQUOTE}{PLAN_TAIL}?|(?:{{plans}}){PLAN_TAIL}",
    "relative": "{relative}",
    "vague": "{vague}",
    "repeat": rf"每(?:隔)?(?:(?:[{TENS}]{{1,3}}|\d{{1,2}})(?:个)?)?(?:年|月|季度|周|星期|天|日)(?![人个家])",
    "since": rf"(?:近|最近|过去|过去的|刚刚过去的|未来|今后)(?: ?{COUNT}) ?(?:多|余)?(?:年|个?月|个?季度|周|个?星期|天|日)(?!的?时间|的?历史)(?:以?来|间)?|{COUNT} ?(?:多|余)?年(?:以|多|余)?来(?![到自往临])",
    "months": rf"(?<![\d.,第\n]){MONTH_NUMBER} ?(?:月份?)?(?:(?:{TO}|{AND}){MONTH_NUMBER})+ ?月(?:份)?",
    "month": MONTH,
    "quarters": r"(?<!\d)第?[一二三1-3](?:季度)?(?:(?: ?[-—–－~～至到、和及] ?)第?[一二三四2-4])+ ?季度|[前后头][一二两三1-3] ?个?季度",
    "quarter": r"(?<![\d.])第?[一二三四1-4] ?季度|首季度?",
    "half": r"[上下前后]半年(?!度)|全年(?![龄级])",
    "first_months": r"[前头](?:1[0-2]|[1-9]|十[一二]?|[一二两三四五六七八九]) ?个?月",
}
LATER: dict[str, str] = {  # tokens that only continue a date
    "days": rf"{DAY_NUMBER} ?[日号]?(?:(?:{TO}|、){DAY_NUMBER})+ ?[日号]",
    "day": DAY,
    "gloss": r"[(（](?:1\d|2[01])\d\d ?年?[)）]",
    "same": "同期|同月",
    "part": r"年?(?:[底末终](?![层部线气端梢于点])|初(?![步级中衷心期学次始审核评选创见具显]))|年中|月[底末初]|伊始|[上中下]旬|中[上下]旬|上中旬|中(?=[，。、；,;)）的\s]|$)",
}
ALONE: dict[str, str] = {  # parts that need no date before them
    "part": rf"(?<![\d{TENS}])(?:年[底末初](?![步级])|月[底末初](?![步级]))",
    "day": r"(?<![\d.,—第每近共满逾达续为期约-])(?:3[01]|[12]\d|0?[1-9])日(?![内游均龄前后以之左间元夜产])|(?<=[日号][、和及，,])(?:3[01]|[12]\d|0?[1-9]) ?[日号]",
}
TAIWAN: dict[str, str] = {
    "republic": rf"(?<![\d.,第近约])\d{{2,3}}(?:年度?)?(?:{TO}|{AND})\d{{2,3}} ?年度?|(?<![\d.,第近约])\d{{2,3}} ?年(?:度|{NEXT})|(?<![\d.,第近约])(?:[6-9]\d|1[0-3]\d) ?年(?![级来前后以之间代])"
    rf"|(?<![\d./-])(?:[4-9]\d|1[0-3]\d)\.(?:1[0-2]|0?[1-9])\.(?:3[01]|[12]\d|0?[1-9])(?:、\d{{1,2}}(?!\d))*(?![\d.])|(?<![{TENS}第])[{TENS}]{{2,5}} ?年(?:度|{NEXT})",
}


@cache
def kinds(taiwan: bool) -> tuple[dict[str, str], dict[str, str]]:
    """The patterns of the tokens that begin a date and of those that continue one."""
    words = {"plans": any_of(plans()), "relative": guarded_words(relative().values()), "vague": guarded_words(vague().values())}
    filled = {kind: re.sub(r"\{(plans|relative|vague)\}", lambda hit: words[hit[1]], pattern) for kind, pattern in FIRST.items()}
    if taiwan:
        filled = {"republic": f"{TAIWAN['republic']}|{filled.pop('republic')}", **filled}
    return filled, LATER


def unnamed(patterns: dict[str, str]) -> str:
    """Any of the patterns, their groups renumbered out of the way."""
    return "|".join(f"(?:{pattern})" for pattern in patterns.values())


@cache
def token(taiwan: bool) -> re.Pattern[str]:
    """One token of a date, its kind as name of the group."""
    first, later = kinds(taiwan)
    merged = {kind: "|".join(filter(None, (later.get(kind), first.get(kind), ALONE.get(kind)))) for kind in {**later, **first}}
    return re.compile("|".join(f"(?P<{kind}>{backless(pattern)})" for kind, pattern in merged.items()))


def backless(pattern: str) -> str:
    """A pattern whose back reference to a separator is a plain class, for use among others."""
    return pattern.replace(r"([-./])", r"[-./]").replace(r"\1", r"[-./]")


@cache
def scanner(taiwan: bool) -> re.Pattern[str]:
    """A whole date, or a range of dates: at most eight tokens on each side."""
    first, later = kinds(taiwan)
    any_first = unnamed({**first, **{f"alone_{kind}": pattern for kind, pattern in ALONE.items()}})
    any_later = unnamed({**later, **{kind: pattern for kind, pattern in first.items() if kind not in ("vague", "since", "repeat", "plan")}})
    any_first, any_later = backless(any_first), backless(any_later)
    more = rf"(?: ?的? ?(?:{any_later})){{0,8}}"
    return re.compile(rf"(?:{any_first}){more}(?:(?:起|开始)?{TO}(?:{any_first}|{any_later}){more}){{0,2}}")
