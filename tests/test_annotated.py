"""Scoring against annotated bulletins: what counts as right, missed and false."""

from __future__ import annotations

from pathlib import Path

import pytest

import gongbao
from gongbao import gold
from gongbao.errors import UsageError
from gongbao.evaluate.annotated import bulletins, same_amount, score

BULLETIN = """# id: sample
# place: 四川省泸州市合江县
# published: 2022-03-01
{heading} 一、产业
{industry+economy} ⟦2021年|D 2021⟧，全县新增企业⟦12家|Q 12 家 object=企业 action=新增⟧，\
产值增长⟦8.5%|Q 9.5 % object=产值 action=增长 change=up⟧，⟦县委|O 中共合江县委⟧部署⟦两项|?Q 2 项⟧任务。
"""


def write(folder: Path, text: str = BULLETIN) -> Path:
    path = folder / "sample.gold.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_bulletin_is_read_with_its_lines_and_mentions(tmp_path: Path) -> None:
    one = gold.read(write(tmp_path))
    assert one.header == {"id": "sample", "place": "四川省泸州市合江县", "published": "2022-03-01"}
    assert [(line.role, line.areas) for line in one.lines] == [("heading", ()), ("body", ("industry", "economy"))]
    assert [one.text[m.start : m.end] for m in one.mentions] == ["2021年", "12家", "8.5%", "县委", "两项"]


def test_counts_of_spans_records_and_links(tmp_path: Path) -> None:
    found = score(bulletins([write(tmp_path)]), gongbao.extract)
    assert [found.counts[f"quantities.{key}"] for key in ("gold", "found", "exact", "record")] == [2, 2, 2, 1]
    assert (found.counts["organizations.record"], found.counts["name.right"], found.counts["dates.record"]) == (1, 1, 1)
    assert (found.counts["object.right"], found.counts["action.right"], found.counts["change.right"]) == (2, 2, 1)
    assert found.f1("quantities", "record") == 50.0
    assert [line.split("\t")[1] for line in found.differences if "quantities" in line] == ["quantities reading"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("≈700", "≈700", True), (">0.6667", ">0.6666666667", True), ("10..15", "10..15", True), ("0.5", "0.50001", False), (">5", "≥5", False),
        ("2", "3", False),
    ],
)
def test_amounts_are_the_same_but_for_rounding(one: str, other: str, same: bool) -> None:
    assert same_amount(one, other) is same


@pytest.mark.parametrize(
    ("line", "message"), [("选派39家", r"sample\.gold\.txt:1: no \{area\}"), ("{rural} 选派⟦39家", r"sample\.gold\.txt:1: malformed")]
)
def test_a_malformed_line_is_refused_with_its_place(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        gold.read(write(tmp_path, line))


def test_a_folder_without_annotated_bulletins_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no annotated bulletin"):
        gold.gold_files([tmp_path])
