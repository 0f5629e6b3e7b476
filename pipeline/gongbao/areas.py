"""Work areas of paragraphs: features, prediction from a trained model's weights, reasons, abstention.

Training and the model itself are scikit-learn's (gongbao.train); prediction reads the same weights as plain arrays, so that
reading bulletins need not load scikit-learn. A test holds the two equal.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from gongbao.errors import ConfigError
from gongbao.mentions import Paragraph, WorkArea
from gongbao.resources import folder

HEADING = "#"  # before a feature of the headings above a paragraph
HAN = re.compile(r"[一-鿿]+")
LEVELS = 2  # of headings above a paragraph that count, the innermost
REASONS = 5
CHUNK = 256  # paragraphs scored at once: bounds memory, 256 × 500 features × 24 areas in float32 is 12 MB
CLOSE = 0.5  # a second area is told where it has at least this share of the first one's score
Floats = NDArray[np.float32]


def features(words: Iterable[str], heading: str = "") -> list[str]:
    """Words of three characters and more, pairs of neighbouring characters, and the pairs of the headings above, marked."""
    body = [word for word in words if "一" <= word[0] <= "鿿"]
    joined, above = "".join(body), "".join(HAN.findall(heading))
    return [
        *(word for word in body if len(word) > 2),
        *map(str.__add__, joined, joined[1:]),
        *(HEADING + one + other for one, other in zip(above, above[1:], strict=False)),
    ]


@dataclass(frozen=True, slots=True)
class Classifier:
    """A linear model over weighted features; `threshold` is the score below which it abstains."""

    labels: tuple[str, ...]
    vocabulary: dict[str, int]
    idf: Floats
    weights: Floats
    intercept: Floats
    temperature: float
    threshold: float
    words: tuple[str, ...]

    def classify(self, text: str, words: Sequence[str], paragraphs: Sequence[Paragraph]) -> list[WorkArea]:
        """The work area of each paragraph; `words` joined are the text."""
        starts = [0, *accumulate(map(len, words))]
        found = [
            features(words[bisect_left(starts, one.start) : bisect_left(starts, one.end)], " ".join(one.section[-LEVELS:]))
            for one in paragraphs
        ]
        return self.predict(found)

    def predict(self, items: Sequence[Sequence[str]]) -> list[WorkArea]:
        """The work area of each list of features."""
        return [area for k in range(0, len(items), CHUNK) for area in self.chunk(items[k : k + CHUNK])]

    def scores(self, items: Sequence[Sequence[str]]) -> tuple[Floats, list[tuple[NDArray[np.int64], Floats]]]:
        """Probabilities (items × labels), and of each item its features' ordinals and weights (tf-idf, of length 1)."""
        weighted = [self.weigh(item) for item in items]
        logits = np.tile(self.intercept, (len(items), 1))
        for k, (ids, values) in enumerate(weighted):
            if len(ids):
                logits[k] += values @ self.weights[ids]
        logits /= self.temperature
        logits -= logits.max(axis=1, keepdims=True)
        grown = np.exp(logits)
        return (grown / grown.sum(axis=1, keepdims=True)).astype(np.float32), weighted

    def weigh(self, item: Sequence[str]) -> tuple[NDArray[np.int64], Floats]:
        """Ordinals of the known features and their weights: (1 + ln count) × idf, scaled to length 1."""
        known = [place for place in map(self.vocabulary.get, item) if place is not None]
        ids, counts = np.unique(np.asarray(known, dtype=np.int64), return_counts=True)
        values = (1 + np.log(counts)) * self.idf[ids]
        length = float(np.sqrt((values * values).sum()))
        return ids, (values / length if length else values).astype(np.float32)

    def chunk(self, items: Sequence[Sequence[str]]) -> Iterable[WorkArea]:
        scores, weighted = self.scores(items)
        best = scores.argmax(axis=1)
        for row, first, (ids, values) in zip(scores, best, weighted, strict=True):
            order = np.argsort(-row, kind="stable")
            told = [k for k in order[:3] if row[k] >= CLOSE * row[first]]
            yield WorkArea(
                self.labels[first] if len(ids) and row[first] >= self.threshold else "",
                round(float(row[first]), 4),
                {self.labels[k]: round(float(row[k]), 4) for k in told},
                self.reasons(ids, values, int(first)) if len(ids) else (),
            )

    def reasons(self, ids: NDArray[np.int64], values: Floats, label: int) -> tuple[str, ...]:
        """The features that spoke most for a label, none of them part of another."""
        told: list[str] = []
        for k in np.argsort(-(values * self.weights[ids, label]), kind="stable")[: 3 * REASONS]:
            word = self.words[ids[k]].lstrip(HEADING)
            if values[k] * self.weights[ids[k], label] <= 0 or len(told) == REASONS:
                break
            if not any(word in other or other in word for other in told):
                told.append(word)
        return tuple(told)


def pack(labels: Sequence[str], words: Sequence[str], idf: Floats, weights: Floats, intercept: Floats) -> dict[str, Any]:
    """The arrays of a weights file; `weights` is features × labels."""
    return {
        "labels": np.frombuffer("\n".join(labels).encode(), dtype=np.uint8),
        "words": np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        "idf": idf.astype(np.float32), "weights": weights.astype(np.float32), "intercept": intercept.astype(np.float32),
    }


@cache
def load(model: str = "areas", *, threshold: float | None = None) -> Classifier:
    """The classifier in a folder, `areas` being our own; raises ConfigError where the folder lacks weights.npz or card.json."""
    path = folder("models") / "areas" if model == "areas" else Path(model)
    try:
        card = json.loads((path / "card.json").read_text(encoding="utf-8"))
        with np.load(BytesIO((path / "weights.npz").read_bytes()), allow_pickle=False) as arrays:
            parts = {name: arrays[name] for name in arrays.files}
    except (OSError, ValueError, BadZipFile) as error:
        raise ConfigError(f"{path} holds no work-area model ({error}): make one with `gongbao train`") from error
    words = parts["words"].tobytes().decode().split("\n")
    return Classifier(
        tuple(parts["labels"].tobytes().decode().split("\n")), {word: k for k, word in enumerate(words)}, parts["idf"], parts["weights"],
        parts["intercept"], float(card["temperature"]), float(card["threshold"]) if threshold is None else threshold, tuple(words),
    )
