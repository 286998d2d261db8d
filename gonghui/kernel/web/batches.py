"""An import on a page: files kept, looked at in the background, corrected, written in the background."""

from __future__ import annotations

import json
import re
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from gonghui.kernel.access.masking import masked
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.intake.applying import Taken, prepare, take_in
from gonghui.kernel.intake.batch import Part
from gonghui.kernel.intake.keeping import _seal, keep, opened
from gonghui.kernel.intake.mapping import Mapping
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.intake.reporting import rejects, report
from gonghui.kernel.intake.shaping import recogniser
from gonghui.kernel.intake.words import IntakeError
from gonghui.kernel.organisations.models import Union

EXAMPLES = 3
SILENCE = 300  # seconds without a sign after which a batch may be begun anew
_LONG_NUMBER = re.compile(r"\d{11,}[\dXx]?")


def begin(union: Union, user: Any, reason: str, files: Iterable[UploadedFile[Any]], sheet_day: Any = None) -> Intake:
    """Keep the files as a batch to be looked at."""
    with transaction.atomic(), acting(user, reason):
        intake = Intake.objects.create(
            union=union,
            by=user,
            reason=reason,
            sheet_day=sheet_day,
            state=Intake.State.RUNNING,
            report={"stage": "preview"},
        )
        taken: set[str] = set()
        for file in files:
            name = _own_name(Path(file.name or _("未命名")).name, taken)
            taken.add(name)
            keep(intake, name, file.read())
    return intake


def _own_name(name: str, taken: set[str]) -> str:
    """Two files of one name in a batch: the second is called （2）, so that each keeps its report."""
    path, number, own = Path(name), 2, name
    while own in taken:
        own, number = f"{path.stem}（{number}）{path.suffix}", number + 1
    return own


def _progress_file(intake: Intake) -> Path:
    return Path(settings.VAR) / "progress" / f"{intake.uid}.json"


def tell(intake: Intake, done: int, total: int) -> None:
    """Say how far the work is: in a file, since the database shows nothing of a transaction before its end."""
    path = _progress_file(intake)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    draft.write_text(json.dumps([done, total]), encoding="utf-8")
    draft.replace(path)


def told(intake: Intake) -> tuple[int, int]:
    """(rows done, rows in all); zeros while nothing is known."""
    try:
        done, total = json.loads(_progress_file(intake).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return 0, 0
    return int(done), int(total)


def stalled(intake: Intake) -> bool:
    """Whether a running batch has given no sign for a while: its worker was killed, and nothing was written."""
    try:
        sign = _progress_file(intake).stat().st_mtime
    except OSError:
        sign = intake.at.timestamp()
    return intake.state == Intake.State.RUNNING and time.time() - sign > SILENCE


def _read(intake: Intake, folder: Path) -> tuple[Taken, list[dict[str, str]]]:
    """Every kept file prepared; one that cannot be read is named and leaves the others alone."""
    known, mapping = recogniser(), Mapping(intake.mapping.get("sheets", []))
    taken, unread = Taken(), []
    for place, file in enumerate(intake.files.order_by("pk")):
        path = folder / f"{place}{Path(file.name).suffix.lower()}"
        path.write_bytes(opened(bytes(file.content)))
        try:
            one = prepare([(file.name, path)], mapping, intake.sheet_day, known)
        except IntakeError as error:
            unread.append({"file": file.name, "reason": error.reason})
            continue
        taken.parts += one.parts
        taken.left += one.left
        taken.sheets |= one.sheets
    return taken, unread


def _run(intake: Intake, dry_run: bool) -> dict[str, Any]:
    """Look at the batch, or write it; the report masks what the ledgers call sensitive."""
    with tempfile.TemporaryDirectory(prefix="gonghui-") as name:
        folder = Path(name)
        taken, unread = _read(intake, folder)
        total = sum(len(part.clean.rows) for part in taken.parts)
        done = [0]

        def progress(rows: int) -> None:
            done[0] += rows
            tell(intake, min(done[0], total), total)

        tell(intake, 0, total)
        take_in(
            taken,
            intake.union,
            intake.by,
            intake.reason,
            dry_run=dry_run,
            intake=None if dry_run else intake,
            progress=progress,
        )
        found = report(taken, dry_run, mask=True)
        for sheet, part in zip(found["sheets"], taken.parts, strict=False):
            sheet["examples"] = _examples(part)
        if not dry_run and taken.parts:
            intake.sheet_day = intake.sheet_day or min(part.day for part in taken.parts)
        found["unread"] = unread
        _keep_rejects(intake, taken, folder / "rejects")
    return found


def _examples(part: Part) -> dict[str, list[str]]:
    """A few values of each column as their keeper wrote them; numbers of persons are masked."""
    table, out = part.table, {}
    names = {column: field.name for column, field in table.match.columns.items()} if table.match else {}
    for column, readings in enumerate(table.heads):
        if not readings:
            continue
        seen: list[str] = []
        for number in table.rows[:200]:
            row = table.sheet.rows[number - 1]
            text = _as_seen(row[column]) if column < len(row) else ""
            if text and text not in seen:
                seen.append(text)
            if len(seen) == EXAMPLES:
                break
        name = names.get(column, "")
        hidden = name in part.ledger.sensitive or name in ("id_number", "phone")
        out[table.head(column)] = [
            masked(name, text) if hidden else _LONG_NUMBER.sub(lambda found: masked("id_number", found[0]), text)[:30]
            for text in seen
        ]
    return out


def _as_seen(cell: object) -> str:
    """A cell as the sheet shows it: whole numbers without a point."""
    if cell is None:
        return ""
    return str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell).strip()


def _keep_rejects(intake: Intake, taken: Taken, folder: Path) -> None:
    """The refused rows of each file, in a copy of it, beside the file."""
    made = {path.name: path for path in rejects(taken, folder)}
    for file in intake.files.all():
        path = made.get(f"{Path(file.name).stem}-退回.xlsx")
        file.rejects = _seal(path.read_bytes()) if path else None
        file.save(update_fields=["rejects"])


def look(intake: Intake) -> None:
    """Preview: everything is done and undone; the report says what would be written."""
    _finish(intake, dry_run=True, good=Intake.State.PREVIEW)


def write(intake: Intake) -> None:
    """Write the batch in one transaction, or nothing of it. A batch already written is left alone."""
    if intake.state == Intake.State.DONE:
        return
    _finish(intake, dry_run=False, good=Intake.State.DONE)


def _finish(intake: Intake, dry_run: bool, good: str) -> None:
    try:
        intake.report = _run(intake, dry_run)
        intake.state = good
        intake.progress = intake.total = intake.report["totals"]["rows"]
    except IntakeError as error:
        intake.state, intake.report = Intake.State.FAILED, {"failed": str(error)}
    except Exception:  # whatever it was, the page must not wait for ever; raised again for the log
        Intake.objects.filter(pk=intake.pk).update(state=Intake.State.FAILED, report={"failed": _("读取时出错")})
        raise
    finally:
        _progress_file(intake).unlink(missing_ok=True)
    intake.save(update_fields=["state", "report", "progress", "total", "sheet_day"])
