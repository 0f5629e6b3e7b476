"""Work areas of paragraphs: features, prediction from a trained model's weights, reasons, abstention.

Training and the model itself are scikit-learn's (gongbao.train); prediction reads the same weights as plain arrays, so that
reading bulletins need not load scikit-learn. A test holds the two equal.
"""

from __future__ import annotations

import heapq
import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import accumulate, pairwise
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
Ordinals = NDArray[np.int64]


def features(words: Iterable[str], heading: str = "") -> list[str]:
    """Words of three characters and more, pairs of neighbouring characters, and the pairs of the headings above, marked."""
    body = [word for word in words if "一" <= word[0] <= "鿿"]
    text, above = "".join(body), "".join(HAN.findall(heading))
    return [
        *(word for word in body if len(word) > 2),
        *map(str.__add__, text, text[1:]),
        *(HEADING + one + other for one, other in pairwise(above)),
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

    def classify(self, words: Sequence[str], paragraphs: Sequence[Paragraph]) -> list[WorkArea]:
        """The work area of each paragraph; `words` joined are the text."""
        starts = [0, *accumulate(map(len, words))]
        own = [words[bisect_left(starts, one.start) : bisect_left(starts, one.end)] for one in paragraphs]
        return self.predict(own, [" ".join(one.section[-LEVELS:]) for one in paragraphs])

    def predict(self, paragraphs: Sequence[Sequence[str]], headings: Sequence[str] = ()) -> list[WorkArea]:
        """The work area of each paragraph, given as words, with the headings above it."""
        items = list(zip(paragraphs, headings or [""] * len(paragraphs), strict=True))
        return [area for k in range(0, len(items), CHUNK) for area in self.chunk(items[k : k + CHUNK])]

    def weigh(self, items: Sequence[Sequence[str]]) -> tuple[Ordinals, Ordinals, Floats]:
        """Of all items' known features: the item, the ordinal, and the weight ((1 + ln count) × idf, each item scaled to length 1)."""
        known = [[place for place in map(self.vocabulary.get, item) if place is not None] for item in items]
        owners = np.repeat(np.arange(len(items)), [len(one) for one in known])
        keys = owners * len(self.words) + np.fromiter((place for one in known for place in one), np.int64, len(owners))
        keys, counts = np.unique(keys, return_counts=True)
        owners, ids = np.divmod(keys, len(self.words))
        values = (1 + np.log(counts)) * self.idf[ids]
        lengths = np.sqrt(np.bincount(owners, values * values, len(items)))
        return owners, ids, (values / lengths[owners]).astype(np.float32)

    def scores(self, owners: Ordinals, ids: Ordinals, values: Floats, count: int) -> Floats:
        """Probabilities (items × labels)."""
        logits = np.tile(self.intercept, (count, 1))
        first = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]]) if len(owners) else owners
        if len(first):
            logits[owners[first]] += np.add.reduceat(values[:, None] * self.weights[ids], first)
        logits /= self.temperature
        grown = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares: Floats = (grown / grown.sum(axis=1, keepdims=True)).astype(np.float32)
        return shares

    def chunk(self, items: Sequence[tuple[Sequence[str], str]]) -> Iterator[WorkArea]:
        owners, ids, values = self.weigh([features(words, heading) for words, heading in items])
        scores = self.scores(owners, ids, values, len(items))
        best = scores.argmax(axis=1)
        spoke = (values * self.weights[ids, best[owners]]).tolist()
        bounds = np.searchsorted(owners, np.arange(len(items) + 1)).tolist()
        named = [self.words[k] for k in ids.tolist()]
        order = np.argsort(-scores, axis=1, kind="stable")[:, :3].tolist()
        for k, (row, (words, heading)) in enumerate(zip(scores.tolist(), items, strict=True)):
            start, end = bounds[k], bounds[k + 1]
            first = order[k][0]
            yield WorkArea(
                self.labels[first] if start < end and row[first] >= self.threshold else "",
                round(row[first], 4),
                {self.labels[j]: round(row[j], 4) for j in order[k] if row[j] >= CLOSE * row[first]},
                reasons(words, heading, dict(zip(named[start:end], spoke[start:end], strict=True))),
            )


def reasons(words: Iterable[str], heading: str, spoke: Mapping[str, float]) -> tuple[str, ...]:
    """The words that spoke most for a label, by what their features add to its decision value; those of a heading begin with #."""
    totals: dict[str, float] = {}
    for word in dict.fromkeys(words):
        if len(word) > 1:
            totals[word] = sum(spoke.get(one + other, 0.0) for one, other in pairwise(word)) + (spoke.get(word, 0.0) if len(word) > 2 else 0.0)
    for run in HAN.findall(heading):
        totals |= joined(run, spoke)
    best = heapq.nsmallest(REASONS, ((-total, word) for word, total in totals.items() if total > 0))
    return tuple(word for _, word in best)


def joined(run: str, spoke: Mapping[str, float]) -> dict[str, float]:
    """Stretches of a heading all of whose pairs speak for a label, with the sum of what they say."""
    found: dict[str, float] = {}
    start, total = 0, 0.0
    for at in range(len(run)):
        said = spoke.get(HEADING + run[at : at + 2], 0.0) if at + 1 < len(run) else 0.0
        if said > 0:
            total += said
            continue
        if total:
            found[HEADING + run[start : at + 1]] = total
        start, total = at + 1, 0.0
    return found


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
