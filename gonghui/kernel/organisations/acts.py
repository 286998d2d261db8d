"""Changes of organisation as acts: a date, a document number, a successor; never a delete.

Each is one transaction: broken off in the middle nothing of it stands. What it did is kept in the act's details, so that
`reversals.reverse` can take it back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Count, Max
from django.utils.translation import gettext as _

from gonghui.kernel.audit.acting import require_acting
from gonghui.kernel.organisations.ancestry import parents_changed
from gonghui.kernel.organisations.coverage import covers_over
from gonghui.kernel.organisations.models import Act, Tree, Union

MERGED = "工会合并"
CLOSED = "工会撤销"


class NotPossible(ValueError):
    """An act that the tree does not allow; the message is for the user."""


@transaction.atomic
def move(union: Union, to: Union, on: dt.date, document_no: str = "", tree: str = Tree.TERRITORIAL) -> Act:
    """隶属关系变更: from day `on` the union and everything below stand under `to`. Raises Circle, NotPossible."""
    return move_all([union], to, on, document_no, tree)[0]


@transaction.atomic
def move_all(
    unions: Sequence[Union], to: Union, on: dt.date, document_no: str = "", tree: str = Tree.TERRITORIAL
) -> list[Act]:
    """The same for several at once, a line of the register for each."""
    require_acting()
    _open(to, on)
    field = "parent" if tree == Tree.TERRITORIAL else "industry_parent"
    befores = Union.objects.in_bulk({pk for union in unions if (pk := getattr(union, f"{field}_id"))})
    details = []
    for union in unions:
        before = befores.get(getattr(union, f"{field}_id"))
        details.append({"from": before.code if before else "", "to": to.code, "tree": str(tree)})
        setattr(union, field, to)
    Union.objects.filter(pk__in=[union.pk for union in unions]).update(**{field: to})
    parents_changed(unions, on)
    return Act.objects.bulk_create(
        [
            Act(union=union, kind=Act.Kind.MOVE, on=on, document_no=document_no, other=to, details=told)
            for union, told in zip(unions, details, strict=True)
        ]
    )


@transaction.atomic
def dissolve(
    union: Union,
    on: dt.date,
    reason: str,
    successor: Union | None = None,
    document_no: str = "",
    end_memberships: bool = False,
) -> Act:
    """撤销: closed from day `on`; children must have been re-homed. Raises NotPossible.

    Members go to the successor; without one they are kept and shown, or leave where `end_memberships` says so.
    """
    require_acting()
    _open(union, on)
    if union.children.filter(dissolved_on__isnull=True).exists():
        raise NotPossible(_("%(name)s 还有下级工会，请先变更其隶属关系") % {"name": union.name})
    details: dict[str, Any] = {}
    if successor is not None:
        _open(successor, on)
        details["members"] = _hand_over(union, successor, on, CLOSED)
    elif end_memberships:
        details["left"] = _end_memberships(union, on)
    details["covers"] = covers_over(union, on, successor)
    _close(union, on, reason, successor)
    return Act.objects.create(
        union=union, kind=Act.Kind.DISSOLVE, on=on, document_no=document_no, other=successor, details=details
    )


@transaction.atomic
def merge(union: Union, into: Union, on: dt.date, document_no: str = "") -> Act:
    """合并: children move under `into`, covered employers and live members follow, the union closes with its successor."""
    require_acting()
    _open(union, on)
    _open(into, on)
    if union.pk == into.pk:
        raise NotPossible(_("工会不能与自己合并"))
    children = list(union.children.filter(dissolved_on__isnull=True))
    moves = move_all(children, into, on, document_no) if children else []
    members = _hand_over(union, into, on, MERGED)
    covers = covers_over(union, on, into)
    employers = list(union.home_employers.values_list("pk", flat=True))
    union.home_employers.update(union=into)
    _close(union, on, "合并", into)
    details = {"moves": [act.pk for act in moves], "members": members, "employers": employers, "covers": covers}
    act = Act.objects.create(
        union=union, kind=Act.Kind.MERGE, on=on, document_no=document_no, other=into, details=details
    )
    _belong(moves, act)
    return act


@transaction.atomic
def split(union: Union, code: str, name: str, children: list[Union], on: dt.date, document_no: str = "") -> Union:
    """分立: a new union under the same parent takes the named children from day `on`."""
    require_acting()
    _open(union, on)
    if Union.objects.filter(code=code).exists():
        raise NotPossible(_("编码“%(code)s”已被使用，编码不能重复。") % {"code": code})
    fresh = Union.objects.create(
        code=code, name=name, parent=union.parent, level=union.level, kind=union.kind, founded_on=on
    )
    moves = move_all(children, fresh, on, document_no) if children else []
    details = {"moves": [act.pk for act in moves]}
    act = Act.objects.create(
        union=union, kind=Act.Kind.SPLIT, on=on, document_no=document_no, other=fresh, details=details
    )
    _belong(moves, act)
    return fresh


def _belong(moves: Sequence[Act], whole: Act) -> None:
    """Moves that are part of a merger or a split are taken back with it."""
    for one in moves:
        one.details = {**one.details, "of": whole.pk}
    Act.objects.bulk_update(moves, ["details"], batch_size=500)


def _open(union: Union, on: dt.date) -> None:
    """Only a union that stands on the day takes part in an act."""
    if union.dissolved_on is not None and union.dissolved_on <= on:
        told = {"name": union.name, "day": union.dissolved_on}
        raise NotPossible(_("%(name)s 已于 %(day)s 撤销") % told)
    if union.founded_on is not None and union.founded_on > on:
        raise NotPossible(_("%(name)s 在 %(day)s 才成立") % {"name": union.name, "day": union.founded_on})


def _joined_by(union: Union, on: dt.date) -> None:
    """Whoever joined after the day of the act would leave before joining: the day is wrong, or the members' days are."""
    later = union.memberships.filter(left_on__isnull=True, joined_on__gt=on)
    found = later.aggregate(n=Count("pk"), last=Max("joined_on"))
    if found["n"]:
        told = {"name": union.name, "n": found["n"], "day": found["last"]}
        raise NotPossible(_("%(name)s 有 %(n)d 名会员在这一天之后才入会（最晚 %(day)s），请填以后的日期") % told)


def _close(union: Union, on: dt.date, reason: str, successor: Union | None) -> None:
    union.dissolved_on, union.dissolution_reason, union.successor = on, reason[:120], successor
    union.save(update_fields=["dissolved_on", "dissolution_reason", "successor"])


def _hand_over(union: Union, to: Union, on: dt.date, reason: str) -> int:
    from gonghui.kernel.people.models import Membership
    from gonghui.kernel.people.transfers import transfer_all

    _joined_by(union, on)
    return transfer_all(Membership.objects.filter(union=union, left_on__isnull=True), to, on, reason)


def _end_memberships(union: Union, on: dt.date) -> int:
    from gonghui.kernel.people.models import Identity, Membership, MembershipStatus

    _joined_by(union, on)
    live = Membership.objects.counted().filter(union=union, left_on__isnull=True)
    ids = list(live.values_list("pk", flat=True))
    Identity.objects.filter(membership__in=ids).update(membership=None)
    return Membership.objects.filter(pk__in=ids).update(left_on=on, leave_reason=CLOSED, status=MembershipStatus.LEFT)
