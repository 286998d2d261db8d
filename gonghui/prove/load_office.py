"""What the proofs of load ask inside an installation: officers with open sessions, and what has become of their writes."""

from __future__ import annotations

from collections import Counter
from typing import Any


def furnish(officers: str, members: str, records: str) -> list[list[str]]:
    """A federation with a keeper at each of so many unions, signed in already: [code of the union, session] of each."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
    from django.db import connection

    from gonghui.bench import data
    from gonghui.kernel.access.entry import FIRST, SEEN, _minute
    from gonghui.kernel.access.models import Grant, Role
    from gonghui.kernel.audit.acting import acting
    from gonghui.kernel.cli.first_run import prepare_tables

    prepare_tables()
    base = data.federation(int(officers))
    data.members(base, int(members))
    data.records(base, int(records))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    store = import_module(settings.SESSION_ENGINE).SessionStore
    found = []
    with acting(None, "证明"):
        for union in base:
            user = get_user_model().objects.create_user(f"officer-{union.code}")
            Grant.objects.create(user=user, union=union, role=Role.KEEPER)
            session = store()
            session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
            session[BACKEND_SESSION_KEY], session[SEEN], session[FIRST] = (
                settings.AUTHENTICATION_BACKENDS[0],
                _minute(),
                "",
            )
            session.create()
            found.append([union.code, session.session_key])
    return found


def kept(mark: str) -> dict[str, int]:
    """How often each write of a proof is there, by its subject."""
    from gonghui.kernel.ledger.declaration import ledger

    rows = ledger("petitions").model._default_manager.filter(subject__startswith=mark)
    return dict(Counter(rows.values_list("subject", flat=True)))


def audited() -> dict[str, Any]:
    """The change log closed and walked: what is wrong with the log in words, and how many rows stand past it."""
    from gonghui.kernel.audit.folding import fold
    from gonghui.kernel.audit.models import Change
    from gonghui.kernel.audit.sealing import anchors_file, seal
    from gonghui.kernel.audit.verifying import verify

    seal()
    anchors = anchors_file().read_text(encoding="utf-8").splitlines() if anchors_file().exists() else []
    return {
        "log": [found.told for found in verify(anchors)][:5],
        "past": sum(1 for _found in fold()),
        "lines": Change.objects.count(),
    }
