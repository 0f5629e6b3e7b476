"""The gates: scores on our own annotated test bulletins and of the work-area model never fall below corpus/floors.json."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

import gongbao
from gongbao.evaluate.annotated import bulletins, score
from gongbao.gold import fingerprint, gold_files
from gongbao.labelled import data_hash, labelled_files

ROOT = Path(__file__).resolve().parents[1]
FLOORS = json.loads((ROOT / "corpus" / "floors.json").read_text(encoding="utf-8"))


@cache
def measured() -> dict[str, float]:
    return score(bulletins(gold_files([ROOT / "corpus" / "gold" / "test"])), gongbao.extract).summary()


def test_the_floors_are_those_of_this_corpus() -> None:
    assert fingerprint(gold_files([ROOT / "corpus" / "gold" / "test"])) == FLOORS["gold"]["corpus"]


@pytest.mark.parametrize("measure", FLOORS["gold"]["percent"])
def test_scores_on_the_annotated_bulletins_hold(measure: str) -> None:
    assert measured()[measure] >= FLOORS["gold"]["percent"][measure]


def test_the_work_area_model_is_of_this_corpus_and_holds_its_scores() -> None:
    card = json.loads((ROOT / "models" / "areas" / "card.json").read_text(encoding="utf-8"))
    assert card["data"] == data_hash(labelled_files([ROOT / "corpus" / "areas", ROOT / "corpus" / "gold" / "train"]))
    assert card["macro_f1"] >= FLOORS["areas"]["macro_f1"]
    assert card["calibration_error"] <= FLOORS["areas"]["calibration_error"]
    assert card["kept_precision"] >= FLOORS["areas"]["kept_precision"]


def test_annotated_bulletins_of_test_and_train_differ() -> None:
    names = {part: {path.name for path in gold_files([ROOT / "corpus" / "gold" / part])} for part in ("train", "test")}
    assert not names["train"] & names["test"]
