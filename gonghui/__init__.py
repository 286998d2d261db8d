"""Gonghui: the ledgers of union work, the figures they give, the documents that follow."""

__version__ = "0.1.0"
