"""Refreshing and editing a draft; issuing, opening and comparing what was issued."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import docx
import pytest
from django.contrib.auth import get_user_model

from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.models import Change
from gonghui.kernel.documents import services
from gonghui.kernel.documents.evidence import ids_of, spans
from gonghui.kernel.documents.models import Document, FrozenFigure
from gonghui.kernel.documents.parts import AuthorSlot, FactSlot, FigureSlot, Paragraph
from gonghui.kernel.organisations.models import Register
from gonghui.ledgers.hardship.models import HardshipFile
from gonghui.ledgers.visits.models import Visit
from tests.documents.county import PERIOD, County

pytestmark = pytest.mark.django_db
ANSWERS = {"problems": "基层力量不足。", "plans": "抓好换届。"}


def draft(county: County) -> Document:
    return services.compose(county.union, PERIOD, None)


def issued(county: County) -> Document:
    row = services.edit(draft(county), None, answers=ANSWERS)
    return services.issue(row, None, dt.date(2026, 7, 5))


def place_of(row: Document, key: str) -> tuple[int, Paragraph]:
    for index, block in enumerate(services.content(row).blocks):
        if isinstance(block, Paragraph) and any(isinstance(r, FigureSlot) and r.key == key for r in block.runs):
            return index, block
    raise AssertionError(key)


# --- refresh


def test_refresh_counts_a_draft_anew(county: County) -> None:
    row = draft(county)
    county.petition(county.mill, "2026-05-01")
    services.refresh(row)
    slots = {(run.key, run.form): run.text for run in services.content(row).figures()}
    assert slots[("petitions.items", "value")] == "14件次"
    assert slots[("petitions.items", "change")] == "同比下降30%"


def test_a_voided_record_leaves_a_hole_where_it_was_quoted(county: County) -> None:
    row = services.edit(draft(county), None, answers=ANSWERS)
    assert services.obstacles(row) == []
    with acting(None, "测试"):
        next(p for p in county.petitions if p.done).void("重复登记")
    services.refresh(row)
    words = [one.words for one in services.obstacles(row)]
    assert "引用的文字（petitions.done）已不在记录中" in words
    with pytest.raises(services.NotReady):
        services.issue(row, None)


# --- edit


def test_a_paragraph_is_rewritten_and_its_slots_stay_bound(county: County) -> None:
    row = draft(county)
    index, paragraph = place_of(row, "petitions.items")
    place = next(n for n, r in enumerate(paragraph.runs) if isinstance(r, FigureSlot) and r.key == "petitions.items")
    services.edit(row, None, paragraphs={index: f"二是信访。接待⟦{place}⟧，另有劳动争议⟦disputes.filed⟧。"})
    again = services.content(row).blocks[index]
    assert again.text == "二是信访。接待13件次，另有劳动争议1件。"
    assert [run.key for run in again.runs if isinstance(run, FigureSlot)] == ["petitions.items", "disputes.filed"]


def test_an_answer_may_hold_figures_and_be_read_back(county: County) -> None:
    row = draft(county)
    text = "尚有⟦petitions.open⟧信访事项未办结。\n基层力量不足。"
    services.edit(row, None, answers={"problems": text})
    assert "尚有13件信访事项未办结。" not in services.content(row).plain_text()  # 33 are open, last year's among them
    assert "尚有33件信访事项未办结。" in services.content(row).plain_text()
    authors = [slot for block in services.editables(row) for slot in block.authors if slot.name == "problems"]
    assert authors[0].text == text
    services.edit(row, None, answers={"problems": ""})
    assert services.obstacles(row)[0].words == "“存在的问题”由作者填写，还是空的"


@pytest.mark.parametrize(
    "change",
    [
        {"answers": {"nothing": "x"}},
        {"answers": {"plans": "⟦no.figure⟧"}},
        {"paragraphs": {999: "x"}},
        {"paragraphs": {0: "⟦0⟧"}},
        {"paragraphs": {0: "⟦petitions.items:guess⟧"}},
    ],
)
def test_what_cannot_be_edited_is_refused_and_nothing_is_written(county: County, change: dict[str, object]) -> None:
    row = draft(county)
    before = row.body
    with pytest.raises(services.Refused):
        services.edit(row, None, **change)  # type: ignore[arg-type]  # of several kinds
    assert Document.objects.get(pk=row.pk).body == before


def test_removing_a_paragraph_and_naming_the_document(county: County) -> None:
    row = draft(county)
    index, _ = place_of(row, "petitions.items")
    services.edit(row, None, removed=[index], title="半年工作情况报告")
    assert row.title == "半年工作情况报告"
    assert "petitions.items" not in {run.key for run in services.content(row).figures()}
    assert Change.objects.filter(model="kernel.document", object_id=row.pk).count() == 2


def test_an_outside_fact_needs_its_source_and_day(county: County) -> None:
    row = draft(county)
    text = "全县人口⟦fact:全县人口=41.2万人|县统计公报|2026-03-01⟧。"
    services.edit(row, None, answers={"problems": text})
    fact = next(run for _b, _p, run in services.content(row).runs() if isinstance(run, FactSlot))
    assert (fact.text, fact.source, fact.stated_on) == ("41.2万人", "县统计公报", dt.date(2026, 3, 1))
    assert next(s for e in services.editables(row) for s in e.authors if s.name == "problems").text == text
    with pytest.raises(services.Refused, match="来源"):
        services.edit(row, None, answers={"problems": "全县人口⟦fact:全县人口=41.2万人⟧。"})


def test_one_field_of_a_record_is_bound_unless_it_is_hidden(county: County) -> None:
    row = draft(county)
    told = county.disputes[-1]
    services.edit(row, None, answers={"plans": f"落实⟦record:disputes/{told.uid}/received⟧的后续工作。"})
    assert "落实11.26万元的后续工作。" in services.content(row).plain_text()
    hardship = HardshipFile.objects.get()
    person = county.petitions[0]
    for token in (f"hardship/{hardship.uid}/done", f"petitions/{person.uid}/person_name", "disputes/none/received"):
        with pytest.raises(services.Refused):
            services.edit(row, None, answers={"plans": f"⟦record:{token}⟧"})


def test_what_was_left_out_can_be_put_in(county: County) -> None:
    row = draft(county)
    Register.objects.create(union=county.union, ledger="visits")
    with pytest.raises(services.Refused, match="没有可写的记录"):
        services.add_passage(row, "visits.50", None)
    with acting(None, "测试"):
        Visit.objects.create(
            union=county.union, visited_on=dt.date(2026, 5, 6), done="带着问题清单下去、带着解决清单回来，逐户登记。"
        )
    assert any(one.get("passage") == "visits.50" for one in row.left_out)
    services.add_passage(row, "visits.50", None)
    text = services.content(row).plain_text()
    assert "（二）夯实基层工会基础，扩大组织有效覆盖\n深入基层走访服务。" in text
    assert text.index("深入基层走访服务") < text.index("存在的问题")
    assert not any(one.get("passage") == "visits.50" for one in row.left_out)
    with pytest.raises(services.Refused):
        services.add_passage(row, "nothing.1", None)


# --- issue


def test_issuing_names_every_open_place(county: County) -> None:
    row = draft(county)
    with pytest.raises(services.NotReady) as refused:
        services.issue(row, None)
    places = [(one.place, one.words) for one in refused.value.obstacles]
    assert places[0] == ("二、存在的问题", "“存在的问题”由作者填写，还是空的")
    assert places[1][0] == "三、下半年工作打算"
    row.refresh_from_db()
    assert row.state == Document.State.DRAFT
    assert not FrozenFigure.objects.exists()


@pytest.mark.mechanism("A.STA02")
def test_issuing_freezes_every_figure_with_its_records(county: County) -> None:
    row = issued(county)
    content = services.content(row)
    frozen = {f.slot: f for f in row.figures.all()}
    assert len(frozen) == len(content.figures())
    slot = next(run for run in content.figures() if run.key == "petitions.items" and run.form == "change")
    one = frozen[slot.frozen]
    assert one.figure["value"] == 13
    assert one.figure["before"]["value"] == 20
    parts = services.frozen_records(one)
    assert [(p.period, p.count, p.rows.count()) for p in parts] == [("2026H1", 13, 13), ("2025H1", 20, 20)]
    assert (row.state, content.dated_on) == (Document.State.ISSUED, dt.date(2026, 7, 5))


def test_what_is_issued_is_never_written_again(county: County) -> None:
    row = issued(county)
    for act in (
        lambda: services.refresh(row),
        lambda: services.edit(row, None, answers=ANSWERS),
        lambda: services.issue(row, None),
    ):
        with pytest.raises(services.Refused):
            act()


def test_an_account_without_the_right_cannot_issue(county: County) -> None:
    user = get_user_model().objects.create_user("reader")
    Grant.objects.create(user=user, union=county.union, role=Role.READER)
    row = services.edit(draft(county), None, answers=ANSWERS)
    with pytest.raises(services.Refused, match="无权"):
        services.issue(row, user)


def test_the_records_behind_a_figure_only_as_far_as_one_reaches(county: County) -> None:
    row = issued(county)
    user = get_user_model().objects.create_user("mill")
    Grant.objects.create(user=user, union=county.yard, role=Role.KEEPER)
    one = row.figures.filter(key="petitions.items").first()
    assert one is not None
    assert services.frozen_records(one, user)[0].rows.count() == 1


# --- drift


def drifted(row: Document) -> dict[str, services.Drift]:
    return {one.frozen.key: one for one in services.drift(row)}


def test_an_issued_document_has_not_drifted(county: County) -> None:
    assert services.drift(issued(county)) == []


def test_a_record_added_voided_or_changed_is_seen(county: County) -> None:
    row = issued(county)
    county.petition(county.yard, "2026-06-30")
    added = drifted(row)["petitions.items"]
    assert added.reasons == ["数值变化", "记录变化"]
    assert len(added.added) == 1
    assert added.gone == []
    assert "disputes.received" not in drifted(row)

    with acting(None, "测试"):
        county.disputes[-1].received = Decimal("1.00")
        county.disputes[-1].save()
        county.petitions[-1].void("录错")
    now = drifted(row)
    assert "petitions.items" not in now
    assert now["disputes.received"].reasons == ["数值变化", "记录变化"]


def test_records_that_change_places_are_seen_though_the_count_is_equal(county: County) -> None:
    row = issued(county)
    county.petition(county.yard, "2026-06-30")
    with acting(None, "测试"):
        next(p for p in county.petitions if p.registered_on and p.registered_on.year == 2026).void("录错")
    found = drifted(row)["petitions.items"]
    assert found.reasons == ["记录变化"]
    assert (len(found.added), len(found.gone)) == (1, 1)


def test_the_issued_text_stays_what_it_was(county: County) -> None:
    row = issued(county)
    before = services.docx(row)
    county.petition(county.yard, "2026-06-30")
    row.refresh_from_db()
    assert services.docx(row) == before


def test_a_quoted_text_that_changes_is_told(county: County) -> None:
    row = issued(county)
    assert services.changed_texts(row) == []
    told = next(p for p in county.petitions if p.done)
    with acting(None, "测试"):
        told.effect = "公司未作调整。"
        told.save()
    found = services.changed_texts(row)
    assert [(one.was, one.now) for one in found] == [("公司自5月起将夜班补贴调整为20元。", "公司未作调整。")]


# --- layout


def test_the_docx_marks_what_the_author_must_write(county: County) -> None:
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(services.docx(draft(county)))).paragraphs)
    assert "〔待填：请写2—4条" in text
    assert "示例县总工会2026年上半年工作总结" in text


def test_ids_are_kept_as_spans() -> None:
    assert spans([3, 1, 2, 7]) == [[1, 3], [7, 7]]
    assert ids_of({"ids": [[1, 3], [7, 7]]}) == {1, 2, 3, 7}


def test_where_figures_stand_alone_the_author_may_tell_more(county: County) -> None:
    with acting(None, "测试"):
        for record in (*county.petitions, *county.disputes):
            record.done = record.effect = ""
            record.save()
    row = draft(county)
    slots = {slot.name: slot for block in services.editables(row) for slot in block.authors}
    assert not slots["told.petitions.30"].required
    before = services.content(row).plain_text()
    services.edit(row, None, answers={"told.petitions.30": "领导带头接访。"} | ANSWERS)
    assert "领导带头接访。" in services.content(row).plain_text()
    assert "领导带头接访。" not in before
    assert services.obstacles(row) == []


def test_author_slots_are_listed_for_the_page(county: County) -> None:
    names = [slot.name for block in services.editables(draft(county)) for slot in block.authors]
    assert names == ["guidance", "problems", "plans"]
    assert isinstance(services.content(draft(county)).blocks[-1].runs[0], AuthorSlot)  # type: ignore[union-attr]  # a paragraph
