"""结对走访: one visit of the helping union to the union it helps."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record
from gonghui.ledgers.pairing import words


class PairingVisit(Record):
    """One row of 结对走访台账."""

    ledger = Ledger(
        name=_("结对走访台账"),
        slug="pairing_visits",
        date="visited_on",
        columns=["visited_on", "helped_union", "visitors", "content"],
        search=["content", "visitors"],
        headings=words.VISITS_HEADINGS,
        sheets=[
            Sheet("结对走访台账", also=["结对帮扶走访台账", "帮带走访台账"]),
        ],
        first=["visited_on", "helped_union", "content"],
        rule=_("本级结对帮扶工作方案"),
        group="organisation",
    )
    visited_on = models.DateField(_("结对走访日期"), null=True, blank=True)
    helped_union = models.ForeignKey(
        "kernel.Union", verbose_name=_("走访工会"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    visitors = models.CharField(_("结对走访人员"), max_length=300, blank=True)
    content = models.CharField(_("帮扶事项"), max_length=300, blank=True)
    problems = models.CharField(_("存在问题"), max_length=300, blank=True)
    next_step = models.CharField(_("下步帮扶措施"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("结对走访台账")
        verbose_name_plural = _("结对走访台账")
        indexes = [models.Index(fields=["union", "visited_on"], name="pairingvisit_by_day")]
