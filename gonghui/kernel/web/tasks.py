"""Work that pages hand to the background."""

from __future__ import annotations

from django_tasks import task

from gonghui.kernel.intake.models import Intake
from gonghui.kernel.web import batches


@task()
def look_at_batch(intake_id: int) -> None:
    """Preview a batch of files."""
    batches.look(Intake.objects.select_related("union", "by").get(pk=intake_id))


@task()
def write_batch(intake_id: int) -> None:
    """Write a batch of files."""
    batches.write(Intake.objects.select_related("union", "by").get(pk=intake_id))
