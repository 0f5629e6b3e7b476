"""Short forms that a text introduces itself: 泸州市青年企业家协会（以下简称“青企协”），and double names in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongbao.extract.org_found import Found
from gongbao.extract.org_lexicon import heads

INTRODUCTION = re.compile(
    r"\s*[(（]\s*(?:(?:以下|下文|后)?(?:简称|统称|通称|并称|称)(?:为|作)?|下称|又称|又名|原名|简称)?\s*[:：]?\s*[\"“‘「『]([^\"“”‘’「」『』()（）\n]{2,16})[\"”’」』]\s*[)）]"
    r"|\s*[(（]\s*(?:以下|下文)?(?:简称|下称)(?:为|作)?\s*[:：]?\s*([^\"“”‘’「」『』()（），,。\n]{2,12})[)）]"
)
BRACKET = re.compile(r"\s?[(（]([㐀-鿿]{2,8})[)）]")
QUALIFIER = re.compile(r"[(（][㐀-鿿]{2,8}[)）](?=\s*[(（][\"“「])")
OPENING, CLOSING = "(（", ")）"


def introduced(text: str, found: Sequence[Found]) -> dict[str, Found]:
    """Each short form -> the find that it stands for."""
    forms: dict[str, Found] = {}
    for one in found:
        if text[one.end : one.end + 1] in ("(", "（", " "):
            match = INTRODUCTION.match(text, one.end)
            short = BRACKET.match(text, one.end)
            if match:
                forms.setdefault(match.group(1) or match.group(2), one)
            elif short and abbreviates(short.group(1), text[one.start : one.end]):
                forms.setdefault(short.group(1), one)
    return forms


def abbreviates(short: str, name: str) -> bool:
    """True where the characters of a short form stand in the name in that order: 县防指 of 县防汛抗旱指挥部."""
    rest = iter(name)
    return len(short) < len(name) and short not in heads() and all(character in rest for character in short)


def qualified(text: str, found: Sequence[Found]) -> list[Found]:
    """The finds, each with the bracket that belongs to its name because a short form is introduced behind it."""
    return [replace(one, end=match.end()) if (match := QUALIFIER.match(text, one.end)) else one for one in found]


def mentions(text: str, forms: dict[str, Found], found: Sequence[Found]) -> list[Found]:
    """The finds with every further place of an introduced short form, outside of longer names."""
    if not forms:
        return list(found)
    pattern = re.compile("|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)))
    again: list[Found] = []
    k = 0
    for match in pattern.finditer(text):
        while k < len(found) and found[k].end <= match.start():
            k += 1
        covered = k < len(found) and found[k].start <= match.start() and found[k].end >= match.end()
        longer = covered and (found[k].start, found[k].end) != match.span() and not guessed(found[k], match.start())
        whole = forms[match.group()]
        if match.start() >= whole.start and not longer:
            again.append(Found(match.start(), match.end(), whole.kind, (match.start(), match.start()), None, whole.head, None, whole))
    return merged(found, again)


def guessed(one: Found, start: int) -> bool:
    """True for a find that begins like a short form and owes its name to unknown words: 青企协会 of 青企协会长."""
    return one.start == start and not one.placed and one.name is None


def merged(found: Sequence[Found], again: Sequence[Found]) -> list[Found]:
    """Both, sorted; those of the second list replace what they overlap."""
    kept: list[Found] = []
    for one in sorted([*found, *again], key=lambda item: (item.start, item.whole is None)):
        if kept and kept[-1].end > one.start:
            if one.whole is not None and kept[-1].whole is None:
                kept[-1] = one
            continue
        kept.append(one)
    return kept


def doubled(text: str, found: Sequence[Found]) -> list[Found]:
    """The finds, where a bracket behind one holds nothing but full names of bodies joined to one find: 检验所（质量研究所、口岸检验所）."""
    result: list[Found] = []
    k = 0
    while k < len(found):
        one = found[k]
        last = bracketed(text, found, k)
        if last > k:
            one = replace(one, end=found[last].end + 1, name=None, opener=(one.start, one.start), body=None, head="")
        result.append(one)
        k = last + 1
    return result


def full_name(one: Found) -> bool:
    """True for a name that begins with a whole place or the nation, not with a level word as 县人防办."""
    return one.placed and one.opener[1] - one.opener[0] != 1


def bracketed(text: str, found: Sequence[Found], k: int) -> int:
    """The last of the finds that fill the bracket behind find k, k itself where there is no such bracket."""
    at = found[k].end
    at += text[at : at + 1] == " "
    if text[at : at + 1] not in ("(", "（"):
        return k
    at += 1
    last = k
    while last + 1 < len(found) and found[last + 1].start == at and full_name(found[last + 1]):
        last += 1
        at = found[last].end
        if text[at : at + 1] in (")", "）"):
            return last
        if text[at : at + 1] != "、":
            return k
        at += 1
    return k
