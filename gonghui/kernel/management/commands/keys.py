"""`gonghui keys list|add|rotate|status|stop|retire`: a change of keys while everybody works on."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from gonghui.kernel.access.cipher import ring
from gonghui.kernel.cli.leases import Lease
from gonghui.kernel.keyring import changing
from gonghui.kernel.keyring.health import LEASE
from gonghui.kernel.keyring.models import KeyChange
from gonghui.kernel.keyring.places import PLACES
from gonghui.keys import SUITES

SAY = 2.0  # seconds between two lines of progress


class Command(BaseCommand):
    help = "Keys of the encrypted fields: list them, change them while in use, retire old ones: gonghui keys rotate"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["list", "add", "rotate", "status", "stop", "retire"])
        parser.add_argument("number", nargs="?", type=int, help="retire: the number of the keys")
        parser.add_argument("--suite", choices=SUITES, default="", help="ciphers of the new keys (default: as before)")

    def handle(self, *args: Any, **options: Any) -> None:
        act = getattr(self, options["act"])
        try:
            act(options)
        except changing.Refused as error:
            raise CommandError(str(error)) from error

    def list(self, options: dict[str, Any]) -> None:
        known = ring(fresh=True)
        for each in known.generations:
            if each.number == known.current:
                state = _("正在使用")
            elif not each.master:
                state = _("已停用，只用来核对变更记录")
            else:
                state = _("备用") if each.number > known.current else _("还在读旧数据")
            self.stdout.write(f"{each.number}\t{each.suite}\t{state}")

    def add(self, options: dict[str, Any]) -> None:
        number = changing.add(options["suite"])
        told = _(
            "第 %(n)s 号密钥已放进 keys.json，还没有启用。有多台服务器的，先把这个文件复制过去，再运行 gonghui keys rotate。"
        )
        self.stdout.write(told % {"n": number})

    def rotate(self, options: dict[str, Any]) -> None:
        with self._alone():
            self._rotate(options["suite"])

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time changes keys; who is killed frees the place."""
        lease = Lease(LEASE)
        if not lease.take():
            raise CommandError(_("另一个进程正在更换密钥，可用 gonghui keys status 查看进度。"))
        try:
            yield
        finally:
            lease.free()

    def _rotate(self, suite: str) -> None:
        change = changing.begin(suite)
        said = [0.0]

        def tell(now: KeyChange) -> None:
            if time.monotonic() - said[0] >= SAY:
                said[0] = time.monotonic()
                self.stdout.write(_told(now))
                self.stdout.flush()

        try:
            finished = changing.run(change, tell)
        except KeyboardInterrupt:
            raise CommandError(_("已停下。再运行 gonghui keys rotate 会从停下的地方接着做。")) from None
        self.stdout.write(_told(change))
        if not finished:
            self.stdout.write(_("已停下。再运行 gonghui keys rotate 会从停下的地方接着做。"))
            return
        for place, row in change.unreadable:
            self.stderr.write(_("读不出来，留着没动：%(place)s %(row)s") % {"place": place, "row": row})
        told = _(
            "已全部换成第 %(n)s 号密钥（%(suite)s）。确认备份可用后，可运行 gonghui keys retire %(old)s 停用旧密钥。"
        )
        self.stdout.write(told % {"n": change.number, "suite": change.suite, "old": change.number - 1})

    def status(self, options: dict[str, Any]) -> None:
        change = KeyChange.objects.order_by("-number").first()
        self.stdout.write(_told(change) if change else _("还没有更换过密钥。"))

    def stop(self, options: dict[str, Any]) -> None:
        self.stdout.write(_("已请它停下。") if changing.stop() else _("现在没有在更换密钥。"))

    def retire(self, options: dict[str, Any]) -> None:
        if options["number"] is None:
            raise CommandError(_("请写明停用第几号密钥，如 gonghui keys retire 1。"))
        with self._alone():
            changing.retire(options["number"])
        told = _(
            "第 %(n)s 号密钥已停用，移到 keys-retired.json。以前的备份还要用它打开：和备份一起另处保管，备份销毁后删去；"
            "写在环境变量里的密钥请从那里去掉。"
        )
        self.stdout.write(told % {"n": options["number"]})


def _told(change: KeyChange) -> str:
    """How far a change is, in one line."""
    if change.finished_at:
        done = _("第 %(n)s 号密钥：已完成，改写 %(changed)s 行")
        return done % {"n": change.number, "changed": f"{change.changed:,}"}
    titles = {place.key: str(place.title) for place in PLACES}
    share = min(99, 100 * change.looked // change.total) if change.total else 0
    told = _("第 %(n)s 号密钥：%(share)s%%，正在换“%(place)s”，看过 %(looked)s 行，改写 %(changed)s 行")
    return told % {
        "n": change.number, "share": share, "place": titles.get(change.place, "—"),
        "looked": f"{change.looked:,}", "changed": f"{change.changed:,}",
    }  # fmt: skip
