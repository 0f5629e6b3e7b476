"""Full names of organizations: the place that a level word stands for, the long form of a short end, and what kind and level it is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gongbao import gazetteer
from gongbao.extract.org_grammar import Found
from gongbao.extract.org_lexicon import LEVELS, REGIONS, SETTLEMENTS, Lexicon, forms
from gongbao.gazetteer import Division
from gongbao.mentions import Organization

SEATS = {"中共", "中国共产党"}
COMMITTEES = {"委": "委", "委员会": "委", "党委": "委"}
OWN_NAME_KINDS = frozenset({"party", "government", "congress", "consultative", "court", "mass_organization", "military"})
DEPARTMENTS = frozenset({"组织部", "宣传部", "统战部", "政法委", "政研室", "编办", "老干部局", "党校", "网信办", "文明办", "巡察办", "社会工作部"})
COMPLETED = frozenset({"party", "government", "congress", "consultative", "court", "mass_organization"})
NATIONAL = frozenset({"中国", "国家", "全国", "中华", "中华人民共和国", "中华全国", "中央", "中共中央", "国立"})


@dataclass(frozen=True, slots=True)
class Seat:
    """Whose body it is: the division (None where unknown), the level, and the words that the full name begins with."""

    division: Division | None
    level: str
    words: str


class Completer:
    """Completes the finds of one bulletin of a place."""

    def __init__(self, text: str, place: Division | None, words: Lexicon) -> None:
        self.text, self.place, self.words = text, place, words
        self.last: tuple[int, Seat] | None = None  # where the last party committee ended, and its seat

    def organization(self, one: Found) -> Organization:
        """The find with its full name."""
        if one.whole:
            full = self.organization(one.whole)
            return replace(full, start=one.start, end=one.end)
        whole = one
        while whole.body:
            whole = whole.body
        seat = self.seat(whole)
        name = self.name(one, seat)
        kind = self.kind(one, name)
        if whole.head in COMMITTEES and seat.division:
            self.last = one.end, seat
        division = seat.division
        return Organization(one.start, one.end, name, kind, seat.level, division.name if division else "", division.code if division else "")

    def seat(self, one: Found) -> Seat:
        """The division that the place or level at the front of a name means in this bulletin."""
        start, end = one.opener
        words = self.text[start:end]
        if one.name and start == end:
            return self.known_seat(one)
        if not words:
            return self.bare_seat(one)
        if words in LEVELS or words == "自治区":
            division = self.above("省" if words == "自治区" else words)
            return Seat(division, "province" if words == "自治区" else LEVELS[words], division.own if division else words)
        if words in NATIONAL:
            return Seat(gazetteer.CHINA, "national", words)
        for settlement, level in SETTLEMENTS.items():
            if words.endswith(settlement):
                return Seat(self.place, level, words)
        division, reached = gazetteer.read(words, 0, self.place)
        if division is None:
            return Seat(None, "", words)
        chained = len(division.own) > reached and words[:reached].startswith(tuple(each.own for each in gazetteer.ancestors(division)))
        local = not chained and one.kind in OWN_NAME_KINDS and (one.kind != "government" or len(one.head) == 1 or "政府" in one.head)
        own = division.own if local else words[:reached]
        rest = words[reached:]
        return Seat(division, division.level, own + ("" if rest and own.endswith(rest) else rest))

    def known_seat(self, one: Found) -> Seat:
        """Of a name known as a whole: the nation's, the region's, or where the bulletin comes from."""
        level = one.name.level if one.name else ""
        if level == "national":
            return Seat(gazetteer.CHINA, level, "")
        region = gazetteer.above(self.place, "province") if self.place and self.words.region and one.name and one.name.word in self.words.own else None
        return Seat(region, region.level if region else level, "")

    def bare_seat(self, one: Found) -> Seat:
        """Of a department that stands alone: that of the committee right before it (省委常委、统战部部长), else the bulletin's place."""
        if self.last and one.start - self.last[0] < 8 and one.kind == "party":
            return self.last[1]
        if self.place is None or self.place.level == "national" or one.kind not in COMPLETED or not self.departmental(one):
            return Seat(None, "", "")
        return Seat(self.place, self.place.level, self.place.own)

    def departmental(self, one: Found) -> bool:
        """True for a body of which each place has one."""
        return one.head in ("局", "厅", "委", "法院", "检察院") or "bare" in self.words.heads[one.head].classes if one.head in self.words.heads else False

    def above(self, level: str) -> Division | None:
        """The division of a level word: of 市 in a bulletin of a county the city above, in one of a county-level city that city."""
        if self.place is None or self.place.level == "national":
            return None
        if level in self.place.kind and self.place.kind != "自治区":
            return self.place
        found = gazetteer.above(self.place, LEVELS[level])
        if found is None and level == "市":
            above = gazetteer.above(self.place, "province")
            return above if above and above.kind == "市" else None
        return found

    def name(self, one: Found, seat: Seat) -> str:
        """The full name."""
        if one.body and one.kind == "enterprise":
            return "".join(self.text[one.start : one.end].split())
        if one.body:
            return self.name(one.body, seat) + expanded("".join(self.text[one.body.end : one.end].split()))
        surface = "".join(self.text[one.start : one.end].split())
        if not one.name and seat.division and seat.division.code[:2] in REGIONS and seat.words != seat.division.own[-1:]:
            return surface if self.text[slice(*one.opener)] not in LEVELS else assembled("", seat.words, self.text[one.opener[1] : one.end])
        if one.name:
            return one.name.canonical if one.opener[0] == one.opener[1] else surface
        prefix, rest = self.text[one.start : one.opener[0]], self.text[max(one.opener[1], one.start) : one.end]
        if one.opener[0] == one.opener[1]:
            prefix, rest = "", surface
        if one.kind not in OWN_NAME_KINDS and seat.words == self.text[slice(*one.opener)]:
            return surface
        if one.kind == "party":
            return party_name(prefix, seat.words, rest)
        if seat.level == "national":
            return surface
        return assembled(prefix, seat.words, expanded("".join(rest.split())))

    def kind(self, one: Found, name: str) -> str:
        return "mass_organization" if name.startswith(("共青团", "中国共产主义青年团")) else one.kind


def party_name(prefix: str, place: str, rest: str) -> str:
    """中共合江县委, 中共合江县纪律检查委员会, 民盟河南省委."""
    tail = COMMITTEES.get(rest, expanded(rest))
    if prefix in ("团", "共青团"):
        return f"共青团{place}{tail}"
    if prefix and prefix not in SEATS:
        return f"{prefix}{place}{rest}"
    if rest in ("委", "委员会", "党委"):
        return f"中共{place}{'委员会' if rest == '党委' else '委'}"
    if not place or place in SETTLEMENTS:
        return place + rest
    if rest in DEPARTMENTS or rest.startswith("委"):
        return f"中共{place}{'' if rest.startswith('委') else '委'}{rest}"
    return f"{'中共' if rest.startswith(('纪', '委', '政法', '直', '机关工')) else ''}{place}{tail}"


def assembled(prefix: str, place: str, rest: str) -> str:
    """合江县人民政府; 政协合江县委员会 -> 中国人民政治协商会议合江县委员会."""
    if rest == "政协" or prefix == "政协":
        return f"中国人民政治协商会议{place}委员会"
    if prefix in ("团", "共青团"):
        return f"共青团{place}{rest}"
    return f"{prefix}{place}{rest}"


def expanded(rest: str) -> str:
    """The end of a name with its short form written out: 工商联 -> 工商业联合会, 人社局 -> 人力资源和社会保障局."""
    table = forms()
    for at in range(len(rest)):
        full = table.get(rest[at:])
        if full and (at == 0 or not rest.endswith(full)):
            return rest[:at] + full
    return rest
