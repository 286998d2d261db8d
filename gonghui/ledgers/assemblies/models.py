"""工会会议台账: members' congresses, committee meetings, study days, forums and Party lectures, with minutes."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, Record


class Kind(models.TextChoices):
    CONGRESS = "congress", _("会员代表大会")
    ASSEMBLY = "assembly", _("会员大会")
    STUDY = "study", _("学习例会")
    CHAIRS = "chairs", _("直属工会主席会议")
    FORUM = "forum", _("座谈会")
    LECTURE = "lecture", _("主题党课")
    RELAY = "relay", _("传达贯彻会议")
    COMMITTEE = "committee", _("工会委员会会议")


class Assembly(Record, OfEmployer):
    """One meeting: who was due, who came, what was dealt with, what follows."""

    kind = models.CharField(_("会议种类"), max_length=60, choices=Kind.choices, default=Kind.CONGRESS)
    session_no = models.CharField(_("届次"), max_length=60, blank=True)
    series = models.CharField(_("会议系列"), max_length=120, blank=True)
    frequency = models.CharField(_("会议频次"), max_length=60, blank=True)
    planned_on = models.DateField(_("计划日期"), null=True, blank=True)
    held_on = models.DateField(_("召开日期"), null=True, blank=True)
    host = models.CharField(_("主持人"), max_length=60, blank=True)
    due = models.PositiveIntegerField(_("应到人数"), null=True, blank=True)
    present = models.PositiveIntegerField(_("实到人数"), null=True, blank=True)
    participants = models.CharField(_("参会人员"), max_length=300, blank=True)
    agenda = models.TextField(_("会议议程"), blank=True)
    topics = models.CharField(_("会议主题"), max_length=300, blank=True)
    reports = models.CharField(_("听取报告"), max_length=300, blank=True)
    elected = models.CharField(_("选举事项"), max_length=300, blank=True)
    resolutions = models.TextField(_("会议决议"), blank=True)
    points = models.TextField(_("发言要点"), blank=True)
    tasks = models.TextField(_("布置任务"), blank=True)
    follow_up = models.CharField(_("落实情况"), max_length=300, blank=True)
    minutes = models.CharField(_("会议记录编号"), max_length=120, blank=True)
    source_document = models.CharField(_("传达文件"), max_length=200, blank=True)
    received_on = models.DateField(_("收文日期"), null=True, blank=True)
    action = models.CharField(_("贯彻措施"), max_length=300, blank=True)

    ledger = Ledger(
        name=_("工会会议台账"),
        date="held_on",
        columns=["held_on", "kind", "session_no", "topics", "due", "present", "host"],
        filters=["kind", "series"],
        search=["topics", "agenda"],
        headings={
            "held_on": ["日期", "时间", "会议日期", "举行日期", "座谈日期", "学习日期", "传达日期"],
            "present": ["实到", "参加人数", "到会人数", "参会人数"],
            "due": ["应到", "应到代表", "代表总数"],
            "topics": ["会议名称", "主题", "座谈主题", "党课主题"],
            "agenda": ["议题", "议题及决定", "会议内容"],
            "host": ["主持", "主讲人", "召集人"],
            "participants": ["参加人员", "参加群体"],
            "minutes": ["会议记录"],
        },
        sheets=[
            Sheet(_("会员代表大会台账"), also=["会员大会台账", "工会代表大会台账"]),
            Sheet(_("学习例会台账"), also=["学习会议台账"], preset={"kind": Kind.STUDY}),
            Sheet(_("直属工会主席会议台账"), also=["工会主席会议台账"], preset={"kind": Kind.CHAIRS}),
            Sheet(_("座谈会台账"), also=["座谈研讨会台账"], preset={"kind": Kind.FORUM}),
            Sheet(_("主题党课台账"), preset={"kind": Kind.LECTURE}),
            Sheet(_("传达贯彻台账"), also=["上级精神传达台账"], preset={"kind": Kind.RELAY}),
            Sheet(
                _("工会委员会会议台账"),
                about=["委员会会议", "会议记载", "工会会议", "会议记录"],
                also=["工会委员会会议记录", "工会会议记录", "工会会议台账"],
                preset={"kind": Kind.COMMITTEE},
            ),
        ],
        future=["planned_on"],
        first=["kind", "held_on", "topics", "due", "present"],
        rule=_("《工会法》和《中国工会章程》关于工会组织的规定"),
        group="organisation",
    )

    class Meta:
        verbose_name = _("工会会议")
        verbose_name_plural = _("工会会议")


CONGRESSES = (Kind.CONGRESS, Kind.ASSEMBLY)
WARNINGS = [
    (
        "assembly_quorum",
        Q(kind__in=CONGRESSES, present__lte=(F("due") * 2 - 1) / 3),
        _("到会人数不足应到人数的三分之二，会议无效"),
    ),
    ("assembly_present", Q(present__gt=F("due")), _("实到人数多于应到人数")),
]
