"""gongbao convert: a text in another script."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gongbao.errors import UnreadableError, UsageError

AROUND = 6  # characters of context on either side


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--config", default="t2s", show_default=True, metavar="NAME", help="Conversion of OpenCC: s2t, t2s, s2twp, hk2s ...")
@click.option("--engine", default=None, metavar="NAME", help="opencc-pyo3 (the default) or opencc-python-reimplemented.")
@click.option("--check", is_flag=True, help="List the places on which the two engines differ instead.")
def command(file: str, config: str, engine: str | None, check: bool) -> int:
    """Convert FILE (or - for standard input) between traditional and simplified script."""
    text = read(file)
    if check:
        click.echo(differing(text, config))
    else:
        from gongbao import convert

        click.echo(convert(text, config, engine=engine), nl=False)
    return 0


def read(file: str) -> str:
    """The text of a file in any of our encodings."""
    from gongbao.decode import plain

    if file != "-" and not Path(file).is_file():
        raise UsageError(f"no file {file}: give the path of a text file, or -")
    data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    try:
        return plain.read(data)[0]
    except UnreadableError as error:
        raise UnreadableError(error.reason, f"{file}: {error.detail}") from error


def differing(text: str, config: str) -> str:
    """Where the engines differ, a line for each place."""
    from gongbao.cli.tables import table
    from gongbao.normalize.convert import differences

    found = differences(text, config)
    rows = [(text.count("\n", 0, at) + 1, at, one, other, text[max(at - AROUND, 0) : at + AROUND + 1]) for at, one, other in found]
    return f"{len(found)} differences" + ("\n" + table(("line", "offset", "opencc-pyo3", "second", "context"), rows) if rows else "")
