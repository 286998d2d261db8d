"""`gonghui doctor`: look the house over; says in plain words what is not as it must be, and how to mend it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gonghui.kernel.doctor.registry import ALWAYS, DEPLOY, TALLIES, Outcome, discover, examine


class Command(BaseCommand):
    help = "Check the data of this installation. Exit code 1 when anything is found."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tallies", action="store_true", help="also recount the records against the tallies")
        parser.add_argument("--deploy", action="store_true", help="also look at how the installation is run")
        parser.add_argument(
            "--only", action="append", default=[], metavar="CHECK", help="only this check; may be repeated"
        )
        parser.add_argument("--list", action="store_true", help="only list the checks")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        known = discover()
        if options["list"]:
            for key, check in known.items():
                self.stdout.write(f"{key}\t{check.title}")
            return
        for name in options["only"]:
            if name not in known:
                raise CommandError(
                    _("没有“%(name)s”这项检查。可用 gonghui doctor --list 查看全部检查。") % {"name": name}
                )
        groups = [ALWAYS, *(group for group in (TALLIES, DEPLOY) if options[group])]
        outcomes = []
        for outcome in examine(groups, options["only"]):
            outcomes.append(outcome)
            if not options["json"]:
                self.say(outcome)
        if options["json"]:
            self.stdout.write(json.dumps([outcome.to_json() for outcome in outcomes], ensure_ascii=False, indent=1))
        found = sum(len(outcome.findings) for outcome in outcomes)
        if found:
            raise CommandError(ngettext("发现 %(n)s 个问题。", "发现 %(n)s 个问题。", found) % {"n": found})
        if not options["json"]:
            self.stdout.write(_("共 %(n)s 项检查，未发现问题。") % {"n": len(outcomes)})

    def say(self, outcome: Outcome) -> None:
        """One line for the check, one for each finding."""
        mark = _("正常") if outcome.good else _("有问题")
        self.stdout.write(f"{mark}\t{outcome.key}\t{outcome.title}\t{outcome.seconds:.1f} s")
        for finding in outcome.findings:
            self.stdout.write(f"    {finding.text}")
            if finding.mend:
                self.stdout.write(f"    → {finding.mend}")
