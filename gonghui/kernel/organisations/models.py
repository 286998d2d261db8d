"""Unions in two trees, employers, covers and dated ancestry."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.record import Kept
from gonghui.kernel.ledger.sealed import SealedCharField
from gonghui.kernel.organisations.kinds import (
    NONPUBLIC,
    PUBLIC,
    Level,
    Operating,
    Ownership,
    Tree,
    UnionKind,
    Vocabulary,
)
from gonghui.kernel.organisations.pinyin import InitialsField, initials_of_office

__all__ = [
    "EVER",
    "NEVER",
    "NONPUBLIC",
    "PUBLIC",
    "Act",
    "Ancestry",
    "Cover",
    "Department",
    "Employer",
    "Level",
    "Operating",
    "Ownership",
    "PastValue",
    "Register",
    "Statement",
    "Tree",
    "Union",
    "UnionKind",
    "Vocabulary",
]

EVER = dt.date(1, 1, 1)
NEVER = dt.date(9999, 12, 31)


class Employer(Kept):
    """用人单位: who employs. A union is not an employer; a joint union covers many."""

    name = models.CharField(_("单位名称"), max_length=120)
    name_key = models.CharField(max_length=120, db_index=True, editable=False)
    initials = InitialsField(office=True)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True, db_index=True)
    ownership = models.CharField(_("单位性质"), max_length=60, choices=Ownership.choices, blank=True)
    industry = models.CharField(_("行业"), max_length=60, blank=True)
    region = models.CharField(_("所在区域"), max_length=60, blank=True)
    legal_representative = models.CharField(_("法定代表人"), max_length=60, blank=True)
    operating = models.CharField(_("经营状态"), max_length=60, choices=Operating.choices, blank=True)
    is_company = models.BooleanField(_("公司制"), null=True, blank=True)
    has_staff_director = models.BooleanField(_("职工董事"), null=True, blank=True)
    has_staff_supervisor = models.BooleanField(_("职工监事"), null=True, blank=True)
    employees = models.PositiveIntegerField(_("职工人数"), null=True, blank=True)
    women_employees = models.PositiveIntegerField(_("女职工人数"), null=True, blank=True)
    migrant_employees = models.PositiveIntegerField(_("农民工人数"), null=True, blank=True)
    union = models.ForeignKey(
        "kernel.Union", models.PROTECT, verbose_name=_("所在工会"), null=True, blank=True, related_name="home_employers"
    )  # the union it belongs to today or, without one, the union whose area it lies in
    is_stub = models.BooleanField(_("仅有名称"), default=False, editable=False)

    class Meta:
        verbose_name = _("用人单位")
        verbose_name_plural = _("用人单位")
        constraints = [
            models.CheckConstraint(
                condition=Q(women_employees__isnull=True)
                | Q(employees__isnull=True)
                | Q(women_employees__lte=F("employees")),
                name="employer_women_le_all",
                violation_error_message=_("女职工人数不能多于职工人数"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        from gonghui.kernel.organisations.names import name_key

        self.name_key, self.initials = name_key(self.name), initials_of_office(self.name)
        super().save(*args, **kwargs)


class Union(Kept):
    """工会组织. `parent` is the truth for today; Ancestry is derived from it and carries the dates."""

    code = models.CharField(_("工会编码"), max_length=40, unique=True)
    name = models.CharField(_("工会名称"), max_length=120)
    name_key = models.CharField(max_length=120, db_index=True, editable=False)
    initials = InitialsField(office=True)
    parent = models.ForeignKey(
        "self", verbose_name=_("上级工会"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    industry_parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("产业工会"), null=True, blank=True, related_name="industry_children"
    )
    level = models.CharField(_("工会层级"), max_length=20, choices=Level.choices, default=Level.GRASSROOTS)
    kind = models.CharField(_("工会类别"), max_length=60, choices=UnionKind.choices, blank=True)
    employer = models.ForeignKey(
        Employer, verbose_name=_("单位名称"), null=True, blank=True, on_delete=models.PROTECT, related_name="unions"
    )
    is_joint = models.BooleanField(_("联合工会"), default=False)
    region = models.CharField(_("所在区域"), max_length=60, blank=True)
    founded_on = models.DateField(_("成立日期"), null=True, blank=True)
    founding_approval = models.CharField(_("批准文号"), max_length=60, blank=True)
    dissolved_on = models.DateField(_("撤销日期"), null=True, blank=True)
    dissolution_reason = models.CharField(_("撤销原因"), max_length=120, blank=True)
    successor = models.ForeignKey(
        "self", verbose_name=_("承接工会"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    elected_on = models.DateField(_("最近换届日期"), null=True, blank=True)
    term_years = models.PositiveSmallIntegerField(_("任期年限"), null=True, blank=True)
    chair = models.CharField(_("工会主席"), max_length=60, blank=True)
    phone = SealedCharField(_("联系电话"), max_length=40, blank=True)
    employees_stated = models.PositiveIntegerField(_("职工人数"), null=True, blank=True)
    members_stated = models.PositiveIntegerField(
        _("会员人数"), null=True, blank=True
    )  # as last reported by hand; the roster counts
    has_women_committee = models.BooleanField(_("女职工委员会"), null=True, blank=True)
    has_audit_committee = models.BooleanField(_("经费审查委员会"), null=True, blank=True)
    has_legal_person = models.BooleanField(_("工会法人资格"), null=True, blank=True)
    legal_until = models.DateField(_("法人证书有效期至"), null=True, blank=True)
    has_party_branch = models.BooleanField(_("建立党组织"), null=True, blank=True)
    is_standardised = models.BooleanField(_("规范化"), null=True, blank=True)
    stars = models.CharField(_("星级"), max_length=20, blank=True)
    groups_count = models.PositiveIntegerField(_("工会小组数"), null=True, blank=True)
    branches_count = models.PositiveIntegerField(_("分会数"), null=True, blank=True)
    vocabulary = models.CharField(
        _("公开与职代会用语"), max_length=12, choices=Vocabulary.choices, default=Vocabulary.FACTORY
    )
    is_stub = models.BooleanField(_("仅有名称"), default=False, editable=False)

    class Meta:
        verbose_name = _("工会组织")
        verbose_name_plural = _("工会组织")
        indexes = [models.Index(fields=["founded_on"]), models.Index(fields=["dissolved_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(dissolved_on__isnull=True)
                | Q(founded_on__isnull=True)
                | Q(dissolved_on__gte=F("founded_on")),
                name="union_ends_after_start",
                violation_error_message=_("撤销日期不能早于成立日期"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        from gonghui.kernel.organisations.ancestry import parent_changed
        from gonghui.kernel.organisations.names import name_key

        self.name_key, self.initials = name_key(self.name), initials_of_office(self.name)
        super().save(*args, **kwargs)
        parent_changed(self)


class Cover(Kept):
    """涵盖单位: a union covers an employer from a day to a day (last day it still does not: `until`)."""

    union = models.ForeignKey(Union, verbose_name=_("工会"), on_delete=models.PROTECT, related_name="covers")
    employer = models.ForeignKey(Employer, verbose_name=_("单位名称"), on_delete=models.PROTECT, related_name="covers")
    since = models.DateField(_("涵盖起始日"), default=EVER)
    until = models.DateField(_("涵盖终止日"), default=NEVER)

    class Meta:
        verbose_name = _("涵盖单位")
        verbose_name_plural = _("涵盖单位")


class Ancestry(models.Model):
    """Derived from parents in the same save: `union` stood under `ancestor` for since <= day < until. A union is its own ancestor."""

    tree = models.CharField(max_length=12, choices=Tree.choices)
    ancestor = models.ForeignKey(Union, on_delete=models.CASCADE, related_name="below")
    union = models.ForeignKey(Union, on_delete=models.CASCADE, related_name="above")
    depth = models.PositiveSmallIntegerField()
    since = models.DateField(default=EVER)
    until = models.DateField(default=NEVER)

    class Meta:
        indexes = [
            models.Index(fields=["tree", "ancestor", "until", "since", "union"], name="ancestry_down"),
            models.Index(fields=["tree", "union", "until"], name="ancestry_up"),
        ]


class PastValue(models.Model):
    """What a dated field (ownership class, operating state …) was before a change: the value that held until `until` (exclusive)."""

    model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    field = models.CharField(max_length=60)
    value = models.CharField(max_length=120, blank=True)
    until = models.DateField()
    source = models.ForeignKey(
        "kernel.Intake", null=True, on_delete=models.SET_NULL, related_name="+"
    )  # the import of an older sheet that told it afterwards

    class Meta:
        indexes = [models.Index(fields=["model", "field", "object_id", "until"], name="past_value")]


class Statement(models.Model):
    """What a sheet said of a union or an employer on the sheet's day: the fields it stated, with the values of dated ones."""

    model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    day = models.DateField()
    values = models.JSONField()  # field -> value of a dated field, else None
    source = models.ForeignKey("kernel.Intake", null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["model", "object_id"], name="statement_of")]


class Register(models.Model):
    """That a union keeps a ledger: "none occurred" needs a register that was kept and is empty (law 11)."""

    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="registers")
    ledger = models.CharField(max_length=60)
    since = models.DateField(default=EVER)
    source = models.ForeignKey(
        "kernel.Intake", null=True, on_delete=models.SET_NULL, related_name="+"
    )  # the import that it began with

    class Meta:
        constraints = [models.UniqueConstraint(fields=["union", "ledger"], name="register_once")]
        indexes = [models.Index(fields=["ledger", "since", "union"], name="register_oldest")]


class Department(Kept):
    """A department of a federation (办公室, 组织部 …): ledgers and sections of documents are assigned to it."""

    union = models.ForeignKey(Union, verbose_name=_("工会"), on_delete=models.PROTECT, related_name="departments")
    name = models.CharField(_("部门名称"), max_length=60)
    ledgers = models.JSONField(_("分管台账"), default=list, blank=True)

    class Meta:
        verbose_name = _("部门")
        verbose_name_plural = _("部门")

    def __str__(self) -> str:
        return self.name


class Act(Kept):
    """组织变动: founding, moving, merging, splitting, dissolving as an act with date, document number and successor."""

    class Kind(models.TextChoices):
        MOVE = "move", _("隶属关系变更")
        MERGE = "merge", _("合并")
        SPLIT = "split", _("分立")
        DISSOLVE = "dissolve", _("撤销")
        REVERSE = "reverse", _("撤回变动")

    union = models.ForeignKey(Union, verbose_name=_("工会"), on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField(_("变动类型"), max_length=12, choices=Kind.choices)
    on = models.DateField(_("生效日期"))
    document_no = models.CharField(_("文号"), max_length=60, blank=True)
    other = models.ForeignKey(
        Union, verbose_name=_("相关工会"), null=True, blank=True, on_delete=models.PROTECT, related_name="acts_upon"
    )
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("组织变动")
        verbose_name_plural = _("组织变动")
