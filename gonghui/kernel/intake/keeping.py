"""The files of an import, kept as they came, under a key of their own: erasing the key erases the file."""

from __future__ import annotations

import hashlib
from pathlib import Path

from gonghui.kernel.access.cipher import new_secret, personal
from gonghui.kernel.intake.models import Intake, IntakeFile


def keep(intake: Intake, name: str, content: bytes, rejects: bytes | None = None) -> IntakeFile:
    """Store a file sealed; its digest is that of the open content."""
    return IntakeFile.objects.create(
        intake=intake,
        name=name[:200],
        digest=hashlib.sha256(content).hexdigest(),
        content=seal_file(content),
        rejects=None if rejects is None else seal_file(rejects),
    )


def keep_paths(intake: Intake, files: list[tuple[str, Path]]) -> None:
    for name, path in files:
        keep(intake, name, path.read_bytes())


def seal_file(content: bytes) -> bytes:
    """The content under a fresh key, which stands in front of it, wrapped."""
    secret, cipher = new_secret()
    return len(secret).to_bytes(2, "big") + secret + cipher.seal(content)


def parted(sealed: bytes) -> tuple[bytes, bytes]:
    """The wrapped key of a kept file, and what is sealed under it."""
    size = int.from_bytes(sealed[:2], "big")
    return sealed[2 : 2 + size], sealed[2 + size :]


def opened(sealed: bytes) -> bytes:
    """The content of a kept file."""
    secret, rest = parted(bytes(sealed))
    return personal(secret).open(rest)
