"""Candidates recommended for honours."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER, PERSON
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record


class HonourNomination(Record, OfEmployer, OfPerson):
    """One candidate of a selection: opinion, publicity of at least five working days, votes, approval (rules §7.3)."""

    class Kind(models.TextChoices):
        MODEL_WORKER = "model_worker", _("劳模推荐评选")
        MEDAL = "medal", _("五一奖章推荐")
        ENTREPRENEUR = "entrepreneur", _("优秀企业家")
        WORKER = "worker", _("优秀职工")
        TEACHER = "teacher", _("满意教师")
        LEARNING = "learning", _("学习型组织知识型职工")
        OTHER = "other", _("其他评选")

    class Outcome(models.TextChoices):
        ELECTED = "elected", _("当选")
        NOT_ELECTED = "not_elected", _("未当选")
        OPEN = "open", _("评选中")

    ledger = Ledger(
        name=_("评选推荐台账"),
        date="nominated_on",
        columns=["nominated_on", "title", "candidate", "employer", "votes", "result"],
        filters=["kind", "result"],
        search=["title", "candidate"],
        first=["nominated_on", "title", "candidate", "employer", "votes", "result"],
        sensitive=["id_number", "phone"],
        future=["publicity_to"],
        sheets=[Sheet("评选推荐台账", also=["劳模推荐评选台账", "评选台账", "推荐评选登记表"])],
        rule=_("评选表彰机关的评选、奖励和管理办法"),
        group="skills",
        headings=EMPLOYER
        | PERSON
        | {
            "nominated_on": ["申报日期", "提名日期"],
            "title": ["评选名称", "荣誉名称"],
            "kind": ["类别"],
            "candidate": ["候选人", "推荐人选", "候选对象"],
            "quota": ["推荐名额"],
            "criteria": ["条件"],
            "unit_opinion": ["所在单位意见"],
            "publicity_from": ["公示起始日期"],
            "publicity_to": ["公示截止日期"],
            "objections": ["异议数"],
            "voters": ["参加投票人数"],
            "votes": ["票数"],
            "approved_on": ["审批日期"],
            "approved_by": ["审批单位"],
            "result": ["结果"],
        },
        values={
            "kind": {
                Kind.MODEL_WORKER: ["劳动模范", "劳模"],
                Kind.MEDAL: ["五一劳动奖章"],
                Kind.ENTREPRENEUR: ["关爱职工企业家"],
                Kind.TEACHER: ["最满意教师"],
                Kind.LEARNING: ["学习型组织评选", "知识型职工评选"],
                Kind.OTHER: ["其他"],
            },
            "result": {
                Outcome.ELECTED: ["获评", "入选", "通过"],
                Outcome.NOT_ELECTED: ["落选", "未通过"],
            },
        },
    )

    nominated_on = models.DateField(_("推荐日期"), null=True, blank=True)
    title = models.CharField(_("评选项目"), max_length=200)
    kind = models.CharField(_("评选类别"), max_length=60, choices=Kind.choices, blank=True)
    candidate = models.CharField(_("推荐对象"), max_length=120)
    quota = models.PositiveIntegerField(_("名额"), null=True, blank=True)
    criteria = models.CharField(_("评选条件"), max_length=300, blank=True)
    unit_opinion = models.CharField(_("单位意见"), max_length=300, blank=True)
    publicity_from = models.DateField(_("公示开始日期"), null=True, blank=True)
    publicity_to = models.DateField(_("公示结束日期"), null=True, blank=True)
    objections = models.PositiveIntegerField(_("异议件数"), null=True, blank=True)
    voters = models.PositiveIntegerField(_("投票人数"), null=True, blank=True)
    votes = models.PositiveIntegerField(_("得票数"), null=True, blank=True)
    approved_on = models.DateField(_("批准日期"), null=True, blank=True)
    approved_by = models.CharField(_("批准机关"), max_length=120, blank=True)
    result = models.CharField(_("评选结果"), max_length=60, choices=Outcome.choices, blank=True)

    class Meta:
        verbose_name = _("评选推荐台账")
        verbose_name_plural = _("评选推荐台账")
        constraints = [
            models.CheckConstraint(
                condition=Q(publicity_to__isnull=True)
                | Q(publicity_from__isnull=True)
                | Q(publicity_to__gte=F("publicity_from")),
                name="honour_nomination_publicity_to_order",
                violation_error_message=_("公示结束日期不能早于公示开始日期"),
            ),
            models.CheckConstraint(
                condition=Q(approved_on__isnull=True)
                | Q(nominated_on__isnull=True)
                | Q(approved_on__gte=F("nominated_on")),
                name="honour_nomination_approved_on_order",
                violation_error_message=_("批准日期不能早于推荐日期"),
            ),
        ]


# (code, true for a doubtful row, what it says): shown at entry and import, never a refusal
WARNINGS = [
    ("nomination_votes_le_voters", Q(votes__gt=F("voters")), _("得票数多于投票人数")),
    ("nomination_approved_before_publicity", Q(approved_on__lt=F("publicity_to")), _("公示未结束即批准")),
]
