"""The words that organizations are read with: heads, words inside names, words before them, whole names, places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from gongbao import gazetteer
from gongbao.resources import lexicon, rows

TAIWAN = "71"
REGIONS = frozenset({TAIWAN, "81", "82"})  # Taiwan, Hong Kong, Macao: the first two digits of their codes


class Role:
    """What a word may be to the left of a head: bits of a plain int, since the members of an enum.IntFlag are slow to combine."""

    NONE = 0
    PART = 1
    WEAK = 2
    STOP = 4
    GENERIC = 8
    PLACE = 16
    REGION = 32
    NATION = 64
    LEVEL = 128
    SETTLEMENT = 256
    NONHEAD = 512
    SHORT = 1024


CLASSES = {
    "part": Role.PART,
    "weak": Role.PART | Role.WEAK,
    "stop": Role.STOP,
    "generic": Role.GENERIC,
    "region": Role.REGION,
    "nation": Role.NATION,
}
PREFIX = "prefix"
SOUTHERN = "southern"
DEPARTMENT = "处"  # also a head of the prefectures of the mainland
LEVELS = {
    "省": "province", "市": "city", "州": "city", "盟": "city", "县": "county", "区": "county", "旗": "county",
    "地区": "city", "自治区": "province", "自治州": "city", "自治县": "county", "自治旗": "county",
}  # fmt: skip
SETTLEMENTS = {"镇": "township", "乡": "township", "街道": "township", "村": "village", "社区": "village", "苏木": "township", "嘎查": "village"}


@dataclass(frozen=True, slots=True)
class Head:
    """The last word of a name: the kind of body, and how it stands (bare, opener, closed, open, tail)."""

    word: str
    kind: str
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Name:
    """A name known as a whole, with its full form."""

    word: str
    canonical: str
    kind: str
    level: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables for the bulletins of one region; `lengths` are the lengths of words by their last character, longest first."""

    roles: dict[str, int]
    lengths: dict[str, tuple[int, ...]]
    heads: dict[str, Head]
    names: dict[str, Name]
    patterns: list[str]
    automaton: AhoCorasick
    region: str = ""
    own: frozenset[str] = frozenset()

    def before(self, text: str, end: int, start: int) -> tuple[str, int]:
        """The longest known word that ends at a place of the text and does not begin before `start`, and its roles."""
        for length in self.lengths.get(text[end - 1], ()):
            if length <= end - start:
                word = text[end - length : end]
                role = self.roles.get(word, 0)
                if role:
                    return word, role
        return "", 0


@cache
def heads() -> dict[str, Head]:
    return {row["head"]: Head(row["head"], row["kind"], frozenset(row["classes"].split())) for row in rows(lexicon("org_heads"))}


@cache
def names(table: str) -> dict[str, Name]:
    """The names of one table."""
    return {row["name"]: Name(row["name"], row["canonical"], row["kind"], row["level"]) for row in rows(lexicon(table))}


@cache
def departments() -> dict[str, str]:
    """The departments of the cities and counties of Taiwan, short or in full -> in full."""
    return {row["short"]: row["full"] for row in rows(lexicon("org_forms_71"))}


@cache
def followers() -> dict[str, tuple[str, ...]]:
    """Ends of heads -> words and characters that make another word of them (部 -> 门)."""
    return {row["end"]: tuple(row["followers"].split()) for row in rows(lexicon("org_followers"))}


@cache
def prefixes() -> tuple[str, ...]:
    """What stands before the place of a party or league: 中共, 团; the longest first."""
    found = [row["word"] for row in rows(lexicon("org_words")) if row["class"] == PREFIX]
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def roles() -> dict[str, int]:
    """Each word -> what it may be to the left of a head; verbs of the other lexicon stop a name where nothing else is known of them."""
    found: dict[str, int] = {row["word"]: int(CLASSES[row["class"]]) for row in rows(lexicon("org_words")) if row["class"] in CLASSES}
    for row in rows(lexicon("verbs")):
        if len(row["verb"]) > 1:
            found.setdefault(row["verb"], Role.STOP)
    for row in rows(lexicon("org_nonheads")):
        found.setdefault(row["word"], Role.NONHEAD)
    ordinary = gazetteer.ordinary_words()
    for name in gazetteer.names():
        if name not in ordinary and len(name) > 1 and not found.get(name, 0) & Role.REGION:
            short = 0 if name[-1] in gazetteer.GENERIC_ENDS or gazetteer.above_county(name) else Role.SHORT
            found[name] = found.get(name, 0) & ~(Role.PART | Role.WEAK) | Role.PLACE | short
    for word in LEVELS:
        found[word] = Role.LEVEL
    for word in SETTLEMENTS:
        found[word] = Role.SETTLEMENT
    return found


@cache
def read(region: str = "") -> Lexicon:
    """The tables for a region (the first two digits of the code of the bulletin's place), where it has a table of its own."""
    own = region if region in REGIONS else ""
    known = {**names("org_names"), **(names(f"org_names_{own}") if own else {})}
    if own == TAIWAN:
        known = {**{short: Name(short, full, "government", "") for short, full in departments().items()}, **known}
    local = frozenset(names(f"org_names_{own}") if own else ())
    ends = {word: head for word, head in heads().items() if own or SOUTHERN not in head.classes or word == DEPARTMENT}
    patterns = sorted({*ends, *known, *masks(known)})
    automaton = AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest)
    return Lexicon(roles(), lengths(roles()), ends, known, patterns, automaton, own, local)


def masks(known: dict[str, Name]) -> list[str]:
    """The words that hold a head or name without being one (委员会议): the scan must pass over them."""
    words = [row["word"] for row in rows(lexicon("org_nonheads"))]
    inner = {*heads(), *known}
    return [word for word in words if any(word[a:b] in inner for a in range(len(word)) for b in range(a + 1, len(word) + 1))]


def lengths(words: dict[str, int]) -> dict[str, tuple[int, ...]]:
    """The lengths of the words that end with each character, longest first."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[-1], set()).add(len(word))
    return {last: tuple(sorted(each, reverse=True)) for last, each in found.items()}


@cache
def trades() -> frozenset[str]:
    """Words that stop a name elsewhere but stand inside the legal names of companies."""
    return frozenset(row["word"] for row in rows(lexicon("org_trades")))


@cache
def insides() -> frozenset[str]:
    """Words that stop a name elsewhere but stand inside the names of offices."""
    return frozenset(row["word"] for row in rows(lexicon("org_insides")))


def is_open(head: Head, words: Lexicon) -> bool:
    """True where any words may stand before a head; in Taiwan, Hong Kong and Macao also before committees."""
    return "open" in head.classes or (bool(words.region) and "abroad" in head.classes)
