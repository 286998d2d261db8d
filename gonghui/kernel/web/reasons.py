"""What opens for a stated reason alone: a file with confidential items, as such items do on a page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.access.opening import TooMany, note_opening


def reason_first(
    request: HttpRequest,
    thing: Any,
    model: Any,
    *,
    name: str,
    uid: object,
    restricted: bool = False,
    by: int | None = None,
) -> HttpResponse | None:
    """None once a reason was given and the opening of `thing` is in the log; until then the page that asks for it.

    `name` is shown to whoever asks, `uid` stands in the log: a file's name may say whose illness it is about. Of what the
    account put in itself (`by`) no reason is asked; that it was opened is in the log all the same.
    """
    reason, wrong, own = request.POST.get("reason", "").strip(), "", by is not None and by == request.user.pk
    if restricted:
        wrong = _("本人要求限制处理：只保存，不查看保密项。")
    elif request.method == "POST" and not (reason or own):
        wrong = _("请写明查看事由。")
    elif request.method == "POST" or own:
        try:
            told = {"reason": reason or gettext_noop("取回自己导入的"), "uid": uid}
            note_opening(request.user, [thing], model, lambda: _("%(reason)s（文件 %(uid)s）") % told)
            return None
        except TooMany as error:
            wrong = str(error)
    status = 422 if request.method == "POST" else 200
    context = {"name": name, "wrong": wrong, "restricted": restricted}
    return render(request, "web/open_reason.html", context, status=status)
