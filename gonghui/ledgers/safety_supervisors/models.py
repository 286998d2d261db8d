"""Safety supervisors chosen from the teams."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER, PERSON
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record


class Supervisor(Record, OfPerson, OfEmployer):
    """A supervisor in office from a day to a day, with training, examination and points."""

    ledger = Ledger(
        name=_("群众安全监督员台账"),
        date="appointed_on",
        columns=["person_name", "employer", "team", "appointed_on", "exam_passed", "points"],
        filters=["exam_passed"],
        search=["person_name", "team"],
        first=["person_name", "employer", "team", "appointed_on"],
        sensitive=["id_number", "phone"],
        sheets=[
            Sheet(
                "群众安全监督员台账",
                about=["群监", "安全监督检查员", "群众安全", "劳动保护监督员"],
                also=["群监员台账", "劳动保护检查员台账"],
            )
        ],
        rule=_("《安全生产法》关于工会监督的规定、《工会劳动保护监督检查员工作条例》"),
        group="rights",
        headings=EMPLOYER
        | PERSON
        | {
            "team": ["班组"],
            "appointed_on": ["任命日期", "聘用日期"],
            "ended_on": ["卸任日期"],
            "trained_on": ["培训时间"],
            "exam_on": ["考核日期"],
            "exam_score": ["成绩"],
            "exam_passed": ["是否合格"],
            "points": ["积分", "得分"],
            "certificate_no": ["证书编号"],
        },
    )

    team = models.CharField(_("所在班组"), max_length=120, blank=True)
    appointed_on = models.DateField(_("聘任日期"), null=True, blank=True)
    ended_on = models.DateField(_("解聘日期"), null=True, blank=True)
    trained_on = models.DateField(_("培训日期"), null=True, blank=True)
    exam_on = models.DateField(_("考试日期"), null=True, blank=True)
    exam_score = models.DecimalField(_("考试成绩"), max_digits=8, decimal_places=1, null=True, blank=True)
    exam_passed = models.BooleanField(_("考试合格"), null=True, blank=True)
    points = models.DecimalField(_("考核积分"), max_digits=8, decimal_places=1, null=True, blank=True)
    certificate_no = models.CharField(_("检查员证号"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("群众安全监督员台账")
        verbose_name_plural = _("群众安全监督员台账")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(appointed_on__isnull=True) | Q(ended_on__gte=F("appointed_on")),
                name="supervisor_ended_on_order",
                violation_error_message=_("解聘日期不能早于聘任日期"),
            ),
        ]
