"""Why a cell differs from what was last reported: each record that came or went, under the word for why."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.kernel.access.reach import readable
from gonghui.kernel.audit.models import Change
from gonghui.kernel.documents.evidence import frozen_part, ids_of
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import digest
from gonghui.kernel.figures.counting import leaves
from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.people.models import Membership
from gonghui.kernel.returns.definition import CellData
from gonghui.kernel.returns.models import FrozenCell, Return
from gonghui.kernel.returns.values import Answer, is_count
from gonghui.kernel.returns.working import REPORTED, Work

KINDS = {
    "joined": gettext_lazy("新增"),
    "late": gettext_lazy("补登"),
    "moved_in": gettext_lazy("转入"),
    "left": gettext_lazy("减少"),
    "moved_out": gettext_lazy("转出"),
    "refused": gettext_lazy("待核实或作废"),
    "corrected": gettext_lazy("更正"),
    "counted": gettext_lazy("口径变化"),
    "typed": gettext_lazy("手填数与台账不同"),
    "below": gettext_lazy("下级报送数与台账不同"),
    "rounded": gettext_lazy("四舍五入"),
}
MOST = 12  # records named of one kind


Reason = tuple[str, Decimal, list[str]]


@dataclass
class Why:
    """`reasons`: (word, what it adds in the cell's unit, titles of the records that may be read).

    They add up to the difference, wherever the cell counts or sums; a rate has only the records that came and went.
    """

    last: Return | None
    before: Decimal | None
    now: Decimal | None
    reasons: list[Reason] = field(default_factory=list)
    typed: str = ""

    @property
    def difference(self) -> Decimal | None:
        return None if self.before is None or self.now is None else self.now - self.before


@in_chinese
def why(work: Work, identity: str) -> Why:
    """Compare a cell with the last report of the same union in the same form."""
    last = last_reported(work.ret)
    answer = work.answers[identity]
    if last is None or identity in work.hidden:
        return Why(None, None, answer.value)
    row = FrozenCell.objects.filter(ret=last, submission=last.submission, cell=identity).first()
    found = Why(last, row.value if row else None, answer.value, typed=answer.reason if answer.source == "typed" else "")
    cell = work.form.by_id[identity]
    if row is None or cell.figure not in work.indicators:
        return found
    indicator = work.indicators[cell.figure]
    ask = work.ask.shifted(cell.shift) if cell.shift else work.ask
    recounted = bool(row.definition_digest) and row.definition_digest != digest(indicator)
    if recounted:
        found.reasons.append((str(KINDS["counted"]), Decimal(0), []))
    since = last.submitted_at.date() if last.submitted_at else last.due_on
    pairs = list(dict.fromkeys(leaves(indicator, ask)))
    signs = _signs(indicator)
    for (measure, inner), part in zip(pairs, row.records, strict=False):
        for word, number, titles in _part(measure, inner, part, since, work.user):
            number = number * signs.get(id(measure), 1) / cell.scale
            found.reasons.append((word, number.quantize(Decimal(1).scaleb(-cell.decimals)), titles))
    if is_count(indicator):
        _complete(found, answer, cell, recounted)
    return found


def _signs(indicator: d.Indicator, sign: int = 1) -> dict[int, int]:
    """Whether a measure is added or taken away."""
    if isinstance(indicator, d.Sum):
        parts = [(part, sign) for part in indicator.plus] + [(part, -sign) for part in indicator.minus]
        return {key: each for part, inner in parts for key, each in _signs(part, inner).items()}
    return _signs(indicator.of, sign) if isinstance(indicator, d.Shifted) else {id(indicator): sign}


def _complete(found: Why, answer: Answer, cell: CellData, recounted: bool) -> None:
    """What no record that came or went explains, under the word for it, so that the reasons add up."""
    if found.difference is None:
        return
    rest = found.difference - sum((number for _word, number, _titles in found.reasons), Decimal(0))
    if answer.source == "typed" and answer.recorded is not None and answer.value is not None:
        by_hand = answer.value - answer.recorded
        _add(found, "typed", by_hand)
        rest -= by_hand
    if not rest:
        return
    named = {word for word, _number, _titles in found.reasons}
    if answer.source == "sum" and answer.reported:
        kind = "below"
    elif recounted:
        kind = "counted"
    elif (
        str(KINDS["corrected"]) not in named
        and abs(rest) <= Decimal(len(named) + 1).scaleb(-cell.decimals)
        and cell.decimals
    ):
        kind = "rounded"
    else:
        kind = "corrected"
    _add(found, kind, rest)


def _add(found: Why, kind: str, number: Decimal) -> None:
    word = str(KINDS[kind])
    titles = [each for each in found.reasons if each[0] == word]
    found.reasons = [each for each in found.reasons if each[0] != word]
    already = sum((each[1] for each in titles), Decimal(0))
    found.reasons.append((word, already + number, [title for each in titles for title in each[2]]))


def last_reported(ret: Return) -> Return | None:
    """The union's last report of this form: the revision before, else the period before."""
    rows = Return.objects.filter(
        union=ret.union_id, round__form__key=ret.round.form.key, state="active",
        status__in=[Return.Status.SUBMITTED, *REPORTED, Return.Status.REPLACED],
    )  # fmt: skip
    return rows.exclude(pk=ret.pk).select_related("round__form").order_by("-submitted_at").first()


def _part(measure: d.Measure, ask: Ask, then: dict[str, Any], since: dt.date, user: Any) -> list[Reason]:  # fmt: skip
    now, _sum = frozen_part(measure, ask)
    was, are = ids_of(then), ids_of(now)
    model = measure.of
    changed = _changed(model, was & are, since)
    groups: dict[tuple[str, int], list[models.Model]] = {}
    for row in model._base_manager.filter(pk__in=are - was):
        groups.setdefault((_came(row, measure, then), 1), []).append(row)
    for row in model._base_manager.filter(pk__in=was - are):
        groups.setdefault((_went(row, measure, ask), -1), []).append(row)
    out = []
    for (kind, sign), rows in groups.items():
        out.append((str(KINDS[kind]), sign * _weight(rows, measure), _titles(rows, model, user)))
    if changed and (measure.total or measure.distinct):
        rows = list(model._base_manager.filter(pk__in=changed))
        out.append((str(KINDS["corrected"]), Decimal(0), _titles(rows, model, user)))
    return out


def _weight(rows: list[Any], measure: d.Measure) -> Decimal:
    """What these records count for: each once, or their quantity."""
    if not measure.total:
        return Decimal(len(rows))
    total = Decimal(0)
    for row in rows:
        value: Any = row
        for part in measure.total.split("__"):
            value = getattr(value, part, None)
        total += Decimal(value or 0)
    return total / measure.scale


def _came(row: Any, measure: d.Measure, then: dict[str, Any]) -> str:
    """New since, recorded late, or moved in."""
    as_of = dt.date.fromisoformat(then["as_of"])
    day = _value(row, measure.when.since) if isinstance(measure.when, d.Stock) else _happened(row, measure.when)
    if day is None or day > as_of:
        return "moved_in" if _elsewhere(row, "left_on__isnull", False) else "joined"
    made = getattr(row, "created_at", None)
    return "late" if made is not None and made.date() > as_of else "moved_in"


def _went(row: Any, measure: d.Measure, ask: Ask) -> str:
    """Ended, set aside, moved away, or corrected."""
    if getattr(row, "state", "active") != "active":
        return "refused"
    until = measure.when.until if isinstance(measure.when, d.Stock) else ""
    day = _value(row, until) if until else None
    if day is not None and day <= ask.last_day:
        return "moved_out" if _elsewhere(row, "left_on__isnull", True) else "left"
    if isinstance(measure.when, d.Flow):
        happened = _happened(row, measure.when)
        within = happened is not None and ask.period.start <= happened <= ask.last_day
        return "corrected" if within else "left"
    return "moved_out"


def _happened(row: Any, when: d.Flow | d.Cumulative) -> Any:
    """The day on which a row of a flow counts: the first one filled in."""
    days = (_value(row, name) for name in (when.date, *getattr(when, "otherwise", ())))
    return next((day for day in days if day is not None), None)


def _elsewhere(row: Any, lookup: str, value: bool) -> bool:
    """Whether the same person has another membership, still standing or ended: a transfer is an end and a beginning."""
    if not isinstance(row, Membership) or row.person_id is None:
        return False
    return (
        Membership.objects.filter(person=row.person_id, state="active", **{lookup: value}).exclude(pk=row.pk).exists()
    )


def _value(row: Any, lookup: str) -> Any:
    for part in filter(None, lookup.split("__")):
        row = getattr(row, part, None)
    return row if isinstance(row, dt.date) else None


def _changed(model: type[models.Model], ids: Iterable[int], since: dt.date) -> set[int]:
    """Records in both that were corrected since."""
    wanted = set(ids)
    rows = Change.objects.filter(model=model._meta.label_lower, action="change", at__date__gte=since)
    counted = Counter(pk for pk in rows.values_list("object_id", flat=True) if pk in wanted)
    return set(counted)


def _titles(rows: list[Any], model: type[models.Model], user: Any) -> list[str]:
    """Names of records that the account may read; the number is told to all."""
    if user is not None and not user.is_superuser:
        keys = {row.pk for row in rows}
        mine = apps.get_model(model._meta.label)._base_manager.filter(pk__in=keys)
        allowed = set(readable(mine, user).values_list("pk", flat=True))
        rows = [row for row in rows if row.pk in allowed]
    names = [str(row) for row in rows[:MOST]]
    return names + ([_("等 %d 条") % len(rows)] if len(rows) > MOST else [])
