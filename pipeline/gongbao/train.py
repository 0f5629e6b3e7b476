"""Trains a work-area classifier with scikit-learn, from labelled paragraphs, seed words, or both."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.svm import LinearSVC

from gongbao import measures
from gongbao.estimator import save
from gongbao.features import features, heading_text
from gongbao.labelled import SEEDED, Example, data_hash, prepared, read_areas, read_examples, seeded

FOLDS = 5
COST = 0.8  # of the linear SVM, best of 0.25 … 2 by cross-validation
SECOND = 0.3  # weight of a paragraph under its second area
PRECISION = 0.95  # of what is kept above the threshold
VOCABULARY = 60_000
BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Folded:
    """What cross-validation says: `scores` (examples × labels) told by models that had not seen the example's bulletin."""

    labels: tuple[str, ...]
    scores: NDArray[np.float64]
    threshold: float


def document(one: Example) -> str:
    """The features of an example, joined by blanks."""
    _, words, paragraph = prepared(one)
    return " ".join(BLANK.sub("", feature) for feature in features(words, heading_text(paragraph.section)))


def vectorizer(examples: int) -> TfidfVectorizer:
    """tf-idf over features; what stands in one example only is left out where there are many."""
    return TfidfVectorizer(
        token_pattern=r"\S+", lowercase=False, sublinear_tf=True, min_df=2 if examples >= 500 else 1, max_features=VOCABULARY, dtype=np.float32
    )


def weighted(documents: Sequence[str], examples: Sequence[Example]) -> tuple[list[str], list[str], list[float]]:
    """Documents, labels and weights; an example with a second area stands twice."""
    pairs = list(zip(documents, examples, strict=True))
    second = [(text, one) for text, one in pairs if one.second]
    return (
        [text for text, _ in pairs] + [text for text, _ in second],
        [one.area for _, one in pairs] + [one.second for _, one in second],
        [1.0] * len(pairs) + [SECOND] * len(second),
    )


def fit(documents: Sequence[str], examples: Sequence[Example]) -> tuple[TfidfVectorizer, LinearSVC]:
    """A vectorizer and a linear SVM, one against the rest."""
    texts, labels, weights = weighted(documents, examples)
    features = vectorizer(len(examples))
    matrix = features.fit_transform(texts)
    model = LinearSVC(C=COST, random_state=0, max_iter=5000, tol=1e-5)
    model.fit(matrix, labels, sample_weight=weights)
    return features, model


def folds(examples: Sequence[Example]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """(train, test) ordinals; all paragraphs of a bulletin are on one side, seeds are always for training."""
    real = np.array([k for k, one in enumerate(examples) if not one.bulletin.startswith(SEEDED)], dtype=np.int64)
    seeds = np.array([k for k, one in enumerate(examples) if one.bulletin.startswith(SEEDED)], dtype=np.int64)
    labels = [examples[k].area for k in real]
    groups = [examples[k].bulletin for k in real]
    fewest = min((labels.count(area) for area in set(labels)), default=0)
    splitter = StratifiedGroupKFold(max(2, min(FOLDS, fewest)), shuffle=True, random_state=0)
    for train, test in splitter.split(real, labels, groups):
        yield np.concatenate([real[train], seeds]), real[test]


def decision(model: LinearSVC, matrix: Any) -> NDArray[np.float64]:
    """Decision values, items × labels, also where there are two labels only."""
    values = np.asarray(model.decision_function(matrix))
    return values if values.ndim == 2 else np.stack([-values, values], axis=1)


def cross_validate(documents: Sequence[str], examples: Sequence[Example]) -> tuple[Folded, float]:
    """Out-of-fold scores, and the temperature with which decision values become them."""
    labels = tuple(sorted({one.area for one in examples}))
    values = np.zeros((len(examples), len(labels)))
    tested = np.zeros(len(examples), dtype=bool)
    for train, test in folds(examples):
        features, model = fit([documents[k] for k in train], [examples[k] for k in train])
        columns = np.array([labels.index(label) for label in model.classes_])
        values[np.ix_(test, columns)] = decision(model, features.transform([documents[k] for k in test]))
        tested[test] = True
    told = [one for one, was in zip(examples, tested, strict=True) if was]
    temperature = cool(values[tested], fitting(values[tested], told, labels))
    scores = softmax(values / temperature)
    return Folded(labels, scores, threshold(scores[tested], told, labels)), temperature


def cool(values: NDArray[np.float64], wanted: Sequence[int]) -> float:
    """The temperature under which the softmax of decision values tells the wanted columns with the least log loss (Guo et al. 2017)."""
    rows = np.arange(len(values))

    def loss(temperature: float) -> float:
        return float(-np.log(softmax(values / temperature)[rows, wanted] + 1e-12).mean())

    return float(minimize_scalar(loss, bounds=(0.02, 5.0), method="bounded").x)


def fitting(values: NDArray[np.float64], examples: Sequence[Example], labels: Sequence[str]) -> list[int]:
    """The column that each example should have: that of its second area where it got the higher value, else that of its first."""
    pairs = [[labels.index(name) for name in (one.area, one.second) if name in labels] for one in examples]
    return [max(pair, key=lambda column: (row[column], -column)) for pair, row in zip(pairs, values, strict=True)]


def softmax(values: NDArray[np.float64]) -> NDArray[np.float64]:
    grown = np.exp(values - values.max(axis=1, keepdims=True))
    result: NDArray[np.float64] = grown / grown.sum(axis=1, keepdims=True)
    return result


def right(scores: NDArray[np.float64], examples: Sequence[Example], labels: Sequence[str]) -> NDArray[np.bool_]:
    """Where the best label is one of the example's."""
    best = [labels[k] for k in scores.argmax(axis=1)]
    return np.array([label in (one.area, one.second) for label, one in zip(best, examples, strict=True)])


def threshold(scores: NDArray[np.float64], examples: Sequence[Example], labels: Sequence[str]) -> float:
    """The least score above which PRECISION of the labels are right; 0 where all may be kept."""
    top, good = scores.max(axis=1), right(scores, examples, labels)
    order = np.argsort(-top, kind="stable")
    share = np.cumsum(good[order]) / np.arange(1, len(order) + 1)
    kept = np.nonzero(share >= PRECISION)[0]
    if not len(kept):
        return 1.0
    return 0.0 if kept[-1] == len(order) - 1 else round(float(top[order[kept[-1]]]), 4)


def report(folded: Folded, examples: Sequence[Example]) -> dict[str, Any]:
    """The measures of cross-validation; seeds are not counted."""
    real = [k for k, one in enumerate(examples) if not one.bulletin.startswith(SEEDED)]
    wanted = [(examples[k].area, examples[k].second) for k in real]
    return measures.summary(folded.scores[real], wanted, folded.labels, folded.threshold)


def train(data: Sequence[Path], taxonomy: Path, out: Path) -> dict[str, Any]:
    """Trains on labelled files (none: on the seed words alone), writes the model into a folder, and returns its card."""
    known = read_areas(taxonomy)
    examples = [one for path in data for one in read_examples(path, list(known))]
    few = not examples or len(examples) < 40 * len(known)
    if few:
        examples += seeded(known)
    documents = [document(one) for one in examples]
    card: dict[str, Any] = {"areas": list(known), "examples": len(examples), "seeds": few, "data": data_hash(data), "python": sys.version.split()[0]}
    card["versions"] = {name: version(name) for name in ("scikit-learn", "numpy", "skops")}
    if data:
        folded, temperature = cross_validate(documents, examples)
        card |= {"temperature": round(temperature, 6), "threshold": folded.threshold, **report(folded, examples)}
    else:
        card |= {"temperature": 0.25, "threshold": 0.0}
    features, model = fit(documents, examples)
    save(out, features, model, card)
    return card
