"""Figures of send-offs, visits and treatment."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Day, Flow, Measure, Stock
from gonghui.ledgers.retirees_care.models import RetireeCare

K = RetireeCare.Kind


def flow(key: str, name: StrOrPromise, unit: StrOrPromise, kind: str = "", **rest: object) -> Measure:
    """A figure of the period."""
    where = Q(kind=kind) if kind else Q()
    return Measure(
        f"retirees_care.{key}",
        name,
        unit,
        of=RetireeCare,
        when=Flow("held_on"),
        where=where,
        by=["kind", "occasion"],
        **rest,  # type: ignore[arg-type]
    )


send_offs = flow("send_offs", _("欢送退休人数"), "人", K.SEND_OFF)
gifts = flow("gift_value", _("退休慰问品金额"), "元", total="gift_value", decimals=2)
visits = flow("visits", _("离退休慰问人次"), "人次", K.VISIT)
money = flow("money", _("离退休慰问金额"), "元", K.VISIT, total="money", decimals=2)
birthdays = flow("birthdays", _("祝寿人数"), "人", K.BIRTHDAY)
outstanding = Measure(
    "retirees_care.outstanding", _("未落实离退休待遇项数"), "项", of=RetireeCare, when=Stock("held_on", "done_on"),
    where=Q(kind=K.TREATMENT) & (Q(due_on__isnull=True) | Q(due_on__lte=Day.LAST)),
)  # fmt: skip
