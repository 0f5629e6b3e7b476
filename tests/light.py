"""A reader for tests of batches: the paragraphs and the numbers of a document, without a language pipeline."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from decimal import Decimal
from typing import Any

from gongbao.decode import decode
from gongbao.records import BulletinRow, ParagraphRow, QuantityRow, Records
from gongbao.sources import Document

NUMBER = re.compile(r"[0-9]{1,12}")


def read(document: Document, config: str) -> Iterator[Records]:
    """One bulletin; `config` is what its row says of the configuration."""
    raw = decode(document.data, name=document.source, encoding=document.encoding).text
    lines = list(re.finditer(r"[^\n]+", raw))
    paragraphs = [ParagraphRow(document.id, k, "body", (), one[0], *one.span(), "", 0.0, {}, ()) for k, one in enumerate(lines)]
    quantities = [
        QuantityRow(document.id, raw.count("\n", 0, one.start()), k, one[0], *one.span(), "count", *[number] * 3, "=", "", "1", number, "1")
        for k, one in enumerate(NUMBER.finditer(raw))
        if (number := Decimal(one[0])) is not None
    ]
    about = (document.id, document.source, "text/plain", "", "hans", document.title, "", document.place, "", None)
    yield Records([BulletinRow(*about, len(raw), len(lines), {}, config)], paragraphs, quantities)


def slow(document: Document, config: str) -> Iterator[Records]:
    """As `read`, after a rest."""
    time.sleep(0.2)
    yield from read(document, config)


def fragile(document: Document, config: str) -> Iterator[Records]:
    """As `read`, but 坏 ends the process, 慢 does not end, 僵 does not even let the interpreter go on, and 错 raises."""
    text = document.data.decode("utf-8", "replace")
    if "僵" in text:
        sum(range(10**13))  # in C from start to end: no signal is looked at
    if "坏" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    while "慢" in text:
        pass
    if "错" in text:
        raise KeyError(document.source)
    yield from read(document, config)


def in_pieces(document: Document, config: str) -> Iterator[Records]:
    """As `read`, twice: the second piece has paragraphs only."""
    for whole in read(document, config):
        yield Records(whole.bulletins, whole.paragraphs[:1], whole.quantities)
        yield Records(paragraphs=whole.paragraphs[1:])


class Here(Executor):
    """Runs everything in this process, at once: for tests that are not about processes."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The future of a call that has been made already."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  what an executor does
            future.set_exception(error)
        return future
