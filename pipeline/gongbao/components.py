"""The spaCy side: each component calls one extractor on the text of a Doc; the last one marks what was found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import partial
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry

from gongbao import areas, gazetteer, structure
from gongbao.extract import dates, indicators, organizations, quantities
from gongbao.mentions import Indicator, Organization, Paragraph, Period, Quantity, WorkArea
from gongbao.records import plain
from gongbao.tokenizer import Tokenizer, tag

KEY = "gongbao"
CURRENCIES = {"71": "TWD", "81": "HKD", "82": "MOP"}  # by the first two digits of a division's code
SPANS = ("dates", "organizations", "quantities", "indicators", "paragraphs")
RoleSet = frozenset[str]
CLASSIFIED: RoleSet = frozenset({"body", "list", "abstract", "caption"})


@dataclass(slots=True)
class Reading:
    """What is known and found of one text; it lives in `doc.user_data` while the pipeline runs. `words` joined are `text`."""

    text: str
    words: list[str]
    published: date | None = None
    place: gazetteer.Division | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)
    dates: list[Period] = field(default_factory=list)
    organizations: list[Organization] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    areas: list[WorkArea] = field(default_factory=list)

    @property
    def currency(self) -> str:
        """The currency of a bare 元 in a bulletin of that place."""
        return CURRENCIES.get(self.place.code[:2], "CNY") if self.place else "CNY"


def reading(doc: Doc) -> Reading:
    """The reading of a Doc, made from `doc._.published` and `doc._.place` where the caller began with a plain text."""
    found = doc.user_data.get(KEY)
    if not isinstance(found, Reading):
        published = date.fromisoformat(doc._.published) if doc._.published else None
        found = begin(doc, published, gazetteer.resolve(doc._.place) if doc._.place else None)
    return found


def begin(doc: Doc, published: date | None, place: gazetteer.Division | None) -> Reading:
    """Puts a fresh reading into a Doc; its text and words are taken out once, since a Doc makes them anew at every call."""
    words = [token.text_with_ws for token in doc]
    found = doc.user_data[KEY] = Reading("".join(words), words, published, place)
    return found


def find_paragraphs(doc: Doc) -> Doc:
    """Roles and sections of lines."""
    mine = reading(doc)
    if not mine.paragraphs:
        mine.paragraphs = structure.paragraphs(mine.text)
    return doc


def find_dates(doc: Doc) -> Doc:
    """Dates and periods."""
    mine = reading(doc)
    place = mine.place.name if mine.place else ""
    mine.dates = dates.find(mine.text, mine.published, place=place, breaks=structure.breaks(mine.paragraphs))
    return doc


def find_organizations(doc: Doc) -> Doc:
    """Organizations; a name never reaches into a date."""
    mine = reading(doc)
    starts = [one.start for one in mine.dates]
    for one in organizations.find(mine.text, place=mine.place):
        k = bisect_left(starts, one.end)  # the last date that begins before the name's end
        if not k or mine.dates[k - 1].end <= one.start or one.start <= mine.dates[k - 1].start < mine.dates[k - 1].end <= one.end:
            mine.organizations.append(one)
    return doc


def find_quantities(doc: Doc) -> Doc:
    """Quantities outside of dates and names."""
    mine = reading(doc)
    blocked = sorted((one.start, one.end) for group in (mine.dates, mine.organizations) for one in group)
    mine.quantities = quantities.find(mine.text, currency=mine.currency, blocked=blocked)
    return doc


def find_indicators(doc: Doc, tag: Callable[[str], str]) -> Doc:
    """Indicators behind the quantities."""
    mine = reading(doc)
    mine.indicators = indicators.find(
        mine.text, mine.words, mine.quantities, mine.dates, mine.organizations, tag=tag, published=mine.published
    )
    return doc


def find_areas(doc: Doc, classifier: areas.Classifier) -> Doc:
    """Work areas of the paragraphs that say something; of headings only where there is nothing else."""
    mine = reading(doc)
    roles = CLASSIFIED if any(one.role in CLASSIFIED for one in mine.paragraphs) else frozenset({one.role for one in mine.paragraphs})
    chosen = [k for k, one in enumerate(mine.paragraphs) if one.role in roles]
    found = classifier.classify(mine.text, mine.words, [mine.paragraphs[k] for k in chosen])
    mine.areas = [WorkArea()] * len(mine.paragraphs)
    for k, area in zip(chosen, found, strict=True):
        mine.areas[k] = area
    return doc


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
    cells = {**asdict(one), **({"work_area": area.area, "score": area.score, "reasons": area.reasons} if area else {})}
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
    steps = {"paragraphs": find_paragraphs, "dates": find_dates, "organizations": find_organizations, "quantities": find_quantities, "mark": mark}
    for name, step in steps.items():
        Language.component(f"gongbao_{name}", func=step)
    Language.factory("gongbao_indicators", func=make_indicators)
    Language.factory("gongbao_areas", default_config={"model": "areas", "threshold": None}, func=make_areas)


def make_indicators(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001  spaCy passes the name
    """The component that links indicators, with the part-of-speech dictionary of the tokenizer's engine."""
    chosen = nlp.tokenizer.engine_name if isinstance(nlp.tokenizer, Tokenizer) else "rjieba"
    return partial(find_indicators, tag=partial(tag, chosen))


def make_areas(nlp: Language, name: str, model: str, threshold: float | None) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """The component that classifies paragraphs; `model` is a folder or `areas` for our own, `threshold` the score below which it abstains."""
    return partial(find_areas, classifier=areas.load(model, threshold=threshold))
