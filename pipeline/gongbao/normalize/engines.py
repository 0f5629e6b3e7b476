"""The two OpenCC engines behind one call: opencc-pyo3, and opencc-python-reimplemented as fallback and second opinion."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec

from gongbao.errors import UsageError

PYO3, PYTHON = "opencc-pyo3", "opencc-python-reimplemented"
MODULES = {PYO3: "opencc_pyo3", PYTHON: "opencc"}
CONFIGS = (
    "s2t", "s2tw", "s2twp", "s2hk", "s2hkp", "t2s", "t2tw", "t2twp", "t2hk", "t2hkp", "tw2s", "tw2sp",
    "tw2t", "tw2tp", "hk2s", "hk2sp", "hk2t", "hk2tp", "jp2t", "t2jp",
)  # fmt: skip
OF_PYTHON = frozenset({"s2t", "s2tw", "s2twp", "s2hk", "t2s", "t2tw", "t2hk", "tw2s", "tw2sp", "hk2s"})
Convert = Callable[[str], str]


def engines() -> tuple[str, ...]:
    """The engines that are installed, the preferred one first."""
    return tuple(name for name, module in MODULES.items() if find_spec(module))


def offers(engine: str, config: str) -> bool:
    """Whether an engine has a configuration."""
    return config in (CONFIGS if engine == PYO3 else OF_PYTHON)


@cache
def converter(config: str, engine: str | None = None) -> Convert:
    """The conversion of a configuration by an engine, by default the first installed one that has it; raises UsageError where none does."""
    if config not in CONFIGS:
        raise UsageError(f"no conversion named {config}: choose one of {', '.join(CONFIGS)}")
    if engine is not None and engine not in MODULES:
        raise UsageError(f"no conversion engine named {engine}: choose one of {', '.join(MODULES)}")
    for name in engines() if engine is None else (engine,):
        if offers(name, config):
            return _load(name, config)
    missing = engine or " or ".join(MODULES)
    raise UsageError(f"{config} is not offered by {missing}: install {PYO3}, which offers every configuration")


def _load(engine: str, config: str) -> Convert:
    if engine == PYO3:
        from opencc_pyo3 import OpenCC as Fast

        fast = Fast(config)
        return lambda text: fast.convert(text)
    from opencc import OpenCC as Plain

    plain = Plain(config)
    return lambda text: plain.convert(text)
