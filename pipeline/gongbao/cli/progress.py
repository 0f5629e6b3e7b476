"""What a run tells while it goes on: a bar on a terminal, lines of JSON for machines, rejects for everybody."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import click

Report = Callable[[str, dict[str, Any]], None]
SHOWN = 50  # rejects told one by one


@contextmanager
def reporter(quiet: bool, log_json: bool) -> Iterator[Report]:
    """What reports the events of a run."""
    if log_json:
        yield as_json
    elif quiet:
        yield lambda event, facts: None  # noqa: ARG005  the call of a report
    elif sys.stderr.isatty():
        with Bar() as bar:
            yield bar.report
    else:
        yield Lines().report


def as_json(event: str, facts: dict[str, Any]) -> None:
    """One event as a line of JSON on standard error; inputs that are only looked at are not told."""
    if event != "scanned":
        line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **facts}
        click.echo(json.dumps(line, ensure_ascii=False), err=True)


class Lines:
    """Tells rejects, the first ones in full."""

    def __init__(self, say: Callable[[str], None] = lambda line: click.echo(line, err=True)) -> None:
        self.count, self.say = 0, say

    def report(self, event: str, facts: dict[str, Any]) -> None:
        """Takes one event."""
        if event != "reject" or facts["reason"] == "duplicate":
            return
        self.count += 1
        if self.count <= SHOWN:
            self.say(f"{facts['source']}: {facts['reason']}: {facts['detail']}")
        if self.count == SHOWN:
            self.say("… more rejects are in the table rejects")


class Bar:
    """A progress bar with rate, time left and rejects."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
            TextColumn("{task.fields[rejects]} rejects"),
        )  # fmt: skip
        self.progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self.task = self.progress.add_task("looking", total=None, rate="", rejects=0)
        self.lines = Lines(lambda line: self.progress.console.print(line, markup=False, highlight=False))
        self.rejects = 0

    def __enter__(self) -> Bar:
        self.progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.progress.stop()

    def report(self, event: str, facts: dict[str, Any]) -> None:
        """Takes one event."""
        self.lines.report(event, facts)
        if event == "scanned":
            self.progress.update(self.task, total=facts["inputs"], advance=1)
        elif event == "planned":
            self.progress.reset(self.task, description="reading", total=facts["documents"])
        elif event == "part":
            self.rejects += facts["rejects"]
            self.progress.update(self.task, advance=facts["documents"], rejects=self.rejects, rate=self.rate())

    def rate(self) -> str:
        speed = self.progress.tasks[0].finished_speed or self.progress.tasks[0].speed
        return f"{speed:.0f}/s" if speed else ""
