"""Taking an act back by a counter-act: as if it had not been, both acts stay in the register.

A union re-established later is not this: it is founded anew. An act is taken back on its own day, the latest first.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonghui.kernel.audit.acting import require_acting
from gonghui.kernel.organisations.acts import CLOSED, MERGED, NotPossible
from gonghui.kernel.organisations.ancestry import parents_changed
from gonghui.kernel.organisations.coverage import covers_back
from gonghui.kernel.organisations.models import Act, Employer, Tree, Union


def reversible(act: Act) -> str:
    """Why this act cannot be taken back, in the user's words; "" where it can."""
    if act.kind == Act.Kind.REVERSE:
        return _("这是一次撤回，不能再撤回；请重新办理变动")
    if act.details.get("reversed"):
        return _("这次变动已经撤回")
    if act.details.get("of"):
        return _("这是合并或分立的一部分，请撤回那一次变动")
    ids = {act.union_id, act.other_id} if act.kind != Act.Kind.MOVE else {act.union_id}
    later = Act.objects.filter(union__in=ids - {None}, pk__gt=act.pk).exclude(kind=Act.Kind.REVERSE)
    later = later.exclude(pk__in=act.details.get("moves", []))
    for one in later.order_by("-pk"):
        if not one.details.get("reversed") and not one.details.get("of"):
            told = {"name": one.union.name, "day": one.on, "kind": one.get_kind_display()}
            return _("之后又有变动（%(day)s %(name)s %(kind)s），请先撤回那一次") % told
    return ""


@transaction.atomic
def reverse(act: Act, document_no: str = "") -> Act:
    """撤回变动. Raises NotPossible with the reason."""
    require_acting()
    act = Act.objects.select_for_update(of=("self",)).select_related("union", "other").get(pk=act.pk)
    if why := reversible(act):
        raise NotPossible(why)
    {
        Act.Kind.MOVE: _move_back,
        Act.Kind.MERGE: _part_again,
        Act.Kind.SPLIT: _join_again,
        Act.Kind.DISSOLVE: _open_again,
    }[Act.Kind(act.kind)](act)
    made = Act.objects.create(
        union=act.union, kind=Act.Kind.REVERSE, on=act.on, document_no=document_no, other=act.other,
        details={"reverses": act.pk, "kind": act.kind},
    )  # fmt: skip
    _note(act, "reversed", made.pk)
    return made


def _note(act: Act, name: str, value: Any) -> None:
    act.details = {**act.details, name: value}
    act.save(update_fields=["details"])


def _move_back(act: Act) -> None:
    _moves_back([act])


def _moves_back(acts: list[Act]) -> None:
    """All of one day and from one parent."""
    groups: dict[tuple[str, str], list[Act]] = {}
    for act in acts:
        groups.setdefault((act.details.get("tree", Tree.TERRITORIAL), act.details["from"]), []).append(act)
    for (tree, code), same in groups.items():
        field = "parent" if tree == Tree.TERRITORIAL else "industry_parent"
        parent = Union.objects.get(code=code) if code else None
        unions = [one.union for one in same]
        for union in unions:
            setattr(union, field, parent)
        Union.objects.filter(pk__in=[union.pk for union in unions]).update(**{field: parent})
        parents_changed(unions, same[0].on)


def _children_back(act: Act) -> None:
    moves = list(Act.objects.filter(pk__in=act.details.get("moves", [])).select_related("union"))
    if moves:
        _moves_back(moves)


def _part_again(act: Act) -> None:
    _reopen(act.union)
    _children_back(act)
    Employer.objects.filter(pk__in=act.details.get("employers", [])).update(union=act.union)
    _members_back(act, MERGED)
    covers_back(act.details.get("covers"))


def _join_again(act: Act) -> None:
    """The union that the split made closes on the day it began: it never stood."""
    assert act.other is not None
    extra = act.other.children.exclude(acts__pk__in=act.details.get("moves", []))
    if extra.exists() or act.other.memberships.filter(state="active").exists():
        raise NotPossible(_("%(name)s 已有自己的下级工会或会员，不能撤回分立") % {"name": act.other.name})
    _children_back(act)
    act.other.dissolved_on, act.other.dissolution_reason, act.other.successor = act.on, "撤回分立", act.union
    act.other.save(update_fields=["dissolved_on", "dissolution_reason", "successor"])


def _open_again(act: Act) -> None:
    _reopen(act.union)
    covers_back(act.details.get("covers"))
    if act.other is not None:
        _members_back(act, CLOSED)
    elif act.details.get("left"):
        _members_stay(act)


def _reopen(union: Union) -> None:
    union.dissolved_on, union.dissolution_reason, union.successor = None, "", None
    union.save(update_fields=["dissolved_on", "dissolution_reason", "successor"])


def _members_back(act: Act, reason: str) -> None:
    """Memberships begun by the act are void, those it ended go on; who moved on since stays where they are."""
    from gonghui.kernel.people.models import Identity, Membership

    ended = Membership.objects.counted().filter(union=act.union, left_on=act.on, leave_reason=reason)
    begun = Membership.objects.counted().filter(
        union=act.other, joined_on=act.on, left_on__isnull=True, person__in=ended.values("person")
    )
    was = dict(begun.values_list("person", "status"))
    persons = list(was)
    old = {row.person_id: row.pk for row in ended.filter(person__in=persons)}
    Identity.objects.filter(person__in=persons).update(membership=None)
    begun.update(state="voided", state_reason="撤回变动")
    for status in set(was.values()):
        same = [pk for person, pk in old.items() if was[person] == status]
        Membership.objects.filter(pk__in=same).update(left_on=None, leave_reason="", status=status)
    _link(old)


def _members_stay(act: Act) -> None:
    from gonghui.kernel.people.models import Identity, Membership, MembershipStatus

    ended = Membership.objects.counted().filter(union=act.union, left_on=act.on, leave_reason=CLOSED)
    elsewhere = Identity.objects.exclude(membership=None).values("person")
    old = dict(ended.exclude(person__in=elsewhere).values_list("person", "pk"))
    Membership.objects.filter(pk__in=old.values()).update(left_on=None, leave_reason="", status=MembershipStatus.NORMAL)
    _link(old)


def _link(live: dict[int, int]) -> None:
    """The index carries the live membership again: person -> membership."""
    from gonghui.kernel.people.models import Identity

    rows = list(Identity.objects.filter(person__in=list(live)))
    for row in rows:
        row.membership_id = live[row.person_id]
    Identity.objects.bulk_update(rows, ["membership"], batch_size=1000)
