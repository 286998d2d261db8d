"""走访台账: visits to units and employers — for their matters, for founding a union, for bringing law and policy."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, Record


class Kind(models.TextChoices):
    UNIT = "unit", _("走访基层")
    FOUNDING = "founding", _("建会指导")
    POLICY = "policy", _("政策宣传进企业")
    CAMPAIGN = "campaign", _("宣传发动")


class Visit(Record, OfEmployer):
    """One visit of one unit on one day; a unit visited twice is two visits and one unit reached."""

    kind = models.CharField(_("走访类别"), max_length=60, choices=Kind.choices, default=Kind.UNIT)
    visited_on = models.DateField(_("走访日期"))
    visitor = models.CharField(_("走访人"), max_length=60, blank=True)
    place = models.CharField(_("地点"), max_length=120, blank=True)
    matters = models.TextField(_("反映情况"), blank=True)
    follow_up = models.CharField(_("跟进措施"), max_length=300, blank=True)
    followed_on = models.DateField(_("跟进完成日期"), null=True, blank=True)
    form_completed = models.BooleanField(_("已填建会表"), null=True, blank=True)
    bylaws_drafted = models.BooleanField(_("已拟规章制度"), null=True, blank=True)
    next_step = models.CharField(_("下一步"), max_length=200, blank=True)
    activity = models.CharField(_("宣传方式"), max_length=60, blank=True)
    materials = models.CharField(_("宣传资料"), max_length=200, blank=True)
    copies = models.PositiveIntegerField(_("发放份数"), null=True, blank=True)
    banners = models.PositiveIntegerField(_("横幅条数"), null=True, blank=True)
    people = models.PositiveIntegerField(_("受教育人次"), null=True, blank=True)
    complaints = models.PositiveIntegerField(_("现场受理投诉件数"), null=True, blank=True)
    cards = models.PositiveIntegerField(_("现场办证数"), null=True, blank=True)
    feedback = models.CharField(_("反馈意见"), max_length=300, blank=True)

    ledger = Ledger(
        name=_("走访台账"),
        date="visited_on",
        columns=["visited_on", "kind", "employer", "visitor", "matters", "follow_up", "followed_on"],
        filters=["kind"],
        search=["employer__name", "visitor", "matters"],
        headings={
            "visited_on": ["走访时间", "下企业日期", "指导日期", "宣传日期", "入企日期"],
            "visitor": ["走访人员", "指导人", "工作人员"],
            "employer": ["走访单位", "走访企业", "受访企业", "受访单位", "指导单位", "企业名称", "宣传单位"],
            "matters": ["走访情况", "了解情况", "了解到的情况", "了解的情况", "发现的问题", "主要内容"],
            "follow_up": ["需要协调的事", "需协调事项", "办结情况"],
            "copies": ["资料份数", "发放资料份数"],
        },
        sheets=[
            Sheet(
                _("走访台账"),
                about=["走访", "入户", "走企", "入企"],
                also=[
                    "走访基层台账",
                    "走访会员单位记录",
                    "下基层走访台账",
                    "走访记录",
                    "走访登记",
                    "下企业走访",
                ],
                preset={"kind": Kind.UNIT},
            ),
            Sheet(_("建会指导台账"), also=["建会指导记录"], preset={"kind": Kind.FOUNDING}),
            Sheet(_("政策宣传进企业台账"), also=["送法进企业台账", "送书送法台账"], preset={"kind": Kind.POLICY}),
            Sheet(_("宣传发动台账"), also=["宣传发动记录", "建会宣传台账"], preset={"kind": Kind.CAMPAIGN}),
        ],
        first=["visited_on", "kind", "employer", "visitor", "matters"],
        quick=["visited_on", "kind", "employer", "visitor", "matters"],
        rule=_("《工会法》关于工会联系职工、为基层服务的规定"),
        group="organisation",
    )

    class Meta:
        verbose_name = _("走访")
        verbose_name_plural = _("走访")


WARNINGS = [
    ("visit_no_follow_up", Q(followed_on__isnull=True) & ~Q(follow_up=""), _("有跟进措施，尚未完成")),
]
