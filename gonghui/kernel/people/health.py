"""What the doctor looks at among people: one live membership for each identified person."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.kernel.doctor.registry import Finding, check
from gonghui.kernel.people.models import Identity, Membership


@check("people.one_membership", gettext_lazy("一人只有一个在册会籍"))
def one_membership() -> Iterator[Finding]:
    """The blind index carries the one live membership; both sides agree."""
    live = Membership.objects.counted().filter(left_on__isnull=True, is_identified=True)
    twice = live.order_by().values("person").annotate(n=Count("pk")).filter(n__gt=1).count()
    if twice:
        mend = _("请在“会员花名册”中按“待核实”逐一核定")
        yield Finding(_("有 %(n)s 人在两家以上工会同时有在册会籍") % {"n": twice}, mend)
    astray = Identity.objects.exclude(membership=None).exclude(membership__person=F("person")).count()
    if astray:
        yield Finding(_("有 %(n)s 个证件号码指向他人的会籍") % {"n": astray}, _("请从最近一次备份核对这些人员"))
