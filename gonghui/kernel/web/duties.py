"""待办与到期: read from terms of office, dated ledgers, held conflicts and drafts; nothing is kept twice."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Exists, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.access.reach import reach, records
from gonghui.kernel.documents.models import Document
from gonghui.kernel.figures.declaration import INDICATORS, Measure, Stock
from gonghui.kernel.ledger.declaration import Ledger, ledgers
from gonghui.kernel.ledger.record import State
from gonghui.kernel.ledger.titles import titled
from gonghui.kernel.organisations.models import Union

AHEAD = dt.timedelta(days=92)  # three months
BEHIND = dt.timedelta(days=365)  # what ran out more than a year ago is history, not a duty
MOST = 12  # of one kind
TOGETHER = 20  # ledgers asked about in one statement


@dataclass(frozen=True)
class Answer:
    """A word that settles a duty where it stands: posted to `where`, with `act` named, with a reason where it asks for one."""

    label: str
    where: str
    act: str = ""
    asks: tuple[Any, ...] = ()  # reasons offered; none: it asks for no reason


@dataclass(frozen=True)
class Duty:
    """One thing due: kind, what, detail, the day, where it is done, and what can be answered at once."""

    kind: str
    what: str
    detail: str
    on: dt.date
    where: str
    answers: tuple[Answer, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether it counts in the menu: due today or earlier."""
        return self.on <= timezone.localdate()

    @property
    def group(self) -> str:
        """已逾期, 今天, 本周, 本月, 以后."""
        days = (self.on - timezone.localdate()).days
        if days < 0:
            return _("已逾期")
        if days == 0:
            return _("今天")
        return _("七天内") if days <= 7 else _("一个月内") if days <= 31 else _("三个月内")


def duties(user: Any) -> list[Duty]:
    """Everything due within three months, earliest first."""
    from gonghui.kernel.web.approving import documents_waiting, imports_waiting
    from gonghui.kernel.web.return_duties import returns_due

    today = timezone.localdate()
    terms = _terms(user, today)
    found = [*terms.values(), *_held(user, today), *_drafts(user, today)]
    found += [*documents_waiting(user, today), *imports_waiting(user, today)]
    found += returns_due(user, today)
    ends = expiries()
    for slug in with_rows(
        {slug: Q(**{f"{until}__range": (today, today + AHEAD)}, state=State.ACTIVE) for slug, until in ends.items()}
    ):
        found += _expiring(ledgers()[slug], ends[slug], user, today, terms)
    return sorted(found, key=lambda duty: (duty.on, not duty.answers, duty.kind, duty.what))


def with_rows(wanted: dict[str, Q]) -> list[str]:
    """Slugs of the ledgers that have any row meeting their condition, a few statements for all of them."""
    found: list[str] = []
    with connection.cursor() as cursor:
        for slugs, statement, values in _statements(tuple(wanted.items())):
            cursor.execute(statement, values)
            row = cursor.fetchone() or ()
            found += [slug for slug, any_row in zip(slugs, row, strict=False) if any_row]
    return found


@lru_cache(maxsize=8)  # conditions change with the day; to put them into words takes longer than to ask them
def _statements(wanted: tuple[tuple[str, Q], ...]) -> list[tuple[list[str], str, tuple[Any, ...]]]:
    made = []
    for start in range(0, len(wanted), TOGETHER):
        part = wanted[start : start + TOGETHER]
        asked = {f"has_{slug}": Exists(ledgers()[slug].model._default_manager.filter(where)) for slug, where in part}
        statement, values = Union.objects.order_by("pk").values(**asked)[:1].query.sql_with_params()
        made.append(([slug for slug, _where in part], statement, tuple(values)))
    return made


def expiries() -> dict[str, str]:
    """Ledger -> the field whose day is the last on which a record still holds (a contract's 到期日期)."""
    by_model = {
        indicator.of: indicator.when.until
        for indicator in INDICATORS.values()
        if isinstance(indicator, Measure) and isinstance(indicator.when, Stock) and indicator.when.until_valid
    }
    return {ledger.slug: by_model[ledger.model] for ledger in ledgers().values() if ledger.model in by_model}


def _terms(user: Any, today: dt.date) -> dict[int, Duty]:
    """Committees whose term of office ends, by the key of their union."""
    found = {}
    unions = reach(user).filter(
        dissolved_on__isnull=True, elected_on__isnull=False, term_years__isnull=False, elected_on__lte=today
    )
    for union in unions.only("code", "name", "elected_on", "term_years").iterator(chunk_size=2000):
        ends = term_end(union)
        if ends is not None and today - BEHIND <= ends <= today + AHEAD:
            found[union.pk] = Duty(
                _("换届"),
                _("%(union)s任期届满") % {"union": union.name},
                _("届满前三个月提出换届请示"),
                ends,
                reverse("union", args=[union.code]),
            )
    return dict(sorted(found.items(), key=lambda each: each[1].on)[:MOST])


def term_end(union: Union) -> dt.date | None:
    """The day on which the term of office ends: elected_on plus term_years."""
    if union.elected_on is None or not union.term_years:
        return None
    day = union.elected_on
    return day.replace(year=day.year + union.term_years, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _expiring(ledger: Ledger, until: str, user: Any, today: dt.date, terms: dict[int, Duty]) -> list[Duty]:
    """Records whose last day comes; a term of office that the union itself tells is not told again."""
    window = Q(**{f"{until}__gte": today, f"{until}__lte": today + AHEAD})
    if ledger.ends_term:
        window &= ~Q(union__in=terms)
    found = titled(records(ledger, user).filter(window, state=State.ACTIVE)).order_by(until)[:MOST]
    return [
        Duty(
            _("到期"),
            _("%(record)s到期") % {"record": record},
            f"{ledger.title}，{record.union}",
            getattr(record, until),
            reverse("record", args=[ledger.slug, record.uid]),
        )
        for record in found
    ]


def _held(user: Any, today: dt.date) -> list[Duty]:
    """Conflicts that wait for a decision."""
    found = []
    for slug in with_rows({slug: Q(state=State.HELD) for slug in ledgers()}):
        ledger = ledgers()[slug]
        count = records(ledger, user).filter(state=State.HELD).count()
        if count:
            where = f"{reverse('ledger-list', args=[ledger.slug])}?state=held"
            found.append(
                Duty(
                    _("核实"),
                    _("%(ledger)s有 %(n)d 条待核实") % {"ledger": ledger.title, "n": count},
                    _("核实前不计入统计"),
                    today,
                    where,
                )
            )
    return found


def _drafts(user: Any, today: dt.date) -> list[Duty]:
    """Documents with places that only the author can fill."""
    from gonghui.kernel.documents.structure import Document as Text

    found = []
    for draft in Document.objects.filter(state=Document.State.DRAFT, union__in=reach(user)).order_by("-pk")[:MOST]:
        holes = len(Text.from_json(draft.body).holes()) if draft.body else 0
        if holes:
            found.append(
                Duty(
                    _("材料"),
                    draft.title,
                    _("还有 %d 处未填，填好才能定稿") % holes,
                    today,
                    reverse("document", args=[draft.uid]),
                )
            )
    return found
