"""What no finder has explained, reckoned with: first what fits, whatever the words; then what the place must mean.

The finders before know constructions. Here the figures of a paragraph are a small puzzle: a total, a rest, a step, a share,
an average or a product is told by the smallest parts of its words (cues), its operands by their units and their place.
What fits to its last digit is taken for meant. What does not fit is said to fail only where the cue is there, its operands
stand right beside it with nothing to choose between, and the value comes near.
"""

from __future__ import annotations

from gonghui.kernel.proof.relations.context import Context
from gonghui.kernel.proof.relations.reckoned import products, rests, shares, totals
from gonghui.kernel.proof.relations.reckoned.sheet import sheets

_FITTING_SHARES = (("share", shares.fitting_growth), ("share", shares.fitting_share))
_FITTING = (
    ("product", products.fitting_mean), ("product", products.fitting_month), ("product", products.fitting_product),
    ("sum", rests.fitting_rest), ("sum", totals.fitting_total), ("sum", totals.column), ("sum", rests.fitting_pair),
)  # fmt: skip
_FAILING_SHARES = (shares.failing_growth, shares.failing_share)
_FAILING = (
    products.failing_mean, products.failing_product, products.failing_rows, rests.failing_rest, rests.failing_sibling,
    totals.failing_total, totals.failing_list, totals.failing_arrival, rests.failing_onward,
)  # fmt: skip


def relate_reckoned(ctx: Context) -> None:
    """All figures that are exact and that nothing bears out, paragraph by paragraph."""
    all_sheets = sheets(ctx)
    for sheet in all_sheets:
        for place, f in enumerate(sheet.figures):
            looks = _FITTING_SHARES if f.is_rate or f.unit == "倍" else _FITTING
            for family, look in looks if f.exact else ():
                if (f.id, family) not in sheet.held:
                    look(sheet, place)
    for sheet in all_sheets:
        shares.mended_shares(sheet)
        for place, f in enumerate(sheet.figures):
            if f.exact and f.kind != "target" and f.id not in sheet.stated:
                any(look(sheet, place) for look in (_FAILING_SHARES if f.is_rate else _FAILING))
