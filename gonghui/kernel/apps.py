"""The kernel: one Django app with one migration history."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class KernelConfig(AppConfig):
    """All rooms of the kernel; the ledgers are apps of their own, found by existing."""

    name = "gonghui.kernel"
    label = "kernel"
    verbose_name = _("工会工作台账系统")

    def ready(self) -> None:
        """Let every ledger folder's indicators enter the catalogue, and its tasks the queue."""
        from gonghui.kernel.figures import standard  # noqa: F401  # entering the catalogue is the effect wanted
        from gonghui.kernel.ledger.sealing import refuse_wrong

        autodiscover_modules("indicators")
        refuse_wrong()
        autodiscover_modules("summary")
