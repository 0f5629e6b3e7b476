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

    The edited text is cut into blocks: `after[k]` is where block k starts in it, `before[k]` where that stands in the source,
    `fixed[k]` whether its characters correspond one to one. A span that touches a rewritten block covers all of its source.
    """

    after: list[int] = field(default_factory=lambda: [0])
    before: list[int] = field(default_factory=lambda: [0])
    fixed: list[bool] = field(default_factory=lambda: [True])
    length: int = 0
    source_length: int = 0

    @classmethod
    def of(cls, length: int, edits: Iterable[Edit]) -> OffsetMap:
        """The map of one list of edits on a text of `length` characters."""
        after, before, fixed = [0], [0], [True]
        shift, at = 0, 0

        def block(place: int, source: int, one_to_one: bool) -> None:
            if after[-1] == place:  # the block before is empty: it gives way
                after.pop(), before.pop(), fixed.pop()
            after.append(place)
            before.append(source)
            fixed.append(one_to_one)

        for edit in edits:
            start = edit.start + shift
            same = len(edit.text) == edit.end - edit.start
            if not same:
                if edit.text:
                    block(start, edit.start, False)
                shift += len(edit.text) - (edit.end - edit.start)
                block(edit.end + shift, edit.end, True)
            at = edit.end
        if at > length:
            raise ValueError(f"an edit ends at {at} in a text of {length}")
        return cls(after, before, fixed, length + shift, length)

    def _start(self, offset: int) -> int:
        k = bisect_right(self.after, offset) - 1
        return self.before[k] + (offset - self.after[k] if self.fixed[k] else 0)

    def _end(self, offset: int) -> int:
        """The source offset behind the character before `offset`."""
        k = bisect_right(self.after, offset - 1) - 1
        if self.fixed[k]:
            return self.before[k] + offset - self.after[k]
        return self.before[k + 1] if k + 1 < len(self.before) else self.source_length

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source offsets of a span of the edited text; an empty span stays empty."""
        first = self._start(start)
        return (first, first) if end <= start else (first, self._end(end))

    def then(self, later: OffsetMap) -> OffsetMap:
        """This map followed by the map of edits on the text that this one leads to."""
        cuts = sorted({*later.after, *self._cuts_behind(later)})
        after, before, fixed = [], [], []
        for cut in cuts:
            k = bisect_right(later.after, cut) - 1
            middle = later.before[k] + (cut - later.after[k] if later.fixed[k] else 0)
            j = max(0, bisect_right(self.after, middle) - 1)
            after.append(cut)
            before.append(self._start(middle))
            fixed.append(later.fixed[k] and self.fixed[j])
        return OffsetMap(after, before, fixed, later.length, self.source_length)

    def _cuts_behind(self, later: OffsetMap) -> Iterable[int]:
        """Where the blocks of this map start in the text after `later`."""
        k = 0
        for offset in self.after:
            while k + 1 < len(later.before) and later.before[k + 1] <= offset:
                k += 1
            if later.fixed[k]:
                place = later.after[k] + offset - later.before[k]
                end = later.after[k + 1] if k + 1 < len(later.after) else later.length
                if place < end:
                    yield place
