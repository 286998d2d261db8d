"""A list matched, its findings written, each decided or settled; what was decided is not asked again."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.audit.acting import acting, require_acting
from gonghui.kernel.audit.writing import log
from gonghui.kernel.intake.keeping import opened
from gonghui.kernel.intake.words import IntakeError
from gonghui.kernel.matching.choosing import Chosen, match_firms
from gonghui.kernel.matching.likeness import Firm
from gonghui.kernel.matching.lists import read_list
from gonghui.kernel.matching.models import Finding, FirmDecision, MatchList, MatchRow
from gonghui.kernel.matching.register import employers_under, firms, places, usable
from gonghui.kernel.organisations.models import Employer, PastValue, Union
from gonghui.kernel.organisations.names import name_key

BATCH = 2000
Kind = Finding.Kind


def match_file(union: Union, user: Any, reason: str, path: Path, name: str) -> MatchList:
    """Read a list and match it at once. Raises IntakeError."""
    rows = read_list(path, name)
    with acting(user, reason):
        made = MatchList.objects.create(union=union, name=name[:200], by=user, reason=reason)
        run(made, rows)
    return made


def work_through(made: MatchList) -> None:
    """Match a list that was put in on a page; one already matched is left alone."""
    if made.stage != MatchList.Stage.RUNNING or made.content is None:
        return
    with acting(made.by, made.reason), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"list{Path(made.name).suffix.lower()}"
        path.write_bytes(opened(bytes(made.content)))
        try:
            run(made, read_list(path, made.name))
        except IntakeError as error:
            made.stage, made.failed = MatchList.Stage.FAILED, str(error)[:300]
            made.save(update_fields=["stage", "failed"])
        except Exception:  # whatever it was, the page must not wait for ever; raised again for the log
            made.stage, made.failed = MatchList.Stage.FAILED, _("比对时出错")
            made.save(update_fields=["stage", "failed"])
            raise


def run(made: MatchList, rows: Sequence[MatchRow]) -> None:
    """Match the lines of a list against the register and write what is to be worked through."""
    require_acting()
    employers = employers_under(made.union)
    chosen, by_row = _matched(employers, rows)
    with transaction.atomic():
        for row in rows:
            row.match = made
        MatchRow.objects.bulk_create(rows, batch_size=BATCH)
        findings = _findings(made, employers, rows, chosen, by_row)
        Finding.objects.bulk_create(findings, batch_size=BATCH)
        made.counts = _counts(findings, rows, chosen)
        made.stage = MatchList.Stage.DONE
        made.save(update_fields=["counts", "stage"])


def _matched(employers: Sequence[Employer], rows: Sequence[MatchRow]) -> tuple[Chosen, dict[int, int]]:
    """(what was matched: employer's id -> line's number in `rows`, the reverse)."""
    ours, owner = firms(employers)
    theirs = [Firm(n, row.name, usable(row.credit_code), row.region, row.legal) for n, row in enumerate(rows)]
    same, other = _decided(employers, rows)
    found = match_firms(ours, theirs, places(), same, other, owner)
    chosen = Chosen()
    for line, number in sorted(found.linked.items(), key=lambda each: found.how[each[0]] == "alike"):
        employer = owner[line]
        if employer not in chosen.linked:
            chosen.linked[employer], chosen.how[employer] = number, found.how[line]
            chosen.weights[employer] = found.weights.get(line, 0.0)
    for line, pairs in found.queued.items():
        if owner[line] not in chosen.linked:
            chosen.queued.setdefault(owner[line], []).extend(pairs)
    return chosen, {number: employer for employer, number in chosen.linked.items()}


def _decided(employers: Sequence[Employer], rows: Sequence[MatchRow]) -> tuple[list[Any], list[Any]]:
    """What was decided of these names before, as pairs (employer's id, line's number)."""
    ids = {employer.pk for employer in employers}
    by_key: dict[tuple[str, str], list[int]] = {}
    for number, row in enumerate(rows):
        by_key.setdefault((name_key(row.name), row.credit_code), []).append(number)
    same: list[tuple[int, int]] = []
    other: list[tuple[int, int]] = []
    for one in FirmDecision.objects.counted().order_by("pk"):
        for number in by_key.get((one.name_key, one.credit_code), ()):
            if one.employer_id in ids:
                (same if one.is_same else other).append((one.employer_id, number))
    return same, other


def _findings(
    made: MatchList, employers: Sequence[Employer], rows: Sequence[MatchRow], chosen: Chosen, by_row: dict[int, int]
) -> list[Finding]:
    by_pk = {employer.pk: employer for employer in employers}
    tells_paid = any(row.paid is not None for row in rows)
    asked = {pair.right for pairs in chosen.queued.values() for pair in pairs}
    found = []
    for number, row in enumerate(rows):
        employer = by_pk.get(by_row.get(number, 0))
        if employer is None:
            if number not in asked:  # what is doubtful is asked first
                found.append(Finding(match=made, kind=Kind.UNORGANISED, row=row))
            continue
        if not employer.organised:  # type: ignore[attr-defined]  # annotated by employers_under
            found.append(Finding(match=made, kind=Kind.UNORGANISED, row=row, employer=employer))
        if name_key(row.name) != employer.name_key and chosen.how[employer.pk] != "decided":
            found.append(Finding(match=made, kind=Kind.RENAMED, row=row, employer=employer))
        if tells_paid and not row.paid:
            found.append(Finding(match=made, kind=Kind.UNPAID, row=row, employer=employer))
    for employer in employers:
        if employer.pk in chosen.queued:
            pairs = sorted({p.right: p.weight for p in chosen.queued[employer.pk]}.items(), key=lambda each: -each[1])[
                :3
            ]
            told = [[rows[number].pk, round(weight, 1)] for number, weight in pairs]
            found.append(Finding(match=made, kind=Kind.ASK, employer=employer, candidates=told))
        elif employer.pk not in chosen.linked and employer.organised:  # type: ignore[attr-defined]  # as above
            found.append(Finding(match=made, kind=Kind.DEAD, employer=employer))
    return found


def _counts(findings: Sequence[Finding], rows: Sequence[MatchRow], chosen: Chosen) -> dict[str, int]:
    counts = {kind.value: 0 for kind in Kind}
    for finding in findings:
        counts[finding.kind] += 1
    how = list(chosen.how.values())
    return counts | {"rows": len(rows), "linked": len(how), "by_code": how.count("code"), "alike": how.count("alike")}


def decide(finding: Finding, row: MatchRow | None) -> None:
    """Answer a question: the employer is this line of the list, or (None) none of those shown. Kept for the next list."""
    who = require_acting()
    assert finding.kind == Kind.ASK, "only questions are decided"
    assert finding.employer is not None
    shown = list(MatchRow.objects.filter(pk__in=[pk for pk, _weight in finding.candidates]))
    with transaction.atomic():
        for each in shown:
            if row is None or each.pk == row.pk:
                FirmDecision.objects.create(
                    employer=finding.employer,
                    name_key=name_key(each.name)[:200],
                    credit_code=each.credit_code,
                    is_same=row is not None,
                )
        told = _("是同一家：%(name)s") % {"name": row.name} if row is not None else _("都不是")
        _settle(finding, told, who.name)
        if row is None:
            for each in shown:  # each may be an employer nobody has organised
                taken = Finding.objects.filter(match=finding.match, kind=Kind.ASK, settled_at=None)
                if not any(each.pk in [pk for pk, _w in other.candidates] for other in taken):
                    Finding.objects.get_or_create(match=finding.match, kind=Kind.UNORGANISED, row=each)
            Finding.objects.create(match=finding.match, kind=Kind.DEAD, employer=finding.employer)


def settle(finding: Finding, note: str) -> None:
    """Tick a finding off, saying what was done."""
    _settle(finding, note, require_acting().name)


def _settle(finding: Finding, note: str, by: str) -> None:
    finding.settled_at, finding.settled_by, finding.note = timezone.now(), by, note[:200]
    finding.save(update_fields=["settled_at", "settled_by", "note"])
    log("change", [(finding, Finding, {}, {"settled_by": by, "note": note[:200]})])


def rename(finding: Finding) -> None:
    """Take the list's name for the employer; the old one is remembered and found by. Takes a missing credit code too."""
    require_acting()
    assert finding.kind == Kind.RENAMED, "only a changed name is taken over"
    assert finding.employer is not None
    assert finding.row is not None
    employer, row = finding.employer, finding.row
    with transaction.atomic():
        PastValue.objects.create(
            model="kernel.employer",
            object_id=employer.pk,
            field="name",
            value=employer.name,
            until=timezone.localdate(),
        )
        employer.name = row.name[:120]
        employer.credit_code = employer.credit_code or usable(row.credit_code)
        employer.save(update_fields=["name", "name_key", "credit_code"])
        settle(finding, _("已改为名单上的名称"))
