"""300 damaged inputs, the same in every run: truncated, bit-flipped, of the wrong type, bombs, hostile names and contents."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import random
import tarfile
import zipfile
from pathlib import Path

TEXT = "青溪县统计公报\n2023年，全县实现地区生产总值120.5亿元，同比增长6.3%。县农业农村局组织培训42场次，惠及3100余人次。\n" * 6
SUFFIXES = (".pdf", ".docx", ".html", ".csv", ".jsonl", ".zip", ".txt", ".parquet", ".tar")
NAMES = (
    "..%2Fx", "=cmd()", "+1", "-rf", "@sum(1)", "a\nb", "a\tb", "a\rb", "'; DROP TABLE bulletins; --", "%s%n", "$(id)", "`id`", "nul",
    "\u202egpj.txt", "𠮷", " ", "#1",
)  # fmt: skip


def office(body: str) -> bytes:
    """A DOCX file with one paragraph."""
    from docx import Document

    document, buffer = Document(), io.BytesIO()
    document.add_paragraph(body)
    document.save(buffer)
    return buffer.getvalue()


def pdf(stream: bytes) -> bytes:
    """A PDF file of one page with this content stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    body, places = b"%PDF-1.4\n", []
    for k, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%sendobj\n" % (k, one)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places)
    return body + table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)


def archive(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def tarball(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as target:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            target.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def parquet() -> bytes:
    import pyarrow as pa
    from pyarrow.parquet import write_table

    buffer = io.BytesIO()
    write_table(pa.table({"text": [TEXT, TEXT + "二"], "place": ["青溪县", ""]}), buffer)
    return buffer.getvalue()


def sound() -> dict[str, bytes]:
    """One sound file of every kind."""
    html = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>公报</title></head><body><p>{TEXT}</p></body></html>"
    table = "编号,正文,日期\n1,\"" + TEXT + "\",2023-01-02\n2,第二,2023\n"
    return {
        "utf8.txt": TEXT.encode(), "gb.txt": TEXT.encode("gb18030"),
        "big5.txt": "青溪縣統計公報，全縣共有三千戶，增加百分之六。".encode("big5") * 20,
        "utf16.txt": TEXT.encode("utf-16"), "page.html": html.encode(), "word.docx": office(TEXT), "page.pdf": pdf(b"BT /F1 12 Tf (abc) Tj ET"),
        "table.csv": table.encode(), "lines.jsonl": (json.dumps({"content": TEXT}, ensure_ascii=False) + "\n").encode() * 3,
        "rows.parquet": parquet(), "box.zip": archive({"a.txt": TEXT.encode(), "b.docx": office(TEXT)}),
        "box.tar.gz": gzip.compress(tarball({"a.txt": TEXT.encode(), "c.csv": table.encode()}), mtime=0),
    }  # fmt: skip


def flipped(data: bytes, chance: random.Random) -> bytes:
    torn = bytearray(data)
    for _ in range(chance.choice((1, 4, 32))):
        torn[chance.randrange(len(torn))] ^= 1 << chance.randrange(8)
    return bytes(torn)


def bombs() -> dict[str, bytes]:
    """Files that unpack to many times their size, or nest."""
    zeros = bytes(30_000_000)
    nest = archive({"a.txt": TEXT.encode()})
    for _ in range(6):
        nest = archive({"n.zip": nest, "m.zip": nest})
    return {
        "bomb.zip": archive({"a.txt": zeros, "b.txt": zeros}), "bomb.gz": gzip.compress(zeros, mtime=0), "bomb.xz": lzma.compress(zeros, preset=0),
        "bomb.bz2": bz2.compress(zeros), "nest.zip": nest,
        "names.zip": archive({f"{name}/../x{k}.txt": TEXT.encode() + b"%d" % k for k, name in enumerate(NAMES)}),
        "folder.tar": tarball({}), "device.tar": device(),
    }  # fmt: skip


def texts() -> dict[str, bytes]:
    """Texts that are none, or that break readers of numbers and encodings."""
    return {
        "empty.txt": b"", "blank.txt": b" \n\t\r\n", "zeros.bin": bytes(100_000), "bom.txt": b"\xef\xbb\xbf", "bom16.txt": b"\xff\xfe",
        "noise.bin": random.Random(7).randbytes(50_000), "english.txt": b"No Chinese in here at all. " * 50,
        "kana.txt": "これは日本語の文章です。ひらがなが多い。".encode() * 20, "digits.txt": ("全县" + "9" * 10_000 + "户。").encode(),
        "numeral.txt": ("全县" + "一千万亿" * 5000 + "户。").encode(), "points.txt": ("增长" + "1." * 20_000 + "%").encode(),
        "commas.txt": ("1," * 30_000 + "元").encode(), "line.txt": ("全县发展" * 100_000).encode(), "brackets.txt": ("（" * 50_000 + TEXT).encode(),
        "years.txt": ("2021年" * 20_000).encode(), "controls.txt": TEXT.encode() + bytes(range(32)) * 3,
        "surrogates.txt": TEXT.encode() + "\ud800".encode("utf-8", "surrogatepass") * 3, "mixed.txt": TEXT.encode() + TEXT.encode("gb18030"),
    }  # fmt: skip


def formats() -> dict[str, bytes]:
    """Pages, documents and tables that are malformed, or of formats that are not read."""
    text = TEXT.encode()
    return {
        "noise.docx": b"PK\x03\x04" + random.Random(8).randbytes(5000), "noise.pdf": b"%PDF-1.7\n" + random.Random(9).randbytes(5000),
        "noise.parquet": b"PAR1" + random.Random(6).randbytes(5000) + b"PAR1", "deep.html": b"<html><body>" + b"<div>" * 20_000 + text,
        "open.html": b"<p " * 50_000 + text, "entities.html": ("<html><body><p>" + "&#x4e2d;" * 50_000).encode(),
        "charset.html": b"<meta charset='nosuch'><p>" + text,
        "laughs.html": b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><html><p>&b;' + text,
        "deep.jsonl": b'{"text": ' + b"[" * 100_000 + b"\n" + json.dumps({"text": TEXT}).encode(), "null.jsonl": b'{"text": null}\n{}\n[]\n1\n',
        "quote.csv": '正文\n"'.encode() + text, "wide.csv": (",".join(f"c{k}" for k in range(20_000)) + "\n").encode(),
        "nul.csv": "正文\na\0b\n".encode(), "macro.docx": archive({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<not xml"}),
        "huge.docx": archive({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<a>" * 200_000}),
        "sheet.xlsx": archive({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000),
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(500), "rich.rtf": b"{\\rtf1 abc}", "pages.pdf": pdf(b"q " * 100_000),
        "loop.pdf": pdf(b"").replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]"),
    }  # fmt: skip


def device() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as target:
        for kind, name in ((tarfile.CHRTYPE, "null"), (tarfile.SYMTYPE, "link"), (tarfile.LNKTYPE, "hard"), (tarfile.FIFOTYPE, "pipe")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            target.addfile(info)
    return buffer.getvalue()


def contents(count: int = 300) -> dict[str, bytes]:
    """NAME → bytes of so many inputs."""
    chance, found = random.Random(2026), {**bombs(), **texts(), **formats()}
    good = sound()
    for k, name in enumerate(NAMES):
        found[f"{name}.txt".replace("/", "%2F")] = TEXT.encode() + b"%d" % k
    kinds = list(good)
    while len(found) < count:
        k = len(found)
        name = kinds[k % len(kinds)]
        data, how = good[name], ("cut", "flip", "type")[k // len(kinds) % 3]
        if how == "cut":
            data = data[: chance.randrange(1, len(data))]
        elif how == "flip":
            data = flipped(data, chance)
        else:
            name = f"{Path(name).stem}{chance.choice(SUFFIXES)}"
            data = flipped(data, chance) if chance.random() < 0.5 else data
        found[f"{how}-{k:03}-{name}"] = data
    return found


def write(folder: Path, count: int = 300) -> int:
    """Writes the inputs into a folder, one more of them under a name that is no Unicode, and says how many they are."""
    folder.mkdir(parents=True)
    for name, data in contents(count).items():
        (folder / name).write_bytes(data)
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.txt")).write_bytes(TEXT.encode() + b"!")
    return count + 1
