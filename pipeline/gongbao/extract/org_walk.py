"""The walk to the left from the head of a name to where the name begins."""

from __future__ import annotations

from gongbao.extract.org_counties import ENDS, common_before, county_start, may_name
from gongbao.extract.org_fronts import MEASURES, bracket_start, brand_start, foreign, latin_start, near_place, zone_start
from gongbao.extract.org_lexicon import LEVELS, SETTLEMENTS, TAIWAN, Head, Lexicon, Role, insides, is_open, trades
from gongbao.extract.org_settlements import AND, BARRIERS, CHARACTERS, HAN, OPENERS, TOWN, fresh, settled

NUMERALS = frozenset(">0123456789一二三四五六七八九十百千万亿几两多数余半各每这那该首某")
LONE_LEVELS = frozenset({"州", "盟", "旗", "地区"})  # levels only where no unknown word ends with them: 联盟, 红旗
SELF = frozenset("我本该贵")  # before a level: 我县 speaks of the county of the bulletin
SOUTHERN_AND = frozenset("及暨")  # inside names of Hong Kong, Macao and Taiwan
STATIONED = ("驻", "对口支援", "援")  # 省政府驻北京办事处
BEFORE_PLACES = Role.PLACE | Role.NATION | Role.REGION
SHORT_BRAND, LONG_BRAND, CLOSED_BRAND = 7, 14, 6  # characters of no known word that a name takes in at most
COMPANY, CITY = "公司", "市"
FIRM = "企业"  # stands behind the brand alone: 欣和企业食品有限公司
NAMESAKES = frozenset({"镇", "乡", "街道"})  # alone they mean the one that the bulletin is about
DISTRICT = "区"  # in Taiwan the township of a city
COMMON_PLACES = frozenset({"城区", "郊区", "矿区"})  # names of districts in the bulletins of their cities alone
ZONES = frozenset({"管委会", "管理委员会"})
STREET = "街道"
COUNTERS = frozenset("个")  # 12个村党支部
FARTHEST = 32  # characters that a walk covers at most


class Walk:
    """One walk: `at` is how far it came, `sure` how far the name certainly reaches, `opener` where its place or level is (or equal ends).

    `parts` and `strong` count known words of names, `unknown` characters of no known word; `generic`, `each`, `bare` and `region` tell
    of what stands at the front: a word that makes a common noun, 各 or a number before a level, a settlement without a name, a place that is no
    division.
    """

    __slots__ = (
        "at", "bare", "each", "floor", "generic", "kind", "opener", "parts", "region",
        "school", "start", "strong", "sure", "tentative", "text", "trade", "unknown", "words", "zone",
    )  # fmt: skip

    def __init__(self, text: str, start: int, floor: int, words: Lexicon) -> None:
        self.text, self.words, self.start, self.floor = text, words, start, max(floor, start - FARTHEST)
        self.at = self.sure = start
        self.opener = (0, 0)
        self.kind = ""
        self.parts = self.strong = self.unknown = 0
        self.generic = self.each = self.bare = self.region = self.tentative = self.trade = self.school = self.zone = False

    @property
    def placed(self) -> bool:
        """True where a place or level was met."""
        return self.opener[1] > self.opener[0]

    @property
    def open_words(self) -> str:
        """The place or level."""
        return self.text[slice(*self.opener)]

    def role_before(self, at: int) -> int:
        """The roles of the word that ends at a place."""
        return self.words.before(self.text, at, self.floor)[1] if at > self.floor else 0

    def go(self, head: Head, home: frozenset[str]) -> None:
        """Walks over the words of a name; `home` are the own names of the bulletin's place."""
        settlement = next((word for word in SETTLEMENTS if head.word.startswith(word)), "")
        if settlement and head.kind in ("government", "village"):
            self.settled_head(settlement)
            return
        open_ = is_open(head, self.words)
        self.kind = head.kind
        limit = CLOSED_BRAND if not open_ else LONG_BRAND if len(head.word) > 3 else SHORT_BRAND
        self.zone = head.word in ZONES
        self.school = head.kind in ("school", "hospital")
        self.trade = limit == LONG_BRAND and head.kind == "enterprise"
        while self.at > self.floor and self.step(open_, limit, home):
            pass
        if self.placed and (limit == LONG_BRAND or head.word.endswith(COMPANY)):
            self.at = self.sure = brand_start(self.text, self.sure, self.floor, self.words, home)

    def step(self, open_: bool, limit: int, home: frozenset[str]) -> bool:
        """Takes in one word or character; False where the walk ends."""
        word, role = self.word(home)
        if word and not open_ and not self.placed and role & BARRIERS and word in insides():
            self.at -= len(word)
            self.unknown += 1
            return True
        if word:
            return self.take(word, role)
        if not HAN.match(self.text[self.at - 1]):
            return open_ and self.mark()
        return self.guess(open_, limit)

    def word(self, home: frozenset[str]) -> tuple[str, int]:
        """The known word that ends here; chance words are taken apart: 和县 is 和 and 县, 江源 in 三江源 no place, 州 in 神州 no level."""
        word, role = self.words.before(self.text, self.at, self.floor)
        common = self.text[max(self.floor, self.at - 2) : self.at]
        if common in COMMON_PLACES and common in home:
            return common, Role.PLACE
        if self.trade and role & BARRIERS and word in trades() and (word != FIRM or not self.unknown):
            return word, Role.PART | Role.WEAK
        before = self.at - len(word)
        lone = before > self.floor and HAN.match(self.text[before - 1]) and not self.role_before(before)
        if word in LONE_LEVELS and lone:
            return "", 0
        if not role & Role.PLACE:
            return word, role
        chance = word[-1] in LEVELS and word not in home and self.words.roles.get(word[:-1], 0) & Role.STOP
        if chance and not self.role_before(before) & Role.PLACE:
            return word[-1], Role.LEVEL
        if role & Role.SHORT and lone:
            return self.words.before(self.text, self.at, self.at - 1)
        return word, role

    def take(self, word: str, role: int) -> bool:
        """Takes in a known word."""
        if word == DISTRICT and self.zone and not fresh(self.text, self.at - 1, self.floor, self.words):  # 西安国际港务区管委会
            self.at = self.sure = self.at - 1
            self.unknown += 1
            return True
        if role & OPENERS and not (role & Role.SETTLEMENT and self.placed):
            return self.open(word, role)
        if self.placed:
            return False
        before = self.at - len(word)
        odd = word in CHARACTERS and self.unknown and near_place(self.text, before, self.floor, self.words)
        if odd or (word in CHARACTERS and self.school and self.lone(before)):  # 唐都医院
            self.at = self.sure = before
            self.unknown += 1
            return True
        if role & Role.PART:
            start = zone_start(self.text, before, self.floor, self.words) if word[-1] == DISTRICT and len(word) > 1 else before
            if start < before:
                self.opener = (start, self.at)
                self.at = self.sure = start
                return True
            if not self.tentative and (self.sure == self.at or not self.unknown):
                self.sure = before
            self.at, self.parts = before, self.parts + 1
            self.strong += not role & Role.WEAK
            return True
        if word in AND and not self.unknown and self.at < self.start and self.role_before(before) & Role.PART:
            self.at, self.tentative = before, not (self.words.region and word in SOUTHERN_AND)
            return True
        if len(word) == 2 and word[0] in SELF and (word[1] in LEVELS or word[1] in SETTLEMENTS):
            self.opener, self.sure, self.at = (self.at - 1, self.at), self.at - 1, self.at - 1
            return False
        self.generic = bool(role & (Role.GENERIC | Role.NONHEAD))
        return False

    def bounded(self) -> bool:
        """Takes everything up to where the walk ended for certain, if the walk ended before a mark or a word that no name holds."""
        ended = self.at == self.floor or not HAN.match(self.text[self.at - 1]) or bool(self.role_before(self.at) & BARRIERS)
        if ended and not self.generic and self.unknown <= TOWN and not self.tentative:
            self.sure = self.at
            return True
        return False

    def open(self, word: str, role: int) -> bool:
        """Takes in a place or level at the front of the name."""
        before = self.at - len(word)
        self.region = bool(role & Role.REGION) and not role & Role.PLACE
        counted = before > self.floor and self.text[before - 1] in NUMERALS
        self.each = bool(role & Role.LEVEL) and (counted or bool(self.role_before(before) & Role.GENERIC))
        if self.placed and not role & BEFORE_PLACES:
            return role & Role.LEVEL > 0 and self.within(before, word)
        end = self.opener[1] or self.at
        if role & Role.LEVEL:
            before = self.elsewhere(before, word)
        for sent in STATIONED:
            if self.text.endswith(sent, self.floor, before) and self.role_before(before - len(sent)) & (OPENERS & ~Role.SETTLEMENT):
                before -= len(sent)
                break
        self.at = self.sure = before
        self.opener = (before, end)
        if role & Role.SHORT and self.school and self.text.endswith(("镇", "乡"), self.floor, before):  # 马集乡双城小学
            self.sure -= 1
            self.settle()
        if word == CITY and self.school and self.lone(before):  # 先市中学
            self.at = self.sure = before - 1
            self.opener = (before - 1, end)
        if role & Role.LEVEL and self.words.region == TAIWAN and word == DISTRICT:
            self.settle()
        if role & Role.SETTLEMENT:
            self.settle()
            self.bare = self.sure == before and not (word in NAMESAKES and (word != STREET or fresh(self.text, before, self.floor, self.words)))
        return True

    def elsewhere(self, before: int, level: str) -> int:
        """Where the name of a place of no known word before a level begins, abroad or not in the table of divisions."""
        if before <= self.floor or not HAN.match(self.text[before - 1]):
            return before
        start = foreign(self.text, before, self.floor, self.words)
        if start == before and not self.each and not self.words.region and may_name(level, self.kind):
            self.each = common_before(self.text, before)
            return county_start(self.text, before, self.floor, self.words)
        return start

    def lone(self, at: int) -> bool:
        """True where one character of no known word stands before a place, and a mark or a word that no name holds before that."""
        known = at <= self.floor or not HAN.match(self.text[at - 1]) or self.text[at - 1] in NUMERALS or self.role_before(at)
        return not known and fresh(self.text, at - 1, self.floor, self.words)

    def within(self, before: int, word: str) -> bool:
        """Takes a level word before a river or, of a school, a place that the name tells of: 县黄河河务局, 县江苏中学; ends the walk.

        The city or county above a place is taken in where the table of divisions does not know it: 宁州市 of 宁州市青禾县.
        """
        local = word in ENDS and self.opener[0] == self.at and self.open_words.endswith((*ENDS, *SETTLEMENTS)) and not self.words.region
        start = county_start(self.text, before, self.floor, self.words) if local else before
        if start < before:
            self.at = self.sure = start
            self.opener = (start, self.opener[1])
            return True
        if self.opener[0] == self.at and (self.region or self.school) and fresh(self.text, before, self.floor, self.words):
            self.at = self.sure = before
            self.opener = (before, before + len(word))
        return False

    def settled_head(self, settlement: str) -> None:
        """Walks from a head that begins with a settlement: 符阳街道办事处, 大风村村委会."""
        self.opener = (self.start, self.start + len(settlement))
        if self.text.endswith(settlement, self.floor, self.start):
            self.sure -= len(settlement)
        doubled = self.sure
        self.settle()
        self.bare = self.sure == doubled
        before = self.text[self.sure - 1 : self.sure] if self.sure > self.floor else ""
        self.each = self.bare and (before in NUMERALS or before in COUNTERS)
        while self.at > self.floor and self.role_before(self.at) & (Role.PLACE | Role.LEVEL):
            if not self.upper(*self.words.before(self.text, self.at, self.floor)):
                break

    def upper(self, word: str, role: int) -> bool:
        """Takes in a place above a town or village, known or not; False where there is none."""
        return self.open(word, role) if role & Role.PLACE else self.within(self.at - len(word), word)

    def settle(self) -> None:
        """Takes in the name of a town or village, and of the town above a village."""
        self.at = self.sure = settled(self.text, self.sure, self.floor, self.words)
        self.opener = (self.sure, self.opener[1])

    def mark(self) -> bool:
        """Takes in a place or 集团 in brackets, or a run of Latin letters and digits."""
        bracket = self.text[self.at - 1] in ")）"
        start = bracket_start(self.text, self.at, self.floor, self.words) if bracket else latin_start(self.text, self.at, self.floor)
        if start == self.at:
            return False
        self.at = self.sure = start
        self.unknown += 1 if bracket else 2
        return True

    def guess(self, open_: bool, limit: int) -> bool:
        """Takes in a character of no known word: in an open name for certain, in others only if a place or level turns up before it."""
        counted = self.text[self.at - 1] in MEASURES and self.text[self.at - 2 : self.at - 1] in NUMERALS
        if counted or self.placed:
            return False
        self.at -= 1
        self.unknown += 1
        if open_ and not self.tentative:
            self.sure = self.at
        return self.unknown <= limit
