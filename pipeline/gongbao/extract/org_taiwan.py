"""Full names of the bodies of Taiwan's cities and counties: 市府经发局 -> 桃园市政府经济发展局."""

from __future__ import annotations

import re
from functools import cache

from gongbao.extract.org_lexicon import LEVELS
from gongbao.gazetteer import Division
from gongbao.resources import lexicon, rows

TAIWAN = "71"  # the first digits of its codes
GOVERNMENT = "政府"
DEPARTMENT = re.compile(r"(?!.*(?:国税|邮|调查|港务|气象|健保|农粮|水资源|管理))[㐀-鿿]{2,6}[局处]$")
JUSTICE = {"地检署": "地方检察署", "地院": "地方法院", "地方检察署": "地方检察署", "地方法院": "地方法院"}
LEGISLATURE, COUNCIL = "立法院", "议会"


def of_taiwan(prefix: str, opener: str, rest: str, division: Division) -> str:
    """The full name of a body from its prefix, its place or level word, and the rest; empty where its words are the full name."""
    if rest in JUSTICE and division.level != "province" and not prefix:
        return f"台湾{division.short}{JUSTICE[rest]}"
    local = division.level != "province" and opener in {"", division.own, division.short, *LEVELS}
    if not local or prefix:
        return ""
    if rest.startswith("府"):
        return division.own + GOVERNMENT + departments().get(rest.removeprefix("府"), rest.removeprefix("府"))
    if DEPARTMENT.match(rest):
        return division.own + GOVERNMENT + departments().get(rest, rest)
    return division.own + rest if opener in LEVELS or not opener else ""


@cache
def departments() -> dict[str, str]:
    """Short names of the departments of a city or county -> what they stand for."""
    return {row["short"]: row["full"] for row in rows(lexicon("org_forms_71"))}


def local_caucus(canonical: str, place: Division | None) -> str:
    """The caucus of a party in the council of a city or county: 国民党团 in a bulletin of 台南市."""
    if place is None or place.level == "province":
        return canonical
    return canonical.replace(LEGISLATURE, place.own + COUNCIL) if canonical.endswith("党团") else canonical
