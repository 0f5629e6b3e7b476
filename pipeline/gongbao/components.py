"""The spaCy side: each component runs one step on what is known of a Doc; the last one marks what was found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from functools import partial
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry

from gongbao import areas, gazetteer, steps
from gongbao.mentions import WorkArea
from gongbao.records import plain
from gongbao.steps import Reading
from gongbao.tokenizer import Tokenizer, tag

KEY = "gongbao"
SPANS = ("dates", "organizations", "quantities", "indicators", "paragraphs")


class Component:
    """A step as spaCy calls it: the reading lives in `doc.user_data` while the pipeline runs."""

    def __init__(self, step: Callable[[Reading], None]) -> None:
        self.step = step

    def __call__(self, doc: Doc) -> Doc:
        self.step(reading(doc))
        return doc


def reading(doc: Doc) -> Reading:
    """The reading of a Doc, made from `doc._.published` and `doc._.place` where the caller began with a plain text."""
    found = doc.user_data.get(KEY)
    if not isinstance(found, Reading):
        published = date.fromisoformat(doc._.published) if doc._.published else None
        found = begin(doc, published, gazetteer.resolve(doc._.place) if doc._.place else None)
    return found


def begin(doc: Doc, published: date | None, place: gazetteer.Division | None) -> Reading:
    """Puts a fresh reading into a Doc; its text and words are taken out once, since a Doc makes them anew at every call."""
    words = [part for token in doc for part in (token.text, token.whitespace_) if part]
    found = doc.user_data[KEY] = Reading("".join(words), words, published, place)
    return found


def mark(doc: Doc) -> Doc:
    """Writes the finds into `doc.spans`, each span with its reading in `span._.record`, as values that leave a worker process."""
    mine = reading(doc)
    for name in SPANS:
        spans = []
        for k, one in enumerate(getattr(mine, name)):
            span = doc.char_span(one.start, one.end, label=name, alignment_mode="expand")
            if span is not None:
                span._.record = record_of(one, mine.areas[k] if name == "paragraphs" and mine.areas else None)
                spans.append(span)
        doc.spans[name] = spans
    del doc.user_data[KEY]
    return doc


def record_of(one: Any, area: WorkArea | None) -> dict[str, Any]:
    """A find as plain values; offsets are those of the text."""
    cells = one._asdict() if hasattr(one, "_asdict") else asdict(one)
    if area:
        cells |= {"work_area": area.area, "score": area.score, "reasons": area.reasons}
    return {name: plain(cell) for name, cell in cells.items()}


def tokenizer_factory(engine: str = "rjieba") -> Callable[[Language], Tokenizer]:
    """`[nlp.tokenizer] @tokenizers = "gongbao.Tokenizer.v1"`: segmentation by jieba, `engine` is rjieba or jieba."""
    return lambda nlp: Tokenizer(nlp.vocab, engine)


def register() -> None:
    """Registers tokenizer, components and extensions with spaCy; calling it again changes nothing."""
    if Doc.has_extension("published"):
        return
    Doc.set_extension("published", default="")
    Doc.set_extension("place", default="")
    Span.set_extension("record", default=None)
    registry.tokenizers.register("gongbao.Tokenizer.v1", func=tokenizer_factory)
    for name in ("paragraphs", "dates", "organizations", "quantities"):
        Language.component(f"gongbao_{name}", func=Component(getattr(steps, f"find_{name}")))
    Language.component("gongbao_mark", func=mark)
    Language.factory("gongbao_indicators", func=make_indicators)
    Language.factory("gongbao_areas", default_config={"model": "areas", "threshold": None}, func=make_areas)


def make_indicators(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001  spaCy passes the name
    """The component that links indicators, with the part-of-speech dictionary of the tokenizer's engine."""
    chosen = nlp.tokenizer.engine_name if isinstance(nlp.tokenizer, Tokenizer) else "rjieba"
    return Component(partial(steps.find_indicators, tag=partial(tag, chosen)))


def make_areas(nlp: Language, name: str, model: str, threshold: float | None) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """The component that classifies paragraphs; `model` is a folder or `areas` for our own, `threshold` the score below which it abstains."""
    return Component(partial(steps.find_areas, classifier=areas.load(model, threshold=threshold)))
