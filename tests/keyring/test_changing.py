"""A change of keys: everything readable and found throughout, stopped and gone on with, nothing left behind, old keys retired."""

from __future__ import annotations

import base64
import datetime as dt
import io
import json
import time
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings as house
from django.core.management import CommandError, call_command
from django.db import models

from gonghui.kernel.access.accounts import Invitation
from gonghui.kernel.access.cipher import KeyMissing, house_open, house_seal, secret_generation
from gonghui.kernel.attachments.keeping import attach, content_of
from gonghui.kernel.attachments.models import AttachedFile
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.models import Change
from gonghui.kernel.audit.sealing import seal
from gonghui.kernel.audit.verifying import verify
from gonghui.kernel.backup.stream import Opener, Sealer
from gonghui.kernel.desk.models import Draft
from gonghui.kernel.intake.keeping import keep, opened, seal_file
from gonghui.kernel.intake.models import Intake, Trail
from gonghui.kernel.intake.trail import before, keep_before
from gonghui.kernel.keyring import changing
from gonghui.kernel.keyring.models import KeyChange
from gonghui.kernel.keyring.places import OPEN, PLACES, Place
from gonghui.kernel.keyring.retired import masters
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.ledger.sealed import sealed_fields
from gonghui.kernel.matters.models import Matter, Party, Stage
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.people.identity import number_of, person_for, phone_of
from gonghui.kernel.people.models import Identity, Membership, Person
from gonghui.kernel.web import finding
from gonghui.keys import NATIONAL, SUITES, Source
from tests.generic.world import World, fill, id_number

PHONE = "14012345678"


def rotate(suite: str = "") -> KeyChange:
    change = changing.begin(suite, pause=0)
    assert changing.run(change)
    return change


def people(world: World, count: int = 5) -> list[Person]:
    with acting(None, "测试"):
        found = [person_for(f"王测{n}", id_number(n + 100), PHONE) for n in range(count)]
        for person in found:
            Membership.objects.create(union=world.branch, person=person, person_name=person.name)
    return found


def found_by_number(world: World, number: str) -> bool:
    return finding.people(world.keeper, number).exists()


def everything(world: World) -> tuple[Intake, Any]:
    """One row of every kind that needs a key."""
    sealed = {each.model: each for each in REGISTRY.values() if sealed_fields(each.model) and each.reach}
    for each in sealed.values():
        fill(each, world.branch, 3)
    with acting(None, "测试"):
        Union.objects.filter(pk=world.branch.pk).update(phone=PHONE)
    record = fill(REGISTRY["petitions"], world.branch)
    with acting(None, "测试"):
        matter = Matter.objects.create(union=world.branch, title="欠薪", opened_on=dt.date(2026, 3, 1))
        Party.objects.create(matter=matter, role=Party.Role.APPLICANT, name="王测")
        Stage.objects.create(matter=matter, kind=Stage.Kind.COMPLAINT, on=dt.date(2026, 3, 1), note="三个月没有发")
        attach(REGISTRY["petitions"], record, "a.pdf", b"%PDF-1.4 attached")
    intake = Intake.objects.create(union=world.branch, reason="测试")
    keep(intake, "a.xlsx", b"book", b"rejects")
    person = people(world, 1)[0]
    with acting(None, "测试", batch_id=intake.pk):
        keep_before(Person, [person.pk], ["number_cipher", "phone_cipher", "secret"])
    Draft.objects.create(user=world.keeper, place="/x/", sealed=seal_file(b"{}"))
    data = {"secret": house_seal("seed"), "migrated_codes": [house_seal("code")]}
    Authenticator.objects.create(user=world.keeper, type="totp", data=data)
    intake.refresh_from_db()
    return intake, person


def test_everything_sealed_has_a_place() -> None:
    """A new column of bytes must say whether it needs a key."""
    placed = {f"{p.model._meta.label_lower}.{name}" for p in PLACES for name in p.fields}
    columns = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label == "kernel" or "gonghui.ledgers" in model.__module__
        for field in model._meta.concrete_fields
        if isinstance(field, models.BinaryField)
    }
    assert columns - placed - OPEN == set()
    assert Invitation._meta.label_lower == "kernel.invitation"  # the names above are those of today


@pytest.mark.parametrize("suite", SUITES)
def test_everything_is_read_after_a_change_and_needs_the_old_keys_no_more(
    suite: str, world: World, keyring: Source
) -> None:
    intake, person = everything(world)
    was = {place.key: _stored(place) for place in PLACES if place.key != "lists"}
    assert all(was.values())
    change = rotate(suite)
    assert (change.suite, change.unreadable) == (suite, [])
    assert {key for key, rows in was.items() if _stored(_place(key)) == rows} == set()
    assert changing.needing(1) == {}
    changing.retire(1)
    stored = Person.objects.get(pk=person.pk)
    assert (number_of(stored), phone_of(stored)) == (id_number(100), PHONE)
    assert content_of(AttachedFile.objects.get().attachment) == b"%PDF-1.4 attached"
    assert [opened(f.content) + opened(f.rejects) for f in intake.files.all()] == [b"bookrejects"]
    assert opened(Draft.objects.get().sealed) == b"{}"
    data = Authenticator.objects.get().data
    assert [house_open(data["secret"]), house_open(data["migrated_codes"][0])] == ["seed", "code"]
    kept = before(Intake.objects.get())
    copy = Person(
        **{name: kept["kernel.person", person.pk, name] for name in ("secret", "number_cipher", "phone_cipher")}
    )
    assert (number_of(copy), phone_of(copy)) == (id_number(100), PHONE)
    assert found_by_number(world, id_number(100))


def _stored(place: Place) -> list[Any]:
    """What lies in the database of all rows that hold something."""
    raw = [name for name in place.fields if name.endswith("__raw")]
    rows = list(place.rows().values(place.name, *(raw or dict.fromkeys(place.fields))))
    return [row for row in rows if not raw or any(row[name] for name in raw)]


def _place(key: str) -> Any:
    return next(place for place in PLACES if place.key == key)


def test_without_a_change_the_old_keys_are_needed(world: World, keyring: Source) -> None:
    """That the test above can fail: a place left out is named."""
    everything(world)
    changing.add()
    keyring.change(lambda held: held.update(CURRENT=2))
    assert set(changing.needing(1)) == {str(place.title) for place in PLACES if place.key != "lists"}


@pytest.mark.parametrize("suite", SUITES)
def test_stopped_anywhere_everybody_is_found_and_known(
    suite: str, world: World, keyring: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After every single batch: search by number, no second person for a number, new ones under the new keys."""
    stored = people(world, 6)
    for place in PLACES:
        object.__setattr__(place, "batch", 2) if place.key in ("persons", "index") else None
    change = changing.begin(suite, pause=0)
    steps = 0
    while not change.finished_at:
        changing.run(change, lambda now: changing.stop() and None if now.looked < now.total else None)
        change = changing.begin(suite, pause=0) if not change.finished_at else change
        steps += 1
        with acting(None, "测试"):
            assert [person_for("王测", id_number(n + 100)).pk for n in range(6)] == [p.pk for p in stored]
            new = person_for("王测新", id_number(200 + steps), PHONE)
        assert secret_generation(bytes(new.secret or b"")) == change.number
        assert all(found_by_number(world, id_number(n + 100)) for n in range(6))
        assert steps < 100
    assert steps > 6
    assert changing.needing(1) == {}
    assert {bytes(key)[0] for key in Identity.objects.values_list("digest", flat=True)} == {2}
    for place in PLACES:
        object.__setattr__(place, "batch", 2_000) if place.key in ("persons", "index") else None


def test_an_import_finds_people_on_either_side_of_a_change(world: World, keyring: Source) -> None:
    from gonghui.kernel.intake.batch import Context
    from gonghui.kernel.intake.of_persons import People

    old = people(world, 2)
    changing.add()
    keyring.change(lambda held: held.update(CURRENT=2))
    with acting(None, "测试"):
        new = person_for("王测新", id_number(150))
    ctx = Context.__new__(Context)
    ctx.user = None  # the installation's owner
    found = People(ctx, "roster")
    keys = [found.key(number) for number in (id_number(100), id_number(101), id_number(150), id_number(160))]
    found.learn(keys)
    assert [found.known.get(key) for key in keys] == [old[0].pk, old[1].pk, new.pk, None]


def test_what_somebody_wrote_back_under_the_old_keys_is_met_again(world: World, keyring: Source) -> None:
    """A form that was open during the change saves the row as it read it: still readable, and rewrapped in the next pass."""
    person = people(world, 1)[0]
    read_before = Person.objects.get(pk=person.pk)
    change = changing.begin(NATIONAL, pause=0)
    changing.batch(_place("persons"), change)
    with acting(None, "测试"):
        read_before.save()
    again = Person.objects.get(pk=person.pk)
    assert number_of(again) == id_number(100)
    change.refresh_from_db()
    changing.run(change)
    assert secret_generation(bytes(Person.objects.get(pk=person.pk).secret or b"")) == 2


def test_a_row_that_nothing_opens_is_named_and_keeps_the_old_keys(world: World, keyring: Source) -> None:
    person = people(world, 2)[0]
    models.QuerySet(Person).filter(pk=person.pk).update(secret=bytes(44))
    change = rotate()
    assert ["persons", str(person.pk)] in change.unreadable
    with pytest.raises(changing.Refused, match="人员 1"):
        changing.retire(1)
    assert secret_generation(bytes(44)) == 1


def test_a_retired_key_opens_nothing_but_old_copies_and_marks(world: World, keyring: Source) -> None:
    person = people(world, 1)[0]
    sealed = bytes(Person.objects.get(pk=person.pk).secret or b"")
    copy = io.BytesIO()
    with Sealer(copy, masters()[0]) as out:  # type: ignore[arg-type]  # a raw stream
        out.write(b"copy")
    seal()
    rotate(NATIONAL)
    with acting(None, "测试"):
        world.city.save()
    changing.retire(1)
    with pytest.raises(KeyMissing):
        number_of(Person(secret=sealed, number_cipher=b"x" * 40))
    copy.seek(0)
    assert Opener(copy, *masters()).read() == b"copy"
    assert list(verify()) == []  # lines of both generations
    assert json.loads(keyring.path.read_text())["RETIRED"][0].keys() == {"number", "suite", "audit"}
    assert keyring.path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("suite", SUITES)
def test_the_log_is_proven_across_the_change_and_tampering_found_in_both_suites(
    suite: str, world: World, keyring: Source
) -> None:
    people(world, 1)
    seal()
    rotate(suite)
    people_later = fill(REGISTRY["petitions"], world.branch)
    seal()
    assert list(verify()) == []
    for line in (Change.objects.earliest("pk"), Change.objects.latest("pk")):
        Change.objects.filter(pk=line.pk).update(actor_name="别人")
        assert [finding.kind for finding in verify()] == ["line_changed"]
        Change.objects.filter(pk=line.pk).update(actor_name=line.actor_name)
    last = Change.objects.latest("pk")
    Change.objects.filter(pk=last.pk).update(mark=b"\xff\x01" + bytes(16))  # keys that never were
    assert any(finding.kind == "line_changed" for finding in verify())
    assert people_later.pk


def test_another_process_notices_the_new_keys(world: World, keyring: Source) -> None:
    elsewhere = Source(keyring.path)
    assert elsewhere.read().current == 1
    rotate()
    elsewhere._looked -= 2  # a second has passed
    assert elsewhere.read().current == 2
    time.sleep(0)


def test_the_command_tells_how_far_it_is(world: World, keyring: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changing, "LOOK_AGAIN", 0)
    monkeypatch.setattr(changing.begin, "__defaults__", ("", 0))
    people(world, 1)

    def said(*words: str) -> str:
        out = io.StringIO()
        call_command("keys", *words, stdout=out)
        return out.getvalue()

    assert "还没有更换过" in said("status")
    assert "已全部换成第 2 号密钥（national）" in said("rotate", "--suite", "national")
    assert said("list").splitlines() == ["1\tinternational\t还在读旧数据", "2\tnational\t正在使用"]
    assert "已停用" in said("retire", "1")
    assert "已停用" in said("list")
    with pytest.raises(CommandError, match="正在使用"):
        said("retire", "2")


def test_keys_of_the_environment_and_later_ones_of_the_file_stand_together(keyring: Source, tmp_path: Path) -> None:
    ring = keyring.read()
    assert (ring.current, len(ring.generations)) == (1, 1)
    assert not keyring.path.exists()
    changing.add(NATIONAL)
    ring = keyring.read()
    assert [each.suite for each in ring.generations] == ["international", "national"]
    assert ring.generations[0].master == base64.b64decode(__import__("os").environ["GONGHUI_KEY"])
    assert Trail._meta.get_field("sealed") is not None
    assert house.GONGHUI_RING is keyring
