"""The seat of a body: the division that a place, a level word or nothing at the front of its name means in a bulletin."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from gongbao import gazetteer
from gongbao.extract.org_counties import WITHIN, county_in
from gongbao.extract.org_forms import forms
from gongbao.extract.org_found import Found
from gongbao.extract.org_fronts import MEASURES
from gongbao.extract.org_joining import GOVERNMENT, OF_TOWNS
from gongbao.extract.org_lexicon import LEVELS, SETTLEMENTS, TAIWAN, Lexicon, Role
from gongbao.extract.org_settlements import TOWN, settled
from gongbao.extract.org_walk import FARTHEST
from gongbao.gazetteer import Division

AUTONOMOUS_REGION = "自治区"
MUNICIPALITY = "市"
LISTING = frozenset("、和及与,，")
NEAR = 8  # characters between a committee and its department: 省委常委、统战部部长
COMMITTEE_HEADS = frozenset({"委", "委员会", "党委"})
PUBLIC = frozenset({"party", "government", "congress", "consultative", "court", "mass_organization"})
LOCAL = PUBLIC | {"military"}  # kinds whose names begin with the own name of their division
DESCRIBED = frozenset({"association", "other", "hospital", "school", "enterprise"})  # named by what they are: 里长联谊会
WORLD = re.compile("国际|世界|全球|亚洲|中国|中华|全国|国家")
GARRISONS = frozenset({"军区", "军分区", "警备区"})  # named as they are written
ALONE = frozenset({"bare", "tail"})
NATIONS = ("国家", "全国", "国务院", "中国")  # before the short name of a national body
VILLAGE = "村"


@dataclass(frozen=True, slots=True)
class Seat:
    """Whose body it is: the division (None where unknown), the level, and the words that the full name begins with."""

    division: Division | None
    level: str
    words: str

    @property
    def unknown(self) -> bool:
        """True for a place with a name that the table of divisions does not know."""
        return self.division is None and len(self.words) > 1 and self.words[-1] in LEVELS


NO_SEAT = Seat(None, "", "")
NATION = Seat(gazetteer.CHINA, "national", "")


class Seats:
    """Finds the seats of the bodies of one bulletin of a place, in the order in which they are named."""

    def __init__(self, text: str, place: Division | None, words: Lexicon, county: str = "") -> None:
        self.text, self.place, self.words = text, place, words
        self.own = Seat(None, LEVELS[county[-1]], county) if county else NO_SEAT
        self.titled = county in text[:WITHIN]
        self.last_committee: tuple[int, Seat] = (-NEAR, NO_SEAT)  # where the last party committee of a place ended
        self.settlements: dict[str, str] = {}
        self.last: tuple[int, Seat] = (-NEAR, NO_SEAT)  # where the last body ended, and its seat
        self.public = False  # the last body is one of party and state

    def remember(self, one: Found, head: str, seat: Seat) -> None:
        """Keeps a body for those that are listed right behind it."""
        if head in COMMITTEE_HEADS and (seat.division or seat.unknown):
            self.last_committee = one.end, seat
        self.last = one.end, seat
        self.public = one.kind in PUBLIC

    def seat(self, one: Found) -> Seat:
        """The division that the place or level at the front of a name means in this bulletin."""
        words = self.text[slice(*one.opener)]
        if one.name and not words:
            return self.known_seat(one)
        if not words:
            return self.bare_seat(one)
        if words in LEVELS:
            return self.level_seat(one, words)
        if self.words.roles.get(words, 0) & Role.NATION:
            return replace(NATION, words=words)
        for settlement, level in SETTLEMENTS.items():
            if words.endswith(settlement):
                return Seat(self.place, level, self.settlement(words) if words == settlement else words)
        return self.named_seat(one, words)

    def settlement(self, word: str) -> str:
        """The town or village that a bulletin is about, for 镇 alone; the word itself where it names none."""
        if word not in self.settlements:
            self.settlements[word] = main_settlement(self.text, word, self.words)
        return self.settlements[word]

    def level_seat(self, one: Found, level: str) -> Seat:
        """Of a name that begins with a level word alone."""
        near = self.neighbour(one) if self.public and one.kind in PUBLIC else NO_SEAT
        if near.unknown and near.words.endswith(level):
            return near
        division = near.division if near.division and level in near.division.kind else self.above(level)
        if division:
            return Seat(division, division.level, division.own)
        return self.own if self.own.words.endswith(level) else Seat(None, LEVELS[level], level)

    def neighbour(self, one: Found) -> Seat:
        """The seat of the body listed right before one."""
        end, seat = self.last
        return seat if one.start == end or (one.start - end == 1 and self.text[end] in LISTING) else NO_SEAT

    def named_seat(self, one: Found, words: str) -> Seat:
        """Of a name that begins with a place."""
        division, reached = gazetteer.read(words, 0, self.place)
        county = county_in(words, self.words) if reached < len(words) else ""
        if county:
            return Seat(None, LEVELS[county[-1]], county if one.kind in LOCAL else words)
        if division is None or self.chance(division, words[:reached]):
            return Seat(None, "", words)
        written = words[:reached]
        chain = written.startswith(tuple(each.own for each in gazetteer.ancestors(division))) and not written.endswith(division.own)
        plain = one.kind not in ("government", "court") or len(one.head) == 1 or one.head in forms() or GOVERNMENT in one.head
        own = division.own if one.kind in LOCAL and one.head not in GARRISONS and plain and not chain else written
        rest = words[reached:]
        return Seat(division, division.level, own + ("" if rest and own.endswith(rest) else rest))

    def chance(self, division: Division, written: str) -> bool:
        """True for the short name of a county elsewhere: 江南 in a bulletin of another province."""
        far = self.place is None or gazetteer.closeness(division, self.place) == 0
        return far and division.level == "county" and not written.endswith(division.own)

    def known_seat(self, one: Found) -> Seat:
        """Of a name known as a whole: the nation's, or the region's that has it in its table."""
        if one.name and one.name.level == "national":
            return NATION
        if one.name and one.name.level == "province":
            return Seat(gazetteer.within(one.name.canonical), "province", "")
        return self.regional() if one.name and one.name.word in self.words.own else NO_SEAT

    def regional(self) -> Seat:
        """The seat of Taiwan, Hong Kong or Macao as a whole."""
        return Seat(gazetteer.above(self.place, "province"), "province", "") if self.place else NO_SEAT

    def bare_seat(self, one: Found) -> Seat:
        """Of a body that stands alone: that of the committee right before it (省委常委、统战部部长), of the body listed before it (镇工会、妇联),
        else the bulletin's place.
        """
        end, seat = self.last_committee
        if one.kind == "party" and one.start - end < NEAR:
            return seat
        if self.place and self.words.region:
            return self.city_seat(one, self.place) or self.regional()
        head = self.words.heads.get(one.head)
        public = head and one.kind in PUBLIC and (len(head.word) == 1 or head.classes & ALONE)
        local = one.described and (public or (one.kind in DESCRIBED and not WORLD.search(self.text, one.start, one.end)))
        near = self.neighbour(one)
        if (local or one.head in OF_TOWNS) and one.kind in PUBLIC and (near.words or (near == NATION and self.national(one))):
            return near
        if one.kind == "village" and (name := self.settlement(VILLAGE)) != VILLAGE:
            return Seat(self.place, SETTLEMENTS[VILLAGE], name)
        if not local or self.place is None or self.place.level == "national":
            return self.own if local and self.place is None and self.titled else NO_SEAT
        return Seat(self.place, self.place.level, self.place.own)

    def national(self, one: Found) -> bool:
        """True where a national body bears the short name: 卫健委."""
        return any(nation + self.text[one.start : one.end] in self.words.names for nation in NATIONS)

    def city_seat(self, one: Found, place: Division) -> Seat | None:
        """Of a department that stands alone in a bulletin of a city or county of Taiwan."""
        local = self.words.region == TAIWAN and place.level != "province" and one.described
        return Seat(place, place.level, place.own) if local else None

    def above(self, level: str) -> Division | None:
        """The division of a level word: of 市 in a bulletin of a county the city above, in one of a county-level city that city."""
        if self.place is None or self.place.level == "national":
            return None
        if level in self.place.kind and (self.place.kind != AUTONOMOUS_REGION or level == AUTONOMOUS_REGION):
            return self.place
        found = gazetteer.above(self.place, LEVELS[level])
        province = gazetteer.above(self.place, "province")
        if found is None and level == MUNICIPALITY and province and province.kind == MUNICIPALITY:
            return province
        return found


def own_name(name: str) -> str:
    """The last of the names of a town and a village in it: 双河口 of 龙马镇双河口."""
    return name[max((name.rfind(word) + len(word) for word in SETTLEMENTS if word in name[:-1]), default=0) :]


def main_settlement(text: str, word: str, words: Lexicon) -> str:
    """The settlement of that sort that a text names most often (寨蒿镇), the word itself where it names none; the first 30 places count."""
    named: Counter[str] = Counter()
    at = text.find(word)
    for _ in range(30):
        if at < 0:
            break
        name = own_name(text[settled(text, at, max(0, at - FARTHEST), words) : at])
        if 1 < len(name) < TOWN and name[0] not in MEASURES:
            named[name + word] += 1
        at = text.find(word, at + 1)
    return named.most_common(1)[0][0] if named else word
