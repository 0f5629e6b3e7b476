"""Raw text in, clean simplified text out, with the way back to every character of the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from gongbao.normalize import blanks
from gongbao.normalize.notes import notes
from gongbao.normalize.script import judge, script
from gongbao.normalize.shifts import shifts
from gongbao.normalize.width import width
from gongbao.offsets import Edit, OffsetMap, apply

__all__ = ["Normalized", "normalize"]

Step = Callable[[str], list[Edit]]
REPAIRS: tuple[Step, ...] = (
    blanks.endings,
    blanks.wide,
    blanks.invisible,
    shifts,
    notes,
    blanks.spare,
    width,
)


@dataclass(frozen=True, slots=True)
class Normalized:
    """Clean text in simplified script; `offsets` leads to the raw text, `repairs` counts the edits by kind, `script` is hans, hant or mixed."""

    text: str
    offsets: OffsetMap
    repairs: dict[str, int]
    script: str


def normalize(raw: str) -> Normalized:
    """The raw text with line endings, blanks, web damage, widths and script put in order; linear in its length."""
    text, offsets, counts = raw, OffsetMap.of(len(raw), []), Counter[str]()
    for step in REPAIRS:
        text, offsets = _taken(step, text, offsets, counts)
    written = judge(text)
    text, offsets = _taken(script, text, offsets, counts)
    return Normalized(text, offsets, dict(counts), written)


def _taken(step: Step, text: str, offsets: OffsetMap, counts: Counter[str]) -> tuple[str, OffsetMap]:
    edits = step(text)
    if not edits:
        return text, offsets
    counts.update(edit.kind for edit in edits)
    return apply(text, edits), offsets.then(OffsetMap.of(len(text), edits))
