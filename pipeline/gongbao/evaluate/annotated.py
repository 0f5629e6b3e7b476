"""Scores the extractors on annotated bulletins (gongbao.gold): spans by exact offsets, records by their whole reading.

Optional mentions (`?`) count neither way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from gongbao import markup
from gongbao.gold import Annotated, read
from gongbao.records import Records

Extract = Callable[..., Records]
TABLES = {"Q": "quantities", "D": "dates", "O": "organizations"}
LINKED = ("object", "action", "change")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
ROUNDED = 4


@dataclass(slots=True)
class Score:
    """Counts that add up over bulletins, and a line for each difference."""

    counts: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    def f1(self, table: str, right: str) -> float:
        """F1 of `exact` spans or whole `record`s of a table, in percent."""
        both = self.counts[f"{table}.gold"] + self.counts[f"{table}.found"]
        return round(200 * self.counts[f"{table}.{right}"] / both, 1) if both else 0.0

    def share(self, name: str) -> float:
        """Percent right of what is annotated with a name, object, action, change or area."""
        return round(100 * self.counts[f"{name}.right"] / self.counts[f"{name}.gold"], 1) if self.counts[f"{name}.gold"] else 0.0

    def summary(self) -> dict[str, float]:
        """Every measure by name, in percent."""
        spans = {f"{table} {right}": self.f1(table, right) for table in TABLES.values() for right in ("exact", "record")}
        return spans | {name: self.share(name) for name in ("name", *LINKED, "area")}


def score(bulletins: Iterable[tuple[str, Annotated]], extract: Extract) -> Score:
    """The score of an extractor (gongbao.extract) on named bulletins."""
    total = Score()
    for name, one in bulletins:
        given = {key: one.header[key] for key in ("published", "place") if one.header.get(key, "none") not in ("none", "")}
        records = extract(one.text, **given)
        for type_, table in TABLES.items():
            count(total, name, one, table, [m for m in one.mentions if m.type == type_], getattr(records, table))
        links(total, name, one, records)
        areas_of(total, name, one, records)
    return total


def count(total: Score, name: str, one: Annotated, table: str, marked: Sequence[markup.Marked], rows: Sequence[Any]) -> None:
    """Spans and readings of one table."""
    required = {(m.start, m.end): m for m in marked if not m.optional}
    optional = [m for m in marked if m.optional]
    found = {(row.start, row.end): row for row in rows}
    counted = [span for span in found if touches(span, required.values()) or not touches(span, optional)]
    exact = [span for span in required if span in found]
    right = [span for span in exact if read_right(required[span], found[span])]
    total.counts.update({f"{table}.gold": len(required), f"{table}.found": len(counted), f"{table}.exact": len(exact), f"{table}.record": len(right)})
    named = [span for span in exact if table == "organizations" and required[span].value]
    total.counts["name.gold"] += sum(1 for m in required.values() if table == "organizations" and m.value)
    total.counts["name.right"] += sum(found[span].name == required[span].value[0] for span in named)
    differ(total, name, one, f"{table} missed", (span for span in required if span not in found))
    differ(total, name, one, f"{table} false", (span for span in counted if span not in required))
    differ(total, name, one, f"{table} reading", (span for span in exact if span not in right))


def differ(total: Score, name: str, one: Annotated, what: str, spans: Iterable[tuple[int, int]]) -> None:
    for start, end in spans:
        around = one.text[max(0, start - 14) : start] + "⟦" + one.text[start:end] + "⟧" + one.text[end : end + 14]
        total.differences.append(f"{name}\t{what}\t{around}".replace("\n", "⏎"))


def touches(span: tuple[int, int], marked: Iterable[markup.Marked]) -> bool:
    return any(m.start < span[1] and span[0] < m.end for m in marked)


def read_right(gold: markup.Marked, row: Any) -> bool:
    """Whether a row has the annotated reading: value, bound and unit, the EDTF value, or the name of a body where one is given."""
    if gold.type == "O":
        return not gold.value or row.name == gold.value[0]
    if gold.type == "D":
        return bool(row.edtf.strip("~?%") == gold.value[0])
    found, unit = markup.quantity_label(row).split(" ")
    return unit == gold.value[1] and same_amount(gold.value[0], found)


def same_amount(gold: str, found: str) -> bool:
    """Whether two labels (≈700, 10..15) tell the same; endless fractions are written rounded (0.6667 is 2/3)."""
    if gold == found:
        return True
    signs, numbers = zip(*((NUMBER.sub("", one), NUMBER.findall(one)) for one in (gold, found)), strict=True)
    pairs = list(zip(*numbers, strict=False))
    return signs[0] == signs[1] and len(numbers[0]) == len(numbers[1]) and all(rounded(*map(Decimal, pair)) for pair in pairs)


def rounded(gold: Decimal, found: Decimal) -> bool:
    """Equal, or equal to the decimals with which the annotated number is written, at least four."""
    places = -int(gold.as_tuple().exponent)
    return gold == found or (places >= ROUNDED and round(found, places) == gold)


def links(total: Score, name: str, one: Annotated, records: Records) -> None:
    """Object, action and change of the quantities that are annotated with them; one containing the other counts as right."""
    rows = {(row.start, row.end): row.mention for row in records.quantities}
    said = {row.quantity: row for row in records.indicators}
    for m in one.mentions:
        row = said.get(rows.get((m.start, m.end), -1)) if m.type == "Q" and not m.optional else None
        for key in LINKED:
            if m.type == "Q" and not m.optional and key in m.attributes:
                found, wanted = getattr(row, key, ""), m.attributes[key]
                right = bool(found) and (found in wanted or wanted in found)
                total.counts.update({f"{key}.gold": 1, f"{key}.right": int(right)})
                if not right:
                    differ(total, name, one, f"{key} {wanted}, found {found or 'nothing'}", [(m.start, m.end)])


def areas_of(total: Score, name: str, one: Annotated, records: Records) -> None:
    """Work areas of paragraphs; any of the annotated ones is right, abstention is wrong."""
    found = {row.start: row.work_area for row in records.paragraphs}
    for line in one.lines:
        if not line.areas:
            continue
        right = found.get(line.start) in line.areas
        total.counts.update({"area.gold": 1, "area.right": int(right)})
        if not right:
            what = f"area {'+'.join(line.areas)}, found {found.get(line.start) or 'none'}"
            differ(total, name, one, what, [(line.start, min(line.end, line.start + 16))])


def bulletins(files: Iterable[Path]) -> Iterator[tuple[str, Annotated]]:
    """Each file's name and content."""
    for path in files:
        yield path.name.removesuffix(".gold.txt"), read(path)
