"""Full names of the bodies of Taiwan's cities and counties: 市府经发局 -> 桃园市政府经济发展局."""

from __future__ import annotations

import re

from gongbao.extract.org_lexicon import LEVELS, departments
from gongbao.gazetteer import Division

GOVERNMENT = "政府"
DEPARTMENT = re.compile(r"(?!.*(?:国税|邮|调查|港务|气象|健保|农粮|水资源|管理|分局))[㐀-鿿]{1,6}[局处]$")
JUSTICE = {"地检署": "地方检察署", "地院": "地方法院", "地方检察署": "地方检察署", "地方法院": "地方法院"}
SHORT_GOVERNMENT = frozenset({"县府", "市府"})
LEGISLATURE, COUNCIL = "立法院", "议会"


def of_taiwan(prefix: str, opener: str, rest: str, division: Division) -> str:
    """The full name of a body from its prefix, its place or level word, and the rest; empty where its words are the full name."""
    if rest in JUSTICE and division.level != "province" and not prefix:
        return f"台湾{division.short}{JUSTICE[rest]}"
    local = division.level != "province" and opener in {"", division.own, division.short, *LEVELS}
    if not local or prefix:
        return ""
    if DEPARTMENT.match(rest):
        return division.own + GOVERNMENT + departments().get(rest, rest)
    return division.own + rest if opener in LEVELS or not opener else ""


def of_city(word: str, canonical: str, place: Division | None) -> str:
    """The full name that a known name has in a bulletin of a city or county: 县府, 教育局, 国民党团."""
    if place is None or place.level == "province":
        return canonical
    if word in departments() or word in SHORT_GOVERNMENT:
        return place.own + GOVERNMENT + departments().get(word, "")
    return canonical.replace(LEGISLATURE, place.own + COUNCIL) if canonical.endswith("党团") else canonical
