"""Where an act leads when it is done: to the page that it was asked on, else to the thing itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect

PAGES = ("home", "duties")


def back(request: HttpRequest, *to: Any) -> HttpResponseRedirect:
    """To the list that the form names as `from`, else `to`."""
    named = request.POST.get("from", "")
    return redirect(named) if named in PAGES else redirect(*to)
