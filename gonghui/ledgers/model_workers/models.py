"""The register of model workers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER, PERSON
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record
from gonghui.kernel.ledger.sealed import SealedDecimalField


class ModelWorker(Record, OfPerson, OfEmployer):
    """A model worker by title; a higher title later is another row of the same person (history)."""

    class Level(models.TextChoices):
        NATIONAL = "national", _("全国")
        PROVINCE = "province", _("省级")
        TREATED = "treated", _("享受省部级待遇")
        CITY = "city", _("地市级")
        COUNTY = "county", _("县市级")

    class Status(models.TextChoices):
        WORKING = "working", _("在职")
        RETIRED = "retired", _("退休")
        DEAD = "dead", _("去世")
        LAID_OFF = "laid_off", _("下岗")
        REVOKED = "revoked", _("撤销荣誉")

    ledger = Ledger(
        name=_("劳模台账"),
        date="awarded_on",
        columns=["person_name", "sex", "id_number", "title_level", "awarded_year", "employer", "status", "is_hardship"],
        filters=["title_level", "status", "is_hardship"],
        search=["person_name"],
        key=["id_number", "title_level", "awarded_year"],
        first=["person_name", "id_number", "title_level", "awarded_year", "employer", "status"],
        sensitive=["id_number", "phone", "monthly_income"],
        dated=["status"],
        sheets=[
            Sheet(
                "劳模台账",
                about=["劳模", "劳动模范"],
                also=["各级劳模名册", "劳模名册", "劳动模范台账", "劳动模范名册", "劳模登记表"],
            )
        ],
        rule=_("评选表彰机关的评选、奖励和管理办法"),
        group="skills",
        small_cells=True,
        headings=EMPLOYER
        | PERSON
        | {
            "title_level": ["级别", "劳模级别", "荣誉级别"],
            "title": ["称号", "称号名称"],
            "awarded_year": ["命名年份", "评选年份"],
            "awarded_on": ["授予时间"],
            "awarded_by": ["授予机关"],
            "certificate_no": ["证书号"],
            "status": ["现状", "状态", "劳模现状"],
            "is_hardship": ["是否困难", "是否困难劳模"],
            "post": ["岗位"],
            "retired_on": ["退休时间"],
            "ended_on": ["去世日期", "撤销荣誉日期"],
            "monthly_income": ["月工资"],
            "benefits": ["待遇"],
            "has_allowance": ["是否享受津贴"],
            "visits": ["走访次数"],
        },
        values={
            "title_level": {
                Level.NATIONAL: ["国家级", "全国劳模", "全国劳动模范"],
                Level.PROVINCE: ["省部级", "省劳模", "省级劳模"],
                Level.TREATED: ["享受省部级劳模待遇"],
                Level.CITY: ["市级", "地级市", "市劳模"],
                Level.COUNTY: ["县级", "县(市)级"],
            },
            "status": {
                Status.WORKING: ["在岗"],
                Status.RETIRED: ["离休", "离退休", "已退休"],
                Status.DEAD: ["已故", "死亡"],
                Status.LAID_OFF: ["失业"],
            },
        },
    )

    title_level = models.CharField(_("称号级别"), max_length=60, choices=Level.choices, blank=True)
    title = models.CharField(_("荣誉称号"), max_length=120, blank=True)
    awarded_year = models.PositiveSmallIntegerField(_("授予年份"), null=True, blank=True)
    awarded_on = models.DateField(_("授予日期"), null=True, blank=True)
    awarded_by = models.CharField(_("授予单位"), max_length=120, blank=True)
    certificate_no = models.CharField(_("证书编号"), max_length=60, blank=True)
    status = models.CharField(_("人员状态"), max_length=60, choices=Status.choices, blank=True)
    is_hardship = models.BooleanField(_("困难劳模"), null=True, blank=True)
    post = models.CharField(_("职务"), max_length=60, blank=True)
    retired_on = models.DateField(_("退休日期"), null=True, blank=True)
    ended_on = models.DateField(_("去世或撤销日期"), null=True, blank=True)
    monthly_income = SealedDecimalField(_("月收入"), max_digits=18, decimal_places=2, null=True, blank=True)
    benefits = models.CharField(_("享受待遇"), max_length=200, blank=True)
    has_allowance = models.BooleanField(_("享受荣誉津贴"), null=True, blank=True)
    visits = models.PositiveIntegerField(_("年度走访次数"), null=True, blank=True)

    class Meta:
        verbose_name = _("劳模台账")
        verbose_name_plural = _("劳模台账")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(awarded_on__isnull=True) | Q(ended_on__gte=F("awarded_on")),
                name="model_worker_ended_on_order",
                violation_error_message=_("去世或撤销日期不能早于授予日期"),
            ),
        ]
