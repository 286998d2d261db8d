"""Corrections on their way up: what changed below a locked return, and its own numbered correction made from that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.returns.definition import CellData
from gonghui.kernel.returns.models import FrozenCell, Return
from gonghui.kernel.returns.refusing import Refused
from gonghui.kernel.returns.rounds import require, revise, submit
from gonghui.kernel.returns.values import is_count
from gonghui.kernel.returns.working import Work, lower

Exacts = dict[str, Decimal | None]


@dataclass(frozen=True)
class Changed:
    """A cell that a correction changed."""

    identity: str
    cell: CellData
    before: Decimal | None
    now: Decimal | None


def awaiting(returns: QuerySet[Return]) -> QuerySet[Return]:
    """Of these, the locked ones below which something was corrected or came late since, and nobody has followed yet."""
    below = Return.objects.filter(
        round=OuterRef("round"), upper=OuterRef("union"), state="active", status=Return.Status.LOCKED,
        locked_at__gt=OuterRef("locked_at"),
    )  # fmt: skip
    later = Return.objects.filter(
        round=OuterRef("round"), union=OuterRef("union"), state="active", revision__gt=OuterRef("revision")
    )
    return returns.filter(Exists(below), ~Exists(later), status=Return.Status.LOCKED)


def corrected_below(ret: Return) -> list[Return]:
    """What came in below after this return was locked: its own total still tells the older number."""
    if ret.status != Return.Status.LOCKED or ret.locked_at is None:
        return []
    locked = [each for each in lower(ret) if each.status == Return.Status.LOCKED and each.locked_at]
    return [each for each in locked if each.locked_at and each.locked_at > ret.locked_at]


def earlier(ret: Return) -> Return | None:
    """The return that this one corrects."""
    found = Return.objects.filter(round=ret.round_id, union=ret.union_id, revision__lt=ret.revision, submission__gt=0)
    return found.order_by("-revision").first()


def changed_cells(work: Work) -> list[Changed]:
    """The cells in which a correction differs from what it corrects; hidden ones are left out."""
    then = earlier(work.ret)
    if then is None:
        return []
    was = frozen(then, "value")
    pairs = [(identity, cell, was.get(identity), work.answers[identity].value) for identity, cell in work.form.cells()]
    return [Changed(*each) for each in pairs if each[2] != each[3] and each[0] not in work.hidden]


def frozen(ret: Return, field: str = "exact") -> Exacts:
    """Cell → what the return said when it was last submitted."""
    rows = FrozenCell.objects.filter(ret=ret, submission=F("ret__submission"))
    return dict(rows.values_list("cell", field))


def follow(ret: Return, user: Any) -> Return:
    """照下级更正: one act makes the next numbered correction of the total, and submits it where nothing else changed.

    It stays open where a check holds it back, or where records here changed since the lock too: those an officer looks at.
    Raises Refused.
    """
    require(user, ret.union)
    since = corrected_below(ret)
    if not since:
        raise Refused(_("下级没有需要跟进的更正。"))
    reason = _("；").join(_said(each) for each in since)
    with acting(user, gettext_noop("照下级更正：%(reason)s") % {"reason": reason[:180]}), transaction.atomic():
        made = revise(ret, _("照下级更正：%(reason)s") % {"reason": reason}, user)
        work = Work(made)
        if any(finding.blocks for finding in work.findings) or own_changes(ret, since, work):
            return made
        submit(made, user)
    return made


def _said(ret: Return) -> str:
    return f"{ret.union.name}{ret.revision_reason}" if ret.revision else _("%(union)s补报") % {"union": ret.union.name}


def _basis(each: Return, ret: Return) -> Return | None:
    """What a union had reported when the total was locked."""
    found = Return.objects.filter(round=each.round_id, union=each.union_id, locked_at__lte=ret.locked_at)
    return found.order_by("-revision").first()


def own_changes(ret: Return, since: Iterable[Return], work: Work) -> list[CellData]:
    """Counted cells that moved by more than the corrections below of `ret`: records here changed since the lock as well."""
    moved = frozen(ret)
    for each in since:
        then, now = _basis(each, ret), frozen(each)
        was = frozen(then) if then else {}
        for identity, value in now.items():
            if value is not None and (then is None or was.get(identity) is not None):
                moved[identity] = (moved.get(identity) or Decimal(0)) + value - (was.get(identity) or Decimal(0))
    out = []
    for identity, cell in work.form.cells():
        told = cell.figure in work.indicators and is_count(work.indicators[cell.figure])
        if told and (work.live[identity].exact or 0) != (moved.get(identity) or 0):
            out.append(cell)
    return out
