"""The whole way: texts to rows, the spaCy pipeline on disk and in worker processes, and rows that do not depend on the way taken."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import gongbao
from gongbao import assemble
from gongbao.errors import ConfigError, UsageError

TEXT = """云溪县2021年工作总结
一、产业发展
2021年，全县新增规模以上企业12家，完成投资3.6亿元，同比增长8.5%。县工商联选派40余名会员到村帮扶，力争2022年突破50名。
（云溪县统计局供稿）
"""


@pytest.fixture(scope="module")
def nlp() -> Language:
    return gongbao.load()


def test_rows_of_a_text_trace_back_to_its_characters() -> None:
    records = gongbao.extract(TEXT, published="2022-03-01", place="四川省泸州市合江县")
    assert [(row.text, row.value, row.bound, row.unit) for row in records.quantities] == [
        ("12家", Decimal(12), "=", "家"), ("3.6亿元", Decimal(360000000), "=", "CNY"), ("8.5%", Decimal("8.5"), "=", "%"),
        ("40余名", Decimal(40), ">", "名"), ("突破50名", Decimal(50), ">", "名"),
    ]  # fmt: skip
    for table in (records.quantities, records.dates, records.organizations, records.paragraphs):
        assert [TEXT[row.start : row.end] for row in table] == [row.text for row in table]
    assert [(row.action, row.object, row.change, row.change_base, row.status) for row in records.indicators] == [
        ("新增", "规模以上企业", "none", "", "achieved"), ("完成", "投资", "none", "", "achieved"), ("增长", "投资", "up", "yoy", "achieved"),
        ("选派", "会员", "none", "", "achieved"), ("力争", "会员", "none", "", "target"),
    ]  # fmt: skip


def test_indicators_name_the_mentions_behind_them() -> None:
    records = gongbao.extract(TEXT, published="2022-03-01", place="四川省泸州市合江县")
    growth, sent = records.indicators[2], records.indicators[3]
    assert (growth.first, growth.last) == (date(2021, 1, 1), date(2021, 12, 31))
    assert (growth.base_first, growth.base_last) == (date(2020, 1, 1), date(2020, 12, 31))
    assert records.quantities[growth.quantity].text == "8.5%"
    assert sent.organization is not None
    assert records.organizations[sent.organization].text == "县工商联"
    assert sent.organization_name == records.organizations[sent.organization].name == "合江县工商业联合会"


def test_paragraphs_hold_the_whole_text_and_their_sections() -> None:
    records = gongbao.extract(TEXT)
    assert "".join(row.text for row in records.paragraphs) == TEXT.replace("\n", "")
    assert [(row.role, row.section) for row in records.paragraphs] == [
        ("title", ()), ("heading", ()), ("body", ("一、产业发展",)), ("byline", ("一、产业发展",)),
    ]  # fmt: skip
    assert records.bulletins[0].title == "云溪县2021年工作总结"
    assert records.bulletins[0].issuer == "云溪县统计局"


def test_offsets_are_those_of_the_raw_text_where_it_was_repaired() -> None:
    raw = "縣（統(tǒng)計(jì)局）\r\n全縣完成投資　３.６億元，增長(zhǎng)８.５％。"
    records = gongbao.extract(raw)
    assert [(row.text, raw[row.start : row.end]) for row in records.quantities] == [("3.6亿元", "３.６億元"), ("8.5%", "８.５％")]
    assert records.bulletins[0].script == "hant"


def test_the_spacy_pipeline_gives_the_same_finds(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.published, doc._.place = "2022-03-01", "四川省泸州市合江县"
    for _, component in nlp.pipeline:
        doc = component(doc)
    records = gongbao.extract(TEXT, published="2022-03-01", place="四川省泸州市合江县")
    for name in ("quantities", "dates", "organizations"):
        rows = getattr(records, name)
        assert [(span._.record["start"], span._.record["end"]) for span in doc.spans[name]] == [(row.start, row.end) for row in rows]
    assert [span._.record["object"] for span in doc.spans["indicators"]] == [row.object for row in records.indicators]
    assert [span._.record["work_area"] for span in doc.spans["paragraphs"]] == [row.work_area for row in records.paragraphs]


def test_a_component_of_the_users_gets_a_doc_and_changes_nothing_else(nlp: Language) -> None:
    seen: list[int] = []

    @Language.component("test_seen")
    def see(doc: Doc) -> Doc:
        seen.append(len(doc))
        return doc

    other = gongbao.load()
    other.add_pipe("test_seen", last=True)
    expected = assemble.extract(TEXT, nlp=nlp)
    assert assemble.extract(TEXT, nlp=other) == expected
    assert len(seen) == 1


def test_the_pipeline_survives_disk_and_worker_processes(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    docs = list(again.pipe([TEXT, TEXT[:40]], n_process=2))
    expected = list(nlp.pipe([TEXT, TEXT[:40]]))
    for one, other in zip(docs, expected, strict=True):
        assert [(span.text, span._.record) for span in one.spans["quantities"]] == [
            (span.text, span._.record) for span in other.spans["quantities"]
        ]


def test_an_unknown_key_of_a_configuration_is_named(tmp_path: Path) -> None:
    config = tmp_path / "own.cfg"
    text = (Path(assemble.folder("configs")) / "default.cfg").read_text(encoding="utf-8")
    config.write_text(text.replace('model = "areas"', 'model = "areas"\ntreshold = 0.5'), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"(?s)own\.cfg.*treshold"):
        gongbao.load(config)


def test_a_path_given_as_text_is_refused_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "公报.txt"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(UsageError, match=r"is a file: give it as pathlib\.Path"):
        gongbao.extract(str(path))
    assert gongbao.extract(path).bulletins[0].title == "云溪县2021年工作总结"


def test_a_missing_file_and_a_wrong_day_are_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no file"):
        gongbao.extract(tmp_path / "nothing.txt")
    with pytest.raises(UsageError, match="2022-03-01"):
        gongbao.extract(TEXT, published="1 March")
