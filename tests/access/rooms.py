"""Every named address that shows no single record of a ledger: who is answered there, and what is asked of it.

A line holds for an address with the things of the branch in its place: its document, import, return, list, person.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from gonghui.kernel.access.models import ADMINISTRATORS, READS_FIGURES, READS_RECORDS, Role
from tests.access.conftest import Looker

Who = Callable[[Looker], bool]
NEVER = "0190b8b0-0000-7000-8000-000000000000"  # the identifier of nothing

OPEN = {
    "login", "logout", "set-language", "settings-look", "start", "account-accept", "voice", "voice-query",
    "pocket", "pocket-worker", "manifest", "health", "ready", "metrics",
}  # answer without an account; what they may say then is held elsewhere  # fmt: skip
LIBRARY = ("account_", "mfa_", "socialaccount_", "openid_connect_", "usersessions_")  # answer for themselves


def everyone(looker: Looker) -> bool:
    return True


def nobody(looker: Looker) -> bool:
    return False


def sees_figures_somewhere(looker: Looker) -> bool:
    return looker.role in READS_FIGURES


def reads_somewhere(looker: Looker) -> bool:
    return looker.role in READS_RECORDS


def sees_the_figures(looker: Looker) -> bool:
    return looker.reads_figures


def reads_there(looker: Looker) -> bool:
    return looker.reads_records


def reads_above(looker: Looker) -> bool:
    """A union's own officers do not move it: whoever works above it does."""
    return looker.reads_records and looker.place != "own"


def oversees(looker: Looker) -> bool:
    """Returns hold figures: those at the union or above it who see figures."""
    return looker.role in READS_FIGURES and looker.near


def takes_part(looker: Looker) -> bool:
    """A round is shown to everyone who reports in it or above those who do, each with the returns in reach."""
    return looker.role in READS_FIGURES and looker.place != "stranger"


def administers(looker: Looker) -> bool:
    return looker.role in ADMINISTRATORS


def works_there(looker: Looker) -> bool:
    return looker.role in READS_FIGURES and looker.place == "own"


def reads_a_federation(looker: Looker) -> bool:
    """Rounds and forms are laid out by a union that has others below it."""
    return looker.role in READS_RECORDS and looker.place in ("above", "top")


def decides(looker: Looker) -> bool:
    return looker.role in (Role.REVIEWER, Role.LEADER) and looker.near


def gives_roles(looker: Looker) -> bool:
    return looker.role in (Role.SECURITY, Role.LEADER)


def looks_after(looker: Looker) -> bool:
    return looker.role in (Role.SYSTEM, Role.SECURITY, Role.LEADER)


def manages(looker: Looker) -> bool:
    return looker.role == Role.SYSTEM and looker.near


def gives_roles_there(looker: Looker) -> bool:
    return gives_roles(looker) and looker.near


def audits(looker: Looker) -> bool:
    return looker.role == Role.AUDIT


@dataclass(frozen=True)
class Line:
    """Who is answered (else refused), how it is asked, with what, and what an answer must hold to count as one."""

    who: Who
    post: bool = False
    data: dict[str, Any] = field(default_factory=dict)
    holds: str = ""  # of the things of the branch, by name
    refused: tuple[int, ...] = (403, 404)


B1 = {"union": "B1", "period": "2026"}
WHY = {"reason": "核对"}
LINES: dict[str, Line] = {
    # the desk
    "home": Line(everyone),
    "duties": Line(everyone),
    "duties-waiting": Line(everyone),
    "ledger-index": Line(everyone),
    "draft": Line(everyone, post=True, data={"place": "x", "said": "字"}),
    "account-own": Line(everyone),
    "search": Line(everyone, data={"q": "测试"}),
    "search-quick": Line(everyone, data={"q": "测试"}),
    "suggestions": Line(everyone, data={"q": "测试"}),
    "record-choose": Line(everyone),
    "pocket-send": Line(reads_somewhere, post=True, data={"ledger": "petitions", "client_id": NEVER}),
    # of a ledger, without a record
    "record-new": Line(reads_somewhere),
    "ledger-enter": Line(reads_somewhere),
    "record-check": Line(reads_somewhere, post=True),
    "view-save": Line(everyone, post=True, data={"name": "我的"}),
    "view-remove": Line(nobody, post=True),  # another's view
    # of a record, written: an empty hand changes nothing
    "record-stage": Line(reads_there, post=True),
    "record-void": Line(reads_there, post=True),
    "record-settle": Line(reads_there, post=True),
    "attachment-add": Line(reads_there, post=True),
    "attachment-remove": Line(reads_there, post=True, data=WHY),
    # figures
    "figure-catalogue": Line(sees_the_figures, data=B1),
    "figure": Line(sees_the_figures, data=B1),
    "figure-records": Line(sees_the_figures, data=B1),
    "pivot": Line(sees_the_figures, data={**B1, "figure": "petitions.items"}),
    "goals": Line(sees_the_figures, data=B1),
    "indicator-new": Line(reads_somewhere),
    "design": Line(nobody),
    # unions
    "union-tree": Line(everyone),
    "union": Line(sees_the_figures),
    "union-children": Line(sees_the_figures, holds="group"),
    "union-act": Line(reads_above),
    "act-reverse": Line(reads_above, post=True),
    "voice-poster": Line(sees_the_figures),
    # documents
    "document-list": Line(reads_there, holds="document"),
    "document-drift": Line(everyone),
    "document-consents": Line(reads_there, holds="consent"),
    "document-new": Line(reads_somewhere),
    "document-old-new": Line(reads_somewhere),
    "document-kinds": Line(everyone),
    "document-kind": Line(everyone),
    "document-kind-preview": Line(everyone, post=True, data={"source": "x"}),
    "document": Line(reads_there),
    "document-view": Line(reads_there),
    "document-docx": Line(reads_there),
    "document-pdf": Line(reads_there),
    "document-versions": Line(reads_there),
    "document-sections": Line(reads_there),
    "document-section": Line(reads_there),
    "document-section-take": Line(reads_there, post=True),
    "document-typed": Line(reads_there),
    "document-word": Line(reads_there),
    "document-slot": Line(reads_there),
    "document-frozen": Line(reads_there),
    "document-edit": Line(reads_there, post=True),
    "document-add": Line(reads_there, post=True, data={"section": "none"}),
    "document-refresh": Line(reads_there, post=True),
    "document-issue": Line(reads_there, post=True),
    "document-step": Line(reads_there, post=True, data=WHY),
    "document-typing": Line(reads_there, post=True, data={"text": "受理3件"}),
    "document-clearer": Line(reads_there, post=True),
    "document-nameless": Line(reads_there),
    "document-tie": Line(reads_there, post=True),
    "document-back": Line(reads_there, post=True),
    "document-carry": Line(reads_there, post=True, data={"period": "2026H2"}),
    "document-bindings": Line(reads_there),
    "document-bindings-file": Line(reads_there, post=True),
    "document-bindings-json": Line(reads_there),
    "document-old-docx": Line(reads_there),
    # imports
    "intake": Line(reads_there, holds="intake"),
    "intake-remembered": Line(everyone),
    "intake-batch": Line(reads_there),
    "intake-status": Line(reads_there),
    "intake-map": Line(reads_there, post=True, data={"sheet": "0", "skip": "1"}),
    "intake-apply": Line(reads_there, post=True),
    "intake-stop": Line(reads_there, post=True),
    "intake-again": Line(reads_there, post=True),
    "intake-undo": Line(reads_there, post=True),
    "intake-decide": Line(reads_there, post=True, data={"place": "0"}),
    "intake-rejects": Line(reads_there),
    # lists held against the register, persons who may be one
    "matching": Line(reads_there, holds="list"),
    "matching-list": Line(reads_there),
    "matching-export": Line(reads_there, data={"kind": "ask"}),
    "matching-settle": Line(reads_there, post=True),
    "match-persons": Line(reads_there, holds="pair"),
    "match-persons-look": Line(reads_somewhere, post=True),
    "match-persons-decide": Line(reads_there, post=True),
    "match-persons-undo": Line(reads_there, post=True),
    # the rights of a person
    "rights": Line(reads_there, holds="request"),
    "rights-person": Line(reads_there),
    "rights-copy": Line(reads_there, post=True, data=WHY),
    "rights-withdraw": Line(reads_there, post=True, data=WHY),
    "rights-answer": Line(decides, post=True),
    # returns
    "return-list": Line(works_there, holds="return"),
    "return-open": Line(reads_a_federation),
    "return-forms": Line(everyone),
    "return-form": Line(everyone),
    "return-form-file": Line(everyone),
    "return-form-new": Line(reads_a_federation),
    "return-round": Line(takes_part),
    "return": Line(oversees),
    "return-file": Line(oversees),
    "return-difference": Line(oversees),
    "return-why": Line(oversees, data={"cell": "T1!A01"}),
    "return-act": Line(oversees, post=True, data={"act": "comment"}),
    "return-take": Line(oversees, post=True),
    # texts
    "proof": Line(
        sees_the_figures,
        post=True,
        data={"text": "受理来信来访3件。", "union": "B1", "period": "2026"},
        refused=(403, 404, 422),
    ),
    "proof-bind": Line(reads_there, post=True, data={"union": "B1", "wording": "受理", "key": "petitions.items"}),
    # the three administrators
    "access-table": Line(everyone),
    "account-list": Line(looks_after),
    "account-invite": Line(gives_roles),
    "account-manage": Line(manages, post=True, data={"act": "sessions"}),
    "invitation-withdraw": Line(gives_roles_there, post=True),
    "grant-end": Line(gives_roles_there, post=True),
    "audit-log": Line(audits),
    "parameters": Line(administers),
    "rules": Line(sees_figures_somewhere),
    # the API's frame: what stands behind its door are the operations below
    "api-door": Line(everyone),
    "api-declared": Line(everyone),
}
PETITION = {
    "union": "B1", "registered_on": "2026-03-02", "kind": "visit", "items": 1, "batches": 1, "persons": 1,
    "subject": "测试甲事", "person_name": "王某",
}  # fmt: skip
OPERATIONS: dict[str, Line] = {
    "GET /api/v1/figures/": Line(everyone),
    "GET /api/v1/figures/{key}": Line(sees_the_figures, data=B1),
    "GET /api/v1/figures/{key}/explain": Line(sees_the_figures, data=B1),
    "POST /api/v1/proof/": Line(sees_the_figures, data={"text": "受理来信来访3件。", "union": "B1", "period": "2026"}),
    "GET /api/v1/returns/": Line(oversees, holds="return"),
    "GET /api/v1/returns/{uid}": Line(oversees),
    "GET /api/v1/returns/{uid}/checks": Line(oversees),
    "GET /api/v1/returns/{uid}/why": Line(oversees, data={"cell": "T1!A01"}),
    "PATCH /api/v1/returns/{uid}/cells": Line(reads_there, data={"cells": {}}),
    "POST /api/v1/returns/{uid}/submit": Line(
        reads_there, data={"leader": "陆", "filler": "周", "phone": "14000000000"}
    ),
    "POST /api/v1/returns/{uid}/accept": Line(reads_above),
    "POST /api/v1/returns/{uid}/send-back": Line(reads_above, data=WHY),
    "POST /api/v1/returns/{uid}/revise": Line(reads_there, data=WHY),
    "POST /api/v1/returns/{uid}/follow": Line(reads_there),
    "POST /api/v1/{ledger}/": Line(reads_there, data=PETITION, refused=(403, 404, 422)),
    "POST /api/v1/{ledger}/{uid}/void": Line(reads_there, data=WHY),
}
