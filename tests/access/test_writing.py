"""What may be written: by whom, at which union, and never past the level above."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.models import Change
from gonghui.kernel.documents import services
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.refreshing import store
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.organisations.models import Employer, Level, Union
from gonghui.kernel.periods import Period
from gonghui.kernel.returns.forms import available
from gonghui.kernel.returns.models import Form
from gonghui.kernel.rules.models import Parameter
from gonghui.kernel.web.views.document_kinds import may_write_templates
from gonghui.kernel.web.voice import receiver
from tests.generic.hands import account, signed_in
from tests.generic.world import World, fill
from tests.web.test_voice import SAID

pytestmark = pytest.mark.usefixtures("no_factor")
NEW = {"code": "X9", "name": "凭空的工会", "level": "grassroots", "parent": "C"}


def post(client: Client, address: str, data: dict[str, Any]) -> Any:
    return client.post(address, json.dumps(data), content_type="application/json")


@pytest.mark.parametrize("role", [Role.READER, Role.AUDIT, None])
def test_who_writes_nowhere_makes_no_union(role: str | None, world: World) -> None:
    user = account("nobody", role, world.city) if role else get_user_model().objects.create_user("nobody")
    assert post(signed_in(user), "/api/v1/unions/", NEW).status_code == 403
    assert signed_in(user).post("/ledgers/unions/new/", NEW).status_code == 403
    assert not Union.objects.filter(code="X9").exists()


def test_a_keeper_makes_a_union_below_its_own_alone(world: World) -> None:
    client = signed_in(world.keeper)  # of the branch
    for parent in ("C", ""):
        assert post(client, "/api/v1/unions/", NEW | {"parent": parent}).status_code == 422
        assert client.post("/ledgers/unions/new/", NEW | {"parent": parent}).status_code == 200
    assert not Union.objects.filter(code="X9").exists()
    assert post(client, "/api/v1/unions/", NEW | {"parent": world.branch.code}).status_code == 201


def test_where_a_union_stands_is_not_for_its_form(world: World) -> None:
    """Neither its keeper nor the level above moves or closes it by the form; its level is for the level above."""
    branch = world.branch
    address = reverse("record-edit", args=["unions", branch.uid])
    for user, level in ((world.keeper, Level.GRASSROOTS), (world.leader, Level.TOWN)):
        client = signed_in(user)
        form = client.get(address).context["form"]
        assert not {"parent", "dissolved_on", "successor"} & set(form.fields)
        given = {name: value or "" for name, value in form.initial.items()} | {"reason": "改", "correction": "on"}
        sent = given | {"parent": world.city.name, "level": "town", "dissolved_on": "2026-05-01"}
        assert client.post(address, sent).status_code == 302
        told = {"parent": "C", "level": "town", "dissolved_on": "2026-05-01", "reason": "改"}
        assert (
            client.patch(f"/api/v1/unions/{branch.uid}", json.dumps(told), content_type="application/json").status_code
            < 500
        )
        branch.refresh_from_db()
        assert (branch.parent_id, branch.dissolved_on, branch.level) == (world.town.pk, None, level)


def test_a_union_formed_in_an_employer_never_hears_of_it(world: World) -> None:
    with acting(None, "测试"):
        Union.objects.filter(pk=world.branch.pk).update(level=Level.TOWN)
    world.branch.refresh_from_db()
    assert receiver(world.branch) == world.town


def test_an_employer_of_no_union_is_taken(world: World) -> None:
    answer = post(signed_in(world.leader), "/api/v1/employers/", {"name": "没有工会的单位"})
    assert answer.status_code == 201
    assert Employer.objects.get(name="没有工会的单位").union is None


def test_who_works_with_one_ledger_acts_for_no_union(world: World) -> None:
    user = account("culture", Role.KEEPER, world.city, ledgers=["culture"])
    client = signed_in(user)
    assert (
        client.post(f"/unions/{world.beside.code}/dissolve/", {"on": "2026-05-01", "confirm": "1"}).status_code == 404
    )
    assert client.get("/figures/new/?ledger=culture").status_code == 200
    assert client.get("/figures/new/?ledger=petitions").status_code == 403
    assert client.get("/ledgers/culture/new/").status_code == 200
    asked = client.post("/documents/consents/", {"union": "C", "ledger": "hardship", "name": "赵某某"})
    assert asked.status_code == 403
    assert Grant.objects.get(user=user).ledgers == ["culture"]


# --- what holds for the whole house -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("where", "may"), [("city", True), ("branch", False)])
def test_what_holds_for_the_whole_house_is_for_the_top(where: str, may: bool, world: World) -> None:
    union = getattr(world, where)
    system, security, audit = (account(role, role, union) for role in (Role.SYSTEM, Role.SECURITY, Role.AUDIT))
    given = {"key": "small_cell.threshold", "value": "1", "since": "2026-01-01", "source": "测试"}
    assert signed_in(security).post("/settings/parameters/", given).status_code == (302 if may else 403)
    assert may_write_templates(system) == may
    with acting(world.leader, "市里办的事"):
        Union.objects.filter(pk=world.beside.pk).update(chair="周某")
    with acting(world.keeper, "本厂办的事"):
        Union.objects.filter(pk=world.branch.pk).update(chair="吴某")
    html = signed_in(audit).get("/audit/").content.decode()
    assert ("市里办的事" in html, "本厂办的事" in html) == (may, True)


def test_who_owes_a_second_factor_sets_nothing(world: World) -> None:
    Parameter.objects.update(value="administrators")
    client = signed_in(account("guard", Role.SECURITY, world.city))
    given = {"key": "factor.required", "value": "none", "since": "2026-01-01", "source": "测试"}
    assert "/account/" in client.post("/settings/parameters/", given)["Location"]
    assert Parameter.objects.count() == 1
    assert client.post("/settings/language/", {"language": "en"}).status_code == 302


# --- two at once, and what is over ------------------------------------------------------------------------------------


def test_the_second_of_two_open_forms_is_told_of_the_first(world: World) -> None:
    record = fill(REGISTRY["visits"], world.branch)
    address = reverse("record-edit", args=["visits", record.uid])
    one, two = signed_in(world.keeper), signed_in(world.leader)
    forms = [client.get(address) for client in (one, two)]
    seen = [re.search(r'name="seen" value="(\d+)"', form.content.decode())[1] for form in forms]  # type: ignore[index]
    given = {name: value or "" for name, value in forms[0].context["form"].initial.items()} | {"reason": "改"}
    assert one.post(address, given | {"seen": seen[0], "remarks": "先改的"}).status_code == 302
    refused = two.post(address, given | {"seen": seen[1], "remarks": "后改的"})
    record.refresh_from_db()
    assert (refused.status_code, record.remarks) == (200, "先改的")
    assert f"{world.keeper.get_username()}刚刚改过这条记录" in refused.content.decode()
    again = re.search(r'name="seen" value="(\d+)"', refused.content.decode())[1]  # type: ignore[index]
    assert two.post(address, given | {"seen": again, "remarks": "后改的"}).status_code == 302


def test_a_new_record_sent_twice_is_written_once(world: World) -> None:
    client, model = signed_in(world.keeper), REGISTRY["visits"].model
    page = client.get("/ledgers/visits/new/").content.decode()
    once = re.search(r'name="once" value="([0-9a-f-]{36})"', page)
    assert once is not None
    given = {"union": world.branch.name, "visited_on": "2026-03-10", "kind": "unit", "people": "3", "once": once[1]}
    answers = [client.post("/ledgers/visits/new/", given) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert model._default_manager.count() == 1
    assert "没有再写一次" in client.get(answers[1]["Location"]).content.decode()


def test_what_was_voided_stays_as_it_was_voided(world: World) -> None:
    record, client = fill(REGISTRY["visits"], world.branch), signed_in(world.keeper)
    address = f"/api/v1/visits/{record.uid}"
    assert post(client, f"{address}/void", {"reason": "重复"}).status_code == 200
    assert post(client, f"{address}/void", {"reason": "另一个原因"}).status_code == 403
    assert client.post(f"/ledgers/visits/{record.uid}/edit/", {"reason": "改", "remarks": "又改"}).status_code == 403
    record.refresh_from_db()
    assert (record.state, record.state_reason) == ("voided", "重复")
    assert record.remarks != "又改"


def test_a_draft_issued_meanwhile_is_not_written(world: World) -> None:
    draft = services.compose(world.city, Period.parse("2026H1"), world.leader)
    Document.objects.filter(pk=draft.pk).update(state=Document.State.ISSUED)
    content = replace(services.content(draft), title="另一个标题")
    with pytest.raises(services.Refused):
        store(draft, content, world.leader, "改标题")
    assert Document.objects.get().title == draft.title


def test_themes_of_an_event_are_logged(world: World) -> None:
    record, client = fill(REGISTRY["culture"], world.branch), signed_in(world.keeper)
    address = reverse("record-edit", args=["culture", record.uid])
    form = client.get(address).context["form"]
    given = {name: value for name, value in form.initial.items() if value not in (None, "", [])} | {
        "reason": "同时是女工活动",
        "themes": ["women"],
    }
    answer = client.post(address, given)
    assert answer.status_code == 302, answer.context["form"].errors
    line = Change.objects.filter(model="kernel.event", object_id=record.pk, reason="同时是女工活动").get()
    assert (line.before, line.after) == ({"themes": ["culture"]}, {"themes": ["culture", "women"]})


# --- addresses --------------------------------------------------------------------------------------------------------


def test_behind_a_proxy_each_stranger_has_a_count_of_its_own(world: World, settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    told = SAID
    answers = [
        Client().post(f"/voice/{world.branch.code}/", told, headers={"x-forwarded-for": f"10.0.0.{n}"}).status_code
        for n in range(8)
    ]
    assert answers == [200] * 8
    more = [
        Client().post(f"/voice/{world.branch.code}/", told, headers={"x-forwarded-for": "10.0.0.1"}).status_code
        for n in range(8)
    ]
    assert more[-1] == 422


def test_a_form_of_the_level_above_is_not_bound_anew_below(world: World) -> None:
    key = next(iter(available())).key
    town = account("town", Role.LEADER, world.town)
    assert signed_in(town).post(f"/returns/forms/{key}/", {}).status_code == 403
    assert not Form.objects.filter(key=key).exists()
