"""Rules that warn: the ledger's own conditions for a doubtful row, asked of what this import wrote."""

from __future__ import annotations

import sys
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldError

from gonghui.kernel.intake.batch import Part
from gonghui.kernel.intake.resolving import chunks
from gonghui.kernel.ledger.declaration import Ledger


def warnings_of(ledger: Ledger) -> list[tuple[str, Any, str]]:
    """(code, condition, message) of the module that declares the ledger's model; of its folder for a view of events."""
    home = ledger.model.__module__
    if home.startswith("gonghui.ledgers."):
        return list(getattr(sys.modules.get(home), "WARNINGS", []))
    labels = [config.label for config in apps.get_app_configs() if config.name.startswith("gonghui.ledgers.")]
    fitting = [label for label in labels if ledger.slug == label or ledger.slug.startswith(f"{label}_")]
    if not fitting:
        return []
    module = sys.modules.get(f"gonghui.ledgers.{max(fitting, key=len)}.models")
    return list(getattr(module, "WARNINGS", []))


def add_warnings(part: Part) -> None:
    """Ask every rule of the written records; rules of another model of the folder do not apply."""
    for code, condition, message in warnings_of(part.ledger):
        try:
            for ids in chunks(part.written):
                rows = (
                    part.ledger.model._default_manager.filter(pk__in=ids).filter(condition).values_list("pk", flat=True)
                )
                part.warnings += [(part.written[pk], code, str(message)) for pk in rows]
        except FieldError:
            continue
