"""Unfinished forms, kept sealed on the server so that another device finds them; one for each account and place."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.db import transaction
from django.utils import timezone

from gonghui.kernel.desk.models import Draft
from gonghui.kernel.intake.keeping import opened, seal_file

LONGEST = 60_000  # bytes of one draft
OLDEST = dt.timedelta(days=30)  # an older one is no longer what its author had in mind


def keep(user: Any, place: str, answers: dict[str, str]) -> bool:
    """Keep the answers of a form; an empty one is forgotten. False when there is too much of it."""
    plain = json.dumps(answers, ensure_ascii=False).encode()
    if len(plain) > LONGEST:
        return False
    if not any(answers.values()):
        forget(user, place)
        return True
    with transaction.atomic():
        Draft.objects.update_or_create(user=user, place=place[:200], defaults={"sealed": seal_file(plain)})
    return True


def of(user: Any, place: str) -> dict[str, str]:
    """The answers kept for this place; none when there are none or they are too old."""
    draft = Draft.objects.filter(user=user, place=place[:200], at__gt=timezone.now() - OLDEST).first()
    if draft is None:
        return {}
    found: dict[str, str] = json.loads(opened(bytes(draft.sealed)))
    return found


def forget(user: Any, place: str) -> None:
    """The form was sent, or its author began anew."""
    Draft.objects.filter(user=user, place=place[:200]).delete()
