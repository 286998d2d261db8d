"""What the doctor looks at in the tree: the ancestry is what the parents say, and each past day has one way up."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.kernel.doctor.registry import Finding, check
from gonghui.kernel.organisations.ancestry import PARENT
from gonghui.kernel.organisations.models import NEVER, Ancestry, Tree, Union

SHOWN = 20


@check("organisations.ancestry", gettext_lazy("隶属关系与上级工会一致"))
def ancestry() -> Iterator[Finding]:
    """Today's ancestry, derived anew from the parents; every difference is a finding."""
    codes = dict(Union.objects.values_list("pk", "code"))
    mend = _("请打开这家工会的页面，重新保存一次上级工会")
    for tree in Tree:
        parents: dict[int, int | None] = dict(Union.objects.values_list("pk", PARENT[tree]))
        have: dict[int, dict[int, int]] = {}
        open_rows = Ancestry.objects.filter(tree=tree, until=NEVER).values_list("union_id", "ancestor_id", "depth")
        for low, above, depth in open_rows.iterator(chunk_size=20_000):
            have.setdefault(low, {})[above] = depth
        wrong = [pk for pk in parents if have.get(pk) != _chain(pk, parents)]
        for pk in wrong[:SHOWN]:
            yield Finding(_("工会 %(code)s 的隶属关系与它的上级工会不符") % {"code": codes[pk]}, mend)
        if len(wrong) > SHOWN:
            yield Finding(_("另有 %(n)s 家工会同样不符") % {"n": len(wrong) - SHOWN}, mend)


def _chain(pk: int, parents: dict[int, int | None]) -> dict[int, int]:
    """{ancestor: depth}, itself included; stops at a circle."""
    found: dict[int, int] = {}
    above: int | None = pk
    while above is not None and above not in found:
        found[above] = len(found)
        above = parents.get(above)
    return found


@check("organisations.spans", gettext_lazy("同一天只有一个上级工会"))
def spans() -> Iterator[Finding]:
    """No two ancestors at the same depth over days that meet; no empty span."""
    empty = Ancestry.objects.filter(since__gte=F("until")).count()
    if empty:
        yield Finding(_("有 %(n)s 条隶属关系的起止日期颠倒") % {"n": empty})
    several = Ancestry.objects.filter(depth=1).values("tree", "union").annotate(n=Count("pk")).filter(n__gt=1)
    for row in several.order_by("union").iterator():
        days = Ancestry.objects.filter(Q(tree=row["tree"], union=row["union"], depth=1)).order_by("since")
        known = list(days.values_list("since", "until", "union__code"))
        for (_s, until, code), (since, _u, _c) in itertools.pairwise(known):
            if since < until:
                yield Finding(_("工会 %(code)s 在 %(day)s 有两个上级工会") % {"code": code, "day": since})
