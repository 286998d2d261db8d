"""What lies encrypted by declaration: in the database, in the log, after a key is destroyed; what may not be asked."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from django.db.models import Q
from django.test import Client

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.folding import fold
from gonghui.kernel.audit.models import Change, LogKey
from gonghui.kernel.audit.sealing import seal as seal_log
from gonghui.kernel.audit.veiling import unveil
from gonghui.kernel.audit.verifying import verify
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.saved import BadIndicator, make
from gonghui.kernel.intake.bulk import bulk_insert
from gonghui.kernel.keyring import changing
from gonghui.kernel.ledger.declaration import REGISTRY, Ledger
from gonghui.kernel.ledger.sealed import BlindIndex, sealed_fields
from gonghui.kernel.ledger.sealing import SealedUse, _refuse_of
from gonghui.kernel.people.identity import person_for
from gonghui.kernel.people.models import Membership
from gonghui.kernel.rights.erasing import ERASED, erase
from gonghui.keys import SUITES
from tests.generic.world import World, fill, id_number
from tests.keyring.conftest import keyring as keyring  # the fixture

SEALED = sorted({each.model._meta.label_lower for each in REGISTRY.values() if sealed_fields(each.model)})
TEXT, DAY, SUM = "尿毒症透析中", dt.date(2014, 5, 6), Decimal("3210.55")


def raw(model: type[models.Model]) -> bytes:
    """Everything that the table holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
        rows = cursor.fetchall()
    return b"\n".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for row in rows for v in row)


def values_of(model: type[models.Model]) -> dict[str, Any]:
    """A value for each field of a model that lies encrypted."""
    kinds = {models.DecimalField: SUM, models.DateField: DAY}
    return {
        field.name: next((value for kind, value in kinds.items() if isinstance(field, kind)), TEXT)
        for field in sealed_fields(model)
    }


def log_text() -> str:
    return json.dumps(list(Change.objects.values_list("before", "after")), ensure_ascii=False)


@pytest.mark.parametrize("label", SEALED)
@pytest.mark.django_db
def test_confidential_items_lie_encrypted_and_read_as_written(world: World, label: str) -> None:
    ledger = next(each for each in REGISTRY.values() if each.model._meta.label_lower == label)
    given = values_of(ledger.model)
    if ledger.reach:
        record: Any = fill(ledger, world.branch, **given)
    else:
        record = world.branch
        with acting(None, "测试"):
            for name, value in given.items():
                setattr(record, name, value)
            record.save()
    stored = raw(ledger.model)
    for text in (TEXT, str(DAY), str(SUM)):
        assert text.encode() not in stored
        assert text not in log_text()
    again = ledger.model._base_manager.get(pk=record.pk)
    assert {name: getattr(again, name) for name in given} == given
    assert ledger.model._base_manager.filter(pk=record.pk).values(*given).get() == given
    assert list(fold()) == []


def test_every_field_declared_sensitive_lies_encrypted() -> None:
    for slug, each in REGISTRY.items():
        own = [name for name in each.sensitive if each.has(name)]
        assert set(own) <= {field.name for field in sealed_fields(each.model)}, slug
    assert len(SEALED) >= 10


@pytest.mark.django_db
def test_a_name_is_found_whole_by_its_blind_index_and_by_nothing_else(world: World) -> None:
    petitions = REGISTRY["petitions"].model
    fill(REGISTRY["petitions"], world.branch, person_name="王测诉")
    bulk_insert_one(world, "李测诉")
    assert petitions.objects.filter(person_name="王测诉").count() == 1
    assert petitions.objects.filter(person_name__in=["王测诉", "李测诉"]).count() == 2
    assert petitions.objects.filter(person_name="").count() == 0
    with acting(None, "测试"):
        petitions.objects.filter(person_name="王测诉").update(person_name="赵测诉")
    assert [petitions.objects.filter(person_name=name).count() for name in ("王测诉", "赵测诉")] == [0, 1]
    with pytest.raises(FieldError):
        petitions.objects.filter(person_name__contains="测").count()
    with pytest.raises(FieldError, match="no blind index"):
        REGISTRY["hardship"].model.objects.filter(health="x").count()


def bulk_insert_one(world: World, name: str) -> None:
    model = REGISTRY["petitions"].model
    with acting(None, "测试"):
        bulk_insert([model(union_id=world.branch.pk, person_name=name)])


@pytest.mark.django_db
def test_the_search_of_a_list_finds_it_and_no_address_says_what(world: World) -> None:
    fill(REGISTRY["petitions"], world.branch, person_name="王测诉", subject="照明")
    client = Client()
    client.force_login(world.keeper)
    sent = client.post("/ledgers/petitions/", {"q": "王测诉", "kind": "", "period": ""})
    assert sent.status_code == 302
    assert sent["Location"].startswith("/ledgers/petitions/?s=")
    page = client.get(sent["Location"]).content.decode()
    assert "共 1 条" in page
    assert 'value="王测诉"' in page
    stranger = Client()
    stranger.force_login(world.leader)
    assert 'value="王测诉"' not in stranger.get(sent["Location"]).content.decode()
    missed = client.post("/ledgers/petitions/", {"q": "王测"})
    assert "没有符合这句话的记录" in client.get(missed["Location"]).content.decode()


@pytest.mark.parametrize("address", ["/search/", "/rights/", "/ledgers/roster/"])
@pytest.mark.django_db
def test_a_number_looked_for_stands_in_no_address_and_no_title(world: World, address: str) -> None:
    number = id_number(7)
    with acting(None, "测试"):
        person = person_for("王测址", number)
        Membership.objects.create(union=world.branch, person=person, person_name="王测址")
    client = Client()
    client.force_login(world.keeper)
    asked = client.get(address).content.decode()
    assert 'method="post"' in asked[asked.index('name="q"') - 700 : asked.index('name="q"')]
    sent = client.post(address, {"q": number})
    assert number not in sent["Location"]
    page = client.get(sent["Location"]).content.decode()
    assert number not in page[page.index("<title>") : page.index("</title>")]
    assert number not in page.replace(f'value="{number}"', "").replace(f"“{number}”", "")
    if address != "/ledgers/roster/":
        assert "王测址" in page
    quick = client.post("/search/quick/", {"q": number}).content.decode()
    assert "王测址" in quick
    assert "?q=" not in quick


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.django_db
@pytest.mark.usefixtures("keyring")
def test_a_change_of_keys_brings_every_item_and_index_along(world: World, suite: str) -> None:
    model = REGISTRY["petitions"].model
    fill(REGISTRY["petitions"], world.branch, person_name="王测诉")
    fill(REGISTRY["hardship"], world.branch, **values_of(REGISTRY["hardship"].model))
    before = raw(model), raw(REGISTRY["hardship"].model)
    change = changing.begin(suite, pause=0)
    assert model.objects.filter(person_name="王测诉").count() == 1  # nothing rewritten yet
    assert changing.run(change)
    assert change.unreadable == []
    assert raw(model) != before[0]
    assert raw(REGISTRY["hardship"].model) != before[1]
    assert changing.needing(1) == {}
    changing.retire(1)
    assert model.objects.filter(person_name="王测诉").get().person_name == "王测诉"
    held: Any = REGISTRY["hardship"].model.objects.get()
    assert (held.health, held.monthly_income) == (TEXT, SUM)
    assert list(fold()) == []


# --- the change log ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_log_names_a_person_under_the_persons_key_alone(world: World) -> None:
    with acting(None, "测试"):
        person = person_for("王测名", id_number(9))
        member = Membership.objects.create(union=world.branch, person=person, person_name="王测名")
        member.person_name = "王测明"
        member.save()
    fill(REGISTRY["visits"], world.branch)
    aid: Any = fill(REGISTRY["aid"], world.branch, person=person, person_name="王测名", remarks="与王测名谈过")
    fill(REGISTRY["petitions"], world.branch, person_name="李测无")  # no person behind it
    assert "测名" not in log_text()
    assert "测明" not in log_text()
    assert "李测无" not in log_text()
    client = Client()
    client.force_login(world.keeper)
    told = client.get(f"/ledgers/roster/{member.uid}/").content.decode()
    assert "王测明" in told
    assert "王测名" in told  # as it was before
    lines = Change.objects.filter(model="aid.aidvisit", object_id=aid.pk).values_list("model", "object_id", "after")
    (side,) = unveil(list(lines))
    assert (side["person_name"], side["remarks"]) == ("王测名", "与王测名谈过")
    assert list(fold()) == []
    seal_log()
    assert list(verify()) == []


@pytest.mark.django_db
def test_erasure_leaves_every_line_and_opens_none(world: World) -> None:
    with acting(None, "测试"):
        person = person_for("王测名", id_number(9))
        member = Membership.objects.create(
            union=world.branch, person=person, person_name="王测名",
            joined_on=dt.date(1980, 1, 1), left_on=dt.date(1985, 1, 1),
        )  # fmt: skip
    loose: Any = REGISTRY["motions"].model
    with acting(None, "测试"):
        loose.objects.create(union=world.branch, proposer="李测他")
    seal_log()
    lines = list(Change.objects.order_by("pk").values_list("pk", "before", "after", "mark"))
    with acting(None, "测试"):
        erase(person, dt.date(2030, 1, 1))
    assert list(Change.objects.order_by("pk").values_list("pk", "before", "after", "mark"))[: len(lines)] == lines
    rows = Change.objects.filter(model__in=["kernel.person", "kernel.membership"]).values_list(
        "model", "object_id", "after"
    )
    assert "王测名" not in json.dumps(unveil(list(rows), full=True), ensure_ascii=False)
    client = Client()
    client.force_login(world.keeper)
    page = client.get(f"/ledgers/roster/{member.uid}/").content.decode()
    assert "王测名" not in page
    assert ERASED in page
    seal_log()
    assert [*verify(), *fold()] == []
    assert LogKey.objects.filter(model="motions.motion").count() == 1  # others keep theirs


@pytest.mark.django_db
def test_a_confidential_item_changed_behind_the_log_is_found(world: World) -> None:
    one: Any = fill(REGISTRY["hardship"], world.branch, health="好")
    two: Any = fill(REGISTRY["hardship"], world.branch, health=TEXT)
    table = connection.ops.quote_name(one._meta.db_table)
    with connection.cursor() as cursor:  # another row's ciphertext: it opens, and says something else
        cursor.execute(
            f"UPDATE {table} SET health = (SELECT health FROM {table} WHERE id = %s) WHERE id = %s", [two.pk, one.pk]
        )
    (found,) = list(fold())
    assert found.kind == "record_changed"
    assert "健康状况" in found.told
    assert TEXT not in found.told


# --- declarations -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked",
    [
        {"distinct": "person_name"},
        {"by": ["person_name"]},
        {"where": Q(person_name="x")},
        {"where": ~Q(kind="x") & Q(person_name__isnull=False)},
    ],
)
def test_no_figure_looks_at_what_lies_encrypted(asked: dict[str, Any]) -> None:
    model = REGISTRY["petitions"].model
    with pytest.raises(SealedUse):
        d.Measure("", "x", "件", of=model, when=d.Flow("registered_on"), **asked)
    with pytest.raises(SealedUse):
        d.Measure("", "x", "元", of=REGISTRY["hardship"].model, when=d.Flow("opened_on"), total="monthly_income")


def test_no_indicator_of_an_office_looks_at_it_either() -> None:
    for more in ({"count": "distinct", "field": "person_name"}, {"where": [["person_name", "equals", "王测诉"]]}):
        with pytest.raises(BadIndicator, match="加密"):
            make({"kind": "measure", "ledger": "petitions", **more}, "", "x", "件")


@pytest.mark.parametrize(
    ("slug", "more"),
    [
        ("petitions", {"filters": ["person_name"]}),
        ("petitions", {"key": ["person_name"]}),
        ("hardship", {"search": ["health"]}),
        ("visits", {"sensitive": ["place"]}),
    ],
)
def test_no_ledger_filters_keys_or_searches_by_it_nor_leaves_it_open(slug: str, more: dict[str, Any]) -> None:
    wrong = Ledger(name="x", **more)
    wrong.of = REGISTRY[slug].model
    with pytest.raises(SealedUse):
        _refuse_of(slug, wrong)


def test_an_index_is_not_shown_nor_logged() -> None:
    for label in SEALED:
        model = next(each.model for each in REGISTRY.values() if each.model._meta.label_lower == label)
        for field in model._meta.concrete_fields:
            assert not (isinstance(field, BlindIndex) and field.editable)
