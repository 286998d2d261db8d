"""Every write of every model of ours appears in the log, or the model is on the list that says why it has no line."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from gonghui.kernel.audit.acting import Unattributed, acting, require_acting
from gonghui.kernel.audit.models import Change
from gonghui.kernel.audit.queryset import RecordQuerySet
from gonghui.kernel.audit.tracing import UNTRACED, Traced, TracedQuerySet
from gonghui.kernel.intake.models import Remembered
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.ledger.record import Kept
from gonghui.kernel.people.identity import person_for
from gonghui.kernel.people.models import Identity, Membership
from gonghui.kernel.returns.models import Form, FormFile
from gonghui.kernel.web import middleware, page_names
from gonghui.kernel.web.middleware import ActingMiddleware
from gonghui.kernel.web.urls import urlpatterns
from tests.generic.hands import kept, signed_in
from tests.generic.world import World, fill, id_number

OURS = [model for model in apps.get_models() if model.__module__.startswith("gonghui.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label_lower)
def test_every_model_logs_its_writes_or_says_why_not(model: type[models.Model]) -> None:
    label = model._meta.label_lower
    manager = type(model._default_manager.all())
    logs = (issubclass(model, Kept) and issubclass(manager, RecordQuerySet)) or (
        issubclass(model, Traced) and issubclass(manager, TracedQuerySet)
    )
    assert logs != (label in UNTRACED), f"{label}: neither logged nor on the list UNTRACED, or both"
    assert logs or UNTRACED[label]


def test_the_list_names_only_models_that_there_are() -> None:
    assert UNTRACED.keys() <= {model._meta.label_lower for model in OURS}


def lines(label: str) -> list[tuple[str, str, object, object]]:
    found = Change.objects.filter(model=label).order_by("pk")
    return list(found.values_list("action", "reason", "before", "after"))


def test_whom_a_document_number_stands_for_is_in_the_log(world: World) -> None:
    with acting(None, "登记"):
        person = person_for("王测请", id_number(321))
    here = kept(Membership, union=world.branch, person=person, person_name=person.name)
    there = kept(Membership, union=world.beside, person=person, person_name=person.name)
    with acting(None, "指向"):
        Identity.objects.filter(person=person).update(membership=here)
        one = Identity.objects.get(person=person)
        one.membership = there
        Identity.objects.bulk_update([one], ["membership"])
        Identity.objects.filter(person=person).update(membership=there)  # as it was: no line
        Identity.objects.filter(person=person).delete()
    both = {"membership": there.pk, "person": person.pk}
    assert lines("kernel.identity") == [
        ("add", "登记", {}, {"person": person.pk}),
        ("change", "指向", {"membership": None}, {"membership": here.pk}),
        ("change", "指向", {"membership": here.pk}, {"membership": there.pk}),
        ("void", "指向", both, {}),
    ]
    assert set(Change.objects.filter(model="kernel.identity").values_list("object_id", flat=True)) == {person.pk}
    with pytest.raises(Unattributed):
        Identity.objects.update(membership=None)


def test_what_an_office_had_remembered_and_forgets_is_in_the_log(world: World) -> None:
    told = {"union": world.branch, "kind": "column", "of": "roster", "word": "手机", "shown": "手机"}
    made = kept(Remembered, answer="phone", **told)
    with acting(world.keeper, "改正"):
        Remembered.objects.update_or_create(**told, defaults={"answer": "remarks"})
    signed_in(world.keeper).post("/intake/remembered/", {"forget": str(made.pk)})
    said = [(action, reason, before, after) for action, reason, before, after in lines("kernel.remembered")]
    assert said[1] == ("change", "改正", {"answer": "phone"}, {"answer": "remarks"})
    assert said[2][:2] == ("void", "不再沿用上次的对应")
    assert (said[0][3], said[2][3]) == ({**_plain(told), "answer": "phone"}, {})


def _plain(told: dict[str, object]) -> dict[str, object]:
    return {name: getattr(value, "pk", value) for name, value in told.items()}


def test_a_forms_blank_is_in_the_log_by_name_and_digest(world: World) -> None:
    form = kept(Form, key="x", version="1", name="表", union=world.city, definition={})
    kept(FormFile, form=form, name="空表.xlsx", digest="ab", content=b"PK")
    assert lines("kernel.formfile") == [("add", "测试", {}, {"form": form.pk, "name": "空表.xlsx", "digest": "ab"})]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/duties/", "页面操作：待办与到期"),
        ("/ledgers/petitions/0190b8b0-0000-7000-8000-000000000000/edit/", "页面操作：台账"),
        ("/documents/0190b8b0-0000-7000-8000-000000000000/issue/", "页面操作：材料定稿"),
        ("/account/password/change/", "页面操作：我的账号"),
        ("/api/v1/records/petitions/", "页面操作：数据接口"),
        ("/nowhere/", "页面操作"),
    ],
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_write_without_a_reason_of_its_own_says_on_which_page(
    world: World, path: str, reason: str, language: str
) -> None:
    said: list[str] = []

    def page(_request: HttpRequest) -> HttpResponse:
        said.append(require_acting().reason)
        return HttpResponse()

    request = RequestFactory().post(path)
    request.user = world.keeper
    with translation.override(language):
        ActingMiddleware(page)(request)
    assert said == [reason]


def test_a_request_that_writes_nothing_asks_no_page_for_its_name(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(middleware, "page_reason", asked.append)
    assert signed_in(world.keeper).get("/duties/").status_code == 200
    assert asked == []


def test_every_address_that_takes_a_form_is_called_by_a_name() -> None:
    """The rest writes nothing of its own, or has no account to answer for it."""
    names = {path.name: str(path.pattern) for path in urlpatterns}
    given = {path.name for path in urlpatterns if _takes_a_form(path.callback)}
    calling = {name: page_names._called(f"/{_filled(names[name])}") for name in given}
    assert {name for name, said in calling.items() if not said} == {"set-language", "settings-look"}
    assert page_names._CALLED.keys() - names.keys() == {"api-door"}


def _takes_a_form(view: Callable[..., object]) -> bool:
    return "POST" in inspect.getsource(inspect.unwrap(view))


def _filled(pattern: str) -> str:
    for kind, value in (("uuid", "0190b8b0-0000-7000-8000-000000000000"), ("int", "1"), ("slug", "a"), ("str", "a")):
        pattern = re.sub(rf"<{kind}:\w+>", value, pattern)
    return pattern


def test_a_write_for_which_a_reason_is_asked_says_that_reason(world: World) -> None:
    record = fill(REGISTRY["petitions"], world.branch)
    client, where = signed_in(world.keeper), f"/ledgers/petitions/{record.uid}/"
    client.post(f"{where}void/", {"reason": "重复登记"})
    assert Change.objects.filter(actor=world.keeper, action="void").get().reason == "重复登记"
