"""Ways around reach: past a bypassed union, on another's behalf, by a pairing, by a department, from below to above."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from gonghui.kernel.access.granting import Refused, delegate, end, invite
from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.access.reach import reach, reaches_all, reads_some, records, writable
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.matters.models import Matter
from gonghui.kernel.organisations.acts import merge
from gonghui.kernel.organisations.models import Department, Level, Union
from tests.generic.hands import account, kept, signed_in
from tests.generic.world import DAY, World, fill

pytestmark = pytest.mark.usefixtures("no_factor")
PETITIONS = REGISTRY["petitions"]


# --- what bypasses the employer's union -------------------------------------------------------------------------------


def group(world: World) -> Union:
    return kept(Union, code="G1", name="测试工会小组", level=Level.GRASSROOTS, parent=world.branch)  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("on_record", "on_matter"), [((True, True), (False, False)), ((False, False), (True, True)), ((True, False), (False, True)),
                                 ((False, True), (True, False))]
)  # fmt: skip
def test_a_record_and_its_matter_answer_for_each_other(
    on_record: tuple[bool, bool], on_matter: tuple[bool, bool], world: World
) -> None:
    """(bypasses, names the employer) of the record and of its matter."""
    employer = world.branch.employer
    given = {"union": world.branch, "title": "绕行的事项", "opened_on": DAY, "bypasses_employer": on_matter[0]}
    matter = kept(Matter, **given, employer=employer if on_matter[1] else None) if any(on_matter) else None
    told = {"bypasses_employer": on_record[0], "employer": employer if on_record[1] else None, "matter": matter}
    record = fill(PETITIONS, world.branch, **told)
    assert record not in records(PETITIONS, world.keeper)
    assert record in records(PETITIONS, world.leader)
    assert signed_in(world.keeper).get(f"/ledgers/petitions/{record.uid}/").status_code == 404


def test_a_bypassing_matter_hides_every_record_that_tells_it(world: World) -> None:
    given = {"union": world.branch, "opened_on": DAY, "employer": world.branch.employer}
    matter = kept(Matter, title="绕行的事项", bypasses_employer=True, **given)
    for slug in sorted(slug for slug, each in REGISTRY.items() if each.has("matter") and each.has("employer")):
        field = REGISTRY[slug].model._meta.get_field("matter")
        if field.related_model is not Matter:
            continue
        record = fill(REGISTRY[slug], world.branch, matter=matter)
        assert record not in records(REGISTRY[slug], world.keeper), slug
        assert record in records(REGISTRY[slug], world.leader), slug


def test_a_group_below_the_employers_union_does_not_see_it_either(world: World) -> None:
    below = group(world)
    of_group = account("of-group", Role.KEEPER, below)
    record = fill(PETITIONS, below, bypasses_employer=True, employer=world.branch.employer)
    plain = fill(PETITIONS, below, 1, employer=world.branch.employer)
    assert list(records(PETITIONS, of_group)) == [plain]
    assert set(records(PETITIONS, world.leader)) == {record, plain}


def test_no_suggestion_names_a_matter_that_bypasses_the_union(world: World) -> None:
    given = {"union": world.branch, "opened_on": DAY, "employer": world.branch.employer}
    kept(Matter, title="绕行的事项", bypasses_employer=True, **given)
    kept(Matter, title="公开的事项", **given)
    for client, seen in ((signed_in(world.keeper), False), (signed_in(world.leader), True)):
        page = client.get("/suggestions/matters/?q=事项").content.decode()
        assert "公开的事项" in page
        assert ("绕行的事项" in page) is seen
    written = {"union": "B1", "matter": "绕行的事项", "registered_on": "2026-03-02", "kind": "visit", "items": "1"}
    answer = signed_in(world.keeper).post("/ledgers/petitions/new/", written)
    assert "没有“绕行的事项”" in answer.content.decode()


# --- on another's behalf ----------------------------------------------------------------------------------------------


def stood_in(world: World, **more: Any) -> tuple[Any, Grant]:
    other = account("other", Role.REVIEWER, world.branch)
    own = Grant.objects.get(user=world.keeper)
    for name, value in more.items():
        setattr(own, name, value)
    own.save()
    today = timezone.localdate()
    return other, delegate(world.keeper, own, other, today, today + dt.timedelta(days=30))


def test_nobody_stands_in_longer_than_the_other_holds_the_role(world: World) -> None:
    soon = timezone.localdate() + dt.timedelta(days=3)
    assert stood_in(world, until=soon)[1].until == soon


def test_who_stands_in_loses_the_role_with_the_other(world: World) -> None:
    other, made = stood_in(world)
    assert other.grants.count() == 2
    end(world.leader, Grant.objects.get(user=world.keeper), "调离")
    made.refresh_from_db()
    assert made.until == timezone.localdate()
    assert not Grant.objects.filter(user=other, role=Role.KEEPER, until=None).exists()


def test_a_pairing_handed_on_still_only_reads(world: World) -> None:
    other = account("other", Role.REVIEWER, world.town)
    own = Grant.objects.create(user=world.keeper, union=world.beside, role=Role.KEEPER, by_pairing=True)
    today = timezone.localdate()
    delegate(world.keeper, own, other, today, today + dt.timedelta(days=7))
    assert world.beside in reach(other)
    assert world.beside not in writable(other)


def test_who_stands_in_for_a_leader_lets_nobody_in(world: World) -> None:
    other = account("other", Role.KEEPER, world.town)
    today = timezone.localdate()
    delegate(world.leader, Grant.objects.get(user=world.leader), other, today, today + dt.timedelta(days=7))
    assert signed_in(other).get("/accounts/invite/").status_code == 403
    with pytest.raises(Refused):
        invite(other, "王", world.branch, Role.KEEPER)


# --- limits of a grant ------------------------------------------------------------------------------------------------


def test_a_department_reaches_the_ledgers_it_looks_after_on_the_day(world: World) -> None:
    department = kept(Department, union=world.city, name="权益保障部", ledgers=["petitions"])
    user = account("of-department", Role.LEADER, world.city, department=department)
    record, visit = fill(PETITIONS, world.branch), fill(REGISTRY["visits"], world.branch)
    assert list(records(PETITIONS, user)) == [record]
    assert not records(REGISTRY["visits"], user).exists()
    assert not reach(user).exists()
    assert world.branch in reads_some(user)
    assert world.branch in writable(user, "petitions")
    assert not writable(user, "visits").exists()
    assert (reaches_all(user), reaches_all(user, "petitions"), reaches_all(user, "visits")) == (False, True, False)
    client = signed_in(user)
    assert client.get(f"/ledgers/petitions/{record.uid}/").status_code == 200
    for address in (f"/ledgers/visits/{visit.uid}/", f"/api/v1/visits/{visit.uid}"):
        assert client.get(address).status_code == 404
    department.ledgers = ["visits"]
    with acting(None, "测试"):
        department.save()
    assert not records(PETITIONS, user).exists()
    assert list(records(REGISTRY["visits"], user)) == [visit]


def test_ledgers_named_and_a_department_together_are_what_both_allow(world: World) -> None:
    department = kept(Department, union=world.city, name="部门", ledgers=["petitions", "visits"])
    user = account("both", Role.KEEPER, world.branch, department=department, ledgers=["visits", "roster"])
    assert [slug for slug in ("petitions", "visits", "roster") if reach(user, slug).exists()] == ["visits"]


def test_who_is_limited_gives_nobody_more(world: World) -> None:
    department = kept(Department, union=world.city, name="权益保障部", ledgers=["petitions", "disputes"])
    of_some = account("of-some", Role.LEADER, world.town, ledgers=["petitions"])
    of_department = account("of-department", Role.LEADER, world.town, department=department)
    for by, given, may in (
        (of_some, [], False), (of_some, ["petitions"], True), (of_some, ["petitions", "roster"], False),
        (of_department, ["disputes"], True), (of_department, ["visits"], False), (world.leader, [], True),
    ):  # fmt: skip
        page = signed_in(by).post(
            "/accounts/invite/", {"name": "王兰", "union": "B1", "role": "keeper", "ledgers": given}
        )
        assert ("/invited/" in page.content.decode()) is may, (by, given)
        assert ("授权不能超出这些台账" in page.content.decode()) is not may


def test_an_invited_person_works_for_the_department(world: World) -> None:
    department = kept(Department, union=world.city, name="权益保障部", ledgers=["petitions"])
    elsewhere = kept(Department, union=world.town, name="镇办公室", ledgers=[])
    asked = {"name": "王兰", "union": "C", "role": "keeper"}
    client = signed_in(world.leader)
    wrong = client.post("/accounts/invite/", asked | {"department": elsewhere.pk}).content.decode()
    assert "不是这家工会的部门" in wrong
    page = client.post("/accounts/invite/", asked | {"department": department.pk}).content.decode()
    where = page[page.index("/invited/") :].split('"')[0]
    Client().post(where, {"username": "wanglan", "password": "Spring-2026"})
    made = get_user_model().objects.get(username="wanglan")
    assert made.grants.get().department == department
    assert "权益保障部" in signed_in(made).get("/me/").content.decode()
    assert "权益保障部" in client.get("/accounts/").content.decode()


def test_departments_by_command(world: World) -> None:
    out = StringIO()
    call_command("union", "department", "C", "财务部", "--ledger", "funds", stdout=out)
    call_command("union", "department", "C", "财务部", "--ledger", "funds", "--ledger", "assets", stdout=out)
    assert "测试市总工会 财务部：分管 2 本台账" in out.getvalue()
    call_command("account", "grant", "keeper", "--union", "C", "--department", "财务部", stdout=out)
    assert Grant.objects.get(user=world.keeper, union=world.city).department.name == "财务部"
    with pytest.raises(CommandError, match="没有“组织部”这个部门"):
        call_command("account", "grant", "keeper", "--union", "C", "--department", "组织部", stdout=out)
    with pytest.raises(CommandError, match="没有“x”这本台账"):
        call_command("union", "department", "C", "财务部", "--ledger", "x", stdout=out)


# --- from below to above ----------------------------------------------------------------------------------------------


def test_a_towns_administrator_touches_no_account_of_others(world: World) -> None:
    """Not of whoever also works above, nor of whoever only reads there by pairing, nor the owner's."""
    system = signed_in(account("town-system", Role.SYSTEM, world.town))
    owner = get_user_model().objects.create_superuser("owner")
    paired: dict[str, Any] = {"by_pairing": True}
    for user, union, more in (
        (owner, world.town, {}),
        (world.leader, world.town, {}),
        (world.stranger, world.branch, paired),
    ):
        Grant.objects.create(user=user, union=union, role=Role.READER, **more)
        asked = {"act": "factor", "reason": "x"}
        assert system.post(f"/accounts/{user.pk}/", asked).status_code == 404, user
    assert system.post(f"/accounts/{world.keeper.pk}/", {"act": "factor", "reason": "x"}).status_code == 302


def test_what_holds_for_all_is_set_at_the_top_alone(world: World) -> None:
    given = {"key": "factor.required", "value": "none", "since": "2026-01-02", "source": "x"}
    of_town = signed_in(account("town-security", Role.SECURITY, world.town))
    of_city = signed_in(account("city-security", Role.SECURITY, world.city))
    assert of_town.get("/settings/parameters/").status_code == 200
    assert of_town.post("/settings/parameters/", given).status_code == 403
    assert of_city.post("/settings/parameters/", given).status_code == 302


# --- unions that are no more ------------------------------------------------------------------------------------------


def test_records_of_a_merged_union_stay_with_those_above_it(world: World) -> None:
    record = fill(PETITIONS, world.branch)
    with acting(None, "测试"):
        merge(world.branch, world.beside, dt.date(2026, 4, 1))
    assert list(records(PETITIONS, world.leader)) == [record]
    assert signed_in(world.stranger).get(f"/ledgers/petitions/{record.uid}/").status_code == 404
    of_town = account("of-town", Role.KEEPER, world.town)
    assert list(records(PETITIONS, of_town)) == [record]


def test_a_history_names_no_matter_that_bypasses(world: World) -> None:
    """A record that stood in such a matter once, and does no longer, is read again; what it stood in is not named."""
    hidden = kept(Matter, union=world.city, title="绕行的旧事项", opened_on=DAY, bypasses_employer=True)
    plain = kept(Matter, union=world.branch, title="公开的事项", opened_on=DAY)
    record = fill(PETITIONS, world.branch, matter=hidden)
    with acting(None, "改挂"):
        record.matter = plain
        record.save()
    page = signed_in(world.keeper).get(f"/ledgers/petitions/{record.uid}/").content.decode()
    assert "公开的事项" in page
    assert "绕行的旧事项" not in page
    assert "绕行的旧事项" not in signed_in(world.keeper).get("/ledgers/petitions/history/").content.decode()
