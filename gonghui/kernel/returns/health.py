"""What the doctor asks of returns: nothing half locked, nothing changed behind a lock."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.kernel.doctor.registry import Finding, check
from gonghui.kernel.returns.models import FrozenCell, Return, Round
from gonghui.kernel.returns.rounds import seal


@check("returns.locked_whole", gettext_lazy("报表封存完整，没有封存一半的"))
def half_locked() -> Iterator[Finding]:
    """A locked round has no return that is accepted and not locked; an open round has no locked one."""
    stray = Return.objects.filter(state="active", status=Return.Status.ACCEPTED, round__locked_at__isnull=False)
    early = Return.objects.filter(
        state="active", status__in=[Return.Status.LOCKED, Return.Status.REPLACED], round__locked_at__isnull=True
    )
    for row in [*stray.select_related("union", "round__form"), *early.select_related("union", "round__form")]:
        yield Finding(_("%(return)s只封存了一半") % {"return": row}, _("在填报任务页重新封存"))
    for round_ in Round.objects.filter(state="active", locked_at__isnull=False).select_related("form"):
        if not round_.returns.filter(locked_at__isnull=False, upper__isnull=True).exists():
            yield Finding(_("%(round)s已封存，却没有封存的汇总表") % {"round": round_}, _("请联系维护人员"))


@check("returns.sealed", gettext_lazy("封存的报表与封存时一致"))
def sealed() -> Iterator[Finding]:
    """The digest of every locked return is that of its cells; every submitted return has its frozen cells."""
    for row in Return.objects.exclude(digest="").select_related("union", "round__form").iterator(chunk_size=500):
        if seal(row) != row.digest:
            yield Finding(_("%(return)s封存后被改动") % {"return": row}, _("请从备份核对这张报表"))
    submitted = Return.objects.filter(state="active", submission__gt=0)
    whole = FrozenCell.objects.filter(submission=F("ret__submission")).values("ret")
    for row in submitted.exclude(pk__in=whole).select_related("union", "round__form"):
        yield Finding(_("%(return)s已报送，却没有留存报送的数") % {"return": row}, _("请退回后重新报送"))
