"""Looks at inputs before a run: what they hold, by content, and what of it is new."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from gongbao.batch.plan import OVERHEAD, REFUSED, Copies, Slice, cut, target
from gongbao.batch.worker import Item
from gongbao.errors import GongbaoError, UnreadableError
from gongbao.records import RejectRow
from gongbao.sources import Document, Input, Options, documents, open_input


class ChangedError(GongbaoError):
    """An input is not any more what it was when the run was planned."""


@dataclass(slots=True)
class Found:
    """What has become of the inputs since the last run."""

    fresh: list[Slice] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    unchanged: int = 0


def scan(inputs: Iterable[Input], known: Mapping[str, Slice], options: Options, told: Callable[[], None]) -> Found:
    """Slices of what is new or has changed, in the order of the inputs; `told` is called for each input."""
    found, wholes = Found(), list[tuple[Slice, list[int]]]()
    for one in inputs:
        told()
        digest = content(one)
        before = known.get(one.location)
        if before and before.sha256 == digest and before.options == options:
            found.unchanged += 1
            continue
        if before:
            found.gone.add(one.location)
        wholes.append(look(one, digest, options))
    limit = target(sum(sum(weights) for _, weights in wholes))
    found.fresh = [piece for whole, weights in wholes for piece in cut(whole, weights, limit)]
    return found


def content(one: Input) -> str:
    """The SHA-256 of an input, or the reason why it cannot be opened."""
    try:
        with open_input(one.location) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    except UnreadableError as error:
        return error.reason
    except OSError as error:
        return f"unreadable: {error.strerror}"


def look(one: Input, digest: str, options: Options) -> tuple[Slice, list[int]]:
    """The whole of an input as one slice, and the weights of its documents."""
    ids, weights = [], []
    for item in items(one.location, one.source, options):
        ids.append(item.id if isinstance(item, Document) else REFUSED)
        weights.append(OVERHEAD + (len(item.data) if isinstance(item, Document) else 0))
    return Slice(one.location, one.source, digest, options, 0, tuple(ids)), weights


def items(location: str, source: str, options: Options) -> Iterator[Item]:
    """The documents of an input, or the refusal of the whole."""
    try:
        file = open_input(location)
    except UnreadableError as error:
        yield RejectRow(source, error.reason, error.detail)
        return
    with file:
        yield from documents(file, source, options)


class Feed:
    """Gives the documents of slices; slices of one input that follow each other are read in one go."""

    def __init__(self) -> None:
        self.location, self.position = "", 0
        self.open: Iterator[Item] = iter(())

    def take(self, one: Slice, copies: Copies) -> tuple[Item, ...]:
        """The items of a slice, copies of earlier ones refused; raises ChangedError where they are not those of the plan."""
        if (self.location, self.position) != (one.location, one.first):
            self.open = islice(items(one.location, one.source, one.options), one.first, None)
        found = tuple(islice(self.open, len(one.ids)))
        self.location, self.position = one.location, one.first + len(found)
        if tuple(item.id if isinstance(item, Document) else REFUSED for item in found) != one.ids:
            raise ChangedError(f"{one.source} has changed since the run began: run again to read it")
        return tuple(duplicate(item, copies[k]) if k in copies else item for k, item in enumerate(found))


def duplicate(item: Item, first: str) -> RejectRow:
    return RejectRow(item.source, "duplicate", f"the same document as {first}: nothing needs to be done")
