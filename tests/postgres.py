"""A PostgreSQL server of our own for tests, from Debian's package or any other."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

REQUIRED = "GONGBAO_REQUIRE_POSTGRES"  # set where the tests must not be skipped
USER = "postgres"  # the server refuses to run as root


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl; Debian keeps them out of the path."""
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    on_path = shutil.which("initdb")
    places = [*known, *([Path(on_path).parent] if on_path else [])]
    return next((place for place in places if (place / "initdb").exists() and (place / "pg_ctl").exists()), None)


def missing(told: str) -> None:
    """Skips a test, or fails it where it must not be skipped."""
    pytest.fail(told) if os.environ.get(REQUIRED) else pytest.skip(told)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def server() -> Iterator[str]:
    """The URI of an empty database; skips the test with a reason where there is no server to start, fails where one is required."""
    found = binaries()
    if found is None:
        missing("no PostgreSQL server is installed (apt-get install postgresql)")
    if find_spec("adbc_driver_postgresql") is None:
        missing("no driver is installed (pip install 'gongbao[postgres]')")
    assert found is not None
    folder = Path(tempfile.mkdtemp(prefix="gongbao-postgres-"))
    user = USER if os.getuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    port = free_port()
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"

    def call(*command: object) -> None:
        subprocess.run([str(one) for one in command], check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)

    try:
        call(found / "initdb", "-D", folder / "data", "-A", "trust", "-U", USER, "-E", "UTF8", "--locale=C", "--no-sync")
        call(found / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgresql://{USER}@127.0.0.1:{port}/postgres"
        finally:
            call(found / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
