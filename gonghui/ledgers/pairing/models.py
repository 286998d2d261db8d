"""结对帮扶: a union (or sponsor) paired with a weaker union, a household or a pupil, for a time, with its aims."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfPerson, Record
from gonghui.ledgers.pairing import words
from gonghui.ledgers.pairing.scores import PairingScore
from gonghui.ledgers.pairing.visits import PairingVisit


class Pairing(Record, OfPerson):
    """One row of 结对帮扶台账."""

    class Kind(models.TextChoices):
        UNION = "union", _("工会结对")
        PUPIL = "pupil", _("困难学生结对")
        HOUSEHOLD = "household", _("困难家庭结对")
        VILLAGE = "village", _("村企结对")

    ledger = Ledger(
        name=_("结对帮扶台账"),
        date="started_on",
        columns=["started_on", "kind", "helper", "helped_union", "person_name", "score", "ended_on"],
        filters=["kind"],
        search=["helper", "person_name"],
        headings=words.HEADINGS,
        values=words.VALUES,
        sheets=[
            Sheet("结对帮扶台账", also=["链式帮带台账", "结对帮带台账", "结对共建台账", "困难学生结对台账"]),
        ],
        sensitive=["id_number", "phone"],
        first=["kind", "helper", "helped_union", "started_on", "aims"],
        rule=_("本级结对帮扶工作方案"),
        group="organisation",
    )
    started_on = models.DateField(_("结对日期"), null=True, blank=True)
    ended_on = models.DateField(_("结对结束日期"), null=True, blank=True)
    kind = models.CharField(_("结对类别"), max_length=60, choices=Kind.choices, blank=True)
    helped_union = models.ForeignKey(
        "kernel.Union", verbose_name=_("受帮扶工会"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    helper = models.CharField(_("帮扶方"), max_length=120, blank=True)
    person_name = models.CharField(_("受助学生"), max_length=60, blank=True)
    school = models.CharField(_("就读学校"), max_length=120, blank=True)
    aims = models.CharField(_("结对目标"), max_length=300, blank=True)
    need = models.CharField(_("帮扶需求"), max_length=300, blank=True)
    support = models.CharField(_("帮扶内容"), max_length=300, blank=True)
    support_value = models.DecimalField(_("帮扶物资金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    score = models.DecimalField(_("考核得分"), max_digits=7, decimal_places=2, null=True, blank=True)
    result = models.CharField(_("考核结果"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("结对帮扶台账")
        verbose_name_plural = _("结对帮扶台账")
        indexes = [models.Index(fields=["union", "started_on"], name="pairing_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(support_value__gte=0),
                name="pairing_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(started_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="pairing_ended_on_after_started_on",
                violation_error_message=_("结对结束日期不能早于结对日期"),
            ),
        ]


__all__ = ["Pairing", "PairingScore", "PairingVisit"]
