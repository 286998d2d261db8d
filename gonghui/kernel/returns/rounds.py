"""The way of a return: opened, filled, submitted, sent back or accepted, summed, locked, corrected by number."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.access.reach import writable
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.organisations.models import NEVER, Ancestry, Level, Tree, Union
from gonghui.kernel.periods import Period
from gonghui.kernel.returns.checking import unexplained
from gonghui.kernel.returns.forms import invalid_words
from gonghui.kernel.returns.freezing import freeze
from gonghui.kernel.returns.models import Form, FrozenCell, Remark, Return, Round, TypedValue
from gonghui.kernel.returns.refusing import Refused
from gonghui.kernel.returns.working import REPORTED, Work, current

DIRECT, FEDERATIONS, ALL = "direct", "federations", "all"


def require(user: Any, union: Union | None) -> None:
    """Refused unless the account writes for this union; the owner (None) always does."""
    if user is not None and (union is None or not writable(user).filter(pk=union.pk).exists()):
        raise Refused(_("账号“%(user)s”无权处理这张报表。") % {"user": user})


def expected(union: Union, scope: str, form_day: dt.date) -> list[tuple[Union, Union]]:
    """(union, the one it reports to) of all that are asked, top down: standing on the day, not the union itself."""
    rows = (
        Ancestry.objects.filter(tree=Tree.TERRITORIAL, ancestor=union, until=NEVER, depth__gte=1)
        .select_related("union")
        .order_by("depth", "union__code")
    )
    if scope == DIRECT:
        rows = rows.filter(depth=1)
    if scope == FEDERATIONS:
        rows = rows.exclude(union__level=Level.GRASSROOTS)
    asked = {union.pk: union}
    out = []
    for row in rows:
        low = row.union
        if low.state != "active" or low.is_stub or (low.dissolved_on and low.dissolved_on <= form_day):
            continue
        upper = asked.get(low.parent_id or 0)
        if upper is not None:
            asked[low.pk] = low
            out.append((low, upper))
    return out


def open_round(
    form: Form, union: Union, period: Period, due_on: dt.date, user: Any, scope: str = DIRECT, note: str = ""
) -> Round:
    """布置填报任务: a return for each union asked, and the one that sums them up. Raises Refused."""
    require(user, union)
    if period.kind != form.data.period:
        raise Refused(_("“%(form)s”不按“%(period)s”这样的期间填报。") % {"form": form.name, "period": period.label})
    if not form.data.valid_in(period):
        raise Refused(invalid_words(form, period))
    if Round.objects.filter(form__key=form.key, union=union, period=period.text, state="active").exists():
        raise Refused(_("%(period)s的“%(form)s”已经布置过了。") % {"period": period.label, "form": form.name})
    asked = expected(union, scope, form.data.asked(period).last)
    with acting(user, gettext_noop("布置填报任务")), transaction.atomic():
        made = Round.objects.create(form=form, union=union, period=period.text, due_on=due_on, note=note)
        rows = [Return(round=made, union=union, upper=None, due_on=due_on)]
        rows += [Return(round=made, union=low, upper=upper, due_on=due_on) for low, upper in asked]
        Return.objects.bulk_create(rows)
    return made


@transaction.atomic
def write_entries(ret: Return, values: Mapping[str, tuple[Decimal | None, str]], user: Any) -> int:
    """手填: values by cell with reasons; None takes a typed value back. How many changed. Raises Refused."""
    require(user, ret.union)
    _require_open(ret)
    work = Work(ret, user)
    kept = {row.cell: row for row in TypedValue.objects.filter(ret=ret)}
    changed = 0
    with acting(user, gettext_noop("填报表")):
        for identity, (value, reason) in values.items():
            cell = work.form.by_id.get(identity)
            if cell is None:
                raise Refused(_("报表里没有“%(cell)s”这一格。") % {"cell": identity})
            recorded = work.live[identity].recorded if cell.kind != "typed" else None
            if value is not None and recorded is not None and value != recorded and not reason.strip():
                raise Refused(
                    _("%(code)s %(label)s：台账数是 %(n)s，改成 %(m)s 要写明理由。")
                    % {"code": cell.code, "label": cell.label, "n": recorded, "m": value}
                )
            same = value is not None and recorded is not None and value == recorded
            wanted = None if same else value
            row = kept.get(identity)
            if (row.value if row else None) == wanted and (not row or wanted is None or row.reason == reason):
                continue
            row = row or TypedValue(ret=ret, cell=identity)
            row.value, row.reason = wanted, reason[:300]
            row.save()
            changed += 1
    return changed


def _require_open(ret: Return) -> None:
    if not ret.is_open:
        raise Refused(_("报表是“%(status)s”，不能再改。") % {"status": ret.get_status_display()})


def sign(ret: Return, leader: str, filler: str, phone: str, user: Any) -> None:
    """Who answers for the return."""
    require(user, ret.union)
    _require_open(ret)
    with acting(user, gettext_noop("填报表")):
        ret.leader, ret.filler, ret.phone = leader.strip()[:60], filler.strip()[:60], phone.strip()[:40]
        ret.save(update_fields=["leader", "filler", "phone"])


def submit(ret: Return, user: Any) -> Return:
    """报送: refused while a check is open; every cell is frozen with its records. The top's own return is final at once."""
    require(user, ret.union)
    with acting(user, gettext_noop("报送报表")), transaction.atomic():
        _locked_row(ret)
        _require_open(ret)
        work = Work(ret, None)  # counted in full: who submits answers for the true number
        if blocking := [f for f in work.findings if f.blocks]:
            words = "；".join(f.words for f in blocking[:5])
            raise Refused(_("还有 %(n)d 处审核不通过，不能报送：%(words)s") % {"n": len(blocking), "words": words})
        ret.submission += 1
        freeze(work)
        ret.status, ret.submitted_at = Return.Status.SUBMITTED, timezone.now()
        ret.submitted_by = user if user is not None and user.pk else None
        ret.save()
        if ret.upper_id is None:
            _accept(ret, user)
    return ret


def send_back(ret: Return, reason: str, user: Any) -> None:
    """退回修改, with the reason. Raises Refused."""
    require(user, ret.upper)
    if not reason.strip():
        raise Refused(_("请写明退回的原因。"))
    with acting(user, gettext_noop("退回报表：%(reason)s") % {"reason": reason[:200]}), transaction.atomic():
        _locked_row(ret)
        if ret.status != Return.Status.SUBMITTED:
            raise Refused(_("只有待审核的报表可以退回。"))
        ret.status, ret.sent_back_reason = Return.Status.SENT_BACK, reason.strip()[:300]
        ret.save(update_fields=["status", "sent_back_reason"])


def accept(ret: Return, user: Any) -> None:
    """接收. Raises Refused."""
    require(user, ret.upper)
    with acting(user, gettext_noop("接收报表")), transaction.atomic():
        _locked_row(ret)
        if ret.status != Return.Status.SUBMITTED:
            raise Refused(_("只有待审核的报表可以接收。"))
        _accept(ret, user)


def _accept(ret: Return, user: Any) -> None:
    ret.status, ret.accepted_at = Return.Status.ACCEPTED, timezone.now()
    ret.accepted_by = user if user is not None and user.pk else None
    ret.save(update_fields=["status", "accepted_at", "accepted_by"])
    if ret.round.locked_at is not None:  # a correction, or one that came late: locked as it is received
        _replace_older(ret)
        _lock([ret])


def _replace_older(ret: Return) -> None:
    older = Return.objects.filter(round=ret.round_id, union=ret.union_id, status=Return.Status.LOCKED)
    older.exclude(pk=ret.pk).update(status=Return.Status.REPLACED)


def lock(round_: Round, user: Any) -> int:
    """封存: all accepted returns of the round at once, or none. How many. Raises Refused."""
    require(user, round_.union)
    with acting(user, gettext_noop("封存报表")), transaction.atomic():
        list(Round.objects.select_for_update().filter(pk=round_.pk))
        round_.refresh_from_db()
        if round_.locked_at is not None:
            raise Refused(_("已经封存过了。更正请在单位的报表上办。"))
        rows = list(current(round_.returns.filter(state="active")))
        top = next((row for row in rows if row.upper_id is None), None)
        if top is None or top.status != Return.Status.ACCEPTED:
            raise Refused(_("本级汇总表还没有定稿，不能封存。"))
        _lock([row for row in rows if row.status == Return.Status.ACCEPTED])
        round_.locked_at = timezone.now()
        round_.save(update_fields=["locked_at"])
    return sum(1 for row in rows if row.status == Return.Status.LOCKED)


def _lock(rows: Iterable[Return]) -> None:
    now = timezone.now()
    for row in rows:
        row.status, row.locked_at, row.digest = Return.Status.LOCKED, now, seal(row)
        row.save(update_fields=["status", "locked_at", "digest"])


def seal(ret: Return) -> str:
    """A digest of every frozen cell: values, definitions, records."""
    rows = FrozenCell.objects.filter(ret=ret, submission=ret.submission).order_by("cell")
    lines = [
        f"{cell} {'' if value is None else value.normalize()} {definition} {records}"
        for cell, value, definition, records in rows.values_list("cell", "value", "definition_digest", "records_digest")
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def revise(ret: Return, reason: str, user: Any) -> Return:
    """更正: a new return with the next number beside the locked one, which stands until the new one is received."""
    require(user, ret.union)
    if not reason.strip():
        raise Refused(_("请写明更正的原因。"))
    with acting(user, gettext_noop("更正报表：%(reason)s") % {"reason": reason[:200]}), transaction.atomic():
        _locked_row(ret)
        if ret.status != Return.Status.LOCKED:
            raise Refused(_("只有已封存的报表要走更正。"))
        later = Return.objects.filter(round=ret.round_id, union=ret.union_id, revision__gt=ret.revision)
        if later.exists():
            raise Refused(_("已有一份更正在办。"))
        made = Return.objects.create(
            round=ret.round, union=ret.union, upper=ret.upper, due_on=ret.due_on, revision=ret.revision + 1,
            revision_reason=reason.strip()[:300], leader=ret.leader, filler=ret.filler, phone=ret.phone,
        )  # fmt: skip
        TypedValue.objects.bulk_create(
            [
                TypedValue(ret=made, cell=e.cell, value=e.value, reason=e.reason)
                for e in ret.entries.filter(state="active")
            ]
        )
        explained = ret.remarks.filter(kind=Remark.Kind.EXPLAIN, state="active")
        Remark.objects.bulk_create([Remark(ret=made, kind=r.kind, about=r.about, text=r.text) for r in explained])
    return made


def explain_all(ret: Return, text: str, user: Any) -> int:
    """One explanation for every finding that still asks for one: a part-time officer writes it once."""
    work = Work(ret, user)
    asked = unexplained(work.form, work.findings)
    for finding in asked:
        remark(ret, Remark.Kind.EXPLAIN, finding.key, text, False, user)
    return len(asked)


def _locked_row(ret: Return) -> None:
    """The row held for this transaction, as it is now: what the caller holds may be older."""
    list(Return.objects.select_for_update().filter(pk=ret.pk))
    ret.refresh_from_db()


def waiting(round_: Round) -> QuerySet[Return]:
    """Returns that have not come in, for reminders."""
    return current(round_.returns.filter(state="active")).exclude(status__in=[*REPORTED, Return.Status.SUBMITTED])


def remark(ret: Return, kind: str, about: str, text: str, starred: bool, user: Any) -> Remark | None:
    """An explanation (one for each finding) or a comment with an optional star; empty text without star is refused."""
    require(user, ret.union if kind == Remark.Kind.EXPLAIN else ret.upper or ret.union)
    text = text.strip()[:500]
    with acting(user, gettext_noop("报表批注")):
        if kind == Remark.Kind.EXPLAIN:
            _require_open(ret)
            row = ret.remarks.filter(kind=kind, about=about, state="active").first() or Remark(
                ret=ret, kind=kind, about=about
            )
        else:
            row = Remark(ret=ret, kind=kind, about=about)
        if not text and not starred and not row.pk:
            return None
        row.text, row.is_starred, row.by = text, starred, user if user is not None and user.pk else None
        row.save()
    return row
