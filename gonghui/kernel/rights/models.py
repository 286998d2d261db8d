"""个人信息请求: what a person asked about the own data, when, what came of it, and what must still be kept until when."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.record import Kept


class RightsRequest(Kept):
    """One request of a person (rules.md §13.1). The answer names what the law keeps; it is itself kept three years."""

    class Kind(models.TextChoices):
        ACCESS = "access", _("查阅、复制")
        CORRECT = "correct", _("更正、补充")
        WITHDRAW = "withdraw", _("撤回同意")
        RESTRICT = "restrict", _("限制处理")
        ERASE = "erase", _("删除")

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("待办理")
        DONE = "done", _("已办理")
        LATER = "later", _("限制处理，到期删除")
        REFUSED = "refused", _("不予办理")

    union = models.ForeignKey("kernel.Union", verbose_name=_("受理工会"), on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "kernel.Person", verbose_name=_("人员"), on_delete=models.PROTECT, related_name="rights_requests"
    )
    kind = models.CharField(_("请求"), max_length=10, choices=Kind.choices)
    asked_on = models.DateField(_("提出日期"))
    due_on = models.DateField(_("答复期限"))
    guardian = models.CharField(_("监护人或代理人"), max_length=60, blank=True)
    proof_seen = models.CharField(_("核对了什么证件"), max_length=100)
    said = models.TextField(_("请求内容"), blank=True)
    outcome = models.CharField(_("办理结果"), max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    answered_by = models.CharField(_("办理人"), max_length=150, blank=True)
    answer = models.TextField(_("答复"), blank=True)
    kept = models.JSONField(default=list, editable=False)  # [{title, count, until, source}] that the law keeps
    personal = ("guardian", "proof_seen", "said", "answer")

    class Meta:
        verbose_name = _("个人信息请求")
        verbose_name_plural = _("个人信息请求")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.asked_on:%Y-%m-%d}"
