"""Draws the benchmark: `python tests/bench/chart.py [JSON] [SVG]` makes bars of speeds relative to jieba.cut, on a logarithmic scale."""

from __future__ import annotations

import json
import math
import sys
from html import escape
from pathlib import Path
from typing import Any

from material import ROOT

LABEL, PLOT, BAR, GAP = 230, 460, 18, 8
COLOURS = {"stage": "#7aa6c2", "whole": "#1f5f8b", "peer": "#c2a37a", "jieba": "#888888"}


def bars(result: dict[str, Any]) -> list[tuple[str, float, str]]:
    """(name, speed relative to jieba.cut, colour) from the measures of the middle size and of the peers, fastest first."""
    sizes = sorted(result["sizes"], key=int)
    stages = result["sizes"][sizes[len(sizes) // 2]]["stages"]
    found = [(name, row["of jieba"], kind_of(name)) for name, row in stages.items()]
    found += [(f"{name} {row['version']}", row["of jieba"], "peer") for name, row in result.get("peers", {}).items()]
    return [(name, value, COLOURS[kind]) for name, value, kind in sorted(found, key=lambda one: -one[1])]


def kind_of(name: str) -> str:
    return "whole" if name == "whole way" else "jieba" if name == "jieba.cut" else "stage"


def draw(result: dict[str, Any]) -> str:
    """The chart as SVG."""
    rows = bars(result)
    low = math.floor(min(math.log10(value) for _, value, _ in rows))
    high = math.ceil(max(math.log10(value) for _, value, _ in rows))
    scale = PLOT / (high - low)
    height = len(rows) * (BAR + GAP) + 40
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{LABEL + PLOT + 70}" height="{height}" font-family="sans-serif" font-size="12">']
    for power in range(low, high + 1):
        x = LABEL + (power - low) * scale
        parts.append(f'<line x1="{x:.1f}" y1="0" x2="{x:.1f}" y2="{height - 30}" stroke="#dddddd"/>')
        parts.append(f'<text x="{x:.1f}" y="{height - 14}" text-anchor="middle">{10.0**power:g}×</text>')
    for k, (name, value, colour) in enumerate(rows):
        y = k * (BAR + GAP)
        width = max(1.0, (math.log10(value) - low) * scale)
        parts.append(f'<text x="{LABEL - 6}" y="{y + 13}" text-anchor="end">{escape(name)}</text>')
        parts.append(f'<rect x="{LABEL}" y="{y}" width="{width:.1f}" height="{BAR}" fill="{colour}"/>')
        parts.append(f'<text x="{LABEL + width + 4:.1f}" y="{y + 13}">{value:.3g}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def main(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(draw(json.loads(source.read_text(encoding="utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    given = [Path(name) for name in sys.argv[1:]]
    main(given[0] if given else ROOT / "out" / "bench.json", given[1] if len(given) > 1 else ROOT / "docs" / "bench.svg")
