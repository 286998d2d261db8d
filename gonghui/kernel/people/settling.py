"""待核实: two rows name one person; somebody decides which membership counts."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from gonghui.kernel.audit.acting import require_acting
from gonghui.kernel.ledger.record import State
from gonghui.kernel.organisations.models import EVER, NEVER
from gonghui.kernel.people.models import Identity, Membership


class StillElsewhere(ValueError):
    """The person is a counted member elsewhere on a day of this membership; the message says where."""


def others(membership: Membership) -> list[Membership]:
    """The person's other memberships that were not voided, newest first."""
    rows = Membership.objects.filter(person_id=membership.person_id).exclude(pk=membership.pk)
    return list(rows.exclude(state=State.VOIDED).select_related("union").order_by("-joined_on", "-pk"))


def _meet(one: Membership, other: Membership) -> bool:
    return (one.joined_on or EVER) < (other.left_on or NEVER) and (other.joined_on or EVER) < (one.left_on or NEVER)


@transaction.atomic
def settle(membership: Membership) -> None:
    """Count a held membership from now on. Raises StillElsewhere while another one of the person stands beside it."""
    require_acting()
    for other in others(membership):
        if other.state == State.ACTIVE and _meet(membership, other):
            told = _("同一人在“%(union)s”的会籍仍在计入。先作废那一条，或为它填写离会日期。")
            raise StillElsewhere(told % {"union": other.union.name})
    membership.state, membership.state_reason = State.ACTIVE, ""
    membership.save(update_fields=["state", "state_reason"])
    if membership.left_on is None and membership.is_identified:
        Identity.objects.filter(person_id=membership.person_id).update(membership=membership)
