"""Jobs on a dask.distributed cluster (extra `cluster`)."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from gongbao.batch.pools import Pool
from gongbao.errors import GongbaoError, UsageError

PATIENCE = "15s"


@contextmanager
def cluster(address: str) -> Iterator[Pool]:
    """A pool on the workers of the scheduler at an address; raises UsageError where it cannot be reached."""
    client = connect(address)
    try:
        threads = sum(client.nthreads().values())
        if not threads:
            raise UsageError(f"the scheduler at {address} has no workers: start some with `dask worker {address}`")
        yield Pool(lambda _: executor(client), threads)
    except Exception as error:
        if type(error).__module__.startswith("distributed"):
            raise GongbaoError(f"the cluster at {address} has lost a part ({error}): see its workers' logs, then run again") from error
        raise
    finally:
        client.close()


def connect(address: str) -> Any:
    """A client of a scheduler."""
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError("--scheduler needs dask: pip install 'gongbao[cluster]'") from error
    try:
        return Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(f"no scheduler answers at {address} ({error}): check the address, e.g. tcp://host:8786") from error


def executor(client: Any) -> Executor:
    """The client as an executor."""
    found: Executor = client.get_executor(pure=False)
    return found
