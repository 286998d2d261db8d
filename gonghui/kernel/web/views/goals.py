"""目标进度: the year's targets of a union and of the unions below it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gonghui.kernel.figures.goals import of_year, targets_of
from gonghui.kernel.web.asking import asked, words
from gonghui.kernel.web.goals import board, board_below

DIVIDED = 12  # figures shown union by union


@require_safe
@login_required
def goals(request: HttpRequest) -> HttpResponse:
    """Every target of the union, then each figure union by union."""
    ask = asked(request)
    told = board(ask, request.user)
    set_here = targets_of(ask.union, of_year(ask, timezone.localdate()).last_day.year)[:DIVIDED]
    below = [(str(each.indicator.name), board_below(each.indicator, ask, request.user)) for each in set_here]
    context = {
        "board": told,
        "below": [(name, lines) for name, lines in below if lines],
        "summed": any(not line.own for line in told.lines),
        **words(request, ask),
    }
    return render(request, "web/goals.html", context)
