"""Counts the calls of functions that each stage makes on the texts of corpus/bulletins: a measure of speed that a busy machine does not change.

`python tests/bench/budget.py` prints the counts beside those of tests/budget.json; `--write` pins them anew.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from typing import Any

from material import ROOT
from stages import stages

BUDGET = ROOT / "tests" / "budget.json"
FILES = sorted((ROOT / "corpus" / "bulletins").glob("*.txt"))


def counted(calls: Counter[str], name: str, call: Callable[..., Any], *given: Any) -> Any:
    """What the call gives; the calls of Python and C functions that it makes are added under the name."""
    profile = cProfile.Profile()
    result = profile.runcall(call, *given)
    calls[name] += sum(entry.callcount for entry in profile.getstats())
    return result


def count() -> dict[str, int]:
    """The calls of each stage on those texts, with all tables loaded and all caches filled."""
    from gongbao import assemble

    nlp, sources = assemble.default_language(), [path.read_bytes() for path in FILES]
    calls: Counter[str] = Counter()
    for _ in range(2):  # the first round fills the caches
        calls.clear()
        for data in sources:
            stages(partial(counted, calls), nlp, data)
    return dict(calls)


def digest() -> str:
    """The SHA-256 of the texts that are counted on."""
    return sha256(b"".join(path.read_bytes() for path in FILES)).hexdigest()


def pinned() -> dict[str, int]:
    """The counts of tests/budget.json, none where it is not there."""
    return dict(json.loads(BUDGET.read_text(encoding="utf-8"))["calls"]) if BUDGET.is_file() else {}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="pin the counts in tests/budget.json")
    parser.add_argument("--json", action="store_true", help="print the counts as JSON")
    options = parser.parse_args()
    calls, before = count(), pinned()
    if options.write:
        content = {"python": f"{sys.version_info.major}.{sys.version_info.minor}", "texts": digest(), "calls": calls}
        BUDGET.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    if options.json:
        sys.stdout.write(json.dumps({"texts": digest(), "calls": calls}) + "\n")
        return
    for name, number in calls.items():
        share = f"{number / before[name] - 1:+8.1%}" if before.get(name) else ""
        sys.stdout.write(f"{name:24} {number:10,} {share}\n")


if __name__ == "__main__":
    main()
