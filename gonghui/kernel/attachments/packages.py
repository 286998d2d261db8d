"""Zipped files (.docx, .xlsx, .ofd) before anybody opens them: names that lead out of the folder they are unpacked in, words
that unfold into each other, sizes that no paper has."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

PARTS = 5000  # files in one package
UNFOLDED = 512 << 20  # bytes of one document; the reader of ledgers has a bound of its own
RATIO, SUSPECT = 200, 64 << 20  # unfolding this many times its size, once it is this large
HEAD = 64 << 10  # bytes of a part in which it would define its words
# What zipfile and its readers raise where a package is cut off, locked, bent or packed in a way they do not know
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError)
MARKED = (".xml", ".rels", ".vml")


class Hostile(ValueError):
    """A package that no reader may open; the message says why in a keeper's words."""


def leads_out(name: str) -> bool:
    """Whether a name inside a package would be written outside of the folder it is unpacked in."""
    path = name.replace("\\", "/")
    return path.startswith("/") or ".." in PurePosixPath(path).parts or ":" in path.split("/")[0] or "\x00" in path


def refuse_entities(head: bytes) -> None:
    """Raises Hostile where the beginning of a part defines words of its own."""
    flat = head.replace(b"\0", b"").upper()
    if b"<!DOCTYPE" in flat or b"<!ENTITY" in flat:
        raise Hostile(_("文件里夹带了自定义实体，可能有害，不予读取"))


def refuse_names(names: list[str]) -> None:
    """Raises Hostile for too many parts, or one whose name leads out of the package."""
    if len(names) > PARTS:
        raise Hostile(_("压缩在里面的文件过多，不像台账"))
    if any(leads_out(name) for name in names):
        raise Hostile(_("文件里夹带的内容要写到别处去，可能有害，不予读取"))


def refuse_hostile(content: bytes) -> None:
    """Raises Hostile for a package that would do harm; what is no package at all is left to its reader."""
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            infos = package.infolist()
            refuse_names([info.filename for info in infos])
            size = sum(info.file_size for info in infos)  # no reader reads on beyond what a part says of itself
            if size > UNFOLDED or (size > SUSPECT and size > RATIO * len(content)):
                raise Hostile(_("展开后大得不正常，像是压缩炸弹，不予读取"))
            for info in infos:
                if info.filename.lower().endswith(MARKED):
                    with package.open(info) as part:
                        refuse_entities(part.read(HEAD))
    except Hostile:
        raise
    except DAMAGED:
        return  # no reader opens it
