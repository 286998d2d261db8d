"""Whether this start makes the database: demo data and demo accounts go into a new one only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from django.utils.translation import gettext as _


class FirstRun:
    """A mark lies in `var` from before the first table until the demo city is complete.

    A first start that was broken off leaves the mark; the next one begins anew.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or settings.VAR
        self.mark = self.folder / "first-run"
        self.accounts_file = self.folder / "demo-accounts.json"
        self.owner_file = self.folder / "demo-database"
        database = connection.settings_dict
        self.database = f"{database['ENGINE']} {database['HOST']}:{database['PORT']} {database['NAME']}"

    def begin(self) -> bool:
        """True when the database is new, and so is ours to fill."""
        if self.mark.exists() and self.mark.read_text(encoding="utf-8") == self.database:
            self.discard()
        if connection.introspection.table_names():
            return False
        self.mark.write_text(self.database, encoding="utf-8")
        return True

    def finish(self) -> None:
        self.owner_file.write_text(self.database, encoding="utf-8")
        self.mark.unlink(missing_ok=True)

    def discard(self) -> None:
        """Remove a half-made SQLite database; a half-made one on a server is its keeper's to drop."""
        self.accounts_file.unlink(missing_ok=True)
        if connection.vendor != "sqlite":
            if connection.introspection.table_names():
                raise CommandError(
                    _("上次载入演示数据时中断，请清空数据库后重新启动，或删除 %(mark)s 以保留现有数据。")
                    % {"mark": self.mark}
                )
            return
        connection.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{connection.settings_dict['NAME']}{suffix}").unlink(missing_ok=True)

    def accounts(self) -> list[dict[str, Any]]:
        """The demo accounts (role, username, password, union) of this very database, else none."""
        if not self.accounts_file.exists() or not self.owner_file.exists():
            return []
        if self.owner_file.read_text(encoding="utf-8") != self.database:
            return []
        kept: list[dict[str, Any]] = json.loads(self.accounts_file.read_text(encoding="utf-8"))
        return kept
