"""Lines that a layout broke: paragraphs of PDF files and of hard-wrapped text, and single sentences and numbers cut in two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongbao.offsets import Edit

WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60“”‘’…—]")
SENTENCE_END = frozenset("。！？!?；;：:”』」）)…")
OPENS = re.compile(  # a new paragraph: an indent, a numbering, a list mark, a table row
    r" {2}|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百\d]{1,4}[章节条篇]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}(?:、|[.．](?!\d))|[①-⑳●•·■◆★※▪]|(?:——|PART)|(?:附件|注释|抄送|注)\s*[:：]"
)
CELL = "|"
CANNOT_START = frozenset("，。、；：？！）》”’」』】〕％%")
CANNOT_END = frozenset("，、（《“‘「『【〔")
HALF_UNIT_ENDS = frozenset("公平立方千万亿百分人个")
MAY_END = CANNOT_END | HALF_UNIT_ENDS | frozenset("0123456789０１２３４５６７８９,.．")
HALF_UNIT = re.compile(  # a unit cut in two: 23公/里, 1200平方/米, 3.6万/元
    r"[0-9０-９][万亿]?(?:公\n[里斤顷尺吨]|[平立]\n方|[平立]方\n[米公]|千\n[瓦克米伏]|[万千百十]?[万亿]\n[元个名户家吨亩人项件次]"
    r"|个?百\n分点|个?百分\n点|个\n百分点|人\n次(?![年月日]))"
)
COLUMNS = re.compile(r"\S {2,}[-\d]")
YEAR_START = re.compile(r"(?:19|20)\d\d\s*[年./-]")
DAY_START = re.compile(r"[0-9０-９]{1,2}月[0-9０-９]{1,2}日")
LABEL = re.compile(r"[:：]\s*[0-9０-９,.]+$")  # 浏览次数：1024
NUMBER_END = re.compile(r"[0-9０-９][,，.．]?$")
NUMBER_REST = re.compile(r"[.．][0-9０-９]|[万亿％%]")
MAY_BE_REST = re.compile(r"[0-9０-９]|[元个名户家吨亩人项件次年月日时分]")
UNBREAKABLE = re.compile(r"[0-9A-Za-z.,:%/+-]{1,24}")
LATIN_END, LATIN_START = re.compile(r"[A-Za-z,;]$"), re.compile(r"[A-Za-z]")
NARROWEST, WIDEST, SLACK = 40, 120, 7  # columns: of a wrapped text, and what a full line may lack
FEWEST, WRAPPED = 6, 0.4  # lines, and the share of them that are full and unfinished, by which a text is wrapped
SHORTEST = 12  # characters of a paragraph whose line can end in a number cut in two
PROSE = re.compile("[，。；]")


def lines(text: str, wrapped: bool | None = None) -> list[Edit]:
    """The line ends go that stand within a paragraph; `wrapped` says that a layout broke the lines, None finds out by their widths."""
    written = text.split("\n")
    full = _full(written, wrapped)
    found, at, length = [], -1, 0
    for k, line in enumerate(written[:-1]):
        at, length = at + len(line) + 1, length + len(line)
        following = written[k + 1]
        if not (
            line and following and (_is_wrapped(line, following, full) if full else _may_cut(line, following) and _is_cut(line, following, length))
        ):
            length = 0
            continue
        between = " " if LATIN_END.search(line) and LATIN_START.match(following) else ""
        found.append(Edit(at - len(line) + len(line.rstrip()), at + 1 + len(following) - len(following.lstrip()), between, "line_join"))
    return found


def columns(line: str) -> int:
    """The width of a line on a page: a Chinese character takes two columns."""
    return len(line) + len(WIDE.findall(line))


def _full(written: Sequence[str], wrapped: bool | None) -> int:
    """From how many columns on a line is full; 0 where the text is not wrapped."""
    if wrapped is False or len(written) < (2 if wrapped else FEWEST) or max(map(len, written)) > WIDEST:
        return 0
    ends = [line.rstrip() for line in written]
    widths = [columns(line) for line in ends]
    widest = sorted(widths)[-1 - len(widths) // 50]
    if wrapped:
        return max(widest, NARROWEST) - SLACK
    least = WRAPPED * sum(map(bool, widths))
    unfinished = sum(width >= widest - SLACK and line[-1:] not in SENTENCE_END for width, line in zip(widths, ends, strict=True))
    prose = sum(PROSE.search(line) is not None for line in ends)
    return widest - SLACK if NARROWEST <= widest <= WIDEST and min(unfinished, prose) >= least else 0


def _is_wrapped(line: str, following: str, full: int) -> bool:
    """Whether a full line's paragraph goes on in the next line."""
    if CELL in line or CELL in following or columns(line.rstrip()) < full - _unbreakable(following):
        return False
    return following[0] in CANNOT_START or not OPENS.match(following)


def _unbreakable(following: str) -> int:
    """The columns of a number or word that did not fit at the end of the line before."""
    hit = UNBREAKABLE.match(following)
    return len(hit.group()) if hit else 0


def _may_cut(line: str, following: str) -> bool:
    """A quick look at both ends, for nearly all lines end with a sentence."""
    return line[-1] in MAY_END or following[0] in CANNOT_START or line[-1] == " " or following[0] == " "


def _is_cut(line: str, following: str, length: int) -> bool:
    """Whether a sentence or a number of a paragraph that has `length` characters so far is cut at the end of the line."""
    line, start = line.rstrip(), following.lstrip()
    if not (line and start) or CELL in line or CELL in start:
        return False
    if start[0] in CANNOT_START:
        return line[-1] not in "。！？；"
    if line[-1] not in MAY_END or OPENS.match(start):
        return False
    if line[-1] in CANNOT_END:
        return True
    if line[-1] in HALF_UNIT_ENDS:
        return length > SHORTEST and HALF_UNIT.search(f"{line[-5:]}\n{start[:3]}") is not None
    if length <= SHORTEST or not NUMBER_END.search(line) or COLUMNS.search(line) or LABEL.search(line) or YEAR_START.match(start):
        return False
    if DAY_START.match(start):
        return line[-2:-1] == "年" or line.endswith(("年", "."))
    return bool(NUMBER_REST.match(start) or (MAY_BE_REST.match(start) and PROSE.search(start)))
