"""Organizations in a bulletin: recognized, completed from its place, told their kind and level."""

from __future__ import annotations

from datetime import date

from gongbao import gazetteer
from gongbao.extract import org_grammar, org_lexicon
from gongbao.extract.org_canonical import Completer
from gongbao.extract.org_companies import companies_in
from gongbao.extract.org_counties import own_county
from gongbao.extract.org_inner import inner
from gongbao.extract.org_introductions import doubled, introduced, mentions, qualified
from gongbao.gazetteer import Division
from gongbao.mentions import Organization


def find(text: str, *, place: Division | None = None, published: date | None = None) -> list[Organization]:
    """The organizations of a whole bulletin in normalized simplified script; sorted, without overlaps, the outermost of nested ones."""
    words = org_lexicon.read(place.code[:2] if place else "")
    found = companies_in(text, org_grammar.scan(text, words, home=gazetteer.home_names(place) if place else frozenset()), words)
    found = qualified(text, found)
    found = inner(text, doubled(text, mentions(text, introduced(text, found), found)), words)
    county = "" if place and place.level == "county" else own_county(text, found, words)
    complete = Completer(text, place, words, published.year if published else 0, county)
    return [complete.organization(one) for one in found]
