"""典型案例: the matter with most people told through its dated stages and payments, every word bound to a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from gonghui.kernel.access.bypassing import told_openly
from gonghui.kernel.access.reach import readable
from gonghui.kernel.documents.binding import Figures
from gonghui.kernel.documents.parts import Paragraph, RecordSlot, Run, Text
from gonghui.kernel.documents.phrases import as_of_words
from gonghui.kernel.documents.quoting import field_words
from gonghui.kernel.documents.templates import merged
from gonghui.kernel.matters.models import Matter, Payment, Stage
from gonghui.kernel.organisations.ancestry import below

FEWEST = 5  # people; a smaller matter is nobody's example and could be recognised
_KINDS = {
    Stage.Kind.COMPLAINT: ("职工提出投诉", "投诉"),
    Stage.Kind.REGISTERED: ("工会受理登记", "受理"),
    Stage.Kind.HEARD: ("工会当面听取意见", "听取"),
    Stage.Kind.MEDIATION: ("组织调解", "调解"),
    Stage.Kind.ARBITRATION: ("进入仲裁", "仲裁"),
    Stage.Kind.LEGAL_AID: ("提供法律援助", "援助"),
    Stage.Kind.FIRST_INSTANCE: ("一审判决", "一审"),
    Stage.Kind.SECOND_INSTANCE: ("二审判决", "二审"),
    Stage.Kind.ENFORCEMENT: ("进入执行", "执行"),
    Stage.Kind.PAYMENT: ("款项到位", "到位"),
    Stage.Kind.ANSWERED: ("答复职工", "答复"),
    Stage.Kind.CLOSED: ("办结", "办结"),
}
_RHYTHMS = {Payment.Rhythm.ONCE: "一次性支付", Payment.Rhythm.MONTHLY: "按月支付", Payment.Rhythm.QUARTERLY: "按季支付"}


def telling(matter: Matter, last: dt.date) -> Paragraph:
    """The paragraph about a matter as it stood on the last day."""
    stages = [stage for stage in matter.stages.all() if stage.on <= last and stage.state == "active"]
    runs: list[Run] = [Text("典型案例：", True), _slot(matter, "title")]
    if f"{matter.people}名" not in matter.title:
        runs += [Text("，涉及职工"), _slot(matter, "people"), Text("人")]
    told = _stages(stages)
    runs += [Text("。"), *told, *_award(matter, last, "".join(run.text for run in told))]
    runs += _received(matter, last)
    return Paragraph(merged(runs))


def chosen(figures: Figures) -> Matter | None:
    """The matter with most people; None where none of the period has people and at least three stages."""
    ask, user = figures.ask, figures.user
    first, last = ask.period.start, ask.last_day
    rows = told_openly(readable(Matter.objects.counted(), user)).filter(people__gte=FEWEST, opened_on__lte=last)
    rows = rows.filter(union__in=below(ask.union, ask.tree_day(), ask.which).values("union"))
    rows = rows.filter(
        Q(closed_on__isnull=True, opened_on__gte=first.replace(year=first.year - 3)) | Q(closed_on__gte=first)
    )
    matter: Matter
    for matter in rows.prefetch_related("stages", "payments").order_by("-people", "-opened_on")[:10]:
        if len([s for s in matter.stages.all() if s.on <= last and s.state == "active"]) >= 3:
            return matter
    return None


def _slot(record: Any, field: str) -> RecordSlot:
    return RecordSlot(str(record._meta.model_name), str(record.uid), field, field_words(record, field).rstrip("。；，"))


def _stages(stages: Sequence[Stage]) -> list[Run]:
    """2025年3月10日职工投诉，4月2日调解未达成一致，… : the year said where it changes."""
    runs: list[Run] = []
    year = 0
    for stage in stages[:8]:
        runs.append(Text("，" if runs else ""))
        runs.append(_slot(stage, "on|month-day" if stage.on.year == year else "on"))
        year = stage.on.year
        does, root = _KINDS[Stage.Kind(stage.kind)]
        result = stage.result.strip()
        if not result or len(result) > 40:
            runs.append(Text(does))
        else:
            runs += [Text("" if root in result else does + "，"), _slot(stage, "result")]
    return [*runs, Text("。")] if runs else []


def _award(matter: Matter, last: Any, told: str) -> list[Run]:
    """What was ordered: once, monthly and quarterly apart; a sum that the stages have told is not told again."""
    seen: set[tuple[str, str]] = set()
    runs: list[Run] = []
    for payment in sorted(matter.payments.all(), key=lambda p: (p.rhythm != Payment.Rhythm.ONCE, p.since, p.pk)):
        if payment.state != "active" or payment.since > last or (payment.what, payment.rhythm) in seen:
            continue
        seen.add((payment.what, payment.rhythm))
        if payment.rhythm == Payment.Rhythm.ONCE and field_words(payment, "amount") in told:
            continue
        runs.append(Text("、" if runs else "生效裁判确定用人单位"))
        if payment.rhythm != Payment.Rhythm.ONCE:
            runs += [Text("自"), _slot(payment, "since|month"), Text("起")]
        runs += [Text(_RHYTHMS[Payment.Rhythm(payment.rhythm)]), _slot(payment, "what"), _slot(payment, "amount")]
    return [*runs, Text("。")] if runs else []


def _is_of(matter: Matter, last: dt.date) -> bool:
    """Whether the matter's sum received is that of day `last`: later payments would put today's money into an old period."""
    later = matter.payments.filter(state="active", received_on__gt=last)
    return not later.exists()


def _received(matter: Matter, last: dt.date) -> list[Run]:
    runs: list[Run] = []
    asof = as_of_words(last)
    if matter.received and _is_of(matter, last):
        runs += [Text(f"{asof}已到位"), _slot(matter, "received")]
    if matter.union_costs:
        runs += [Text("，" if runs else ""), Text("维权费用"), _slot(matter, "union_costs"), Text("由工会承担")]
    return [*runs, Text("。")] if runs else []
