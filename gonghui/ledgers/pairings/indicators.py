"""共建培养: joint acts in the period, people in two-way cultivation on the day."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Stock, When
from gonghui.ledgers.pairings.models import Alliance, Kind

BY = ["kind", "direction", "stage", "union"]
STANDING = Stock("started_on", "ended_on")


def _count(
    key: str, name: StrOrPromise, unit: StrOrPromise, where: Q, when: When = STANDING, distinct: str = ""
) -> Measure:
    return Measure(key=key, name=name, unit=unit, of=Alliance, when=when, where=where, distinct=distinct, by=BY)


PARTY = _count("pairings.party", _("党建带工建共建事项数"), "项", Q(kind=Kind.PARTY), Flow("started_on"))
TWO_WAY = _count("pairings.two_way", _("双培人数"), "人", Q(kind=Kind.TWO_WAY))
