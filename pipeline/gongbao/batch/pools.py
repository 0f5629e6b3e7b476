"""Where jobs run: processes on this machine, or a dask.distributed cluster, behind one call."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from gongbao.batch.worker import Item, Job, Result, start, trail, work
from gongbao.errors import GongbaoError
from gongbao.records import RejectRow

AHEAD = 2  # jobs that wait for each worker


@dataclass(slots=True)
class Pool:
    """Runs jobs on an executor made by `make`; a job whose worker dies is run again alone."""

    make: Callable[[int], Executor]
    workers: int
    executor: Executor | None = None
    children: set[int | None] = field(default_factory=set)

    def run(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """The results of jobs as they come; few jobs are held at a time."""
        waiting: dict[Future[Result], Job] = {}
        for job in jobs:
            waiting[self.submit(job)] = job
            if len(waiting) >= self.workers * AHEAD:
                yield from self.some(waiting)
        while waiting:
            yield from self.some(waiting)

    def some(self, waiting: dict[Future[Result], Job]) -> Iterator[Result]:
        """The results that are ready; of all that wait, one at a time, where a worker has died."""
        done, _ = wait(waiting, return_when=FIRST_COMPLETED)
        try:
            for future in done:
                result = future.result()
                del waiting[future]
                yield result
        except BrokenExecutor:
            lost = list(waiting.values())
            waiting.clear()
            self.stop()
            yield from map(self.alone, lost)

    def submit(self, job: Job) -> Future[Result]:
        try:
            if self.executor is not None:
                return self.executor.submit(work, job)
            others = children()
            self.executor = self.make(self.workers)
            with shielded():
                future = self.executor.submit(work, job)
            self.children = children() - others
            return future
        except BrokenExecutor as error:
            broken: Future[Result] = Future()
            broken.set_exception(error)
            return broken

    def alone(self, job: Job) -> Result:
        """The result of a job with a worker to itself: a document that ends it once more is refused and the rest is read."""
        with self.make(1) as executor:
            try:
                with shielded():
                    future = executor.submit(work, job)
                return future.result()
            except BrokenExecutor:
                spared = spare(job)
        return self.alone(spared)

    def stop(self) -> None:
        """Ends all workers at once, whatever they do."""
        if self.executor is not None:
            self.executor.shutdown(wait=False)
            for process in multiprocessing.active_children():
                if process.pid in self.children:
                    process.kill()
        self.executor = None

    def close(self) -> None:
        """Ends workers that have nothing left to do."""
        if self.executor is not None:
            self.executor.shutdown()
        self.executor = None


def spare(job: Job) -> Job:
    """The job with the document that its worker died of, as its trail tells, refused; raises GongbaoError where there is no trail."""
    if not job.drafts:
        raise GongbaoError(f"the worker of part {job.name} has died: look for lack of memory, and run again")
    try:
        ordinal = int(trail(job).read_bytes())
    except (OSError, ValueError) as error:
        raise GongbaoError(f"the worker of part {job.name} ended before it read anything: is memory short? Run again") from error
    slices = []
    for items in job.slices:
        slices.append(tuple(refused(item) if k == ordinal else item for k, item in enumerate(items)))
        ordinal -= len(items)
    return replace(job, slices=tuple(slices))


def refused(item: Item) -> Item:
    return RejectRow(item.source, "crash", "a library broke down or got stuck on it, or memory ran out: convert the document to text")


@contextmanager
def shielded() -> Iterator[None]:
    """Holds Ctrl-C back while processes begin: they inherit that, so that it reaches the parent alone, from their first moment on."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def children() -> set[int | None]:
    """The ids of this process's own processes."""
    return {process.pid for process in multiprocessing.active_children()}


def processes(workers: int) -> Executor:
    """A pool of processes that begin afresh (spawn), so that no state of the parent leaks into them."""
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), start, (os.getpid(),))
