"""Out to Word and back: words taken, figures tied, changed numbers listed; last period's document in the new period."""

from __future__ import annotations

import io

import docx
import pytest

from gonghui.kernel.documents import services
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.parts import FigureSlot
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.documents.roundtrip import read_back, slots_of
from gonghui.kernel.periods import Period
from tests.documents.county import PERIOD, County

pytestmark = pytest.mark.django_db
ANSWERS = {"problems": "基层力量不足。", "plans": "抓好换届。"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def draft(county: County) -> Document:
    return services.edit(services.compose(county.union, PERIOD, None), None, answers=ANSWERS)


def saved(file: docx.document.Document) -> bytes:
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def opened(data: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(data))


def test_a_file_that_nobody_touched_comes_back_as_it_was(draft: Document) -> None:
    before = services.content(draft)
    back = services.bring_back(draft, services.docx_to_edit(draft), None)
    assert (back.changed, back.retied, back.gone) == ([], [], [])
    after = services.content(draft)
    assert after.body_text() == before.body_text()
    assert after.title == before.title
    assert [run.key for run in after.figures()] == [run.key for run in before.figures()]


def test_words_are_taken_and_a_changed_number_is_listed(draft: Document) -> None:
    file = opened(services.docx_to_edit(draft))
    control = next(c for c in file.element.iter(f"{W}sdt") if "".join(t.text for t in c.iter(f"{W}t")) == "13件次")
    next(control.iter(f"{W}t")).text = "15件次"
    paragraph = next(p for p in file.paragraphs if p.text.startswith("基层力量不足"))
    paragraph.add_run("乡镇工会干部兼职多。")
    back = services.bring_back(draft, saved(file), None)
    assert back.changed == [("13件次", "15件次")]
    text = services.content(draft).body_text()
    assert "受理职工来信来访13件次" in text
    assert "基层力量不足。乡镇工会干部兼职多。" in text
    assert "15件次" in draft.marks[0]["notes"][0]


def test_figures_are_found_again_where_a_program_dropped_the_controls(draft: Document) -> None:
    file = opened(services.docx_to_edit(draft))
    for control in list(file.element.iter(f"{W}sdt")):
        for run in control.iter(f"{W}r"):
            control.addprevious(run)
        control.getparent().remove(control)
    before = services.content(draft)
    back = read_back(before, saved(file))
    assert len(back.retied) == len(slots_of(before)) > 5
    assert back.gone == []
    assert sorted(run.key for run in back.content.figures()) == sorted(run.key for run in before.figures())


def test_a_deleted_figure_is_listed(draft: Document) -> None:
    file = opened(services.docx_to_edit(draft))
    control = next(c for c in file.element.iter(f"{W}sdt") if "".join(t.text for t in c.iter(f"{W}t")) == "13件次")
    control.getparent().remove(control)
    assert "13件次" in services.bring_back(draft, saved(file), None).gone


def test_an_issued_print_carries_no_control(draft: Document) -> None:
    services.issue(draft, None)
    assert f"{W}sdt" not in {element.tag for element in opened(services.docx(draft)).element.iter()}
    with pytest.raises(Refused, match="已定稿"):
        services.bring_back(draft, b"", None)


def test_last_periods_document_is_carried_with_its_changes_marked(county: County, draft: Document) -> None:
    services.issue(draft, None)
    for month in (7, 8, 9):
        county.petition(county.mill, f"2026-{month:02d}-03")
    row = services.carry(draft, Period.parse("2026H2"), None)
    assert row.title == "示例县总工会2026年下半年工作总结"
    slots = [run for run in services.content(row).figures() if run.key == "petitions.items" and run.form == "value"]
    assert [(run.text, run.period, run.frozen) for run in slots] == [("3件次", "2026H2", "")]
    changed = [mark for mark in row.marks if mark["state"] == "changed"]
    assert any("13件次" in mark["was"] and "3件次" in mark["now"] for mark in changed)
    assert any("请改写" in note for mark in row.marks for note in mark["notes"])
    assert all(isinstance(run, FigureSlot) for run in slots)
    with pytest.raises(Refused, match="另一个期间"):
        services.carry(draft, PERIOD, None)
