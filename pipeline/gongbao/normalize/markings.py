"""What a web page's source left in a text: entities (`&nbsp;`, `&ldquo;`, `&#8220;`) and tags (`<br>`)."""

from __future__ import annotations

import re
from html import unescape

from gongbao.offsets import Edit

ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-zA-Z]{2,8}\d{0,2});")
TAG = re.compile(r"<(/?)(br|p|div|tr|li|h[1-6]|span|font|strong|b|em|a|img|td|table|tbody|ul|o:p)(?:\s[^<>\n]{0,200})?/?>", re.IGNORECASE)
BREAKING = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul"})


def entities(text: str) -> list[Edit]:
    """Every entity becomes its character."""
    if "&" not in text:
        return []
    hits = ((hit, unescape(hit.group())) for hit in ENTITY.finditer(text))
    return [Edit(*hit.span(), after, "entity") for hit, after in hits if after != hit.group() and "<" not in after and "&" not in after]


def tags(text: str) -> list[Edit]:
    """Tags go; one that begins or ends a block becomes a line's end."""
    if "<" not in text:
        return []
    return [Edit(*hit.span(), "\n" if hit[2].lower() in BREAKING else "", "tag") for hit in TAG.finditer(text)]
