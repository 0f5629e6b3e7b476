"""Edits of a text, and the map that leads from the edited text back to the characters of the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Edit:
    """`before[start:end]` becomes `text`; `kind` names the reason and is counted in the `bulletins` row."""

    start: int
    end: int
    text: str
    kind: str


def apply(before: str, edits: Sequence[Edit]) -> str:
    """The text after the edits, which must be sorted and must not overlap; raises ValueError where they do."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        if edit.start < at or edit.end < edit.start or edit.end > len(before):
            raise ValueError(f"edit {edit} out of order after {at} in a text of {len(before)}")
        pieces += (before[at : edit.start], edit.text)
        at = edit.end
    pieces.append(before[at:])
    return "".join(pieces)


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Leads spans of an edited text back to the source.

    The edited text is cut into blocks: block k starts at `after[k]` and stands for source[first[k]:last[k]]; where `fixed[k]`, its
    characters correspond one to one, else a span that touches it covers all of its source. Deleted source lies between blocks.
    """

    after: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    fixed: list[bool] = field(default_factory=list)
    length: int = 0
    source_length: int = 0

    @classmethod
    def of(cls, length: int, edits: Iterable[Edit]) -> OffsetMap:
        """The map of one list of edits on a text of `length` characters; an edit that keeps the length counts as one to one."""
        builder, shift, at = _Builder(), 0, 0
        for edit in edits:
            width = len(edit.text)
            if width == edit.end - edit.start:
                continue
            builder.add(at + shift, at, edit.start, True)
            builder.add(edit.start + shift, edit.start, edit.end, False, width)
            shift += width - (edit.end - edit.start)
            at = edit.end
        if at > length:
            raise ValueError(f"an edit ends at {at} in a text of {length}")
        builder.add(at + shift, at, length, True)
        return builder.map(length + shift, length)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source offsets of a span of the edited text; an empty span stays empty."""
        if end <= start:
            place = self._place(start)
            return place, place
        k = bisect_right(self.after, start) - 1
        first = self.first[k] + (start - self.after[k] if self.fixed[k] else 0)
        k = bisect_right(self.after, end - 1, k) - 1
        return first, self.first[k] + end - self.after[k] if self.fixed[k] else self.last[k]

    def _place(self, offset: int) -> int:
        """The source offset of the point before a character, or behind the last one."""
        if offset >= self.length:
            return self.last[-1] if self.last else 0
        k = bisect_right(self.after, offset) - 1
        return self.first[k] + (offset - self.after[k] if self.fixed[k] else 0)

    def _around(self, offset: int) -> tuple[int, int]:
        """The source of what is inserted before a character: a point, or a rewritten block that the insertion falls into."""
        k = bisect_right(self.after, offset) - 1
        if k >= 0 and offset < self.length and not self.fixed[k] and self.after[k] < offset:
            return self.first[k], self.last[k]
        return self.span(offset, offset)

    def then(self, later: OffsetMap) -> OffsetMap:
        """This map followed by the map of edits on the text that this one leads to; linear in the number of blocks."""
        if len(later.after) == 1 and later.fixed[0] and later.length == self.length:
            return self
        builder, j = _Builder(), 0
        for k, at in enumerate(later.after):
            begin, stop = later.first[k], later.last[k]
            if not later.fixed[k]:
                width = (later.after[k + 1] if k + 1 < len(later.after) else later.length) - at
                builder.add(at, *(self.span(begin, stop) if begin < stop else self._around(begin)), False, width)
                continue
            while j + 1 < len(self.after) and self.after[j + 1] <= begin:
                j += 1
            j = self._copy(builder, j, begin, stop, at - begin)
        return builder.map(later.length, self.source_length)

    def _copy(self, builder: _Builder, j: int, begin: int, stop: int, shift: int) -> int:
        """Add the blocks of [begin, stop), which starts in block j, moved by `shift`; gives the block in which it ends."""
        while begin < stop:
            end = min(stop, self.after[j + 1] if j + 1 < len(self.after) else self.length)
            if self.fixed[j]:
                source = self.first[j] + begin - self.after[j]
                builder.add(begin + shift, source, source + end - begin, True)
            else:
                builder.add(begin + shift, self.first[j], self.last[j], False, end - begin)
            begin = end
            j += begin < stop
        return j


@dataclass(slots=True)
class _Builder:
    """Collects blocks in order; empty ones are left out, neighbours that continue each other or share their source are joined."""

    after: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    fixed: list[bool] = field(default_factory=list)

    def add(self, at: int, first: int, last: int, fixed: bool, width: int | None = None) -> None:
        if (last - first if width is None else width) <= 0:
            return
        if fixed and self.fixed and self.fixed[-1] and self.last[-1] == first:
            self.last[-1] = last
            return
        if not fixed and self.fixed and not self.fixed[-1] and (self.first[-1], self.last[-1]) == (first, last) and first < last:
            return
        self.after.append(at)
        self.first.append(first)
        self.last.append(last)
        self.fixed.append(fixed)

    def map(self, length: int, source_length: int) -> OffsetMap:
        return OffsetMap(self.after, self.first, self.last, self.fixed, length, source_length)
