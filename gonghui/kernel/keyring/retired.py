"""Keys out of use: kept in a file of their own for as long as a copy (backup) sealed with them is kept, then destroyed by hand."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from django.conf import settings

from gonghui.kernel.access.cipher import ring
from gonghui.keys import Generation, decoded, write


def retired_file() -> Path:
    return Path(settings.GONGHUI_RING.path).with_name("keys-retired.json")


def put_away(keys: Generation) -> None:
    """Move a generation out of the file of keys. Its audit key stays there: the change log is proven with it."""

    def text(key: bytes) -> str:
        return base64.b64encode(key).decode()

    path = retired_file()
    held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    held[str(keys.number)] = {"suite": keys.suite, "key": text(keys.master), "index": text(keys.blind)}
    write(path, held)

    def take_out(content: dict[str, Any]) -> None:
        content["LATER"] = [each for each in content.get("LATER", []) if each["number"] != keys.number]
        if keys.number == 1:
            for name in ("GONGHUI_KEY", "GONGHUI_INDEX_KEY", "GONGHUI_AUDIT_KEY", "GONGHUI_SUITE"):
                content.pop(name, None)
        audit = {"number": keys.number, "suite": keys.suite, "audit": text(keys.audit)}
        content["RETIRED"] = [*content.get("RETIRED", []), audit]

    settings.GONGHUI_RING.change(take_out)


def masters() -> list[bytes]:
    """Every master key this machine has, the current one first: one of them opens a copy of any age."""
    known = ring()
    found = [known.now.master, *(each.master for each in reversed(known.generations) if each.master)]
    path = retired_file()
    held = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return list(dict.fromkeys([*found, *(decoded("key", each["key"]) for each in held.values())]))
