"""The offset map against a slow model in which every character carries the source that it stands for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.offsets import Edit, OffsetMap, apply

Model = list[tuple[int, int]]


@st.composite
def edits_of(draw: st.DrawFn, length: int) -> list[Edit]:
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=12)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    found, at = [], -1
    for start, end in pairs:
        if start > at or (start == at and end > start):
            found.append(Edit(start, end, draw(st.text("甲乙丙丁", max_size=4)), "test"))
            at = end
    return found


@st.composite
def chains(draw: st.DrawFn) -> tuple[str, list[list[Edit]]]:
    text = draw(st.text("一二三四五六", max_size=20))
    chain, now = [], text
    for _ in range(draw(st.integers(1, 4))):
        chain.append(draw(edits_of(len(now))))
        now = apply(now, chain[-1])
    return text, chain


def inserted(model: Model, place: int) -> tuple[int, int]:
    """The source of an insertion: a point, or the whole of a rewritten piece where it falls into one."""
    if 0 < place < len(model) and model[place - 1] == model[place]:
        return model[place]
    point = model[place][0] if place < len(model) else (model[-1][1] if model else 0)
    return point, point


def modelled(model: Model, edits: list[Edit]) -> Model:
    """The source span of every character after the edits."""
    after: Model = []
    at = 0
    for edit in edits:
        after += model[at : edit.start]
        cut = model[edit.start : edit.end]
        if len(edit.text) == len(cut):
            after += cut
        elif cut:
            after += [(cut[0][0], cut[-1][1])] * len(edit.text)
        else:
            after += [inserted(model, edit.start)] * len(edit.text)
        at = edit.end
    return after + model[at:]


@given(chains())
def test_composed_map_agrees_with_the_model_on_every_span(case: tuple[str, list[list[Edit]]]) -> None:
    text, chain = case
    whole = OffsetMap.of(len(text), [])
    model, now = [(k, k + 1) for k in range(len(text))], text
    for edits in chain:
        whole, now, model = whole.then(OffsetMap.of(len(now), edits)), apply(now, edits), modelled(model, edits)
    assert whole.length == len(now) == len(model)
    assert whole.source_length == len(text)
    for start in range(len(now)):
        for end in range(start + 1, len(now) + 1):
            assert whole.span(start, end) == (model[start][0], model[end - 1][1])
        assert whole.span(start, start) == (model[start][0],) * 2


@given(chains())
def test_spans_lie_in_the_source_and_start_in_order(case: tuple[str, list[list[Edit]]]) -> None:
    text, chain = case
    whole, now = OffsetMap.of(len(text), []), text
    for edits in chain:
        whole, now = whole.then(OffsetMap.of(len(now), edits)), apply(now, edits)
    ends = [whole.span(k, k + 1) for k in range(len(now))]
    assert all(0 <= start <= end <= len(text) for start, end in ends)
    assert [start for start, _ in ends] == sorted(start for start, _ in ends)


def test_text_of_the_same_length_costs_no_block() -> None:
    conversion = [Edit(0, 3, "甲乙丙", "script"), Edit(5, 6, "丁", "script")]
    assert OffsetMap.of(10, conversion) == OffsetMap.of(10, [])
    assert len(OffsetMap.of(10, conversion).after) == 1


def test_a_span_beside_a_deletion_leaves_it_out() -> None:
    deleted = OffsetMap.of(6, [Edit(2, 4, "", "blanks")])
    assert [deleted.span(*span) for span in [(0, 2), (2, 4), (1, 3), (2, 2)]] == [(0, 2), (4, 6), (1, 5), (4, 4)]


@pytest.mark.parametrize("edits", [[Edit(3, 2, "", "x")], [Edit(0, 3, "", "x"), Edit(2, 4, "", "x")], [Edit(5, 9, "", "x")]])
def test_edits_out_of_order_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="out of order"):
        apply("一二三四五", edits)
