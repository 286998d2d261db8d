"""What an account carries beside Django's user: its password's age, failed attempts, invitations, earlier passwords."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.access.models import Role


class AccountState(models.Model):
    """One row for each account that was ever asked for it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="account_state")
    must_change = models.BooleanField(_("须改密码"), default=False)
    password_since = models.DateField(_("密码启用日期"), default=timezone.localdate)
    failures = models.PositiveSmallIntegerField(_("连续输错次数"), default=0)
    locked_until = models.DateTimeField(_("锁定至"), null=True)

    class Meta:
        verbose_name = _("账号状态")
        verbose_name_plural = _("账号状态")


class OldPassword(models.Model):
    """The hash of a password an account had: the next one may not be it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="old_passwords")
    password = models.CharField(max_length=128)
    since = models.DateTimeField(default=timezone.now)


class Tries(models.Model):
    """How often somebody without an account tried something lately; see tries.py."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)


class Invitation(models.Model):
    """A link that lets one person make one account with one grant, once, until it ends. Only its digest is kept."""

    digest = models.BinaryField(unique=True)
    name = models.CharField(_("姓名"), max_length=150)
    union = models.ForeignKey("kernel.Union", verbose_name=_("工会"), on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("角色"), max_length=12, choices=Role.choices)
    ledgers = models.JSONField(_("限于台账"), default=list, blank=True)
    department = models.ForeignKey(
        "kernel.Department", verbose_name=_("限于部门分管"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    until = models.DateField(_("授权至"), null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("发出时间"), default=timezone.now)
    expires_at = models.DateTimeField(_("失效时间"))
    used_at = models.DateTimeField(_("使用时间"), null=True)
    withdrawn_at = models.DateTimeField(_("收回时间"), null=True)

    class Meta:
        verbose_name = _("邀请")
        verbose_name_plural = _("邀请")
