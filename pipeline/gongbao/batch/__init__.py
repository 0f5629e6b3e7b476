"""Batches: many inputs into an output folder, on one machine or a cluster, incremental and safe against crashes."""

from __future__ import annotations

from gongbao.batch.runs import Settings, Summary, run
from gongbao.sinks.parquet import StoppedError

__all__ = ["Settings", "StoppedError", "Summary", "run"]
