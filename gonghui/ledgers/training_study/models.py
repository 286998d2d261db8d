"""What each person studied: external training, degrees, essays, examinations."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER, PERSON
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record


class Study(Record, OfPerson, OfEmployer):
    """One person's study: external training, examination, essay, degree; a person counts once for each."""

    class Kind(models.TextChoices):
        EXTERNAL = "external", _("外派培训")
        CADRE = "cadre", _("工会干部培训")
        NOTES = "notes", _("学习笔记")
        REFLECTION = "reflection", _("心得体会")
        ESSAY = "essay", _("论文")
        DEGREE = "degree", _("学历进修")
        PUBLISHED = "published", _("发表论文奖励")
        SUBMITTED = "submitted", _("参评论文奖励")
        PROJECT = "project", _("课题研究")
        EXAM = "exam", _("法律法规考试")
        EXHIBITION = "exhibition", _("业务展评")
        TEAM = "team", _("三支队伍培训")

    ledger = Ledger(
        name=_("个人学习培训台账"),
        date="held_on",
        columns=["held_on", "person_name", "kind", "title", "level", "result"],
        filters=["kind", "level", "passed"],
        search=["person_name", "title"],
        first=["held_on", "person_name", "kind", "title", "employer"],
        sensitive=["id_number", "phone"],
        future=["valid_until"],
        sheets=[Sheet("个人学习培训台账", also=["外派培训台账", "论文奖励台账", "课题研究台账", "考试成绩台账"])],
        rule=_("《工会法》关于职工教育和培训的规定"),
        group="skills",
        small_cells=True,
        headings=EMPLOYER
        | PERSON
        | {
            "kind": ["类别", "类型"],
            "held_on": ["日期", "开始日期", "考试日期", "培训日期", "评审日期"],
            "ended_on": ["毕业日期", "结业日期", "结束日期"],
            "title": ["课程", "主题", "题目", "论文题目", "课题名称", "考试名称", "专业"],
            "post": ["岗位", "工会职务"],
            "level": ["级别", "层次"],
            "place": ["地点"],
            "days": ["天数"],
            "stage": ["课题阶段", "阶段"],
            "members": ["成员"],
            "result": ["结果", "等次"],
            "certificate_no": ["证书号"],
            "valid_until": ["有效期至"],
            "is_new_officer": ["换届新任"],
            "checked_by": ["审阅人", "评审人"],
            "score": ["得分", "分数"],
            "passed": ["合格"],
            "is_retake": ["是否补考"],
            "items": ["份数", "项数", "展评件数"],
            "tariff": ["奖励标准"],
            "payment": ["奖金"],
        },
        values={
            "kind": {
                Kind.EXTERNAL: ["外出培训", "送培"],
                Kind.CADRE: ["干部培训", "上岗培训"],
                Kind.NOTES: ["笔记"],
                Kind.REFLECTION: ["体会", "学习体会"],
                Kind.ESSAY: ["教学论文"],
                Kind.DEGREE: ["在职进修", "学历教育"],
                Kind.PUBLISHED: ["发表论文"],
                Kind.SUBMITTED: ["参评论文", "交流论文"],
                Kind.PROJECT: ["课题"],
                Kind.EXAM: ["安全考试", "法律考试", "考试"],
                Kind.EXHIBITION: ["教材解说", "解说教材"],
                Kind.TEAM: ["管理人员", "班组长", "一线职工"],
            },
        },
    )

    kind = models.CharField(_("学习类别"), max_length=60, choices=Kind.choices, blank=True)
    held_on = models.DateField(_("学习日期"), null=True, blank=True)
    ended_on = models.DateField(_("完成日期"), null=True, blank=True)
    title = models.CharField(_("学习内容"), max_length=200, blank=True)
    post = models.CharField(_("职务"), max_length=60, blank=True)
    level = models.CharField(_("学习层次"), max_length=20, blank=True)
    place = models.CharField(_("学习地点"), max_length=120, blank=True)
    days = models.DecimalField(_("学习天数"), max_digits=8, decimal_places=1, null=True, blank=True)
    stage = models.CharField(_("进展阶段"), max_length=60, blank=True)
    members = models.CharField(_("课题组成员"), max_length=200, blank=True)
    result = models.CharField(_("学习结果"), max_length=120, blank=True)
    certificate_no = models.CharField(_("证书编号"), max_length=60, blank=True)
    valid_until = models.DateField(_("证书有效期至"), null=True, blank=True)
    is_new_officer = models.BooleanField(_("新任工会干部"), null=True, blank=True)
    checked_by = models.CharField(_("检查人"), max_length=60, blank=True)
    score = models.DecimalField(_("成绩"), max_digits=8, decimal_places=1, null=True, blank=True)
    passed = models.BooleanField(_("是否合格"), null=True, blank=True)
    is_retake = models.BooleanField(_("补考"), null=True, blank=True)
    items = models.PositiveIntegerField(_("篇数"), null=True, blank=True)
    tariff = models.DecimalField(_("每篇奖励标准"), max_digits=18, decimal_places=2, null=True, blank=True)
    payment = models.DecimalField(_("奖励金额"), max_digits=18, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("个人学习培训台账")
        verbose_name_plural = _("个人学习培训台账")
        indexes = [models.Index(fields=["union", "held_on"], name="study_flow")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(held_on__isnull=True) | Q(ended_on__gte=F("held_on")),
                name="study_ended_on_order",
                violation_error_message=_("完成日期不能早于学习日期"),
            ),
            models.CheckConstraint(
                condition=Q(tariff__isnull=True) | Q(tariff__gte=0),
                name="study_tariff_ge_0",
                violation_error_message=_("每篇奖励标准不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(payment__isnull=True) | Q(payment__gte=0),
                name="study_payment_ge_0",
                violation_error_message=_("奖励金额不能为负数"),
            ),
        ]


# (code, true for a doubtful row, what it says): shown at entry and import, never a refusal
WARNINGS = [
    (
        "study_payment_is_tariff_times_items",
        Q(payment__isnull=False, tariff__isnull=False, items__isnull=False) & ~Q(payment=F("tariff") * F("items")),
        _("奖励金额不等于篇数乘以每篇奖励标准"),
    ),
]
