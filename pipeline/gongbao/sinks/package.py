"""datapackage.json (Frictionless Data Package 1) beside what was exported: names, types, keys and meanings of all columns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gongbao.sinks.schema import summary, table_schema
from gongbao.sinks.text import written

NAME = "datapackage.json"
CREATOR = "gongbao"


def resource(table: str, path: str | list[str], **how: Any) -> dict[str, Any]:
    """A table in a file, or in the sheet or table of a file."""
    return {
        "name": f"{Path(path).stem}-{table}" if isinstance(path, str) and Path(path).stem != table else table, "path": path, **how,
        "profile": "tabular-data-resource", "encoding": "utf-8", "description": summary(table), "schema": table_schema(table),
    }


def write(folder: Path, resources: Sequence[dict[str, Any]], stamp: str) -> None:
    """Describes files in the datapackage.json of their folder, beside what it says of other files of ours."""
    path = folder / NAME
    others = [one for one in _ours(path) if one["name"] not in {mine["name"] for mine in resources}]
    whole = {"name": "bulletins", "profile": "data-package", "created_by": CREATOR, "gongbao": stamp, "resources": [*others, *resources]}
    if not path.exists() or _is_ours(path):
        with written(path) as file:
            file.write(json.dumps(whole, ensure_ascii=False, indent=1) + "\n")


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_ours(path: Path) -> bool:
    return _read(path).get("created_by") == CREATOR


def _ours(path: Path) -> list[dict[str, Any]]:
    """What is described there already and still exists."""
    found: list[dict[str, Any]] = _read(path).get("resources", []) if _is_ours(path) else []
    return [one for one in found if isinstance(one["path"], str) and (path.parent / one["path"]).exists()]
