"""Acts of organisation: one union dissolved, one merged, one moved, each with its day and document number."""

from __future__ import annotations

import datetime as dt

from gonghui.demo.world import World
from gonghui.kernel.organisations import acts
from gonghui.kernel.people.models import Identity, Membership

DISSOLVED = dt.date(2025, 9, 30)
MERGED = dt.date(2025, 11, 1)
MOVED = dt.date(2026, 3, 1)


def build(world: World) -> None:
    """In the order of their days."""
    gone = world.unions["白塔建材"]
    leave_all(gone.pk, DISSOLVED)
    acts.dissolve(gone, DISSOLVED, "企业关闭，职工已分流安置", document_no="望工组〔2025〕31号")
    employer = world.employers["白塔建材"]
    employer.operating = "closed"
    employer.save()
    acts.merge(world.unions["石门"], world.unions["石材"], MERGED, document_no="望工组〔2025〕38号")
    acts.move(world.unions["铸造"], world.unions["开发区"], MOVED, document_no="望工组〔2026〕9号")
    for row in world.members["石门"]:
        row.refresh_from_db(fields=["left_on"])


def leave_all(union_id: int, day: dt.date) -> None:
    """Members of a closed enterprise without a successor keep no seat: they leave on that day."""
    staying = Membership.objects.filter(union_id=union_id, left_on__isnull=True)
    Identity.objects.filter(membership__in=staying.values("pk")).update(membership=None)
    staying.update(left_on=day, leave_reason="单位撤销", status="left")
