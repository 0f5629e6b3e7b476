"""Tables whose rows are bulletins: a column holds the text, others what is known of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from gongbao.errors import UnreadableError
from gongbao.records import RejectRow
from gongbao.resources import lexicon, rows
from gongbao.sources.items import Document, Options, printable
from gongbao.sources.rows import Row, Rows

ROLES = ("text", "published", "place", "title", "id")
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})|(\d{4})(\d\d)(\d\d)(?!\d)")
SHOWN = 20  # columns named in a message


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of each role; empty where there is none."""

    text: str = ""
    published: str = ""
    place: str = ""
    title: str = ""
    id: str = ""


@cache
def usual() -> dict[str, tuple[str, int]]:
    """The role that a column's name is usual for, and how far down it comes among the names of that role."""
    return {row["name"]: (row["role"], int(row["rank"])) for row in rows(lexicon("columns"))}


def folded(name: str) -> str:
    """A column's name as the lexicon writes it: without case, blanks, hyphens."""
    return re.sub(r"[\s_-]+", "", name).casefold()


def guess(names: Sequence[str]) -> Columns:
    """The columns whose names are usual for a role."""
    best: dict[str, tuple[int, str]] = {}
    for name in names:
        role, rank = usual().get(folded(name), ("", 0))
        if role and (role not in best or rank < best[role][0]):
            best[role] = (rank, name)
    return Columns(**{role: name for role, (_, name) in best.items()})


def columns_of(names: Sequence[str], options: Options) -> Columns:
    """The named columns, else the guessed ones; raises UnreadableError where one is missing, or none holds the text."""
    guessed, shown = guess(names), ", ".join(printable(name) for name in names[:SHOWN])
    found = {}
    for role in ROLES:
        named = getattr(options, f"{role}_column")
        if named and named not in names:
            raise UnreadableError("no_column", f"no column {named} among {shown}: check --{role}-column")
        found[role] = named or getattr(guessed, role)
    if not found["text"]:
        raise UnreadableError("no_column", f"none of the columns {shown} is known to hold the text: name it with --text-column")
    return Columns(**found)


def documents(found: Rows, source: str, options: Options) -> Iterator[Document | RejectRow]:
    """A document for each row, named by its id or else its ordinal; raises UnreadableError where no column holds the text."""
    known: dict[tuple[str, ...], Columns] = {}  # by the names in a row: the objects of JSON lines need not be alike
    for number, row in enumerate(found, 1):
        name = f"{source}#{number}"
        try:
            if isinstance(row, UnreadableError):
                raise row
            names = tuple(row)
            if names not in known:
                known[names] = columns_of(names, options)
            yield document(row, known[names], name, source, options)
        except UnreadableError as error:
            if not known and error.reason == "no_column":
                raise
            yield RejectRow(name, error.reason, error.detail)


def document(row: Row, columns: Columns, name: str, source: str, options: Options) -> Document:
    """The document of one row; its day, place, id and title tell it from another row of the same text."""
    told = {role: cell(row.get(getattr(columns, role))) for role in ROLES}
    data = told["text"].encode("utf-8", "surrogatepass")
    if len(data) > options.max_bytes:
        raise UnreadableError("too_large", f"more than {options.max_bytes} bytes in a cell: split the text, or raise --max-bytes")
    published = day_of(told["published"])
    if told["published"] and not published and options.published_column:
        raise UnreadableError("bad_date", f"{printable(told['published'][:40])} is no day: write days as 2022-03-01")
    known = [told["id"], published, told["place"], told["title"]]
    return Document(
        f"{source}#{printable(told['id'])}" if told["id"] else name, data, "", "utf-8", published or options.published,
        told["place"] or options.place, told["title"], "\0".join([*known, ""]).encode("utf-8", "surrogatepass") if any(known) else b"",
    )


def cell(value: Any) -> str:
    """A cell as text: days in ISO form, nothing for an empty one."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def day_of(text: str) -> str:
    """The day that a cell begins with, in ISO form (2022-03-01 08:00, 2022/3/1, 2022年3月1日, 20220301); empty where there is none."""
    match = DAY.match(text.strip())
    if not match:
        return ""
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
