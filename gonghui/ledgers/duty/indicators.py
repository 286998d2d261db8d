"""Figures of duty."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Flow, Measure
from gonghui.ledgers.duty.models import Duty

shifts = Measure("duty.shifts", _("值班班次"), "班次", of=Duty, when=Flow("on_day"), by=["shift"])
