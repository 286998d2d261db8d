"""改制参与台账: the union's part in restructuring, in making rules at the source, and in joint meetings."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, Record


class Kind(models.TextChoices):
    RESTRUCTURING = "restructuring", _("企业改制")
    SOURCE = "source", _("源头参与")
    JOINT_MEETING = "joint_meeting", _("联席会议")
    REFORM = "reform", _("改革事项参与")
    JOINT_EVENT = "joint_event", _("党政工联动")


class Participation(Record, OfEmployer):
    """One matter in which the union took part: how, with which opinion, and what was taken over."""

    kind = models.CharField(_("参与类别"), max_length=60, choices=Kind.choices, default=Kind.RESTRUCTURING)
    joined_on = models.DateField(_("参与日期"), null=True, blank=True)
    manner = models.CharField(_("参与方式"), max_length=200, blank=True)
    employees = models.PositiveIntegerField(_("职工人数"), null=True, blank=True)
    topic = models.CharField(_("参与事项"), max_length=200, blank=True)
    stage = models.CharField(_("改制阶段"), max_length=60, blank=True)
    documents = models.CharField(_("相关文件"), max_length=300, blank=True)
    participants = models.CharField(_("参加人员"), max_length=300, blank=True)
    opinion = models.TextField(_("工会意见"), blank=True)
    raised = models.PositiveIntegerField(_("提出意见条数"), null=True, blank=True)
    adopted = models.PositiveIntegerField(_("采纳意见条数"), null=True, blank=True)
    heard_on = models.DateField(_("职代会审议日期"), null=True, blank=True)
    votes_for = models.PositiveIntegerField(_("赞成票"), null=True, blank=True)
    votes_against = models.PositiveIntegerField(_("反对票"), null=True, blank=True)
    passed = models.BooleanField(_("审议通过"), null=True, blank=True)
    implemented_on = models.DateField(_("实施日期"), null=True, blank=True)
    partner = models.CharField(_("联动单位"), max_length=120, blank=True)
    cost_share = models.DecimalField(_("分担经费"), max_digits=18, decimal_places=2, null=True, blank=True)
    owner = models.CharField(_("责任人"), max_length=60, blank=True)
    due_on = models.DateField(_("办理期限"), null=True, blank=True)
    reply = models.CharField(_("答复情况"), max_length=300, blank=True)
    settled_on = models.DateField(_("落实日期"), null=True, blank=True)
    settled = models.PositiveIntegerField(_("解决事项数"), null=True, blank=True)

    ledger = Ledger(
        name=_("改制参与台账"),
        date="joined_on",
        columns=["employer", "kind", "joined_on", "manner", "topic", "employees", "raised", "adopted"],
        filters=["kind", "stage"],
        search=["employer__name", "topic"],
        headings={
            "employer": ["企业名称", "单位全称", "改制企业", "改制企业名称", "参与改制企业", "改制单位"],
            "joined_on": ["参与时间", "会议日期", "联席会议日期", "介入时间", "参加日期", "参与年月"],
            "manner": ["参与形式", "工会参与方式", "参与途径", "参与情况", "参与内容"],
            "employees": ["职工总数", "职工数", "涉及职工人数", "企业职工人数", "职工(人)", "涉及职工"],
            "topic": ["议题", "会议议题", "事项", "方案名称"],
            "opinion": ["工会建议", "意见内容"],
        },
        sheets=[
            Sheet(
                _("改制参与台账"),
                also=[
                    "企业改制参与台账",
                    "参与企业改制台账",
                    "参与改制情况登记表",
                    "企业改制台账",
                    "改制企业参与情况表",
                ],
                preset={"kind": Kind.RESTRUCTURING},
            ),
            Sheet(_("源头参与台账"), preset={"kind": Kind.SOURCE}),
            Sheet(_("联席会议台账"), also=["行政与工会联席会议台账"], preset={"kind": Kind.JOINT_MEETING}),
            Sheet(_("改革事项参与台账"), also=["参政议政台账"], preset={"kind": Kind.REFORM}),
            Sheet(_("党政工联动台账"), preset={"kind": Kind.JOINT_EVENT}),
        ],
        future=["due_on", "implemented_on"],
        first=["kind", "employer", "joined_on", "manner", "topic"],
        rule=_("《企业民主管理规定》"),
        group="democracy",
    )

    class Meta:
        verbose_name = _("改制参与")
        verbose_name_plural = _("改制参与")


WARNINGS = [
    ("participation_adopted", Q(adopted__gt=F("raised")), _("采纳意见条数多于提出意见条数")),
    (
        "participation_unpassed",
        Q(kind=Kind.RESTRUCTURING, implemented_on__isnull=False) & ~Q(passed=True),
        _("改制方案未经职代会审议通过，不得实施"),
    ),
    ("participation_opinion_late", Q(joined_on__gt=F("heard_on")), _("工会意见应在职代会审议之前提出")),
]
