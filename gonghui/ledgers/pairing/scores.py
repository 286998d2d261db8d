"""结对考核: one line of the yearly score sheet of a pairing."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record
from gonghui.ledgers.pairing import words


class PairingScore(Record):
    """One row of 结对考核评分表."""

    ledger = Ledger(
        name=_("结对考核评分表"),
        slug="pairing_scores",
        date="scored_on",
        columns=["scored_on", "score_year", "helped_union", "item", "full_score", "score"],
        filters=["score_year"],
        search=["item"],
        headings=words.SCORES_HEADINGS,
        sheets=[
            Sheet("结对考核评分表", also=["结对帮扶考核表", "帮带考核评分表"]),
        ],
        first=["scored_on", "score_year", "helped_union", "item", "full_score", "score"],
        rule=_("本级结对帮扶工作方案"),
        group="organisation",
    )
    scored_on = models.DateField(_("考核日期"), null=True, blank=True)
    score_year = models.PositiveSmallIntegerField(_("考核年度"), null=True, blank=True)
    helped_union = models.ForeignKey(
        "kernel.Union", verbose_name=_("被考核工会"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    item = models.CharField(_("考核项目"), max_length=120, blank=True)
    full_score = models.DecimalField(_("项目满分"), max_digits=7, decimal_places=2, null=True, blank=True)
    score = models.DecimalField(_("项目得分"), max_digits=7, decimal_places=2, null=True, blank=True)
    reason = models.CharField(_("扣分原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("结对考核评分表")
        verbose_name_plural = _("结对考核评分表")
        indexes = [models.Index(fields=["union", "scored_on"], name="pairingscore_by_day")]


WARNINGS = [
    ("pairing.score", Q(score__gt=F("full_score")), _("项目得分高于满分")),
]
