"""What an undoing left as it was, decided one by one."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.intake.relinking import relink, still_used
from gonghui.kernel.intake.restoring import give_back
from gonghui.kernel.intake.undoing import void


class StillUsed(ValueError):
    """Other records point at this one: they come first."""


def decide(intake: Intake, place: int, undo: bool, user: Any) -> None:
    """Take one thing back all the same, or leave it for good. Raises StillUsed where others still point at it."""
    with transaction.atomic():
        intake = Intake.objects.select_for_update(of=("self",)).get(pk=intake.pk)
        one = intake.undone["left"][place]
        if one["decided"]:
            return
        if undo:
            with acting(user, f"撤销导入：{intake.undone_why}"):
                _take_back(intake, one)
        one["decided"] = "undone" if undo else "kept"
        intake.save(update_fields=["undone"])


def _take_back(intake: Intake, one: dict[str, Any]) -> None:
    model = apps.get_model(one["model"])
    if one["why"] == "changed":
        give_back(intake, model, one["pk"], one["field"], one["before"])
        return
    if still_used(intake, {model: [one["pk"]]}, {}, whole=False).get(model):
        raise StillUsed(_("“%(title)s”还有别的记录用到，请先处理那些记录。") % {"title": one["title"]})
    void(model, [one["pk"]], intake)
    relink(intake, set())
