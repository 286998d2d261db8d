"""Every role at every place: one account each, made once."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.template.base import Template
from django.test import Client
from django.test.utils import _TestState

from gonghui.kernel.access.models import READS_FIGURES, READS_RECORDS, Grant, Role
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.organisations.models import Level, Union
from tests.generic.hands import signed_in, without_factor
from tests.generic.world import World, build

WHOLE = os.environ.get("GONGHUI_MATRIX") == "whole"  # ask all questions; the suite asks a share of them in turn
PLACES = ("own", "above", "top", "beside", "below")


class Looker(NamedTuple):
    """An account: its role (empty: without any) and where it stands to the record's union."""

    role: str
    place: str
    client: Client

    @property
    def near(self) -> bool:
        """Whether the record's union is its own or below it."""
        return self.place in ("own", "above", "top")

    @property
    def reads_records(self) -> bool:
        return self.role in READS_RECORDS and self.near

    @property
    def reads_figures(self) -> bool:
        """Figures are also seen upward: of the unions above one's own."""
        return self.role in READS_FIGURES and (self.near or self.place == "below")


class Everybody(NamedTuple):
    world: World
    lookers: list[Looker]

    @property
    def top(self) -> Client:
        """Who reads every record."""
        return next(each.client for each in self.lookers if (each.role, each.place) == ("leader", "top"))


@contextmanager
def light() -> Iterator[None]:
    """A hundred thousand requests without what only other tests need: copies of the contexts of templates, a line of the log for each
    refusal, a collector that looks over what the house declares."""
    noted = Template._render  # type: ignore[attr-defined]  # as the runner of tests has put it there
    Template._render = _TestState.saved_data.template_render  # type: ignore[attr-defined]
    logging.disable(logging.WARNING)
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        logging.disable(logging.NOTSET)
        Template._render = noted  # type: ignore[attr-defined]


@pytest.fixture
def no_factor(world: World) -> None:
    """Nobody in the small world is asked for a second factor."""
    without_factor()


@pytest.fixture(scope="module")
def everybody(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Everybody]:
    """The small world with a group below the branch, and an account for every role at every place."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build()
        with acting(None, "测试"):
            group = Union.objects.create(code="G1", name="测试工会小组", level=Level.GRASSROOTS, parent=world.branch)
        without_factor()
        there = dict(zip(PLACES, (world.branch, world.town, world.city, world.beside, group), strict=True))
        lookers = [Looker("", "", signed_in(get_user_model().objects.create_user("nobody")))]
        for role in Role.values:
            for place, union in there.items():
                user = get_user_model().objects.create_user(f"{role}-{place}")
                Grant.objects.create(user=user, union=union, role=role)
                lookers.append(Looker(role, place, signed_in(user)))
        with light():
            yield Everybody(world, lookers)
        transaction.set_rollback(True)
