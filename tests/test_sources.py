"""Inputs of every kind become documents or refusals, and none is lost."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import tarfile
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from gongbao.errors import UnreadableError, UsageError
from gongbao.records import RejectRow
from gongbao.sources import Document, Input, Options, documents, find, is_there, open_input, tables
from gongbao.sources.items import printable

TEXT = "全县共有39户。"


def read(data: bytes, name: str = "input", **options: object) -> list[tuple[str, str]]:
    """(name, text) of each document, (name, !reason) of each refusal."""
    found = documents(io.BytesIO(data), name, Options(**options))  # type: ignore[arg-type]
    return [(one.source, f"!{one.reason}") if isinstance(one, RejectRow) else (one.source, one.data.decode()) for one in found]


def content(location: str) -> bytes:
    with open_input(location) as file:
        return file.read()


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


# what is found


def test_folder_is_walked_in_order_without_hidden_folders_and_litter(tmp_path: Path) -> None:
    earlier = [f"earlier/{name}/x" for name in ("plan.json", "parts", "rejects")]
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".git/config", ".DS_Store", "out/plan.json", ".hidden.txt", *earlier):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    found = find([str(tmp_path)], spool=tmp_path / "spool", leave_out=tmp_path / "out")
    assert [Path(one.source).relative_to(tmp_path).as_posix() for one in found] == [".hidden.txt", "a/1.txt", "a/2.txt", "b.txt"]


def test_globs_files_and_folders_that_overlap_count_once(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    given = [str(tmp_path / "*.txt"), str(tmp_path), str(tmp_path / "a[1].txt")]
    assert [Path(one.source).name for one in find(given, spool=tmp_path)] == ["a[1].txt", "b.txt"]


def test_a_missing_path_is_refused_but_takes_no_other_with_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    found = find([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], spool=tmp_path)
    assert [Path(one.source).name for one in found] == ["a.txt", "b.txt"]
    with pytest.raises(UnreadableError, match="check the name") as told:
        open_input(found[1].location)
    assert told.value.reason == "missing"
    with pytest.raises(UsageError, match=r"c\.txt: nothing there to read"):
        find([str(tmp_path / "c.txt")], spool=tmp_path)


def test_pipes_and_folders_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path / "pipe", tmp_path):
        with pytest.raises(UnreadableError) as told:
            open_input(str(place))
        assert told.value.reason == "not_a_file"


def test_standard_input_is_kept_for_workers(tmp_path: Path) -> None:
    (one,) = find(["-"], spool=tmp_path / "stdin", stdin=io.BytesIO(TEXT.encode()))
    assert one.source == "-"
    assert content(one.location) == TEXT.encode()
    with pytest.raises(UsageError, match="no standard input"):
        find(["-"], spool=tmp_path)


def test_urls_of_any_scheme_of_fsspec() -> None:
    import fsspec

    files = fsspec.filesystem("memory")
    files.pipe({"/wire/a.txt": TEXT.encode(), "/wire/b/c.txt": TEXT.encode()})
    assert [one.source for one in find(["memory://wire"], spool=Path())] == ["memory:///wire/a.txt", "memory:///wire/b/c.txt"]
    assert [one.source for one in find(["memory://wire/*.txt"], spool=Path())] == ["memory:///wire/a.txt"]
    assert content("memory:///wire/a.txt") == TEXT.encode()
    assert (is_there("memory:///wire/a.txt"), is_there("memory:///wire/z.txt")) == (True, False)
    with pytest.raises(UsageError, match="nothing there"):
        find(["memory://wire/z.txt"], spool=Path())
    with pytest.raises(UsageError, match="nosuch"):
        find(["nosuch://wire/z.txt"], spool=Path())


def test_names_fit_on_a_line_and_into_unicode(tmp_path: Path) -> None:
    assert printable("a\nb\u202e\udcff中.txt") == "a\\nb\\u202e\\udcff中.txt"
    path = os.fsencode(tmp_path) + b"/\xff\n=cmd().txt"
    Path(os.fsdecode(path)).write_text(TEXT, encoding="utf-8")
    (one,) = find([str(tmp_path)], spool=tmp_path)
    assert Path(one.source).name == "\\udcff\\n=cmd().txt"
    assert content(one.location) == TEXT.encode()
    assert isinstance(one, Input)


# what is in it


def test_plain_files_are_documents_with_what_is_known_of_them() -> None:
    (one,) = documents(io.BytesIO(TEXT.encode()), "a.txt", Options(published="2022", place="合江县", encoding="utf-8"))
    assert one == Document("a.txt", TEXT.encode(), "", "utf-8", "2022", "合江县")


def test_archives_in_archives() -> None:
    inner = tarred({"c.txt": b"3", "d.csv": "正文\n4\n".encode()}, "w:gz")
    data = zipped({"a.txt": b"1", "dir/": b"", "x/b.txt": b"2", "t.tar.gz": inner, "__MACOSX/a.txt": b"0", ".DS_Store": b"0"})
    assert read(data, "z.zip") == [
        ("z.zip/a.txt", "1"), ("z.zip/x/b.txt", "2"), ("z.zip/t.tar.gz/c.txt", "3"), ("z.zip/t.tar.gz/d.csv#1", "4"),
    ]  # fmt: skip


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_compressed_files(pack: object) -> None:
    assert read(pack(TEXT.encode()), "a.txt.z") == [("a.txt.z/a.txt", TEXT)]  # type: ignore[operator]
    assert read(pack(tarred({"b.txt": b"2"})), "a.tar.z") == [("a.tar.z/b.txt", "2")]  # type: ignore[operator]


def test_the_content_tells_an_archive_not_the_name() -> None:
    assert read(zipped({"a.txt": b"1"}), "a.txt") == [("a.txt/a.txt", "1")]
    assert read(b"PLAIN", "a.zip") == [("a.zip", "PLAIN")]
    office = zipped({"[Content_Types].xml": b"", "word/document.xml": b""})
    assert [one.source for one in documents(io.BytesIO(office), "a.zip", Options())] == ["a.zip"]


def test_names_written_by_chinese_archivers() -> None:
    data = zipped({"ABCD.txt": b"1"})
    gbk = "公报".encode("gb18030")
    assert read(data.replace(b"ABCD", gbk), "z.zip") == [("z.zip/公报.txt", "1")]


def test_members_cannot_reach_out_of_the_archive() -> None:
    files = {"../../x.txt": b"1", "/etc/y.txt": b"2", "=cmd()\n.txt": b"3"}
    assert read(zipped(files), "z") == [("z/../../x.txt", "1"), ("z//etc/y.txt", "2"), ("z/=cmd()\\n.txt", "3")]
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        link = tarfile.TarInfo("passwd")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    assert read(buffer.getvalue(), "t.tar") == [("t.tar/passwd", "!not_a_file")]


def test_locked_and_damaged_members_are_refused_alone() -> None:
    data = bytearray(zipped({"a.txt": b"1" * 50, "b.txt": b"2" * 50}))
    at = data.find(b"a.txt") + 5
    data[at + 2] ^= 0xFF
    found = read(bytes(data), "z")
    assert [name for name, _ in found] == ["z/a.txt", "z/b.txt"]
    assert [text for _, text in found] == ["!damaged", "2" * 50]
    locked = bytearray(zipped({"a.txt": b"1"}))
    locked[6] |= 1
    locked[locked.find(b"PK\x01\x02") + 8] |= 1
    assert read(bytes(locked), "z") == [("z/a.txt", "!password")]
    assert read(zipped({"a.txt": b"1"})[:30], "z") == [("z", "!damaged")]
    assert read(gzip.compress(TEXT.encode())[:-12], "a.gz") == [("a.gz", "!damaged")]


def test_bombs_and_nests_are_refused() -> None:
    bomb = zipped({"a.txt": b"0" * 5_000_000, "b.txt": b"1"})
    assert read(bomb, "z", max_bytes=1000, max_ratio=10) == [("z", "!bomb")]
    assert read(gzip.compress(b"0" * 5_000_000), "z.gz", max_bytes=1000, max_ratio=10) == [("z.gz", "!bomb")]
    nest = zipped({"a.txt": b"1"})
    for _ in range(3):
        nest = zipped({"n.zip": nest})
    assert read(nest, "z", max_depth=3) == [("z/n.zip/n.zip/n.zip", "!too_deep")]
    assert read(nest, "z", max_depth=4) == [("z/n.zip/n.zip/n.zip/a.txt", "1")]


def test_what_is_empty_or_too_large_is_refused() -> None:
    assert read(b"12345", "a.txt", max_bytes=4) == [("a.txt", "!too_large")]
    assert read(b"12345", "a.txt", max_bytes=5) == [("a.txt", "12345")]
    assert read(zipped({}), "z.zip") == [("z.zip", "!empty")]
    assert read("正文,日期\n".encode(), "a.csv") == [("a.csv", "!empty")]
    assert read(b"", "a.csv") == [("a.csv", "!empty")]
    assert read(json.dumps({"text": "12345"}).encode(), "a.jsonl", max_bytes=4) == [("a.jsonl#1", "!too_large")]


# tables


def test_csv_in_any_encoding_with_guessed_columns() -> None:
    table = "编号,发布时间,地区,标题,正文\n7,2022年3月1日,合江县,简报,\"全县，\n共有39户\"\n"
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        (one,) = documents(io.BytesIO(table.encode(encoding)), "a.csv", Options())
        assert isinstance(one, Document)
        assert (one.source, one.data.decode()) == ("a.csv#7", "全县，\n共有39户")
        assert (one.published, one.place, one.title) == ("2022-03-01", "合江县", "简报")


def test_tsv_jsonl_and_parquet() -> None:
    assert read("title\tcontent\n甲\t一\n乙\t二\n".encode(), "a.tsv") == [("a.tsv#1", "一"), ("a.tsv#2", "二")]
    lines = [json.dumps({"content": "一"}), "", "[1]", '{"content"', json.dumps({"content": "二", "id": "x"}), json.dumps({"id": 3})]
    expected = [("a#1", "一"), ("a#2", "!damaged"), ("a#3", "!damaged"), ("a#x", "二"), ("a#5", "!no_column")]
    assert read("\n".join(lines).encode(), "a") == expected
    buffer = io.BytesIO()
    parquet.write_table(pa.table({"text": ["一", None], "date": pa.array([0, None], pa.date32())}), buffer)
    found = list(documents(io.BytesIO(buffer.getvalue()), "a.bin", Options()))
    assert [(one.source, one.published) for one in found if isinstance(one, Document)] == [("a.bin#1", "1970-01-01"), ("a.bin#2", "")]
    assert read(buffer.getvalue()[:-20], "a.parquet") == [("a.parquet", "!damaged")]


def test_json_documents() -> None:
    rows = [{"title": "甲", "content": "一"}, 3, {"content": "二"}]
    expected = [("a#1", "一"), ("a#2", "!damaged"), ("a#3", "二")]
    assert read(json.dumps(rows, indent=1).encode(), "a") == expected
    assert read(json.dumps(rows, ensure_ascii=False).encode("gb18030"), "a") == expected
    assert read(json.dumps(rows[0], indent=1).encode(), "a") == [("a#1", "一")]
    assert read(json.dumps({"name": "x"}, indent=1).encode(), "a") == [("a", "!no_column")]
    assert read(b'{"text": "1"}\n{"text": "2"}\n', "a.json") == [("a.json#1", "1"), ("a.json#2", "2")]
    assert read(b"[]", "a.json") == [("a.json", "!empty")]
    assert read(json.dumps(rows, indent=1).encode(), "a", max_bytes=9) == [("a", "!too_large")]


def test_named_columns_and_what_is_wrong_with_them() -> None:
    table = "k,w\n2021-13-01,一\n2021-12-01,二\n".encode()
    assert read(table, "a.csv", text_column="w", published_column="k") == [("a.csv#1", "!bad_date"), ("a.csv#2", "二")]
    assert read(table, "a.csv", text_column="text") == [("a.csv", "!no_column")]
    (one,) = documents(io.BytesIO(table), "a.csv", Options())
    assert isinstance(one, RejectRow)
    assert one.detail == "none of the columns k, w is known to hold the text: name it with --text-column"


def test_a_table_that_is_something_else() -> None:
    assert read(b"%PDF-1.4 ...", "a.csv") == [("a.csv", "%PDF-1.4 ...")]
    assert read(b"<html><p>a,b</p>", "a.csv") == [("a.csv", "<html><p>a,b</p>")]


def test_rows_of_the_same_text_differ_by_what_is_known_of_them() -> None:
    table = "正文,日期\n一,2020-01-01\n一,2020-01-02\n一,2020-01-01\n".encode()
    ids = [one.id for one in documents(io.BytesIO(table), "a.csv", Options()) if isinstance(one, Document)]
    assert [ids.index(one) for one in ids] == [0, 1, 0]
    (bare,) = documents(io.BytesIO("正文\n一\n".encode()), "a.csv", Options())
    (file,) = documents(io.BytesIO("一".encode()), "a.txt", Options())
    assert isinstance(bare, Document)
    assert isinstance(file, Document)
    assert bare.id == file.id


@pytest.mark.parametrize(("cell", "day"), [
    ("2022-03-01", "2022-03-01"), ("2022-03-01T08:30:00", "2022-03-01"), (" 2022/3/1 08:00", "2022-03-01"), ("2022年3月1日", "2022-03-01"),
    ("2022.3.1", "2022-03-01"), ("20220301", "2022-03-01"), ("2022-02-30", ""), ("202203011", ""), ("3月1日", ""), ("", ""),
])  # fmt: skip
def test_days(cell: str, day: str) -> None:
    assert tables.day_of(cell) == day


def test_the_better_name_of_two_is_taken() -> None:
    assert tables.guess(["摘要", "content", "正文", "Pub-Date", "date"]) == tables.Columns(text="正文", published="Pub-Date")
