"""A guard that a test must miss, and what stands in its place when it lets everything through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Guard:
    """`where` is module:name or module:Class.name; `instead` lets everything through."""

    where: str
    why: str
    test: str
    instead: Any
    baseline: str = ""
    seen: str = ""
    tests: list[str] = field(default_factory=list)

    @property
    def caught(self) -> bool:
        return self.baseline == "passed" and self.seen == "noticed"


def rows_as_they_are(rows: Any, *_rest: Any, **_more: Any) -> Any:
    return rows


def everything(*_rest: Any, **_more: Any) -> Any:
    from gonghui.kernel.organisations.models import Union

    return Union.objects.all()


def yes(*_rest: Any, **_more: Any) -> bool:
    return True


def no(*_rest: Any, **_more: Any) -> bool:
    return False


def nothing(*_rest: Any, **_more: Any) -> None:
    return None


def nobody(*_rest: Any, **_more: Any) -> set[Any]:
    return set()


def found_none(*_rest: Any, **_more: Any) -> Iterator[Any]:
    return iter(())


def open_text(_field: str, value: object) -> str:
    return "" if value is None else str(value)


def first_argument(first: Any, *_rest: Any, **_more: Any) -> Any:
    return first


def no_words(*_rest: Any, **_more: Any) -> str:
    return ""


def all_roles(_user: Any) -> Any:
    from gonghui.kernel.access.models import Role

    return tuple(Role)


def an_answer(*_rest: Any, **_more: Any) -> Any:
    from django.http import HttpResponse

    return HttpResponse()


def no_condition(*_rest: Any, **_more: Any) -> Any:
    from django.db.models import Q

    return Q()


def anybody() -> Any:
    from gonghui.kernel.audit.acting import Acting, current

    return current() or Acting(None, "")


LAX = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
