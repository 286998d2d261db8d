"""The installation's own templates: written whole or not at all, with who did it in the change log."""

from __future__ import annotations

import hashlib
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.writing import log
from gonghui.kernel.documents.kinds import BadKind, own_folder
from gonghui.kernel.documents.models import Document


def keep(slug: str, source: str, user: Any) -> None:
    """Write a template that has been read without fault; raises BadKind where the folder cannot be written."""
    folder = own_folder()
    path, fresh = folder / f"{slug}.txt", folder / f"{slug}.txt.new"
    with acting(user, gettext_noop("修改文种模板")):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            before = path.read_text(encoding="utf-8") if path.exists() else ""
            fresh.write_text(source, encoding="utf-8")
            fresh.replace(path)
        except OSError as error:
            raise BadKind(0, _("不能写入“%(file)s”：%(why)s") % {"file": path, "why": error.strerror}) from error
        log("change", [(0, Document, {"template": slug, "digest": _digest(before)}, {"digest": _digest(source)})])


def remove(slug: str, user: Any) -> None:
    """Go back to the shipped template."""
    path = own_folder() / f"{slug}.txt"
    if path.exists():
        with acting(user, gettext_noop("恢复文种模板")):
            before = path.read_text(encoding="utf-8")
            path.unlink()
            log("change", [(0, Document, {"template": slug, "digest": _digest(before)}, {})])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""
