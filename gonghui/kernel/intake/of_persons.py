"""Persons behind rows: known by document, made when new, completed where the sheet says more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, count
from typing import Any

from django.db import connection

from gonghui.kernel.access.cipher import new_secret, personal, seal
from gonghui.kernel.access.persons import away
from gonghui.kernel.intake.batch import Context, Part
from gonghui.kernel.intake.bulk import bulk_insert, insert_rows, uids
from gonghui.kernel.intake.checks import document_kind
from gonghui.kernel.intake.of_employers import save_changed
from gonghui.kernel.intake.resolving import chunks
from gonghui.kernel.intake.words import _
from gonghui.kernel.people.identity import digest_columns, digests, make, phone_of
from gonghui.kernel.people.models import Identity, Membership, Person, Sex


def tell_apart(part: Part, row: int) -> None:
    """Say beside a row that the person's items were left as another union has them."""
    part.warnings.append((row, "persons.elsewhere", _("人员档案由会籍所在工会维护，电话等项没有改动")))


class People:
    """The persons of one import. `learn` first, then `person` for each row, then `flush`."""

    def __init__(self, ctx: Context, ledger: str) -> None:
        self.ctx, self.ledger = ctx, ledger
        self.away: set[int] = set()  # whose items are another union's
        self.known: dict[bytes, int] = {}  # digest -> person's id
        self.older: dict[bytes, bytes] = {}  # digest under an earlier key -> under the current one
        self.stored: dict[int, Person] = {}
        self.made: dict[bytes, Person] = {}
        self.fresh: list[Person] = []
        self.changed: dict[int, tuple[Person, set[str]]] = {}
        self.uids = chain.from_iterable(uids(1000) for _ in count())

    def key(self, number: str) -> bytes:
        """The blind index of a document number of any kind."""
        key, *older = digests(document_kind(number), number)
        for old in older:  # while keys are being changed
            self.older[old] = key
        return key

    def keys(self, numbers: Sequence[str]) -> list[bytes]:
        """`key` of many numbers."""
        current, *earlier = digest_columns([document_kind(number) for number in numbers], numbers)
        for older in earlier:
            self.older.update(zip(older, current, strict=True))
        return current

    def learn(self, keys: Iterable[bytes]) -> None:
        """Look up which documents the house knows, and their persons."""
        self.find(keys)
        self.load()

    def find(self, keys: Iterable[bytes]) -> None:
        """Look up which documents the house knows; `load` reads the persons."""
        table, postgres = connection.ops.quote_name(Identity._meta.db_table), connection.vendor == "postgresql"
        asked = f"SELECT digest, person_id FROM {table} WHERE digest"  # noqa: S608 - our own table
        for part in chunks(self._anywhere(keys)):  # plainly: the ORM would look at each of ten thousand digests in turn
            among = "= ANY(%s)" if postgres else f"IN ({', '.join(['%s'] * len(part))})"
            with connection.cursor() as cursor:
                cursor.execute(f"{asked} {among}", [part] if postgres else part)
                for key, person_id in cursor.fetchall():
                    self.known[self._today(bytes(key))] = person_id

    def _anywhere(self, keys: Iterable[bytes]) -> set[bytes]:
        """Everything that these documents may stand under in the index."""
        wanted = set(keys)
        return wanted | {old for old, key in self.older.items() if key in wanted}

    def _today(self, key: bytes) -> bytes:
        return self.older.get(key, key)

    def load(self) -> None:
        """Read the known persons themselves."""
        for part in chunks(self.known.values()):
            self.stored.update(Person.objects.in_bulk(part))
        self.away |= away(self.ctx.user, self.ledger, self.known.values(), to_write=True)

    def leaves(self, key: bytes | None, facts: dict[str, Any]) -> bool:
        """Whether a row says of a known person what is another union's to say: it is left as it stands."""
        return key is not None and self.known.get(key) in self.away and not facts.keys() <= {"id_number", "sex"}

    def person(
        self, key: bytes | None, name: str, facts: dict[str, Any], of: Membership | None = None, home: int | None = None
    ) -> Person:
        """The person of a document; without one a new person of its own, or the one of a known membership. `home`: the
        union that enters it."""
        if key is None:
            return of.person if of is not None else self._make("", name, facts, home)
        if key in self.known:
            person = self.stored[self.known[key]]
            if person.pk not in self.away:
                self._complete(person, facts)
            return person
        if key not in self.made:
            self.made[key] = self._make(facts.get("id_number", ""), name, facts, home)
        return self.made[key]

    def _make(self, number: str, name: str, facts: dict[str, Any], home: int | None) -> Person:
        rest = {field: value for field, value in facts.items() if field not in ("id_number", "phone")}
        kind = document_kind(number) if number else "id_card"
        place = {"source_id": self.ctx.source_id, "uid": next(self.uids), "home_id": home}
        person = make(name, number, facts.get("phone", ""), kind, **place, **rest)
        self.fresh.append(person)
        return person

    def _complete(self, person: Person, facts: dict[str, Any]) -> None:
        names = set()
        for name, value in facts.items():
            if name == "id_number" or (name == "sex" and person.sex != Sex.UNKNOWN):
                continue
            if name == "phone":
                if phone_of(person) != value:
                    names |= {"phone_cipher"} if person.secret else {"phone_cipher", "secret"}
                    self._seal_phone(person, value)
            elif getattr(person, name) != value:
                setattr(person, name, value)
                names.add(name)
        if names:
            self.changed.setdefault(person.pk, (person, set()))[1].update(names)

    @staticmethod
    def _seal_phone(person: Person, phone: str) -> None:
        if person.secret:
            cipher = personal(bytes(person.secret))
        else:
            person.secret, cipher = new_secret()
        person.phone_cipher = seal(cipher, phone)

    def flush(self) -> None:
        """Write new and changed persons."""
        bulk_insert(self.fresh)
        save_changed(Person, self.changed)
        self.fresh, self.changed = [], {}

    def link(self, live: dict[bytes, Membership | None] | None = None) -> None:
        """Enter the new documents in the index, each with the person's live membership."""
        memberships = live or {}
        rows = [
            (key, person.pk, one.pk if (one := memberships.get(key)) else None) for key, person in self.made.items()
        ]
        insert_rows(Identity, rows)
        self.known.update({key: person.pk for key, person in self.made.items()})
        self.stored.update({person.pk: person for person in self.made.values()})
        old = {key: membership for key, membership in memberships.items() if key not in self.made}
        for part in chunks(self._anywhere(old)):
            stored = list(Identity.objects.filter(digest__in=part))
            changed = []
            for row in stored:
                membership = old[self._today(bytes(row.digest))]
                if membership is not None and row.membership_id != membership.pk:
                    row.membership = membership
                    changed.append(row)
            Identity.objects.bulk_update(changed, ["membership"], batch_size=500)
        self.made = {}
