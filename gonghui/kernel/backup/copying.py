"""A copy of the installation in one sealed file: the database, the kept files, and a list of what must be in it."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui import __version__
from gonghui.kernel.audit.models import Seal
from gonghui.kernel.audit.sealing import anchor, anchors_file, seal
from gonghui.kernel.backup.databases import CannotCopy, Counts, dump, empty, load, tables
from gonghui.kernel.backup.stream import Opener, Sealer, Spoiled
from gonghui.kernel.keyring.retired import masters

_DATABASE, _LIST, _FILES = "database", "list.json", "files/"
# these change without anybody's act: sessions come and go, tasks are done
_PASSING = ("django_session", "django_tasks_database")


@dataclass(frozen=True)
class Manifest:
    """What a copy holds: made when, by which version, of which database, rows of each table, digest of each file."""

    made_at: str
    version: str
    vendor: str
    counts: Counts
    digests: dict[str, str]
    anchor: str

    def rows(self) -> int:
        return sum(self.counts.values())


def make(target: Path) -> Manifest:
    """Write a copy and read it back. The file appears complete and proven, or not at all. Raises CannotCopy, OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".gonghui-") as folder:
            manifest = _write(draft, Path(folder))
        check(draft)
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _write(draft: Path, folder: Path) -> Manifest:
    seal()
    last = Seal.objects.order_by("-number").first()
    database = folder / _DATABASE
    counts = dump(database)
    files = {_DATABASE: database, **{_FILES + name: path for name, path in kept_files()}}
    digests = {name: _digest(path.open("rb")) for name, path in files.items()}
    manifest = Manifest(
        made_at=timezone.now().isoformat(),
        version=__version__,
        vendor=connection.vendor,
        counts=counts,
        digests=digests,
        anchor=anchor(last) if last else "",
    )
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        with (
            Sealer(out, masters()[0]) as sealed,
            tarfile.open(fileobj=cast(BinaryIO, sealed), mode="w|") as tar,
        ):
            listed = json.dumps(asdict(manifest), ensure_ascii=False).encode()
            entry = tarfile.TarInfo(_LIST)
            entry.size = len(listed)
            tar.addfile(entry, io.BytesIO(listed))
            for name, path in files.items():
                tar.add(path, arcname=name, recursive=False)
        out.flush()
        os.fsync(out.fileno())
    return manifest


def kept_files() -> Iterator[tuple[str, Path]]:
    """Every kept file with its name below the folder of files."""
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")) if root.exists() else ():
        if path.is_file():
            yield path.relative_to(root).as_posix(), path


def _digest(file: Any) -> str:
    with file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check(source: Path, unpack: Path | None = None) -> Manifest:
    """Read a copy to its end and compare every digest; unpack it where asked. Raises Spoiled, OSError."""
    seen: dict[str, str] = {}
    manifest: Manifest | None = None
    with source.open("rb") as file:
        opened = cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, Opener(file, *masters())), 1024 * 1024))
        try:
            with tarfile.open(fileobj=opened, mode="r|") as tar:
                for entry in tar:
                    content = tar.extractfile(entry)
                    if content is None or entry.name.startswith("/") or ".." in entry.name.split("/"):
                        raise Spoiled("not a file of ours")
                    if entry.name == _LIST:
                        manifest = Manifest(**json.load(content))
                    else:
                        seen[entry.name] = _take_out(content, unpack / entry.name if unpack else None)
        except (tarfile.TarError, json.JSONDecodeError, TypeError) as error:
            raise Spoiled("damaged") from error
    if manifest is None or seen != manifest.digests:
        raise Spoiled("incomplete")
    return manifest


def _take_out(content: Any, into: Path | None) -> str:
    digest = hashlib.sha256()
    if into is not None:
        into.parent.mkdir(parents=True, exist_ok=True)
    with into.open("wb") if into else open(os.devnull, "wb") as out:
        while piece := content.read(1024 * 1024):
            digest.update(piece)
            out.write(piece)
    return digest.hexdigest()


def read_back(source: Path) -> Manifest:
    """Fill an empty installation from a copy, and compare every table. Raises Spoiled, CannotCopy."""
    room = Path(settings.VAR)
    room.mkdir(parents=True, exist_ok=True)
    if not empty():
        raise CannotCopy(_("目标数据库不是空的：请先换一个空数据库（DATABASE_URL），不会覆盖现有数据。"))
    with tempfile.TemporaryDirectory(dir=room, prefix=".restore-") as folder:
        manifest = check(source, Path(folder))
        if manifest.vendor != connection.vendor:
            told = _("这份备份来自 %(was)s，当前数据库是 %(now)s：请用同一种数据库恢复。")
            raise CannotCopy(told % {"was": manifest.vendor, "now": connection.vendor})
        load(Path(folder) / _DATABASE)
        _put_files(Path(folder) / _FILES)
    differing = differences(manifest)
    if differing:
        raise CannotCopy(_("恢复后行数与备份时不同：%(tables)s") % {"tables": "、".join(differing)})
    anchors_file().write_text(f"{manifest.anchor}\n" if manifest.anchor else "", encoding="utf-8")
    return manifest


def _put_files(folder: Path) -> None:
    root = Path(settings.MEDIA_ROOT)
    if folder.exists():
        shutil.copytree(folder, root, dirs_exist_ok=True)


def differences(manifest: Manifest) -> list[str]:
    """The tables whose rows are not what the copy says."""
    now = tables()
    names = {name for name in now.keys() | manifest.counts.keys() if not name.startswith(_PASSING)}
    return sorted(name for name in names if now.get(name) != manifest.counts.get(name))
