"""职代会台账: sessions of workers' congresses and the other forms of democratic management; items voted; delegates."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, Record
from gonghui.ledgers.congress.words import HEADINGS


class Form(models.TextChoices):
    CONGRESS = "congress", _("职代会")
    ASSEMBLY = "assembly", _("职工大会")
    SCHOOL = "school", _("教代会")
    REGIONAL = "regional", _("区域（行业）职代会")
    TALKS = "talks", _("劳资恳谈会")
    CONSULTATION = "consultation", _("民主协商会")


ESTABLISHED_FORMS = (Form.CONGRESS, Form.ASSEMBLY, Form.SCHOOL, Form.REGIONAL)


class Session(Record, OfEmployer):
    """One session; an employer has the system when it has a day of first establishment."""

    form = models.CharField(_("民主管理形式"), max_length=60, choices=Form.choices, default=Form.CONGRESS)
    established_on = models.DateField(_("首次建立日期"), null=True, blank=True)
    term_no = models.CharField(_("届次"), max_length=60, blank=True)
    session_no = models.CharField(_("会议次序"), max_length=60, blank=True)
    held_on = models.DateField(_("召开日期"), null=True, blank=True)
    planned_on = models.DateField(_("计划召开日期"), null=True, blank=True)
    delegates = models.PositiveIntegerField(_("代表人数"), null=True, blank=True)
    present = models.PositiveIntegerField(_("实到人数"), null=True, blank=True)
    women_delegates = models.PositiveIntegerField(_("女代表人数"), null=True, blank=True)
    frontline_delegates = models.PositiveIntegerField(_("一线代表人数"), null=True, blank=True)
    agenda = models.TextField(_("审议事项"), blank=True)
    reports = models.CharField(_("听取报告"), max_length=300, blank=True)
    motions = models.PositiveIntegerField(_("提案数"), null=True, blank=True)
    votes_for = models.PositiveIntegerField(_("赞成票"), null=True, blank=True)
    votes_against = models.PositiveIntegerField(_("反对票"), null=True, blank=True)
    resolutions = models.TextField(_("会议决议"), blank=True)
    parties = models.CharField(_("双方参加人员"), max_length=300, blank=True)
    agreed = models.TextField(_("达成意见"), blank=True)
    follow_up_on = models.DateField(_("跟进日期"), null=True, blank=True)
    tracking = models.CharField(_("落实情况"), max_length=300, blank=True)
    filed_on = models.DateField(_("备案日期"), null=True, blank=True)
    quality_score = models.DecimalField(_("质量评估得分"), max_digits=6, decimal_places=2, null=True, blank=True)
    quality_items = models.CharField(_("评估指标"), max_length=300, blank=True)
    evaluator = models.CharField(_("评估人"), max_length=120, blank=True)
    evaluated_on = models.DateField(_("评估日期"), null=True, blank=True)
    weak_points = models.CharField(_("薄弱环节"), max_length=300, blank=True)

    ledger = Ledger(
        name=_("职代会台账"),
        date="held_on",
        columns=[
            "employer",
            "form",
            "established_on",
            "term_no",
            "held_on",
            "delegates",
            "present",
            "agenda",
            "motions",
        ],
        filters=["form", "employer.ownership"],
        search=["employer__name", "agenda"],
        key=["employer", "term_no", "held_on"],
        headings=HEADINGS,
        sheets=[
            Sheet(
                _("职代会台账"),
                about=["职代会", "职工代表大会", "职工大会"],
                also=[
                    "职工代表大会台账",
                    "职工代表大会情况登记表",
                    "职代会召开情况登记表",
                    "职代会情况一览表",
                    "职代会建制台账",
                    "职工代表大会",
                ],
            ),
            Sheet(
                _("教代会台账"),
                about=["教代会", "教职工代表大会"],
                also=["教职工代表大会台账"],
                preset={"form": Form.SCHOOL},
            ),
            Sheet(_("劳资恳谈会台账"), preset={"form": Form.TALKS}),
            Sheet(_("民主协商台账"), also=["企业民主协商台账"], preset={"form": Form.CONSULTATION}),
        ],
        values={"form": {Form.CONGRESS: ["职工代表大会"], Form.SCHOOL: ["教职工代表大会"], Form.TALKS: ["恳谈会"]}},
        future=["follow_up_on", "planned_on"],
        first=["employer", "held_on", "term_no", "delegates", "agenda"],
        rule=_("《企业民主管理规定》，学校另按《学校教职工代表大会规定》"),
        group="democracy",
    )

    class Meta:
        verbose_name = _("职代会会议")
        verbose_name_plural = _("职代会会议")
        constraints = [
            models.CheckConstraint(
                condition=Q(held_on__isnull=True)
                | Q(established_on__isnull=True)
                | Q(held_on__gte=F("established_on")),
                name="session_held_after_established",
                violation_error_message=_("召开日期不能早于首次建立日期"),
            )
        ]


WARNINGS = [
    ("session_quorum", Q(present__lte=(F("delegates") * 2 - 1) / 3), _("到会代表不足三分之二")),
    ("session_present", Q(present__gt=F("delegates")), _("实到人数多于代表人数")),
    ("session_women", Q(women_delegates__gt=F("delegates")), _("女代表人数多于代表人数")),
]
