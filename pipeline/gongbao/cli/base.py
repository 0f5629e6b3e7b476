"""What the commands share: loading on demand, exit statuses, options that several of them have."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, TypeVar

import click

from gongbao.errors import ConfigError, GongbaoError, UnreadableError, UsageError

EXITS = """\b
Exit status: 0 all is well; 1 some inputs were refused (their number is printed);
2 the command cannot be carried out as given; 3 stopped by the system (disk, memory, cluster);
130 interrupted. A run that was stopped goes on when it is given again."""
SIZES = {"": 1, "B": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMG]?)(?:i?B)?", re.IGNORECASE)
Command = TypeVar("Command", bound=Callable[..., Any])


class Lazy(click.Group):
    """A group whose commands are modules of gongbao.cli, read when they are asked for."""

    def __init__(self, *args: Any, names: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = list(names)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        return self.names

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self.names:
            return None
        found: click.Command = import_module(f"gongbao.cli.{cmd_name}").command
        return found


class Size(click.ParamType):  # type: ignore[type-arg]  # generic in new versions of click only
    """A number of bytes: 1000, 64K, 100MB, 1.5G."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        match = SIZE.fullmatch(str(value).strip())
        if not match:
            self.fail(f"{value} is no size: write it as 1000, 64K, 100MB or 1.5G", param, ctx)
        return int(float(match[1]) * SIZES[match[2].upper()])


def failed(error: Exception) -> int | None:
    """Tells what went wrong, and gives the exit status; None for what is a fault of ours."""
    if not isinstance(error, GongbaoError):
        return None
    click.echo(f"gongbao: {error}", err=True)
    return 2 if isinstance(error, UsageError | ConfigError) else 1 if isinstance(error, UnreadableError) else 3


def about_options(command: Command) -> Command:
    """--published and --place."""
    place = click.option("--place", default="", metavar="PLACE", help="Place of bulletins that do not name it: 四川省泸州市合江县.")
    day = click.option("--published", default="", metavar="DAY", help="Day of bulletins that do not name it: 2022-03-01, 2022-03, 2022.")
    return day(place(command))


config_option = click.option("--config", default="", metavar="FILE", help="Configuration of the pipeline (.cfg), ours by default.")
