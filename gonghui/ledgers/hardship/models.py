"""困难职工档案: one household, one file, under the worker; standing from filing to leaving (rules.md §6)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record
from gonghui.kernel.ledger.sealed import SealedCharField, SealedDecimalField
from gonghui.ledgers.hardship import words
from gonghui.ledgers.hardship.allowances import ReliefAllowance
from gonghui.ledgers.hardship.care import CareTalk
from gonghui.ledgers.hardship.changes import FileChange


class HardshipFile(Record, OfEmployer, OfPerson):
    """One row of 困难职工档案."""

    class Entry(models.TextChoices):
        NEW = "new", _("新增")
        STANDING = "standing", _("存量")
        RETURNED = "returned", _("返困")

    class Grade(models.TextChoices):
        HARD = "hard", _("困难")
        SEVERE = "severe", _("特困")
        DEEP = "deep", _("深度困难")
        RELATIVE = "relative", _("相对困难")
        ACCIDENT = "accident", _("意外致困")
        DIBAO = "dibao", _("低保户")
        NEAR_DIBAO = "near_dibao", _("低保边缘户")

    class Cause(models.TextChoices):
        OWN_ILLNESS = "own_illness", _("本人患重病")
        FAMILY_ILLNESS = "family_illness", _("家属患重病")
        JOBLESS = "jobless", _("下岗失业")
        SCHOOLING = "schooling", _("子女上学")
        DISASTER = "disaster", _("意外灾害")
        SINGLE = "single", _("单亲")
        INJURY = "injury", _("工伤致残")
        DISABILITY = "disability", _("残疾")
        LOW_INCOME = "low_income", _("收入低")
        OTHER = "other", _("其他")

    ledger = Ledger(
        name=_("困难职工档案"),
        date="opened_on",
        columns=[
            "person_name",
            "employer",
            "grade",
            "cause",
            "family_size",
            "opened_on",
            "closed_on",
        ],
        filters=["grade", "cause", "entry"],
        search=["person_name", "employer__name", "file_no"],
        headings=words.HEADINGS,
        values=words.VALUES,
        sheets=[
            Sheet(
                "困难职工档案",
                about=["困难职工", "困难家庭", "特困", "建档"],
                also=["特困职工档案", "困难职工档案台账", "困难职工花名册", "困难职工名册", "困难职工登记表"],
            ),
        ],
        sensitive=[
            "id_number",
            "phone",
            "members",
            "monthly_income",
            "family_income",
            "own_income",
            "rigid_expense",
            "health",
            "address",
        ],
        first=["person_name", "id_number", "employer", "opened_on", "cause", "grade"],
        rule=_("《工会法》关于帮助困难职工的规定和上级工会的帮扶、送温暖办法"),
        group="service",
        small_cells=True,
        in_need=True,
    )
    person_name = models.CharField(_("姓名"), max_length=60, blank=True)
    file_no = models.CharField(_("档案编号"), max_length=120, blank=True)
    opened_on = models.DateField(_("建档日期"), null=True, blank=True)
    entry = models.CharField(_("入档类型"), max_length=60, choices=Entry.choices, blank=True)
    grade = models.CharField(_("困难等级"), max_length=60, choices=Grade.choices, blank=True)
    cause = models.CharField(_("困难原因"), max_length=60, choices=Cause.choices, blank=True)
    family_size = models.PositiveIntegerField(_("家庭人口"), null=True, blank=True)
    members = SealedCharField(_("家庭成员"), max_length=300, blank=True)
    monthly_income = SealedDecimalField(_("月人均收入"), max_digits=18, decimal_places=2, null=True, blank=True)
    family_income = SealedDecimalField(_("家庭年收入"), max_digits=18, decimal_places=2, null=True, blank=True)
    own_income = SealedDecimalField(_("本人月收入"), max_digits=18, decimal_places=2, null=True, blank=True)
    rigid_expense = SealedDecimalField(_("刚性支出"), max_digits=18, decimal_places=2, null=True, blank=True)
    health = SealedCharField(_("健康状况"), max_length=120, blank=True)
    address = SealedCharField(_("家庭住址"), max_length=120, blank=True)
    housing = models.CharField(_("住房类型"), max_length=120, blank=True)
    evidence = models.CharField(_("证明材料"), max_length=300, blank=True)
    visited_on = models.DateField(_("入户调查日期"), null=True, blank=True)
    reviewed_on = models.DateField(_("复核日期"), null=True, blank=True)
    responsible = models.CharField(_("帮扶责任人"), max_length=120, blank=True)
    actions = models.CharField(_("帮扶措施"), max_length=300, blank=True)
    aided_items = models.CharField(_("帮扶项目"), max_length=300, blank=True)
    closed_on = models.DateField(_("脱困日期"), null=True, blank=True)
    exit_reason = models.CharField(_("退出原因"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("困难职工档案")
        verbose_name_plural = _("困难职工档案")
        indexes = [models.Index(fields=["union", "opened_on"], name="hardshipfile_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(opened_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="hardshipfile_closed_on_after_opened_on",
                violation_error_message=_("脱困日期不能早于建档日期"),
            ),
        ]


WARNINGS = [
    ("hardship.review", Q(closed_on__isnull=True, reviewed_on__lt=F("opened_on")), _("复核日期早于建档日期")),
    ("hardship.visit", Q(visited_on__gt=F("opened_on")), _("建档早于入户调查")),
]

__all__ = ["CareTalk", "FileChange", "HardshipFile", "ReliefAllowance"]
