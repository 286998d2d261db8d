"""The forms there are: shipped as data files, brought in from upper unions, each change a new version."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import Period
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
    """Current forms: kept ones first, and shipped ones nobody has used yet (not saved).

    A newer shipped version takes the place of the older one unless the office has made that one its own.
    """
    kept = {form.key: form for form in _kept().filter(is_current=True)}
    newer = {data.key: _unsaved(data) for data in shipped() if _newer(data, kept.get(data.key))}
    return [newer.pop(key, form) for key, form in kept.items()] + list(newer.values())


def _kept() -> QuerySet[Form]:
    return Form.objects.filter(state="active").select_related("union").order_by("-pk")


def _newer(data: FormData, kept: Form | None) -> bool:
    if kept is None:
        return True
    own = kept.version.count(".") != data.version.count(".")
    return not own and kept.union_id is None and _number(data.version) > _number(kept.version)


def _number(version: str) -> list[int]:
    return [int(part) if part.isdecimal() else 0 for part in version.split(".")]


def _unsaved(data: FormData) -> Form:
    return Form(key=data.key, version=data.version, name=data.name, definition=data.to_json())


def find(key: str) -> Form | None:
    """The current form of this key."""
    return next((form for form in available() if form.key == key), None)


def valid(key: str, period: Period) -> Form:
    """The newest version of this form that is valid in the period. Raises Refused, saying when the current one is valid."""
    current = find(key)
    if current is None:
        raise Refused(_("没有“%(key)s”这张报表。") % {"key": key})
    older = [form for form in _kept().filter(key=key) if form.pk != current.pk]
    for form in [current, *older]:
        if form.data.valid_in(period):
            return form
    raise Refused(invalid_words(current, period))


def invalid_words(form: Form, period: Period) -> str:
    """Why this version may not be used for the period."""
    data, ever = form.data, _("不限")
    words = _(
        "“%(form)s”%(version)s 版的有效期是 %(since)s 至 %(until)s，不能用于%(period)s。请先放入这一期有效的版本。"
    )
    return words % {
        "form": form.name, "version": form.version, "since": data.valid_from or ever, "until": data.valid_until or ever,
        "period": period.label,
    }  # fmt: skip


def taken(key: str, user: Any, period: Period | None = None) -> Form:
    """The current form of this key, or the version valid in a period, kept; a shipped one on first use. Raises Refused."""
    form = find(key) if period is None else valid(key, period)
    if form is None:
        raise Refused(_("没有“%(key)s”这张报表。") % {"key": key})
    if form.pk is None:
        with acting(user, gettext_noop("启用报表")), transaction.atomic():
            Form.objects.filter(key=key, is_current=True).update(is_current=False)
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
    known = set(Form.objects.filter(key=data.key).values_list("version", flat=True))
    version = data.version if data.version not in known else _next(older.version if older else data.version)
    if any(each.key == data.key and each.version == data.version for each in shipped()):
        version = f"{data.version}.1"  # the office's own version of a shipped form
    while version in known:
        version = _next(version)
    data = replace(data, version=version)
    with acting(user, reason or gettext_noop("更新报表")):
        Form.objects.filter(key=data.key, is_current=True).update(is_current=False)
        made = Form.objects.create(
            key=data.key, version=version, name=data.name, union=union or (older.union if older else None),
            definition=data.to_json(),
        )  # fmt: skip
        file = FormFile.objects.filter(form=older).first() if older else None
        content, title = (
            (blank, name) if blank is not None else (bytes(file.content), file.name) if file else (None, "")
        )
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
