"""Organizations in a bulletin: recognized, completed from its place, told their kind and level."""

from __future__ import annotations

from gongbao.extract import org_grammar, org_lexicon
from gongbao.gazetteer import Division
from gongbao.mentions import Organization


def find(text: str, *, place: Division | None = None) -> list[Organization]:
    """The organizations of a whole bulletin in normalized simplified script; sorted, without overlaps, the outermost of nested ones."""
    words = org_lexicon.read(place.code[:2] if place else "")
    where = (place.name, place.code) if place else ("", "")
    return [Organization(one.start, one.end, text[one.start : one.end], one.kind, "", *where) for one in org_grammar.scan(text, words)]
