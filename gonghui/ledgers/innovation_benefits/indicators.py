"""Figures of certified benefit; what overlaps with another source is left out."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Flow, Measure
from gonghui.ledgers.innovation_benefits.models import Benefit

amount = Measure(
    "innovation_benefits.amount", _("核定经济效益"), "元", of=Benefit, when=Flow("certified_on"), total="amount",
    where=Q(is_overlap=False) | Q(is_overlap__isnull=True), by=["source_kind"], decimals=2,
    basis=_("不含注明与其他来源重复的项目"),
)  # fmt: skip
items = Measure(
    "innovation_benefits.items", _("核定效益项数"), "项", of=Benefit, when=Flow("certified_on"), by=["source_kind"]
)  # fmt: skip
overlaps = Measure(
    "innovation_benefits.overlaps", _("重复计算效益金额"), "元", of=Benefit, when=Flow("certified_on"), total="amount",
    where=Q(is_overlap=True), by=["source_kind"], decimals=2,
)  # fmt: skip
