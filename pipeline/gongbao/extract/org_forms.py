"""Short ends of names written out (工商联 -> 工商业联合会), and names put together from a prefix, a place and the rest."""

from __future__ import annotations

import re
from functools import cache

from gongbao.extract.org_lexicon import LEVELS, SETTLEMENTS
from gongbao.resources import lexicon, rows

TERM = re.compile(r"第?[一二三四五六七八九十百0-9]{1,4}届")  # 第十八届人民代表大会
PARTY = ("中共", "中国共产党")
LEAGUE = ("团", "共青团")
PREFIXES = {
    "民革": "中国国民党革命委员会", "民盟": "中国民主同盟", "民建": "中国民主建国会", "民进": "中国民主促进会",
    "农工党": "中国农工民主党", "致公党": "中国致公党", "台盟": "台湾民主自治同盟", "社": "九三学社",
}  # fmt: skip
BRANCHES = frozenset({"委", "委员会", "委会", "市委会"})
COMMITTEES = {"委": "委", "委员会": "委", "党委": "委员会", "工委": "工作委员会", "党工委": "工作委员会"}
CONFERENCE = "中国人民政治协商会议"
CONSULTATIVE = frozenset({"政协", CONFERENCE})
PREFECTURE_COMMITTEE = "地委"
WORKING = "工委"
COMMITTEE_ENDS = ("党委", "团委", "纪委")
OFFICE = "办公室"
ENDINGS = (("委", "员会"), ("办", "公室"))
STREET = "街道"
TRADE = "国际贸易促进委员会"
ORDINALS = frozenset("一二三四五六七八九十")  # 市一医院 is the first people's hospital, 附属第一医院 is not
SHORTEST = 2  # characters of a short form that must be the whole rest of a name: 教委 is no end of 民族宗教委


@cache
def forms() -> dict[str, str]:
    """Short ends of names -> what they stand for."""
    return {row["short"]: row["full"] for row in rows(lexicon("org_forms"))}


@cache
def forms_until() -> dict[str, tuple[str, int]]:
    """Short ends of names -> what they stood for in former years, and the last of those years."""
    return {row["short"]: (row["full"], int(row["until"])) for row in rows(lexicon("org_forms_former"))}


def full_form(short: str, year: int) -> str:
    """What a short end stands for in a year (0: now); empty where none is known."""
    former, until = forms_until().get(short, ("", 0))
    return former if former and 0 < year <= until else forms().get(short, "")


def expanded(rest: str, year: int = 0) -> str:
    """The end of a name with its short form written out: 工商联 -> 工商业联合会, 人社局 -> 人力资源和社会保障局."""
    for at in range(len(rest)):
        full = full_form(rest[at:], year)
        if full and (at == 0 or (len(rest) - at > SHORTEST and rest[at] not in ORDINALS and not rest.endswith(full))):
            return rest[:at] + full
    stem = rest.removesuffix(OFFICE)
    return expanded(stem, year) + OFFICE if stem != rest and stem else rest


def expanded_part(part: str, year: int = 0) -> str:
    """The part of a body with its short form written out: 提案委 -> 提案委员会."""
    full = expanded(part, year)
    if full == part and part.endswith(WORKING):
        return f"{part.removesuffix(WORKING)}工作委员会"
    if part.endswith(COMMITTEE_ENDS):
        return full
    ending = next((end for short, end in ENDINGS if part.endswith(short) and len(part) > SHORTEST), "")
    return full + ending if full == part else full


def at_level(rest: str, level: str) -> str:
    """The end of a name written out where the level decides: 联社 of a province is another body than 联社 of a county."""
    return forms().get(f"{level}:{rest}", rest)


def party_name(prefix: str, place: str, rest: str, *, office: bool, year: int = 0) -> str:
    """中共合江县委, 中共合江县委统战部, 中共合江县纪律检查委员会, 民盟河南省委."""
    if prefix in LEAGUE:
        return f"{LEAGUE[1]}{place}{rest}"
    if prefix and prefix not in PARTY:
        return f"{PREFIXES.get(prefix, prefix)}{place}{'委员会' if rest in BRANCHES else rest}"
    if not place or place in SETTLEMENTS or place in LEVELS:
        return place + rest
    if rest == PREFECTURE_COMMITTEE:
        return f"中共{place.removesuffix('地区')}{rest}"
    if rest in COMMITTEES:
        return f"中共{place}{COMMITTEES[rest]}"
    if office:
        return f"中共{place}委{expanded(rest, year)}"
    of_the_party = rest[0] in "纪委直" or prefix in PARTY
    return f"{'中共' if of_the_party else ''}{place}{expanded(rest, year)}"


def assembled(prefix: str, place: str, rest: str) -> str:
    """合江县人民政府; 县政协 and 政协合江县委员会 -> 中国人民政治协商会议合江县委员会."""
    if prefix in CONSULTATIVE or rest in CONSULTATIVE:
        return f"{CONFERENCE}{place}委员会"
    if rest.startswith("政协") and place.endswith(tuple(SETTLEMENTS)):
        return place + rest
    if rest.startswith("政协") and rest != "政协委员会":
        return f"{CONFERENCE}{place}委员会{rest.removeprefix('政协')}"
    if rest in ("贸促会", "贸促委", TRADE):
        return f"中国{TRADE}{place}委员会"
    if place.endswith(STREET):
        rest = rest.removeprefix(STREET)
    ending = next((end for short, end in ENDINGS if rest.endswith(short) and len(rest) > SHORTEST), "")
    return f"{prefix}{place}{rest}{ending}"
