"""The small world of the tests; the proofs by hand live in it too."""

from __future__ import annotations

from gonghui.prove.world import DAY, FOUNDED, World, build, ends, fill, id_number, value_for

__all__ = ["DAY", "FOUNDED", "World", "build", "ends", "fill", "id_number", "value_for"]
