"""An office's own old .docx, written here as Word writes them: brought in, bound, this period's draft in its layout, coloured."""

from __future__ import annotations

import io

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.shared import Pt, RGBColor

from gonghui.kernel.documents import old_services, services
from gonghui.kernel.documents.models import Document
from tests.documents.county import PERIOD, County

pytestmark = pytest.mark.django_db
RED = RGBColor(0xC0, 0x00, 0x00)
BODY = [
    "2025年上半年，县总工会受理职工来信来访20件次，其中加班费问题较多。",
    "参与调解劳动争议1件，为职工追回工资10万元。",
    "组织全县职工植树1200多株，参加职工3批次。",
]
KEYS = {"20件次": "petitions.items", "1件": "disputes.filed", "10万元": "disputes.received"}


def old_paper() -> bytes:
    """A summary as an office kept it: a title of its own size, numbers broken over runs, a struck-out one, a table, a footer."""
    file = docx.Document()
    title = file.add_paragraph().add_run("示例县总工会2025年上半年工作总结")
    title.font.size, title.font.bold = Pt(22), True
    file.add_paragraph("县委：")
    file.add_paragraph("一、主要工作")
    for line in BODY:
        paragraph = file.add_paragraph()
        for place in range(0, len(line), 2):
            paragraph.add_run(line[place : place + 2]).italic = place % 4 == 0
    gone = OxmlElement("w:del")
    run = OxmlElement("w:r")
    text = OxmlElement("w:delText")
    text.text = "99件"
    run.append(text)
    gone.append(run)
    file.paragraphs[3]._p.append(gone)
    table = file.add_table(rows=2, cols=2)
    for cell, words in zip(
        (c for row in table.rows for c in row.cells), ("项目", "件次", "来信来访", "20"), strict=True
    ):
        cell.text = words
    file.sections[0].footer.paragraphs[0].text = "第 1 页"
    file.add_paragraph("示例县总工会")
    file.add_paragraph("2025年7月3日")
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


@pytest.fixture
def row(county: County) -> Document:
    made = old_services.taken_in("去年总结.docx", old_paper(), county.union, PERIOD, None)
    bounds = old_services.bounds_of(made)
    for one in bounds:
        one.key = KEYS.get(one.text, "petitions.items" if one.text == "20" else "")
        one.period = ""
    return old_services.confirm(made, bounds, None)


def test_every_figure_of_it_is_found(row: Document) -> None:
    assert [one.text for one in old_services.bounds_of(row)] == ["20件次", "1件", "10万元", "1200多株", "3批次", "20"]
    assert "99" not in row.old_file.text


def test_the_draft_has_this_periods_figures_and_waits_for_the_rest(row: Document) -> None:
    content = services.content(row)
    assert content.title == "示例县总工会2026年上半年工作总结"
    text = content.body_text()
    assert "受理职工来信来访13件次" in text
    assert "追回工资11万元" in text
    assert "来信来访\t13" in text
    assert [run.key for run in content.figures()] == [
        "petitions.items",
        "disputes.filed",
        "disputes.received",
        "petitions.items",
    ]
    listed = {mark["was"] for mark in row.marks if mark["state"] in ("open", "partly")}
    assert listed == {BODY[2]}
    assert any(one.hole.kind == "author" for one in services.obstacles(row))  # it cannot go out so


def test_its_own_layout_carries_the_new_numbers_in_colour(row: Document) -> None:
    again = docx.Document(io.BytesIO(old_services.old_docx(row, None)))
    runs = [run for paragraph in again.paragraphs for run in paragraph.runs]
    runs += [run for cell in again.tables[0]._cells for paragraph in cell.paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.font.color.rgb == RED] == ["2026", "13件次", "1件", "11万元", "13"]
    assert [run.text for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW] == ["1200多株", "3批次"]
    assert (again.paragraphs[0].runs[0].font.size, again.paragraphs[0].runs[0].font.bold) == (Pt(22), True)
    assert again.sections[0].footer.paragraphs[0].text == "第 1 页"
    assert [p.text for p in again.paragraphs[-2:]] == ["示例县总工会", "2025年7月3日"]
