"""The paragraphs on which a model is least sure, out to CSV, Label Studio and doccano, and back as training data.

A browser counts in UTF-16 units, we and doccano in code points: offsets are turned over on the way out and on the way back.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from gongbao.errors import UsageError
from gongbao.sinks.folder import Folder
from gongbao.sinks.spans import utf16
from gongbao.sinks.text import cells, written

COLUMNS = ("bulletin", "area", "second", "heading", "text", "suggested", "score", "evidence")
AREA, EVIDENCE = "area", "evidence"
JOINT = "|"  # between words of evidence in a cell


@dataclass(frozen=True, slots=True)
class Unsure:
    """A paragraph to be labelled: what the model suggests, how sure it is, and spans (start, end) of the words that decided."""

    bulletin: str
    paragraph: int
    heading: str
    text: str
    suggested: str
    score: float
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A paragraph that somebody has labelled; `evidence` are the words that were marked in it."""

    bulletin: str
    area: str
    second: str
    heading: str
    text: str
    evidence: tuple[str, ...] = ()


def least_sure(folder: Folder, count: int) -> list[Unsure]:
    """The classified paragraphs of an output folder with the lowest scores, each text once."""
    found: dict[str, Unsure] = {}
    for batch in folder.batches("paragraphs"):
        for row in cells(batch):
            if row["work_area_score"] > 0:
                one = unsure(row)
                if one.text not in found or one.score < found[one.text].score:
                    found[one.text] = one
    return sorted(found.values(), key=lambda one: (one.score, one.bulletin, one.paragraph))[:count]


def unsure(row: dict[str, Any]) -> Unsure:
    """A row of paragraphs as a task."""
    likely = max(row["work_areas"], key=row["work_areas"].get, default=row["work_area"])
    spans = sorted((at, at + len(word)) for word in row["reasons"] if (at := row["text"].find(word)) >= 0)
    heading = row["section"][-1] if row["section"] else ""
    return Unsure(row["bulletin_id"], row["paragraph"], heading, row["text"], likely, row["work_area_score"], tuple(spans))


def write(tasks: Sequence[Unsure], path: Path, areas: Sequence[str]) -> None:
    """Writes tasks in the format that the suffix tells: .csv, .json (Label Studio, with its interface beside as .xml), .jsonl (doccano)."""
    writers = {".csv": _write_csv, ".json": _write_label_studio, ".jsonl": _write_doccano}
    if path.suffix not in writers:
        raise UsageError(f"{path}: name a .csv file, a .json file for Label Studio, or a .jsonl file for doccano")
    writers[path.suffix](tasks, path)
    if path.suffix == ".json":
        with written(path.with_suffix(".xml")) as file:
            file.write(interface(areas))


def _write_csv(tasks: Sequence[Unsure], path: Path) -> None:
    with written(path, "utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for one in tasks:
            evidence = JOINT.join(one.text[start:end] for start, end in one.spans)
            writer.writerow([one.bulletin, "", "", one.heading, one.text, one.suggested, one.score, evidence])


def _write_label_studio(tasks: Sequence[Unsure], path: Path) -> None:
    with written(path) as file:
        json.dump([label_studio(one) for one in tasks], file, ensure_ascii=False, indent=1)


def _write_doccano(tasks: Sequence[Unsure], path: Path) -> None:
    with written(path) as file:
        for one in tasks:
            file.write(json.dumps(doccano(one), ensure_ascii=False) + "\n")


def doccano(one: Unsure) -> dict[str, Any]:
    """A line of doccano's JSONL; the suggested area is told beside, so that what nobody has looked at is not taken for labelled."""
    about = {"bulletin": one.bulletin, "paragraph": one.paragraph, "heading": one.heading, "score": one.score}
    entities = [{"start_offset": start, "end_offset": end, "label": EVIDENCE} for start, end in one.spans]
    return {"text": one.text, "label": [], "suggested": one.suggested, "entities": entities, **about}


def label_studio(one: Unsure) -> dict[str, Any]:
    """A task of Label Studio with the model's area and words as prediction."""
    chosen = {"from_name": AREA, "to_name": "text", "type": "choices", "value": {"choices": [one.suggested]}}
    marked = [
        {
            "from_name": EVIDENCE, "to_name": "text", "type": "labels",
            "value": {"start": utf16(one.text, start), "end": utf16(one.text, end), "text": one.text[start:end], "labels": [EVIDENCE]},
        }
        for start, end in one.spans
    ]
    data = {"text": one.text, "heading": one.heading, "bulletin": one.bulletin, "paragraph": one.paragraph}
    return {"data": data, "predictions": [{"score": one.score, "result": [chosen, *marked]}]}


def interface(areas: Sequence[str]) -> str:
    """The labelling interface of Label Studio: the first choice is the area, a second one the second."""
    choices = "\n".join(f"    <Choice value={quoteattr(area)}/>" for area in areas)
    return (
        f'<View>\n  <Header value="$heading"/>\n  <Labels name="{EVIDENCE}" toName="text"><Label value="{EVIDENCE}"/></Labels>\n'
        f'  <Text name="text" value="$text"/>\n  <Choices name="{AREA}" toName="text" choice="multiple">\n{choices}\n  </Choices>\n</View>\n'
    )


def read(path: Path) -> tuple[list[Labelled], int]:
    """Labelled paragraphs of a file in any of the three formats, and how many in it carry no label; raises UsageError naming the file."""
    readers: dict[str, Callable[[Path], Iterable[Labelled]]] = {".csv": _read_csv, ".json": _read_label_studio, ".jsonl": _read_doccano}
    if path.suffix not in readers:
        raise UsageError(f"{path}: name a .csv file, a .json file of Label Studio, or a .jsonl file of doccano")
    try:
        found = list(readers[path.suffix](path))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} does not hold labels ({type(error).__name__}: {error}): export it again as {path.suffix}") from error
    kept = [one for one in found if one.area]
    return kept, len(found) - len(kept)


def _read_csv(path: Path) -> Iterator[Labelled]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            evidence = tuple(word for word in (row.get("evidence") or "").split(JOINT) if word)
            area = (row["area"] or "").strip()
            yield Labelled(row["bulletin"], area, (row.get("second") or "").strip(), row.get("heading") or "", row["text"], evidence)


def _read_label_studio(path: Path) -> Iterator[Labelled]:
    for task in json.loads(path.read_text(encoding="utf-8")):
        data = task["data"]
        results: list[dict[str, Any]] = next((one["result"] for one in task.get("annotations", []) if not one.get("was_cancelled")), [])
        areas = [name for one in results if one["type"] == "choices" for name in one["value"]["choices"]]
        words = tuple(_marked(data["text"], one["value"], path) for one in results if one["type"] == "labels")
        yield Labelled(str(data.get("bulletin", "")), *_two(areas), str(data.get("heading", "")), data["text"], words)


def _marked(text: str, value: dict[str, Any], path: Path) -> str:
    """The words that a span told in UTF-16 units covers; they must be those that were seen."""
    units = text.encode("utf-16-le", "surrogatepass")
    words = units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le", "surrogatepass")
    if words != value.get("text", words):
        raise UsageError(f"{path}: a span at {value['start']} covers {words!r} where {value['text']!r} was marked: export the file again")
    return words


def _read_doccano(path: Path) -> Iterator[Labelled]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            one = json.loads(line)
            labels = one.get("cats", one.get("label", []))
            words = tuple(one["text"][span["start_offset"] : span["end_offset"]] for span in one.get("entities", []))
            yield Labelled(str(one.get("bulletin", "")), *_two(labels), str(one.get("heading", "")), one["text"], words)


def _two(areas: Sequence[str]) -> tuple[str, str]:
    return (areas[0] if areas else ""), (areas[1] if len(areas) > 1 else "")


def write_examples(examples: Sequence[Labelled], path: Path) -> None:
    """A CSV file that `gongbao train --data` reads."""
    with written(path, "utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(("bulletin", "area", "second", "heading", "text", "evidence"))
        writer.writerows((one.bulletin, one.area, one.second, one.heading, one.text, JOINT.join(one.evidence)) for one in examples)
