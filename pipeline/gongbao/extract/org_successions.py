"""What became of a body in a reform: 合江县扶贫开发局 -> 合江县乡村振兴局 (2021)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongbao.resources import lexicon, rows


@dataclass(frozen=True, slots=True)
class Succession:
    """A body that took over from another: its full name and the year."""

    name: str
    year: int


@cache
def table() -> dict[str, tuple[str, int, frozenset[str]]]:
    """The end of the earlier name -> the end of the later one, the year, the levels at which the change held."""
    return {row["earlier"]: (row["later"], int(row["year"]), frozenset(row["levels"].split())) for row in rows(lexicon("org_successions"))}


def successor(name: str, level: str, since: int = 0) -> Succession | None:
    """The body that took over after the year `since` from one of that full name and level, None where none is known."""
    for at in range(len(name)):
        later, year, levels = table().get(name[at:], ("", 0, frozenset()))
        if level in levels and year > since and not name.endswith(later):
            return Succession(name[:at] + later, year)
    return None


def successors(name: str, level: str) -> list[Succession]:
    """Every later body, in order of years."""
    found: list[Succession] = []
    while (after := successor(name, level, found[-1].year if found else 0)) is not None:
        found.append(after)
        name = after.name
    return found


def name_in(name: str, level: str, year: int) -> str:
    """The name under which the work of a body was done in a year: 扶贫开发局 as 乡村振兴局 in 2022."""
    later = [after.name for after in successors(name, level) if after.year <= year]
    return later[-1] if later else name
