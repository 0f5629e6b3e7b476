"""The plan of an output folder: which slices of which inputs, by content, make up which part, and what a new run changes in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from gongbao.errors import ConfigError
from gongbao.sinks.folder import read_json
from gongbao.sources import Options

FORMAT = 1
SMALLEST, LARGEST = 128 << 10, 4 << 20  # weight of a part
SHARES = 48  # parts that a run is cut into where they come out between these
OVERHEAD = 1500  # weight of a document beyond its bytes
REFUSED = "-"  # stands for the id of what is refused before it is read


@dataclass(frozen=True, slots=True)
class Slice:
    """Some successive documents of one input: `first` is the ordinal of the first, `ids` their bulletin_ids."""

    location: str
    source: str
    sha256: str
    options: Options
    first: int
    ids: tuple[str, ...]
    weight: int = 0

    @property
    def key(self) -> tuple[str, int]:
        """What tells a slice from the others of a folder."""
        return self.location, self.first


@dataclass(frozen=True, slots=True)
class Part:
    """What one job reads; `carries` names the part whose rows it takes over instead."""

    name: str
    slices: tuple[Slice, ...]
    carries: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All parts of a folder, and the configuration that they are read with."""

    stamp: str
    config: str
    files: Mapping[str, str]
    parts: tuple[Part, ...] = ()

    def slices(self) -> Iterator[tuple[Part, int, Slice]]:
        """Every slice with its part and its ordinal in it."""
        for part in self.parts:
            for k, one in enumerate(part.slices):
                yield part, k, one

    def known(self) -> dict[str, Slice]:
        """The first slice of each input, by location."""
        found: dict[str, Slice] = {}
        for _, _, one in self.slices():
            found.setdefault(one.location, one)
        return found


Copies = dict[int, str]  # the ordinal of a document in a slice, and the source that brought the same document before


def copies(plan: Plan) -> dict[Slice, Copies]:
    """For each slice the documents that an earlier slice, or an earlier place in it, has brought already."""
    seen: dict[str, str] = {}
    found: dict[Slice, Copies] = {}
    for _, _, one in plan.slices():
        mine: Copies = {}
        for k, id in enumerate(one.ids):
            if id == REFUSED:
                continue
            if id in seen:
                mine[k] = seen[id]
            else:
                seen[id] = one.source
        found[one] = mine
    return found


def merge(old: Plan, fresh: Sequence[Slice], gone: set[str]) -> Plan:
    """The plan without the inputs at the locations `gone`, with fresh slices in new parts at its end.

    A document that was left out as a copy of one now gone is read after all.
    """
    before = copies(old)
    kept = replace(old, parts=tuple(_without(part, gone, set()) for part in old.parts))
    after = copies(replace(kept, parts=(*kept.parts, Part("", tuple(fresh)))))
    again = {one for one in before if one.location not in gone and before[one].keys() != after[one].keys()}
    left = [_without(part, gone, again) for part in old.parts]
    parts = [named(was, now) for was, now in zip(old.parts, left, strict=True) if now.slices]
    return replace(old, parts=(*parts, *grouped([*sorted(again, key=lambda one: one.source), *fresh], next_number(old))))


def _without(part: Part, gone: set[str], again: set[Slice]) -> Part:
    return replace(part, slices=tuple(one for one in part.slices if one.location not in gone and one not in again))


def named(was: Part, now: Part) -> Part:
    """The part itself where nothing has left it, else a new one under the same number that carries the rows of the old one."""
    if was.slices == now.slices:
        return was
    return Part(part_name(int(was.name.split("-")[0]), now.slices), now.slices, was.name)


def next_number(plan: Plan) -> int:
    return max((int(part.name.split("-")[0]) for part in plan.parts), default=0) + 1


def part_name(number: int, slices: Sequence[Slice]) -> str:
    """A number and a hash of what is in the part: 000012-9f86d081."""
    digest = hashlib.sha256()
    for one in slices:
        digest.update(f"{one.source}\0{one.sha256}\0{one.first}\0{len(one.ids)}\0{one.options}\n".encode("utf-8", "surrogatepass"))
    return f"{number:06d}-{digest.hexdigest()[:8]}"


def target(weight: int) -> int:
    """The weight of a part in a run of some weight: the same for any number of workers."""
    return min(max(weight // SHARES, SMALLEST), LARGEST)


def grouped(slices: Sequence[Slice], number: int) -> list[Part]:
    """Parts of about equal weight, of slices in their order, numbered from `number`."""
    limit = target(sum(one.weight for one in slices))
    groups: list[list[Slice]] = []
    weight = limit
    for one in slices:
        if weight + one.weight // 2 >= limit:
            groups.append([])
            weight = 0
        groups[-1].append(one)
        weight += one.weight
    return [Part(part_name(number + k, group), tuple(group)) for k, group in enumerate(groups)]


def cut(whole: Slice, weights: Sequence[int], limit: int) -> list[Slice]:
    """The slices of an input whose documents have these weights, none much heavier than the limit."""
    found, first, weight = [], 0, 0
    for k, one in enumerate(weights):
        if weight and weight + one // 2 >= limit:
            found.append(replace(whole, first=first, ids=whole.ids[first:k], weight=weight))
            first, weight = k, 0
        weight += one
    return [*found, replace(whole, first=first, ids=whole.ids[first:], weight=weight)]


def differences(old: Plan, new: Plan) -> list[str]:
    """What is not the same in two configurations, in words."""
    if old.stamp == new.stamp:
        return []
    versions = [plan.stamp.split("+")[0] for plan in (old, new)]
    told = [f"gongbao {versions[0]} then, {versions[1]} now"] if versions[0] != versions[1] else []
    names = sorted(old.files.keys() | new.files.keys())
    pairs = [(name, old.files.get(name), new.files.get(name)) for name in names]
    return told + [f"{name} {_how(one, other)}" for name, one, other in pairs if one != other]


def _how(old: str | None, new: str | None) -> str:
    return "is new" if old is None else "is gone" if new is None else "has changed"


def write(plan: Plan, save: Callable[[Path, bytes], None], path: Path) -> None:
    """The plan as JSON; options stand once each."""
    options = list(dict.fromkeys(one.options for _, _, one in plan.slices()))
    order = {one: k for k, one in enumerate(options)}
    slices = [[_as_json(one, order[one.options]) for one in part.slices] for part in plan.parts]
    whole = {
        "format": FORMAT, "gongbao": plan.stamp, "config": plan.config, "files": dict(plan.files),
        "options": [asdict(one) for one in options],
        "parts": [{"name": part.name, "carries": part.carries, "slices": some} for part, some in zip(plan.parts, slices, strict=True)],
    }
    save(path, json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"))


def _as_json(one: Slice, options: int) -> dict[str, Any]:
    cells = {"location": one.location, "source": one.source, "sha256": one.sha256, "options": options, "first": one.first}
    return {**cells, "weight": one.weight, "ids": " ".join(one.ids)}


def read(path: Path) -> Plan | None:
    """The plan in a file, None where there is no file; raises ConfigError where it is none of this version."""
    if not path.is_file():
        return None
    whole = read_json(path)
    if whole.get("format") != FORMAT:
        raise ConfigError(f"{path} was written by another version of gongbao: run with --rebuild, or into a new folder")
    options = [Options(**one) for one in whole["options"]]
    parts = [Part(one["name"], tuple(_from_json(cells, options) for cells in one["slices"]), one["carries"]) for one in whole["parts"]]
    return Plan(whole["gongbao"], whole["config"], whole["files"], tuple(parts))


def _from_json(cells: dict[str, Any], options: Sequence[Options]) -> Slice:
    return Slice(**{**cells, "options": options[cells["options"]], "ids": tuple(cells["ids"].split())})
