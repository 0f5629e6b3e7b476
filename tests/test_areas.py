"""Work areas: training is repeatable, prediction equals scikit-learn's, bad labels are refused with their place."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from gongbao import areas, estimator, labelled, train
from gongbao.errors import ConfigError, UsageError
from gongbao.mentions import Paragraph, WorkArea
from gongbao.tokenizer import engine, frozen, segment

TAXONOMY = """
[areas.farming]
name = "农业"
seeds = ["水稻", "合作社", "高标准农田"]
[areas.schools]
name = "教育"
seeds = ["学校", "教师", "学位"]
[areas.roads]
name = "交通"
seeds = ["公路", "桥梁", "客运站"]
"""
LABELLED = (
    ("a", "farming", "", "种植业", "全镇早稻栽插面积稳定，合作社统一供种供肥，秋粮长势好于常年。"),
    ("b", "farming", "", "", "新建高标准农田两片，机耕道通到地头，灌溉水源有了保障。"),
    ("c", "farming", "", "畜牧", "生猪存栏恢复，规模养殖场粪污处理设施全部配齐，水稻种植户参加保险。"),
    ("d", "farming", "roads", "", "农机合作社添置插秧机，机耕路与村道相接，稻谷运出更方便。"),
    ("e", "schools", "", "社会事业", "两所小学完成改扩建，新增学位缓解了大班额，教师周转房投入使用。"),
    ("f", "schools", "", "", "学校开展课后服务，教师轮岗交流覆盖全部乡镇，家长满意度提升。"),
    ("g", "schools", "", "", "中学实验室更新设备，学生体质监测合格率提高，校园食堂实行明厨亮灶。"),
    ("h", "schools", "", "教育", "幼儿园普惠率上升，教师培训按学期组织，留守学生有专人结对。"),
    ("i", "roads", "", "", "环库公路路面改造完工，两座危桥拆除重建，客运站迁入新址。"),
    ("j", "roads", "", "交通建设", "通村公路安装护栏，农村客运班线公交化运营，桥梁检测全部完成。"),
    ("k", "roads", "", "", "国道绕城段开工，征地拆迁同步推进，公路养护站完成标准化改造。"),
    ("l", "roads", "schools", "", "校门口公路增设减速带和人行横道，接送学生车辆分时停靠，桥头拥堵缓解。"),
)


def write(folder: Path) -> tuple[Path, Path]:
    taxonomy, data = folder / "areas.toml", folder / "data.tsv"
    taxonomy.write_text(TAXONOMY, encoding="utf-8")
    rows = ["bulletin\tarea\tsecond\theading\ttext", *("\t".join(row) for row in LABELLED)]
    data.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return taxonomy, data


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("areas")
    taxonomy, data = write(folder)
    train.train([data], taxonomy, folder / "model")
    return folder


def found_in(classifier: areas.Classifier, *texts: str, section: tuple[str, ...] = ()) -> list[WorkArea]:
    """The work areas of paragraphs in one text, a line each."""
    text = "\n".join(texts)
    spans = [(text.index(one), text.index(one) + len(one)) for one in texts]
    words = segment(text, frozen(text), engine("rjieba").cut)
    return classifier.classify(text, words, [Paragraph(start, end, "body", section) for start, end in spans])


def test_training_again_gives_the_same_bytes(trained: Path, tmp_path: Path) -> None:
    taxonomy, data = write(tmp_path)
    train.train([data], taxonomy, tmp_path / "model")
    for name in ("model.skops", "weights.npz", "card.json"):
        assert (tmp_path / "model" / name).read_bytes() == (trained / "model" / name).read_bytes()


def test_prediction_equals_that_of_the_saved_estimator(trained: Path) -> None:
    classifier = areas.load(str(trained / "model"))
    content = estimator.load_estimator(trained / "model" / "model.skops")
    vocabulary = content["words"].tobytes().decode().split("\n")
    vectorizer = train.vectorizer(len(LABELLED))
    vectorizer.vocabulary_ = {word: k for k, word in enumerate(vocabulary)}
    vectorizer.idf_ = content["idf"]
    texts = ["客运站门前的公路重新铺油，学校师生出行方便。", "合作社水稻喜获丰收", "无关的一句话"]
    examples = [labelled.Example("", "roads", "", "交通建设", text) for text in texts]
    documents = [train.document(one) for one in examples]
    scores = np.concatenate([classifier.scores(text, words, [whole]) for text, words, whole in map(labelled.prepared, examples)])
    expected = train.softmax(train.decision(content["model"], vectorizer.transform(documents)) / classifier.temperature)
    np.testing.assert_allclose(scores, expected, atol=1e-5)


def test_each_area_is_found_with_the_words_that_decided(trained: Path) -> None:
    classifier = areas.load(str(trained / "model"), threshold=0.0)
    found = found_in(classifier, "水稻合作社丰收", "教师交流轮岗", "公路桥梁完工")
    assert [one.area for one in found] == ["farming", "schools", "roads"]
    assert all(one.scores[one.area] == one.score for one in found)
    assert [one.reasons for one in found] == [("合作社", "水稻"), ("教师", "交流", "轮岗"), ("桥梁", "公路", "完工")]


def test_a_score_below_the_threshold_abstains(trained: Path) -> None:
    classifier = areas.load(str(trained / "model"), threshold=1.01)
    (found,) = found_in(classifier, "公路桥梁完工")
    assert (found.area, found.score > 0.3, bool(found.scores)) == ("", True, True)


def test_nothing_known_abstains_at_any_threshold(trained: Path) -> None:
    (found,) = found_in(areas.load(str(trained / "model"), threshold=0.0), "。")
    assert (found.area, found.reasons) == ("", ())


def test_the_heading_above_is_evidence(trained: Path) -> None:
    classifier = areas.load(str(trained / "model"), threshold=0.0)
    text = "各项任务全面完成。"
    (found,) = found_in(classifier, text, section=("教育",))
    assert (found.area, found.reasons[0]) == ("schools", "#教育")


def test_seed_words_alone_make_a_model(tmp_path: Path) -> None:
    taxonomy, _ = write(tmp_path)
    card = train.train([], taxonomy, tmp_path / "model")
    assert card["examples"] == 9
    (found,) = found_in(areas.load(str(tmp_path / "model")), "新建高标准农田")
    assert found.area == "farming"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("x\tfishing\t\t\t渔港扩建完成", r"data.tsv:2: no area 'fishing'.*farming, schools, roads"),
        ("x\troads\t\t\t", "data.tsv:2: area or text is empty"),
    ],
)
def test_a_bad_label_is_refused_with_its_place(tmp_path: Path, line: str, message: str) -> None:
    taxonomy, data = write(tmp_path)
    data.write_text(f"bulletin\tarea\tsecond\theading\ttext\n{line}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        train.train([data], taxonomy, tmp_path / "model")


def test_a_folder_without_a_model_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="gongbao train"):
        areas.load(str(tmp_path))


def test_a_model_with_an_unknown_type_is_not_loaded(tmp_path: Path) -> None:
    import skops.io

    class Foreign:
        """A type that scikit-learn does not have."""

    skops.io.dump(Foreign(), tmp_path / "model.skops")
    with pytest.raises(ConfigError, match="not trusted"):
        estimator.load_estimator(tmp_path / "model.skops")


def test_the_card_tells_data_versions_and_scores(trained: Path) -> None:
    card = json.loads((trained / "model" / "card.json").read_text(encoding="utf-8"))
    assert {"data", "versions", "per_area", "calibration_error", "threshold", "macro_f1"} <= set(card)


def test_a_truncated_model_is_refused(trained: Path, tmp_path: Path) -> None:
    shutil.copytree(trained / "model", tmp_path / "model")
    weights = tmp_path / "model" / "weights.npz"
    weights.write_bytes(weights.read_bytes()[:200])
    with pytest.raises(ConfigError, match="gongbao train"):
        areas.load(str(tmp_path / "model"))
