"""Accounts: invited, locked out, made to change, asked for a second factor, delegated, ended."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from gonghui.kernel.access.accounts import AccountState, Invitation
from gonghui.kernel.access.granting import Refused, give
from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.access.reach import reach
from gonghui.kernel.audit.models import Change
from gonghui.kernel.documents.models import Document
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.people.models import Membership
from gonghui.kernel.rules.models import Parameter
from tests.generic.hands import signed_in, without_factor
from tests.generic.world import World, fill, id_number

GOOD = "Spring-2026"


def administrator(world: World, role: str = Role.SECURITY) -> Any:
    user = get_user_model().objects.create_user(f"{role}1", password=GOOD)
    Grant.objects.create(user=user, union=world.city, role=role)
    return user


def invited(world: World, by: Any = None, **given: str) -> str:
    client = signed_in(by or world.leader)
    page = client.post("/accounts/invite/", {"name": "王兰", "union": "B1", "role": "keeper", **given})
    found = re.search(r"http://testserver(/invited/[^\"]+)", page.content.decode())
    return found[1] if found else ""


def test_an_invited_person_chooses_name_and_password_and_keeps_one_union(world: World) -> None:
    address, client = invited(world), Client()
    assert "测试1机械有限公司工会" in client.get(address).content.decode()
    answer = client.post(address, {"username": "wanglan", "password": GOOD})
    assert (answer.status_code, answer.url) == (302, "/")  # type: ignore[attr-defined]  # a redirect
    made = get_user_model().objects.get(username="wanglan")
    assert list(reach(made)) == [world.branch]
    assert Change.objects.filter(model="kernel.grant", actor_name="wanglan").count() == 1


@pytest.mark.parametrize("spoil", ["used", "late", "withdrawn", "guessed"])
def test_an_invitation_works_once_and_in_time(spoil: str, world: World) -> None:
    address = invited(world)
    if spoil == "used":
        Client().post(address, {"username": "first", "password": GOOD})
    elif spoil == "late":
        Invitation.objects.update(expires_at=timezone.now())
    elif spoil == "withdrawn":
        signed_in(world.leader).post(f"/accounts/invitations/{Invitation.objects.get().pk}/withdraw/")
    else:
        address = "/invited/0123456789/"
    assert Client().get(address).status_code == 410
    Client().post(address, {"username": "second", "password": GOOD})
    assert not get_user_model().objects.filter(username="second").exists()


def test_nobody_gives_what_is_not_theirs_to_give(world: World) -> None:
    assert invited(world, role="audit") == ""
    assert invited(world, union="没有的工会") == ""
    assert signed_in(world.keeper).get("/accounts/invite/").status_code == 403
    assert signed_in(world.above).get("/accounts/").status_code == 403
    assert invited(world, by=administrator(world), role="reader") == ""  # no second factor yet: led there first
    without_factor()
    assert invited(world, by=get_user_model().objects.get(username="security1"), role="reader") != ""


def test_the_third_wrong_class_of_password_is_told(world: World) -> None:
    for weak, told in [("Ab1-", "至少"), ("abcdefghij1", "类"), ("Password123", "常见|common")]:
        with pytest.raises(ValidationError, match=told):
            validate_password(weak, world.keeper)


def test_five_wrong_passwords_lock_the_account_for_every_door(world: World) -> None:
    world.keeper.set_password(GOOD)
    world.keeper.save()
    for _ in range(5):
        answer = Client().post("/login/", {"login": "keeper", "password": "wrong"})
        assert "没有登录成功" in answer.content.decode()
    assert authenticate(username="keeper", password=GOOD) is None
    AccountState.objects.filter(user=world.keeper).update(locked_until=timezone.now())
    assert authenticate(username="keeper", password=GOOD) == world.keeper


def test_a_new_session_begins_with_the_sign_in(world: World) -> None:
    world.keeper.set_password(GOOD)
    world.keeper.save()
    client = Client()
    client.get("/login/")
    client.session["planted"] = 1
    before = client.session.session_key
    answer = client.post("/login/", {"login": "keeper", "password": GOOD, "next": "//evil.example/"})
    assert (answer.status_code, answer.url) == (302, "/")  # type: ignore[attr-defined]  # a redirect
    assert client.session.session_key != before


def test_a_password_given_by_another_is_changed_first_and_not_to_an_old_one(world: World) -> None:
    world.keeper.set_password(GOOD)
    world.keeper.save()
    AccountState.objects.filter(user=world.keeper).update(must_change=True)
    client = signed_in(world.keeper)
    change = "/account/password/change/"
    assert client.get("/ledgers/").url == change  # type: ignore[attr-defined]  # a redirect
    assert client.get("/api/v1/openapi.json").status_code == 401
    assert client.get("/ledgers/", headers={"HX-Request": "true"})["HX-Redirect"] == change
    same = client.post(change, {"oldpassword": GOOD, "password1": GOOD, "password2": GOOD})
    assert "最近用过" in same.content.decode()
    client.post(change, {"oldpassword": GOOD, "password1": "Autumn-2026", "password2": "Autumn-2026"})
    assert client.get("/ledgers/").status_code == 200


def test_an_old_password_must_be_changed(world: World) -> None:
    long_ago = timezone.localdate() - dt.timedelta(days=90)
    AccountState.objects.create(user=world.keeper, password_since=long_ago)
    assert signed_in(world.keeper).get("/").url == "/account/password/change/"  # type: ignore[attr-defined]  # a redirect


def test_an_administrator_sets_a_second_factor_before_anything_else(world: World) -> None:
    user = administrator(world, Role.AUDIT)
    client = signed_in(user)
    assert client.get("/audit/").status_code == 302
    assert client.get("/audit/").url == "/account/2fa/"  # type: ignore[attr-defined]  # a redirect
    page = client.get("/account/2fa/totp/activate/", follow=True)
    if page.request["PATH_INFO"] != "/account/2fa/totp/activate/":  # the library asks for the password again
        client.post(page.request["PATH_INFO"] + "?next=/account/2fa/totp/activate/", {"password": GOOD})
        page = client.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30))
    client.post("/account/2fa/totp/activate/", {"code": code})
    stored = Authenticator.objects.get(user=user, type="totp")
    assert secret not in str(stored.data)
    assert TOTP(stored) is not None
    assert client.get("/audit/").status_code == 200
    again = Client()
    halfway = again.post("/login/", {"login": user.username, "password": GOOD})
    assert halfway.url.startswith("/account/2fa/authenticate/")  # type: ignore[attr-defined]  # a redirect
    assert again.get("/audit/").status_code == 302  # the password alone opens nothing


def test_a_session_nobody_sits_at_ends(world: World) -> None:
    client = signed_in(world.keeper)
    assert client.get("/ledgers/").status_code == 200
    session = client.session
    session["seen"] = session["seen"] - 31
    session.save()
    ended = client.get("/ledgers/")
    assert (ended.status_code, ended.headers.get("Location")) == (302, "/login/?idle=1")
    assert client.get("/ledgers/").status_code == 302


def test_work_is_delegated_for_a_while_and_taken_back(world: World) -> None:
    other = get_user_model().objects.create_user("other", password="x")
    Grant.objects.create(user=other, union=world.branch, role=Role.REVIEWER)
    today = timezone.localdate()
    given = {"grant": Grant.objects.get(user=world.keeper).pk, "to": other.pk, "since": today}
    client = signed_in(world.keeper)
    client.post("/me/", given | {"until": today + dt.timedelta(days=7)})
    made = Grant.objects.get(user=other, role=Role.KEEPER)
    assert (made.on_behalf_of, made.until) == (world.keeper, today + dt.timedelta(days=7))
    assert "代keeper" in signed_in(other).get("/me/").content.decode()
    client.post(f"/accounts/grants/{made.pk}/end/", {"reason": "回来了"})
    made.refresh_from_db()
    assert made.until == today


def test_strangers_grants_and_accounts_are_out_of_reach(world: World) -> None:
    without_factor()
    grant = Grant.objects.get(user=world.stranger)
    assert signed_in(world.keeper).post(f"/accounts/grants/{grant.pk}/end/", {"reason": "x"}).status_code == 404
    assert (
        signed_in(world.leader).post(f"/accounts/{world.stranger.pk}/", {"act": "stop", "reason": "x"}).status_code
        == 404
    )
    system = signed_in(administrator(world, Role.SYSTEM))
    system.post(f"/accounts/{world.stranger.pk}/", {"act": "stop", "reason": "离职"})
    assert not get_user_model().objects.get(pk=world.stranger.pk).is_active
    assert "还没有记录" in system.get("/ledgers/roster/").content.decode()


def test_one_person_is_one_administrator_at_one_place(world: World) -> None:
    user = administrator(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(user=user, union=world.town, role=Role.AUDIT)
    with pytest.raises(Refused, match="不能与其他角色"), transaction.atomic():
        give(world.leader, user, world.city, Role.KEEPER)  # said in words, whatever the database would say


def test_the_audit_page_names_what_was_written_and_never_what_it_says(world: World) -> None:
    without_factor()
    page = signed_in(administrator(world, Role.AUDIT)).get("/audit/?model=kernel.employer").content.decode()
    assert "单位名称" in page
    assert "测试1机械有限公司" not in page
    assert signed_in(world.leader).get("/audit/").status_code == 403


def test_opening_confidential_items_is_limited_by_the_day(world: World) -> None:
    Parameter.objects.create(key="opening.per_day", value="1", since=dt.date(2020, 1, 1), source="测试")
    client = signed_in(world.keeper)
    new = {
        "person_name": "陈新",
        "union": "B1",
        "joined_on": "2026-01-05",
        "status": "normal",
        "id_number": id_number(5),
    }
    client.post("/ledgers/roster/new/", new)
    address = f"/ledgers/roster/{Membership.objects.get().uid}/open/"
    first = client.post(address, {"reason": "核对"}).content.decode()
    assert "这次查看已经留痕" in first
    assert f"<span>keeper {timezone.localdate():%Y-%m-%d}" in first
    second = client.post(address, {"reason": "核对"}).content.decode()
    assert "已满 1 次" in second
    assert "这次查看已经留痕" not in second


def test_whoever_may_open_confidential_items_sets_a_second_factor_where_the_top_asks_it(world: World) -> None:
    """factor.required = sensitive, set through the page by the security administrator at the top."""
    without_factor()
    top = signed_in(administrator(world))
    asked = {
        "key": "factor.required",
        "value": "三员和能看记录的账号",
        "since": str(timezone.localdate()),
        "source": "市总通知",
    }
    assert top.post("/settings/parameters/", asked).status_code == 302
    for user, led in ((world.keeper, True), (world.leader, True), (world.above, False)):
        answer = signed_in(user).get("/ledgers/")
        assert (answer.status_code == 302) is led, user
        assert not led or answer.url == "/account/2fa/"  # type: ignore[attr-defined]  # a redirect
    record = fill(REGISTRY["petitions"], world.branch)
    opened = signed_in(world.keeper).post(f"/ledgers/petitions/{record.uid}/open/", {"reason": "核对"})
    assert opened.status_code == 302  # nothing is opened before
    assert signed_in(world.keeper).get("/api/v1/petitions/").status_code == 401


def test_a_small_office_has_a_keeper_and_a_reviewer_and_its_administrators_above(world: World) -> None:
    """The three administrators sit at the city; the branch has two people, invited, unlocked and read about from there."""
    without_factor()
    staff = {role: administrator(world, role) for role in (Role.SYSTEM, Role.SECURITY, Role.AUDIT)}
    for name, role in (("zhou", "keeper"), ("wu", "reviewer")):
        address = invited(world, by=staff[Role.SECURITY], name=name, role=role)
        assert Client().post(address, {"username": name, "password": GOOD}).status_code == 302
    keeper, reviewer = (get_user_model().objects.get(username=name) for name in ("zhou", "wu"))
    new = {"union": "B1", "registered_on": "2026-03-02", "kind": "visit", "items": "1", "batches": "1", "persons": "1",
           "subject": "测试甲事"}  # fmt: skip
    assert signed_in(keeper).post("/ledgers/petitions/new/", new).status_code == 302
    document = Document.objects.create(union=world.branch, title="小结", state=Document.State.REVIEW, period="2026H1")
    back = f"/documents/{document.uid}/step/back/"
    for user, state in ((keeper, Document.State.REVIEW), (reviewer, Document.State.DRAFT)):
        signed_in(user).post(back, {"reason": "再核对"})
        document.refresh_from_db()
        assert document.state == state
        assert signed_in(user).get("/accounts/invite/").status_code == 403
        assert signed_in(user).get("/audit/").status_code == 403
    for _ in range(5):
        Client().post("/login/", {"login": "zhou", "password": "wrong"})
    assert authenticate(username="zhou", password=GOOD) is None
    unlock = {"act": "unlock", "reason": "本人来电"}
    assert signed_in(staff[Role.SYSTEM]).post(f"/accounts/{keeper.pk}/", unlock).status_code == 302
    assert authenticate(username="zhou", password=GOOD) == keeper
    log = signed_in(staff[Role.AUDIT]).get("/audit/?who=zhou").content.decode()
    assert "zhou" in log
    for user in staff.values():
        assert "测试甲事" not in signed_in(user).get("/ledgers/petitions/").content.decode()
