"""职工代表名册: workers' delegates, staff directors and supervisors, outside supervisors, each for a term."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record


class Seat(models.TextChoices):
    DELEGATE = "delegate", _("职工代表")
    DIRECTOR = "director", _("职工董事")
    SUPERVISOR = "supervisor", _("职工监事")
    OUTSIDE = "outside", _("社会监督员")


class Delegate(Record, OfEmployer, OfPerson):
    """One person in one seat from election to the end of the term or to being replaced."""

    seat = models.CharField(_("席位"), max_length=60, choices=Seat.choices, default=Seat.DELEGATE)
    constituency = models.CharField(_("选区"), max_length=120, blank=True)
    category = models.CharField(_("代表类别"), max_length=60, blank=True)
    votes = models.PositiveIntegerField(_("得票数"), null=True, blank=True)
    elected_on = models.DateField(_("当选日期"), null=True, blank=True)
    term_no = models.CharField(_("届次"), max_length=60, blank=True)
    term_ends_on = models.DateField(_("任期届满日期"), null=True, blank=True)
    ended_on = models.DateField(_("终止日期"), null=True, blank=True)
    replaced_by = models.CharField(_("替补人"), max_length=60, blank=True)
    board = models.CharField(_("董事会或监事会"), max_length=120, blank=True)
    sector = models.CharField(_("所属行业界别"), max_length=60, blank=True)
    opinions = models.CharField(_("所提意见"), max_length=300, blank=True)
    opinions_count = models.PositiveIntegerField(_("意见条数"), null=True, blank=True)
    handled_count = models.PositiveIntegerField(_("已处理条数"), null=True, blank=True)
    meetings = models.PositiveIntegerField(_("参加会议次数"), null=True, blank=True)

    ledger = Ledger(
        name=_("职工代表名册"),
        date="elected_on",
        columns=["person_name", "sex", "employer", "seat", "constituency", "category", "elected_on", "ended_on"],
        filters=["seat", "category"],
        search=["person_name", "employer__name"],
        headings={
            "employer": ["公司名称", "企业名称"],
            "elected_on": ["选举日期", "当选时间", "聘任日期"],
            "ended_on": ["聘任终止日期"],
            "constituency": ["选举单位"],
            "category": ["人员类别"],
            "term_ends_on": ["任期至"],
        },
        sheets=[
            Sheet(_("职工代表名册"), also=["职工代表花名册", "职工代表选举台账"], preset={"seat": Seat.DELEGATE}),
            Sheet(_("职工董事职工监事台账"), also=["职工董事监事台账"]),
            Sheet(_("社会监督员名册"), preset={"seat": Seat.OUTSIDE}),
        ],
        sensitive=["id_number", "phone"],
        future=["term_ends_on"],
        first=["person_name", "employer", "seat", "constituency", "elected_on"],
        rule=_("《企业民主管理规定》，学校另按《学校教职工代表大会规定》"),
        group="democracy",
    )

    class Meta:
        verbose_name = _("职工代表")
        verbose_name_plural = _("职工代表")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(elected_on__isnull=True) | Q(ended_on__gte=F("elected_on")),
                name="delegate_ends_after_election",
                violation_error_message=_("终止日期不能早于当选日期"),
            )
        ]


WARNINGS = [
    ("delegate_handled", Q(handled_count__gt=F("opinions_count")), _("已处理条数多于意见条数")),
]
