"""The whole way of one bulletin: bytes → text → Doc → rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongbao import gazetteer, pieces, structure
from gongbao.bulletin import Bulletin, identify
from gongbao.components import Component, begin, register
from gongbao.decode import decode
from gongbao.errors import ConfigError, UsageError
from gongbao.normalize import normalize
from gongbao.records import BulletinRow, Records
from gongbao.resources import folder, stamp
from gongbao.rows import Rows
from gongbao.steps import Reading
from gongbao.tokenizer import Tokenizer

if TYPE_CHECKING:
    from spacy.language import Language

MARKING = "mark"
LONGEST_PATH = 400  # characters of a str that might be meant as a path
HANT, TAIWAN = "hant", "71"


def load(config: str | Path | None = None) -> Language:
    """The pipeline of a configuration file, ours by default, as a spaCy Language; raises ConfigError naming the file and what is wrong in it."""
    from confection import ConfigValidationError
    from spacy.util import load_config, load_model_from_config

    path = Path(config) if config else folder("configs") / "default.cfg"
    if not path.is_file():
        raise ConfigError(f"no configuration {path}: give the path of a .cfg file, or leave it out for the default")
    register()
    try:
        return load_model_from_config(load_config(path), auto_fill=True, validate=True)
    except (ConfigValidationError, ValueError) as error:
        raise ConfigError(f"{path}: {error}") from error


def to_day(published: str | date | None) -> date | None:
    """A day from its ISO form (2022-03-01; a year or a month counts as its last day); raises UsageError on anything else."""
    if isinstance(published, datetime):
        return published.date()
    if not published or isinstance(published, date):
        return published or None
    parts = published.strip().split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            return date(*numbers)
        year, month = (*numbers, 12)[:2]
        return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)
    except ValueError:
        raise UsageError(f"published={published!r} is no day: write it as 2022-03-01, 2022-03 or 2022") from None


def decoded_head(
    data: bytes,
    *,
    source: str = "",
    published: str | date | None = None,
    place: str = "",
    media_type: str = "",
    encoding: str = "",
    title: str = "",
    id: str = "",
) -> tuple[str, dict[str, Any]]:
    """(decoded text, what is known about the bulletin) of one document; what the caller gives goes before what the document tells."""
    decoded = decode(data, name=source, media_type=media_type, encoding=encoding)
    return decoded.text, {
        "published": published or decoded.published or None, "place": place, "source": source, "media_type": decoded.media_type,
        "encoding": decoded.encoding, "title": title or decoded.title, "id": id or identify(data),
    }


def bulletin_of(data: bytes, **about: Any) -> Bulletin:
    """A bulletin from the bytes of one document, `about` being what `decoded_head` takes; raises UnreadableError."""
    raw, head = decoded_head(data, **about)
    return bulletin_of_text(raw, **head)


def read(nlp: Language, data: bytes, *, stamp: str = "", **about: Any) -> Iterator[Records]:
    """The records of one document, a long one piece by piece, its row of bulletins last; raises UnreadableError.

    `about` is what `decoded_head` takes.
    """
    yield from in_pieces(nlp, *decoded_head(data, **about), stamp)


def in_pieces(nlp: Language, raw: str, head: dict[str, Any], mark: str) -> Iterator[Records]:
    """The records of a decoded text of any length, piece by piece; what the first piece tells of day and place holds for the others."""
    rows: list[BulletinRow] = []
    behind = pieces.Behind(0, 0, Counter())
    for start, end in pieces.cuts(raw):
        found = analyse(nlp, bulletin_of_text(raw[start:end], **head), mark)
        rows += found.bulletins
        found.bulletins = [pieces.whole(rows)] if end == len(raw) else []
        yield behind.shifted(found) if start else found
        behind.pass_over(found, end - start)
        head = {**head, "published": rows[0].published, "place": rows[0].place}


def bulletin_of_text(raw: str, *, id: str, published: str | date | None = None, **about: Any) -> Bulletin:
    """A bulletin from decoded text."""
    normal = normalize(raw, media_type=about.get("media_type", ""))
    if about.get("title"):
        about["title"] = normalize(about["title"]).text
    return Bulletin(
        id=id, raw=raw, text=normal.text, offsets=normal.offsets, script=normal.script, repairs=normal.repairs, published=to_day(published), **about
    )


def analyse(nlp: Language, bulletin: Bulletin, stamp: str = "") -> Records:
    """Every row of one bulletin; `stamp` is the version and the hash of the configuration."""
    paragraphs = structure.paragraphs(bulletin.text)
    head = structure.head(bulletin.text, paragraphs)
    issuer_place = gazetteer.resolve(bulletin.place) if bulletin.place else place_of(head, bulletin)
    if issuer_place and issuer_place.code.startswith(TAIWAN) and not head.published:
        head = structure.head(bulletin.text, paragraphs, republic=True)
    published = bulletin.published or head.published
    found = run(nlp, bulletin.text, Reading(bulletin.text, [], published, issuer_place, paragraphs))
    rows = Rows(bulletin, found)
    records = rows.all()
    place = issuer_place
    records.bulletins = [
        BulletinRow(
            bulletin.id, bulletin.source, bulletin.media_type, bulletin.encoding, bulletin.script, bulletin.title or head.title, head.issuer,
            place.name if place else bulletin.place, place.code if place else "", published, len(bulletin.raw), len(found.paragraphs),
            bulletin.repairs, stamp,
        )
    ]
    return records


def run(nlp: Language, text: str, known: Reading) -> Reading:
    """What the pipeline finds; a Doc is made only where a component that is not ours needs one, since it costs more than all segmentation."""
    ours = [component for name, component in nlp.pipeline if name != MARKING]
    if isinstance(nlp.tokenizer, Tokenizer) and all(isinstance(component, Component) for component in ours):
        known.words = nlp.tokenizer.words(text)
        for component in ours:
            component.step(known)  # type: ignore[attr-defined]
        return known
    doc = nlp.make_doc(text)
    found = begin(doc, known.published, known.place)
    found.paragraphs = known.paragraphs
    for component in ours:
        doc = component(doc)
    return found


def place_of(head: structure.Head, bulletin: Bulletin) -> gazetteer.Division | None:
    """The place of issuer or title; else Taiwan, Hong Kong or Macao by their words; else the division whose offices the text names most."""
    named = next((place for words in (head.issuer, bulletin.title, head.title, head.occasion) if words and (place := gazetteer.within(words))), None)
    told = structure.region(bulletin.text) if bulletin.script == HANT and not named else ""
    return named or (gazetteer.resolve(told) if told else structure.seat(bulletin.text))


def extract(source: str | Path, *, published: str | date | None = None, place: str = "", nlp: Language | None = None) -> Records:
    """The records of a text (str) or of a file (Path); raises UnreadableError where a file cannot be read, UsageError where it is missing."""
    language, together = nlp or default_language(), Records()
    if isinstance(source, str):
        if names_a_file(source):
            raise UsageError(f"{source} is a file: give it as pathlib.Path({source!r}), since a str is read as text")
        head = {"id": identify(source.encode("utf-8", "surrogatepass")), "published": published, "place": place}
        found = in_pieces(language, source, head, stamp())
    elif isinstance(source, Path) and source.is_file():
        found = read(language, source.read_bytes(), source=str(source), published=published, place=place, stamp=stamp())
    else:
        raise UsageError(f"no file {source}: give a text as str, or the Path of a file")
    for records in found:
        together.add(records)
    return together


def names_a_file(text: str) -> bool:
    """True for the path of a file, which is no bulletin."""
    if not text or len(text) > LONGEST_PATH or "\n" in text or "\0" in text:
        return False
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


@cache
def default_language() -> Language:
    """The default pipeline, loaded once in a process."""
    return load()
