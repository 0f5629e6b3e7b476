"""Roles of lines and nesting of sections: PART 01, 一、, （一）, 1 在…, short title lines, captions, bylines."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gongbao.mentions import Paragraph
from gongbao.structure.head import Head, head
from gongbao.structure.region import region
from gongbao.structure.roles import PLAIN, level, roles
from gongbao.structure.seat import seat

__all__ = ["Head", "breaks", "head", "paragraphs", "region", "seat"]
LINE = re.compile(r"[^\n]+")
ONLY_NUMBER = re.compile(r"(?:(?:PART|Part)\s*)?\d{0,2}$")


class Sections:
    """The headings above the line being read, innermost last; lines of heading that follow each other are one heading."""

    def __init__(self) -> None:
        self.open: list[tuple[int, str]] = []
        self.fresh = False
        self.above: tuple[str, ...] = ()

    def heading(self, line: str, depth: int) -> tuple[str, ...]:
        """Enter the section that a heading line begins, or lengthen the heading just begun; gives the headings above the line."""
        outer = tuple(text for above, text in self.open if above < depth)
        if self.fresh and self.open and depth >= self.open[-1][0] and (depth == PLAIN or ONLY_NUMBER.match(self.open[-1][1])):
            above, text = self.open.pop()
            self.open.append((above, f"{text} {line}"))
        else:
            self.leave(depth)
            self.open.append((depth, line))
        self.fresh = True
        self.above = tuple(text for _, text in self.open)
        return outer

    def leave(self, depth: int) -> None:
        """Close the sections that a heading of this depth ends."""
        while self.open and self.open[-1][0] >= depth:
            self.open.pop()

    def numbered(self, depth: int) -> None:
        """Close the numbered section that a paragraph with a numbering of its depth ends; one under a plain heading ends nothing."""
        first = next((k for k, (above, _) in enumerate(self.open) if depth <= above < PLAIN), None)
        if first is not None:
            del self.open[first:]
            self.above = tuple(text for _, text in self.open)


def paragraphs(text: str) -> list[Paragraph]:
    """Every line of the text that is not blank, with its role and the headings above it; spans are of `text`."""
    spans = [match.span() for match in LINE.finditer(text) if not match.group().isspace()]
    lines = [text[start:end].strip() for start, end in spans]
    depths = [level(line) for line in lines]
    sections, found = Sections(), []
    for (start, end), line, role, depth in zip(spans, lines, roles(lines, depths), depths, strict=True):
        if role == "heading":
            found.append(Paragraph(start, end, role, sections.heading(line, depth)))
            continue
        if role in ("body", "list"):
            sections.fresh = False
            if depth < PLAIN:
                sections.numbered(depth)
        found.append(Paragraph(start, end, role, sections.above))
    return found


def breaks(found: Iterable[Paragraph]) -> list[int]:
    """Where a new section begins, as offsets of its first heading: there the antecedent of a relative date is forgotten."""
    starts, before = [], ""
    for one in found:
        if one.role == "heading" and before != "heading":
            starts.append(one.start)
        before = one.role
    return starts
