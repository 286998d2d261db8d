"""A small world with one member of the branch, and the accounts who handle what the person asks."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.people.identity import person_for
from gonghui.kernel.people.models import Identity, Membership, Person
from tests.generic.hands import signed_in
from tests.generic.world import World, fill, id_number

NUMBER, PHONE = id_number(321), "14012349876"


class Case(NamedTuple):
    world: World
    person: Person
    keeper: Client
    reviewer: Client
    stranger: Client


@pytest.fixture
def case(world: World) -> Case:
    with acting(None, "测试"):
        person = person_for("王测请", NUMBER, PHONE)
        membership = Membership.objects.create(
            union=world.branch, person=person, person_name=person.name, joined_on=dt.date(2020, 1, 1)
        )
        Identity.objects.filter(person=person).update(membership=membership)
    fill(REGISTRY["petitions"], world.branch, person=person, person_name=person.name, done=f"与{person.name}面谈")
    reviewer = get_user_model().objects.create_user("reviewer")
    Grant.objects.create(user=reviewer, union=world.branch, role=Role.REVIEWER)
    return Case(world, person, signed_in(world.keeper), signed_in(reviewer), signed_in(world.stranger))
