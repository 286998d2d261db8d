"""The files of an import, kept as they came, under a key of their own: erasing the key erases the file."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from gonghui.kernel.access.cipher import new_secret, personal
from gonghui.kernel.intake.models import Intake, IntakeFile

_NONCE = 12


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
    secret, cipher = new_secret()
    nonce = os.urandom(_NONCE)
    return len(secret).to_bytes(2, "big") + secret + nonce + cipher.encrypt(nonce, content, None)


def opened(sealed: bytes) -> bytes:
    """The content of a kept file."""
    sealed = bytes(sealed)
    size = int.from_bytes(sealed[:2], "big")
    secret, rest = sealed[2 : 2 + size], sealed[2 + size :]
    return personal(secret).decrypt(rest[:_NONCE], rest[_NONCE:], None)
