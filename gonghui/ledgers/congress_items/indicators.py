"""审议事项: items by right and result; rules adopted."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure, Ratio
from gonghui.ledgers.congress_items.models import Item, Outcome, Type

BY = ["type", "right", "outcome", "employer__ownership"]


def _count(key: str, name: StrOrPromise, unit: StrOrPromise, where: Q, distinct: str = "") -> Measure:
    return Measure(key=key, name=name, unit=unit, of=Item, when=Flow("held_on"), where=where, distinct=distinct, by=BY)


ITEMS = _count("congress_items.items", _("职代会审议事项数"), "项", Q())
PASSED = _count("congress_items.passed", _("职代会审议通过事项数"), "项", Q(outcome=Outcome.PASSED))
REJECTED = _count("congress_items.rejected", _("职代会未通过事项数"), "项", Q(outcome=Outcome.REJECTED))
Ratio(
    key="congress_items.pass_rate",
    name=_("职代会审议通过率"),
    unit="%",
    numerator=PASSED,
    denominator=ITEMS,
    basis=_("审议通过事项÷审议事项"),
)
DOCUMENTS = _count(
    "congress_items.documents", _("职代会通过制度文件数"), "件", Q(outcome=Outcome.PASSED) & ~Q(document="")
)
RESETTLEMENT = _count(
    "congress_items.resettlement", _("审议改制安置方案企业数"), "家", Q(type=Type.RESETTLEMENT), distinct="employer"
)
