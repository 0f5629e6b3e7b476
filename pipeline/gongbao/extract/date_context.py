"""What a date is read from, and what it turns out to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongbao.extract.days import Span

SPRING = 4  # until this month a bulletin speaks of the year before where it says 全年
NOW = 2020  # the year of publication where it is not known


@dataclass(slots=True)
class Context:
    """What a date without year is read from: the day of publication, the year of the title, the date before it in the section."""

    published: date | None = None
    taiwan: bool = False
    title: int | None = None
    last: Span | None = None
    near: bool = False  # the date before stands in the same sentence
    deadline: bool = False  # 前 stands behind the date: it lies ahead
    asof: bool = False  # 截至 stands before the date: it lies behind
    years: tuple[int, ...] = ()  # the single years named in the section

    def year(self) -> int | None:
        """The year that the section, else the title speaks of."""
        if self.last:
            return self.last.last.year
        if self.title and self.published and self.title == self.published.year and self.published.month <= SPRING:
            return None
        return self.title


@dataclass(frozen=True, slots=True)
class Found:
    """What an item stands for; `span` is None where no days follow."""

    span: Span | None
    anchor: str = "explicit"
    edtf: str = ""
    vague: bool = False
    open: str = "none"


UNKNOWN = Found(None, vague=True, edtf="X")
