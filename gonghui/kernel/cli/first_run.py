"""Whether this start makes the database: demo data and demo accounts go into a new one only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations import Migration, RunPython, RunSQL
from django.db.migrations.executor import MigrationExecutor
from django.test.utils import override_settings
from django.utils.translation import gettext as _


def prepare_tables() -> bool:
    """Bring the tables up to date; False when they were.

    An empty database gets today's tables at once, its migrations noted as done: replaying the history of
    sixty apps takes twenty times as long and ends in the same tables.
    """
    executor = MigrationExecutor(connection)
    plan = [migration for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    if not plan:
        return False
    if not connection.introspection.table_names() and not any(map(_moves_data, plan)):
        nothing = {config.label: None for config in apps.get_app_configs()}
        with override_settings(MIGRATION_MODULES=nothing):
            call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
        call_command("createcachetable", verbosity=0)  # the shared cache is no model's table
        call_command("migrate", verbosity=0, interactive=False, fake=True)
    else:
        call_command("migrate", verbosity=0, interactive=False)
    return True


def _moves_data(migration: Migration) -> bool:
    """Whether one of our own migrations does more than shape tables (Django's do so only where rows are).

    What is marked elidable fills rows that are there, and an empty database has none.
    """
    ours = type(migration).__module__.startswith("gonghui.")
    moving = [op for op in migration.operations if isinstance(op, RunPython | RunSQL)]
    return ours and not all(op.elidable for op in moving)


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
