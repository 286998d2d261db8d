"""The story of a record: its matter with parties, stages and payments, and where else the matter is counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.access.masking import MASKS, mask_name, masked
from gonghui.kernel.access.reach import records
from gonghui.kernel.ledger.declaration import Ledger, ledgers
from gonghui.kernel.matters.models import Matter, Party, Payment, Stage
from gonghui.kernel.web.tags import number

NAMES = {field for field, mask in MASKS.items() if mask is mask_name}


@dataclass
class Step:
    """One line of the story: day, verb with result, details; `later` steps are still to come."""

    on: dt.date
    what: str
    result: str = ""
    note: str = ""
    later: bool = False


@dataclass
class Story:
    """A matter as a page tells it."""

    matter: Matter
    steps: list[Step] = field(default_factory=list)
    parties: list[tuple[str, str, int]] = field(default_factory=list)  # role, name, how many people
    counted_in: list[tuple[str, str, int]] = field(default_factory=list)  # slug, title, records
    is_masked: bool = False  # a ledger that tells it hides who it is about: names and words are masked until opened

    @property
    def days(self) -> int:
        """How long it has taken, to its end or to today."""
        return ((self.matter.closed_on or timezone.localdate()) - self.matter.opened_on).days


def has_matter(ledger: Ledger) -> bool:
    """Whether the ledger's records are stories of a matter (a field of that name may also be plain text)."""
    return ledger.has("matter") and ledger.model._meta.get_field("matter").related_model is Matter


def hides_people(matter: Matter) -> bool:
    """Whether any ledger that tells the matter hides its people, whoever reads it: the strictest of them holds for the whole story."""
    tellers = {each.model for each in ledgers().values() if has_matter(each) and {*each.sensitive} & NAMES}
    return any(model._default_manager.filter(matter=matter, state="active").exists() for model in tellers)


def _named(party: Party, is_masked: bool) -> tuple[str, str, int]:
    """Role, name, headcount; an employer has nothing to hide, nor has who gave no name."""
    hidden = is_masked and party.role != Party.Role.RESPONDENT and party.name != _("匿名职工")
    return party.get_role_display(), masked("applicant", party.name) if hidden else party.name, party.headcount


def story_of(matter: Matter, user: Any, opened: bool = False) -> Story:
    """The story, in order of days, payments among the stages; `opened`: with what is confidential in it."""
    today, hides = timezone.localdate(), hides_people(matter)
    closed = hides and not opened
    steps = [
        Step(
            stage.on,
            stage.get_kind_display(),
            stage.result,
            masked("note", stage.note) if closed else stage.note,
            stage.on > today,
        )
        for stage in matter.stages.filter(state="active")
    ]
    paid_stages = any(stage.what == str(Stage.Kind.PAYMENT.label) for stage in steps)
    for payment in matter.payments.filter(state="active").order_by("since", "pk"):
        steps += _payment_steps(payment, today, not paid_stages)
    parties = [_named(party, closed) for party in matter.parties.filter(state="active").order_by("pk")]
    told = Story(matter, sorted(steps, key=lambda step: step.on), parties, is_masked=hides)
    for slug, ledger in ledgers().items():
        if has_matter(ledger):
            count = records(ledger, user).filter(matter=matter, state="active").count()
            if count:
                told.counted_in.append((slug, ledger.title, count))
    return told


def _payment_steps(payment: Payment, today: dt.date, show_received: bool) -> list[Step]:
    """What is due by a payment, and what has arrived."""
    each = _("%(what)s %(amount)s 元") % {"what": payment.what, "amount": number(payment.amount, 2)}
    rhythm = "" if payment.rhythm == Payment.Rhythm.ONCE else payment.get_rhythm_display()
    steps = []
    if rhythm or payment.received_on is None:
        steps.append(Step(payment.since, _("应付"), f"{rhythm}{each}", later=payment.since > today))
    if rhythm and (due := _next_due(payment, today)) is not None:
        steps.append(Step(due, _("下一笔应付"), each, later=True))
    if payment.received_on is not None and show_received:
        arrived = _("%(what)s %(amount)s 元") % {"what": payment.what, "amount": number(payment.received_amount, 2)}
        steps.append(Step(payment.received_on, _("款项到位"), arrived))
    return steps


MONTHS = {Payment.Rhythm.MONTHLY: 1, Payment.Rhythm.QUARTERLY: 3}


def _next_due(payment: Payment, today: dt.date) -> dt.date | None:
    """The first day after today on which a recurring payment is due; None when it has ended."""
    passed = (today.year - payment.since.year) * 12 + today.month - payment.since.month
    step = MONTHS[Payment.Rhythm(payment.rhythm)]
    month = payment.since.month - 1 + max(0, passed // step) * step
    while True:
        day = dt.date(payment.since.year + month // 12, month % 12 + 1, min(payment.since.day, 28))
        if payment.until is not None and day > payment.until:
            return None
        if day > today:
            return day
        month += step
