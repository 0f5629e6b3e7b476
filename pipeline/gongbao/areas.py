"""Work areas of paragraphs: prediction from a trained model's weights, reasons, abstention.

Training and the model itself are scikit-learn's (gongbao.train); prediction reads the same weights as plain arrays, so that
reading bulletins need not load scikit-learn. A test holds the two equal.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from gongbao.errors import ConfigError
from gongbao.features import HAN, HEADING, Found, Located, Ordinals, Vocabulary, heading_text
from gongbao.mentions import Paragraph, WorkArea
from gongbao.resources import folder

REASONS = 5
SAYS = 0.1  # share of what the strongest word says that another must say to be told
CLOSE = 0.5  # a second area is told where it has at least this share of the first one's score
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weighted:
    """The known features of paragraphs, each once: `keys` (paragraph × size of the vocabulary + ordinal) sorted, and their weights."""

    keys: Ordinals
    owners: Ordinals
    ids: Ordinals
    values: Floats


@dataclass(frozen=True, slots=True)
class Classifier:
    """A linear model over weighted features; `threshold` is the score below which it abstains."""

    labels: tuple[str, ...]
    vocabulary: Vocabulary
    idf: Floats
    weights: Floats
    intercept: Floats
    temperature: float
    threshold: float

    def classify(self, text: str, words: Sequence[str], paragraphs: Sequence[Paragraph]) -> list[WorkArea]:
        """The work area of each paragraph (sorted, without overlaps); `words` joined are the text."""
        if not paragraphs:
            return []
        located = self.vocabulary.locate(text, words, paragraphs)
        known = self.weigh(located, len(paragraphs))
        return list(self.told(located, known, words, paragraphs))

    def scores(self, text: str, words: Sequence[str], paragraphs: Sequence[Paragraph]) -> Floats:
        """Probabilities (paragraphs × labels)."""
        return self.probabilities(self.weigh(self.vocabulary.locate(text, words, paragraphs), len(paragraphs)), len(paragraphs))

    def weigh(self, located: Located, count: int) -> Weighted:
        """Weights of counted features: (1 + ln count) × idf, each paragraph scaled to length 1."""
        keys = np.concatenate([self.key(found) for found in (located.pairs, located.words, located.headings)])
        keys, counts = np.unique(keys, return_counts=True)
        owners, ids = np.divmod(keys, len(self.idf))
        values = (1 + np.log(counts)) * self.idf[ids]
        lengths = np.sqrt(np.bincount(owners, values * values, count))
        return Weighted(keys, owners, ids, (values / lengths[owners]).astype(np.float32))

    def key(self, found: Found) -> Ordinals:
        return found.owners * len(self.idf) + found.ids

    def probabilities(self, known: Weighted, count: int) -> Floats:
        """Probabilities (paragraphs × labels)."""
        logits = np.tile(self.intercept, (count, 1))
        if len(known.owners):
            first = np.flatnonzero(np.r_[True, known.owners[1:] != known.owners[:-1]])
            logits[known.owners[first]] += np.add.reduceat(known.values[:, None] * self.weights[known.ids], first)
        logits /= self.temperature
        grown = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares: Floats = (grown / grown.sum(axis=1, keepdims=True)).astype(np.float32)
        return shares

    def told(self, located: Located, known: Weighted, words: Sequence[str], paragraphs: Sequence[Paragraph]) -> Iterator[WorkArea]:
        """The work area of each paragraph with its reasons."""
        scores = self.probabilities(known, len(paragraphs))
        spoke = known.values * self.weights[known.ids, scores.argmax(axis=1)[known.owners]]
        speaking, totals = self.speaking_words(located, known, spoke, paragraphs)
        counts = np.arange(len(paragraphs) + 1)
        order = np.argsort(-scores, axis=1, kind="stable")[:, :3].tolist()
        seen = np.searchsorted(known.owners, counts).tolist()
        above = np.searchsorted(located.headings.owners, counts).tolist()
        headings = spoke[np.searchsorted(known.keys, self.key(located.headings))].tolist()
        spans = np.searchsorted(located.starts[speaking], [(one.start, one.end) for one in paragraphs]).tolist()
        spoken = [words[k] for k in speaking.tolist()]
        for k, (row, (start, end)) in enumerate(zip(scores.tolist(), spans, strict=True)):
            first = order[k][0]
            said = dict(zip(spoken[start:end], totals[start:end], strict=True))
            if above[k] < above[k + 1]:
                names = (self.vocabulary.names[one] for one in located.headings.ids[above[k] : above[k + 1]].tolist())
                said |= of_heading(heading_text(paragraphs[k].section), dict(zip(names, headings[above[k] : above[k + 1]], strict=True)))
            yield WorkArea(
                self.labels[first] if seen[k] < seen[k + 1] and row[first] >= self.threshold else "",
                round(row[first], 4),
                {self.labels[j]: round(row[j], 4) for j in order[k] if row[j] >= CLOSE * row[first]},
                best(said),
            )

    def speaking_words(
        self, located: Located, known: Weighted, spoke: Floats, paragraphs: Sequence[Paragraph]
    ) -> tuple[Ordinals, list[float]]:
        """(indexes of the words that speak for their paragraph's best label, what their features add to it).

        Words of two characters and more count, where they say at least SAYS of what the strongest one of the paragraph says.
        """
        said = np.zeros(int(located.ends[-1]) + 1 if len(located.ends) else 1)
        said[located.pairs.at + 1] = spoke[np.searchsorted(known.keys, self.key(located.pairs))]
        sums = np.cumsum(said)
        totals = sums[np.maximum(located.ends - 1, located.starts)] - sums[located.starts]
        totals[located.words.at] += spoke[np.searchsorted(known.keys, self.key(located.words))]
        first = np.minimum(np.searchsorted(located.starts, [one.start for one in paragraphs]), len(totals) - 1)
        strongest = np.maximum.reduceat(totals, first)
        here = totals[first[0] :]
        least = np.repeat(strongest * SAYS, np.diff(np.append(first, len(totals))))
        speaking = first[0] + np.flatnonzero((here > 0) & (here >= least) & (located.ends - located.starts > 1)[first[0] :])
        return speaking, totals[speaking].tolist()


def best(said: Mapping[str, float]) -> tuple[str, ...]:
    """The words that spoke most for a label; those of a heading begin with #."""
    return tuple(sorted(said, key=lambda word: (-said[word], word))[:REASONS])


def of_heading(line: str, spoke: Mapping[str, float]) -> dict[str, float]:
    """Stretches of headings all of whose pairs speak for a label, with the sum of what they say."""
    found: dict[str, float] = {}
    for run in HAN.findall(line):
        start, total = 0, 0.0
        for at in range(len(run)):
            said = spoke.get(HEADING + run[at : at + 2], 0.0)
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
    vocabulary = Vocabulary.of(parts["words"].tobytes().decode().split("\n"))
    return Classifier(
        tuple(parts["labels"].tobytes().decode().split("\n")), vocabulary, parts["idf"], parts["weights"], parts["intercept"],
        float(card["temperature"]), float(card["threshold"]) if threshold is None else threshold,
    )
