"""Answering a request: what is done is done by the system in the same act, and the answer says what the law keeps."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from gonghui.kernel.access.persons import decides
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.ledger.record import State
from gonghui.kernel.organisations.models import NEVER, Ancestry
from gonghui.kernel.people.models import Consent, Person
from gonghui.kernel.rights.erasing import MustBeKept, erase, restrict, withdraw
from gonghui.kernel.rights.holding import Must, answering
from gonghui.kernel.rights.models import RightsRequest

Kind, Outcome = RightsRequest.Kind, RightsRequest.Outcome


@in_chinese
def _reason(request: RightsRequest) -> str:
    return f"{request.get_kind_display()}：{_('个人信息请求')}"


@transaction.atomic
def answer(request: RightsRequest, by: Any, day: dt.date, said: str = "", refused: bool = False) -> RightsRequest:
    """Do what was asked, or refuse it with the reason; an erasure that the law forbids yet becomes a restriction until then.

    Raises PermissionDenied for an account that may not answer for all whom the act would reach (None: the owner).
    """
    if by is not None and not decides(by, answering(request.person, request.kind, request.union)):
        raise PermissionDenied
    with acting(by, _reason(request)):
        request.outcome, request.answer = (Outcome.REFUSED if refused else Outcome.DONE), said
        if not refused:
            _do(request, day)
        request.answered_on, request.answered_by = day, str(by.get_username()) if by else ""
        request.save()
    return request


def _do(request: RightsRequest, day: dt.date) -> None:
    person: Person = request.person
    if request.kind == Kind.WITHDRAW:
        under = Ancestry.objects.filter(ancestor=request.union, until=NEVER).values("union")
        withdraw(Consent.objects.filter(person=person, state=State.ACTIVE, union__in=under), day)
    elif request.kind == Kind.RESTRICT:
        restrict(person, day)
    elif request.kind == Kind.ERASE:
        try:
            erase(person, day)
            request.said = ""
        except MustBeKept as refusal:
            restrict(person, day)
            withdraw(Consent.objects.filter(person=person, state=State.ACTIVE), day)
            request.outcome = Outcome.LATER
            request.kept = [must.to_json() for must in refusal.kept]
            request.answer = "\n".join(filter(None, [request.answer, *map(line, refusal.kept)]))


def line(must: Must) -> str:
    """One thing that must be kept, as the person is told it."""
    told = {"title": must.title, "n": must.count, "until": f"{must.until:%Y-%m-%d}", "source": must.source}
    if must.lasts:
        return _("%(title)s：%(source)s，离会并过保存期后删除") % told
    return _("%(title)s %(n)s 条：依法保存到 %(until)s（%(source)s）") % told
