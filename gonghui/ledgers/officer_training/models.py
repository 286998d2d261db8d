"""干部培训台账: courses for officers, chairs and workers' delegates, study visits and policy reading."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record


class Kind(models.TextChoices):
    OFFICERS = "officers", _("工会干部培训")
    CHAIRS = "chairs", _("民营企业工会主席培训")
    DELEGATES = "delegates", _("职工代表培训")
    VISIT = "visit", _("外出培训参观")
    STUDY = "study", _("政策学习研究")


class Course(Record):
    """One course, visit or study; persons and hours are counted, person-times are not persons."""

    kind = models.CharField(_("培训对象类别"), max_length=60, choices=Kind.choices, default=Kind.OFFICERS)
    title = models.CharField(_("培训内容"), max_length=200)
    held_on = models.DateField(_("培训日期"))
    level = models.CharField(_("培训层次"), max_length=60, blank=True)
    host = models.CharField(_("承办单位"), max_length=120, blank=True)
    topics = models.CharField(_("专题"), max_length=300, blank=True)
    participants = models.TextField(_("参训人员"), blank=True)
    persons = models.PositiveIntegerField(_("参训人数"), null=True, blank=True)
    due = models.PositiveIntegerField(_("应训人数"), null=True, blank=True)
    hours = models.DecimalField(_("学时"), max_digits=6, decimal_places=1, null=True, blank=True)
    passed = models.PositiveIntegerField(_("考核合格人数"), null=True, blank=True)
    result = models.CharField(_("培训结果"), max_length=200, blank=True)
    report_on = models.DateField(_("总结报告日期"), null=True, blank=True)
    report = models.TextField(_("学习体会"), blank=True)

    ledger = Ledger(
        name=_("干部培训台账"),
        date="held_on",
        columns=["held_on", "kind", "title", "host", "persons", "hours", "passed"],
        filters=["kind", "level"],
        search=["title", "host"],
        headings={
            "title": ["课程", "培训名称", "学习内容", "政策名称", "考察内容"],
            "held_on": ["培训时间", "学习日期", "考察日期"],
            "persons": ["干部人数", "受训人数", "代表人数"],
            "host": ["接待单位", "考察单位", "举办单位"],
        },
        sheets=[
            Sheet(_("工会干部培训台账"), preset={"kind": Kind.OFFICERS}),
            Sheet(_("民营企业工会主席培训台账"), also=["工会主席培训台账"], preset={"kind": Kind.CHAIRS}),
            Sheet(_("职工代表培训台账"), preset={"kind": Kind.DELEGATES}),
            Sheet(_("外出培训参观台账"), also=["外出学习考察台账"], preset={"kind": Kind.VISIT}),
            Sheet(_("政策学习研究台账"), also=["政策学习台账"], preset={"kind": Kind.STUDY}),
        ],
        first=["kind", "title", "held_on", "persons", "host"],
        rule=_("《工会法》关于工会工作人员的规定和上级工会的干部管理办法"),
        group="organisation",
    )

    class Meta:
        verbose_name = _("干部培训")
        verbose_name_plural = _("干部培训")

    def __str__(self) -> str:
        return self.title


WARNINGS = [
    ("course_passed", Q(passed__gt=F("persons")), _("合格人数多于参训人数")),
    ("course_visit_without_report", Q(kind=Kind.VISIT, report_on__isnull=True), _("外出学习归来没有报告")),
]
