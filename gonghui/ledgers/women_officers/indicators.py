"""Figures of changes in women's committees."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Flow, Measure
from gonghui.ledgers.women_officers.models import WomenChange

changes = Measure(
    "women_officers.changes", _("女职委委员变动人次"), "人次", of=WomenChange, when=Flow("changed_on"), by=["post"]
)  # fmt: skip
