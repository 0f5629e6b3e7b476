"""Texts of chance through the whole way, by hand: `python tests/fuzz.py [--minutes 10] [--seed N]`; prints what breaks an invariant, made small.

A text is put together from the words of every lexicon, numerals, dates, brackets and damage, or is a piece of our corpus with changes of chance.
Invariants: nothing is raised; spans lie in the text, sorted, apart; an untouched text holds every span's words; limits and days are in order;
amounts fit their column; indicators point to finds; the same input gives the same output.
"""

from __future__ import annotations

import argparse
import random
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from gongbao import assemble
from gongbao.bulletin import Bulletin
from gongbao.errors import GongbaoError
from gongbao.records import TABLES, Records, arrow_table
from gongbao.resources import folder

ROOT = Path(__file__).resolve().parents[1]
MENTIONS = ("quantities", "dates", "organizations")
SIGNS = "，。、；：？！\n\n （）()“”‘’《》〈〉「」『』【】[]〔〕·—–-~～/／|…%％‰℃+×=<>≥≤&#@*_\\\t\u3000\u00a0"
DAMAGE = (
    "?h", "??", "(tǒng)", "統(tǒng)一", "è¿", "Ã©", "锟斤拷", "\ufffd", "\u200b", "\ufeff", "\x00", "\r\n", "\r", "&nbsp;", "&#20013;", "<br/>",
    "<td>", "１２", "ＡＢ", "\U00020000", "\ud800", "\u0301", "e\u0301", "٣", "Ⅳ", "①", "㎡", "㈠", "﹪", "萬億", "團結", "乾縣", "- 12 -", "第 3 页",
)  # fmt: skip
DIGITS = "零一二三四五六七八九十百千万亿两半〇廿壹拾佰仟萬億點"
MARKS = (b"", b"", b"", b"\xef\xbb\xbf", b"\xff\xfe", b"%PDF-1.4\n", b"PK\x03\x04", b"<html><body>", b"{\\rtf1 ", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
PUBLISHED = (None, "2022-03-01", "2024-02-29", "1996", "0001-01-01", "9999-12-31")
PLACES = ("", "四川省泸州市合江县", "香港特别行政区", "台湾省")
LEADS = ("", "第", "约", "近", "超过", "-", "负", "±", "每", "百分之", "三分之", "至", "到", "（", "“", "￥", "US$", "人民币", "民国", "公元前")


def words() -> list[list[str]]:
    """The words of each lexicon, its first column."""
    found = []
    for path in sorted((folder("configs") / "lexicon").glob("*.tsv")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")][1:]
        found.append([part for line in lines for part in line.split("\t")[0].split() if part])
    return [group for group in found if group]


def sentences() -> list[str]:
    """Sentences of the sample bulletins and of the test cases."""
    paths = [*sorted((ROOT / "corpus" / "bulletins").glob("*.txt")), *sorted((ROOT / "tests" / "cases").glob("*.txt"))]
    text = "\n".join(path.read_bytes().decode("utf-8", "replace") for path in paths)
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def numeral(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.4:
        return str(chance.randrange(10 ** chance.randint(1, chance.choice((2, 4, 9, 30)))))
    if kind < 0.5:
        return f"{chance.randrange(10**9):,}"
    if kind < 0.65:
        return f"{chance.random() * 10 ** chance.randint(0, 6):.{chance.randint(0, 4)}f}"
    return "".join(chance.choice(DIGITS) for _ in range(chance.randint(1, 6)))


def day(chance: random.Random) -> str:
    year, month, of_month = chance.randint(0, 2300), chance.randint(0, 14), chance.randint(0, 33)
    return chance.choice((
        f"{year}年", f"{year}年{month}月", f"{month}月{of_month}日", f"{year}年{month}月{of_month}日", f"{year}-{month}-{of_month}",
        f"{year}.{month}", f"{month}—{of_month}月", f"{year}—{year + chance.randint(-3, 9)}年", f"第{month}季度", f"{year % 120}年度",
        f"{month}月{of_month}日至{month + 1}日",
    ))  # fmt: skip


def fragments(chance: random.Random, lexicons: Sequence[Sequence[str]], stock: Sequence[str]) -> list[str]:
    """The parts of one text."""
    makers: list[Callable[[], str]] = [
        lambda: chance.choice(LEADS) + numeral(chance), lambda: numeral(chance) + chance.choice(chance.choice(lexicons)), lambda: day(chance),
        lambda: chance.choice(chance.choice(lexicons)), lambda: chance.choice(chance.choice(lexicons)), lambda: chance.choice(SIGNS),
        lambda: chance.choice(DAMAGE), lambda: mutated(chance, chance.choice(stock)),
    ]  # fmt: skip
    weights = [chance.random() for _ in makers]
    return [chance.choices(makers, weights)[0]() for _ in range(chance.choice((3, 10, 30, 100)))]


def mutated(chance: random.Random, line: str) -> str:
    """A line with some characters lost, doubled, or changed."""
    start = chance.randrange(len(line))
    signs = list(line[start : start + chance.randint(1, 60)])
    for _ in range(chance.randint(0, 3)):
        at = chance.randrange(len(signs))
        signs[at] = chance.choice(("", signs[at] * 2, chance.choice(SIGNS), chance.choice(DIGITS)))
    return "".join(signs)


def problems(text: str, published: str | None, place: str) -> Iterator[str]:
    """What is wrong with the rows of a text; nothing where all invariants hold."""
    bulletin = assemble.bulletin_of_text(text, id="x", published=published, place=place)
    records = assemble.analyse(assemble.default_language(), bulletin)
    if assemble.analyse(assemble.default_language(), bulletin) != records:
        yield "the second run gives other rows"
    for name in TABLES:
        arrow_table(name, getattr(records, name))
    for name in (*MENTIONS, "paragraphs"):
        yield from misplaced(bulletin, name, getattr(records, name))
    yield from disordered(records)
    yield from dangling(records)


def misplaced(bulletin: Bulletin, name: str, rows: Sequence[Any]) -> Iterator[str]:
    """Spans outside of the text or over each other, ordinals out of line, words that the text does not hold there."""
    at = 0
    touched = bulletin.raw != bulletin.text
    for k, row in enumerate(rows):
        if not (at <= row.start < row.end <= len(bulletin.raw)) and not (touched and row.start <= row.end <= len(bulletin.raw)):
            yield f"{name} {k}: span {row.start}–{row.end} behind {at} in a text of {len(bulletin.raw)}"
        if not touched and bulletin.raw[row.start : row.end] != row.text:
            yield f"{name} {k}: {row.text!r} is not {bulletin.raw[row.start : row.end]!r}"
        if not row.text or (row.mention if name in MENTIONS else row.paragraph) != k:
            yield f"{name} {k}: no text, or not in its order"
        at = row.end


def disordered(records: Records) -> Iterator[str]:
    """Limits and days in the wrong order."""
    for name in ("quantities", "indicators"):
        for row in getattr(records, name):
            if (row.low is not None and row.high is not None and row.low > row.high) or (row.value is None) != (row.bound == ".."):
                yield f"{name}: {row}"
    for name, pairs in (("dates", (("first", "last"),)), ("indicators", (("first", "last"), ("base_first", "base_last")))):
        for row in getattr(records, name):
            for first, last in ((getattr(row, one), getattr(row, other)) for one, other in pairs):
                if first and last and first > last:
                    yield f"{name}: {row}"


def dangling(records: Records) -> Iterator[str]:
    """Indicators without their finds, rows outside of the paragraphs."""
    for row in records.indicators:
        for name, ordinal in (("quantities", row.quantity), ("dates", row.date), ("organizations", row.organization)):
            if ordinal is not None and not 0 <= ordinal < len(getattr(records, name)):
                yield f"indicator: {name} {ordinal} is not there: {row}"
    for name in (*MENTIONS, "indicators"):
        yield from (f"{name}: no paragraph {row.paragraph}" for row in getattr(records, name) if not 0 <= row.paragraph < len(records.paragraphs))


def damaged(chance: random.Random, text: str) -> bytes:
    """The bytes of a file with the text in some encoding, perhaps behind the mark of another format, with some bytes changed."""
    data = bytearray(chance.choice(MARKS) + text.encode(chance.choice(("utf-8", "gb18030", "big5", "utf-16")), "replace"))
    for _ in range(chance.choice((0, 1, 5)) if data else 0):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def unreadable(data: bytes) -> str:
    """Where the reading of a file raises what is no refusal; empty where it does not."""
    try:
        for _ in assemble.read(assemble.default_language(), data):
            pass
    except GongbaoError:
        return ""
    except Exception as error:  # noqa: BLE001  whatever is raised is what is looked for
        return where(error)
    return ""


def where(error: Exception) -> str:
    """The error and the place that raised it."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} at {Path(frame.filename).name}:{frame.lineno} {frame.name}"


def fault(text: str, published: str | None, place: str) -> str:
    """The first problem of a text, or where it raises; empty where there is none."""
    try:
        return next(problems(text, published, place), "")
    except GongbaoError as error:
        return f"refused: {error}"
    except Exception as error:  # noqa: BLE001  whatever is raised is what is looked for
        return where(error)


def smaller(parts: list[str], broken: Callable[[str], bool]) -> str:
    """The text without the parts, then without the characters, that it breaks without."""
    for _ in range(2):
        size = max(1, len(parts) // 2)
        while size:
            for start in range(len(parts) - size, -1, -size):
                rest = parts[:start] + parts[start + size :]
                if broken("".join(rest)):
                    parts = rest
            size //= 2
        parts = list("".join(parts))
    return "".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    lexicons, stock, stop = words(), sentences(), monotonic() + 60 * options.minutes
    seen: set[str] = set()
    count = characters = 0
    while monotonic() < stop:
        chance = random.Random(options.seed * 1_000_000 + count)
        parts = fragments(chance, lexicons, stock)
        about = (chance.choice(PUBLISHED), chance.choice(PLACES))
        found = fault("".join(parts), *about)
        if count % 8 == 0 and (raised := unreadable(data := damaged(chance, "".join(parts)))) and raised not in seen:
            seen.add(raised)
            sys.stdout.write(f"{raised[:600]}\n    {data!r}\n")
        count, characters = count + 1, characters + sum(map(len, parts))
        key = found.partition(" at ")[2] or found[:12]
        if found and key not in seen:
            seen.add(key)
            text = smaller(parts, lambda text, about=about, key=key: key in fault(text, *about))  # type: ignore[misc]
            sys.stdout.write(f"{found[:600]}\n    {text!r} {about}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{count} texts, {characters} characters, {len(seen)} problems\n")
    sys.exit(bool(seen))


if __name__ == "__main__":
    main()
