"""The finds of a bulletin as rows of the tables."""

from __future__ import annotations

from bisect import bisect_right

from gongbao.bulletin import Bulletin
from gongbao.mentions import Indicator, Paragraph, WorkArea
from gongbao.records import DateRow, IndicatorRow, OrganizationRow, ParagraphRow, QuantityRow, Records
from gongbao.steps import Reading

NOTHING = WorkArea()


class Rows:
    """The finds of one bulletin as rows, with offsets of the raw text."""

    def __init__(self, bulletin: Bulletin, found: Reading) -> None:
        self.bulletin, self.found = bulletin, found
        self.untouched = bulletin.raw == bulletin.text
        self.starts = [one.start for one in found.paragraphs]

    def all(self) -> Records:
        """The rows of all tables but bulletins."""
        records = Records()
        records.paragraphs = [self.paragraph(k, one) for k, one in enumerate(self.found.paragraphs)]
        records.quantities = self.quantities()
        records.dates = self.dates()
        records.organizations = self.organizations()
        records.indicators = [self.indicator(one) for one in self.found.indicators]
        return records

    def at(self, start: int, end: int) -> tuple[int, str, int, int]:
        """(ordinal of the paragraph, text, start and end in the raw text)."""
        first, last = (start, end) if self.untouched else self.bulletin.offsets.span(start, end)
        return bisect_right(self.starts, start) - 1, self.bulletin.text[start:end], first, last

    def paragraph(self, k: int, one: Paragraph) -> ParagraphRow:
        _, text, start, end = self.at(one.start, one.end)
        area = self.found.areas[k] if self.found.areas else NOTHING
        return ParagraphRow(
            self.bulletin.id, k, one.role, one.section, text, start, end, area.area, area.score, area.scores, area.reasons,
        )

    def quantities(self) -> list[QuantityRow]:
        rows = []
        for k, one in enumerate(self.found.quantities):
            paragraph, text, start, end = self.at(one.start, one.end)
            rows.append(QuantityRow(
                self.bulletin.id, paragraph, k, text, start, end, one.kind, one.value, one.low, one.high, one.bound, one.hedge, one.unit,
                one.base_value, one.base_unit,
            ))
        return rows

    def dates(self) -> list[DateRow]:
        rows = []
        for k, one in enumerate(self.found.dates):
            paragraph, text, start, end = self.at(one.start, one.end)
            rows.append(DateRow(
                self.bulletin.id, paragraph, k, text, start, end, one.edtf, one.first, one.last, one.open, one.grain, one.anchor, one.vague,
            ))
        return rows

    def organizations(self) -> list[OrganizationRow]:
        rows = []
        for k, one in enumerate(self.found.organizations):
            paragraph, text, start, end = self.at(one.start, one.end)
            rows.append(OrganizationRow(
                self.bulletin.id, paragraph, k, text, start, end, one.name, one.kind, one.level, one.place, one.place_code,
            ))
        return rows

    def indicator(self, one: Indicator) -> IndicatorRow:
        paragraph, _, start, end = self.at(one.start, one.end)
        quantity = self.found.quantities[one.quantity]
        who = self.found.organizations[one.organization] if one.organization is not None else None
        place = (who.place if who else "") or (self.found.place.name if self.found.place else "")
        area = self.found.areas[paragraph].area if self.found.areas else ""
        return IndicatorRow(
            self.bulletin.id, paragraph, start, end, one.name, one.action, one.object, quantity.value, quantity.low, quantity.high, quantity.bound,
            quantity.unit, quantity.base_value, quantity.base_unit, one.change, one.change_base, one.base_first, one.base_last, one.status,
            one.first, one.last, who.name if who else "", place, area, one.quantity, one.date, one.organization,
        )
