"""Which union keeps which ledger, which department answers for it, and the indicators an office saved."""

from __future__ import annotations

from gonghui.demo.world import World
from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.organisations.models import Register


def build(world: World) -> None:
    """A register is kept where it has rows; some are kept and empty, some are not kept at all."""
    registers(world)


def registers(world: World) -> None:
    wanted: set[tuple[int, str]] = set()
    for slug, ledger in ledgers().items():
        rows = ledger.model._default_manager.all()
        for name, value in ledger.preset.items():
            rows = rows.filter(**{f"themes__{name}" if name == "theme" else name: value})
        lookup = f"{ledger.reach}_id" if ledger.reach else "id"
        wanted |= {(pk, slug) for pk in rows.values_list(lookup, flat=True).distinct() if pk}
    Register.objects.bulk_create([Register(union_id=pk, ledger=slug) for pk, slug in sorted(wanted)])
