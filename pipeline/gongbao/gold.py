"""Annotated bulletins (corpus/gold): a text with its mentions, and the work areas of its paragraphs.

A file holds header lines `# key: value` (id, place, published) and a line for each paragraph, `{area} text` with mentions in the
markup of gongbao.markup; in `{heading}` or another role there is no area. `{area+second}`: any of them is right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gongbao import markup
from gongbao.errors import UsageError

SUFFIX = ".gold.txt"
ROLES = frozenset({"title", "heading", "caption", "byline", "abstract", "list", "other", "-"})


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its offsets in the text, its role (body for one with areas), and its areas."""

    start: int
    end: int
    role: str
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotated:
    """A bulletin with its mentions; `text` is its paragraphs joined by line ends."""

    header: dict[str, str]
    text: str
    mentions: tuple[markup.Marked, ...]
    lines: tuple[Line, ...]


def gold_files(paths: Iterable[Path]) -> list[Path]:
    """Files, and the *.gold.txt files below folders, sorted; raises UsageError where there is none."""
    found = [file for path in paths for file in (sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path])]
    if not found:
        raise UsageError(f"no annotated bulletin (*{SUFFIX}) in {', '.join(map(str, paths))}")
    return found


def fingerprint(files: Iterable[Path]) -> str:
    """The first 16 hex digits of the SHA-256 of annotated files, so that a score can be told to be of the same corpus."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]


def read(path: Path) -> Annotated:
    """An annotated bulletin; raises UsageError with FILE:LINE on a malformed line."""
    header: dict[str, str] = {}
    texts: list[str] = []
    mentions: list[markup.Marked] = []
    lines: list[Line] = []
    at = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("# "):
            key, _, value = line[2:].partition(": ")
            header[key] = value
        elif line.strip():
            label, text, found = paragraph(line, f"{path}:{number}")
            mentions += [markup.Marked(m.start + at, m.end + at, m.text, m.type, m.value, m.optional, m.attributes) for m in found]
            lines.append(Line(at, at + len(text), label) if label in ROLES else Line(at, at + len(text), "body", tuple(label.split("+"))))
            texts.append(text)
            at += len(text) + 1
    return Annotated(header, "\n".join(texts), tuple(mentions), tuple(lines))


def paragraph(line: str, place: str) -> tuple[str, str, list[markup.Marked]]:
    """(label, text, mentions) of one line; raises UsageError that names its place."""
    label, closed, marked = line.partition("} ")
    if not closed or not label.startswith("{"):
        raise UsageError(f"{place}: no {{area}} before the text")
    try:
        return label[1:], *markup.parse(marked)
    except ValueError as error:
        raise UsageError(f"{place}: {error}") from error
