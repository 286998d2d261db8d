"""The installation's secrets: from the environment, else from a file made on the first start.

Losing `keys.json` loses every encrypted field: it belongs in the backup, apart from the database.
"""

from __future__ import annotations

import base64
import hmac
import json
import os
import secrets
from pathlib import Path
from typing import NamedTuple

KEY_BYTES = 32


class Keys(NamedTuple):
    """secret: Django's SECRET_KEY; master: wraps the keys of fields, persons and files; blind: keys the blind index;
    audit: marks and seals the change log."""

    secret: str
    master: bytes
    blind: bytes
    audit: bytes


def _decoded(name: str, text: str) -> bytes:
    """The bytes of a base64 key; ValueError when it is not 32 bytes long."""
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise ValueError(f"{name} is not base64") from error
    if len(key) != KEY_BYTES:
        raise ValueError(f"{name} must be {KEY_BYTES} bytes in base64, not {len(key)}")
    return key


def _generated() -> dict[str, str]:
    return {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "GONGHUI_KEY": base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode(),
        "GONGHUI_INDEX_KEY": base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode(),
        "GONGHUI_AUDIT_KEY": base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode(),
    }


def _derived(blind: bytes) -> bytes:
    """The audit key of an installation that was given none: drawn from the index key, and not it."""
    return hmac.new(blind, b"gonghui audit", "sha256").digest()


def _kept(path: Path) -> dict[str, str]:
    """The keys of the file, which is created for its owner alone when missing.

    The file appears complete or not at all (link of a finished one), so that a server
    and a worker that start together read the same keys.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(_generated(), file, indent=1)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was first: its keys are the keys
        finally:
            draft.unlink()
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def load(path: Path) -> Keys:
    """The keys; the file is touched only for those that the environment does not give."""
    names = ("SECRET_KEY", "GONGHUI_KEY", "GONGHUI_INDEX_KEY")
    found = {name: os.environ[name] for name in (*names, "GONGHUI_AUDIT_KEY") if os.environ.get(name)}
    if not found.keys() >= set(names):
        found = _kept(path) | found
    blind = _decoded("GONGHUI_INDEX_KEY", found["GONGHUI_INDEX_KEY"])
    audit = found.get("GONGHUI_AUDIT_KEY")
    return Keys(
        secret=found["SECRET_KEY"],
        master=_decoded("GONGHUI_KEY", found["GONGHUI_KEY"]),
        blind=blind,
        audit=_decoded("GONGHUI_AUDIT_KEY", audit) if audit else _derived(blind),
    )
