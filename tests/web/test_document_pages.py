"""The editor, issuing and what an issued document opens to."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.documents.models import Document
from gonghui.kernel.ledger.declaration import ledger
from tests.generic.world import World
from tests.web.conftest import SignIn


@pytest.fixture
def client(house: World, sign_in: SignIn) -> Client:
    return sign_in(house.leader)


@pytest.fixture
def draft(house: World, client: Client) -> Document:
    record: Any = ledger("petitions").model._default_manager.order_by("pk").last()
    with acting(None, "测试"):
        record.done, record.effect = "接访当天到车间核对考勤。", "两周内补发加班费。"
        record.save()
    response = client.post("/documents/new/", {"union": "C", "period": "2026H1"})
    assert response.status_code == 302
    return Document.objects.get()


def write_the_authors_parts(client: Client, draft: Document) -> None:
    for name, text in (("problems", "一是基层力量不足。"), ("plans", "一是办好职工夜校。")):
        assert client.post(reverse("document-edit", args=[draft.uid]), {f"answer-{name}": text}).status_code == 302


def test_issue_is_refused_with_every_hole_named(client: Client, draft: Document) -> None:
    response = client.post(reverse("document-issue", args=[draft.uid]))
    html = response.content.decode()
    assert response.status_code == 422
    assert "存在的问题" in html
    assert "工作打算" in html
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_figure_of_a_draft_opens_to_its_records(client: Client, draft: Document) -> None:
    html = client.get(reverse("document", args=[draft.uid])).content.decode()
    chips = re.findall(r'class="chip figure" href="([^"]+)"', html)
    panels = [client.get(chip).content.decode() for chip in chips]
    assert chips
    assert any("来信来访件次" in panel and "2026-04-10反映加班费" in panel for panel in panels)


def test_issued_figure_opens_to_its_frozen_records_and_later_change_is_shown(client: Client, draft: Document) -> None:
    write_the_authors_parts(client, draft)
    assert client.post(reverse("document-issue", args=[draft.uid])).status_code == 302
    assert client.get(reverse("document", args=[draft.uid]))["Location"] == reverse("document-view", args=[draft.uid])
    view = reverse("document-view", args=[draft.uid])
    assert "定稿后有" not in client.get(view).content.decode()
    frozen = draft.figures.filter(key="petitions.items")[0]
    panel = client.get(reverse("document-frozen", args=[draft.uid, frozen.slot])).content.decode()
    assert panel.count("反映加班费") == 3
    record: Any = ledger("petitions").model._default_manager.order_by("pk").last()
    with acting(None, "测试"):
        record.void("重复登记")
    html = client.get(view).content.decode()
    assert "定稿后有" in html
    assert client.post(reverse("document-edit", args=[draft.uid]), {"answer-plans": "改"}).status_code == 403


def test_paragraph_is_rewritten_with_its_figures_bound(client: Client, draft: Document) -> None:
    html = client.get(reverse("document", args=[draft.uid])).content.decode()

    found = next(m for m in re.finditer(r'name="paragraph-(\d+)"[^>]*>([^<]*)<', html) if "⟦" in m[2])
    token = re.search(r"⟦\d+⟧", found[2])
    assert token is not None
    client.post(
        reverse("document-edit", args=[draft.uid]), {f"paragraph-{found[1]}": f"本期受理{token[0]}，件件有回音。"}
    )
    after = client.get(reverse("document", args=[draft.uid])).content.decode()
    assert "件件有回音" in after
    refused = client.post(reverse("document-edit", args=[draft.uid]), {f"paragraph-{found[1]}": "受理⟦99⟧。"})
    assert refused.status_code == 422


def test_download_is_a_word_file_named_as_the_document(client: Client, draft: Document) -> None:
    response = client.get(reverse("document-docx", args=[draft.uid]))
    assert response.content.startswith(b"PK")
    assert "filename*=utf-8''" in response["Content-Disposition"]


def test_documents_stay_within_reach(house: World, sign_in: SignIn, draft: Document) -> None:
    assert sign_in(house.keeper).get(reverse("document", args=[draft.uid])).status_code == 404
    assert sign_in(house.stranger).get(reverse("document-docx", args=[draft.uid])).status_code == 404


def test_what_was_left_out_can_be_put_in_and_changed_words_are_shown(client: Client, draft: Document) -> None:
    address = reverse("document", args=[draft.uid])
    assert client.post(reverse("document-add", args=[draft.uid]), {"passage": "没有这一段"}).status_code == 422
    record: Any = ledger("petitions").model._default_manager.order_by("pk").last()
    quoted = "接访当天到车间核对考勤" in client.get(address).content.decode()
    with acting(None, "测试"):
        record.done = "改了说法。"
        record.save()
    html = client.get(address).content.decode()
    assert ("引用的记录有" in html) == quoted


def test_a_figure_and_an_outside_fact_are_bound_in_the_authors_words(client: Client, draft: Document) -> None:
    text = "全县企业⟦fact:企业数=1200家|县统计公报|2026-03-01⟧，信访⟦petitions.items⟧。"
    assert client.post(reverse("document-edit", args=[draft.uid]), {"answer-problems": text}).status_code == 302
    html = client.get(reverse("document", args=[draft.uid])).content.decode()
    assert re.search(r'class="chip fact" title="外部数据：县统计公报">1200家<', html)
    assert html.count("3件次</a>") == 2
