"""The command line: each command is a thin module over a call of the library."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from gongbao.cli.base import EXITS, Lazy, failed
from gongbao.version import __version__

COMMANDS = ("run", "show", "export", "explore", "convert", "train", "evaluate", "score", "label", "schema", "info")


@click.group(cls=Lazy, names=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXITS)
@click.version_option(__version__, prog_name="gongbao")
def gongbao() -> None:
    """Tables out of Chinese bulletins (公报): quantities, dates, organizations, indicators, work areas."""


def call(arguments: Sequence[str]) -> int:
    """Runs a command and gives its exit status; what users can put right is told in a sentence, without a traceback."""
    try:
        return int(gongbao.main(list(arguments), prog_name="gongbao", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("gongbao: interrupted", err=True)
        return 130
    except BrokenPipeError:  # `gongbao show FILE | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        status = failed(error)
        if status is None:
            raise
        return status


def main() -> None:
    """The console script."""
    sys.exit(call(sys.argv[1:]))
