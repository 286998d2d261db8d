"""Plans, problems, promises and inspections: each with an owner and a due day."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER, PERSON
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record


class Task(Record, OfPerson, OfEmployer):
    """One item with owner, due day and result: due until done."""

    class Kind(models.TextChoices):
        PLAN = "plan", _("年度工作计划")
        STAGE = "stage", _("分阶段落实")
        PROBLEM = "problem", _("问题整改")
        INSPECTION = "inspection", _("督导检查")
        SELF_CHECK = "self_check", _("自查自纠")
        INTEGRITY = "integrity", _("廉洁自查")
        PLEDGE = "pledge", _("公开承诺")
        PROJECT = "project", _("党建带工建")
        CONTACT = "contact", _("领导联系点")
        GUIDANCE = "guidance", _("分类指导")
        ADVANCED = "advanced", _("创建先进单位")

    class Result(models.TextChoices):
        DONE = "done", _("已完成")
        RUNNING = "running", _("进行中")
        FAILED = "failed", _("未完成")

    ledger = Ledger(
        name=_("工作任务台账"),
        date="raised_on",
        columns=["raised_on", "kind", "item", "owner", "due_on", "done_on", "result"],
        filters=["kind", "result"],
        search=["item", "owner", "person_name"],
        first=["raised_on", "kind", "item", "owner", "due_on"],
        sensitive=["id_number", "phone"],
        future=["due_on", "starts_on"],
        sheets=[
            Sheet(
                "工作任务台账",
                about=["任务", "督办"],
                also=["问题整改台账", "工作计划台账", "承诺台账", "督导检查台账", "自查自纠台账"],
            )
        ],
        rule=_("本级目标责任书和上级工会的考核办法"),
        group="office",
        headings=EMPLOYER
        | PERSON
        | {
            "kind": ["类别"],
            "raised_on": ["登记日期", "日期", "承诺日期", "检查日期"],
            "item": ["事项", "问题", "承诺内容", "任务", "工作内容"],
            "stage": ["阶段"],
            "milestone": ["节点"],
            "cause": ["原因"],
            "rule": ["对照标准", "条款"],
            "measure": ["措施", "落实措施"],
            "owner": ["责任单位", "责任部门", "承诺人"],
            "partners": ["共建单位", "配合单位"],
            "starts_on": ["启动日期"],
            "due_on": ["期限", "整改期限", "计划完成日期"],
            "done_on": ["整改日期", "兑现日期"],
            "target": ["目标"],
            "metric": ["指标"],
            "actual": ["实际完成"],
            "evidence": ["佐证"],
            "visits": ["联系次数"],
            "employer_class": ["分类"],
            "result": ["结果", "完成情况"],
        },
        values={
            "kind": {
                Kind.PLAN: ["工作计划", "计划"],
                Kind.STAGE: ["阶段任务"],
                Kind.PROBLEM: ["问题措施结果"],
                Kind.INSPECTION: ["考核督导检查", "检查"],
                Kind.SELF_CHECK: ["五查五看"],
                Kind.PLEDGE: ["承诺", "亮诺", "师德承诺"],
                Kind.PROJECT: ["党工共建"],
                Kind.CONTACT: ["联系点"],
                Kind.ADVANCED: ["创建工会工作先进市"],
            },
            "result": {
                Result.DONE: ["完成", "已整改", "已兑现"],
                Result.RUNNING: ["推进中"],
                Result.FAILED: ["未整改", "未兑现"],
            },
        },
    )

    kind = models.CharField(_("任务类别"), max_length=60, choices=Kind.choices, blank=True)
    raised_on = models.DateField(_("提出日期"), null=True, blank=True)
    item = models.CharField(_("任务事项"), max_length=300)
    stage = models.CharField(_("工作阶段"), max_length=60, blank=True)
    milestone = models.CharField(_("阶段目标"), max_length=200, blank=True)
    cause = models.CharField(_("原因分析"), max_length=300, blank=True)
    rule = models.CharField(_("对照条款"), max_length=200, blank=True)
    measure = models.CharField(_("整改措施"), max_length=300, blank=True)
    owner = models.CharField(_("责任人"), max_length=120, blank=True)
    partners = models.CharField(_("协作单位"), max_length=200, blank=True)
    starts_on = models.DateField(_("开始日期"), null=True, blank=True)
    due_on = models.DateField(_("完成期限"), null=True, blank=True)
    done_on = models.DateField(_("完成日期"), null=True, blank=True)
    target = models.CharField(_("目标值"), max_length=120, blank=True)
    metric = models.CharField(_("考核指标"), max_length=120, blank=True)
    actual = models.CharField(_("实际完成值"), max_length=120, blank=True)
    evidence = models.CharField(_("佐证材料"), max_length=200, blank=True)
    visits = models.PositiveIntegerField(_("走访次数"), null=True, blank=True)
    solved = models.PositiveIntegerField(_("解决问题数"), null=True, blank=True)
    employer_class = models.CharField(_("企业分类"), max_length=60, blank=True)
    result = models.CharField(_("完成结果"), max_length=60, choices=Result.choices, blank=True)

    class Meta:
        verbose_name = _("工作任务台账")
        verbose_name_plural = _("工作任务台账")
        indexes = [models.Index(fields=["union", "due_on"], name="task_flow")]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(starts_on__isnull=True) | Q(due_on__gte=F("starts_on")),
                name="task_due_on_order",
                violation_error_message=_("完成期限不能早于开始日期"),
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(raised_on__isnull=True) | Q(done_on__gte=F("raised_on")),
                name="task_done_on_order",
                violation_error_message=_("完成日期不能早于提出日期"),
            ),
        ]


# (code, true for a doubtful row, what it says): shown at entry and import, never a refusal
WARNINGS = [
    ("task_needs_owner", Q(owner=""), _("任务没有责任人")),
    ("task_needs_due_day", Q(due_on__isnull=True), _("任务没有完成期限")),
]
