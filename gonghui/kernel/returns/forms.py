"""The forms there are: shipped as data files, brought in from upper unions, each change a new version."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.returns.definition import FormData, check
from gonghui.kernel.returns.models import Form, FormFile
from gonghui.kernel.returns.refusing import Refused

FOLDER = Path(__file__).parent / "forms"


@cache
def shipped() -> tuple[FormData, ...]:
    """The forms that come with the product."""
    return tuple(
        FormData.from_json(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(FOLDER.glob("*.json"))
    )


def available() -> list[Form]:
    """Current forms: kept ones first, and shipped ones nobody has used yet (not saved)."""
    kept = list(Form.objects.filter(state="active", is_current=True).select_related("union").order_by("-pk"))
    known = {form.key for form in kept}
    return kept + [_unsaved(data) for data in shipped() if data.key not in known]


def _unsaved(data: FormData) -> Form:
    return Form(key=data.key, version=data.version, name=data.name, definition=data.to_json())


def find(key: str) -> Form | None:
    """The current form of this key."""
    return next((form for form in available() if form.key == key), None)


def taken(key: str, user: Any) -> Form:
    """The current form of this key, kept; a shipped one is kept on first use. Raises Refused."""
    form = find(key)
    if form is None:
        raise Refused(_("没有“%(key)s”这张报表。") % {"key": key})
    if form.pk is None:
        with acting(user, _("启用报表")):
            form.save()
    return form


@transaction.atomic
def keep(
    data: FormData, user: Any, union: Union | None = None, blank: bytes | None = None, name: str = "", reason: str = ""
) -> Form:
    """A new version of a form; unchanged data make none. The blank of the version before stays with it. Raises BadForm."""
    check(data)
    current = find(data.key)
    older = Form.objects.filter(key=data.key).order_by("pk").last()
    if current is not None and current.pk and blank is None and current.data == replace(data, version=current.version):
        return current
    version = data.version if older is None else _next(older.version)
    data = replace(data, version=version)
    with acting(user, reason or _("更新报表")):
        Form.objects.filter(key=data.key, is_current=True).update(is_current=False)
        made = Form.objects.create(
            key=data.key, version=version, name=data.name, union=union or (older.union if older else None),
            definition=data.to_json(),
        )  # fmt: skip
    file = FormFile.objects.filter(form=older).first() if older else None
    content, title = (blank, name) if blank is not None else (bytes(file.content), file.name) if file else (None, "")
    if content is not None:
        FormFile.objects.create(form=made, name=title, content=content, digest=hashlib.sha256(content).hexdigest())
    return made


def _next(version: str) -> str:
    """1 → 2, 2026.1 → 2026.2."""
    *front, last = version.split(".")
    return ".".join([*front, str(int(last) + 1) if last.isdecimal() else f"{last}-2"])


def blank_of(form: Form) -> tuple[str, bytes] | None:
    """(name, content) of the upper union's workbook, or None for a form of our own layout."""
    file = FormFile.objects.filter(form=form).first() if form.pk else None
    return (file.name, bytes(file.content)) if file else None
