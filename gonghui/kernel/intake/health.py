"""What must hold of imports, whatever was killed on the way."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.kernel.audit.models import Change
from gonghui.kernel.doctor.registry import Finding, check
from gonghui.kernel.intake.keeping import opened
from gonghui.kernel.intake.models import Intake, IntakeFile
from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.ledger.record import State
from gonghui.kernel.organisations.models import Employer
from gonghui.kernel.people.models import Person

_WRITTEN = (Intake.State.DONE, Intake.State.UNDOING)
_WITHOUT = (Intake.State.PREVIEW, Intake.State.FAILED, Intake.State.STOPPED, Intake.State.UNDONE)
_NEWEST = 50  # kept files opened again at each look


@check("intake.whole", gettext_lazy("导入要么全部写入，要么一行不写"))
def whole() -> Iterator[Finding]:
    """No record counts that comes from an import not written or taken back, but for what was left on purpose."""
    models = {each.model for each in ledgers().values()} | {Person, Employer}
    for model in sorted(models, key=lambda each: each._meta.label):
        if not any(field.name == "source" for field in model._meta.concrete_fields):
            continue
        loose = model._base_manager.filter(source__state__in=_WITHOUT).exclude(state=State.VOIDED)
        kept = _left_on_purpose(model._meta.label_lower)
        number = sum(1 for pk in loose.values_list("pk", flat=True) if pk not in kept)
        if number:
            name = str(model._meta.verbose_name)
            yield Finding(
                _("有 %(n)s 条“%(name)s”来自没有写入或已经撤销的导入。") % {"n": number, "name": name},
                _("请到“导入台账”页面打开这一批，重新写入或再撤销一次。"),
            )


def _left_on_purpose(label: str) -> set[int]:
    found: set[int] = set()
    for undone in Intake.objects.filter(state=Intake.State.UNDONE).values_list("undone", flat=True):
        found |= {one["pk"] for one in undone.get("left", []) if one["model"] == label and one["decided"] != "undone"}
    return found


@check("intake.report", gettext_lazy("导入报告与写入的行数一致"))
def reports() -> Iterator[Finding]:
    """What a report says was added or changed is in the change log under its batch, and the other way round."""
    logged = Change.objects.filter(batch_id=OuterRef("pk"))
    for batch in Intake.objects.filter(state__in=_WRITTEN).annotate(logged=Exists(logged)).defer("mapping"):
        totals = batch.report.get("totals", {})
        said = bool(totals.get("taken") or totals.get("updated"))
        if said and not batch.logged:
            yield Finding(
                _("%(day)s 的导入“%(why)s”报告写入了记录，变更记录里却没有。")
                % {"day": f"{timezone.localtime(batch.at):%Y-%m-%d %H:%M}", "why": batch.reason},
                _("请重新导入同一份表：已有的不会重复。"),
            )


@check("intake.files", gettext_lazy("导入的原表还在，打得开"))
def files() -> Iterator[Finding]:
    """The newest kept files open, and are what was taken in."""
    for file in IntakeFile.objects.exclude(content=b"").order_by("-pk").only("name", "digest", "content")[:_NEWEST]:
        try:
            whole_file = hashlib.sha256(opened(bytes(file.content))).hexdigest() == file.digest
        except Exception:  # a wrong key and a cut file raise differently; both mean that it does not open
            whole_file = False
        if not whole_file:
            yield Finding(
                _("导入时保存的“%(name)s”打不开，或与当时的不同。") % {"name": file.name},
                _("请核对密钥文件是否换过，或从备份恢复。"),
            )


@check("intake.waiting", gettext_lazy("没有停在半路的导入"))
def waiting() -> Iterator[Finding]:
    """No batch has been at work for a day: its worker is gone and none took over."""
    since = timezone.now() - dt.timedelta(days=1)
    rows = Intake.objects.filter(state__in=[Intake.State.RUNNING, Intake.State.UNDOING], at__lt=since)
    for batch in rows.select_related("union"):
        yield Finding(
            _("“%(union)s”的导入“%(why)s”一天没有进展。") % {"union": batch.union.name, "why": batch.reason},
            _("请确认 gonghui worker 在运行，再在这一批的页面上点“重新开始”。"),
        )
