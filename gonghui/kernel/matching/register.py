"""The register's side of a match: employers under a union, their former names, and which of them have a union."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from gonghui.kernel.intake.checks import credit_code_check
from gonghui.kernel.matching.likeness import Firm
from gonghui.kernel.matching.names import place_words
from gonghui.kernel.organisations.models import NEVER, Ancestry, Cover, Employer, Level, PastValue, Tree, Union


def employers_under(union: Union) -> list[Employer]:
    """Employers of this union's subtree, each with `organised`: whether a union formed in it, or covering it, stands today."""
    below = Ancestry.objects.filter(tree=Tree.TERRITORIAL, ancestor=union, until=NEVER).values("union_id")
    today = timezone.localdate()
    standing = Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=today)
    own = Union.objects.filter(standing, employer=OuterRef("pk"), state="active")
    covered = Cover.objects.filter(employer=OuterRef("pk"), state="active", since__lte=today, until__gt=today)
    rows = Employer.objects.filter(Q(union_id__in=below) | Q(unions__in=below), state="active")
    return list(rows.distinct().annotate(organised=Exists(own) | Exists(covered)).order_by("pk"))


def firms(employers: Iterable[Employer]) -> tuple[list[Firm], dict[int, int]]:
    """Lines to be matched, and line -> employer: each employer by its name and by every name it had."""
    lines: list[Firm] = []
    owner: dict[int, int] = {}
    by_pk = {employer.pk: employer for employer in employers}
    for employer in by_pk.values():
        lines.append(_firm(employer, employer.pk, employer.name))
        owner[employer.pk] = employer.pk
    past = PastValue.objects.filter(model="kernel.employer", field="name")
    for pk, employer_id, value in past.values_list("pk", "object_id", "value"):
        if employer_id in by_pk and value:
            lines.append(_firm(by_pk[employer_id], -pk, value))
            owner[-pk] = employer_id
    return lines, owner


def _firm(employer: Employer, key: int, name: str) -> Firm:
    return Firm(key, name, usable(employer.credit_code), employer.region, employer.legal_representative)


def usable(code: str) -> str:
    """A credit code that may decide; a mistyped one decides nothing."""
    return code if credit_code_check(code) is None else ""


def places() -> frozenset[str]:
    """Place words of this installation, from its territorial unions."""
    names = Union.objects.exclude(level__in=[Level.GRASSROOTS]).values_list("name", flat=True)
    return place_words(names[:5000])
