"""Beginning a document: of any kind, from records, from a letter it answers, or from last period's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gonghui.kernel.access.reach import reach
from gonghui.kernel.access.reach import records as readable
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.writing import log
from gonghui.kernel.documents.composing import has_records
from gonghui.kernel.documents.drafting import Draft
from gonghui.kernel.documents.kinds import BadKind, Kind, kind
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.refreshing import keep_version
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.ledger.declaration import REGISTRY, Ledger
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import Period


@in_chinese
def begun(
    slug: str,
    union: Union,
    period: Period,
    user: Any,
    *,
    fields: Mapping[str, str] | None = None,
    basis: str = "",
    answers: Document | None = None,
) -> Document:
    """See services.compose."""
    draft = drafted(slug, union, period, user, basis=basis, answers=answers)
    try:
        content = draft.content(fields)
    except BadKind as error:
        raise Refused(_("模板“%(kind)s”有误：%(why)s") % {"kind": draft.kind.name, "why": error}) from error
    left_out: Iterable[dict[str, str]] = draft.composer.left_out
    if slug == "summary" and not has_records(content):
        left_out = [{"section": "", "what": content.title, "why": _("本期没有任何记录，只能由作者自写")}, *left_out]
    row = Document(
        union=union, kind=slug, period=period.text, title=content.title[:200], body=content.to_json(),
        left_out=list(left_out), basis=basis, answers=answers,
    )  # fmt: skip
    return kept(row, user, _("起草%(kind)s") % {"kind": draft.kind.name})


def kept(row: Document, user: Any, reason: str) -> Document:
    """A new document written down, logged, with its first version."""
    row.made_by = user if user is not None and user.pk else None
    with acting(user, reason), transaction.atomic():
        row.save()
        log("add", [(row, Document, {}, {"title": row.title, "kind": row.kind, "period": row.period})])
        keep_version(row, user, reason)
    return row


def drafted(
    slug: str, union: Union, period: Period, user: Any, *, basis: str = "", answers: Document | None = None
) -> Draft:
    """The draft of a kind, ready to be written; raises Refused for a kind or record that is not there."""
    try:
        one = kind(slug)
    except BadKind as error:
        raise Refused(str(error)) from error
    if answers is not None and user is not None and not reach(user).filter(pk=answers.union_id).exists():
        answers = None
    return Draft(one, union, period, user, basis=_basis(one, basis, user), answered=answers)


def _basis(one: Kind, basis: str, user: Any) -> tuple[Ledger, Any] | None:
    """The record that a document stands on, as far as the account may read it."""
    if not basis or not one.basis:
        return None
    slug, _slash, uid = basis.partition("/")
    ledger = REGISTRY.get(slug)
    if ledger is None or slug != one.basis:
        raise Refused(_("“%(kind)s”不能依据这条记录起草。") % {"kind": one.name})
    rows = ledger.model._default_manager.all() if user is None else readable(ledger, user)
    try:
        record = rows.filter(uid=uid, state="active").first()
    except ValidationError:
        record = None
    if record is None:
        raise Refused(_("没有找到所依据的记录。"))
    return ledger, record


def candidates(one: Kind, union: Union, user: Any, most: int = 200) -> list[tuple[str, str]]:
    """Records of this union that a document of the kind may stand on, the latest first: (ledger/uid, title)."""
    ledger = REGISTRY.get(one.basis)
    if ledger is None:
        return []
    rows = readable(ledger, user).filter(state="active")
    if ledger.reach:
        rows = rows.filter(**{f"{ledger.reach}__above__ancestor": union}).distinct()
    order = [f"-{ledger.date}"] if ledger.has(ledger.date) else []
    return [(f"{one.basis}/{row.uid}", str(row)) for row in rows.order_by(*order, "-pk")[:most]]
