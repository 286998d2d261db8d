"""职工服务项目: check-ups, clinics, recuperation, child care, canteen and the like, held for workers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record
from gonghui.ledgers.welfare import words


class WelfareService(Record, OfEmployer, OfPerson):
    """One row of 职工服务项目台账."""

    class Kind(models.TextChoices):
        CHECKUP = "checkup", _("职工体检")
        CLINIC = "clinic", _("义诊")
        RECUPERATION = "recuperation", _("疗休养")
        EPIDEMIC = "epidemic", _("流行病预防")
        CONDITIONS = "conditions", _("通勤伙食办公条件")
        CHILDCARE = "childcare", _("子女托管")
        FITNESS = "fitness", _("健身活动")
        MATCHMAKING = "matchmaking", _("青年交友")
        SURVEY = "survey", _("需求调查")
        FAMILY_PLANNING = "family_planning", _("计划生育")

    ledger = Ledger(
        name=_("职工服务项目台账"),
        slug="welfare_services",
        date="held_on",
        columns=["held_on", "kind", "name", "employer", "attended", "cost", "provider"],
        filters=["kind"],
        search=["name", "employer__name", "place"],
        headings=words.SERVICES_HEADINGS,
        values=words.SERVICES_VALUES,
        sheets=[
            Sheet(
                "职工服务项目台账",
                about=["疗休养", "疗养", "托管", "托班"],
                also=["疗休养台账", "义诊台账", "职工服务台账", "职工健康体检台账", "假日学校台账", "职工疗休养台账"],
            ),
        ],
        sensitive=["id_number", "phone"],
        first=["held_on", "kind", "name", "employer", "attended", "cost"],
        rule=_("《基层工会经费收支管理办法》"),
        group="service",
    )
    held_on = models.DateField(_("服务日期"), null=True, blank=True)
    ended_on = models.DateField(_("服务结束日期"), null=True, blank=True)
    kind = models.CharField(_("服务类别"), max_length=60, choices=Kind.choices, blank=True)
    name = models.CharField(_("服务名称"), max_length=120, blank=True)
    place = models.CharField(_("服务地点"), max_length=120, blank=True)
    provider = models.CharField(_("承办机构"), max_length=120, blank=True)
    items = models.CharField(_("服务项目内容"), max_length=300, blank=True)
    women_items = models.CharField(_("女职工项目"), max_length=300, blank=True)
    quota = models.PositiveIntegerField(_("名额"), null=True, blank=True)
    attended = models.PositiveIntegerField(_("服务人数"), null=True, blank=True)
    women = models.PositiveIntegerField(_("女性人数"), null=True, blank=True)
    men = models.PositiveIntegerField(_("男性人数"), null=True, blank=True)
    children = models.PositiveIntegerField(_("儿童人数"), null=True, blank=True)
    absent = models.PositiveIntegerField(_("未参加人数"), null=True, blank=True)
    batch = models.PositiveIntegerField(_("服务批次"), null=True, blank=True)
    person_name = models.CharField(_("候选人"), max_length=60, blank=True)
    job_type = models.CharField(_("岗位类型"), max_length=120, blank=True)
    approval = models.CharField(_("审批情况"), max_length=120, blank=True)
    staff = models.PositiveIntegerField(_("工作人员数"), null=True, blank=True)
    cards = models.PositiveIntegerField(_("发卡数"), null=True, blank=True)
    diagnoses = models.PositiveIntegerField(_("确诊人数"), null=True, blank=True)
    medicines_value = models.DecimalField(_("药品价值"), max_digits=18, decimal_places=2, null=True, blank=True)
    cost = models.DecimalField(_("服务费用"), max_digits=18, decimal_places=2, null=True, blank=True)
    follow_up = models.CharField(_("后续跟进"), max_length=300, blank=True)
    need = models.CharField(_("职工需求"), max_length=300, blank=True)
    need_met = models.BooleanField(_("需求已满足"), null=True, blank=True)
    finished_on = models.DateField(_("改善完成日期"), null=True, blank=True)
    respondents = models.PositiveIntegerField(_("调查人数"), null=True, blank=True)
    needs_ranked = models.CharField(_("需求排序"), max_length=300, blank=True)
    weekday = models.CharField(_("固定时间"), max_length=120, blank=True)
    equipment = models.CharField(_("器材设施"), max_length=120, blank=True)
    sessions_planned = models.PositiveIntegerField(_("计划场次"), null=True, blank=True)
    sessions_held = models.PositiveIntegerField(_("实际场次"), null=True, blank=True)

    class Meta:
        verbose_name = _("职工服务项目台账")
        verbose_name_plural = _("职工服务项目台账")
        indexes = [models.Index(fields=["union", "held_on"], name="welfareservice_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(medicines_value__gte=0) & Q(cost__gte=0),
                name="welfareservice_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(held_on__isnull=True) | Q(ended_on__gte=F("held_on")),
                name="welfareservice_ended_on_after_held_on",
                violation_error_message=_("服务结束日期不能早于服务日期"),
            ),
        ]


WARNINGS = [
    ("welfare.quota", Q(attended__gt=F("quota")), _("服务人数超过名额")),
]
