"""Opening confidential items: for a reason, so many times a day, in the log."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.audit.acting import Why, acting
from gonghui.kernel.audit.models import Change
from gonghui.kernel.audit.writing import log
from gonghui.kernel.rules.parameters import whole


class TooMany(PermissionError):
    """The account opened as many records today as the house allows; said in words."""


def opened_today(user: Any) -> QuerySet[Change]:
    """The log's lines of what this account opened since midnight."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return Change.objects.filter(actor=user, action=Change.Action.OPEN, at__gte=midnight)


def note_opening(user: Any, rows: list[Any], model: Any, reason: Why) -> None:
    """Log the opening of these records (objects or ids). An export is one opening, however long. Raises TooMany."""
    note_openings(user, [(rows, model)], reason)


def note_openings(user: Any, shown: list[tuple[list[Any], Any]], reason: Why) -> None:
    """The same for records of several kinds that are shown together: one opening. Raises TooMany."""
    limit = whole("opening.per_day", timezone.localdate())
    acts = opened_today(user).values("at").distinct().count()
    if acts >= limit:
        told = _("今天查看保密项已满 %(n)s 次，请明天再查，或请安全管理员放宽限额。")
        raise TooMany(told % {"n": limit})
    with acting(user, reason):
        log("open", [(row, model, {}, {}) for rows, model in shown for row in rows])
