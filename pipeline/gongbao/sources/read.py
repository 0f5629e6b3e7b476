"""The documents of one input: the file itself, the members of an archive, the rows of a table, and archives in archives."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from gongbao.errors import UnreadableError
from gongbao.records import RejectRow
from gongbao.sources import archives, rows, tables
from gongbao.sources.items import Document, Options

HEAD = 1024
Item = Document | RejectRow


def documents(file: BinaryIO, source: str, options: Options) -> Iterator[Item]:
    """Every document of an opened file, or what refuses it: each yields one item, in a fixed order."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    yield from Reader(options, archives.Budget(max(options.max_ratio * size, options.max_bytes))).read(file, source, 0)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one input and all that lies in it."""

    options: Options
    budget: archives.Budget

    def read(self, file: BinaryIO, source: str, depth: int) -> Iterator[Item]:
        """The documents of a file that lies in `depth` archives; what cannot be read becomes one refusal with the file's name."""
        try:
            empty = True
            for item in self._by_kind(file, source, depth):
                yield item
                empty = False
            if empty:
                yield RejectRow(source, "empty", "there is no document in it: leave it out, or fetch it again")
        except UnreadableError as error:
            yield RejectRow(source, error.reason, error.detail)
        except OSError as error:
            yield RejectRow(source, "unreadable", f"reading stopped ({error}): fetch the file again")

    def _by_kind(self, file: BinaryIO, source: str, depth: int) -> Iterator[Item]:
        head = file.read(HEAD)
        file.seek(0)
        suffix = PurePosixPath(source).suffix.lower()
        kind = archives.kind_of(head, file, suffix)
        if kind:
            yield from self._unpack(kind, file, source, depth)
        elif reader := rows.reader_of(head, suffix):
            yield from tables.documents(reader(file, self.options), source, self.options)
        else:
            yield self._document(file, source)

    def _unpack(self, kind: str, file: BinaryIO, source: str, depth: int) -> Iterator[Item]:
        if depth >= self.options.max_depth:
            raise UnreadableError("too_deep", f"an archive in {depth} archives: unpack it, or raise --max-depth")
        for name, member in archives.members(kind, file, source, self.budget):
            if isinstance(member, UnreadableError):
                yield RejectRow(name, member.reason, member.detail)
            else:
                with member:
                    yield from self.read(member, name, depth + 1)

    def _document(self, file: BinaryIO, source: str) -> Document:
        data = limited(file, self.options.max_bytes)
        return Document(source, data, encoding=self.options.encoding, published=self.options.published, place=self.options.place)


def limited(file: BinaryIO, limit: int) -> bytes:
    """The whole file; raises UnreadableError where it is longer than the limit."""
    data = file.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError("too_large", f"more than {limit} bytes: split the document, or raise --max-bytes")
    return data
