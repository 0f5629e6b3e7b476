"""gongbao info: versions, engines, models."""

from __future__ import annotations

import json
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import click

PACKAGES = (
    "spacy", "rjieba", "jieba", "opencc-pyo3", "opencc-python-reimplemented", "scikit-learn", "numpy", "pyarrow", "trafilatura",
    "pypdfium2", "python-docx", "openpyxl", "fsspec",
)  # fmt: skip
EXTRAS = {"postgres": "adbc-driver-postgresql", "duckdb": "duckdb", "cluster": "distributed", "plot": "matplotlib"}
CARD = ("examples", "macro_f1", "accuracy", "calibration_error", "threshold", "kept", "kept_precision", "data")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def command(as_json: bool) -> int:
    """Print versions, the engines in use, and the cards of the models."""
    found = gathered()
    click.echo(json.dumps(found, ensure_ascii=False, indent=1) if as_json else told(found))
    return 0


def gathered() -> dict[str, Any]:
    """Everything that decides what comes out."""
    from gongbao import resources
    from gongbao.normalize.engines import engines

    return {
        "gongbao": resources.stamp(),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "configuration": str(resources.folder("configs") / "default.cfg"),
        "engines": {"segmentation": "rjieba", "conversion": (*engines(), "none")[0]},
        "packages": {name: installed(name) for name in PACKAGES},
        "extras": {extra: installed(name) for extra, name in EXTRAS.items()},
        "models": {path.parent.name: json.loads(path.read_text(encoding="utf-8")) for path in cards()},
    }


def cards() -> list[Path]:
    """The cards of the models that are installed."""
    from gongbao.resources import folder

    return sorted(folder("models").glob("*/card.json"))


def installed(package: str) -> str:
    """The version of a package, empty where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def told(found: dict[str, Any]) -> str:
    """What was gathered, for people."""
    lines = []
    for name, value in found.items():
        if isinstance(value, dict):
            lines += [f"{name}:", *(f"  {key:<28} {card(one)}" for key, one in value.items())]
        else:
            lines.append(f"{name:<30} {value}")
    return "\n".join(lines if found["models"] else [*lines, "  (none: make one with `gongbao train`)"])


def card(one: dict[str, Any] | str) -> str:
    """A version, or the figures of a model's card on one line."""
    if isinstance(one, str):
        return one or "(not installed)"
    areas = f"{len(one.get('areas', []))} areas"
    return ", ".join([areas, *(f"{name} {one[name]}" for name in CARD if name in one)])
