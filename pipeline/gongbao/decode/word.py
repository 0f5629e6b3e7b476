"""Word documents: paragraphs and tables in their order, each row of a table a line of cells."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from gongbao.decode.base import CELL, DOCX, Decoded, Limits, in_mb
from gongbao.errors import UnreadableError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Row

# what python-docx lets through where a part of a document is missing or is not what it should be
OF_DAMAGE = (KeyError, ValueError, EOFError, OSError, NotImplementedError, AttributeError, TypeError)


def read(data: bytes, limits: Limits) -> Decoded:
    """The text of a DOCX; raises UnreadableError where it is damaged or unpacks to more than the limit."""
    from docx import Document as open_document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    _fits(data, limits)
    try:
        text = "\n".join(_lines(open_document(BytesIO(data))))
    except (OpcError, LxmlError, BadZipFile, zlib.error, *OF_DAMAGE) as error:
        raise UnreadableError("damaged", f"a damaged DOCX file ({type(error).__name__}: {error}): save it again in Word") from error
    if not text.strip():
        raise UnreadableError("no_text", "the DOCX holds no text, perhaps only images: recognize their text (OCR) first")
    return Decoded(text, DOCX)


def _fits(data: bytes, limits: Limits) -> None:
    """Raises UnreadableError where the parts unpack to more than the limit; a part never unpacks to more than its entry says."""
    with ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableError("password", "the document is protected by a password: remove the password and save it again")
    size = sum(entry.file_size for entry in entries)
    if size > limits.max_unpacked:
        raise UnreadableError(
            "too_large", f"the DOCX unpacks to {in_mb(size)} where {in_mb(limits.max_unpacked)} are the limit: split it or raise it"
        )


def _lines(document: Document) -> Iterator[str]:
    from docx.table import Table as TableType

    for block in document.iter_inner_content():
        if isinstance(block, TableType):
            yield from _rows(block)
        else:
            yield block.text


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield CELL.join(_cells(row))


def _cells(row: _Row) -> Iterator[str]:
    """The text of each cell once, where merged ones are listed several times."""
    before = None
    for cell in row.cells:
        if cell._tc is not before:
            yield " ".join(cell.text.split())
        before = cell._tc
