"""Bulletins as text with labelled spans: for spaCy (DocBin), Label Studio and doccano."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from gongbao.sinks.align import located
from gongbao.sinks.text import Batches, cells, written

LABELS = {"quantities": "Q", "dates": "D", "organizations": "O"}
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Spanned:
    """A bulletin's normalized text, its paragraphs joined by line ends, and spans (start, end, label) in its code points.

    `lost` counts the mentions that were not found again in their paragraphs.
    """

    id: str
    source: str
    stamp: str
    text: str
    spans: tuple[tuple[int, int, str], ...]
    lost: int = 0


def bulletins(batches: Batches) -> Iterator[Spanned]:
    """Every bulletin with the spans of its quantities, dates and organizations."""
    grouped = {name: _by_bulletin(batches, name) for name in ("paragraphs", *LABELS)}
    for batch in batches("bulletins"):
        for row in cells(batch):
            found = {name: stream.take(row["bulletin_id"]) for name, stream in grouped.items()}
            yield spanned(row, found["paragraphs"], {name: found[name] for name in LABELS})


class _Ahead:
    """The rows of a table by bulletin, read once: all tables are in the order of bulletins, some have none for a bulletin."""

    def __init__(self, groups: Iterator[tuple[str, list[Row]]]) -> None:
        self.groups = groups
        self.next = next(groups, ("", []))

    def take(self, id: str) -> list[Row]:
        if self.next[0] != id:
            return []
        rows, self.next = self.next[1], next(self.groups, ("", []))
        return rows


def _by_bulletin(batches: Batches, table: str) -> _Ahead:
    rows = (row for batch in batches(table) for row in cells(batch))
    return _Ahead((id, list(group)) for id, group in groupby(rows, key=lambda row: str(row["bulletin_id"])))


def spanned(bulletin: Row, paragraphs: Sequence[Row], mentions: dict[str, list[Row]]) -> Spanned:
    """One bulletin with its spans."""
    starts, at = [], 0
    for one in paragraphs:
        starts.append(at)
        at += len(one["text"]) + 1
    spans, lost = list[tuple[int, int, str]](), 0
    for name, rows in mentions.items():
        for k, group in groupby(rows, key=lambda row: int(row["paragraph"])):
            one = paragraphs[k]
            found = located(one["text"], one["end"] - one["start"], [(row["start"] - one["start"], row["text"]) for row in group])
            spans += [(starts[k] + place[0], starts[k] + place[1], LABELS[name]) for place in found if place]
            lost += found.count(None)
    text = "\n".join(one["text"] for one in paragraphs)
    return Spanned(bulletin["bulletin_id"], bulletin["source"], bulletin["gongbao"], text, tuple(sorted(spans)), lost)


def utf16(text: str, offset: int) -> int:
    """An offset in code points as one in UTF-16 units, which is how browsers count."""
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def label_studio(one: Spanned) -> dict[str, Any]:
    """A task of Label Studio with our spans as a prediction."""
    result = [
        {
            "id": f"{one.id}-{k}", "from_name": "label", "to_name": "text", "type": "labels",
            "value": {"start": utf16(one.text, start), "end": utf16(one.text, end), "text": one.text[start:end], "labels": [label]},
        }
        for k, (start, end, label) in enumerate(one.spans)
    ]
    data = {"text": one.text, "bulletin_id": one.id, "source": one.source}
    return {"data": data, "predictions": [{"model_version": one.stamp, "result": result}]}


def doccano(one: Spanned) -> dict[str, Any]:
    """A line of doccano's JSONL; it counts in code points."""
    return {"text": one.text, "label": [list(span) for span in one.spans], "bulletin_id": one.id, "source": one.source}


def write_label_studio(batches: Batches, path: Path) -> tuple[int, int]:
    """A JSON list of tasks; gives the number of bulletins, and of spans that were lost."""
    count = lost = 0
    with written(path) as file:
        for one in bulletins(batches):
            count, lost = count + 1, lost + one.lost
            file.write((",\n" if count > 1 else "[\n") + json.dumps(label_studio(one), ensure_ascii=False))
        file.write("\n]\n" if count else "[]\n")
    return count, lost


def write_doccano(batches: Batches, path: Path) -> tuple[int, int]:
    """One JSON object a line; gives the number of bulletins, and of spans that were lost."""
    count = lost = 0
    with written(path) as file:
        for one in bulletins(batches):
            count, lost = count + 1, lost + one.lost
            file.write(json.dumps(doccano(one), ensure_ascii=False) + "\n")
    return count, lost


def write_docbin(batches: Batches, path: Path) -> tuple[int, int]:
    """A spaCy DocBin: one token a character, spans in `doc.spans["gongbao"]`, non-overlapping ones also as entities."""
    import spacy
    from spacy.tokens import DocBin
    from spacy.util import filter_spans

    nlp, docs, lost = spacy.blank("zh"), DocBin(store_user_data=True), 0
    for one in bulletins(batches):
        lost += one.lost
        doc = nlp.make_doc(one.text)
        marked = [span for start, end, label in one.spans if (span := doc.char_span(start, end, label, alignment_mode="expand"))]
        doc.spans["gongbao"] = marked
        doc.ents = filter_spans(marked)
        doc.user_data.update(bulletin_id=one.id, source=one.source, gongbao=one.stamp)
        docs.add(doc)
    path.write_bytes(docs.to_bytes())
    return len(docs), lost
