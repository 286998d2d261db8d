"""Numbers typed by hand: offered to be tied or underlined, on the paper and while they are written; tied ones stay tied."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gonghui.kernel.documents import services
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.parts import FigureSlot
from gonghui.kernel.documents.typed import typed
from tests.generic.world import World
from tests.web.conftest import SignIn, house, sign_in

__all__ = ["house", "sign_in"]
NOTICE = {
    "field-事由": "做好信访工作", "field-主送机关": "各基层工会", "field-联系人": "周某", "field-联系电话": "0999-1400012",
    "field-通知事项": "逐件回访。", "field-工作要求": "8月10日前报送。",
}  # fmt: skip


@pytest.fixture
def client(house: World, sign_in: SignIn) -> Client:
    return sign_in(house.leader)


@pytest.fixture
def summary(client: Client) -> Document:
    client.post("/documents/new/", {"union": "C", "period": "2026H1"})
    return Document.objects.get()


def said(row: Document) -> str:
    """How the summary says the visits of the half-year."""
    return next(r.text for r in services.content(row).figures() if r.key == "petitions.items" and r.form == "value")


def tie(client: Client, row: Document) -> None:
    row.refresh_from_db()
    one = next(each for each in typed(row, None) if each.key == "petitions.items")
    data = {"block": one.block, "start": one.start, "end": one.end, "text": one.text, "key": one.key}
    client.post(reverse("document-tie", args=[row.uid]), data)
    row.refresh_from_db()


def figures(row: Document) -> list[str]:
    return [run.key for _b, _p, run in services.content(row).runs() if isinstance(run, FigureSlot)]


def test_the_paper_itself_shows_which_numbers_nothing_bears_out(client: Client, summary: Document) -> None:
    words = f"受理来信来访{said(summary)}。植树1200株。"
    services.edit(summary, None, answers={"problems": words})
    html = client.get(reverse("document-typed", args=[summary.uid])).content.decode()
    (paragraph,) = re.findall(r'<p id="t\d+" hx-swap-oob="true">(.*?)</p>', html, re.S)
    assert re.findall(r'<mark class="typed-none"[^>]*>(.*?)</mark>', paragraph) == ["1200株"]
    assert re.findall(r'<a class="chip typed-same" href="#(n\d+-\d+)"[^>]*>(.*?)</a>', paragraph) == [
        (re.search(r'<li id="(n\d+-\d+)">.*?来信来访', html, re.S)[1], said(summary))  # type: ignore[index]  # it is there
    ]
    assert re.sub("<[^>]+>", "", paragraph) == words


def test_a_box_is_looked_at_while_it_is_written(
    client: Client, summary: Document, sign_in: SignIn, house: World
) -> None:
    where = reverse("document-typing", args=[summary.uid])
    text = f"⟦petitions.items⟧，\r\n又受理来信来访{said(summary)}，植树1200株。"
    numbers = client.post(where, {"text": text}).json()["numbers"]
    plain = text.replace("\r\n", "\n")
    assert [(plain[n["start"] : n["end"]], n["key"]) for n in numbers] == [
        (said(summary), "petitions.items"),
        ("1200株", ""),
    ]
    assert f"接上“来信来访件次”{said(summary)}" in numbers[0]["words"]
    assert sign_in(house.stranger).post(where, {"text": text}).status_code == 404
    services.edit(summary, None, answers={"problems": "难。", "plans": "干。"})
    services.issue(summary, None)
    assert client.post(where, {"text": text}).status_code == 403


def test_what_follows_a_tied_number_stays_when_the_answer_is_saved_again(client: Client, summary: Document) -> None:
    services.edit(summary, None, answers={"problems": f"受理来信来访{said(summary)}，还不够。"})
    tie(client, summary)
    html = client.get(reverse("document", args=[summary.uid])).content.decode()
    (box,) = re.findall(r'name="answer-problems"[^>]*>(.*?)</textarea>', html, re.S)
    assert box == "受理来信来访⟦petitions.items⟧，还不够。"
    slot = next(r for _b, _p, r in services.content(summary).runs() if isinstance(r, FigureSlot) and r.mould)
    client.post(reverse("document-edit", args=[summary.uid]), {"answer-problems": box.replace("还", "仍")})
    summary.refresh_from_db()
    assert f"受理来信来访{said(summary)}，仍不够。" in services.content(summary).body_text()
    assert slot in [run for _b, _p, run in services.content(summary).runs()]  # with the way it was written


def test_a_number_tied_in_a_field_is_there_once_whatever_is_saved(client: Client, summary: Document) -> None:
    words = f"上半年受理来信来访{said(summary)}，件件有回音。"
    client.post("/documents/new/", {"union": "C", "period": "2026H1", "kind": "notice"})
    row = Document.objects.get(kind="notice")
    where = reverse("document-edit", args=[row.uid])
    client.post(where, {**NOTICE, "field-通知缘由": words})
    tie(client, row)
    assert figures(row) == ["petitions.items"]
    assert services.obstacles(row) == []
    client.post(where, {**NOTICE, "field-通知缘由": words, "field-联系人": "吴某"})
    row.refresh_from_db()
    text = services.content(row).body_text()
    assert text.count(words) == text.count("来信来访") == 1
    assert figures(row) == ["petitions.items"]
    client.post(where, {**NOTICE, "field-通知缘由": "为了做好工作。"})
    row.refresh_from_db()
    assert "为了做好工作。现将" in services.content(row).body_text()
    assert figures(row) == []


def test_a_number_at_the_head_of_a_field_leaves_no_hole(client: Client, summary: Document) -> None:
    client.post("/documents/new/", {"union": "C", "period": "2026H1", "kind": "notice"})
    row = Document.objects.get(kind="notice")
    data: dict[str, Any] = {**NOTICE, "field-通知缘由": f"{said(summary)}来信来访反映工资。"}
    client.post(reverse("document-edit", args=[row.uid]), data)
    row.refresh_from_db()
    one = next(each for each in typed(row, None) if each.text == said(summary))
    data = {"block": one.block, "start": one.start, "end": one.end, "text": one.text, "key": "petitions.items"}
    client.post(reverse("document-tie", args=[row.uid]), data)
    row.refresh_from_db()
    assert figures(row) == ["petitions.items"]
    assert services.obstacles(row) == []
