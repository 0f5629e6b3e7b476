"""Canonical names of indicators: 规上工业增加值 is 规模以上工业增加值, 全县GDP is 地区生产总值."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from gongbao.resources import lexicon, rows

SCOPE = re.compile(r"(?:(?:我|本|全)[国省市州县区旗盟镇乡村]|全[年社会]|全社会|年末|当年|累计)+")


@cache
def writings() -> dict[str, str]:
    """Writings of an indicator's name -> its canonical name."""
    return {row["written"]: row["name"] for row in rows(lexicon("indicators"))}


@lru_cache(maxsize=8192)
def known(name: str) -> str | None:
    """The canonical name of an indicator, told without the area or the year it is of (全县, 全年); None for an unknown one."""
    found = writings().get(name)
    if found is not None:
        return found
    scope = SCOPE.match(name)
    return writings().get(name[scope.end() :]) if scope else None


@lru_cache(maxsize=8192)
def canonical(name: str) -> str:
    """The canonical name of an indicator; an unknown one without the area or the year it is of."""
    found = known(name)
    if found is not None:
        return found
    scope = SCOPE.match(name)
    return name[scope.end() :] if scope and scope.end() < len(name) else name
