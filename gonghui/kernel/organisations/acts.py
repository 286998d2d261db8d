"""Changes of organisation as acts: a date, a document number, a successor; never a delete."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from gonghui.kernel.audit.acting import require_acting
from gonghui.kernel.organisations.ancestry import parent_changed
from gonghui.kernel.organisations.models import Act, Union


@transaction.atomic
def move(union: Union, to: Union, on: dt.date, document_no: str = "") -> Act:
    """隶属关系变更: from day `on` the union and everything below stand under `to`. Raises Circle."""
    require_acting()
    before = union.parent
    Union.objects.filter(pk=union.pk).update(parent=to)
    union.parent = to
    parent_changed(union, on)
    details = {"from": before.code if before else "", "to": to.code}
    return Act.objects.create(
        union=union, kind=Act.Kind.MOVE, on=on, document_no=document_no, other=to, details=details
    )


@transaction.atomic
def dissolve(union: Union, on: dt.date, reason: str, successor: Union | None = None, document_no: str = "") -> Act:
    """撤销: closed from day `on`; children must have been re-homed, members are kept and shown. Raises ValueError."""
    require_acting()
    if union.children.filter(dissolved_on__isnull=True).exists():
        raise ValueError(f"{union.name} 还有下级工会，请先变更其隶属关系")
    union.dissolved_on, union.dissolution_reason, union.successor = on, reason, successor
    union.save()
    return Act.objects.create(union=union, kind=Act.Kind.DISSOLVE, on=on, document_no=document_no, other=successor)


@transaction.atomic
def merge(union: Union, into: Union, on: dt.date, document_no: str = "") -> Act:
    """合并: children move under `into`, covered employers and live members follow, the union closes with its successor."""
    from gonghui.kernel.people.models import Membership
    from gonghui.kernel.people.transfers import transfer_all

    for child in union.children.filter(dissolved_on__isnull=True):
        move(child, into, on, document_no)
    transfer_all(Membership.objects.filter(union=union, left_on__isnull=True), into, on, "工会合并")
    union.home_employers.update(union=into)
    union.dissolved_on, union.dissolution_reason, union.successor = on, "合并", into
    union.save()
    return Act.objects.create(union=union, kind=Act.Kind.MERGE, on=on, document_no=document_no, other=into)


@transaction.atomic
def split(union: Union, code: str, name: str, children: list[Union], on: dt.date, document_no: str = "") -> Union:
    """分立: a new union under the same parent takes the named children from day `on`."""
    fresh = Union.objects.create(
        code=code, name=name, parent=union.parent, level=union.level, kind=union.kind, founded_on=on
    )
    for child in children:
        move(child, fresh, on, document_no)
    Act.objects.create(union=union, kind=Act.Kind.SPLIT, on=on, document_no=document_no, other=fresh)
    return fresh
