"""A work-area model against labelled paragraphs: measures of each area, confusion, and the paragraphs it gets most wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gongbao import areas, measures
from gongbao.errors import UsageError
from gongbao.labelled import Example, prepared, read_examples


@dataclass(frozen=True, slots=True)
class Miss:
    """A paragraph that was given a wrong area, and how sure the model was of it."""

    expected: str
    found: str
    score: float
    margin: float
    text: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything that an evaluation says; `confusion` has a row for each expected area, a column for each found one."""

    labels: tuple[str, ...]
    summary: dict[str, Any]
    confusion: list[list[int]]
    misses: tuple[Miss, ...]
    items: int


def evaluate(data: Sequence[Path], model: str = "areas", *, worst: int = 10) -> Judgement:
    """Judges a model (a folder, or `areas` for our own) on labelled files; raises UsageError where they hold nothing or unknown areas."""
    classifier = areas.load(model)
    examples = [one for path in data for one in read_examples(path, classifier.labels)]
    if not examples:
        raise UsageError(f"{', '.join(map(str, data))}: no labelled paragraph in it: give a CSV file with the columns text and area")
    scores = score(classifier, examples)
    wanted = [(one.area, one.second) for one in examples]
    labels = classifier.labels
    pairs = measures.judged([labels[k] for k in scores.argmax(axis=1)], wanted)
    summary = measures.summary(scores, wanted, labels, classifier.threshold)
    return Judgement(labels, summary, measures.confusion(pairs, labels), tuple(misses(scores, examples, labels)[:worst]), len(examples))


def score(classifier: areas.Classifier, examples: Sequence[Example]) -> NDArray[np.float64]:
    """Probabilities, examples × labels."""
    found = []
    for one in examples:
        text, words, paragraph = prepared(one)
        found.append(classifier.scores(text, words, [paragraph])[0])
    return np.asarray(found, dtype=np.float64)


def misses(scores: NDArray[np.float64], examples: Sequence[Example], labels: Sequence[str]) -> list[Miss]:
    """The wrong ones, those first where the wrong area leads the right one by most."""
    order = {label: k for k, label in enumerate(labels)}
    found = []
    for row, one in zip(scores, examples, strict=True):
        best = labels[int(row.argmax())]
        if best not in (one.area, one.second):
            margin = float(row.max() - max(row[order[name]] for name in (one.area, one.second) if name))
            found.append(Miss(one.area, best, round(float(row.max()), 4), round(margin, 4), one.text))
    return sorted(found, key=lambda miss: (-miss.margin, miss.text))
