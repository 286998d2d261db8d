"""机制与制度目录: every adopted mechanism, working rule, contingency plan, with version, owner and use."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record
from gonghui.ledgers.consultations import words


class Mechanism(Record):
    """One row of 机制制度目录."""

    class Kind(models.TextChoices):
        COORDINATION = "coordination", _("协调机制")
        RULE = "rule", _("工作规则")
        PLAN = "plan", _("处置预案")
        FUNDS = "funds", _("经费收支规定")

    ledger = Ledger(
        name=_("机制制度目录"),
        slug="consultations_rules",
        date="adopted_on",
        columns=["name", "kind", "version", "adopted_on", "owner"],
        filters=["kind"],
        search=["name", "document_no"],
        headings=words.RULES_HEADINGS,
        values=words.RULES_VALUES,
        sheets=[
            Sheet("机制制度目录", also=["协调机制目录", "工作规则目录", "预案台账"]),
        ],
        first=["name", "kind", "version", "adopted_on", "owner"],
        rule=_("《集体合同规定》、《工资集体协商试行办法》"),
        group="rights",
    )
    kind = models.CharField(_("制度类别"), max_length=60, choices=Kind.choices, blank=True)
    name = models.CharField(_("制度名称"), max_length=300, blank=True)
    version = models.CharField(_("制度版本"), max_length=120, blank=True)
    document_no = models.CharField(_("制度文号"), max_length=120, blank=True)
    adopted_on = models.DateField(_("通过日期"), null=True, blank=True)
    started_on = models.DateField(_("实施日期"), null=True, blank=True)
    owner = models.CharField(_("责任部门"), max_length=120, blank=True)
    content = models.TextField(_("制度内容"), blank=True)
    votes_for = models.PositiveIntegerField(_("赞成票数"), null=True, blank=True)
    scenario = models.CharField(_("适用情形"), max_length=300, blank=True)
    steps = models.CharField(_("处置步骤"), max_length=300, blank=True)
    contacts = models.CharField(_("联络人"), max_length=300, blank=True)
    drilled_on = models.DateField(_("演练日期"), null=True, blank=True)
    activated_on = models.DateField(_("启用日期"), null=True, blank=True)
    activation = models.CharField(_("启用记录"), max_length=300, blank=True)
    reviewed_on = models.DateField(_("修订复核日期"), null=True, blank=True)
    spending_limit = models.DecimalField(_("标准限额"), max_digits=18, decimal_places=2, null=True, blank=True)
    breaches = models.PositiveIntegerField(_("违反次数"), null=True, blank=True)

    class Meta:
        verbose_name = _("机制制度目录")
        verbose_name_plural = _("机制制度目录")
        indexes = [models.Index(fields=["union", "adopted_on"], name="mechanism_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(spending_limit__gte=0),
                name="mechanism_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
        ]
