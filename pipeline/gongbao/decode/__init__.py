"""Bytes of a document in, raw text out: plain text, HTML, PDF, DOCX."""

from __future__ import annotations

from gongbao.decode import formats, plain
from gongbao.decode.base import DOCX, HTML, PDF, TEXT, Decoded, Limits, in_mb
from gongbao.errors import UnreadableError

__all__ = ["DOCX", "HTML", "PDF", "TEXT", "Decoded", "Limits", "decode"]
DEFAULT = Limits()


def decode(data: bytes, *, name: str = "", media_type: str = "", encoding: str = "", limits: Limits = DEFAULT) -> Decoded:
    """The text of a document; its content tells the format, `media_type` and `name` break ties, `encoding` must fit where it is given.

    Raises UnreadableError with a reason: empty, binary, not_chinese, encoding, unsupported, damaged, password, no_text, too_large.
    """
    if len(data) > limits.max_bytes:
        raise UnreadableError("too_large", f"{in_mb(len(data))} where {in_mb(limits.max_bytes)} are the limit: split the file or raise it")
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableError("empty", "the file is empty: leave it out, or fetch it again")
    found = _read(data, name, media_type, encoding, limits)
    plain.require_chinese(found.text)
    return found


def _read(data: bytes, name: str, media_type: str, encoding: str, limits: Limits) -> Decoded:
    kind = formats.media_type(data)
    if kind == PDF:
        from gongbao.decode import pdf

        return pdf.read(data, limits)
    if kind == DOCX:
        from gongbao.decode import word

        return word.read(data, limits)
    text, used = plain.read(data, encoding, formats.charset(data))
    if formats.is_html(text, media_type, name):
        from gongbao.decode import web

        return web.read(text, used)
    return Decoded(text, TEXT, used)
