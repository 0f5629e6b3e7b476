"""A name found in a text."""

from __future__ import annotations

from dataclasses import dataclass

from gongbao.extract.org_lexicon import Name


@dataclass(frozen=True, slots=True)
class Found:
    """A name in the text: `opener` is where its level or place begins and ends (equal where it has none).

    `body` is the body that this one is a part of (the find before its last part was taken in), `whole` the find that a short form
    stands for, `owner` the body named elsewhere that a word for itself stands for where `inner` (院党委). `described` marks names of no place
    that are made of common words (里长联谊会).
    """

    start: int
    end: int
    kind: str
    opener: tuple[int, int] = (0, 0)
    name: Name | None = None
    head: str = ""
    body: Found | None = None
    whole: Found | None = None
    owner: Found | None = None
    inner: bool = False
    described: bool = False

    @property
    def placed(self) -> bool:
        """True where the name begins with a place or level, or belongs to the nation."""
        return self.opener[1] > self.opener[0] or (self.name is not None and self.name.level == "national")
