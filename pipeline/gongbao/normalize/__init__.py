"""Raw text in, clean simplified text out, with the way back to every character of the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from gongbao.normalize import blanks
from gongbao.normalize.latin import latin
from gongbao.normalize.lines import lines
from gongbao.normalize.markings import entities, tags
from gongbao.normalize.mojibake import mojibake
from gongbao.normalize.notes import notes
from gongbao.normalize.pages import pages
from gongbao.normalize.script import judge, script
from gongbao.normalize.shifts import shifts
from gongbao.normalize.width import width
from gongbao.offsets import Edit, OffsetMap, apply

__all__ = ["Normalized", "normalize"]

Step = Callable[[str], list[Edit]]


def damage(text: str) -> list[Edit]:
    """What one converter of web pages did to the text: byte shifts and pinyin notes, in one step for the sake of speed."""
    shifted, noted = shifts(text), notes(text)
    if not (shifted and noted):
        return shifted or noted
    found: list[Edit] = []
    for edit in sorted([*shifted, *noted], key=attrgetter("start")):
        if not found or edit.start >= found[-1].end:
            found.append(edit)
    return found


PAGED = "application/pdf"
REPAIRS: tuple[Step, ...] = (latin, tags, entities, blanks.layout, pages, mojibake, damage, width)


@dataclass(frozen=True, slots=True)
class Normalized:
    """Clean simplified text: `offsets` leads to the raw text, `repairs` counts edits by kind, `script` was hans, hant or mixed."""

    text: str
    offsets: OffsetMap
    repairs: dict[str, int]
    script: str


def normalize(raw: str, *, media_type: str = "") -> Normalized:
    """The raw text with lines, blanks, web damage, widths and script put in order; linear in its length."""
    text, counts = raw, Counter[str]()
    offsets: OffsetMap | None = None
    for step in (*REPAIRS, _lines(media_type), blanks.spare):
        text, offsets = _taken(step, text, offsets, counts)
    written = judge(text)
    text, offsets = _taken(script, text, offsets, counts)
    return Normalized(text, offsets or OffsetMap.of(len(raw), []), dict(counts), written)


def _lines(media_type: str) -> Step:
    """The step that joins lines: a PDF has broken them, a plain text may have."""
    return lambda text: lines(text, True if media_type == PAGED else None)


def _taken(step: Step, text: str, offsets: OffsetMap | None, counts: Counter[str]) -> tuple[str, OffsetMap | None]:
    edits = step(text)
    if not edits:
        return text, offsets
    counts.update(edit.kind for edit in edits)
    latest = OffsetMap.of(len(text), edits)
    return apply(text, edits), offsets.then(latest) if offsets else latest
