"""Examples as data: one annotated line, one test; whole lines are compared."""

from __future__ import annotations

from pathlib import Path

CASES = Path(__file__).with_name("cases")


def lines(name: str) -> list[str]:
    """The cases of tests/cases/NAME.txt; blank lines and lines that start with `# ` are left out."""
    text = (CASES / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("# ")]
