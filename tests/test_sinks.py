"""Every store takes the same rows, none of them changed, none of them dangerous; a second load changes nothing."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import postgres
from gongbao.errors import ConfigError, UsageError
from gongbao.records import (
    TABLES,
    BulletinRow,
    DateRow,
    IndicatorRow,
    OrganizationRow,
    ParagraphRow,
    QuantityRow,
    Records,
    RejectRow,
    arrow_schema,
    columns,
)
from gongbao.sinks import databases, export, schema, spans, text, xlsx
from gongbao.sinks.align import located
from gongbao.sinks.folder import Folder, opened
from gongbao.sinks.parquet import Writer

DAY = date(2022, 3, 1)
NASTY = ["=cmd()", "+1", "-1", "@x", "\tx", "＝1", "'", "x", "#N/A", "a\x00b"]


def records(id: str = "0" * 16, title: str = "=公报", stamp: str = "0.1+a") -> Records:
    """A bulletin with a row in every table, an astral character in its text, and a pinyin note that was taken out of it."""
    raw, clean = "𠮷縣選(xuǎn)派39家，2021年在縣委投入1.5萬元", "𠮷县选派39家，2021年在县委投入1.5万元"
    at = raw.index
    wide = Decimal("12345678901234567890.123456789012")
    return Records(
        [BulletinRow(id, f"b/{id}.txt", "text/plain", "utf-8", "hant", title, "", "合江县", "510522", DAY, len(raw), 1, {"note": 1}, stamp)],
        [ParagraphRow(id, 0, "body", ("一、", "二"), clean, 0, len(raw), "industry", 0.5, {"industry": 0.5, "rural": 0.25}, ("投入",))],
        [
            QuantityRow(id, 0, 0, "39家", at("39"), at("，"), "count", *[Decimal(39)] * 3, "=", "", "家", Decimal(39), "1"),
            QuantityRow(id, 0, 1, "1.5万元", at("1.5"), len(raw), "money", wide, None, wide, "<", "近", "CNY", Decimal("15000"), "CNY"),
        ],
        [DateRow(id, 0, 0, "2021年", at("2021"), at("在"), "2021", date(2021, 1, 1), date(2021, 12, 31), "none", "year", "explicit", False)],
        [OrganizationRow(id, 0, 0, "县委", at("縣委"), at("投"), "中共合江县委", "party", "county", "合江县", "510522")],
        [
            IndicatorRow(
                id, 0, 0, 9, "家", "选派", "家", *[Decimal(39)] * 3, "=", "家", Decimal(39), "1", "none", "", None, None, "achieved", DAY, None, "",
                "合江县", "industry", 0, 0, None,
            )
        ],
    )  # fmt: skip


def rejected(source: str, reason: str = "empty") -> Records:
    return Records(rejects=[RejectRow(source, reason, "=leave it out")])


def output(path: Path, *given: Records, stamp: str = "0.1+a") -> Folder:
    """An output folder with one part."""
    folder, writer = Folder(path), Writer()
    folder.make()
    for one in given:
        writer.add(one)
    rows = [dict(writer.counts)]
    folder.commit("000001-0000", writer.finish(), [("x", 0)], rows)
    folder.write(path / "plan.json", json.dumps({"gongbao": stamp}).encode())
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return output(tmp_path / "out", records(), records("1" * 16, "普通"), rejected("坏.txt"))


# the folder


def test_rows_come_back_as_they_were(folder: Folder) -> None:
    found = {table: [row for batch in folder.batches(table) for row in text.values(batch)] for table in TABLES}
    assert {table: len(rows) for table, rows in found.items()} == {
        "bulletins": 2, "paragraphs": 2, "quantities": 4, "dates": 2, "organizations": 2, "indicators": 2, "rejects": 1,
    }  # fmt: skip
    assert found["quantities"][1]["value"] == Decimal("12345678901234567890.123456789012")
    assert found["paragraphs"][0]["work_areas"] == {"industry": 0.5, "rural": 0.25}
    assert {table: folder.count(table) for table in TABLES} == {table: len(rows) for table, rows in found.items()}


def test_a_file_taken_over_is_the_same_file(tmp_path: Path) -> None:
    one, other, third = Writer(), Writer(), Writer(tmp_path, "x")
    one.add(records())
    third.add(records())
    files, drafts = one.finish(), third.finish()
    assert {table: Path(str(draft)).read_bytes() for table, draft in drafts.items()} == files
    other.append(drafts)
    assert (one.counts, files) == (other.counts, other.finish())
    assert list(tmp_path.iterdir()) == []


def test_a_writer_that_fails_leaves_nothing(tmp_path: Path) -> None:
    writer = Writer(tmp_path, "x")
    assert len(list(tmp_path.iterdir())) == len(TABLES)
    with pytest.raises(TypeError), writer:
        writer.add(Records(dates=[None] * 9000))  # type: ignore[list-item]
    assert list(tmp_path.iterdir()) == []


def test_a_part_carries_rows_of_an_older_one(tmp_path: Path) -> None:
    folder, writer, counts = Folder(tmp_path / "out"), Writer(), []
    folder.make()
    for id in "012":
        before = dict(writer.counts)
        writer.add(records(id * 16))
        counts.append({name: count - before[name] for name, count in writer.counts.items()})
    folder.commit("000001-a", writer.finish(), [("x", 0), ("y", 0), ("z", 0)], counts)
    folder.carry("000001-a", "000001-b", [("x", 0), ("z", 0)])
    assert list(folder.records()) == ["000001-b"]
    for table in ("bulletins", "quantities", "indicators"):
        assert {row["bulletin_id"] for batch in folder.batches(table) for row in batch.to_pylist()} == {"0" * 16, "2" * 16}


def test_what_does_not_count_is_swept_away(folder: Folder) -> None:
    (folder.path / "dates" / "part-000002-b.parquet").write_bytes(b"half")
    (folder.path / "drafts" / "x").write_bytes(b"half")
    folder.sweep(["000001-0000"])
    assert [path.name for path in (folder.path / "dates").iterdir()] == ["part-000001-0000.parquet"]
    folder.sweep([])
    assert (list(folder.records()), list((folder.path / "dates").iterdir())) == ([], [])


def test_a_damaged_part_and_a_folder_of_another_kind(folder: Folder, tmp_path: Path) -> None:
    folder.table("000001-0000", "dates").write_bytes(b"no parquet")
    with pytest.raises(ConfigError, match=r"dates/part-000001-0000\.parquet cannot be read.*--rebuild"):
        list(folder.batches("dates"))
    with pytest.raises(UsageError, match="no output folder of gongbao"):
        opened(tmp_path)


# files


def test_csv_opens_in_a_spreadsheet_and_runs_nothing(folder: Folder, tmp_path: Path) -> None:
    assert "1 rejects" in export.export(folder, str(tmp_path / "csv"))
    raw = (tmp_path / "csv" / "bulletins.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    (first, _) = csv.DictReader(raw.decode("utf-8-sig").splitlines())
    assert (first["title"], first["published"], first["repairs"]) == ("'=公报", "2022-03-01", '{"note": 1}')
    with (tmp_path / "csv" / "quantities.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["value"] for row in csv.DictReader(file)][:2] == ["39", "12345678901234567890.123456789012"]


@pytest.mark.parametrize("cell", NASTY)
def test_cells_that_look_like_formulas(cell: str) -> None:
    assert text.safe(cell) == (cell if cell[0] in "'x#a" else f"'{cell}")


def test_negative_numbers_stay_numbers(tmp_path: Path) -> None:
    one = records()
    one.quantities = [one.quantities[0]._replace(value=Decimal("-3.50"))]
    export.export(output(tmp_path / "out", one), str(tmp_path / "q.csv"), table="quantities")
    (row,) = csv.DictReader((tmp_path / "q.csv").read_text(encoding="utf-8-sig").splitlines())
    assert row["value"] == "-3.5"


def test_jsonl_follows_the_schema(folder: Folder, tmp_path: Path) -> None:
    export.export(folder, str(tmp_path / "jsonl"), format="jsonl")
    for table in TABLES:
        for line in (tmp_path / "jsonl" / f"{table}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert list(row) == schema.described(table)["required"]
    assert json.loads((tmp_path / "jsonl" / "paragraphs.jsonl").read_text(encoding="utf-8").splitlines()[0])["section"] == ["一、", "二"]


def test_one_file_holds_the_table_that_was_asked_for(folder: Folder, tmp_path: Path) -> None:
    assert export.export(folder, str(tmp_path / "out.csv")).startswith(f"{tmp_path / 'out.csv'}: 2 indicators (other tables")
    export.export(folder, str(tmp_path / "new" / "out.parquet"), table="dates")
    from pyarrow.parquet import read_table

    assert read_table(tmp_path / "new" / "out.parquet").schema.equals(arrow_schema("dates"))
    with pytest.raises(UsageError, match=r"no format has the suffix \.odt"):
        export.export(folder, str(tmp_path / "out.odt"))
    with pytest.raises(UsageError, match="is a folder"):
        export.export(folder, str(tmp_path), format="xlsx")
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".draft")]


def test_a_workbook_holds_text_as_text(folder: Folder, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    export.export(folder, str(tmp_path / "out.xlsx"))
    with closing(load_workbook(tmp_path / "out.xlsx")) as book:
        assert book.sheetnames == list(TABLES)
        sheet = book["bulletins"]
        cells = {name.value: cell for name, cell in zip(sheet[1], sheet[2], strict=True)}
        assert (sheet.freeze_panes, cells["title"].value, cells["title"].data_type) == ("A2", "=公报", "s")
        assert cells["published"].value.date() == DAY
        assert [sheet.cell(k, 8).value for sheet in [book["quantities"]] for k in (2, 3)] == [39, "12345678901234567890.123456789012"]


def test_workbooks_have_limits(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    many = [records(f"{k:016}") for k in range(5)]
    many[0].paragraphs = [many[0].paragraphs[0]._replace(text="长" * 40_000 + "\x07")]
    many[1].bulletins = [many[1].bulletins[0]._replace(title="#N/A", issuer="响\x07铃")]
    folder = output(tmp_path / "out", *many)
    assert xlsx.write_xlsx(folder.batches, tmp_path / "x.xlsx", rows=3)["bulletins"] == 5
    with closing(load_workbook(tmp_path / "x.xlsx")) as book:
        assert [name for name in book.sheetnames if name.startswith("bulletins")] == ["bulletins", "bulletins_2", "bulletins_3"]
        assert (book["bulletins_3"].max_row, book["bulletins_3"]["A1"].value) == (2, "bulletin_id")
        long = book["paragraphs"]["E2"].value
        assert (len(long), long[-1]) == (32_767, "…")
        assert [(cell.value, cell.data_type) for cell in (book["bulletins"]["F3"], book["bulletins"]["G3"])] == [("#N/A", "s"), ("响�铃", "s")]


def test_a_package_describes_what_lies_beside_it(folder: Folder, tmp_path: Path) -> None:
    export.export(folder, str(tmp_path / "x" / "a.csv"))
    export.export(folder, str(tmp_path / "x" / "b.sqlite"))
    package = json.loads((tmp_path / "x" / "datapackage.json").read_text(encoding="utf-8"))
    assert len({one["name"] for one in package["resources"]}) == len(package["resources"]) == 8
    first = package["resources"][0]
    assert (first["path"], first["schema"]["primaryKey"]) == ("a.csv", ["bulletin_id", "quantity"])
    assert [one["name"] for one in first["schema"]["fields"]] == list(columns("indicators"))
    assert package["resources"][1]["dialect"] == {"table": "bulletins"}
    (tmp_path / "y").mkdir()
    (tmp_path / "y" / "datapackage.json").write_text('{"name": "somebody else\'s"}', encoding="utf-8")
    export.export(folder, str(tmp_path / "y" / "a.csv"))
    assert "somebody" in (tmp_path / "y" / "datapackage.json").read_text(encoding="utf-8")


# databases


class Database:
    """A store that can be loaded and asked."""

    def __init__(self, kind: str, target: str) -> None:
        self.kind, self.target = kind, target

    def load(self, folder: Folder, prune: bool = False) -> tuple[int, int]:
        if self.kind == "postgresql":
            from gongbao.sinks.postgres import load_postgres

            loaded = load_postgres(folder.batches, self.target, prune=prune)
        else:
            load = databases.load_sqlite if self.kind == "sqlite" else databases.load_duckdb
            loaded = load(folder.batches, Path(self.target), prune=prune)
        return loaded.bulletins, loaded.removed

    def ask(self, *statements: str) -> list[tuple[Any, ...]]:
        """The rows of the last of some statements."""
        if self.kind == "sqlite":
            with closing(sqlite3.connect(self.target)) as one, one:
                return [one.execute(statement).fetchall() for statement in statements][-1]
        if self.kind == "duckdb":
            import duckdb

            with duckdb.connect(self.target) as two:
                return [two.execute(statement).fetchall() for statement in statements][-1]
        from adbc_driver_postgresql import dbapi

        with dbapi.connect(self.target) as three, three.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            rows = cursor.fetchall() if cursor.description else []
            three.commit()
            return [tuple(row) for row in rows]

    def clear(self) -> None:
        self.ask(*(f'DROP TABLE IF EXISTS "{table}"' for table in (*reversed(TABLES), "gongbao_schema")))


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres.server() as uri:
        yield uri


@pytest.fixture(params=["sqlite", "duckdb", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    if request.param == "duckdb":
        pytest.importorskip("duckdb")
    if request.param != "postgresql":
        return Database(request.param, str(tmp_path / f"x.{request.param}"))
    one = Database("postgresql", request.getfixturevalue("server"))
    one.clear()
    return one


def test_a_load_holds_every_row_and_a_second_changes_nothing(folder: Folder, database: Database) -> None:
    assert database.load(folder) == (2, 0)
    counts = {table: database.ask(f'SELECT COUNT(*) FROM "{table}"')[0][0] for table in TABLES}
    assert counts == {table: folder.count(table) for table in TABLES}
    wide = database.ask('SELECT "value" FROM "quantities" WHERE "mention" = 1')[0][0]
    assert Decimal(str(wide)) == Decimal("12345678901234567890.123456789012")
    assert [str(one) for one in database.ask('SELECT "published" FROM "bulletins"')[0]] == ["2022-03-01"]
    assert (database.load(folder), database.load(folder)) == ((0, 0), (0, 0))
    assert {table: database.ask(f'SELECT COUNT(*) FROM "{table}"')[0][0] for table in TABLES} == counts


def test_what_has_changed_takes_the_place_of_what_was(folder: Folder, database: Database, tmp_path: Path) -> None:
    database.load(folder)
    changed = records("1" * 16, "改了的", "0.2+b")
    changed.quantities = changed.quantities[:1]
    newer = output(tmp_path / "newer", records(), changed, records("2" * 16), rejected("坏.txt", "binary"), rejected("新.txt"), stamp="0.2+b")
    assert database.load(newer) == (2, 0)
    assert database.ask('SELECT "title" FROM "bulletins" ORDER BY "bulletin_id"') == [("=公报",), ("改了的",), ("=公报",)]
    assert database.ask('SELECT COUNT(*) FROM "quantities"') == [(5,)]
    assert database.ask('SELECT "source", "reason" FROM "rejects" ORDER BY "reason"') == [("坏.txt", "binary"), ("新.txt", "empty")]
    assert database.load(output(tmp_path / "less", records()), prune=True) == (0, 2)
    assert [database.ask(f'SELECT COUNT(*) FROM "{table}"')[0][0] for table in ("bulletins", "quantities", "rejects")] == [1, 2, 0]


def test_tables_of_another_version_are_left_alone(folder: Folder, database: Database) -> None:
    database.load(folder)
    database.ask('UPDATE "gongbao_schema" SET "version" = 99')
    with pytest.raises(ConfigError, match="tables of version 99"):
        database.load(folder)


def test_a_failed_load_leaves_nothing(folder: Folder, database: Database) -> None:
    broken = output(folder.path.with_name("broken"), records(), records())
    with pytest.raises(ConfigError, match="cannot be loaded"):
        database.load(broken)
    assert database.load(folder) == (2, 0)


def test_postgresql_knows_keys_comments_and_types(server: str, folder: Folder) -> None:
    database = Database("postgresql", server)
    database.load(folder)
    shapes = dict(database.ask("SELECT column_name, udt_name FROM information_schema.columns WHERE table_name = 'paragraphs'"))
    assert (shapes["section"], shapes["work_areas"], shapes["work_area_score"]) == ("_text", "jsonb", "float8")
    assert database.ask("""SELECT "section"[2], "work_areas"->>'rural' FROM "paragraphs" LIMIT 1""") == [("二", "0.25")]
    keys = "SELECT constraint_type, COUNT(*) FROM information_schema.table_constraints WHERE table_schema = 'public' GROUP BY 1 ORDER BY 1"
    assert [one for one in database.ask(keys) if one[0] != "CHECK"] == [("FOREIGN KEY", 6), ("PRIMARY KEY", 6)]
    assert database.ask("""SELECT obj_description('"quantities"'::regclass)""") == [("One measured or counted amount.",)]
    assert database.ask("""SELECT COUNT(*) FROM pg_description WHERE objsubid > 0 AND objoid = '"indicators"'::regclass""") == [
        (len(columns("indicators")),)
    ]


def test_a_server_that_is_not_there(folder: Folder) -> None:
    pytest.importorskip("adbc_driver_postgresql")
    uri = f"postgresql://me:secret@127.0.0.1:{postgres.free_port()}/db"
    with pytest.raises(UsageError, match="no connection") as told:
        export.export(folder, uri)
    assert "secret" not in str(told.value)


# annotation tools


def test_spans_of_browsers_and_of_doccano(folder: Folder, tmp_path: Path) -> None:
    export.export(folder, str(tmp_path / "t.json"))
    (task, _) = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    units = task["data"]["text"].encode("utf-16-le")
    values = [one["value"] for one in task["predictions"][0]["result"]]
    assert [units[2 * one["start"] : 2 * one["end"]].decode("utf-16-le") for one in values] == ["39家", "2021年", "县委", "1.5万元"]
    assert [one["text"] for one in values] == ["39家", "2021年", "县委", "1.5万元"]
    export.export(folder, str(tmp_path / "d.jsonl"), format="doccano")
    line = json.loads((tmp_path / "d.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert [(line["text"][start:end], label) for start, end, label in line["label"]] == [
        ("39家", "Q"), ("2021年", "D"), ("县委", "O"), ("1.5万元", "Q"),
    ]  # fmt: skip
    assert values[0]["start"] == line["label"][0][0] + 1  # 𠮷 is two units


def test_docbin_for_spacy(folder: Folder, tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    export.export(folder, str(tmp_path / "x.spacy"))
    docs = list(DocBin().from_disk(tmp_path / "x.spacy").get_docs(spacy.blank("zh").vocab))
    assert [(span.text, span.label_) for span in docs[0].spans["gongbao"]] == [("39家", "Q"), ("2021年", "D"), ("县委", "O"), ("1.5万元", "Q")]
    assert [ent.text for ent in docs[1].ents] == ["39家", "2021年", "县委", "1.5万元"]
    assert docs[0].user_data["bulletin_id"] == "0" * 16


def test_the_right_one_of_several_occurrences() -> None:
    raw, clean = "2個(gè)、2個、共2個(gè)館(guǎn)、12個", "2个、2个、共2个馆、12个"
    marks = [(raw.index("、2個") + 1, "2个"), (raw.index("共") + 1, "2个"), (raw.index("12"), "12个")]
    assert located(clean, len(raw), marks) == [(3, 5), (7, 9), (11, 14)]
    assert located("ab ab", 5, [(3, "ab")]) == [(3, 5)]
    assert located("ab", 5, [(0, "a"), (3, "x"), (4, "b")]) == [(0, 1), None, (1, 2)]
    assert located("3人2人3人", 20, [(4, "3人"), (4, "2人"), (4, "3人")]) == [(0, 2), (2, 4), (4, 6)]  # a block that was rewritten


@given(st.lists(st.tuples(st.sampled_from(["2个", "县委", "3月", "，", "和"]), st.integers(0, 3)), max_size=12), st.data())
def test_mentions_are_found_in_order_whatever_was_taken_away(words: list[tuple[str, int]], data: st.DataObject) -> None:
    clean, raw, marks = "", "", []
    for word, notes in words:
        if word != "，" and data.draw(st.booleans()):
            marks.append((len(raw), word, len(clean)))
        clean, raw = clean + word, raw + word + "(x)" * notes
    found = located(clean, len(raw), [(start, word) for start, word, _ in marks])
    places = [place for place in found if place]
    assert [clean[start:end] for start, end in places] == [word for _, word, _ in marks]
    assert places == sorted(places)
    if clean == raw:
        assert [start for start, _ in places] == [at for _, _, at in marks]


def test_offsets_of_browsers() -> None:
    assert [spans.utf16("a𠮷b", k) for k in range(4)] == [0, 1, 3, 4]


# the schema


def test_every_column_is_described_once() -> None:
    wanted = {(table, column) for table in TABLES for column in columns(table)}
    assert all(schema.description(*one) for one in wanted)
    used = {name for table, column in wanted for name in (column, f"{table}.{column}")}
    assert set(schema.descriptions()) <= used


@pytest.mark.parametrize("dialect", schema.DIALECTS)
def test_the_printed_sql_makes_the_tables(dialect: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if dialect == "duckdb":
        pytest.importorskip("duckdb")
    target = request.getfixturevalue("server") if dialect == "postgresql" else str(tmp_path / "x.db")
    database = Database(dialect, target)
    if dialect == "postgresql":
        database.clear()
    database.ask(*(statement for statement in schema.ddl(dialect).split(";\n") if statement.strip()))
    assert database.ask('SELECT "version" FROM "gongbao_schema"') == [(schema.VERSION,)]
    assert database.ask('SELECT COUNT(*) FROM "indicators"') == [(0,)]
