"""The command line: exit statuses, sentences instead of tracebacks, quick help, output that is readable in a pipe."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import light
from gongbao.cli import COMMANDS, call
from gongbao.cli.base import Size
from gongbao.cli.tables import fitted, table, width

TEXT = """青溪县2023年工作公报
（2024年1月5日）
一、招商引资
2023年，县招商局引进企业75家，到位资金20.2亿元，同比增长6.3%。
二、农业农村
建成高标准农田3.5万亩，粮食总产量达12.6万吨。
（青溪县人民政府办公室供稿）
"""
TRACE = "Traceback"
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs run in this process; tests of `gongbao.batch` are about worker processes."""
    monkeypatch.setattr("gongbao.batch.runs.processes", lambda _: light.Here())


@pytest.fixture(scope="module")
def bulletin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bulletins") / "青溪.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def out(bulletin: Path) -> Path:
    """The output folder of a run on one bulletin."""
    folder = bulletin.parent.with_name("out")
    assert call(["run", str(bulletin), "--out", str(folder), "--quiet"]) == 0
    return folder


def told(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """(exit status, standard output, standard error) of a command."""
    status = call([str(one) for one in arguments])
    captured = capfd.readouterr()
    assert TRACE not in captured.err
    return status, captured.out, captured.err


def process(*arguments: object, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    command = [sys.executable, "-m", "gongbao.cli", *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False, env=ENVIRONMENT | environment)


# the whole


def test_help_is_there_at_once_and_loads_nothing_heavy() -> None:
    best = 9.0
    for _ in range(3):
        begun = time.perf_counter()
        done = process("--help")
        best = min(best, time.perf_counter() - begun)
    assert done.returncode == 0
    assert all(f"  {name} " in done.stdout for name in COMMANDS)
    assert best < 0.6  # 0.12 s where nothing else runs
    probe = "import sys, gongbao.cli as c; c.call(['run', '--help']); print(sorted({m.split('.')[0] for m in sys.modules}))"
    modules = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, env=ENVIRONMENT)
    assert not {"spacy", "sklearn", "numpy", "pyarrow", "rich", "jieba", "fsspec"} & set(modules.stdout.splitlines()[-1].split("'"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    status, text, _ = told(capfd, name, "--help")
    assert (status, text.startswith(f"Usage: gongbao {name}")) == (0, True)
    assert "To come" not in text


@pytest.mark.parametrize("arguments", [
    ["nosuch"], ["run"], ["run", "a.txt"], ["run", "a.txt", "--out", "x", "--jobs", "0"], ["run", "a.txt", "--out", "x", "--max-bytes", "many"],
    ["show"], ["show", "nothere.txt"], ["export", "nothere", "x.csv"], ["explore", "nothere"], ["convert", "nothere.txt"],
    ["schema", "--sql", "oracle"], ["train", "--out", "x", "--data", "nothere.csv"], ["evaluate"], ["evaluate", "--data", "nothere.csv"],
    ["label", "nothere.csv", "x.csv"], ["run", "nothere.txt", "--out", "x"],
])  # fmt: skip
def test_wrong_calls_end_with_2_and_a_sentence(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    status, text, errors = told(capfd, *arguments)
    assert (status, text, errors != "") == (2, "", True)
    assert list(tmp_path.iterdir()) == []


def test_the_version(capfd: pytest.CaptureFixture[str]) -> None:
    import gongbao

    assert told(capfd, "--version")[:2] == (0, f"gongbao, version {gongbao.__version__}\n")


def test_completion_of_the_shell() -> None:
    done = process(_GONGBAO_COMPLETE="bash_complete", COMP_WORDS="gongbao ex", COMP_CWORD="1")
    assert done.stdout.split() == ["plain,export", "plain,explore"]


# run


def test_a_run_and_its_summary(bulletin: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    status, text, errors = told(capfd, "run", bulletin, tmp_path / "empty.txt", tmp_path / "nothere.txt", "--out", tmp_path / "out")
    assert status == 1
    assert text.splitlines()[0] == f"{tmp_path / 'out'}: 1 bulletins, 2 rejects"
    assert "rejects: empty 1, missing 1" in text
    assert sorted(line.split(": ")[1] for line in errors.splitlines()) == ["empty", "missing"]
    status, text, _ = told(capfd, "run", bulletin, tmp_path / "empty.txt", "--out", tmp_path / "out")
    assert (status, "2 inputs (2 unchanged), 0 bulletins and 0 rejects" in text) == (1, True)


def test_quiet_strict_and_json_logs(bulletin: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert told(capfd, "run", bulletin, "--out", tmp_path / "a", "-q") == (0, "", "")
    status, text, errors = told(capfd, "run", bulletin, tmp_path / "empty.txt", "--out", tmp_path / "b", "--log-json")
    events = [json.loads(line) for line in errors.splitlines()]
    assert (status, text, [one["event"] for one in events]) == (1, "", ["planned", "reject", "part", "summary"])
    assert events[1]["reason"] == "empty"
    status, text, errors = told(capfd, "run", tmp_path / "empty.txt", "--out", tmp_path / "c", "--strict")
    assert (status, text) == (1, "")
    assert errors.startswith(f"gongbao: {tmp_path / 'empty.txt'}: the file is empty")


def test_what_the_options_say_holds(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"k,w,d\nA,\"{TEXT.replace('2024', '2023')}\",\nB,全县6月新增就业30人,2020-07-01\n", encoding="utf-8")
    options = ["--text-column", "w", "--id-column", "k", "--published-column", "d", "--place", "四川省泸州市合江县", "--format", "jsonl"]
    assert told(capfd, "run", path, "--out", tmp_path / "out", *options)[0] == 0
    rows = [json.loads(line) for line in (tmp_path / "out" / "jsonl" / "bulletins.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["source"], row["place_code"]) for row in rows] == [(f"{path}#A", "510522"), (f"{path}#B", "510522")]
    assert rows[1]["published"] == "2020-07-01"
    status, _, errors = told(capfd, "run", path, "--out", tmp_path / "out2", "--text-column", "z")
    assert (status, "no column z among k, w, d: check --text-column" in errors) == (1, True)


def test_another_folder_and_another_configuration(bulletin: Path, out: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, _, errors = told(capfd, "run", bulletin, "--out", bulletin.parent)
    assert (status, "holds other things (青溪.txt)" in errors) == (2, True)
    config = tmp_path / "my.cfg"
    config.write_text("[nlp]\n", encoding="utf-8")
    status, _, errors = told(capfd, "run", bulletin, "--out", out, "--config", config)
    assert (status, "my.cfg is new): add --rebuild" in errors) == (2, True)
    status, _, errors = told(capfd, "run", bulletin, "--out", tmp_path / "x", "--config", tmp_path / "no.cfg")
    assert (status, "no configuration" in errors, (tmp_path / "x").exists()) == (2, True, False)
    config.write_text('[nlp]\nlang = "zh"\npipeline = ["nosuch"]\n[components]\n[components.nosuch]\nfactory = "nosuch"\n', encoding="utf-8")
    status, _, errors = told(capfd, "run", bulletin, "--out", tmp_path / "x", "--config", config)
    assert (status, errors.startswith(f"gongbao: {config}: ")) == (2, True)


def test_a_pipe_into_a_run_and_out_of_show(bulletin: Path, tmp_path: Path) -> None:
    done = process("run", "-", "--out", tmp_path / "out", given=TEXT)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, f"{tmp_path / 'out'}: 1 bulletins, 0 rejects")
    command = f"{sys.executable} -m gongbao.cli show '{bulletin}' | head -1"
    head = subprocess.run(command, shell=True, capture_output=True, text=True, check=False, env=ENVIRONMENT)
    assert (head.stdout.count("\n"), head.stderr) == (1, "")


# show, export, explore and the rest


def test_show_marks_the_text_and_prints_tables(bulletin: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, text, _ = told(capfd, "show", bulletin)
    assert status == 0
    assert "企业⟦75家|Q 75 家⟧，到位资金⟦20.2亿元|Q 2020000000 CNY⟧" in text
    assert "\x1b" not in text
    assert "\nquantities: " in text
    assert "\ndates: " in text
    status, text, _ = told(capfd, "show", bulletin, "--table", "quantities", "--place", "合江县")
    assert "510522" in text
    assert "⟦" not in text
    status, text, _ = told(capfd, "show", bulletin, "--json")
    assert [row["value"] for row in json.loads(text)["quantities"]][:2] == ["75", "2020000000"]


def test_show_of_what_cannot_be_read(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for data, reason in ((b"", "the file is empty"), (b"\x00\x01\x02" * 100, "binary"), (b"plain English only, nothing else", "not Chinese")):
        (tmp_path / "x.txt").write_bytes(data)
        status, text, errors = told(capfd, "show", tmp_path / "x.txt")
        assert (status, text, errors.startswith(f"gongbao: {tmp_path / 'x.txt'}: "), reason in errors) == (1, "", True, True)


def test_marks_stand_where_the_findings_are_in_damaged_text(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.txt").write_text("縣(xiàn)裡有2個(gè)館(guǎn)、2個學(xué)校和12個村(cūn)，設(shè)2個點(diǎn)。", encoding="utf-8")
    _, text, _ = told(capfd, "show", tmp_path / "x.txt")
    assert text.count("⟦2个|Q 2 个⟧") == 3
    assert "⟦12个|Q 12 个⟧村" in text


def test_export_and_explore(out: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, text, _ = told(capfd, "export", out, tmp_path / "csv")
    assert (status, text.startswith(f"{tmp_path / 'csv'}: 1 bulletins, ")) == (0, True)
    assert (tmp_path / "csv" / "datapackage.json").is_file()
    assert told(capfd, "export", out, tmp_path / "x.sqlite")[1].endswith("1 new or changed bulletins loaded\n")
    assert told(capfd, "export", out, tmp_path / "x.odt")[0] == 2
    status, text, _ = told(capfd, "explore", out)
    assert (status, "bulletins         1" in text, "quantities by kind" in text) == (0, True, True)


def test_convert_and_its_second_opinion(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.txt").write_bytes("統一戰線\n".encode("big5"))
    assert told(capfd, "convert", tmp_path / "x.txt")[:2] == (0, "统一战线\n")
    assert told(capfd, "convert", tmp_path / "x.txt", "--engine", "opencc-python-reimplemented")[:2] == (0, "统一战线\n")
    assert told(capfd, "convert", tmp_path / "x.txt", "--check")[:2] == (0, "0 differences\n")
    status, _, errors = told(capfd, "convert", tmp_path / "x.txt", "--config", "x2y")
    assert (status, "no conversion named x2y" in errors) == (2, True)


def test_schema_and_info(capfd: pytest.CaptureFixture[str]) -> None:
    _, text, _ = told(capfd, "schema")
    assert "CREATE TABLE IF NOT EXISTS" in text
    shapes = json.loads(told(capfd, "schema", "--json")[1])
    assert shapes["dates"]["properties"]["edtf"]["type"] == "string"
    assert told(capfd, "schema", "--sql", "sqlite")[1].startswith("CREATE TABLE")
    status, text, _ = told(capfd, "info")
    assert (status, "segmentation" in text) == (0, True)
    assert json.loads(told(capfd, "info", "--json")[1])["engines"]["segmentation"] == "rjieba"


def test_train_evaluate_and_label(out: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from test_evaluate import AREAS, write_data

    (tmp_path / "my.toml").write_text(AREAS, encoding="utf-8")
    data = write_data(tmp_path / "my.csv")
    status, text, _ = told(capfd, "train", "--areas", tmp_path / "my.toml", "--data", data, "--out", tmp_path / "model")
    assert (status, "2 areas from 26 examples with seed words; by cross-validation macro-F1" in text) == (0, True)
    status, text, _ = told(capfd, "evaluate", "--data", data, "--model", tmp_path / "model", "--picture", tmp_path / "x.svg")
    assert (status, "water" in text, (tmp_path / "x.svg").is_file()) == (0, True, True)
    assert json.loads(told(capfd, "evaluate", "--data", data, "--model", tmp_path / "model", "--json")[1])["items"] == 20
    status, text, _ = told(capfd, "label", out, tmp_path / "x.csv", "--model", tmp_path / "model", "--count", "2")
    assert (status, text) == (0, f"{tmp_path / 'x.csv'}: 2 paragraphs to label\n")
    text = told(capfd, "label", tmp_path / "x.csv", tmp_path / "y.csv")[1]
    assert text == f"{tmp_path / 'y.csv'}: 0 labelled paragraphs; 2 in {tmp_path / 'x.csv'} carry no label\n"


# its parts


@pytest.mark.parametrize(("written", "size"), [("1000", 1000), ("64K", 65536), ("100MB", 104857600), ("1.5 GiB", 1610612736)])
def test_sizes(written: str, size: int) -> None:
    assert Size().convert(written, None, None) == size


def test_tables_are_aligned_by_width_on_screen() -> None:
    assert (width("中a"), fitted("中文字", 5), fitted("ab", 2)) == (3, "中文…", "ab")
    assert table(("name", "n"), [("中文", 1), ("b", 12)]) == "name   n\n----  --\n中文   1\nb     12"
    assert table(("a",), [(None,), ("x\ny",)]) == "a\n---\n\nx y"


def test_show_tells_bounds_and_takes_an_encoding(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes("2021年，县工商联选派40余名会员。".encode("gb18030"))
    status, text, _ = told(capfd, "show", path, "--table", "indicators")
    header, row = next((line, text.splitlines()[k + 2]) for k, line in enumerate(text.splitlines()) if line.startswith("organization_name"))
    assert status == 0
    assert "bound" in header.split()
    assert [cell for cell in row.split() if cell in (">", "40", "名")] == [">", "40", "名"]
    status, _, errors = told(capfd, "show", path, "--encoding", "utf-16")
    assert (status, "x.txt" in errors, "encoding" in errors) == (1, True, True)


def test_show_sends_a_table_of_bulletins_to_run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.csv"
    path.write_text("text\n2021年新增39家。\n", encoding="utf-8")
    status, _, errors = told(capfd, "show", path)
    assert (status, "gongbao run" in errors) == (2, True)
