"""Grants: which account holds which role at which union, from when to when."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Keeper, reviewer and leader work with records; a reader sees figures only; the three administrators see no records."""

    KEEPER = "keeper", _("填报人")
    REVIEWER = "reviewer", _("审核人")
    LEADER = "leader", _("负责人")
    READER = "reader", _("查阅统计")
    FINANCE = "finance", _("财务")
    SYSTEM = "system", _("系统管理员")
    SECURITY = "security", _("安全管理员")
    AUDIT = "audit", _("审计管理员")


READS_RECORDS = (Role.KEEPER, Role.REVIEWER, Role.LEADER, Role.FINANCE)
WRITES_RECORDS = (Role.KEEPER, Role.REVIEWER, Role.LEADER, Role.FINANCE)
DECIDES = (Role.REVIEWER, Role.LEADER)  # accepts, sends back, issues
ADMINISTRATORS = (Role.SYSTEM, Role.SECURITY, Role.AUDIT)
LOOKS_AFTER = (Role.SYSTEM,)  # accounts that are locked or gone, kinds of documents
SETS = (Role.SECURITY,)  # parameters
GIVES = (Role.LEADER, Role.SECURITY)  # roles, by inviting
READS_LOG = (Role.AUDIT,)
READS_FIGURES = (*READS_RECORDS, Role.READER)


class Grant(models.Model):
    """A role at a union (and everything below it), optionally for some ledgers or those of a department, dated; `pairing` grants
    cross branches."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants")
    union = models.ForeignKey("kernel.Union", verbose_name=_("工会"), on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(_("角色"), max_length=12, choices=Role.choices)
    ledgers = models.JSONField(_("限于台账"), default=list, blank=True)
    # for the ledgers that the department looks after, whichever they are on the day
    department = models.ForeignKey(
        "kernel.Department", models.PROTECT, verbose_name=_("限于部门分管"), null=True, blank=True,
        related_name="grants",
    )  # fmt: skip
    since = models.DateField(_("起"), null=True, blank=True)
    until = models.DateField(_("止"), null=True, blank=True)
    by_pairing = models.BooleanField(_("结对"), default=False)
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("代谁办理"), null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("授权")
        verbose_name_plural = _("授权")
        constraints = [
            models.UniqueConstraint(fields=["user", "union", "role"], name="grant_once"),
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(role__in=["system", "security", "audit"]),
                name="grant_one_administrator",
            ),
        ]


def covered(ledgers: list[str], department: Any) -> frozenset[str] | None:
    """The ledgers that a grant limited so is for; None: every one."""
    if department is None:
        return frozenset(ledgers) if ledgers else None
    own = frozenset(department.ledgers)
    return own & frozenset(ledgers) if ledgers else own
