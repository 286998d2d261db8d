"""Work that pages hand to the background. Each may be begun again: what is done already is left alone."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django_tasks import task

from gonghui.kernel.intake import running
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.matching.models import MatchList
from gonghui.kernel.matching.working import work_through


def _batch(intake_id: int) -> Intake:
    return Intake.objects.select_related("union", "by").get(pk=intake_id)


@task()
def look_at_batch(intake_id: int) -> None:
    """Preview a batch of files."""
    running.look(_batch(intake_id))


@task()
def write_batch(intake_id: int) -> None:
    """Write a batch of files."""
    running.write(_batch(intake_id))


@task()
def take_back_batch(intake_id: int, user_id: int, reason: str) -> None:
    """Undo a written batch."""
    running.take_back(_batch(intake_id), get_user_model().objects.get(pk=user_id), reason)


@task()
def match_list(list_id: int) -> None:
    """Match a list of employers that was put in."""
    work_through(MatchList.objects.select_related("union", "by").get(pk=list_id))
