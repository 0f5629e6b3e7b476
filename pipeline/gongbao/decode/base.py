"""What every reader of a format gives back, and the limits that all of them keep."""

from __future__ import annotations

from dataclasses import dataclass

TEXT, HTML, PDF, DOCX = (
    "text/plain",
    "text/html",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)
PAGE = "\f"  # stands between the pages of a PDF
CELL = " | "  # stands between the cells of a table row


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of one document and how it was read: `published` is an ISO day or empty, `encoding` empty for PDF and DOCX."""

    text: str
    media_type: str = TEXT
    encoding: str = ""
    published: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a document is read: bytes, bytes once unpacked, pages; a larger one is refused."""

    max_bytes: int = 256 << 20
    max_unpacked: int = 256 << 20
    max_pages: int = 2000


def in_mb(size: int) -> str:
    return f"{size / (1 << 20):.1f} MB"
