"""Mentoring: pairs of master and apprentice."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER
from gonghui.kernel.ledger.record import OfEmployer, Record


class Mentoring(Record, OfEmployer):
    """A pair under contract from a day to a day, both judged together at its end."""

    class Kind(models.TextChoices):
        PAIR = "pair", _("师徒结对")
        BLUE = "blue", _("青蓝工程")
        ONE_TO_ONE = "one_to_one", _("一帮一")
        MASTER = "master", _("名师带高徒")
        TUTOR = "tutor", _("导师带徒")

    class Result(models.TextChoices):
        ON_TARGET = "on_target", _("达标")
        FAILED = "failed", _("未达标")
        RUNNING = "running", _("进行中")

    ledger = Ledger(
        name=_("师徒结对台账"),
        date="signed_on",
        columns=["signed_on", "kind", "mentor", "apprentice", "trade", "employer", "until", "result"],
        filters=["kind", "result"],
        search=["mentor", "apprentice", "trade"],
        first=["signed_on", "mentor", "apprentice", "trade", "employer", "until"],
        future=["until"],
        sheets=[
            Sheet(
                "师徒结对台账",
                about=["带徒", "师徒", "青蓝工程", "师带徒", "结对子"],
                also=["师徒结对登记表", "青蓝工程台账", "名师带高徒台账", "导师带徒台账", "师带徒台账"],
            )
        ],
        rule=_("《工会法》关于组织职工开展合理化建议、技术革新、劳动和技能竞赛的规定"),
        group="skills",
        headings=EMPLOYER
        | {
            "kind": ["类别", "结对形式"],
            "mentor": ["师傅", "导师", "名师", "师父", "指导老师"],
            "apprentice": ["徒弟", "高徒", "青年教师", "学员"],
            "trade": ["工种", "专业", "技能"],
            "contract_no": ["合同编号", "协议编号", "师徒协议"],
            "signed_on": ["签订日期", "拜师日期", "开始日期"],
            "until": ["期满日期", "到期日期", "结束日期"],
            "ended_on": ["出师日期", "终止日期"],
            "goals": ["目标"],
            "checks": ["考核次数"],
            "mentor_result": ["师傅评价"],
            "result": ["结果", "出师结果"],
            "reward": ["带徒津贴", "奖励金额"],
        },
        values={
            "kind": {
                Kind.PAIR: ["结对", "传帮带"],
                Kind.ONE_TO_ONE: ["一对一"],
                Kind.MASTER: ["名师带徒"],
            },
            "result": {
                Result.ON_TARGET: ["合格", "出师", "优秀", "完成"],
                Result.FAILED: ["不合格", "未完成"],
                Result.RUNNING: ["在学"],
            },
        },
    )

    kind = models.CharField(_("结对类别"), max_length=60, choices=Kind.choices, blank=True)
    mentor = models.CharField(_("师傅姓名"), max_length=60)
    apprentice = models.CharField(_("徒弟姓名"), max_length=60)
    trade = models.CharField(_("传授技能"), max_length=60, blank=True)
    contract_no = models.CharField(_("师徒合同编号"), max_length=60, blank=True)
    signed_on = models.DateField(_("结对日期"), null=True, blank=True)
    until = models.DateField(_("结对期满日期"), null=True, blank=True)
    ended_on = models.DateField(_("结对终止日期"), null=True, blank=True)
    goals = models.TextField(_("培养目标"), blank=True)
    checks = models.PositiveIntegerField(_("检查次数"), null=True, blank=True)
    mentor_result = models.CharField(_("师傅考核结果"), max_length=60, blank=True)
    result = models.CharField(_("考核结果"), max_length=60, choices=Result.choices, blank=True)
    reward = models.DecimalField(_("带徒奖励金额"), max_digits=18, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("师徒结对台账")
        verbose_name_plural = _("师徒结对台账")
        indexes = [models.Index(fields=["union", "signed_on"], name="mentoring_flow")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(signed_on__isnull=True) | Q(until__gte=F("signed_on")),
                name="mentoring_until_order",
                violation_error_message=_("结对期满日期不能早于结对日期"),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(signed_on__isnull=True) | Q(ended_on__gte=F("signed_on")),
                name="mentoring_ended_on_order",
                violation_error_message=_("结对终止日期不能早于结对日期"),
            ),
            models.CheckConstraint(
                condition=Q(reward__isnull=True) | Q(reward__gte=0),
                name="mentoring_reward_ge_0",
                violation_error_message=_("带徒奖励金额不能为负数"),
            ),
        ]
