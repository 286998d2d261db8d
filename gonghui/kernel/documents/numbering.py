"""发文字号: one series for each code of a union, counted anew each year, no number given twice."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.access.reach import today
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.writing import log
from gonghui.kernel.documents.kinds import BadKind, kind
from gonghui.kernel.documents.models import Document, DocumentNumber
from gonghui.kernel.documents.phrases import document_number
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.organisations.models import Union

_CODE = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,15}")


def codes(union: Union, slug: str) -> list[str]:
    """Codes of this union for a kind: those used before, the latest first, else the one its template proposes."""
    used = DocumentNumber.objects.filter(union=union)
    of_kind = used.filter(document__kind=slug).order_by("-pk").values_list("code", flat=True)
    others = used.order_by("-pk").values_list("code", flat=True)
    try:
        proposed = [kind(slug).number.replace("{place}", union.name[:1])]
    except BadKind:
        proposed = []
    return [code for code in dict.fromkeys([*of_kind, *proposed, *others]) if code][:10]


def next_number(union: Union, code: str, year: int) -> int:
    """The number after the last one given."""
    last = DocumentNumber.objects.filter(union=union, code=code, year=year).aggregate(last=Max("sequence"))["last"]
    return int(last or 0) + 1


def give(document: Document, user: Any, code: str, sequence: int | None = None, on: dt.date | None = None) -> str:
    """Give the document its number; raises Refused where it has one, or the number is taken or impossible."""
    code, year = code.strip(), (on or today()).year
    if not _CODE.fullmatch(code):
        raise Refused(_("发文机关代字“%(code)s”不对：只写汉字或字母，如“望工”。") % {"code": code[:20]})
    if document.state not in (Document.State.DRAFT, Document.State.REVIEW, Document.State.ISSUED):
        raise Refused(_("材料已印发或撤回，不能再编号。"))
    if DocumentNumber.objects.filter(document=document).exists():
        raise Refused(_("材料已有文号，不能再编。"))
    with acting(user, gettext_noop("编发文字号")), transaction.atomic():
        Union.objects.select_for_update().get(pk=document.union_id)  # one number at a time in a union
        wanted = sequence or next_number(document.union, code, year)
        try:
            with transaction.atomic():
                DocumentNumber.objects.create(
                    union=document.union, code=code, year=year, sequence=wanted, document=document
                )
        except IntegrityError:
            taken = document_number(code, year, max(wanted, 1))
            raise Refused(_("文号“%(number)s”已经用过或不能用，请换一个序号。") % {"number": taken}) from None
        number = document_number(code, year, wanted)
        document.body = {**document.body, "number": number}
        document.save(update_fields=["body"])
        log("change", [(document, Document, {"number": ""}, {"number": number})])
    return number
