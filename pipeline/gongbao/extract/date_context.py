"""What a date is read from, and what it turns out to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongbao.extract.days import Span

SOON_AFTER = 2  # until this month 今年 is the year that a report is about
SPRING = 4  # until this month a bulletin speaks of the year before where it says 全年
NOW = 2020  # the year of publication where it is not known


@dataclass(slots=True)
class Context:
    """What a date without year is read from: the day of publication, the years of title and heading, the date before it."""

    published: date | None = None
    taiwan: bool = False
    title: int | None = None  # the year of the title
    review: bool = False  # the title is one of a report on that year alone
    outlook: bool = False  # the title is one of a plan for that year
    latest: int | None = None  # the latest year that was named as past or present
    heading: int | None = None  # the year of a heading of the section
    last: Span | None = None  # the date before
    seen: bool = True  # it was not itself read from the day of publication
    open: str = "none"  # its open side
    stale: bool = False  # it stands in another paragraph
    near: bool = False  # it stands in the same sentence
    deadline: bool = False  # 前 stands behind the date: it lies ahead
    since: bool = False  # 以来 stands behind the date: it lies behind
    asof: bool = False  # 截至 stands before the date: it lies behind
    years: tuple[int, ...] = ()  # the single years named in the section

    def year(self) -> int | None:
        """The year that the paragraph, else the section, else the title speaks of."""
        if self.last and not self.stale and (self.near or self.seen or not self.published):
            return self.last.last.year
        if self.heading:
            return self.heading
        if not self.published:
            return self.title or (self.last.last.year if self.last else None)
        latest = self.published.year - (self.published.month <= SPRING and not self.outlook)
        return self.title if self.title and self.title <= latest else None

    def today(self) -> date | None:
        """The day that 今年 and 去年 are seen from: of a report on one year that came out soon after it, the last of that year.

        Where the day of publication is not known it is the last of the title's year, else of the latest year named.
        """
        if self.published is None:
            year = self.title or self.latest
            return date(year, 12, 31) if year else None
        if self.review and self.published and self.title == self.published.year - 1 and self.published.month <= SOON_AFTER:
            return date(self.title, 12, 31)
        return self.published


@dataclass(frozen=True, slots=True)
class Found:
    """What an item stands for; `span` is None where no days follow."""

    span: Span | None
    anchor: str = "explicit"
    edtf: str = ""
    vague: bool = False
    open: str = "none"


UNKNOWN = Found(None, vague=True, edtf="X")
