"""Send-offs, visits and treatment of retired persons."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER, PERSON
from gonghui.kernel.ledger.record import OfEmployer, OfPerson, Record


class RetireeCare(Record, OfPerson, OfEmployer):
    """One deed for one retired person."""

    class Kind(models.TextChoices):
        SEND_OFF = "send_off", _("退休欢送")
        VISIT = "visit", _("离退休慰问")
        BIRTHDAY = "birthday", _("祝寿")
        TREATMENT = "treatment", _("待遇落实")

    ledger = Ledger(
        name=_("离退休服务台账"),
        date="held_on",
        columns=["held_on", "person_name", "kind", "occasion", "gift", "money"],
        filters=["kind"],
        search=["person_name", "occasion", "item"],
        first=["held_on", "person_name", "kind", "occasion", "money"],
        sensitive=["id_number", "phone"],
        future=["due_on"],
        sheets=[
            Sheet(
                "离退休服务台账",
                about=["离退休", "退休职工"],
                also=["离退休慰问台账", "退休欢送台账", "退休人员慰问台账"],
            )
        ],
        rule=_("离退休工作的规定和本单位的服务制度"),
        group="service",
        small_cells=True,
        in_need=True,
        headings=EMPLOYER
        | PERSON
        | {
            "held_on": ["日期", "慰问日期", "欢送日期"],
            "kind": ["类别"],
            "occasion": ["节日", "场合"],
            "retired_on": ["退休时间"],
            "gift": ["纪念品", "礼品"],
            "gift_value": ["礼品金额"],
            "money": ["慰问金额", "金额"],
            "has_certificate": ["退休证", "荣誉证书"],
            "tea_party": ["茶话会", "欢送会"],
            "item": ["事项", "待遇项目"],
            "policy": ["政策"],
            "due_on": ["期限"],
            "done_on": ["落实日期"],
        },
        values={
            "kind": {
                Kind.SEND_OFF: ["欢送"],
                Kind.VISIT: ["慰问", "走访慰问"],
                Kind.BIRTHDAY: ["集体祝寿"],
                Kind.TREATMENT: ["离退休待遇落实"],
            },
        },
    )

    held_on = models.DateField(_("服务日期"), null=True, blank=True)
    kind = models.CharField(_("服务类别"), max_length=60, choices=Kind.choices, blank=True)
    occasion = models.CharField(_("服务场合"), max_length=60, blank=True)
    retired_on = models.DateField(_("退休日期"), null=True, blank=True)
    gift = models.CharField(_("慰问品"), max_length=120, blank=True)
    gift_value = models.DecimalField(_("慰问品金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    money = models.DecimalField(_("慰问金"), max_digits=18, decimal_places=2, null=True, blank=True)
    has_certificate = models.BooleanField(_("发放荣誉证书"), null=True, blank=True)
    tea_party = models.BooleanField(_("召开茶话会"), null=True, blank=True)
    item = models.CharField(_("落实事项"), max_length=200, blank=True)
    policy = models.CharField(_("政策依据"), max_length=200, blank=True)
    due_on = models.DateField(_("应落实日期"), null=True, blank=True)
    done_on = models.DateField(_("已落实日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("离退休服务台账")
        verbose_name_plural = _("离退休服务台账")
        indexes = [models.Index(fields=["union", "held_on"], name="retireecare_flow")]
        constraints = [
            models.CheckConstraint(
                condition=Q(gift_value__isnull=True) | Q(gift_value__gte=0),
                name="retiree_care_gift_value_ge_0",
                violation_error_message=_("慰问品金额不能为负数"),
            ),
            models.CheckConstraint(
                condition=Q(money__isnull=True) | Q(money__gte=0),
                name="retiree_care_money_ge_0",
                violation_error_message=_("慰问金不能为负数"),
            ),
        ]
