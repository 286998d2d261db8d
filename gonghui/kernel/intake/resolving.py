"""Names and numbers in a sheet to unions, employers and persons: by code and exact name, never by likeness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from gonghui.kernel.access.reach import writable
from gonghui.kernel.organisations.models import NEVER, Ancestry, Employer, Tree, Union
from gonghui.kernel.organisations.names import name_key

CHUNK = 5000


def chunks(values: Iterable[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    """Lists of at most `size`: no query may name more values than the database takes."""
    source = iter(values)
    while part := list(islice(source, size)):
        yield part


class Unions:
    """Unions by name: those under the union imported to go before those elsewhere in the house.

    With an account, only unions it may write to are found.
    """

    def __init__(self, root: Union, user: Any = None) -> None:
        self.root = root
        below = Ancestry.objects.filter(tree=Tree.TERRITORIAL, ancestor=root, until=NEVER).values_list(
            "union_id", flat=True
        )
        self.inside = set(below) | {root.pk}
        self.allowed = None if user is None or user.is_superuser else set(writable(user).values_list("pk", flat=True))
        self.known: dict[str, int | None] = {name_key(root.name): root.pk}

    def add(self, union: Union) -> None:
        """A union that this import made."""
        self.known[union.name_key] = union.pk
        self.inside.add(union.pk)
        if self.allowed is not None:
            self.allowed.add(union.pk)

    def learn(self, names: Iterable[str]) -> None:
        """Look up many names at once."""
        wanted = {key for name in names if (key := name_key(name)) not in self.known}
        self._learn_codes(wanted)
        wanted -= self.known.keys()
        for part in chunks(sorted(wanted)):
            found: dict[str, list[int]] = {}
            rows = Union.objects.filter(name_key__in=part, state="active").order_by("pk").values_list("name_key", "pk")
            for key, pk in rows:
                if self.allowed is None or pk in self.allowed:
                    found.setdefault(key, []).append(pk)
            for key in part:
                self.known[key] = self._choose(found.get(key, []))

    def _learn_codes(self, keys: Iterable[str]) -> None:
        """Sheets of other systems name a union by its code; a code is nobody else's name."""
        codes = sorted({form for key in keys if key.isascii() for form in (key, key.upper())})
        for part in chunks(codes):
            for code, pk in Union.objects.filter(code__in=part, state="active").values_list("code", "pk"):
                if self.allowed is None or pk in self.allowed:
                    self.known[name_key(code)] = pk

    def _choose(self, candidates: Sequence[int]) -> int | None:
        near = [pk for pk in candidates if pk in self.inside]
        if near:
            return near[0]
        return candidates[0] if len(candidates) == 1 else None

    def find(self, name: str) -> int | None:
        """The union's id, or None; `learn` first where there are many."""
        key = name_key(name)
        if key not in self.known:
            self.learn([name])
        return self.known[key]


class Employers:
    """Employers by credit code, else by name; unknown ones are entered with what the sheet says of them."""

    def __init__(self, root: Union, source: Any = None) -> None:
        self.root, self.source = root, source
        self.by_name: dict[str, Employer] = {}
        self.by_code: dict[str, Employer] = {}
        self.union_of: dict[int, int] = {}
        self.asked: set[str] = set()
        self.fresh: list[Employer] = []

    def learn(self, names: Iterable[str], codes: Iterable[str] = ()) -> None:
        """Look up many names and codes at once."""
        keys = {name_key(name) for name in names} - self.asked
        self.asked |= keys
        for part in chunks(sorted(keys)):
            for employer in Employer.objects.filter(name_key__in=part, state="active").order_by("-pk"):
                self._remember(employer)
        for part in chunks(sorted({code for code in codes if code not in self.by_code})):
            for employer in Employer.objects.filter(credit_code__in=part, state="active").order_by("-pk"):
                self._remember(employer)

    def _remember(self, employer: Employer) -> None:
        self.by_name[employer.name_key] = employer
        if employer.credit_code:
            self.by_code[employer.credit_code] = employer

    def find(self, name: str, code: str = "") -> Employer | None:
        """By code first: a firm keeps it when it changes its name. A name with another code is another firm."""
        if code and code in self.by_code:
            return self.by_code[code]
        found = self.by_name.get(name_key(name))
        if found is not None and code and found.credit_code and found.credit_code != code:
            return None
        return found

    def known(self) -> list[Employer]:
        """Those looked up or planned until now."""
        return list(self.by_name.values())

    def plan(self, name: str, code: str = "") -> Employer:
        """A new employer, written by `flush`; its union is the one imported to until a register says more."""
        employer = Employer(
            name=name, name_key=name_key(name), credit_code=code, union=self.root, is_stub=True, source=self.source
        )
        self.fresh.append(employer)
        self._remember(employer)
        return employer

    def flush(self) -> None:
        """Write the planned employers."""
        Employer.objects.bulk_create(self.fresh, batch_size=500)
        self.fresh = []

    def unions(self, employers: Iterable[Employer]) -> None:
        """Learn which union covers each employer: the one formed in it, else the one it is assigned to."""
        ids = {employer.pk for employer in employers} - self.union_of.keys()
        for part in chunks(sorted(ids)):
            rows = Union.objects.filter(employer_id__in=part, state="active").order_by("-dissolved_on", "-pk")
            for pk, employer_id, dissolved in rows.values_list("pk", "employer_id", "dissolved_on"):
                if employer_id not in self.union_of or dissolved is None:
                    self.union_of[employer_id] = pk
        for employer in employers:
            if employer.union_id is not None and employer.union_id != self.root.pk:
                self.union_of.setdefault(employer.pk, employer.union_id)

    def union_for(self, employer: Employer) -> int:
        """The union covering the employer, else the one imported to."""
        return self.union_of.get(employer.pk, self.root.pk)
