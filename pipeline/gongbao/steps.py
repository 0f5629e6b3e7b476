"""The steps of the pipeline: each reads what is known of one text and adds what it finds; no NLP library is needed here."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from gongbao import areas, gazetteer, structure
from gongbao.extract import dates, indicators, organizations, quantities
from gongbao.mentions import Indicator, Organization, Paragraph, Period, Quantity, WorkArea

CURRENCIES = {"71": "TWD", "81": "HKD", "82": "MOP"}  # by the first two digits of a division's code
CLASSIFIED = frozenset({"body", "list", "abstract", "caption"})


@dataclass(slots=True)
class Reading:
    """What is known and found of one text; `words` joined are `text`."""

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


def find_paragraphs(mine: Reading) -> None:
    """Roles and sections of lines."""
    if not mine.paragraphs:
        mine.paragraphs = structure.paragraphs(mine.text)


def find_dates(mine: Reading) -> None:
    """Dates and periods."""
    place = mine.place.name if mine.place else ""
    mine.dates = dates.find(mine.text, mine.published, place=place, breaks=structure.breaks(mine.paragraphs))


def find_organizations(mine: Reading) -> None:
    """Organizations; a name never reaches into a date."""
    starts = [one.start for one in mine.dates]
    for one in organizations.find(mine.text, place=mine.place, published=mine.published):
        k = bisect_left(starts, one.end)  # the last date that begins before the name's end
        if not k or mine.dates[k - 1].end <= one.start or one.start <= mine.dates[k - 1].start < mine.dates[k - 1].end <= one.end:
            mine.organizations.append(one)


def find_quantities(mine: Reading) -> None:
    """Quantities outside of dates and names."""
    blocked = sorted((one.start, one.end) for group in (mine.dates, mine.organizations) for one in group)
    mine.quantities = quantities.find(mine.text, currency=mine.currency, blocked=blocked)


def find_indicators(mine: Reading, tag: Callable[[str], str]) -> None:
    """Indicators behind the quantities."""
    mine.indicators = indicators.find(
        mine.text, mine.words, mine.quantities, mine.dates, mine.organizations,
        tag=tag, published=mine.published, paragraphs=mine.paragraphs,
    )  # fmt: skip


def find_areas(mine: Reading, classifier: areas.Classifier) -> None:
    """Work areas of the paragraphs that say something; of headings only where there is nothing else."""
    roles = CLASSIFIED if any(one.role in CLASSIFIED for one in mine.paragraphs) else frozenset({one.role for one in mine.paragraphs})
    chosen = [k for k, one in enumerate(mine.paragraphs) if one.role in roles]
    found = classifier.classify(mine.text, mine.words, [mine.paragraphs[k] for k in chosen])
    mine.areas = [WorkArea()] * len(mine.paragraphs)
    for k, area in zip(chosen, found, strict=True):
        mine.areas[k] = area
