"""The format of a document from its first bytes, from what the caller says of it only where bytes do not tell."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from gongbao.decode.base import DOCX, HTML, PDF, TEXT
from gongbao.errors import UnreadableError

HEAD = 4096
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OTHERS = (  # what is recognized and not read, and what to do about it
    (b"{\\rtf", "an RTF document: save it as DOCX"),
    (b"\x89PNG\r\n", "a PNG image: recognize its text (OCR) first"),
    (b"\xff\xd8\xff", "a JPEG image: recognize its text (OCR) first"),
    (b"GIF8", "a GIF image: recognize its text (OCR) first"),
    (b"II*\0", "a TIFF image: recognize its text (OCR) first"),
    (b"MM\0*", "a TIFF image: recognize its text (OCR) first"),
    (b"\x1f\x8b", "a gzip archive: unpack it, or name it .gz and read it with `gongbao run`"),
    (b"BZh", "a bzip2 archive: unpack it first"),
    (b"\xfd7zXZ\0", "an xz archive: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive: unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive: unpack it first"),
    (b"PAR1", "a Parquet table: name its columns and read it with `gongbao run`"),
    (b"%!PS", "a PostScript document: save it as PDF"),
    (b"SQLite format 3\0", "an SQLite database: export its text as CSV"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
)
ZIPPED = (
    ("xl/workbook.xml", "an Excel workbook: save the sheet as CSV"),
    ("ppt/presentation.xml", "a PowerPoint presentation: save its text as DOCX or PDF"),
    ("mimetype", "an OpenDocument or EPUB file: save it as DOCX"),
)
MARKUP = re.compile(r"<!doctype\s+html|<(?:html|head|body|meta|title)[\s>]|<(?:div|p|table|br|span|ul|h[1-6])(?:\s[^<>]{0,300})?/?>", re.IGNORECASE)
CHARSET = re.compile(
    rb"<meta\s[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})|^\s*<\?xml\s[^>]{0,80}encoding=[\"']([A-Za-z0-9_-]{2,20})",
    re.IGNORECASE,
)


def media_type(data: bytes) -> str:
    """PDF, DOCX, or TEXT for everything that may be text; raises UnreadableError for a format that is known and not read."""
    head = data[:HEAD]
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if head.startswith(OLE):
        if ENCRYPTED in data:
            raise UnreadableError("password", "the document is protected by a password: remove the password and save it again")
        raise UnreadableError("unsupported", "an old Office document (.doc, .xls, .ppt): save it as DOCX")
    for magic, what in OTHERS:
        if head.startswith(magic):
            raise UnreadableError("unsupported", what)
    return TEXT


def _zipped(data: bytes) -> str:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableError("damaged", f"a damaged ZIP or DOCX file ({error}): fetch it again") from error
    if "word/document.xml" in names:
        return DOCX
    for name, what in ZIPPED:
        if name in names:
            raise UnreadableError("unsupported", what)
    raise UnreadableError("unsupported", "a ZIP archive: unpack it, or read it with `gongbao run`")


def is_html(text: str, media_type: str, name: str) -> bool:
    """Whether a text is a web page: it says so, or tags open it, or its name says so and it holds tags."""
    start = text[:HEAD].lstrip("\ufeff \t\r\n")
    if media_type in (HTML, "application/xhtml+xml") or name.lower().endswith((".htm", ".html", ".shtml", ".xhtml")):
        return bool(MARKUP.search(text))
    return start.startswith("<") and bool(MARKUP.search(start))


def charset(data: bytes) -> str:
    """The charset that a web page declares of itself; empty where it does not."""
    hit = CHARSET.search(data[:HEAD])
    return (hit[1] or hit[2]).decode("ascii") if hit else ""
