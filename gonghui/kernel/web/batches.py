"""An import on a page: the files dropped in, kept as a batch to be looked at in the background."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.intake.keeping import keep
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.organisations.models import Union


def begin(union: Union, user: Any, reason: str, files: Iterable[UploadedFile[Any]], sheet_day: Any = None) -> Intake:
    """Keep the files as a batch to be looked at."""
    with transaction.atomic(), acting(user, reason):
        intake = Intake.objects.create(
            union=union,
            by=user,
            reason=reason,
            sheet_day=sheet_day,
            state=Intake.State.RUNNING,
            report={"stage": "preview"},
        )
        taken: set[str] = set()
        for file in files:
            name = _own_name(Path(file.name or _("未命名")).name, taken)
            taken.add(name)
            keep(intake, name, file.read())
    return intake


def _own_name(name: str, taken: set[str]) -> str:
    """Two files of one name in a batch: the second is called （2）, so that each keeps its report."""
    path, number, own = Path(name), 2, name
    while own in taken:
        own, number = f"{path.stem}（{number}）{path.suffix}", number + 1
    return own
