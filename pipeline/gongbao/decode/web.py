"""Web pages: the main text by trafilatura, of short or odd pages all that is not navigation; tables as lines of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from gongbao.decode import about
from gongbao.decode.base import CELL, HTML, Decoded
from gongbao.errors import UnreadableError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

INLINE = frozenset({
    "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "hi", "i", "img", "ins", "label", "mark", "q", "rb", "ref", "ruby", "s",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
CELLS = frozenset({"td", "th", "cell"})
SILENT = ("script", "style", "noscript", "template", "iframe", "svg", "select", "button", "textarea", "head", "nav", "footer", "rt", "rp")
FURNITURE = re.compile(
    r"\b(?:nav|navbar|menu|breadcrumb|crumbs?|footer|copyright|share|sidebar|toolbar|search|pagination|related|banner)\b", re.IGNORECASE
)
BLANK = re.compile(r"[^\S\n\u3000]+")
BREAKS = re.compile(r"\s*\n\s*")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# characters that no XML tree can hold, as they are and as references
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]|&#(?:0*(?:[0-8]|1[124-9]|2\\d|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));"
)
FEW, SHORT = 0.6, 400  # a main text of less than this share of a page of less than so many characters may have missed something
LARGE = 2_000_000  # characters of a page beyond which trafilatura takes minutes
LONG_CELL = 120  # characters of a cell of data
MENU = 0.75  # share of a block's text that is in links where it is a menu


def read(page: str, encoding: str) -> Decoded:
    """The main text, title and day of a web page; raises UnreadableError where the page holds none."""
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    page = DECLARATION.sub("", CONTROL.sub("", page))
    try:
        tree = document_fromstring(page, parser=HTMLParser(encoding=None, huge_tree=False))
    except (LxmlError, ValueError) as error:
        raise UnreadableError("damaged", f"a damaged web page ({error}): fetch it again") from error
    title, published = about.title(tree), about.published(tree)
    text = _with_title(title, _main_text(page, tree, title))
    if not text.strip():
        raise UnreadableError("empty", "the web page holds no text, perhaps a script loads it: save it from a browser")
    return Decoded(text, HTML, encoding, published, title)


def _main_text(page: str, tree: HtmlElement, title: str) -> str:
    """All lines from the first to the last one that trafilatura takes for main text, and from the title where that stands above.

    trafilatura alone leaves out repeated paragraphs and small tables; where it finds too little of a short page, and in a very long one,
    all lines count.
    """
    every = list(lines(tree))
    found = {_bare(line) for line in _extracted(page)} if len(page) <= LARGE else set()
    known = [k for k, line in enumerate(every) if _bare(line) in found and len(line) > 1]
    size = sum(map(len, every))
    if not known or (size < SHORT and sum(len(every[k]) for k in known) < FEW * size):
        return "\n".join(every)
    first = next((k for k in range(known[0]) if title and _bare(every[k]) == _bare(title)), known[0])
    return "\n".join(every[first : known[-1] + 1])


def _bare(line: str) -> str:
    return "".join(line.split())


def _extracted(page: str) -> list[str]:
    from trafilatura import bare_extraction

    document = bare_extraction(page, fast=True, include_comments=False, include_tables=True, favor_recall=True)
    body = getattr(document, "body", None)
    return [] if body is None else list(lines(body, clean=False))


def _with_title(title: str, text: str) -> str:
    """The text with the title before it where it does not begin with it."""
    start = "".join(text[: len(title) + 200].split())
    return text if not title or "".join(title.split()) in start else f"{title}\n{text}"


def lines(tree: HtmlElement, clean: bool = True) -> Iterator[str]:
    """The lines of text of a tree: one for each block, one for each row of a table."""
    from lxml.etree import iterwalk

    if clean:
        _without_furniture(tree)
    cells = _data_cells(tree)
    pieces = [_piece(kind, element, cells) for kind, element in iterwalk(tree, events=("start", "end"))]
    for line in BREAKS.split("".join(pieces)):
        if line := BLANK.sub(" ", line).strip().removesuffix(CELL.strip()).strip():
            yield line


def _without_furniture(tree: HtmlElement) -> None:
    for element in list(tree.iter(*SILENT)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in [one for one in tree.iter("ul", "ol", "dl", "tr", "p", "div", "center") if _is_menu(one)]:
        if element.getparent() is not None:
            element.drop_tree()
    for element in tree.xpath("//*[@class or @id]"):
        named = f"{element.get('class', '')} {element.get('id', '')}".replace("_", " ").replace("-", " ")
        if FURNITURE.search(named) and element.tag not in ("html", "body") and element.getparent() is not None:
            element.drop_tree()


def _is_menu(element: HtmlElement) -> bool:
    """Whether nearly all text of an element is that of two links or more."""
    links = [" ".join(link.text_content().split()) for link in element.iter("a")]
    return len(links) > 1 and sum(map(len, links)) >= MENU * len("".join(element.text_content().split())) > 0


def _data_cells(tree: HtmlElement) -> frozenset[HtmlElement]:
    """The cells of tables of data; the cells of a table that lays out a page hold paragraphs or other tables."""
    found: set[HtmlElement] = set()
    for table in tree.iter("table"):
        cells = list(table.iter(*CELLS))
        if len(cells) > 3 and next(table.iterdescendants("table"), None) is None:
            lengths = [len("".join("".join(cell.itertext()).split())) for cell in cells]
            if max(lengths) <= LONG_CELL:
                found.update(cells)
    return frozenset(found)


def _piece(kind: str, element: HtmlElement, cells: frozenset[HtmlElement]) -> str:
    """What an element contributes at its start or end: its text, a line's or a cell's end; within a cell no line ends."""
    tag = element.tag if isinstance(element.tag, str) else ""
    inside = next((above for above in element.iterancestors(*CELLS) if above in cells), None) is not None
    edge = "" if not tag or tag in INLINE else " " if inside else "\n"
    if kind == "start":
        return ("" if element in cells else edge) + (_inline(element.text) if tag else "")
    return (CELL if element in cells else edge) + _inline(element.tail)


def _inline(text: str | None) -> str:
    return BLANK.sub(" ", text.replace("\n", " ").replace("\r", " ")) if text else ""
