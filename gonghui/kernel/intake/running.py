"""A kept batch at work: looked at, written, taken back, each whole or not at all, stopped when asked, begun anew after a crash."""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction

from gonghui.kernel.access.masking import masked
from gonghui.kernel.intake import progress
from gonghui.kernel.intake.applying import Taken, prepare, take_in
from gonghui.kernel.intake.aside import aside
from gonghui.kernel.intake.keeping import opened, seal_file
from gonghui.kernel.intake.layout import Table
from gonghui.kernel.intake.mapping import Mapping
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.intake.reporting import rejects, report
from gonghui.kernel.intake.shaping import recogniser
from gonghui.kernel.intake.undoing import NotDone, undo
from gonghui.kernel.intake.words import IntakeError, _

EXAMPLES = 3
TRIES = 3  # of one writing, where another writer was in the way
_LONG_NUMBER = re.compile(r"\d{11,}[\dXx]?")
State = Intake.State


def look(intake: Intake) -> None:
    """Preview: everything is done and undone; the report says what would be written."""

    def work() -> None:
        with tempfile.TemporaryDirectory(prefix="gonghui-") as name:
            folder = Path(name)
            taken, unread = _read(intake, folder)
            with aside(folder, sum(len(part.clean.rows) for part in taken.parts)):
                _take(intake, taken, dry_run=True)
            complete(intake, taken, unread, folder, State.PREVIEW)

    _guarded(intake, work)


def write(intake: Intake) -> None:
    """Write the batch, its report and its rejects in one transaction, or nothing. One already written is left alone."""

    def work() -> None:
        with tempfile.TemporaryDirectory(prefix="gonghui-") as name:
            folder = Path(name)
            taken, unread = _read(intake, folder)
            _take(intake, taken, finish=lambda one: complete(one, taken, unread, folder, State.DONE))

    if intake.state not in (State.DONE, State.UNDOING, State.UNDONE):
        _guarded(intake, lambda: _again(work))


def take_back(intake: Intake, user: Any, reason: str) -> None:
    """Undo the batch; one already undone is left alone."""
    if intake.state == State.UNDONE:
        return
    total, done = intake.total * 2, [0]

    def tell(rows: int) -> None:
        done[0] += rows
        progress.tell(intake, min(done[0], total), total)

    try:
        _again(lambda: undo(intake, user, reason, tell))
    except progress.Stopped:
        _set(intake, State.DONE)
    except NotDone:
        pass
    finally:
        progress.forget(intake)
    intake.refresh_from_db()


def _again(work: Callable[[], object]) -> None:
    """Once more where another writer made the same record first, or the database broke off: nothing was written."""
    for left in reversed(range(TRIES)):
        try:
            work()
            return
        except (IntegrityError, OperationalError):
            if not left:
                raise
            connection.close()


def _guarded(intake: Intake, work: Callable[[], None]) -> None:
    try:
        work()
    except IntakeError as error:
        _set(intake, State.FAILED, {"failed": str(error)})
    except progress.Stopped:
        _set(intake, State.STOPPED, {"stage": intake.report.get("stage", "preview")})
    except Exception as error:  # whatever it was, the page must not wait for ever; raised again for the log
        full = isinstance(error, OSError | DatabaseError) and "full" in str(error).lower()
        _set(intake, State.FAILED, {"failed": _("磁盘已满，腾出空间后重新开始") if full else _("读取时出错")})
        raise
    finally:
        progress.forget(intake)
    intake.refresh_from_db()


def _set(intake: Intake, state: str, found: dict[str, Any] | None = None) -> None:
    """Say in the database how it ended; where even that fails, the batch stays at work and is begun anew."""
    try:
        Intake.objects.filter(pk=intake.pk).update(state=state, **({} if found is None else {"report": found}))
    except DatabaseError:
        connection.close()


def _read(intake: Intake, folder: Path) -> tuple[Taken, list[dict[str, str]]]:
    """Every kept file prepared; one that cannot be read is named and leaves the others alone."""
    known, mapping = recogniser(), Mapping(intake.mapping.get("sheets", []), intake.union)
    taken, unread = Taken(), []
    progress.tell(intake, 0, 0)
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
        progress.tell(intake, 0, 0)
    return taken, unread


def _take(intake: Intake, taken: Taken, dry_run: bool = False, finish: Callable[[Intake], None] | None = None) -> None:
    total = sum(len(part.clean.rows) for part in taken.parts)
    done = [0]

    def tell(rows: int) -> None:
        done[0] += rows
        progress.tell(intake, min(done[0], total), total)

    def locked(one: Intake) -> None:
        state = Intake.objects.select_for_update().values_list("state", flat=True).get(pk=one.pk)
        if state == State.DONE:
            raise _WrittenAlready
        assert finish is not None
        finish(one)

    tell(0)
    with contextlib.suppress(_WrittenAlready):
        take_in(
            taken,
            intake.union,
            intake.by,
            intake.reason,
            dry_run=dry_run,
            intake=None if dry_run else intake,
            progress=tell,
            finish=locked,
        )


class _WrittenAlready(Exception):
    """Another worker was given the same batch and was first; what this one did is rolled back."""


def complete(intake: Intake, taken: Taken, unread: list[dict[str, str]], folder: Path, state: str) -> None:
    """Report and rejects; masks what the ledgers call sensitive."""
    found = report(taken, state == State.PREVIEW, mask=True)
    for sheet, part in zip(found["sheets"], taken.parts, strict=False):
        sheet["examples"] = _examples(part.table, part.ledger.sensitive)
    for sheet, left in zip(found["sheets"][len(taken.parts) :], taken.left, strict=True):
        sheet["examples"] = _examples(left.found.table, ()) if left.found.table else {}
    if state == State.DONE and taken.parts:
        intake.sheet_day = intake.sheet_day or min(part.day for part in taken.parts)
    found |= {"unread": unread, "registers": taken.registers}
    intake.state, intake.report = state, found
    intake.progress = intake.total = found["totals"]["rows"]
    with transaction.atomic():
        _keep_rejects(intake, taken, folder / "rejects")
        intake.save(update_fields=["state", "report", "progress", "total", "sheet_day"])


def _examples(table: Table, sensitive: Collection[str]) -> dict[str, list[str]]:
    """A few values of each column as their keeper wrote them; numbers of persons are masked."""
    out = {}
    names = {column: field.name for column, field in table.match.columns.items()} if table.match else {}
    for column, readings in enumerate(table.heads):
        if not readings:
            continue
        seen: list[str] = []
        for number in table.rows[:200]:
            row = table.values(number)
            text = _as_seen(row[column]) if column < len(row) else ""
            if text and text not in seen:
                seen.append(text)
            if len(seen) == EXAMPLES:
                break
        name = names.get(column, "")
        hidden = name in sensitive or name in ("id_number", "phone")
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
    for file in intake.files.defer("content"):
        path = made.get(f"{Path(file.name).stem}-退回.xlsx")
        file.rejects = seal_file(path.read_bytes()) if path else None
        file.save(update_fields=["rejects"])
