"""Where configs/ and models/ are: inside an installed package, or beside pipeline/ in a checkout."""

from __future__ import annotations

from pathlib import Path

from gongbao.errors import ConfigError

HERE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `configs` or `models`; raises ConfigError where neither the package nor the checkout has it."""
    for place in (HERE / name, HERE.parent.parent / name):
        if place.is_dir():
            return place
    raise ConfigError(f"gongbao's folder {name} is missing beside {HERE}: install gongbao again")


def lexicon(name: str) -> Path:
    """The path of a table in configs/lexicon, given without its suffix."""
    return folder("configs") / "lexicon" / f"{name}.tsv"


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a TSV table by column; `#` lines are comments; raises ConfigError with FILE:LINE on a row of another width."""
    found: list[dict[str, str]] = []
    header: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            header = cells
        elif len(cells) != len(header):
            raise ConfigError(f"{path}:{number}: {len(cells)} cells where the header has {len(header)}")
        else:
            found.append(dict(zip(header, cells, strict=True)))
    return found
