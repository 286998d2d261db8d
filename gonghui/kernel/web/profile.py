"""What the page of a union tells: leading persons, term, employers, members and why their number differs, ledgers, acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.access.figures import answer
from gonghui.kernel.access.reach import has_union, reach, reaches_all, reads_some, records
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.declaration import INDICATORS
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.ledger.declaration import Ledger, ledger, ledgers
from gonghui.kernel.ledger.presence import present_below
from gonghui.kernel.ledger.record import State
from gonghui.kernel.organisations.models import NEVER, Act, Ancestry, Employer, Tree, Union
from gonghui.kernel.people.models import Membership
from gonghui.kernel.web.asking import asked, words
from gonghui.kernel.web.duties import term_end
from gonghui.kernel.web.goals import board
from gonghui.kernel.web.tiles import Tile, tiles

TILES = ("members.standing", "members.women", "unions.standing", "contracts.signing_rate", "petitions.items")
SHOWN = 8
PANELS = (  # what a union does, a few figures of each field of work
    (_("民主管理与集体协商"), ("congress.met_rate", "congress.rate", "contracts.signing_rate", "contracts.documents", "disclosure.rate")),
    (_("维权与帮扶"), ("petitions.items", "disputes.filed", "legal_aid.recovered", "aid.households", "aid.amount")),
    (_("经费"), ("funds.due", "funds.coverage", "funds.expense", "funds.execution_rate", "funds.arrears")),
)  # fmt: skip


@dataclass
class Kept:
    """A ledger as far as a union keeps it."""

    ledger: Ledger
    own: int
    below: int
    latest: Any


@dataclass
class Members:
    """Why the roster's count is not the number last reported: every part of the difference."""

    counted: int  # live on the roster, this union and below
    stated: int | None  # as last reported by hand, summed over the unions that reported
    reporting: int  # unions that reported a number
    joined: int  # since the year began
    left: int
    held: int  # named twice, wait for a decision
    unidentified: int  # counted, without a document number
    undated: int  # counted, without a day of joining
    refused: int  # rows of rosters that could not be taken

    @property
    def difference(self) -> int | None:
        return None if self.stated is None else self.counted - self.stated


def under(union: Union) -> QuerySet[Union]:
    """The union and everything below it today."""
    rows = Ancestry.objects.filter(tree=Tree.TERRITORIAL, ancestor=union, until=NEVER)
    found: QuerySet[Union] = Union.objects.filter(pk__in=rows.values("union"))
    return found


def is_only_top(union: Union) -> bool:
    """Whether all unions are this one or below it, so that nothing needs to be asked of each row."""
    return union.parent_id is None and not Union.objects.filter(parent__isnull=True).exclude(pk=union.pk).exists()


def profile(union: Union, request: HttpRequest) -> dict[str, Any]:
    """The context of the page as it is first shown."""
    ask = asked(request, union)
    return {
        **words(request, ask), "ends": term_end(union),
        "tiles": tiles([INDICATORS[key] for key in TILES if key in INDICATORS], ask, request.user),
        "children_count": union.children.filter(dissolved_on__isnull=True, state="active").count(),
    }  # fmt: skip


def rest(union: Union, request: HttpRequest) -> dict[str, Any]:
    """The context of what stands below: figures by field of work, term, members, employers, ledgers, acts."""
    ask = asked(request, union)
    may_read = reads_some(request.user).filter(pk=union.pk).exists()
    whole = reach(request.user).filter(pk=union.pk).exists()
    employers = Employer.objects.filter(
        Q(covers__union=union, covers__until=NEVER) | Q(unions=union), state="active"
    ).distinct()
    area, counted = Employer.objects.filter(union__in=under(union), state="active"), employers.count()
    return {
        "ask": ask, "may_read": may_read, "ends": term_end(union), "term": _term(union),
        "panels": panels(ask, request.user), "goals": board(ask, request.user),
        "employers": (employers if counted else area).order_by("-employees", "name_key")[:SHOWN],
        "employers_count": counted, "area_count": area.count(),
        "kept": kept(union, request.user) if may_read else [], "members": members(union) if whole else None,
        "acts": Act.objects.filter(Q(union=union) | Q(other=union)).select_related("union", "other").order_by("-on", "-pk")[:SHOWN],
        "departments": union.departments.filter(state="active").order_by("pk"), "people": people(union, request.user) if may_read else [],
    }  # fmt: skip


def panels(ask: Ask, user: Any) -> list[tuple[str, list[Tile]]]:
    """Figures by field of work, all asked at once."""
    known = [[INDICATORS[key] for key in keys if key in INDICATORS] for _title, keys in PANELS]
    flat = [each for group in known for each in group]
    found = {
        each.key: Tile(now, before)
        for each, (now, before) in zip(flat, answer(flat, [ask, ask.last_year()], user), strict=True)
    }
    return [
        (str(title), [found[each.key] for each in group]) for (title, _keys), group in zip(PANELS, known, strict=True)
    ]


def _term(union: Union) -> float | None:
    """The part of the term of office that has passed, 0 to 1."""
    ends = term_end(union)
    if ends is None or union.elected_on is None:
        return None
    return min(1.0, max(0.0, (timezone.localdate() - union.elected_on).days / max(1, (ends - union.elected_on).days)))


def people(union: Union, user: Any) -> list[tuple[str, str]]:
    """Who holds a post today, where a ledger of officers is kept: each person once, with the posts."""
    if "officers" not in ledgers():
        return []
    found = records(ledger("officers"), user).filter(union=union, state=State.ACTIVE).exclude(post="")
    found = found.filter(Q(until__isnull=True) | Q(until__gt=timezone.localdate()))
    posts: dict[str, list[str]] = {}
    for each in found.order_by("pk")[:SHOWN]:
        held = posts.setdefault(str(each), [])
        if each.post not in held:
            held.append(each.post)
    return [(name, str(_("、")).join(held)) for name, held in posts.items()]


def kept(union: Union, user: Any) -> list[Kept]:
    """Ledgers with rows of this union or below: one query for all, and one for each that has any."""
    found = []
    below, everywhere, is_all = under(union).values("pk"), reaches_all(user), is_only_top(union)
    for each in present_below(union):
        rows = records(each, user, everywhere).filter(state=State.ACTIVE)
        if not (is_all and has_union(each)):
            rows = rows.filter(**{f"{each.reach}__in": below})
        latest = {"latest": Max(each.date)} if each.date else {}
        counts = rows.aggregate(below=Count("pk"), own=Count("pk", filter=Q(**{each.reach: union})), **latest)
        if counts["below"]:
            found.append(Kept(each, counts["own"], counts["below"], counts.get("latest")))
    return sorted(found, key=lambda each: (each.latest is None, -(each.latest.toordinal() if each.latest else 0)))


def members(union: Union) -> Members:
    """The parts of the difference between roster and report."""
    rows = Membership.objects.all() if is_only_top(union) else Membership.objects.filter(union__in=under(union))
    year = timezone.localdate().replace(month=1, day=1)
    live = Q(state=State.ACTIVE, left_on__isnull=True)
    active = Q(state=State.ACTIVE)
    counts = rows.aggregate(
        counted=Count("pk", filter=live), joined=Count("pk",
        filter=active & Q(joined_on__gte=year)), left=Count("pk", filter=active & Q(left_on__gte=year)),
        held=Count("pk", filter=Q(state=State.HELD)), unidentified=Count("pk", filter=live & Q(is_identified=False)),
        undated=Count("pk", filter=live & Q(joined_on__isnull=True)),
    )  # fmt: skip
    stated = (
        under(union)
        .filter(members_stated__isnull=False, is_stub=False, children__isnull=True)
        .aggregate(stated=Sum("members_stated"), reporting=Count("pk"))
    )
    return Members(**counts, **stated, refused=_refused(union))


def _refused(union: Union) -> int:
    """Rows of rosters refused in the last import of each file."""
    last: dict[tuple[str, str], int] = {}
    for report in (
        Intake.objects.filter(union__in=under(union), state=Intake.State.DONE)
        .order_by("pk")
        .values_list("report", flat=True)
    ):
        for sheet in report.get("sheets", []) if isinstance(report, dict) else []:
            if sheet.get("ledger") == "roster":
                last[sheet.get("file", ""), sheet.get("sheet", "")] = len(
                    {row.get("row") for row in sheet.get("refused", [])}
                )
    return sum(last.values())
