"""工会干部台账: officers, their posts, portfolios and terms; also activists and the reserve."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record


class Form(models.TextChoices):
    FULL = "full", _("专职")
    PART = "part", _("兼职")
    SOCIAL = "social", _("社会化工会工作者")
    ASSISTANT = "assistant", _("协理员")
    ACTIVIST = "activist", _("积极分子")
    RESERVE = "reserve", _("后备人才")


class Officer(Record, OfEmployer, OfPerson):
    """One person in one post for one span of time."""

    post = models.CharField(_("职务"), max_length=60, blank=True)
    form = models.CharField(_("专兼职"), max_length=60, choices=Form.choices, blank=True)
    appointed_on = models.DateField(_("任职日期"), null=True, blank=True)
    until = models.DateField(_("离任日期"), null=True, blank=True)
    term_no = models.CharField(_("届次"), max_length=60, blank=True)
    term_ends_on = models.DateField(_("任期届满日期"), null=True, blank=True)
    portfolio = models.CharField(_("分工"), max_length=200, blank=True)
    tasks = models.CharField(_("工作任务"), max_length=300, blank=True)
    trained_on = models.DateField(_("最近培训日期"), null=True, blank=True)
    training = models.CharField(_("培训情况"), max_length=200, blank=True)
    appraisal = models.CharField(_("考核结果"), max_length=60, blank=True)
    rank = models.CharField(_("享受待遇"), max_length=60, blank=True)
    rank_since = models.DateField(_("待遇起始日期"), null=True, blank=True)
    document_no = models.CharField(_("任职文件"), max_length=120, blank=True)
    allowance_class = models.CharField(_("津贴档次"), max_length=60, blank=True)
    qualification = models.CharField(_("资格证明"), max_length=200, blank=True)
    recommender = models.CharField(_("推荐人"), max_length=60, blank=True)
    quota = models.PositiveIntegerField(_("任务指标"), null=True, blank=True)
    achieved = models.PositiveIntegerField(_("完成数"), null=True, blank=True)
    field = models.CharField(_("特长领域"), max_length=60, blank=True)
    activities = models.PositiveIntegerField(_("组织活动次数"), null=True, blank=True)

    ledger = Ledger(
        name=_("工会干部台账"),
        date="appointed_on",
        columns=["person_name", "sex", "union", "post", "form", "appointed_on", "until", "portfolio", "trained_on"],
        filters=["post", "form"],
        search=["person_name", "post", "union__name"],
        headings={
            "person_name": ["干部姓名", "委员姓名"],
            "union": ["工会名称", "任职工会"],
            "post": ["工会职务", "岗位", "任职"],
            "form": ["专职或兼职", "专/兼职", "干部类别", "人员类别"],
            "appointed_on": ["任职时间", "当选日期"],
            "until": ["离任时间", "卸任日期"],
            "portfolio": ["分管工作", "委员分工"],
            "rank": ["职级待遇", "主席待遇"],
        },
        values={
            "form": {
                Form.SOCIAL: ["社会化工作者", "社会化"],
                Form.RESERVE: ["后备", "后备干部"],
                Form.ASSISTANT: ["工会协理员"],
            }
        },
        sheets=[
            Sheet(
                _("工会干部台账"),
                about=["工会干部", "专兼职", "工会委员"],
                also=["工会干部花名册", "工会干部名册", "工会委员会委员分工表", "专兼职工会干部台账"],
            ),
            Sheet(_("工会积极分子台账"), also=["积极分子名册"], preset={"form": Form.ACTIVIST}),
            Sheet(_("后备干部台账"), also=["兼职干部后备库", "后备人才库"], preset={"form": Form.RESERVE}),
        ],
        sensitive=["id_number", "phone"],
        future=["term_ends_on"],
        first=["person_name", "union", "post", "form", "appointed_on"],
        rule=_("《工会法》关于工会工作人员的规定和上级工会的干部管理办法"),
        group="organisation",
    )

    class Meta:
        verbose_name = _("工会干部")
        verbose_name_plural = _("工会干部")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(appointed_on__isnull=True) | Q(until__gte=F("appointed_on")),
                name="officer_leaves_after_start",
                violation_error_message=_("离任日期不能早于任职日期"),
            )
        ]


WARNINGS = [
    (
        "officer_untrained",
        Q(trained_on__isnull=True, form__in=[Form.FULL, Form.PART], until__isnull=True),
        _("新任干部尚无培训记录"),
    ),
    ("officer_reserve_without_evidence", Q(form=Form.RESERVE, qualification=""), _("后备人才没有资格证明")),
]
