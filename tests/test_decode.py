"""Bytes of every format and encoding to text; what cannot be read is refused with a reason and a remedy."""

from __future__ import annotations

import codecs
import random
import time
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from examples import CASES
from gongbao.decode import DOCX, HTML, PDF, TEXT, Decoded, Limits, decode
from gongbao.decode.about import iso
from gongbao.errors import UnreadableError

BULLETINS = CASES.parent.parent / "corpus" / "bulletins"
HANS = "全县完成财政收入12.5亿元，同比增长8.2%。县委、县政府坚持稳中求进，惠及群众3万人。\n"
HANT = "本縣完成財政收入12.5億元，較上年增加8.2%。縣府團隊持續推動各項建設，嘉惠鄉親3萬人。\n"


def refused(data: bytes, **options: object) -> str:
    with pytest.raises(UnreadableError) as caught:
        decode(data, **options)  # type: ignore[arg-type]
    assert len(caught.value.detail) > 15
    return caught.value.reason


def outcome(data: bytes) -> str:
    try:
        return "read" if decode(data).text.strip() else "nothing"
    except UnreadableError as error:
        return error.reason


@pytest.mark.parametrize("times", [1, 40])
@pytest.mark.parametrize(
    ("text", "encoding", "used"),
    [
        (HANS, "utf-8", "utf-8"), (HANS, "utf-8-sig", "utf-8"), (HANS, "gb18030", "gb18030"), (HANS, "gb2312", "gb18030"),
        (HANS, "utf-16", "utf-16-le"), (HANS, "utf-16-le", "utf-16-le"), (HANS, "utf-16-be", "utf-16-be"), (HANS, "utf-32", "utf-32-le"),
        (HANT, "utf-8", "utf-8"), (HANT, "gb18030", "gb18030"), (HANT, "cp950", "cp950"), (HANT, "big5hkscs", "cp950"),
        (HANT, "utf-16-be", "utf-16-be"), (HANT + "啲嘢喺邨\n", "big5hkscs", "big5hkscs"),
    ],
)  # fmt: skip
def test_the_encoding_is_recognized(text: str, encoding: str, used: str, times: int) -> None:
    found = decode((text * times).encode(encoding))
    assert (found.text, found.encoding, found.media_type) == (text * times, used, TEXT)


@pytest.mark.parametrize(
    ("mark", "encoding"), [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_LE, "utf-32-le"), (b"\x84\x31\x95\x33", "gb18030")]
)
def test_a_byte_order_mark_decides_and_is_no_text(mark: bytes, encoding: str) -> None:
    found = decode(mark + HANS.encode(encoding))
    assert (found.text, found.encoding) == (HANS, encoding)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("gb2312", "gb18030"), ("GBK", "gb18030"), ("Big5", "cp950"), ("UTF-8", "utf-8"), ("utf-16", "utf-16")],
)
def test_a_declared_encoding_that_fits_is_used(declared: str, encoding: str) -> None:
    text = HANT if encoding == "cp950" else HANS
    assert decode(text.encode(encoding), encoding=declared).text == text


@pytest.mark.parametrize(
    ("encoding", "declared"), [("gb18030", "utf-8"), ("gb18030", "big5"), ("utf-8", "gbk"), ("utf-8", "utf-16"), ("cp950", "gb18030")]
)
def test_a_wrong_declared_encoding_is_refused_with_the_right_one(encoding: str, declared: str) -> None:
    with pytest.raises(UnreadableError, match=f"not {declared}, as was declared .it reads as {encoding}") as caught:
        decode((HANT if encoding == "cp950" else HANS).encode(encoding), encoding=declared)
    assert caught.value.reason == "encoding"


def test_an_unknown_encoding_is_refused() -> None:
    assert refused(HANS.encode(), encoding="klingon-8") == "encoding"
    assert refused(HANS.encode(), encoding="base64") == "encoding"


@given(st.integers(1, 2), st.sampled_from(["utf-8", "gb18030"]))
def test_a_text_cut_in_a_character_is_read_to_the_cut(cut: int, encoding: str) -> None:
    data = (HANS.strip() * 3 + "县").encode(encoding)[: -min(cut, 1 if encoding == "gb18030" else 2)]
    assert decode(data).text[:-1] == HANS.strip() * 3


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"), (b" \r\n\t", "empty"), ("\ufeff\u3000\n".encode(), "empty"), (bytes(5000), "empty"),
        (bytes(range(256)) * 20, "binary"), (random.Random(1).randbytes(5000), "binary"),
        (b"Annual report of the county government, 2021. " * 9, "not_chinese"),
        ("今年の経済は順調に成長しています。データ".encode(), "not_chinese"),
        ("올해 경제는 순조롭게 성장하고 있다".encode(), "not_chinese"), ("Отчёт о работе правительства".encode("koi8-r"), "encoding"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "unsupported"), (b"{\\rtf1\\ansi abc}", "unsupported"),
        (b"\x89PNG\r\n\x1a\n" + bytes(90), "unsupported"), (b"\x1f\x8b\x08" + bytes(90), "unsupported"),
        (b"%PDF-1.4\nnot a pdf", "damaged"), (b"PK\x03\x04" + bytes(90), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)  # fmt: skip
def test_what_is_no_chinese_text_is_refused(data: bytes, reason: str) -> None:
    assert refused(data) == reason


def test_a_few_chinese_characters_among_latin_ones_are_enough() -> None:
    assert decode("GDP growth 全县生产总值 12.5%, CPI 2.1%".encode()).text.startswith("GDP")


def test_a_file_over_the_limit_is_refused() -> None:
    assert refused(HANS.encode() * 10, limits=Limits(max_bytes=100)) == "too_large"


# HTML

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>秋粮收购进展顺利_某某县人民政府</title>
<meta name="ArticleTitle" content="秋粮收购进展顺利"><meta name="PubDate" content="2022-11-05 09:30"></head><body>
<div class="nav"><a href="/">首页</a><a href="/a">政务公开</a></div><h1>秋粮收购进展顺利</h1>
<p>截至10月底，全县共收购秋粮<b>3.2</b>万吨，<span>占计划的</span>64%。</p><p>县粮食局设立收购点12个，日均收购<br>900吨。</p>
<table><caption>单位：吨</caption><tr><th>品种</th><th>数量</th></tr><tr><td>稻谷</td><td>21,000</td></tr></table>
<script>var x = "脚本不是正文";</script><div class="footer">版权所有：某某县人民政府</div></body></html>"""
TEXT_OF_PAGE = """秋粮收购进展顺利
截至10月底，全县共收购秋粮3.2万吨，占计划的64%。
县粮食局设立收购点12个，日均收购
900吨。
单位：吨
品种 | 数量
稻谷 | 21,000"""


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "utf-16-le", "big5"])
def test_the_main_text_of_a_page_with_its_title_and_day(charset: str) -> None:
    real = "gb18030" if charset in ("gb2312", "big5") else charset  # big5 is a page that lies about itself
    found = decode(PAGE.format(charset=charset).encode(real))
    assert (found.media_type, found.encoding, found.title, found.published) == (HTML, real, "秋粮收购进展顺利", "2022-11-05")
    assert found.text == TEXT_OF_PAGE


@pytest.mark.parametrize(
    ("page", "title", "published"),
    [
        ("<html><title>工作简报 - 某市政府网</title><p>发布时间：2021年3月5日</p><p>全市投资3亿元。</p>", "工作简报", "2021-03-05"),
        ('<html><meta property="article:published_time" content="2020-02-30"><h1>通 报</h1><p>全市</p>', "通 报", ""),
        ("<p>全市完成投资3亿元。</p>", "", ""),
    ],
)
def test_title_and_day_come_from_the_first_source_that_holds_one(page: str, title: str, published: str) -> None:
    found = decode(page.encode())
    assert (found.title, found.published) == (title, published)


def test_a_long_article_stands_between_menus_with_all_its_paragraphs() -> None:
    body = [f"第{k}项：全县完成投资{k}.5亿元，新建项目{k}个，带动就业{k}00人，群众反映良好。" for k in range(1, 15)]
    repeated = [*body, body[0]]  # a paragraph that comes twice is no mistake
    links = "".join(f'<li><a href="/{k}">相关新闻标题之{k}</a></li>' for k in range(9))
    page = f"<html><body><ul>{links}</ul><div>{''.join(f'<p>{line}</p>' for line in repeated)}</div><ul>{links}</ul></body></html>"
    assert decode(page.encode()).text.split("\n") == repeated


def test_a_text_that_speaks_of_tags_is_no_page() -> None:
    assert decode("通知：网页中的<br>标记要全部改正，共整改120处。".encode()).media_type == TEXT


def test_a_page_that_a_script_fills_is_refused() -> None:
    assert refused(b"<html><body><div id=app></div><script>load()</script></body></html>") == "empty"


@pytest.mark.parametrize("text", ["公布日期 2022.3.1", "2022年3月1日", "2022-13-45 2022/03/01"])
def test_days_of_many_forms(text: str) -> None:
    assert iso(text) == "2022-03-01"


# DOCX


def docx_of(*paragraphs: str, table: tuple[tuple[str, ...], ...] = ()) -> bytes:
    document, stream = Document(), BytesIO()
    for line in paragraphs:
        document.add_paragraph(line)
    if table:
        cells = document.add_table(len(table), len(table[0]))
        for r, row in enumerate(table):
            for c, text in enumerate(row):
                cells.cell(r, c).text = text
    document.save(stream)
    return stream.getvalue()


def test_paragraphs_and_tables_of_a_docx_in_their_order() -> None:
    data = docx_of("工作汇报", "单位：万元", table=(("项目", "金额"), ("修路", "1,260.5")))
    assert decode(data, name="x.txt") == Decoded("工作汇报\n单位：万元\n项目 | 金额\n修路 | 1,260.5", DOCX)


def test_merged_cells_of_a_docx_are_read_once() -> None:
    document, stream = Document(), BytesIO()
    table = document.add_table(1, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合计"
    table.cell(0, 2).text = "88户"
    document.save(stream)
    assert decode(stream.getvalue()).text == "合计 | 88户"


def zipped(**files: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return stream.getvalue()


def test_other_office_files_and_bombs_are_refused() -> None:
    assert refused(zipped(xl__workbook_xml=b"<x/>")) == "unsupported"
    assert refused(zipped(readme=b"x")) == "unsupported"
    assert refused(zipped(word__document_xml=bytes(5_000_000)), limits=Limits(max_unpacked=1_000_000)) == "too_large"
    assert refused(zipped(word__document_xml=b"<x/>")) == "damaged"
    assert refused(docx_of("")) == "no_text"


# PDF

LOCKED = (
    b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"3 0 obj<</Filter/Standard/V 1/R 2/P -4/O(%s)/U(%s)>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]/Size 4>>\n%%%%EOF" % (b"o" * 32, b"u" * 32)
)
BLANK = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF"
)


def test_pages_of_a_pdf_are_kept_apart() -> None:
    found = decode((BULLETINS / "dongling-district-2015.pdf").read_bytes())
    assert (found.media_type, found.encoding, found.text.count("\f")) == (PDF, "", 1)
    assert "地区生产总值356.82亿元" in found.text.replace("\n", "")


def test_locked_scanned_and_long_pdfs_are_refused() -> None:
    assert refused(LOCKED) == "password"
    assert refused(BLANK) == "no_text"
    assert refused(BLANK, limits=Limits(max_pages=1)) == "too_large"


# all samples


def samples() -> list[Path]:
    return sorted(path for path in BULLETINS.iterdir() if path.suffix != ".md")


@pytest.mark.parametrize("path", samples(), ids=lambda path: path.name)
def test_every_sample_is_read(path: Path) -> None:
    found = decode(path.read_bytes(), name=path.name)
    assert len(found.text) > 450
    assert found.text.count("\ufffd") == 0 or "baishui" in path.name  # the one whose damage is lost bytes


@pytest.mark.parametrize("path", samples(), ids=lambda path: path.name)
def test_a_damaged_sample_is_read_or_refused(path: Path) -> None:
    data, chance, start = path.read_bytes(), random.Random(7), time.perf_counter()
    for _ in range(6):
        torn = bytearray(data[: chance.randrange(1, len(data))])
        for _ in range(chance.randrange(4)):
            torn[chance.randrange(len(torn))] ^= 1 << chance.randrange(8)
        assert outcome(bytes(torn)) in ("read", "empty", "binary", "encoding", "not_chinese", "damaged", "unsupported", "password", "no_text")
    assert time.perf_counter() - start < 5


HOSTILE = (b"<div>", b"<p>\xe5\x8e\xbf", b"<a><b>", b"&#1;", b"<table><tr><td>", b"\xe5", b"\x00\x00\xff", b"<!--", b"<meta ", b" charset=")


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_hostile_bytes_take_linear_time(piece: bytes) -> None:
    start = time.perf_counter()
    assert outcome(b"<html>" + "县".encode() + piece * (120_000 // len(piece))) in ("read", "not_chinese", "encoding", "binary", "empty", "damaged")
    assert time.perf_counter() - start < 5


def test_a_page_that_a_table_lays_out_keeps_its_paragraphs() -> None:
    body = ["2003年，全县完成财政收入8600万元，各项支出得到保障。", "第二段说明支出情况，教育支出增长较快。", "第三段说明下一年的打算。"]
    page = (
        '<html><head><title>财政工作总结</title></head><body><table><tr><td><a href="1">首页</a></td><td><a href="2">新闻</a></td></tr></table>'
        f"<table><tr><td><b>财政工作总结</b></td></tr><tr><td><p>　　{body[0]}</p>　　{body[1]}<br>　　{body[2]}"
        "<table><tr><td>项目</td><td>金额</td></tr><tr><td>教育<br>支出</td><td>2,300</td></tr></table></td></tr></table></body></html>"
    )
    found = decode(page.encode("gb18030"))
    assert [line.strip() for line in found.text.split("\n")] == ["财政工作总结", *body, "项目 | 金额", "教育 支出 | 2,300"]
