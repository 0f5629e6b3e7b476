"""What a worker does: one part, documents in, the Parquet files of all tables out; no document can take another one with it."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from gongbao.batch.deadline import TimeUp, deadline, last_resort
from gongbao.errors import GongbaoError, UnreadableError
from gongbao.records import Records, RejectRow
from gongbao.sources import Document

if TYPE_CHECKING:
    from spacy.language import Language

    from gongbao.sinks.parquet import Files, Writer

Item = Document | RejectRow
Read = Callable[[Document, str], Iterator[Records]]
WARM_UP = "2021年，县统计局公布，全县完成投资3亿元，增长5%。"  # makes every stage load what it loads on first use
LOCK = threading.Lock()  # a cluster's worker may run tasks in threads; the pipeline is for one at a time


@dataclass(frozen=True, slots=True)
class Job:
    """One part to read: `slices` of documents, or of what refuses them.

    `drafts` is the folder for the files of the part, and for a trail of which document is being read; empty where there is no common disk.
    """

    name: str
    slices: tuple[tuple[Item, ...], ...]
    config: str
    stamp: str
    read: Read
    max_seconds: float = 0.0
    strict: bool = False
    drafts: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What has come of a job; `rows` counts the rows of each slice, `memory` is the peak of the process in bytes."""

    name: str
    tables: Files
    rows: list[dict[str, int]]
    rejects: list[RejectRow]
    bulletins: int
    seconds: float
    memory: int


@cache
def language(config: str) -> Language:
    """The pipeline of a configuration, built once in a process."""
    from gongbao import assemble

    found = assemble.load(config or None)
    assemble.extract(WARM_UP, nlp=found)
    gc.collect()
    gc.freeze()  # lexicons and model live as long as the process: the collector need not look at them again
    return found


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """No search for cycles while a part is read (its rows hold none), one behind it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()


def read(document: Document, config: str) -> Iterator[Records]:
    """The records of a document, piece by piece."""
    from gongbao import assemble
    from gongbao.resources import stamp

    yield from assemble.read(
        language(config), document.data, source=document.source, published=document.published, place=document.place, id=document.id,
        media_type=document.media_type, encoding=document.encoding, title=document.title, stamp=stamp(config),
    )


def start(parent: int) -> None:
    """Begins a worker process: Ctrl-C is left to the parent, and a worker whose parent has died ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("RAYON_NUM_THREADS", "1")  # the processes share the cores already
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    _follow(parent, 0)
    threading.Thread(target=_follow, args=(parent, None), daemon=True).start()


def _follow(parent: int, timeout: float | None) -> None:
    from multiprocessing import connection, parent_process

    above = parent_process()
    if above is not None and above.pid == parent and connection.wait([above.sentinel], timeout):
        os._exit(1)


def work(job: Job) -> Result:
    """Reads one part; raises GongbaoError where this machine's gongbao is another one, UnreadableError at a reject where it is strict."""
    begun, writer = perf_counter(), _writer(job)
    with LOCK:
        _ready(job)
        with _trail(job) as step, last_resort(job.max_seconds) as renew, uncollected():
            rows, rejects = _read_all(job, writer, lambda ordinal: (step(ordinal), renew()))
        tables = writer.finish()
    return Result(job.name, tables, rows, rejects, writer.counts["bulletins"], perf_counter() - begun, peak())


def _writer(job: Job) -> Writer:
    from gongbao.sinks.parquet import Writer

    return Writer(Path(job.drafts) if job.drafts else None, job.name)


def _read_all(job: Job, writer: Writer, step: Callable[[int], object]) -> tuple[list[dict[str, int]], list[RejectRow]]:
    """The numbers of rows of each slice, and the rejects; `step` is called with the ordinal of each document."""
    rows, rejects, before = [], list[RejectRow](), dict(writer.counts)
    for ordinal, (last, item) in enumerate(_items(job)):
        step(ordinal)
        refused = _take(item, job, writer)
        if refused:
            rejects.append(refused)
            if job.strict and refused.reason != "duplicate":
                raise UnreadableError(refused.reason, f"{refused.source}: {refused.detail}")
        if last:
            rows.append({name: count - before[name] for name, count in writer.counts.items()})
            before = dict(writer.counts)
    return rows, rejects


def _items(job: Job) -> Iterator[tuple[bool, Item]]:
    """Every item of the job, and whether it is the last of its slice."""
    return chain.from_iterable(((k == len(items), item) for k, item in enumerate(items, 1)) for items in job.slices)


def _ready(job: Job) -> None:
    """Loads the pipeline before the clock of the first document runs."""
    if job.read is not read:
        return
    from gongbao.resources import stamp

    if stamp(job.config) != job.stamp:
        raise GongbaoError(f"a worker has gongbao {stamp(job.config)}, the run {job.stamp}: install the same on all machines")
    language(job.config)


def _take(item: Item, job: Job, writer: Writer) -> RejectRow | None:
    """The rows of one item go to the writer, all of them or only the reject that is returned."""
    if isinstance(item, Document):
        try:
            _read_into(item, job, writer)
        except UnreadableError as error:
            item = RejectRow(item.source, error.reason, error.detail)
        except TimeUp:
            item = RejectRow(item.source, "too_slow", f"more than {job.max_seconds:g} seconds: split the document, or raise --max-seconds")
        except MemoryError:
            item = RejectRow(item.source, "too_large", "memory does not suffice: split the document, or use a larger machine")
        except GongbaoError:
            raise
        except Exception as error:  # noqa: BLE001  a fault of ours in one document must not cost the other hundred thousand
            item = RejectRow(item.source, "fault", f"{described(error)}: a fault in gongbao, please report it with the document")
        else:
            return None
    writer.add(Records(rejects=[item]))
    return item


def _read_into(document: Document, job: Job, writer: Writer) -> None:
    """The rows of a document; those of one that comes in pieces wait, compressed, until all of it has been read."""
    from gongbao.sinks.parquet import Writer

    with deadline(job.max_seconds):
        pieces = job.read(document, job.config)
        first, second = next(pieces), next(pieces, None)
        if second is not None:
            aside = Writer(writer.drafts, f"{job.name}.aside")
            with aside:
                for one in chain((first, second), pieces):
                    aside.add(one)
    if second is None:
        writer.add(first)
    else:
        writer.append(aside.finish())


def described(error: Exception) -> str:
    """An exception in a line: type, text, and where it was raised."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} {str(error)[:200]!r} in {Path(place.filename).name}:{place.lineno}"


def trail(job: Job) -> Path:
    """Where a worker tells the ordinal of the document that it reads: what remains there of one that has died."""
    return Path(job.drafts, f"{job.name}.trail")


@contextlib.contextmanager
def _trail(job: Job) -> Iterator[Callable[[int], None]]:
    if not job.drafts:
        yield lambda _: None
        return
    with trail(job).open("wb", buffering=0) as file:

        def step(ordinal: int) -> None:
            file.seek(0)
            file.write(b"%012d" % ordinal)

        yield step
    trail(job).unlink(missing_ok=True)


def peak() -> int:
    """The peak of this process's memory in bytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size if sys.platform == "darwin" else size * 1024
