"""服务中心台账: centres, worker-voice rooms, teaching points and cultural centres, from opening to closing."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, Record


class Kind(models.TextChoices):
    AID = "aid", _("困难帮扶中心")
    LEGAL = "legal", _("法律援助中心")
    RIGHTS = "rights", _("维权中心")
    VOICE = "voice", _("职工说事工作室")
    TEACHING = "teaching", _("企业教学点")
    CULTURE = "culture", _("文化中心")


class Centre(Record, OfEmployer):
    """One place of service; services are counted from its opening."""

    kind = models.CharField(_("中心类别"), max_length=60, choices=Kind.choices)
    name = models.CharField(_("中心名称"), max_length=120)
    opened_on = models.DateField(_("启用日期"), null=True, blank=True)
    closed_on = models.DateField(_("停用日期"), null=True, blank=True)
    head = models.CharField(_("负责人"), max_length=60, blank=True)
    staff = models.PositiveIntegerField(_("工作人员数"), null=True, blank=True)
    premises = models.CharField(_("场所"), max_length=200, blank=True)
    capacity = models.PositiveIntegerField(_("容纳人数"), null=True, blank=True)
    surveyed_on = models.DateField(_("摸底日期"), null=True, blank=True)
    standard_met = models.BooleanField(_("达到标准"), null=True, blank=True)
    opening_hours = models.CharField(_("开放时间"), max_length=120, blank=True)
    star_union = models.CharField(_("对接星级工会"), max_length=120, blank=True)
    services = models.PositiveIntegerField(_("服务次数"), null=True, blank=True)

    ledger = Ledger(
        name=_("服务中心台账"),
        date="opened_on",
        columns=["kind", "name", "employer", "opened_on", "head", "staff", "services", "standard_met"],
        filters=["kind", "standard_met"],
        search=["name", "head"],
        key=["union", "kind", "name"],
        headings={
            "name": ["工作室名称", "教学点名称", "设施名称", "场所名称"],
            "kind": ["设施类型"],
            "opened_on": ["成立日期", "挂牌日期"],
            "employer": ["承办企业", "所在企业"],
            "head": ["室长"],
            "services": ["服务人次"],
        },
        sheets=[
            Sheet(_("服务中心台账"), also=["三大中心台账"]),
            Sheet(_("职工说事工作室台账"), preset={"kind": Kind.VOICE}),
            Sheet(_("企业教学点台账"), preset={"kind": Kind.TEACHING}),
            Sheet(_("职工文化中心台账"), preset={"kind": Kind.CULTURE}),
        ],
        first=["kind", "name", "opened_on", "head", "staff"],
        rule=_("《工会法》关于帮助困难职工的规定和上级工会的帮扶、送温暖办法"),
        group="service",
    )

    class Meta:
        verbose_name = _("服务中心")
        verbose_name_plural = _("服务中心")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(opened_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="centre_closes_after_opening",
                violation_error_message=_("停用日期不能早于启用日期"),
            )
        ]

    def __str__(self) -> str:
        return self.name


WARNINGS = [
    ("centre_without_head", Q(head=""), _("没有登记负责人")),
]
