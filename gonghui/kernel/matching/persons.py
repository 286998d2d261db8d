"""Who may be whom: rows without a document number against persons that have one, and numbers that differ by a slip.

The same document number is the same person always, and needs no asking. Here are the others: the same name with the same
birth, phone or union. Nothing is linked without somebody's word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from django.db import connection
from django.utils.translation import gettext_noop
from rapidfuzz.distance import OSA

from gonghui.kernel.access.persons import above_all, homes
from gonghui.kernel.audit.acting import require_acting
from gonghui.kernel.intake.resolving import chunks
from gonghui.kernel.ledger.record import State
from gonghui.kernel.matching.models import PersonPair
from gonghui.kernel.organisations.models import NEVER, Ancestry, Tree, Union
from gonghui.kernel.people.identity import number_of, phone_of
from gonghui.kernel.people.models import Membership, Person

SLIPS = 1  # letters by which two document numbers of one person may differ
AT_ONCE = 5_000  # groups whose persons are held at a time: a house may be full of namesakes
_READ = ("pk", "secret", "number_cipher", "phone_cipher", "born_on")
CROWD = 8  # persons of one name and birth above which likeness says nothing
_WHY = {
    "slip": gettext_noop("姓名、出生日期相同，证件号码只差一位"),
    "phone": gettext_noop("姓名、电话相同"),
    "born": gettext_noop("姓名、出生日期相同"),
    "union": gettext_noop("姓名相同，同在一家工会，一行有证件号码、一行没有"),
}
_WEIGHTS = {"slip": 12.0, "phone": 10.0, "born": 8.0, "union": 4.0}


@dataclass(frozen=True)
class Likely:
    """Two persons who may be one, and what speaks for it; `one` has a document number if either has."""

    one: int
    other: int
    why: str

    @property
    def weight(self) -> float:
        return _WEIGHTS[self.why]


def same_name_and_birth() -> Iterator[list[int]]:
    """Ids of persons in force who share name and birth, group by group: one statement for the whole house."""
    table = connection.ops.quote_name(Person._meta.db_table)
    sql = (
        f"SELECT p.name, p.born_on, p.id FROM {table} p JOIN (SELECT name, born_on FROM {table} "  # noqa: S608 - our own table
        f"WHERE born_on IS NOT NULL AND state = 'active' GROUP BY name, born_on HAVING COUNT(*) BETWEEN 2 AND {CROWD}) twice "
        "ON p.name = twice.name AND p.born_on = twice.born_on WHERE p.state = 'active' ORDER BY p.name, p.born_on, p.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        for _shared, rows in groupby(cursor, key=itemgetter(0, 1)):
            yield [row[2] for row in rows]


def likely(union: Union) -> list[Likely]:
    """Persons of this union's subtree who may be someone else of the house, not yet asked about."""
    below = Ancestry.objects.filter(tree=Tree.TERRITORIAL, ancestor=union, until=NEVER).values("union_id")
    ours = Membership.objects.filter(union_id__in=below).exclude(state=State.VOIDED)
    mine = set(ours.values_list("person_id", flat=True).iterator(chunk_size=AT_ONCE))
    groups = (group for group in same_name_and_birth() if not mine.isdisjoint(group))
    asked = set(PersonPair.objects.values_list("one_id", "other_id"))
    found: dict[tuple[int, int], Likely] = {}
    for some in chunks(chain(groups, _nameless(ours)), AT_ONCE):
        for pair in _pairs_of(some):
            key = (pair.one, pair.other)
            if key not in asked and key[::-1] not in asked and not mine.isdisjoint(key):
                best = found.get(key)
                found[key] = pair if best is None or pair.weight > best.weight else best
    return sorted(found.values(), key=lambda pair: (-pair.weight, pair.one, pair.other))


def _pairs_of(groups: Sequence[Sequence[int]]) -> Iterator[Likely]:
    """The pairs of some groups: their persons are read for them and let go again, each one's number opened once."""
    persons: dict[int, Person] = {}
    for ids in chunks({pk for group in groups for pk in group}):
        persons.update(Person.objects.only(*_READ).in_bulk(ids))
    number = cache(lambda pk: number_of(persons[pk]))
    for group in groups:
        yield from _pairs([persons[pk] for pk in group if pk in persons], number)


def _nameless(ours: Any) -> list[list[int]]:
    """Members without a number beside members of the same name in the same union."""
    bare = ours.filter(is_identified=False).values_list("union_id", "person_name", "person_id")
    wanted: dict[tuple[int, str], set[int]] = defaultdict(set)
    for union_id, name, pk in bare:
        wanted[union_id, name].add(pk)
    for unions in chunks({union_id for union_id, _name in wanted}):
        names = ours.filter(union_id__in=unions, is_identified=True)
        for union_id, name, pk in names.values_list("union_id", "person_name", "person_id"):
            if (union_id, name) in wanted:
                wanted[union_id, name].add(pk)
    return [sorted(group) for group in wanted.values() if 1 < len(group) <= CROWD]


def _pairs(group: Sequence[Person], number: Callable[[int], str]) -> Iterable[Likely]:
    """Pairs within a group of one name; two good numbers that differ by more than a slip are two persons."""
    for place, one in enumerate(group):
        for other in group[place + 1 :]:
            first, second = (one, other) if one.number_cipher else (other, one)
            why = _why(first, second, number)
            if why:
                yield Likely(first.pk, second.pk, why)


def _why(one: Person, other: Person, number: Callable[[int], str]) -> str:
    if one.number_cipher and other.number_cipher:
        near = OSA.distance(number(one.pk), number(other.pk), score_cutoff=SLIPS) <= SLIPS
        return "slip" if near else ""
    if one.born_on and other.born_on and one.born_on != other.born_on:
        return ""
    if one.phone_cipher and other.phone_cipher:
        return "phone" if phone_of(one) == phone_of(other) else "born" if one.born_on and other.born_on else ""
    if one.born_on and other.born_on:
        return "born"
    return "union" if one.number_cipher else ""  # two rows without a number are two rows


def ask(union: Union, pairs: Iterable[Likely]) -> int:
    """Put each pair into the queue of the union that answers for both; `union` where none is known. Returns how many."""
    require_acting()
    wanted = list(pairs)
    at = homes({pk for pair in wanted for pk in (pair.one, pair.other)})
    above = cache(lambda unions: above_all(unions) or union)
    made = [
        PersonPair(
            one_id=pair.one,
            other_id=pair.other,
            union=above(frozenset(at[pk] for pk in (pair.one, pair.other) if pk in at)),
            why=_WHY[pair.why],
            weight=pair.weight,
        )
        for pair in wanted
    ]
    PersonPair.objects.bulk_create(made, batch_size=1000)
    return len(made)
