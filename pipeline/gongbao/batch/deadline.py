"""A time limit for a piece of work: an exception where Python runs, an end of the process where a library does not come back."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

GRACE = (2.0, 20.0)  # seconds after the limit until a worker that does not react is ended: as many as the limit, between these


class TimeUp(BaseException):
    """The time for a document is up; no reader of a format may take it for an error of its own."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raises TimeUp within the block after so many seconds; 0 is no limit."""
    if seconds <= 0:
        yield
    elif threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer"):
        with _by_signal(seconds):
            yield
    else:
        with _by_thread(seconds):
            yield


@contextmanager
def last_resort(seconds: float) -> Iterator[Callable[[], None]]:
    """Ends the process where the function that is given has not been called for so long, GRACE included; 0 is no limit.

    It watches from a thread that needs no interpreter, so also over libraries that hold the interpreter's lock.
    """
    if seconds <= 0 or threading.current_thread() is not threading.main_thread():
        yield lambda: None
        return
    grace = min(max(seconds, GRACE[0]), GRACE[1])
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123  a constant of os

        def arm() -> None:
            faulthandler.dump_traceback_later(seconds + grace, exit=True, file=nowhere)

        armed = monotonic()
        arm()

        def renew() -> None:
            nonlocal armed
            if monotonic() - armed > grace / 2:  # arming takes milliseconds, as much as a small document
                armed = monotonic()
                arm()

        try:
            yield renew
        finally:
            faulthandler.cancel_dump_traceback_later()


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeUp

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    """For threads other than the first, which get no signals: the exception is set from outside."""
    target = ctypes.c_ulong(threading.get_ident())
    timer = threading.Timer(seconds, lambda: ctypes.pythonapi.PyThreadState_SetAsyncExc(target, ctypes.py_object(TimeUp)))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
