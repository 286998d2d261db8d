"""Cells frozen on submission: value, definition, and the very records, as in an issued document."""

from __future__ import annotations

import hashlib
from typing import Any

from gonghui.kernel.documents.evidence import frozen_part
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import digest
from gonghui.kernel.figures.counting import leaves
from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.returns.models import FrozenCell
from gonghui.kernel.returns.working import Work


@in_chinese
def freeze(work: Work) -> None:
    """Write a FrozenCell for every cell of this submission."""
    parts: dict[tuple[int, Ask], tuple[dict[str, Any], str]] = {}
    rows = []
    for identity, found in work.live.items():
        row = FrozenCell(
            ret=work.ret, submission=work.ret.submission, cell=identity, source=found.source, value=found.value,
            exact=found.exact, recorded=found.recorded, reason=found.reason,
            figure=found.figure.to_json() if found.figure else None,
        )  # fmt: skip
        if found.cell.figure in work.indicators:
            indicator = work.indicators[found.cell.figure]
            ask = work.ask.shifted(found.cell.shift) if found.cell.shift else work.ask
            pairs = list(dict.fromkeys(leaves(indicator, ask)))
            for measure, inner in pairs:
                if (id(measure), inner) not in parts:
                    parts[(id(measure), inner)] = frozen_part(measure, inner)
            here = [parts[(id(measure), inner)] for measure, inner in pairs]
            row.definition_digest = digest(indicator)
            row.records = [part for part, _digest in here]
            row.records_digest = hashlib.sha256("\n".join(each for _part, each in here).encode()).hexdigest()
        rows.append(row)
    FrozenCell.objects.bulk_create(rows)
