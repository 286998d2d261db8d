"""Changes of organisation on the command line: told first, done in one transaction, taken back by number."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.access.reach import writable
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.cli.common import UnionCommand, day_of
from gonghui.kernel.organisations import acts
from gonghui.kernel.organisations.ancestry import Circle
from gonghui.kernel.organisations.consequences import consequences
from gonghui.kernel.organisations.models import Act, Union
from gonghui.kernel.organisations.reversals import reverse

KINDS = {"move": Act.Kind.MOVE, "merge": Act.Kind.MERGE, "split": Act.Kind.SPLIT, "close": Act.Kind.DISSOLVE}


def perform(command: UnionCommand, user: Any, options: dict[str, Any]) -> None:
    """Move, merge, split, close, reverse, or list the acts of one union. Raises CommandError."""
    union = command.union(options["code"] or "", user, "write")
    if options["act"] == "acts":
        for one in Act.objects.filter(union=union).select_related("other").order_by("pk"):
            other = one.other.code if one.other else ""
            command.stdout.write(f"{one.pk}\t{one.on}\t{one.get_kind_display()}\t{other}\t{one.document_no}")
        return
    if user is not None and not writable(user).filter(pk=union.parent_id or 0).exists():
        raise CommandError(_("变更“%(union)s”的隶属须由它的上级工会办理。") % {"union": union.name})
    try:
        with acting(user, options["reason"] or gettext_noop("组织变动")):
            command.stdout.write(
                _reverse(union, options) if options["act"] == "reverse" else _do(command, union, user, options)
            )
    except (acts.NotPossible, Circle) as error:
        raise CommandError(str(error)) from error


def _reverse(union: Union, options: dict[str, Any]) -> str:
    found = Act.objects.filter(union=union, pk=options["name"] if str(options["name"]).isdigit() else 0).first()
    if found is None:
        raise CommandError(_("请写明变动的编号：gonghui union acts 编码 可查看"))
    reverse(found, options["document_no"])
    return _("已撤回：%(day)s %(name)s %(kind)s") % {
        "day": found.on, "name": union.name, "kind": found.get_kind_display(),
    }  # fmt: skip


def _do(command: UnionCommand, union: Union, user: Any, options: dict[str, Any]) -> str:
    kind, on = options["act"], day_of(options["on"]) or timezone.localdate()
    other = command.union(options["to"], user, "write") if options["to"] else None
    if other is None and kind in ("move", "merge"):
        raise CommandError(_("请用 --to 写明转到哪家工会。"))
    children = [command.union(code, user, "write") for code in options["child"]]
    if options["preview"]:
        return "\n".join(consequences(KINDS[kind], union, other, len(children) if kind == "split" else None))
    if kind == "split":
        if not options["new"] or not options["name"]:
            raise CommandError(_("请写明新工会：gonghui union split 编码 新工会名称 --new 新编码"))
        acts.split(union, options["new"], options["name"], children, on, options["document_no"])
    elif kind == "close":
        reason = options["reason"] or gettext_noop("撤销")
        acts.dissolve(union, on, reason, other, options["document_no"], options["end_memberships"])
    else:
        assert other is not None
        (acts.move if kind == "move" else acts.merge)(union, other, on, options["document_no"])
    return _("已办理。")
