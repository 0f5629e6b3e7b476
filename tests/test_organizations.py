"""Organizations: examples as data, full names in bulletins of a place, successions, text that is hostile or in no bulletin."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

import examples
from gongbao import gazetteer
from gongbao.extract import organizations
from gongbao.extract.org_successions import name_in, successors
from gongbao.gazetteer import Division
from gongbao.markup import parse
from gongbao.mentions import Organization
from gongbao.resources import lexicon, rows

KINDS = {
    "party", "government", "congress", "consultative", "court", "military", "mass_organization", "association", "enterprise", "bank",
    "school", "hospital", "village", "religious", "international", "other",
}  # fmt: skip
TABLES = [
    "org_companies", "org_dealings", "org_followers", "org_forms", "org_forms_71", "org_forms_former", "org_heads", "org_industries", "org_insides",
    "org_names", "org_names_71", "org_names_81", "org_names_82", "org_nonheads", "org_noplaces",
    "org_parts", "org_selves", "org_successions", "org_trades",
    "org_words",
]  # fmt: skip


def spans(text: str, place: Division | None = None) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in organizations.find(text, place=place)]


def placed_cases(name: str) -> Iterator[tuple[str, str]]:
    """(place, line) of a file in which lines `# place: …` hold for the lines below them."""
    place = ""
    for line in (examples.CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# place:"):
            place = line.removeprefix("# place:").strip()
        elif line.strip() and not line.startswith("# "):
            yield place, line


@pytest.mark.parametrize("line", examples.lines("organizations") + examples.lines("organizations_companies"))
def test_where_names_stand(line: str) -> None:
    text, marked = parse(line)
    assert spans(text) == [(one.start, one.end) for one in marked]


@pytest.mark.xfail(strict=True, reason="known failures: see the file")
@pytest.mark.parametrize("line", examples.lines("organizations_known"))
def test_known_failures(line: str) -> None:
    text, marked = parse(line)
    assert spans(text) == [(one.start, one.end) for one in marked]


@pytest.mark.parametrize(("place", "line"), [case for name in ("organizations_names", "organizations_counties") for case in placed_cases(name)])
def test_full_names(place: str, line: str) -> None:
    text, marked = parse(line.replace(" ⏎ ", "\n"))
    found = organizations.find(text, place=gazetteer.resolve(place) if place else None)
    wanted = [(one.start, one.end, one.value[0] if one.value else one.text) for one in marked]
    assert [(one.start, one.end, one.name) for one in found] == wanted


@pytest.mark.parametrize("place", ["", "全国", "四川省合江县", "青海省"])
@pytest.mark.parametrize("line", examples.lines("not_organizations"))
def test_no_organizations(line: str, place: str) -> None:
    assert organizations.find(line, place=gazetteer.resolve(place) if place else None) == []


def test_everything_of_one() -> None:
    place = gazetteer.resolve("四川省泸州市合江县")
    assert organizations.find("向县委和市政府汇报", place=place) == [
        Organization(1, 3, "中共合江县委", "party", "county", "四川省泸州市合江县", "510522"),
        Organization(4, 7, "泸州市人民政府", "government", "city", "四川省泸州市", "510500"),
    ]


@pytest.mark.parametrize(
    ("place", "text", "name"),
    [
        ("香港", "政府公布结果。", "香港特别行政区政府"),
        ("澳门", "政府公布结果。", "澳门特别行政区政府"),
        ("台湾", "财政部公布结果。", "财政部"),
        ("全国", "财政部公布结果。", "中华人民共和国财政部"),
        ("福建省福州市", "鼓楼区政府公布结果。", "鼓楼区人民政府"),
    ],
)
def test_the_place_decides(place: str, text: str, name: str) -> None:
    assert [one.name for one in organizations.find(text, place=gazetteer.resolve(place))] == [name]


def test_ambiguous_places_follow_the_bulletin() -> None:
    found = [organizations.find("鼓楼区政府公告", place=gazetteer.resolve(place))[0] for place in ("福州市", "徐州市", "开封市")]
    assert [one.place_code for one in found] == ["350102", "320302", "410204"]
    assert organizations.find("鼓楼区政府公告")[0].place_code == ""


def test_unknown_counties_have_a_level_and_no_code() -> None:
    found = organizations.find("青禾县财政局、宁州市财政局", place=gazetteer.resolve("四川省"))
    assert [(one.name, one.level, one.place, one.place_code) for one in found] == [
        ("青禾县财政局", "county", "", ""),
        ("宁州市财政局", "city", "", ""),
    ]


def test_short_forms_hold_from_where_they_are_introduced() -> None:
    text = "青企协尚未成立。\n泸州市青年企业家协会(以下简称“青企协”)成立,青企协捐款。"
    found = organizations.find(text)
    assert [text[one.start : one.end] for one in found] == ["泸州市青年企业家协会", "青企协", "青企协"]
    assert {one.name for one in found} == {"泸州市青年企业家协会"}


def test_kinds_and_levels_are_of_the_schema() -> None:
    found = [one for place, line in placed_cases("organizations_names") for one in organizations.find(parse(line)[0], place=gazetteer.resolve(place))]
    assert {one.kind for one in found} <= KINDS
    assert {one.level for one in found} <= {"", "national", "province", "city", "county", "township", "village"}
    assert all(bool(one.place) == bool(one.place_code) for one in found)


def test_finds_are_sorted_and_apart() -> None:
    text = "".join(parse(line)[0] for _, line in placed_cases("organizations_names"))
    found = organizations.find(text)
    assert len(found) > 300
    assert all(one.end <= other.start for one, other in pairwise(found))


HOSTILE = [
    "县委", "公司", "有限公司(", "和", "合江县", "村", "A", "县政府（", "甲公司(以下简称“甲”)", "县委办公室",
    "中华人民共和国", "院党委", "青禾县", "青禾市", "计委员会", "区管委会", "天海集团、", "县医院院党委", "办公室公室", "江苏苏垦新疆公司",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    found = organizations.find(piece * (60_000 // len(piece)) + "局")
    assert all(one.end - one.start <= 80 for one in found)


def test_no_text() -> None:
    assert organizations.find("") == []
    assert organizations.find("局") == []


def test_what_became_of_a_body() -> None:
    assert [(one.name, one.year) for one in successors("合江县扶贫和移民工作局", "county")] == [
        ("合江县扶贫开发局", 2019),
        ("合江县乡村振兴局", 2021),
        ("合江县农业农村局", 2024),
    ]
    assert name_in("合江县扶贫开发局", "county", 2022) == "合江县乡村振兴局"
    assert name_in("合江县扶贫开发局", "county", 2020) == "合江县扶贫开发局"
    assert successors("合江县档案馆", "county") == []


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_sorted_and_their_keys_unique(name: str) -> None:
    text = lexicon(name).read_text(encoding="utf-8")
    keys = [next(iter(row.values())) for row in rows(lexicon(name))]
    assert text.startswith("# source: ")
    assert keys == sorted(set(keys))


def test_no_chain_of_successions_is_a_circle() -> None:
    for row in rows(lexicon("org_successions")):
        for level in row["levels"].split():
            assert len(successors(row["earlier"], level)) < 6
