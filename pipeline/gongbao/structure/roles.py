"""The role of each line: by its numbering, its first words, its length and end, and by the lines around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from gongbao.resources import lexicon, rows

SENTENCE_END = re.compile(r"[。！？!?；;][”』」）)\"]?$")
INNER_END = re.compile(r"[。！？!?；;](?=.)|，[二三]是")
NUMBERINGS = (  # from the outermost to the innermost; a plain title line comes after them
    re.compile(
        r"(?:PART|Part)(?:\s*\d+)?(?![A-Za-z])|第[一二三四五六七八九十百\d]{1,4}(?:章|部分|篇|编)|0\d$|[壹贰叁参肆伍陆柒捌玖拾]{1,2}、|[Ⅰ-Ⅻ][、.．]"
    ),
    re.compile(r"[一二三四五六七八九十]{1,3}(?:、|[.．](?!\d)|\s(?=\S))|第[一二三四五六七八九十]{1,3}节"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"\d{1,2}(?:、|[.．](?!\d)|\s(?=[^\d\s]))"),
    re.compile(r"[（(]\d{1,2}[)）]|\d{1,2}[)）]|[①-⑳]|[一二三四五六七八九十]{1,2}是(?=\S)"),
)
MAY_NUMBER = re.compile(r"[PⅠ-Ⅻ第\d一二三四五六七八九十壹贰叁参肆伍陆柒捌玖拾（(①-⑳]")
PLAIN = len(NUMBERINGS)
BYLINE_END = frozenset("日月期）)】0123456789")
ABSTRACT = re.compile(r"(?:内容)?(?:摘\s?要|提要|导读|核心提示|编者按)\s*[:：]|[【\[](?:内容)?(?:摘要|提要|导读|编者按)[】\]]")
ARTICLE = re.compile(r"第[一二三四五六七八九十百\d]{1,4}条\s")
CONTENTS = re.compile(r"[.…·]{3,}\s*\d{1,3}$")
DATE_LINE = re.compile(
    r"[（(]?\s*(?:(?:19|20)\d\d|(?:(?:中华)?民国)?\s*\d{2,3})\s*[年./-]\s*\d{1,2}(?:\s*[月./-]\s*\d{1,2}\s*日?|月)"
    r"(?:\s*[（(]?星期[一二三四五六日天][）)]?)?(?:\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?\s*[）)]?$"
)
DATE_FIRST = re.compile(  # what a site puts under a title: 2022-07-19 来源：…
    r"[（(【\[]?(?:19|20)\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?(?:\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?[）)】\]]?"
    r"\s*(?:(?:信息|文章)?来源|作者|记者|编辑|供稿|发布|浏览|阅读|点击|字[体号]|打印|分享|[|｜【])"
)
SIGNED_DATE = re.compile(  # 某某县人民政府办公室2016年4月18日
    r"[（(]?([^\s\d，。；：、“”（）()《》]{2,30}?(?:[局厅委部处院社队所站校]|办公室|[委会]办|委员会|[联协商学总]会|政府|中心|公司|大学|支行|工作组))"
    r"\s*(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日|[一二][〇○ＯOo零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)[）)]?$"
)
SPEAKER = re.compile(
    r"([^\s\d，。；：]{0,25}?)(?:副?(?:[局厅部县市区镇乡州院校行会]|检察|秘书|理事|董事)长|[党工]委?书记|党组书记|书记|主任|主席)"
    r"\s+[一-鿿](?:\s?[一-鿿]){1,3}$"
)
MASTHEAD = re.compile(r"([^\d，。；：、]{0,18}?)(?:公报|简报|专报|快报|动态|通讯|信息|参考|内参|新闻稿|情况反映|工作交流|文件)$|【[^【】]{2,8}】$")
COLUMN = re.compile(r"[一-鿿]{2,6}(?:动态|要闻|新闻|快讯|公告|公示|信息|资讯)$")  # of a site: 工作动态
SIGNER = re.compile(r"(?:[局厅委部处院社队所站校府会办]|办公室|中心|公司|大学)(?:$|[\s（(])")
PAPER = re.compile(r"(?:通知|通报|报告|意见|方案|决定|公告|公示|批复|复函|办法|细则|规划|计划|总结|情况|说明|纪要|函)[）)]?$")
CHINESE_DATE_LINE = re.compile(
    r"[（(]?(?:[一二][〇○ＯOo零一二三四五六七八九]{3}|(?:中华)?民国[一二三四五六七八九十百〇○零]{1,5})年[一二三四五六七八九十]{1,2}月"
    r"(?:[一二三四五六七八九十]{1,3}日)?[）)]?$"
)
DOCUMENT = re.compile(r"[一-鿿]{2,14}[〔\[［（(【](?:19|20)\d\d[〕\]］）)】]\s*(?:第\s*)?\d{1,5}\s*号$")
ISSUE = re.compile(r"[（(]?(?:(?:19|20)\d\d年)?\s*(?:总)?第[\d一二三四五六七八九十百〇]{1,5}期(?:[（(]?总第\d+期[)）]?)?[)）]?$")
CREDIT = re.compile(r"[（(【].{0,40}(?:供稿|摄|文/|图/|撰稿|通讯员|记者|报道)[^。]{0,20}[)）】]$")
BYLINES = (DATE_LINE, CHINESE_DATE_LINE, ISSUE, CREDIT, SIGNED_DATE)
IN_BRACKETS = re.compile(r"[（(【][^（）()]{2,40}[)）】]$")
SPEECH = re.compile(r"[（(]?(?:——|—|在|(?:19|20)\d\d年\d{1,2}月\d{1,2}日在|于).{4,}")
LISTED = re.compile(r"[·•●◆■▪○※★☆]|[-—–]{1,2}\s?(?=[^\s\d—])")
CAPTION_START = re.compile(r"[▲△▼]|(?:图为|图[:：\d]|上图|下图|左图|右图)|(?:19|20)\d\d年\d{1,2}月")
PORTRAIT = re.compile(r"[（(](?:后排|前排)?[左右中][一二三四五六七八九\d]?(?:[)）]|[为起、])|[（(]资料图")
FOOT = re.compile(r"ICP备|公网安备|网站标识码|^[（(]?完[）)]?$")
UNIT_LINE = re.compile(r"[（(]?(?:计量)?单位\s*[:：]\s*\S{1,20}$")
CELL = " | "
ROW = re.compile(r"\S {2}\S.* {2}\S|\S {2}[-\d,.%]+$")
HAN = re.compile(r"[㐀-鿿]")
ASKS = ("？", "?")
COMMA = re.compile(r"[，,；;]")
LETTER_OR_DIGIT = re.compile(r"[^\W_]")
DIGIT = re.compile(r"\d")
LONG_TITLE, LONG_HEADING, LONG_SENTENCE, LONG_CAPTION, LONG_BYLINE, SIGNED = 60, 45, 32, 160, 120, 3
LONG_SIGNER = 12
NOT_CAPTION_END = ("。", "！", "？", "；", ";", ":", "：", "”", "」", "…", "...", "!", "?", "、", "，", ",", "）", ")")


@cache
def _marks() -> dict[str, tuple[tuple[str, str], ...]]:
    """The words of configs/lexicon/structure.tsv with which a line of a certain role starts, each with its role, by first character."""
    words: dict[str, list[tuple[str, str]]] = {}
    for row in rows(lexicon("structure")):
        words.setdefault(row["start"][0], []).append((row["start"], row["role"]))
    return {first: tuple(some) for first, some in words.items()}


def level(line: str) -> int:
    """The depth of a line's numbering, PLAIN for a line without one."""
    if not MAY_NUMBER.match(line):
        return PLAIN
    return next((depth for depth, pattern in enumerate(NUMBERINGS) if pattern.match(line)), PLAIN)


def roles(lines: Sequence[str], depths: Sequence[int]) -> list[str]:
    """The role of every line, its neighbours considered: a title comes first, a caption stands unfinished between paragraphs."""
    found = [role_of(line, depth) for line, depth in zip(lines, depths, strict=True)]
    _titles(lines, depths, found)
    _mastheads(lines, depths, found)
    _sentences(lines, depths, found)
    _signatures(lines, depths, found)
    _sentences(lines, depths, found)
    for k, role in enumerate(found):
        following = found[k + 1] if k + 1 < len(found) else ""
        if role == "body" and following not in ("body", "list", "") and depths[k] == PLAIN and unfinished(lines[k]):
            found[k] = "caption"
    return found


def role_of(line: str, depth: int) -> str:
    """The role of a line by itself."""
    if ABSTRACT.match(line):
        return "abstract"
    if len(line) > LONG_CAPTION:
        return "body"
    if CELL in line:
        return "list"
    for start, role in _marks().get(line[0], ()):
        if line.startswith(start) and len(line) <= (LONG_BYLINE if role == "byline" else LONG_HEADING):
            return role
    if line[-1] in BYLINE_END and any(pattern.match(line) for pattern in BYLINES):
        return "byline"
    if line[-1] == "号" and DOCUMENT.match(line):
        return "byline"
    if DIGIT.match(line.lstrip("（(【[")) and DATE_FIRST.match(line):
        return "byline"
    if ("号" in line or "码" in line or len(line) <= SIGNED) and FOOT.search(line):
        return "other"
    if ROW.search(line):
        return "list"
    if PORTRAIT.search(line) or UNIT_LINE.match(line) or (CAPTION_START.match(line) and not SENTENCE_END.search(line)):
        return "caption"
    if CONTENTS.search(line):
        return "other"
    if ARTICLE.match(line):
        return "body"
    if depth == PLAIN and not HAN.search(line) and len(line) <= LONG_HEADING:
        return "other"
    if depth == PLAIN and LISTED.match(line):
        return "list" if len(line) <= LONG_HEADING and not INNER_END.search(line) else "body"
    return "heading" if is_heading(line, depth) else "body"


def is_heading(line: str, depth: int) -> bool:
    """True for a short line that names what follows: numbered, or without a sentence in it."""
    if len(line) > LONG_HEADING or INNER_END.search(line):
        return False
    ended = SENTENCE_END.search(line)
    if depth < PLAIN and line.endswith(ASKS):
        return len(line) <= LONG_SENTENCE
    if depth < PLAIN:
        return not ended or (line.endswith("。") and len(line) <= LONG_SENTENCE and len(COMMA.findall(line)) < 2 and not DIGIT.search(line[3:]))
    if COMMA.search(line):
        return False
    return not line.endswith((":", "：", ",", "，")) if not ended else line.endswith("。") and len(line) <= LONG_SENTENCE // 2


def unfinished(line: str) -> bool:
    """True for a line of a caption's length that ends without a full stop."""
    return LONG_HEADING // 2 < len(line) <= LONG_CAPTION and not line.endswith(NOT_CAPTION_END)


def _titles(lines: Sequence[str], depths: Sequence[int], found: list[str]) -> None:
    """The first line that is neither web debris nor byline is the title where it can be one, with what belongs to it on the next lines."""
    first = next((k for k, role in enumerate(found) if role not in ("other", "byline")), None)
    if first is None or found[first] != "heading" or depths[first] != PLAIN or SENTENCE_END.search(lines[first]) or len(lines[first]) > LONG_TITLE:
        return
    found[first] = "title"
    for k in range(first + 1, min(first + 3, len(lines))):
        fits = len(lines[k]) <= LONG_TITLE and depths[k] == PLAIN and not SENTENCE_END.search(lines[k])
        fits = fits and (lines[k].startswith("关于") or SPEECH.match(lines[k]) is not None or (k == first + 1 and broken(lines[first], lines[k])))
        if found[k] in ("heading", "list", "body", "caption") and fits:
            found[k] = "title"


def broken(line: str, following: str) -> bool:
    """True for a title in two lines: it says what it is about in the first, and what it is at the end of the second."""
    return "关于" in line and not PAPER.search(line) and PAPER.search(following) is not None


def _mastheads(lines: Sequence[str], depths: Sequence[int], found: list[str]) -> None:
    """The head of a periodical is no title where one follows: 某某县政府公报, 第3期, then the title; names and posts under a title are bylines."""
    first = next((k for k, role in enumerate(found) if role == "title"), None)
    if first is None:
        return
    for k in range(first + 1, min(first + SIGNED + 1, len(lines))):
        if found[k] == "heading" and SPEAKER.match(lines[k]):
            found[k] = "byline"
    behind = next((k for k in range(first + 1, len(lines)) if found[k] not in ("byline", "other")), len(lines))
    labelled = MASTHEAD.match(lines[first]) and (behind > first + 1 or lines[first][0] == "【")
    labelled = labelled or (COLUMN.match(lines[first]) and behind < len(lines) and len(lines[behind]) > LONG_SIGNER)
    if labelled and behind < len(lines) and found[behind] in ("heading", "title") and depths[behind] == PLAIN and lines[behind][0] not in "【（(":
        found[first], found[behind] = "byline", "title"
        if behind + 1 < len(lines) and found[behind + 1] == "heading" and lines[behind + 1].startswith("关于"):
            found[behind + 1] = "title"


def _sentences(lines: Sequence[str], depths: Sequence[int], found: list[str]) -> None:
    """A heading that is a sentence is body where nothing stands under it."""
    for k, role in enumerate(found):
        if role == "heading" and lines[k].endswith("。") and not _leads(lines, depths, found, k):
            found[k] = "body"


def _signatures(lines: Sequence[str], depths: Sequence[int], found: list[str]) -> None:
    """Short lines before a line of date at the head or the end of a document say who signs; so does one in brackets under the title."""
    for k, role in enumerate(found):
        if role == "heading" and depths[k] == PLAIN and len(lines[k]) <= LONG_HEADING:
            found[k] = _signed(lines, found, k)


def _signed(lines: Sequence[str], found: Sequence[str], k: int) -> str:
    """What a plain heading is when its place is considered: a heading, a byline, or what a web page has at its foot."""
    before = found[k - 1] if k else ""
    if IN_BRACKETS.match(lines[k]) and (before == "title" or k + 1 == len(found)):
        return "byline"
    if before not in ("title", "body", "list", "byline"):
        return "heading"
    behind = found[k + 1 : k + 1 + SIGNED]
    dated = next((role for role in behind if role != "heading"), "") == "byline" and not DIGIT.search(lines[k])
    dated = dated and (len(lines[k]) <= LONG_SIGNER or SIGNER.search(lines[k]) is not None)
    last = before != "title" and len(behind) < SIGNED and all(role in ("heading", "other") for role in behind)
    return ("other" if DIGIT.search(lines[k]) else "byline") if dated or last else "heading"


def _leads(lines: Sequence[str], depths: Sequence[int], found: Sequence[str], k: int) -> bool:
    """Whether something stands under a heading that is a sentence: a paragraph, or headings further in."""
    if k + 1 == len(lines) or found[k + 1] in ("byline", "other", "title"):
        return False
    if depths[k] < PLAIN:
        return depths[k + 1] > depths[k]
    return len(lines[k + 1]) >= LONG_SENTENCE - 2
