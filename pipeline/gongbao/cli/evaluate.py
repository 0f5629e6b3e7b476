"""gongbao evaluate."""

from __future__ import annotations

import click


@click.command()
def command() -> int:
    """To come."""
    return 0
