"""ZIP, tar, gzip, bzip2 and xz: their members one by one, never unpacked to disk under their own names, never beyond a budget."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO, cast

from gongbao.errors import UnreadableError
from gongbao.sources.find import IN_MEMORY, LITTER
from gongbao.sources.items import printable

BLOCK = 1 << 20
USTAR = slice(257, 262)
COMPRESSED: dict[str, tuple[bytes, Callable[[BinaryIO], Any]]] = {
    "gzip": (b"\x1f\x8b", lambda file: gzip.GzipFile(fileobj=file, mode="rb")),
    "bzip2": (b"BZh", bz2.BZ2File),
    "xz": (b"\xfd7zXZ\0", lzma.LZMAFile),
}
BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, ValueError, OSError, KeyError,
    OverflowError,
)
DOCUMENTS = ("[Content_Types].xml", "mimetype")  # what office documents have and archives have not
Member = tuple[str, "BinaryIO | UnreadableError"]


@dataclass(slots=True)
class Budget:
    """How many bytes an input may still unpack to, all levels of archives together."""

    left: int

    def take(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise UnreadableError("bomb", "the archive unpacks to many times its size: unpack it yourself, or raise --max-ratio")


def kind_of(head: bytes, file: BinaryIO, suffix: str) -> str:
    """zip, tar, gzip, bzip2, xz, or empty for what is no archive (a DOCX file is none); the file is left at its start."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "" if _is_document(file) else "zip"
    if head[USTAR] == b"ustar" or (suffix == ".tar" and _is_tar(file)):
        return "tar"
    return next((kind for kind, (magic, _) in COMPRESSED.items() if head.startswith(magic)), "")


def _is_document(file: BinaryIO) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return any(name in archive.NameToInfo for name in DOCUMENTS)
    except BROKEN:
        return False
    finally:
        file.seek(0)


def _is_tar(file: BinaryIO) -> bool:
    try:
        return tarfile.is_tarfile(file)
    except BROKEN:
        return False
    finally:
        file.seek(0)


def members(kind: str, file: BinaryIO, source: str, budget: Budget) -> Iterator[Member]:
    """Each file in an archive with its name behind the archive's; raises UnreadableError where the archive is damaged."""
    try:
        if kind == "zip":
            yield from _zipped(file, source, budget)
        elif kind == "tar":
            yield from _tarred(file, source, budget)
        else:
            yield from _compressed(COMPRESSED[kind][1](file), source, budget)
    except BROKEN as error:
        raise UnreadableError("damaged", f"the archive is damaged ({printable(str(error))}): fetch it again") from error


def _zipped(file: BinaryIO, source: str, budget: Budget) -> Iterator[Member]:
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            if info.is_dir() or _is_litter(info.filename):
                continue
            name = f"{source}/{printable(_zip_name(info))}"
            if info.flag_bits & 1:
                yield name, UnreadableError("password", "the file is protected by a password: unpack the archive first")
            else:
                yield name, _taken(lambda info=info: archive.open(info), budget)  # type: ignore[misc]


def _tarred(file: IO[bytes], source: str, budget: Budget) -> Iterator[Member]:
    with tarfile.open(fileobj=file, mode="r:") as archive:
        for info in archive:
            if info.isdir() or _is_litter(info.name):
                continue
            name = f"{source}/{printable(info.name)}"
            if info.isreg():
                yield name, _taken(lambda info=info: cast(IO[bytes], archive.extractfile(info)), budget)  # type: ignore[misc]
            else:
                yield name, UnreadableError("not_a_file", "a link or device in an archive: give regular files")


def _compressed(stream: IO[bytes], source: str, budget: Budget) -> Iterator[Member]:
    """The one file in a compressed stream; where it is a tar archive, its members."""
    with stream:
        unpacked = _copied(stream, budget)
    head = unpacked.read(512)
    unpacked.seek(0)
    if head[USTAR] == b"ustar":
        with unpacked:
            yield from _tarred(unpacked, source, budget)
    else:
        yield f"{source}/{PurePosixPath(source).stem}", unpacked


def _taken(open_member: Callable[[], IO[bytes]], budget: Budget) -> BinaryIO | UnreadableError:
    """A member's content, or why there is none; a budget that is used up is the archive's fault and raised."""
    try:
        with open_member() as stream:
            return _copied(stream, budget)
    except BROKEN as error:
        return UnreadableError("damaged", f"the file is damaged in the archive ({printable(str(error))}): fetch the archive again")


def _copied(stream: IO[bytes], budget: Budget) -> BinaryIO:
    copy = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  closed by who reads it
    try:
        while block := stream.read(BLOCK):
            budget.take(len(block))
            copy.write(block)
    except BaseException:
        copy.close()
        raise
    copy.seek(0)
    return cast(BinaryIO, copy)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """A member's name; one without the UTF-8 flag was written in UTF-8 or GB18030 nevertheless, by Chinese archivers."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        written = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _is_litter(name: str) -> bool:
    path = PurePosixPath(name)
    return "__MACOSX" in path.parts or path.name in LITTER
