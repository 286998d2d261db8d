"""Copies of everything, sealed, proven when written and proven when read back."""
