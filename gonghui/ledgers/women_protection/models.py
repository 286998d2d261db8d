"""Women's special rights and interests by employer and person."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER, PERSON
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record


class Protection(Record, OfPerson, OfEmployer):
    """One measure, check, benefit or case of women's special protection (rules §8.1)."""

    class Kind(models.TextChoices):
        BENEFIT = "benefit", _("女职工福利")
        FOUR_PERIODS = "four_periods", _("四期保护")
        CASE = "case", _("权益维护")
        REFERRAL = "referral", _("部门联动转办")
        LEAVE = "leave", _("假期待遇")
        JOB = "job", _("女职工就业帮扶")

    ledger = Ledger(
        name=_("女职工权益保护台账"),
        date="held_on",
        columns=["held_on", "kind", "employer", "person_name", "matter", "women", "money", "result"],
        filters=["kind"],
        search=["person_name", "matter"],
        first=["held_on", "kind", "employer", "matter", "women"],
        sensitive=["id_number", "phone"],
        sheets=[
            Sheet(
                "女职工权益保护台账",
                about=["女职工权益", "孕期", "哺乳"],
                also=["女职工特殊权益台账", "四期保护台账", "女职工投诉台账", "女职工福利台账"],
            )
        ],
        rule=_("《女职工劳动保护特别规定》、《妇女权益保障法》"),
        group="rights",
        small_cells=True,
        in_need=True,
        headings=EMPLOYER
        | PERSON
        | {
            "held_on": ["日期", "检查日期", "发放日期", "受理日期"],
            "kind": ["类别"],
            "case_no": ["案号", "编号"],
            "matter": ["事项", "问题"],
            "agency": ["联动部门", "受理部门"],
            "sent_on": ["移送日期"],
            "replied_on": ["回复日期"],
            "measures": ["措施"],
            "restrictions": ["禁忌岗位"],
            "leave_days": ["假期天数"],
            "violations": ["违规数"],
            "women": ["受益女职工数", "人数"],
            "money": ["金额", "福利金额"],
            "vacancy": ["岗位"],
            "placed_on": ["就业日期"],
            "is_priority": ["女职工优先"],
            "result": ["结果"],
        },
        values={
            "kind": {
                Kind.BENEFIT: ["特殊利益", "节日福利"],
                Kind.FOUR_PERIODS: ["女职工四期保护"],
                Kind.CASE: ["合法权益维护", "投诉处理", "女职工投诉"],
                Kind.REFERRAL: ["部门联动"],
                Kind.LEAVE: ["产假"],
                Kind.JOB: ["就业帮扶", "困难女职工就业"],
            },
        },
    )

    held_on = models.DateField(_("登记日期"), null=True, blank=True)
    kind = models.CharField(_("权益类别"), max_length=60, choices=Kind.choices, blank=True)
    case_no = models.CharField(_("案件编号"), max_length=40, blank=True)
    matter = models.CharField(_("权益事项"), max_length=200, blank=True)
    agency = models.CharField(_("转办部门"), max_length=120, blank=True)
    sent_on = models.DateField(_("转办日期"), null=True, blank=True)
    replied_on = models.DateField(_("答复日期"), null=True, blank=True)
    measures = models.CharField(_("保护措施"), max_length=300, blank=True)
    restrictions = models.CharField(_("禁忌劳动岗位"), max_length=200, blank=True)
    leave_days = models.PositiveIntegerField(_("休假天数"), null=True, blank=True)
    violations = models.PositiveIntegerField(_("违规件数"), null=True, blank=True)
    women = models.PositiveIntegerField(_("女职工人数"), null=True, blank=True)
    money = models.DecimalField(_("发放金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    recovered = models.DecimalField(_("追回金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    vacancy = models.CharField(_("岗位名称"), max_length=120, blank=True)
    placed_on = models.DateField(_("上岗日期"), null=True, blank=True)
    is_priority = models.BooleanField(_("优先安置"), null=True, blank=True)
    handler = models.CharField(_("经办人"), max_length=60, blank=True)
    result = models.CharField(_("办理结果"), max_length=120, blank=True)
    is_closed = models.BooleanField(_("已办结"), null=True, blank=True)

    class Meta:
        verbose_name = _("女职工权益保护台账")
        verbose_name_plural = _("女职工权益保护台账")
        indexes = [models.Index(fields=["union", "held_on"], name="protection_flow")]
        constraints = [
            models.CheckConstraint(
                condition=Q(replied_on__isnull=True) | Q(held_on__isnull=True) | Q(replied_on__gte=F("held_on")),
                name="protection_replied_on_order",
                violation_error_message=_("答复日期不能早于登记日期"),
            ),
            models.CheckConstraint(
                condition=Q(money__isnull=True) | Q(money__gte=0),
                name="protection_money_ge_0",
                violation_error_message=_("发放金额不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(recovered__isnull=True) | Q(recovered__gte=0),
                name="protection_recovered_ge_0",
                violation_error_message=_("追回金额不能为负数"),
            ),
        ]
