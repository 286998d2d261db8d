"""谁能看到什么: what every role may do, and the items that every ledger keeps confidential; open to whoever is signed in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gonghui.kernel.access.abilities import by_ledger, by_role
from gonghui.kernel.access.models import Role
from gonghui.kernel.access.reach import grants_of
from gonghui.kernel.rules.parameters import whole


@require_safe
@login_required
def access_table(request: HttpRequest) -> HttpResponse:
    """The table of roles, one's own roles above it, and the confidential items of every ledger below it."""
    today = timezone.localdate()
    return render(
        request,
        "web/access_table.html",
        {
            "roles": Role.choices,
            "abilities": by_role(),
            "ledgers": by_ledger(),
            "grants": grants_of(request.user, tuple(Role)).select_related("union"),
            "openings": whole("opening.per_day", today),
            "least": whole("small_cell.threshold", today),
        },
    )
