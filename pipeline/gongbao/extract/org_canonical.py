"""Full names of organizations: the seat and the long form of a short end put together, and the level."""

from __future__ import annotations

from dataclasses import replace

from gongbao import gazetteer
from gongbao.extract.org_forms import LEAGUE, TERM, assembled, at_level, expanded, expanded_part, forms, party_name
from gongbao.extract.org_found import Found
from gongbao.extract.org_lexicon import LEVELS, REGIONS, TAIWAN, Lexicon, Name, Role, departments
from gongbao.extract.org_seats import LOCAL, NATIONS, Seat, Seats
from gongbao.extract.org_taiwan import of_city, of_taiwan
from gongbao.extract.org_walk import STATIONED
from gongbao.gazetteer import Division
from gongbao.mentions import Organization

GROUP = "集团"
LIMITED = ("有限公司", "有限责任公司")
BRANDS = (2, 3, 4)  # characters of a brand
FIRM_ENDS = ("集团公司", "集团", "公司", "股份")
ORDINAL = frozenset({"school", "hospital"})  # 阳城一中 is 阳城县第一中学
TELECOMS = frozenset({"联通", "电信", "移动"})
STANDING = "常务委员会"
INSURER = "保险股份有限公司"
CENTRAL_BANK = "中国人民银行"
DIVISION_OF = "分局"
BUREAU, BUREAUS = "局", frozenset("局厅")
LEAGUE_COMMITTEES = frozenset({"团委", "团工委"})
VILLAGE = "村"
OF_VILLAGES = frozenset({"村委会", "村民委员会", "村务监督委员会", "村监委会"})  # 双河口村委会 is 双河口村村民委员会


class Completer:
    """Completes the finds of one bulletin of a place and year, in their order."""

    def __init__(self, text: str, place: Division | None, words: Lexicon, year: int = 0, county: str = "") -> None:
        self.text, self.place, self.words, self.year = text, place, words, year
        self.seats = Seats(text, place, words, county)
        self.legal: dict[str, str] = {}  # the brand of a company -> the legal name under which the text named it
        self.done: dict[tuple[int, int], Organization] = {}
        self.trade = ""  # what the bureau that was named last is for: 市局 after 县公安局 is the bureau of public security
        self.bureaus: dict[str, str] = {}  # the code of a city -> its bureau that was named last

    def organization(self, one: Found) -> Organization:
        """The find with its full name."""
        if one.whole:
            return replace(self.organization(one.whole), start=one.start, end=one.end)
        if one.inner:
            return self.part(one)
        body = one
        while body.body:
            body = body.body
        seat = self.seats.seat(body)
        name = self.legal_name(one, self.name(one, seat))
        self.seats.remember(one, body.head, seat)
        kind = "mass_organization" if name.startswith(LEAGUE[1]) else one.kind
        where = (seat.division.name, seat.division.code) if seat.division else ("", "")
        found = Organization(one.start, one.end, name, kind, seat.level, *where)
        self.done[one.start, one.end] = found
        if name.endswith(BUREAU) and seat.level == "city":
            self.bureaus[found.place_code] = name
        return found

    def legal_name(self, one: Found, name: str) -> str:
        """The legal name of a company that the text named before (天能集团 after 浙江天能电池有限公司), else the name itself."""
        if one.kind != "enterprise" or one.body:
            return name
        brand = self.plain(max(one.start, one.opener[1]), one.end)
        if brand.endswith(LIMITED):
            for size in BRANDS:
                self.legal.setdefault(brand[:size], name)
            return name
        stem = next((brand.removesuffix(end) for end in FIRM_ENDS if brand.endswith(end)), brand)
        legal = self.legal.get(stem, name) if name == self.plain(one.start, one.end) else name
        return legal if GROUP not in brand or GROUP in legal else name

    def part(self, one: Found) -> Organization:
        """A part of the body that its word for itself stands for; the words of the text where the bulletin names no such body."""
        if one.owner is None:
            return Organization(one.start, one.end, self.plain(one.start, one.end), one.kind)
        owner = self.done.get((one.owner.start, one.owner.end)) or self.organization(one.owner)
        part = self.plain(one.opener[1], one.end)
        name = owner.name + (part if one.kind == "party" else expanded_part(part, self.year))
        return replace(owner, start=one.start, end=one.end, name=name, kind=one.kind)

    def plain(self, start: int, end: int) -> str:
        """A stretch of the text without blanks."""
        return "".join(self.text[start:end].split())

    def name(self, one: Found, seat: Seat) -> str:
        """The full name."""
        surface = self.plain(one.start, one.end)
        opener = self.text[slice(*one.opener)]
        if one.body:
            return self.joined(one, one.body, seat, surface)
        if one.name:
            return self.known(one, one.name, seat, surface)
        if seat.level == "national":
            return national(surface, self.words) if not opener else surface
        if seat.division and seat.division.code[:2] in REGIONS:
            return self.southern(one, seat, surface, opener)
        if seat.division is None and self.abroad(opener):
            return surface
        if one.head in TELECOMS and opener and opener not in LEVELS:
            return f"中国{one.head}{opener}分公司"
        if one.kind in ORDINAL and one.head in forms() and seat.division and opener == seat.division.short:
            return seat.division.own + expanded(self.plain(one.opener[1], one.end), self.year)
        if one.kind not in LOCAL and opener and seat.words == opener:
            rest = one.head if one.head in OF_VILLAGES and opener.endswith(VILLAGE) else at_level(self.plain(one.opener[1], one.end), seat.level)
            place = self.plain(one.start, one.opener[1])
            return (place[:-1] if place.endswith(VILLAGE * 2) else place) + expanded(rest, self.year)
        if not opener:
            return self.complete(one, "", seat, surface)
        prefix, rest = self.plain(one.start, one.opener[0]), untermed(self.plain(one.opener[1], one.end))
        if rest in BUREAUS and opener in LEVELS:
            rest = f"{self.trade}{rest}"
        elif rest[-1] in BUREAUS and not rest.endswith(DIVISION_OF):
            self.trade = expanded(rest, self.year)[:-1]
        return self.division_of_bureau(seat, opener, rest) or self.complete(one, prefix, seat, rest)

    def abroad(self, opener: str) -> bool:
        """True for words that begin with a country: 法国尼姆市."""
        sizes = range(2, min(6, len(opener)))
        return any(self.words.roles.get(opener[:size], 0) & Role.REGION for size in sizes)

    def joined(self, one: Found, body: Found, seat: Seat, surface: str) -> str:
        """Of a body with the part that it was joined to: 县农业局 and 党组, 人保财险 and 靖西支公司."""
        opener = self.text[slice(*one.opener)]
        if one.kind != "enterprise":
            part = self.of_city(body, expanded_part(self.plain(body.end, one.end), self.year))
            if self.words.region == TAIWAN:
                part = departments().get(part, part)
            sent = STATIONED[0] if self.text.startswith(STATIONED[0], one.start) and body.start > one.start else ""
            return sent + self.name(body, seat) + (STANDING if part == "常委会" and one.kind != "party" else part)
        if body.name and not opener and body.name.canonical.endswith(INSURER):
            return body.name.canonical + self.plain(body.end, one.end)
        return surface if seat.words == opener or not opener else seat.words + self.plain(one.opener[1], one.end)

    def of_city(self, body: Found, part: str) -> str:
        """The part of a body, of the central bank with the city of the bulletin: 人行中心支行 -> 中国人民银行泸州市中心支行."""
        central = part == branch_at("city", central=True) and body.name is not None and body.name.canonical == CENTRAL_BANK
        city = gazetteer.above(self.place, "city") if central and self.place and self.place.level != "national" else None
        return (city.own if city else "") + part

    def known(self, one: Found, name: Name, seat: Seat, surface: str) -> str:
        """Of a name known as a whole; 县农行 is the branch of the bank in the county."""
        opener = self.text[slice(*one.opener)]
        if opener in LEVELS and name.kind == "bank" and seat.division:
            return name.canonical + seat.division.own + branch_at(seat.level, central=name.canonical == CENTRAL_BANK)
        if surface[-1] in ")）" or (opener and not (opener in LEVELS and self.words.region == TAIWAN)):
            return surface
        return of_city(name.word, name.canonical, self.place) if self.words.region == TAIWAN else name.canonical

    def southern(self, one: Found, seat: Seat, surface: str, opener: str) -> str:
        """Of a body of Taiwan, Hong Kong or Macao."""
        prefix = self.plain(one.start, one.opener[0]) if opener else ""
        rest = self.plain(one.opener[1], one.end) if opener else surface
        if seat.division and self.words.region == TAIWAN:
            return of_taiwan(prefix, opener, rest, seat.division) or surface
        return seat.words + rest if opener in LEVELS else surface

    def division_of_bureau(self, seat: Seat, opener: str, rest: str) -> str:
        """Of the divisions that a bureau of a city has in its districts: 区公安分局 -> 泸州市公安局纳溪区分局; empty for others."""
        own = seat.division
        city = gazetteer.above(own, "city") if own and own.level == "county" else None
        if own is None or city is None or city == own or not rest.endswith(DIVISION_OF):
            return ""
        if rest == DIVISION_OF:
            bureau = self.bureaus.get(city.code, "")
            return f"{bureau}{opener}{rest}" if bureau else ""
        if rest == "公安分局":
            return f"{city.own}公安局{own.own}{DIVISION_OF}"
        return f"{city.own}{own.own}{rest}" if rest == "生态环境分局" else ""

    def complete(self, one: Found, prefix: str, seat: Seat, rest: str) -> str:
        """A name from its prefix, place and rest."""
        if one.kind != "party":
            if rest in LEAGUE_COMMITTEES:
                return f"{LEAGUE[1]}{seat.words}{league_end(rest, seat.level)}"
            whole = one.head if one.head in OF_VILLAGES and seat.words.endswith(VILLAGE) else rest
            return assembled(prefix, seat.words, expanded(at_level(whole, seat.level), self.year))
        head = self.words.heads.get(rest)
        return party_name(prefix, seat.words, rest, office=head is not None and "committee" in head.classes, year=self.year)


def national(surface: str, words: Lexicon) -> str:
    """The national body that a short name means beside other national bodies: 卫健委 -> 国家卫生健康委员会."""
    known = next((words.names[nation + surface] for nation in NATIONS if nation + surface in words.names), None)
    return known.canonical if known else surface


def untermed(rest: str) -> str:
    """The end of a name without the number of a term: 第十八届人民代表大会 -> 人民代表大会."""
    term = TERM.match(rest)
    return rest[term.end() :] if term else rest


def league_end(rest: str, level: str) -> str:
    """What the committee of the youth league is called: 委 of a county and above."""
    return "工作委员会" if rest == "团工委" else "委员会" if level in ("township", "village", "") else "委"


def branch_at(level: str, *, central: bool) -> str:
    """What the branch of a bank is called at a level."""
    if level == "county":
        return "支行"
    return "中心支行" if central and level == "city" else "分行"
