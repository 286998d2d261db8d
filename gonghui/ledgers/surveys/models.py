"""问卷调查台账: surveys of disclosure, satisfaction, opinion, and consultation on drafts."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record


class Kind(models.TextChoices):
    DISCLOSURE = "disclosure", _("厂务公开问卷")
    SATISFACTION = "satisfaction", _("工会满意度调查")
    MOOD = "mood", _("职工思想动态")
    DRAFT = "draft", _("制度草案征求意见")
    NEED = "need", _("职工需求调查")
    MISMATCH = "mismatch", _("问题清单")
    RESEARCH = "research", _("专题调研")


class Survey(Record):
    """One round of one survey in one system or unit; persons asked, opinions raised, what became of them."""

    kind = models.CharField(_("调查类别"), max_length=60, choices=Kind.choices, default=Kind.DISCLOSURE)
    system = models.CharField(_("系统名称"), max_length=120, blank=True)
    surveyed_on = models.DateField(_("调查日期"), null=True, blank=True)
    respondents = models.PositiveIntegerField(_("人数"), null=True, blank=True)
    suggestions = models.PositiveIntegerField(_("意见建议条数"), null=True, blank=True)
    title = models.CharField(_("调查主题"), max_length=200, blank=True)
    version = models.CharField(_("草案版本"), max_length=60, blank=True)
    round_no = models.CharField(_("轮次"), max_length=60, blank=True)
    group = models.CharField(_("调查对象"), max_length=120, blank=True)
    returned = models.PositiveIntegerField(_("回收份数"), null=True, blank=True)
    valid = models.PositiveIntegerField(_("有效份数"), null=True, blank=True)
    questions = models.TextField(_("调查问题"), blank=True)
    answers = models.TextField(_("回答情况"), blank=True)
    satisfied = models.PositiveIntegerField(_("满意人数"), null=True, blank=True)
    score = models.DecimalField(_("满意度得分"), max_digits=6, decimal_places=2, null=True, blank=True)
    adopted = models.PositiveIntegerField(_("采纳条数"), null=True, blank=True)
    declined = models.PositiveIntegerField(_("未采纳条数"), null=True, blank=True)
    disposition = models.TextField(_("意见处理情况"), blank=True)
    problem = models.TextField(_("存在问题"), blank=True)
    places = models.CharField(_("调研地点"), max_length=300, blank=True)
    units_visited = models.PositiveIntegerField(_("走访单位数"), null=True, blank=True)
    owner = models.CharField(_("调研负责人"), max_length=120, blank=True)
    cause = models.TextField(_("原因分析"), blank=True)
    evidence = models.TextField(_("事实依据"), blank=True)
    measure = models.TextField(_("对策措施"), blank=True)
    followed_on = models.DateField(_("落实日期"), null=True, blank=True)

    ledger = Ledger(
        name=_("问卷调查台账"),
        date="surveyed_on",
        columns=["kind", "system", "surveyed_on", "title", "respondents", "suggestions", "score"],
        filters=["kind", "system"],
        search=["system", "title"],
        headings={
            "system": [
                "系统",
                "所属系统",
                "调查系统",
                "系统（单位）名称",
                "系统类别",
                "所在系统",
                "行业系统",
                "系统(单位)",
            ],
            "surveyed_on": [
                "问卷时间",
                "调查时间",
                "问卷日期",
                "发放日期",
                "征求意见日期",
                "问卷调查时间",
                "调查日",
                "开展日期",
            ],
            "respondents": [
                "发放人数",
                "调查人数",
                "问卷人数",
                "参加人数",
                "参与人数",
                "参加调查人数",
                "被调查人数",
                "调查人次",
                "问卷调查人数",
            ],
            "suggestions": [
                "意见建议(条)",
                "意见建议数",
                "意见条数",
                "建议条数",
                "征集意见建议",
                "收集意见(条)",
                "意见建议",
                "征求意见条数",
                "意见和建议(条)",
            ],
            "title": ["制度名称", "调查名称"],
        },
        sheets=[
            Sheet(
                _("厂务公开问卷台账"),
                also=["厂务公开问卷调查台账", "厂务公开问卷调查表", "厂务公开问卷调查情况表", "厂务公开问卷"],
                preset={"kind": Kind.DISCLOSURE},
            ),
            Sheet(_("工会满意度调查台账"), preset={"kind": Kind.SATISFACTION}),
            Sheet(_("职工思想动态调查台账"), preset={"kind": Kind.MOOD}),
            Sheet(_("制度草案征求意见台账"), also=["征求意见台账"], preset={"kind": Kind.DRAFT}),
            Sheet(_("专题调研台账"), preset={"kind": Kind.RESEARCH}),
            Sheet(_("问题清单台账"), also=["三个不适应问题清单"], preset={"kind": Kind.MISMATCH}),
        ],
        first=["kind", "system", "surveyed_on", "respondents", "suggestions"],
        rule=_("《企业民主管理规定》"),
        group="democracy",
    )

    class Meta:
        verbose_name = _("问卷调查")
        verbose_name_plural = _("问卷调查")


WARNINGS = [
    ("survey_returned", Q(returned__gt=F("respondents")), _("回收份数多于发放人数")),
    ("survey_dispositions", Q(adopted__gt=F("suggestions")), _("采纳条数多于意见建议条数")),
    ("survey_unfollowed", Q(suggestions__gt=0, disposition=""), _("有意见建议，没有处理情况")),
]
