"""Organizations in a bulletin: recognized, completed from its place, told their kind and level."""

from __future__ import annotations

import re

from gongbao.gazetteer import Division
from gongbao.mentions import Organization

SHORT = re.compile(r"[省市县区](?:委(?!员|托|书)(?:统战部|组织部|宣传部)?|政府|工商联)")


def find(text: str, *, place: Division | None = None) -> list[Organization]:
    """The organizations of a whole bulletin in normalized simplified script; sorted, without overlaps, the outermost of nested ones."""
    where = (place.name, place.code) if place else ("", "")
    return [Organization(hit.start(), hit.end(), hit.group(), "party", "", *where) for hit in SHORT.finditer(text)]
