"""Code tables: ethnic groups (GB/T 3304), political status (GB/T 4762), education (GB/T 4658); every usual way to write them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "codes.txt"


@cache
def words(table: str) -> frozenset[str]:
    """The words of one table: ethnicity, political, education."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line.partition(" ")[0] == table]
    found = {word for row in rows for word in row[1:]}
    return frozenset(found | {f"{word}族" for word in found} if table == "ethnicity" else found)
