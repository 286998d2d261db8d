"""待我审批: what waits for this account's word, each with what one thumb can answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gonghui.kernel.access.models import DECIDES
from gonghui.kernel.access.reach import grants_of, unlimited
from gonghui.kernel.documents.models import Document
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.organisations.models import NEVER
from gonghui.kernel.returns.models import Return
from gonghui.kernel.web.duties import Answer, Duty

MOST = 12
REASONS = (gettext_lazy("数字再核对一遍"), gettext_lazy("请补充情况说明"), gettext_lazy("文字还要修改"))


def documents_waiting(user: Any, today: dt.date) -> list[Duty]:
    """Documents under review that the account may issue or send back: a reviewer or leader of the union or above."""
    waiting = Document.objects.filter(state=Document.State.REVIEW)
    if not user.is_superuser:
        granted = unlimited(grants_of(user, DECIDES)).filter(by_pairing=False).values("union")
        waiting = waiting.filter(union__above__ancestor__in=granted, union__above__until=NEVER)
    found = waiting.distinct().select_related("union", "made_by").defer("body", "drift_known", "marks").order_by("-pk")
    return [
        Duty(
            _("审批"),
            document.title,
            _("%(union)s送审，同意后即定稿") % {"union": document.union.name},
            today,
            reverse("document-view", args=[document.uid]),
            (
                Answer(_("同意定稿"), reverse("document-issue", args=[document.uid])),
                Answer(pgettext("按钮", "退回"), reverse("document-step", args=[document.uid, "back"]), asks=REASONS),
            ),
        )
        for document in found[:MOST]
    ]


def answers_of_return(ret: Return) -> tuple[Answer, ...]:
    """What can be answered to a return that came up."""
    where = reverse("return-act", args=[ret.uid])
    return (
        Answer(pgettext("按钮", "接收"), where, "accept"),
        Answer(pgettext("按钮", "退回"), where, "send_back", REASONS),
    )


def imports_waiting(user: Any, today: dt.date) -> list[Duty]:
    """Batches that were looked at and not yet written, told by what writing them will do."""
    found = []
    for batch in Intake.objects.filter(state=Intake.State.PREVIEW, by=user).order_by("-pk")[:3]:
        totals = {name: (batch.report or {}).get("totals", {}).get(name, 0) for name in ("taken", "updated", "refused")}
        told = _("可新增 %(taken)s 行、更新 %(updated)s 行，退回 %(refused)s 行") % totals
        answers = (
            (Answer(_("写入"), reverse("intake-apply", args=[batch.uid])),)
            if totals["taken"] or totals["updated"]
            else ()
        )
        what = _("导入“%(reason)s”待确认写入") % {"reason": batch.reason}
        found.append(Duty(_("导入"), what, told, today, reverse("intake-batch", args=[batch.uid]), answers))
    return found
