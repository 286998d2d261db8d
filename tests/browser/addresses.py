"""Every address of the site with something real of the demo city in it: what can be opened, generated from the addresses themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.auth import get_user_model
from django.urls import get_resolver, reverse

from gonghui.kernel.access.reach import records
from gonghui.kernel.figures.declaration import INDICATORS
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.organisations.models import Level, Union

FEW = 2  # of what looks alike: documents of one state, returns of one status

# not pages: what machines ask for, files, parts of pages, and what is only sent
NOT_PAGES = {
    "api-door", "api-declared", "metrics", "health", "ready", "manifest", "pocket-worker", "logout", "account_logout", "duties-waiting",
    "search-quick", "suggestions", "union-children", "document-typed", "document-slot", "document-frozen", "record-cell", "intake-status",
    "attachment", "document-docx", "document-pdf", "document-word", "document-old-docx", "document-bindings-json", "ledger-export",
    "return-file", "return-form-file", "intake-rejects", "matching-export", "return-why", "mfa_download_recovery_codes",
    "account-manage", "attachment-add", "attachment-remove", "document-add", "document-back", "document-bindings-file",
    "document-carry", "document-edit", "document-issue", "document-kind-preview", "document-refresh", "document-tie", "document-step",
    "document-section-take", "draft", "grant-end", "intake-again", "intake-apply", "intake-decide", "intake-map", "intake-stop",
    "intake-undo", "invitation-withdraw", "ledger-bulk", "ledger-export-open", "match-persons-look", "match-persons-decide",
    "match-persons-undo", "matching-settle", "pocket-send", "record-check", "record-open", "record-settle", "record-stage",
    "return-act", "return-take", "rights-answer", "rights-copy", "rights-withdraw", "set-language", "settings-look",
    "view-remove", "view-save",
    "mfa_login_webauthn",
}  # fmt: skip
# pages that need another step first, a file taken in, or a second factor at hand; the tests of these parts open them
NOT_OPENED = {
    "openid_connect_login", "openid_connect_callback", "socialaccount_signup", "socialaccount_login_error", "account_signup",
    "mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_add_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_generate_recovery_codes", "mfa_view_recovery_codes",
    "account_confirm_login_code", "account_confirm_email", "account_reset_password_from_key", "account_set_password",
    "account-accept", "matching-list", "intake-batch", "document-bindings", "document-section",
}  # fmt: skip


class Address(NamedTuple):
    """An address, and the account that opens it in the demo city."""

    name: str
    address: str
    who: str


QUERIES = {
    "search": "?q=恒泰", "pivot": "?m=petitions.items&rows=child&cols=period", "indicator-new": "?ledger=petitions",
    "matching": "", "rights": "?q=王", "match-persons": "", "figure-catalogue": "?group=会员",
}  # fmt: skip
OWNER = "zhuren"  # whoever owns the installation; the tests make the account
WHO = {
    "account-list": "xitong", "account-invite": "anquan", "design": OWNER, "audit-log": "shenji", "parameters": "anquan",
    "login": "", "voice": "", "voice-query": "", "account_login": "", "account_reset_password": "", "mfa_login_webauthn": "",
}  # fmt: skip
LEADER = "lingdao"


def _rows(model: str, by: str = "", **only: Any) -> list[Any]:
    """A few of a model, for each value of the field `by`."""
    found = apps.get_model("kernel", model)._default_manager.filter(**only).order_by("pk")
    if not by:
        return list(found[:FEW])
    values = found.order_by(by).values_list(by, flat=True).distinct()
    return [row for value in values for row in found.filter(**{by: value})[:FEW]]


def _unions(_name: str) -> Iterable[dict[str, Any]]:
    for level in Level.values:
        union = Union.objects.filter(level=level).order_by("code").first()
        if union is not None:
            yield {"code": union.code}


def _ledgers(_name: str) -> Iterable[dict[str, Any]]:
    return ({"slug": slug} for slug in sorted(REGISTRY))


def _records(_name: str) -> Iterable[dict[str, Any]]:
    leader = get_user_model().objects.get(username=LEADER)
    for slug in sorted(REGISTRY):
        record = records(REGISTRY[slug], leader).order_by("-pk").first()
        if record is not None:
            yield {"slug": slug, "uid": record.uid}


def _figures(_name: str) -> Iterable[dict[str, Any]]:
    """Of each kind of figure one in every line of work."""
    seen = set()
    for key, each in sorted(INDICATORS.items()):
        kind = (type(each).__name__, type(getattr(each, "when", None)).__name__)
        if kind not in seen:
            seen.add(kind)
            yield {"key": key}


def _uids(model: str, by: str = "", **more: Any) -> Callable[[str], Iterable[dict[str, Any]]]:
    return lambda _name: ({"uid": row.uid, **more} for row in _rows(model, by))


def _acts(_name: str) -> Iterable[dict[str, Any]]:
    from gonghui.kernel.web.act_forms import FORMS

    towns = Union.objects.filter(level=Level.TOWN).order_by("code")[:1]
    return ({"code": town.code, "kind": kind} for town in towns for kind in FORMS)


def _kinds(_name: str) -> Iterable[dict[str, Any]]:
    from gonghui.kernel.documents.kinds import kinds

    return ({"slug": each.slug} for each in kinds()[0])


def _forms(_name: str) -> Iterable[dict[str, Any]]:
    return ({"key": row.key} for row in _rows("Form"))


def _persons(_name: str) -> Iterable[dict[str, Any]]:
    return ({"uid": row.uid} for row in _rows("Person"))


def _plain(_name: str) -> Iterable[dict[str, Any]]:
    return ({},)


# by the beginning of an address's name and its parameters; the longest beginning counts
GIVEN: dict[tuple[str, frozenset[str]], Callable[[str], Iterable[dict[str, Any]]]] = {
    ("", frozenset()): _plain,
    ("", frozenset({"code"})): _unions,
    ("", frozenset({"slug"})): _ledgers,
    ("", frozenset({"slug", "uid"})): _records,
    ("figure", frozenset({"key"})): _figures,
    ("return-form", frozenset({"key"})): _forms,
    ("document", frozenset({"uid"})): _uids("Document", "state"),
    ("document-kind", frozenset({"slug"})): _kinds,
    ("return", frozenset({"uid"})): _uids("Return", "status"),
    ("return-round", frozenset({"uid"})): _uids("Round"),
    ("rights-person", frozenset({"uid"})): _persons,
    ("act-reverse", frozenset({"uid"})): _uids("Act"),
    ("union-act", frozenset({"code", "kind"})): _acts,
}


def given(name: str, parameters: frozenset[str]) -> Callable[[str], Iterable[dict[str, Any]]] | None:
    known = [start for start, asked in GIVEN if asked == parameters and name.startswith(start)]
    return GIVEN[(max(known, key=len), parameters)] if known else None


def routes() -> dict[str, frozenset[str]]:
    """Every named address and its parameters."""
    found = {}
    for name, entries in get_resolver().reverse_dict.lists():
        if isinstance(name, str) and name not in NOT_PAGES | NOT_OPENED:
            found[name] = frozenset(entries[0][0][0][1])
    return found


def all_addresses() -> list[Address]:
    """In the order of names; what an address needs is taken from the database."""
    found = []
    for name, parameters in sorted(routes().items()):
        source = given(name, parameters)
        for values in source(name) if source else ():
            address = reverse(name, kwargs=values) + QUERIES.get(name, "")
            found.append(Address(name, address, WHO.get(name, LEADER)))
    return found


def of_today(every: int) -> list[Address]:
    """One in `every`, another one each day."""
    return all_addresses()[dt.date.today().toordinal() % every :: every]
