"""The addresses that show one record of a ledger: what an account that asks there gets to see of it.

Each question belongs to the named addresses it asks. Where a question cannot be asked of a ledger (no figure counts its
records, none of its items can be changed in the list), whoever reads everything does not see the record either.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from gonghui.kernel.attachments import keeping
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures.declaration import INDICATORS, Measure
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.web import bulk
from tests.access.conftest import Everybody

PART = {"HX-Request": "true", "HX-Target": "list", "HX-Boosted": "true"}
BESIDE = "测试2"  # in the name of the union beside and of its employer


@dataclass(frozen=True)
class Subject:
    """A record and what leads to it: a figure that counts it, an item of it that a list can change, a file put into it."""

    slug: str
    record: Any
    figures: tuple[str, ...]
    item: str
    file: str

    def at(self, name: str, *more: str) -> str:
        return reverse(name, args=[self.slug, self.record.uid, *more])


def subject_of(slug: str, record: Any, everybody: Everybody) -> Subject:
    """The record with a file put into it."""
    ledger = REGISTRY[slug]
    with acting(None, "测试"):
        file = keeping.attach(ledger, record, "附件.pdf", b"%PDF-1.7\n%%EOF\n")
    keys = (m.key for m in INDICATORS.values() if isinstance(m, Measure) and m.of is ledger.model)
    counted = tuple(islice((key for key in keys if _drilled(everybody.top, key, record, "B1")), 1))
    keeper = get_user_model().objects.get(username="keeper-own")
    item = next((f.name for f in ledger.model._meta.fields if bulk.item(ledger, f.name, keeper)), "")
    return Subject(slug, record, counted, item, str(file.uid))


def _drilled(client: Client, key: str, record: Any, union: str) -> bool:
    answer = client.get(reverse("figure-records", args=[key]), {"union": union, "period": "2026"})
    return str(record.uid) in answer.content.decode()


def _opens(name: str, *parts: str) -> Callable[[Client, Subject], bool]:
    """An address of the record itself."""

    def seen(client: Client, subject: Subject) -> bool:
        more = [getattr(subject, part) for part in parts]
        if not all(more):
            return False
        answer = client.get(subject.at(name, *more))
        assert answer.status_code in (200, 403, 404), answer.status_code
        return answer.status_code == 200

    return seen


def _names(name: str, headers: dict[str, str] | None = None) -> Callable[[Client, Subject], bool]:
    """An address of the ledger, which names its records."""

    def seen(client: Client, subject: Subject) -> bool:
        answer = client.get(reverse(name, args=[subject.slug]), headers=headers or {})
        return str(subject.record.uid) in answer.content.decode()

    return seen


def _rows(answer: Any) -> bool:
    """Whether a workbook holds a row that is not of the union beside."""
    if answer.status_code != 200:
        return False
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    told = [[str(cell) for cell in row if cell not in ("", None)] for row in rows[1:]]
    return any(len(row) > 1 and not any(BESIDE in cell for cell in row) for row in told)


def _exported(client: Client, subject: Subject) -> bool:
    return _rows(client.get(reverse("ledger-export", args=[subject.slug])))


def _exported_open(client: Client, subject: Subject) -> bool:
    return _rows(client.post(reverse("ledger-export-open", args=[subject.slug]), {"reason": "核对"}))


def _opened(client: Client, subject: Subject) -> bool:
    return client.post(subject.at("record-open"), {"reason": "核对"}).status_code == 200


def _chosen(client: Client, subject: Subject) -> bool:
    """Chosen in the list, to be voided together."""
    answer = client.post(
        reverse("ledger-bulk", args=[subject.slug]), {"act": "void", "record": [str(subject.record.uid)]}
    )
    return answer.status_code == 200 and str(subject.record.uid) in answer.content.decode()


def _api_list(client: Client, subject: Subject) -> bool:
    answer = client.get(f"/api/v1/{subject.slug}/")
    return answer.status_code == 200 and str(subject.record.uid) in answer.content.decode()


def _api_one(client: Client, subject: Subject) -> bool:
    answer = client.get(f"/api/v1/{subject.slug}/{subject.record.uid}")
    assert answer.status_code in (200, 401, 403, 404), answer.status_code
    return answer.status_code == 200


def _api_change(client: Client, subject: Subject) -> bool:
    """A change that is refused for its content by whoever may write, and is of nothing for all others."""
    address = f"/api/v1/{subject.slug}/{subject.record.uid}"
    answer = client.patch(address, {"union": "no such union", "reason": "核对"}, "application/json")
    return answer.status_code not in (401, 403, 404)


def _drill(union: str) -> Callable[[Client, Subject], bool]:
    return lambda client, subject: any(_drilled(client, key, subject.record, union) for key in subject.figures)


def _explained(client: Client, subject: Subject) -> bool:
    address = "/api/v1/figures/{}/explain?union=C&period=2026"
    answers = (client.get(address.format(key)) for key in subject.figures)
    return any(str(subject.record.uid) in answer.content.decode() for answer in answers)


def _pictured(client: Client, subject: Subject) -> bool:
    """The page of a figure of the whole city: its chart is for many, the records below it for few."""
    answers = (client.get(reverse("figure", args=[key]), {"union": "C", "period": "2026"}) for key in subject.figures)
    return any(str(subject.record.uid) in answer.content.decode() for answer in answers)


@dataclass(frozen=True)
class Question:
    """What is asked, of which named addresses, and whether every ledger must show its records there to those who read them."""

    names: tuple[str, ...]
    seen: Callable[[Client, Subject], bool]
    everywhere: bool = True


QUESTIONS: dict[str, Question] = {
    "list": Question(("ledger-list",), _names("ledger-list")),
    "part of the list": Question(("ledger-list",), _names("ledger-list", PART)),
    "record": Question(("record",), _opens("record")),
    "form": Question(("record-edit",), _opens("record-edit")),
    "item in the list": Question(("record-cell",), _opens("record-cell", "item"), everywhere=False),
    "attachment": Question(("attachment",), _opens("attachment", "file")),
    "opened": Question(("record-open",), _opened),
    "export": Question(("ledger-export",), _exported),
    "export in the open": Question(("ledger-export-open",), _exported_open, everywhere=False),
    "history": Question(("ledger-history",), _names("ledger-history")),
    "chosen": Question(("ledger-bulk",), _chosen, everywhere=False),
    "api list": Question(("GET /api/v1/{ledger}/",), _api_list),
    "api record": Question(("GET /api/v1/{ledger}/{uid}",), _api_one),
    "api change": Question(("PATCH /api/v1/{ledger}/{uid}",), _api_change),
    "records of a figure": Question(("figure-records",), _drill("B1"), everywhere=False),
    "records of a figure of the city": Question(("figure-records",), _drill("C"), everywhere=False),
    "chart of a figure of the city": Question(("figure",), _pictured, everywhere=False),
    "figure explained": Question(("GET /api/v1/figures/{key}/explain",), _explained, everywhere=False),
}
