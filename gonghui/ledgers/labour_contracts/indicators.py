"""劳动合同: who is registered, who has signed."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Cumulative, Flow, Measure, Ratio, Stock
from gonghui.kernel.figures.standard import MEMBERS
from gonghui.ledgers.labour_contracts.models import LabourContract

BY = ["term", "employer__ownership", "union"]


def _count(key: str, name: StrOrPromise, where: Q) -> Measure:
    return Measure(
        key=key,
        name=name,
        unit="人",
        of=LabourContract,
        when=Cumulative("registered_on"),
        where=where,
        distinct="person",
        by=BY,
    )


REGISTERED = _count("labour_contracts.registered", _("登记劳动合同状况人数"), Q())
SIGNED = _count("labour_contracts.signed", _("签订劳动合同人数"), Q(signed=True))
UNSIGNED = _count("labour_contracts.unsigned", _("未签订劳动合同人数"), Q(signed=False))
Ratio(
    key="labour_contracts.signed_rate",
    name=_("劳动合同签订率"),
    unit="%",
    numerator=SIGNED,
    denominator=REGISTERED,
    basis=_("签订劳动合同人数÷登记劳动合同状况人数"),
)
Measure(
    key="labour_contracts.valid",
    name=_("有效劳动合同数"),
    unit="份",
    of=LabourContract,
    when=Stock("since", "until", until_valid=True),
    where=Q(signed=True),
    by=BY,
)
Measure(
    key="labour_contracts.expiring",
    name=_("本期到期劳动合同数"),
    unit="份",
    of=LabourContract,
    when=Flow("until"),
    where=Q(signed=True),
    by=BY,
)
NONMEMBERS = Measure(
    key="labour_contracts.nonmembers",
    name=_("登记职工中未入会人数"),
    unit="人",
    of=LabourContract,
    when=Cumulative("registered_on"),
    where=Q(person__isnull=False),
    distinct="person",
    outside=[(MEMBERS, "person")],
    by=BY,
    basis=_("登记了劳动合同状况而不在会员花名册中的职工"),
)
