"""Kinds of documents: text files that an office may write anew.

Shipped files lie in `kinds/` beside this module; a file of the same name in `templates/documents/` of the installation
stands in its place, as soon as it is written. How a file reads: kind_reading.
"""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from gonghui.kernel.documents.kind_reading import FRAME, BadKind, Field, Kind, Line, cells, named, read

__all__ = [
    "FRAME", "ORDER", "SHIPPED", "BadKind", "Field", "Kind", "Line", "cells", "kind", "kinds", "named", "own_folder", "path_of",
    "read", "source_of",
]  # fmt: skip
SHIPPED = Path(__file__).parent / "kinds"
_SLUG = re.compile(r"[a-z][a-z0-9_]{0,18}")


def own_folder() -> Path:
    """Where an office keeps its own templates."""
    return Path(settings.BASE_DIR) / "templates" / "documents"


def path_of(slug: str) -> Path | None:
    """The file of a kind: the office's own before the shipped one."""
    for folder in (own_folder(), SHIPPED):
        if _SLUG.fullmatch(slug) and (path := folder / f"{slug}.txt").is_file():
            return path
    return None


_known: dict[str, tuple[int, Kind]] = {}


def kind(slug: str) -> Kind:
    """One kind; raises BadKind where there is none or its file cannot be read."""
    path = path_of(slug)
    if path is None:
        raise BadKind(0, _("没有“%(kind)s”这个文种。") % {"kind": slug})
    stamp = path.stat().st_mtime_ns
    known = _known.get(str(path))
    if known is None or known[0] != stamp:
        known = _known[str(path)] = (stamp, read(slug, source_of(path), str(path)))
    return known[1]


def source_of(path: Path) -> str:
    """The text of a template; raises BadKind where it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BadKind(0, _("模板文件“%(file)s”不是UTF-8编码。") % {"file": path.name}) from None


def kinds() -> tuple[list[Kind], list[tuple[str, BadKind]]]:
    """Every kind that can be read, in order of file, and those that cannot with the reason."""
    good: list[Kind] = []
    bad: list[tuple[str, BadKind]] = []
    slugs = {path.stem for folder in (SHIPPED, own_folder()) if folder.is_dir() for path in folder.glob("*.txt")}
    for slug in sorted(slugs, key=_order):
        if not _SLUG.fullmatch(slug):
            continue
        try:
            good.append(kind(slug))
        except BadKind as error:
            bad.append((slug, error))
    return good, bad


ORDER = [
    "summary", "plan", "duty", "survey", "briefing", "request", "reply", "notice", "letter", "minutes", "publicity", "offer",
    "answer", "reminder", "opinion", "proposal", "resolution", "aid_form",
]  # fmt: skip


def _order(slug: str) -> tuple[int, str]:
    return (ORDER.index(slug) if slug in ORDER else len(ORDER), slug)
