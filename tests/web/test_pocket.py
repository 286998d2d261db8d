"""随手记: what a phone sends is written exactly once, refused in words, and its photos stay with whoever may read the record."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gonghui.kernel.attachments.models import AttachedFile, Attachment
from gonghui.kernel.audit.models import Change
from gonghui.kernel.desk.models import Entry
from gonghui.kernel.ledger.declaration import ledger, ledgers
from tests.generic.world import World
from tests.web.conftest import SignIn

JPEG = b"\xff\xd8\xff\xe0" + b"picture" * 40


def visits() -> Any:
    return ledger("visits").model._default_manager


def send(client: Client, client_id: uuid.UUID, **given: Any) -> Any:
    data = {
        "client_id": str(client_id), "ledger": "visits", "union": "测试1机械有限公司工会", "visited_on": "2026-05-06", "kind": "unit",
        "employer": "测试1机械有限公司", "matters": "反映夜班餐",
    }  # fmt: skip
    return client.post("/pocket/send/", data | given)


def test_sent_twice_is_written_once(house: World, sign_in: SignIn) -> None:
    client, name = sign_in(house.keeper), uuid.uuid4()
    first, second = send(client, name), send(client, name)
    assert (first.status_code, first.json()["state"]) == (201, "saved")
    assert (second.status_code, second.json()["state"]) == (200, "known")
    assert first.json()["where"] == second.json()["where"]
    assert visits().count() == 1
    assert Entry.objects.count() == 1


def test_one_identifier_is_never_two_pieces(house: World, sign_in: SignIn) -> None:
    client, name = sign_in(house.keeper), uuid.uuid4()
    send(client, name)
    other = send(client, name, matters="别的事")
    assert (other.status_code, other.json()["state"]) == (409, "other")
    assert visits().get().matters == "反映夜班餐"


def test_another_account_does_not_learn_what_an_identifier_was_used_for(house: World, sign_in: SignIn) -> None:
    name = uuid.uuid4()
    send(sign_in(house.keeper), name)
    answer = send(sign_in(house.stranger), name, union="测试2机械有限公司工会")
    assert answer.json()["state"] == "other"
    assert answer.json()["where"] == ""


def test_what_is_wrong_is_said_by_the_name_of_the_item(house: World, sign_in: SignIn) -> None:
    answer = send(sign_in(house.keeper), uuid.uuid4(), visited_on="2029-01-01")
    assert answer.status_code == 422
    assert answer.json()["errors"] == ["走访日期：晚于今天 31 天以上，请核对年份。"]
    assert visits().count() == 0


def test_nobody_writes_for_a_union_beside(house: World, sign_in: SignIn) -> None:
    answer = send(sign_in(house.stranger), uuid.uuid4())
    assert answer.json()["state"] == "refused"
    assert send(Client(), uuid.uuid4()).status_code == 401
    assert send(sign_in(house.above), uuid.uuid4()).status_code == 403  # a reader of figures
    assert visits().count() == 0


def test_same_key_is_asked_about_before_it_is_written_again(house: World, sign_in: SignIn) -> None:
    client = sign_in(house.keeper)
    keyed = {
        "ledger": "contracts", "employer": "测试1机械有限公司", "kind": "general", "effective_on": "2026-01-01", "expires_on": "2028-12-31",
    }  # fmt: skip
    assert send(client, uuid.uuid4(), **keyed).json()["state"] == "saved"
    name = uuid.uuid4()
    asked = send(client, name, **keyed)
    assert (asked.status_code, asked.json()["state"]) == (409, "same")
    assert asked.json()["where"].startswith("/ledgers/contracts/")
    assert send(client, name, **keyed, again="1").json()["state"] == "saved"
    assert ledger("contracts").model._default_manager.count() == 2


def test_photos_come_with_it_sealed_and_go_to_readers_alone(house: World, sign_in: SignIn) -> None:
    client = sign_in(house.keeper)
    where = send(client, uuid.uuid4(), files=[SimpleUploadedFile("现场.jpg", JPEG)]).json()["where"]
    file = Attachment.objects.get()
    assert JPEG not in bytes(AttachedFile.objects.get().sealed)
    address = f"{where}files/{file.uid}/"
    answer = client.get(address)
    assert (answer.content, answer["Content-Type"]) == (JPEG, "image/jpeg")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert sign_in(house.leader).get(address).status_code == 200
    for other in (house.stranger, house.above):
        assert sign_in(other).get(address).status_code == 404


@pytest.mark.parametrize(("name", "content"), [("程序.exe", b"MZ"), ("照片.jpg", b"<html>"), ("网页.svg", b"<svg/>")])
def test_only_papers_and_photos_are_taken(house: World, sign_in: SignIn, name: str, content: bytes) -> None:
    answer = send(sign_in(house.keeper), uuid.uuid4(), files=[SimpleUploadedFile(name, content)])
    assert answer.status_code == 422
    assert name in answer.json()["errors"][0]
    assert (visits().count(), Attachment.objects.count(), Entry.objects.count()) == (0, 0, 0)  # nothing by halves


def test_a_file_taken_out_is_gone_from_the_page_and_told_in_the_log(house: World, sign_in: SignIn) -> None:
    client = sign_in(house.keeper)
    where = send(client, uuid.uuid4()).json()["where"]
    client.post(
        f"{where}files/", {"files": [SimpleUploadedFile("现场.jpg", JPEG), SimpleUploadedFile("再一张.jpg", JPEG)]}
    )
    file = Attachment.objects.get()  # the same content twice is one file
    assert "现场.jpg" in client.get(where).content.decode()
    assert sign_in(house.stranger).post(f"{where}files/{file.uid}/remove/").status_code == 404
    client.post(f"{where}files/{file.uid}/remove/")
    assert client.get(where).status_code == 200  # its message names the file once more
    assert "现场.jpg" not in client.get(where).content.decode()
    assert Change.objects.filter(model="kernel.attachment", action="void").count() == 1


def test_every_quick_form_asks_at_most_five_things_that_exist() -> None:
    quick = {slug: each for slug, each in ledgers().items() if each.quick}
    assert {"visits", "culture", "petitions", "contracts", "training"} <= set(quick)
    for each in quick.values():
        assert len(each.quick) <= 5
        assert all(each.has(name) for name in each.quick)
        assert not set(each.quick) & set(each.sensitive)  # kept on a phone in the open


def test_pocket_page_names_every_form_and_the_device_may_keep_it(house: World, sign_in: SignIn) -> None:
    html = sign_in(house.keeper).get("/pocket/").content.decode()
    assert 'data-ledger="visits"' in html
    assert '<option value="测试1机械有限公司" data-initials="cs1jxyxgs">' in html
    told = Client().get("/manifest.webmanifest").json()
    assert (told["start_url"], told["display"]) == ("/pocket/", "standalone")
    assert Client().get("/pocket/worker.js")["Content-Type"] == "text/javascript"
