"""The document model: numbering, counting, holes, JSON."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.documents.structure import (
    AuthorSlot,
    Block,
    Document,
    FactSlot,
    FigureSlot,
    Heading,
    Hole,
    Paragraph,
    Quote,
    RecordSlot,
    Run,
    Table,
    Text,
    blanks,
)

COMPLETE: list[Run] = [
    Text("一是", strong=True),
    FigureSlot(
        "petitions.items",
        "Y",
        "2026H1",
        "12件次",
        Decimal("12"),
        "件次",
        "value",
        before=Decimal(20),
        compare="2025H1",
        as_of=date(2026, 6, 30),
        where={"kind": "letter"},
    ),
    FigureSlot("r", "Y", "2026H1", "36.4%", Decimal("36.36"), "%", numerator=Decimal(12), denominator=Decimal(33)),
    RecordSlot("legal_aid", "0191", "judged_on", "2026年5月6日"),
    FactSlot("population", "41.2万人", Decimal(412000), "人", "云岭市统计公报", date(2026, 3, 1)),
    AuthorSlot("problems", "写两至四条", "部分业主有顾虑。"),
    Quote("petitions", "0192", "done", "逐户走访"),
]


def document(*blocks: Block, **frame: object) -> Document:
    return Document("云岭市总工会2026年上半年工作总结", "云岭市总工会", blocks, **frame)  # type: ignore[arg-type]


def paragraph(*runs: Run | str) -> Paragraph:
    return Paragraph(tuple(Text(run) if isinstance(run, str) else run for run in runs))


def test_a_section_left_out_renumbers_the_rest() -> None:
    blocks = [Heading(1, "甲"), Heading(2, "子"), Heading(3, "a"), Heading(3, "b"), Heading(2, "丑"), Heading(3, "c")]
    blocks += [Heading(4, "d"), Heading(1, "乙"), Heading(2, "寅")]
    numbers = [number for _, number in document(*blocks).numbered()]
    assert numbers == ["一、", "（一）", "1.", "2.", "（二）", "1.", "（1）", "二、", "（一）"]
    assert [number for _, number in document(*blocks[7:]).numbered()] == ["一、", "（一）"]


def test_plain_text_reads_from_the_number_to_the_date() -> None:
    table = Table(
        (tuple(paragraph(word) for word in ("项目", "本期")), tuple(paragraph(word) for word in ("来信", "5")))
    )
    whole = document(
        Heading(1, "抓组建"),
        paragraph("新建", FigureSlot("k", "Y", "P", "21家", Decimal(21)), "。"),
        table,
        recipient="南澜市总工会",
        dated_on=date(2026, 7, 8),
        number="云工〔2026〕31号",
    )
    assert whole.plain_text() == (
        "云工〔2026〕31号\n云岭市总工会2026年上半年工作总结\n南澜市总工会：\n一、抓组建\n新建21家。\n"
        "项目\t本期\n来信\t5\n云岭市总工会\n2026年7月8日"
    )
    assert whole.characters() == 11 + 18 + 7 + 5 + 6 + 4 + 3 + 6 + 9
    assert whole.body_text() == "一、抓组建\n新建21家。\n项目\t本期\n来信\t5"


def test_json_keeps_everything() -> None:
    table = Table(((paragraph("项目"), paragraph(*COMPLETE)),), "情况表", 0)
    whole = document(
        Heading(2, "抓组建", "organising", "组织部"),
        Paragraph(tuple(COMPLETE)),
        table,
        recipient="南澜市总工会",
        dated_on=date(2026, 7, 8),
        attachments=("表一",),
        sealed=True,
    )
    kept = json.dumps(whole.to_json(), ensure_ascii=False)
    assert Document.from_json(json.loads(kept)) == whole
    assert whole.figures() == [COMPLETE[1], COMPLETE[2]] * 2


@given(
    st.lists(
        st.one_of(
            st.builds(Heading, st.integers(1, 4), st.text()),
            st.builds(
                Paragraph, st.lists(st.sampled_from(COMPLETE) | st.builds(Text, st.text(), st.booleans())).map(tuple)
            ),
        )
    )
)
def test_json_round_trip(blocks: list[Block]) -> None:
    whole = document(*blocks)
    assert Document.from_json(json.loads(json.dumps(whole.to_json()))) == whole


def test_foreign_json_is_refused() -> None:
    with pytest.raises(ValueError, match="version"):
        Document.from_json({"version": 99})
    with pytest.raises(ValueError, match="unknown part"):
        Document.from_json({**document().to_json(), "blocks": [{"kind": "script"}]})


def test_a_complete_document_has_no_holes() -> None:
    assert document(Heading(1, "抓组建"), Paragraph(tuple(COMPLETE)), dated_on=date(2026, 7, 8)).holes() == []


@pytest.mark.parametrize(
    ("run", "kind", "text"),
    [
        (AuthorSlot("problems", "写两至四条"), "author", "problems"),
        (AuthorSlot("problems", "写两至四条", "  "), "author", "problems"),
        (FigureSlot("k", "Y", "P"), "figure", "k"),
        (FigureSlot("k", "Y", "P", "0人"), "figure", "k"),
        (FactSlot("population", "41万人", Decimal(410000), "人"), "fact", "population"),
        (FactSlot("population", "41万人", source="公报"), "fact", "population"),
        (RecordSlot("legal_aid", "1", "judged_on"), "record", "legal_aid.judged_on"),
        (Quote("legal_aid", "1", "done", ""), "quote", "legal_aid.done"),
    ],
)
def test_an_empty_slot_is_a_hole_and_knows_its_place(run: Run, kind: str, text: str) -> None:
    whole = document(Heading(1, "抓组建"), paragraph("其中", run))
    assert whole.holes() == [Hole(kind, text, "一、抓组建", 1, 1)]


def test_an_optional_slot_may_stay_empty() -> None:
    assert document(Heading(1, "抓组建"), paragraph("其中", AuthorSlot("note", required=False))).holes() == []


def test_a_heading_with_nothing_under_it_is_a_hole() -> None:
    whole = document(
        Heading(1, "甲"), Heading(2, "子"), paragraph("有"), Heading(2, "丑"), paragraph(" "), Heading(1, "乙")
    )
    assert [(hole.kind, hole.text) for hole in whole.holes()] == [("section", "（二）丑"), ("section", "二、乙")]


def test_a_frame_without_title_or_organisation_is_a_hole() -> None:
    kinds = [(hole.kind, hole.text) for hole in Document("", "", (), "XX市总工会").holes()]
    assert kinds == [("title", ""), ("organisation", ""), ("blank", "XX市总工会")]


@pytest.mark.parametrize(
    "gap",
    [
        "覆盖女职工（    ）人。",
        "覆盖女职工[ ]人",
        "拖欠【】万元",
        "XX市总工会",
        "××镇",
        "X人",
        "共？人",
        "共？？人次",
        "若干户实现脱困",
        "共…人",
        "培训工会干部只有  人次",
        "共___家",
        "情况待补充",
        "慰问？户，",
        "组建率—%",
        "培训 期",
    ],
)
def test_gaps_in_print_are_found(gap: str) -> None:
    assert len(blanks(gap)) == 1
    assert [hole.kind for hole in document(Heading(1, "甲"), paragraph(gap)).holes()] == ["blank"]


@pytest.mark.parametrize(
    "words",
    [
        "《关于加强产业工人队伍建设改革的若干意见》",
        "职工说：“这下心里踏实了……”",
        "某竹木加工企业",
        "第XXI届运动会",
        "1—6月",
        "云工〔2026〕31号",
        "（一）抓组建",
        "谁来管？人人有责吗",
        "21家（其中私营企业91家）",
        "下设ABXX系统",
    ],
)
def test_good_words_are_no_gaps(words: str) -> None:
    assert blanks(words) == []


def test_a_gap_across_runs_is_found() -> None:
    whole = document(Heading(1, "甲"), paragraph("女职工（", AuthorSlot("n", required=False), "）人"))
    assert [(hole.kind, hole.text) for hole in whole.holes()] == [("blank", "女职工（）人")]


def test_author_texts_are_filled_by_name() -> None:
    draft = document(Heading(1, "问题"), paragraph(AuthorSlot("problems", "写两至四条")))
    whole = draft.filled({"problems": " 部分业主有顾虑。 "})
    assert whole.body_text() == "一、问题\n部分业主有顾虑。"
    assert draft.holes()
    assert whole.holes() == []
    with pytest.raises(KeyError, match="nobody"):
        draft.filled({"nobody": "x"})


def test_nothing_is_changed_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        document().title = "另一个"  # type: ignore[misc]
    with pytest.raises(ValueError, match="level"):
        Heading(5, "x")
