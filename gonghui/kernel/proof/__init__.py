"""Reads any text: its figures, how they hang together, and what the ledgers say.

The room needs no database for reading; only `matching` asks the ledgers.
"""

from gonghui.kernel.proof.model import Figure, Hole, Reading, Relation, Trap, Vague
from gonghui.kernel.proof.reading import TooLong, read

__all__ = ["Figure", "Hole", "Reading", "Relation", "TooLong", "Trap", "Vague", "read"]
