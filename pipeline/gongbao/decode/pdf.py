"""PDF: the lines of each page as they stand; joining them and leaving out headers and page numbers are edits of `normalize`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gongbao.decode.base import PAGE, PDF, Decoded, Limits
from gongbao.errors import UnreadableError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

PASSWORD, SECURITY = 4, 5  # error codes of PDFium


def read(data: bytes, limits: Limits) -> Decoded:
    """The text of a PDF, a form feed between pages; raises UnreadableError where it is damaged, locked, scanned or too long."""
    from pypdfium2 import PdfDocument as open_document
    from pypdfium2 import PdfiumError

    try:
        document = open_document(data)
    except PdfiumError as error:
        raise _refusal(error) from error
    try:
        if len(document) > limits.max_pages:
            raise UnreadableError("too_large", f"{len(document)} pages where {limits.max_pages} are the limit: split the PDF or raise it")
        text = PAGE.join(_pages(document))
    except PdfiumError as error:
        raise _refusal(error) from error
    finally:
        document.close()
    if not text.strip():
        raise UnreadableError("no_text", "the PDF holds no text, perhaps only scanned pages: recognize their text (OCR) first")
    return Decoded(text, PDF)


def _refusal(error: Exception) -> UnreadableError:
    from pypdfium2 import raw

    if raw.FPDF_GetLastError() in (PASSWORD, SECURITY) or "password" in str(error).lower():
        return UnreadableError("password", "the PDF is protected by a password: remove the password and save it again")
    return UnreadableError("damaged", f"a damaged PDF ({error}): fetch it again")


def _pages(document: PdfDocument) -> Iterator[str]:
    """The text of each page; PDFium marks a hyphen at a line's end with U+FFFE or U+0002."""
    for page in document:
        with_text = page.get_textpage()
        text = with_text.get_text_range()
        with_text.close()
        page.close()
        yield text.replace("\r\n", "\n").replace("\ufffe", "-").replace("\x02", "-").strip("\n")
