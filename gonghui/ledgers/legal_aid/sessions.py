"""普法宣传与培训: sessions, and who was trained and tested."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfPerson, Record
from gonghui.ledgers.legal_aid import words


class LawSession(Record, OfPerson):
    """One row of 普法宣传台账."""

    class Kind(models.TextChoices):
        LECTURE = "lecture", _("普法讲座")
        CONSULTATION = "consultation", _("法律咨询活动")
        CAMPAIGN = "campaign", _("法制宣传")
        RIGHTS = "rights", _("六项权利教育")

    ledger = Ledger(
        name=_("普法宣传台账"),
        slug="legal_aid_sessions",
        date="held_on",
        columns=["held_on", "kind", "title", "laws", "attendance"],
        filters=["kind"],
        search=["title", "laws", "person_name"],
        headings=words.SESSIONS_HEADINGS,
        values=words.SESSIONS_VALUES,
        sheets=[
            Sheet(
                "普法宣传台账",
                about=["普法", "法治宣传"],
                also=["普法工作台账", "法制宣传台账", "法律宣传台账", "六项权利教育台账"],
            ),
        ],
        sensitive=["id_number", "phone"],
        first=["held_on", "kind", "title", "laws", "attendance"],
        rule=_("《法律援助法》、《工会法律援助办法》"),
        group="rights",
    )
    held_on = models.DateField(_("普法日期"), null=True, blank=True)
    kind = models.CharField(_("普法形式"), max_length=60, choices=Kind.choices, blank=True)
    title = models.CharField(_("普法主题"), max_length=300, blank=True)
    laws = models.CharField(_("法律名称"), max_length=120, blank=True)
    place = models.CharField(_("普法地点"), max_length=120, blank=True)
    audience = models.CharField(_("普法对象"), max_length=120, blank=True)
    attendance = models.PositiveIntegerField(_("受教育人数"), null=True, blank=True)
    materials = models.PositiveIntegerField(_("发放资料份数"), null=True, blank=True)
    tested = models.PositiveIntegerField(_("测试人数"), null=True, blank=True)
    passed = models.PositiveIntegerField(_("测试合格人数"), null=True, blank=True)
    test_result = models.DecimalField(_("平均成绩"), max_digits=7, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("普法宣传台账")
        verbose_name_plural = _("普法宣传台账")
        indexes = [models.Index(fields=["union", "held_on"], name="lawsession_by_day")]


WARNINGS = [
    ("legal_aid.passed", Q(passed__gt=F("tested")), _("测试合格人数多于测试人数")),
]
