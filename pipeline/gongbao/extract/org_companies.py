"""Short names of companies (三一重工, 平安, *ST海星) in lines that speak of companies and of no government body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from gongbao import gazetteer
from gongbao.extract.org_found import Found
from gongbao.extract.org_fronts import MEASURES
from gongbao.extract.org_lexicon import Lexicon, Name, Role, names
from gongbao.extract.org_settlements import BARRIERS, HAN
from gongbao.extract.org_walk import NUMERALS
from gongbao.resources import lexicon, rows

PUBLIC = frozenset({"party", "government", "congress", "consultative", "court", "village", "mass_organization"})
SPECIAL = re.compile(r"(?:\*|S)?ST([㐀-鿿]{2})")
LATIN_NAME = re.compile(r"[A-Z][A-Za-z]{2,}(?:[A-Z][a-z]+)*")
SHORT, LONG = 2, 4  # characters of a brand: what is taken of a longer run, and what is taken whole
ENOUGH = 2
LONGEST = 60  # characters of a name
LISTING = "、"
ITEM_ENDS = frozenset("、，。；：,;:!！?？“”（）()《》\n和与及等")
FEW = 16  # brands that are sought one by one in a line
CHARACTERS = 60  # of a line for each point of weight


@cache
def endings() -> re.Pattern[str]:
    """One or more words that a company's short name ends with."""
    words = sorted((row["word"] for row in rows(lexicon("org_industries"))), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(words)})+")


@cache
def dealings() -> tuple[AhoCorasick, list[int]]:
    """An automaton over the words of business, and the weight of each."""
    table = rows(lexicon("org_dealings"))
    return AhoCorasick([row["word"] for row in table], matchkind=MatchKind.LeftmostLongest), [int(row["weight"]) for row in table]


@cache
def companies() -> tuple[AhoCorasick, list[Name]]:
    known = list(names("org_companies").values())
    return AhoCorasick([one.word for one in known], matchkind=MatchKind.LeftmostLongest), known


def lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines of a text."""
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield at, end
        at = end + 1


def speaks_of_business(line: str) -> bool:
    """True where the words of business in a line weigh enough for its length; words of administration weigh against them."""
    automaton, weights = dealings()
    weight = sum(weights[index] for index in {index for index, _, _ in automaton.find_matches_as_indexes(line)})
    return weight >= ENOUGH and weight * CHARACTERS >= len(line)


def companies_in(text: str, found: Sequence[Found], words: Lexicon) -> list[Found]:
    """The finds, the companies of the lines that speak of business and name no public body, and those listed beside a company."""
    more: list[Found] = []
    k = 0
    for start, end in lines(text):
        first = k
        while k < len(found) and found[k].start < end:
            k += 1
        if not any(one.kind in PUBLIC for one in found[first:k]) and speaks_of_business(text[start:end]):
            own = list(in_line(text, start, end, words))
            more += [*own, *brands(text, start, end, [*found[first:k], *own])]
    more += beside_companies(text, [*found, *more], words)
    return outermost([*found, *more, *listed(text, [*found, *more])])


@cache
def listed_name() -> re.Pattern[str]:
    """A brand with one or more words of industry or trade."""
    ends = {row["word"] for name in ("org_industries", "org_trades") for row in rows(lexicon(name))}
    return re.compile(f"([㐀-鿿]{{2,4}}?)(?:{'|'.join(sorted(ends, key=len, reverse=True))})+")


def beside_companies(text: str, found: Sequence[Found], words: Lexicon) -> list[Found]:
    """The brands with a word of industry that are listed right beside a company: 国瓷材料、科达集团."""
    taken = {one.start for one in found} | {one.end for one in found}
    more: list[Found] = []
    for start, end in sorted(items_beside(text, found)):
        new = None if taken & {start, end} else listed_firm(text, start, end, words)
        if new:
            more.append(new)
    return more


def items_beside(text: str, found: Sequence[Found]) -> set[tuple[int, int]]:
    """Where the items of lists begin and end that stand right beside a company."""
    items: set[tuple[int, int]] = set()
    for one in found:
        if one.kind == "enterprise" and text.startswith(LISTING, one.end):
            items.add((one.end + 1, clause_end(text, one.end + 1)))
        if one.kind == "enterprise" and one.start and text[one.start - 1] == LISTING:
            items.add((clause_start(text, one.start - 1), one.start - 1))
    return items


def listed_firm(text: str, start: int, end: int, words: Lexicon) -> Found | None:
    """The company that fills an item of a list, None where the item holds something else."""
    match = listed_name().fullmatch(text, start, end)
    if match is None or words.before(text, match.end(1), match.start(1))[1] & (BARRIERS | Role.PART | Role.LEVEL):
        return None
    return Found(start, end, "enterprise", (start, start), None, text[match.end(1) : end])


def clause_end(text: str, at: int) -> int:
    """Where the item of a list that begins at a place ends, ten characters on at most."""
    return next((k for k in range(at, min(len(text), at + 10)) if text[k] in ITEM_ENDS), at)


def clause_start(text: str, at: int) -> int:
    """Where the item of a list that ends at a place begins, ten characters back at most."""
    return next((k + 1 for k in range(at - 1, max(-1, at - 11), -1) if text[k] in ITEM_ENDS), 0 if at <= 10 else at)


def listed(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """Companies whose short names are ordinary words, beside a company in a list: 大疆 in 华为、大疆等企业."""
    automaton, known = companies()
    ends = {one.end for one in found if one.kind == "enterprise"}
    starts = {one.start for one in found if one.kind == "enterprise"}
    matches = automaton.find_matches_as_indexes(text)
    for _, start, end in matches:  # a company found passes it on along the list, first to the right, then to the left
        if text.startswith(LISTING, start - 1) and start - 1 in ends:
            ends.add(end)
            starts.add(start)
    for _, start, end in reversed(matches):
        if text.startswith(LISTING, end) and end + 1 in starts:
            starts.add(start)
    for index, start, end in matches:
        if start in starts:
            longer = endings().match(text, end)
            name = None if longer else known[index]
            yield Found(start, longer.end() if longer else end, "enterprise", (start, start), name, known[index].word)


def in_line(text: str, start: int, end: int, words: Lexicon) -> Iterator[Found]:
    """Known companies, brands before words of industry, companies under special treatment."""
    automaton, known = companies()
    line = text[start:end]
    for index, first, last in automaton.find_matches_as_indexes(line):
        yield Found(start + first, start + last, "enterprise", (start + first, start + first), known[index], known[index].word)
    for match in endings().finditer(text, start, end):
        begin = brand(text, match.start(), start, words)
        if begin < match.start():
            yield Found(begin, match.end(), "enterprise", (begin, begin), None, match.group())
    yield from beside_places(text, start, end, words)
    for match in SPECIAL.finditer(text, start, end):
        yield Found(match.start(1), match.end(1), "enterprise", (match.start(1), match.start(1)), None, "")


def brands(text: str, start: int, end: int, found: Sequence[Found]) -> Iterator[Found]:
    """The places in a line where the brand of one of its companies stands alone: 攀钢 beside 攀钢集团."""
    stems = {text[one.start : one.end - len(one.head)] for one in found if one.kind == "enterprise" and one.name is None and one.head}
    known = sorted(stem for stem in stems if SHORT <= len(stem) <= LONG and HAN.match(stem))
    for stem in known if len(known) <= FEW else ():
        at = text.find(stem, start, end)
        while at >= 0:
            yield Found(at, at + len(stem), "enterprise", (at, at))
            at = text.find(stem, at + len(stem), end)
    if len(known) > FEW:
        for _, first, last in AhoCorasick(known, matchkind=MatchKind.LeftmostLongest).find_matches_as_indexes(text[start:end]):
            yield Found(start + first, start + last, "enterprise", (start + first, start + first))


@cache
def places() -> AhoCorasick:
    """An automaton over the short names of provinces and cities."""
    found = sorted(name for name in gazetteer.names() if gazetteer.above_county(name) and name[-1] not in gazetteer.GENERIC_ENDS)
    return AhoCorasick(found, matchkind=MatchKind.LeftmostLongest)


def beside_places(text: str, start: int, end: int, words: Lexicon) -> Iterator[Found]:
    """A place with a brand of two characters behind it, where a word that no name holds or no letter follows: 珠海银隆."""
    for _, first, last in places().find_matches_as_indexes(text[start:end]):
        at = start + last
        stop = at + SHORT
        if stop <= end and HAN.match(text[at]) and HAN.match(text[at + 1]) and unheard(text[at:stop], words) and ends_at(text, stop, words):
            yield Found(start + first, stop, "enterprise", (start + first, start + first), None, text[at:stop])


def unheard(characters: str, words: Lexicon) -> bool:
    """True for characters of no known word."""
    return not words.roles.get(characters, 0) and not any(words.roles.get(one, 0) for one in characters)


def ends_at(text: str, at: int, words: Lexicon) -> bool:
    """True where no letter follows, or a word that no name reaches across."""
    return HAN.match(text, at) is None or any(words.roles.get(text[at : at + size], 0) & BARRIERS for size in (3, 2, 1))


def brand(text: str, at: int, floor: int, words: Lexicon) -> int:
    """Where the brand before a word of industry begins; `at` where there is none."""
    place = at
    unknown = 0
    while place > floor and at - place <= LONG + 2:
        word, role = words.before(text, place, floor)
        if role & BARRIERS or (not word and not HAN.match(text[place - 1])):
            break
        if word and role & (Role.PLACE | Role.REGION | Role.NATION):
            place -= len(word)
            unknown += 2
            break
        if text[place - 1] in MEASURES and text[place - 2 : place - 1] in NUMERALS:
            break
        place -= len(word) or 1
        unknown += not word
    if unknown < SHORT:
        return at
    return place if at - place <= LONG + 2 else at - SHORT


def outermost(found: Sequence[Found]) -> list[Found]:
    """Sorted, without overlaps: the longest wins."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda item: (item.start, -item.end)):
        if kept and adjoining(kept[-1], one):
            kept[-1] = replace(kept[-1], end=one.end, name=None, head=one.head)
            continue
        if kept and kept[-1].end > one.start:
            if one.end - one.start > kept[-1].end - kept[-1].start:
                kept[-1] = one
            continue
        kept.append(one)
    return kept


def adjoining(last: Found, one: Found) -> bool:
    """True for two companies without a mark between them, which are one: 攀钢集团 and 钒钛股份."""
    firms = last.kind == one.kind == "enterprise" and last.head != ""
    return firms and last.end == one.start and one.end - last.start <= LONGEST
