"""What a change is measured against: 同比, 环比, 比上年, 比2019年同期, 较年初, and the days of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from gongbao.mentions import Period

Days = tuple[date | None, date | None]
BASE = re.compile(
    r"(?P<yoy>同比|(?<![今去上当本前明每])年(?:[增减]|成长)(?![\u4e00-\u9fff])|按年(?=[^，。；\d]{0,4}[上下增减升降收扩跌涨])"
    r"|(?:[比较]|与|相比)(?:上年|去年|上一年|前一年|上年度)(?![末底])(?:同期|同月|同季)?(?:相比)?|[比较](?:上一?个?[^，。；\d]{0,6})?同期)"
    r"|(?P<mom>环比|按[月季](?=[^，。；\d]{0,4}[上下增减升降收扩跌涨])|[比较](?:上个?月|上一?个?季度?|上旬|上周|前一?月|前一?周))"
    r"|(?P<start>[比较](?:今年|本年|当年)?年?初(?:时)?)"
    r"|[比较与](?P<year>(?:19|20)\d\d)年(?P<same>同期)?(?P<end>[末底])?"
)
LAST_YEAR = re.compile(r"[去上]年|上一?年度|前一年")
COMPARING = ("比", "较", "与")
MEASURED_BY = (
    *COMPARING, "超", "超过", "不及", "突破", "刷新", "打破", "创", "创下", "回到", "回至", "恢复到", "恢复至",
    *(f"{one}于" for one in "高低多少优好快慢大小强弱长短"),
)  # fmt: skip
BEFORE = 3  # characters of the longest of them
LAID_DOWN = re.compile(r"初(?:[的既所确制]?[定立]?|下达|批准|核定|安排|提出)的?(?:预期|目标|预算|计划|任务|指标)")
IN_FORCE = re.compile(r"起?(?:正式)?(?:施行|生效)")
RECORD = re.compile(r"(?:以来)?的?(?:历史(?:同期)?)?(?:新[高低]|最[高低好快大多小少])")
AVERAGE = re.compile("年(?:平均|均|复合)")
JOINED = frozenset({"和", "、", "与", "及", "或"})
OF, SINCE = "的", "以来"
REACH = 30  # characters between 比 and a year with its attribute: 比工程实施前的1997年


class Base(NamedTuple):
    """yoy, mom, START or an EDTF value, and its days; empty where no comparison is named."""

    name: str = ""
    first: date | None = None
    last: date | None = None


NO_BASE = Base()


class Comparisons:
    """The comparisons that a text names."""

    def __init__(self, text: str, dates: Sequence[Period], date_starts: Sequence[int]) -> None:
        self.text, self.dates, self.date_starts = text, dates, date_starts
        self.told: dict[int, bool] = {}

    def measures(self, k: int) -> bool:
        """True for a date that only says what something is measured by (低于年初目标, 超1981年最高水位), or since when a rule is in force."""
        if k in self.told:
            return self.told[k]
        chain = [k]  # of dates joined by 和 or 、 with the first
        while chain[-1] not in self.told and self.joined(chain[-1]):
            chain.append(chain[-1] - 1)
        found = False
        for one in reversed(chain):
            if one not in self.told:
                self.told[one] = found or self.measured_by(self.dates[one].start, self.dates[one].end)
            found = self.told[one]
        return found

    def joined(self, k: int) -> bool:
        """True for a date that 和 or 、 joins to the one before."""
        return k > 0 and self.text[self.dates[k - 1].end : self.dates[k].start] in JOINED

    def measured_by(self, start: int, end: int) -> bool:
        """True where a word before or behind a date says so."""
        text = self.text
        if text.endswith(MEASURED_BY, max(0, start - BEFORE), start) or IN_FORCE.match(text, end):
            return True
        if text[end - 1] == "初":
            return bool(LAID_DOWN.match(text, end - 1))
        since = text.startswith(SINCE, end - len(SINCE)) or text.startswith((SINCE, "历史"), end)
        return since and bool(RECORD.match(text, end))

    def before(self, start: int, end: int, own: Days) -> Base:
        """The comparison named last in text[start:end]: a set phrase, or a date behind 比 or 较; of a period of years, the year before it."""
        phrase = next(reversed(list(BASE.finditer(self.text, start, end))), None)
        here = self.dates[bisect_left(self.date_starts, start) : bisect_left(self.date_starts, end)]
        named = next((one for one in reversed(here) if one.edtf and self.compared(start, one)), None)
        if named and (phrase is None or phrase.start() < named.start - 1) and not BASE.match(self.text, named.start - 1):
            return self.named(named, own)
        if phrase and (phrase["yoy"] or phrase["mom"]) and self.averaged(phrase.end(), end):
            phrase = None
        if phrase:
            base = base_of(phrase, *own)
            stated = next((one for one in reversed(here) if phrase.start() <= one.start < phrase.end()), None)
            return Base(base.name, stated.first, stated.last) if stated and (base.first is None or phrase["start"]) else base
        first, last = own
        if first and last and last.year > first.year and (first.month, first.day) == (1, 1):
            return Base(str(first.year - 1), date(first.year - 1, 1, 1), date(first.year - 1, 12, 31))
        return NO_BASE

    def averaged(self, start: int, end: int) -> bool:
        """True where a clause between two places tells an average of years (两年平均), to which no 同比 or 环比 of a clause before applies."""
        clause = self.text.rfind("，", start, end)
        return clause >= 0 and AVERAGE.search(self.text, clause, end) is not None

    def compared(self, start: int, one: Period) -> bool:
        """True for a date behind 比 or 较, also with an attribute between them."""
        if self.text[one.start - 1] != OF:
            return self.text.startswith(COMPARING, one.start - 1)
        clause = max(start, self.text.rfind("，", 0, one.start), one.start - REACH)
        return "比" in self.text[clause : one.start] and "同比" not in self.text[clause : one.start]

    def named(self, one: Period, own: Days) -> Base:
        """A date as a base; the same period of the year before is yoy."""
        same = self.text.startswith("同期", one.end - 2) or self.text.startswith("同期", one.end)
        if same and own[0] and one.first and own[0].year - one.first.year == 1:
            return Base("yoy", *shifted(*own, 1))
        return Base(one.edtf, one.first, one.last)

    def multiple_of(self, one: Period) -> Base:
        """The date of 是2011年的1.8倍 as a base; last year is yoy."""
        last_year = LAST_YEAR.match(self.text, one.start)
        return Base("yoy" if last_year else one.edtf, one.first, one.last)


def years_before(day: date, years: int) -> date:
    """The same day of an earlier year; 29 February becomes 28 February, and the last day of a month stays the last."""
    year = day.year - years
    last = monthrange(year, day.month)[1]
    ends = day.day == monthrange(day.year, day.month)[1]
    return date(year, day.month, last if ends else min(day.day, last))


def base_of(match: re.Match[str], first: date | None, last: date | None) -> Base:
    """The base that a comparison names for an indicator of the period `first`–`last`."""
    if match["yoy"]:
        return Base("yoy", *shifted(first, last, 1))
    if match["mom"]:
        return Base("mom", *previous(first, last))
    if match["start"]:
        return Base("START", date(first.year, 1, 1), date(first.year, 1, 31)) if first else Base("START")
    year = int(match["year"])
    if match["end"]:
        return Base(f"{year}-12", date(year, 12, 1), date(year, 12, 31))
    if match["same"] and first:
        days = shifted(first, last, first.year - year)
        return Base("yoy" if first.year - year == 1 else match["year"], *days)
    return Base(match["year"], date(year, 1, 1), date(year, 12, 31))


def shifted(first: date | None, last: date | None, years: int) -> Days:
    """The same sub-period so many years earlier."""
    if first is None or last is None or not 1 < first.year - years < 9999:
        return None, None
    return years_before(first, years), years_before(last, years)


def previous(first: date | None, last: date | None) -> Days:
    """The period of equal length just before; of whole months, as many whole months."""
    if first is None or last is None:
        return None, None
    end = first - timedelta(days=1)
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        year, month = divmod(first.year * 12 + first.month - 1 - months, 12)
        return date(year, month + 1, 1), end
    return end - (last - first), end
