"""Errors that say what to do: the file, the place, the remedy."""

from __future__ import annotations


class GongbaoError(Exception):
    """Base of everything that gongbao raises on purpose; its text is meant for the user."""


class UnreadableError(GongbaoError):
    """An input that cannot be read; becomes a row of `rejects` with `reason`, a stable code, and `detail`, a sentence."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type[UnreadableError], tuple[str, str]]:
        return type(self), (self.reason, self.detail)  # so that it leaves a worker process


class UsageError(GongbaoError):
    """A call that cannot be carried out as it was made: a missing path, a folder with other content."""


class ConfigError(GongbaoError):
    """A configuration, lexicon or model file that does not hold what it should."""
