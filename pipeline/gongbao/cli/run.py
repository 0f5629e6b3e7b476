"""gongbao run: inputs into an output folder."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gongbao.cli.base import EXITS, Size, about_options, config_option

if TYPE_CHECKING:
    from gongbao.batch import Settings, Summary

COLUMNS = ("text_column", "published_column", "place_column", "title_column", "id_column")
LIMITS = ("max_bytes", "max_seconds", "max_depth", "max_ratio")
NAMED = 5  # names told in a summary


def column_options(command: Any) -> Any:
    """--text-column and its like."""
    for name in reversed(COLUMNS):
        role = name.removesuffix("_column")
        command = click.option(f"--{role}-column", default="", metavar="NAME", help=f"Column of tables that holds the {role}.")(command)
    return command


@click.command(epilog=EXITS)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="Folder for the tables, new or of an earlier run.")
@click.option("-j", "--jobs", default=1, type=click.IntRange(1), show_default=True, help="Processes; any number gives the same.")
@click.option("--format", "format_", type=click.Choice(["parquet", "jsonl"]), default="parquet", help="jsonl: JSON lines beside Parquet.")
@click.option("--scheduler", default="", metavar="ADDRESS", help="Run on the dask.distributed cluster at this address (tcp://host:8786).")
@config_option
@about_options
@click.option("--encoding", default="", metavar="NAME", help="Encoding of all texts, recognized by default.")
@column_options
@click.option("--max-bytes", type=Size(), default="256M", show_default=True, help="Larger documents are refused.")
@click.option("--max-seconds", type=click.FloatRange(0), default=300, show_default=True, help="Slower documents are refused; 0: none.")
@click.option("--max-depth", type=click.IntRange(0), default=3, show_default=True, help="Archives in archives that are opened.")
@click.option("--max-ratio", type=click.IntRange(1), default=200, show_default=True, help="How many times its size an archive may unpack.")
@click.option("--strict", is_flag=True, help="Stop at the first refused document.")
@click.option("--rebuild", is_flag=True, help="Read everything again, e.g. with another configuration.")
@click.option("--prune", is_flag=True, help="Remove the rows of inputs that have vanished.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("--log-json", is_flag=True, help="Print what happens as JSON lines on standard error.")
def command(sources: tuple[str, ...], out: Path, format_: str, quiet: bool, log_json: bool, **given: Any) -> int:
    """Read bulletins into tables.

    SOURCE is a file, a folder, a glob, a URL (s3://, https:// ...) or - for standard input: text, HTML, PDF, DOCX; CSV, TSV, JSONL and
    Parquet with a bulletin a row; ZIP and tar archives of these. Only what is new or changed since the last run is read.
    """
    from gongbao import batch
    from gongbao.cli.progress import reporter

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with reporter(quiet, log_json) as report:
            summary = batch.run(sources, out, settings(given), report=report, stdin=sys.stdin.buffer)
    except KeyboardInterrupt:
        click.echo("gongbao: interrupted; what was done is kept, and the same command goes on", err=True)
        return 130
    describe(out, format_, bool(summary.documents or summary.pruned))
    if not quiet and not log_json:
        click.echo(told(out, summary))
    return 1 if summary.refused or summary.changed else 0


def describe(out: Path, format_: str, changed: bool) -> None:
    """Writes what lies beside the parts, where it is missing or they have changed: datapackage.json, and JSON lines where they are wanted."""
    from gongbao.sinks import export, folder, package

    if changed or not (out / package.NAME).exists():
        export.beside(folder.opened(out))
    if format_ == "jsonl" and (changed or not (out / "jsonl").exists()):
        export.as_jsonl(folder.opened(out))


def settings(given: dict[str, Any]) -> Settings:
    """The settings of a run from its options."""
    from gongbao.batch import Settings
    from gongbao.sources import Options

    reading = {name: given.pop(name) for name in ("published", "place", "encoding", *COLUMNS, *LIMITS)}
    return Settings(options=Options(**reading), **given)


def told(out: Path, summary: Summary) -> str:
    """The closing summary."""
    rate = f", {summary.documents / summary.seconds:.0f} documents/s" if summary.documents else ""
    lines = [
        f"{out}: {summary.total} bulletins, {sum(summary.reasons.values())} rejects",
        f"  this run: {summary.inputs} inputs ({summary.unchanged} unchanged), {summary.bulletins} bulletins and {summary.rejects} rejects "
        f"read in {summary.seconds:.1f} s{rate}",
    ]
    if summary.reasons:
        reasons = ", ".join(f"{reason} {count}" for reason, count in summary.reasons.items())
        lines.append(f"  rejects: {reasons} (see {out / 'rejects'})")
    if summary.vanished:
        lines.append(f"  vanished: {named(summary.vanished)}; their rows are kept, --prune removes them")
    if summary.pruned:
        lines.append(f"  removed: the rows of {summary.pruned} vanished inputs")
    return "\n".join([*lines, *(f"  {one}" for one in summary.changed)])


def named(sources: list[str]) -> str:
    """How many inputs, and the first of them by name."""
    return f"{len(sources)} ({', '.join(sources[:NAMED])}{', …' if len(sources) > NAMED else ''})"
