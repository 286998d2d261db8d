"""服务中心: centres open on the day by kind, services, unions with a worker-voice room."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Measure, Ratio, Stock, standing
from gonghui.kernel.figures.standard import UNIONS
from gonghui.ledgers.centres.models import Centre, Kind

BY = ["kind", "standard_met", "union"]


def _count(key: str, name: StrOrPromise, unit: StrOrPromise, where: Q, total: str = "", distinct: str = "") -> Measure:
    return Measure(
        key=key,
        name=name,
        unit=unit,
        of=Centre,
        when=Stock("opened_on", "closed_on"),
        where=where,
        total=total,
        distinct=distinct,
        by=BY,
    )


THREE = Q(kind__in=[Kind.AID, Kind.LEGAL, Kind.RIGHTS])
CENTRES = _count("centres.centres", _("帮扶法援维权中心数"), "个", THREE)
SERVICES = _count("centres.services", _("中心服务次数"), "次", THREE, "services")
ROOMS = _count("centres.voice_rooms", _("职工说事工作室数"), "个", Q(kind=Kind.VOICE))
ROOM_UNIONS = _count(
    "centres.voice_unions",
    _("设职工说事工作室的工会数"),
    "家",
    Q(kind=Kind.VOICE) & standing("union__"),
    distinct="union",
)
Ratio(
    key="centres.voice_rate",
    name=_("职工说事工作室覆盖率"),
    unit="%",
    numerator=ROOM_UNIONS,
    denominator=UNIONS,
    part=False,
    basis=_("设职工说事工作室的工会÷基层工会组织数"),
)
TEACHING = _count("centres.teaching", _("企业教学点数"), "个", Q(kind=Kind.TEACHING))
CULTURE = _count("centres.culture", _("职工文化中心数"), "个", Q(kind=Kind.CULTURE))
STANDARD = _count("centres.standard", _("达标文化中心数"), "个", Q(kind=Kind.CULTURE, standard_met=True))
