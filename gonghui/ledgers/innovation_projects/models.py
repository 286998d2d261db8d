"""Innovation projects, inventions, operation methods and results."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER
from gonghui.kernel.ledger.record import OfEmployer, Record


class Project(Record, OfEmployer):
    """One innovation, breakthrough, invention or result with its own benefit."""

    class Kind(models.TextChoices):
        INNOVATION = "innovation", _("技术革新")
        BREAKTHROUGH = "breakthrough", _("技术攻关")
        DIFFUSION = "diffusion", _("推广新技术")
        INVENTION = "invention", _("小发明")
        CREATION = "creation", _("小创造")
        SMALL_INNOVATION = "small_innovation", _("小革新")
        DESIGN = "design", _("小设计")
        SUGGESTION = "suggestion", _("小建议")
        METHOD = "method", _("先进操作法")
        PATENT = "patent", _("职工专利")
        QUALITY = "quality", _("优质产品工程")
        MAJOR = "major", _("较大经济成果")
        SCIENCE = "science", _("科技创新活动")
        SAVING = "saving", _("双增双节")
        GROUP = "group", _("技术攻关小组")

    ledger = Ledger(
        name=_("技术创新台账"),
        date="finished_on",
        columns=["finished_on", "employer", "name", "kind", "benefit"],
        filters=["kind", "level"],
        search=["name", "team", "inventor"],
        first=["finished_on", "employer", "name", "kind", "benefit"],
        sheets=[
            Sheet(
                "技术创新台账",
                about=["攻关", "技术革新", "技改"],
                also=["技术攻关和革新项目表", "技术革新台账", "技术攻关台账", "五小成果台账", "先进操作法台账"],
            )
        ],
        rule=_("《工会法》关于组织职工开展合理化建议、技术革新、劳动和技能竞赛的规定"),
        group="skills",
        headings=EMPLOYER
        | {
            "started_on": ["开始日期", "开始时间"],
            "finished_on": ["完成时间", "竣工日期"],
            "name": ["革新项目", "创新项目", "成果名称", "攻关项目"],
            "kind": ["类别", "项目类型"],
            "team": ["攻关团队", "团队", "小组名称"],
            "members": ["主要完成人", "成员", "完成人"],
            "inventor": ["发明人", "操作法创始人"],
            "field": ["领域"],
            "topic": ["课题", "活动主题"],
            "level": ["级别", "评定等级"],
            "result": ["成果"],
            "user_unit": ["使用单位"],
            "adopters": ["推广应用单位数"],
            "observers": ["观摩人数"],
            "appraisal": ["鉴定结果", "鉴定"],
            "award": ["奖励"],
            "patent_no": ["专利"],
            "certificate_no": ["证书号"],
            "evidence": ["依据"],
            "benefit": ["增创效益", "创造效益", "创效", "经济效益"],
            "benefit_verified": ["是否核定"],
            "verified_by": ["核定人", "财务核定"],
        },
        values={
            "kind": {
                Kind.INNOVATION: ["革新", "技改"],
                Kind.BREAKTHROUGH: ["攻关", "职工技术攻关"],
                Kind.DIFFUSION: ["新技术推广"],
                Kind.METHOD: ["操作法"],
                Kind.PATENT: ["专利"],
                Kind.QUALITY: ["优质产品", "优质工程"],
                Kind.MAJOR: ["较大成果"],
                Kind.SCIENCE: ["科技创新"],
                Kind.GROUP: ["攻关小组"],
            },
        },
    )

    started_on = models.DateField(_("立项日期"), null=True, blank=True)
    finished_on = models.DateField(_("完成日期"), null=True, blank=True)
    name = models.CharField(_("项目名称"), max_length=200)
    kind = models.CharField(_("项目类别"), max_length=60, choices=Kind.choices, blank=True)
    team = models.CharField(_("攻关小组"), max_length=200, blank=True)
    members = models.CharField(_("小组成员"), max_length=300, blank=True)
    inventor = models.CharField(_("命名人"), max_length=60, blank=True)
    field = models.CharField(_("应用领域"), max_length=60, blank=True)
    topic = models.CharField(_("攻关课题"), max_length=200, blank=True)
    level = models.CharField(_("成果级别"), max_length=20, blank=True)
    result = models.CharField(_("项目成果"), max_length=200, blank=True)
    user_unit = models.CharField(_("应用单位"), max_length=120, blank=True)
    adopters = models.PositiveIntegerField(_("推广单位数"), null=True, blank=True)
    observers = models.PositiveIntegerField(_("观摩学习人数"), null=True, blank=True)
    appraisal = models.CharField(_("鉴定意见"), max_length=120, blank=True)
    award = models.CharField(_("获奖情况"), max_length=120, blank=True)
    patent_no = models.CharField(_("专利号"), max_length=60, blank=True)
    certificate_no = models.CharField(_("证书编号"), max_length=60, blank=True)
    evidence = models.CharField(_("核定依据"), max_length=200, blank=True)
    benefit = models.DecimalField(_("创效金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    benefit_verified = models.BooleanField(_("效益已核定"), null=True, blank=True)
    verified_by = models.CharField(_("效益核定人"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("技术创新台账")
        verbose_name_plural = _("技术创新台账")
        indexes = [models.Index(fields=["union", "finished_on"], name="project_flow")]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(finished_on__gte=F("started_on")),
                name="project_finished_on_order",
                violation_error_message=_("完成日期不能早于立项日期"),
            ),
            models.CheckConstraint(
                condition=Q(benefit__isnull=True) | Q(benefit__gte=0),
                name="project_benefit_ge_0",
                violation_error_message=_("创效金额不能为负数"),
            ),
        ]
