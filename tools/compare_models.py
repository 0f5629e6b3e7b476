"""Compares work-area models by cross-validation: `python tools/compare_models.py [DATA…]` prints a row for each model and kind of feature."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

from gongbao import features, labelled, measures, train

ROOT = Path(__file__).resolve().parents[1]
MODELS: dict[str, Callable[[], object]] = {
    "linear SVM": lambda: LinearSVC(C=train.COST, random_state=0),
    "logistic regression": lambda: LogisticRegression(C=20, max_iter=500),
    "complement naive Bayes": lambda: ComplementNB(alpha=0.1),
}
KINDS: dict[str, Callable[[str], bool]] = {
    "words": lambda feature: len(feature) > 2,
    "characters": lambda feature: len(feature) == 2,
    "both": lambda _: True,
}


def chosen(document: str, kind: str, headings: bool) -> str:
    """The features of one kind, with or without those of headings."""
    keep = KINDS[kind]
    return " ".join(one for one in document.split() if (headings if one.startswith(features.HEADING) else keep(one)))


def score(documents: Sequence[str], examples: Sequence[labelled.Example], make: Callable[[], object]) -> tuple[float, float]:
    """(accuracy, macro-F1) over the folds; either of two labels counts."""
    labels = sorted({one.area for one in examples})
    best = [""] * len(examples)
    for learned, told in train.folds(examples):
        texts, wanted, weights = train.weighted([documents[k] for k in learned], [examples[k] for k in learned])
        vectorizer = TfidfVectorizer(token_pattern=r"\S+", lowercase=False, sublinear_tf=True, min_df=2)
        model = make()
        model.fit(vectorizer.fit_transform(texts), wanted, sample_weight=weights)
        for k, label in zip(told, model.predict(vectorizer.transform([documents[k] for k in told])), strict=True):
            best[k] = str(label)
    pairs = measures.judged(best, [(one.area, one.second) for one in examples])
    each = measures.per_area(pairs, labels)
    return sum(a == b for a, b in pairs) / len(pairs), sum(one["f1"] for one in each.values()) / len(each)


def main(paths: Sequence[Path]) -> None:
    known = list(labelled.read_areas(ROOT / "configs" / "areas" / "default.toml"))
    examples = [one for path in paths for one in labelled.read_examples(path, known)]
    documents = [train.document(one) for one in examples]
    sys.stdout.write(f"{len(examples)} paragraphs\n{'model':24} {'features':12} {'headings':9} accuracy macro-F1\n")
    for (name, make), kind, headings in product(MODELS.items(), KINDS, (False, True)):
        accuracy, f1 = score([chosen(one, kind, headings) for one in documents], examples, make)
        sys.stdout.write(f"{name:24} {kind:12} {'yes' if headings else 'no':9} {accuracy:8.4f} {f1:8.4f}\n")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted((ROOT / "corpus" / "areas").glob("*.tsv")))
