"""The division whose offices a text names again and again: its seat, where neither issuer nor title tells the place."""

from __future__ import annotations

import re
from collections import Counter

from gongbao import gazetteer
from gongbao.gazetteer import Division

OFFICE = re.compile(r"[县市区旗州盟](?:委(?!员|托|办发)|人民政府|政府|人大|政协)")
LONGEST, MOST, ENOUGH = 12, 40, 2  # characters of a name, offices that are looked at, and how many must agree
VISITED = frozenset("赴到往抵访")  # 赴苏州市人民政府学习


def seat(text: str) -> Division | None:
    """The division that offices in a text name at least twice; of several the commonest, if the others lie above or inside it."""
    counts = Counter(one for hit in _offices(text) if (one := _owner(text, hit.start() + 1)))
    if not counts:
        return None
    best, often = max(counts.items(), key=lambda item: (item[1], len(item[0].name), item[0].code))
    related = all(best.holds(one) or one.holds(best) for one in counts)
    return best if often >= ENOUGH and related else None


def _offices(text: str) -> list[re.Match[str]]:
    return [hit for hit, _ in zip(OFFICE.finditer(text), range(MOST), strict=False)]


def _owner(text: str, end: int) -> Division | None:
    """The division whose name ends at an offset."""
    for start in range(max(0, end - LONGEST), end - 1):
        found, length = gazetteer.read(text[start:end], 0)
        if found and length == end - start:
            return found if text[max(0, start - 1) : start] not in VISITED else None
    return None
