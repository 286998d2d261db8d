"""The installation's secrets: from the environment, else from a file made on the first start.

Losing `keys.json` loses every encrypted field: it belongs in the backup, apart from the database. Keys come in numbered
generations: a change of keys adds one, and what was written under the one before stays readable until it is retired.
"""

from __future__ import annotations

import base64
import hmac
import json
import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

KEY_BYTES = 32
LOOK_AGAIN = 1.0  # seconds until a running process notices that the file has changed
INTERNATIONAL, NATIONAL = "international", "national"  # AES and SHA-256; SM4 and SM3
SUITES = (INTERNATIONAL, NATIONAL)
_NAMES = ("SECRET_KEY", "GONGHUI_KEY", "GONGHUI_INDEX_KEY")


class Keys(NamedTuple):
    """secret: Django's SECRET_KEY; master: wraps the keys of fields, persons and files; blind: keys the blind index;
    audit: marks and seals the change log; suite: the ciphers of the first generation."""

    secret: str
    master: bytes
    blind: bytes
    audit: bytes
    suite: str = INTERNATIONAL


class Generation(NamedTuple):
    """One generation of keys. Without `master` and `blind` it is retired: only its marks in the change log are still proven."""

    number: int
    suite: str
    master: bytes
    blind: bytes
    audit: bytes


class KeyMissing(LookupError):
    """Something was written under a key that this machine does not have."""


class Ring(NamedTuple):
    """All generations this machine knows, oldest first, and the number of the one it writes under."""

    generations: tuple[Generation, ...]
    current: int

    @property
    def now(self) -> Generation:
        return self.of(self.current)

    def of(self, number: int) -> Generation:
        """The generation of a number. Raises KeyMissing."""
        for each in self.generations:
            if each.number == number:
                return each
        raise KeyMissing(f"第 {number} 号密钥不在这台机器的 keys.json 里")

    @property
    def findable(self) -> tuple[Generation, ...]:
        """Generations that the blind index may hold, the current one first."""
        kept = [each for each in self.generations if each.blind]
        return tuple(sorted(kept, key=lambda each: (each.number != self.current, -each.number)))


class Source:
    """Where the ring is read from; a running process notices within a second that the file has changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ring: Ring | None = None
        self._stamp: tuple[int, ...] = ()
        self._looked = 0.0

    def read(self, fresh: bool = False) -> Ring:
        now = time.monotonic()
        if self._ring is None or fresh or now - self._looked > LOOK_AGAIN:
            stamp = _stamp(self.path)
            if self._ring is None or stamp != self._stamp:
                self._ring, self._stamp = ring(self.path), stamp
            self._looked = now
        return self._ring

    def change(self, act: Callable[[dict[str, Any]], None]) -> Ring:
        """Change the file's content in one piece: whoever reads sees it as it was or as it is."""
        held: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8")) if self.path.exists() else {}
        act(held)
        write(self.path, held)
        return self.read(fresh=True)


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino


def decoded(name: str, text: str) -> bytes:
    """The bytes of a base64 key; ValueError when it is not 32 bytes long."""
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise ValueError(f"{name} is not base64") from error
    if len(key) != KEY_BYTES:
        raise ValueError(f"{name} must be {KEY_BYTES} bytes in base64, not {len(key)}")
    return key


def new_key() -> str:
    """A fresh key in base64."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _generated() -> dict[str, Any]:
    made = {"SECRET_KEY": secrets.token_urlsafe(50), "GONGHUI_SUITE": _suite(os.environ.get("GONGHUI_SUITE", ""))}
    return made | {name: new_key() for name in ("GONGHUI_KEY", "GONGHUI_INDEX_KEY", "GONGHUI_AUDIT_KEY")}


def _suite(text: str) -> str:
    """The name of a suite; ValueError for one that is none."""
    name = text or INTERNATIONAL
    if name not in SUITES:
        raise ValueError(f"GONGHUI_SUITE must be one of {', '.join(SUITES)}, not {name}")
    return name


def derived(blind: bytes) -> bytes:
    """The audit key of an installation that was given none: drawn from the index key, and not it."""
    return hmac.new(blind, b"gonghui audit", "sha256").digest()


def _draft(path: Path, content: dict[str, Any]) -> Path:
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return draft


def write(path: Path, content: dict[str, Any]) -> None:
    """Replace the file, for its owner alone; never half-written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.replace(_draft(path, content), path)


def _kept(path: Path) -> dict[str, Any]:
    """The keys of the file, which is created for its owner alone when missing.

    The file appears complete or not at all (link of a finished one), so that a server
    and a worker that start together read the same keys.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = _draft(path, _generated())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was first: its keys are the keys
        finally:
            draft.unlink()
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def _found(path: Path) -> dict[str, Any]:
    """What file and environment say, the environment first; the file is made only where the environment lacks something."""
    given: dict[str, Any] = {
        name: os.environ[name] for name in (*_NAMES, "GONGHUI_AUDIT_KEY", "GONGHUI_SUITE") if os.environ.get(name)
    }
    held = _kept(path) if path.exists() or not given.keys() >= set(_NAMES) else {}
    suite = held.get("GONGHUI_SUITE", INTERNATIONAL) if "GONGHUI_KEY" in held else given.get("GONGHUI_SUITE", "")
    return held | given | {"GONGHUI_SUITE": suite}  # the file's own first keys keep the suite they were made in


def load(path: Path) -> Keys:
    """The keys of the first generation, or of the current one where the first is retired."""
    found = _found(path)
    if not found.get("GONGHUI_KEY"):
        now = ring(path).now
        return Keys(found["SECRET_KEY"], now.master, now.blind, now.audit, now.suite)
    first = _first(found)
    return Keys(found["SECRET_KEY"], first.master, first.blind, first.audit, first.suite)


def _first(found: dict[str, Any]) -> Generation:
    blind = decoded("GONGHUI_INDEX_KEY", found["GONGHUI_INDEX_KEY"])
    audit = found.get("GONGHUI_AUDIT_KEY")
    return Generation(
        number=1,
        suite=_suite(found.get("GONGHUI_SUITE", "")),
        master=decoded("GONGHUI_KEY", found["GONGHUI_KEY"]),
        blind=blind,
        audit=decoded("GONGHUI_AUDIT_KEY", audit) if audit else derived(blind),
    )


def ring(path: Path) -> Ring:
    """Every generation of the file and the environment."""
    found = _found(path)
    retired = {each["number"]: each for each in found.get("RETIRED", [])}
    made = {
        number: Generation(number, each["suite"], b"", b"", decoded("audit", each["audit"]))
        for number, each in retired.items()
    }
    if 1 not in retired:
        made[1] = _first(found)
    for each in found.get("LATER", []):
        keys = (decoded(name, each[name]) for name in ("key", "index", "audit"))
        made[each["number"]] = Generation(each["number"], _suite(each["suite"]), *keys)
    return Ring(tuple(made[number] for number in sorted(made)), found.get("CURRENT", 1))
