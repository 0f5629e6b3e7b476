"""Times every stage of gongbao against jieba.cut, turn about on the same bulletins in one process held to one core."""

from __future__ import annotations

import gc
import logging
import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from time import process_time
from typing import Any

PUBLISHED = date(2022, 3, 1)
PART = 64  # bulletins that are written together
Times = dict[str, float]


def hold_to_one_core() -> None:
    """Keeps this process on one core where the system can do that."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def reference() -> Callable[[str], Any]:
    """jieba.lcut with its dictionary loaded."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return jieba.lcut


def measure(bulletins: Sequence[str]) -> dict[str, dict[str, float]]:
    """Of jieba.cut, of each stage and of the whole way (bytes → Parquet): seconds, MB/s, and the speed as a ratio to jieba.cut's."""
    from gongbao import assemble

    cut, nlp = reference(), assemble.default_language()
    whole_way(nlp, [bulletins[0].encode()])
    gc.collect()
    gc.freeze()
    times: Times = defaultdict(float)
    for k in range(0, len(bulletins), PART):
        some = bulletins[k : k + PART]
        for text in some:
            timed(times, "jieba.cut", cut, text)
            stages(partial(timed, times), nlp, text.encode())
        timed(times, "whole way", whole_way, nlp, [text.encode() for text in some])
    size = sum(len(text.encode()) for text in bulletins) / 1e6
    return {name: {"seconds": spent, "MB/s": size / spent, "of jieba": times["jieba.cut"] / spent} for name, spent in times.items()}


def timed(times: Times, name: str, call: Callable[..., Any], *given: Any) -> Any:
    """What the call gives; its processor time is added under the name."""
    start = process_time()
    result = call(*given)
    times[name] += process_time() - start
    return result


def stages(run: Callable[..., Any], nlp: Any, data: bytes) -> None:
    """Each stage alone on one bulletin: `run` gets its name, the call, and what the call is given, and passes on what it gives."""
    from gongbao import assemble
    from gongbao.decode import decode
    from gongbao.normalize import normalize
    from gongbao.rows import Rows
    from gongbao.steps import Reading

    decoded = run("decode", decode, data)
    normal = run("normalize", normalize, decoded.text)
    known = Reading(normal.text, run("segment", nlp.tokenizer.words, normal.text), PUBLISHED)
    for name, component in nlp.pipeline:
        if name != assemble.MARKING:
            run(name, component.step, known)
    run("rows", Rows(assemble.bulletin_of(data, published=PUBLISHED), known).all)


def whole_way(nlp: Any, some: Sequence[bytes]) -> None:
    """Some bulletins from bytes to Parquet, as a part of a run."""
    from io import BytesIO

    from pyarrow.parquet import write_table

    from gongbao import assemble
    from gongbao.batch.worker import uncollected
    from gongbao.records import Records, arrow_table

    together = Records()
    with uncollected():
        for data in some:
            together.add(assemble.analyse(nlp, assemble.bulletin_of(data, published=PUBLISHED)))
        for name, rows in together.tables():
            write_table(arrow_table(name, rows), BytesIO())
