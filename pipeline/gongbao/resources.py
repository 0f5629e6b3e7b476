"""Where configs/ and models/ are: inside an installed package, or beside pipeline/ in a checkout."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

from gongbao.errors import ConfigError
from gongbao.version import __version__

HERE = Path(__file__).resolve().parent
DECIDING = (".cfg", ".tsv", ".toml", ".npz", ".json")
MODEL = re.compile(r'^model\s*=\s*"([^"]+)"', re.MULTILINE)


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


@cache
def fingerprints(config: str = "") -> dict[str, str]:
    """The SHA-256 of every file that decides the output: lexicons, models, the configuration and the model that it names."""
    ours = [(name, path) for name in ("configs", "models") for path in sorted(folder(name).rglob("*"))]
    paths = {str(Path(name, path.relative_to(folder(name)))): path for name, path in ours}
    if config:
        if not Path(config).is_file():
            raise ConfigError(f"no configuration {config}: give the path of a .cfg file, or leave it out for the default")
        named = [Path(name) for name in MODEL.findall(Path(config).read_text(encoding="utf-8"))]
        paths |= {str(path): path for path in [Path(config), *(path for one in named if one.is_dir() for path in sorted(one.iterdir()))]}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in paths.items() if path.suffix in DECIDING}


@cache
def fingerprint(config: str = "") -> str:
    """The first 12 hex digits of the SHA-256 of everything that decides the output."""
    told = "".join(f"{Path(name).name}\0{digest}\n" for name, digest in fingerprints(config).items())
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def stamp(config: str = "") -> str:
    """What the column `gongbao` of bulletins holds: version and hash of the configuration."""
    return f"{__version__}+{fingerprint(config)}"
