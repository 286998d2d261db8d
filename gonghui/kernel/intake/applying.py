"""An import as one act: files read, sheets recognised, rows checked, everything written together or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures.tallies.keeping import refresh
from gonghui.kernel.intake.batch import Context, Left, Part
from gonghui.kernel.intake.bulk import roomy, without_collecting
from gonghui.kernel.intake.checking import check_constraints, check_days, check_lengths, check_masked
from gonghui.kernel.intake.doubting import add_warnings
from gonghui.kernel.intake.layout import NotALedger, Table, lay_out_all
from gonghui.kernel.intake.locking import one_at_a_time
from gonghui.kernel.intake.mapping import Mapping
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.intake.naming import bodies
from gonghui.kernel.intake.of_employers import write_employers
from gonghui.kernel.intake.of_members import write_members
from gonghui.kernel.intake.of_records import write_records
from gonghui.kernel.intake.of_unions import write_unions
from gonghui.kernel.intake.reading import SUFFIXES, Sheet, read
from gonghui.kernel.intake.recognise import Recogniser
from gonghui.kernel.intake.relinking import keep_registers
from gonghui.kernel.intake.resolving import Employers, Unions
from gonghui.kernel.intake.ruling import hold_to_rules
from gonghui.kernel.intake.shaping import recogniser
from gonghui.kernel.intake.stated import Statements
from gonghui.kernel.intake.tables import Repair, clean
from gonghui.kernel.intake.words import IntakeError, _
from gonghui.kernel.ledger.declaration import ledger as ledger_of
from gonghui.kernel.organisations.models import Employer, Union
from gonghui.kernel.people.models import Membership
from gonghui.kernel.rules.registry import severities

NAMED = _("按表头、表名或文件名写明的工会")
UNKNOWN_UNION = _("所属工会不在工会组织台账中")


@dataclass
class Taken:
    """What an import did, or (dry run) would do."""

    parts: list[Part] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    sheets: dict[str, list[Sheet]] = field(default_factory=dict)  # file -> its sheets as read
    registers: list[str] = field(default_factory=list)  # ledgers kept from this import on
    intake: Intake | None = None


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and the ledgers in folders named. Raises IntakeError where there is nothing."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(
                each for each in path.rglob("*") if each.suffix.lower() in SUFFIXES and each.name[:1] not in "~."
            )
            if not inside:
                raise IntakeError(path.name, _("文件夹里没有台账文件"))
            found += inside
        elif path.exists():
            found.append(path)
        else:
            raise IntakeError(path.name, _("没有这个文件"))
    return found


def prepare(
    files: Sequence[tuple[str, Path]],
    mapping: Mapping | None = None,
    sheet_day: dt.date | None = None,
    known: Recogniser | None = None,
) -> Taken:
    """Read files (name, path), recognise their sheets and clean their cells; nothing is looked up or written.

    Raises IntakeError for the first file that cannot be read.
    """
    known = known or recogniser()
    mapping = mapping or Mapping()
    taken = Taken()
    for name, path in files:
        with without_collecting():
            sheets = read(path, name)
        taken.sheets[name] = sheets
        tables: list[Table] = []
        for sheet in sheets:
            for one in lay_out_all(sheet, known):
                found = mapping.apply(one, known)
                if isinstance(found, NotALedger):
                    taken.left.append(Left(name, found))
                else:
                    tables.append(found)
        filed = max((table.filed_on for table in tables if table.filed_on), default=None)
        for table in tables:
            day, is_filed = _sheet_day(table, filed, mapping.day(table) or sheet_day)
            assert table.match is not None
            with without_collecting():
                cleaned = clean(table)
            taken.parts.append(Part(name, table, ledger_of(table.match.shape.ledger), cleaned, day, is_filed))
    return taken


def _sheet_day(table: Table, filed: dt.date | None, given: dt.date | None) -> tuple[dt.date, bool]:
    """The day given; else the later of the filing day (one for each workbook) and the titled period's end; else today."""
    if given is not None:
        return given, True
    last = table.period.last if table.period else None
    if filed is not None and (last is None or filed >= last):
        return filed, True
    return last or timezone.localdate(), False


def take_in(
    taken: Taken,
    root: Union,
    user: Any,
    reason: str,
    *,
    dry_run: bool = False,
    intake: Intake | None = None,
    progress: Callable[[int], None] | None = None,
    finish: Callable[[Intake], None] | None = None,
) -> Taken:
    """Check and write what was prepared, in one transaction. `user` None is the installation's owner.

    A dry run does everything and undoes it. Files may depend on each other in any order. `finish` is called with the
    batch before the transaction ends: what it writes (the report) takes effect with the records, or not at all.
    """
    _check(taken)  # before the database is held
    rows = sum(len(part.clean.rows) for part in taken.parts)
    with without_collecting(), roomy(rows), transaction.atomic():
        one_at_a_time()
        if intake is None and not dry_run:
            by = user if user is not None and user.pk else None
            intake = Intake.objects.create(union=root, by=by, reason=reason, state=Intake.State.RUNNING)
        taken.intake = intake
        with acting(user, reason, intake.pk if intake else None):
            _write(taken, root, user, intake, progress or (lambda _rows: None))
        if finish is not None and intake is not None and not dry_run:
            finish(intake)
        if dry_run:
            transaction.set_rollback(True)
            taken.intake = None
    return taken


def _check(taken: Taken) -> None:
    for part in taken.parts:
        check_days(part.clean, part.ledger, part.day, part.filed)
        check_masked(part.clean, part.ledger)
        check_lengths(part.clean, part.ledger)
        check_constraints(part.clean, part.ledger)


def _write(taken: Taken, root: Union, user: Any, intake: Intake | None, progress: Callable[[int], None]) -> None:
    days = [part.day for part in taken.parts] or [timezone.localdate()]
    unions, employers = Unions(root, user), Employers(root, intake)
    ctx = Context(root, user, intake, unions, employers, max(days), Statements(intake), progress)
    by_day = sorted(taken.parts, key=lambda part: part.day)  # what a later sheet says goes over what an older one says
    registers = [part for part in by_day if part.ledger.model is Union]
    if registers:
        write_unions(ctx, registers)
    rest = sorted((part for part in by_day if part.ledger.model is not Union), key=_order)
    severity = severities(root)
    for part in rest:
        _resolve_unions(ctx, part)
        if part.ledger.model is Membership:
            hold_to_rules(part, severity)
    for slug in dict.fromkeys(part.ledger.slug for part in rest):
        same = [part for part in rest if part.ledger.slug == slug]
        if same[0].ledger.model is Employer:
            write_employers(ctx, same)
        elif same[0].ledger.model is Membership:
            write_members(ctx, same)
        else:
            write_records(ctx, same[0].ledger, same)
    ctx.statements.flush()
    taken.registers = keep_registers(root, taken.parts, intake)
    for part in taken.parts:
        add_warnings(part)
    if registers:
        refresh()  # a union may have grown large


def _order(part: Part) -> tuple[int, str]:
    """Employers first, then sheets that describe employers, then the roster, then the rest."""
    if part.ledger.model is Employer:
        return 0, part.ledger.slug
    if any(name.startswith("employer.") for name in part.clean.columns):
        return 1, part.ledger.slug
    return (2 if part.ledger.model is Membership else 3), part.ledger.slug


def _resolve_unions(ctx: Context, part: Part) -> None:
    """Names of unions to their ids; rows that name an unknown one are refused."""
    columns = [name for name in part.clean.columns if part.type_of(name) == "union" and "." not in name]
    for name in columns:
        values = part.clean.columns[name]
        ctx.unions.learn({value for value in values if isinstance(value, str)})
        ids: list[object] = []
        for index, value in enumerate(values):
            pk = ctx.unions.find(str(value)) if value else None
            if value and pk is None and index not in part.clean.refused:
                part.clean.refuse(index, name, value, UNKNOWN_UNION)
            ids.append(pk)
        part.clean.columns[name] = ids
    if "union" not in columns and "union" in part.shape.by_name and "employer" not in part.clean.columns:
        columns += _named_above(ctx, part)
    if part.ledger.model is Membership and "union" not in columns:
        part.clean.columns["union"] = [ctx.root.pk] * len(part.clean.rows)
    elif part.ledger.model is Membership:
        for index, found in enumerate(part.clean.columns["union"]):
            if found is None and index not in part.clean.refused:
                part.clean.refuse(index, "union", None, _("没有写明所属工会"))


def _named_above(ctx: Context, part: Part) -> list[str]:
    """One file or sheet for each union: whose it is stands above the table, or in its name."""
    for name in bodies(part.table):
        pk = next((pk for each in (name, f"{name}工会") if (pk := ctx.unions.find(each)) is not None), None)
        if pk is not None and pk in ctx.unions.inside:
            part.clean.columns["union"] = [pk] * len(part.clean.rows)
            part.clean.heads["union"] = str(part.shape.by_name["union"].headings[0])
            if pk != ctx.root.pk and part.clean.rows:
                row = part.table.header_rows[0]
                part.clean.repairs.append(Repair(row, part.clean.heads["union"], "", name, NAMED))
            return ["union"]
    return []
