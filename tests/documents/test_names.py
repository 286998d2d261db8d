"""Names of people in need: in no kind of document and no output do they leave without recorded consent."""

from __future__ import annotations

import datetime as dt
import io

import docx
import pytest

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.documents import kinds as k
from gonghui.kernel.documents import life, old_services, services
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.people.models import Consent
from gonghui.kernel.proof.files import read_file
from gonghui.ledgers.hardship.models import HardshipFile
from tests.documents.county import PERIOD, County

pytestmark = pytest.mark.django_db
NAME, MASKED = "林某某", "林**"
OUTPUTS = {
    "a.docx": services.docx,
    "b.docx": services.docx_to_edit,
    "c.pdf": services.pdf,
}


def made(county: County, slug: str) -> Document:
    """A document of the kind in which every place of the author, and its title, names the person."""
    fields = {one.name: f"{NAME}12" if one.name == "期号" else f"有关{NAME}的情况" for one in k.kind(slug).fields}
    fields |= {one: "" for one in ("份号", "密级", "紧急程度") if one in fields}
    row = services.compose(county.union, PERIOD, None, slug, fields=fields)
    asked = {run.name for _b, _p, run in services.content(row).runs() if run.kind == "author"} - set(fields)
    services.edit(
        row, None, answers=dict.fromkeys(sorted(asked), f"{NAME}家庭困难。"), title=f"关于{NAME}的{k.kind(slug).name}"
    )
    return row


def read(row: Document, name: str) -> str:
    return read_file(name, OUTPUTS[name](row)).replace("\n", "")


@pytest.mark.parametrize("slug", k.ORDER)
def test_no_output_of_any_kind_carries_the_name(county: County, slug: str) -> None:
    row = made(county, slug)
    assert NAME in services.content(row).plain_text()
    for name in OUTPUTS:
        told = read(row, name)
        assert NAME not in told, name
        assert MASKED in told, name
    assert any(NAME in one.words for one in services.obstacles(row))
    for step in (life.submit, services.issue):
        with pytest.raises(Refused, match="未完成"):
            step(row, None)


def test_with_consent_or_another_bearer_of_the_name_it_stands(county: County) -> None:
    row, other = made(county, "notice"), made(county, "letter")
    life.clear_name(other, None, NAME)
    assert NAME in read(other, "c.pdf")
    file = HardshipFile.objects.get()
    with acting(None, "测试"):
        Consent.objects.create(union=file.union, person_name=NAME, given_on=dt.date(2026, 1, 1))
    assert all(NAME in read(row, name) for name in OUTPUTS)


def test_what_was_issued_with_consent_is_printed_as_it_was(county: County) -> None:
    with acting(None, "测试"):
        file = HardshipFile.objects.get()
        consent = Consent.objects.create(union=file.union, person_name=NAME, given_on=dt.date(2026, 1, 1))
    row = services.issue(made(county, "letter"), None)
    with acting(None, "测试"):
        consent.withdrawn_on = dt.date(2026, 1, 2)
        consent.save()
    assert NAME in read(row, "a.docx")


def test_an_old_paper_goes_out_without_the_name_too(county: County) -> None:
    file, data = docx.Document(), io.BytesIO()
    for line in ("示例县总工会2025年上半年工作总结", f"走访{NAME}等3户，{NAME}领到慰问金。"):
        file.add_paragraph(line)
    file.save(data)
    row = old_services.taken_in("去年.docx", data.getvalue(), county.union, PERIOD, None)
    text = read_file("a.docx", old_services.old_docx(row, None))
    assert NAME not in text
    assert text.count(MASKED) == 2
