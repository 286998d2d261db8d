"""Whatever language a page is read in: sheets are recognised, documents and workbooks written, digests kept in Chinese."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
import python_calamine
from django.utils import translation

from gonghui.kernel.documents import services
from gonghui.kernel.intake.applying import prepare
from gonghui.kernel.intake.shaping import recogniser, shapes_of
from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.ledger.declaration import ledger, ledgers
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.web.export import workbook
from tests.documents.conftest import county as county  # the fixture
from tests.documents.county import PERIOD, County
from tests.intake.books import book

HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN_WORD = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        assert translation.gettext("工会名称") == "Union name"
        yield


def test_the_language_of_the_page_comes_back() -> None:
    @in_chinese
    def spoken() -> str:
        return translation.get_language()

    with translation.override("en"):
        assert (spoken(), translation.get_language()) == ("zh-hans", "en")


@pytest.mark.usefixtures("english")
def test_an_english_session_recognises_chinese_headings(tmp_path: Path) -> None:
    rows = [["姓名", "身份证号", "入会日期", "所属工会"], ["王一", "", "2003-01-01", "云岭市甲厂工会"]]
    path = book(tmp_path / "会员花名册.xlsx", {"Sheet1": rows})
    part = prepare([(path.name, path)]).parts[0]
    assert part.table.match is not None
    names = [shape.name for _column, shape in sorted(part.table.match.columns.items())]
    assert (part.ledger.slug, names[0], names[2:]) == ("roster", "person_name", ["joined_on", "union"])


@pytest.mark.usefixtures("english")
def test_every_shape_is_chinese_and_the_recogniser_is_made_once() -> None:
    for each in ledgers().values():
        for shape in shapes_of(each):
            assert HAN.search(shape.name), each.slug
            assert all(HAN.search(field.headings[0]) for field in shape.fields), each.slug
    assert recogniser() is recogniser()


@pytest.mark.django_db
@pytest.mark.usefixtures("english")
def test_a_workbook_has_chinese_headings_and_words(county: County) -> None:
    content = workbook(ledger("unions"), Union.objects.order_by("pk"))
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    rows = sheet.to_python()
    assert sheet.name == "工会组织台账"
    assert rows[0][:2] == ["工会编码", "工会名称"]
    assert rows[1][rows[0].index("工会层级")] == "县级"


@pytest.mark.django_db
def test_a_document_is_the_same_in_every_language(county: County) -> None:
    chinese = services.compose(county.union, PERIOD, None)
    with translation.override("en"):
        english = services.compose(county.union, PERIOD, None)
        services.refresh(english)
        assert english.body == chinese.body
        assert english.left_out == chinese.left_out
        services.edit(english, None, answers={"problems": "⟦petitions.open⟧信访事项未办结。", "plans": "抓好换届。"})
        services.issue(english, None, dt.date(2026, 7, 5))
        text = "\n".join(p.text for p in docx.Document(io.BytesIO(services.docx(english))).paragraphs)
    assert "33件信访事项未办结" in text
    assert not LATIN_WORD.search(text)
    assert services.drift(english) == []
    assert all(HAN.search(frozen.figure["definition"]) for frozen in english.figures.all())


@pytest.mark.django_db
def test_an_issued_document_has_not_drifted_for_an_english_reader(county: County) -> None:
    row = services.compose(county.union, PERIOD, None)
    services.edit(row, None, answers={"problems": "基层力量不足。", "plans": "抓好换届。"})
    services.issue(row, None, dt.date(2026, 7, 5))
    with translation.override("en"):
        assert services.drift(row) == []


@pytest.mark.django_db
def test_refusals_speak_the_readers_language(county: County) -> None:
    row = services.compose(county.union, PERIOD, None)
    with translation.override("en"), pytest.raises(services.Refused) as refused:
        services.edit(row, None, answers={"nothing": "x"})
    assert not HAN.search(str(refused.value))
