"""会籍转接: a transfer is an end and a begin, never an update of the membership's union.

Whoever joined once stays joined (rules.md §2.4): the day of admission and all that is known of the member goes along, and
neither side counts as joining or leaving.
"""

from __future__ import annotations

import datetime as dt

from gonghui.kernel.audit.queryset import RecordQuerySet
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.people.models import Identity, Membership, MembershipStatus

_GOES_ALONG = (
    *("person_id", "person_name", "is_identified", "status"),
    *("employment_form", "new_form_group", "card_no", "post"),
)


def transfer_all(memberships: RecordQuerySet[Membership], to: Union, on: dt.date, reason: str) -> int:
    """End the given live memberships on day `on` and begin them anew in `to`; returns how many."""
    old = list(memberships.counted())
    fresh = [
        Membership(
            union=to,
            joined_on=on,
            came_from_id=row.union_id,
            admitted_on=row.admitted_on if row.came_from_id else row.joined_on,
            **{name: getattr(row, name) for name in _GOES_ALONG},
        )
        for row in old
    ]
    Identity.objects.filter(membership__in=old).update(membership=None)
    Membership.objects.filter(pk__in=[row.pk for row in old]).update(
        left_on=on, leave_reason=reason, status=MembershipStatus.MOVED
    )
    made = Membership.objects.bulk_create(fresh, batch_size=2000)
    links = {row.person_id: row for row in made if row.is_identified}
    identities = list(Identity.objects.filter(person_id__in=list(links)))
    for identity in identities:
        identity.membership = links[identity.person_id]
    Identity.objects.bulk_update(identities, ["membership"], batch_size=1000)
    return len(made)
