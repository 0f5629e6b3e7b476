"""What travels between the finding and the reading of inputs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongbao.bulletin import identify

UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]")
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Options:
    """How inputs are read: columns of tables (guessed where empty), what holds for every document, and limits.

    `max_bytes` bounds one document, unpacked; `max_seconds` the time spent on it, 0 for no limit; `max_depth` archives in archives;
    `max_ratio` how many times its own size an archive may unpack to.
    """

    text_column: str = ""
    published_column: str = ""
    place_column: str = ""
    title_column: str = ""
    id_column: str = ""
    published: str = ""
    place: str = ""
    encoding: str = ""
    max_bytes: int = 256 * MEGABYTE
    max_seconds: float = 300.0
    max_depth: int = 3
    max_ratio: int = 200


@dataclass(frozen=True, slots=True)
class Input:
    """One file: `source` is its name as the user gave it, `location` the absolute path or URL that stays the same between runs."""

    source: str
    location: str


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of one document; `key` holds what else tells it from another one (the metadata of a table row)."""

    source: str
    data: bytes
    media_type: str = ""
    encoding: str = ""
    published: str = ""
    place: str = ""
    title: str = ""
    key: bytes = b""

    @property
    def id(self) -> str:
        """The bulletin_id: of the bytes read, and of the row's metadata where it came with some."""
        return identify(self.key + self.data)


def printable(name: str) -> str:
    r"""A name that fits on one line and into every store: control characters and undecodable bytes are written as \x0a, \udc80."""
    return UNPRINTABLE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), name)
