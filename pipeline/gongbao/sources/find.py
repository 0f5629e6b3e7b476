"""From what the user gave (files, folders, globs, URLs, `-`) to inputs, sorted, each once."""

from __future__ import annotations

import glob
import hashlib
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast

from gongbao.errors import UnreadableError, UsageError
from gongbao.sources.items import Input, printable

LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})  # written by file managers, never by people
STDIN = "-"
OUTPUT = ("plan.json", "parts", "rejects")  # what every output folder of a run holds
IN_MEMORY = 32 << 20  # a larger file waits on disk


def find(sources: Iterable[str], *, spool: Path, stdin: BinaryIO | None = None, leave_out: Path | None = None) -> list[Input]:
    """Every input behind the given names; `-` is kept in the folder `spool`, the folder `leave_out` is not entered.

    A name that leads nowhere is an input too, refused when it is opened; raises UsageError where none leads anywhere.
    """
    given = list(sources)
    found: dict[str, Input] = {}
    for source in given:
        for one in _expand(source, spool, stdin, leave_out):
            found.setdefault(one.location, one)
    if given and not any(is_there(one.location) for one in found.values()):
        raise UsageError(f"{', '.join(map(printable, given))}: nothing there to read: give files, folders, globs, URLs or -")
    return sorted(found.values(), key=lambda one: one.source)


def _expand(source: str, spool: Path, stdin: BinaryIO | None, leave_out: Path | None) -> Iterator[Input]:
    if source == STDIN:
        yield _kept(spool, stdin)
    elif "://" in source:
        yield from _remote(source)
    elif Path(source).is_dir():
        yield from _walk(source, leave_out)
    elif not os.path.lexists(source) and glob.has_magic(source):
        for name in sorted(glob.glob(source, recursive=True)):  # noqa: PTH207  keeps names as they were given
            yield from _walk(name, leave_out) if Path(name).is_dir() else (_local(name),)
    else:
        yield _local(source)


def _local(path: str) -> Input:
    return Input(printable(path), os.path.abspath(path))  # noqa: PTH100  Path.absolute() leaves `..` in


def _walk(folder: str, leave_out: Path | None) -> Iterator[Input]:
    """The files below a folder; hidden folders and output folders of ours are not entered."""
    kept_out = leave_out.resolve() if leave_out else None
    for above, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _is_output(Path(above, name), kept_out))
        yield from (_local(os.path.join(above, name)) for name in sorted(files) if name not in LITTER)  # noqa: PTH118  bytes of odd names


def _is_output(folder: Path, kept_out: Path | None) -> bool:
    return folder.resolve() == kept_out or all((folder / name).exists() for name in OUTPUT)


def _kept(spool: Path, stdin: BinaryIO | None) -> Input:
    """Standard input, kept under the hash of its content so that workers and later runs can read it."""
    if stdin is None:
        raise UsageError("-: there is no standard input here: give the name of a file")
    spool.mkdir(parents=True, exist_ok=True)
    draft, digest = spool / "draft", hashlib.sha256()
    with draft.open("wb") as file:
        while block := stdin.read(1 << 20):
            digest.update(block)
            file.write(block)
    kept = draft.replace(spool / digest.hexdigest()[:16])
    return Input(STDIN, os.path.abspath(kept))  # noqa: PTH100


def _remote(source: str) -> Iterator[Input]:
    """The files behind a URL of any scheme of fsspec: a file, a folder, a glob."""
    from fsspec.core import url_to_fs

    try:
        files, path = url_to_fs(source)
        names = [files.unstrip_protocol(name) for name in _below(files, path)]
    except ImportError as error:
        raise UsageError(f"{printable(source)}: {error} (for https://: pip install 'gongbao[http]')") from error
    except ValueError as error:
        raise UsageError(f"{printable(source)}: {error}") from error
    except OSError:
        names = [source]  # opened later, and refused with what the server says
    yield from (Input(printable(name), name) for name in sorted(names))


def _below(files: Any, path: str) -> list[str]:
    if glob.has_magic(path):
        return [name for name in files.glob(path) if not files.isdir(name)]
    return list(files.find(path)) if files.isdir(path) else [path]


def is_there(location: str) -> bool:
    """Whether an input still exists; True where the server cannot be asked."""
    if "://" not in location:
        return os.path.lexists(location)
    from fsspec.core import url_to_fs

    try:
        files, path = url_to_fs(location)
        return bool(files.exists(path))
    except (OSError, ImportError, ValueError):
        return True


def open_input(location: str) -> BinaryIO:
    """The bytes of an input; raises UnreadableError: missing, not_a_file, unreadable."""
    if "://" in location:
        return _open_remote(location)
    try:
        if not stat.S_ISREG(os.stat(location).st_mode):  # noqa: PTH116  a pipe or device would block
            raise UnreadableError("not_a_file", "a device, pipe or folder: give regular files")
        return Path(location).open("rb")
    except (FileNotFoundError, ValueError) as error:
        raise UnreadableError("missing", "there is no such file: check the name, or leave it out") from error
    except OSError as error:
        raise UnreadableError("unreadable", f"the file cannot be opened ({error.strerror}): check its permissions") from error


def _open_remote(location: str) -> BinaryIO:
    import fsspec

    try:
        copy = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  what a server sends may not be sought in
        with fsspec.open(location, "rb") as file:
            shutil.copyfileobj(file, copy)
        copy.seek(0)
        return cast(BinaryIO, copy)
    except FileNotFoundError as error:
        raise UnreadableError("missing", "there is no such file: check the URL, or leave it out") from error
    except (OSError, ImportError, ValueError) as error:
        raise UnreadableError("unreadable", f"the URL cannot be opened ({error}): check the address and your rights") from error
