"""`gonghui tallies`: keep the figures of large unions ready; --rebuild counts everything anew."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from gonghui.kernel.figures.models import TalliedUnion, Tally
from gonghui.kernel.figures.tallies.following import is_on
from gonghui.kernel.figures.tallies.keeping import rebuild, refresh
from gonghui.kernel.figures.tallies.storing import compact
from gonghui.kernel.figures.tallies.waiting import add_up


class Command(BaseCommand):
    help = (
        "Keep the figures of large unions ready (see GONGHUI_TALLY_UNIONS); after an upgrade, what is defined anew too."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="forget what is kept and count everything anew")
        parser.add_argument("--compact", action="store_true", help="add up what writers added since")

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_on():
            self.stdout.write(_("本机设置为不预存数字（GONGHUI_TALLY_UNIONS=0），每次查询时从台账计数。"))
            return
        made = rebuild() if options["rebuild"] else refresh()
        add_up()
        if options["compact"]:
            compact(set(Tally.objects.values_list("union_id", "tree", "of", "month")))
        told = {"unions": TalliedUnion.objects.count(), "new": made.unions, "rows": Tally.objects.count()}
        self.stdout.write(_("预存数字的工会 %(unions)s 家（本次新增或重算 %(new)s 家），共 %(rows)s 行。") % told)
