"""Runs: incremental, the same for any number of workers, and nothing is lost or doubled whatever happens on the way."""

from __future__ import annotations

import hashlib
import io
import json
import os
import pkgutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import light
from gongbao.batch import Settings, StoppedError, Summary, plan, run
from gongbao.batch.deadline import TimeUp, deadline
from gongbao.batch.plan import Plan, Slice
from gongbao.errors import GongbaoError, UnreadableError, UsageError
from gongbao.records import TABLES
from gongbao.sinks import text
from gongbao.sinks.folder import Folder
from gongbao.sources import Input, Options, find

LIGHT = Settings(read=light.read)


@pytest.fixture(autouse=True)
def here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs run in this process but for tests that ask for `processes`."""
    if "processes" not in request.fixturenames:
        monkeypatch.setattr("gongbao.batch.runs.processes", lambda _: light.Here())


@pytest.fixture
def processes() -> None:
    """Asked for by tests that need real worker processes."""


def corpus(folder: Path, count: int = 30, size: int = 40) -> Path:
    """Small bulletins, each different."""
    folder.mkdir()
    for k in range(count):
        (folder / f"{k:03}.txt").write_text(f"第{k}号公报\n" + f"全县共有{k}户{k * 7}人\n" * size, encoding="utf-8")
    return folder


def read(folder: Path, out: Path, settings: Settings = LIGHT) -> Summary:
    return run([str(folder)], out, settings)


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    return [row for batch in Folder(out).batches(table) for row in batch.to_pylist()]


def names(out: Path) -> list[str]:
    return sorted(Path(row["source"]).name for row in rows(out, "bulletins"))


def files(out: Path) -> dict[str, str]:
    """The hash of every file that a run leaves."""
    found = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file() and path.name != "run.lock"}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in sorted(found.items())}


def whole(out: Path, inputs: int) -> None:
    """What holds after every run: each input is a bulletin or a reject, once, and its rows are all there."""
    folder = Folder(out)
    bulletins = rows(out, "bulletins")
    assert len(bulletins) + folder.count("rejects") == inputs
    assert len({row["bulletin_id"] for row in bulletins}) == len(bulletins)
    paragraphs = [row["bulletin_id"] for row in rows(out, "paragraphs")]
    assert {row["bulletin_id"]: row["paragraphs"] for row in bulletins} == {id: paragraphs.count(id) for id in dict.fromkeys(paragraphs)}
    counted = set(folder.records())
    assert {path.stem.removeprefix("part-") for table in TABLES for path in (out / table).iterdir()} == counted
    assert list((out / "drafts").iterdir()) == []


# what a run does


@pytest.mark.usefixtures("processes")
def test_the_same_bytes_from_any_number_of_processes(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "in", 120, 200)
    read(folder, tmp_path / "one")
    summary = read(folder, tmp_path / "two", Settings(read=light.read, jobs=2))
    assert (summary.inputs, summary.bulletins, summary.total) == (120, 120, 120)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert len(Folder(tmp_path / "one").records()) > 3


def test_only_what_is_new_or_changed_is_read(tmp_path: Path) -> None:
    folder, out = corpus(tmp_path / "in"), tmp_path / "out"
    assert read(folder, out).documents == 30
    before = files(out)
    again = read(folder, out)
    assert (again.documents, again.unchanged, files(out)) == (0, 30, before)
    (folder / "003.txt").write_text("改了 5户", encoding="utf-8")
    (folder / "new.txt").write_text("新的 6户", encoding="utf-8")
    summary = read(folder, out)
    assert (summary.documents, summary.unchanged, summary.total) == (2, 29, 31)
    whole(out, 31)
    texts = {Path(row["source"]).name: row["characters"] for row in rows(out, "bulletins")}
    assert (texts["003.txt"], texts["new.txt"]) == (5, 5)


def test_touching_a_file_changes_nothing(tmp_path: Path) -> None:
    folder, out = corpus(tmp_path / "in", 3), tmp_path / "out"
    read(folder, out)
    (folder / "001.txt").touch()
    assert read(folder, out).documents == 0


def test_vanished_inputs_are_told_and_pruned_on_demand(tmp_path: Path) -> None:
    folder, out = corpus(tmp_path / "in"), tmp_path / "out"
    read(folder, out)
    (folder / "007.txt").unlink()
    summary = read(folder, out)
    assert ([Path(name).name for name in summary.vanished], summary.total) == (["007.txt"], 30)
    pruned = read(folder, out, Settings(read=light.read, prune=True))
    assert (pruned.pruned, pruned.vanished, pruned.documents, pruned.total) == (1, [], 0, 29)
    whole(out, 29)
    assert "007.txt" not in names(out)


def test_another_folder_of_inputs_adds_to_the_first(tmp_path: Path) -> None:
    out = tmp_path / "out"
    read(corpus(tmp_path / "a", 3), out)
    second = corpus(tmp_path / "b", 3)
    (second / "001.txt").write_text("另外 8户", encoding="utf-8")
    summary = read(second, out)
    assert (summary.vanished, summary.total, summary.reasons) == ([], 4, {"duplicate": 2})


def test_copies_are_refused_until_the_first_one_goes(tmp_path: Path) -> None:
    folder, out = corpus(tmp_path / "in", 5), tmp_path / "out"
    (folder / "copy.txt").write_bytes((folder / "002.txt").read_bytes())
    summary = read(folder, out)
    assert (summary.reasons, summary.refused) == ({"duplicate": 1}, 0)
    assert "002.txt" in rows(out, "rejects")[0]["detail"]
    (folder / "002.txt").write_text("改了", encoding="utf-8")
    assert (read(folder, out).documents, names(out).count("copy.txt")) == (2, 1)
    whole(out, 6)


def test_another_configuration_is_refused_with_what_differs(tmp_path: Path) -> None:
    folder, out = corpus(tmp_path / "in", 5), tmp_path / "out"
    read(folder, out)
    config = tmp_path / "my.cfg"
    config.write_text("[nlp]\n", encoding="utf-8")
    other = Settings(read=light.read, config=str(config))
    with pytest.raises(UsageError, match=r"made with another configuration \(.*my\.cfg is new\): add --rebuild"):
        read(folder, out, other)
    summary = read(folder, out, Settings(read=light.read, config=str(config), rebuild=True))
    assert (summary.documents, {row["gongbao"] for row in rows(out, "bulletins")}) == (5, {str(config)})
    whole(out, 5)


def test_rebuild_reads_what_earlier_runs_read_too(tmp_path: Path) -> None:
    first, second, out = corpus(tmp_path / "a", 3), tmp_path / "b", tmp_path / "out"
    second.mkdir()
    (second / "x.txt").write_text("另外 8户", encoding="utf-8")
    read(first, out)
    read(second, out)
    assert read(second, out, Settings(read=light.read, rebuild=True)).total == 4
    (first / "001.txt").unlink()
    with pytest.raises(UsageError, match="have vanished"):
        read(second, out, Settings(read=light.read, rebuild=True))
    assert read(second, out, Settings(read=light.read, rebuild=True, prune=True)).total == 3


def test_other_options_read_the_input_again(tmp_path: Path) -> None:
    folder, out = corpus(tmp_path / "in", 3), tmp_path / "out"
    assert read(folder, out, Settings(read=light.read, options=Options(max_bytes=100))).reasons == {"too_large": 3}
    summary = read(folder, out)
    assert (summary.documents, summary.reasons, summary.total) == (3, {}, 3)


def test_an_archive_is_cut_into_parts(tmp_path: Path) -> None:
    table = tmp_path / "many.csv"
    table.write_text("编号,正文\n" + "".join(f"n{k},全县{k}户{'很多' * 400}\n" for k in range(300)), encoding="utf-8")
    summary = run([str(table)], tmp_path / "out", LIGHT)
    assert (summary.inputs, summary.total, len(Folder(tmp_path / "out").records()) > 3) == (1, 300, True)
    assert [row["source"] for row in rows(tmp_path / "out", "bulletins")][297:] == [f"{table}#n{k}" for k in (297, 298, 299)]
    with table.open("a", encoding="utf-8") as file:
        file.write("n300,又一户\n")
    run([str(table)], tmp_path / "out", LIGHT)
    whole(tmp_path / "out", 301)


def test_standard_input_and_the_output_folder_inside_the_input(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "in", 2)
    out = folder / "out"
    assert run([str(folder), "-"], out, LIGHT, stdin=io.BytesIO("全县9户".encode())).total == 3
    assert read(folder, out).total == 3


def test_long_documents_come_in_pieces_and_go_whole(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "in", 3)
    read(folder, tmp_path / "one")
    read(folder, tmp_path / "two", Settings(read=light.in_pieces))
    assert [rows(tmp_path / "one", table) for table in TABLES] == [rows(tmp_path / "two", table) for table in TABLES]


# what may go wrong


def test_a_folder_with_other_content_is_left_alone(tmp_path: Path) -> None:
    folder, out = corpus(tmp_path / "in", 2), tmp_path / "out"
    out.mkdir()
    (out / "thesis.docx").write_bytes(b"1")
    with pytest.raises(UsageError, match=r"thesis\.docx.*new or an empty folder"):
        read(folder, out)
    assert [path.name for path in out.iterdir()] == ["thesis.docx"]
    with pytest.raises(UsageError, match="is a file"):
        read(folder, out / "thesis.docx")


def test_what_users_add_to_an_output_folder_stays(tmp_path: Path) -> None:
    folder, out = corpus(tmp_path / "in", 2), tmp_path / "out"
    read(folder, out)
    for name in ("tables.xlsx", "dates/notes.txt"):
        (out / name).write_bytes(b"1")
    assert read(folder, out, Settings(read=light.read, rebuild=True)).total == 2
    assert [(out / name).is_file() for name in ("tables.xlsx", "dates/notes.txt")] == [True, True]


def test_two_runs_at_once(tmp_path: Path) -> None:
    folder, out = corpus(tmp_path / "in", 2), tmp_path / "out"
    Folder(out).make()
    with Folder(out).locked(), pytest.raises(UsageError, match="another run is at work"):
        read(folder, out)
    assert read(folder, out).total == 2


@pytest.mark.usefixtures("processes")
def test_a_document_that_kills_hangs_or_breaks_costs_only_itself(tmp_path: Path) -> None:
    folder, out = corpus(tmp_path / "in", 8), tmp_path / "out"
    for name, words in (("005x.txt", "坏 1户"), ("006x.txt", "慢 1户"), ("007x.txt", "错 1户"), ("008x.txt", "僵 1户")):
        (folder / name).write_text(words, encoding="utf-8")
    summary = read(folder, out, Settings(read=light.fragile, jobs=2, options=Options(max_seconds=0.5)))
    assert (summary.total, summary.reasons) == (8, {"crash": 2, "fault": 1, "too_slow": 1})
    told = {Path(row["source"]).name: (row["reason"], row["detail"][:8]) for row in rows(out, "rejects")}
    assert {name: reason for name, (reason, _) in told.items()} == {
        "005x.txt": "crash", "006x.txt": "too_slow", "007x.txt": "fault", "008x.txt": "crash",
    }  # fmt: skip
    assert told["007x.txt"][1] == "KeyError"
    whole(out, 12)


@pytest.mark.usefixtures("processes")
def test_strict_stops_at_the_first_reject_and_a_later_run_goes_on(tmp_path: Path) -> None:
    folder, out = corpus(tmp_path / "in", 5), tmp_path / "out"
    (folder / "002.txt").write_bytes(b"")
    with pytest.raises(UnreadableError, match=r"002\.txt: the file is empty"):
        read(folder, out, Settings(read=light.read, strict=True))
    assert read(folder, out).total == 4
    whole(out, 5)


def test_an_input_that_changes_during_the_run_waits_for_the_next(tmp_path: Path) -> None:
    folder, out = corpus(tmp_path / "in", 3), tmp_path / "out"

    def change(event: str, facts: dict[str, Any]) -> None:
        if event == "planned" and facts["documents"] == 3:
            (folder / "001.txt").write_text("改了", encoding="utf-8")

    summary = run([str(folder)], out, LIGHT, report=change)
    assert "001.txt has changed" in summary.changed[0]
    assert read(folder, out).total == 3
    whole(out, 3)


@pytest.mark.parametrize(("place", "lucky"), [
    ("gongbao.sinks.folder.settle", 0), ("gongbao.sinks.folder.settle", 1), ("gongbao.sinks.folder.settle", 5), ("gongbao.sinks.folder.settle", 12),
    ("gongbao.sinks.parquet.ParquetWriter.write_table", 0), ("gongbao.sinks.parquet.ParquetWriter.write_table", 4),
    ("pathlib.Path.write_bytes", 1),
])  # fmt: skip
def test_a_full_disk_stops_the_run_and_the_next_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, lucky: int) -> None:
    folder, out, left = corpus(tmp_path / "in", 60, 300), tmp_path / "out", [lucky]
    whole_disk: Any = pkgutil.resolve_name(place)

    def full(*given: Any, **options: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        return whole_disk(*given, **options)

    with monkeypatch.context() as patch:
        patch.setattr(place, full)
        with pytest.raises(StoppedError, match=r"No space left on device.*run again to go on"):
            read(folder, out)
    assert read(folder, out).total == 60
    whole(out, 60)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are set in the Unix way")
@pytest.mark.usefixtures("processes")
def test_a_file_system_that_refuses_to_write(tmp_path: Path) -> None:
    folder, out = corpus(tmp_path / "in", 40, 400), tmp_path / "out"
    program = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "import light; from pathlib import Path; from gongbao.batch import Settings, run\n"
        "if __name__ == '__main__':\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))\n"
        f"    run([{str(folder)!r}], Path({str(out)!r}), Settings(read=light.read))\n"
    )
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, tmp_path / "program.py"], env=environment, capture_output=True, text=True, check=False)
    assert "cannot be written (File too large)" in done.stderr.splitlines()[-1]
    assert read(folder, out).total == 40
    whole(out, 40)


def test_interrupted_runs_end_at_once_and_go_on_later(tmp_path: Path) -> None:
    folder, out = corpus(tmp_path / "in", 100), tmp_path / "out"
    child = subprocess.Popen([sys.executable, Path(__file__).with_name("kills.py"), "child", folder, out, "slow"], stderr=subprocess.PIPE)
    while child.poll() is None and not list((out / "drafts").glob("*.trail") if out.exists() else ()):
        time.sleep(0.02)
    begun = time.monotonic()
    child.send_signal(signal.SIGINT)
    child.communicate(timeout=10)
    assert time.monotonic() - begun < 2
    assert child.returncode != 0
    assert read(folder, out).total == 100
    whole(out, 100)


def test_kills_at_random_moments(tmp_path: Path) -> None:
    """The short form; `python tests/kills.py 60` is the long one, with the real pipeline."""
    import kills

    counts = kills.rounds(tmp_path, kills=8, seed=1, pace="read", documents=60)
    assert counts["killed"] == 8
    whole(tmp_path / "out", 60)


def test_a_torn_plan_is_told_and_can_be_made_again(tmp_path: Path) -> None:
    folder, out = corpus(tmp_path / "in", 3), tmp_path / "out"
    read(folder, out)
    (out / "plan.json").write_text('{"format": 1, "gong', encoding="utf-8")
    with pytest.raises(GongbaoError, match=r"plan\.json cannot be read.*--rebuild"):
        read(folder, out)
    assert read(folder, out, Settings(read=light.read, rebuild=True)).total == 3


# its parts


def test_a_deadline_in_the_main_thread_and_in_others() -> None:
    import threading

    def spin() -> None:
        try:
            with deadline(0.05):
                while True:
                    pass
        except TimeUp:
            ended.append(threading.current_thread().name)

    ended: list[str] = []
    spin()
    thread = threading.Thread(target=spin, name="other")
    thread.start()
    thread.join(5)
    assert ended == ["MainThread", "other"]
    with deadline(0):
        pass


def test_a_plan_is_read_as_it_was_written(tmp_path: Path) -> None:
    slices = [Slice(f"/\udcff{k}", f"a{k}", "ab", Options(place="乾县"), 0, ("1" * 16, "-"), 3000) for k in range(3)]
    written = Plan("0.1+abc", "", {"x.tsv": "1"}, tuple(plan.grouped(slices, 1)))
    plan.write(written, lambda path, data: path.write_bytes(data) and None, tmp_path / "plan.json")  # type: ignore[func-returns-value]
    assert plan.read(tmp_path / "plan.json") == written
    assert json.loads((tmp_path / "plan.json").read_bytes().decode("utf-8", "surrogatepass"))["options"][0]["place"] == "乾县"


def test_parts_are_of_even_weight() -> None:
    given = [10_000] * 100 + [5_000_000] + [10_000] * 100
    slices = [Slice(f"/{k}", f"{k}", "", Options(), 0, ("-",), weight) for k, weight in enumerate(given)]
    weights = [sum(one.weight for one in part.slices) for part in plan.grouped(slices, 1)]
    assert max(weights) == 5_000_000
    assert sorted(weights)[-2] <= 150_000
    assert sum(weights) == 7_000_000


# with the real pipeline


@pytest.mark.usefixtures("processes")
def test_damaged_inputs_become_bulletins_or_rejects(tmp_path: Path) -> None:
    """300 inputs of tests/damaged.py and one of a name that is no Unicode."""
    import damaged

    folder, out = tmp_path / "in", tmp_path / "out"
    assert damaged.write(folder) == 301
    told: list[dict[str, Any]] = []
    settings = Settings(jobs=2, options=Options(max_bytes=8 << 20, max_seconds=30))
    summary = run([str(folder)], out, settings, report=lambda event, facts: told.append(facts) if event == "reject" else None)
    assert (summary.inputs, summary.total + sum(summary.reasons.values())) == (301, summary.documents)
    known = [row["source"] for table in ("bulletins", "rejects") for row in rows(out, table)]
    inputs = [source.source for source in find_all(folder)]
    assert [one for one in inputs if not any(name == one or name.startswith((f"{one}/", f"{one}#")) for name in known)] == []
    assert [one for one in told if one["reason"] in ("fault", "crash", "too_slow")] == []
    expected = "binary bomb damaged duplicate empty encoding no_column no_text not_a_file not_chinese too_deep unsupported"
    assert sorted(summary.reasons) == expected.split()


def find_all(folder: Path) -> list[Input]:
    return find([str(folder)], spool=folder)


def test_a_batch_says_what_extract_says(tmp_path: Path) -> None:
    import damaged
    from gongbao import assemble

    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "a.txt"
    path.write_text(damaged.TEXT, encoding="utf-8")
    run([str(tmp_path / "in")], tmp_path / "out", Settings(options=Options(published="2024-01-05", place="合江县")))
    alone = assemble.extract(path, published="2024-01-05", place="合江县")
    for table, expected in alone.tables():
        assert [tuple(row.values()) for row in values(tmp_path / "out", table)] == [comparable(row) for row in expected]


def comparable(row: Any) -> tuple[Any, ...]:
    return tuple(list(cell) if isinstance(cell, tuple) else cell for cell in row)


def values(out: Path, table: str) -> list[dict[str, Any]]:
    return [row for batch in Folder(out).batches(table) for row in text.values(batch)]


def test_a_long_document_read_in_pieces_is_one_bulletin(monkeypatch: pytest.MonkeyPatch) -> None:
    import damaged
    from gongbao import assemble, pieces

    raw = damaged.TEXT.replace("，", "，\u3000") * 3
    whole_text = assemble.extract(raw, published="2024-01-05", place="合江县")
    monkeypatch.setattr(pieces.cuts, "__defaults__", (len(raw) // 3,))
    parts = assemble.extract(raw, published="2024-01-05", place="合江县")
    assert parts.quantities == whole_text.quantities
    assert [row.text for row in parts.paragraphs] == [row.text for row in whole_text.paragraphs]
    places = [[(row.start, row.end, row.quantity) for row in one.indicators] for one in (parts, whole_text)]
    assert places[0] == places[1]
    assert (parts.bulletins[0].characters, len(parts.bulletins), parts.bulletins[0].paragraphs) == (len(raw), 1, len(whole_text.paragraphs))


def test_the_pipeline_as_an_arrow_function() -> None:
    import pyarrow as pa

    import damaged
    from gongbao.batch.arrow import reader, whole_table
    from gongbao.records import arrow_schema

    given = pa.table({"id": ["甲", "乙"], "content": [damaged.TEXT, ""]})
    batches = list(reader("quantities")(given.to_batches()))
    assert all(batch.schema.equals(arrow_schema("quantities")) for batch in batches)
    assert sum(batch.num_rows for batch in batches) > 10
    assert whole_table(given, table="rejects").to_pylist()[0]["source"] == "table#乙"
