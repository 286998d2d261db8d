"""Figures of the register of model workers; the dead and the revoked do not stand in it."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gonghui.kernel.figures.declaration import Cumulative, Measure, Stock
from gonghui.ledgers.model_workers.models import ModelWorker

S, L = ModelWorker.Status, ModelWorker.Level
_LIVING = ~Q(status__in=[S.DEAD, S.REVOKED])
_HIGH = Q(title_level__in=[L.NATIONAL, L.PROVINCE])


def stock(key: str, name: StrOrPromise, where: Q) -> Measure:
    """Model workers standing on the last day."""
    return Measure(
        f"model_workers.{key}", name, "人", of=ModelWorker, when=Stock("awarded_on", "ended_on"), where=where,
        by=["title_level", "status", "awarded_year"],
    )  # fmt: skip


everyone = stock("model_workers", _("劳模人数"), _LIVING)
working = stock("working", _("在职劳模人数"), Q(status=S.WORKING))
retired = stock("retired", _("退休劳模人数"), Q(status=S.RETIRED))
high = stock("high", _("省级以上劳模数"), _HIGH & _LIVING)
high_retired = stock("high_retired", _("省级以上退休劳模数"), _HIGH & Q(status=S.RETIRED))
hardship = stock("hardship", _("困难劳模人数"), Q(is_hardship=True) & _LIVING)
allowed = stock("with_allowance", _("享受荣誉津贴劳模人数"), Q(has_allowance=True) & _LIVING)
registered = Measure(
    "model_workers.registered", _("历年授予劳模人次"), "人次", of=ModelWorker, when=Cumulative("awarded_on"),
    by=["title_level", "awarded_year"],
)  # fmt: skip
visits = Measure(
    "model_workers.visits", _("劳模年度走访次数"), "次", of=ModelWorker, when=Stock("awarded_on", "ended_on"), total="visits"
)  # fmt: skip
