"""gongbao (公报): tables out of Chinese bulletins."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import gongbao.extract  # noqa: F401  the empty package first: the function below takes over its name, and no later import takes it back
from gongbao.version import __version__

if TYPE_CHECKING:
    from spacy.language import Language

    from gongbao.records import Records

__all__ = ["__version__", "convert", "extract", "load"]


def load(config: str | Path | None = None) -> Language:
    """The pipeline of a configuration file, ours by default, as a spaCy Language; raises gongbao.errors.ConfigError."""
    from gongbao import assemble

    return assemble.load(config)


def extract(source: str | Path, *, published: str | date | None = None, place: str | None = None) -> Records:
    """The records of a text (str) or of a file (Path): a list of rows per table.

    `published` is a day (2022-03-01; also 2022-03 or 2022) and `place` a division (四川省泸州市合江县), both read from the text where
    they are left out. Raises gongbao.errors.UnreadableError where a file cannot be read and UsageError where it is missing.
    """
    from gongbao import assemble

    return assemble.extract(source, published=published, place=place or "")


def convert(text: str, config: str = "t2s", *, engine: str | None = None) -> str:
    """The text in another script by a configuration of OpenCC (t2s, s2twp, hk2s …); raises gongbao.errors.UsageError on an unknown one."""
    from gongbao.normalize.convert import convert as run

    return run(text, config, engine)
