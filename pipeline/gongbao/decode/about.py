"""What a web page says of itself: its title and the day it was published, from the first source that holds one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# names of <meta> elements: those of the norm for Chinese government sites (GWBT 2017), then those of news sites
TITLES = ("articletitle", "og:title")
DAYS = (
    "pubdate",
    "publishdate",
    "publish_date",
    "article:published_time",
    "datepublished",
    "weibo:article:create_at",
    "dc.date.issued",
    "og:release_date",
)
SITE = re.compile(r"\s*[-_|—–]{1,2}\s*[^-_|—–]{2,30}$")
DAY = re.compile(r"((?:19|20)\d\d)\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
LABELLED = re.compile(
    r"(?:发布|發布|發佈|发表|公布|刊登|更新|成文|印发|录入)?(?:时间|日期|時間)\s*[:：]\s*((?:19|20)\d\d\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2})"
)
LONGEST = 120


def title(tree: HtmlElement) -> str:
    """The title of the page: its <meta>, its only <h1>, its <title> without the name of the site; empty where there is none."""
    return next((clean for one in _titles(tree) if 2 <= len(clean := " ".join(one.split())) <= LONGEST), "")


def _titles(tree: HtmlElement) -> Iterator[str]:
    named = _metas(tree)
    yield from (named[name] for name in TITLES[:1] if name in named)
    headings = tree.xpath("//h1")
    if len(headings) == 1:
        yield headings[0].text_content()
    yield from (SITE.sub("", named[name]) for name in TITLES[1:] if name in named)
    yield from (SITE.sub("", _unbroken(one)) for one in tree.xpath("//head/title/text()"))


def _unbroken(text: str) -> str:
    return " ".join(text.split())


def published(tree: HtmlElement) -> str:
    """The day of publication in ISO form: its <meta>, a <time>, a labelled date (发布时间：2022-03-01); empty where there is none."""
    return next((day for one in _days(tree) if (day := iso(one))), "")


def _days(tree: HtmlElement) -> Iterator[str]:
    named = _metas(tree)
    yield from (named[name] for name in DAYS if name in named)
    yield from tree.xpath("//time/@datetime")
    yield from (hit[1] for hit in LABELLED.finditer(" ".join(tree.xpath("//body//text()[not(parent::script) and not(parent::style)]"))))


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The contents of <meta> elements by name, in lower case; of several the first."""
    found: dict[str, str] = {}
    for one in tree.xpath("//meta[@content]"):
        name = (one.get("name") or one.get("property") or one.get("itemprop") or "").lower()
        if name and one.get("content").strip():
            found.setdefault(name, one.get("content"))
    return found


def iso(text: str) -> str:
    """The first day in a text that exists, in ISO form; empty where there is none."""
    for match in DAY.finditer(text):
        try:
            return date(*map(int, match.groups())).isoformat()
        except ValueError:
            continue
    return ""
