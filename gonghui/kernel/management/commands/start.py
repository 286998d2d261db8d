"""`gonghui start`: everything from an empty machine to a page that answers, in one command."""

from __future__ import annotations

import socket
import time
from argparse import ArgumentParser
from http.client import HTTPConnection, HTTPException
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from gonghui.catalogue import compile_stale
from gonghui.kernel.audit.sealing import seal
from gonghui.kernel.cli.first_run import FirstRun, prepare_tables
from gonghui.kernel.cli.processes import Processes
from gonghui.kernel.figures.tallies.keeping import refresh

READY_SECONDS = 240  # a slow or busy machine loads the application for minutes; one that ended is noticed at once
SEAL_SECONDS = 60  # the change log is closed this often


class Command(BaseCommand):
    help = "Prepare the database, load the demo city into a new one, serve pages and run tasks until stopped."
    requires_system_checks: list[str] = []  # checked by `gonghui check`; a second start takes under 5 seconds

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--threads", type=int, default=8, help="pages served at once")
        parser.add_argument("--no-demo", action="store_true", help="leave a new database empty")

    def handle(self, *args: Any, host: str, port: int, threads: int, no_demo: bool, **options: Any) -> None:
        self.refuse_taken(host, port)
        settings.VAR.mkdir(parents=True, exist_ok=True)
        compile_stale()
        first_run = FirstRun()
        new = first_run.begin()
        if new:
            self.stdout.write(_("正在准备数据库……"))
        prepare_tables()
        if new and not no_demo:
            self.stdout.write(_("正在载入演示城市……"))
            call_command("demo")
        refresh()
        if new:
            first_run.finish()
        connection.close()
        self.serve(host, port, threads, first_run)

    def refuse_taken(self, host: str, port: int) -> None:
        """Said before anything is prepared: another program answers on this port."""
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex((host, port)) == 0:
                raise CommandError(
                    _("端口 %(port)s 已被占用，请换一个端口：make run PORT=%(other)s")
                    % {"port": port, "other": port + 1}
                )

    def serve(self, host: str, port: int, threads: int, first_run: FirstRun) -> None:
        with Processes() as processes:
            processes.start_server(host, port, threads)
            processes.start_worker()
            if not self.answers(host, port, processes):
                raise CommandError(_("服务未能启动，请查看上面的提示。"))
            self.announce(host, port, first_run)
            processes.watch(seal, SEAL_SECONDS)
        self.stdout.write(_("已停止。"))

    def answers(self, host: str, port: int, processes: Processes) -> bool:
        """True once a page comes back: the port alone is open before the application is loaded."""
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until and processes.server_lives():
            page = HTTPConnection(host, port, timeout=READY_SECONDS)
            try:
                page.request("HEAD", settings.LOGIN_REDIRECT_URL)
                page.getresponse()
            except (OSError, HTTPException):
                time.sleep(0.05)
            else:
                return True
            finally:
                page.close()
        return False

    def announce(self, host: str, port: int, first_run: FirstRun) -> None:
        self.stdout.write("")
        self.stdout.write(self.style.SUCCESS(_("工会工作台账系统已启动： http://%(at)s/") % {"at": f"{host}:{port}"}))
        accounts = first_run.accounts()
        if accounts:
            self.stdout.write(_("演示账号（随机密码，仅用于本次创建的演示数据库）："))
        for account in accounts:
            told = [account.get(name, "") for name in ("role", "username", "password", "union")]
            self.stdout.write("  " + "  ".join(str(part) for part in told if part))
        self.stdout.write(_("按 Ctrl-C 停止。"))
        self.stdout.flush()
