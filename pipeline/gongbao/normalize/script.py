"""Traditional script becomes simplified, paragraph by paragraph; simplified text with an old character in a name is left alone."""

from __future__ import annotations

import re
from functools import cache

from gongbao.normalize.convert import convert
from gongbao.normalize.tables import simplified, simplified_only, traditional_only
from gongbao.offsets import Edit

HANS, HANT, MIXED = "hans", "hant", "mixed"


def _any_of(characters: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(characters))}]")


@cache
def _traditional() -> re.Pattern[str]:
    return _any_of(traditional_only())


@cache
def _simplified() -> re.Pattern[str]:
    return _any_of(simplified_only())


def judge(text: str) -> str:
    """`hans`, `hant` or `mixed`: in which script the text is, by characters that only one of them has; `hans` where there are none."""
    if not _traditional().search(text):
        return HANS
    return MIXED if _simplified().search(text) else HANT


def script(text: str) -> list[Edit]:
    """One edit for each paragraph that is in traditional script; elsewhere single traditional characters that have one simplified form."""
    verdict = judge(text)
    if verdict == HANS:
        return []
    if verdict == HANT:
        return _rewritten(text, 0)
    found, at = [], 0
    for line in text.split("\n"):
        found += _line(line, at)
        at += len(line) + 1
    return found


def _line(line: str, at: int) -> list[Edit]:
    hits = list(_traditional().finditer(line))
    if not hits:
        return []
    if len(hits) > len(_simplified().findall(line)):
        return _rewritten(line, at)
    return [Edit(at + hit.start(), at + hit.end(), simplified(hit.group()), "script") for hit in hits]


def _rewritten(text: str, at: int) -> list[Edit]:
    after = convert(text, "t2s", quotes=False)
    if len(after) == len(text):
        return [Edit(at, at + len(text), after, "script")] if after != text else []
    found = []
    for line in text.split("\n"):
        if (new := convert(line, "t2s", quotes=False)) != line:
            found.append(Edit(at, at + len(line), new, "script"))
        at += len(line) + 1
    return found
