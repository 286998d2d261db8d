"""Certified benefit, each owned by one item."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER
from gonghui.kernel.ledger.record import OfEmployer, Record


class Benefit(Record, OfEmployer):
    """One certified benefit with the item that owns it, so that no benefit is added twice."""

    class Source(models.TextChoices):
        CONTEST = "contest", _("劳动竞赛")
        PROPOSAL = "proposal", _("合理化建议")
        PROJECT = "project", _("技术创新")
        SAVING = "saving", _("双增双节")

    ledger = Ledger(
        name=_("经济效益核定台账"),
        date="certified_on",
        columns=["certified_on", "employer", "source_kind", "item", "amount", "is_overlap"],
        filters=["source_kind", "is_overlap"],
        search=["item"],
        first=["certified_on", "employer", "source_kind", "item", "amount"],
        sheets=[Sheet("经济效益核定台账", also=["效益核定表"])],
        rule=_("《工会法》关于组织职工开展合理化建议、技术革新、劳动和技能竞赛的规定"),
        group="skills",
        headings=EMPLOYER
        | {
            "certified_on": ["日期"],
            "source_kind": ["来源", "来源类别"],
            "item": ["项目名称", "来源事项"],
            "method": ["核定方法"],
            "calculator": ["测算人"],
            "reviewer": ["审核人"],
            "amount": ["核定效益", "金额"],
            "is_overlap": ["是否重复"],
        },
        values={
            "source_kind": {
                Source.PROJECT: ["技术革新", "技术攻关"],
            },
        },
    )

    certified_on = models.DateField(_("核定日期"), null=True, blank=True)
    source_kind = models.CharField(_("效益来源"), max_length=60, choices=Source.choices, blank=True)
    item = models.CharField(_("来源项目"), max_length=200)
    method = models.CharField(_("计算方法"), max_length=300, blank=True)
    calculator = models.CharField(_("计算人"), max_length=60, blank=True)
    reviewer = models.CharField(_("复核人"), max_length=60, blank=True)
    amount = models.DecimalField(_("核定金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    is_overlap = models.BooleanField(_("与其他来源重复"), null=True, blank=True)

    class Meta:
        verbose_name = _("经济效益核定台账")
        verbose_name_plural = _("经济效益核定台账")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="benefit_amount_ge_0",
                violation_error_message=_("核定金额不能为负数"),
            ),
        ]
