"""Measures of a classifier: precision, recall and F1 of each area, accuracy, calibration error, confusion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

BINS = 10


def share(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0


def judged(best: Sequence[str], wanted: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """(expected, found) of each item: the second area counts as expected where it was found."""
    return [(found if found in pair else pair[0], found) for found, pair in zip(best, wanted, strict=True)]


def per_area(pairs: Sequence[tuple[str, str]], labels: Sequence[str]) -> dict[str, dict[str, float]]:
    """Precision, recall, F1 and number of items of each area."""
    cells = Counter(pairs)
    result = {}
    for label in labels:
        hit = cells[label, label]
        found = sum(count for (_, one), count in cells.items() if one == label)
        wanted = sum(count for (one, _), count in cells.items() if one == label)
        result[label] = {"precision": share(hit, found), "recall": share(hit, wanted), "f1": share(2 * hit, found + wanted), "items": wanted}
    return result


def calibration_error(top: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Expected calibration error over ten bins of equal width (Naeini et al. 2015)."""
    bins = np.minimum((top * BINS).astype(int), BINS - 1)
    gaps = [abs(float(top[bins == k].mean() - right[bins == k].mean())) * int((bins == k).sum()) for k in range(BINS) if (bins == k).any()]
    return round(sum(gaps) / len(top), 4)


def summary(scores: NDArray[np.float64], wanted: Sequence[tuple[str, str]], labels: Sequence[str], threshold: float) -> dict[str, Any]:
    """All measures of scores (items × labels) against (area, second area) of each item."""
    best = [labels[k] for k in scores.argmax(axis=1)]
    pairs = judged(best, wanted)
    right = np.array([one == other for one, other in pairs])
    top = scores.max(axis=1)
    kept = top >= threshold
    areas = per_area(pairs, labels)
    return {
        "accuracy": share(int(right.sum()), len(pairs)),
        "macro_f1": round(sum(one["f1"] for one in areas.values()) / len(areas), 4),
        "calibration_error": calibration_error(top, right),
        "kept": share(int(kept.sum()), len(pairs)),
        "kept_precision": share(int(right[kept].sum()), int(kept.sum())),
        "per_area": areas,
    }


def confusion(pairs: Sequence[tuple[str, str]], labels: Sequence[str]) -> list[list[int]]:
    """Counts, a row for each expected area, a column for each found one."""
    cells = Counter(pairs)
    return [[cells[expected, found] for found in labels] for expected in labels]
