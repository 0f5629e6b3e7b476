"""Conversion between scripts: every OpenCC configuration, with what the engines get wrong in official text put right."""

from __future__ import annotations

import re
from functools import cache

from gongbao.normalize.engines import PYO3, PYTHON, converter
from gongbao.resources import lexicon, rows


def convert(text: str, config: str = "t2s", engine: str | None = None, *, quotes: bool = True) -> str:
    """The text in another script; `quotes` makes quotation marks follow it (“” in simplified by GB/T 15834, 「」 in traditional)."""
    after = converter(config, engine)(text)
    phrases = _phrases(config)
    return _put_right(text, after, phrases) if phrases else after


def differences(text: str, config: str = "t2s") -> list[tuple[int, str, str]]:
    """Where the two engines differ: (offset in the text, what the default engine writes, what the second opinion writes)."""
    one, other = converter(config, PYO3)(text), converter(config, PYTHON)(text)
    return [(at, a, b) for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]


@cache
def _phrases(config: str) -> dict[str, str]:
    return {}


def _put_right(before: str, after: str, phrases: dict[str, str]) -> str:
    return after
