"""What somebody looks for stands in no address: a number or a name there would stay in histories and logs.

Search forms are sent as posts; the answer leads to the page with the text sealed (`s`), for this account alone. So the
page can be gone back to, turned over and exported like any other.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from cryptography.exceptions import InvalidTag
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from gonghui.kernel.access.cipher import field_open, field_seal
from gonghui.keys import KeyMissing

LONGEST = 200  # characters
_OTHER = ("q", "csrfmiddlewaretoken", "s", "page")


def hide(user: Any, text: str) -> str:
    """The text as an address may carry it; only this account can read it."""
    return base64.urlsafe_b64encode(field_seal(f"{user.pk}|{text[:LONGEST]}")).decode().rstrip("=")


def reveal(user: Any, token: str) -> str | None:
    """What `hide` hid for this account; None for anything else."""
    try:
        owner, _sep, text = field_open(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))).partition("|")
    except (InvalidTag, KeyMissing, ValueError, IndexError):
        return None
    return text if owner == str(user.pk) else None


def text_of(query: Mapping[str, Any], user: Any) -> str | None:
    """What the address looks for, without blanks around it; None where it was hidden for somebody else."""
    token = str(query.get("s", ""))
    found = reveal(user, token) if token else str(query.get("q", ""))
    return found.strip() if found is not None else None


def by_post(view: Callable[..., Any]) -> Callable[..., Any]:
    """A page whose search form is a post: it leads to the same page with the text hidden."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            found: HttpResponse = view(request, *args, **kwargs)
            return found
        query = QueryDict(mutable=True)
        for name, values in request.POST.lists():
            kept = [value for value in values if value]
            if kept and name not in _OTHER:
                query.setlist(name, kept)
        text = request.POST.get("q", "").strip().replace("\x00", "")
        if text:
            query["s"] = hide(request.user, text)
        return redirect(f"{request.path}?{query.urlencode()}" if query else request.path)

    return asked
