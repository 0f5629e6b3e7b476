"""Labelled paragraphs and taxonomies, as they are read for training and judging work-area models."""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongbao import gold
from gongbao.errors import ConfigError, UsageError
from gongbao.mentions import Paragraph
from gongbao.normalize import normalize
from gongbao.tokenizer import engine, frozen, segment

SEEDED = "#seed"  # the bulletin of an example made from a seed word
SUFFIXES = (".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled paragraph; `bulletin` keeps the paragraphs of one text on one side of a split."""

    bulletin: str
    area: str
    second: str
    heading: str
    text: str


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


def prepared(one: Example) -> tuple[str, list[str], Paragraph]:
    """(text, words, the whole as a paragraph under its heading) of an example, normalized as bulletins are."""
    text = normalize(one.text).text
    section = (normalize(one.heading).text,) if one.heading else ()
    return text, segment(text, frozen(text), engine("rjieba").cut), Paragraph(0, len(text), "body", section)


def data_hash(data: Sequence[Path]) -> str:
    """The first 16 hex digits of the SHA-256 of the labelled files."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in data)).hexdigest()[:16]
