"""One bulletin: what was read, what was made of it, and what is known about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

from gongbao.offsets import OffsetMap


def identify(data: bytes) -> str:
    """The first 16 hex digits of the SHA-256 of the bytes read."""
    return hashlib.sha256(data).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Bulletin:
    """`raw` is the decoded text, `text` the normalized one, `offsets` leads from `text` back to `raw`."""

    id: str
    raw: str
    text: str
    offsets: OffsetMap
    script: str = "hans"
    repairs: dict[str, int] = field(default_factory=dict)
    source: str = ""
    media_type: str = "text/plain"
    encoding: str = ""
    title: str = ""
    published: date | None = None
    place: str = ""
