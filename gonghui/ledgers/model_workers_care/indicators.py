"""Figures of what is done for model workers."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Flow, Measure
from gonghui.ledgers.model_workers_care.models import Care

K = Care.Kind


def flow(key: str, name: StrOrPromise, unit: StrOrPromise, kinds: list[str], **rest: object) -> Measure:
    """Deeds of the period."""
    where = Q(kind__in=kinds) if kinds else Q()
    return Measure(
        f"model_workers_care.{key}",
        name,
        unit,
        of=Care,
        when=Flow("held_on"),
        where=where,
        by=["kind", "title_level", "giver"],
        **rest,  # type: ignore[arg-type]
    )


deeds = flow("deeds", _("服务劳模次数"), "次", [])
persons = flow("persons", _("服务劳模人数"), "人", [], distinct="person")
visits = flow("visits", _("走访关心劳模人次"), "人次", [K.CARE])
visit_money = flow("visit_money", _("走访关心劳模金额"), "元", [K.CARE], total="amount", decimals=2)
helped = flow("helped", _("帮助困难劳模人次"), "人次", [K.HELP])
help_money = flow("help_money", _("帮助困难劳模金额"), "元", [K.HELP], total="amount", decimals=2)
publicity = flow("publicity", _("宣传劳模事迹次数"), "次", [K.PUBLICITY])
support = flow("support", _("支持劳模事项数"), "项", [K.SUPPORT])
