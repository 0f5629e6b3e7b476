"""Conversion between scripts: every OpenCC configuration, with what the engines get wrong in official text put right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from fnmatch import fnmatchcase
from functools import cache

from gongbao.normalize.engines import PYO3, PYTHON, converter
from gongbao.resources import lexicon, rows

TO_SIMPLIFIED, OF_SIMPLIFIED = "*2s*", "s2*"
QUOTES_OF_SIMPLIFIED = str.maketrans("「」『』", "“”‘’")
QUOTES_OF_TRADITIONAL = str.maketrans("“”‘", "「」『")
SURROGATE = re.compile("([\ud800-\udfff]+)")
APOSTROPHE = re.compile(r"(?<![A-Za-z])’|’(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Guard:
    """What is put right in one configuration: characters before the engine sees them, phrases instead of what it makes of them."""

    variant: re.Pattern[str] | None
    standard: dict[int, str]
    phrase: re.Pattern[str] | None
    becomes: dict[str, str]


def convert(text: str, config: str = "t2s", engine: str | None = None, *, quotes: bool = True) -> str:
    """The text in another script; `quotes` makes quotation marks follow it (“” in simplified by GB/T 15834, 「」 in traditional).

    Raises UsageError on an unknown configuration or engine.
    """
    run, guard = converter(config, engine), _guard(config)
    if SURROGATE.search(text):  # half a character, which no engine takes
        return "".join(piece if k % 2 else convert(piece, config, engine, quotes=quotes) for k, piece in enumerate(SURROGATE.split(text)))
    if guard.variant and guard.variant.search(text):
        text = text.translate(guard.standard)
    if guard.phrase and guard.phrase.search(text):
        pieces = guard.phrase.split(text)
        after = "".join(guard.becomes[piece] if k % 2 else run(piece) for k, piece in enumerate(pieces))
    else:
        after = run(text)
    return _quoted(after, config) if quotes else after


def differences(text: str, config: str = "t2s") -> list[tuple[int, str, str]]:
    """Where the two engines differ: (offset in what the default engine writes, what it writes, what the second opinion writes)."""
    one, other = converter(config, PYO3)(text), converter(config, PYTHON)(text)
    if len(one) == len(other):
        return [(at, a, b) for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    found, at = [], 0
    for line, counterpart in zip(one.split("\n"), other.split("\n"), strict=True):
        if line != counterpart:
            matcher = SequenceMatcher(None, line, counterpart, autojunk=False)
            found += [(at + i, line[i:j], counterpart[k:m]) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"]
        at += len(line) + 1
    return found


def _quoted(text: str, config: str) -> str:
    """Quotation marks of the script that a configuration leads to; an apostrophe between Latin letters is none."""
    if fnmatchcase(config, TO_SIMPLIFIED):
        return text.translate(QUOTES_OF_SIMPLIFIED) if "「" in text or "『" in text else text
    if fnmatchcase(config, OF_SIMPLIFIED) and ("“" in text or "‘" in text):
        return APOSTROPHE.sub("』", text.translate(QUOTES_OF_TRADITIONAL))
    return text


@cache
def _guard(config: str) -> Guard:
    """Variant forms (衞 for 衛) and phrases (乾縣, 規畫) of configs/lexicon; a phrase in simplified script is guarded in both scripts."""
    inward = fnmatchcase(config, TO_SIMPLIFIED)
    standard = {ord(row["character"]): row["standard"] for row in rows(lexicon("variants"))} if inward else {}
    becomes: dict[str, str] = {}
    for row in rows(lexicon("convert")):
        if fnmatchcase(config, row["configs"]):
            becomes[row["written"]] = row["becomes"]
            if inward:
                becomes.setdefault(converter("s2t")(row["written"]), row["becomes"])
    return Guard(
        re.compile(f"[{''.join(map(chr, standard))}]") if standard else None,
        standard,
        re.compile("(" + "|".join(sorted(becomes, key=len, reverse=True)) + ")") if becomes else None,
        becomes,
    )
