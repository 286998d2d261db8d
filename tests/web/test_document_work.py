"""The pages of documents: kinds, templates with preview, steps, numbers, sections, versions, drift, Word and back, old files."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.documents import services
from gonghui.kernel.documents.models import Document
from gonghui.kernel.ledger.declaration import ledger
from gonghui.kernel.organisations.models import Department
from tests.documents.test_rolling import old_file
from tests.generic.world import World
from tests.web.conftest import SignIn

FIELDS = {
    "事由": "召开代表大会", "主送机关": "上级工会", "签发人": "陆某", "请示理由": "任期届满。", "请示事项": "拟于11月召开。",
    "联系人": "周某", "联系电话": "0999-1400012",
}  # fmt: skip


@pytest.fixture
def client(house: World, sign_in: SignIn) -> Client:
    return sign_in(house.leader)


@pytest.fixture
def asked(client: Client) -> Document:
    response = client.post("/documents/new/", {"union": "C", "period": "2026H1", "kind": "request"})
    assert response.status_code == 302
    found = Document.objects.get()
    client.post(reverse("document-edit", args=[found.uid]), {f"field-{name}": text for name, text in FIELDS.items()})
    found.refresh_from_db()
    return found


def step(client: Client, document: Document, name: str, **data: str) -> str:
    """Take a step and read the page it leads to."""
    response = client.post(reverse("document-step", args=[document.uid, name]), data, follow=True)
    document.refresh_from_db()
    return response.content.decode()


def test_every_kind_has_its_form(client: Client) -> None:
    from gonghui.kernel.documents.kinds import ORDER

    for slug in ORDER:
        assert f'name="kind" value="{slug}"' in client.get(f"/documents/new/?kind={slug}").content.decode()


def test_a_request_is_filled_in_reviewed_numbered_issued_and_answered(client: Client, asked: Document) -> None:
    html = client.get(reverse("document", args=[asked.uid])).content.decode()
    assert "妥否，请批示。" in html
    assert "签发人：" in html
    assert "文号：" in step(client, asked, "number", code="测工")
    assert "已送审" in step(client, asked, "submit")
    assert "退回修改的原因" in client.get(reverse("document-view", args=[asked.uid])).content.decode()
    client.post(reverse("document-issue", args=[asked.uid]))
    html = step(client, asked, "publish")
    assert asked.state == "published"
    assert "测工〔20" in html
    assert f"kind=reply&amp;answers={asked.uid}" in html
    response = client.post("/documents/new/", {"union": "C", "period": "2026H1", "kind": "reply", "answers": asked.uid})
    reply = Document.objects.latest("pk")
    assert response.headers["Location"].endswith(f"{reply.uid}/")
    assert "《关于召开代表大会的请示》（测工〔20" in services.content(reply).body_text()
    assert "已撤回" in step(client, asked, "withdraw", reason="内容有误")


def test_pdf_and_word_say_the_same(client: Client, asked: Document) -> None:
    from pdfminer.high_level import extract_text

    made = client.get(reverse("document-pdf", args=[asked.uid]))
    assert made.headers["Content-Type"] == "application/pdf"
    text = "".join(extract_text(io.BytesIO(made.content)).split())
    for part in ("签发人：陆某", "关于召开代表大会的请示", "任期届满。", "拟于11月召开。", "妥否，请批示。", "—1—"):
        assert part in text
    assert b"Typst" not in made.content


def test_a_template_is_changed_with_preview_and_refused_with_its_line(
    client: Client, house: World, tmp_path: Path, settings: Any, sign_in: SignIn
) -> None:
    settings.BASE_DIR = tmp_path
    bad = "文种：通知\n标题：甲\n----\n正文[坏"
    assert "第4行" in client.post(reverse("document-kind-preview", args=["notice"]), {"source": bad}).content.decode()
    assert client.post(reverse("document-kind", args=["notice"]), {"source": bad}).status_code == 403
    house.leader.is_superuser = True
    house.leader.save()
    assert client.post(reverse("document-kind", args=["notice"]), {"source": bad}).status_code == 422
    good = "文种：通知\r\n标题：{union}紧急通知\r\n----\r\n各单位：立即办理。"
    assert client.post(reverse("document-kind", args=["notice"]), {"source": good}).status_code == 302
    assert (tmp_path / "templates/documents/notice.txt").read_text(encoding="utf-8").startswith("文种：通知\n标题")
    assert "本单位模板" in client.get("/documents/kinds/").content.decode()
    client.post(reverse("document-kind", args=["notice"]), {"remove": "1"})
    assert not (tmp_path / "templates/documents/notice.txt").exists()


def test_versions_stand_side_by_side(client: Client, asked: Document) -> None:
    html = client.get(reverse("document-versions", args=[asked.uid])).content.decode()
    assert "<ins>" in html
    assert "任期届满。" in html


def test_sections_are_given_delivered_and_taken(client: Client, house: World) -> None:
    record: Any = ledger("petitions").model._default_manager.order_by("pk").last()
    with acting(None, "测试"):
        record.done, record.effect = "接访当天到车间核对考勤。", "两周内补发加班费。"
        record.save()
    client.post("/documents/new/", {"union": "C", "period": "2026H1"})
    found = Document.objects.get()
    with acting(None, "测试"):
        part = Department.objects.create(union=found.union, name="权益部")
    page = reverse("document-sections", args=[found.uid])
    client.post(page, {"section": "rights", "to": f"d-{part.pk}", "due_on": "2026-07-05"})
    one = found.assignments.get()
    assert "⟦petitions.items⟧" in one.text
    answer = reverse("document-section", args=[found.uid, one.pk])
    assert client.post(answer, {"text": "受理⟦petitions.nothing⟧。"}).status_code == 422
    client.post(answer, {"text": "权益部写：受理⟦petitions.items⟧，逐件答复。"})
    assert "已提交" in client.get(page).content.decode()
    client.post(reverse("document-section-take", args=[found.uid, one.pk]))
    found.refresh_from_db()
    assert "权益部写：受理" in services.content(found).body_text()
    assert "已并入" in client.get(page).content.decode()


def test_drift_of_all_issued_documents_is_one_page(client: Client, asked: Document) -> None:
    client.post("/documents/new/", {"union": "C", "period": "2026H1"})
    row = Document.objects.latest("pk")
    for name, text in (("problems", "一是力量不足。"), ("plans", "一是办好夜校。")):
        client.post(reverse("document-edit", args=[row.uid]), {f"answer-{name}": text})
    client.post(reverse("document-issue", args=[row.uid]))
    assert "没有变动" in client.get("/documents/drift/").content.decode()
    record: Any = ledger("petitions").model._default_manager.filter(state="active").order_by("pk").last()
    with acting(None, "测试"):
        record.void("重复登记")
    html = client.get("/documents/drift/").content.decode()
    assert "1 份已定稿的材料，其中 1 份的数据有变动" in html
    assert "来信来访件次" in html


def test_a_typed_number_is_offered_to_be_tied(client: Client) -> None:
    client.post("/documents/new/", {"union": "C", "period": "2026H1"})
    row = Document.objects.latest("pk")
    figure = next(
        run for run in services.content(row).figures() if run.key == "petitions.items" and run.form == "value"
    )
    services.edit(row, None, answers={"problems": f"受理来信来访{figure.text}。植树1200株。"})
    html = client.get(reverse("document-typed", args=[row.uid])).content.decode()
    assert 'value="petitions.items"' in html
    assert "没有记录与它相符" in html
    from gonghui.kernel.documents.typed import typed

    one = next(each for each in typed(row, None) if each.key)
    data = {"block": one.block, "start": one.start, "end": one.end, "text": one.text, "key": one.key}
    client.post(reverse("document-tie", args=[row.uid]), data)
    row.refresh_from_db()
    block = services.content(row).blocks[one.block]
    assert [run.key for run in getattr(block, "runs", ()) if run.kind == "figure"] == ["petitions.items"]
    assert f"受理来信来访{figure.text}。植树1200株。" in services.content(row).body_text()


def test_word_and_back_and_the_next_period(client: Client) -> None:
    client.post("/documents/new/", {"union": "C", "period": "2026H1"})
    row = Document.objects.latest("pk")
    word = client.get(reverse("document-word", args=[row.uid])).content
    response = client.post(
        reverse("document-back", args=[row.uid]), {"file": SimpleUploadedFile("a.docx", word)}, follow=True
    )
    assert "改动的数字0个，重新接上的0个，删去的0个" in response.content.decode()
    made = client.post(reverse("document-carry", args=[row.uid]), {"period": "2026H2"}, follow=True)
    assert "2026年下半年工作总结" in made.content.decode()


def test_an_old_file_is_brought_in_bound_and_filled(client: Client) -> None:
    file = SimpleUploadedFile("去年.docx", old_file())
    response = client.post("/documents/old/", {"union": "C", "period": "2026H1", "file": file}, follow=True)
    html = response.content.decode()
    assert "20件次" in html
    row = Document.objects.latest("pk")
    data = {f"key-{n}": "" for n in range(9)} | {"key-0": "petitions.items"}
    html = client.post(reverse("document-bindings", args=[row.uid]), data, follow=True).content.decode()
    assert "请逐句核对" in html
    row.refresh_from_db()
    assert [run.key for run in services.content(row).figures()] == ["petitions.items"]
    assert client.get(reverse("document-old-docx", args=[row.uid])).content[:2] == b"PK"
    kept = client.get(reverse("document-bindings-json", args=[row.uid])).content
    client.post(reverse("document-bindings-file", args=[row.uid]), {"file": SimpleUploadedFile("b.json", kept)})
    wrong = client.post(
        "/documents/old/", {"union": "C", "period": "2026H1", "file": SimpleUploadedFile("a.doc", b"x")}
    )
    assert wrong.status_code == 422


def test_pages_stay_within_reach(house: World, sign_in: SignIn, asked: Document) -> None:
    stranger = sign_in(house.stranger)
    names = ["document-pdf", "document-versions", "document-sections", "document-word", "document-typed"]
    assert {stranger.get(reverse(name, args=[asked.uid])).status_code for name in names} == {404}
    assert stranger.post(reverse("document-step", args=[asked.uid, "submit"])).status_code == 404
    assert asked.title not in stranger.get("/documents/drift/").content.decode()
