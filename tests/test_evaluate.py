"""Areas of one's own: trained from few examples, judged, and paragraphs handed out and taken back with their offsets right."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from gongbao import areas
from gongbao.errors import ConfigError, UsageError
from gongbao.evaluate import labels, picture
from gongbao.evaluate.judge import evaluate
from gongbao.records import ParagraphRow, Records
from gongbao.sinks.folder import Folder
from gongbao.sinks.parquet import Writer
from gongbao.train import train

AREAS = """
[areas.water]
name = "水利"
seeds = ["水库", "灌溉", "堤防"]
[areas.school]
name = "学校"
seeds = ["小学", "教师", "招生"]
"""
WATER = (
    "加固小型水库三座，疏浚干渠", "新增节水灌溉面积，维修泵站", "堤防巡查到户，汛前清淤河道",
    "水库除险工程完工，灌溉受益", "渠道衬砌，改善农田灌溉",
)  # fmt: skip
SCHOOL = (
    "小学教师轮岗交流，校舍改造", "秋季招生平稳，新建小学操场", "教师培训全员覆盖，课后服务",
    "寄宿制学校食堂改造，学生受益", "中学招生政策公开，教师待遇提高",
)  # fmt: skip


def write_data(path: Path, repeat: int = 2) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("bulletin", "area", "second", "heading", "text"))
        for k in range(repeat):
            for n, (water, school) in enumerate(zip(WATER, SCHOOL, strict=True)):
                writer.writerow((f"w{k}{n}", "water", "", "", f"{water}{'，第' + str(k) + '批' if k else ''}。"))
                writer.writerow((f"s{k}{n}", "school", "", "", f"{school}{'，第' + str(k) + '批' if k else ''}。"))
    return path


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of two areas from ten examples each."""
    folder = tmp_path_factory.mktemp("areas")
    (folder / "my.toml").write_text(AREAS, encoding="utf-8")
    card = train([write_data(folder / "my.csv")], folder / "my.toml", folder / "model")
    assert (card["areas"], card["seeds"], card["macro_f1"] > 0.9) == (["water", "school"], True, True)
    return folder / "model"


def test_ten_examples_an_area_are_enough(model: Path) -> None:
    found = evaluate([write_data(model.with_name("again.csv"))], str(model))
    assert found.items == 20
    assert found.labels == ("school", "water")
    assert found.summary["per_area"]["water"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "items": 10}
    assert (found.confusion, found.misses) == ([[10, 0], [0, 10]], ())


def test_seed_words_alone_are_a_start(tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text(AREAS, encoding="utf-8")
    train([], tmp_path / "my.toml", tmp_path / "model")
    found = evaluate([write_data(tmp_path / "my.csv", 1)], str(tmp_path / "model"))
    assert found.summary["accuracy"] > 0.7


def test_the_worst_paragraphs_come_first(model: Path, tmp_path: Path) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text("text,area\n小学教师招生工作平稳有序,water\n水库灌溉堤防，学校,school\n修水库,water\n", encoding="utf-8")
    found = evaluate([path], str(model))
    assert [(miss.expected, miss.found) for miss in found.misses] == [("water", "school"), ("school", "water")]
    assert found.misses[0].margin >= found.misses[1].margin > 0
    assert found.confusion == [[0, 1], [1, 1]]


def test_data_that_does_not_fit(model: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("text,area\n修路,roads\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"x\.csv:2: no area 'roads'"):
        evaluate([path], str(model))
    path.write_text("text,area\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no labelled paragraph"):
        evaluate([path], str(model))
    with pytest.raises(ConfigError, match="holds no work-area model"):
        evaluate([path], str(tmp_path))


def test_a_confusion_matrix_as_a_picture(tmp_path: Path) -> None:
    from xml.etree import ElementTree

    picture.draw(tmp_path / "x.svg", ("a<b", "c"), [[9, 1], [0, 5]])
    root = ElementTree.parse(tmp_path / "x.svg").getroot()
    texts = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == ["a<b", "a<b", "c", "c", "9", "1", "5"]
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        with pytest.raises(UsageError, match=r"name a \.svg file"):
            picture.draw(tmp_path / "x.png", ("a", "c"), [[9, 1], [0, 5]])
    else:
        picture.draw(tmp_path / "x.png", ("a", "c"), [[9, 1], [0, 5]])
        assert (tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")


# labels


def paragraph(k: int, text: str, score: float, reasons: tuple[str, ...] = ()) -> ParagraphRow:
    likely = {"water": score, "school": round(1 - score, 4)}
    return ParagraphRow("0" * 16, k, "body", ("一、工作",), text, 0, len(text), "water" if score > 0.6 else "", score, likely, reasons)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An output folder with five paragraphs, two of them alike, one not classified."""
    writer, made = Writer(), Folder(tmp_path / "out")
    rows = [
        paragraph(0, "𠮷县修水库，办小学", 0.51, ("水库", "小学")), paragraph(1, "修渠", 0.9), paragraph(2, "修渠", 0.8), paragraph(3, "标题", 0.0),
        paragraph(4, "办学", 0.55),
    ]  # fmt: skip
    writer.add(Records(paragraphs=rows))
    made.make()
    made.commit("000001-0", writer.finish(), [("x", 0)], [dict(writer.counts)])
    return made


def test_the_least_sure_come_first_and_each_text_once(folder: Folder) -> None:
    found = labels.least_sure(folder, 10)
    assert [(one.text, one.score) for one in found] == [("𠮷县修水库，办小学", 0.51), ("办学", 0.55), ("修渠", 0.8)]
    assert [one.suggested for one in found] == ["water", "water", "water"]
    assert found[0].spans == ((3, 5), (7, 9))
    assert [one.text for one in labels.least_sure(folder, 1)] == ["𠮷县修水库，办小学"]


def test_csv_out_and_back(folder: Folder, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    labels.write(labels.least_sure(folder, 2), path, ("water", "school"))
    assert labels.read(path) == ([], 2)
    content = path.read_text(encoding="utf-8-sig").replace("0000000000000000,,,", "0000000000000000,school,water,", 1)
    path.write_text(content, encoding="utf-8-sig")
    (one,), missing = labels.read(path)
    assert one == labels.Labelled("0" * 16, "school", "water", "一、工作", "𠮷县修水库，办小学", ("水库", "小学"))
    assert missing == 1


def test_label_studio_counts_in_utf16(folder: Folder, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    labels.write(labels.least_sure(folder, 2), path, ("water", "a&b"))
    assert '<Choice value="a&amp;b"/>' in (tmp_path / "x.xml").read_text(encoding="utf-8")
    tasks = json.loads(path.read_text(encoding="utf-8"))
    values = [one["value"] for one in tasks[0]["predictions"][0]["result"]]
    assert values[0] == {"choices": ["water"]}
    assert [(one["start"], one["end"], one["text"]) for one in values[1:]] == [(4, 6, "水库"), (8, 10, "小学")]
    tasks[0]["annotations"] = [{"was_cancelled": True, "result": []}, {"result": tasks[0]["predictions"][0]["result"]}]
    path.write_text(json.dumps(tasks), encoding="utf-8")
    (one,), missing = labels.read(path)
    assert (one.area, one.second, one.evidence, missing) == ("water", "", ("水库", "小学"), 1)
    tasks[0]["annotations"][1]["result"][1]["value"]["start"] = 5
    path.write_text(json.dumps(tasks), encoding="utf-8")
    with pytest.raises(UsageError, match="a span at 5 covers"):
        labels.read(path)


def test_doccano_counts_in_code_points(folder: Folder, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    labels.write(labels.least_sure(folder, 2), path, ("water",))
    assert labels.read(path) == ([], 2)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [(one["start_offset"], one["end_offset"]) for one in lines[0]["entities"]] == [(3, 5), (7, 9)]
    lines[0]["label"] = ["school"]
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert [(one.area, one.evidence) for one in labels.read(path)[0]] == [("school", ("水库", "小学"))]


def test_what_comes_back_trains(folder: Folder, model: Path, tmp_path: Path) -> None:
    pairs = [*(("water", text) for text in WATER), *(("school", text) for text in SCHOOL)]
    found = [labels.Labelled(f"b{k}", area, "", "", text) for k, (area, text) in enumerate(pairs)]
    labels.write_examples(found, tmp_path / "x.csv")
    assert evaluate([tmp_path / "x.csv"], str(model)).summary["accuracy"] == 1.0
    assert areas.load(str(model)).labels == ("school", "water")
    assert folder.count("paragraphs") == 5


def test_files_that_hold_no_labels(tmp_path: Path) -> None:
    for name, content in (("x.csv", "a,b\n1,2\n"), ("x.json", "{"), ("x.json", '{"a": 1}'), ("x.jsonl", "[]\n")):
        (tmp_path / name).write_text(content, encoding="utf-8")
        with pytest.raises(UsageError, match=r"does not hold labels.*export it again"):
            labels.read(tmp_path / name)
    with pytest.raises(UsageError, match=r"name a \.csv file"):
        labels.read(tmp_path / "x.txt")
