"""A bare Django view of a ledger's newest fifty records: what the list page cannot avoid, and nothing else."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from gonghui.kernel.ledger.declaration import ledger
from gonghui.kernel.web.columns import columns, selected

TEMPLATE = (
    "<!doctype html><title>{{ title }}</title><p>{{ count }}</p><table>{% for record, cells in rows %}<tr>"
    "{% for cell in cells %}<td>{% if forloop.first %}<a href=\"{% url 'bare' slug=slug %}{{ record.uid }}/\">{{ cell }}</a>"
    "{% else %}{{ cell }}{% endif %}</td>{% endfor %}</tr>{% endfor %}</table>"
)


@cache
def _compiled() -> Any:
    return engines["django"].from_string(TEMPLATE)


@login_required
def bare(request: HttpRequest, slug: str) -> HttpResponse:
    """Count, fifty records with their relations, a table of the same cells."""
    kept = ledger(slug)
    shown = columns(kept, kept.columns)
    found = selected(kept.model._default_manager.filter(state="active").order_by(f"-{kept.date}", "-pk"), shown)
    rows = [(record, [column.text(record) for column in shown]) for record in found[:50]]
    context = {"title": kept.title, "slug": slug, "count": found.order_by().count(), "rows": rows}
    return HttpResponse(_compiled().render(context, request))


urlpatterns = [path("bare/<slug:slug>/", bare, name="bare")]
