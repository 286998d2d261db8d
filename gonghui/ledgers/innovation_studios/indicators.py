"""Figures of studios."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Begun, Flow, Measure
from gonghui.ledgers.innovation_studios.models import Studio

BY = ["kind", "level"]
STANDING = Begun("named_on", "withdrawn_on")
studios = Measure("innovation_studios.studios", _("创新工作室数"), "个", of=Studio, when=STANDING, by=BY)
named = Measure("innovation_studios.named", _("新命名创新工作室数"), "个", of=Studio, when=Flow("named_on"), by=BY)
apprentices = Measure(
    "innovation_studios.apprentices", _("创新工作室带徒人数"), "人", of=Studio, when=STANDING, total="apprentices", by=BY
)  # fmt: skip
works = Measure("innovation_studios.works", _("创新工作室成果数"), "项", of=Studio, when=STANDING, total="works", by=BY)
