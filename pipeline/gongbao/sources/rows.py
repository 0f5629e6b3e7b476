"""The rows of CSV, TSV, JSONL and Parquet files, streamed: memory holds one row, or one batch of Parquet rows."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from io import TextIOWrapper
from itertools import zip_longest
from typing import Any, BinaryIO

from gongbao.decode import plain
from gongbao.errors import UnreadableError
from gongbao.sources.items import Options, printable

PARQUET = b"PAR1"
SAMPLE = 1 << 16
BATCH = 256
ESCAPED = 6  # a character may be written as \\u4e00
OBJECT = re.compile(rb'\s*\{[ \t]*"[^"\n]{1,80}"[ \t]*:[ \t]*[^\s{[]')
WHOLE = re.compile(rb'\s*(?:\[\s*)?\{\s*"[^"\n]{1,80}"\s*:')  # a list of objects, or one that is spread over lines
FOREIGN = (b"%PDF-", b"\xd0\xcf\x11\xe0", b"<!DOCTYPE", b"<!doctype", b"<html", b"<HTML")  # no table, whatever the suffix says
Row = Mapping[str, Any]
Rows = Iterator[Row | UnreadableError]
Reader = Callable[[BinaryIO, Options], Rows]


def reader_of(head: bytes, suffix: str) -> Reader | None:
    """What reads the rows of a table; None for what is no table."""
    if head.startswith(PARQUET):
        return parquet_rows
    if head.lstrip().startswith(FOREIGN):
        return None
    if suffix in (".jsonl", ".ndjson") or OBJECT.match(head.removeprefix(b"\xef\xbb\xbf")):
        return json_rows
    if suffix == ".json" or WHOLE.match(head.removeprefix(b"\xef\xbb\xbf")):
        return json_whole
    return csv_rows if suffix in (".csv", ".tsv", ".tab") else None


def encoding_of(file: BinaryIO, declared: str) -> str:
    """The encoding of a text file, by its first lines; the file is left at its start."""
    sample = file.read(SAMPLE)
    file.seek(0)
    if len(sample) == SAMPLE:
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    if not sample.strip():
        raise UnreadableError("empty", "the table is empty: leave it out, or fetch it again")
    name = plain.read(sample, declared)[1]
    wide = {"utf-16-le": "utf-16", "utf-16-be": "utf-16", "utf-8": "utf-8-sig"}
    return wide.get(name, name) if name == "utf-8" or sample[:2] in (b"\xff\xfe", b"\xfe\xff") else name


def csv_rows(file: BinaryIO, options: Options) -> Rows:
    """The rows of a CSV or TSV file by column; raises UnreadableError where it is no table."""
    text = TextIOWrapper(file, encoding_of(file, options.encoding), errors="replace", newline="")
    csv.field_size_limit(max(csv.field_size_limit(), options.max_bytes))
    try:
        first = text.readline(SAMPLE)
        text.seek(0)
        delimiter = max(",\t;", key=first.count)
        reader = csv.reader(text, delimiter=delimiter)
        header = next(reader, [])
        for cells in reader:
            if cells:
                yield dict(zip_longest(header, cells[: len(header)], fillvalue=""))
    except csv.Error as error:
        raise UnreadableError("damaged", f"no table can be read here ({error}): check the quotes, or save it as CSV again") from error
    finally:
        text.detach()


def json_rows(file: BinaryIO, options: Options) -> Rows:
    """The objects of a file of JSON lines; a line that is none is told as an error."""
    encoding = encoding_of(file, options.encoding)
    while line := file.readline(ESCAPED * options.max_bytes):
        if line.strip():
            yield json_row(line, encoding)


def json_whole(file: BinaryIO, options: Options) -> Rows:
    """The objects of a JSON document, a list or a single one; JSON lines where it is neither."""
    encoding = encoding_of(file, options.encoding)
    data = file.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        raise UnreadableError("too_large", f"a JSON document of more than {options.max_bytes} bytes: write one object a line (.jsonl)")
    try:
        found = json.loads(data.decode(encoding))
    except (ValueError, RecursionError):
        file.seek(0)
        yield from json_rows(file, options)
        return
    for one in found if isinstance(found, list) else [found]:
        yield one if isinstance(one, dict) else not_an_object(one)


def not_an_object(found: object) -> UnreadableError:
    return UnreadableError("damaged", f"a JSON {type(found).__name__} where an object is expected: write one object a line")


def json_row(line: bytes, encoding: str) -> Row | UnreadableError:
    """The object of one line."""
    try:
        found = json.loads(line.decode(encoding))
    except (ValueError, RecursionError) as error:
        return UnreadableError("damaged", f"the line is no JSON ({printable(str(error))}): write one object a line")
    return found if isinstance(found, dict) else not_an_object(found)


def parquet_rows(file: BinaryIO, options: Options) -> Rows:  # noqa: ARG001  the call of a reader
    """The rows of a Parquet file, in batches."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    try:
        for batch in ParquetFile(file).iter_batches(BATCH):
            yield from batch.to_pylist()
    except (pa.ArrowException, OSError, ValueError) as error:
        raise UnreadableError("damaged", f"the Parquet file is damaged ({printable(str(error))[:200]}): fetch it again") from error
