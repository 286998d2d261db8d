"""What an act would do, told before it is done."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gonghui.kernel.organisations.models import NEVER, Act, Ancestry, Tree, Union
from gonghui.kernel.people.models import Membership


def consequences(kind: str, union: Union, other: Union | None = None, children: int | None = None) -> list[str]:
    """Sentences for the page and the command; reads only."""
    below = Ancestry.objects.filter(tree=Tree.TERRITORIAL, ancestor=union, until=NEVER)
    unions = below.exclude(union=union).filter(union__dissolved_on__isnull=True).count()
    live = Membership.objects.counted().filter(left_on__isnull=True)
    own = live.filter(union=union).count()
    told = {"name": union.name, "other": other.name if other else "", "unions": unions, "members": own}
    if kind == Act.Kind.MOVE:
        told["members"] = live.filter(union__in=below.values("union")).count()
        out = [_("%(name)s连同下级工会 %(unions)s 家、会员 %(members)s 人，自生效之日起归属%(other)s。") % told]
        return out + _figures(union, other)
    if kind == Act.Kind.MERGE:
        told["unions"] = union.children.filter(dissolved_on__isnull=True).count()
        below_it = [_("%(name)s的直属下级工会 %(unions)s 家改属%(other)s。") % told] if told["unions"] else []
        out = [
            *below_it,
            _("%(name)s的会员 %(members)s 人会籍转到%(other)s，入会历史保留。") % told,
            _("%(name)s自生效之日起撤销，由%(other)s承接；此前的台账和数字仍按当时的隶属统计。") % told,
        ]
        return out + _figures(union, other)
    if kind == Act.Kind.SPLIT:
        told["unions"] = children or 0
        return [_("从%(name)s分出新工会，%(unions)s 家直属下级工会改属新工会；%(name)s本级的会员和台账不变。") % told]
    if other is not None:
        return [_("%(name)s自生效之日起撤销，会员 %(members)s 人会籍转到%(other)s。") % told]
    return [_("%(name)s自生效之日起撤销；在册会员 %(members)s 人没有承接工会。") % told]


def _figures(union: Union, other: Union | None) -> list[str]:
    """Whose figures will count the union no more, and whose will."""
    if other is None:
        return []
    rows = Ancestry.objects.filter(tree=Tree.TERRITORIAL, until=NEVER).order_by("depth")
    have = dict(rows.filter(union=union, depth__gt=0).values_list("ancestor_id", "ancestor__name"))
    want = dict(rows.filter(union=other).values_list("ancestor_id", "ancestor__name"))
    out = []
    for words, names in (
        (_("自生效之日起不再计入：%(names)s。"), [name for pk, name in have.items() if pk not in want]),
        (_("自生效之日起计入：%(names)s。"), [name for pk, name in want.items() if pk not in have]),
    ):
        if names:
            out.append(words % {"names": _("、").join(names)})
    return out
