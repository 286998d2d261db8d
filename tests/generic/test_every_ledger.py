"""What every ledger owes: list, form, access by three people, audit, an even number of questions to the database."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gonghui.kernel.audit.models import Change
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.prove.filling import answers
from tests.generic.hands import signed_in
from tests.generic.world import World, fill, id_number

SLUGS = sorted(REGISTRY)
KEPT = [slug for slug in SLUGS if REGISTRY[slug].reach]  # of unions; the register of unions has tests of its own


@pytest.mark.parametrize("slug", KEPT)
def test_three_people_read(slug: str, world: World) -> None:
    """The keeper sees the branch's record on its page, in the list and over the API; the reader above and the stranger beside do not."""
    ledger = REGISTRY[slug]
    record = fill(ledger, world.branch)
    page, list_page = reverse("record", args=[slug, record.uid]), reverse("ledger-list", args=[slug])
    api = f"/api/v1/{slug}/{record.uid}"
    keeper = signed_in(world.keeper)
    seen = [keeper.get(address) for address in (page, list_page, api, reverse("ledger-export", args=[slug]))]
    assert [response.status_code for response in seen] == [200] * 4
    assert str(record.uid) in seen[1].content.decode()
    assert seen[2].json()["uid"] == str(record.uid)
    if "id_number" in ledger.sensitive:
        number = id_number(world.branch.pk * 40).encode()
        assert not any(number in response.content for response in seen[:3])
    for user in (world.above, world.stranger):
        client = signed_in(user)
        assert client.get(page).status_code == 404
        assert client.get(api).status_code == 404
        assert str(record.uid) not in client.get(list_page).content.decode()
    assert reverse("login") in Client().get(page)["Location"]
    assert Client().get(api).status_code == 401


@pytest.mark.parametrize("slug", KEPT)
def test_writing_says_who_and_why(slug: str, world: World) -> None:
    """The form writes one record in the keeper's name; the stranger writes none; voiding keeps it and takes it from the list."""
    ledger = REGISTRY[slug]
    client, model = signed_in(world.keeper), ledger.model
    data, before = answers(slug, world, world.keeper), model._default_manager.count()
    refused = signed_in(world.stranger).post(reverse("record-new", args=[slug]), data)
    assert refused.status_code in (200, 403)
    assert model._default_manager.count() == before
    response = client.post(reverse("record-new", args=[slug]), data)
    assert response.status_code == 302, response.context["form"].errors.as_text() if response.context else response
    assert model._default_manager.count() == before + 1
    record = model._default_manager.latest("pk")
    assert record.union == world.branch
    change = Change.objects.get(model=model._meta.label_lower, object_id=record.pk)
    assert (change.actor, change.action, bool(change.reason)) == (world.keeper, "add", True)
    response = client.post(reverse("record-void", args=[slug, record.uid]), {"reason": "登记重复"})
    assert response.status_code == 302
    record.refresh_from_db()
    assert (record.state, record.state_reason) == ("voided", "登记重复")
    assert str(record.uid) not in client.get(reverse("ledger-list", args=[slug])).content.decode()


@pytest.mark.parametrize("slug", KEPT)
def test_list_asks_the_same_number_of_questions_for_1_3_and_30_rows(slug: str, world: World) -> None:
    client, address = signed_in(world.leader), reverse("ledger-list", args=[slug])
    counts = []
    made = 0
    for wanted in (1, 3, 30):
        while made < wanted:
            fill(REGISTRY[slug], world.branch, made)
            made += 1
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] == counts[2]


def test_day_after_the_limit_is_a_slip(world: World) -> None:
    data = answers("petitions", world, world.keeper)
    data["registered_on"] = (dt.date.today() + dt.timedelta(days=40)).isoformat()
    response = signed_in(world.keeper).post(reverse("record-new", args=["petitions"]), data)
    assert response.status_code == 200
    assert "registered_on" in response.context["form"].errors
