"""`gonghui roll FILE.docx --union CODE --period P`: an office's own old document with this period's figures."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from gonghui.kernel.cli.common import UnionCommand, period_of
from gonghui.kernel.documents.bindings import from_json, kept_of, to_json
from gonghui.kernel.documents.bound import Bound
from gonghui.kernel.documents.oldfile import OldDocx
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.documents.rolling import Rolled, changes_of, proposed, rolled


class Command(UnionCommand):
    help = "Fill an old .docx of the office with this period's figures, in its own words and layout."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", metavar="FILE.docx")
        parser.add_argument("--union", required=True, metavar="CODE")
        parser.add_argument("--period", required=True)
        parser.add_argument("--bindings", default="", metavar="FILE.json", help="bindings confirmed before")
        parser.add_argument(
            "--propose", default="", metavar="FILE.json", help="write the proposed bindings here and stop"
        )
        parser.add_argument("--out", default="", metavar="FILE.docx")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        user = self.account(options)
        union = self.union(options["union"], user, need="records")
        period = period_of(options["period"])
        try:
            old = OldDocx(_bytes(options["file"]))
            bounds = _bounds(options["bindings"], old, union, period, user)
        except Refused as error:
            raise CommandError(str(error)) from error
        if options["propose"]:
            _write(options["propose"], json.dumps(to_json(bounds), ensure_ascii=False, indent=1).encode())
            bound = sum(bool(one.key) for one in bounds)
            said = _("找到%(n)s个数字，%(m)s个有建议的指标：%(file)s")
            self.stdout.write(said % {"n": len(bounds), "m": bound, "file": options["propose"]})
            return
        made = rolled(old.text, bounds, union, period, user)
        if options["out"]:
            _write(options["out"], old.changed(changes_of(made)))
        self.say(made, options)

    def say(self, made: Rolled, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(_told(made), ensure_ascii=False, indent=1))
            return
        filled = sum(edit.bound is not None and not edit.is_open for edit in made.edits)
        self.stdout.write(_("已填%(n)s个数字。") % {"n": filled})
        for one in made.open:
            self.stdout.write(_("没有填完：%(sentence)s") % {"sentence": one.now})
            for note in one.notes:
                self.stdout.write(f"    {note}")


def _bytes(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise CommandError(_("不能读取“%(file)s”：%(why)s") % {"file": name, "why": error.strerror}) from error


def _write(name: str, data: bytes) -> None:
    try:
        Path(name).write_bytes(data)
    except OSError as error:
        raise CommandError(_("不能写入“%(file)s”：%(why)s") % {"file": name, "why": error.strerror}) from error


def _bounds(bindings: str, old: OldDocx, union: Any, period: Any, user: Any) -> list[Bound]:
    """The bindings of a file by place, or by what stands around each figure; else what is proposed."""
    kept = from_json(json.loads(_bytes(bindings))) if bindings else []
    return proposed(old.text, union, period.year_before(), user, kept_of(kept))


def _told(made: Rolled) -> dict[str, Any]:
    edits = [
        {
            "start": edit.start, "end": edit.end, "text": edit.text, "open": edit.is_open, "why": edit.why,
            "figure": [edit.bound.start, edit.bound.end] if edit.bound else None,
            "value": float(edit.value) if edit.value is not None else None,
        }
        for edit in made.edits
    ]  # fmt: skip
    sentences = [
        {"start": s.start, "end": s.end, "was": s.was, "now": s.now, "state": s.state, "notes": s.notes}
        for s in made.sentences
    ]
    return {"edits": edits, "sentences": sentences, "sloppy": made.sloppy}
