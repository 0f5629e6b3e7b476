"""Full names of organizations: the place that a level word stands for, the long form of a short end, and the level."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from gongbao import gazetteer
from gongbao.extract.org_grammar import GOVERNMENT, Found
from gongbao.extract.org_lexicon import LEVELS, REGIONS, SETTLEMENTS, Lexicon, Role, forms
from gongbao.extract.org_walk import MEASURES, TOWN, Walk
from gongbao.gazetteer import Division
from gongbao.mentions import Organization

PARTY = ("中共", "中国共产党")
LEAGUE = ("团", "共青团")
STANDING = "常务委员会"
PREFIXES = {
    "民革": "中国国民党革命委员会", "民盟": "中国民主同盟", "民建": "中国民主建国会", "民进": "中国民主促进会",
    "农工党": "中国农工民主党", "致公党": "中国致公党", "台盟": "台湾民主自治同盟",
}  # fmt: skip
BRANCHES = frozenset({"委", "委员会", "委会", "市委会"})
COMMITTEES = {"委": "委", "委员会": "委", "党委": "委员会"}
CONSULTATIVE = frozenset({"政协", "中国人民政治协商会议"})
AUTONOMOUS_REGION = "自治区"
MUNICIPALITY = "市"
SHORTEST = 2  # characters of a short form that must be the whole rest of a name: 教委 is no end of 民族宗教委
LISTING = frozenset("、和及与,，")
NEAR = 8  # characters between a committee and its department: 省委常委、统战部部长
PUBLIC = frozenset({"party", "government", "congress", "consultative", "court", "mass_organization"})
LOCAL = PUBLIC | {"military"}  # kinds whose names begin with the own name of their division


@dataclass(frozen=True, slots=True)
class Seat:
    """Whose body it is: the division (None where unknown), the level, and the words that the full name begins with."""

    division: Division | None
    level: str
    words: str


NO_SEAT = Seat(None, "", "")
NATION = Seat(gazetteer.CHINA, "national", "")


class Completer:
    """Completes the finds of one bulletin of a place."""

    def __init__(self, text: str, place: Division | None, words: Lexicon) -> None:
        self.text, self.place, self.words = text, place, words
        self.last_committee: tuple[int, Seat] = (-NEAR, NO_SEAT)  # where the last party committee of a place ended
        self.settlements: dict[str, str] = {}
        self.last: tuple[int, Division | None] = (-NEAR, None)  # where the last body ended, and its division

    def organization(self, one: Found) -> Organization:
        """The find with its full name."""
        if one.whole:
            return replace(self.organization(one.whole), start=one.start, end=one.end)
        body = one
        while body.body:
            body = body.body
        seat = self.seat(body)
        name = self.name(one, seat)
        if body.head in COMMITTEES and seat.division:
            self.last_committee = one.end, seat
        kind = "mass_organization" if name.startswith(LEAGUE[1]) else one.kind
        self.last = one.end, seat.division
        where = (seat.division.name, seat.division.code) if seat.division else ("", "")
        return Organization(one.start, one.end, name, kind, seat.level, *where)

    def plain(self, start: int, end: int) -> str:
        """A stretch of the text without blanks."""
        return "".join(self.text[start:end].split())

    def seat(self, one: Found) -> Seat:
        """The division that the place or level at the front of a name means in this bulletin."""
        words = self.text[slice(*one.opener)]
        if one.name and not words:
            return self.known_seat(one)
        if not words:
            return self.bare_seat(one)
        if words in LEVELS:
            division = self.listed(one, words) or self.above(words)
            return Seat(division, division.level, division.own) if division else Seat(None, LEVELS[words], words)
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

    def listed(self, one: Found, level: str) -> Division | None:
        """The division of the body listed right before one of the same level: 厦门市委、市政府."""
        end, division = self.last
        near = division and level in division.kind and one.start - end == 1 and self.text[end] in LISTING
        return division if near else None

    def named_seat(self, one: Found, words: str) -> Seat:
        """Of a name that begins with a place."""
        division, reached = gazetteer.read(words, 0, self.place)
        if division is None or self.chance(division, words[:reached]):
            return Seat(None, "", words)
        written = words[:reached]
        chain = written.startswith(tuple(each.own for each in gazetteer.ancestors(division))) and not written.endswith(division.own)
        plain = one.kind not in ("government", "court") or len(one.head) == 1 or one.head in forms() or GOVERNMENT in one.head
        own = division.own if one.kind in LOCAL and plain and not chain else written
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
        """Of a department that stands alone: that of the committee right before it (省委常委、统战部部长), else the bulletin's place."""
        end, seat = self.last_committee
        if one.kind == "party" and one.start - end < NEAR:
            return seat
        if self.place and self.words.region:
            return self.regional()
        head = self.words.heads.get(one.head)
        local = head and one.kind in PUBLIC and (len(head.word) == 1 or "bare" in head.classes)
        if not local or self.place is None or self.place.level == "national":
            return NO_SEAT
        return Seat(self.place, self.place.level, self.place.own)

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

    def name(self, one: Found, seat: Seat) -> str:
        """The full name."""
        surface = self.plain(one.start, one.end)
        opener = self.text[slice(*one.opener)]
        if one.body and one.kind != "enterprise":
            part = expanded(self.plain(one.body.end, one.end))
            return self.name(one.body, seat) + (STANDING if part == "常委会" and one.kind != "party" else part)
        if one.body:
            return surface if seat.words == opener or not opener else seat.words + self.plain(one.opener[1], one.end)
        if one.name:
            return surface if opener else one.name.canonical
        if seat.level == "national":
            return surface
        if one.kind not in LOCAL and opener and seat.words == opener:
            return self.plain(one.start, one.opener[1]) + expanded(self.plain(one.opener[1], one.end))
        if not opener:
            return self.complete(one, "", seat, surface)
        prefix, rest = self.plain(one.start, one.opener[0]), self.plain(one.opener[1], one.end)
        if seat.division and seat.division.code[:2] in REGIONS:
            return seat.words + rest if opener in LEVELS else surface
        return self.complete(one, prefix, seat, rest)

    def complete(self, one: Found, prefix: str, seat: Seat, rest: str) -> str:
        """A name from its prefix, place and rest."""
        if one.kind != "party":
            return assembled(prefix, seat.words, expanded(rest))
        head = self.words.heads.get(rest)
        return party_name(prefix, seat.words, rest, office=head is not None and "committee" in head.classes)


def main_settlement(text: str, word: str, words: Lexicon) -> str:
    """The settlement of that sort that a text names most often (寨蒿镇), the word itself where it names none; the first 30 places count."""
    named: Counter[str] = Counter()
    at = text.find(word)
    for _ in range(30):
        if at < 0:
            break
        walk = Walk(text, at, 0, words)
        walk.opener = (at, at + len(word))
        walk.settle()
        name = text[walk.sure : at]
        if 1 < len(name) < TOWN and name[0] not in MEASURES and not any(other in name for other in SETTLEMENTS):
            named[name + word] += 1
        at = text.find(word, at + 1)
    return named.most_common(1)[0][0] if named else word


def party_name(prefix: str, place: str, rest: str, *, office: bool) -> str:
    """中共合江县委, 中共合江县委统战部, 中共合江县纪律检查委员会, 民盟河南省委."""
    if prefix in LEAGUE:
        return f"{LEAGUE[1]}{place}{rest}"
    if prefix and prefix not in PARTY:
        return f"{PREFIXES.get(prefix, prefix)}{place}{'委员会' if rest in BRANCHES else rest}"
    if not place or place in SETTLEMENTS or place in LEVELS:
        return place + rest
    if rest in COMMITTEES:
        return f"中共{place}{COMMITTEES[rest]}"
    if office:
        return f"中共{place}委{rest}"
    of_the_party = rest[0] in "纪委直" or prefix in PARTY
    return f"{'中共' if of_the_party else ''}{place}{expanded(rest)}"


def assembled(prefix: str, place: str, rest: str) -> str:
    """合江县人民政府; 县政协 and 政协合江县委员会 -> 中国人民政治协商会议合江县委员会."""
    if rest in CONSULTATIVE or prefix in CONSULTATIVE:
        return f"中国人民政治协商会议{place}委员会"
    ending = "员会" if rest.endswith("委") and len(rest) > SHORTEST else ""
    return f"{prefix}{place}{rest}{ending}"


def expanded(rest: str) -> str:
    """The end of a name with its short form written out: 工商联 -> 工商业联合会, 人社局 -> 人力资源和社会保障局."""
    table = forms()
    for at in range(len(rest)):
        full = table.get(rest[at:])
        if full and (at == 0 or (len(rest) - at > SHORTEST and not rest.endswith(full))):
            return rest[:at] + full
    return rest
