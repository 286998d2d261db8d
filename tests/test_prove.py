"""The long proofs: found by their modules, their tables kept each in its place."""

from __future__ import annotations

from pathlib import Path

from gonghui.prove.management.commands.prove import keep
from gonghui.prove.registry import Asked, Line, Proof, discover


def test_proofs_are_found_by_their_modules() -> None:
    assert {"intake.fuzz", "intake.kill", "intake.undo"} <= discover().keys()


def test_a_table_takes_the_place_of_its_last_one(tmp_path: Path) -> None:
    path = tmp_path / "proofs.md"
    one, two = (Proof(key, "what it is", lambda _asked: iter(())) for key in ("a.one", "b.two"))
    keep(one, Asked(), [Line("kills", "1", "0", False)], path)
    keep(two, Asked(), [Line("files", "7", "all", True)], path)
    keep(one, Asked(), [Line("kills", "0", "0", True)], path)
    keep(one, Asked(database="postgres://x"), [Line("kills", "0", "0", True)], path)
    keep(Proof("c.own", "what it is", two.run, "PostgreSQL"), Asked(), [Line("files", "7", "all", True)], path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith(("## ", "| k", "| f"))] == [
        "## a.one · SQLite", "| kills | 0 | 0 | holds |", "## b.two · SQLite", "| files | 7 | all | holds |",
        "## a.one · PostgreSQL", "| kills | 0 | 0 | holds |", "## c.own · PostgreSQL", "| files | 7 | all | holds |",
    ]  # fmt: skip
