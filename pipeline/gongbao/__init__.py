"""gongbao (公报): tables out of Chinese bulletins."""

from __future__ import annotations

__version__ = "0.1.0"
