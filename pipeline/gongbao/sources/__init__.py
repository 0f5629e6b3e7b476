"""Inputs: files, folders, globs, standard input and URLs; archives and tables in them; each document with what is known of it."""

from __future__ import annotations

from gongbao.sources.find import find, is_there, open_input
from gongbao.sources.items import Document, Input, Options
from gongbao.sources.read import documents

__all__ = ["Document", "Input", "Options", "documents", "find", "is_there", "open_input"]
