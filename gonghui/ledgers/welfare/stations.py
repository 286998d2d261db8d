"""服务阵地: assistance centres, service stations, mediation studios with premises, plaque and posted rules."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record
from gonghui.ledgers.welfare import words


class ServiceStation(Record):
    """One row of 服务阵地台账."""

    class Kind(models.TextChoices):
        CENTRE = "centre", _("困难职工帮扶中心")
        SERVICE = "service", _("劳动保障服务站")
        STUDIO = "studio", _("劳动关系调处工作室")
        LEGAL = "legal", _("法律援助中心")
        RIGHTS = "rights", _("外来务工维权中心")

    ledger = Ledger(
        name=_("服务阵地台账"),
        slug="welfare_stations",
        date="opened_on",
        columns=["name", "kind", "level", "opened_on", "staff", "service_volume", "standard_met"],
        filters=["kind", "standard_met"],
        search=["name"],
        headings=words.STATIONS_HEADINGS,
        values=words.STATIONS_VALUES,
        sheets=[
            Sheet(
                "服务阵地台账",
                about=["驿站", "母婴室", "妈妈小屋", "服务站"],
                also=["帮扶中心台账", "服务站台账", "调处工作室台账", "劳动保障服务站台账"],
            ),
        ],
        first=["name", "kind", "level", "opened_on", "services"],
        rule=_("《基层工会经费收支管理办法》"),
        group="service",
    )
    kind = models.CharField(_("阵地类别"), max_length=60, choices=Kind.choices, blank=True)
    name = models.CharField(_("阵地名称"), max_length=120, blank=True)
    level = models.CharField(_("阵地级别"), max_length=120, blank=True)
    opened_on = models.DateField(_("设立日期"), null=True, blank=True)
    closed_on = models.DateField(_("停用日期"), null=True, blank=True)
    services = models.CharField(_("服务事项"), max_length=300, blank=True)
    staff = models.PositiveIntegerField(_("阵地工作人员数"), null=True, blank=True)
    service_volume = models.PositiveIntegerField(_("服务量"), null=True, blank=True)
    standard_met = models.BooleanField(_("达到标准"), null=True, blank=True)
    provider = models.CharField(_("场地提供方"), max_length=120, blank=True)
    rent_free = models.BooleanField(_("免租"), null=True, blank=True)
    plaque = models.CharField(_("授牌名称"), max_length=120, blank=True)
    plaque_on = models.DateField(_("授牌日期"), null=True, blank=True)
    rules_posted_on = models.DateField(_("制度上墙日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("服务阵地台账")
        verbose_name_plural = _("服务阵地台账")
        indexes = [models.Index(fields=["union", "opened_on"], name="servicestation_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(opened_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="servicestation_closed_on_after_opened_on",
                violation_error_message=_("停用日期不能早于设立日期"),
            ),
        ]


WARNINGS = [
    ("welfare.rules_posted", Q(rules_posted_on__lt=F("plaque_on")), _("制度上墙早于授牌")),
]
