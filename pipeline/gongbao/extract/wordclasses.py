"""The class of a word in a sentence with figures: from the lexicons of verbs and function words first, then from its part of speech."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from gongbao.resources import lexicon, rows

Tag = Callable[[str], str]
PAUSES = "，,;；:："
QUOTES = frozenset('“”‘’「」『』《》"')
OPENING, CLOSING = frozenset("（("), frozenset("）)")
CONJUNCTION_MARK = "、"
OF = "的"
EVERY = "每"
COMPARING = "比较"
THAN = "比"
STICKING = "比较由为是"
PHRASE = ("l", "i", "z")  # tags of whole phrases in the dictionary
MOST = 200_000
# classes: V verb, B verb that is a noun as often, N noun, F filler, P preposition, C conjunction, D 的, "," pause,
# q quotation mark, "(" and ")" brackets, x other; of mentions: Q quantity, T date, O organization
NOUNLIKE = frozenset("NBOq")
VERBLIKE = frozenset("VB")
NO_VERB = ("", "")
NONE: frozenset[str] = frozenset()


@cache
def verbs() -> dict[str, tuple[str, str]]:
    """Each verb of the lexicon -> (change: up, down or empty; class: verb, noun_too, compare or level)."""
    return {row["verb"]: (row["change"], row["class"]) for row in rows(lexicon("verbs"))}


@cache
def linkwords() -> dict[str, frozenset[str]]:
    """Each function word -> its classes, as the head of configs/lexicon/linkwords.tsv explains them."""
    return {row["word"]: frozenset(row["classes"].split()) for row in rows(lexicon("linkwords"))}


@cache
def wholes() -> frozenset[str]:
    """Our own words, which are never taken apart."""
    return frozenset(row["word"] for row in rows(lexicon("words")))


def is_linkword(word: str, class_: str) -> bool:
    return class_ in linkwords().get(word, NONE)


class Classes(dict[str, str]):
    """Word -> its class, told when first asked for; MOST words are kept, so that memory stays bounded however much is read.

    Two classes stand for a word that is two (审理案件), which `divide` takes apart.
    """

    def __init__(self, tag: Tag) -> None:
        super().__init__()
        self.tag = tag

    def __missing__(self, word: str) -> str:
        if len(self) >= MOST:
            self.clear()
        found = self[word] = self.tell(word)
        return found

    def tell(self, word: str) -> str:
        """The class of a word, from the lexicons first, then from its part of speech."""
        for marks, class_ in ((PAUSES, ","), (QUOTES, "q"), (OPENING, "("), (CLOSING, ")")):
            if word in marks:
                return class_
        if word == OF:
            return "D"
        if word == CONJUNCTION_MARK:
            return "C"
        if word.isspace():
            return "F"
        classes = linkwords().get(word, NONE)
        for name, class_ in (("conjunction", "C"), ("preposition", "P"), ("filler", "F"), ("attributive", "N")):
            if name in classes:
                return class_
        if word in verbs():
            return "B" if verbs()[word][1] == "noun_too" else "V"
        if word[0] == EVERY:
            return "F"
        return self.by_tag(word) if word in wholes() else self.compound(word)

    def compound(self, word: str) -> str:
        """VN for a verb with its object in one word, NV for a subject with its verb of change (价格上涨), PN, NP where 比 or 较 sticks to a noun."""
        class_ = self.by_tag(word)
        if len(word) == 4:
            first, second = word[:2], word[2:]
            known = verbs().get(first, NO_VERB)[1]
            if (known == "verb" or (known and self.tag(word) in PHRASE)) and self.matter(second):
                return "V" + self[second]
            direction, kind = verbs().get(second, NO_VERB)
            return "NV" if direction and kind == "verb" and self[first] == "N" else class_
        if word[-1] == THAN and is_linkword(word[:-1], "measure") and len(word) > 2:
            return "NP"
        if 1 < len(word) < 4 and class_ == "N" and self.tag(word) == "x":
            return "PN" if word[0] in COMPARING else "NP" if word[-1] in STICKING else class_
        return class_

    def matter(self, noun: str) -> bool:
        """True for a noun that a verb before it acts on, no measure of it (面积) but such as money."""
        return self[noun] in NOUNLIKE and (not is_linkword(noun, "measure") or is_linkword(noun, "matter"))

    def by_tag(self, word: str) -> str:
        tag = self.tag(word)
        if tag.startswith("v"):
            return "B"
        if tag[0] in "dyu":
            return "F"
        if tag[0] in "pc":
            return tag[0].upper()
        if tag == "x" and not word.isalnum():
            return "x"
        return "N"


def divide(word: str, class_: str) -> int:
    """Where a word of two classes is to be cut: a preposition is one character, a verb or its noun two."""
    return 1 if class_[0] == "P" else len(word) - 1 if class_[1] == "P" else 2


@cache
def classes(tag: Tag) -> Classes:
    """The classes of words by one dictionary."""
    return Classes(tag)
