"""No stage makes more calls of functions on a fixed text than tests/budget.json allows, with a tenth to spare: a slow-down shows on any machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
COMMAND = HERE / "bench" / "budget.py"
PINNED: dict[str, Any] = json.loads((HERE / "budget.json").read_text(encoding="utf-8"))
BUDGET: dict[str, int] = PINNED["calls"]
ROOM = 1.1
REMEDY = "python tests/bench/budget.py --write"


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """The counts in a process of its own, whose caches no other test has filled."""
    done = subprocess.run(
        [sys.executable, str(COMMAND), "--json"], check=True, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": "0"}
    )
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def test_the_budget_is_that_of_every_stage_on_these_texts(found: dict[str, Any]) -> None:
    assert (found["texts"], list(found["calls"])) == (PINNED["texts"], list(BUDGET)), f"texts or stages have changed: {REMEDY}"


@pytest.mark.parametrize("stage", BUDGET)
def test_a_stage_keeps_to_its_budget(stage: str, found: dict[str, Any]) -> None:
    calls, budget = found["calls"][stage], BUDGET[stage]
    assert calls <= budget * ROOM, f"{stage} makes {calls / budget - 1:.0%} more calls: make it cheaper, or pin them with {REMEDY}"
