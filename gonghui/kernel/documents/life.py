"""The life of a document: draft → review → issued → published, or withdrawn; every step says who and why."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.access.models import DECIDES
from gonghui.kernel.access.reach import grants_of, unlimited, writable
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.writing import log
from gonghui.kernel.documents.issuing import NotReady, obstacles
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.refreshing import require_draft
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.organisations.models import NEVER, Ancestry

State = Document.State


def may_review(user: Any, document: Document) -> bool:
    """Whether the account may send a document back or issue one under review: a reviewer or leader here or above."""
    if user is None or user.is_superuser:
        return True
    above = Ancestry.objects.filter(union=document.union_id, until=NEVER).values("ancestor")
    return unlimited(grants_of(user, DECIDES)).filter(union__in=above, by_pairing=False).exists()


def submit(document: Document, user: Any) -> Document:
    """Hand a finished draft to its reviewer; raises NotReady while a place is open."""
    _require_writer(document, user)
    require_draft(document)
    if open_places := obstacles(document):
        raise NotReady(open_places)
    return _moved(document, user, State.REVIEW, _("送审"))


def send_back(document: Document, user: Any, reason: str) -> Document:
    """Back to the author, with what is to be mended."""
    if document.state != State.REVIEW:
        raise Refused(_("只有审核中的材料可以退回。"))
    if not may_review(user, document):
        raise Refused(_("只有审核人或负责人可以退回材料。"))
    if not reason.strip():
        raise Refused(_("请写明退回修改的原因。"))
    return _moved(document, user, State.DRAFT, reason.strip()[:300])


def publish(document: Document, user: Any) -> Document:
    """Issued and now sent out; for a document without number: 报送."""
    _require_writer(document, user)
    if document.state != State.ISSUED:
        raise Refused(_("定稿以后才能印发。"))
    document.published_at = timezone.now()
    return _moved(document, user, State.PUBLISHED, _("印发"), "published_at")


def withdraw(document: Document, user: Any, reason: str) -> Document:
    """Taken back: it stays readable with its reason, and its number is not given again."""
    _require_writer(document, user)
    if document.state not in (State.ISSUED, State.PUBLISHED):
        raise Refused(_("只有已定稿或已印发的材料可以撤回。"))
    if not reason.strip():
        raise Refused(_("请写明撤回的原因。"))
    document.withdrawn_at = timezone.now()
    return _moved(document, user, State.WITHDRAWN, reason.strip()[:300], "withdrawn_at")


def clear_name(document: Document, user: Any, name: str) -> Document:
    """The author answers for it that a name in the text is not that of the person in need who bears it too."""
    _require_writer(document, user)
    require_draft(document)
    name = name.strip()
    if not name or name not in str(document.body):
        raise Refused(_("材料中没有“%(name)s”。") % {"name": name[:20]})
    with acting(user, gettext_noop("注明同名不同人")), transaction.atomic():
        document.cleared = sorted({*document.cleared, name})
        document.save(update_fields=["cleared"])
        log("change", [(document, Document, {}, {"cleared": name})])
    return document


def _require_writer(document: Document, user: Any) -> None:
    if user is not None and not writable(user).filter(pk=document.union_id).exists():
        raise Refused(_("账号“%(user)s”无权办理“%(union)s”的材料。") % {"user": user, "union": document.union.name})


def _moved(document: Document, user: Any, state: str, reason: str, *fields: str) -> Document:
    was = document.state
    with acting(user, reason), transaction.atomic():
        if Document.objects.select_for_update().get(pk=document.pk).state != was:
            raise Refused(_("材料的状态刚刚有变动，请刷新后再办。"))
        document.state, document.state_reason = state, reason
        document.save(update_fields=["state", "state_reason", *fields])
        log("change", [(document, Document, {"state": was}, {"state": state})])
    return document
