"""What a new form already knows: today, the own union, the usual kind, the last record written (照抄上次), the draft left unfinished."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gonghui.kernel.access.reach import home_union, records, writable
from gonghui.kernel.audit.models import Change
from gonghui.kernel.desk import drafts
from gonghui.kernel.figures.declaration import INDICATORS, Measure
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.ledger.record import State
from gonghui.kernel.web.columns import all_columns
from gonghui.kernel.web.forms import RecordForm

USES = 3  # figures named beside an item
ASKED = 4  # items named where a record says nothing


def place_of(ledger: Ledger, record: Any = None) -> str:
    """The name under which the draft of a form is kept."""
    return f"edit:{ledger.slug}:{record.uid}" if record is not None else f"new:{ledger.slug}"


def prefill(form: RecordForm, copy: bool) -> str:
    """Fill a new form; says what it was filled from: "draft", "copy" or nothing."""
    ledger, user = form.ledger, form.user
    if "union" in form.fields:
        home = home_union(user)
        form.initial["union"] = home.name if home else ""
    if ledger.date in form.fields and ledger.date not in ledger.future:
        form.initial[ledger.date] = timezone.localdate()
    for column in form.items:
        if column.kind == "choice" and column.field is not None and column.field.has_default():
            form.initial.setdefault(column.name, column.field.get_default())
    draft = drafts.of(user, place_of(ledger))
    if draft and not copy:
        form.initial.update({name: value for name, value in draft.items() if name in form.fields})
        return "draft"
    last = last_record(ledger, user) if copy else None
    if last is None:
        return ""
    form.initial.update(copied(form, last))
    return "copy"


def says_nothing(form: RecordForm) -> bool:
    """Whether a valid new record says no more than the form knew by itself: the day, the union, the usual."""
    known = {"union", form.ledger.date, *form.ledger.preset}
    for name, value in form.cleaned_data.items():
        column = next((each for each in form.items if each.name == name), None)
        field = column.field if column is not None else None
        usual = field.get_default() if field is not None and field.has_default() else None
        given = value.exists() if hasattr(value, "exists") else value not in (None, "", [])
        if name not in known and given and value != usual:
            return False
    return True


def asked_what(form: RecordForm) -> str:
    """What is asked of a record that says nothing: which of its items make it one."""
    names = [bound.label for bound in form.first if bound.name not in ("union", form.ledger.date)]
    words = _(
        "除了日期、工会这些本来就有的，还没有写别的。请至少填写%(items)s中的一项；确实没有别的可记，就再提交一次。"
    )
    return words % {"items": _("、").join(_("“%(name)s”") % {"name": name} for name in names[:ASKED])}


def last_record(ledger: Ledger, user: Any) -> Any:
    """The record of this ledger that the account wrote last, else the newest of its unions."""
    mine = records(ledger, user).filter(state=State.ACTIVE)
    own = Change.objects.filter(model=ledger.model._meta.label_lower, action=Change.Action.ADD, actor=user)
    written = own.order_by("-pk").values_list("object_id", flat=True).first()
    found = mine.filter(pk=written).first() if written else None
    if found is None and ledger.reach:
        found = mine.filter(**{f"{ledger.reach}__in": writable(user, ledger.slug)}).order_by("-pk").first()
    return found


def copied(form: RecordForm, record: Any) -> dict[str, Any]:
    """What recurs: neither days, nor persons, nor confidential items, nor what tells one record from another."""
    ledger = form.ledger
    once = {*ledger.sensitive, *(name for name in ledger.key if name not in ("union", "employer"))}
    found: dict[str, Any] = {}
    for column in all_columns(ledger):
        if column.of_person or column.name in once or column.name == "person_name" or column.kind in ("day", "month"):
            continue
        value = column.value(record)
        if value in (None, "") or hasattr(value, "all"):
            continue
        found[column.name] = str(value) if column.kind == "link" else value
    return found


@cache
def _uses(slug: str, language: str) -> dict[str, list[str]]:
    from gonghui.kernel.ledger.declaration import ledger as by_slug

    model, found = by_slug(slug).model, dict[str, list[str]]()
    for each in INDICATORS.values():
        if not isinstance(each, Measure) or each.of is not model:
            continue
        for name in _named(each):
            words = found.setdefault(name, [])
            if str(each.name) not in words:
                words.append(str(each.name))
    return found


def _named(measure: Measure) -> set[str]:
    """The items that a figure looks at: its days, its conditions, what it adds up."""
    names = {getattr(measure.when, part, "") for part in ("date", "since", "until")}
    names |= {measure.total, measure.distinct}
    pending: list[Any] = [measure.where]
    while pending:
        for child in pending.pop().children:
            if isinstance(child, Q):
                pending.append(child)
            else:
                names.add(str(child[0]).split("__")[0])
    return {name for name in names if isinstance(name, str) and name}


def uses(ledger: Ledger) -> dict[str, list[str]]:
    """Item -> the figures that are counted from it: why it is asked."""
    return _uses(ledger.slug, get_language() or "")
