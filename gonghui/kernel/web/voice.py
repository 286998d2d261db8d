"""A worker's own word: taken without an account, anonymous if wished, past the own employer's union, answered under a code."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from gonghui.kernel.access import tries
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.ledger.declaration import Ledger, ledgers
from gonghui.kernel.matters.models import Matter, Party, Stage
from gonghui.kernel.organisations.keeping import keep
from gonghui.kernel.organisations.models import Employer, Level, Union
from gonghui.kernel.organisations.names import name_key
from gonghui.kernel.people.identity import person_for
from gonghui.kernel.web.plain import PlainForm

HOUR = 3600  # seconds
PER_HOUR = {"voice": 6, "query": 30}  # from one address
SUBJECT = 60  # characters of the text that stand as the subject


@dataclass(frozen=True)
class Visitor:
    """Who has no account; the change log names them so, and keeps nothing else of them."""

    pk: None = None

    def get_username(self) -> str:
        return gettext_noop("扫码反映人")


def voice_ledger() -> Ledger:
    """The ledger that takes what workers say: the one that answers under a code and bypasses the employer's union."""
    for ledger in ledgers().values():
        if ledger.has("query_code") and ledger.has("bypasses_employer"):
            return ledger
    raise LookupError("no ledger takes what workers say")


class VoiceForm(PlainForm):
    """What a worker is asked: the matter; everything about the person is left to them."""

    category = forms.ChoiceField(label=gettext_lazy("是哪方面的事"))
    text = forms.CharField(label=gettext_lazy("怎么回事"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))
    employer = forms.CharField(label=gettext_lazy("所在单位"), max_length=120, required=False)
    people = forms.IntegerField(label=gettext_lazy("涉及几个人"), min_value=1, max_value=100_000, initial=1)
    anonymous = forms.BooleanField(label=gettext_lazy("匿名反映"), required=False, initial=True)
    name = forms.CharField(label=gettext_lazy("姓名"), max_length=60, required=False)
    phone = forms.CharField(label=gettext_lazy("联系电话"), max_length=40, required=False)
    website = forms.CharField(required=False)  # left blank by people; programs fill it

    def __init__(self, ledger: Ledger, employer: str, data: Any = None) -> None:
        super().__init__(data, initial={"employer": employer})
        field: Any = ledger.model._meta.get_field("category")
        self.fields["category"].choices = [("", "—"), *field.choices]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("website"):
            raise forms.ValidationError(_("没有收到，请重新填写。"))
        if not given.get("anonymous") and not given.get("name"):
            self.add_error("name", _("实名反映请写姓名；不想写可以选匿名。"))
        return given


def too_many(kind: str, address: str) -> bool:
    """Whether an address has asked too often within the hour."""
    return tries.too_many(f"voice:{kind}", address, PER_HOUR[kind], HOUR)


def receiver(union: Union) -> Union:
    """Who hears it: the union above the employer's own; a federation hears it itself. A union formed in an employer is never one,
    whatever its level says."""
    own = union.level in (Level.GRASSROOTS, Level.BRANCH) or union.employer_id is not None
    if own and union.parent is not None:
        return receiver(union.parent)
    return union


def _code() -> str:
    return "".join(str(secrets.randbelow(10)) for _place in range(12))


@transaction.atomic
def take(form: VoiceForm, union: Union) -> str:
    """Keep it as a matter with its record; returns the code under which the answer is asked for."""
    given, ledger, today, code = form.cleaned_data, voice_ledger(), timezone.localdate(), _code()
    heard_by, employer = receiver(union), _employer(given["employer"], union)
    title = given["text"].strip().splitlines()[0][:SUBJECT]
    with acting(Visitor(), gettext_noop("扫码反映")):
        matter = Matter.objects.create(
            union=heard_by,
            employer=employer,
            title=title,
            opened_on=today,
            people=given["people"],
            bypasses_employer=True,
            query_code=code,
        )
        Stage.objects.create(
            matter=matter, kind=Stage.Kind.COMPLAINT, on=today, result=_("职工扫码反映"), note=given["text"]
        )
        name = "" if given["anonymous"] else given["name"]
        person = person_for(name, phone=given["phone"]) if given["phone"] and name else None
        applicant = {"role": Party.Role.APPLICANT, "name": name or _("匿名职工"), "person": person}
        Party.objects.create(matter=matter, headcount=given["people"], **applicant)
        values = {
            "union": heard_by, "employer": employer, "matter": matter, "registered_on": today, "kind": "scan",
            "category": given["category"],
            "items": 1, "batches": 0, "persons": given["people"], "subject": title, "is_anonymous": given["anonymous"], "person_name": name,
            "person": person, "bypasses_employer": True, "query_code": code, "remarks": "" if employer else given["employer"],
        }  # fmt: skip
        ledger.model._default_manager.create(
            **{name: value for name, value in values.items() if ledger.has(name) and value is not None}
        )
        keep(heard_by.pk, ledger.slug, today)
    return code


def _employer(name: str, union: Union) -> Employer | None:
    """The employer named, where it is known; else the one whose code was scanned."""
    if name:
        found: Employer | None = Employer.objects.filter(name_key=name_key(name), state="active").first()
        return found
    return union.employer


def answer_for(code: str) -> tuple[Any, list[Stage]]:
    """The record under a code, and what has been done; (None, []) when there is none. The text itself is never shown again."""
    ledger, code = voice_ledger(), "".join(code.split())
    if not code:
        return None, []
    found: Any = (
        ledger.model._default_manager.filter(query_code=code, state="active").select_related("union", "matter").first()
    )
    if found is None:
        return None, []
    return found, list(found.matter.stages.filter(state="active")) if found.matter is not None else []
