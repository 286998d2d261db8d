"""`gonghui retention`: what has been kept long enough, by rules that are dated parameters with their source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.writing import log
from gonghui.kernel.desk.models import Draft
from gonghui.kernel.intake.models import Intake, IntakeFile, Trail
from gonghui.kernel.ledger.record import State
from gonghui.kernel.matching.models import MatchList
from gonghui.kernel.people.models import Membership, Person
from gonghui.kernel.rights.erasing import ERASED, erase
from gonghui.kernel.rights.holding import must_keep
from gonghui.kernel.rights.models import RightsRequest
from gonghui.kernel.rules.parameters import Rule, in_force

CHUNK = 500  # persons asked about at once


@dataclass(frozen=True)
class Due:
    """One rule and what of it has come to its end."""

    title: str
    rule: Rule
    count: int
    do: Callable[[], int]


def due(day: dt.date) -> Iterator[Due]:
    """Every rule in turn, with how much would go; `do` lets it go and says how much went. Needs `acting`."""
    rule, before = _days("retention.intake_days", day)
    files = IntakeFile.objects.filter(intake__at__lt=before).exclude(content=b"")
    yield Due(_("导入的原表和退回表"), rule, files.count(), lambda: files.update(content=b"", rejects=None))
    trails = Trail.objects.filter(intake__at__lt=before)
    yield Due(_("导入前的保密项"), rule, trails.count(), lambda: _forget(trails))
    rule, before = _days("retention.lists_days", day)
    lists = MatchList.objects.filter(created_at__lt=before, content__isnull=False)
    yield Due(_("比对名单原件"), rule, lists.count(), lambda: lists.update(content=None))
    rule, before = _days("retention.drafts_days", day)
    drafts = Draft.objects.filter(at__lt=before)
    yield Due(_("没有填完的表单"), rule, drafts.count(), lambda: drafts.delete()[0])
    asked = _free(list(_asked()), day)
    yield Due(
        _("请求删除、保存期已满的人员"),
        in_force("retention.records_years", day),
        len(asked),
        lambda: _erase(asked, day),
    )
    gone = _free(list(_left(day)), day)
    told = in_force("retention.roster_years", day)
    yield Due(_("离会多年、保存期已满的人员"), told, len(gone), lambda: _erase(gone, day))


def _days(key: str, day: dt.date) -> tuple[Rule, dt.datetime]:
    rule = in_force(key, day)
    since = dt.datetime.combine(day - dt.timedelta(days=int(rule.value)), dt.time())
    return rule, timezone.make_aware(since)


def _forget(trails: Any) -> int:
    """The sealed lines and the keys of their batches; a later undoing gives no confidential item back."""
    Intake.objects.filter(pk__in=trails.values("intake")).update(secret=None)
    count: int = trails.delete()[0]
    return count


def _asked() -> Iterator[int]:
    waiting = RightsRequest.objects.filter(outcome=RightsRequest.Outcome.LATER, kind=RightsRequest.Kind.ERASE)
    yield from waiting.exclude(person__name=ERASED).values_list("person", flat=True).distinct()


def _left(day: dt.date) -> Iterator[int]:
    """Members who left so long ago that the roster's period has ended."""
    years = int(in_force("retention.roster_years", day).value)
    limit = day - dt.timedelta(days=years * 365)  # near enough to begin with: must_keep has the last word
    stays = Membership.objects.filter(Q(left_on=None) | Q(left_on__gt=limit)).exclude(state=State.VOIDED)
    rows = Person.objects.filter(memberships__left_on__lte=limit).exclude(pk__in=stays.values("person"))
    yield from rows.exclude(name=ERASED).exclude(state=State.VOIDED).values_list("pk", flat=True).distinct()


def _free(persons: list[int], day: dt.date) -> list[int]:
    """Those of whom nothing must be kept any more."""
    found: list[int] = []
    for start in range(0, len(persons), CHUNK):
        part = persons[start : start + CHUNK]
        bound = must_keep(part, day)
        found += [pk for pk in part if pk not in bound]
    return found


def _erase(persons: list[int], day: dt.date) -> int:
    for pk in persons:
        with transaction.atomic():
            erase(Person.objects.get(pk=pk), day)
            RightsRequest.objects.filter(person=pk, outcome=RightsRequest.Outcome.LATER).update(
                outcome=RightsRequest.Outcome.DONE
            )
    return len(persons)


def carry_out(day: dt.date, by: Any = None) -> list[tuple[str, int]]:
    """Let everything go that is due; each rule in a transaction of its own, with a line in the log."""
    done: list[tuple[str, int]] = []
    with acting(by, gettext_noop("保存期已满")):
        for each in due(day):
            if not each.count:
                continue
            with transaction.atomic():
                count = each.do()
                log("change", [(0, RightsRequest, {}, {"retention": each.rule.key, "count": count})])
            done.append((each.title, count))
    return done
