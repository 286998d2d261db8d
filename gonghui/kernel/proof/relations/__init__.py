"""How the figures of a text hang together."""

from __future__ import annotations

from gonghui.kernel.proof.model import Reading, Relation
from gonghui.kernel.proof.relations.arbiter import settle
from gonghui.kernel.proof.relations.awards import relate_awards
from gonghui.kernel.proof.relations.bound import relate_bound
from gonghui.kernel.proof.relations.changes import relate_changes
from gonghui.kernel.proof.relations.claims import relate_claims
from gonghui.kernel.proof.relations.clashes import relate_clashes
from gonghui.kernel.proof.relations.columns import relate_columns
from gonghui.kernel.proof.relations.context import Context
from gonghui.kernel.proof.relations.grid import relate_grid
from gonghui.kernel.proof.relations.headed import relate_headed
from gonghui.kernel.proof.relations.named import relate_named
from gonghui.kernel.proof.relations.parts import relate_parts
from gonghui.kernel.proof.relations.pipeline import relate_pipeline
from gonghui.kernel.proof.relations.products import relate_products
from gonghui.kernel.proof.relations.rates import relate_rates
from gonghui.kernel.proof.relations.reckoned import relate_reckoned
from gonghui.kernel.proof.relations.respective import relate_announced, relate_respective
from gonghui.kernel.proof.relations.runs import relate_runs
from gonghui.kernel.proof.relations.stages import relate_stages
from gonghui.kernel.proof.relations.standards import relate_standards
from gonghui.kernel.proof.relations.stocks import relate_stocks
from gonghui.kernel.proof.relations.sums import relate_sums
from gonghui.kernel.proof.relations.worded import relate_worded


def relate(reading: Reading) -> list[Relation]:
    """All relations of a reading, each once, in order of their first figure."""
    ctx = Context(reading)
    used: set[str] = set()
    relate_sums(ctx, used)
    relate_runs(ctx, used)
    relate_rates(ctx)
    relate_parts(ctx, used)
    relate_claims(ctx, used)
    relate_changes(ctx)
    relate_stocks(ctx)
    relate_products(ctx)
    relate_awards(ctx)
    relate_standards(ctx)
    relate_respective(ctx)
    relate_columns(ctx)
    relate_headed(ctx, used)
    relate_stages(ctx, used)
    relate_announced(ctx)
    relate_worded(ctx)
    relate_pipeline(ctx)
    relate_bound(ctx)
    relate_named(ctx)
    relate_grid(ctx)
    relate_clashes(ctx)
    relate_reckoned(ctx)
    settle(ctx)
    seen: dict[tuple[str, frozenset[str]], Relation] = {}
    for relation in ctx.out:
        seen.setdefault((relation.rule, frozenset(f.id for f in relation.figures)), relation)
    return sorted(seen.values(), key=lambda r: (max(f.at for f in r.figures), r.rule))
