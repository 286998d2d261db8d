"""The report of an import, sheet by sheet, as data and as lines; refused rows sent home in a copy of the workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from gonghui.kernel.access.masking import masked
from gonghui.kernel.intake.applying import Taken
from gonghui.kernel.intake.batch import Part
from gonghui.kernel.intake.rejects import Wrong, write_rejects
from gonghui.kernel.intake.shaping import recogniser
from gonghui.kernel.intake.suggesting import suggestions
from gonghui.kernel.intake.tables import Refusal, Repair
from gonghui.kernel.rules.registry import rule_of


def report(taken: Taken, dry_run: bool = False, mask: bool = False) -> dict[str, Any]:
    """Everything that was done, refused, held and left out. `mask` hides what the ledgers call sensitive."""
    sheets = [_sheet(part, mask) for part in taken.parts]
    for left in taken.left:
        sheet = left.found.sheet
        table = left.found.table
        sheets.append(
            {
                "file": left.file,
                "sheet": sheet.name,
                "table": left.found.nth,
                "ledger": None,
                "ledger_name": "",
                "reason": left.found.reason,
                "rows": 0,
                "title": table.title if table else "",
                "header_rows": table.header_rows if table else [],
                "unmapped": [table.head(at) for at, readings in enumerate(table.heads) if readings] if table else [],
                "found": len(table.rows) if table else 0,
                "maybe": [list(each) for each in suggestions(left.found, recogniser())],
            }
            | {"header_row": None, "mapping": {}, "taken": 0, "unchanged": 0, "updated": 0}
            | {"repaired": [], "refused": [], "conflicts": [], "warnings": [], "skipped": []}
        )
    keys = ("rows", "taken", "unchanged", "updated")
    totals: dict[str, int] = {key: sum(sheet[key] for sheet in sheets) for key in keys}
    totals |= {key: sum(len(sheet[key]) for sheet in sheets) for key in ("repaired", "conflicts", "warnings")}
    totals["refused"] = sum(len({one["row"] for one in sheet["refused"]}) for sheet in sheets)
    return {"dry_run": dry_run, "totals": totals, "sheets": sheets}


def _sheet(part: Part, mask: bool) -> dict[str, Any]:
    match, table = part.table.match, part.table
    assert match is not None
    hidden = set(part.ledger.sensitive) | {"id_number"} if mask else set()
    shown = {table.head(column): shape.name for column, shape in match.columns.items() if shape.name in hidden}
    return {
        "file": part.file,
        "sheet": table.sheet.name,
        "table": table.nth,
        "ledger": part.ledger.slug,
        "ledger_name": part.shape.name,
        "title": table.title,
        "day": part.day.isoformat(),
        "header_row": table.header_rows[-1],
        "header_rows": table.header_rows,
        "mapping": {table.head(column): shape.name for column, shape in sorted(match.columns.items())},
        "maybe": [[name, 0, 0] for name in match.rivals],
        "why": {table.head(column): match.why.get(column, "") for column in sorted(match.columns)},
        "unmapped": [table.head(column) for column in match.unmapped],
        "rows": len(part.clean.rows),
        "taken": part.taken,
        "unchanged": part.unchanged,
        "updated": part.updated,
        **_told(part, shown),
        "skipped": [{"row": row, "why": why} for row, why in table.skipped],
        "hidden": sorted(table.sheet.hidden_rows.intersection(table.rows))[:1000],
        "hidden_columns": [
            table.head(column) for column in sorted(match.columns) if column in table.sheet.hidden_columns
        ],
        "form": bool(table.records),
    }


def _told(part: Part, shown: Mapping[str, str]) -> dict[str, Any]:
    """What is said of single rows; `shown`: the heads of confidential columns, whose values stay masked."""
    return {
        "repaired": [_repair(one, shown.get(one.column, "")) for one in part.clean.repairs],
        "refused": [
            {
                "row": one.row,
                "column": one.column,
                "value": _plain(one.value, shown.get(one.column, "")),
                "reason": one.reason,
                "rule": found.key if (found := rule_of(one.reason)) else "",
            }
            for one in part.clean.refusals
        ],
        "conflicts": [{"row": one.row, "with": one.other, "reason": one.reason} for one in part.conflicts],
        "warnings": [
            {"row": doubt.row, "column": doubt.column, "value": _plain(doubt.value, ""), "reason": doubt.reason}
            for doubt in part.clean.doubts
        ]
        + [{"row": row, "code": code, "reason": message} for row, code, message in part.warnings],
    }


def _repair(repair: Repair, sensitive: str) -> dict[str, Any]:
    return {
        "row": repair.row,
        "column": repair.column,
        "from": _plain(repair.raw, sensitive),
        "to": _plain(repair.value, sensitive),
        "rule": repair.rule,
    }


def _plain(value: Any, sensitive: str) -> Any:
    """A cell as JSON keeps it, masked where it is named sensitive."""
    if isinstance(value, dt.date | dt.datetime | dt.time):
        value = value.isoformat()
    elif isinstance(value, Decimal) or (value is not None and not isinstance(value, str | int | float | bool)):
        value = str(value)
    return masked(sensitive, str(value)) if sensitive and value not in (None, "") else value


def rejects(taken: Taken, folder: Path) -> list[Path]:
    """One workbook for each file with refused or held rows, the reasons beside them."""
    written = []
    for file, sheets in taken.sheets.items():
        wrong: dict[str, list[Wrong]] = {}
        for part in (part for part in taken.parts if part.file == file):
            wrong.setdefault(part.table.sheet.name, []).append((part.table, _wrong(part)))
        if any(refusals for each in wrong.values() for _table, refusals in each):
            written.append(write_rejects(folder, sheets, wrong))
    return written


def _wrong(part: Part) -> list[Refusal]:
    held = [
        Refusal(one.row, "", None, f"{one.reason}，与{one.other}重复" if one.other else one.reason)
        for one in part.conflicts
    ]
    return [*part.clean.refusals, *held]


def _way_out(sheet: dict[str, Any]) -> str:
    """What to do about a table that nobody could name."""
    likely = "、".join(str(each[0]) for each in sheet.get("maybe", ())[:3])
    return f"（像是{likely}；在“导入台账”页选定，或用 --mapping 指明）" if likely else ""


def _ways(refused: list[dict[str, Any]]) -> list[str]:
    """How to mend what was refused: each remedy once, in the order of the rows."""
    rules = (rule_of(one["reason"]) for one in refused)
    return list(dict.fromkeys(str(rule.mend) for rule in rules if rule))


def lines(done: dict[str, Any]) -> list[str]:
    """The report as a keeper reads it in a terminal."""
    out = []
    for sheet in done["sheets"]:
        place = f"{sheet['file']} {sheet['sheet']}".strip()
        if sheet["ledger"] is None:
            out.append(f"—— {place}：未导入，{sheet['reason']}{_way_out(sheet)}")
            continue
        counts = f"{sheet['rows']}行，新增{sheet['taken']}，未变{sheet['unchanged']}，更新{sheet['updated']}"
        refused = len({one["row"] for one in sheet["refused"]})
        counts += f"，退回{refused}，待核实{len(sheet['conflicts'])}，修正{len(sheet['repaired'])}处"
        out.append(f"{place} → {sheet['ledger_name']}：{counts}")
        out += [
            f"    第{one['row']}行 {one['column']}：{one['reason']}（{one['value']}）" for one in sheet["refused"][:20]
        ]
        out += [f"    怎么改：{way}" for way in _ways(sheet["refused"])]
        out += [f"    第{one['row']}行 {one['reason']}：与{one['with']}" for one in sheet["conflicts"][:20]]
    totals = done["totals"]
    out.append(
        f"共{totals['rows']}行：新增{totals['taken']}，未变{totals['unchanged']}，更新{totals['updated']}，"
        f"退回{totals['refused']}，待核实{totals['conflicts']}，提醒{totals['warnings']}"
    )
    return out
