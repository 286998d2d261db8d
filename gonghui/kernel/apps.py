"""The kernel: one Django app with one migration history."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KernelConfig(AppConfig):
    """All rooms of the kernel; the ledgers are apps of their own, found by existing."""

    name = "gonghui.kernel"
    label = "kernel"
    verbose_name = _("工会工作台账系统")
