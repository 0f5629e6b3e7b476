"""Trains a work-area classifier with scikit-learn, from labelled paragraphs, seed words, or both."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sys
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import skops.io
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.svm import LinearSVC

from gongbao import areas, gold, measures
from gongbao.errors import ConfigError, UsageError
from gongbao.features import features, heading_text
from gongbao.mentions import Paragraph
from gongbao.normalize import normalize
from gongbao.tokenizer import engine, frozen, segment

FOLDS = 5
COST = 0.4  # of the linear SVM, best of 0.1 … 2 by cross-validation
SECOND = 0.3  # weight of a paragraph under its second area
PRECISION = 0.95  # of what is kept above the threshold
VOCABULARY = 60_000
SEEDED = "#seed"  # the bulletin of an example made from a seed word
SUFFIXES = (".csv", ".tsv")
BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled paragraph; `bulletin` keeps the paragraphs of one text on one side of a split."""

    bulletin: str
    area: str
    second: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Folded:
    """What cross-validation says: `scores` (examples × labels) told by models that had not seen the example's bulletin."""

    labels: tuple[str, ...]
    scores: NDArray[np.float64]
    threshold: float


def read_areas(path: Path) -> dict[str, tuple[str, ...]]:
    """Each area of a TOML file with its seed words; raises ConfigError naming the file and the remedy."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("areas", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} cannot be read as TOML: {error}") from error
    if len(table) < 2:
        raise ConfigError(f"{path} names {len(table)} areas: give at least two, each as [areas.KEY] with name and seeds")
    return {key: tuple(area.get("seeds", ())) for key, area in table.items()}


def labelled_files(given: Iterable[Path]) -> list[Path]:
    """The labelled files that were named, and those below folders: CSV, TSV, annotated bulletins; raises UsageError where there are none."""
    found: list[Path] = []
    for one in given:
        below = [path for path in sorted(one.rglob("*")) if path.suffix in SUFFIXES or path.name.endswith(gold.SUFFIX)] if one.is_dir() else [one]
        missing = next((path for path in below if not path.is_file()), None if below else one / "*.csv")
        if missing:
            raise UsageError(f"no file {missing}: give CSV or TSV files with text and area, annotated bulletins, or folders of these")
        found += below
    return found


def gold_examples(path: Path, known: Sequence[str]) -> list[Example]:
    """The paragraphs of an annotated bulletin that have an area, under the heading above them."""
    annotated, heading, found = gold.read(path), "", []
    for line in annotated.lines:
        text = annotated.text[line.start : line.end]
        if line.role == "heading":
            heading = text
        elif line.areas:
            second = line.areas[1] if len(line.areas) > 1 else ""
            row = {"bulletin": path.name, "area": line.areas[0], "second": second, "heading": heading, "text": text}
            found.append(example(row, str(path), known))
    return found


def read_examples(path: Path, known: Sequence[str]) -> list[Example]:
    """The labelled paragraphs of a CSV or TSV file with columns text and area (and bulletin, second, heading); raises UsageError with FILE:LINE."""
    if path.name.endswith(gold.SUFFIX):
        return gold_examples(path, known)
    delimiter = "\t" if path.suffix == ".tsv" else ","
    found: list[Example] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, delimiter=delimiter, quoting=csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL)
            if not {"text", "area"} <= set(reader.fieldnames or ()):
                raise UsageError(f"{path}:1: no columns text and area in the header: {', '.join(reader.fieldnames or ())}")
            found.extend(example(row, f"{path}:{reader.line_num}", known) for row in reader)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    return found


def example(row: dict[str, str], place: str, known: Sequence[str]) -> Example:
    for name in (row["area"], row.get("second") or ""):
        if name and name not in known:
            raise UsageError(f"{place}: no area {name!r} in the taxonomy: choose one of {', '.join(known)}")
    if not row["area"] or not row["text"].strip():
        raise UsageError(f"{place}: area or text is empty: fill it in or leave the row out")
    return Example(row.get("bulletin") or place, row["area"], row.get("second") or "", row.get("heading") or "", row["text"])


def seeded(taxonomy: dict[str, tuple[str, ...]]) -> list[Example]:
    """One short example for each seed word."""
    return [Example(f"{SEEDED}{k}", area, "", "", word) for area, words in taxonomy.items() for k, word in enumerate(words)]


def document(one: Example) -> str:
    """The features of an example, joined by blanks."""
    _, words, paragraph = prepared(one)
    return " ".join(BLANK.sub("", feature) for feature in features(words, heading_text(paragraph.section)))


def prepared(one: Example) -> tuple[str, list[str], Paragraph]:
    """(text, words, the whole as a paragraph under its heading) of an example, normalized as bulletins are."""
    text = normalize(one.text).text
    section = (normalize(one.heading).text,) if one.heading else ()
    return text, segment(text, frozen(text), engine("rjieba").cut), Paragraph(0, len(text), "body", section)


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


def save(path: Path, features: TfidfVectorizer, model: LinearSVC, card: dict[str, Any]) -> None:
    """Writes model.skops (scikit-learn's model), weights.npz (the same as arrays, for prediction) and card.json."""
    path.mkdir(parents=True, exist_ok=True)
    words = [str(word) for word in features.get_feature_names_out()]
    coefficients, intercept = np.asarray(model.coef_), np.atleast_1d(model.intercept_)
    if len(model.classes_) == 2:
        coefficients, intercept = np.vstack([-coefficients, coefficients]), np.concatenate([-intercept, intercept])
    content = {"words": np.frombuffer("\n".join(words).encode(), dtype=np.uint8), "idf": np.asarray(features.idf_), "model": model}
    (path / "model.skops").write_bytes(canonical(skops.io.dumps(content)))
    packed = areas.pack([str(label) for label in model.classes_], words, np.asarray(features.idf_), coefficients.T, intercept)
    (path / "weights.npz").write_bytes(archive({f"{name}.npy": array_bytes(array) for name, array in packed.items()}))
    (path / "card.json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def array_bytes(array: NDArray[Any]) -> bytes:
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, np.ascontiguousarray(array), allow_pickle=False)
    return buffer.getvalue()


def archive(files: dict[str, bytes]) -> bytes:
    """A ZIP file without the time of day in it: the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(files):
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), files[name], zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()


def canonical(data: bytes) -> bytes:
    """A skops file without what differs from run to run: addresses of objects become ordinals, times of day one time."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    schema = files.pop("schema.json").decode()
    order: dict[str, str] = {}
    schema = re.sub(r'(?<="__id__": )\d+|(?<=")\d+(?=\.npy")', lambda match: order.setdefault(match[0], str(len(order) + 1)), schema)
    renamed = {f"{order[name.removesuffix('.npy')]}.npy": content for name, content in files.items()}
    return archive({**renamed, "schema.json": schema.encode()})


def load_estimator(path: Path) -> dict[str, Any]:
    """The content of a model.skops: words, idf, model; raises ConfigError where it holds a type that is not scikit-learn's or numpy's."""
    unknown = skops.io.get_untrusted_types(file=path)
    if unknown:
        raise ConfigError(f"{path} holds types that are not trusted ({', '.join(unknown)}): train the model again with `gongbao train`")
    content: dict[str, Any] = skops.io.load(path)
    return content


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


def data_hash(data: Sequence[Path]) -> str:
    """The first 16 hex digits of the SHA-256 of the labelled files."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in data)).hexdigest()[:16]
