"""The same plan on a dask.distributed cluster: real scheduler, real workers, one of them killed in mid-run."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import light
from gongbao.batch import Settings, run
from gongbao.errors import UsageError
from postgres import free_port
from test_batch import corpus, files

distributed = pytest.importorskip("distributed")
HERE = Path(__file__).parent
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning", "ignore::FutureWarning")


def start(*arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), *sys.path]), "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    command = [sys.executable, "-m", *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextmanager
def cluster(workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and its worker processes."""
    address = f"tcp://127.0.0.1:{free_port()}"
    started = [start("distributed.cli.dask_scheduler", "--host", address, "--no-dashboard", "--no-show")]
    options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--death-timeout", "90")
    started += [start("distributed.cli.dask_worker", address, *options) for _ in range(workers)]
    try:
        with distributed.Client(address, timeout="60s", set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=60)
        yield address, started[1:]
    finally:
        for process in started:
            process.kill()
            process.wait()


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "in", 20, 1500)
    run([str(folder)], tmp_path / "here", Settings(read=light.read))
    with cluster(2) as (address, workers):
        parts: list[float] = []

        def report(event: str, _: dict[str, Any]) -> None:
            if event == "part":
                parts.append(time.monotonic())
            if len(parts) == 2 and workers[0].poll() is None:
                workers[0].kill()

        summary = run([str(folder)], tmp_path / "there", Settings(read=light.slow, scheduler=address), report=report)
    assert workers[0].returncode == -9
    assert (summary.total, len(parts) > 4) == (20, True)
    assert files(tmp_path / "here") == files(tmp_path / "there")
    assert threading.active_count() < 20


def test_a_scheduler_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from gongbao.batch import cluster as cluster_module

    monkeypatch.setattr(cluster_module, "PATIENCE", "1s")
    folder = corpus(tmp_path / "in", 1)
    with pytest.raises(UsageError, match="no scheduler answers at"):
        run([str(folder)], tmp_path / "out", Settings(read=light.read, scheduler=f"tcp://127.0.0.1:{free_port()}"))
