"""Administrative divisions of China from province to county, 1980-2024, with the codes of GB/T 2260, looked up by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from gongbao.normalize.convert import convert
from gongbao.resources import lexicon, rows

NATION = "100000"
LATEST = 2024
RANKS = ("national", "province", "city", "county")
LONGEST = 15  # characters of the longest name
KINDS = (
    "特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "特区", "矿区", "新区", "省", "市", "县", "区", "州", "盟", "旗",
)  # fmt: skip
GENERIC_ENDS = frozenset("省市县区州盟旗")


@dataclass(frozen=True, slots=True)
class Division:
    """A division: `name` is full from the province (四川省泸州市合江县), `own` its last part, `level` national, province, city or county.

    `kind` is the generic word its own name ends with (县, 自治州), `parent` the code of the division above, `first` and `last` its years
    of validity (1980 and 2024 are the ends of the table).
    """

    code: str
    name: str
    own: str
    short: str
    level: str
    kind: str
    parent: str
    first: int
    last: int

    @property
    def current(self) -> bool:
        """True where the division still exists under this name."""
        return self.last >= LATEST

    def holds(self, other: Division) -> bool:
        """True where the other one is this one or lies in it."""
        return self == other or self.level == "national" or any(one.code == self.code for one in ancestors(other))


CHINA = Division(NATION, "全国", "全国", "全国", "national", "国", "", 1980, LATEST)
WHOLE_COUNTRY = frozenset({"全国", "中国", "中华人民共和国", "中央"})
TOWARDS = frozenset("赴抵往与")  # a place behind these is not that of the text: 我市赴上海招商
FOLLOWS_LONGER = frozenset("镇乡村街市县区州旗盟省")
BEFORE_NAME = frozenset("共于在对和及省市州区的国我由为从到原驻")


@cache
def table() -> tuple[dict[str, list[list[str]]], dict[str, list[list[str]]]]:
    """The rows of the table by code and by name, own and short."""
    by_code: dict[str, list[list[str]]] = {}
    by_name: dict[str, list[list[str]]] = {}
    for line in lexicon("divisions").read_text(encoding="utf-8").splitlines()[2:]:
        cells = line.split("\t")
        by_code.setdefault(cells[0], []).append(cells)
        by_name.setdefault(cells[1], []).append(cells)
        for other in other_names(cells[1], cells[2]):
            by_name.setdefault(other, []).append(cells)
    return by_code, by_name


def other_names(own: str, short: str) -> Iterator[str]:
    """The short name, and that with the generic word for autonomous divisions: 互助, 互助县."""
    if short:
        yield short
        if "自治" in own and own[-1] in "县州旗":
            yield short + own[-1]


def level_of(code: str) -> str:
    """The level that a code tells: 510000 province, 510500 city, 510522 county."""
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "county"


def kind_of(own: str) -> str:
    """The generic word at the end of a name."""
    return next((kind for kind in KINDS if own.endswith(kind)), "")


def parent_row(cells: Sequence[str]) -> list[str] | None:
    """The row above, as it was in the last year of this one."""
    code, _, _, parent, _, last = cells
    if code.endswith("0000"):
        return None
    for above in (parent, code[:4] + "00", code[:2] + "0000"):
        found = [row for row in table()[0].get(above, ()) if above != code]
        if found:
            return next((row for row in found if row[4] <= last <= row[5]), found[-1])
    return None


@cache
def division(code: str, own: str) -> Division:
    """The division of a row; raises StopIteration where the table has no such row."""
    cells = next(row for row in table()[0][code] if row[1] == own)
    above = parent_row(cells)
    parent = division(above[0], above[1]) if above else None
    name = (parent.name if parent else "") + own
    return Division(
        code, name, own, cells[2] or own, level_of(code), kind_of(own), parent.code if parent else NATION, int(cells[4]), int(cells[5])
    )


@cache
def by_code(code: str) -> Division | None:
    """The division that bears a code now, or that bore it last."""
    if code == NATION:
        return CHINA
    found = table()[0].get(code)
    newest = max(found, key=lambda row: row[5]) if found else None
    return division(newest[0], newest[1]) if newest else None


@cache
def ancestors(one: Division) -> tuple[Division, ...]:
    """The divisions above, nearest first, without the nation."""
    above = parent_row(next(row for row in table()[0][one.code] if row[1] == one.own)) if one.code != NATION else None
    parent = division(above[0], above[1]) if above else None
    return (parent, *ancestors(parent)) if parent else ()


def above(one: Division, level: str) -> Division | None:
    """The division itself or the one above it that has a level."""
    if level == "national":
        return CHINA
    return next((each for each in (one, *ancestors(one)) if each.level == level), None)


@cache
def named(name: str) -> tuple[Division, ...]:
    """Every division that bears a name, own or short: those that still exist first, then by level and code."""
    found = [division(row[0], row[1]) for row in table()[1].get(name, ())]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (-one.last, RANKS.index(one.level), one.code)))


def choose(found: Iterable[Division], near: Division | None) -> Division | None:
    """The one that a bulletin of the place `near` means: the closest in the tree, then one that exists, then the highest level.

    None where nothing tells one from another: 鼓楼区 without a place.
    """
    ranked = sorted((-closeness(one, near), -one.last, RANKS.index(one.level), one.code, one.own) for one in found)
    if not ranked or (len(ranked) > 1 and ranked[0][:3] == ranked[1][:3] and not ranked[0][0]):
        return None
    return division(ranked[0][3], ranked[0][4])


def closeness(one: Division, near: Division | None) -> int:
    """How close two divisions stand: 4 the same or above, 3 inside, 2 the same city, 1 the same province, 0 elsewhere."""
    if near is None or near.level == "national":
        return 0
    if one.holds(near):
        return 4
    if near.holds(one):
        return 3
    return 2 if one.code[:4] == near.code[:4] else int(one.code[:2] == near.code[:2])


def resolve(place: str) -> Division | None:
    """The division that a place names, whole or in part, in either script: 四川省泸州市合江县, 黑龙江大庆, 台灣.

    全国 and 中国 give the nation (level national, code 100000); None where nothing at the start of the words is a division.
    """
    words = "".join(convert(place, "t2s").split())
    if words in WHOLE_COUNTRY:
        return CHINA
    for country in ("中华人民共和国", "中国"):
        words = words.removeprefix(country)
    found, _ = read(words, 0)
    return found


def read(words: str, start: int, near: Division | None = None) -> tuple[Division | None, int]:
    """The division named by the longest chain of names at a place of the words, and where the chain ends."""
    chain: tuple[Division, ...] = ()
    at = start
    while at < len(words):
        step = next_link(words, at, chain)
        if step is None:
            break
        chain, at = step
    return choose(chain, near), at


def next_link(words: str, at: int, chain: Sequence[Division]) -> tuple[tuple[Division, ...], int] | None:
    """The divisions with the longest name at a place that lie in one of the chain, and where the name ends."""
    for end in range(min(len(words), at + LONGEST), at + 1, -1):
        found = named(words[at:end])
        if chain:
            found = tuple(one for one in found if any(above.holds(one) and above != one for above in chain))
        if found:
            return found, end
    return None


def within(words: str) -> Division | None:
    """The lowest division that an issuer or a title names: 合江县委统战部 -> 合江县; the short name of a county counts last."""
    short: Division | None = None
    at = 0
    while at < len(words):
        found, end = read(words, at)
        if found is None or words[at:end] in ordinary_words() or words[max(0, at - 1) : at] in TOWARDS:
            at = max(end, at + 1) if found else at + 1
        elif words[at:end].endswith(found.own) or found.level != "county":
            return found
        else:
            short, at = short or (found if _apart(words, at, end) else None), end
    return short


def _apart(words: str, start: int, end: int) -> bool:
    """True for a short name that is no part of a longer one: not 柳河 of 柳河镇, 沙市 of 白沙市, 安新 of 贵安新区."""
    before = words[max(0, start - 1) : start]
    return words[end : end + 1] not in FOLLOWS_LONGER and (not "一" <= before <= "鿿" or before in BEFORE_NAME)


@cache
def ordinary_words() -> frozenset[str]:
    """Short names that are ordinary words (合作, 东方) and name no place where they stand alone."""
    return frozenset(row["word"] for row in rows(lexicon("place_words")))


@cache
def home_names(place: Division) -> frozenset[str]:
    """The own name of a place and of the divisions right below it that are named by ordinary words (城区, 郊区)."""
    below = (row[1] for found in table()[0].values() for row in found if row[0][:4] == place.code[:4] and row[1] in ordinary_words())
    return frozenset({place.own, *below})


def names() -> Iterable[str]:
    """Every name of the table, own and short."""
    return table()[1].keys()


def above_county(name: str) -> bool:
    """True where a name, own or short, is borne by a province or city."""
    return any(row[0].endswith("00") for row in table()[1].get(name, ()))
