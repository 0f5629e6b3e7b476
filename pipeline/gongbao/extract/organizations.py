"""Organizations in a bulletin: recognized, completed from its place, told their kind and level."""

from __future__ import annotations

from gongbao.extract import org_grammar, org_lexicon
from gongbao.extract.org_canonical import Completer
from gongbao.gazetteer import Division
from gongbao.mentions import Organization


def find(text: str, *, place: Division | None = None) -> list[Organization]:
    """The organizations of a whole bulletin in normalized simplified script; sorted, without overlaps, the outermost of nested ones."""
    words = org_lexicon.read(place.code[:2] if place else "")
    complete = Completer(text, place, words)
    return [complete.organization(one) for one in org_grammar.scan(text, words, home=place.own if place else "")]
