"""A run: inputs into an output folder, only what is new or changed, so that it can be stopped at any moment and goes on later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import Any, BinaryIO

from gongbao.batch import plan as plans
from gongbao.batch import worker
from gongbao.batch.cluster import cluster
from gongbao.batch.plan import Copies, Part, Plan, Slice
from gongbao.batch.pools import Pool, processes
from gongbao.batch.scan import ChangedError, Feed, scan
from gongbao.batch.worker import Job, Read, Result
from gongbao.errors import ConfigError, UsageError
from gongbao.resources import fingerprints, stamp
from gongbao.sinks.folder import DRAFTS, PLAN, STDIN, Folder
from gongbao.sinks.parquet import full_disk
from gongbao.sources import Input, Options, find, is_there

Report = Callable[[str, dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run is made; `jobs` processes on this machine, or the workers of `scheduler`."""

    options: Options = field(default_factory=Options)
    config: str = ""
    jobs: int = 1
    scheduler: str = ""
    strict: bool = False
    rebuild: bool = False
    prune: bool = False
    read: Read = worker.read


@dataclass(slots=True)
class Summary:
    """What a run has done, and what the folder holds after it; `reasons` counts the rejects in the folder."""

    inputs: int = 0
    unchanged: int = 0
    documents: int = 0
    bulletins: int = 0
    rejects: int = 0
    seconds: float = 0.0
    memory: int = 0
    total: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    vanished: list[str] = field(default_factory=list)
    pruned: int = 0
    changed: list[str] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """Rejects in the folder that somebody should look at: duplicates need nothing."""
        return sum(count for reason, count in self.reasons.items() if reason != "duplicate")


def silent(event: str, facts: dict[str, Any]) -> None:
    """Reports nothing."""


def run(
    sources: Sequence[str], out: Path, settings: Settings | None = None, *, report: Report = silent, stdin: BinaryIO | None = None
) -> Summary:
    """Reads everything behind the sources that is new or changed into a folder.

    Worker processes begin afresh: a script calls this under `if __name__ == "__main__"`.
    Raises UsageError where the folder is another's, in use, or of another configuration; StoppedError where disk or cluster fail;
    UnreadableError at the first reject where the settings are strict.
    """
    folder, begun = Folder(out), perf_counter()
    folder.check()
    stamp(settings.config if settings else "")  # raises where the configuration is missing, before anything is made
    inputs = find(sources, spool=out / STDIN, stdin=stdin, leave_out=out)
    with full_disk(out):
        folder.make()
        with folder.locked():
            summary = Run(folder, settings or Settings(), report).go(inputs)
    summary.seconds = perf_counter() - begun
    report("summary", {name: getattr(summary, name) for name in Summary.__slots__})
    return summary


@dataclass(slots=True)
class Run:
    """One run on a folder that is locked."""

    folder: Folder
    settings: Settings
    report: Report
    summary: Summary = field(default_factory=Summary)

    def go(self, inputs: list[Input]) -> Summary:
        """Plans, reads, and sums up."""
        old = self.before()
        inputs = self.again(old, inputs)
        known = {} if self.settings.rebuild else old.known()
        found = scan(inputs, known, self.settings.options, lambda: self.report("scanned", {"inputs": len(inputs)}))
        self.summary.inputs, self.summary.unchanged = len(inputs), found.unchanged
        base = replace(old, parts=()) if self.settings.rebuild else old
        new = plans.merge(base, found.fresh, found.gone | self.vanished(known, inputs))
        self.settle(new)
        self.read(new)
        self.close(new)
        return self.summary

    def before(self) -> Plan:
        """The plan of the last run, its unfinished takeovers done; raises UsageError where it was made with another configuration."""
        now = Plan(stamp(self.settings.config), self.settings.config, fingerprints(self.settings.config))
        path = self.folder.path / PLAN
        try:
            old = plans.read(path) or now
        except ConfigError:
            if not self.settings.rebuild:
                raise
            old = now
        if self.settings.rebuild:
            return replace(now, parts=old.parts)
        different = plans.differences(old, now)
        if different:
            told = "; ".join(different[:8]) + ("; …" if len(different) > 8 else "")
            raise UsageError(f"{self.folder.path} was made with another configuration ({told}): add --rebuild to read everything again")
        self.carry(old)
        return old

    def again(self, old: Plan, inputs: list[Input]) -> list[Input]:
        """The inputs, and where everything is read again also those of earlier runs; raises UsageError where some of these are gone."""
        if not self.settings.rebuild:
            return inputs
        given = {one.location for one in inputs}
        earlier = [Input(one.source, location) for location, one in old.known().items() if location not in given]
        lost = [one.source for one in earlier if not is_there(one.location)]
        if lost and not self.settings.prune:
            raise UsageError(f"{len(lost)} inputs have vanished ({lost[0]} …) and cannot be read again: add --prune to drop their rows")
        self.summary.pruned = len(lost)
        return sorted([*inputs, *(one for one in earlier if one.source not in lost)], key=lambda one: one.source)

    def vanished(self, known: dict[str, Slice], inputs: Iterable[Input]) -> set[str]:
        """The locations of vanished inputs whose rows are to go; all of them are reported."""
        given = {one.location for one in inputs}
        lost = {location: one.source for location, one in known.items() if location not in given and not is_there(location)}
        if self.settings.prune:
            self.summary.pruned += len(lost)
            return set(lost)
        self.summary.vanished = sorted(lost.values())
        return set()

    def settle(self, new: Plan) -> None:
        """Writes the plan, and brings what is in the folder in line with it."""
        if self.settings.rebuild:
            self.folder.sweep([])
        plans.write(new, self.folder.write, self.folder.path / PLAN)
        self.folder.sweep([name for part in new.parts for name in (part.name, part.carries) if name])
        self.carry(new)
        self.folder.sweep([part.name for part in new.parts])

    def carry(self, plan: Plan) -> None:
        """Takes the rows of unchanged inputs over from parts that lose others."""
        counted = self.folder.records()
        for part in plan.parts:
            if part.carries in counted and part.name not in counted:
                self.folder.carry(part.carries, part.name, [one.key for one in part.slices])

    def read(self, plan: Plan) -> None:
        """Runs a job for each part that does not count yet, and puts its result into the folder."""
        counted, copies = self.folder.records(), plans.copies(plan)
        missing = {part.name: part for part in plan.parts if part.name not in counted}
        self.report("planned", {"parts": len(missing), "documents": sum(len(one.ids) for part in missing.values() for one in part.slices)})
        if not missing:
            return
        with self.pool(len(missing)) as pool:
            for result in pool.run(self.jobs(missing.values(), copies, plan)):
                self.folder.commit(result.name, result.tables, [one.key for one in missing[result.name].slices], result.rows)
                self.count(result)

    @contextmanager
    def pool(self, parts: int) -> Iterator[Pool]:
        """Workers, ended at once where the run is stopped."""
        if self.settings.scheduler:
            with cluster(self.settings.scheduler) as pool:
                yield pool
            return
        pool = Pool(processes, max(1, min(self.settings.jobs, parts)))
        try:
            yield pool
        except BaseException:
            pool.stop()
            raise
        pool.close()

    def jobs(self, parts: Iterable[Part], copies: dict[Slice, Copies], plan: Plan) -> Iterator[Job]:
        """A job for each part; a part whose input changes under our hands waits for the next run."""
        feed, settings = Feed(), self.settings
        for part in parts:
            try:
                slices = tuple(feed.take(one, copies[one]) for one in part.slices)
            except ChangedError as error:
                self.summary.changed.append(str(error))
                continue
            drafts = "" if settings.scheduler else str(self.folder.path / DRAFTS)
            seconds = max(one.options.max_seconds for one in part.slices)
            yield Job(part.name, slices, settings.config, plan.stamp, settings.read, seconds, settings.strict, drafts)

    def count(self, result: Result) -> None:
        """Adds a result to the summary, and reports it."""
        mine = self.summary
        documents = result.bulletins + len(result.rejects)
        mine.documents += documents
        mine.bulletins += result.bulletins
        mine.rejects += len(result.rejects)
        mine.memory = max(mine.memory, result.memory)
        for one in result.rejects:
            self.report("reject", {"source": one.source, "reason": one.reason, "detail": one.detail})
        told = {"part": result.name, "documents": documents, "rejects": len(result.rejects)}
        self.report("part", {**told, "seconds": round(result.seconds, 3), "memory": result.memory})

    def close(self, plan: Plan) -> None:
        """Counts what the folder holds, and clears up behind workers that have died."""
        self.folder.sweep([part.name for part in plan.parts])
        self.summary.total = self.folder.count("bulletins")
        reasons = Counter[str]()
        for batch in self.folder.batches("rejects"):
            reasons.update(batch.column("reason").to_pylist())
        self.summary.reasons = dict(sorted(reasons.items()))
